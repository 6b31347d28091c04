"""`ssi outcomes`, from archives and a CRM's export to the answer."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import numpy as np
import pytest

import openssi
from openssi.errors import OpenSSIError, UsageError
from openssi.insight.outcomes import month_points
from openssi.member.evidence import evidence_file, merge_evidence
from openssi.member.trial import plan_trial
from openssi.sources.crm import read_mapping
from tests.e2e.cli import command, good, refused, run, ssi
from tests.e2e.terminal import on_terminal
from tests.models import MODEL_2026_2

NAMES = [f"Ada{at:02} Stone" for at in range(12)]


def archive(folder: Path, name: str, at: int) -> Path:
    """A folder with a profile and comments, on 3 to 23 days of each month of 2025, never two weeks without."""
    folder.mkdir()
    first, last = name.split()
    (folder / "Profile.csv").write_text(f"First Name,Last Name,Headline\n{first},{last},Seller\n")
    lines = ["Date,Link,Message"]
    for month in range(1, 13):
        last_days = [31] if month == 12 else []
        for day in sorted({*range(1, 2 + (month * month * 5 + at * month * 3) % 22), 10, 20, 28, *last_days}):
            link = (
                f"https://www.linkedin.com/feed/update/urn:li:activity:{7_280_000_000_000_000_000 + month * 100 + day}"
            )
            lines.append(
                f'2025-{month:02}-{day:02} 10:00:00,{link},"What did route {day} cost you in {month}, and who paid?"'
            )
    (folder / "Comments.csv").write_text("\n".join(lines) + "\n")
    return folder


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Twelve sellers with ten deals in each month, all won in it; the file also has a seller without an archive."""
    folder = tmp_path_factory.mktemp("team")
    folders = [archive(folder / f"a{at:02}", name, at) for at, name in enumerate(NAMES)]
    return [*folders, sold(folder / "deals.csv", ten)]


def ten(_month: int, _seller: int) -> int:
    return 10


def sold(export: Path, deals: Callable[[int, int], int]) -> Path:
    """An export with as many deals of each month and seller as `deals` says."""
    with export.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Record ID", "Deal Name", "Deal owner", "Create Date", "Deal Stage", "Close Date"])
        for (at, name), month in product(enumerate([*NAMES, "Cid Alone"]), range(1, 13)):
            for deal in range(deals(month, at)):
                created, closed = f"2025-{month:02}-{5 + deal:02}", f"2025-{month:02}-28"
                rows.writerow([f"{at}-{month}-{deal}", "Deal", name, created, "Closed Won", closed])
    return export


def renamed(archive: Path, tmp_path: Path) -> Path:
    """A copy whose profile has another name."""
    copy = tmp_path / archive.name
    shutil.copytree(archive, copy)
    (copy / "Profile.csv").write_text("First Name,Last Name,Headline\nOther,Name,Seller\n")
    return copy


def detectable(folders: list[Path]) -> float:
    """What this team could see, calculated a second time.

    Ten deals in every month leave nothing to explain, so the variance of the slope is that of counts: 1 over the sum of the
    expected count (10) times the squared activity that neither sellers, with a level and a trend, nor months explain. 2.8
    standard errors are found four times in five, and a ratio is for 10 points.
    """
    points: list[list[float]] = []
    for folder in folders:
        activity = openssi.open(folder, model="2026.2").activity
        by_month = [month_points(activity, MODEL_2026_2, 2025 * 12 + month).whole for month in range(12)]
        points.append([sum(by_month[month - 3 : month + 1]) / 4 for month in range(3, 12)])
    sellers, months = np.eye(len(folders)), np.eye(9)
    explains = np.hstack(
        [
            np.kron(sellers, np.ones((9, 1))),
            np.kron(sellers, np.arange(9.0)[:, None]),
            np.kron(np.ones((len(folders), 1)), months),
        ]
    )
    mean = np.array(points).ravel()
    rest = mean - explains @ np.linalg.lstsq(explains, mean)[0]
    return float(np.exp(10 * 2.8 / np.sqrt(10 * (rest**2).sum())))


