"""Advice on the terminal: where the plan leads, its week, what more time would buy, then the next steps."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.text import Text

from openssi.activity.calendar import WEEKDAYS
from openssi.insight.coach import Advice, PlanLine
from openssi.render.escaping import escape_controls
from openssi.render.terminal.layout import NARROW, data_table, indented, plain_text
from openssi.render.terminal.next_steps import questions, steps_with_reasons
from openssi.render.words.minutes import minutes_in_words
from openssi.render.words.plan_lines import planned_in_words
from openssi.render.words.projection import (
    actions_in_words,
    others_in_words,
    pace_in_words,
    plan_in_words,
    without_plan_in_words,
)
from openssi.scoring.rounding import format_whole

__all__ = ["as_text", "screen"]


def as_text(advice: Advice) -> str:
    """Return the screen as plain text."""
    return plain_text(lambda console: screen(advice, console))


def screen(advice: Advice, console: Console) -> RenderableType:
    """Show where the plan leads, what it takes, and the next steps."""
    return Group(
        *_outlook(advice),
        *(_plan(advice, console.width) if advice.plan else ()),
        Text(),
        *steps_with_reasons(advice.steps, advice.weeks),
        *questions(advice.if_never),
    )


def _outlook(advice: Advice) -> Iterator[Text]:
    yield Text(escape_controls(f"{plan_in_words(advice)}."), "bold")
    if advice.plan:
        yield Text(f"{without_plan_in_words(advice)}.")
    if others := others_in_words(advice.range, advice.end_micro):
        yield Text(others)


def _plan(advice: Advice, width: int) -> Iterator[RenderableType]:
    yield Text()
    once = f"; once: spread over {advice.weeks} weeks" if any(line.item.once for line in advice.plan) else ""
    yield Text.assemble(("The plan", "bold underline"), (f"  minutes a week, on top of what you do now{once}", "dim"))
    yield from _lines(advice, width)
    yield from _week(advice)
    yield Text(f"Another plan: ssi what-if ARCHIVE {' '.join(map(_argument, advice.plan))}", "dim")
    yield Text()
    yield Text.assemble(("What more time would buy", "bold underline"), f"  {_next_point(advice)}")
    yield _curve(advice, width)
    yield Text("Minutes are estimates; --effort FILE changes them.", "dim")


def _curve(advice: Advice, width: int) -> RenderableType:
    """Return the index by minutes a week, as two rows where there is room."""
    points = [(str(minutes), format_whole(micro)) for minutes, micro in advice.curve]
    if width < NARROW:
        return Text(", ".join(f"{minutes} min: {index}" for minutes, index in points), "dim")
    table = data_table(header=False)
    for heading, row in zip(("minutes", "index"), zip(*points, strict=True), strict=True):
        table.add_row(Text(heading, "dim"), *(Text(cell, justify="right") for cell in row))
    return table


def _argument(line: PlanLine) -> str:
    return f"{line.item.signal}={line.item.count}{'' if line.item.once else '/week'}"


def _next_point(advice: Advice) -> str:
    if advice.next_point is None:
        return "no plan ends a point higher"
    return f"the next point takes {minutes_in_words(advice.next_point)} a week more"


def _lines(advice: Advice, width: int) -> Iterator[RenderableType]:
    rows = [_cells(line, advice) for line in advice.plan]
    if width < NARROW:
        for what, minutes, now in rows:
            yield Text(f"- {what}")
            yield indented(f"{minutes}; {now}" if now else minutes, 2)
        return
    table = data_table(header=False)
    for what, minutes, now in rows:
        table.add_row(Text(f"- {what}"), Text(minutes, justify="right"), Text(now, "dim"))
    yield table


def _cells(line: PlanLine, advice: Advice) -> tuple[str, str, str]:
    """Return what to do, the minutes a week it takes, and how often it is done now."""
    return planned_in_words(line.item, advice.model), f"{line.minutes} min", pace_in_words(line)


def _week(advice: Advice) -> Iterator[Text]:
    for day in advice.week:
        yield Text.assemble((f"{WEEKDAYS[day.weekday]}  ", "bold"), actions_in_words(day.actions, advice.model))
