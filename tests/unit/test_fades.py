"""What expires in the next 30 days, and what keeps it: days and amounts by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from openssi.errors import UsageError
from openssi.insight.fades import Fade, fades_next
from openssi.insight.never_done import assume_never
from openssi.insight.next_steps import next_steps
from openssi.scoring import score
from tests.models import MODEL_2026_1
from tests.unit.samples import TODAY, activity, once


def fades(*args: object, **options: object) -> tuple[Fade, ...]:
    member = activity(*args, **options)  # type: ignore[arg-type]
    return fades_next(member, MODEL_2026_1, score(member, MODEL_2026_1, TODAY))


def test_posts_fade_evenly_and_so_many_new_ones_keep_them() -> None:
    """Six posts of today are 540 of the 585 that earn 1.6 points, and 360 in 30 days: half of the 0.49 is lost after 15, less a rounding.

    Of new ones, spread over the 30 days, each counts between 61 and 90 at the end: two are 61 + 76, and three 61 + 71 + 81.
    """
    (fade,) = fades(once("post_published", 6), covered=["post_published"])
    lost = 4 * (400_000 * 540 // 585) - 4 * (400_000 * 360 // 585)
    assert replace(fade, daily=()) == Fade("posts_published", lost, TODAY + 16, 3, "post_published")
    assert (len(fade.daily), sum(fade.daily)) == (30, lost)


def test_what_leaves_the_window_all_at_once_has_its_own_day() -> None:
    """Twenty searches of 85 days ago are gone in five days; half of them are lost after three."""
    (fade,) = fades(once("people_search", 100, ago=85), covered=["people_search"])
    assert fade.day == TODAY + 3
    assert [at for at, lost in enumerate(fade.daily, 1) if lost] == [1, 2, 3, 4, 5]


def test_what_others_do_cannot_be_kept() -> None:
    (fade,) = fades(once("engagement_received", 900), covered=["engagement_received"])
    assert (fade.keep, fade.kind) == (0, "")


def test_what_lasts_does_not_fade() -> None:
    assert fades(once("connection_made", 500), covered=["connection_made"]) == ()


def test_unanswered_messages_expire_with_their_day() -> None:
    rows = {"outreach_sent": [(TODAY - 26, TODAY - 26, 6)]}
    (chance,) = (fade for fade in fades(rows, covered=["outreach_sent", "outreach_answered"]) if not fade.earned)
    assert (chance.day, chance.keep) == (TODAY + 4, 6)
    assert [at for at, lost in enumerate(chance.daily, 1) if lost] == [4]


def test_without_a_number_nothing_fades() -> None:
    assert fades(once("post_published", 6), records=()) == ()


def test_what_was_never_done_is_measured_as_nothing() -> None:
    member = replace(
        activity(covered=["comment_given"]), reasons={"post_published": "Shares.csv is not in the archive"}
    )
    before = score(member, MODEL_2026_1, TODAY)
    after = score(assume_never(member, MODEL_2026_1, ["posts"]), MODEL_2026_1, TODAY)
    assert before.signals["posts_published"].status == "not_measured"
    assert (after.signals["posts_published"].status, after.index_micro) == ("measured", before.index_micro)
    assert after.measurable == before.measurable + 4


@pytest.mark.parametrize("name", ["connections", "money", ""])
def test_only_the_member_s_own_activity_can_be_ruled_out(name: str) -> None:
    with pytest.raises(UsageError) as fault:
        assume_never(activity(), MODEL_2026_1, [name])
    assert fault.value.code == "never-done"
    assert "posts" in fault.value.hint


def test_what_the_data_contains_cannot_be_ruled_out() -> None:
    with pytest.raises(UsageError, match="Your data contains posts"):
        assume_never(activity(once("post_published")), MODEL_2026_1, ["posts"])


def test_replies_that_were_given_lately_can_be_given_again() -> None:
    """As many as there were comments: no step asks for more, but as many again keep the points."""
    days = [(TODAY - 7 * at, TODAY - 7 * at) for at in range(13)]
    rows = {"post_published": [(*day, 1) for day in days], "conversation_kept": [(*day, 2) for day in days]}
    member = activity(rows)
    now = score(member, MODEL_2026_1, TODAY)
    replies = next(fade for fade in fades_next(member, MODEL_2026_1, now) if fade.signal == "conversations_kept")
    assert (replies.kind, replies.keep > 0) == ("conversation_kept", True)
    assert "conversations_kept" not in {step.signal for step in next_steps(member, MODEL_2026_1, now, 99)}
