"""Kill a server's jobs at every step: `python -m tests.faults.killed_jobs 1000 [sqlite|postgresql] [JOB…]` (not on Windows).

The jobs are start (the first one), backup, restore, migrate, erase (an account) and forget (a contact). A step is a statement of SQL, a commit, or an
operation on a file. A process is forked for each kill; it kills itself before a step, or up to four milliseconds after it began.
Then the next start looks at what is there, and does the job again. Prints what was lost, duplicated or left behind.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
import time
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Engine, MetaData, create_engine, event, insert, inspect, select

from openssi.activity.annotations import Note
from openssi.errors import StoreError
from openssi.store import accounts, invitations, scores
from openssi.store.backup import restore, write_backup
from openssi.store.database import Database, open_database
from openssi.store.schema_versions import newest_revision, revision_of, upgrade
from openssi.web.context import Server
from openssi.web.jobs import sandboxes
from openssi.web.jobs.linkedin_sync import Syncer
from openssi.web.jobs.worker import Worker
from openssi.web.security.access import ROLE_SCOPES, Actor
from openssi.web.services import erasing
from openssi.web.settings import Settings, default_address, open_key, read_key
from tests.postgres import drop_database, end_connections, new_database
from tests.unit.samples import reactions, zipped
from tests.web.site import JobHere, Site
from tests.web.uploading import MOMENTS, given

__all__ = ["JOBS", "main"]

NOW = 1_782_864_000
FROZEN = Path(__file__).parents[1] / "store" / "frozen"
#: Named in a note, a file name and the connections of Ann, and nowhere else.
CONTACT = "Quinzel Zyrkonova"
NEEDLES = (b"Zyrkonova", b"zyrkonova", b"Annabeth")
LONGEST_DELAY = 0.004
ABANDONED = 7_200  # seconds: a file that a killed backup left is deleted once it is an hour old
Tables = dict[str, list[str]]


@dataclass(frozen=True)
class Place:
    """A server's folder and the address of its database."""

    folder: Path
    address: str

    def open(self) -> Database:
        """Open the database without migrating it."""
        return open_database(self.address, migrate=False)

    def server(self) -> Server:
        """Return a server that runs nothing in the background."""
        settings = Settings(self.folder, self.address, clock=lambda: NOW)
        database = open_database(self.address)
        key = open_key(self.folder, database)
        worker = Worker(settings, database, key)
        return Server(settings, database, key, worker, Syncer(worker, settings.linkedin))

    def rows(self) -> Tables:
        """Return all rows of all tables as text; nothing for a database without tables."""
        if self.address.startswith("sqlite") and not (self.folder / "ssi.db").exists():
            return {}
        database = self.open()
        with database.read() as connection:
            names = inspect(connection).get_table_names()
            found = {name: connection.exec_driver_sql(f'SELECT * FROM "{name}"').all() for name in names}
        database.close()
        return {name: sorted(map(repr, rows)) for name, rows in found.items()}


class Job(ABC):
    """One job of a server, and what must be true after it was killed."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind, self.folder = kind, folder
        self.trial: Place | None = None
        self.clean = self.prepare(Place(folder / "clean", self.empty(folder / "clean")))

    def empty(self, folder: Path, template: str | None = None) -> str:
        """Return the address of a database in a folder: without tables, or with those of another one."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return new_database(template) if self.kind == "postgresql" else default_address(folder)

    def copy(self) -> Place:
        """Return a copy of the clean state, which replaces the last one."""
        folder = self.folder / "trial"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.clean.folder, folder)
        if self.trial and self.kind == "postgresql":
            drop_database(self.trial.address)
        self.trial = Place(folder, self.empty(folder, self.clean.address))
        return self.trial

    @abstractmethod
    def prepare(self, place: Place) -> Place:
        """Fill a place with what the job finds."""

    @abstractmethod
    def run(self, place: Place) -> None:
        """Do the job."""

    @abstractmethod
    def faults(self, place: Place) -> Iterator[str]:
        """Yield what is wrong after the job was killed, and after it was done again."""


