"""The index of one member: points, bands, range, statuses, and too little data."""

from __future__ import annotations

from dataclasses import replace

import pytest

from openssi.activity import Activity, Coverage
from openssi.scoring import daily_scores, score
from tests.models import MODEL_2026_1
from tests.unit.samples import EVERYTHING, TODAY, activity, capped, once

WEEKS_AND_RECORDS = ((TODAY - 27, 20),)


def test_six_fresh_posts_and_one_of_45_days_ago_earn_two_fifths_of_four_points() -> None:
    """6 x 90 + 45 = 585, the first knot."""
    rows = {"post_published": [(TODAY, TODAY, 6), (TODAY - 45, TODAY - 45, 1)]}
    found = score(activity(rows), MODEL_2026_1, TODAY)
    assert (found.signals["posts_published"].value, found.signals["posts_published"].micro) == (585, 1_600_000)
    assert found.pillars[0].micro == found.index_micro == 1_600_000


def test_no_activity_scores_zero() -> None:
    found = score(activity(), MODEL_2026_1, TODAY)
    assert (found.index_micro, found.band) == (0, "starting")


def test_excessive_activity_scores_exactly_100() -> None:
    found = score(capped(), MODEL_2026_1, TODAY)
    assert found.index_micro == 100_000_000
    assert [pillar.micro for pillar in found.pillars] == [25_000_000] * 4
    assert found.band == "leading"


def test_comments_count_by_substance() -> None:
    """13 full comments today: 13 x 1000 x 90 = 1,170,000, the first knot: 30% of 7."""
    found = score(activity(once("comment_given", 13_000)), MODEL_2026_1, TODAY)
    assert found.signals["comments_given"].micro == 2_100_000


@pytest.mark.parametrize(
    ("micro", "band"),
    [
        (0, "starting"), (29_499_999, "starting"), (29_500_000, "building"), (69_499_999, "building"),
        (69_500_000, "leading"), (100_000_000, "leading"),
    ],
)  # fmt: skip
def test_bands_begin_where_the_shown_index_is_30_and_70(micro: int, band: str) -> None:
    assert MODEL_2026_1.band(micro) == band


def test_the_range_reaches_up_by_what_was_not_measured() -> None:
    found = score(activity(once("post_published", 7), covered=["post_published", "comment_given"]), MODEL_2026_1, TODAY)
    earned = 4 * (400_000 + 250_000 * (630 - 585) // 585)
    assert found.measurable == 4 + 7 + 11  # engagement as well
    assert found.index_micro == earned
    assert found.range_micro == (earned, earned + 78_000_000)


@pytest.mark.parametrize(("covered", "number", "band"), [
    (["follower_gained"], False, False), (["follower_gained", "people_search", "active_day"], True, False),
    ([*MODEL_2026_1.kind], True, True),
])  # fmt: skip
def test_a_number_takes_10_measurable_points_and_a_band_40(covered: list[str], number: bool, band: bool) -> None:
    member = replace(activity(), coverage={name: Coverage() for name in covered})
    found = score(member, MODEL_2026_1, TODAY)
    assert (bool(found.enough), not found.is_partial) == (number, band)


def test_uncovered_activity_is_not_measured_rather_than_zero() -> None:
    found = score(activity(once("post_published", 50), covered=["comment_given"]), MODEL_2026_1, TODAY)
    posts, comments = found.signals["posts_published"], found.signals["comments_given"]
    assert (posts.status, posts.value, posts.micro, posts.maximum) == ("not_measured", None, 0, 4)
    assert posts.reason
    assert (comments.status, comments.value, comments.micro, comments.reason) == ("measured", 0, 0, "")


def test_a_signal_that_cannot_apply_says_why() -> None:
    found = score(activity(not_applicable={"coworker_connection_made": "no employer"}), MODEL_2026_1, TODAY)
    coworkers = found.signals["coworker_connections"]
    assert (coworkers.status, coworkers.value, coworkers.micro, coworkers.reason) == (
        "not_applicable",
        None,
        0,
        "no employer",
    )
    assert found.measurable == 97


def test_a_rate_needs_both_kinds_of_activity() -> None:
    covered = [name for name in EVERYTHING if name != "invitation_accepted"]
    assert (
        score(activity(covered=covered), MODEL_2026_1, TODAY).signals["invitation_acceptance"].status == "not_measured"
    )


def test_coverage_includes_its_first_and_last_day() -> None:
    spans = Coverage(((100, 110), (120, None)))
    assert [day for day in (99, 100, 110, 111, 119, 120, 9999) if spans.has(day)] == [100, 110, 120, 9999]


@pytest.mark.parametrize(
    ("records", "days", "count", "enough"),
    [
        (WEEKS_AND_RECORDS, 28, 20, True),
        (((TODAY - 26, 20),), 27, 20, False),
        (((TODAY - 27, 19),), 28, 19, False),
        (((TODAY - 27, 19), (TODAY + 1, 9)), 28, 19, False),
        (((TODAY - 27, 1), (TODAY - 3, 18), (TODAY, 1)), 28, 20, True),
        ((), 1, 0, False),
    ],
)
def test_under_28_days_or_20_records_is_too_little_data(
    records: tuple[tuple[int, int], ...], days: int, count: int, enough: bool
) -> None:
    found = score(activity(records=records), MODEL_2026_1, TODAY).enough
    assert (found.days, found.records, bool(found)) == (days, count, enough)


def test_history_is_the_score_of_each_day() -> None:
    member = activity({"post_published": [(TODAY - 5, TODAY - 3, 2)], "connection_made": [(TODAY - 4, TODAY - 4, 9)]})
    days = range(TODAY - 6, TODAY + 1)
    assert list(daily_scores(member, MODEL_2026_1, days[0], days[-1])) == [
        score(member, MODEL_2026_1, day) for day in days
    ]


def test_the_score_names_its_model_and_day() -> None:
    found = score(Activity({}, TODAY), MODEL_2026_1, TODAY)
    assert (found.as_of, found.model_id, found.fingerprint) == (TODAY, "2026.1", MODEL_2026_1.fingerprint)
