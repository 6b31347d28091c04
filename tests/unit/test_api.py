"""`openssi.open` and its shortcuts: days, time zones, archives of one member and of two, and every error."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from unittest.mock import Mock

import pytest

import openssi
from openssi.activity.calendar import iso
from openssi.errors import CODES, ArchiveError, DayError, ModelError, OpenSSIError, UsageError
from openssi.member import read
from openssi.model import PUBLISHED
from openssi.scoring import score as score_day
from openssi.sources.registry import read_all
from tests.unit.samples import reactions, write, zipped

PROFILE = "First Name,Last Name,Headline\nAda,Lovelace,Seller\n"
OTHER = "First Name,Last Name,Headline\nBob,Muster,Seller\n"
NO_COMMENTS = "Date,Link,Message\n"
ONE_DAY = reactions("2026-05-01 12:00:00", "2026-06-30 12:00:00")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return write(tmp_path / "archive", {"Reactions.csv": ONE_DAY})


def test_the_archive_s_last_day_is_scored_by_default(archive: Path) -> None:
    assert openssi.score(archive).as_of == date(2026, 6, 30)
    assert openssi.score(archive, as_of="2026-06-01").as_of == date(2026, 6, 1)
    assert openssi.score(archive, as_of=date(2026, 6, 2)).as_of == date(2026, 6, 2)


def test_a_datetime_means_its_day(archive: Path) -> None:
    assert openssi.score(archive, as_of=datetime(2026, 6, 2, 23, 59, tzinfo=UTC)).as_of == date(2026, 6, 2)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "30.06.2026",
        "2026-6-30",
        "2026-06-31",
        "20260630",
        "2026-W26-2",
        "2026-06-30T00:00",
        "２０２６-06-30",
    ],
)
def test_an_invalid_date_is_a_usage_error(text: str, archive: Path) -> None:
    with pytest.raises(UsageError) as raised:
        openssi.score(archive, as_of=text)
    assert (raised.value.code, raised.value.exit_code) == ("day-format", 2)


def test_the_first_day_of_the_data_can_be_scored_and_the_day_before_cannot(archive: Path) -> None:
    assert openssi.score(archive, as_of="2026-05-01").score.enough.days == 1
    with pytest.raises(DayError, match="starts on 2026-05-01") as raised:
        openssi.score(archive, as_of="2026-04-30")
    assert (raised.value.code, raised.value.exit_code) == ("day-outside", 1)


def test_up_to_thirty_days_after_the_data_can_be_scored(archive: Path) -> None:
    found = openssi.score(archive, as_of="2026-07-30")
    assert any("30 June 2026" in note and "30 days" in note for note in found.notes)
    with pytest.raises(DayError, match="ends on 2026-06-30") as raised:
        openssi.score(archive, as_of="2026-07-31")
    assert raised.value.code == "day-outside"


def test_files_without_records_say_so(tmp_path: Path) -> None:
    with pytest.raises(DayError, match="no records below their column names"):
        openssi.score(write(tmp_path / "a", {"Comments.csv": "Date,Link,Message\n"}))


def test_an_archive_without_dates_never_mentions_1970(tmp_path: Path) -> None:
    undated = write(tmp_path / "a", {"Profile.csv": PROFILE})
    with pytest.raises(DayError) as raised:
        openssi.score(undated)
    assert "1970" not in str(raised.value)
    found = openssi.score(undated, as_of="2026-06-30")
    assert (found.as_of, found.index) == (date(2026, 6, 30), None)
    assert "1970" not in str(found)


def test_an_unknown_zone_is_a_usage_error(archive: Path) -> None:
    with pytest.raises(UsageError) as raised:
        openssi.score(archive, time_zone="Middle/Earth")
    assert raised.value.code == "zone-unknown"


def test_an_opened_member_is_read_once_and_answers_as_the_shortcuts_do(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every_day = [f"2026-{month:02}-{day:02} 12:00:00" for month in (4, 5, 6) for day in range(1, 31)]
    write(archive, {"Reactions.csv": reactions(*every_day), "Comments.csv": NO_COMMENTS})
    reader = Mock(wraps=read.read_all)
    monkeypatch.setattr(read, "read_all", reader)
    me = openssi.open(archive)
    asked = [me.score("2026-06-01"), me.history("2026-05-01"), me.explain(), me.explain_day(), me.explain_moves()]
    asked += [me.coach(30, weeks=2), me.what_if("comments_given=5/week", weeks=2)]
    assert reader.call_count == 1
    assert asked == [
        openssi.score(archive, as_of="2026-06-01"),
        openssi.history(archive, first="2026-05-01"),
        openssi.explain(archive),
        openssi.explain_day(archive),
        openssi.explain_moves(archive),
        openssi.coach(archive, target=30, weeks=2),
        openssi.what_if(archive, "comments_given=5/week", weeks=2),
    ]


def test_the_default_explanation_covers_four_weeks(archive: Path) -> None:
    every_day = [f"2026-{month:02}-{day:02} 12:00:00" for month in (4, 5, 6) for day in range(1, 31)]
    write(archive, {"Reactions.csv": reactions(*every_day), "Comments.csv": NO_COMMENTS})
    explained = openssi.open(archive).explain()
    assert (iso(explained.before.as_of), iso(explained.after.as_of)) == ("2026-06-02", "2026-06-30")


def test_four_weeks_of_data_are_too_few_to_explain_a_change(tmp_path: Path) -> None:
    """28 days have one number, on the last; the change needs another before it."""
    archive = write(
        tmp_path / "a",
        {
            "Reactions.csv": reactions(*(f"2026-06-{day:02} 12:00:00" for day in range(3, 31))),
            "Comments.csv": NO_COMMENTS,
        },
    )
    me = openssi.open(archive)
    assert me.score().score.enough
    with pytest.raises(DayError, match="The first day with a number is 2026-06-30") as raised:
        me.explain()
    assert raised.value.code == "day-not-enough"


def test_the_default_explanation_of_someone_new_begins_with_their_first_number(tmp_path: Path) -> None:
    days = [f"2026-06-{day:02} 12:00:00" for day in range(1, 31)]
    archive = write(tmp_path / "a", {"Reactions.csv": reactions(*days), "Comments.csv": NO_COMMENTS})
    explained = openssi.open(archive).explain()
    assert (iso(explained.before.as_of), iso(explained.after.as_of)) == ("2026-06-28", "2026-06-30")


def active_days(archive: Path, zone: str) -> list[str]:
    return [iso(row.day) for row in openssi.score(archive, time_zone=zone).activity.rows["active_day"]]


def test_the_zone_only_moves_active_days(tmp_path: Path) -> None:
    archive = write(tmp_path / "a", {"Reactions.csv": reactions("2026-06-10 03:00:00", "2026-06-20 23:30:00")})
    assert active_days(archive, "UTC") == ["2026-06-10", "2026-06-20"]
    assert active_days(archive, "Europe/Berlin") == ["2026-06-10", "2026-06-21"]
    assert active_days(archive, "America/New_York") == ["2026-06-09", "2026-06-20"]
    rows = openssi.score(archive, time_zone="America/New_York").activity.rows["reaction_given"]
    assert [iso(row.day) for row in rows] == ["2026-06-10", "2026-06-20"]


def test_dates_without_a_time_are_the_same_in_every_zone(tmp_path: Path) -> None:
    files = {
        "Reactions.csv": reactions("2026-06-20 12:00:00"),
        "Articles/a.html": '<p class="published">Published on June 4, 2026</p>',
    }
    archive = write(tmp_path / "a", files)
    for zone in ("UTC", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago"):
        assert "2026-06-04" in active_days(archive, zone), zone


def test_events_are_on_the_same_day_in_every_zone(tmp_path: Path) -> None:
    events = "Event Name,Event Time,Status,External Url\nFair,2026-06-04 17:00:00 - 2026-06-04 18:00:00,APPROVED,\n"
    archive = write(tmp_path / "a", {"Reactions.csv": reactions("2026-06-20 12:00:00"), "Events.csv": events})
    for zone in ("UTC", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago"):
        assert "2026-06-04" in active_days(archive, zone), zone


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/New_York"])
def test_the_last_possible_date_is_handled(zone: str, tmp_path: Path) -> None:
    events = "Event Name,Event Time,Status,External Url\nEnd,9999-12-31 23:30:00 - 9999-12-31 23:40:00,APPROVED,\n"
    archive = write(tmp_path / "a", {"Reactions.csv": ONE_DAY, "Events.csv": events})
    assert openssi.score(archive, time_zone=zone).as_of == date(2026, 6, 30)
    far = write(tmp_path / "b", {"Reactions.csv": reactions("2026-06-30 12:00:00", "9999-12-31 23:59:59")})
    found = openssi.score(far, time_zone=zone, not_after=date(2026, 7, 1))
    assert [(source.imported, source.rejected) for source in found.sources] == [(1, 1)]


def test_records_after_the_day_given_are_rejected(archive: Path) -> None:
    found = openssi.score(archive, not_after=date(2026, 6, 29))
    assert found.as_of == date(2026, 5, 1)
    (source,) = found.sources
    assert (source.imported, source.rejected, source.reasons) == (1, 1, (("dated in the future", 1),))
    assert openssi.score(archive, not_after=date(2026, 6, 30)).as_of == date(2026, 6, 30)


def test_records_after_the_day_in_the_archive_s_name_are_rejected(tmp_path: Path) -> None:
    content = {"Reactions.csv": reactions("2026-06-29 12:00:00", "2026-07-01 23:59:59", "2026-07-02 00:00:00")}
    archive = zipped(tmp_path / "Basic_LinkedInDataExport_06-30-2026.zip", content)
    assert [(one.imported, one.rejected) for one in openssi.score(archive).sources] == [(2, 1)]


def member(folder: Path, name: str, profile: str, at: str = "2026-06-30 12:00:00") -> Path:
    return write(folder / name, {"Profile.csv": profile, "Reactions.csv": reactions(at)})


def test_archives_of_two_members_are_rejected(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError) as raised:
        openssi.score([member(tmp_path, "a", PROFILE), member(tmp_path, "b", OTHER)])
    assert raised.value.code == "archive-other-member"


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (2, 0, 1), (1, 2, 0)])
def test_two_members_are_detected_next_to_a_nameless_archive(order: tuple[int, ...], tmp_path: Path) -> None:
    nameless = write(tmp_path / "c", {"Reactions.csv": ONE_DAY})
    paths = [member(tmp_path, "a", PROFILE), member(tmp_path, "b", OTHER), nameless]
    with pytest.raises(ArchiveError) as raised:
        openssi.score([paths[at] for at in order])
    assert raised.value.code == "archive-other-member"


def test_a_member_with_a_new_name_is_recognized_by_address(tmp_path: Path) -> None:
    invitations = 'From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\nx,y,"6/20/26, 9:41 AM",,OUTGOING,https://www.linkedin.com/in/ada,https://www.linkedin.com/in/y\n'
    before = write(tmp_path / "a", {"Profile.csv": PROFILE, "Invitations.csv": invitations})
    after = write(
        tmp_path / "b",
        {"Profile.csv": PROFILE.replace("Lovelace", "King").replace("Ada", "A."), "Invitations.csv": invitations},
    )
    assert openssi.score([before, after]).score.index_micro >= 0


def test_no_archive_is_a_usage_error() -> None:
    with pytest.raises(UsageError):
        openssi.score([])


def test_invalid_paths_are_reported(tmp_path: Path) -> None:
    (tmp_path / "empty.zip").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.zip").write_text("hello")
    cases = {
        tmp_path / "missing.zip": "archive-not-found",
        tmp_path / "empty.zip": "archive-empty",
        tmp_path / "folder": "archive-empty",
        tmp_path / "text.zip": "archive-not-zip",
        zipped(tmp_path / "foreign.zip", {"x.txt": "x"}): "archive-foreign",
        zipped(tmp_path / "Connections.numbers", {"Index/x.iwa": "x"}): "archive-not-zip",
    }
    for path, code in cases.items():
        with pytest.raises(ArchiveError) as raised:
            openssi.score(path)
        assert raised.value.code == code


def test_a_zip_entry_without_a_name_is_rejected_with_a_reason(tmp_path: Path) -> None:
    """A name that begins with NUL is cut there, and nothing of it is left."""
    archive = zipped(tmp_path / "x.zip", {"Reactions.csv": ONE_DAY, "ab.csv": "x"})
    archive.write_bytes(archive.read_bytes().replace(b"ab.csv", b"\0b.csv"))
    try:
        assert [source.imported for source in openssi.score(archive).sources] == [2]
    except OpenSSIError as error:
        assert error.code in CODES  # noqa: PT017 (either way is right, a traceback is not)


def test_a_model_is_given_by_id_or_file(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('id = "mine"\n')
    assert openssi.score(archive, model="2026.1").score.model_id == "2026.1"
    assert openssi.score(archive, model=tmp_path / "own.toml").score.model_id == "mine"
    with pytest.raises(ModelError):
        openssi.score(archive, model="2025.1")


def test_every_error_has_a_documented_code_and_an_exit_code(archive: Path) -> None:
    wrong: list[Callable[[], object]] = [
        lambda: openssi.score(archive, as_of="x"),
        lambda: openssi.score(archive, as_of="1999-01-01"),
        lambda: openssi.score(archive, time_zone="x"),
        lambda: openssi.score(archive, model="x"),
    ]
    for score in wrong:
        with pytest.raises(OpenSSIError) as raised:
            score()
        assert raised.value.code in CODES
        assert raised.value.exit_code in (1, 2)


INVITED = 'From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\nAda,Bo,"6/20/26, 9:41 AM",,OUTGOING,https://www.linkedin.com/in/ada,https://www.linkedin.com/in/bo\n'
CONNECTED = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nBo,M,https://www.linkedin.com/in/bo,,,,21 Jun 2026\n"


def test_signals_of_an_older_archive_stay_measured(tmp_path: Path) -> None:
    old = write(
        tmp_path / "old",
        {
            "Invitations.csv": INVITED,
            "Connections.csv": CONNECTED,
            "SearchQueries.csv": "Time,Search Query\n2026/03/01 10:00:00 UTC,x\n",
        },
    )
    new = write(tmp_path / "new", {"Reactions.csv": reactions("2026-06-25 12:00:00")})
    before, after = openssi.score(old, as_of="2026-06-25").score, openssi.score([old, new], as_of="2026-06-25").score
    for signal in ("invitation_acceptance", "people_searches"):
        assert after.signals[signal].status == "measured"
        assert after.signals[signal].micro == before.signals[signal].micro
    assert after.index_micro >= before.index_micro


def test_a_file_that_only_an_older_archive_has_tells_nothing_of_the_weeks_after_it(tmp_path: Path) -> None:
    old = write(
        tmp_path / "old",
        {"Reactions.csv": reactions("2026-03-01 12:00:00"), "Comments.csv": "Date,Link,Message\n"}
        | {"Profile.csv": "First Name,Last Name,Headline\nAda,M,Sells\n"},
    )
    new = write(tmp_path / "new", {"Connections.csv": CONNECTED})
    found = openssi.open([old, new])
    late, soon = found.score().score, found.score(as_of="2026-03-08").score
    assert late.signals["connections"].counts
    assert late.signals["profile_completeness"].counts
    for signal in ("comments_given", "active_days"):
        assert late.signals[signal].status == "not_measured"
        assert late.signals[signal].reason.endswith("covers only days up to 2026-03-08")
        assert soon.signals[signal].counts
    alone = openssi.score([new, old / "Comments.csv"]).score
    assert alone.signals["comments_given"].status == "measured", "nobody knows when a single file was exported"


def test_the_order_of_archives_that_end_on_one_day_does_not_matter(tmp_path: Path) -> None:
    """The recommendation was hidden between two exports without any new activity."""
    header = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
    row = 'Bo,M,Acme,CEO,"Good","6/20/26, 9:41 AM",'
    base = {"Reactions.csv": ONE_DAY}
    first = zipped(
        tmp_path / "Basic_LinkedInDataExport_06-30-2026.zip",
        {**base, "Recommendations_Received.csv": header + row + "VISIBLE\n"},
    )
    second = zipped(
        tmp_path / "Basic_LinkedInDataExport_07-01-2026.zip",
        {**base, "Recommendations_Received.csv": header + row + "HIDDEN\n"},
    )
    ways = [
        openssi.score(paths).score.signals["recommendations_received"].value
        for paths in ([first, second], [second, first])
    ]
    assert ways == [0, 0]


def test_only_the_text_readers_of_the_model_are_run(tmp_path: Path) -> None:
    connections = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    files = {
        "Reactions.csv": ONE_DAY,
        "Comments.csv": NO_COMMENTS
        + "2026-06-29 10:00:00,urn:li:activity:7470135033417678362,The third bid was cheaper\n",
        "Connections.csv": connections + "Bo,Berg,https://www.linkedin.com/in/bo,,Acme,VP Sales,29 Jun 2026\n",
    }
    path = write(tmp_path / "archive", files)
    first, second = PUBLISHED["2026.1"], PUBLISHED["2026.2"]
    everything = read_all([path]).activity
    only_first = read_all([path], text_readers=frozenset((1,))).activity
    assert (set(everything.counted), set(only_first.counted)) == ({2}, set())
    assert only_first == everything
    assert "comment_given" not in read_all([path], text_readers=frozenset((2,))).activity.rows
    for model, other in ((first, second), (second, first)):
        with pytest.raises(UsageError, match=f"wasn't read for model {other.id}"):
            openssi.open(path, model=model).activity.for_model(other)
        both = openssi.open(path, model=model, earlier_model=other).activity
        assert both.for_model(other).rows == everything.for_model(other).rows
        expected = score_day(everything.for_model(model), model, everything.last_day)
        assert openssi.score(path, model=model).score == expected
