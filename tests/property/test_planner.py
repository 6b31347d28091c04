"""The least-effort plan is the optimum: compared with every plan of small cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from openssi.activity import Activity
from openssi.activity.plan import PlanItem, as_of, with_plan
from openssi.insight.optimizer import least_effort
from openssi.model import DEFAULT, MICRO, Effort, dose
from openssi.scoring import score
from tests.property.members import DAY, activities

WEEKS = 2
ONE_BY_ONE = (
    "posts_published",
    "comments_given",
    "reactions_given",
    "people_searches",
    "articles_published",
    "profile_completeness",
)
TOGETHER = ("connections", "invitation_acceptance", "decision_makers_met", "senior_connections", "coworker_connections")
ALONE = ("outreach_response", "endorsements_received", "groups_joined")


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Effort]:
    """Efforts for a few signals, with and without days active, each asked for a few times at most."""
    names = draw(st.lists(st.sampled_from((*ONE_BY_ONE, *TOGETHER, *ALONE)), min_size=1, max_size=3, unique=True))
    names += draw(st.sampled_from(([], ["active_days"])))
    return {name: Effort(draw(st.integers(1, 60)), _most(name, draw(st.integers(0, 3))), "invented") for name in names}


def _most(name: str, times: int) -> int:
    step = DEFAULT.signals[name].step
    assert step is not None
    return times * dose(DEFAULT, step) if step.once and not name.startswith("profile") else times


def every_plan(member: Activity, efforts: Mapping[str, Effort]) -> Iterator[tuple[Fraction, int]]:
    """Minutes a week and the index at the end, of every plan, counted and scored the long way."""
    ranges: list[range] = []
    for name, effort in efforts.items():
        step = DEFAULT.signals[name].step
        assert step is not None
        ranges.append(range(0, effort.most + 1, dose(DEFAULT, step) if step.once else 1))
    for counts in product(*ranges):
        chosen = [(name, count) for name, count in zip(efforts, counts, strict=True) if count]
        often = max((count for name, count in chosen if not _once(name) and name != "active_days"), default=0)
        minutes = Fraction(0)
        for name, count in chosen:
            step = DEFAULT.signals[name].step
            assert step is not None
            paid = max(0, count - min(5, often)) if name == "active_days" else count
            minutes += Fraction(paid * efforts[name].minutes, dose(DEFAULT, step) * (WEEKS if step.once else 1))
        plan = [PlanItem(name, count, once=_once(name)) for name, count in chosen]
        yield minutes, score(with_plan(member, DEFAULT, plan, DAY, WEEKS), DEFAULT, DAY + 7 * WEEKS).index_micro


def _once(name: str) -> bool:
    step = DEFAULT.signals[name].step
    return step is not None and step.once


def shown(member: Activity, efforts: Mapping[str, Effort]) -> dict[str, Effort]:
    """The steps that a measured signal shows; to be active in what nothing shows is no advice."""
    scored = score(as_of(member, DAY), DEFAULT, DAY + 7 * WEEKS).signals
    read = {
        need
        for signal in DEFAULT.signals.values()
        if scored[signal.id].status == "measured"
        for need in (signal.measure.kinds or (getattr(signal.measure, "name", ""),))
    }
    return {name: effort for name, effort in efforts.items() if read & _adds(name)}


def _adds(name: str) -> set[str]:
    step = DEFAULT.signals[name].step
    return {kind for kind, _ in step.adds} if step else set()


@settings(max_examples=150, deadline=None)
@given(activities(), tables(), st.integers(0, 1100))
def test_no_plan_is_cheaper(member: Activity, efforts: dict[str, Effort], share: int) -> None:
    plans = list(every_plan(member, shown(member, efforts)))
    base = score(as_of(member, DAY), DEFAULT, DAY + 7 * WEEKS).index_micro
    highest = max(end for _, end in plans)
    target = base + (highest - base) * share // 1000
    found = least_effort(member, DEFAULT, efforts, DAY, WEEKS, target)
    reachable = target if target <= highest else highest // MICRO * MICRO
    minutes, end = min(((minutes, -end) for minutes, end in plans if end >= reachable), default=(Fraction(0), -base))
    assert found.highest_micro == highest
    assert (found.minutes, found.end_micro) == (minutes, -end)


@settings(max_examples=30, deadline=None)
@given(activities(), tables(), st.integers(0, 1100))
def test_the_plan_leads_where_it_says(member: Activity, efforts: dict[str, Effort], share: int) -> None:
    found = least_effort(member, DEFAULT, efforts, DAY, WEEKS, share * MICRO // 11)
    assert (
        score(with_plan(member, DEFAULT, found.plan, DAY, WEEKS), DEFAULT, DAY + 7 * WEEKS).index_micro
        == found.end_micro
    )
