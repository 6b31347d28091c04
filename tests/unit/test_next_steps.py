"""The best next steps: tried out on top of the recent pace, largest gain first, one per kind of action, none impossible."""

from __future__ import annotations

from dataclasses import replace

from openssi.activity import Activity, DailyRow
from openssi.activity.plan import PlanItem
from openssi.activity.table import NO_POSITION
from openssi.insight import NextStep, next_steps
from openssi.insight.next_steps import WEEKS
from openssi.insight.what_if import what_if
from openssi.scoring import score
from tests.models import MODEL_2026_1
from tests.unit.samples import TODAY, WITHOUT_A_STEP, activity, capped, once


def steps(member: Activity, most: int = 3) -> tuple[NextStep, ...]:
    return next_steps(member, MODEL_2026_1, score(member, MODEL_2026_1, TODAY), most)


def test_three_comments_a_week_for_eight_weeks_by_hand() -> None:
    """On Wednesday, Friday and Monday; at the end they weigh 35, 42, ... 84 and so on: 476 + 492 + 516 = 1,484."""
    (step,) = steps(activity(covered=["comment_given"]))
    gain = 7 * MODEL_2026_1.signals["comments_given"].curve.fraction(1_484_000)
    assert (step.signal, step.gain, step.minutes, step.once) == ("comments_given", gain, 30, False)
    assert step.because == "+2.4 thoughtful comments. None counted in the last 90 days."
    assert step.raises == (("comments_given", gain),)


