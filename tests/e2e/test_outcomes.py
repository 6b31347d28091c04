"""`ssi outcomes`, from archives and a CRM's export to the answer."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

import openssi
from tests.e2e.cli import good, refused, ssi

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)


def archive(folder: Path, name: str, seed: int) -> Path:
    """A folder with a profile, and reactions and comments on every third day, more in some months than in others."""
    folder.mkdir()
    first, last = name.split()
    (folder / "Profile.csv").write_text(f"First Name,Last Name,Headline\n{first},{last},Seller\n")
    lines, comments = ["Date,Type,Link"], ["Date,Link,Message"]
    day = FIRST
    while day <= LAST:
        for at in range(1 + (day.month // 4 * (seed + 3)) % 7):
            post = 7_280_000_000_000_000_000 + day.toordinal() * 100 + at
            link = f"https://www.linkedin.com/feed/update/urn:li:activity:{post}"
            lines.append(f"{day} 09:{at:02}:00,LIKE,{link}")
            if at % 2:
                comments.append(
                    f'{day} 10:{at:02}:00,{link},"What did route {at} cost you in week {day.day}, and who paid?"'
                )
        day += timedelta(days=3 if day < LAST - timedelta(days=3) else 1)
    (folder / "Reactions.csv").write_text("\n".join(lines) + "\n")
    (folder / "Comments.csv").write_text("\n".join(comments) + "\n")
    return folder


@pytest.fixture
def team(tmp_path: Path) -> list[Path]:
    """Twelve sellers with a deal or two a month; the file also has a seller without an archive."""
    names = [f"Ada{at:02} Stone" for at in range(12)]
    folders = [archive(tmp_path / f"a{at:02}", name, at) for at, name in enumerate(names)]
    deals = tmp_path / "deals.csv"
    with deals.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Record ID", "Deal Name", "Deal owner", "Create Date", "Deal Stage", "Close Date"])
        for at, name in enumerate([*names, "Cid Alone"]):
            for month in range(1, 13):
                for deal in range(1 + (month + at) % 2):
                    rows.writerow(
                        [
                            f"{at}-{month}-{deal}",
                            "Deal",
                            name,
                            f"2025-{month:02}-{5 + deal:02}",
                            "Closed Won",
                            f"2025-{month:02}-28",
                        ]
                    )
    return [*folders, deals]


def test_a_small_team_learns_what_could_be_seen_and_gets_no_test(team: list[Path]) -> None:
    found = good("outcomes", *team, "--json").json()
    assert (found["sellers"], found["months"]) == (12, 9)  # the three months before are needed for the first
    assert (found["first_month"], found["last_month"]) == ("2025-04", "2025-12")
    assert found["detectable_ratio"] is None  # under model 2026.2, the months of this team hardly differ
    assert found["refused"].startswith("There is no test: 12 sellers and 9 months")
    assert (found["within"], found["between"], found["verdict"]) == (None, None, "cannot_tell")
    assert found["falsification"] == {"next_month": None, "independent_outcome": None, "without_selling": None}
    assert [one["kind"] for one in found["outcomes"]] == ["opportunities", "deals_won"]
    assert len(found["dots"]) == 12
    (file,) = found["accounting"]
    assert file["records"] == file["imported"] + file["duplicate"] + file["rejected"] == 13 * 18
    assert (found["without_sales"], found["without_archive"]) == ([], 1)


def test_pages_show_what_could_be_seen_and_nobody(team: list[Path], tmp_path: Path) -> None:
    report, page = tmp_path / "report.html", tmp_path / "lead.html"
    good("outcomes", *team, "--out", report, "--one-page", page)
    for path in (report, page):
        text = path.read_text()
        assert "9 months (2025-04 to 2025-12): not even a ratio of 4 could be seen" in text
        assert "There is no test: 12 sellers and 9 months" in text
        assert "Ada" not in text
    assert report.read_text().count("<circle") == 12
    refused(ssi("outcomes", *team, "--out", tmp_path / "report.pdf"), 2, "out-format")


def test_the_model_that_scored_is_named(team: list[Path]) -> None:
    *folders, deals = team
    found = openssi.outcomes(folders, [deals], model="2026.2")
    assert found.model.id == found.to_dict()["model"]["id"] == "2026.2"


def test_a_profile_that_cannot_be_read_names_nobody(team: list[Path]) -> None:
    (team[0] / "Profile.csv").write_text("First Name,Last Name\n" + "x" * 200_000 + ",Stone\n")
    assert good("outcomes", *team, "--json").json()["without_sales"] == ["a00"]


def test_the_screen_says_first_what_could_be_seen(team: list[Path]) -> None:
    lines = good("outcomes", *team).out.splitlines()
    assert lines[0] == "Does the index go with sales?"
    assert lines[1].startswith("12 sellers, 9 months (2025-04 to 2025-12): not even a ratio of 4 could be seen.")
    assert not any("Ada" in line for line in lines)  # nobody is named


def test_a_mapping_says_whose_an_archive_is(team: list[Path], tmp_path: Path) -> None:
    (team[0] / "Profile.csv").write_text("First Name,Last Name,Headline\nOther,Name,Seller\n")
    assert good("outcomes", *team, "--json").json()["without_sales"] == ["a00"]
    mapping = tmp_path / "crm.toml"
    mapping.write_text('[sellers]\n"a00" = "Ada00 Stone"\n')
    assert good("outcomes", *team, "--mapping", mapping, "--json").json()["sellers"] == 12
    mapping.write_text('[sellers]\n"a00" = "Ada00 Ston"\n')
    wrong = ssi("outcomes", *team, "--mapping", mapping)
    refused(wrong, 1, "crm-mapping")
    assert 'Did you mean "Ada00 Stone"?' in " ".join(wrong.err.split())


def test_what_cannot_be_compared_is_refused(team: list[Path], tmp_path: Path) -> None:
    *folders, deals = team
    refused(ssi("outcomes", *folders), 2, "crm-missing")
    refused(ssi("outcomes", deals), 2, "crm-missing")
    refused(ssi("outcomes", *team, "--outcome", "quota"), 2, "crm-outcome")
    meetings = tmp_path / "meetings.csv"
    meetings.write_text("Seller,Month,Meetings\nAda00 Stone,2025-05,2\n")
    refused(ssi("outcomes", *folders, meetings, "--independent", "meetings"), 2, "crm-outcome")
    refused(ssi("outcomes", *folders, tmp_path / "none.csv"), 1, "crm-file")
    other = tmp_path / "other.csv"
    other.write_text("Deal owner,Create Date\nSomebody Else,2025-03-02\n")
    refused(ssi("outcomes", *folders, other), 1, "crm-sellers")
    without = "import importlib.util as u; f = u.find_spec\nu.find_spec = lambda name, *more: None if name == 'numpy' else f(name, *more)\n"
    refused(ssi("outcomes", *team, before=without), 2, "outcomes-missing")


def test_evidence_is_one_estimate_and_nothing_else(team: list[Path], tmp_path: Path) -> None:
    files: list[Path] = []
    for at, cut in enumerate((0, 1, 2)):
        files.append(tmp_path / f"team-{at}.json")
        good("evidence", "export", *team[cut:], "--out", files[-1])
    assert set(json.loads(files[0].read_text())) == {
        "format", "model", "fingerprint", "outcome", "log_ratio", "standard_error", "sellers", "months",
    }  # fmt: skip
    found = good("evidence", "merge", *files, "--svg", tmp_path / "forest.svg", "--json").json()
    assert [one["sellers"] for one in found["teams"]] == [12, 11, 10]
    assert found["interval_95"][0] < found["ratio"] < found["interval_95"][1]
    assert (tmp_path / "forest.svg").read_text().count("<circle") == 4
    lines = good("evidence", "merge", *files).out.splitlines()
    assert sum(" sellers, 9 months" in line for line in lines) == 3
    refused(ssi("evidence", "export", *team[3:], "--out", tmp_path / "small.json"), 2, "evidence-small")
    refused(ssi("evidence", "merge", files[0], files[0]), 1, "evidence-file")


def test_a_trial_is_drawn_once_and_read_at_its_end(tmp_path: Path) -> None:
    volunteers = tmp_path / "volunteers.csv"
    volunteers.write_text("\n".join(["Seller,Territory", *(f"Seller {at},North" for at in range(12))]))
    file, start = tmp_path / "trial.json", date.today() + timedelta(days=7)  # noqa: DTZ011 (the command takes the machine's day too)
    shown = good("trial", "plan", volunteers, "--start", str(start), "--out", file).out
    recorded = json.loads(file.read_text())
    assert recorded["fingerprint"] in shown
    assert sum(one["now"] for one in recorded["volunteers"]) == 6
    refused(ssi("trial", "plan", volunteers, "--start", str(start), "--out", file), 2, "trial-exists")
    refused(ssi("trial", "plan", volunteers, "--start", "2026-01-01", "--out", tmp_path / "b.json"), 2, "trial-start")
    refused(ssi("trial", "result", file, volunteers), 2, "trial-early")
    file.write_text(file.read_text().replace("Seller 3", "Seller 33"))
    refused(ssi("trial", "result", file, volunteers), 1, "trial-file")
