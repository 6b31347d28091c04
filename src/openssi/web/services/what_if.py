"""What if: the numbers of a form or an address become a plan, and the plan a path; the same function as `ssi what-if`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from urllib.parse import urlencode

from openssi.activity.calendar import iso
from openssi.activity.plan import PlanItem, parse_plan, plannable_signals
from openssi.errors import UsageError
from openssi.insight.coach import pace
from openssi.insight.optimizer import minutes_of
from openssi.insight.what_if import WhatIf, check_weeks, what_if
from openssi.model import DEFAULT, efforts
from openssi.render.svg import Chart, fan_chart
from openssi.render.words import minutes_in_words, planned_in_words, whole_minutes
from openssi.scoring.rounding import format_points
from openssi.web.services.members import StoredMember, assessment_of, load_member, register_caches

__all__ = ["WEEKS", "Lever", "PlanOutcome", "PlanQuery", "list_levers", "parse_plan_query", "plan_outcome"]

#: The number of weeks of a plan, unless the form says otherwise.
WEEKS = 8
_MOST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class PlanQuery:
    """A plan as it was asked for; `numbers` holds only what is above nothing."""

    numbers: tuple[tuple[str, int], ...] = ()
    weeks: int = WEEKS

    @property
    def plan(self) -> tuple[PlanItem, ...]:
        """The plan, checked.

        Raises:
            UsageError: a number or a signal is none that can be planned.
        """
        return parse_plan([f"{signal}={count}/week" for signal, count in self.numbers], DEFAULT)

    def with_numbers(self, numbers: Mapping[str, int]) -> PlanQuery:
        """The same weeks with other numbers."""
        return PlanQuery(tuple((signal, count) for signal, count in numbers.items() if count), self.weeks)

    def query(self, day: int | None) -> str:
        """The plan as the query of an address, so that it can be handed on."""
        given = {**dict(self.numbers), "weeks": self.weeks}
        return urlencode({**given, "as_of": iso(day)} if day is not None else given)


@dataclass(frozen=True, slots=True)
class Lever:
    """One number of the form; `lately` is how often it was done in the last 90 days."""

    signal: str
    name: str
    do: str
    value: int
    most: int
    lately: str
    usual: int


@dataclass(frozen=True, slots=True)
class PlanOutcome:
    """Where a plan leads, ready to print."""

    chart: Chart
    end: str
    range: str
    gain: str
    minutes: str
    lines: tuple[str, ...]
    without_effect: tuple[tuple[str, str], ...]


def parse_plan_query(query: Mapping[str, str]) -> PlanQuery:
    """The plan of an address; what is empty or nothing is left out.

    Raises:
        UsageError: a number is none, a signal cannot be planned by the week, or the weeks are too few or too many.
    """
    numbers = tuple(
        (signal, _count(query[signal], signal)) for signal in plannable_signals(DEFAULT) if query.get(signal)
    )
    weeks = _count(query.get("weeks") or str(WEEKS), "weeks")
    check_weeks(weeks)
    asked = PlanQuery(tuple((signal, count) for signal, count in numbers if count), weeks)
    _ = asked.plan  # checks it
    return asked


def _count(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise UsageError(
            "plan-format", f"{text[:20]!r} is no number for {name}.", hint="Write a whole number, such as 2."
        )
    return int(text)


def list_levers(member: StoredMember, day: int, asked: PlanQuery) -> tuple[Lever, ...]:
    """What can be tried: the offered steps whose signal is measured, and whatever else the address names."""
    activity, scored = load_member(member).activity, assessment_of(member, day).score
    given, effort = dict(asked.numbers), efforts(DEFAULT)
    offered = [one for one in DEFAULT.offered if scored.signals[one].status == "measured" or one in given]
    levers: list[Lever] = []
    for name in dict.fromkeys([*offered, *given]):
        signal = DEFAULT.signals[name]
        done = pace(activity, DEFAULT, PlanItem(name, 1), day)
        kind = DEFAULT.kind.get(signal.step.adds[0][0]) if signal.step else None
        levers.append(
            Lever(
                name,
                (kind.many if kind else signal.title).capitalize(),
                signal.step.do if signal.step else "",
                given.get(name, 0),
                effort[name].most,
                "" if done is None else f"lately {done / 100:.1f}",
                min(effort[name].most, ((done or 0) + 50) // 100),
            )
        )
    return tuple(levers)


@lru_cache(maxsize=256)
def plan_outcome(member: StoredMember, day: int, asked: PlanQuery) -> PlanOutcome:
    """Where a plan leads from a day on.

    Raises:
        DayError: there is too little data for a number.
        UsageError: the plan is none.
    """
    plan, effort = asked.plan, efforts(DEFAULT)
    found = what_if(load_member(member).activity, DEFAULT, plan, day, asked.weeks)
    minutes = sum((minutes_of(item, DEFAULT, effort, asked.weeks) for item in plan), Fraction(0))
    return PlanOutcome(
        chart=fan_chart(found),
        end=format_points(found.end.index_micro),
        range=_range(found),
        gain=format_points(found.gain_micro),
        minutes=minutes_in_words(whole_minutes(minutes)),
        lines=tuple(planned_in_words(item, DEFAULT) for item in plan),
        without_effect=tuple((DEFAULT.signals[one].title, why) for one, why in found.without_effect),
    )


def _range(found: WhatIf) -> str:
    low, high = found.end.range_micro
    return f"{format_points(low)} to {format_points(high)} if all could be measured" if high > low else ""


register_caches(plan_outcome.cache_clear)
