"""Everyday files that used to give a wrong number: re-saved by spreadsheets, of other generations, copied, cut, or written twice."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import openssi
from openssi.activity.calendar import to_day
from openssi.activity.report import FileReport
from openssi.errors import ArchiveError, DayError
from openssi.sources.dates import DateColumn, DateOrder, decide_order, month_start
from openssi.sources.old_encoding import OldEncoding, garblings, ungarble
from tests.models import MODEL_2026_1
from tests.unit.samples import write

POST = "https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A"
FIRST = date(2026, 3, 1)
DAYS = [FIRST + timedelta(days=day) for day in range(100)]  # 1 March to 8 June 2026


def reactions(form: str = "%Y-%m-%d 09:30:15", post: str = POST, delimiter: str = ",") -> str:
    rows = (f"{day.strftime(form)},LIKE,{post}{7_437_000_000_000_000_000 + number}" for number, day in enumerate(DAYS))
    return "\n".join(("Date,Type,Link", *rows, "")).replace(",", delimiter)


def files(*paths: Path) -> dict[str, FileReport]:
    return {file.file: file for file in openssi.score(paths).sources}


def span(file: FileReport) -> tuple[int, int, date, date]:
    assert file.first is not None
    assert file.last is not None
    epoch = date(1970, 1, 1)
    return file.imported, file.rejected, epoch + timedelta(file.first), epoch + timedelta(file.last)


@pytest.mark.parametrize(
    "form",
    [
        "%d/%m/%Y 09:30", "%m/%d/%Y 09:30", "%d-%m-%Y 09:30", "%d.%m.%Y 09:30", "%d.%m.%y 09.30", "%d/%m/%y 9:30",
        "%Y/%m/%d 9:30", "%Y年%m月%d日 9:30", "%Y. %m. %d. 9:30", "%m/%d/%Y 9:30 AM", "%d-%b-%y", "%y-%b-%d", "%d-%m-%Y 09:30:15",
        "%y/%m/%d", "%Y%m%d", "%d %b %Y at 9:30 AM",
    ],
)  # fmt: skip
def test_dates_are_read_in_the_order_that_the_whole_column_shows(tmp_path: Path, form: str) -> None:
    path = write(tmp_path / "a", {"Reactions.csv": reactions(form, delimiter=";")})
    assert span(files(path)["Reactions.csv"]) == (100, 0, FIRST, DAYS[-1])


def test_days_are_read_as_serial_numbers_too() -> None:
    assert DateColumn().read(["46082.5"]) == [1_772_366_400]  # 1 March 2026, 12:00


@pytest.mark.parametrize(
    "text", ["1 mars 2026", '="1 mars 2026"', "01-mar-26", "1. März 2026", "1 marzo 2026", "01-mrt-2026", "1 mar. 2026"]
)
def test_months_are_read_in_several_languages(text: str) -> None:
    assert DateColumn(DateOrder()).read([text]) == [1_772_323_200]  # 1 March 2026


def test_an_ambiguous_date_column_is_rejected_with_an_example(tmp_path: Path) -> None:
    text = "Date,Type,Link\n3/5/2026 17:41,LIKE,x\n"
    path = write(
        tmp_path / "a", {"Reactions.csv": text, "Votes.csv": "Date,Link,OptionText\n2026-06-30 12:00:00,x,y\n"}
    )
    file = files(path)["Reactions.csv"]
    assert (file.imported, file.rejected) == (0, 1)
    assert file.reasons == (("day or month first? 3/5/2026 17:41 can be either", 1),)


@pytest.mark.parametrize(
    ("texts", "day_first"),
    [
        (["3/1/2026", "9/1/2026", "3/2/2026", "7/2/2026", "1/3/2026", "8/3/2026", "2/4/2026", "5/4/2026"], True),
        (["4/5/2026", "4/2/2026", "3/8/2026", "3/1/2026", "2/7/2026", "2/3/2026", "1/9/2026", "1/3/2026"], False),
        (["5.3.2026"], True),
        (["3/3/2026", "4/4/2026"], True),  # the same days in either order
    ],
)
def test_the_order_of_time_decides_when_no_part_is_above_12(texts: list[str], day_first: bool) -> None:
    assert decide_order(texts) == DateOrder(day_first)


@pytest.mark.parametrize(
    "texts",
    [
        ["1/2/2026", "2/2/2026", "3/2/2026"],  # three days, or the second of three months
        ["1/5/2026", "2/3/2026", "3/7/2026"],  # three dates are sorted by chance once in three files
        [f"1/{month}/2026" for month in range(1, 13)],  # sorted in either order
        ["3/5/2026", "9/4/2026", "5/5/2026", "2/7/2026", "7/2/2026", "8/3/2026", "2/4/2026", "5/4/2026"],  # in none
        ["3-5-2026"],
        ["3/5/2026 9:41 AM"],  # so writes Australia the third of May
    ],
)
def test_an_order_that_few_dates_show_by_chance_is_not_used(texts: list[str]) -> None:
    assert "can be either" in decide_order(texts).fault


@pytest.mark.parametrize(
    "text",
    [
        "1. 8. 2026 14:05",  # Czech
        "1.8.2026 г. 14:05:00",  # Bulgarian
        "1.8.2026 klo 14.05",  # Finnish
        "1/8/2026 2:05 μμ",  # Greek
        "01/08/2026 02:05 p. m.",  # Mexican
        "2026. 08. 01. 14:05",  # Hungarian
        "2026年8月1日 14時05分",  # Japanese
        "2026/8/1 下午2:05",  # Chinese
        "2026. 8. 1. 오후 2:05",  # Korean
        "1/8/2026\u00a014:05",
        "01-août-26 14:05",
        "1 авг 2026 14:05",
        "1-elo-2026 14:05",
        "1-VIII-2026 14:05",
        "1 Αυγ 2026 14:05",
        "1 de agosto de 2026 14:05",
        "01-अगस्त-26 14:05",
        "2026-08-01T16:05:00+02:00",
        "1785593100000",  # milliseconds since 1970
        "Saturday, August 1, 2026 2:05 PM",
    ],
)
def test_dates_are_read_as_any_country_writes_them(text: str) -> None:
    at = datetime(2026, 8, 1, 14, 5, tzinfo=UTC).timestamp()
    assert DateColumn(DateOrder(day_first=True)).read([text]) == [at]


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("5-červenec-26", 7), ("5. července 2026", 7), ("5 červen 2026", 6),  # Czech July begins as June
        ("vendredi 5 juin 2026", 6), ("perjantai 5. kesäkuuta 2026", 6), ("2026. gada 5. jūnijs", 6),
        ("2026 m. birželio 5 d., penktadienis", 6), ("5 d’abril del 2026", 4), ("5-de març-26", 3), ("2026(e)ko ekainaren 5(a)", 6),
        ("5 Meán Fómhair 2026", 9), ("5 Deireadh Fómhair 2026", 10), ("5 xuño 2026", 6), ("5 Gorffennaf 2026", 7), ("5 qershor 2026", 6),
        ("5 жніўня 2026", 8), ("2026. június 5., péntek", 6), ("5 Haziran 2026 Cuma", 6), ("5 липня 2026 р.", 7), ("5 ივნისი 2026", 6),
        ("05-सितं-26", 9), ("5 दिसंबर 2026", 12), ("शुक्रवार, 5 जून, 2026", 6), ("5 ফেব্রুয়ারি, 2026", 2), ("5-ஏப்.-26", 4), ("5 డిసెంబర్ 2026", 12),
        ("05 ऑगस्ट 2026", 8), ("5 ઑક્ટોબર, 2026", 10), ("ಜೂನ್ 5, 2026", 6), ("5 ਨਵੰਬਰ 2026", 11), ("2026 മാർച്ച് 5", 3), ("5 جولائی 2026", 7),
    ],
)  # fmt: skip
def test_a_long_date_is_read_in_its_own_language(text: str, month: int) -> None:
    assert DateColumn(DateOrder()).read([text]) == [datetime(2026, month, 5, tzinfo=UTC).timestamp()]


@pytest.mark.parametrize(
    "text",
    [
        "5/6/26 2:07 ÖS", "5/6/26, 2:07\u202fμ.μ.", "05/06/26, 2:07\u202fp.m.", "5/6/26 2:07 em", "5/6/26 2:07 ip.", "5/6/26 2:07 odp.",
        "5/6/26 2:07 du.", "5.6.26 2:07 пп", "5/6/26 2:07 अपराह्न", "2026/6/5\u2009下午2:07", "26. 6. 5. 오후 2:07", "5-6-26 14 h 07",
    ],
)  # fmt: skip
def test_afternoon_is_read_in_its_own_language(text: str) -> None:
    at = datetime(2026, 6, 5, 14, 7, tzinfo=UTC).timestamp()
    assert DateColumn(DateOrder(day_first=True)).read([text]) == [at]


@pytest.mark.parametrize(
    "text",
    [
        "5\u200f/3\u200f/2026، 5:41 م", "٠٥/٠٣/٢٠٢٦ ١٧:٤١", "5 مارس 2026، 17:41", "5 آذار 2026 5:41 م", "5 במרץ 2026, 17:41",
        "05-מרץ-26 17:41", "5 มี.ค. 2569 17:41", "5 มีนาคม 69 17:41 น.", "5/3/2569 17:41", "17:41 5 tháng 3, 2026", "05-Thg3-26 17:41",
        "5:41 CH 5/3/2026", "5 Mac 2026, 5:41 PTG",
    ],
)  # fmt: skip
def test_dates_of_arabic_hebrew_thai_vietnamese_and_malay_spreadsheets(text: str) -> None:
    """Thailand counts 543 years more."""
    at = datetime(2026, 3, 5, 17, 41, tzinfo=UTC).timestamp()
    assert DateColumn(DateOrder(day_first=True)).read([text]) == [at]


@pytest.mark.parametrize(
    ("text", "month"),
    [("5 كانون الثاني 2026", 1), ("5 آب 2026", 8), ("5 غشت 2026", 8), ("5 أيلول 2026", 9), ("5 تشرين الأول 2026", 10), ("5 ม.ค. 2026", 1), ("5 ก.ย. 2026", 9)],
)  # fmt: skip
def test_months_of_asia_that_look_like_another(text: str, month: int) -> None:
    assert DateColumn(DateOrder()).read([text]) == [datetime(2026, month, 5, tzinfo=UTC).timestamp()]


@pytest.mark.parametrize(
    "text", ["Mar-24", "Mrz 24", "03/2024", "1/3/2024", "3/1/2024", "2024-03-01", "45352", "มี.ค. 2567", "มี.ค.-67"]
)
def test_the_month_of_a_position_survives_a_spreadsheet(text: str) -> None:
    """It's the first of March 2024, in whichever order; the day of 45,352 as a spreadsheet counts."""
    assert month_start(text) == to_day(date(2024, 3, 1))


