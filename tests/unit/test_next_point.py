"""What the next point takes, to the unit; and what was counted, in words."""

from __future__ import annotations

import pytest

from openssi.activity import Activity, DailyRow
from openssi.insight import NextPoint, describe_evidence, next_point
from openssi.insight.signal_evidence import format_count
from openssi.scoring import score
from tests.models import MODEL_2026_1
from tests.unit.samples import TODAY, activity, capped, once

Rows = dict[str, list[tuple[int, int, int]]]


def point(member: Activity, signal_id: str) -> NextPoint | None:
    scored = score(member, MODEL_2026_1, TODAY).signals[signal_id]
    return next_point(member, MODEL_2026_1, MODEL_2026_1.signals[signal_id], scored, TODAY)


def test_seven_posts_are_worked_out_by_hand() -> None:
    """540 earn 1.476920; 2.476920 takes 1098, which 7 posts reach (1170) and 6 do not (1080)."""
    found = point(activity(once("post_published", 6)), "posts_published")
    assert found == NextPoint(7, "posts", 1_000_000)
    assert str(found) == "7 more posts"


def test_comments_are_whole_comments() -> None:
    """Nothing earned; 1 of 7 points takes 557,146, which is 7 comments of 1000 x 90."""
    assert point(activity(), "comments_given") == NextPoint(7, "comments", 1_000_000)


def test_connections_by_hand() -> None:
    """50 earn 0.7; 1.7 of 4 is a share of 425,000, which 175 have."""
    assert point(activity(once("connection_made", 50)), "connections") == NextPoint(125, "connections", 1_000_000)


def test_a_rate_by_hand() -> None:
    """100 fresh first messages, none answered: 4 more that are make 36,697 millionths, 5 make 45,454; 41,667 are needed."""
    assert point(activity(once("outreach_sent", 100)), "outreach_response") == NextPoint(
        5, "answered first messages", 1_000_000
    )


def test_parts_of_a_profile_by_hand() -> None:
    """600,000 earn 4.2; 5.2 of 6 takes 766,667."""
    member = activity({}, {"profile_completeness": ((0, 600_000),)})
    assert point(member, "profile_completeness") == NextPoint(2, "parts", 1_000_000)


def test_less_than_a_point_to_the_maximum_is_the_rest() -> None:
    """155 reactions of today are 13,950: 976,923 millionths of 2."""
    assert point(activity(once("reaction_given", 155)), "reactions_given") == NextPoint(
        8, "reactions", 2_000_000 - 1_953_846
    )


def test_one_is_written_in_the_singular() -> None:
    assert str(point(activity(), "outreach_response")) == "1 more answered first message"


def test_a_full_signal_has_no_next_point() -> None:
    assert all(point(capped(), signal_id) is None for signal_id in MODEL_2026_1.signals)


def test_an_unmeasured_signal_has_no_next_point() -> None:
    assert point(activity(covered=[]), "posts_published") is None


def done(member: Activity, signal_id: str, amount: int) -> int:
    """Micro-points of the signal had so many more been done today."""
    kinds = MODEL_2026_1.signals[signal_id].measure.kinds
    more = {kind: [DailyRow(TODAY, TODAY, amount * MODEL_2026_1.kind[kind].unit)] for kind in kinds}
    return score(member.plus(more, {}), MODEL_2026_1, TODAY).signals[signal_id].micro


COUNTED = [signal.id for signal in MODEL_2026_1.signals.values() if signal.measure.kinds]


@pytest.mark.parametrize("signal_id", COUNTED)
@pytest.mark.parametrize("quantity", [0, 1, 2, 7, 23, 90])
@pytest.mark.parametrize("ago", [0, 40, 89])
def test_the_next_point_needs_exactly_the_stated_amount(signal_id: str, quantity: int, ago: int) -> None:
    kinds = MODEL_2026_1.signals[signal_id].measure.kinds
    rows: Rows = {kind: [(TODAY - ago, TODAY - ago, quantity * MODEL_2026_1.kind[kind].unit)] for kind in kinds[-1:]}
    if len(kinds) == 2:
        rows[kinds[0]] = [(TODAY - ago, TODAY - ago, quantity // 3)]
    member = activity(rows)
    before = score(member, MODEL_2026_1, TODAY).signals[signal_id].micro
    found = point(member, signal_id)
    if found is None:
        assert before == MODEL_2026_1.signals[signal_id].maximum * 1_000_000
        return
    assert done(member, signal_id, found.amount) >= before + found.micro > done(member, signal_id, found.amount - 1)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0, 1, "0"), (1655, 1, "1,655"), (41_349, 1000, "41.3"), (41_350, 1000, "41.4"), (41_000, 1000, "41"),
        (2_000_000, 1000, "2,000"), (49, 1000, "0"), (50, 1000, "0.1"),
    ],
)  # fmt: skip
def test_numbers_are_formatted_for_people(value: int, unit: int, text: str) -> None:
    assert format_count(value, unit) == text


def words(member: Activity, signal_id: str, *, brief: bool = False) -> str:
    return describe_evidence(member, MODEL_2026_1, MODEL_2026_1.signals[signal_id], TODAY, brief=brief)


def test_counts_are_described_in_words() -> None:
    rows = {"post_published": [(TODAY - 90, TODAY - 90, 5), (TODAY - 89, TODAY - 89, 1), (TODAY + 1, TODAY + 1, 9)]}
    member = activity(rows, {"profile_completeness": ((0, 700_000),), "profile_media": ((0, 500_000),)})
    assert words(member, "posts_published") == "1 post in the last 90 days"
    assert words(member, "posts_published", brief=True) == "1 post"
    assert words(member, "connections") == "no connections"
    assert words(member, "profile_completeness") == "7 of 10 parts"
    assert words(member, "profile_media") == "1 of 2 parts"


def test_a_rate_shows_successes_and_attempts() -> None:
    rows = {
        "invitation_sent": [(TODAY - 9, TODAY - 9, 40)],
        "invitation_accepted": [(TODAY - 9, TODAY - 5, 12), (TODAY - 9, TODAY + 1, 5)],
    }
    assert words(activity(rows), "invitation_acceptance") == "12 of 40 invitations in the last 90 days"


def test_comments_are_shown_in_tenths() -> None:
    assert words(activity(once("comment_given", 41_300)), "comments_given", brief=True) == "41.3 comments"
    assert words(activity(once("comment_given", 1000)), "comments_given", brief=True) == "1 comment"
