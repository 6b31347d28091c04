"""Back up a server into one zip while it runs, and restore it into an empty database, SQLite or PostgreSQL.

`about.json` has the version of the tables and, of each table, the number of rows and their SHA-256. `key` is the secret
under which people are hashed. `tables/NAME.jsonl` has one row per line, bytes in base64. Uploads that are still waiting
to be read are not included.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, LargeBinary, MetaData, Table, func, insert, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from openssi.errors import OpenSSIError, StoreError
from openssi.files.atomic_file import atomic_file, create_atomically, delete_leftovers
from openssi.store.database import Database
from openssi.store.schema_versions import is_known, revision_of, upgrade

__all__ = ["Backup", "read_backup", "restore", "write_backup"]

_FORMAT = "openssi-backup-1"
_PREFIX = ".ssi-backup-"  # of a backup that is still being written
_BATCH = 500  # rows at a time: a row may have the snapshot of a whole archive
_LARGEST_LINE = 2_000_000_000
_VERSION_TABLE = "alembic_version"
#: What reading a file that is not one of our zips may raise.
_UNREADABLE = (
    KeyError, ValueError, TypeError, AttributeError, NotImplementedError, RuntimeError, OSError, EOFError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Backup:
    """What `about.json` of a backup says.

    Attributes:
        revision: the version of the tables.
        tables: by name, the number of rows and their SHA-256.
        key: the server's secret.
    """

    revision: str
    tables: dict[str, tuple[int, str]]
    key: bytes

    @property
    def rows(self) -> int:
        """The number of rows in all tables."""
        return sum(count for count, _ in self.tables.values())


def write_backup(database: Database, key: bytes, path: Path) -> Backup:
    """Write one consistent state of a database into a file that only its owner can read.

    Raises:
        OSError: the file cannot be written; `path` is unchanged.
        StoreError: the database cannot be read, or has no tables.
    """
    with (
        atomic_file(path, prefix=_PREFIX) as out,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        database.read() as connection,
    ):
        revision = revision_of(connection)
        if revision is None:
            raise StoreError(
                "backup-empty", "The database has none of the server's tables.", hint="Check its folder or address."
            )
        tables = {table.name: _write_table(connection, table, archive) for table in _tables(connection)}
        about = {"format": _FORMAT, "revision": revision, "tables": tables, "key": hashlib.sha256(key).hexdigest()}
        archive.writestr("key", key.hex())
        archive.writestr("about.json", json.dumps(about, indent=1))
    delete_leftovers(path, _PREFIX)
    return Backup(revision, tables, key)


def _tables(connection: Connection) -> list[Table]:
    """Return the tables of the database, whatever its version, each after those that it refers to."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != _VERSION_TABLE]


def _write_table(connection: Connection, table: Table, archive: zipfile.ZipFile) -> tuple[int, str]:
    """Write the rows of a table. Return their number and SHA-256."""
    count, digest = 0, hashlib.sha256()
    query = select(table).order_by(*table.primary_key)
    with (
        archive.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as out,
        connection.execution_options(yield_per=_BATCH).execute(query) as rows,
    ):
        for row in rows.mappings():
            values = {name: _to_json(value) for name, value in row.items()}
            line = json.dumps(values, separators=(",", ":")).encode() + b"\n"
            out.write(line)
            digest.update(line)
            count += 1
    return count, digest.hexdigest()


def _to_json(value: Any) -> Any:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def read_backup(archive: zipfile.ZipFile) -> Backup:
    """Read what a backup says about itself.

    Raises:
        StoreError: the file is not a backup, is damaged, or was made by a newer version.
    """
    try:
        about = json.loads(archive.read("about.json"))
        if about["format"] != _FORMAT:
            raise _newer()
        key = bytes.fromhex(archive.read("key").decode())
        tables = {str(name): (int(count), str(digest)) for name, (count, digest) in about["tables"].items()}
        backup = Backup(str(about["revision"]), tables, key)
        key_matches = hashlib.sha256(key).hexdigest() == about["key"]
    except _UNREADABLE as error:
        raise _foreign() from error
    if not key_matches:
        raise _damaged()
    if not is_known(backup.revision):
        raise _newer()
    return backup


def restore(path: Path, database: Database, folder: Path) -> Backup:
    """Fill an empty database, and a folder that has no other key, from a backup; everything or nothing.

    The tables are created in the version of the backup, filled, and then migrated to the newest version.

    Raises:
        StoreError: the file is not a backup, is damaged or was made by a newer version; the database or the folder
            is not empty; or they cannot be written.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _foreign() from error
    with archive:
        backup = read_backup(archive)
        key_is_new = _write_key(folder, backup.key)
        try:
            with database.change_tables() as connection:
                _fill(connection, archive, backup)
        except BaseException as error:
            if key_is_new:
                (folder / "key").unlink(missing_ok=True)
            if isinstance(error, OpenSSIError) or not isinstance(error, SQLAlchemyError):
                raise
            raise _damaged() from error
    return backup


def _write_key(folder: Path, key: bytes) -> bool:
    """Write the key unless it is there already. Return whether it was written."""
    file = folder / "key"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if create_atomically(file, key.hex().encode(), prefix=".ssi-key-"):
            return True
        if file.read_bytes().strip() != key.hex().encode():
            raise _not_empty(f"{folder} has the key of another server.")
    except OSError as error:
        raise StoreError("store-unreachable", f"{file} cannot be written: {error.strerror or error}.") from error
    return False


def _fill(connection: Connection, archive: zipfile.ZipFile, backup: Backup) -> None:
    if inspect(connection).get_table_names():
        raise _not_empty("The database already has tables.")
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
    """Yield the rows of a table; raise at the end unless their number and SHA-256 are right."""
    binary = {column.name for column in table.columns if isinstance(column.type, LargeBinary)}
    names = {column.name for column in table.columns}
    actual_count, actual_digest = 0, hashlib.sha256()
    try:
        with archive.open(f"tables/{table.name}.jsonl") as lines:
            while line := lines.readline(_LARGEST_LINE):
                actual_digest.update(line)
                actual_count += 1
                row: dict[str, Any] = json.loads(line)
                if row.keys() != names:
                    raise _damaged()
                yield {name: base64.b64decode(value) if name in binary else _text(value) for name, value in row.items()}
    except _UNREADABLE as error:
        raise _damaged() from error
    if (actual_count, actual_digest.hexdigest()) != (count, digest):
        raise _damaged()


def _text(value: Any) -> Any:
    """Remove NUL, which an old SQLite database may have in a text and PostgreSQL rejects."""
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
        "The file is not a backup of a server, or it is truncated.",
        unchanged="Nothing was changed.",
        hint="Choose a file that ssi backup wrote.",
    )


def _damaged() -> StoreError:
    return StoreError(
        "backup-damaged", "The backup is damaged.", unchanged="Nothing was changed.", hint="Use another backup."
    )


def _newer() -> StoreError:
    return StoreError(
        "store-newer",
        "The backup was made by a newer version of openssi.",
        unchanged="Nothing was changed.",
        hint="Restore it with the version that made it, or a newer one.",
    )


def _not_empty(what: str) -> StoreError:
    return StoreError(
        "backup-not-empty",
        f"{what} A backup can only be restored into an empty folder and database.",
        unchanged="Nothing was changed.",
        hint="Choose a new folder (--data) and an empty database (--database).",
    )