class Start(Job):
    """The first start of a server, in an empty folder."""

    def prepare(self, place: Place) -> Place:
        done = Place(self.folder / "done", self.empty(self.folder / "done"))
        self.run(done)
        self.rows = done.rows()
        return place

    def run(self, place: Place) -> None:
        read_key(place.folder, create=True)
        open_database(place.address).close()

    def faults(self, place: Place) -> Iterator[str]:
        if place.rows() not in ({}, self.rows):
            yield "some of the tables are there"
        self.run(place)
        if place.rows() != self.rows:
            yield "the next start leaves another database"


class Backup(Job):
    """`ssi backup` over an earlier backup."""

    def prepare(self, place: Place) -> Place:
        fill(place)
        database = place.open()
        write_backup(database, read_key(place.folder), place.folder / "backup.zip")
        with database.write() as tx:
            ann = accounts.find_account_by_login(tx, "ann")
            assert ann
            scores.add_note(tx, ann.id, Note(20_001, "after the first backup"))
        database.close()
        self.rows = place.rows()
        self.old = about(place)
        self.run(place)
        self.new = about(place)
        assert self.old != self.new
        return place

    def run(self, place: Place) -> None:
        database = place.open()
        write_backup(database, read_key(place.folder), place.folder / "backup.zip")
        database.close()

    def faults(self, place: Place) -> Iterator[str]:
        if about(place) not in (self.old, self.new):
            yield "the backup is neither the old one nor the new one"
        if place.rows() != self.rows:
            yield "the database changed"
        for leftover in place.folder.glob(".ssi-backup-*"):
            long_ago = time.time() - ABANDONED
            os.utime(leftover, (long_ago, long_ago))
        self.run(place)
        if about(place) != self.new or list(place.folder.glob(".ssi-backup-*")):
            yield "the next backup is wrong, or files were left"


class Restore(Job):
    """`ssi restore` of a backup of version 0001 into a new folder: it migrates, too."""

    def prepare(self, place: Place) -> Place:
        source = Place(self.folder / "source", self.empty(self.folder / "source"))
        old_database(source, "0001")
        self.backup = self.folder / "backup.zip"
        database = source.open()
        write_backup(database, bytes(32), self.backup)
        database.close()
        done = Place(self.folder / "done", self.empty(self.folder / "done"))
        self.run(done)
        self.rows = done.rows()
        return place

    def run(self, place: Place) -> None:
        database = place.open()
        restore(self.backup, database, place.folder)
        database.close()

    def faults(self, place: Place) -> Iterator[str]:
        found = place.rows()
        if found and found != self.rows:
            yield "a part of the backup is there"
        if not found:
            self.run(place)
        if place.rows() != self.rows or (place.folder / "key").read_text() != bytes(32).hex():
            yield "after the next restore, the database or the key is wrong"
        try:
            self.run(place)
        except StoreError as error:
            if error.code != "backup-not-empty":
                yield f"a second restore: {error}"
        else:
            yield "a second restore was accepted"


class Migrate(Job):
    """The first start of a new version on a database of version 0001."""

    def prepare(self, place: Place) -> Place:
        old_database(place, "0001")
        self.old = place.rows()
        done = Place(self.folder / "done", self.empty(self.folder / "done"))
        old_database(done, "0001")
        self.run(done)
        self.new = done.rows()
        assert self.new["alembic_version"] == [f"('{newest_revision()}',)"]
        return place

    def run(self, place: Place) -> None:
        open_database(place.address).close()

    def faults(self, place: Place) -> Iterator[str]:
        if place.rows() not in (self.old, self.new):
            yield "half a migration"
        self.run(place)
        if place.rows() != self.new:
            yield "the next start leaves another database"


