"""`ssi score` asks about one day only and weighs no comment that has faded by then: what it says is what a whole reading says."""

from __future__ import annotations

import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import openssi
from openssi.activity.calendar import to_day
from openssi.model import DEFAULT, Stock
from openssi.sources.archive import OneDay, read_archives
from tests.archives import Layout, invent, write_zip
from tests.e2e.cli import good
from tests.unit.making import write

LAST = date(2026, 6, 30)
FULL = "We cut 14 days from our audits in Ghent after moving every supplier contract into one shared register; did yours change?"


def told(*archives: Path, as_of: date | None = None) -> dict[str, Any]:
    return good("score", *archives, "--json", *(("--as-of", as_of.isoformat()) if as_of else ())).json()


def comments(*days: date, newest_first: bool = True) -> str:
    """A specific comment on each of these days."""
    rows = (f'{day} 09:00:00,https://x/urn%3Ali%3Aactivity%3A1,"{FULL}"\n' for day in sorted(days, reverse=newest_first))
    return "Date,Link,Message\n" + "".join(rows)


@pytest.mark.parametrize("seed", [1, 2])
def test_any_day_is_scored_as_by_a_whole_reading(tmp_path: Path, seed: int) -> None:
    archive = write_zip(tmp_path, invent(seed), Layout())
    whole = openssi.score(archive)
    days = [whole.as_of - timedelta(days=back) for back in (0, 1, 45, 89, 90, 91, 200, 365)] + [whole.as_of + timedelta(days=30)]
    assert told(archive) == whole.to_dict()
    for day in days:
        assert told(archive, as_of=day) == openssi.score(archive, as_of=day).to_dict(), day


def reactions(*days: date) -> str:
    return "Date,Type,Link\n" + "".join(f"{day} 09:00:00,LIKE,https://x/urn%3Ali%3Aactivity%3A1\n" for day in days)


def zipped(path: Path, files: dict[str, str]) -> Path:
    """The files in this order: what is read first tells how late it is."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def test_several_archives_of_one_member_are_scored_as_by_a_whole_reading(tmp_path: Path) -> None:
    """The older one, read first, knows of no later day."""
    old, new = (
        zipped(
            tmp_path / f"{last}.zip",
            {"Reactions.csv": reactions(last), "Comments.csv": comments(*(last - timedelta(days=3 * back) for back in range(300)))},
        )
        for last in (LAST - timedelta(days=120), LAST)
    )
    for paths in ([old, new], [new, old]):
        assert told(*paths) == openssi.score(paths).to_dict()


@pytest.mark.parametrize("newest_first", [True, False])
def test_when_the_last_comment_was_is_told_also_if_all_have_faded(tmp_path: Path, *, newest_first: bool) -> None:
    """The older archive tells of 300 days ago, the newer one of 120."""
    old, new = (
        zipped(
            tmp_path / f"{back}.zip",
            {
                "Reactions.csv": reactions(*(LAST - timedelta(days=ago) for ago in range(max(0, back - 180), back))),
                "Comments.csv": comments(*(LAST - timedelta(days=back + ago) for ago in range(40)), newest_first=newest_first),
            },
        )
        for back in (300, 120)
    )
    found = told(old, new)
    assert found == openssi.score([old, new]).to_dict()
    assert any("the last was 120 days ago" in step["because"] for step in found["next_steps"])


@pytest.mark.parametrize("newest_first", [True, False])
def test_a_comment_counts_on_its_ninetieth_day_and_not_on_the_next(tmp_path: Path, *, newest_first: bool) -> None:
    """Hand count: aged 0 and 89 days, two comments of 1000 fade to 1000 x 90 and 1000 x 1; the ones of 90 and more to nothing."""
    days = [LAST - timedelta(days=back) for back in (0, 89, 90, 91, 400)]
    archive = write(tmp_path / "a", {"Comments.csv": comments(*days, newest_first=newest_first)})
    assert told(archive)["pillars"]["insights"]["signals"]["comments_given"]["value"] == 91_000
    activity, _ = read_archives([archive], only=OneDay(to_day(LAST)))
    weighed = [to_day(LAST) - row.day for row in activity.rows["comment_given"]]
    assert weighed == ([90, 89, 0] if newest_first else [400, 91, 90, 89, 0])  # of the faded the last, as far as the file tells


def test_no_published_model_remembers_comments_for_ever() -> None:
    """Else those that have faded would have to be weighed, too."""
    remembered = [kind for signal in DEFAULT.signals.values() if isinstance(signal.measure, Stock) for kind in signal.measure.kinds]
    assert remembered
    assert "comment_given" not in remembered


def test_a_file_of_many_blocks_is_not_weighed_where_it_has_faded(tmp_path: Path) -> None:
    """Else nothing would be saved. Of 4,000 comments, one a day, the first block of the file is weighed before its end is known."""
    days = [LAST - timedelta(days=back) for back in range(4000)]
    archive = write(tmp_path / "a", {"Comments.csv": comments(*days)})
    activity, report = read_archives([archive], only=OneDay())
    assert report.files[0].imported == 4000
    assert 90 <= len(activity.rows["comment_given"]) < 1000
    whole, _ = read_archives([archive])
    assert len(whole.rows["comment_given"]) == 4000
    assert activity.records == whole.records
