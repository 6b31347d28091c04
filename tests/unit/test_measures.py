"""Measures: how daily activity becomes a signal's value."""

from __future__ import annotations

from openssi.activity import DailyRow, daily_rows
from openssi.model import Attribute, Rate
from openssi.scoring.measures import daily_values, fading, stock, value_on
from tests.models import MODEL_2026_1
from tests.unit.samples import activity


def row(day: int, quantity: int = 1, known_day: int | None = None) -> DailyRow:
    return DailyRow(day, day if known_day is None else known_day, quantity)


def test_activity_counts_90_on_its_day() -> None:
    assert fading([row(100)], 100) == 90


def test_quantities_multiply() -> None:
    assert fading([row(100, 3)], 110) == 3 * 80


def test_activity_counts_1_after_89_days_and_0_after_90() -> None:
    assert [fading([row(100)], day) for day in (189, 190, 191)] == [1, 0, 0]


def test_future_activity_does_not_count() -> None:
    assert fading([row(101)], 100) == 0


def test_late_knowledge_counts_when_known_and_fades_from_its_day() -> None:
    late = [row(100, known_day=110)]
    assert [fading(late, day) for day in (109, 110, 111)] == [0, 80, 79]


def test_activity_known_after_it_faded_never_counts() -> None:
    late = [row(100, known_day=190)]
    assert [fading(late, day) for day in (189, 190, 191)] == [0, 0, 0]


def test_one_a_week_is_exactly_585() -> None:
    """In the middle of the week at once, and over the seven days of a week on average."""
    weekly = [row(day) for day in range(1000, 1400, 7)]
    days = range(1350, 1357)
    assert [fading(weekly, day) for day in days] == [624, 611, 598, 585, 572, 559, 546]
    assert sum(fading(weekly, day) for day in days) == 7 * 585


def test_one_a_day_is_7_times_585() -> None:
    assert fading([row(day) for day in range(1000, 1400)], 1399) == 7 * 585


def test_a_stock_never_fades_and_counts_when_known() -> None:
    rows = [row(100, 2), row(100, 3, known_day=150), row(500, 7)]
    assert [stock(rows, day) for day in (99, 100, 149, 150, 499, 500)] == [0, 2, 2, 5, 5, 12]


def rate_of(sent: int, accepted: int) -> int:
    rows = {"invitation_sent": [(100, 100, sent)], "invitation_accepted": [(100, 100, accepted)]}
    return value_on(activity(rows), Rate("invitation_accepted", "invitation_sent"), 100)


def test_few_attempts_earn_little() -> None:
    """1 of 1 is 90 of 90 + 450; 5 of 5 are one half; 10 with 3 accepted are 270 of 900 + 450."""
    assert rate_of(1, 1) == 166_666
    assert rate_of(5, 5) == 500_000
    assert rate_of(10, 3) == 200_000


def test_unanswered_attempts_lower_a_rate() -> None:
    assert rate_of(0, 0) == 0
    assert rate_of(20, 5) < rate_of(10, 5)


def test_a_late_answer_changes_no_earlier_day_and_fades_with_its_attempt() -> None:
    rows = {"outreach_sent": [(100, 100, 1)], "outreach_answered": [(100, 120, 1)]}
    measure = Rate("outreach_answered", "outreach_sent", 450)
    found = [value_on(activity(rows), measure, day) for day in (119, 120, 190)]
    assert found == [0, 1_000_000 * 70 // (70 + 450), 0]


def test_an_attribute_is_its_newest_known_value() -> None:
    known = activity({}, {"profile_completeness": ((0, 300_000), (100, 900_000))})
    measure = Attribute("profile_completeness")
    assert [value_on(known, measure, day) for day in (-1, 0, 99, 100, 101)] == [0, 300_000, 300_000, 900_000, 900_000]


def test_the_daily_step_gives_the_expected_values() -> None:
    """Two posts on day 100 and one of day 150 that is known on day 155."""
    posts = activity({"post_published": [(100, 100, 2), (150, 155, 1)]})
    expected = {99: 0, 100: 180, 154: 72, 155: 70 + 85, 188: 4 + 52, 189: 2 + 51, 190: 50, 239: 1, 240: 0, 241: 0}
    stepped = {day: values["posts_published"] for day, values in daily_values(posts, MODEL_2026_1, 98, 242)}
    assert {day: stepped[day] for day in expected} == expected


def test_the_daily_step_can_start_on_any_day() -> None:
    posts = activity({"post_published": [(100, 100, 2), (150, 155, 1)]})
    for first in (100, 101, 154, 155, 156, 189, 190):
        day, values = next(daily_values(posts, MODEL_2026_1, first, first + 5))
        assert (day, values["posts_published"]) == (first, fading(posts.rows["post_published"], first))


def test_daily_rows_are_summed_and_zeros_are_omitted() -> None:
    events = [(5, 5, 1), (3, 9, 2), (5, 5, 4), (5, 6, 1), (7, 7, 0)]
    assert daily_rows(events) == ((3, 9, 2), (5, 5, 5), (5, 6, 1))
