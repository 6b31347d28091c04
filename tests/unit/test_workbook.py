"""The analytics workbook: every generation and language, engagement by post, rejected rows, whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

import openssi
from openssi.activity import Activity, Coverage, DailyRow
from openssi.activity.calendar import to_day
from openssi.activity.report import FileReport
from openssi.errors import WorkbookError
from openssi.member import open_member
from tests.unit.samples import write
from tests.workbooks import ENGLISH, GERMAN, PORTUGUESE, SPANISH, Dialect, Listed, spreadsheet, workbook

START = date(2026, 3, 1)
DAYS = {START + timedelta(days=at): at % 7 for at in range(122)}  # to 30 June
FOLLOWERS = dict.fromkeys(DAYS, 1)


def moment_id(on: date, second: int = 0) -> int:
    """The id of a post made at noon of a day, and so many seconds later."""
    return ((to_day(on) * 86_400 + 43_200 + second) * 1000) << 22


def url(on: date, second: int = 1) -> str:
    """The address of a post's activity, made a second after the share."""
    return f"https://www.linkedin.com/feed/update/urn:li:activity:{moment_id(on, second)}"


def share(on: date, words: str = "Own words") -> str:
    return f"{on} 12:00:00,https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A{moment_id(on)},{words},,,MEMBER_NETWORK\n"


def archive(folder: Path, shares: str = "", *, without_shares: bool = False) -> Path:
    files = {
        "Reactions.csv": "Date,Type,Link\n2026-01-01 08:00:00,LIKE,https://x\n2026-06-30 08:00:00,LIKE,https://y\n"
    }
    if not without_shares:
        files["Shares.csv"] = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n" + shares
    return write(folder / "archive", files)


def read(
    folder: Path, *books: Path, shares: str = "", without_shares: bool = False
) -> tuple[Activity, Mapping[str, FileReport]]:
    member = open_member([archive(folder, shares, without_shares=without_shares), *books])
    return member.activity, {f"{file.archive}/{file.file}": file for file in member.report.files}


def by_day(activity: Activity, kind: str) -> dict[date, int]:
    return {date(1970, 1, 1) + timedelta(days=row.day): row.quantity for row in activity.rows.get(kind, ())}


@pytest.mark.parametrize("dialect", [ENGLISH, SPANISH, PORTUGUESE, GERMAN])
@pytest.mark.parametrize("as_text", [True, False])
def test_every_language_is_read_as_text_and_as_numbers(tmp_path: Path, dialect: Dialect, as_text: bool) -> None:
    book = workbook(
        tmp_path / "a.xlsx", DAYS, FOLLOWERS, [Listed(url(START), START, 9)], dialect=dialect, as_text=as_text
    )
    activity, files = read(tmp_path, book, shares=share(START))
    assert by_day(activity, "engagement_received") == {on: value for on, value in DAYS.items() if value}
    assert by_day(activity, "follower_gained") == FOLLOWERS
    assert activity.posts[0].engagement == 9
    for sheet, records in zip(dialect.sheets[1:4], (122, 1, 122), strict=True):
        file = files[f"a.xlsx/{sheet}"]
        assert (file.records, file.imported, file.rejected) == (records, records, 0)


@pytest.mark.parametrize("as_text", [True, False])
def test_generations_without_discovery_and_with_six_sheets(tmp_path: Path, as_text: bool) -> None:
    for name, discovery, split in (("four.xlsx", False, False), ("six.xlsx", True, True)):
        book = workbook(tmp_path / name, DAYS, FOLLOWERS, discovery=discovery, split=split, as_text=as_text)
        activity, _ = read(tmp_path / name[:3], book)
        assert sum(by_day(activity, "engagement_received").values()) == sum(DAYS.values())


def test_the_order_of_dates_follows_from_consecutive_days(tmp_path: Path) -> None:
    """1 to 5 March: no part is above 12, and only as days first do they follow each other."""
    days = {date(2026, 3, day): day for day in range(1, 6)}
    activity, _ = read(tmp_path, workbook(tmp_path / "a.xlsx", days, dialect=SPANISH))
    assert by_day(activity, "engagement_received") == days
    activity, _ = read(tmp_path / "en", workbook(tmp_path / "b.xlsx", days, dialect=ENGLISH))
    assert by_day(activity, "engagement_received") == days