def test_pacific_times_that_a_spreadsheet_rewrote_add_nothing(tmp_path: Path) -> None:
    """9:41 PM in Los Angeles is 05:41 UTC of the next day in winter; the spreadsheet shows the same clock."""
    header = "From,To,Sent At,Message,Direction\n"
    rows = ('"1/28/26, 9:41 PM"', '"1/27/26, 12:00 AM"'), ("28/01/2026 21:41", "27/01/2026 00:00")
    first, again = (
        write(tmp_path / name, {"Invitations.csv": header + "".join(f"Ada,Bo,{at},,OUTGOING\n" for at in dates)})
        for name, dates in zip("ab", rows, strict=True)
    )
    read = files(first, again)
    assert (sum(file.imported for file in read.values()), sum(file.duplicate for file in read.values())) == (2, 2)
    assert {file.last for file in read.values()} == {None, to_day(date(2026, 1, 29))}


def test_a_comment_goes_on_in_bare_lines_whatever_the_form_of_dates(tmp_path: Path) -> None:
    text = "Date,Link,Message\n١٥/٠٣/٢٠٢٦ ٠٥:٤١ م,x1,First\n12345\nthen 5/6/2026 more\n١٦/٠٣/٢٠٢٦ ٠٥:٤١ م,x2,Second\n"
    file = files(write(tmp_path / "a", {"Comments.csv": text}))["Comments.csv"]
    assert (file.imported, file.rejected, file.repaired) == (2, 0, 1)


