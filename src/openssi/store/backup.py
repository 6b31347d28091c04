"""Backups: everything of a server in one zip of plain JSON, taken while it runs, and put back into a database of either kind.

`about.json` tells the version of the tables and of each table's rows how many there are and their SHA-256; `key` is the secret
under which people are hashed; `tables/NAME.jsonl` holds one row a line, bytes in base64. Uploads that wait are not in it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from sqlalchemy import Connection, LargeBinary, MetaData, Table, func, insert, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from openssi.errors import OpenSSIError, StoreError
from openssi.store.database import Database
from openssi.store.versions import is_known, revision_of, upgrade

__all__ = ["Backup", "read_backup", "restore", "write_backup"]

_FORMAT = "openssi-backup-1"
_BATCH = 500  # rows at a time: some hold a whole archive's facts
_LARGEST_LINE = 2_000_000_000
_VERSION_TABLE = "alembic_version"
#: What reading a file raises that is no zip of ours.
_UNREADABLE = (
    KeyError, ValueError, TypeError, AttributeError, NotImplementedError, RuntimeError, OSError, EOFError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup says of itself.

    Attributes:
        revision: the version of the tables.
        tables: by name, how many rows and their SHA-256.
        key: the server's secret.
    """

    revision: str
    tables: dict[str, tuple[int, str]]
    key: bytes

    @property
    def rows(self) -> int:
        """How many rows it holds."""
        return sum(count for count, _ in self.tables.values())


def write_backup(database: Database, key: bytes, path: Path) -> Backup:
    """Write all that a database holds at one moment into a file, whole or not at all, readable by its owner alone.

    Raises:
        OSError: it cannot be written; what was there is untouched.
        StoreError: the database cannot be read, or has no tables.
    """
    with _whole(path) as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, database.read() as connection:
        revision = revision_of(connection)
        if revision is None:
            raise StoreError(
                "backup-empty", "The database has no tables of a server.", hint="See that its place is right."
            )
        found = {table.name: _write_table(connection, table, archive) for table in _tables(connection)}
        backup = Backup(revision, found, key)
        about = {"format": _FORMAT, "revision": revision, "tables": found, "key": hashlib.sha256(key).hexdigest()}
        archive.writestr("key", key.hex())
        archive.writestr("about.json", json.dumps(about, indent=1))
    return backup


@contextmanager
def _whole(path: Path) -> Generator[IO[bytes]]:
    beside: Path | None = None
    try:
        with NamedTemporaryFile(
            dir=path.parent, prefix=".ssi-", suffix=".part", delete=False
        ) as out:  # for its owner alone
            beside = Path(out.name)
            yield out
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
        beside = None
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


def _tables(connection: Connection) -> list[Table]:
    """The tables as they stand in the database, whatever its version, those first that others point to."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != _VERSION_TABLE]


def _write_table(connection: Connection, table: Table, archive: zipfile.ZipFile) -> tuple[int, str]:
    count, whole = 0, hashlib.sha256()
    with archive.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as out:
        rows = connection.execution_options(yield_per=_BATCH).execute(select(table).order_by(*table.primary_key))
        for row in rows.mappings():
            line = (
                json.dumps({name: _plain(value) for name, value in row.items()}, separators=(",", ":")).encode() + b"\n"
            )
            out.write(line)
            whole.update(line)
            count += 1
    return count, whole.hexdigest()


def _plain(value: Any) -> Any:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def read_backup(archive: zipfile.ZipFile) -> Backup:
    """What a backup says of itself.

    Raises:
        StoreError: it is none, is damaged, or was made by a later version.
    """
    try:
        about = json.loads(archive.read("about.json"))
        if about["format"] != _FORMAT:
            raise _later()
        key = bytes.fromhex(archive.read("key").decode())
        tables = {str(name): (int(count), str(digest)) for name, (count, digest) in about["tables"].items()}
        backup = Backup(str(about["revision"]), tables, key)
        whole = hashlib.sha256(key).hexdigest() == about["key"]
    except _UNREADABLE as error:
        raise _foreign() from error
    if not whole:
        raise _damaged()
    if not is_known(backup.revision):
        raise _later()
    return backup


def restore(path: Path, database: Database, folder: Path) -> Backup:
    """Fill an empty database, and a folder that has no other key, with what a backup holds; all of it or nothing.

    The tables are made as they were when the backup was taken, filled, and then brought up to date.

    Raises:
        StoreError: the backup is none, damaged or of a later version; the place is not empty; or it takes nothing.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _foreign() from error
    with archive:
        backup = read_backup(archive)
        made = _put_key(folder, backup.key)
        try:
            with database.change_tables() as connection:
                _fill(connection, archive, backup)
        except BaseException as error:
            if made:
                (folder / "key").unlink(missing_ok=True)
            if isinstance(error, OpenSSIError) or not isinstance(error, SQLAlchemyError):
                raise
            raise _damaged() from error
    return backup


