"""Laws of plans for any member: an empty plan changes nothing, more never lowers, each day equals its own score."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from openssi.activity import Activity
from openssi.activity.pace import as_of, continued_at_pace
from openssi.activity.plan import PlanItem, plannable_signals, with_plan
from openssi.insight.what_if import what_if
from openssi.model import DEFAULT, Fading, Stock
from openssi.scoring import score
from tests.property.members import DAY, activities

#: Steps that hang on nobody's answer: no attempt is added that could fail.
SURE = [
    name
    for name in plannable_signals(DEFAULT)
    if isinstance(DEFAULT.signals[name].measure, Fading | Stock)
    and not {kind for kind, _ in getattr(DEFAULT.signals[name].step, "adds", ())} & {"invitation_sent", "outreach_sent"}
]
weekly = st.sampled_from([name for name in plannable_signals(DEFAULT) if not name.startswith("profile_")])
plans = st.dictionaries(weekly, st.integers(0, 9), max_size=4).map(
    lambda found: tuple(PlanItem(name, count) for name, count in found.items())
)


@given(activities(), plans)
def test_an_empty_plan_changes_nothing(member: Activity, plan: tuple[PlanItem, ...]) -> None:
    nothing = tuple(PlanItem(item.signal, 0) for item in plan)
    found = what_if(member, DEFAULT, nothing, DAY, 2)
    assert found.path == found.as_now
    assert found.start == score(as_of(member, DAY), DEFAULT, DAY)


@given(activities(), st.integers(1, 5))
def test_every_day_as_now_equals_its_own_scoring(member: Activity, weeks: int) -> None:
    found = what_if(member, DEFAULT, (), DAY, weeks)
    assert found.as_now[-1] == score(continued_at_pace(member, DEFAULT, DAY, weeks), DEFAULT, DAY + 7 * weeks)


@given(activities())
def test_the_path_starts_at_todays_score(member: Activity) -> None:
    """The cut takes away only what today does not count."""
    assert score(as_of(member, DAY), DEFAULT, DAY).index_micro == score(member, DEFAULT, DAY).index_micro


@given(activities(), plans, st.integers(0, 14))
def test_each_day_of_the_path_equals_its_own_scoring(member: Activity, plan: tuple[PlanItem, ...], later: int) -> None:
    found = what_if(member, DEFAULT, plan, DAY, 2)
    assert found.path[later] == score(with_plan(member, DEFAULT, plan, DAY, 2), DEFAULT, DAY + later)


@given(activities(), st.sampled_from(SURE), st.integers(0, 6), st.integers(1, 6))
def test_more_activity_of_ones_own_never_lowers_the_path(member: Activity, signal: str, count: int, more: int) -> None:
    less = what_if(member, DEFAULT, (PlanItem(signal, count),), DAY, 2)
    most = what_if(member, DEFAULT, (PlanItem(signal, count + more),), DAY, 2)
    assert all(a.index_micro <= b.index_micro for a, b in zip(less.path, most.path, strict=True))
