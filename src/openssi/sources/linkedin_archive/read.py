"""Read one LinkedIn data archive: every file to facts, every record counted as imported or rejected."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from itertools import chain, takewhile
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from openssi.activity.calendar import DAY_SECONDS, iso, to_day
from openssi.activity.report import SkippedFile
from openssi.errors import ArchiveError
from openssi.sources.container import READ_ERRORS, Container, Entry, open_container
from openssi.sources.dates import AmbiguousDateOrderError, DateColumn
from openssi.sources.linkedin_archive.archive import Archive, File
from openssi.sources.linkedin_archive.articles import HEAD, read_article
from openssi.sources.linkedin_archive.catalogue import ARTICLE, REGISTRATION, UNKNOWN, role_of
from openssi.sources.linkedin_archive.columns import Columns, Make
from openssi.sources.linkedin_archive.duplicates import remove_duplicates_in_concatenated
from openssi.sources.linkedin_archive.facts import Facts, count_texts_in_other_languages
from openssi.sources.linkedin_archive.file_formats import COLUMNS, FILE_FORMATS, FileFormat
from openssi.sources.linkedin_archive.table import Block, PlaceholderError, Table, TableError, column, field_limit
from openssi.sources.protocol import Identify, ReadOptions
from openssi.sources.tally import DAMAGED, REST_SKIPPED, Tally, in_other_languages

__all__ = ["read_archive"]

_EXPORTED = re.compile(r"LinkedInDataExport_(\d\d)-(\d\d)-(\d{4})")
_NO_LIMIT = 2**40  # seconds
#: Of one file. The most active members have a tenth of this; a faulty record takes five times as long to read as a good
#: one.
_MOST_RECORDS, _MOST_FAULTY = 500_000, 10_000
_SYNCED = ".ssi"  # what `ssi sync` writes
_IN_FUTURE = "dated in the future"
_JOINED = "the header again: several files were joined to one"
_SYSTEM_FILES = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))


class _FileContext(NamedTuple):
    """What every file of an archive is read with.

    Attributes:
        latest: the last second that a record may have.
        identity: the hash that identifies a record.
        compared: the roles of which records are compared with those of another file.
        text_readers: the versions of the text readers to run.
        recent_only: whether old texts need not be read.
        connected: the addresses of the member's connections, as far as their file came first.
    """

    latest: int
    identity: Identify
    compared: frozenset[str]
    text_readers: frozenset[int]
    recent_only: bool
    connected: frozenset[str] = frozenset()


def read_archive(path: Path, options: ReadOptions) -> Archive:
    """Read one archive to facts, with names and addresses in clear.

    If most records seem to come from the future, the caller's clock is wrong, not the archive.

    Raises:
        ArchiveError: it cannot be read as an archive.
    """
    with field_limit():
        archive = _read(path, options)
        imported = sum(file.tally.imported for file in archive.files)
        in_future = sum(file.tally.reasons[_IN_FUTURE] for file in archive.files)
        return _read(path, options._replace(not_after=None)) if in_future > imported else archive


def _read(path: Path, options: ReadOptions) -> Archive:
    with open_container(path, options.name) as container:
        archive = _read_entries(container, options)
    if not archive.files:
        raise _foreign(container, is_folder=path.is_dir())
    if all(file.fault for file in archive.files):
        raise _unreadable(archive)
    names, _, _ = archive.owner()
    if archive.several_accounts and len(names) > 1 and not archive.confirmed:
        raise _several_members(archive)
    return archive


def _read_entries(container: Container, options: ReadOptions) -> Archive:
    total, done = sum(entry.size for entry in container.entries), 0
    archive = Archive(
        container.name,
        _exported(container.name),
        total,
        text_readers=options.text_readers,
        recent_only=options.recent_only,
        confirmed=options.confirmed,
    )
    wrapper = _wrapper(container)
    names = [entry.name.removeprefix(wrapper) for entry in container.entries]
    context = _FileContext(
        _latest(archive.exported, options.not_after),
        options.identity,
        _repeated_roles(names) if options.alone else frozenset(FILE_FORMATS),
        options.text_readers,
        options.recent_only,
    )
    for entry, name in zip(container.entries, names, strict=True):
        watched = options.watch(entry, name) if options.watch and role_of(name).role else entry
        _read_entry(archive, watched, name, context)
        done += entry.size
        if options.progress:
            options.progress(done, total)
    return archive


def _repeated_roles(names: Iterable[str]) -> frozenset[str]:
    """Return the roles that an archive has several files of, such as copies, or in which LinkedIn repeats records."""
    roles = Counter(role for role, _, _ in map(role_of, names) if role)
    return frozenset(role for role, file_format in FILE_FORMATS.items() if roles[role] > 1 or not file_format.repeats)


def _exported(name: str) -> int:
    """Return the day in the archive's name; 0 if there is none."""
    match = _EXPORTED.search(name)
    if not match:
        return 0
    month, day, year = map(int, match.groups())
    try:
        return to_day(date(year, month, day))
    except ValueError:
        return 0