def _put_key(folder: Path, key: bytes) -> bool:
    """Whether the key was not there yet."""
    file = folder / "key"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileNotFoundError):
            if file.read_text().strip() == key.hex():
                return False
            raise _not_empty(f"{folder} has the key of another server")
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as out:
            out.write(key.hex())
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        raise StoreError("store-unreachable", f"{file} cannot be written: {error.strerror or error}.") from error
    return True


def _fill(connection: Connection, archive: zipfile.ZipFile, backup: Backup) -> None:
    if inspect(connection).get_table_names():
        raise _not_empty("The database holds tables already")
    upgrade(connection, backup.revision)
    tables = _tables(connection)
    if {table.name for table in tables} != backup.tables.keys():
        raise _damaged()
    for table in tables:
        for rows in _batches(_rows(archive, table, *backup.tables[table.name])):
            connection.execute(insert(table), rows)
        count = connection.execute(select(func.count()).select_from(table)).scalar_one()
        if count != backup.tables[table.name][0]:
            raise _damaged()
    upgrade(connection)


def _rows(archive: zipfile.ZipFile, table: Table, count: int, digest: str) -> Iterator[dict[str, Any]]:
    binary = {column.name for column in table.columns if isinstance(column.type, LargeBinary)}
    names = {column.name for column in table.columns}
    whole = hashlib.sha256()
    read = 0
    try:
        with archive.open(f"tables/{table.name}.jsonl") as lines:
            while line := lines.readline(_LARGEST_LINE):
                whole.update(line)
                read += 1
                row: dict[str, Any] = json.loads(line)
                if row.keys() != names:
                    raise _damaged()
                yield {name: base64.b64decode(value) if name in binary else _kept(value) for name, value in row.items()}
    except _UNREADABLE as error:
        raise _damaged() from error
    if (read, whole.hexdigest()) != (count, digest):
        raise _damaged()


def _kept(value: Any) -> Any:
    """A value as every database takes it: an older one may hold texts with NUL, which PostgreSQL does not take."""
    return value.replace("\0", "") if isinstance(value, str) else value


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _foreign() -> StoreError:
    return StoreError(
        "backup-foreign",
        "The file is no backup of a server, or is cut short.",
        unchanged="Nothing was changed.",
        hint="ssi backup writes them.",
    )


def _damaged() -> StoreError:
    return StoreError(
        "backup-damaged", "The backup is damaged.", unchanged="Nothing was changed.", hint="Take another one."
    )


def _later() -> StoreError:
    return StoreError(
        "store-newer",
        "The backup was made by a later version of openssi than this one.",
        unchanged="Nothing was changed.",
        hint="Restore it with the version that made it, or a later one.",
    )


def _not_empty(what: str) -> StoreError:
    return StoreError(
        "backup-not-empty",
        f"{what}; a backup is restored into an empty place alone.",
        unchanged="Nothing was changed.",
        hint="Name a new folder (--data) and an empty database (--database).",
    )
