"""Opening a database: old versions are migrated, newer ones rejected, and each problem has its error."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

from openssi.errors import StoreError, UsageError
from openssi.store import accounts, imports, scores
from openssi.store.accounts import find_account_by_login
from openssi.store.column_docs import doc_of
from openssi.store.database import Database, open_database
from openssi.store.tables import METADATA
from tests.faults.child import ROOT
from tests.postgres import end_connections

FROZEN = sorted(Path(__file__).with_name("frozen").glob("*.db"))
NOW = 1_782_864_000


def sqlite(path: Path) -> str:
    return f"sqlite:///{path}"


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(StoreError) as fault:
        act()
    return fault.value.code


def test_the_migrations_create_the_tables_of_the_program(database: Database) -> None:
    with database.read() as tx:
        context = MigrationContext.configure(tx, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


def test_every_column_states_its_purpose() -> None:
    for table in METADATA.sorted_tables:
        for column in table.columns:
            held = doc_of(column)
            assert all((held.meaning, held.why, held.seen_by, held.retention)), (table.name, column.name)


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda path: path.stem)
def test_a_database_of_every_old_version_opens_with_all_its_rows(frozen: Path, tmp_path: Path) -> None:
    path = tmp_path / "ssi.db"
    shutil.copy(frozen, path)
    database = open_database(sqlite(path))
    with database.read() as tx:
        ann = find_account_by_login(tx, "ann")
        assert ann
        assert (ann.name, ann.role, ann.shares) == ("Ann", "lead", True)
        [(done, content)] = imports.snapshots_of(tx, ann.id)
        assert (done.name, done.state, done.added, content) == ("a.zip", "done", True, b"kept\x00bytes")
        assert [
            (day.day, day.index_micro, day.active, day.interval, day.covered)
            for day in scores.scores_of(tx, ann.id, 0, 30_000)
        ] == [
            (20_000, 1, True, None, 100),
            (20_001, None, False, None, None),
        ]
        assert [note.text for _, note in scores.notes_of(tx, ann.id)] == ["a note"]
        assert imports.suppressed_of(tx, ann.id) == {"p" * 64}
        context = MigrationContext.configure(tx, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    database.close()


def test_there_is_a_frozen_database_of_every_version() -> None:
    versions = Path(open_database.__code__.co_filename).parent / "migrations" / "versions"
    assert [path.stem for path in FROZEN] == sorted(path.name[1:5] for path in versions.glob("v*.py"))


def test_a_database_of_a_newer_version_is_refused_and_unchanged(address: str) -> None:
    database = open_database(address)
    with database.write() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    assert refusal(lambda: open_database(address)) == "store-newer"
    unchanged = open_database(address, migrate=False)
    with unchanged.read() as tx:
        assert tx.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"
    unchanged.close()


def test_an_empty_file_is_a_new_database(tmp_path: Path) -> None:
    (tmp_path / "ssi.db").touch()
    database = open_database(sqlite(tmp_path / "ssi.db"))
    with database.read() as tx:
        assert tx.execute(text("SELECT count(*) FROM team")).scalar_one() == 0
    database.close()


@pytest.mark.parametrize("damage", ["not a database at all" * 1000, "cut"])
def test_a_damaged_file_is_reported_and_unchanged(damage: str, tmp_path: Path) -> None:
    path = tmp_path / "ssi.db"
    if damage == "cut":
        open_database(sqlite(path)).close()
        path.write_bytes(path.read_bytes()[:20_000])
    else:
        path.write_text(damage)
    before = path.read_bytes()

    def use() -> None:
        database = open_database(sqlite(path))
        try:
            with database.read() as tx:
                for table in METADATA.sorted_tables:
                    tx.execute(table.select()).all()
        finally:
            database.close()

    assert refusal(use) == "store-damaged"
    assert path.read_bytes() == before


def test_invalid_addresses_and_unreachable_servers_are_reported(tmp_path: Path) -> None:
    for address in ("", "nonsense", "mysql://host/name", "sqlite://", "sqlite:///:memory:"):
        with pytest.raises(UsageError) as fault:
            open_database(address)
        assert fault.value.code == "database-address"
    for address in ("postgresql://nobody@127.0.0.1:9/none", f"sqlite:///{tmp_path / 'file' / 'ssi.db'}"):
        (tmp_path / "file").touch()
        assert refusal(lambda address=address: open_database(address)) == "store-unreachable"


_CHILD = """
import os, resource, sys
from openssi.errors import StoreError
from openssi.store.database import open_database
from openssi.store import accounts
what, address = sys.argv[1:]
if what == "nobody":
    os.setuid(65534)
try:
    database = open_database(address)
    if what == "full":
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
        import signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with database.write() as tx:
        for number in range(3_000):
            accounts.add_team(tx, "n" * 200, number)
    print("written")
except StoreError as error:
    print(error.code, error)
if what == "full":
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    with database.write() as tx:
        accounts.add_team(tx, "room again", 1)
    with database.read() as tx:
        print([team.name for team in accounts.all_teams(tx)])
