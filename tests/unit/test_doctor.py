"""`ssi doctor`: what is there, what is missing, how to get it and how many points that opens."""

from __future__ import annotations

import json
from pathlib import Path

import openssi
from openssi.model import MICRO
from openssi.render.json import doctor as contract
from tests.contract import assert_matches
from tests.models import MODEL_2026_1
from tests.unit.samples import reactions, write
from tests.unit.test_in_part import REACTIONS, damaged
from tests.unit.test_partial import NETWORK

ARCHIVE = "On LinkedIn, open Settings › Data privacy › Get a copy of your data"


def test_what_is_missing_has_a_click_and_points(tmp_path: Path) -> None:
    """11 points of 100 are there. The workbook has 5 + 2 + 6, Sales Navigator 4 + 3, no export 3 signals of 2: 63 are left."""
    found = openssi.open(write(tmp_path, {"Connections.csv": NETWORK}) / "Connections.csv", model=MODEL_2026_1).doctor()
    assert [(remedy.do[:12], remedy.micro // MICRO) for remedy in found.remedies] == [
        ("On LinkedIn,", 63),
        ("On your Link", 13),
        ("In Sales Nav", 7),
        ("", 6),
    ]
    assert found.remedies[0].do.startswith(ARCHIVE)
    assert sum(remedy.micro for remedy in found.remedies) == found.score.open_micro


def test_a_file_that_could_not_be_read_is_to_be_replaced(tmp_path: Path) -> None:
    found = openssi.open(write(tmp_path, {"Reactions.csv": damaged(REACTIONS, 60)}), model=MODEL_2026_1).doctor()
    [again] = [one for one in found.remedies if one.do.startswith("Use the file as LinkedIn sent it")]
    assert [signal.id for signal in again.signals] == ["active_days", "reactions_given"]
    assert again.micro < 8 * MICRO


def test_nothing_brings_a_date_that_linkedin_left_out_of_an_article(tmp_path: Path) -> None:
    dated = '<h1>A</h1><p class="published">Published on 2024-03-05</p>'
    files = {"Articles/Articles/a.html": dated, "Articles/Articles/b.html": "<h1>B</h1>"}
    found = openssi.open(write(tmp_path, files), model=MODEL_2026_1).doctor()
    assert not found.remedies[-1].do
    assert ("articles_published", "1 of 2 articles has no date of publication inside") in [
        (signal.id, signal.reason) for signal in found.remedies[-1].signals
    ]


def test_a_file_without_dates_can_be_diagnosed(tmp_path: Path) -> None:
    found = openssi.open(
        write(tmp_path, {"Profile.csv": "First Name,Last Name,Headline\nAda,Example,Sales\n"}) / "Profile.csv"
    ).doctor()
    assert [source.file for source in found.sources] == ["Profile.csv"]
    assert found.remedies[0].do.startswith(ARCHIVE)


def test_json_and_screen_name_files_reasons_and_what_to_do(tmp_path: Path) -> None:
    files = {"Connections.csv": NETWORK, "Reactions.csv": reactions("2024-03-06 12:00:00"), "Logins.csv": "x\n"}
    found = openssi.open(write(tmp_path, files), model=MODEL_2026_1).doctor()
    plain = json.loads(found.to_json())
    assert_matches(contract.Diagnosis, plain)
    assert [source["file"] for source in plain["sources"]] == ["Connections.csv", "Reactions.csv"]
    assert [skipped["file"] for skipped in plain["skipped"]] == ["Logins.csv"]
    assert plain["missing"][-1]["do"] is None
    screen = " ".join(str(found).split())
    assert "1. On LinkedIn, open Settings › Data privacy" in screen
    assert "Thoughtful comments (7): Comments.csv is not in the archive" in screen
    assert (
        "Can't be measured Advanced searches (2), Prospects viewed (2), Views of your profile (2): not in any" in screen
    )
