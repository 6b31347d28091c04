"""The invented team that a buyer looks at: different people, a full report, and the same each time."""

from __future__ import annotations

from pathlib import Path

from openssi.member.sample_team import sample_team
from openssi.model import DEFAULT
from tests.e2e.cli import ssi


def test_twelve_people_fill_every_part_of_the_report() -> None:
    team = sample_team(12)
    rows = team.report.everyone
    assert len({row.name for row in rows}) == 12
    assert [row.state for row in rows].count("no_data") == 2
    assert len(team.shares) == 11
    assert team.report.averages.index is not None
    assert team.report.step is not None
    indexes = [row.index for row in rows if row.index is not None]
    assert len(set(indexes)) > 7
    assert max(indexes) - min(indexes) > 100  # tenths
    sample_team.cache_clear()
    assert sample_team(12, DEFAULT).report.everyone == rows


def test_the_command_writes_a_page_without_a_script(tmp_path: Path) -> None:
    done = ssi("demo", "--team", "3", "--out", str(tmp_path / "out"))
    assert done.code == 0
    assert "Sample team, 1 to 30 June 2026" in done.out
    page = (tmp_path / "out" / "team.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert page.count('scope="row"') == 3
    assert len((tmp_path / "out" / "team.csv").read_text(encoding="utf-8").splitlines()) == 4
