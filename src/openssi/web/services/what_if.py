"""What if: read a plan from a form or address, and compute its outcome with the function behind `ssi what-if`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from openssi.activity.calendar import iso, to_date
from openssi.activity.plan import parse_plan, plannable_signals
from openssi.errors import UsageError
from openssi.insight.coach import weekly_pace
from openssi.insight.next_steps import WEEKS
from openssi.insight.plan_gain import line_minutes
from openssi.insight.what_if import WhatIf, check_weeks
from openssi.model import Model, dose, efforts
from openssi.render.svg import Chart, fan_chart
from openssi.render.words.minutes import minutes_in_words
from openssi.render.words.plan_lines import full_in_words, planned_in_words
from openssi.scoring.rounding import format_points, format_short, to_tenths
from openssi.web.services.stored_member import StoredMember, assessment_of, load_member, register_caches

__all__ = [
    "Lever",
    "PlanOutcome",
    "PlanQuery",
    "first_plan",
    "list_levers",
    "parse_plan_query",
    "plan_outcome",
]

_MOST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class PlanQuery:
    """A plan as requested; `numbers` has only those above zero."""

    numbers: tuple[tuple[str, int], ...] = ()
    weeks: int = WEEKS

    @property
    def lines(self) -> list[str]:
        """The plan as `Member.what_if` takes it."""
        return [f"{signal}={count}/week" for signal, count in self.numbers]

    def query(self, day: int | None) -> str:
        """Return the plan as the query string of a link."""
        values = {**dict(self.numbers), "weeks": self.weeks}
        return urlencode({**values, "as_of": iso(day)} if day is not None else values)


@dataclass(frozen=True, slots=True)
class Lever:
    """One number of the form; `recent` is the pace of the last 90 days in words, which the number comes on top of."""

    signal: str
    name: str
    do: str
    value: int
    most: int
    recent: str


@dataclass(frozen=True, slots=True)
class PlanOutcome:
    """The outcome of a plan in words, with its chart."""

    chart: Chart
    end: str
    open: str
    gain: str
    minutes: str
    lines: tuple[str, ...]
    without_effect: tuple[tuple[str, str], ...]
    already_full: tuple[str, ...]


def parse_plan_query(query: Mapping[str, str], model: Model) -> PlanQuery:
    """Read a plan for a model from a query string; empty numbers and zeros are left out.

    Raises:
        UsageError: a number is malformed, a signal can't be planned by the week, or there are too few or too many
            weeks.
    """
    numbers = tuple((signal, _count(query[signal], signal)) for signal in plannable_signals(model) if query.get(signal))
    weeks = _count(query.get("weeks") or str(WEEKS), "weeks")
    check_weeks(weeks)
    plan = PlanQuery(tuple((signal, count) for signal, count in numbers if count), weeks)
    parse_plan(plan.lines, model)  # raises on a wrong plan
    return plan


def _count(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise UsageError(
            "plan-format", f"{text[:20]!r} is not a number for {name}.", hint="Enter a whole number, such as 2."
        )
    return int(text)


def first_plan(member: StoredMember, day: int, weeks: int) -> PlanQuery:
    """Return the plan that the form opens with: the best next step that can be taken every week."""
    assessment = assessment_of(member, day)
    for step in assessment.next_steps:
        defined = assessment.model.signals[step.signal].step
        if defined and not step.once:
            return PlanQuery(((step.signal, dose(assessment.model, defined)),), weeks)
    return PlanQuery(weeks=weeks)


def list_levers(member: StoredMember, day: int, query: PlanQuery) -> tuple[Lever, ...]:
    """List the numbers of the form: the offered signals that are measured, and any others in the plan."""
    assessment = assessment_of(member, day)
    activity, model, scored = assessment.activity, assessment.model, assessment.score
    numbers, effort = dict(query.numbers), efforts(model)
    offered = [signal_id for signal_id in model.offered if scored.signals[signal_id].counts or signal_id in numbers]
    levers: list[Lever] = []
    for name in dict.fromkeys([*offered, *numbers]):
        signal = model.signals[name]
        pace = weekly_pace(activity, model, name, day)
        kind = model.kind.get(signal.step.adds[0][0]) if signal.step else None
        levers.append(
            Lever(
                name,
                (kind.many if kind else signal.title).capitalize(),
                signal.step.do if signal.step else "",
                numbers.get(name, 0),
                effort[name].most,
                "" if pace is None else f"on top of {pace / 100:.1f} now",
            )
        )
    return tuple(levers)


@lru_cache(maxsize=256)
def plan_outcome(member: StoredMember, day: int, query: PlanQuery) -> PlanOutcome:
    """Compute the outcome of a plan that starts on a day.

    Raises:
        DayError: there is too little data for an index.
        UsageError: the plan is invalid.
    """
    scored = load_member(member)
    model, effort = scored.model, efforts(scored.model)
    outcome = scored.what_if(query.lines, weeks=query.weeks, as_of=to_date(day))
    minutes = sum(line_minutes(item, model, effort, query.weeks) for item in outcome.plan)
    return PlanOutcome(
        chart=fan_chart(outcome),
        end=format_points(outcome.end.index_micro),
        open=_open(outcome),
        gain=format_points(outcome.gain_micro),
        minutes=minutes_in_words(minutes),
        lines=tuple(planned_in_words(item, model) for item in outcome.plan),
        without_effect=tuple((model.signals[signal_id].title, why) for signal_id, why in outcome.without_effect),
        already_full=tuple(full_in_words(signal_id, model) for signal_id in outcome.already_full),
    )


def _open(outcome: WhatIf) -> str:
    micro = outcome.end.open_micro
    return f"What isn’t measured could add as much as {format_short(to_tenths(micro))}" if micro else ""


register_caches(plan_outcome.cache_clear)
