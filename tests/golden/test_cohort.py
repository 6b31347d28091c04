"""A changed score is seen here first: the committed cohort scores as committed, to the micro-point."""

from __future__ import annotations

import pytest

from openssi.model import DEFAULT, PUBLISHED
from openssi.scoring import score
from tests.golden.cohort import COHORT, SCORES, members, read, scores

COMMITTED = read(SCORES)
UPDATE = "if this is meant, run: python -m tests.golden.update"


def test_the_committed_scores_are_of_the_model_that_scores() -> None:
    assert (COMMITTED["model"], COMMITTED["fingerprint"]) == (DEFAULT.id, DEFAULT.fingerprint), UPDATE


def test_the_fingerprint_of_2026_1_is_as_published() -> None:
    """A published model never changes: this literal is no business of the update command."""
    assert PUBLISHED["2026.1"].fingerprint == "6dcdc34c15624c53"


def test_the_cohort_is_whole() -> None:
    assert list(COMMITTED["members"]) == list(read(COHORT)["members"]) == [
        "empty", "beginner", "steady", "all_caps", "lapsed", "answers_known_later",
    ]  # fmt: skip


@pytest.mark.parametrize("name", COMMITTED["members"])
def test_every_number_is_as_committed(name: str) -> None:
    assert scores(DEFAULT)["members"][name] == COMMITTED["members"][name], UPDATE


def micro(name: str, signal: str) -> int:
    return COMMITTED["members"][name]["signals"][signal]["micro"]


def test_the_committed_scores_hold_what_is_known_by_hand() -> None:
    """So that the update command cannot write down nonsense unseen."""
    found = COMMITTED["members"]
    assert (found["empty"]["index_micro"], found["empty"]["enough"]) == (0, False)
    assert (found["all_caps"]["index_micro"], found["all_caps"]["band"]) == (100_000_000, "leading")
    # Two posts a week, mid-week: 2 x 585, which is 65 % of 4 points.
    assert micro("steady", "posts_published") == 2_600_000
    # 500 connections of long ago stay: 75 % of 4 points; what faded is gone.
    assert micro("lapsed", "connections") == 3_000_000
    assert micro("lapsed", "posts_published") == micro("lapsed", "comments_given") == 0
    # 10 first messages of 30 days ago, 4 answered, of which 1 is known only from tomorrow on: 3 x 60 of 10 x 60 + 450.
    later = found["answers_known_later"]["signals"]["outreach_response"]
    assert later["value"] == 1_000_000 * 180 // 1050 == 171_428
    assert later["micro"] == 6 * (400_000 + 450_000 * 71_428 // 200_000)


def test_the_answer_known_tomorrow_counts_tomorrow() -> None:
    member = members()["answers_known_later"]
    tomorrow = score(member, DEFAULT, member.last_day + 1).signals["outreach_response"]
    assert tomorrow.value == 1_000_000 * (4 * 59) // (10 * 59 + 450)
