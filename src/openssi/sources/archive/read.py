"""Reads LinkedIn data archives: every file to facts, every record accounted for, archives of one member merged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path, PurePosixPath

from openssi.activity import Activity
from openssi.activity.calendar import DAY_SECONDS, day_of, to_day
from openssi.errors import ArchiveError
from openssi.sources.archive.addresses import forget
from openssi.sources.archive.articles import HEAD, read_article
from openssi.sources.archive.assemble import PROFILE_ROLES, Snapshot, Spans, assemble
from openssi.sources.archive.catalogue import ARTICLE, role_of
from openssi.sources.archive.container import READ_FAULTS, Container, Member, open_container
from openssi.sources.archive.facts import Fact, Invitation, Owner
from openssi.sources.archive.merge import File, union
from openssi.sources.archive.readers import READERS, Columns, Make, Reader
from openssi.sources.archive.table import Block, Table, TableError, column, field_limit
from openssi.sources.report import ImportReport, LeftOut, Tally
from openssi.sources.text import forget_texts

__all__ = ["Progress", "read_archives"]

#: Called with the bytes read so far and in all, of one archive.
Progress = Callable[[int, int], None]

_EXPORTED = re.compile(r"LinkedInDataExport_(\d\d)-(\d\d)-(\d{4})")
_FOR_EVER = 2**40  # seconds
_IN_FUTURE = "dated in the future"


@dataclass(slots=True)
class _Archive:
    """One archive as read, before it is merged with others."""

    name: str
    exported: int = 0
    size: int = 0
    files: list[File] = field(default_factory=list[File])
    left_out: list[LeftOut] = field(default_factory=list[LeftOut])

    def facts(self, role: str) -> list[Fact]:
        """All facts of a role."""
        return [fact for file in self.files if file.role == role for fact in file.facts]

    def spans(self) -> Spans:
        """What the archive covers; its last day is the latest of any record that is no plan."""
        spans = Spans(0, self.exported)
        spans.unread = {file.role for file in self.files if not file.was_read}
        for role in {file.role for file in self.files if file.was_read}:
            facts = self.facts(role)
            first, last = _span(facts)
            spans.roles[role] = (first, len(facts))
            if last is not None and not _is_planned(role):
                spans.last_day = max(spans.last_day, last)
        return spans

    def own_names(self) -> tuple[set[str], set[str]]:
        """The member's own names and addresses, as far as files say so outright."""
        names = {fact.name for fact in self.facts("profile") if isinstance(fact, Owner) and fact.name}
        addresses = {f.own_address for f in self.facts("invitations") if isinstance(f, Invitation) and f.own_address}
        return names, addresses


def _span(facts: Iterable[Fact]) -> tuple[int | None, int | None]:
    """The first and the last day of records; None where they have no date."""
    moments = [fact[0] for fact in facts if fact[0] is not None]  # by position: this runs over every record
    return (day_of(min(moments)), day_of(max(moments))) if moments else (None, None)


def _is_planned(role: str) -> bool:
    return role in READERS and READERS[role].planned


def read_archives(
    paths: Sequence[Path], *, time_zone: str = "UTC", not_after: int | None = None, progress: Progress | None = None
) -> tuple[Activity, ImportReport]:
    """One member's activity from one or several of their archives, and what happened to every record.

    Args:
        paths: zips or unpacked folders, in any order.
        time_zone: the zone whose calendar days are the member's days active.
        not_after: a day; records dated later are rejected, since nothing can be known of the future.
        progress: told how far the reading is.

    Raises:
        ArchiveError: one of them cannot be read as an archive, or they belong to different members.
    """
    with field_limit():
        read = [_read_plausibly(path, not_after, progress) for path in dict.fromkeys(paths)]
    _check_one_member(read)
    # Newest first; the order on the command line must not matter, so the name's date and the size decide between equals.
    ranked = sorted(
        ((archive.spans(), archive) for archive in read),
        key=lambda pair: (pair[0].last_day, pair[1].exported, pair[1].size),
        reverse=True,
    )
    spans, archives = [pair[0] for pair in ranked], [pair[1] for pair in ranked]
    snapshots = _snapshots(spans, archives)
    facts = _merged(archives)
    activity = assemble(facts, snapshots, spans, time_zone)
    forget()
    forget_texts()
    return activity, _report(read)


