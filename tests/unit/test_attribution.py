"""A change divided among its causes, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from openssi.activity import Activity, Coverage
from openssi.errors import DayError
from openssi.insight.explain import (
    Explanation,
    _largest,  # pyright: ignore[reportPrivateUsage]
    _swings,  # pyright: ignore[reportPrivateUsage]
    explain_change,
    explain_day,
    largest_moves,
)
from openssi.insight.explanation_text import causes, evidence_in_words, headline, sentence
from openssi.scoring import score
from openssi.scoring.attribution import Contribution, change_contributions
from tests.models import MODEL_2026_1
from tests.unit.samples import PLENTY, TODAY, activity, once

#: What one post earns on its day: 4 points x (400,000 x 90 // 585) millionths.
ONE_POST = 4 * 61_538


def shares(member: Activity, first: int, last: int = TODAY) -> list[Contribution]:
    return list(
        change_contributions(
            member, score(member, MODEL_2026_1, first), score(member, MODEL_2026_1, last), MODEL_2026_1
        )
    )


def told(member: Activity, first: int, last: int = TODAY) -> dict[tuple[str, str], int]:
    return {(share.signal, share.cause): share.micro for share in shares(member, first, last)}


def test_a_new_post_is_new_activity() -> None:
    assert told(activity(once("post_published")), TODAY - 1) == {("posts_published", "new_activity"): ONE_POST}


def test_a_post_of_thirty_days_ago_has_faded_by_a_third() -> None:
    """90 x 400,000 // 585 = 61,538 and 60 x 400,000 // 585 = 41,025 millionths of 4 points."""
    assert told(activity(once("post_published", ago=30)), TODAY - 30) == {
        ("posts_published", "faded"): 4 * (41_025 - 61_538)
    }


def test_a_post_of_ninety_days_ago_has_faded_completely() -> None:
    assert told(activity(once("post_published", ago=90)), TODAY - 90) == {("posts_published", "left_window"): -ONE_POST}


def test_two_causes_on_one_curve_are_averaged_over_their_orders() -> None:
    """Alone the new post adds 246,152 (from 90 to 180) or 246,156 (from 60 to 150); the old one loses 82,052 or 82,048."""
    member = activity({"post_published": [(TODAY - 30, TODAY - 30, 1), (TODAY, TODAY, 1)]})
    assert told(member, TODAY - 30) == {
        ("posts_published", "faded"): -82_050,
        ("posts_published", "new_activity"): 246_154,
    }


