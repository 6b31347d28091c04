"""Advice: ranges of gains, what expires, minutes, targets, plans by hand, efforts of one's own, and every fault in words."""

from __future__ import annotations

from pathlib import Path

import pytest

import openssi
from openssi.activity import Activity
from openssi.activity.plan import PlanItem
from openssi.errors import InputError, ModelError, UsageError
from openssi.insight import NextStep, next_steps
from openssi.insight.coach import Advice, Target, advise
from openssi.insight.next_steps import follow_up
from openssi.model import MICRO, Effort, efforts, efforts_to_toml, load_efforts
from openssi.render.json.coach import Coaching, as_dict
from openssi.scoring import score
from tests.contract import assert_matches
from tests.models import MODEL_2026_1
from tests.unit.samples import TODAY, activity, once


def ask(
    member: Activity,
    target: float | None = None,
    weeks: int = 8,
    table: dict[str, Effort] | None = None,
    minutes: int = 60,
) -> Advice:
    aim = None if target is None else Target(int(target * MICRO), f"{target:g}")
    return advise(member, MODEL_2026_1, TODAY, weeks, table or efforts(MODEL_2026_1), aim, minutes)


def steps(member: Activity) -> dict[str, NextStep]:
    return {step.signal: step for step in next_steps(member, MODEL_2026_1, score(member, MODEL_2026_1, TODAY), 99)}


def test_a_step_of_one_s_own_has_no_range() -> None:
    step = steps(activity(covered=["comment_given"]))["comments_given"]
    assert step.least == step.gain == step.most