class Erase(Job):
    """A member erases their account."""

    def prepare(self, place: Place) -> Place:
        fill(place)
        self.old = place.rows()
        shutil.copytree(place.folder, self.folder / "done")
        done = Place(self.folder / "done", self.empty(self.folder / "done", place.address))
        self.run(done)
        self.new = done.rows()
        assert self.old != self.new
        return place

    def run(self, place: Place) -> None:
        server = place.server()
        ann = find(server, "ann")
        if ann is not None:
            self.act(server, ann)
        elif server.worker.unclean:  # as the worker of a server does after its start
            server.worker.scrub()
        server.database.close()

    def act(self, server: Server, ann: accounts.Account) -> None:
        """Erase."""
        assert erasing.erase_account(server.worker, ann).left == ()

    def faults(self, place: Place) -> Iterator[str]:
        if place.rows() not in (self.old, self.new):
            yield "half an erasure"
        self.run(place)
        if place.rows() != self.new:
            yield "after the next erasure, something is left or missing"
        found = b"".join(path.read_bytes() for path in place.folder.rglob("*") if path.is_file())
        if left := [needle.decode() for needle in self.needles() if needle in found]:
            yield f"bytes are left: {left}"

    def needles(self) -> tuple[bytes, ...]:
        """Return what no file may contain."""
        return NEEDLES


class Forget(Erase):
    """A member has a contact forgotten."""

    def act(self, server: Server, ann: accounts.Account) -> None:
        assert erasing.erase_contact(server, Actor(ann, None, ROLE_SCOPES["member"]), CONTACT).left == ()
        if server.worker.unclean:
            server.worker.scrub()

    def needles(self) -> tuple[bytes, ...]:
        return NEEDLES[:2]


JOBS: dict[str, type[Job]] = {
    "start": Start, "backup": Backup, "restore": Restore, "migrate": Migrate, "erase": Erase, "forget": Forget,
}  # fmt: skip


def main(kills: int, kind: str = "sqlite", names: tuple[str, ...] = tuple(JOBS), seed: int = 1) -> dict[str, Any]:
    """Kill each job so often. Return by job how many steps it has, how often the rarest was hit, and what broke."""
    sandboxes.Job = JobHere  # pyright: ignore[reportAttributeAccessIssue]
    memory = Path("/dev/shm")  # noqa: S108 (what a killed process wrote is there on any disk; this one waits for none)
    outcome: dict[str, Any] = {}
    for name in names:
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="ssi-kills-", dir=memory if memory.is_dir() else None) as folder:
            job = JOBS[name](kind, Path(folder))
            outcome[name] = kill(job, kills, Random(seed)) | {"seconds": round(time.monotonic() - began, 1)}
    return outcome