def test_days_that_can_be_either_are_refused_with_an_example(tmp_path: Path) -> None:
    with pytest.raises(
        WorkbookError, match=r"No day in a\.xlsx can be read: day or month first\? 3/2/2026 can be either\."
    ):
        read(tmp_path, workbook(tmp_path / "a.xlsx", {date(2026, 3, 2): 5}))


@pytest.mark.parametrize("form", ["{y}年{m}月{d}日", "{d}. mars {y}", "{d}-{m:02}-{y}", "{y}-{m:02}-{d:02} 00:00:00"])
def test_days_are_read_as_any_country_writes_them(tmp_path: Path, form: str) -> None:
    days = {date(2026, 3, day): day for day in range(1, 6)}
    activity, _ = read(tmp_path, workbook(tmp_path / "a.xlsx", days, dialect=replace(ENGLISH, day=form)))
    assert by_day(activity, "engagement_received") == days


def test_coverage_is_the_period_of_the_workbook(tmp_path: Path) -> None:
    activity, _ = read(tmp_path, workbook(tmp_path / "a.xlsx", DAYS, FOLLOWERS))
    window = Coverage(((to_day(START), to_day(date(2026, 6, 30))),))
    assert [activity.coverage[kind] for kind in ("engagement_received", "engagement_on_share", "follower_gained")] == [
        window
    ] * 3


def test_days_outside_the_period_are_not_measured(tmp_path: Path) -> None:
    days = {on: value for on, value in DAYS.items() if on < date(2026, 6, 28)}
    found = openssi.score([archive(tmp_path), workbook(tmp_path / "a.xlsx", days)])
    scored = found.score.signals["engagement_received"]
    assert scored.status == "not_measured"
    assert scored.reason == "the analytics workbook covers only 2026-03-01 to 2026-06-27"
    assert (
        openssi.score([archive(tmp_path), tmp_path / "a.xlsx"], as_of="2026-06-27")
        .score.signals["engagement_received"]
        .value
    )


