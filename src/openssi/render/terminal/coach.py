"""Advice on the terminal: the next steps with their range, then the plan line by line."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.text import Text

from openssi.activity.calendar import iso
from openssi.insight import NextStep
from openssi.insight.coach import Advice, PlanLine, Target
from openssi.render.escaping import escape_controls
from openssi.render.terminal.layout import NARROW, data_table, indented, numbered, plain_text
from openssi.render.words.minutes import minutes_in_words, whole_minutes
from openssi.render.words.what_if import planned_in_words
from openssi.scoring.rounding import format_points, format_short, to_tenths

__all__ = ["as_text", "screen"]


def as_text(advice: Advice) -> str:
    """Return the screen as plain text."""
    return plain_text(lambda console: screen(advice, console))


def screen(advice: Advice, console: Console) -> RenderableType:
    """Show what to do next, where the plan leads, and what it takes."""
    return Group(*_steps(advice), Text(), *_plan(advice, console.width))


def _steps(advice: Advice) -> Iterator[RenderableType]:
    yield Text.assemble(
        ("Next steps", "bold underline"), (f"  points gained in {_weeks(advice)}, on top of what you do now", "dim")
    )
    for at, step in enumerate(advice.steps, 1):
        yield numbered(
            at, Text.assemble(f"{step.do}: ", (f"+{format_points(step.gain)}", "bold green"), (_range(step), "dim"))
        )
        minutes = f"{minutes_in_words(step.minutes)} {'once' if step.once else 'a week'}"
        yield indented(f"{minutes}; {escape_controls(step.because)}", 3)
    if not advice.steps:
        yield Text("No step would gain a tenth of a point.")


def _range(step: NextStep) -> str:
    if step.least == step.most:
        return ""
    return f" ({format_points(step.least)} if nobody answers, {format_points(step.most)} if everyone does)"


def _plan(advice: Advice, width: int) -> Iterator[RenderableType]:
    target, last = advice.target, iso(advice.last_day)
    now, stopped = format_points(advice.now.index_micro), format_points(advice.stopped_micro)
    if target is None:
        yield _title("A plan")
        yield Text(f"You're at {now}, above every threshold. If you stop today, you'll be at {stopped} on {last}.")
        return
    yield _title(f"The least effort to reach {_named(target)} by {last}")
    if not advice.plan:
        yield Text(f"You're there: even if you stop today, you'll be at {stopped} on {last}.")
        return
    if not advice.reached:
        yield Text(_out_of_reach(advice, target), "bold")
    takes = minutes_in_words(whole_minutes(advice.minutes))
    yield Text(
        f"{now} today, {format_points(advice.end_micro)} with this plan, {stopped} if you stop today; {takes} a week:"
    )
    yield from _lines(advice, width)
    yield Text(
        "The plan is everything there is to do, including what you do already. Minutes are estimates: --effort changes them.",
        "dim",
    )


def _title(text: str) -> Text:
    return Text(escape_controls(text), "bold underline")


def _named(target: Target) -> str:
    shown = format_points(target.micro)
    return shown if shown in {target.name, f"{target.name}.0"} else f"{shown}, {target.name},"


def _out_of_reach(advice: Advice, target: Target) -> str:
    reason = f"every step as often as its limit allows leads to {format_points(advice.highest_micro)}"
    if advice.open_micro:
        reason += f", and {format_short(to_tenths(advice.open_micro))} points are not measured"
    return (
        f"{format_points(target.micro)} is out of reach in {_weeks(advice)}: {reason}. "
        "This plan leads to the highest whole point within reach."
    )


def _weeks(advice: Advice) -> str:
    return "1 week" if advice.weeks == 1 else f"{advice.weeks} weeks"


def _lines(advice: Advice, width: int) -> Iterator[RenderableType]:
    rows = [_cells(line, advice) for line in advice.plan]
    if width < NARROW:
        for what, minutes, now in rows:
            yield Text(f"- {what}")
            yield indented(f"{minutes}; {now}" if now else minutes, 2)
        return
    table = data_table(header=False)
    for what, minutes, now in rows:
        table.add_row(Text(f"- {what}"), Text(minutes), Text(now, "dim"))
    yield table


def _cells(line: PlanLine, advice: Advice) -> tuple[str, str, str]:
    """What to do, the minutes it takes, and how often it is done now."""
    if line.item.once:
        minutes = f"{minutes_in_words(whole_minutes(line.minutes * advice.weeks))} once"
    else:
        minutes = minutes_in_words(whole_minutes(line.minutes))
    now = "" if line.now is None else f"{line.now // 100}.{line.now // 10 % 10} a week now"
    return f"{planned_in_words(line.item, advice.model)} ({line.item.signal})", minutes, now