def test_a_step_that_hangs_on_others_gains_from_none_to_all() -> None:
    """Four invitations in each of eight weeks, on Wednesday, Friday, Monday and Tuesday: 476 + 492 + 516 + 524 at the end.

    Of the 32, the second, third and fourth of every four are accepted: those of Monday, Friday and Tuesday.
    """
    step = steps(activity(covered=["invitation_sent", "invitation_accepted"]))["invitation_acceptance"]
    tried = 476 + 492 + 516 + 524
    values = [MICRO * accepted // (tried + 450) for accepted in (0, tried - 476, tried)]
    points = [5 * MODEL_2026_1.signals["invitation_acceptance"].curve.fraction(value) for value in values]
    assert [step.least, step.gain, step.most] == points


def test_first_messages_without_an_answer_can_be_followed_up_until_the_oldest_runs_out() -> None:
    """Six sent 26 days ago, of which none was answered: two answers are 2 x 64 of 6 x 64 + 450."""
    rows = {"outreach_sent": [(TODAY - 26, TODAY - 26, 6)]}
    member = activity(rows, covered=["outreach_sent", "outreach_answered"])
    (step,) = follow_up(member, MODEL_2026_1, score(member, MODEL_2026_1, TODAY))
    assert step.until == TODAY + 4
    assert "6 first messages are unanswered; an answer to the oldest counts until 4 July 2026." in step.because
    assert (step.least, step.gain, step.most) == (0, 6 * _share(128), 6 * _share(384))
    assert step.minutes == 18


def _share(answered: int) -> int:
    return MODEL_2026_1.signals["outreach_response"].curve.fraction(MICRO * answered // 834)


def test_answered_and_old_first_messages_need_no_follow_up() -> None:
    rows = {
        "outreach_sent": [(TODAY - 30, TODAY - 30, 9), (TODAY - 5, TODAY - 5, 3)],
        "outreach_answered": [(TODAY - 5, TODAY - 2, 3)],
    }
    found = next_steps(activity(rows), MODEL_2026_1, score(activity(rows), MODEL_2026_1, TODAY), 99)
    assert [step for step in found if step.until is not None] == []


def test_the_steps_are_tried_for_the_weeks_of_the_plan_with_one_s_own_minutes() -> None:
    """Two weeks of three comments end with weights of 77 + 84, 79 + 86 and 82 + 89."""
    member = activity(covered=["comment_given"])
    table = efforts(MODEL_2026_1) | {"comments_given": Effort(7, 15, "mine")}
    (step,) = ask(member, weeks=2, table=table).steps
    assert step.gain == 7 * MODEL_2026_1.signals["comments_given"].curve.fraction(1000 * (77 + 84 + 79 + 86 + 82 + 89))
    assert (step.minutes_a_week, step.weeks) == (7, 2)


def test_a_plan_for_a_target_by_hand() -> None:
    """Only posts are measured: after eight weeks one a week earns less than half of 4 points, two a week more."""
    found = ask(activity(covered=["post_published"]), 2)
    assert [(str(line.item), line.minutes) for line in found.plan] == [("posts_published=2/week", 90)]
    assert found.reached
    assert found.minutes is None
    assert found.end_micro >= 2 * MICRO > found.stopped_micro == 0


def test_a_plan_never_takes_more_than_the_minutes() -> None:
    member = activity(covered=["comment_given", "post_shared", "reaction_given", "people_search", "active_day"])
    for minutes in (1, 9, 20, 60, 61, 240):
        found = ask(member, minutes=minutes)
        assert sum(line.minutes for line in found.plan) == found.minutes_a_week <= minutes
        assert (found.minutes, found.target) == (minutes, None)


def test_a_plan_stops_where_a_point_takes_more_than_half_an_hour() -> None:
    """The fourth share a week brings 0.55 points for ten minutes, the fifth 484 of 1,170 x 0.6 points, or 40 minutes a point."""
    found = ask(activity(covered=["post_shared"]), minutes=240)
    assert [(str(line.item), line.minutes) for line in found.plan] == [("posts_shared=4/week", 40)]
    assert dict(found.curve)[60] > dict(found.curve)[45] == found.end_micro
    dear = {"posts_shared": Effort(60, 5, "mine")}
    assert ask(activity(covered=["post_shared"]), table=dear).plan == ()


def test_a_plan_comes_on_top_of_the_pace() -> None:
    """Nine posts in 90 days are one in ten days: enough to end higher than after stopping."""
    found = ask(activity(once("post_published", 9, ago=80), covered=["post_published"]), 2)
    assert found.plan[0].now == 100 * 7 * 9 // 90
    assert found.stopped_micro < found.as_now_micro < found.end_micro


def test_the_week_has_the_days_of_the_most_frequent_line() -> None:
    """Each line counts on as many days as it is done: three comments, and two shares on two of their days."""
    table = {"comments_given": Effort(30, 3, "mine"), "posts_shared": Effort(1, 2, "mine")}
    found = ask(activity(covered=["comment_given", "post_shared"]), table=table)
    assert [(day.weekday, dict(day.actions)) for day in found.week] == [
        (0, {"comments_given": 1, "posts_shared": 1}),
        (2, {"comments_given": 1, "posts_shared": 1}),
        (4, {"comments_given": 1}),
    ]


def test_the_range_tells_what_other_people_change() -> None:
    found = ask(activity(covered=["endorsement_received"]))
    assert found.range.none == 0 < found.range.half < found.end_micro


def test_what_is_out_of_reach_is_said_and_the_nearest_whole_point_planned() -> None:
    found = ask(activity(covered=["post_published"]), 75)
    assert not found.reached
    assert found.highest_micro < 4 * MICRO
    assert found.end_micro >= 3 * MICRO
    assert found.open_micro == 85 * MICRO
    assert "out of reach in 8 weeks" in str(openssi.Advice(**found.__dict__))


def test_a_target_that_lasts_needs_nothing() -> None:
    found = ask(activity(once("post_published", 50), covered=["post_published"]), 1)
    assert (found.plan, found.minutes_a_week, found.end_micro) == ((), 0, found.as_now_micro)


def test_where_all_is_earned_there_is_no_plan() -> None:
    rows = {kind: [(TODAY, TODAY, 10_000_000)] for kind in MODEL_2026_1.kind}
    found = ask(activity(rows, {"profile_completeness": ((0, MICRO),), "profile_media": ((0, MICRO),)}))
    assert (found.steps, found.plan, found.next_point) == ((), (), None)


def test_days_active_come_with_what_is_done() -> None:
    """Five reactions a week are five days; nothing else has to be done for them."""
    found = ask(activity(covered=["reaction_given", "active_day"]), 4)
    assert [line.item for line in found.plan] == [PlanItem("reactions_given", 5)]
    assert found.minutes_a_week == 10


def test_json_matches_its_contract() -> None:
    advice = ask(activity(covered=["comment_given", "post_shared", "invitation_sent", "invitation_accepted"]), None)
    assert_matches(Coaching, as_dict(advice))
    assert advice.steps
    assert advice.plan


def test_faults_of_a_plan() -> None:
    cases = {
        "plan-weeks": lambda: ask(activity(), 50, weeks=0),
        "plan-minutes": lambda: ask(activity(), minutes=0),
        "target-outside": lambda: ask(activity(), 101),
        "day-not-enough": lambda: ask(activity(records=()), 50),
        "effort-limits": lambda: ask(
            activity(), 50, table={name: Effort(1, 99, "x") for name in efforts(MODEL_2026_1)}
        ),
    }
    for code, tried in cases.items():
        with pytest.raises((UsageError, InputError)) as fault:
            tried()
        assert fault.value.code == code


def test_efforts_of_one_s_own(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[posts_published]\nminutes = 90\nmost = 2\nprovenance = "timed"\n', encoding="utf-8")
    found = load_efforts(file, MODEL_2026_1)
    assert found["posts_published"] == Effort(90, 2, "timed")
    assert found["comments_given"] == efforts(MODEL_2026_1)["comments_given"]


def test_the_printed_efforts_are_the_models_own(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(efforts_to_toml(MODEL_2026_1), encoding="utf-8")
    found = load_efforts(file, MODEL_2026_1)
    assert {name: (one.minutes, one.most) for name, one in found.items()} == {
        name: (one.minutes, one.most) for name, one in efforts(MODEL_2026_1).items()
    }


def test_every_mistake_of_a_file_of_efforts_is_listed(tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(
        "[posts]\nminutes = 1\n[comments_given]\nminutes = 0\nmost = 1.5\nprovenance = 3\nx = 1\n[viewed_by]\nminutes = 1\n",
        encoding="utf-8",
    )
    with pytest.raises(ModelError) as fault:
        load_efforts(file, MODEL_2026_1)
    assert fault.value.code == "effort-file"
    assert len(fault.value.mistakes) == 6
    for text in ("[", "\x00", 'posts_published = "x"'):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(ModelError):
            load_efforts(file, MODEL_2026_1)


def test_every_default_effort_says_where_it_comes_from() -> None:
    assert all("chosen" in effort.provenance for effort in efforts(MODEL_2026_1).values())