def test_files_that_were_joined_to_one_count_once(tmp_path: Path) -> None:
    """Of 100 and of 60 reactions, 60 are the same; the second header is no record."""
    first, second = reactions(), "\n".join(reactions().splitlines()[:61]) + "\n"
    file = files(write(tmp_path / "a", {"Reactions.csv": first + second}))["Reactions.csv"]
    assert (file.records, file.imported, file.duplicate, file.rejected) == (161, 100, 60, 1)
    assert file.reasons == (("the header again: several files were joined to one", 1),)


def test_a_folder_of_spreadsheets_says_how_to_save_them(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError) as caught:
        openssi.score([write(tmp_path / "a", {"Reactions.xlsx": "PK", "notes.txt": "x"})])
    assert caught.value.hint == "Reactions.xlsx is a spreadsheet: save it as Reactions.csv."


@pytest.mark.parametrize("text", ["5 Mäe 2026", "5 наурыз 2026", "5 Foobar 2026", "1447/09/16"])
def test_a_month_that_is_not_known_is_rejected(text: str) -> None:
    """Mäe is March in Luxembourg and May in Brittany; 1447 is a year of the Hijra."""
    with pytest.raises(ValueError, match=r'unreadable date|no date|did not exist, as in "1447/09/16"'):
        DateColumn(DateOrder()).read([text])


