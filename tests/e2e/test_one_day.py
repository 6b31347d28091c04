"""`ssi score` asks about one day only and weighs no comment that has faded by then: what it says is what a whole reading says."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import openssi
from openssi.activity.calendar import to_day
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


def test_several_archives_of_one_member_are_scored_as_by_a_whole_reading(tmp_path: Path) -> None:
    """The older one, read first, knows of no later day."""
    old, new = (
        write(tmp_path / str(last), {"Comments.csv": comments(*(last - timedelta(days=3 * back) for back in range(300)))})
        for last in (LAST - timedelta(days=120), LAST)
    )
    for paths in ([old, new], [new, old]):
        assert told(*paths) == openssi.score(paths).to_dict()


@pytest.mark.parametrize("newest_first", [True, False])
def test_a_comment_counts_on_its_ninetieth_day_and_not_on_the_next(tmp_path: Path, *, newest_first: bool) -> None:
    """Hand count: aged 0 and 89 days, two comments of 1000 fade to 1000 x 90 and 1000 x 1; the ones of 90 and more to nothing."""
    days = [LAST - timedelta(days=back) for back in (0, 89, 90, 91, 400)]
    archive = write(tmp_path / "a", {"Comments.csv": comments(*days, newest_first=newest_first)})
    activity, _ = read_archives([archive], only=OneDay())
    weighed = {row.day: row.quantity for row in activity.rows["comment_given"] if row.day > to_day(LAST) - 90}
    assert weighed == {to_day(LAST): 1000, to_day(LAST) - 89: 1000}
    signal = told(archive)["pillars"]["insights"]["signals"]["comments_given"]
    assert signal["value"] == 91_000


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
