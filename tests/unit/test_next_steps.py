"""The few best next steps: tried out by the same scoring, at most three, none that lowers."""

from __future__ import annotations

from dataclasses import replace

from openssi.activity import Activity, DailyRow
from openssi.insight import NextStep, next_steps
from openssi.insight.next_steps import WEEKS
from openssi.model import DEFAULT
from openssi.scoring import score
from tests.unit.making import TODAY, activity, capped, once


def steps(member: Activity, most: int = 3) -> tuple[NextStep, ...]:
    return next_steps(member, DEFAULT, score(member, DEFAULT, TODAY), most)


def worth(step: NextStep) -> float:
    return step.gain / (step.minutes if step.once else step.minutes * WEEKS)


def test_three_comments_a_week_for_four_weeks_by_hand() -> None:
    """3000 x (90 + 83 + 76 + 69) = 954,000: 244,615 millionths of 7 points."""
    (step,) = steps(activity(covered=["comment_given"]))
    assert (step.signal, step.gain, step.minutes, step.once) == ("comments_given", 7 * 244_615, 30, False)
    assert step.because == "0 comments in the last 90 days: 0.0 of 7 points"


def test_a_step_done_once_counts_on_the_day_and_is_spread_over_four_weeks() -> None:
    """One article today is 90 of the 146 of the first knot."""
    (step,) = steps(activity(covered=["article_published"]))
    assert (step.gain, step.minutes, step.minutes_a_week) == (2 * (500_000 * 90 // 146), 180, 45)


def test_at_most_three_sorted_by_gain_for_the_minutes() -> None:
    found = steps(activity())
    assert len(found) == 3
    assert [worth(step) for step in found] == sorted(map(worth, found), reverse=True)


def test_the_three_are_the_best_of_all() -> None:
    everything = steps(activity(), most=99)
    assert steps(activity()) == everything[:3]
    assert len({step.signal for step in everything}) == len(everything) > 10


def test_every_step_gains_what_a_person_can_read() -> None:
    assert all(step.gain >= 100_000 for step in steps(activity(), most=99))


def test_a_step_that_would_lower_the_index_is_not_advised() -> None:
    """45 of 100 are answered; the step assumes one of three, which would be less."""
    rows = {"outreach_sent": [(TODAY, TODAY, 100_000)], "outreach_answered": [(TODAY, TODAY, 45_000)]}
    assert steps(activity(rows, covered=["outreach_sent", "outreach_answered"])) == ()


def test_of_two_ways_to_raise_a_signal_the_better_one_is_advised() -> None:
    """To follow up takes 18 minutes once; to write three first messages a week takes 30 each week."""
    rows = {"outreach_sent": [(TODAY - 10, TODAY - 10, 6)]}
    (step,) = steps(activity(rows, covered=["outreach_sent", "outreach_answered"]))
    assert (step.signal, step.minutes, step.once) == ("outreach_response", 18, True)


def test_nothing_is_advised_where_all_is_earned() -> None:
    assert steps(capped()) == ()


def test_nothing_is_advised_that_would_not_be_measured() -> None:
    assert steps(activity(covered=["engagement_received"]), most=99) == ()


def test_nothing_is_advised_without_a_number() -> None:
    assert steps(activity(records=((TODAY - 400, 19),))) == ()


def test_a_gain_elsewhere_does_not_justify_a_step_for_a_full_signal() -> None:
    """More senior connections would be decision makers too, but the cap of senior connections is reached."""
    covered = ["senior_connection_made", "decision_maker_met"]
    found = steps(activity(once("senior_connection_made", 150, ago=400), covered=covered), most=99)
    assert [step.signal for step in found] == ["decision_makers_met"]


def test_a_day_that_is_active_already_is_not_counted_again() -> None:
    """On all of the last 28 days but the one of 3 days ago: only that one can be won, 87 of the 1170 x 40 %."""
    rows = {"active_day": [(TODAY - ago, TODAY - ago, 1) for ago in range(28) if ago != 3]}
    member = activity(rows, covered=["active_day"])
    before = sum(90 - ago for ago in range(28) if ago != 3)
    points = DEFAULT.signals["active_days"].curve.fraction
    assert [step.gain for step in steps(member)] == [4 * (points(before + 87) - points(before))]


def test_lapsed_activity_is_described_by_its_last_day() -> None:
    (step,) = steps(activity(once("post_published", 3, ago=120), covered=["post_published"]))
    assert step.because == "the last was 120 days ago: 0.0 of 4 points"


def test_the_open_parts_of_a_profile_are_named() -> None:
    member = activity({}, {"profile_completeness": ((0, 700_000),)}, covered=["profile_completeness"])
    (step,) = steps(replace(member, open_parts={"profile_completeness": ("summary", "website")}))
    assert step.because == "still open: summary, website"
    assert step.gain == 6 * (900_000 - 800_000)


def test_the_advice_leaves_the_activity_as_it_was() -> None:
    member = activity(once("post_published", 3))
    before = score(member, DEFAULT, TODAY)
    steps(member, most=99)
    assert score(member, DEFAULT, TODAY) == before
    assert member.rows == {"post_published": (DailyRow(TODAY, TODAY, 3),)}


def test_what_if_of_nothing_is_nothing() -> None:
    member = activity(once("post_published", 3), {"profile_media": ((0, 500_000),)})
    assert score(member.plus({}, {}), DEFAULT, TODAY) == score(member, DEFAULT, TODAY)