def test_january_and_june_differ_in_hindi() -> None:
    dates = DateColumn(DateOrder()).read(["01-जन-26", "01-जून-26"])
    assert [datetime.fromtimestamp(at, UTC).month for at in dates] == [1, 6]


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        (["26-Mar-01"], date(2026, 3, 1)),  # LinkedIn is younger than 2001
        (["26-Mar-05", "25-Dec-31", "25-Dec-04"], date(2026, 3, 5)),  # only so in order of time
        (["26-Mar-05"], date(2005, 3, 26)),  # as spreadsheets write it
        (["05-Mar-24", "04-Mar-24", "31-Dec-23"], date(2024, 3, 5)),
        (["26/03/01"], date(2026, 3, 1)),
        (["26/03/05"], date(2005, 3, 26)),
        (["11/03/05", "11/03/09", "11/04/02"], date(2011, 4, 2)),  # days change more often than years
        (["05/03/26", "06/01/26", "28/02/26"], date(2026, 3, 5)),
    ],
)
def test_two_figures_on_either_side_of_a_month_are_read_as_the_column_shows(
    texts: list[str], day: date, tmp_path: Path
) -> None:
    rows = "".join(f"{text},LIKE,x{at}\n" for at, text in enumerate(texts))
    found = files(write(tmp_path / "a", {"Reactions.csv": "Date,Type,Link\n" + rows}))["Reactions.csv"]
    assert found.last == to_day(day)


@pytest.mark.parametrize(("others", "month"), [(["5-lut-26"], 7), (["5-ožu-26"], 6), ([], 7)])
def test_lip_is_june_in_croatian_and_july_in_polish(others: list[str], month: int, tmp_path: Path) -> None:
    rows = "".join(f"{text},LIKE,x{at}\n" for at, text in enumerate(["3-lip-26", *others]))
    found = files(write(tmp_path / "a", {"Reactions.csv": "Date,Type,Link\n" + rows}))["Reactions.csv"]
    assert found.last == to_day(date(2026, month, 3))


@pytest.mark.parametrize(
    "second",
    [
        reactions("%m/%d/%Y 9:30"),
        reactions("%d-%m-%Y 09:30", delimiter=";"),
        reactions(post="https://www.linkedin.com/feed/update/urn:li:activity:"),
        reactions(post="https://linkedin.com/feed/update/urn:li:activity:")
        .replace("\n", "/\n")
        .replace("Link/", "Link"),
    ],
)
def test_the_same_reactions_written_differently_count_once(tmp_path: Path, second: str) -> None:
    one = write(tmp_path / "one", {"Reactions.csv": reactions()})
    other = write(tmp_path / "other", {"Reactions.csv": second})
    found = files(one, other).values()
    assert (sum(file.imported for file in found), sum(file.duplicate for file in found)) == (100, 100)


def test_unused_columns_do_not_distinguish_records(tmp_path: Path) -> None:
    row = "2026-03-01 09:30:15,LIKE,https://x/urn:li:activity:7437000000000000000"
    one = write(tmp_path / "one", {"Reactions.csv": f"Date,Type,Link\n{row}\n"})
    other = write(tmp_path / "other", {"Reactions.csv": f"Date,Type,Link,Surface\n{row},FEED\n"})
    assert sorted((file.imported, file.duplicate) for file in openssi.score([one, other]).sources) == [(0, 1), (1, 0)]


def test_a_comment_counts_once_whatever_its_line_ends_and_unicode_form(tmp_path: Path) -> None:
    text = (
        'Date,Link,Message\n2026-03-01 09:30:15,https://x/urn:li:activity:7437000000000000000,"Caf\u00e9 first\nthen"\n'
    )
    other = text.replace("\n", "\r\n").replace("\u00e9", "e\u0301")
    found = files(
        write(tmp_path / "a", {"Comments.csv": text}), write(tmp_path / "b", {"Comments.csv": other})
    ).values()
    assert (sum(file.imported for file in found), sum(file.duplicate for file in found)) == (1, 1)


