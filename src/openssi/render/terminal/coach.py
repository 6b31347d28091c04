"""Advice on the terminal: where the plan leads, its week, what more time would buy, then the next steps."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.text import Text

from openssi.activity.calendar import WEEKDAYS, long_day
from openssi.insight.coach import Advice, PlanLine, Target
from openssi.render.escaping import escape_controls
from openssi.render.terminal.layout import NARROW, data_table, indented, plain_text
from openssi.render.terminal.next_steps import questions, steps_with_reasons
from openssi.render.words.minutes import minutes_in_words
from openssi.render.words.what_if import planned_in_words
from openssi.scoring.rounding import format_points, format_short, to_tenths

__all__ = ["as_text", "screen"]


def as_text(advice: Advice) -> str:
    """Return the screen as plain text."""
    return plain_text(lambda console: screen(advice, console))


def screen(advice: Advice, console: Console) -> RenderableType:
    """Show where the plan leads, what it takes, and the next steps."""
    return Group(
        Text(escape_controls(_headline(advice)), "bold"),
        *map(Text, _outlook(advice)),
        *(_plan(advice, console.width) if advice.plan else ()),
        Text(),
        *steps_with_reasons(advice.steps, advice.weeks),
        *questions(advice.if_never),
    )


def _headline(advice: Advice) -> str:
    now, end, last = format_points(advice.now.index_micro), format_points(advice.end_micro), long_day(advice.last_day)
    target = advice.target
    if target is not None:
        if not advice.plan and advice.reached:
            return f"Carrying on as now is enough for {_named(target)} by {last}."
        if not advice.reached:
            return _out_of_reach(advice, target)
        return f"{_takes(advice)} a week bring you from {now} to {end} by {last}, enough for {_named(target)}."
    if not advice.plan:
        return f"Carry on as now: nothing you could add is worth its time. You'd be at {end} on {last}."
    return f"{_takes(advice)} a week bring you from {now} to {end} by {last}."


def _takes(advice: Advice) -> str:
    return minutes_in_words(advice.minutes_a_week)


def _outlook(advice: Advice) -> Iterator[str]:
    """Compare the plan with carrying on and stopping, and say what other people change."""
    as_now, stopped = format_points(advice.as_now_micro), format_points(advice.stopped_micro)
    yield f"As now, without the plan, {as_now}; stopping today, {stopped}."
    half, none = format_points(advice.range.half), format_points(advice.range.none)
    if advice.range.none < advice.end_micro:
        yield f"If others respond half as often as lately, {half}; if nobody does, {none}."


def _named(target: Target) -> str:
    shown = format_points(target.micro)
    return shown if shown in {target.name, f"{target.name}.0"} else f"{shown}, {target.name},"


def _out_of_reach(advice: Advice, target: Target) -> str:
    reason = f"every step as often as its limit allows leads to {format_points(advice.highest_micro)}"
    if advice.open_micro:
        reason += f", and {format_short(to_tenths(advice.open_micro))} points are not measured"
    return (
        f"{format_points(target.micro)} is out of reach in {_weeks(advice)}: {reason}. "
        f"The plan below leads to {format_points(advice.end_micro)}."
    )


def _weeks(advice: Advice) -> str:
    return "1 week" if advice.weeks == 1 else f"{advice.weeks} weeks"


def _plan(advice: Advice, width: int) -> Iterator[RenderableType]:
    yield Text()
    yield Text.assemble(("The plan", "bold underline"), ("  on top of what you do now", "dim"))
    yield from _lines(advice, width)
    yield from _week(advice)
    yield Text()
    yield Text.assemble(("What more time would buy", "bold underline"), f"  {_next_point(advice)}")
    points = (f"{minutes} min: {format_points(micro)}" for minutes, micro in advice.curve)
    yield Text(" · ".join(points), "dim")
    yield Text("Minutes are estimates; --effort FILE changes them.", "dim")


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
        table.add_row(Text(f"- {what}"), Text(minutes), Text(now, "dim"))
    yield table


def _cells(line: PlanLine, advice: Advice) -> tuple[str, str, str]:
    """Return what to do, the minutes it takes, and how often it is done now."""
    minutes = minutes_in_words(line.minutes)
    spread = f"{minutes} a week" if line.item.once else minutes
    pace = f"{line.now // 100}.{line.now // 10 % 10} a week now" if line.now else "none lately"
    now = "" if line.now is None else pace
    return f"{planned_in_words(line.item, advice.model)} ({line.item.signal})", spread, now


def _week(advice: Advice) -> Iterator[Text]:
    for day in advice.week:
        actions = (_action(signal, count, advice) for signal, count in day.actions)
        yield Text.assemble((f"{WEEKDAYS[day.weekday]}  ", "bold"), ", ".join(actions))


def _action(signal: str, count: int, advice: Advice) -> str:
    step = advice.model.signals[signal].step
    kind = advice.model.kind.get(step.adds[0][0]) if step else None
    return signal if kind is None else f"{count} {kind.one if count == 1 else kind.many}"
