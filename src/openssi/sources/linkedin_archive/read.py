"""Reads LinkedIn data archives: every file to facts, every record accounted for, archives of one member merged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from openssi.activity import Activity
from openssi.activity.calendar import DAY_SECONDS, to_day
from openssi.activity.report import ImportReport, SkippedFile
from openssi.errors import ArchiveError
from openssi.sources.container import READ_FAULTS, Container, Member, open_container
from openssi.sources.linkedin_archive.articles import HEAD, read_article
from openssi.sources.linkedin_archive.catalogue import ARTICLE, role_of
from openssi.sources.linkedin_archive.facts import Facts
from openssi.sources.linkedin_archive.join import Archive, join
from openssi.sources.linkedin_archive.merge import File
from openssi.sources.linkedin_archive.readers import READERS, Columns, Identify, Make, Reader, quick_identity
from openssi.sources.linkedin_archive.table import Block, Table, TableError, column, field_limit
from openssi.sources.links import clear_link_caches
from openssi.sources.tally import Tally
from openssi.sources.text import clear_caches_of_texts

__all__ = ["FileContext", "Progress", "ReadOptions", "read_archive", "read_archives"]

#: Called with the bytes read so far and in all, of one archive.
Progress = Callable[[int, int], None]

_EXPORTED = re.compile(r"LinkedInDataExport_(\d\d)-(\d\d)-(\d{4})")
_FOR_EVER = 2**40  # seconds
_IN_FUTURE = "dated in the future"


class ReadOptions(NamedTuple):
    """How to read an archive.

    Attributes:
        several: whether it will be merged with others, so that its records must be told apart from theirs.
        identity: the hash that identifies a record.
        watch: wraps a file before it is opened; receives the file and its name without the archive's own folder.
        name: the archive's name, if its file has another one.
    """

    several: bool = True
    identity: Identify = quick_identity
    watch: Callable[[Member, str], Member] | None = None
    name: str = ""


def read_archives(
    paths: Sequence[Path],
    *,
    time_zone: str = "UTC",
    not_after: int | None = None,
    progress: Progress | None = None,
) -> tuple[Activity, ImportReport]:
    """One member's activity from one or several of their archives, and what happened to every record.

    Args:
        paths: zips or unpacked folders, in any order.
        time_zone: the zone whose calendar days are the member's days active.
        not_after: a day; records dated later are rejected, since nothing can be known of the future.
        progress: receives the bytes read so far and in all.

    Raises:
        ArchiveError: one of them cannot be read as an archive, or they belong to different members.
    """
    given = list(dict.fromkeys(paths))
    options = ReadOptions(several=len(given) > 1)
    try:
        return join(
            [read_archive(path, not_after=not_after, progress=progress, options=options) for path in given], time_zone
        )
    finally:
        clear_link_caches()
        clear_caches_of_texts()


def read_archive(path: Path, *, not_after: int | None, progress: Progress | None, options: ReadOptions) -> Archive:
    """One archive as facts, names and addresses in clear. The caller has to `forget` what was kept to be quick.

    Where most records seem to come from the future, the caller's clock is wrong, not the archive.

    Raises:
        ArchiveError: it cannot be read as an archive.
    """
    with field_limit():
        archive = _read(path, not_after, progress, options)
        imported = sum(file.tally.imported for file in archive.files)
        in_future = sum(file.tally.reasons[_IN_FUTURE] for file in archive.files)
        return _read(path, None, progress, options) if in_future > imported else archive


def _read(path: Path, not_after: int | None, progress: Progress | None, options: ReadOptions) -> Archive:
    with open_container(path, options.name) as container:
        archive = _read_members(container, not_after, progress, options)
    if not archive.files:
        raise _foreign(container)
    return archive


def _read_members(
    container: Container, not_after: int | None, progress: Progress | None, options: ReadOptions
) -> Archive:
    wrapper = _wrapper(container)
    names = [member.name.removeprefix(wrapper) for member in container.members]
    total, done = sum(member.size for member in container.members), 0
    archive = Archive(container.name, _exported(container.name), total)
    context = FileContext(
        _latest(archive.exported, not_after), options.identity, _compared(names, several=options.several)
    )
    for member, name in zip(container.members, names, strict=True):
        watched = options.watch(member, name) if options.watch else member
        _read_member(archive, watched, name, context)
        done += member.size
        if progress:
            progress(done, total)
    return archive


class FileContext(NamedTuple):
    """What every file of an archive is read with.

    Attributes:
        latest: the last second that a record may have.
        identity: the hash that identifies a record.
        compared: the roles whose records are compared with those of another stream.
    """

    latest: int
    identity: Identify
    compared: frozenset[str]


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
        unchanged="Nothing was read from it.",
        hint=f"Unpack it and give the zip inside: {inner[0]}."
        if inner
        else "Give the zip that LinkedIn sent, or its unpacked folder.",
    )


def _read_member(archive: Archive, member: Member, name: str, context: FileContext) -> None:
    """Read one file into the archive, or note why it was skipped."""
    if _is_litter(name):
        return
    role, stream, left_out = role_of(name)
    if member.oversized and not left_out:
        raise ArchiveError(
            "archive-unsafe",
            f"{name} in {archive.name} is {member.refused}, as no file from LinkedIn is.",
            unchanged="Nothing was scored.",
            hint="Use the zip as LinkedIn sent it.",
        )
    if left_out or member.refused:
        archive.skipped.append(SkippedFile(name, archive.name, member.refused or left_out))
    elif role == ARTICLE:
        _read_article(_article_file(archive, stream), member, name, context)
    else:
        file = File(role, stream, Tally(name, archive.name), compared=role in context.compared)
        archive.files.append(file)
        _read_table(file, member, READERS[role], context)


def _article_file(archive: Archive, stream: str) -> File:
    """All articles share one line of the report: nobody wants a hundred."""
    for file in archive.files:
        if file.role == ARTICLE:
            return file
    archive.files.append(File(ARTICLE, stream, Tally("Articles", archive.name)))
    return archive.files[-1]


def _read_article(file: File, member: Member, name: str, context: FileContext) -> None:
    tally = file.tally
    try:
        with member.open() as content:
            fact = read_article(name, content.read(HEAD), context.identity)
    except (ValueError, *READ_FAULTS) as error:
        tally.reject(0, _in_words(error))
        return
    if fact.at > context.latest:
        tally.reject(0, _IN_FUTURE)
        return
    file.take(Facts.of([fact]), (fact.at, fact.at))


def _read_table(file: File, member: Member, reader: Reader, context: FileContext) -> None:
    tally = file.tally
    table = Table(reader.required, tally.reject, reader.escape, rejoin=reader.rejoin, unwrap=reader.unwrap)
    latest = _FOR_EVER if reader.planned else context.latest
    try:
        with member.open() as content:
            make: Make | None = None
            for block in table.blocks(content):
                if make is None:  # the header is known once the first block is there
                    columns = Columns(_places(table.header), compared=file.compared, identity=context.identity)
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
