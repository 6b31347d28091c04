"""Laws of history and explanation for any activity: the daily step is exact, every micro-point has a cause."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from openssi.activity import Activity, Coverage
from openssi.insight.explain import Explanation, explain_change, explain_day, largest_moves
from openssi.insight.history import history
from openssi.model import DEFAULT, MICRO, Fading, Model
from openssi.scoring import score
from openssi.scoring.attribution import baseline_contributions, change_contributions
from tests.property.members import DAY, activities, days
from tests.unit.samples import EVERYTHING

FEW = settings(max_examples=50)
LESS = settings(max_examples=30)

#: The same signals with other weights: what a user's own variant may be.
OTHER: Model = replace(
    DEFAULT,
    id="other",
    pillars=tuple(
        replace(
            pillar,
            signals=tuple(
                replace(signal, maximum=pillar.maximum if at == 0 else 0) for at, signal in enumerate(pillar.signals)
            ),
        )
        for pillar in DEFAULT.pillars
    ),
)


@FEW
@given(activities(), days, st.integers(0, 120))
def test_each_day_of_a_history_equals_that_day_from_scratch(member: Activity, first: int, length: int) -> None:
    found = history(member, DEFAULT, first, first + length)
    assert [day.day for day in found.days] == list(range(first, first + length + 1))
    for day in found.days:
        alone = score(member, DEFAULT, day.day)
        if not alone.enough:
            assert (day.index_micro, day.upper_micro, set(day.pillars)) == (None, None, {None})
            continue
        assert (day.index_micro, day.upper_micro) == alone.range_micro
        assert [pillar or 0 for pillar in day.pillars] == [pillar.micro for pillar in alone.pillars]
        assert [pillar is None for pillar in day.pillars] == [not pillar.counts for pillar in alone.pillars]


@FEW
@given(activities(), days, st.integers(1, 200))
def test_coverage_changes_are_on_the_days_when_coverage_differs(member: Activity, first: int, length: int) -> None:
    found = {change.day: change for change in history(member, DEFAULT, first, first + length).changes}
    for day in range(first + 1, first + length + 1):
        before, now = (
            {signal.id for signal in score(member, DEFAULT, one).signals.values() if signal.counts}
            for one in (day - 1, day)
        )
        assert (day in found) is (before != now)
        if day in found:
            assert set(found[day].begins) == now - before
            assert set(found[day].ends) == before - now


@FEW
@given(activities(), days, st.integers(0, 200))
def test_contributions_add_up_to_the_change(member: Activity, first: int, length: int) -> None:
    before, after = score(member, DEFAULT, first), score(member, DEFAULT, first + length)
    contributions = change_contributions(member, before, after, DEFAULT)
    assert sum(contribution.micro for contribution in contributions) == after.index_micro - before.index_micro
    assert len({(contribution.signal, contribution.cause) for contribution in contributions}) == len(contributions)
    for contribution in contributions:  # no reason without what stands behind it
        assert any(contribution.rows.values()) is (contribution.cause not in {"profile", "coverage", "model"})
    for signal in DEFAULT.signals:
        of_signal = sum(contribution.micro for contribution in contributions if contribution.signal == signal)
        assert of_signal == after.signals[signal].micro - before.signals[signal].micro


@FEW
@given(activities(), days, st.integers(0, 200))
def test_new_activity_never_lowers_and_fading_never_raises(member: Activity, first: int, length: int) -> None:
    before, after = score(member, DEFAULT, first), score(member, DEFAULT, first + length)
    fading = {signal.id for signal in DEFAULT.signals.values() if isinstance(signal.measure, Fading)}
    for contribution in change_contributions(member, before, after, DEFAULT):
        if contribution.signal in fading and contribution.cause != "coverage":
            assert (contribution.micro > 0) is (contribution.cause == "new_activity"), contribution


@FEW
@given(activities(), days, st.integers(0, 200))
def test_a_changed_model_is_a_separate_cause_and_everything_adds_up(member: Activity, first: int, length: int) -> None:
    now = member.for_model(DEFAULT)
    before, after = score(now.for_model(OTHER), OTHER, first), score(now, DEFAULT, first + length)
    contributions = change_contributions(now, before, after, DEFAULT, OTHER)
    assert sum(contribution.micro for contribution in contributions) == after.index_micro - before.index_micro
    same_day = score(now, DEFAULT, first).index_micro - before.index_micro
    assert sum(contribution.micro for contribution in contributions if contribution.cause == "model") == same_day


@FEW
@given(activities(), days)
def test_the_reasons_of_a_day_add_up_to_its_index(member: Activity, day: int) -> None:
    now = score(member, DEFAULT, day)
    assert sum(contribution.micro for contribution in baseline_contributions(member, DEFAULT, now)) == now.index_micro


def shown_adds_up(found: Explanation) -> None:
    assert sum(reason.micro for reason in found.reasons) == found.change_micro
    assert sum(bar.tenths for bar in found.bars) == found.after.shown.index - found.before.shown.index
    assert all(sum(bar.shown) == bar.tenths for bar in found.bars)
    assert len(found.main) <= 4
    for bar in found.bars:
        assert {reason.signal for reason in bar.reasons} == {bar.signal}
        moved = sum(reason.micro for reason in bar.reasons)
        assert bar.main.micro * moved >= 0


@FEW
@given(activities(), days, st.integers(0, 200))
def test_shown_tenths_add_up(member: Activity, first: int, length: int) -> None:
    member = replace(member, records=((first - 450, 20),))
    shown_adds_up(explain_change(member, DEFAULT, first, first + length))


@LESS
@given(activities())
def test_a_day_is_compared_with_the_best_before_it(member: Activity) -> None:
    member = replace(member, records=((DAY - 200, 20),))
    found = explain_day(member, DEFAULT, DAY)
    assert sum(bar.tenths for bar in found.bars) == found.now.shown.index
    best = max(day.index_micro or 0 for day in history(member, DEFAULT, DAY - 200, DAY).days)
    assert (found.best is None) is (best == found.now.index_micro)
    if found.best:
        assert found.best.before.index_micro == best
        shown_adds_up(found.best)


@LESS
@given(activities(), st.integers(DAY - 300, DAY))
def test_the_largest_moves_are_large_apart_and_within_one_coverage(member: Activity, begins: int) -> None:
    member = replace(
        member, coverage={**dict.fromkeys(EVERYTHING, Coverage()), "active_day": Coverage(((begins, None),))}
    )
    found = largest_moves(member, DEFAULT, DAY).explanations
    assert len(found) <= 4
    spans = [(one.before.as_of, one.after.as_of) for one in found]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    for one, (start, end) in zip(found, spans, strict=True):
        assert start < end
        assert abs(one.change_micro) >= MICRO
        assert not any(reason.cause == "coverage" for reason in one.reasons)
        assert not start < begins <= end
