"""Backups of a running server, restored into either database and into later versions, whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import MetaData, select, text

from openssi.activity.annotations import Note
from openssi.errors import StoreError
from openssi.store import accounts, backup, imports, schema_versions, scores
from openssi.store.backup import restore, write_backup
from openssi.store.database import Database, open_database
from openssi.store.tables import METADATA
from tests.postgres import new_database

KEY = bytes(range(32))
FROZEN = Path(__file__).with_name("frozen") / "0001.db"
NOW = 1_782_864_000


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'elsewhere' / 'ssi.db'}" if request.param == "sqlite" else new_database()


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.read() as tx:
        return {
            table.name: sorted((tuple(row) for row in tx.execute(select(table))), key=repr)
            for table in METADATA.sorted_tables
        }


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(StoreError) as fault:
        act()
    return fault.value.code


@pytest.fixture
def source(address: str, tmp_path: Path) -> Database:
    """The frozen database on either kind: put there by a restore, which the first test shows to be faithful."""
    copy = tmp_path / "frozen.db"
    shutil.copy(FROZEN, copy)
    first = open_database(f"sqlite:///{copy}")
    write_backup(first, KEY, tmp_path / "frozen.zip")
    database = open_database(address, migrate=False)
    restore(tmp_path / "frozen.zip", database, tmp_path / "source")
    assert everything(database) == everything(first)
    assert sum(map(len, everything(first).values())) > 10
    first.close()
    return database


def test_a_restored_database_equals_the_original(source: Database, target: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    made = write_backup(source, KEY, file)
    assert file.stat().st_mode & 0o777 == 0o600
    there = open_database(target, migrate=False)
    restore(file, there, tmp_path / "elsewhere")
    assert everything(there) == everything(source)
    assert made.rows == sum(map(len, everything(there).values()))
    assert bytes.fromhex((tmp_path / "elsewhere" / "key").read_text()) == KEY
    assert (tmp_path / "elsewhere" / "key").stat().st_mode & 0o777 == 0o600
    there.close()
    open_database(target).close()
    source.close()


def test_a_backup_during_writes_is_consistent(source: Database, target: str, tmp_path: Path) -> None:
    """Each change adds an account and its import; a backup that saw half of one would tell."""
    with source.read() as tx:
        ann = accounts.find_account_by_login(tx, "ann")
    assert ann

    def work() -> None:
        for number in range(40):
            with source.write() as tx:
                one = accounts.add_account(tx, ann.team_id, f"m{number:03}", "M", None, "member", NOW)
                imports.add_import(tx, accounts.new_id(), one.id, "a.zip", "archive", 1, NOW, sample=False)

    writer = Thread(target=work)
    writer.start()
    sizes: list[int] = []
    for number in range(4):
        write_backup(source, KEY, tmp_path / f"{number}.zip")
        with zipfile.ZipFile(tmp_path / f"{number}.zip") as archive:
            people = [json.loads(line) for line in archive.read("tables/account.jsonl").splitlines()]
            given = [json.loads(line) for line in archive.read("tables/import.jsonl").splitlines()]
        assert {one["id"] for one in people} == {one["account_id"] for one in given}
        sizes.append(len(people))
    writer.join()
    assert sizes == sorted(sizes)
    there = open_database(target, migrate=False)
    restore(tmp_path / "3.zip", there, tmp_path / "elsewhere")
    assert len(everything(there)["account"]) == sizes[-1]
    there.close()
    source.close()


def test_a_backup_can_be_restored_into_a_later_version(
    source: Database, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_backup(source, KEY, tmp_path / "old.zip")
    source.close()
    later = tmp_path / "migrations"
    shutil.copytree(schema_versions.__file__.replace("schema_versions.py", "migrations"), later)
    (later / "versions" / "v9999_later.py").write_text(
        f"import sqlalchemy as sa\nfrom alembic import op\nrevision = '9999'\ndown_revision = '{schema_versions.newest_revision()}'\n"
        "def upgrade():\n    op.add_column('team', sa.Column('colour', sa.String(9), nullable=False, server_default='blue'))\n"
    )
    monkeypatch.setattr(schema_versions, "_MIGRATIONS", later)
    there = open_database(target, migrate=False)
    restore(tmp_path / "old.zip", there, tmp_path / "elsewhere")
    with there.read() as tx:
        assert tx.execute(text("SELECT name, colour FROM team")).all() == [("Frozen team", "blue")]
        assert schema_versions.revision_of(tx) == "9999"
    write_backup(there, KEY, tmp_path / "new.zip")
    there.close()
    monkeypatch.undo()
    empty = open_database(f"sqlite:///{tmp_path / 'third' / 'ssi.db'}", migrate=False)
    assert refusal(lambda: restore(tmp_path / "new.zip", empty, tmp_path / "third")) == "store-newer"
    empty.close()


def test_an_old_text_with_nul_is_restored_into_either_database(target: str, tmp_path: Path) -> None:
    first = open_database(f"sqlite:///{tmp_path / 'old.db'}")
    with first.write() as tx:
        one = accounts.add_account(tx, accounts.add_team(tx, "T", NOW).id, "ann", "Ann", None, "member", NOW)
        scores.add_note(tx, one.id, Note(20_000, "new\0 role"))
    write_backup(first, KEY, tmp_path / "old.zip")
    first.close()
    there = open_database(target, migrate=False)
    restore(tmp_path / "old.zip", there, tmp_path / "elsewhere")
    with there.read() as tx:
        assert [note.text for _, note in scores.notes_of(tx, one.id)] == ["new role"]
    there.close()


def test_a_target_that_is_not_empty_is_refused(source: Database, tmp_path: Path) -> None:
    write_backup(source, KEY, tmp_path / "backup.zip")
    before = everything(source)
    assert refusal(lambda: restore(tmp_path / "backup.zip", source, tmp_path / "elsewhere")) == "backup-not-empty"
    assert everything(source) == before
    assert not (tmp_path / "elsewhere" / "key").exists()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "key").write_text("00" * 32)
    empty = open_database(f"sqlite:///{tmp_path / 'new.db'}", migrate=False)
    assert refusal(lambda: restore(tmp_path / "backup.zip", empty, tmp_path / "other")) == "backup-not-empty"
    empty.close()
    source.close()


def test_a_damaged_backup_is_reported_and_nothing_is_restored(tmp_path: Path) -> None:
    copy = tmp_path / "frozen.db"
    shutil.copy(FROZEN, copy)
    database = open_database(f"sqlite:///{copy}")
    write_backup(database, KEY, tmp_path / "good.zip")
    database.close()
    good = (tmp_path / "good.zip").read_bytes()
    bad = tmp_path / "bad.zip"
    empty = open_database(f"sqlite:///{tmp_path / 'new.db'}", migrate=False)
    told: set[str] = set()
    for at in range(0, len(good), 211):
        for damaged in (good[:at], good[:at] + bytes([good[at] ^ 0x40]) + good[at + 1 :]):
            bad.write_bytes(damaged)
            try:
                restore(bad, empty, tmp_path / "elsewhere")
            except StoreError as fault:
                told.add(fault.code)
                with empty.read() as tx:
                    found = MetaData()
                    found.reflect(tx)
                assert not found.tables
                assert not (tmp_path / "elsewhere" / "key").exists()
            else:  # a bit that nobody reads, such as a time stamp of the zip: all that counts is whole
                assert everything(empty)["team"]
                empty.close()
                (tmp_path / "new.db").unlink()
                (tmp_path / "elsewhere" / "key").unlink()
                empty = open_database(f"sqlite:///{tmp_path / 'new.db'}", migrate=False)
    assert {"backup-foreign", "backup-damaged"} <= told <= {"backup-foreign", "backup-damaged", "store-newer"}
    empty.close()


def test_a_failed_backup_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'ssi.db'}")
    file = tmp_path / "backup.zip"
    file.write_bytes(b"the old one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_write_table", full)
    with pytest.raises(OSError, match="No space"):
        write_backup(database, KEY, file)
    assert file.read_bytes() == b"the old one"
    assert list(tmp_path.glob(".ssi-*")) == []
    database.close()


def test_without_data_there_is_no_backup(address: str, tmp_path: Path) -> None:
    database = open_database(address, migrate=False)
    assert refusal(lambda: write_backup(database, KEY, tmp_path / "backup.zip")) == "backup-empty"
    assert not (tmp_path / "backup.zip").exists()
    database.close()


def test_a_backup_deletes_only_leftovers_of_killed_ones(source: Database, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    left, running, other = (folder / name for name in (".ssi-backup-a.part", ".ssi-backup-b.part", ".ssi-c.part"))
    for path in (left, running, other):
        path.write_bytes(b"part")
    for path in (left, other):
        os.utime(path, (1_000_000_000, 1_000_000_000))  # nothing was written to it for long
    write_backup(source, KEY, folder / "today.zip")
    source.close()
    assert sorted(path.name for path in folder.iterdir()) == [".ssi-backup-b.part", ".ssi-c.part", "today.zip"]
