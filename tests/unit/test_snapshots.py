"""Snapshots of an archive: no text, a digest of the content only, nothing of an erased contact."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from openssi.activity.report import FileReport
from openssi.errors import ArchiveError, SnapshotError
from openssi.snapshots.archive import (
    ArchiveSnapshot,
    person_tokens,
)
from openssi.snapshots.registry import merge_snapshots
from openssi.sources.keys import name_key, profile_key
from openssi.sources.linkedin_archive.file_formats import FILE_FORMATS
from openssi.sources.protocol import ReadOptions
from openssi.sources.tally import ERASED_PERSON
from tests.unit.samples import write, zipped

KEY = b"an invented key of 32 bytes, ok."
CANARY = "zebracanary"


def unpacked(data: bytes) -> str:
    return zlib.decompress(data.partition(b"\n")[2]).decode("ascii")


def row(*fields: str) -> str:
    return ",".join('"' + field.replace('"', '""') + '"' for field in fields) + "\n"


#: Fields without which a record is rejected, and where more than one text may stand.
FIELDS = {
    **dict.fromkeys(
        (
            "date",
            "time",
            "createdtime",
            "connectedon",
            "endorsementdate",
            "creationdate",
            "followedon",
            "contentlastwatcheddate",
            "contentlastwatcheddateifviewed",
        ),
        "2024-03-05 17:41:09",
    ),
    **dict.fromkeys(("ismessagedraft", "isconversationdraft"), "No"),
    **dict.fromkeys(("startedon", "finishedon"), "Mar 2024"),
    "direction": "OUTGOING",
    "industry": "Machinery",
    "datetime": f"You uploaded a feed photo on March 5, 2024 {CANARY}",
    "eventtime": f"Mar 05, 2024 05:00 PM - {CANARY}",
    "sentat": "3/5/24, 9:41 AM",
    "recipientprofileurls": f"https://www.linkedin.com/in/{CANARY}-one,https://www.linkedin.com/in/{CANARY}-two",
    "to": f"{CANARY.title()} One, {CANARY.title()} Two, PhD",
}


def told(column: str, number: int) -> str:
    """A field of a column that is sound, with a canary wherever a text may stand."""
    if column in FIELDS:
        return FIELDS[column]
    if column.endswith("url"):
        return f"https://www.linkedin.com/in/{CANARY}-{column}"
    if column in {"link", "sharelink"}:
        made = (1_709_629_200_000 << 22) + number
        return f"https://www.linkedin.com/feed/update/urn%3Ali%3AgroupPost%3A31415926-{made}/{CANARY}"
    return f"{CANARY.title()} {column} {number}"


def canaries(wrong: str = "") -> dict[str, str | bytes]:
    """Every file that is read, with a canary in every text; of a `wrong` column the fields are nothing but canaries."""
    files: dict[str, str | bytes] = {}
    for file_format in FILE_FORMATS.values():
        columns = sorted(file_format.known)
        if file_format.escape:
            records = [",".join(told(column, at) for column in columns) + "\n" for at in range(2)]
        else:
            records = [row(*(CANARY if column == wrong else told(column, at) for column in columns)) for at in range(2)]
        files[file_format.title] = row(*columns) + "".join(records)
    files[f"Articles/Articles/{CANARY}-slug.html"] = f'<p class="published">2024-03-05 10:00</p><p>{CANARY}</p>'
    return files


def test_no_text_of_the_archive_is_stored(tmp_path: Path) -> None:
    kept = ArchiveSnapshot.read(write(tmp_path / "archive", canaries()), KEY)
    assert {file.role for file in kept.files} == {*FILE_FORMATS, "article"}
    assert all(file.report.imported and not file.report.rejected for file in kept.files)
    text = unpacked(kept.to_bytes())
    assert CANARY not in text.lower()
    assert "31415926" not in text
    assert "Machinery" in text
    words = {word for word in json.dumps(canaries()).split('"') if len(word) > 40}
    assert not any(word in text for word in words)


@pytest.mark.parametrize(
    "column", sorted({column for file_format in FILE_FORMATS.values() for column in file_format.required})
)
def test_rejection_reasons_contain_no_text_of_the_record(column: str, tmp_path: Path) -> None:
    kept = ArchiveSnapshot.read(write(tmp_path / "archive", canaries(column)), KEY)
    assert CANARY not in unpacked(kept.to_bytes()).lower()


def test_names_cannot_be_hashed_without_the_key(tmp_path: Path) -> None:
    path = write(tmp_path / "archive", canaries())
    one, other = ArchiveSnapshot.read(path, KEY), ArchiveSnapshot.read(path, KEY[::-1])
    assert one.digest != other.digest
    assert not strings(one) & strings(other)
    for key in (b"", b"short", b"x" * 65):
        with pytest.raises(ValueError, match="16 to 64"):
            ArchiveSnapshot.read(path, key)


def strings(kept: ArchiveSnapshot) -> set[str]:
    industry = {"Machinery"}
    facts = [fact for file in kept.files for fact in file.facts]
    values = [value for fact in facts for value in (*fact, *getattr(fact, "envelope", ()))]
    return {value for value in values if isinstance(value, str) and value} - industry


# One archive in many clothes.

SMALL = {
    "Reactions.csv": "Date,Type,Link\n2026-06-01 08:00:00,LIKE,https://x/1\n2026-06-02 08:00:00,LIKE,https://x/2\n",
    "Votes.csv": "Date,Link,OptionText\n2026-06-01 09:00:00,https://x/3,yes\n",
    "Articles/Articles/one.html": '<p class="published">2026-06-01 10:00</p>',
}


def test_the_digest_depends_on_the_content_only(tmp_path: Path) -> None:
    plain = zipped(tmp_path / "one.zip", SMALL)
    again = zipped(tmp_path / "Basic_LinkedInDataExport_06-30-2026.zip", dict(reversed(SMALL.items())))
    folder = write(tmp_path / "folder", SMALL)
    nested = zipped(tmp_path / "nested.zip", {f"Work/Jobs/{name}": content for name, content in SMALL.items()})
    digests = {ArchiveSnapshot.read(path, KEY).digest for path in (plain, again, folder, nested)}
    assert len(digests) == 1
    assert len(digests.pop()) == 64
    # An archive dated before its records is read twice; its digest is still that of its content.
    assert ArchiveSnapshot.read(plain, KEY, ReadOptions(not_after=0)).digest == ArchiveSnapshot.read(plain, KEY).digest


@pytest.mark.parametrize("name", SMALL)
def test_a_changed_record_changes_the_digest(name: str, tmp_path: Path) -> None:
    changed = {**SMALL, name: SMALL[name].replace("06-01", "06-03", 1)}
    less = {other: content for other, content in SMALL.items() if other != name}
    found = {ArchiveSnapshot.read(zipped(tmp_path / "x.zip", files), KEY).digest for files in (SMALL, changed, less)}
    assert len(found) == 3


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(*_: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        ArchiveSnapshot.read(write(tmp_path / "archive", canaries()), KEY, ReadOptions(progress=stop))
    assert profile_key.cache_info().currsize == name_key.cache_info().currsize == 0


def test_caches_are_cleared_after_reading(tmp_path: Path) -> None:
    kept = ArchiveSnapshot.read(write(tmp_path / "archive", canaries()), KEY)
    merge_snapshots([kept])
    person_tokens(KEY, "Bo Sample")
    assert profile_key.cache_info().currsize == name_key.cache_info().currsize == 0


def test_snapshots_of_two_members_are_not_merged(tmp_path: Path) -> None:
    one, two = (
        ArchiveSnapshot.read(
            write(tmp_path / name, {"Profile.csv": f"First Name,Last Name,Headline\n{name},Sample,x\n"}), KEY
        )
        for name in ("Ann", "Bo")
    )
    with pytest.raises(ArchiveError) as raised:
        merge_snapshots([one, two])
    assert raised.value.code == "archive-other-member"


def test_damaged_bytes_are_reported(tmp_path: Path) -> None:
    data = ArchiveSnapshot.read(write(tmp_path / "archive", canaries()), KEY).to_bytes()
    heading, _, packed = data.partition(b"\n")
    assert heading == b"openssi archive 1"
    foreign: Any = {"name": 1}
    for damaged in (
        b"",
        data[:-1],
        data + b"x",
        b"openssi workbook 1\n" + packed,
        heading + b"\n" + packed[::-1],
        heading + b"\n" + zlib.compress(json.dumps(foreign).encode()),
        heading + b"\n" + zlib.compress(b"[]"),
    ):
        with pytest.raises(SnapshotError) as raised:
            ArchiveSnapshot.from_bytes(damaged)
        assert raised.value.code == "kept-damaged"
    with pytest.raises(SnapshotError) as raised:
        ArchiveSnapshot.from_bytes(b"openssi archive 2\n" + packed)
    assert raised.value.code == "kept-version"


# People who asked to be forgotten. Ann is the member; Bo asked.

ANN, BO, CY, DI = ("https://www.linkedin.com/in/" + name for name in ("ann-own", "bo-sample", "cy-other", "di-third"))


def messages(*rows: tuple[str, str, str, str, str, str]) -> str:
    """Each: conversation, sender's name and address, receivers' names and addresses, day of June."""
    heading = row("CONVERSATION ID", "FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS", "DATE", "CONTENT")
    return heading + "".join(row(*one[:5], f"2026-06-{one[5]} 10:00:00 UTC", f"text of {one[5]}") for one in rows)


def people() -> dict[str, str | bytes]:
    return {
        "Profile.csv": "First Name,Last Name,Headline\nAnn,Own,x\n",
        "Connections.csv": "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        f"Bo,Sample,{BO},,Acme,CEO,01 Jun 2026\nCy,Other,{CY},,Acme,CEO,02 Jun 2026\n",
        "Invitations.csv": "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        f'Ann Own,Bo Sample,"6/1/26, 9:41 AM",,OUTGOING,{ANN},{BO}\n'
        f'Cy Other,Ann Own,"6/1/26, 9:41 AM",,INCOMING,{CY},{ANN}\n',
        "messages.csv": messages(
            ("1", "Ann Own", ANN, "Bo Sample", BO, "03"),
            ("1", "Bo Sample", BO, "Ann Own", ANN, "04"),
            ("2", "Ann Own", ANN, "Cy Other", CY, "05"),
            ("3", "Di Third", DI, "Ann Own, Bo Sample, Cy Other", f"{ANN},{BO},{CY}", "06"),
            ("3", "Ann Own", ANN, "Di Third, Cy Other", f"{DI},{CY}", "07"),
            ("2", "Cy Other", CY, "Ann Own", ANN, "08"),
        ),
    }  # fmt: skip


def reports(kept: ArchiveSnapshot) -> dict[str, FileReport]:
    return {file.report.file: file.report for file in kept.files}


def counts(kept: ArchiveSnapshot) -> Mapping[str, tuple[int, int, int]]:
    assert all(one.records == one.imported + one.duplicate + one.rejected for one in reports(kept).values())
    return {
        name: (one.records, one.imported, dict(one.reasons).get(ERASED_PERSON, 0))
        for name, one in reports(kept).items()
    }


@pytest.mark.parametrize(
    "asked",
    [
        "Bo Sample",
        " bo  SAMPLE ",
        BO,
        "linkedin.com/in/Bo-Sample/?trk=x",
        "http://de.linkedin.com/in/bo-sample",
        "/in/bo-sample/",
    ],
)
def test_nothing_is_stored_of_an_erased_contact(asked: str, tmp_path: Path) -> None:
    path = write(tmp_path / "archive", people())
    tokens = person_tokens(KEY, asked)
    whole = ArchiveSnapshot.read(path, KEY)
    kept = ArchiveSnapshot.read(path, KEY, forgotten=tokens)
    assert counts(kept) == {
        "Profile.csv": (1, 1, 0), "Connections.csv": (2, 1, 1), "Invitations.csv": (2, 1, 1), "messages.csv": (6, 2, 4),
    }  # fmt: skip
    assert whole.without_person(tokens) == (kept, 6)
    assert kept.without_person(tokens) == (kept, 0)
    gone = person_tokens(KEY, "Bo Sample") | person_tokens(KEY, BO)
    assert len(gone) == 2
    assert all(token in unpacked(whole.to_bytes()) for token in gone)
    assert not any(token in unpacked(kept.to_bytes()) for token in gone)
    assert reports(kept)["messages.csv"].rejections == ()  # a line would lead back to the person
    activity, report = merge_snapshots([kept])
    assert sum(one.records for one in report.files) == 11
    assert sum(row.quantity for row in activity.rows["connection_made"]) == 1


def test_a_member_is_not_their_own_contact(tmp_path: Path) -> None:
    whole = ArchiveSnapshot.read(write(tmp_path / "archive", people()), KEY)
    for own in ("Ann Own", ANN):
        assert whole.without_person(person_tokens(KEY, own)) == (whole, 0)


def test_a_person_among_several_receivers_is_found_by_name(tmp_path: Path) -> None:
    """The oldest archives name no conversations and no addresses."""
    content = row("From", "To", "Date", "Content", "Direction") + "".join(
        row(*one)
        for one in (
            ("Ann Own", "Bo Sample, Cy Other", "3/5/18, 9:41 AM", "x", "OUTGOING"),
            ("Cy Other", "Ann Own", "3/6/18, 9:41 AM", "x", "INCOMING"),
        )
    )
    whole = ArchiveSnapshot.read(write(tmp_path / "archive", {"Messages.csv": content}), KEY)
    kept, removed = whole.without_person(person_tokens(KEY, "Bo Sample"))
    assert removed == 1
    assert len(whole.parts) == 1
    assert kept.parts == ()
    assert not any(token in unpacked(kept.to_bytes()) for token in person_tokens(KEY, "Bo Sample"))


def test_a_file_whose_records_are_all_erased_still_counts_as_read(tmp_path: Path) -> None:
    files = {
        **people(),
        "Connections.csv": "First Name,Last Name,URL,Company,Position,Connected On\nBo,Sample,,Acme,CEO,01 Jun 2026\n",
    }
    kept = ArchiveSnapshot.read(write(tmp_path / "archive", files), KEY, forgotten=person_tokens(KEY, "Bo Sample"))
    activity, _ = merge_snapshots([kept])
    assert "connection_made" in activity.coverage
    assert not activity.rows["connection_made"]


def test_a_contact_stays_erased_after_a_new_name_or_a_closed_account(tmp_path: Path) -> None:
    older = ArchiveSnapshot.read(write(tmp_path / "older", people()), KEY)
    newer_files = {
        **people(),
        "Connections.csv": f"First Name,Last Name,URL,Company,Position,Connected On\nBo,Wedded,{BO},Acme,CEO,01 Jun 2026\n",
        "Invitations.csv": "",
        "messages.csv": messages(
            ("1", "LinkedIn Member", "", "Ann Own", ANN, "04"), ("2", "Cy Other", CY, "Ann Own", ANN, "08")
        ),
    }
    asked = person_tokens(KEY, "Bo Sample")
    newer = ArchiveSnapshot.read(write(tmp_path / "newer", newer_files), KEY, forgotten=asked)
    assert counts(newer)["Connections.csv"] == (1, 1, 0)
    known = older.known_as(asked)
    assert known >= asked | person_tokens(KEY, BO)
    kept, removed = newer.without_person(known)
    assert removed == 2
    assert counts(kept)["messages.csv"] == (2, 1, 1)
    assert known.isdisjoint(person_tokens(KEY, "Ann Own") | person_tokens(KEY, ANN))


def test_a_blank_name_matches_nobody() -> None:
    assert person_tokens(KEY, "  ") == frozenset()
