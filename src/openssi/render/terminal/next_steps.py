"""Next steps on the terminal: what to do, for how many points, in how much time, and why."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.text import Text

from openssi.activity.calendar import short_day
from openssi.insight import Fade, NeverDone, NextStep
from openssi.insight.fades import DAYS
from openssi.model import MICRO, Model
from openssi.render.escaping import escape_controls
from openssi.render.terminal.layout import NARROW, indented, numbered
from openssi.render.words.minutes import minutes_in_words
from openssi.render.words.next_steps import fade_in_words, if_never_in_words, total_in_words
from openssi.scoring.rounding import format_points, format_tenths

__all__ = ["fading", "gain_in_points", "questions", "steps_in_brief", "steps_with_reasons"]


def steps_with_reasons(steps: Sequence[NextStep], weeks: int) -> Iterator[RenderableType]:
    """Show each step with its range, its minutes and what speaks for it."""
    in_weeks = "1 week" if weeks == 1 else f"{weeks} weeks"
    yield Text.assemble(
        ("Next steps", "bold underline"), (f"  points gained in {in_weeks}, on top of your recent pace", "dim")
    )
    for at, step in enumerate(steps, 1):
        yield numbered(
            at,
            Text.assemble(
                f"{step.do}: ",
                (f"+{gain_in_points(step)}", "bold green"),
                (f"{_range(step)}  {step.signal}", "dim"),
            ),
        )
        minutes = f"{minutes_in_words(step.minutes)} {'once' if step.once else 'a week'}"
        yield indented(f"{minutes}; {escape_controls(step.because)}", 3)
    if not steps:
        yield Text("No step would add a tenth of a point.")


def steps_in_brief(steps: Sequence[NextStep], weeks: int, console: Console) -> RenderableType:
    """Show each step on a line with its gain, and its minutes and what it raises below."""
    title = Text.assemble(
        ("Next steps", "bold underline"), (f"  points gained in {weeks} weeks, on top of your recent pace", "dim")
    )
    lines: list[RenderableType] = []
    for at, step in enumerate(steps, 1):
        do = _without_remark(step.do, console.width - 14)
        lines.append(numbered(at, Text.assemble(f"{do}: ", (f"+{gain_in_points(step)}", "bold green"))))
        minutes = f"{step.minutes} min {'once' if step.once else 'a week'}"
        lines.append(indented(f"{minutes}; {escape_controls(step.because)}", 3))
    return Group(title, *lines)


def _without_remark(text: str, width: int) -> str:
    """Leave out the remark in brackets at the end of a long instruction."""
    return text if len(text) <= width else text.partition(" (")[0]


def questions(offers: Sequence[NeverDone]) -> Iterator[RenderableType]:
    """Show steps whose file is missing, with the option that answers the question."""
    for offer in offers:
        yield Text(escape_controls(f"{if_never_in_words(offer)} If so, add --never {shlex.quote(offer.kind)}."), "dim")


def fading(fades: tuple[Fade, ...], model: Model, day: int, console: Console, rows: int) -> Iterator[RenderableType]:
    """Show what expires next: the largest, by day, and what keeps each."""
    yield Text.assemble(("Fading next", "bold underline"), f"  {total_in_words(fades, day + DAYS)}")
    largest = sorted(fades, key=lambda fade: -fade.micro)[:rows]
    for fade in (fade for fade in fades if fade in largest):
        sign = "−" if fade.earned else "+"
        points = (f"{sign}{format_tenths(fade.micro * 10 // MICRO)}", "yellow" if fade.earned else "green")
        day_of_it, what = (f"{short_day(fade.day):>11}", "dim"), fade_in_words(fade, model)
        if console.width < NARROW:
            yield Text.assemble(day_of_it, "  ", points)
            yield indented(what, 3)
        else:
            yield Text.assemble(day_of_it, "  ", points, f"  {what}")


def gain_in_points(step: NextStep) -> str:
    """Write the gain, rounded down to a tenth, as the JSON has it."""
    return format_tenths(step.gain * 10 // MICRO)


def _range(step: NextStep) -> str:
    if step.least == step.most:
        return ""
    return f" ({format_points(step.least)} if nobody answers, {format_points(step.most)} if everyone does)"
