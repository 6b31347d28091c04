"""Part of an archive: a file or a few are recognized, lead with what they can tell, and have no gauge and no band."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

import openssi
from openssi.activity.calendar import to_day
from openssi.activity.codec import activity_from_bytes, activity_to_bytes
from openssi.errors import ArchiveError
from openssi.insight.network import NetworkYear
from openssi.render.json.score import Score
from openssi.render.terminal.layout import plain_text
from openssi.render.terminal.score import screen
from openssi.snapshots.registry import merge_snapshots, read_snapshot
from tests.contract import assert_matches
from tests.models import MODEL_2026_1
from tests.unit.samples import reactions, write, zipped

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def connections(*people: tuple[str, str, str]) -> str:
    """Return a Connections.csv with the company, title and day of each person."""
    rows = (
        f"Bo,Sample{at},https://www.linkedin.com/in/bo-{at},,{company},{title},{day}\n"
        for at, (company, title, day) in enumerate(people)
    )
    return HEADER + "".join(rows)


#: 30 buyers in 2022, two decision makers at a company known since 2022 and one new in 2024.
NETWORK = connections(
    *(("Acme", "Buyer", f"{at + 1:02} Jan 2022") for at in range(30)),
    ("Acme", "VP Sales", "05 Mar 2024"),
    ("Beta", "Director of Sales", "06 Mar 2024"),
)


def test_a_single_file_tells_the_growth_of_the_network(tmp_path: Path) -> None:
    path = write(tmp_path, {"Connections.csv": NETWORK}) / "Connections.csv"
    found = openssi.score(path)
    assert found.partial
    assert (found.partial.extent, found.partial.name) == ("file", "Connections.csv")
    assert found.partial.network
    assert found.partial.network.first_day == to_day(date(2022, 1, 1))
    assert found.partial.network.years == (
        NetworkYear(2022, 30, 30, 0, 0, 1),
        NetworkYear(2023, 0, 30, 0, 0, 0),
        NetworkYear(2024, 2, 32, 2, 1, 1),
    )


def test_a_file_alone_scores_like_the_folder_around_it(tmp_path: Path) -> None:
    folder = write(tmp_path / "a", {"Connections.csv": NETWORK})
    alone, inside = (
        openssi.score(folder / "Connections.csv", model=MODEL_2026_1),
        openssi.score(folder, model=MODEL_2026_1),
    )
    assert alone.to_dict() == inside.to_dict()
    assert alone.to_dict()["index"] is not None


def test_less_than_40_points_have_no_band_and_no_gauge(tmp_path: Path) -> None:
    found = openssi.score(write(tmp_path, {"Connections.csv": NETWORK}) / "Connections.csv", model=MODEL_2026_1)
    plain = found.to_dict()
    assert_matches(Score, plain)
    assert (plain["band"], plain["measurable"]) == (None, 11.0)
    screen = " ".join(str(found).split())
    assert "of the 11 points this file can tell" in screen
    assert "32 connections since 1 January 2022, 2 decision makers and 1 at VP level or above" in screen
    assert "Connections.csv is one file of your LinkedIn archive" in screen
    assert not {"starting", "building", "leading"} & set(screen.split())
    page = found.to_html()
    assert "of the 11 points this file can tell" in page
    assert "A dial" not in page
    assert "Your network, year by year" in page


def test_less_than_10_points_have_no_number(tmp_path: Path) -> None:
    path = write(tmp_path, {"Reactions.csv": reactions(*(f"2026-06-{day:02} 12:00:00" for day in range(1, 31)))})
    found = openssi.score(path / "Reactions.csv", model=MODEL_2026_1)
    assert (found.index, found.to_dict()["index"], found.to_dict()["band"]) == (None, None, "not_enough_yet")
    assert "6 of 10 measurable points: too little for a number." in " ".join(str(found).split())


def test_without_a_number_the_network_comes_first(tmp_path: Path) -> None:
    found = openssi.score(write(tmp_path, {"Connections.csv": NETWORK}) / "Connections.csv", model="2026.2")
    for text in (plain_text(lambda console: screen(found, console)), found.to_html()):
        words = " ".join(text.split())
        verdict = words.index("No index yet: this file can tell 7 of 100 points, and an index takes 10")
        assert (
            words.index("32 connections since 1 January 2022") < verdict < words.index("choose the larger data archive")
        )
        assert "nothing measured" not in words


def test_several_files_are_one_member_s(tmp_path: Path) -> None:
    days = [date(2024, 1, 1) + timedelta(days=day) for day in range(60)]
    files = {
        "Connections.csv": NETWORK,
        "Reactions.csv": reactions(*(f"{day} 12:00:00" for day in days)),
        "Comments.csv": "Date,Link,Message\n",
    }
    folder = write(tmp_path / "a", files)
    several = openssi.score([folder / name for name in files])
    assert [source.file for source in several.sources] == list(files)
    assert several.partial
    assert several.partial.extent == "files"
    assert several.score.index_micro == openssi.score(folder).score.index_micro


def test_the_ten_minute_export_is_recognized(tmp_path: Path) -> None:
    files = {"Connections.csv": NETWORK, "Profile.csv": "First Name,Last Name,Headline\nAda,Example,Sales\n"}
    found = openssi.score(zipped(tmp_path / "Basic_LinkedInDataExport_03-07-2024.zip", files))
    assert found.partial
    assert found.partial.extent == "basic"
    assert "the part of your archive that LinkedIn sends within minutes" in " ".join(str(found).split())


def test_a_part_after_a_whole_archive_says_that_the_archive_has_ended(tmp_path: Path) -> None:
    older = {"Reactions.csv": reactions("2024-01-02 10:00:00"), "Comments.csv": "Date,Link,Message\n"}
    found = openssi.score([write(tmp_path / "older", older), write(tmp_path / "newer", {"Connections.csv": NETWORK})])
    assert found.partial
    assert found.partial.extent == "newer"
    assert "the older archive ends before this day" in " ".join(str(found).split())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Logins.csv", "private"),
        ("Reactions.csv.txt", "looks like Reactions.csv: rename it"),
        ("holiday.csv", "isn't a file of LinkedIn's archive"),
    ],
)
def test_a_file_that_is_not_read_says_why(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / name).write_text("a,b\n1,2\n")
    with pytest.raises(ArchiveError, match=said) as fault:
        openssi.score(tmp_path / name)
    assert fault.value.code == "archive-foreign"


def test_a_snapshot_of_a_file_tells_the_same(tmp_path: Path) -> None:
    path = write(tmp_path, {"Connections.csv": NETWORK}) / "Connections.csv"
    staged = path.rename(tmp_path / "0001")
    activity, report = merge_snapshots([read_snapshot(staged, bytes(32), name="Connections.csv")])
    assert activity.companies == ((to_day(date(2022, 1, 1)), 1), (to_day(date(2024, 3, 6)), 1))
    assert activity_from_bytes(activity_to_bytes(activity)) == activity
    assert report.files[0].imported == 32