def _snapshots(spans: list[Spans], archives: list[_Archive]) -> list[Snapshot]:
    """The profile as each archive has it. LinkedIn sends parts of one export as several zips: what one lacks, its neighbour has."""
    found: list[Snapshot] = []
    for at, span in enumerate(spans):
        nearest = sorted(range(len(archives)), key=lambda other: (abs(spans[other].last_day - span.last_day), abs(other - at)))
        facts = {role: _first_of(archives[other].facts(role) for other in nearest) for role in PROFILE_ROLES}
        found.append(Snapshot(span.last_day, facts))
    return found


def _first_of(found: Iterable[list[Fact]]) -> list[Fact]:
    return next(filter(None, found), list[Fact]())


def _merged(archives: list[_Archive]) -> dict[str, list[Fact]]:
    """By role, the facts of all archives without duplicates; archives come newest first."""
    streams: dict[str, dict[tuple[int, str], list[File]]] = {}
    for number, archive in enumerate(archives):
        for file in archive.files:
            streams.setdefault(file.role, {}).setdefault((number, file.stream), []).append(file)
    for role, of_role in streams.items():
        union(role, list(of_role.values()))
    return {
        role: [fact for files in of_role.values() for file in files for fact in file.facts] for role, of_role in streams.items()
    }


def _report(archives: list[_Archive]) -> ImportReport:
    files = [
        file.tally.close(*_span(file.facts))
        for archive in archives
        for file in sorted(archive.files, key=lambda file: file.tally.file.casefold())
    ]
    return ImportReport(tuple(files), tuple(out for archive in archives for out in archive.left_out))


def _check_one_member(archives: list[_Archive]) -> None:
    known = [(archive, *archive.own_names()) for archive in archives]
    for (one, names, addresses), (other, other_names, other_addresses) in combinations(known, 2):
        share_address = not addresses or not other_addresses or addresses & other_addresses
        if names and other_names and not names & other_names and not (addresses and other_addresses and share_address):
            raise ArchiveError(
                "archive-other-member",
                f"{one.name} and {other.name} belong to different members.",
                kept="Nothing was scored.",
                hint="Give only archives of one member.",
            )


def _read_plausibly(path: Path, not_after: int | None, progress: Progress | None) -> _Archive:
    """Where most records seem to come from the future, the caller's clock is wrong, not the archive."""
    archive = _read(path, not_after, progress)
    imported = sum(file.tally.imported for file in archive.files)
    in_future = sum(file.tally.reasons[_IN_FUTURE] for file in archive.files)
    return _read(path, None, progress) if in_future > imported else archive


def _read(path: Path, not_after: int | None, progress: Progress | None) -> _Archive:
    with open_container(path) as container:
        total = sum(member.size for member in container.members)
        archive = _Archive(container.name, _exported(container.name), total)
        latest = _latest(archive.exported, not_after)
        done, wrapper = 0, _wrapper(container)
        for member in container.members:
            _read_member(archive, member, member.name.removeprefix(wrapper), latest)
            done += member.size
            if progress:
                progress(done, total)
    if not archive.files:
        raise _foreign(container)
    return archive


def _exported(name: str) -> int:
    """The day in the archive's name; 0 if there is none."""
    found = _EXPORTED.search(name)
    if not found:
        return 0
    month, day, year = map(int, found.groups())
    try:
        return to_day(date(year, month, day))
    except ValueError:
        return 0


def _latest(exported: int, not_after: int | None) -> int:
    """The last second that a record may have: by the day of the export with a day of grace, else as the caller says."""
    limit = exported + 1 if exported else not_after
    return _FOR_EVER if limit is None else (limit + 1) * DAY_SECONDS - 1


def _wrapper(container: Container) -> str:
    """The one folder, with its slash, that everything lies in; "" if there is none."""
    names = [member.name for member in container.members if not _is_litter(member.name)]
    heads = {name.partition("/")[0] + "/" for name in names if "/" in name}
    return heads.pop() if len(heads) == 1 and all("/" in name for name in names) else ""


def _is_litter(name: str) -> bool:
    """Files that operating systems add."""
    return name.startswith("__MACOSX/") or PurePosixPath(name).name in {".DS_Store", "Thumbs.db", "desktop.ini"}