def test_a_comment_that_was_edited_counts_once(tmp_path: Path) -> None:
    row = "2026-03-01 09:30:15,https://x/urn:li:activity:7437000000000000000,{}\n"
    text = "Date,Link,Message\n" + row.format("Which port was it?") + row.format("And how long did it take?")
    edited = text.replace("Which port was it?", "Which port was it last week?")
    found = files(
        write(tmp_path / "a", {"Comments.csv": text}), write(tmp_path / "b", {"Comments.csv": edited})
    ).values()
    assert (sum(file.imported for file in found), sum(file.duplicate for file in found)) == (2, 2)


def test_three_equal_reactions_stay_three(tmp_path: Path) -> None:
    text = "Date,Type,Link\n" + "2026-03-01 09:30:15,LIKE,https://x/urn:li:activity:7437000000000000000\n" * 3
    found = files(write(tmp_path / "a", {"Reactions.csv": text}), write(tmp_path / "b", {"Reactions.csv": text}))
    assert sorted((file.imported, file.duplicate) for file in found.values()) == [(0, 3), (3, 0)]


def test_a_search_logged_twice_counts_once(tmp_path: Path) -> None:
    text = "Time,Search Query\n" + "2026/03/01 10:00:00 UTC,vp sales berlin\n" * 2 + "2026/03/01 10:01:00 UTC,cto\n"
    file = files(write(tmp_path / "a", {"SearchQueries.csv": text}))["SearchQueries.csv"]
    assert (file.records, file.imported, file.duplicate) == (3, 2, 1)


def test_a_post_with_three_photos_is_one_post(tmp_path: Path) -> None:
    row = "2026-03-01 09:00:00,https://x/urn:li:share:7437000000000000001,Our fair in Berlin,,https://media/{},MEMBER_NETWORK\n"
    text = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n" + "".join(map(row.format, range(3)))
    found = openssi.score(write(tmp_path / "a", {"Shares.csv": text}))
    assert [(file.imported, file.duplicate) for file in found.sources] == [(1, 2)]
    assert len(found.activity.posts) == 1


def test_a_line_without_a_date_belongs_to_the_comment_before(tmp_path: Path) -> None:
    text = (
        "Date,Link,Message\r\n"
        "2024-02-20 09:00:00,https://x/1,Great point\r\n\r\nWe changed ours to a weekly one\r\n"
        '2024-02-21 09:00:00,https://x/2,"With a comma, it is quoted\nover two lines"\r\n'
        "2024-02-22 09:00:00,https://x/3,Last\r\nand its end\r\n"
    )
    file = files(write(tmp_path / "a", {"Comments.csv": text}))["Comments.csv"]
    assert (file.records, file.imported, file.rejected, file.repaired) == (3, 3, 0, 2)


def test_cr_ends_a_row_and_lf_stays_in_a_cell(tmp_path: Path) -> None:
    row = '"2026-03-{:02} 09:30:15 UTC","Hi Bo,\nthanks","Ada","Bo"\r'
    text = '"DATE","CONTENT","FROM","TO"\r' + "".join(row.format(day) for day in range(1, 31))
    file = files(write(tmp_path / "a", {"messages.csv": text}))["messages.csv"]
    assert (file.records, file.imported) == (30, 30)


def test_surplus_empty_cells_are_ignored(tmp_path: Path) -> None:
    text = (
        "First Name,Last Name,Company,Position,Connected On\nAda,Example,,,01 Mar 2026,,\nBo,Sample,,,02 Mar 2026,,\n"
    )
    file = files(write(tmp_path / "a", {"Connections.csv": text}))["Connections.csv"]
    assert (file.imported, file.rejected, file.notes) == (2, 0, ())


def test_empty_cells_that_a_spreadsheet_left_out_at_the_end_of_a_row_are_empty(tmp_path: Path) -> None:
    text = (
        'Event Name,Event Time,Status,External Url\n"Fair","Mar 05, 2026 05:00 PM - Mar 05, 2026 06:00 PM",APPROVED\n'
    )
    folder = write(tmp_path / "a", {"Events.csv": text + "Fair\n", "Reactions.csv": reactions()})
    file = files(folder)["Events.csv"]
    assert (file.imported, file.rejected) == (1, 1)


def test_linkedin_writes_connections_without_a_final_line_end(tmp_path: Path) -> None:
    text = "First Name,Last Name,Company,Position,Connected On\nAda,Example,,,01 Mar 2026"
    assert files(write(tmp_path / "a", {"Connections.csv": text}))["Connections.csv"].notes == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("delimiter", ["|", "\t"])