def test_rounding_remainders_are_assigned_to_one_cause() -> None:
    """Three causes are divided by six, and what does not divide goes to the largest remainders."""
    rows = [(TODAY - 100, TODAY - 100, 2), (TODAY - 40, TODAY - 40, 3), (TODAY, TODAY, 1)]
    found = told(activity({"post_published": rows}), TODAY - 39)
    before = 4 * (400_000 * (2 * 29 + 3 * 89) // 585)
    after = 4 * (400_000 * (3 * 50 + 90) // 585)
    assert {cause for _, cause in found} == {"faded", "left_window", "new_activity"}
    assert sum(found.values()) == after - before


def test_only_new_connections_explain_a_change_of_a_stock() -> None:
    member = activity({"connection_made": [(TODAY - 50, TODAY - 50, 3), (TODAY - 5, TODAY - 5, 2)]})
    [share] = shares(member, TODAY - 20)
    assert (share.signal, share.cause) == ("connections", "new_activity")
    assert {kind: list(rows) for kind, rows in share.rows.items()} == {"connection_made": [(TODAY - 5, TODAY - 5, 2)]}


def test_an_unanswered_message_lowers_and_a_late_answer_raises() -> None:
    sent = {"outreach_sent": [(TODAY - 10, TODAY - 10, 4)], "outreach_answered": [(TODAY - 10, TODAY - 10, 2)]}
    more = {**sent, "outreach_sent": [*sent["outreach_sent"], (TODAY, TODAY, 3)]}
    late = {**sent, "outreach_answered": [*sent["outreach_answered"], (TODAY - 10, TODAY, 1)]}
    assert told(activity(more), TODAY - 1)["outreach_response", "answered"] < 0
    assert told(activity(late), TODAY - 1)["outreach_response", "answered"] > 0


def test_a_completed_profile_is_a_cause_without_days() -> None:
    member = activity(attributes={"profile_completeness": ((0, 0), (TODAY, 900_000))})
    [share] = shares(member, TODAY - 1)
    assert (share.cause, share.micro, share.rows) == ("profile", 6_000_000, {})


def test_a_source_that_begins_is_not_activity() -> None:
    member = activity(once("people_search", ago=40))
    member = replace(member, coverage={**member.coverage, "people_search": Coverage(((TODAY - 10, None),))})
    assert told(member, TODAY - 11, TODAY - 10) == {
        ("people_searches", "coverage"): score(member, MODEL_2026_1, TODAY - 10).signals["people_searches"].micro
    }


def explained(member: Activity, first: int, last: int = TODAY) -> Explanation:
    return explain_change(member, MODEL_2026_1, first, last)


def test_a_single_cause_is_the_whole_sentence() -> None:
    found = explained(activity(once("post_published", 5)), TODAY - 1)
    assert sentence(found) == "0.0 to 1.2: 5 posts brought 1.2."
    assert found.main[0].main.remedy.startswith("Unless you keep going, these points fade until 28 September 2026")


def test_the_largest_action_is_named() -> None:
    """3 recommendations: 2 points x 61%; the profile: 6 points."""
    member = activity(once("recommendation_received", 3), {"profile_completeness": ((0, 0), (TODAY, 900_000))})
    assert sentence(explained(member, TODAY - 1)) == "0.0 to 7.2: profile completeness brought 6.0."


def test_a_stop_is_the_headline() -> None:
    """Fifty posts of forty days ago, and nothing since: all that is lost is lost by stopping."""
    rows = {kind: [(TODAY - 40, TODAY - 40, 50)] for kind in ("post_published", "people_search")}
    member = activity(rows | {"active_day": [(TODAY - 40, TODAY - 40, 1)]})
    found = explained(member, TODAY - 30)
    lost = (found.before.shown.index - found.after.shown.index) / 10
    assert sentence(found).endswith(f": you stopped on 21 May 2026, and that explains all {lost:.1f} points.")
    assert found.stopped == TODAY - 40


def test_a_short_break_does_not_count_as_stopping() -> None:
    member = activity({"post_published": [(TODAY - 60, TODAY - 60, 9)], "active_day": [(TODAY - 13, TODAY - 13, 1)]})
    assert explained(member, TODAY - 60).stopped is None


def test_new_activity_is_set_against_what_fades() -> None:
    """From 1800 to 600 it falls by 1.477, from 2070 to 870 by 1.231: 1.354 on average; the new posts give 0.215 or 0.462: 0.338.
    The shown index falls by 1.0, so of -1.354 and 0.338 the first is rounded up."""
    member = activity({"post_published": [(TODAY - 60, TODAY - 60, 20), (TODAY, TODAY, 3)]})
    found = explained(member, TODAY - 60)
    assert sentence(found) == "3.1 to 2.1: fewer posts lately took 1.0."
    assert causes(found.bars[0]) == "−1.3 faded, +0.3 new activity"


def test_an_opposite_movement_is_named() -> None:
    """Twenty posts fall from 1800 to 600 and lose 1.477; 20 reactions are 1800 of the 2925 that earn 0.8, so they bring 0.492."""
    rows = {"post_published": [(TODAY - 60, TODAY - 60, 20)], "reaction_given": [(TODAY, TODAY, 20)]}
    found = explained(activity(rows), TODAY - 60)
    assert headline(found) == "20 posts fading out took 1.5, while 20 reactions brought 0.5."


def test_a_second_action_is_named_if_the_first_explains_less_than_half() -> None:
    """Six of everything: the posts are 540 of the 585 that earn 1.6 points, 1.477, and the reposts come next."""
    kinds = ("post_published", "reaction_given", "people_search", "post_shared")
    rows = {kind: [(TODAY, TODAY, 6)] for kind in kinds} | {"comment_given": [(TODAY, TODAY, 6000)]}
    assert headline(explained(activity(rows), TODAY - 5)) == "6 posts brought 1.5 and 6 reposts 1.5."
    del rows["post_shared"], rows["comment_given"], rows["people_search"]
    assert headline(explained(activity(rows), TODAY - 5)) == "6 posts brought 1.5."


def test_evidence_has_only_kind_count_and_days() -> None:
    member = activity({"comment_given": [(TODAY - 3, TODAY - 3, 1500), (TODAY, TODAY, 640)]})
    bar = explained(member, TODAY - 10).bars[0]
    assert evidence_in_words(MODEL_2026_1, bar.main) == "comments on 2 days, 27 Jun 2026 to 30 Jun 2026, worth 2.1"


def test_an_unchanged_index_is_described_as_unchanged() -> None:
    found = explained(activity(once("connection_made", ago=300)), TODAY - 5)
    assert (found.bars, found.change_micro) == ((), 0)
    assert sentence(found).endswith("on both days: nothing that affects the index changed.")


def test_a_loss_comes_with_the_step_that_raises_the_signal() -> None:
    [bar] = explained(activity(once("post_published", 9, ago=30)), TODAY - 30).main
    assert bar.main.remedy == "Publish one post of your own a week: 45 minutes a week."


def test_a_day_without_an_index_is_rejected_with_the_first_possible_day() -> None:
    member = replace(activity(), records=((TODAY - 40, 5), (TODAY - 3, 15)))
    with pytest.raises(DayError, match=r"2026-06-10: 21 of 28 days of data and 5 of 20 dated records") as raised:
        explained(member, TODAY - 20)
    assert raised.value.code == "day-not-enough"
    assert raised.value.hint == "The first day with a number is 2026-06-27."


def test_a_day_is_explained_by_signals_and_the_best_day_before() -> None:
    member = activity({"post_published": [(TODAY - 60, TODAY - 60, 5)], "reaction_given": [(TODAY, TODAY, 1)]})
    found = explain_day(member, MODEL_2026_1, TODAY)
    assert [(bar.signal, bar.main.cause) for bar in found.bars] == [
        ("posts_published", "counted"),
        ("reactions_given", "counted"),
    ]
    assert found.best is not None
    assert found.best.before.as_of == TODAY - 60
    assert explain_day(member, MODEL_2026_1, TODAY - 60).best is None


def test_the_largest_drop_and_rise_of_a_year_are_found_whole() -> None:
    """Twenty posts 200 days ago: up on that day, and down from then on until they have faded, 90 days later."""
    found = largest_moves(activity(once("post_published", 20, ago=200)), MODEL_2026_1, TODAY).explanations
    assert [(one.before.as_of - TODAY, one.after.as_of - TODAY) for one in found] == [(-201, -200), (-200, -110)]
    assert largest_moves(activity(records=PLENTY), MODEL_2026_1, TODAY).explanations == ()


def test_a_wiggle_does_not_cut_a_move() -> None:
    """Up 20 points with a dip of 1.5, which is less than a tenth; then down 3."""
    points = (0, 17, 15.5, 20, 20, 17)
    line = [(day, round(value * 1_000_000)) for day, value in enumerate(points)]
    assert list(_swings(line)) == [(20_000_000, 0, 3), (-3_000_000, 4, 5)]
    assert list(_swings([(0, 5), (1, 6)])) == list(_swings([])) == []


def test_a_year_without_an_index_has_no_largest_moves() -> None:
    with pytest.raises(DayError):
        largest_moves(activity(records=((TODAY, 1),)), MODEL_2026_1, TODAY)


def test_the_two_largest_of_each_kind_are_chosen() -> None:
    swings = [(5_000_000, 0, 9), (-4_000_000, 9, 12), (-900_000, 30, 31), (2_000_000, 12, 20), (3_000_000, 40, 50)]
    assert _largest(swings) == [(9, 12), (0, 9), (40, 50)]
