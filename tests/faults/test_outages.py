"""The disk is full, the database is away, or the clock is set back, during an import, a backup and an erasure.

Nothing is lost or doubled, an error says what happened, and the server goes on by itself.
"""

from __future__ import annotations

import resource
import zipfile
from collections.abc import Callable, Generator
from pathlib import Path
from shutil import copyfile
from time import monotonic, sleep
from typing import Any, Protocol

import pytest

from openssi.errors import StoreError
from openssi.store import accounts, backup
from openssi.store.accounts import Account
from openssi.store.backup import Backup, write_backup
from openssi.store.database import open_database
from openssi.web.jobs import sandboxes, staging, worker
from openssi.web.services import erasing
from tests import postgres
from tests.faults.kills import digest
from tests.patience import PATIENCE
from tests.web.site import DATABASES, NOW, JobHere, Site, new_address
from tests.web.uploading import archive, given, listed, meanwhile, staged

#: SQLAlchemy can't close the cursor of a connection that is lost.
pytestmark = pytest.mark.filterwarnings("ignore:.*ServerCursor:ResourceWarning")
YEAR = 365 * 86_400
NAME = "Annabeth"
#: Run before every change of a table of PostgreSQL, and what it does when the disk is full.
CHECK = "CREATE OR REPLACE FUNCTION check_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {} END $$"
FULL = "RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';"
CHECKS = """
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE 'CREATE TRIGGER disk BEFORE INSERT OR UPDATE OR DELETE ON "' || name || '" EXECUTE FUNCTION check_disk()';
  END LOOP;
END $$
"""


class Outage(Protocol):
    """Something that fails for a while. `end` may be called twice."""

    def begin(self) -> None: ...

    def end(self) -> None: ...