def test_a_table_is_read_in_any_unicode_encoding_and_with_any_delimiter(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = tmp_path / "Reactions.tsv"
    path.write_bytes(reactions(delimiter=delimiter).encode(encoding))
    assert span(files(path)["Reactions.tsv"]) == (100, 0, FIRST, DAYS[-1])


def test_rows_that_a_spreadsheet_saved_as_one_cell_are_split_again(tmp_path: Path) -> None:
    """A spreadsheet that expects semicolons shows LinkedIn's rows in one column, and quotes them as one cell."""
    header, *rows = reactions().splitlines()
    for heading in (header, f'"{header}"'):
        text = "\n".join(
            (heading, *(f'"{row.replace("LIKE", chr(34) * 2 + "LIKE" + chr(34) * 2)}"' for row in rows), "")
        )
        found = files(write(tmp_path / heading[:1].strip('"'), {"Reactions.csv": text}))["Reactions.csv"]
        assert (span(found), found.repaired) == ((100, 0, FIRST, DAYS[-1]), 100)


def test_line_ends_that_were_converted_twice_are_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "Reactions.csv"
    path.write_bytes(reactions().replace("\n", "\r\r\n").encode())
    assert span(files(path)["Reactions.csv"]) == (100, 0, FIRST, DAYS[-1])


@pytest.mark.parametrize(
    ("start", "what"),
    [(b"PK\x03\x04", "a zip or an Excel workbook"), (b"%PDF-1.7", "a PDF"), (b"<html>", "a web page")],
)
def test_another_format_called_csv_is_named(tmp_path: Path, start: bytes, what: str) -> None:
    path = tmp_path / "a" / "Connections.csv"
    path.parent.mkdir()
    path.write_bytes(start + b"\0" * 300)
    with pytest.raises(ArchiveError, match=f"it is {what}, not a CSV file; save it as CSV"):
        openssi.score(path.parent)


def test_if_no_date_can_be_read_the_error_shows_one(tmp_path: Path) -> None:
    text = "Date,Type,Link\n" + "".join(f"{day:%d~%m~%Y},LIKE,x\n" for day in DAYS)
    with pytest.raises(DayError, match=r'Reactions\.csv: no date that can be read, as in "01~03~2026"'):
        openssi.score(write(tmp_path / "a", {"Reactions.csv": text}))


def test_a_missing_column_is_named_with_its_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a", {"Connections.csv": "Prénom,Nom,Connecté le\nAda,Exemple,05 Mar 2024\n"})
    with pytest.raises(ArchiveError, match=r"Connections\.csv can't be read: it has no column Connected On") as raised:
        openssi.score(path)
    assert raised.value.code == "archive-header"


def test_copies_and_lookalikes(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a",
        {
            "Reactions - Copy.csv": reactions(),
            "Reactions copy 2.csv": reactions(),
            "Comments.csv.txt": "x",
            ".messages.csv.icloud": "x",
            "._Reactions.csv": "x",
            "Teammates.csv": "Name\n",
        },
    )
    found = openssi.score(path)
    assert sorted((file.imported, file.duplicate) for file in found.sources) == [(0, 100), (100, 0)]
    assert {file.file: file.reason for file in found.skipped} == {
        "Comments.csv.txt": "Comments.csv.txt looks like Comments.csv: rename it",
        ".messages.csv.icloud": ".messages.csv.icloud is still in iCloud: download messages.csv and try again",
        "Teammates.csv": "not needed for the index",
    }


def test_a_zip_may_separate_folders_by_backslashes(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("export/Reactions.csv", reactions())
    path.write_bytes(path.read_bytes().replace(b"export/Reactions.csv", b"export\\Reactions.csv"))
    assert files(path)["Reactions.csv"].imported == 100


def test_the_placeholder_of_rich_media_is_known(tmp_path: Path) -> None:
    path = write(tmp_path / "a", {"Reactions.csv": reactions(), "Rich Media.csv": "Type,Link\nDocuments,https://x\n"})
    assert list(files(path)) == ["Reactions.csv"]
    assert [file.file for file in openssi.score(path).skipped] == ["Rich Media.csv"]


def test_a_comment_counts_for_ninety_days(tmp_path: Path) -> None:
    """Of two comments of 1,000, aged 0 and 89 days, 1,000 x 90 and 1,000 x 1 are left; older ones have faded."""
    words = "We cut 14 days from our audits in Ghent after moving every supplier contract into one shared register; did yours change?"
    days = (date(2026, 6, 30) - timedelta(days=back) for back in (0, 89, 90, 91, 400))
    rows = "".join(f'{day} 09:00:00,https://x/urn%3Ali%3Aactivity%3A1,"{words}"\n' for day in days)
    found = openssi.score(write(tmp_path / "a", {"Comments.csv": f"Date,Link,Message\n{rows}"}), model=MODEL_2026_1)
    assert found.score.signals["comments_given"].value == 91_000


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("mac-roman", "Jürgen Müller, Émile Lévêque, Íñigo Peña"),
        ("cp1252", "Jürgen Müller, Émile Lévêque, Íñigo Peña"),
        ("cp1252", "O’Neil, Smith–Jones"),  # nothing proves Mac Roman
        ("cp1252", "Søren Møller, Martínez, 30 m², 1ª, «café»"),
        ("cp1252", "Ärzte, Änderung, Ämter, Äpfel"),  # Chinese in Big5, but for its words
        ("cp1252", "Guðrún Þórsdóttir, Sigríður, framkvæmdastjóri"),
        ("cp850", "Jürgen Müller, Geschäftsführer"),
        ("cp1250", "Petr Novák, Obchodní ředitel"),  # in Windows-1252 only "øe" shows that it isn't Danish
        ("cp1250", "Ředitel"),
        ("cp1250", "Paweł Wójcik, Prezes Zarządu"),
        ("cp1250", "Kőszegi Gábor, ügyvezető"),
        ("iso8859-2", "Paweł Wójcik, Dyrektor Sprzedaży"),
        ("cp1254", "Ayşe Yılmaz, Satış Müdürü"),
        ("cp1251", "Иван Петров, Генеральный директор"),
        ("cp1256", "محمد علي, المدير العام"),
        ("cp1253", "Γιώργος Παπάς, Διευθυντής Πωλήσεων"),
        ("cp1255", "דוד כהן, מנהל מכירות"),
        ("cp932", "佐藤 花子, 代表取締役社長"),
        ("gb18030", "李明, 总经理, 销售总监"),
        ("cp950", "王大明, 總經理"),
        ("cp949", "김민수, 대표이사, 영업부장, 부사장"),
        ("euc_jp", "株式会社サンプル, 代表取締役"),
    ],
)
def test_an_old_encoding_is_recognized_by_its_letters(encoding: str, text: str) -> None:
    data = text.encode(encoding)
    assert OldEncoding.of(data).decode(data) == text