"""


def child(what: str, address: str) -> str:
    done = subprocess.run(  # noqa: S603 (our own interpreter and our own words)
        [sys.executable, "-c", _CHILD, what, address],
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


def test_a_file_that_cannot_grow_is_reported_and_works_again_later(tmp_path: Path) -> None:
    path = tmp_path / "ssi.db"
    open_database(sqlite(path)).close()
    told = child("full", sqlite(path)).splitlines()
    assert told[0].startswith(("store-full", "store-unreachable"))
    assert told[1:] == ["['room again']"]


def test_a_full_disk_is_reported(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk]
    mounted = subprocess.run(mount, check=False, capture_output=True)  # noqa: S603
    try:
        path = disk / "ssi.db"
        told = child("all" if mounted.returncode == 0 else "full", sqlite(path))
    finally:
        if mounted.returncode == 0:
            subprocess.run(["umount", disk], check=True)  # noqa: S603, S607
    assert told.startswith("store-full" if mounted.returncode == 0 else ("store-full", "store-unreachable"))


def test_a_file_that_is_gone_is_not_created_and_one_in_its_place_is_opened(tmp_path: Path) -> None:
    path, backup = tmp_path / "ssi #1.db", tmp_path / "copy.db"
    open_database(sqlite(path)).close()
    shutil.copy(path, backup)
    database = open_database(sqlite(path))
    add_team(database, "after the copy")
    for file in tmp_path.glob("ssi*"):  # with its journal
        file.rename(tmp_path / f"elsewhere {file.name}")
    assert refusal(lambda: add_team(database, "lost")) == "store-unreachable"
    assert not path.exists()
    backup.rename(path)
    add_team(database, "in the copy")
    with database.read() as tx:
        assert [team.name for team in accounts.all_teams(tx)] == ["in the copy"]
    database.close()


def add_team(database: Database, name: str) -> None:
    with database.write() as tx:
        accounts.add_team(tx, name, NOW)


def test_a_read_only_folder_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "ssi.db"
    open_database(sqlite(path)).close()
    for folder in (tmp_path, *tmp_path.parents):
        ours = "/tmp/pytest-of-" + os.environ.get("USER", "root")  # noqa: S108
        if folder.stat().st_uid == os.getuid() and folder.is_relative_to(ours):
            folder.chmod(0o755)
    path.chmod(0o644)
    assert child("nobody", sqlite(path)).startswith("store-unreachable")


def test_a_database_has_one_server(address: str) -> None:
    first = open_database(address, exclusive=True)
    assert refusal(lambda: open_database(address, exclusive=True)) == "server-running"
    other = open_database(address)  # other programs may use it
    other.probe()
    other.close()
    first.close()
    open_database(address, exclusive=True).close()


_SERVER = """
import sys, time
from openssi.store.database import open_database
database = open_database(sys.argv[1], exclusive=True)
print("locked", flush=True)
time.sleep(600)
"""


def test_killing_a_server_releases_its_lock(address: str) -> None:
    open_database(address).close()
    with subprocess.Popen(  # noqa: S603 (our own interpreter and our own words)
        [sys.executable, "-c", _SERVER, address],
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout
        assert server.stdout.readline() == "locked\n"
        assert refusal(lambda: open_database(address, exclusive=True)) == "server-running"
        server.send_signal(signal.SIGKILL)
        server.wait(10)
    for _ in range(100):  # PostgreSQL notices when it next reads from the connection
        try:
            open_database(address, exclusive=True).close()
        except StoreError:
            continue
        return
    pytest.fail("the lock was never released")


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_a_lost_lock_is_acquired_again_unless_another_server_has_it(address: str) -> None:
    first = open_database(address, exclusive=True)
    assert first.ensure_held() is False
    end_connections(address)
    assert first.ensure_held() is True
    assert refusal(lambda: open_database(address, exclusive=True)) == "server-running"
    end_connections(address)
    second = open_database(address, exclusive=True)
    for _ in range(2):
        assert refusal(first.ensure_held) == "server-running"
    second.close()
    assert first.ensure_held() is True
    assert first.ensure_held() is False
    assert refusal(lambda: open_database(address, exclusive=True)) == "server-running"
    first.close()
    open_database(address, exclusive=True).close()


def test_tables_are_not_migrated_while_a_server_is_running(address: str) -> None:
    server = open_database(address, migrate=False)
    server.acquire_lock()
    assert refusal(lambda: open_database(address)) == "server-running"
    server.close()


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_a_serialisation_failure_of_postgresql_is_reported_as_busy(address: str) -> None:
    database = open_database(address)
    with database.write() as tx:
        team = accounts.add_team(tx, "first", NOW)
    other = create_engine(address.replace("postgresql://", "postgresql+psycopg://"))

    def clash() -> None:
        with database.read() as tx:  # without the lock of a writer, like another program that writes
            assert accounts.find_team(tx, team.id)
            with other.begin() as meanwhile:
                meanwhile.exec_driver_sql("UPDATE team SET name = 'second'")
            accounts.change_team(tx, team.id, name="third")

    assert refusal(clash) == "store-busy"
    other.dispose()
    database.close()


def test_the_resource_limit_applies_only_to_the_child() -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
