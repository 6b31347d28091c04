"""Sketches find near copies in any script, and keep texts apart that only share a topic."""

from __future__ import annotations

import pytest

from openssi.sources.text import Sketch, chains, sketch
from openssi.sources.text.sketch import are_near_copies

FREIGHT = "Spot rates on the northern route fell again this week, because two carriers added ships before the summer."


@pytest.mark.parametrize(
    "copy",
    [
        FREIGHT.upper() + " 🚀🚀",
        "Hi Anna! " + FREIGHT,
        FREIGHT.replace("this week", "in week 23").replace("two", "2"),
        "Before the summer two carriers added ships, because spot rates on the northern route fell again this week.",
        FREIGHT.replace("fell", "féll"),
    ],
)
def test_a_text_with_small_changes_is_a_copy(copy: str) -> None:
    assert are_near_copies(sketch(FREIGHT), sketch(copy))


@pytest.mark.parametrize(
    "other",
    [
        "Spot rates matter less than people think: most of our lanes run on contracts that we negotiate every autumn.",
        "Which carriers did you ask? On the southern route we saw the opposite in May, with four ships fewer.",
        "Congratulations!",
        "",
    ],
)
def test_a_text_on_the_same_topic_is_none(other: str) -> None:
    assert not are_near_copies(sketch(FREIGHT), sketch(other))


def test_short_texts_are_copies_only_if_equal() -> None:
    assert are_near_copies(sketch("Great point!"), sketch("great POINT 👍"))
    assert not are_near_copies(sketch("Great point!"), sketch("Great question!"))
    assert are_near_copies(sketch("👍"), sketch(" 👍 "))
    assert not are_near_copies(sketch("👍"), sketch("🎉"))
    assert not are_near_copies(sketch(""), sketch(""))


def test_scripts_without_spaces_are_compared_by_their_letters() -> None:
    text = "この路線のスポット運賃は夏を前に二社が船を増やしたため今週も下がりました"
    assert are_near_copies(sketch(text), sketch(text.replace("今週", "先週") + "。"))
    assert not are_near_copies(sketch(text), sketch("契約運賃については秋に改めて交渉する予定だと聞いています"))


def test_a_text_copies_the_newest_earlier_one_of_the_window_that_nothing_has_copied() -> None:
    own, other = sketch(FREIGHT), sketch("Which carriers did you ask about the southern route, and when?")
    assert chains([own, other, own, own], [0, 1, 2, 3], 90) == [0, 1, 0, 0]
    assert chains([own, own, own], [0, 89, 200], 90) == [0, 0, 2]
    assert chains([(), own, ()], [0, 1, 2], 90) == [None, 1, None]


def test_many_texts_are_compared_by_their_rare_words() -> None:
    """Every text shares common words with every other: comparing all pairs would take minutes."""
    common = tuple(range(8))
    different: list[Sketch] = [(*common, *range(100 + 8 * at, 108 + 8 * at)) for at in range(20_000)]
    assert chains(different, [0] * len(different), 90) == list(range(len(different)))
    assert set(chains([different[0]] * 20_000, [0] * 20_000, 90)) == {0}