def _latest(exported: int, not_after: int | None) -> int:
    """Return the last second that a record may have: the day after the export, else the end of `not_after`."""
    limit = exported + 1 if exported else not_after
    return _NO_LIMIT if limit is None else (limit + 1) * DAY_SECONDS - 1


def _wrapper(container: Container) -> str:
    """Return the folders, with their slashes, that everything lies in; "" if there are none."""
    folders = [PurePosixPath(entry.name).parent.parts for entry in container.entries if not _is_os_metadata(entry.name)]
    common = takewhile(lambda parts: len(set(parts)) == 1, zip(*folders, strict=False))
    outside = takewhile(lambda name: name.lower() != "articles", (parts[0] for parts in common))
    return "".join(f"{name}/" for name in outside)


def _is_os_metadata(name: str) -> bool:
    """Return whether an operating system added the file; `._*` is macOS's AppleDouble."""
    path = PurePosixPath(name)
    return "__MACOSX" in path.parts or path.name.startswith("._") or path.name in _SYSTEM_FILES


def _several_members(archive: Archive) -> ArchiveError:
    return ArchiveError(
        "archive-other-member",
        f"{archive.name} has files of different members: names and days of registration differ.",
        unchanged="Nothing was scored.",
        hint="Use the archive of one member only. If both are yours and you changed your name, confirm it: with "
        "--same-member on the command line, or with “That’s me” under Uploads on a team server.",
    )


def _foreign(container: Container, *, is_folder: bool) -> ArchiveError:
    if container.is_single_file:
        return _foreign_file(container.name)
    names = sorted(entry.name for entry in container.entries)
    inner = next((name for name in names if name.lower().endswith(".zip")), "")
    files = f"{len(names)} other {'file' if len(names) == 1 else 'files'}"
    similar = next((why for name in names if (why := role_of(name).skipped).startswith(PurePosixPath(name).name)), "")
    to_zip = "Use the zip inside" if is_folder else "Unpack it and use the zip inside"
    synced = next((name for name in names if name.endswith(_SYNCED)), "")
    hint = f"{to_zip}: {inner}." if inner else similar and f"{similar}."
    hint = f"To score what ssi sync has read, use {synced} in it." if synced else hint
    return ArchiveError(
        "archive-foreign",
        f"{container.name} isn't a LinkedIn archive: none of LinkedIn's files are in it ({files}).",
        unchanged="Nothing was read from it.",
        hint=hint or "Use the zip that LinkedIn sent you, or the folder you unpacked it to.",
    )


def _foreign_file(name: str) -> ArchiveError:
    reason = role_of(name).skipped
    what = (
        "isn't a file of LinkedIn's archive that the index reads" if reason == UNKNOWN else f"can't be scored: {reason}"
    )
    return ArchiveError(
        "archive-foreign",
        f"{name} {what}.",
        unchanged="Nothing was read from it.",
        hint=(
            "Keep the names that LinkedIn gave its files, such as Connections.csv, or use the zip that LinkedIn sent "
            "you."
        ),
    )


def _unreadable(archive: Archive) -> ArchiveError:
    faults = ". ".join(f"{file.tally.file} can't be read: {file.fault}" for file in archive.files[:3])
    return ArchiveError(
        "archive-header",
        f"{faults}.",
        unchanged="Nothing was scored.",
        hint="Use the files as LinkedIn sent them, with their English column names.",
    )


