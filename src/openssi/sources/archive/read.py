"""Reads LinkedIn data archives: every file to facts, every record accounted for, archives of one member merged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from openssi.activity import Activity
from openssi.activity.calendar import DAY_SECONDS, to_day
from openssi.errors import ArchiveError
from openssi.model import WINDOW
from openssi.sources.archive.addresses import forget
from openssi.sources.archive.articles import HEAD, read_article
from openssi.sources.archive.beside import can_help, in_two
from openssi.sources.archive.catalogue import ARTICLE, role_of
from openssi.sources.archive.container import READ_FAULTS, Container, Member, open_container
from openssi.sources.archive.facts import Facts
from openssi.sources.archive.join import Archive, join
from openssi.sources.archive.merge import File
from openssi.sources.archive.readers import READERS, Columns, Identify, Make, Reader, quick_identity
from openssi.sources.archive.table import Block, Table, TableError, column, field_limit
from openssi.sources.report import ImportReport, LeftOut, Tally
from openssi.sources.text import forget_texts

__all__ = ["Manner", "OneDay", "Progress", "read_archive", "read_archives"]

#: Called with the bytes read so far and in all, of one archive.
Progress = Callable[[int, int], None]

_EXPORTED = re.compile(r"LinkedInDataExport_(\d\d)-(\d\d)-(\d{4})")
_FOR_EVER = 2**40  # seconds
_IN_FUTURE = "dated in the future"
_LARGE = 4_000_000  # bytes of tables from which a second process saves more time than it takes to begin


class OneDay(NamedTuple):
    """Says that only one day will be asked about. Of the comments that have faded by then only the last is weighed, so that it can
    be told when that was: weighing is the dearest part of reading. Of other days the activity tells too little.

    Attributes:
        day: that day; None for the last one that the archives tell of.
    """

    day: int | None = None


class Manner(NamedTuple):
    """How an archive is read.

    Attributes:
        several: whether others will stand beside it, so that its records have to be told from theirs.
        identity: the hash by which they are told apart.
        watch: puts another in the place of a file before it is opened; told its name without the archive's own folder.
        name: what the archive is called, if its file has another name.
        only: the one day that will be asked about; None if any may be.
        two_processes: whether a large archive may be read in two processes, where there is a second processor.
    """

    several: bool = True
    identity: Identify = quick_identity
    watch: Callable[[Member, str], Member] | None = None
    name: str = ""
    only: OneDay | None = None
    two_processes: bool = False


def read_archives(
    paths: Sequence[Path],
    *,
    time_zone: str = "UTC",
    not_after: int | None = None,
    progress: Progress | None = None,
    only: OneDay | None = None,
    two_processes: bool = False,
) -> tuple[Activity, ImportReport]:
    """One member's activity from one or several of their archives, and what happened to every record.

    Args:
        paths: zips or unpacked folders, in any order.
        time_zone: the zone whose calendar days are the member's days active.
        not_after: a day; records dated later are rejected, since nothing can be known of the future.
        progress: told how far the reading is.
        only: the one day that will be asked about, which is quicker; None if any may be.
        two_processes: whether a large one may be read in two processes. For a process without threads that does little else.

    Raises:
        ArchiveError: one of them cannot be read as an archive, or they belong to different members.
    """
    given = list(dict.fromkeys(paths))
    manner = Manner(several=len(given) > 1, only=only, two_processes=two_processes)
    try:
        return join([read_archive(path, not_after=not_after, progress=progress, manner=manner) for path in given], time_zone)
    finally:
        forget()
        forget_texts()


def read_archive(path: Path, *, not_after: int | None, progress: Progress | None, manner: Manner) -> Archive:
    """One archive as facts, names and addresses in clear. The caller has to `forget` what was kept to be quick.

    Where most records seem to come from the future, the caller's clock is wrong, not the archive.

    Raises:
        ArchiveError: it cannot be read as an archive.
    """
    with field_limit():
        archive = _read(path, not_after, progress, manner)
        imported = sum(file.tally.imported for file in archive.files)
        in_future = sum(file.tally.reasons[_IN_FUTURE] for file in archive.files)
        return _read(path, None, progress, manner) if in_future > imported else archive


def _read(path: Path, not_after: int | None, progress: Progress | None, manner: Manner) -> Archive:
    mark = _mark(path)
    with open_container(path, manner.name) as container:
        reading = _Reading(container, not_after, progress, manner)
        reading.read_all_but_tables()
        places = reading.tables
        if manner.two_processes and sum(container.members[place].size for place in places) >= _LARGE and can_help(len(places)):
            largest_first = sorted(places, key=lambda place: -container.members[place].size)
            files = in_two(largest_first, reading.read_table, partial(reading.read_there, path, mark), reading.understood)
            reading.put(files)
        else:
            for place in places:
                reading.read_table(place)
    if not reading.archive.files:
        raise _foreign(container)
    return reading.archive


def _mark(path: Path) -> object:
    """What tells a file or folder from another, and from itself once something was put into it."""
    try:
        status = path.stat()
    except (OSError, ValueError):  # opening it says so in words
        return None
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


class _Way(NamedTuple):
    """For every file of an archive: the last second that a record may have, the hash of its content, the roles whose
    records are compared with those of another stream, and the first second of which comments are weighed, as far as is known."""

    latest: int
    identity: Identify
    compared: frozenset[str]
    weighed_from: Callable[[], int]


class _Reading:
    """One archive while it is read.

    Attributes:
        archive: what was read so far.
        tables: by a table's place among the members, the place of its file in the archive.
    """

    def __init__(self, container: Container, not_after: int | None, progress: Progress | None, manner: Manner) -> None:
        self._members, self._manner, self._progress = container.members, manner, progress
        wrapper = _wrapper(container)
        self._names = [member.name.removeprefix(wrapper) for member in container.members]
        self._size, self._done = sum(member.size for member in container.members), 0
        self.archive = Archive(container.name, _exported(container.name), self._size)
        self.tables: dict[int, int] = {}
        self._way = _Way(
            _latest(self.archive.exported, not_after),
            manner.identity,
            _compared(self._names, several=manner.several),
            partial(_weighed_from, self.archive, manner.only),
        )

    def read_all_but_tables(self) -> None:
        """Read the articles, say what is left out, and make a file, still empty, of each table."""
        for place, name in enumerate(self._names):
            if _read_member(self.archive, self._watched(place), name, self._way):
                self.tables[place] = len(self.archive.files) - 1
            else:
                self._tell(place)

    def read_table(self, place: int) -> File:
        """Read one table into its file."""
        file = self.archive.files[self.tables[place]]
        _read_table(file, self._watched(place), READERS[file.role], self._way)
        self._tell(place)
        return file

    def read_there(self, path: Path, mark: object, places: Iterable[int]) -> bytes:
        """Read some tables in another process, which opens the archive anew: two cannot read from one open file.

        Nothing is read if the archive has changed since it was marked, or another stands there.
        """
        import json

        from openssi.sources.archive.kept_file import KeptFile

        self._progress = None
        with open_container(path, self._manner.name) as container:
            there = [(member.name, member.size) for member in container.members]
            if mark != _mark(path) or there != [(member.name, member.size) for member in self._members]:
                return b""
            self._members = container.members
            files = [(place, self.read_table(place)) for place in places]
        return json.dumps([[place, *KeptFile.of(file).to_plain()] for place, file in files]).encode("ascii")

    def understood(self, written: bytes) -> dict[int, File]:
        """The tables that were read in another process."""
        import json

        from openssi.sources.archive.kept_file import KeptFile

        return {place: KeptFile.from_plain(*file).opened() for place, *file in json.loads(written)}

    def put(self, files: Mapping[int, File]) -> None:
        """Put tables that were read elsewhere in the place of their files."""
        for place, file in files.items():
            self.archive.files[self.tables[place]] = file
        if self._progress:
            self._progress(self._size, self._size)

    def _watched(self, place: int) -> Member:
        member, watch = self._members[place], self._manner.watch
        return watch(member, self._names[place]) if watch else member

    def _tell(self, place: int) -> None:
        self._done += self._members[place].size
        if self._progress:
            self._progress(self._done, self._size)


def _compared(names: Iterable[str], *, several: bool) -> frozenset[str]:
    """The roles whose records must be told from those of another stream."""
    streams = Counter(role for role, _ in {role_of(name)[:2] for name in names})
    return frozenset(role for role, count in streams.items() if several or count > 1)


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


def _weighed_from(archive: Archive, only: OneDay | None) -> int:
    """The first second of which comments can count on the one day asked about."""
    if only is None:
        return 0
    day = archive.last_day if only.day is None else only.day  # what was read so far bounds the archive's last day from below
    return (day - WINDOW + 1) * DAY_SECONDS


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


def _read_member(archive: Archive, member: Member, name: str, way: _Way) -> bool:
    """Take in what is no table; whether it is one. Then it has a file in the archive, still empty."""
    if _is_litter(name):
        return False
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
        _read_article(_article_file(archive, stream), member, name, way)
    else:
        archive.files.append(File(role, stream, Tally(name, archive.name), compared=role in way.compared))
        return True
    return False


def _article_file(archive: Archive, stream: str) -> File:
    """All articles share one line of the report: nobody wants a hundred."""
    for file in archive.files:
        if file.role == ARTICLE:
            return file
    archive.files.append(File(ARTICLE, stream, Tally("Articles", archive.name)))
    return archive.files[-1]


def _read_article(file: File, member: Member, name: str, way: _Way) -> None:
    tally = file.tally
    try:
        with member.open() as content:
            fact = read_article(name, content.read(HEAD), way.identity)
    except (ValueError, *READ_FAULTS) as error:
        tally.reject(0, _in_words(error))
        return
    if fact.at > way.latest:
        tally.reject(0, _IN_FUTURE)
        return
    file.take(Facts.of([fact]), (fact.at, fact.at))


def _read_table(file: File, member: Member, reader: Reader, way: _Way) -> None:
    tally = file.tally
    table = Table(reader.required, tally.reject, reader.escape, rejoin=reader.rejoin, unwrap=reader.unwrap)
    latest = _FOR_EVER if reader.planned else way.latest
    try:
        with member.open() as content:
            make: Make | None = None
            for block in table.blocks(content):
                if make is None:  # the header is known once the first block is there
                    columns = Columns(
                        _places(table.header), compared=file.compared, identity=way.identity, weighed_from=way.weighed_from
                    )
                    make = reader.make(columns)
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
    if not block.columns:
        return
    try:
        facts = make(block.columns)
        span = facts.span
        if span and span[1] > latest:
            raise ValueError(_IN_FUTURE)
    except ValueError as error:
        if len(block.starts) == 1:
            table.refuse(block.starts[0], _in_words(error))
            return
        for start, *row in zip(block.starts, *block.columns, strict=True):
            _keep_facts(table, Block([start], [(value,) for value in row]), make, file, latest)
    else:
        file.take(facts, span)


def _places(header: list[str]) -> dict[str, int]:
    """Where each column stands; of two with the same name the first."""
    places: dict[str, int] = {}
    for at, name in enumerate(header):
        places.setdefault(column(name), at)
    return places


def _in_words(error: Exception) -> str:
    return str(error).strip() or type(error).__name__