@pytest.mark.parametrize(
    ("encoding", "text"), [("cp874", "กรรมการผู้จัดการ"), ("koi8-r", "Генеральный директор"), ("gb18030", "李明")]
)
def test_an_encoding_that_nothing_proves_is_not_guessed(encoding: str, text: str) -> None:
    """Two letters could be Chinese or Korean."""
    data = text.encode(encoding)
    assert OldEncoding.of(data).decode(data).endswith("\ufffd")


def garbled(text: str, encoding: str) -> str:
    """Return UTF-8 as a program reads it that takes it for another encoding."""
    return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize(
    "text", ["Geschäftsführer", "代表取締役社長", "Генеральный директор", "المدير العام", "Sprzedaży"]
)
@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman", "cp1250", "cp1251"])
def test_utf8_that_a_program_misread_is_restored(text: str, encoding: str) -> None:
    once = garbled(text, encoding)
    twice = garbled(once, encoding)
    assert [ungarble(seen, garblings(seen)) for seen in (once, twice)] == [text, text]
    assert garblings(text) == ()


@pytest.mark.parametrize("text", ["Geschäftsführer", "代表取締役社長"])
def test_utf8_that_a_japanese_program_misread_is_restored(text: str) -> None:
    seen = text.encode().decode("cp932")
    assert ungarble(seen, garblings(seen)) == text


@pytest.mark.parametrize("text", ["Viel Spaß…", "«\xa0café\xa0»", "É”", "SÃO, naïve—", "“Größe”"])
def test_text_that_looks_misread_stays(text: str) -> None:
    """The bytes of "ß…" in Windows-1252 are a letter of West Africa in UTF-8."""
    assert garblings(text) == ()