def _read_entry(archive: Archive, entry: Entry, name: str, context: _FileContext) -> None:
    """Read one file into the archive, or note why it was skipped."""
    if _is_os_metadata(name):
        return
    role, stream, skipped = role_of(name)
    if entry.oversized and not skipped:
        raise ArchiveError(
            "archive-unsafe",
            f"{name} in {archive.name} is {entry.refused}. LinkedIn's files are far smaller.",
            unchanged="Nothing was scored.",
            hint="Use the zip as LinkedIn sent it.",
        )
    if skipped == REGISTRATION and not entry.refused:
        day = _day_of_registration(entry)
        archive.several_accounts |= bool(archive.registered and day and day != archive.registered)
        archive.registered = archive.registered or day
    if skipped or entry.refused:
        archive.skipped.append(SkippedFile(name, archive.name, entry.refused or skipped))
    elif role == ARTICLE:
        _read_article(_article_file(archive, stream), entry, name, context)
    else:
        file = File(role, stream, Tally(name, archive.name))
        if role == "messages":
            context = context._replace(connected=_connected(archive))
        try:
            _read_table(file, entry, FILE_FORMATS[role], context)
        except PlaceholderError:
            archive.skipped.append(
                SkippedFile(name, archive.name, "a placeholder without data, the same in every archive")
            )
        else:
            archive.files.append(file)


def _connected(archive: Archive) -> frozenset[str]:
    """Return the addresses of the member's connections, as far as they have been read."""
    addresses = (file.facts.column("address") for file in archive.files if file.role == "connections")
    return frozenset(filter(None, chain.from_iterable(addresses)))


