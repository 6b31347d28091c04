"""What if: points by hand at the end of a plan, as now and after stopping, daily limits, and every fault in words."""

from __future__ import annotations

from typing import cast

import pytest

import openssi
from openssi.activity.plan import parse_plan
from openssi.errors import InputError, UsageError
from openssi.insight.what_if import WhatIf, what_if
from openssi.render.json.what_if import as_dict
from openssi.scoring import score
from tests.models import MODEL_2026_1, MODEL_2026_2
from tests.unit.samples import TODAY, activity, capped, once


def ask(*lines: str, weeks: int = 1, covered: str = "post_published") -> WhatIf:
    return what_if(
        activity(once("post_published", 2), covered=[covered]),
        MODEL_2026_1,
        parse_plan(lines, MODEL_2026_1),
        TODAY,
        weeks,
    )


def test_one_post_a_week_by_hand() -> None:
    """Two posts of today are 180 of the 585 that earn 40% of 4 points; in a week they are 166, and one of Wednesday adds 84."""
    found = ask("posts_published=1/week")
    assert found.start.index_micro == 4 * (400_000 * 180 // 585)
    assert found.stopped[-1].index_micro == 4 * (400_000 * 166 // 585)
    assert found.as_now[-1] == found.stopped[-1]  # two posts in 90 days are none in the next 7
    assert found.end.index_micro == 4 * (400_000 * 250 // 585)
    assert found.gain_micro == found.end.index_micro - found.as_now[-1].index_micro


def test_as_now_repeats_the_pace_by_hand() -> None:
    """Thirty posts 5 days ago are one every three days: two in the next week, on the one day of a week that is used."""
    found = what_if(activity(once("post_published", 30, ago=5), covered=["post_published"]), MODEL_2026_1, (), TODAY, 1)
    value = 30 * (90 - 12) + 2 * (90 - 6)
    assert found.as_now[-1].signals["posts_published"].value == value
    assert found.stopped[-1].signals["posts_published"].value == 30 * (90 - 12)
    assert found.path == found.as_now


def test_others_answer_half_as_often_or_not_at_all() -> None:
    """Two endorsements a week for a week are two, one or none."""
    member = activity(covered=["endorsement_received"])
    plan = parse_plan(["endorsements_received=2/week"], MODEL_2026_1)
    found = what_if(member, MODEL_2026_1, plan, TODAY, 1)
    points = [3 * (400_000 * count // 10) for count in (2, 1, 0)]
    assert [found.end.index_micro, found.range.half, found.range.none] == points


def test_what_exceeds_a_daily_limit_is_said() -> None:
    found = ask("posts_published=100/week")
    assert [(limit.most, limit.wasted) for limit in found.limits] == [(2, 90)]
    assert "At most 2 posts a day count: 90 of these 100 add nothing." in str(openssi.WhatIf(**vars(found)))
    assert found.end == ask("posts_published=10/week").end
    assert ask("posts_published=10/week").limits == ()


def test_the_end_of_a_curve_of_the_day_is_a_daily_limit_too() -> None:
    """In model 2026.2, two posts of a day earn all that a day can: of twenty on each of five days, eighteen add nothing.

    Of first messages, the answers count, so more of them is never for nothing.
    """
    member = activity(once("post_published", 2), covered=["post_published"]).for_model(MODEL_2026_2)
    found = what_if(
        member,
        MODEL_2026_2,
        parse_plan(["posts_published=100/week", "outreach_response=100/week"], MODEL_2026_2),
        TODAY,
        1,
    )
    assert [(limit.item.signal, limit.most, limit.wasted) for limit in found.limits] == [("posts_published", 2, 90)]


def test_a_signal_that_is_full_at_the_recent_pace_is_named() -> None:
    found = what_if(capped(), MODEL_2026_1, parse_plan(["posts_published=1/week"], MODEL_2026_1), TODAY, 1)
    assert found.already_full == ("posts_published",)
    assert "Your pace already earns all the points for own posts; more adds none." in str(openssi.WhatIf(**vars(found)))
    assert ask("posts_published=1/week").already_full == ()


def test_there_is_a_score_for_each_day_of_the_weeks() -> None:
    found = ask("posts_published=1/week", weeks=3)
    assert [day.as_of for day in found.path] == [day.as_of for day in found.stopped] == list(range(TODAY, TODAY + 22))


def test_a_plan_of_nothing_is_the_path_of_carrying_on() -> None:
    assert ask("posts_published=0/week").path == ask().path == ask().as_now


def test_doing_nothing_is_what_the_score_of_the_later_day_is() -> None:
    member = activity(once("post_published", 2), covered=["post_published"])
    assert ask(weeks=2).stopped[-1] == score(member, MODEL_2026_1, TODAY + 14)


def test_a_signal_without_a_source_is_reported_as_without_effect() -> None:
    found = ask("people_searches=3/week")
    assert found.gain_micro == 0
    assert found.without_effect == (("people_searches", "needs SearchQueries.csv"),)


@pytest.mark.parametrize("weeks", [0, -1, 27])
def test_weeks_have_bounds(weeks: int) -> None:
    with pytest.raises(UsageError) as fault:
        ask(weeks=weeks)
    assert fault.value.code == "plan-weeks"


def test_with_too_little_data_there_is_no_path() -> None:
    with pytest.raises(InputError) as fault:
        what_if(activity(records=((TODAY - 400, 19),)), MODEL_2026_1, (), TODAY, 8)
    assert fault.value.code == "day-not-enough"


def test_the_json_has_every_end_and_the_path() -> None:
    found = ask("posts_published=1/week")
    told = as_dict(found)
    assert told["index_micro"] == {
        "start": found.start.index_micro,
        "end": found.end.index_micro,
        "end_as_now": found.as_now[-1].index_micro,
        "end_if_stopped": found.stopped[-1].index_micro,
        "if_others_respond": {"half": found.range.half, "none": found.range.none},
    }
    path = cast("list[object]", told["path"])
    assert path[0] == {
        "day": "2026-06-30",
        "index_micro": found.start.index_micro,
        "as_now_micro": found.start.index_micro,
        "stopped_micro": found.start.index_micro,
    }
    assert len(path) == 8
    assert told["plan"] == [{"signal": "posts_published", "count": 1, "once": False}]
