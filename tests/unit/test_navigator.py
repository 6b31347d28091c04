"""Sales Navigator's reports: whose rows, which days, and that nothing counts twice."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from openssi.activity import Activity, Coverage
from openssi.activity.calendar import iso, to_day
from openssi.activity.report import FileReport
from openssi.errors import ArchiveError, InputError, ModelError
from openssi.member import open_member
from openssi.snapshots.navigator import NavigatorSnapshot
from openssi.snapshots.registry import merge_snapshots, read_snapshot
from openssi.sources.registry import read_all, recognize
from openssi.sources.sales_navigator.period import read_period
from tests.models import MODEL_2026_1, MODEL_2026_2
from tests.navigator import TITLES, activity_export, usage_report
from tests.unit.samples import write

KEY = bytes(32)
JUNE = Coverage(((to_day(date(2026, 6, 1)), to_day(date(2026, 6, 30))),))


def archive(folder: Path, *, searches: Mapping[str, int] | None = None, follows: int = 0) -> Path:
    """An archive with a reaction on 30 June, searches by day, and companies followed on 2 June."""
    files = {
        "Reactions.csv": "Date,Type,Link\n2026-01-01 08:00:00,LIKE,https://x\n2026-06-30 08:00:00,LIKE,https://y\n"
    }
    if searches is not None:
        rows = (
            f"{day.replace('-', '/')} 08:{at:02}:00 UTC,vp\n" for day, count in searches.items() for at in range(count)
        )
        files["SearchQueries.csv"] = "Time,Search Query\n" + "".join(rows)
    if follows:
        rows = (f"Acme {at},Tue Jun 02 08:{at:02}:00 UTC 2026\n" for at in range(follows))
        files["Company Follows.csv"] = "Organization,Followed On\n" + "".join(rows)
    return write(folder / "archive", files)


def read(
    folder: Path, *reports: Path, user: str = "", labels: Path | None = None, **more: object
) -> tuple[Activity, list[FileReport]]:
    paths = [archive(folder, **more), *reports]  # type: ignore[arg-type]
    member = open_member(
        paths, navigator_user=user, navigator_labels=labels, not_after=date(2026, 7, 1), model=MODEL_2026_1
    )
    return member.activity, [file for file in member.report.files if file.file.startswith("Sales")]


def totals(activity: Activity, *kinds: str) -> tuple[int, ...]:
    return tuple(sum(row.quantity for row in activity.rows.get(kind, ())) for kind in kinds)


def test_a_report_brings_profile_views_and_leads(tmp_path: Path) -> None:
    """60 views in 30 days are two a day; the file covers June."""
    report = usage_report(tmp_path / "usage.csv", {"Ada Example": (12, 40, 60, 5, 3)})
    activity, files = read(tmp_path, report)
    assert totals(activity, "profile_viewed", "lead_saved", "people_search") == (60, 5, 40)
    assert {row.quantity for row in activity.rows["profile_viewed"]} == {2}
    assert [activity.coverage[kind] for kind in ("profile_viewed", "lead_saved", "people_search")] == [JUNE] * 3
    assert (files[0].records, files[0].imported, files[0].first) == (1, 1, to_day(date(2026, 6, 1)))
    assert files[0].notes[0] == "covers 2026-06-01 to 2026-06-30; its totals count evenly over these days"


def test_of_report_and_archive_the_larger_counts_and_never_the_sum(tmp_path: Path) -> None:
    """The archive has 9 searches in June and one in May; the report has 6 for one, 14 for the other."""
    searches = {"2026-05-20": 1, "2026-06-10": 9}
    for reported, expected in ((6, 10), (14, 15)):
        report = usage_report(tmp_path / "usage.csv", {"Ada Example": (1, reported, 1, 1, 1)})
        activity, _ = read(tmp_path, report, searches=searches)
        assert totals(activity, "people_search") == (expected,)
        assert {iso(row.day): row.quantity for row in activity.rows["people_search"]}["2026-06-10"] >= 9


def test_a_report_adds_to_what_each_version_of_the_readers_counts(tmp_path: Path) -> None:
    """2026.2 counts a repeated query once a day: 2 searches. With the 14 of June these are 15, as for 2026.1."""
    paths = [archive(tmp_path, searches={"2026-05-20": 1, "2026-06-10": 9})]
    assert totals(open_member(paths, model="2026.2").activity, "people_search") == (2,)
    paths.append(usage_report(tmp_path / "usage.csv", {"Ada Example": (1, 14, 1, 1, 1)}))
    for model in ("2026.1", "2026.2"):
        assert totals(open_member(paths, model=model).activity, "people_search") == (15,)


def test_days_active_are_days_on_either_site(tmp_path: Path) -> None:
    """The archive has 1 January and 30 June. 12 days in June are 11 more; 45 in 30 days are 30."""
    for reported, expected in ((12, 13), (1, 2), (45, 31)):
        activity, files = read(tmp_path, usage_report(tmp_path / "usage.csv", {"Ada Example": (reported, 0, 0, 0, 0)}))
        assert totals(activity, "active_day") == (expected,)
        assert all(row.quantity == 1 for row in activity.rows["active_day"])
        assert ("45 days active in 30 days: 30 count" in files[0].notes) == (reported == 45)


def test_saved_accounts_add_to_companies_followed_and_alone_measure_nothing(tmp_path: Path) -> None:
    report = usage_report(tmp_path / "usage.csv", {"Ada Example": (1, 1, 1, 1, 4)})
    with_follows, _ = read(tmp_path / "a", report, follows=2)
    assert totals(with_follows, "account_followed") == (6,)
    assert "account_followed" not in read(tmp_path / "b", report)[0].coverage


def test_an_empty_cell_is_unknown_and_a_zero_is_zero(tmp_path: Path) -> None:
    report = usage_report(tmp_path / "usage.csv", {"Ada Example": (2, 0, "", "-", "n/a")})
    activity, _ = read(tmp_path, report)
    assert activity.coverage["people_search"] == JUNE
    assert not {"profile_viewed", "lead_saved"} & set(activity.coverage)
    nothing, files = read(tmp_path, usage_report(tmp_path / "empty.csv", {"Bo Sample": ("", "", "", "", "")}))
    assert "people_search" not in nothing.coverage
    assert "it has no numbers for you: Sales Navigator isn't set up yet, or the period is before that" in files[0].notes


def test_the_user_is_named_never_guessed(tmp_path: Path) -> None:
    team = {"Ada Example": (1, 2, 3, 4, 5), "Bo Sample": (1, 20, 30, 4, 5), "Total": (2, 22, 33, 8, 10)}
    report = usage_report(tmp_path / "usage.csv", team)
    with pytest.raises(InputError, match=r"usage\.csv has 2 people in it\."):
        read(tmp_path, report)
    with pytest.raises(InputError, match="has nobody called Cy Other"):
        read(tmp_path, report, user="Cy Other")
    for user in ("bo  sample", "BO.SAMPLE@example.org"):
        activity, files = read(tmp_path, report, user=user)
        assert totals(activity, "people_search", "profile_viewed") == (20, 30)
        assert "the rows of 1 other person were not read" in files[0].notes
    namesakes = usage_report(tmp_path / "two.csv", {"Ada Example": (1, 1, 1, 1, 1), "ada example ": (2, 2, 2, 2, 2)})
    namesakes.write_text(namesakes.read_text().replace("ada.example.@", "ada2@"))
    with pytest.raises(InputError, match="has 2 people called Ada Example"):
        read(tmp_path, namesakes, user="Ada Example")


def test_two_nested_periods_give_the_difference(tmp_path: Path) -> None:
    """10 views from the 1st to the 10th, 25 in June: 15 on the other 20 days."""
    inner = usage_report(tmp_path / "a.csv", {"Ada Example": ("", "", 10, "", "")}, ("2026-06-01", "2026-06-10"))
    outer = usage_report(tmp_path / "b.csv", {"Ada Example": ("", "", 25, "", "")})
    activity, _ = read(tmp_path, outer, inner)
    views = {row.day: row.quantity for row in activity.rows["profile_viewed"]}
    tenth = to_day(date(2026, 6, 10))
    assert (sum(count for day, count in views.items() if day <= tenth), sum(views.values())) == (10, 25)


def test_the_same_report_twice_adds_nothing(tmp_path: Path) -> None:
    one = usage_report(tmp_path / "one.csv", {"Ada Example": (1, 2, 3, 4, 5)})
    two = usage_report(tmp_path / "two.csv", {"Ada Example": (1, 2, 3, 4, 5)})
    activity, files = read(tmp_path, one, two)
    assert totals(activity, "profile_viewed") == (3,)
    assert [file.duplicate for file in files] == [0, 1]


def test_a_longer_period_is_widened_to_whole_weeks() -> None:
    """45 days from Monday 4 May to Wednesday 17 June are the seven weeks to Sunday 21 June."""
    long, short, weeks = (
        read_period("2026-05-04", "2026-06-17"),
        read_period("2026-06-03", "2026-06-18"),
        read_period("2026-05-06", "2026-06-16"),
    )
    assert (iso(long.first), iso(long.last), len(long.days)) == ("2026-05-04", "2026-06-21", 49)
    assert (iso(short.first), iso(short.last)) == ("2026-06-03", "2026-06-18")
    assert (iso(weeks.first), iso(weeks.last)) == ("2026-05-06", "2026-06-16")  # 42 days are whole weeks already


@pytest.mark.parametrize(
    ("name", "period"),
    [("usage.csv", ("Jun 1, 2026", "Jun 30, 2026")), ("usage.csv", ("6/1/2026", "6/30/2026")),
     ("usage.csv", ("01.06.2026", "30.06.2026")), ("usage 2026-06-01 to 2026-06-30.csv", None),
     ("usage 06-01-2026 to 06-30-2026.csv", None)],
)  # fmt: skip
def test_the_period_is_above_the_header_or_in_the_name(
    tmp_path: Path, name: str, period: tuple[str, str] | None
) -> None:
    activity, _ = read(tmp_path, usage_report(tmp_path / name, {"Ada Example": (1, 2, 3, 4, 5)}, period))
    assert activity.coverage["profile_viewed"] == JUNE


def test_day_and_month_of_a_period_follow_from_its_end() -> None:
    """From 1 May to 2 April would end before it begins; 6 to 12 January could be June to December."""
    period = read_period("05-01-2026", "04-02-2026")
    assert (iso(period.first), iso(period.last)) == ("2026-01-05", "2026-02-08")  # in whole weeks
    with pytest.raises(ValueError, match=r"06-01-2026 can be either; write the year first, as in 2026-05-31"):
        read_period("06-01-2026", "12-01-2026")


def test_columns_of_dates_give_every_row_its_period(tmp_path: Path) -> None:
    report = tmp_path / "weeks.csv"
    report.write_text(
        "Name,Start date,End date,Profile Views\nAda Example,06/01/2026,06/14/2026,14\nAda Example,06/15/2026,06/28/2026,28\n"
        "Ada Example,07/06/2026,07/12/2026,1\n"
    )
    activity, files = read(tmp_path, report)
    assert [row.quantity for row in activity.rows["profile_viewed"]] == [1] * 14 + [2] * 14
    assert [(one.line, one.reason) for one in files[0].rejections] == [(4, "dated in the future")]


def test_without_a_period_it_says_how_to_give_one(tmp_path: Path) -> None:
    report = usage_report(tmp_path / "usage.csv", {"Ada Example": (1, 2, 3, 4, 5)}, None)
    with pytest.raises(InputError, match=r"usage\.csv doesn't say which days it covers\.") as caught:
        read(tmp_path, report)
    assert "usage 2026-05-01 to 2026-05-31.csv" in caught.value.hint
    report = usage_report(tmp_path / "usage.csv", {"Ada Example": (1, 2, 3, 4, 5)}, ("6/1/2026", "6/5/2026"))
    with pytest.raises(InputError, match="day or month first"):
        read(tmp_path, report)


def test_titles_in_another_language_are_suggested_and_applied_by_a_file(tmp_path: Path) -> None:
    german = ("Nutzer", "E-Mail", "Gruppe", "Coach-Level", "Aktive Tage", "Suchen", "Profilaufrufe", "Gespeicherte Leads", "Gespeicherte Accounts", "Listen")  # fmt: skip
    report = usage_report(
        tmp_path / "Nutzungsbericht.csv", {"Ada Example": (1, 2, 3, 4, 5)}, titles=german, delimiter=";"
    )
    with pytest.raises(InputError, match="has no columns of a Sales Navigator report") as caught:
        read(tmp_path, report)
    assert 'profile_views = ["Profilaufrufe"]' in caught.value.hint
    labels = tmp_path / "labels.toml"
    labels.write_text(
        'name = ["Nutzer"]\nprofile_views = "Profilaufrufe"\nleads_saved_total = ["Gespeicherte Leads"]\n',
        encoding="utf-8",
    )
    activity, _ = read(tmp_path, report, labels=labels)
    assert totals(activity, "profile_viewed", "lead_saved") == (3, 0)
    assert "lead_saved" not in activity.coverage


def test_a_file_whose_titles_only_the_user_knows_is_a_report(tmp_path: Path) -> None:
    titles = ("Mitarbeitende", "Post", "Gruppe", "Stufe", "Tage", "Abfragen", "Blicke", "Merkliste", "Firmen", "Listen")
    report = usage_report(tmp_path / "juni.csv", {"Ada Example": (1, 2, 3, 4, 5), "Bo": (1, 1, 1, 1, 1)}, titles=titles)
    labels = tmp_path / "labels.toml"
    labels.write_text('name = "Mitarbeitende"\nprofile_views = "Blicke"\n', encoding="utf-8")
    activity, _ = read(tmp_path, report, user="Ada Example", labels=labels)
    assert totals(activity, "profile_viewed") == (3,)


def test_nobody_found_by_name_suggests_the_title_of_the_names(tmp_path: Path) -> None:
    titles = ("Seat holder", *TITLES[1:])
    report = usage_report(tmp_path / "june.csv", {"Ada Example": (1, 2, 3, 4, 5)}, titles=titles)
    with pytest.raises(InputError, match="has nobody called Ada Example") as caught:
        read(tmp_path, report, user="Ada Example")
    assert 'name = ["Seat holder"]' in caught.value.hint


def test_a_file_of_labels_with_mistakes_lists_them(tmp_path: Path) -> None:
    labels = tmp_path / "labels.toml"
    labels.write_text('profile_view = ["A"]\nsearches = ["B"]\ndays_active = ["b"]\nname = 3\n')
    with pytest.raises(ModelError) as caught:
        read(tmp_path, usage_report(tmp_path / "usage.csv", {"Ada": (1, 2, 3, 4, 5)}), labels=labels)
    assert caught.value.mistakes == (
        "profile_view is not a column; did you mean profile_views?",
        "b means two columns, searches and days_active",
        'name must be a list of titles, as name = ["Title in the file"]',
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding(tmp_path: Path, encoding: str) -> None:
    report = usage_report(
        tmp_path / "usage.csv", {"Zoë Müller": (1, "1,234", 3, 4, 5)}, encoding=encoding, delimiter=";"
    )
    activity, _ = read(tmp_path, report, user="zoë müller")
    assert totals(activity, "profile_viewed") == (3,)
    assert sum(row.quantity for row in activity.rows["people_search"]) == 300  # 1,234 in 30 days: 10 a day count


def test_a_cell_without_a_number_is_rejected(tmp_path: Path) -> None:
    _, files = read(tmp_path, usage_report(tmp_path / "usage.csv", {"Ada Example": (1, "many", 3, 4, 5)}))
    assert [(one.line, one.reason) for one in files[0].rejections] == [
        (4, "Searches Performed isn't a whole number: many")
    ]


def test_an_activity_export_counts_each_activity_once_on_its_day(tmp_path: Path) -> None:
    """4 May to 5 May, written month first. The archive has one search on 4 May, the export two: two count."""
    first = [
        ("a1", "SEARCH_PERFORMED", "05-04-2026 10:00:00", 7),
        ("a2", "SEARCH_PERFORMED", "05-04-2026 11:00:00 UTC", 7),
        ("a3", "PROFILE_VIEWED", "05-05-2026 11:00:00", 7),
        ("a4", "INMAIL_SENT", "05-05-2026 12:00:00", 7),
        ("a5", "SAVED_LEAD", "13-05-2026 12:00:00", 7),
        ("a6", "DANCED", "05-05-2026 12:00:00", 7),
        ("a7", "SAVED_LEAD", "05-05-2026 12:00:00", 8),
    ]
    one, two = activity_export(tmp_path / "one.csv", first), activity_export(tmp_path / "two.csv", first[1:4])
    activity, files = read(tmp_path, one, two, user="7", searches={"2026-05-04": 1})
    days = {
        kind: {iso(row.day): row.quantity for row in activity.rows[kind]}
        for kind in ("people_search", "profile_viewed")
    }
    assert days == {"people_search": {"2026-05-04": 2}, "profile_viewed": {"2026-05-05": 1}}
    assert [(file.records, file.imported, file.duplicate, file.rejected) for file in files] == [
        (6, 4, 0, 2),
        (3, 0, 3, 0),
    ]
    assert [one.reason for one in files[0].rejections] == [
        "a date that isn't written MM-DD-YYYY HH:MM:SS",
        "an unknown activity: DANCED",
    ]
    assert {"2026-05-04", "2026-05-05"} <= {iso(row.day) for row in activity.rows["active_day"]}


def test_it_is_recognized_by_its_header_and_needs_an_archive(tmp_path: Path) -> None:
    report = usage_report(tmp_path / "anything.csv", {"Ada Example": (1, 2, 3, 4, 5)})
    assert recognize(report).kind == "navigator"
    with pytest.raises(
        ArchiveError, match="is a Sales Navigator report, and there's no LinkedIn archive to go with it"
    ):
        open_member(report)
    other = tmp_path / "Connections.csv"
    other.write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nBo,Sample,,,,,05 Mar 2024\n"
    )
    assert recognize(other).kind != "navigator"
    assert len(TITLES) == 10


def test_a_report_changes_nothing_outside_its_days(tmp_path: Path) -> None:
    searches = {iso(to_day(date(2026, 4, 1) + timedelta(days=at))): 2 for at in range(20)}
    plain, _ = read(tmp_path / "a", searches=searches)
    report = usage_report(tmp_path / "usage.csv", {"Ada Example": (30, 50, 1, 1, 1)})
    joined, _ = read(tmp_path / "b", report, searches=searches)
    first = to_day(date(2026, 6, 1))
    assert [row for row in joined.rows["people_search"] if row.day < first] == list(plain.rows["people_search"])


def test_a_snapshot_gives_what_the_file_gives_and_names_nobody(tmp_path: Path) -> None:
    path = archive(tmp_path, searches={"2026-06-10": 3})
    usage = usage_report(tmp_path / "usage.csv", {"Ada Example": (12, 40, "", 5, 3)})
    export = activity_export(tmp_path / "export.csv", [("a1", "SEARCH_PERFORMED", "06-04-2026 10:00:00", 7)])
    stored = [NavigatorSnapshot.from_bytes(read_snapshot(file, KEY).to_bytes()) for file in (usage, export)]
    expected = read_all([path, usage, export])
    assert merge_snapshots([read_snapshot(path, KEY), *stored]) == expected
    for one in stored:
        content = zlib.decompress(one.to_bytes().partition(b"\n")[2])
        assert b"da" not in content.lower().replace(b"day", b"")
        assert one.renamed("other.csv").digest == one.digest


def test_what_a_report_brings_in_points(tmp_path: Path) -> None:
    """Profiles viewed 4 and leads saved 3 count; a month is a part of 90 days; filtered searches say why they don't."""
    report = usage_report(tmp_path / "usage.csv", {"Ada Example": (12, 40, 60, 5, 3)})
    score = open_member([archive(tmp_path, searches={"2026-06-01": 1}), report]).score().score
    found = {name: score.signals[name].status for name in ("profiles_viewed", "leads_saved", "people_searches")}
    assert found == {
        "profiles_viewed": "partly_measured",
        "leads_saved": "partly_measured",
        "people_searches": "measured",
    }
    assert (
        score.signals["profiles_viewed"].reason
        == "Sales Navigator's report leaves out LinkedIn.com for members who opted out"
    )
    assert score.signals["advanced_searches"].reason == "Sales Navigator's reports count all searches together"


def test_searches_of_a_report_count_in_a_model_that_counts_those_of_an_archive_otherwise(tmp_path: Path) -> None:
    """In 2026.2 nine equal searches of a day are one. The report's 14 in June are more, and one of May comes on top."""
    report = usage_report(tmp_path / "usage.csv", {"Ada Example": (1, 14, 1, 1, 1)})
    searched = archive(tmp_path, searches={"2026-05-20": 1, "2026-06-10": 9})
    assert totals(open_member(searched, model=MODEL_2026_2).activity, "people_search") == (2,)
    assert totals(open_member([searched, report], model=MODEL_2026_2).activity, "people_search") == (15,)