def _day_of_registration(entry: Entry) -> str:
    """Return the day in Registration.csv; "" if there is none. Nothing else in it is looked at."""
    table = Table(("registeredat",), lambda _, __: None)
    with suppress(TableError, AmbiguousDateOrderError, ValueError, *READ_ERRORS), entry.open() as content:
        for block in table.blocks(content):
            at = _positions(table.header)["registeredat"]
            return iso(min(DateColumn().read(list(block.columns[at]))) // DAY_SECONDS)
    return ""


def _article_file(archive: Archive, stream: str) -> File:
    """Return the one file that represents all articles in the report, which would otherwise have a hundred lines."""
    for file in archive.files:
        if file.role == ARTICLE:
            return file
    archive.files.append(File(ARTICLE, stream, Tally("Articles", archive.name)))
    return archive.files[-1]


def _read_article(file: File, entry: Entry, name: str, context: _FileContext) -> None:
    try:
        with entry.open() as content:
            fact = read_article(name, content.read(HEAD), context.identity)
    except (ValueError, *READ_ERRORS) as error:
        file.tally.reject(0, _describe(error))
        return
    if fact.at > context.latest:
        file.tally.reject(0, _IN_FUTURE)
        return
    file.add(Facts.of([fact]))


def _read_table(file: File, entry: Entry, file_format: FileFormat, context: _FileContext) -> None:
    try:
        _read_records(file, entry, file_format, context, DateColumn(pacific=file_format.pacific))
    except AmbiguousDateOrderError:
        _forget(file)
        dates = _collected_dates(entry, file_format, context)
        order = dates.decide()
        if order.year_first:
            file.tally.notes.append("dates were read with the year first")
        elif dates.numeric and not order.fault:
            file.tally.notes.append(f"dates were read with the {'day' if order.day_first else 'month'} first")
        _read_records(file, entry, file_format, context, DateColumn(order, pacific=file_format.pacific))
    if file.begins and file.role not in context.compared:
        # Several files were joined to one and may have records in common, so the records have to be identified.
        _forget(file)
        _read_table(file, entry, file_format, context._replace(compared=context.compared | {file.role}))


def _forget(file: File) -> None:
    file.tally = Tally(file.tally.file, file.tally.archive)
    file.facts, file.begins = Facts(), []


def _collected_dates(entry: Entry, file_format: FileFormat, context: _FileContext) -> DateColumn:
    """Return all dates of a file that a spreadsheet has saved again."""
    dates = DateColumn(collect=True)
    table = _table(file_format, lambda _, __: None)
    make: Make | None = None
    with suppress(TableError, *READ_ERRORS), entry.open() as content:
        for block in table.blocks(content):
            if make is None:
                make = file_format.make(_columns(table, context, dates, ""))
            for row in zip(*block.columns, strict=True):
                with suppress(ValueError):
                    make([(value,) for value in row])
    return dates


def _table(file_format: FileFormat, reject: Callable[[int, str], None]) -> Table:
    return Table(
        file_format.required,
        reject,
        file_format.escape,
        file_format.rejoin,
        file_format.unwrap,
        file_format.continues,
        file_format.ends_open,
        file_format.placeholder,
    )


def _read_records(file: File, entry: Entry, file_format: FileFormat, context: _FileContext, dates: DateColumn) -> None:
    tally = file.tally
    table = _table(file_format, tally.reject)
    latest = _NO_LIMIT if file_format.planned else context.latest
    try:
        with entry.open() as content:
            make: Make | None = None
            for block in table.blocks(content):
                if make is None:  # the header is known once the first block is there
                    make = file_format.make(_columns(table, context, dates, file.role))
                _add_facts(table, block, make, file, latest)
                if _is_too_much(tally):
                    break
    except PlaceholderError:
        raise
    except TableError as error:
        file.fault = str(error)
        tally.notes.append(f"not read: {error}")
    except READ_ERRORS as error:
        tally.reject(tally.imported + tally.rejected + 1, f"{DAMAGED} ({_describe(error)})")
    remove_duplicates_in_concatenated(file)
    if file_format.finish:
        file_format.finish(file.facts)
    tally.repaired += len(table.repaired)
    tally.notes.extend(table.notes)
    present = set(map(column, table.header))
    tally.notes.extend(
        columns.note
        for columns in COLUMNS.values()
        if columns.role == file.role and present and present.isdisjoint(columns.columns)
    )
    unknown = [name for name in table.header if name.strip() and column(name) not in file_format.known]
    if unknown:
        tally.notes.append("unknown columns, ignored: " + ", ".join(unknown[:5]))
    if file.role in _TEXTS and (count := count_texts_in_other_languages(file.facts)[0]):
        tally.notes.append(in_other_languages(_TEXTS[file.role], count))


#: Files of which version 2 of the text readers reports texts in other languages.
_TEXTS = {
    "comments": ("comment of the last half year", "comments of the last half year"),
    "connections": ("job title", "job titles"),
}


def _columns(table: Table, context: _FileContext, dates: DateColumn, role: str) -> Columns:
    return Columns(
        _positions(table.header),
        context.identity,
        dates,
        context.text_readers,
        context.latest if context.recent_only else None,
        context.connected,
        identified=role in context.compared,
        finished=True,
    )


def _is_too_much(tally: Tally) -> bool:
    """Return whether to skip the rest of a file, and note it."""
    if tally.rejected > _MOST_FAULTY:
        tally.notes.append(f"more than {_MOST_FAULTY:,} records could not be read; {REST_SKIPPED}")
    elif tally.imported > _MOST_RECORDS:
        tally.notes.append(f"more than {_MOST_RECORDS:,} records; {REST_SKIPPED}")
    else:
        return False
    return True


def _add_facts(table: Table, block: Block, make: Make, file: File, latest: int) -> None:
    """Turn a block of records into facts; if one is faulty, try each by itself and reject the faulty ones."""
    if not block.columns:
        return
    try:
        facts = make(block.columns)
        if max(facts.dated, default=0) > latest:
            raise ValueError(_IN_FUTURE)
    except ValueError as error:
        if len(block.starts) == 1:
            reason = _describe(error)
            if [value for (value,) in block.columns] == table.header:
                file.begins.append(len(file.facts))
                reason = _JOINED
            table.refuse(block.starts[0], reason)
            return
        for start, *row in zip(block.starts, *block.columns, strict=True):
            _add_facts(table, Block([start], [(value,) for value in row]), make, file, latest)
    else:
        file.add(facts)


def _positions(header: list[str]) -> dict[str, int]:
    """Return the position of each column; of two with the same name, the first."""
    positions: dict[str, int] = {}
    for at, name in enumerate(header):
        positions.setdefault(column(name), at)
    return positions


def _describe(error: Exception) -> str:
    return str(error).strip() or type(error).__name__
