"""Reads imports one after the other in the background: each is there whole, or not at all, whenever the process dies."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from threading import Event, Thread

from openssi.errors import ArchiveError, OpenSSIError, RequestDenied, StoreError, WorkbookError
from openssi.model import DEFAULT, Model
from openssi.snapshots.registry import Snapshot, read_snapshot
from openssi.store import accounts, imports, scores
from openssi.store.database import Database, Transaction
from openssi.store.imports import Import
from openssi.web.jobs.rescoring import (
    ScoringInputs,
    compute,
    load_snapshots,
    rescore,
    update_inputs,
    write_scores,
)
from openssi.web.security.names import one_line
from openssi.web.settings import Settings

__all__ = ["Cancelled", "Worker", "clear_away"]

_LOG = logging.getLogger("openssi.worker")
_NAP = 60.0  # seconds after which a worker looks for work even if nobody woke it
_SHORT_NAP = 5.0  # the same after a fault of the database or the disk
_DAY = 86_400


def clear_away(path: Path) -> None:
    """Take out an upload, whole or not, or the folder of a sample that was never finished."""
    if path.is_dir():
        rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


class Cancelled(Exception):
    """The import that is being read was cancelled."""


@dataclass
class Worker:
    """One thread that reads what waits.

    `progress` is told of the import that is being read: bytes done and in all. `stopped` is set once it is told to stop.
    """

    settings: Settings
    database: Database
    key: bytes
    model: Model = DEFAULT
    progress: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    _cancelled: set[str] = field(default_factory=set[str])
    _reading: str | None = None
    _swept: int = 0
    _damaged: set[str] = field(default_factory=set[str])
    unclean: bool = True  # an earlier process may have ended between erasing and scrubbing
    _wake: Event = field(default_factory=Event)
    stopped: Event = field(default_factory=Event)
    _thread: Thread | None = None

    def start(self) -> None:
        """Take up what an earlier process left, and begin."""
        self.take_up()
        self._thread = Thread(target=self._run, name="openssi-worker", daemon=True)
        self._thread.start()

    def take_up(self) -> None:
        """Let what was being read wait again, and clear away files that no import waits for."""
        with self.database.write() as connection:
            imports.requeue(connection)
            waiting = imports.open_imports(connection)
        for path in self.settings.staging.glob("*"):
            if path.name not in waiting:
                clear_away(path)

    @property
    def alive(self) -> bool:
        """Whether the thread is there to read, or was never wanted."""
        return self._thread is None or self._thread.is_alive()

    def scrub(self) -> bool:
        """Leave no bytes of what was taken out; whether that is done. Otherwise it is tried again, until it is."""
        self.unclean = True
        try:
            self.unclean = not self.database.vacuum()
        except StoreError as error:
            _LOG.warning("not scrubbed yet", extra={"code": error.code})
        return not self.unclean

    def wake(self) -> None:
        """There is something to read."""
        self._wake.set()

    def cancel(self, account_id: str, import_id: str) -> bool:
        """Let go of an import that is not done; whether it was open."""
        with self.database.write() as connection:
            found = imports.find_import(connection, account_id, import_id)
            if found is None or not found.open:
                return False
            imports.change_import(connection, import_id, state="cancelled", finished_at=self.settings.clock())
        if self._reading == import_id:
            self._cancelled.add(import_id)
        self.staged(import_id).unlink(missing_ok=True)
        return True

    def let_go(self, import_ids: Sequence[str]) -> None:
        """Clear away the files of imports that are no more."""
        for import_id in import_ids:
            if self._reading == import_id:
                self._cancelled.add(import_id)
            self.staged(import_id).unlink(missing_ok=True)

    def remove(self, account_id: str, import_id: str) -> bool:
        """Take out an import and compute the member anew from what remains; whether there was one."""
        self.cancel(account_id, import_id)
        with self.database.write() as connection:
            imports.hand_on(connection, account_id, import_id)

        def plan(basis: ScoringInputs) -> Callable[[Transaction], bool]:
            rest = [pair for pair in basis.contents if pair[0].id != import_id]
            computed = rescore(load_snapshots(rest), basis.account.time_zone, self.model)

            def write(connection: Transaction) -> bool:
                removed = imports.remove_import(connection, account_id, import_id)
                if removed:
                    write_scores(connection, account_id, computed)
                return removed

            return write

        return bool(update_inputs(self.database, account_id, plan))

    def stop(self) -> None:
        """Let go of what is being read (it waits again for the next start), and end."""
        self.stopped.set()
        self._wake.set()
        if self._thread:
            self._thread.join(timeout=30)

    def staged(self, import_id: str) -> Path:
        """Where an upload waits: under its number, never under a name that somebody gave."""
        return self.settings.staging / import_id

    def work_off(self) -> int:
        """Read all that waits; how many that were.

        Raises:
            StoreError: the database or the disk takes nothing now; what was not read still waits.
        """
        count = 0
        while not self.stopped.is_set():
            self._hold_on()
            with self.database.write() as connection:
                found = imports.claim_import(connection)
            if found is None:
                return count
            self._read(found)
            count += 1
        return count

    def _run(self) -> None:
        while not self.stopped.is_set():
            self._wake.clear()
            nap = _NAP
            try:
                self._hold_on()
                with self.database.write() as connection:
                    imports.requeue(connection)  # what a fault cut short
                self.work_off()
                if self.unclean:
                    self.scrub()
                self.keep_up()
            except Exception as error:  # noqa: BLE001 (no fault may end the thread that all imports wait for)
                _LOG.error("worker rests", exc_info=error, extra={"code": getattr(error, "code", "server-fault")})
                nap = _SHORT_NAP
            self._wake.wait(nap)

    def _hold_on(self) -> None:
        """Work on nothing that another server works on.

        Raises:
            StoreError: another one took the database, or it cannot be reached.
        """
        try:
            if self.database.ensure_held():
                _LOG.warning("the hold on the database was lost and taken anew")
        except StoreError as error:
            if error.code == "server-running":
                _LOG.error("another server took the database: this one reads nothing until that one ends")
            raise

    def keep_up(self) -> None:
        """Score anew who was scored by another model, and let go of what ran out. Nobody's upload waits until all are scored.

        Raises:
            StoreError: the database or the disk takes nothing now.
        """
        with self.database.read() as connection:
            outdated = scores.scored_otherwise(connection, self.model.fingerprint)
        for account_id in outdated:
            if self.stopped.is_set():
                return
            if account_id not in self._damaged:
                self._score_anew(account_id)
            self.work_off()
        now = self.settings.clock()
        if now - self._swept >= _DAY:
            with self.database.write() as connection:
                accounts.sweep(connection, now)
                scores.sweep_looks(connection, now)
            self._swept = now

    def _score_anew(self, account_id: str) -> None:
        """What cannot be computed of one is theirs alone: the others are scored, and it is tried again after the next start."""
        try:
            update_inputs(self.database, account_id, self.anew)
        except StoreError:
            raise
        except OpenSSIError as error:
            self._damaged.add(account_id)
            _LOG.error("a member cannot be scored anew", extra={"code": error.code})

    def anew(self, basis: ScoringInputs) -> Callable[[Transaction], None]:
        """Compute all days by the model of now, from what is kept; what writes them."""
        computed = rescore(load_snapshots(basis.contents), basis.account.time_zone, self.model)
        return lambda connection: write_scores(connection, basis.account.id, computed)

    def _read(self, found: Import) -> None:
        path = self.staged(found.id)
        self._reading = found.id
        try:
            added = self._take_in(found, path)
        except Cancelled:
            if self.stopped.is_set() and found.id not in self._cancelled:
                return  # it waits for the next start
            _LOG.info("import cancelled", extra={"import": found.id})
        except StoreError:
            raise  # not the file is at fault: it is read once the database and the disk take it
        except OpenSSIError as error:
            self._failed(found, f"{error} [{error.code}]")
        except Exception:  # noqa: BLE001 (the member is told, and the next import is read)
            _LOG.exception("import failed", extra={"import": found.id})
            self._failed(
                found, "Something went wrong that should not; the server's log has it. Nothing was kept. [server-fault]"
            )
        else:
            _LOG.info("import read", extra={"import": found.id, "added": added})
        finally:
            self._reading = None
            self.progress.pop(found.id, None)
            self._cancelled.discard(found.id)
        if not self.stopped.is_set():
            clear_away(path)

    def _failed(self, found: Import, words: str) -> None:
        with self.database.write() as connection:
            self._fail(connection, found, words)

    def _fail(self, connection: Transaction, found: Import, words: str) -> bool:
        """Note why it failed; False, for nothing was added."""
        now = (
            imports.find_import(connection, found.account_id, found.id) or found
        )  # its name may have been taken off meanwhile
        error = one_line(words.replace(found.name, now.name))
        imports.change_import(
            connection, found.id, only_open=True, state="failed", error=error, finished_at=self.settings.clock()
        )
        return False

    def _take_in(self, found: Import, path: Path) -> bool:
        if not path.exists():
            raise ArchiveError(
                "import-stopped",
                "The server stopped while it had this file, and the file is gone.",
                unchanged="Nothing of it was kept.",
                hint="Upload it again.",
            )

        def watch(done: int, total: int) -> None:
            self.progress[found.id] = (done, total)
            if self.stopped.is_set() or found.id in self._cancelled:
                raise Cancelled

        with self.database.read() as connection:
            forgotten = imports.forgotten_of(connection, found.account_id)
        latest = self.settings.clock() // 86_400 + 1
        return self._keep(
            found, read_snapshot(path, self.key, name=found.name, forgotten=forgotten, not_after=latest, progress=watch)
        )

    def _keep(self, found: Import, kept: Snapshot) -> bool:
        """One transaction: what is kept, the activity, every day's score, and that it is done; whether it was new."""

        def plan(basis: ScoringInputs) -> Callable[[Transaction], bool]:
            # Somebody may have asked to be forgotten while it was read.
            new, _ = kept.without_person(basis.forgotten)
            if any(one.digest == new.digest for one, _ in basis.contents):
                return lambda connection: self._done(connection, found, new.digest, added=False)
            now = self._now(found)  # its name may have told of somebody who is to be forgotten
            new = new.renamed(now.name) if now.name != found.name else new
            samples = _replaced(found, basis.contents)
            rest = [pair for pair in basis.contents if pair[0] not in samples]
            try:
                computed = compute(_with(rest, now, new), basis.account.time_zone, self.model)
            except (ArchiveError, WorkbookError) as error:
                words = f"{error} [{error.code}]"  # names other files, too, as they are called now
                return lambda connection: self._fail(connection, found, words)

            def write(connection: Transaction) -> bool:
                self._done(connection, found, new.digest, added=True)
                for sample in samples:
                    imports.remove_import(connection, found.account_id, sample.id)
                imports.keep(connection, found.id, new.to_bytes())
                write_scores(connection, found.account_id, computed)
                return True

            return write

        added = update_inputs(self.database, found.account_id, plan, found.id)
        if added is None:
            raise Cancelled
        return added

    def _now(self, found: Import) -> Import:
        """The import as it stands now: it was claimed a while ago."""
        with self.database.read() as connection:
            return imports.find_import(connection, found.account_id, found.id) or found

    def _done(self, connection: Transaction, found: Import, digest: str, *, added: bool) -> bool:
        now = self.settings.clock()
        if not imports.change_import(
            connection, found.id, only_open=True, state="done", digest=digest, added=added, finished_at=now
        ):
            raise Cancelled
        return added


def _with(others: Sequence[tuple[Import, bytes]], found: Import, kept: Snapshot) -> list[Snapshot]:
    """All in the order in which `contents_of` will have them."""
    pairs = [*zip([one for one, _ in others], load_snapshots(others), strict=True), (found, kept)]
    return [one for _, one in sorted(pairs, key=lambda pair: pair[0].place)]


def _replaced(found: Import, others: Sequence[tuple[Import, bytes]]) -> list[Import]:
    """The sample, whose place an archive of one's own takes: the two never count together.

    Raises:
        RequestDenied: it is the sample that is to stand beside an archive of one's own.
    """
    samples = [one for one, _ in others if one.sample]
    if not found.sample:
        return samples
    if len(samples) < len(others):
        raise RequestDenied(
            "import-sample",
            "The sample cannot stand beside an archive of your own: the numbers would be nobody's.",
            unchanged="Your own data were left as they are.",
            hint="Take your own archives out first.",
        )
    return []
