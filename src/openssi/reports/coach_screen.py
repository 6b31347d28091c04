"""Advice on the terminal: the next steps with their range, then the plan line by line."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from openssi.activity.calendar import iso
from openssi.insight import NextStep
from openssi.insight.coach import Advice, PlanLine, Target
from openssi.reports.coach import whole
from openssi.reports.plain import safe
from openssi.reports.what_if_screen import planned_in_words, points

__all__ = ["screen"]


def screen(advice: Advice) -> RenderableType:
    """What to do next, where it should lead, and what that takes."""
    return Group(*_steps(advice), Text(), *_plan(advice))


def _steps(advice: Advice) -> list[RenderableType]:
    title = Text.assemble(
        ("Best next steps", "bold underline"), (f"  gain after {advice.weeks} weeks, beside all that you do already", "dim")
    )
    lines: list[RenderableType] = [title]
    for at, step in enumerate(advice.steps, 1):
        lines.append(Text.assemble(f"{at}. {step.do}: ", (f"+{points(step.gain)}", "bold green"), (_range(step), "dim")))
        minutes = f"{step.minutes} minutes once" if step.once else f"{step.minutes} minutes a week"
        lines.append(Padding(Text(f"{minutes}; {safe(step.because)}", "dim"), (0, 0, 0, 3)))
    if not advice.steps:
        lines.append(Text("None that would gain a tenth of a point."))
    return lines


def _range(step: NextStep) -> str:
    if step.least == step.most:
        return ""
    return f" (from {points(step.least)} if nobody answers to {points(step.most)} if everybody does)"


def _plan(advice: Advice) -> list[RenderableType]:
    target, last = advice.target, iso(advice.last_day)
    now = points(advice.now.index_micro)
    if target is None:
        return [
            _title("A plan"),
            Text(f"You are at {now}, above every mark. If nothing more is done: {points(advice.stopped_micro)} on {last}."),
        ]
    title = _title(f"The plan with the least effort to {_named(target)} by {last}")
    if not advice.plan:
        return [title, Text(f"Nothing is needed: {points(advice.stopped_micro)} is left on {last} if nothing more is done.")]
    lines: list[RenderableType] = [title]
    if not advice.reached:
        lines.append(Text(_unreachable(advice, target), "bold"))
    lines.append(
        Text(
            f"{now} today, {points(advice.end_micro)} with it, {points(advice.stopped_micro)} if nothing more is done; "
            f"{_hours(whole(advice.minutes))} a week:"
        )
    )
    lines += [_line(line, advice) for line in advice.plan]
    lines.append(
        Text(
            "All that is to be done; what you do already is part of it. The minutes are estimates: --effort changes them.",
            "dim",
        )
    )
    return lines


def _title(text: str) -> Text:
    return Text(safe(text), "bold underline")


def _named(target: Target) -> str:
    mark = points(target.micro)
    return mark if mark in {target.name, f"{target.name}.0"} else f"{mark}, {target.name}"


def _unreachable(advice: Advice, target: Target) -> str:
    why = f"{points(target.micro)} cannot be reached in {advice.weeks} weeks: all at most leads to {points(advice.highest_micro)}"
    if advice.not_measured:
        why += f", and {advice.not_measured} points are not measured"
    return f"{why}. This is the plan to {points(advice.end_micro)}."


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{minutes} minutes" if not hours else f"{hours} h {rest} min" if rest else f"{hours} h"


def _line(line: PlanLine, advice: Advice) -> RenderableType:
    text = planned_in_words(line.item, advice.model)
    now = "" if line.now is None else f"; {line.now // 100}.{line.now // 10 % 10} a week now"
    minutes = f"  {_hours(whole(line.minutes))}{' a week' if line.item.once else ''}{now}"
    return Text.assemble("- ", text, (minutes, "dim"))
