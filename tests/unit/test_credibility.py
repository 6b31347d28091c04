"""What others may ask about an index: repeated text, points from clicks, crowded days."""

from __future__ import annotations

from dataclasses import replace

from openssi.activity import Activity
from openssi.activity.credits import Action
from openssi.activity.table import ReaderCounts
from openssi.insight import Credibility, credibility
from openssi.model import MICRO, PUBLISHED
from openssi.render.words.credibility import credibility_in_words
from openssi.scoring import score
from tests.unit.samples import TODAY, activity

FIRST = PUBLISHED["2026.1"]


def note(member: Activity) -> Credibility:
    return credibility(member, FIRST, score(member, FIRST, TODAY))


def with_texts(*actions: Action) -> Activity:
    return replace(activity(), counted={2: ReaderCounts({}, {"comment_given": actions})})


def test_texts_of_the_last_90_days_are_counted_and_those_that_earn_nothing_as_copies() -> None:
    member = with_texts(
        Action(TODAY - 120, TODAY - 120, 1000),
        Action(TODAY - 90, TODAY - 90, 0),
        Action(TODAY - 40, TODAY - 40, 0),
        Action(TODAY - 10, TODAY - 10, 0),
        Action(TODAY - 9, TODAY - 9, 1000),
        Action(TODAY - 8, TODAY - 8, 1000),
    )
    found = note(member)
    assert (found.texts, found.repeated) == (4, 2)


def test_without_single_texts_nothing_is_said_about_repeats() -> None:
    found = note(activity())
    assert (found.texts, found.repeated) == (None, None)
    assert not [line for line in credibility_in_words(found) if "repeat" in line]


def test_points_from_clicks_are_those_of_signals_that_clicks_alone_raise() -> None:
    # 25 reactions and 25 searches a week earn all: 2 and 5 points. Comments are not clicks.
    weekly = [(TODAY - day, TODAY - day, 5) for day in range(90) if day % 7 < 5]
    comments = [(TODAY - day, TODAY - day, 1000) for day in range(90)]
    member = activity({"reaction_given": weekly, "people_search": weekly, "comment_given": comments})
    scored = score(member, FIRST, TODAY)
    expected = scored.signals["reactions_given"].micro + scored.signals["people_searches"].micro
    assert note(member).click_micro == expected > 6 * MICRO


def test_a_crowded_day_has_twice_as_much_as_counts_before_the_limit_is_applied() -> None:
    # 10 reactions and 10 searches of a day count.
    rows = {
        "reaction_given": [(TODAY - 3, TODAY - 3, 20), (TODAY - 2, TODAY - 2, 19), (TODAY - 90, TODAY - 90, 500)],
        "people_search": [(TODAY - 3, TODAY - 3, 40), (TODAY - 1, TODAY - 1, 20)],
        "connection_made": [(TODAY - 5, TODAY - 5, 500)],  # what others do has no limit
    }
    assert note(activity(rows).for_model(FIRST)).crowded_days == 2


def test_the_words_are_plain_and_leave_out_what_there_is_nothing_of() -> None:
    none = Credibility(12, 0, True, 1_900_000, 33_400_000, 0)
    assert credibility_in_words(none) == (
        "None of your 12 posts, comments and replies of the last 90 days repeats an earlier one.",
        "1.9 of your 33 points come from clicks: reactions, reposts, searches and follows.",
    )
    some = Credibility(40, 1, True, 0, 33_400_000, 1)
    assert credibility_in_words(some) == (
        "1 of your 40 posts, comments and replies of the last 90 days repeats an earlier one. A copy earns nothing.",
        "On one of the last 90 days, you did at least twice as much of one thing as counts in a day.",
    )
