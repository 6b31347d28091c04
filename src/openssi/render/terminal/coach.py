"""Advice on the terminal: the next steps with their range, then the plan line by line."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from openssi.activity.calendar import iso
from openssi.insight import NextStep
from openssi.insight.coach import Advice, PlanLine, Target
from openssi.render.escaping import escape_controls
from openssi.render.words import minutes_in_words, planned_in_words, whole_minutes
from openssi.scoring.rounding import format_points

__all__ = ["screen"]

_NARROW = 72  # columns below which tables become lines


def screen(advice: Advice, width: int) -> RenderableType:
    """What to do next, where it should lead, and what that takes, on so many columns."""
    return Group(*_steps(advice), Text(), *_plan(advice, width))


def _steps(advice: Advice) -> list[RenderableType]:
    title = Text.assemble(
        ("Best next steps", "bold underline"), (f"  gain after {_weeks(advice)}, beside all that you do already", "dim")
    )
    lines: list[RenderableType] = [title]
    for at, step in enumerate(advice.steps, 1):
        minutes = f"{minutes_in_words(step.minutes)} {'once' if step.once else 'a week'}"
        told = Table.grid(padding=(0, 1, 0, 0))
        told.add_row(
            f"{at}.",
            Text.assemble(f"{step.do}: ", (f"+{format_points(step.gain)}", "bold green"), (_range(step), "dim")),
        )
        told.add_row("", Text(f"{minutes}; {escape_controls(step.because)}", "dim"))
        lines.append(told)
    if not advice.steps:
        lines.append(Text("None that would gain a tenth of a point."))
    return lines


def _range(step: NextStep) -> str:
    if step.least == step.most:
        return ""
    return f" (from {format_points(step.least)} if nobody answers to {format_points(step.most)} if everybody does)"


def _plan(advice: Advice, width: int) -> list[RenderableType]:
    target, last = advice.target, iso(advice.last_day)
    now = format_points(advice.now.index_micro)
    if target is None:
        return [
            _title("A plan"),
            Text(
                f"You are at {now}, above every mark. If nothing more is done: {format_points(advice.stopped_micro)} on {last}."
            ),
        ]
    title = _title(f"The plan with the least effort to {_named(target)} by {last}")
    if not advice.plan:
        return [
            title,
            Text(
                f"Nothing is needed: {format_points(advice.stopped_micro)} is left on {last} if nothing more is done."
            ),
        ]
    lines: list[RenderableType] = [title]
    if not advice.reached:
        lines.append(Text(_unreachable(advice, target), "bold"))
    lines.append(
        Text(
            f"{now} today, {format_points(advice.end_micro)} with it, {format_points(advice.stopped_micro)} "
            "if nothing more is done; "
            f"{minutes_in_words(whole_minutes(advice.minutes))} a week:"
        )
    )
    lines += _lines(advice, width)
    lines.append(
        Text(
            "All that is to be done; what you do already is part of it. The minutes are estimates: --effort changes them.",
            "dim",
        )
    )
    return lines


def _title(text: str) -> Text:
    return Text(escape_controls(text), "bold underline")


def _named(target: Target) -> str:
    mark = format_points(target.micro)
    return mark if mark in {target.name, f"{target.name}.0"} else f"{mark}, {target.name}"


def _unreachable(advice: Advice, target: Target) -> str:
    most = f"every step as often as its limit allows leads to {format_points(advice.highest_micro)}"
    why = f"{format_points(target.micro)} cannot be reached in {_weeks(advice)}: {most}"
    if advice.not_measured:
        why += f", and {advice.not_measured} points are not measured"
    return f"{why}. This is the plan to the last whole point that can be reached."


def _weeks(advice: Advice) -> str:
    return "1 week" if advice.weeks == 1 else f"{advice.weeks} weeks"


def _cells(line: PlanLine, advice: Advice) -> tuple[str, str, str]:
    """What is done, what it takes, and how often it is done now."""
    takes = (
        f"{minutes_in_words(whole_minutes(line.minutes * advice.weeks))} once"
        if line.item.once
        else minutes_in_words(whole_minutes(line.minutes))
    )
    now = "" if line.now is None else f"{line.now // 100}.{line.now // 10 % 10} a week now"
    return f"{planned_in_words(line.item, advice.model)} ({line.item.signal})", takes, now


def _lines(advice: Advice, width: int) -> Iterator[RenderableType]:
    rows = [_cells(line, advice) for line in advice.plan]
    if width < _NARROW:
        for what, takes, now in rows:
            yield Text(f"- {what}")
            yield Padding(Text(f"{takes}{f'; {now}' if now else ''}", "dim"), (0, 0, 0, 2), expand=False)
        return
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, pad_edge=False)
    for what, takes, now in rows:
        table.add_row(Text(f"- {what}"), Text(takes), Text(now, "dim"))
    yield table
