"""The weekly review: which weeks count, which are a pause, and what moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from openssi.activity import Activity, Coverage
from openssi.activity.annotations import Note
from openssi.activity.calendar import to_day
from openssi.insight.next_steps import NextStep
from openssi.insight.weeks import WeekReview, week_review
from tests.models import MODEL_2026_1
from tests.unit.samples import activity

#: 29 June 2026; the last week that is over on the day before ends on the 28th.
MONDAY = to_day(date(2026, 6, 29))
SUNDAY = MONDAY - 1


def active_on(*days: int, first: int | None = None, covered: bool = True) -> Activity:
    """Active on days, and enough dated records from a first day on for a number."""
    found = activity(
        {"active_day": [(day, day, 1) for day in days]}, records=((SUNDAY - 400 if first is None else first, 30),)
    )
    return (
        found
        if covered
        else replace(found, coverage={**found.coverage, "active_day": Coverage(((MONDAY - 14, None),))})
    )


def review(member: Activity, *notes: Note, last: int = SUNDAY, weeks: int = 4) -> WeekReview:
    found = week_review(member, MODEL_2026_1, last, notes, weeks=weeks)
    assert found is not None
    return found


def states(found: WeekReview) -> list[str]:
    return [week.state for week in found.weeks]


def test_reviews_cover_whole_weeks_from_monday() -> None:
    member = active_on(MONDAY - 28, MONDAY - 27, MONDAY - 15, MONDAY - 7, MONDAY, MONDAY - 29)
    found = review(member)
    assert [(week.monday - MONDAY, week.state, week.days_active) for week in found.weeks] == [
        (-28, "active", 2),
        (-21, "active", 1),
        (-14, "quiet", 0),
        (-7, "active", 1),
    ]
    assert found.sentence == "3 of the last 4 weeks active"
    assert (found.then, found.now) == (MONDAY - 29, SUNDAY)
    for last in range(SUNDAY, SUNDAY + 7):
        assert review(member, last=last) == found
    assert review(member, last=SUNDAY - 1).now == SUNDAY - 7


def test_reviews_need_a_whole_week_of_data() -> None:
    assert week_review(active_on(first=MONDAY - 6), MODEL_2026_1, SUNDAY) is None
    assert len(review(active_on(first=MONDAY - 7)).weeks) == 1
    assert len(review(active_on(first=MONDAY - 14)).weeks) == 2
    found = review(active_on(MONDAY - 14, first=MONDAY - 14))
    assert found.sentence == "1 of the last 2 weeks active"
    assert (found.index_then, found.index_now) == (None, None)


@pytest.mark.parametrize(
    "words", ["Holiday", "two weeks of vacation", "on leave", "Urlaub", "Sommerurlaub!", "HOLIDAYS"]
)
def test_a_noted_holiday_is_a_pause(words: str) -> None:
    found = review(active_on(MONDAY - 28, MONDAY - 7), Note(MONDAY - 19, words))
    assert states(found) == ["active", "pause", "pause", "active"]
    assert found.sentence == "2 of 2 weeks active, 2 weeks off"


@pytest.mark.parametrize(
    ("day", "words", "paused"),
    [
        (MONDAY - 25, "holiday", 2),  # written on the Thursday before
        (MONDAY - 29, "holiday", 0),  # too early
        (MONDAY - 8, "holiday", 2),  # on its last day
        (MONDAY - 7, "holiday", 0),  # in the active week after
        (MONDAY - 19, "new role", 0),
        (MONDAY - 19, "cleaved", 0),
    ],
)
def test_a_holiday_note_covers_adjacent_quiet_weeks(day: int, words: str, paused: int) -> None:
    found = review(active_on(MONDAY - 28, MONDAY - 7), Note(day, words))
    assert states(found).count("pause") == paused


def test_a_continuing_holiday_is_a_pause() -> None:
    found = review(active_on(MONDAY - 28, MONDAY - 21), Note(MONDAY - 16, "Urlaub"))
    assert states(found) == ["active", "active", "pause", "pause"]


def test_the_end_of_the_year_is_a_pause() -> None:
    last = to_day(date(2026, 1, 11))  # a Sunday
    found = review(active_on(to_day(date(2025, 12, 18)), to_day(date(2026, 1, 8))), last=last)
    assert [week.monday for week in found.weeks] == [
        to_day(date(*day)) for day in ((2025, 12, 15), (2025, 12, 22), (2025, 12, 29), (2026, 1, 5))
    ]
    assert states(found) == ["active", "pause", "pause", "active"]
    still = review(active_on(to_day(date(2025, 12, 18))), last=last + 7)
    assert states(still) == ["pause", "pause", "pause", "quiet"]  # 5 and 6 January lie in the third
    assert states(review(active_on(), last=last)) == ["quiet"] * 4  # no activity to pause from


def test_uncovered_weeks_do_not_count() -> None:
    found = review(active_on(MONDAY - 7, covered=False))
    assert states(found) == ["unknown", "unknown", "quiet", "active"]
    assert found.sentence == "1 of 2 weeks active, 2 weeks not covered by your archive"


def test_only_a_pause() -> None:
    assert review(active_on(MONDAY - 40), Note(SUNDAY, "leave"), weeks=1).sentence == "1 week off"


def test_the_largest_new_and_faded_activity_are_named() -> None:
    member = activity(
        {"post_published": [(MONDAY - 5, MONDAY - 5, 2)], "people_search": [(MONDAY - 60, MONDAY - 60, 40)]},
        records=((SUNDAY - 400, 30),),
    )
    step = NextStep("posts_published", "Publish", 1, 30, once=False, because="")
    found = week_review(member, MODEL_2026_1, SUNDAY, (), (step, replace(step, do="Other")))
    assert found is not None
    assert found.entered is not None
    assert (found.entered.signal, found.entered.title, found.entered.evidence) == (
        "posts_published",
        "Own posts",
        "2 posts on 24 Jun 2026",
    )
    assert found.faded is not None
    assert (found.faded.signal, found.faded.evidence) == ("people_searches", "40 searches on 30 Apr 2026")
    assert found.index_then is not None
    assert found.index_now is not None
    assert found.entered.tenths > 0 > found.faded.tenths
    assert found.index_now - found.index_then == found.entered.tenths + found.faded.tenths
    assert found.step is step


def test_a_changed_profile_is_neither_new_nor_faded_activity() -> None:
    moved = activity(
        {"post_published": [(MONDAY - 5, MONDAY - 5, 1)]},
        {"profile_completeness": ((0, 0), (MONDAY - 3, 1_000_000)), "profile_media": ((0, 1_000_000), (MONDAY - 3, 0))},
        records=((SUNDAY - 400, 30),),
    )
    found = review(moved)
    assert found.entered is not None
    assert (found.entered.signal, found.faded) == ("posts_published", None)


def test_a_week_without_changes_has_no_reasons() -> None:
    found = review(active_on())
    assert (found.entered, found.faded, found.step, found.index_now) == (None, None, None, 0)
