"""The year in five figures: counted over 365 days, without a name, and honest about what the files lack."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from openssi.activity import Activity
from openssi.errors import DayError
from openssi.insight.year import year_of
from openssi.model import PUBLISHED
from openssi.render.json.year import as_dict
from openssi.render.svg.year import year_pictures
from openssi.render.words.year import year_cards
from tests.unit.samples import TODAY, activity, once

MODEL = PUBLISHED["2026.1"]
SVG = "{http://www.w3.org/2000/svg}"


def cards(member: Activity) -> dict[str, tuple[str, str]]:
    return {card.id: (card.figure, card.words) for card in year_cards(year_of(member, MODEL, TODAY))}


def test_a_year_counts_its_own_days_and_no_others() -> None:
    first, before = TODAY - 364, TODAY - 365
    rows = {
        "active_day": [(before, before, 1), (first, first, 1), (TODAY, TODAY, 1)],
        "comment_given": [(before, before, 1000), (first, first, 500), (TODAY, TODAY, 3000)],
        "post_published": [(TODAY, TODAY, 2)],
        "connection_made": [(before, before, 7), (TODAY, TODAY, 2)],
        "decision_maker_met": [(TODAY, TODAY, 1)],
    }
    member = activity(rows)
    found = cards(member)
    assert found["rhythm"] == ("2", "days active, of 365.")
    assert found["words"] == ("2", "days with a comment, 1 with a post.")
    assert found["people"] == ("2", "new connections, 1 of them a decision maker.")
    scripted = as_dict(year_of(member, MODEL, TODAY))
    assert (scripted["first"], scripted["last"], scripted["days_active"]) == ("2025-07-01", "2026-06-30", 2)
    assert scripted["days_wrote"] == {"post_published": 1, "comment_given": 2, "post_shared": 0, "conversation_kept": 0}
    assert scripted["met"] == {"connection_made": 2, "decision_maker_met": 1, "outreach_answered": 0}


def test_the_largest_rise_is_that_of_one_signal() -> None:
    """One post of today is 90 of the 585 that earn 40% of 4 points: 0.246, next to a full profile that was always there."""
    member = activity(once("post_published"), {"profile_completeness": ((0, 1_000_000),)})
    assert cards(member)["rise"] == ("+0.2", "points from own posts.")
    assert cards(member)["index"][1] == "of 100. It was 6 a year ago."
    calm = activity(attributes={"profile_completeness": ((0, 1_000_000),)})
    assert cards(calm)["rise"] == ("±0.0", "Nothing rose by a tenth of a point. A calm year.")


def test_what_the_files_lack_is_not_zero() -> None:
    found = cards(activity(covered=()))
    assert found["rhythm"] == ("–", "These files don’t cover your active days.")
    assert found["words"] == ("–", "These files have no posts and no comments.")
    assert found["people"] == ("–", "These files have no connections and no messages.")
    assert cards(activity())["words"] == ("0", "days with a post, a comment, a repost or a reply.")


def test_a_year_needs_a_number_on_its_last_day() -> None:
    with pytest.raises(DayError):
        year_of(activity(records=()), MODEL, TODAY)


def test_every_picture_is_a_square_file_with_its_figure_inside() -> None:
    year = year_of(activity(once("active_day")), MODEL, TODAY)
    for card, (name, picture) in zip(year_cards(year), year_pictures(year), strict=True):
        root = ET.fromstring(picture)  # noqa: S314 (our own)
        assert (name, root.get("width"), root.get("height")) == (card.id, "640", "640")
        words = [text.text for text in root.iter(f"{SVG}text")]
        assert words[:2] == [card.title, card.figure]
        assert words[-2:] == ["1 July 2025 to 30 June 2026", "Open Social Selling Index"]
        assert all(len(line or "") <= 30 for line in words[2:-2])
