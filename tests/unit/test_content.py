"""Kinds of posts compared, and periods compared with the time before: what is found, and what is missing."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from math import exp

import pytest

import openssi.render.json.content as contract
from openssi.activity import Activity, Coverage, Post
from openssi.activity.calendar import DAY_SECONDS
from openssi.errors import DayError, InputError, UsageError
from openssi.insight.content import Content, Period, PostComparison, content
from openssi.render.json.content import as_dict
from openssi.render.terminal.content import screen
from openssi.render.terminal.layout import plain_text
from tests.contract import assert_matches
from tests.unit.samples import TODAY, activity

FIRST = TODAY - 364


def post(day: int, engagement: int | None, hour: int = 10, **what: object) -> Post:
    at = day * DAY_SECONDS + hour * 3600
    made = Post(at, at * 1000, own_words=True, words=20, engagement=engagement)
    return replace(made, **what)  # pyright: ignore[reportArgumentType] (the fields of a post)


def member(
    posts: Iterable[Post], engaged: Iterable[tuple[int, int]] = (), followed: Iterable[tuple[int, int]] = ()
) -> Activity:
    """A member whose workbook tells of the last 365 days."""
    rows = {
        "engagement_received": [(day, day, count) for day, count in engaged],
        "follower_gained": [(day, day, count) for day, count in followed],
    }
    window = Coverage(((FIRST, TODAY),))
    made = activity(rows)
    coverage = {
        **made.coverage,
        "engagement_received": window,
        "engagement_on_share": window,
        "follower_gained": window,
    }
    return replace(made, posts=tuple(sorted(posts, key=lambda one: one.at)), coverage=coverage)


def compared(found: Content) -> dict[str, PostComparison]:
    return {one.id: one for one in found.comparisons}


def invented(effect: float, trend: float = 0.0, count: int = 48) -> list[Post]:
    """Posts of which every second one has a question, which goes with so much more on the logarithmic scale."""
    chance = random.Random(11)
    return [
        post(
            FIRST + 7 * at, round(exp(3 + effect * (at % 2) + trend * at + chance.gauss(0, 0.4))), question=at % 2 == 1
        )
        for at in range(count)
    ]


def test_a_difference_is_found_with_its_interval() -> None:
    found = compared(content(member(invented(1.0))))["question"]
    assert (found.count, found.other_count, found.missing) == (24, 24, 0)
    assert found.low is not None
    assert found.high is not None
    assert 1 < found.low < 2.72 < found.high
    assert found.differs


def test_equal_kinds_show_no_difference() -> None:
    found = compared(content(member(invented(0.0))))["question"]
    assert found.ratio is not None
    assert not found.differs


def test_a_trend_is_not_a_difference_between_kinds() -> None:
    """Media came with the second half, and engagement grew all the time, by nothing else."""
    posts = [replace(one, media=at >= 24) for at, one in enumerate(invented(0.0, trend=0.08))]
    found = compared(content(member(posts)))["media"]
    assert found.ratio is not None
    assert not found.differs


def test_too_few_posts_say_how_many_are_missing() -> None:
    posts = [post(FIRST + 7 * at, 9, link=at < 3) for at in range(20)]
    found = compared(content(member(posts)))["link"]
    assert (found.count, found.other_count, found.ratio, found.missing) == (3, 17, None, 5)


def test_posts_that_are_not_listed_or_too_fresh_are_left_out() -> None:
    posts = [post(FIRST, 9), post(FIRST + 1, None), post(TODAY - 7, 9), post(TODAY - 6, 9), post(FIRST - 1, 9)]
    found = content(member(posts))
    assert (found.published, found.used) == (4, 2)


def test_weekdays_and_hours_are_those_of_the_zone() -> None:
    """Monday 23:30 in UTC is Tuesday 1:30 in Berlin in summer; 30 June 2026 is a Tuesday."""
    posts = [
        replace(post(TODAY - 8 - 7 * at, 9, hour=23), at=(TODAY - 8 - 7 * at) * DAY_SECONDS + 84_600)
        for at in range(10)
    ]
    for zone, weekday, hour in (("UTC", 0, 0), ("Europe/Berlin", 10, 10)):
        found = compared(content(member(posts), time_zone=zone))
        assert (found["weekday"].count, found["hour"].count) == (weekday, hour), zone


def test_posts_soon_after_another_are_found_among_all_own_posts() -> None:
    posts = [post(FIRST + 10, None), post(FIRST + 11, 9), post(FIRST + 30, 9)]
    assert compared(content(member(posts)))["frequency"].count == 1


def test_reposts_are_compared_with_own_posts_only() -> None:
    posts = [post(FIRST + 3 * at, 9, own_words=at % 2 == 0, media=True) for at in range(40)]
    found = compared(content(member(posts)))
    assert (found["original"].count, found["original"].other_count) == (20, 20)
    assert found["media"].count == 20


def test_intervals_are_simultaneous_for_all_comparisons() -> None:
    """The one interval that is alone, of an experiment, is narrower than those of nine comparisons."""
    chance = random.Random(3)
    alike = 0
    for _ in range(60):
        posts = [
            post(
                FIRST + 7 * at,
                round(exp(3 + chance.gauss(0, 0.5))),
                question=chance.random() < 0.5,
                link=chance.random() < 0.5,
            )
            for at in range(48)
        ]
        alike += not any(one.differs for one in content(member(posts)).comparisons)
    assert alike >= 54


def test_the_ratio_is_adjusted_for_follower_growth_where_it_is_known() -> None:
    assert content(member(invented(0.0))).adjusted == ("trend", "follower growth")
    without = member(invented(0.0))
    coverage = {kind: cover for kind, cover in without.coverage.items() if kind != "follower_gained"}
    assert content(replace(without, coverage=coverage)).adjusted == ("trend",)


def test_a_period_compared_with_the_time_before_it_by_hand() -> None:
    """Ten weeks with 5 a day after ten weeks with 1 a day: weeks of 35 and of 7, which is 36 / 8 on the scale of one more."""
    first = TODAY - 69
    engaged = [(day, 5 if day >= first else 1) for day in range(first - 70, TODAY + 1)]
    posts = [post(first, 9), post(first + 1, 9), post(first - 3, 9)]
    found = content(member(posts, engaged, [(first, 70)]), [Period(first, TODAY, "original posts")]).experiments[0]
    assert found.before == (first - 70, first - 1)
    assert (found.posts, found.engagement, found.followers) == ((2, 1), (500, 100), (100, 0))
    assert found.ratio == (4.5, 4.5, 4.5)
    assert found.missing_weeks == 0


def test_a_short_period_has_no_interval_and_says_what_is_missing() -> None:
    found = content(member([]), [Period(TODAY - 13, TODAY, "two weeks")]).experiments[0]
    assert (found.ratio, found.missing_weeks) == (None, 4)


def test_a_period_cannot_start_before_the_workbook() -> None:
    found = content(member([]), [Period(FIRST, FIRST + 60, "first")]).experiments[0]
    assert (found.before, found.ratio) == (None, None)


@pytest.mark.parametrize(
    ("first", "last", "fault"),
    [(FIRST - 1, TODAY, DayError), (TODAY, TODAY + 1, DayError), (TODAY, TODAY - 1, UsageError)],
)
def test_periods_have_bounds(first: int, last: int, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        content(member([]), [Period(first, last, "x")])


def test_without_workbook_or_shares_there_is_nothing_to_compare() -> None:
    for covered in ("post_published", "engagement_received"):
        with pytest.raises(InputError) as fault:
            content(replace(activity(), coverage={covered: Coverage()}))
        assert fault.value.code == "content-sources"


def test_json_matches_its_contract() -> None:
    enough = content(member(invented(1.0)), [Period(TODAY - 69, TODAY, "x")])
    assert_matches(contract.Content, as_dict(enough))
    assert enough.comparisons
    assert enough.experiments


def test_without_listed_posts_there_is_no_comparison() -> None:
    shown = plain_text(lambda _: screen(content(member([post(FIRST, None)]))))
    assert "0 of 1 posts are listed" in shown
    assert "A comparison needs 8 posts of a kind and 8 others." in shown
    assert "missing" not in shown
    assert "Adjusted" not in shown
