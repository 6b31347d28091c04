"""The golden scores: a changed score fails here first, to the micro-point."""

from __future__ import annotations

import pytest

from openssi.model import PUBLISHED
from openssi.scoring import score
from tests.golden.cohort import COHORT, members, read, scores, scores_of
from tools.model_diff import RELEASED, changed_models

COMMITTED = {model.id: read(scores_of(model)) for model in PUBLISHED.values()}
FIRST = COMMITTED["2026.1"]
UPDATE = (
    "Released models never change. For a new model: see what moves with `ssi model diff OLD NEW`, "
    "then run `python -m tests.golden.update` and list it under 'Scores change' in the changelog."
)


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_committed_scores_name_their_model(name: str) -> None:
    assert (COMMITTED[name]["model"], COMMITTED[name]["fingerprint"]) == (name, PUBLISHED[name].fingerprint), UPDATE


def test_released_models_never_change() -> None:
    """The update command doesn't write this file: a release adds its new models by hand."""
    assert changed_models(read(RELEASED), PUBLISHED) == []


def test_the_cohort_is_complete() -> None:
    assert list(FIRST["members"]) == list(read(COHORT)["members"]) == [
        "empty", "beginner", "steady", "all_caps", "lapsed", "answers_known_later",
    ]  # fmt: skip


@pytest.mark.parametrize("model", PUBLISHED)
def test_every_number_is_as_committed(model: str) -> None:
    found, committed = scores(PUBLISHED[model])["members"], COMMITTED[model]["members"]
    assert list(found) == list(committed)
    for name, scored in found.items():
        assert scored == committed[name], UPDATE


def micro(name: str, signal: str) -> int:
    return FIRST["members"][name]["signals"][signal]["micro"]


def test_the_committed_scores_match_figures_worked_out_by_hand() -> None:
    """So that the update command can't commit nonsense unnoticed."""
    found = FIRST["members"]
    assert (found["empty"]["index_micro"], found["empty"]["enough"]) == (0, False)
    assert (found["all_caps"]["index_micro"], found["all_caps"]["band"]) == (100_000_000, "leading")
    # Two posts a week, mid-week: 2 x 585, which is 65% of 4 points.
    assert micro("steady", "posts_published") == 2_600_000
    # 500 old connections still count: 75% of 4 points. Faded activity doesn't.
    assert micro("lapsed", "connections") == 3_000_000
    assert micro("lapsed", "posts_published") == micro("lapsed", "comments_given") == 0
    # 10 first messages 30 days ago; 4 were answered, 1 of them becomes known tomorrow: 3 x 60 of 10 x 60 + 450.
    later = found["answers_known_later"]["signals"]["outreach_response"]
    assert later["value"] == 1_000_000 * 180 // 1050 == 171_428
    assert later["micro"] == 6 * (400_000 + 450_000 * 71_428 // 200_000)


def test_an_answer_that_becomes_known_tomorrow_counts_tomorrow() -> None:
    member = members()["answers_known_later"]
    tomorrow = score(member, PUBLISHED["2026.1"], member.last_day + 1).signals["outreach_response"]
    assert tomorrow.value == 1_000_000 * (4 * 59) // (10 * 59 + 450)