def test_what_a_program_lost_of_misread_text_cannot_be_read() -> None:
    """It left out the byte 81 of "き", which Windows-1252 doesn't have."""
    seen = garbled("代表取締役社長 代表取締役 き", "cp1252").replace("\x81", "?")
    restored = ungarble(seen, garblings(seen))
    assert restored.startswith("代表取締役社長 代表取締役 ")
    assert "\ufffd" in restored


CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


@pytest.mark.parametrize(
    ("encoding", "title"),
    [("cp932", "代表取締役社長"), ("gb18030", "总经理"), ("cp1250", "Prezes Zarządu"), ("cp1256", "الرئيس التنفيذي")],
)
def test_titles_in_an_old_encoding_count(encoding: str, title: str, tmp_path: Path) -> None:
    rows = "".join(f"A{at},Bo,,,X,{title},05 Mar 2024\n" for at in range(4))
    archive = write(tmp_path / "a", {"Connections.csv": (CONNECTIONS + rows).encode(encoding)})
    activity = openssi.open(archive).activity
    assert sum(row.quantity for row in activity.rows["senior_connection_made"]) == 4
    assert files(archive)["Connections.csv"].notes[0] == f"letters were read as {encoding}"


def test_titles_in_an_unknown_encoding_are_not_measured_as_none(tmp_path: Path) -> None:
    rows = "".join(f"A{at},Bo,,,X,กรรมการผู้จัดการ,05 Mar 2024\n" for at in range(4))
    archive = write(tmp_path / "a", {"Connections.csv": (CONNECTIONS + rows).encode("cp874")})
    assert files(archive)["Connections.csv"].notes == (
        "its letters are in an unknown encoding; save the file as UTF-8 (in Excel: CSV UTF-8)",
        "4 job titles in a language we don't read",
    )


def test_comments_in_an_old_encoding_are_the_same_comments(tmp_path: Path) -> None:
    """The second byte of "表" and "ソ" is a backslash, which escapes quotes in this file."""
    text = "".join(
        f'2026-03-0{day} 09:00:00,https://x/urn%3Ali%3Aactivity%3A{day},"{words}"\n'
        for day, words in enumerate(("ソフトの表示は三日で直しました。", "この予算表は参考になりますか？"), 1)
    )
    text = f"Date,Link,Message\n{text}"
    utf, *others = (
        write(tmp_path / str(at), {"Comments.csv": data})
        for at, data in enumerate((text.encode(), text.encode("cp932"), garbled(text, "cp1252").encode()))
    )
    assert openssi.open(*others[:1]).activity.rows == openssi.open(utf).activity.rows
    for other in others:
        read = openssi.score([utf, other]).sources
        assert (sum(file.imported for file in read), sum(file.duplicate for file in read)) == (2, 2)


def test_a_file_in_mac_roman_is_read(tmp_path: Path) -> None:
    people = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nJürgen,Müller,,,Böhm,Geschäftsführer,05 Mar 2024\n"
    mac, utf = (
        openssi.open(write(tmp_path / encoding, {"Connections.csv": people.encode(encoding)})).activity
        for encoding in ("mac-roman", "utf-8")
    )
    assert mac == utf
    assert sum(row.quantity for row in mac.rows["senior_connection_made"]) == 1


def test_the_reason_of_a_rejected_date_quotes_one_like_it(tmp_path: Path) -> None:
    rows = [f"{day.day}-{day.month}-{day.year} at 17:41" for day in DAYS[10:20]]
    text = "Date,Type,Link\n2026-03-01 09:00:00,LIKE,x\n" + "".join(
        f"{row.replace(' at', '=')},LIKE,x\n" for row in rows
    )
    file = files(write(tmp_path / "a", {"Reactions.csv": text + "Bo Sample,LIKE,x\n"}))["Reactions.csv"]
    assert file.reasons == (
        ('no date that can be read, as in "11-3-2026= 17:41"', 10),
        ("missing or unreadable date", 1),
    )


def test_an_uploaded_profile_photo_is_part_of_a_complete_profile(tmp_path: Path) -> None:
    profile = {"Profile.csv": "First Name,Last Name,Headline\nAda,Example,Sales\n", "Reactions.csv": reactions()}
    upload = 'Date/Time,Media Description,Media Link\n"You uploaded a {} on March 5, 2026 at 5:41 PM (GMT)",,x\n'
    found = [
        openssi.open(write(tmp_path / kind, {**profile, "Rich_Media.csv": upload.format(kind)})).activity.attributes
        for kind in ("profile photo", "feed photo")
    ]
    assert [one["profile_completeness"] for one in found] == [((0, 200_000),), ((0, 100_000),)]
