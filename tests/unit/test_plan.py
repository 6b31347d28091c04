"""Plans: how a line is written, on which days it falls, and what of others it assumes; days by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from openssi.activity import Activity, Coverage, DailyRow
from openssi.activity.calendar import to_day
from openssi.activity.pace import as_of, continued_at_pace, recent_quantity_and_days
from openssi.activity.plan import PlanItem, is_plan, parse_plan, plannable_signals, with_plan
from openssi.errors import UsageError
from tests.models import MODEL_2026_1, MODEL_2026_2
from tests.unit.samples import TODAY, activity, once

#: The week after Tuesday, 30 June 2026.
WED, THU, FRI, MON, TUE = (to_day(date(2026, 7, day)) for day in (1, 2, 3, 6, 7))


def after(*lines: str, weeks: int = 1, member: Activity | None = None) -> Activity:
    return with_plan(member or activity(), MODEL_2026_1, parse_plan(lines, MODEL_2026_1), TODAY, weeks)


def days(found: Activity, kind: str) -> list[int]:
    return [row.day for row in found.rows.get(kind, ()) for _ in range(row.quantity)]


def test_a_plan_is_read_line_by_line() -> None:
    assert parse_plan(["posts_published=2/week", "articles_published=1"], MODEL_2026_1) == (
        PlanItem("posts_published", 2),
        PlanItem("articles_published", 1, once=True),
    )
    assert [str(item) for item in parse_plan(["posts_published=2/week", "articles_published=1"], MODEL_2026_1)] == [
        "posts_published=2/week",
        "articles_published=1",
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("posts_published=2/day", "plan-format"),
        ("posts_published=-2/week", "plan-format"),
        ("posts_published=2.5/week", "plan-format"),
        ("posts_published=1001/week", "plan-format"),
        ("posts_published=٣/week", "plan-format"),
        ("posts_published=", "plan-format"),
        ("posts=2/week", "signal-unknown"),
        ("engagement_received=9/week", "plan-signal"),
        ("profile_completeness=1/week", "plan-signal"),
        ("active_days=3", "plan-signal"),
    ],
)
def test_an_invalid_line_is_rejected(line: str, code: str) -> None:
    with pytest.raises(UsageError) as fault:
        parse_plan([line], MODEL_2026_1)
    assert fault.value.code == code
    assert fault.value.hint


def test_a_signal_is_in_a_plan_once() -> None:
    with pytest.raises(UsageError, match="twice"):
        parse_plan(["posts_published=2/week", "posts_published=1"], MODEL_2026_1)


def test_a_plannable_signal_has_a_step() -> None:
    assert "engagement_received" not in plannable_signals(MODEL_2026_1)
    assert set(plannable_signals(MODEL_2026_1)) == {
        signal.id for signal in MODEL_2026_1.signals.values() if signal.step
    }


def test_the_path_of_an_archive_is_not_a_plan() -> None:
    assert is_plan("posts_published=2/week")
    assert not is_plan("Complete_LinkedInDataExport_06-30-2026.zip")
    assert not is_plan("./a=b.zip")


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, [WED]),
        (2, [WED, MON]),
        (3, [WED, FRI, MON]),
        (4, [WED, FRI, MON, TUE]),
        (5, [WED, THU, FRI, MON, TUE]),
        (6, [WED, WED, THU, FRI, MON, TUE]),
    ],
)
def test_a_week_spreads_over_its_working_days(count: int, expected: list[int]) -> None:
    assert sorted(days(after(f"posts_published={count}/week"), "post_published")) == expected


def test_two_weeks_are_the_same_week_twice() -> None:
    assert days(after("posts_published=2/week", weeks=2), "post_published") == [WED, MON, WED + 7, MON + 7]


def test_a_comment_counts_a_thousand() -> None:
    assert after("comments_given=1/week").rows["comment_given"] == (DailyRow(WED, WED, 1000),)


def test_three_of_four_invitations_are_accepted_and_connect() -> None:
    found = after("invitation_acceptance=8/week")
    assert len(days(found, "invitation_sent")) == 8
    assert len(days(found, "invitation_accepted")) == len(days(found, "connection_made")) == 6
    found = after("invitation_acceptance=1/week", weeks=4)
    assert days(found, "invitation_sent") == [WED, WED + 7, WED + 14, WED + 21]
    assert days(found, "invitation_accepted") == [WED + 7, WED + 14, WED + 21]


def test_nothing_succeeds_that_was_not_tried() -> None:
    for signal, won, tried in (
        ("invitation_acceptance", "invitation_accepted", "invitation_sent"),
        ("outreach_response", "outreach_answered", "outreach_sent"),
        ("connections", "invitation_accepted", "invitation_sent"),
        ("decision_makers_met", "invitation_accepted", "invitation_sent"),
    ):
        for count in range(1, 12):
            found = after(f"{signal}={count}/week", weeks=3)
            succeeded, attempted = sorted(days(found, won)), sorted(days(found, tried))
            assert all(attempted[at] <= day for at, day in enumerate(succeeded)), signal


def test_the_days_of_all_activities_are_the_days_active() -> None:
    found = after("posts_published=2/week", "comments_given=3/week", "articles_published=1")
    assert days(found, "active_day") == [WED, FRI, MON]
    assert days(after("posts_published=2/week", "active_days=4/week"), "active_day") == [WED, FRI, MON, TUE]


def test_what_is_done_once_is_done_on_the_first_planned_day() -> None:
    found = after("groups_joined=2", weeks=3)
    assert days(found, "group_joined") == [WED, WED]
    assert days(found, "active_day") == []


def test_parts_of_a_profile_are_filled_in_up_to_all() -> None:
    member = activity({}, {"profile_completeness": ((0, 700_000),)})
    assert after("profile_completeness=2", member=member).attributes["profile_completeness"] == (
        (0, 700_000),
        (WED, 900_000),
    )
    assert after("profile_completeness=9", member=member).attributes["profile_completeness"][-1] == (WED, 1_000_000)


def test_a_plan_starts_from_what_was_known_on_the_day() -> None:
    rows = {
        "invitation_accepted": [(TODAY - 3, TODAY - 3, 1), (TODAY - 2, TODAY + 1, 1)],
        "post_published": [(TODAY + 5, TODAY + 5, 1)],
    }
    member = replace(
        activity(rows, {"profile_media": ((0, 0), (TODAY + 1, 500_000))}),
        coverage={"follower_gained": Coverage(((TODAY - 9, TODAY),)), "people_search": Coverage(((TODAY + 1, None),))},
    )
    now = as_of(member, TODAY)
    assert now.rows == {"invitation_accepted": (DailyRow(TODAY - 3, TODAY - 3, 1),), "post_published": ()}
    assert now.attributes == {"profile_media": ((0, 0),)}
    assert now.coverage == {"follower_gained": Coverage(((TODAY - 9, None),))}


def test_the_member_stays_as_they_were() -> None:
    member = activity(once("post_published"))
    after("posts_published=2/week", member=member)
    assert member.rows == {"post_published": (DailyRow(TODAY, TODAY, 1),)}


def test_the_pace_is_that_of_the_last_90_days_of_the_data() -> None:
    rows = {"post_published": [(TODAY - 100, TODAY - 100, 7), (TODAY - 89, TODAY - 89, 2), (TODAY, TODAY, 1)]}
    assert recent_quantity_and_days(activity(rows), "post_published", TODAY) == (3, 90)
    assert recent_quantity_and_days(activity(rows), "post_published", TODAY + 20) == (3, 90)  # the data end before
    assert recent_quantity_and_days(activity(rows, records=((TODAY - 27, 20),)), "post_published", TODAY) == (1, 28)


def test_carrying_on_as_now_repeats_the_pace_on_as_many_days_as_lately() -> None:
    """Nine posts in 90 days are 0.7 a week; 18 days active are 1.4 a week; 26 days with 4 reactions are two a week."""
    rows = {
        "post_published": [(TODAY - 80, TODAY - 80, 9)],
        "active_day": [(TODAY - 5 * ago, TODAY - 5 * ago, 1) for ago in range(18)],
        "reaction_given": [(TODAY - ago, TODAY - ago, 4) for ago in range(26)],
    }
    found = continued_at_pace(activity(rows), MODEL_2026_1, TODAY, 5)
    assert days(found, "post_published")[9:] == [WED + 7, WED + 14, WED + 28]
    reactions = [row for row in found.rows["reaction_given"] if TODAY < row.day <= TODAY + 7]
    assert reactions == [DailyRow(WED, WED, 4), DailyRow(MON, MON, 4)]
    ahead = [day for day in days(found, "active_day") if day > TODAY]
    assert ahead == [WED, WED + 7, WED + 14, MON + 14, WED + 21, WED + 28, MON + 28]


def test_a_plan_for_days_that_are_used_anyway_promises_what_following_it_earns() -> None:
    """Five comments each Wednesday earn all that comments of a day can, so one more of each week earns nothing."""
    wednesdays = [(TODAY - 6 - 7 * week, TODAY - 6 - 7 * week, 5000) for week in range(13)]
    member = activity({"comment_given": wednesdays}).for_model(MODEL_2026_2)
    planned = with_plan(member, MODEL_2026_2, parse_plan(["comments_given=1/week"], MODEL_2026_2), TODAY, 4)
    now = continued_at_pace(member, MODEL_2026_2, TODAY, 4)
    earned, without = (sum(row.quantity for row in one.rows["comment_credit"]) for one in (planned, now))
    assert earned == without


def test_others_answer_half_as_often() -> None:
    rows = {"invitation_sent": [(TODAY, TODAY, 90)], "invitation_accepted": [(TODAY, TODAY, 90)]}
    found = with_plan(
        activity(rows), MODEL_2026_1, parse_plan(["invitation_acceptance=4/week"], MODEL_2026_1), TODAY, 1, 50
    )
    ahead = {kind: sum(row.quantity for row in found.rows[kind] if row.day > TODAY) for kind in rows}
    assert ahead == {"invitation_sent": 7 + 4, "invitation_accepted": 3 + 1}


def test_what_exceeds_the_daily_limit_does_not_count() -> None:
    """At most two posts a day count, and one of each day is there already."""
    member = activity({"post_published": [(TODAY - ago, TODAY - ago, 1) for ago in range(90)]})
    found = after("posts_published=10/week", member=member)
    assert sorted(days(found, "post_published"))[90:] == sorted([*range(WED, TUE + 1), WED, THU, FRI, MON, TUE])


def test_a_day_that_is_active_anyway_is_not_added_again() -> None:
    member = activity({"active_day": [(TODAY - 7 * ago, TODAY - 7 * ago, 1) for ago in range(13)]})
    found = after("posts_published=2/week", member=member)
    assert [day for day in days(found, "active_day") if day > TODAY] == [WED, MON]


def test_the_planned_posts_of_a_week_share_a_curve_as_in_an_archive() -> None:
    """Wednesday and Friday; then Monday, Wednesday and Friday; then Monday. Two a week earn 1900, a third nothing."""
    plan = parse_plan(["posts_published=3/week"], MODEL_2026_2)
    planned = with_plan(activity().for_model(MODEL_2026_2), MODEL_2026_2, plan, TODAY, 2)
    assert [row.quantity for row in planned.rows["post_credit"]] == [1000, 900, 1000, 900, 0, 1000]
    posted_on_monday = activity(once("post_published", ago=1)).for_model(MODEL_2026_2)
    more = posted_on_monday.plus({"post_published": [DailyRow(WED, WED, 1), DailyRow(FRI, FRI, 1)]}, {})
    assert [row.quantity for row in more.rows["post_credit"]] == [1000, 900, 0]