class FullDisk:
    """No file of this process grows beyond a page, and PostgreSQL refuses every change."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        self.administer(CHECK.format("RETURN NULL;"), CHECKS)

    def begin(self) -> None:
        self.administer(CHECK.format(FULL))
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, self.limits[1]))

    def end(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self.limits)
        self.administer(CHECK.format("RETURN NULL;"))

    def administer(self, *statements: str) -> None:
        if self.site.server.database.kind == "postgresql":
            other = open_database(self.site.server.settings.address, migrate=False)
            with other.change_tables() as tx:
                for statement in statements:
                    tx.exec_driver_sql(statement)
            other.close()


class MissingFolder:
    """The folder of an SQLite database is gone, such as a network drive."""

    def __init__(self, site: Site) -> None:
        self.folder = site.server.settings.folder
        self.elsewhere = self.folder.with_name("elsewhere")

    def begin(self) -> None:
        self.folder.rename(self.elsewhere)

    def end(self) -> None:
        if self.elsewhere.exists():
            self.elsewhere.rename(self.folder)


class StoppedPostgresql:
    """PostgreSQL is stopped, and started again."""

    def begin(self) -> None:
        postgres.stop()

    def end(self) -> None:
        postgres.start()


@pytest.fixture(params=DATABASES)
def site(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Site]:
    monkeypatch.setattr(sandboxes, "Job", JobHere)
    monkeypatch.setattr(worker, "_SHORT_NAP", 0.01)
    with Site(tmp_path / "server", address=new_address(request.param)) as made:
        yield made


@pytest.fixture(params=["full disk", "database away"])
def outage(request: pytest.FixtureRequest, site: Site) -> Generator[Outage]:
    away = StoppedPostgresql() if site.server.database.kind == "postgresql" else MissingFolder(site)
    found: Outage = FullDisk(site) if request.param == "full disk" else away
    yield found
    found.end()


def member(site: Site, *archives: Path) -> Account:
    """Ann, of whom these archives were read, and her lead."""
    team = site.team()
    site.person(team, "lea", "lead")
    who = site.person(team, "ann", name=NAME)
    for path in archives:
        given(site, who, path)
        assert site.server.worker.process_pending() == 1
    return who


def undisturbed(site: Site, folder: Path, *archives: Path) -> str:
    """What is stored of a member after these archives were read without an outage, with the same key."""
    folder.mkdir()
    copyfile(site.server.settings.folder / "key", folder / "key")
    with Site(folder) as other:
        return digest(other.server.database, member(other, *archives).id)


def until(condition: Callable[[], object]) -> None:
    end = monotonic() + PATIENCE
    while not condition():
        assert monotonic() < end, "this took too long"
        sleep(0.01)


def error_of(work: Callable[[], object]) -> str:
    """The words of the error that work ends with; empty if it is done."""
    try:
        work()
    except (StoreError, OSError) as error:
        return str(error)
    return ""


def first_call(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, act: Callable[[], None]) -> None:
    """Have something happen just before the first call of a function."""
    real, todo = getattr(owner, name), [act]

    def act_first(*values: Any, **named: Any) -> Any:
        if todo:
            todo.pop()()
        return real(*values, **named)

    monkeypatch.setattr(owner, name, act_first)


def test_an_import_is_read_as_soon_as_it_can_be_stored(
    site: Site, outage: Outage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    archives = archive(tmp_path), archive(tmp_path, 40)
    who = member(site, archives[0])
    browser = site.browser(who)
    meanwhile(monkeypatch, outage.begin)
    given(site, who, archives[1])
    site.server.worker.start()
    until(lambda: "worker rests" in caplog.text)

    for answer in (browser.get("/readyz"), browser.post("/api/v1/me/imports", content=b"x" * 10_000)):
        assert answer.status_code in {503, 507}
        assert answer.json()["code"] in {"store-full", "store-unreachable"}
        assert answer.json()["detail"]
    outage.end()
    until(lambda: {one.state for one in listed(site, who)} == {"done"})
    site.now += 1
    assert browser.get("/readyz").status_code == 200
    site.server.worker.stop()
    assert [one.added for one in listed(site, who)] == [True, True]
    assert staged(site) == []
    assert digest(site.server.database, who.id) == undisturbed(site, tmp_path / "other", *archives)


@pytest.mark.parametrize("gone", ["folder", "mount point", "while it is read"])
def test_uploads_wait_for_a_folder_that_is_away(
    site: Site, gone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    who = member(site)
    browser, folder, elsewhere = site.browser(who), site.server.settings.staging, tmp_path / "elsewhere"
    real = staging._mount_of  # pyright: ignore[reportPrivateUsage]
    given(site, who, archive(tmp_path))

    def mount_of(path: Path) -> Path:
        return Path("elsewhere") if elsewhere.exists() else real(path)

    def leave() -> None:
        folder.rename(elsewhere)
        if gone == "mount point":  # where a drive was mounted an empty folder remains, on another drive
            folder.mkdir()
            monkeypatch.setattr(staging, "_mount_of", mount_of)

    if gone == "while it is read":
        first_call(monkeypatch, JobHere, "run", leave)
    else:
        leave()
    site.server.worker.start()
    until(lambda: "worker rests" in caplog.text)
    for answer in (browser.get("/readyz"), browser.post("/api/v1/me/imports", content=b"x")):
        assert (answer.status_code, answer.json()["code"]) == (503, "store-unreachable")
        assert "folder for uploads" in answer.json()["detail"]
    assert [one.open for one in listed(site, who)] == [True]
    if folder.exists():
        assert list(folder.iterdir()) == []
        folder.rmdir()
    elsewhere.rename(folder)
    until(lambda: [one.state for one in listed(site, who)] == ["done"])
    site.server.worker.stop()
    assert staged(site) == []


def test_a_backup_is_the_old_one_or_complete(
    site: Site, outage: Outage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    member(site, archive(tmp_path))
    file, database, key = tmp_path / "backup.zip", site.server.database, site.server.key
    file.write_bytes(b"the old one")
    first_call(monkeypatch, backup, "_write_table", outage.begin)
    error = error_of(lambda: write_backup(database, key, file))
    # SQLite reads on from a folder that was renamed, as far as it is open.
    assert (error == "") == isinstance(outage, MissingFolder)
    assert not error or file.read_bytes() == b"the old one"
    assert list(tmp_path.glob(".ssi-backup-*")) == []
    outage.end()
    written = write_backup(database, key, file)
    assert read(file) == written
    assert written.tables["kept"][0] == 1


def read(file: Path) -> Backup:
    with zipfile.ZipFile(file) as content:
        assert content.testzip() is None
        return backup.read_backup(content)


def test_an_account_is_erased_whole_or_not_at_all(
    site: Site, outage: Outage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = member(site, archive(tmp_path))
    before = digest(site.server.database, who.id)
    first_call(monkeypatch, accounts, "remove_account", outage.begin)
    error = error_of(lambda: erasing.erase_account(site.server.worker, who))
    outage.end()
    with site.server.database.read() as tx:
        left = accounts.find_account(tx, who.id)
    assert (left is not None) == (error != "")
    if left:
        assert digest(site.server.database, who.id) == before
        assert erasing.erase_account(site.server.worker, who) == erasing.AccountReceipt((), cleared=True)
    assert site.server.worker.scrub()
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and NAME.encode() in path.read_bytes()]


def test_a_clock_that_was_set_back_loses_nothing(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archives = archive(tmp_path, 20), archive(tmp_path, 40), archive(tmp_path)  # the last has the first name, and time
    who = member(site, archives[0])
    browser = site.browser(who)
    meanwhile(monkeypatch, lambda: setattr(site, "now", NOW - YEAR))
    for path in archives[1:]:
        given(site, who, path)
        assert site.server.worker.process_pending() == 1
    assert browser.get("/").status_code == 200
    assert [one.state for one in listed(site, who)] == ["done"] * 3
    site.now = NOW + 60
    assert browser.get("/").status_code == 200
    assert digest(site.server.database, who.id) == undisturbed(site, tmp_path / "other", *archives)
    assert erasing.erase_account(site.server.worker, who) == erasing.AccountReceipt((), cleared=True)