def test_a_step_done_once_is_spread_over_the_weeks() -> None:
    """One article of tomorrow is 35 days from fading out after eight weeks: 35 of the 146 of the first knot."""
    (step,) = steps(activity(covered=["article_published"]))
    assert (step.gain, step.minutes, step.minutes_a_week) == (2 * (500_000 * 35 // 146), 180, 23)


def test_the_largest_gain_comes_first() -> None:
    found = steps(activity(), most=99)
    assert [step.gain for step in found] == sorted((step.gain for step in found), reverse=True)
    assert steps(activity()) == found[:3]


def test_no_kind_of_action_comes_twice() -> None:
    """Five of the steps invite or connect, in other words."""
    found = steps(activity(), most=99)
    kinds = [kind for step in found for kind, _ in _adds(step.signal)]
    assert len(kinds) == len(set(kinds))
    assert sum("connection_made" in dict(_adds(step.signal)) for step in found) == 1


def _adds(signal: str) -> tuple[tuple[str, int], ...]:
    step = MODEL_2026_1.signals[signal].step
    assert step is not None
    return step.adds


def test_every_signal_that_gains_is_named() -> None:
    step = next(step for step in steps(activity(), most=99) if "connection_made" in dict(_adds(step.signal)))
    assert sum(micro for _, micro in step.raises) == step.gain
    named = [MODEL_2026_1.signals[signal].title for signal, micro in step.raises if micro >= 100_000]
    assert len(named) >= 2
    assert all(title.lower() in step.because.lower() for title in named)


def test_the_gain_is_that_of_the_same_plan() -> None:
    member = activity(once("comment_given", 9000, ago=30))
    step = next(step for step in steps(member, most=99) if step.signal == "posts_published")
    assert step.gain == what_if(member, MODEL_2026_1, (PlanItem("posts_published", 1),), TODAY, WEEKS).gain_micro


def test_replies_are_advised_only_to_those_who_post() -> None:
    """A day with a post brings two comments: posts on 13 of 90 days bring two a week, nine posts of a day none."""
    weekly = {"post_published": [(TODAY - 7 * at, TODAY - 7 * at, 1) for at in range(13)]}
    answered = {"conversation_kept": [(TODAY - 7 * at, TODAY - 7 * at, 1) for at in range(2)]}
    for rows, advised in (
        ({}, False),
        (once("post_published", 9, ago=20), False),
        (weekly, True),
        (weekly | answered, False),
    ):
        unknown = activity(rows, covered=["post_published", "conversation_kept", "people_search"])
        member = replace(
            unknown, coverage={name: unknown.coverage[name] for name in unknown.coverage if name not in WITHOUT_A_STEP}
        )
        assert ("conversations_kept" in {step.signal for step in steps(member, most=99)}) is advised, rows


def test_no_more_replies_are_advised_than_others_engaged() -> None:
    """Posts on 13 days; 26 reactions and comments in 90 days are at most two comments a week, 25 are fewer."""
    posts = {"post_published": [(TODAY - 7 * at, TODAY - 7 * at, 1) for at in range(13)]}
    for engaged, advised in ((26, True), (25, False)):
        found = steps(activity(posts | once("engagement_received", engaged, ago=30)), most=99)
        assert ("conversations_kept" in {step.signal for step in found}) is advised


def test_nobody_is_asked_for_a_job_they_do_not_have() -> None:
    member = activity({}, {"profile_completeness": ((0, 800_000),)}, covered=["profile_completeness"])
    assert steps(replace(member, open_parts={"profile_completeness": (NO_POSITION,)})) == ()
    (step,) = steps(replace(member, open_parts={"profile_completeness": (NO_POSITION, "website")}))
    assert step.because == "+0.6 profile completeness. Still open: website."


def test_introductions_need_titles_that_could_be_read() -> None:
    covered = ["connection_made", "senior_connection_made", "decision_maker_met"]
    unread = activity(once("connection_made", 60, ago=100), covered=covered)
    assert [step.signal for step in steps(unread, most=99)] == ["connections"]
    read = activity(once("connection_made", 60, ago=100) | once("decision_maker_met", 1, ago=100), covered=covered)
    assert "connections" not in {step.signal for step in steps(read)}


def test_every_step_gains_what_a_person_can_read() -> None:
    assert all(step.gain >= 100_000 for step in steps(activity(), most=99))


def test_a_step_that_would_lower_the_index_is_not_advised() -> None:
    """45 of 100 are answered; the step assumes one of three, which would be less."""
    rows = {"outreach_sent": [(TODAY, TODAY, 100_000)], "outreach_answered": [(TODAY, TODAY, 45_000)]}
    assert steps(activity(rows, covered=["outreach_sent", "outreach_answered"])) == ()


def test_of_two_ways_to_raise_a_signal_the_better_one_is_advised() -> None:
    """Two answers now are 2 x 80 of 6 x 80 + 450; three messages a week would bring more, so following up gives way."""
    rows = {"outreach_sent": [(TODAY - 10, TODAY - 10, 6)]}
    (step,) = steps(activity(rows, covered=["outreach_sent", "outreach_answered"]))
    assert (step.signal, step.minutes, step.once, step.until) == ("outreach_response", 30, False, None)
    rows = {"outreach_sent": [(TODAY - 10, TODAY - 10, 90)]}
    (step,) = steps(activity(rows, covered=["outreach_sent", "outreach_answered"]))
    assert (step.signal, step.minutes, step.once, step.until) == ("outreach_response", 270, True, TODAY + 20)


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


def test_a_day_that_is_active_anyway_gains_nothing() -> None:
    """Active on five days a week, the step for one more working day adds none."""
    rows = {"active_day": [(TODAY - ago, TODAY - ago, 1) for ago in range(28) if ago % 7 > 1]}
    assert steps(activity(rows, covered=["active_day"])) == ()


def test_lapsed_activity_is_described_by_the_days_without_it() -> None:
    (step,) = steps(activity(once("post_published", 3, ago=120), covered=["post_published"]))
    assert step.because == "+1.3 own posts. None counted in the last 90 days."


def test_recent_activity_is_described_by_its_pace() -> None:
    """Nine in 90 days."""
    (step,) = steps(activity(once("post_published", 9, ago=80), covered=["post_published"]))
    assert step.because.endswith(" own posts. 0.7 posts a week now.")


def test_the_advice_leaves_the_activity_as_it_was() -> None:
    member = activity(once("post_published", 3))
    before = score(member, MODEL_2026_1, TODAY)
    steps(member, most=99)
    assert score(member, MODEL_2026_1, TODAY) == before
    assert member.rows == {"post_published": (DailyRow(TODAY, TODAY, 3),)}


def test_what_if_of_nothing_is_nothing() -> None:
    member = activity(once("post_published", 3), {"profile_media": ((0, 500_000),)})
    assert score(member.plus({}, {}), MODEL_2026_1, TODAY) == score(member, MODEL_2026_1, TODAY)