def test_a_small_team_learns_what_could_be_seen_and_gets_no_test(team: list[Path]) -> None:
    found = good("outcomes", *team, "--model", "2026.2", "--json").json()
    assert (found["sellers"], found["months"]) == (12, 9)  # the three months before are needed for the first
    assert (found["first_month"], found["last_month"]) == ("2025-04", "2025-12")
    assert found["detectable_ratio"] == pytest.approx(detectable(team[:-1]), abs=0.001)
    assert found["refused"].startswith("There is no test: 12 sellers and 9 months")
    assert (found["within"], found["between"], found["verdict"]) == (None, None, "cannot_tell")
    assert found["falsification"] == {"next_month": None, "independent_outcome": None, "without_selling": None}
    assert [one["kind"] for one in found["outcomes"]] == ["opportunities", "deals_won"]
    assert len(found["dots"]) == 12
    (file,) = found["accounting"]
    assert (file["records"], file["imported"], file["rejected"]) == (13 * 120, 13 * 120, 0)
    assert (found["without_sales"], found["without_archive"], found["notes"]) == ([], 1, [])
    assert found["model"]["id"] == "2026.2"


def test_screen_and_pages_say_first_what_could_be_seen_and_name_nobody(team: list[Path], tmp_path: Path) -> None:
    found = openssi.outcomes(team[:-1], team[-1:])
    lines = str(found).splitlines()
    assert lines[0] == "Does the index go with sales?"
    assert lines[1].startswith("12 sellers, 9 months (Apr 2025 to Dec 2025): ")
    report, page = tmp_path / "report.html", tmp_path / "lead.html"
    good("outcomes", *team, "--out", report, "--one-page", page)
    for text in (str(found), report.read_text(), page.read_text()):
        assert "12 sellers, 9 months (Apr 2025 to Dec 2025): " in text
        assert "There is no test: 12 sellers and 9 months" in " ".join(text.split())
        assert "Ada" not in text
    assert report.read_text().count("<circle") == 12
    refused(ssi("outcomes", *team, "--out", tmp_path / "report.pdf"), 2, "out-format")
    doubtful = replace(found, open_stages=("Almost <there>",))
    assert doubtful.to_dict()["open_stages"] == ["Almost <there>"]
    assert "Counted as open deals: <bdi>Almost &lt;there&gt;</bdi>." in doubtful.to_html()


def test_a_mapping_says_whose_an_archive_is(team: list[Path], tmp_path: Path) -> None:
    first, *folders, deals = team
    other, unreadable = renamed(first, tmp_path), renamed(folders[0], tmp_path)
    (unreadable / "Profile.csv").write_text("First Name,Last Name\n" + "x" * 200_000 + ",Stone\n")
    archives = [other, unreadable, *folders[1:3]]
    assert openssi.outcomes(archives, [deals]).without_sales == ("a00", "a01")
    mapping = tmp_path / "crm.toml"
    mapping.write_text('[sellers]\n"a00" = "Ada00 Stone"\n')
    assert openssi.outcomes(archives, [deals], mapping=mapping).without_sales == ("a01",)
    mapping.write_text('[sellers]\n"a00" = "Ada00 Ston"\n')
    wrong = ssi("outcomes", *archives, deals, "--mapping", mapping)
    refused(wrong, 1, "crm-mapping")
    assert 'Did you mean "Ada00 Stone"?' in " ".join(wrong.err.split())


def test_a_person_at_a_terminal_is_asked_once(team: list[Path], tmp_path: Path) -> None:
    """Columns 1 and 2 are seller and creation, 3 is the stage, none the end; "Fertig" means won, "Neu" is open."""
    export = tmp_path / "deals.csv"
    export.write_text("Kollege,Angelegt,Stand\nAda00 Stone,2025-05-02,Fertig\nAda00 Stone,2025-06-02,Neu\n")
    line = command("outcomes", team[0], export)
    shown = on_terminal(line, {"TERM": "dumb"}, b"1\n2\n0\n3\n").out
    assert "The columns of deals.csv aren't recognized" in shown
    assert "1 seller, 2 months (May 2025 to Jun 2025)" in " ".join(shown.split())
    assert read_mapping(tmp_path / "deals.toml").columns == {
        "seller": "Kollege",
        "created": "Angelegt",
        "stage": "Stand",
    }
    again = on_terminal([*line, "--mapping", str(tmp_path / "deals.toml")], {"TERM": "dumb"}).out
    assert "Which one" not in again
    assert "1 seller, 2 months" in " ".join(again.split())
    refused(run(line), 1, "crm-header")  # nobody is there to answer


