"""The analytics of single posts: what counts with and without a workbook, whose posts they are, and what is stored."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

import openssi
from openssi.activity import Coverage
from openssi.activity.calendar import to_day
from openssi.errors import ArchiveError, WorkbookError
from openssi.member import open_member
from openssi.snapshots.post import PostSnapshot
from openssi.snapshots.registry import merge_snapshots, read_snapshot
from openssi.sources.registry import read_all, recognize
from tests.unit.test_workbook import archive, by_day, read, share, url
from tests.workbooks import Listed, single_post, spreadsheet, workbook

pytestmark = pytest.mark.usefixtures("reads_workbooks_here")

EARLY, LATE = date(2026, 5, 1), date(2026, 6, 15)
SHARES = share(EARLY) + share(LATE)


def test_reactions_comments_and_reposts_have_their_weights(tmp_path: Path) -> None:
    """10 reactions, 4 comments and 2 reposts are 10 + 8 + 6 = 24; all 16 are engagements of the post."""
    file = single_post(tmp_path / "SinglePostAnalytics_Ada_1.xlsx", url(LATE), 10, 4, 2)
    activity, files = read(tmp_path, file, shares=SHARES)
    assert by_day(activity, "engagement_received") == {LATE: 24}
    assert [post.engagement for post in activity.posts] == [None, 16]
    found = files[f"{file.name}/Post analytics"]
    assert (found.records, found.imported, found.first) == (1, 1, to_day(LATE))


def test_only_days_since_which_every_post_has_a_file_are_covered(tmp_path: Path) -> None:
    late = single_post(tmp_path / "late.xlsx", url(LATE), 1, 0, 0)
    early = single_post(tmp_path / "early.xlsx", url(EARLY), 2, 0, 0)
    last = to_day(date(2026, 6, 30))
    assert read(tmp_path, late, shares=SHARES)[0].coverage["engagement_received"] == Coverage(((to_day(LATE), last),))
    both, _ = read(tmp_path, late, early, shares=SHARES)
    assert both.coverage["engagement_received"] == Coverage(((to_day(EARLY), last),))
    scored = openssi.score([archive(tmp_path, SHARES), early]).score.signals["engagement_received"]
    assert (scored.status, scored.reason) == (
        "not_measured",
        "only 1 of these 2 posts have an analytics file, and the newest has none",
    )


def test_a_workbook_has_counted_each_engagement_once_already(tmp_path: Path) -> None:
    """The workbook has 16 on the day. Of these 4 are comments and 2 reposts: 4 x 1 + 2 x 2 = 8 more, and no new engagement."""
    days = {date(2026, 6, 1) + timedelta(days=at): 0 for at in range(30)} | {LATE: 16}
    book = workbook(tmp_path / "book.xlsx", days, posts=[Listed(url(LATE), LATE, 16)])
    file = single_post(tmp_path / "post.xlsx", url(LATE), 10, 4, 2)
    activity, _ = read(tmp_path, book, file, shares=SHARES)
    assert by_day(activity, "engagement_received") == {LATE: 24}
    assert activity.posts[1].engagement == 16
    assert activity.coverage["engagement_received"] == Coverage(
        ((to_day(date(2026, 6, 1)), to_day(date(2026, 6, 30))),)
    )


def test_a_post_from_before_the_workbook_adds_nothing_and_one_after_it_counts_in_full(tmp_path: Path) -> None:
    days = {date(2026, 5, 10) + timedelta(days=at): 1 for at in range(10)}
    book = workbook(tmp_path / "book.xlsx", days)
    early = single_post(tmp_path / "early.xlsx", url(EARLY), 50, 1, 1)
    late = single_post(tmp_path / "late.xlsx", url(LATE), 5, 1, 1)
    activity, _ = read(tmp_path, book, early, late, shares=SHARES)
    assert by_day(activity, "engagement_received") == {**days, LATE: 10}
    assert [post.engagement for post in activity.posts] == [52, 7]


def test_engagement_on_a_repost_counts_as_engagement_on_a_repost(tmp_path: Path) -> None:
    file = single_post(tmp_path / "post.xlsx", url(LATE), 3, 1, 0)
    activity, _ = read(tmp_path, file, shares=share(EARLY) + share(LATE, ""))
    assert (by_day(activity, "engagement_on_share"), by_day(activity, "engagement_received")) == ({LATE: 5}, {})


def test_of_two_files_about_a_post_the_fuller_one_counts(tmp_path: Path) -> None:
    first = single_post(tmp_path / "first.xlsx", url(LATE), 3, 0, 0)
    second = single_post(tmp_path / "second.xlsx", url(LATE), 5, 0, 0)
    activity, files = read(tmp_path, first, second, shares=SHARES)
    assert by_day(activity, "engagement_received") == {LATE: 5}
    assert [files[f"{name}/Post analytics"].duplicate for name in ("first.xlsx", "second.xlsx")] == [1, 0]


def test_somebody_elses_post_is_rejected(tmp_path: Path) -> None:
    file = single_post(tmp_path / "post.xlsx", url(LATE, 60), 1_000, 0, 0)
    activity, files = read(tmp_path, file, shares=SHARES)
    assert "engagement_received" not in activity.coverage
    assert files["post.xlsx/Post analytics"].rejections[0].reason == "none of the posts in your archive is this one"


def test_an_invalid_number_is_rejected_with_its_title(tmp_path: Path) -> None:
    for comments in ("many", "", "-3"):
        file = single_post(tmp_path / "post.xlsx", url(LATE), 1, comments, 0)
        _, files = read(tmp_path, file, shares=SHARES)
        assert files["post.xlsx/Post analytics"].rejections[0].reason == "no whole number for comments"


def test_without_an_archive_it_says_what_to_add(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"post\.xlsx is the analytics of a post, and there's no LinkedIn archive"):
        open_member(single_post(tmp_path / "post.xlsx", url(LATE), 1, 0, 0))


def test_it_is_recognized_by_its_sheet_or_its_name(tmp_path: Path) -> None:
    by_sheet = single_post(tmp_path / "a.xlsx", url(LATE), 1, 0, 0)
    by_name = single_post(tmp_path / "SinglePostAnalytics_Ada_1.xlsx", url(LATE), 1, 0, 0, sheet="Beitragsanalyse")
    assert [recognize(path).kind for path in (by_sheet, by_name)] == ["post", "post"]
    assert recognize(workbook(tmp_path / "book.xlsx", {LATE: 1})).kind == "workbook"
    other = spreadsheet(
        tmp_path / "SinglePostAnalytics_2.xlsx", {"Beitrag": {(0, 0): "Beitrags-URL", (0, 1): url(LATE)}}
    )
    with pytest.raises(WorkbookError, match="it has no row titled Post URL"):
        open_member([archive(tmp_path, SHARES), other])


def test_a_snapshot_gives_what_the_file_gives(tmp_path: Path) -> None:
    path = archive(tmp_path, SHARES)
    files = [single_post(tmp_path / f"{at}.xlsx", url(LATE), at, 1, 0) for at in (3, 4)]
    files.append(single_post(tmp_path / "bad.xlsx", url(LATE), "x", 1, 0))
    stored = [PostSnapshot.from_bytes(PostSnapshot.read(file, bytes(32)).to_bytes()) for file in files]
    assert merge_snapshots([read_snapshot(path, bytes(32)), *stored]) == read_all([path, *files])
    assert stored[0].renamed("b.xlsx").digest == stored[0].digest != stored[1].digest
