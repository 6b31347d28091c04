"""The plan is the optimum: compared with every plan of small cases, each scored as if it had been carried out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise, product
from math import ceil
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from openssi.activity import Activity
from openssi.activity.pace import as_of
from openssi.activity.plan import PlanItem, plannable_signals, with_plan
from openssi.insight.optimizer import Planner, best_plan_within
from openssi.model import MICRO, PUBLISHED, Effort, Model, Step, dose
from openssi.scoring import score
from tests.property.members import DAY, activities

WEEKS = 2
MODELS = st.sampled_from(list(PUBLISHED.values()))
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


class Case(NamedTuple):
    """A member, a model, and efforts for a few signals, with and without days active, each a few times at most."""

    model: Model
    member: Activity
    efforts: dict[str, Effort]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    model = draw(MODELS)
    plannable = [name for name in (*ONE_BY_ONE, *TOGETHER, *ALONE) if name in plannable_signals(model)]
    names = draw(st.lists(st.sampled_from(plannable), min_size=1, max_size=3, unique=True))
    names += draw(st.sampled_from(([], ["active_days"])))
    efforts = {
        name: Effort(draw(st.integers(1, 60)), _most(model, name, draw(st.integers(0, 3))), "invented")
        for name in names
    }
    return Case(model, draw(activities()).for_model(model), efforts)


def step_of(model: Model, name: str) -> Step:
    step = model.signals[name].step
    assert step is not None
    return step


def _most(model: Model, name: str, times: int) -> int:
    step = step_of(model, name)
    return times * dose(model, step) if step.once and not name.startswith("profile") else times


def every_plan(case: Case) -> Iterator[tuple[int, int]]:
    """Minutes a week and the index at the end, of every plan, counted and scored the long way."""
    model = case.model
    efforts = shown(case)
    steps = {name: step_of(model, name) for name in efforts}
    ranges = [
        range(0, effort.most + 1, dose(model, steps[name]) if steps[name].once else 1)
        for name, effort in efforts.items()
    ]
    for counts in product(*ranges):
        chosen = [(name, count) for name, count in zip(efforts, counts, strict=True) if count]
        often = max((n for name, n in chosen if not steps[name].once and name != "active_days"), default=0)
        minutes = 0
        for name, count in chosen:
            paid = max(0, count - min(5, often)) if name == "active_days" else count
            doses = dose(model, steps[name]) * (WEEKS if steps[name].once else 1)
            minutes += ceil(Fraction(paid * efforts[name].minutes, doses))
        plan = [PlanItem(name, count, once=steps[name].once) for name, count in chosen]
        yield minutes, ended(case, plan)


def ended(case: Case, plan: Iterable[PlanItem]) -> int:
    """The index at the end of a plan."""
    carried_out = with_plan(case.member, case.model, plan, DAY, WEEKS)
    return score(carried_out, case.model, DAY + 7 * WEEKS).index_micro


def shown(case: Case) -> dict[str, Effort]:
    """The steps that a measured signal shows; to be active in what nothing shows is no advice."""
    model = case.model
    scored = score(as_of(case.member, DAY), model, DAY + 7 * WEEKS).signals
    read = {
        need
        for signal in model.signals.values()
        if scored[signal.id].counts
        for need in (signal.measure.kinds or (getattr(signal.measure, "name", ""),))
    }
    read |= {credit.kind for kind in model.kinds if kind.id in read for credit in kind.credits}
    return {
        name: effort for name, effort in case.efforts.items() if read & {kind for kind, _ in step_of(model, name).adds}
    }


def planner(case: Case) -> Planner:
    return Planner(case.member, case.model, case.efforts, DAY, WEEKS)


@settings(max_examples=100)
@given(cases(), st.integers(0, 1100))
def test_no_plan_reaches_a_target_in_fewer_minutes(case: Case, share: int) -> None:
    plans = list(every_plan(case))
    base = ended(case, ())
    highest = max(end for _, end in plans)
    target = base + (highest - base) * share // 1000
    found = planner(case)
    reachable = target if target <= highest else highest // MICRO * MICRO
    minutes, end = min(((minutes, -end) for minutes, end in plans if end >= reachable), default=(0, -base))
    assert (found.as_now_micro, found.highest_micro) == (base, highest)
    best = found.least_effort(target)
    assert (best.minutes, best.end_micro) == (minutes, -end)


@settings(max_examples=100)
@given(cases(), st.integers(0, 90))
def test_no_plan_within_the_minutes_ends_higher(case: Case, minutes: int) -> None:
    plans = [(taken, -end) for taken, end in every_plan(case) if taken <= minutes]
    end = min(end for _, end in plans)
    best = best_plan_within(planner(case).plans_within(90), minutes)
    assert (best.minutes, best.end_micro) == (min(taken for taken, other in plans if other == end), -end)


@settings(max_examples=30)
@given(cases())
def test_every_plan_leads_where_it_says(case: Case) -> None:
    plans = planner(case).plans_within(120)
    assert [plan.end_micro for plan in plans] == [ended(case, plan.items) for plan in plans]
    assert all(a.minutes < b.minutes and a.end_micro < b.end_micro for a, b in pairwise(plans))