def test_what_cannot_be_compared_is_refused(team: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    *folders, deals = team
    refused(ssi("outcomes", *folders), 2, "crm-missing")
    refused(ssi("outcomes", deals), 2, "crm-missing")
    meetings, other = tmp_path / "meetings.csv", tmp_path / "other.csv"
    meetings.write_text("Seller,Month,Meetings\nAda00 Stone,2025-05,2\n")
    other.write_text("Deal owner,Create Date\nSomebody Else,2025-03-02\n")
    for code, export, outcome, independent in (
        ("crm-outcome", deals, "quota", ""),
        ("crm-outcome", meetings, "", "meetings"),
        ("crm-file", tmp_path / "none.csv", "", ""),
        ("crm-sellers", other, "", ""),
    ):
        with pytest.raises(OpenSSIError) as error:
            openssi.outcomes(folders[:1], [export], outcome=outcome, independent=independent)
        assert error.value.code == code
    monkeypatch.setattr("openssi.member.outcomes.find_spec", dict[str, None]().get)
    with pytest.raises(OpenSSIError, match="needs a package"):
        openssi.outcomes(folders[:1], [deals])


def test_evidence_is_one_estimate_and_nothing_else(team: list[Path], tmp_path: Path) -> None:
    folders, deals = team[:-1], sold(tmp_path / "deals.csv", lambda month, at: 1 + (month + at) % 2)
    files = [tmp_path / f"team-{at}.json" for at in range(3)]
    good("evidence", "export", *folders, deals, "--out", files[0])
    for at in (1, 2):
        files[at].write_text(evidence_file(openssi.outcomes(folders[at:], [deals])))
    assert set(json.loads(files[0].read_text())) == {
        "format", "model", "fingerprint", "outcome", "log_ratio", "standard_error", "sellers", "months",
    }  # fmt: skip
    found = good("evidence", "merge", *files, "--svg", tmp_path / "forest.svg", "--json").json()
    assert [one["sellers"] for one in found["teams"]] == [12, 11, 10]
    assert found["interval_95"][0] < found["ratio"] < found["interval_95"][1]
    assert (tmp_path / "forest.svg").read_text().count("<circle") == 4
    assert str(merge_evidence(files)).count(" sellers, 9 months") == 3
    refused(ssi("evidence", "merge", files[0], files[0]), 1, "evidence-file")
    with pytest.raises(UsageError) as error:
        evidence_file(openssi.outcomes(team[9:-1], [deals]))
    assert error.value.code == "evidence-small"


def test_a_trial_is_drawn_once_and_read_at_its_end(tmp_path: Path) -> None:
    volunteers = tmp_path / "volunteers.csv"
    volunteers.write_text("\n".join(["Seller,Territory", *(f"Seller {at},North" for at in range(12))]))
    file, start = tmp_path / "trial.json", date.today() + timedelta(days=7)  # noqa: DTZ011 (the command takes the machine's day too)
    shown = good("trial", "plan", volunteers, "--start", str(start), "--out", file).out
    recorded = json.loads(file.read_text())
    assert recorded["fingerprint"] in shown
    assert sum(one["now"] for one in recorded["volunteers"]) == 6
    refused(ssi("trial", "plan", volunteers, "--start", str(start), "--out", file), 2, "trial-exists")
    refused(ssi("trial", "result", file, volunteers), 2, "trial-early")
    with pytest.raises(OpenSSIError) as error:
        plan_trial(volunteers, start=date(2026, 1, 1), now=datetime(2026, 1, 1, tzinfo=UTC), outcome="meetings")
    assert error.value.code == "trial-start"