def _foreign(container: Container) -> ArchiveError:
    names = {member.name for member in container.members}
    if "xl/workbook.xml" in names:
        return ArchiveError(
            "archive-workbook",
            f"{container.name} is a spreadsheet, not LinkedIn's data archive.",
            hint="Give the zip from LinkedIn's Settings › Data privacy › Get a copy of your data; the analytics workbook may stand "
            "beside it, with its ending .xlsx.",
        )
    inner = sorted(name for name in names if name.lower().endswith(".zip"))
    return ArchiveError(
        "archive-foreign",
        f"{container.name} holds no file that the index is made of ({len(names)} other {'file' if len(names) == 1 else 'files'}).",
        kept="Nothing was read from it.",
        hint=f"Unpack it and give the zip inside: {inner[0]}."
        if inner
        else "Give the zip that LinkedIn sent, or its unpacked folder.",
    )


def _read_member(archive: _Archive, member: Member, name: str, latest: int) -> None:
    if _is_litter(name):
        return
    role, stream, left_out = role_of(name)
    if member.oversized and not left_out:
        raise ArchiveError(
            "archive-unsafe",
            f"{name} in {archive.name} is {member.refused}, as no file from LinkedIn is.",
            kept="Nothing was scored.",
            hint="Use the zip as LinkedIn sent it.",
        )
    if left_out or member.refused:
        archive.left_out.append(LeftOut(name, archive.name, member.refused or left_out))
    elif role == ARTICLE:
        _read_article(_article_file(archive, stream), member, name, latest)
    else:
        file = File(role, stream, Tally(name, archive.name))
        archive.files.append(file)
        _read_table(file, member, READERS[role], latest)


def _article_file(archive: _Archive, stream: str) -> File:
    """All articles share one line of the report: nobody wants a hundred."""
    for file in archive.files:
        if file.role == ARTICLE:
            return file
    archive.files.append(File(ARTICLE, stream, Tally("Articles", archive.name)))
    return archive.files[-1]


def _read_article(file: File, member: Member, name: str, latest: int) -> None:
    tally = file.tally
    try:
        with member.open() as content:
            fact = read_article(name, content.read(HEAD))
    except (ValueError, *READ_FAULTS) as error:
        tally.reject(0, _in_words(error))
        return
    if fact.at > latest:
        tally.reject(0, _IN_FUTURE)
        return
    tally.imported += 1
    file.facts.append(fact)


def _read_table(file: File, member: Member, reader: Reader, latest: int) -> None:
    tally = file.tally
    table = Table(reader.required, tally.reject, reader.escape, rejoin=reader.rejoin, unwrap=reader.unwrap)
    latest = _FOR_EVER if reader.planned else latest
    try:
        with member.open() as content:
            make: Make | None = None
            for block in table.blocks(content):
                make = make or reader.make(Columns(_places(table.header)))  # known once the first block is there
                _keep_facts(table, block, make, file, latest)
    except TableError as error:
        tally.notes.append(f"not read: {error}")
    except READ_FAULTS as error:
        tally.reject(tally.imported + tally.rejected + 1, f"damaged from here on ({_in_words(error)})")
    tally.repaired += len(table.mended)
    tally.notes.extend(table.notes)
    unknown = [name for name in table.header if name.strip() and column(name) not in reader.known]
    if unknown:
        tally.notes.append("columns that we do not know, and leave alone: " + ", ".join(unknown[:5]))


def _keep_facts(table: Table, block: Block, make: Make, file: File, latest: int) -> None:
    """A block of records becomes facts; if one is at fault, each is tried by itself and the faulty ones are rejected."""
    try:
        facts = make(block.rows)
        if any(fact[0] > latest for fact in facts if fact[0] is not None):  # by position: this runs for every record
            raise ValueError(_IN_FUTURE)
    except ValueError as error:
        if len(block.rows) == 1:
            table.refuse(block.starts[0], _in_words(error))
            return
        for start, row in zip(*block, strict=True):
            _keep_facts(table, Block([start], [row]), make, file, latest)
    else:
        file.tally.imported += len(facts)
        file.facts += facts


def _places(header: list[str]) -> dict[str, int]:
    """Where each column stands; of two with the same name the first."""
    places: dict[str, int] = {}
    for at, name in enumerate(header):
        places.setdefault(column(name), at)
    return places


def _in_words(error: Exception) -> str:
    return str(error).strip() or type(error).__name__
