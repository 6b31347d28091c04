"""Laws of the score for any activity."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from openssi.activity import Activity, Coverage, DailyRow
from openssi.insight import next_point, next_steps
from openssi.model import DEFAULT, Fading, Rate, Stock
from openssi.scoring import Score, daily_scores, rescore, score
from openssi.scoring.rounding import apportion_tenths
from tests.property.members import DAY, KINDS, activities, days, rows, with_rows
from tests.unit.samples import EVERYTHING

FEW = settings(max_examples=60)
LESS = settings(max_examples=30)

RISING = {
    signal.measure.kind: signal.id for signal in DEFAULT.signals.values() if isinstance(signal.measure, Fading | Stock)
}
RATES = [(signal.id, signal.measure) for signal in DEFAULT.signals.values() if isinstance(signal.measure, Rate)]


def scored(member: Activity, day: int = DAY) -> Score:
    return score(member, DEFAULT, day)


@FEW
@given(activities(), days)
def test_every_number_is_within_its_bounds(member: Activity, day: int) -> None:
    found = scored(member, day)
    assert 0 <= found.index_micro <= 100_000_000
    for pillar in found.pillars:
        assert 0 <= pillar.micro <= 25_000_000
        assert pillar.micro == sum(signal.micro for signal in pillar.signals)
        assert all(0 <= signal.micro <= signal.maximum * 1_000_000 for signal in pillar.signals)
    low, high = found.range_micro
    assert low == found.index_micro <= high <= 100_000_000


@FEW
@given(activities(), days)
def test_only_measured_signals_have_values_and_points(member: Activity, day: int) -> None:
    for signal in scored(member, day).signals.values():
        assert (signal.value is not None) is signal.counts
        assert signal.counts or signal.micro == 0
        assert bool(signal.reason) is (signal.status != "measured")


@FEW
@given(activities(), st.sampled_from(sorted(RISING)), rows())
def test_more_activity_never_lowers_a_sum(member: Activity, kind: str, row: DailyRow) -> None:
    before, after = scored(member), scored(with_rows(member, kind, [row]))
    assert after.signals[RISING[kind]].micro >= before.signals[RISING[kind]].micro
    assert after.index_micro >= before.index_micro


@LESS
@given(activities(all_covered=True), st.sampled_from(RATES), rows())
def test_a_success_never_lowers_its_rate_and_a_failure_never_raises_it(
    member: Activity, rate: tuple[str, Rate], row: DailyRow
) -> None:
    signal, measure = rate
    tried = with_rows(member, measure.attempts, [DailyRow(row.day, row.day, row.quantity)])
    won = with_rows(tried, measure.successes, [row])
    values = [scored(one).signals[signal].value or 0 for one in (member, tried, won)]
    assert values[1] <= values[0]
    assert values[1] <= values[2] <= 1_000_000


@FEW
@given(activities(), st.integers(0, 999))
def test_the_order_of_kinds_and_of_added_rows_does_not_matter(member: Activity, seed: int) -> None:
    random = Random(seed)  # Hypothesis chooses each place of its own random numbers, which takes a minute
    shuffled: dict[str, list[DailyRow]] = {}
    for kind in random.sample(sorted(member.rows), len(member.rows)):
        shuffled[kind] = list(member.rows[kind])
        random.shuffle(shuffled[kind])
    assert scored(replace(member, rows={}).with_rows(shuffled)) == scored(member)


@FEW
@given(activities(), st.sampled_from(KINDS))
def test_splitting_a_row_changes_nothing(member: Activity, kind: str) -> None:
    halves = [
        half
        for row in member.rows.get(kind, ())
        for half in (row._replace(quantity=row.quantity // 2), row._replace(quantity=-(-row.quantity // 2)))
    ]
    assert scored(replace(member, rows={**member.rows, kind: tuple(halves)})) == scored(member)


@LESS
@given(activities(always_enough=False), st.integers(DAY - 430, DAY + 20), st.integers(0, 130))
def test_the_daily_step_equals_each_day_from_scratch(member: Activity, first: int, length: int) -> None:
    stepped = list(daily_scores(member, DEFAULT, first, first + length))
    assert len(stepped) == length + 1
    assert stepped == [scored(member, first + at) for at in range(length + 1)]


@FEW
@given(activities(), rows(), st.sampled_from(KINDS))
def test_later_activity_never_changes_an_earlier_day(member: Activity, row: DailyRow, kind: str) -> None:
    later = with_rows(member, kind, [row])
    day = row.known_day - 1
    assert scored(later, day).pillars == scored(member, day).pillars


@FEW
@given(activities(), st.sampled_from(EVERYTHING))
def test_removing_a_source_never_raises_and_adding_one_never_lowers(member: Activity, name: str) -> None:
    without = replace(member, coverage={kind: days for kind, days in member.coverage.items() if kind != name})
    given_too = replace(member, coverage={**member.coverage, name: Coverage()})
    less, same, more = scored(without), scored(member), scored(given_too)
    assert less.index_micro <= same.index_micro <= more.index_micro
    assert less.measurable <= same.measurable <= more.measurable
    assert less.range_micro[1] >= same.range_micro[1] >= more.range_micro[1]


@FEW
@given(activities(), st.sampled_from(KINDS), rows(), days)
def test_rescoring_changes_equals_scoring_everything(member: Activity, kind: str, row: DailyRow, day: int) -> None:
    changed = member.plus({kind: [row]}, {"profile_media": ((0, 0), (DAY, 700_000))})
    assert rescore(scored(member, day), changed, DEFAULT, {kind, "profile_media"}) == scored(changed, day)


@FEW
@given(activities(), days)
def test_an_empty_what_if_changes_nothing(member: Activity, day: int) -> None:
    assert scored(member.plus({}, {}), day) == scored(member, day)
    assert scored(member.plus(dict.fromkeys(KINDS, ()), {}), day) == scored(member, day)


@FEW
@given(activities(), days)
def test_shown_tenths_add_up(member: Activity, day: int) -> None:
    found = scored(member, day)
    shown = found.shown
    assert abs(shown.index * 100_000 - found.index_micro) <= 50_000
    assert sum(shown.pillars.values()) == shown.index
    for pillar in found.pillars:
        assert sum(shown.signals[signal.id] for signal in pillar.signals) == shown.pillars[pillar.id]
        assert abs(shown.pillars[pillar.id] * 100_000 - pillar.micro) < 100_000
        assert all(shown.signals[signal.id] <= 10 * signal.maximum for signal in pillar.signals)
        assert all(abs(shown.signals[signal.id] * 100_000 - signal.micro) < 100_000 for signal in pillar.signals)
    assert shown.upper <= 1000


@FEW
@given(st.lists(st.integers(0, 25_000_000), min_size=1, max_size=8))
def test_rounded_parts_add_up_to_any_possible_total(parts: list[int]) -> None:
    floor = sum(part // 100_000 for part in parts)
    ceiling = sum(-(-part // 100_000) for part in parts)
    for total in range(floor, ceiling + 1):
        found = apportion_tenths(parts, total)
        assert sum(found) == total
        assert all(0 <= 100_000 * tenth - part + 99_999 < 199_999 for tenth, part in zip(found, parts, strict=True))


@LESS
@given(activities())
def test_next_steps_are_few_readable_and_never_harmful(member: Activity) -> None:
    now = scored(member)
    found = next_steps(member, DEFAULT, now)
    assert len(found) <= 3
    assert all(step.gain >= 100_000 for step in found)
    assert all(now.signals[step.signal].counts for step in found)
    assert len({step.signal for step in found}) == len(found)


@FEW
@given(activities(all_covered=True))
def test_the_next_point_needs_exactly_the_stated_amount(member: Activity) -> None:
    now = scored(member)
    for signal in DEFAULT.signals.values():
        point = next_point(member, DEFAULT, signal, now.signals[signal.id], DAY)
        if point is None or not signal.measure.kinds:
            continue
        before = now.signals[signal.id].micro
        enough, short = (_with(member, signal.measure.kinds, amount) for amount in (point.amount, point.amount - 1))
        assert scored(enough).signals[signal.id].micro >= before + point.micro
        assert scored(short).signals[signal.id].micro < before + point.micro


def _with(member: Activity, kinds: tuple[str, ...], amount: int) -> Activity:
    for kind in kinds:
        member = with_rows(member, kind, [DailyRow(DAY, DAY, amount * DEFAULT.kind[kind].unit)])
    return member