def test_engagement_scores_by_the_day_by_hand(tmp_path: Path) -> None:
    """5 on the last day: 5 x 90 = 450 of the 5,850 that earn a quarter of 5 points."""
    days = dict.fromkeys(DAYS, 0) | {date(2026, 6, 30): 5}
    scored = openssi.score([archive(tmp_path), workbook(tmp_path / "a.xlsx", days)]).score.signals[
        "engagement_received"
    ]
    assert (scored.value, scored.micro) == (450, 5 * (250_000 * 450 // 5850))


def test_engagement_on_reposts_is_subtracted_from_its_two_days(tmp_path: Path) -> None:
    """A bare repost of 3 March received 7 in all: 2 of that day, 3 of the 4th, 2 of the 5th; the rest is of own posts."""
    days = {date(2026, 3, day): value for day, value in enumerate((9, 9, 2, 3, 4, 5), 1)}
    posts = [Listed(url(date(2026, 3, 3)), date(2026, 3, 3), 7), Listed(url(date(2026, 3, 1)), date(2026, 3, 1), 20)]
    book = workbook(tmp_path / "a.xlsx", days, {}, posts)
    activity, _ = read(tmp_path, book, shares=share(date(2026, 3, 1)) + share(date(2026, 3, 3), ""))
    assert by_day(activity, "engagement_on_share") == {date(2026, 3, 3): 2, date(2026, 3, 4): 3, date(2026, 3, 5): 2}
    assert by_day(activity, "engagement_received") == {
        date(2026, 3, 1): 9,
        date(2026, 3, 2): 9,
        date(2026, 3, 5): 2,
        date(2026, 3, 6): 5,
    }


def test_without_shares_csv_reposts_are_not_known(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", DAYS, {}, [Listed(url(START), START, 9)])
    activity, _ = read(tmp_path, book, without_shares=True)
    assert sum(by_day(activity, "engagement_received").values()) == sum(DAYS.values())
    assert "engagement_on_share" not in activity.coverage
    assert "Shares.csv" in activity.reasons["engagement_on_share"]


def test_a_full_list_may_hide_reposts(tmp_path: Path) -> None:
    posts = [Listed(url(START + timedelta(days=at)), START + timedelta(days=at), 9) for at in range(50)]
    shares = "".join(share(post.published, "") for post in posts)
    activity, _ = read(tmp_path, workbook(tmp_path / "a.xlsx", DAYS, {}, posts), shares=shares)
    assert "engagement_on_share" not in activity.coverage
    assert "50 posts" in activity.reasons["engagement_on_share"]
    assert sum(by_day(activity, "engagement_received").values()) == sum(DAYS.values())


def test_an_unlisted_post_is_missing_rather_than_zero(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", DAYS, {}, [Listed(url(START), START, 9)])
    activity, _ = read(tmp_path, book, shares=share(START) + share(START + timedelta(days=1)))
    assert [post.engagement for post in activity.posts] == [9, None]


@pytest.mark.parametrize(
    "address",
    [
        "posts/ada-example-1a2b_why-we-lost-share-{}-Ab1c",
        "posts/ada-ugcPost-{}-Ab1c?utm=x",
        "feed/update/urn:li:share:{}",
    ],
)
def test_posts_are_found_by_every_form_of_link(tmp_path: Path, address: str) -> None:
    listed = Listed("https://www.linkedin.com/" + address.format(moment_id(START)), START, 9)
    activity, _ = read(tmp_path, workbook(tmp_path / "a.xlsx", DAYS, {}, [listed]), shares=share(START))
    assert activity.posts[0].engagement == 9


def test_a_negative_day_counts_as_zero_and_is_reported(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", {START: -28, START + timedelta(days=1): 5})
    activity, files = read(tmp_path, book)
    assert by_day(activity, "engagement_received") == {START + timedelta(days=1): 5}
    file = files["a.xlsx/ENGAGEMENT"]
    assert (file.records, file.imported, file.repaired) == (2, 2, 1)
    assert "corrects" in file.notes[0]


def test_an_invalid_number_is_rejected_with_line_and_reason(tmp_path: Path) -> None:
    days: dict[date, int | str] = {
        START: 5,
        START + timedelta(days=1): "many",
        START + timedelta(days=2): "=1+1",
        date(2026, 3, 4): 10**8,
    }
    _, files = read(tmp_path, workbook(tmp_path / "a.xlsx", days))
    file = files["a.xlsx/ENGAGEMENT"]
    assert (file.records, file.imported, file.rejected) == (4, 1, 3)
    assert [(one.line, one.reason) for one in file.rejections] == [
        (line, "no whole number where one should be") for line in (3, 4, 5)
    ]


def test_thousands_separators_are_read(tmp_path: Path) -> None:
    days: dict[date, int | str] = {
        START: "1,234",
        START + timedelta(days=1): "1.234",
        START + timedelta(days=2): "1\u202f234",
    }
    activity, _ = read(tmp_path, workbook(tmp_path / "a.xlsx", days))
    assert list(by_day(activity, "engagement_received").values()) == [1234] * 3


def test_future_days_are_rejected(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", {START: 5, date(2027, 1, 13): 5})
    member = open_member([archive(tmp_path), book], not_after=date(2026, 7, 1))
    file = next(file for file in member.report.files if file.file == "ENGAGEMENT")
    assert (file.imported, file.rejected) == (1, 1)
    assert file.rejections[0].reason == "dated in the future"


def test_the_later_of_two_workbooks_wins_and_each_day_counts_once(tmp_path: Path) -> None:
    old = workbook(tmp_path / "old.xlsx", {START: 1, START + timedelta(days=1): 2})
    new = workbook(tmp_path / "new.xlsx", {START + timedelta(days=1): 3, START + timedelta(days=2): 4})
    for order in ([old, new], [new, old]):
        activity, files = read(tmp_path, *order)
        assert list(by_day(activity, "engagement_received").values()) == [1, 3, 4]
        assert (files["old.xlsx/ENGAGEMENT"].imported, files["old.xlsx/ENGAGEMENT"].duplicate) == (1, 1)
        assert files["new.xlsx/ENGAGEMENT"].duplicate == 0


def test_the_same_workbook_twice_adds_nothing(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", DAYS, FOLLOWERS)
    other = tmp_path / "a (1).xlsx"
    other.write_bytes(book.read_bytes())
    assert read(tmp_path, book, other)[0].rows == read(tmp_path / "one", book)[0].rows


def test_a_workbook_of_another_member_is_rejected(tmp_path: Path) -> None:
    theirs = [Listed(url(START + timedelta(days=at)), START + timedelta(days=at), 9) for at in (2, 3, 4)]
    book = workbook(tmp_path / "a.xlsx", DAYS, FOLLOWERS, theirs)
    ours = share(START) + share(START + timedelta(days=9))
    with pytest.raises(WorkbookError) as fault:
        read(tmp_path, book, shares=ours)
    assert fault.value.code == "workbook-other-member"
    activity, _ = read(tmp_path / "one of ours", book, shares=ours + share(START + timedelta(days=3)))
    assert [post.engagement for post in activity.posts] == [None, 9, None]


def test_too_few_posts_do_not_identify_the_member(tmp_path: Path) -> None:
    theirs = [Listed(url(START + timedelta(days=at)), START + timedelta(days=at), 9) for at in (2, 3)]
    book = workbook(tmp_path / "a.xlsx", DAYS, {}, theirs)
    activity, _ = read(tmp_path, book, shares=share(START) + share(START + timedelta(days=9)))
    assert [post.engagement for post in activity.posts] == [None, None]


def test_sheets_without_value_are_named(tmp_path: Path) -> None:
    member = open_member([archive(tmp_path), workbook(tmp_path / "a.xlsx", DAYS, FOLLOWERS)])
    assert [(out.file, out.archive) for out in member.report.skipped] == [
        ("DISCOVERY", "a.xlsx"),
        ("TOP POSTS", "a.xlsx"),
        ("DEMOGRAPHICS", "a.xlsx"),
    ]


@pytest.mark.parametrize(
    ("headings", "engagement"),
    [
        (("Date", "Engagements"), 7),
        (("Fecha", "Interacciones"), 7),
        (("Date", "Impressions"), None),
        (("Date", "Impressions", "Members reached"), None),
        (("Date", "Impressions", "Members reached", "Engagements"), 9),
        (("Date", "Rate", "Impressions", "Members reached"), None),
        (("Päiväys", "Näyttökerrat", "Sitoutumiset"), 8),
        (("a", "b", "c"), 8),
        (("a", "b"), None),
    ],
)
def test_a_column_that_somebody_deleted_or_added_makes_no_wrong_number(
    headings: tuple[str, ...], engagement: int | None, tmp_path: Path
) -> None:
    """On each day the columns behind the date have 7, 8, 9 …; an empty sheet of followers stands next to it."""
    days = [f"{month}/13/2026" for month in range(1, 4)]
    rows = [headings, *((day, *(7 + at for at in range(len(headings) - 1))) for day in days)]
    cells = {(line, at): cell for line, row in enumerate(rows) for at, cell in enumerate(row)}
    total = {(0, 0): "Total followers on 3/13/2026", (0, 1): 900, (2, 0): "Date", (2, 1): "New followers"}
    total |= {(line, at): cell for line, day in enumerate(days, 3) for at, cell in enumerate((day, 2))}
    activity, _ = read(tmp_path, spreadsheet(tmp_path / "a.xlsx", {"Sheet 1": cells, "Sheet 2": total}))
    assert set(by_day(activity, "engagement_received").values()) == ({engagement} if engagement else set())
    assert set(by_day(activity, "follower_gained").values()) == {2}


def test_days_that_the_workbook_lacks_are_unknown(tmp_path: Path) -> None:
    days = {date(2026, 1, 1) + timedelta(days=at): 1 for at in range(181) if at != 150}
    member = open_member([archive(tmp_path), workbook(tmp_path / "a.xlsx", days)])
    found = {
        day: member.score(as_of=day).score.signals["engagement_received"].status
        for day in ("2026-05-30", "2026-05-31", "2026-06-30")
    }
    assert list(found.values()) == ["measured", "not_measured", "partly_measured"]


def test_engagement_is_not_an_active_day(tmp_path: Path) -> None:
    """It makes no day active, is no dated record of the member's, and moves no last day."""
    alone, _ = read(tmp_path)
    beside, _ = read(tmp_path, workbook(tmp_path / "a.xlsx", DAYS, FOLLOWERS))
    assert (
        beside.rows["active_day"]
        == alone.rows["active_day"]
        == (
            DailyRow(to_day(date(2026, 1, 1)), to_day(date(2026, 1, 1)), 1),
            DailyRow(to_day(date(2026, 6, 30)), to_day(date(2026, 6, 30)), 1),
        )
    )
    assert (beside.records, beside.last_day) == (alone.records, alone.last_day)