def kill(job: Job, kills: int, chance: Random) -> dict[str, Any]:
    """Kill a job at each of its steps in turn, every other round a little later; fewer kills are spread over the steps."""
    steps = count_steps(job)
    broken: list[str] = []
    for number in range(kills):
        step = number * max(1, steps // kills) % steps
        later = chance.random() * LONGEST_DELAY if number // steps % 2 else 0.0
        place = job.copy()
        end_at(partial(job.run, place), step, later)
        if job.kind == "postgresql":
            end_connections(place.address)
        broken += [f"step {step}{' or later' if later else ''}: {words}" for words in faults(job, place)]
    return {"kills": kills, "steps": steps, "hit": kills // steps, "broken": broken}


def faults(job: Job, place: Place) -> Iterator[str]:
    """Yield what is wrong after a kill; an error while looking is wrong, too."""
    try:
        yield from job.faults(place)
    except Exception as error:  # noqa: BLE001 (a long run reports it and goes on)
        yield repr(error)


def count_steps(job: Job) -> int:
    """Return the number of steps of an undisturbed run."""
    place = job.copy()
    read, write = os.pipe()
    if not (child := os.fork()):
        taken = 0

        def step() -> None:
            nonlocal taken
            taken += 1

        watch(step)
        job.run(place)
        os.write(write, str(taken).encode())
        os._exit(0)
    os.close(write)
    assert os.waitpid(child, 0)[1] == 0
    with os.fdopen(read) as told:
        return int(told.read())


def end_at(run: Callable[[], None], last: int, later: float) -> None:
    """Run in a forked process that is killed at a step, or some seconds later if it is still running."""
    child = os.fork()
    if not child:
        left = last

        def step() -> None:
            nonlocal left
            if not left:
                if not later:
                    os.kill(os.getpid(), signal.SIGKILL)
                signal.signal(signal.SIGALRM, signal.SIG_DFL)  # ends the process without a word, as SIGKILL does
                signal.setitimer(signal.ITIMER_REAL, later)
            left -= 1

        watch(step)
        run()
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or (later and status == 0), f"the job ended with {status} before step {last}"


def watch(step: Callable[[], None]) -> None:
    """Call a function before each statement, commit and operation on a file of this process."""

    def first(call: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*values: Any, **named: Any) -> Any:
            step()
            return call(*values, **named)

        return instead

    for name in ("fsync", "link", "mkdir", "open", "replace", "rename", "unlink"):
        setattr(os, name, first(getattr(os, name)))
    event.listen(Engine, "before_cursor_execute", lambda *_: step())
    event.listen(Engine, "commit", lambda *_: step())


def fill(place: Place) -> None:
    """A team with a lead, and with Ann, whose archive, notes and invitations are to be erased."""
    read_key(place.folder, create=True)
    with Site(place.folder, address=place.address) as site:
        team = site.team()
        lea, ann = site.person(team, "lea", "lead"), site.person(team, "ann", name="Annabeth", shares=True)
        people = (
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
            "Quinzel,Zyrkonova,https://www.linkedin.com/in/quinzel,,A,B,01 May 2025\n"
        )
        files = {"Reactions.csv": reactions(*MOMENTS), "Connections.csv": people}
        given(site, ann, zipped(place.folder / f"{CONTACT}.zip", files))
        (place.folder / f"{CONTACT}.zip").unlink()
        assert site.server.worker.process_pending() == 1
        with site.server.database.write() as tx:
            scores.add_note(tx, ann.id, Note(20_000, f"met {CONTACT}"))
            scores.add_note(tx, ann.id, Note(20_000, "a new role"))
            scores.add_note(tx, lea.id, Note(20_000, "of the lead"))
            invitations.add_invitation(tx, team.id, lea.id, "Annabeth", "member", NOW, 86_400)


def find(server: Server, login: str) -> accounts.Account | None:
    """Return an account."""
    with server.database.read() as tx:
        return accounts.find_account_by_login(tx, login)


def about(place: Place) -> Any:
    """Return what a backup says about itself, once each of its files was read whole."""
    with zipfile.ZipFile(place.folder / "backup.zip") as archive:
        assert archive.testzip() is None
        return json.loads(archive.read("about.json"))


def old_database(place: Place, revision: str) -> None:
    """A database of an old version, with the rows of the frozen one."""
    frozen = create_engine(f"sqlite:///{FROZEN / revision}.db")
    database = place.open()
    with frozen.connect() as source, database.change_tables() as target:
        upgrade(target, revision)
        assert revision_of(target) == revision
        metadata = MetaData()
        metadata.reflect(source)
        for table in metadata.sorted_tables:
            rows = [dict(row) for row in source.execute(select(table)).mappings()]
            if rows and table.name != "alembic_version":
                target.execute(insert(table), rows)
    database.close()
    frozen.dispose()


if __name__ == "__main__":
    number, *rest = sys.argv[1:] or ["100"]
    outcome = main(int(number), rest[0] if rest else "sqlite", tuple(rest[1:]) or tuple(JOBS))
    print(json.dumps(outcome, indent=1))  # noqa: T201 (the run's result)
    sys.exit(any(one["broken"] or not one["hit"] for one in outcome.values()))
