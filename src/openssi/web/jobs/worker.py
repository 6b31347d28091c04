"""The upload worker: reads waiting uploads, rescores, does daily maintenance; also cancels and removes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from threading import Event, Lock, Thread

from openssi.activity.calendar import DAY_SECONDS
from openssi.errors import OpenSSIError, StoreError
from openssi.model import Model
from openssi.store import credentials, imports, scores, share_links
from openssi.store.database import Database, Transaction
from openssi.store.imports import Import
from openssi.web.jobs.importing import Importer
from openssi.web.jobs.sandboxes import CancelledError, Sandboxes, TaskFailedError
from openssi.web.jobs.score_updates import attempts, write_scores
from openssi.web.jobs.staging import StagingFolder
from openssi.web.settings import Settings

__all__ = ["Worker", "delete_staged"]

#: A small change to the database.
Change = Callable[[Transaction], None]

_LOG = logging.getLogger("openssi.worker")
_NAP = 60.0  # seconds until the worker looks for work without being woken
_SHORT_NAP = 5.0  # seconds until it tries again after a database or disk error
_FAULT = "Something went wrong on our side; the server's log has it. Nothing was stored. [server-fault]"


def delete_staged(path: Path) -> None:
    """Delete an uploaded file, complete or not, or the folder of an unfinished sample."""
    if path.is_dir():
        rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


@dataclass
class Worker:
    """The background thread of a server.

    Attributes:
        sandboxes: read uploads and score members.
        staging: where uploads wait.
        progress: bytes done and in total, by import, while it is being read.
        unclean: whether bytes of erased data may remain in the database, since a process can end before a cleanup.
        stopped: set when the worker must stop.
        daily: what else to do once a day.
    """

    settings: Settings
    database: Database
    key: bytes
    progress: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    unclean: bool = True
    stopped: Event = field(default_factory=Event)
    sandboxes: Sandboxes = field(init=False)
    staging: StagingFolder = field(init=False)
    daily: Callable[[], None] | None = None
    _importer: Importer = field(init=False)
    _reading: str | None = None
    _served: str = ""  # the account whose upload was read last
    _begun: set[str] = field(default_factory=set[str])  # imports and accounts whose attempt this process has counted
    _damaged: set[str] = field(default_factory=set[str])
    _swept: int = 0
    _deferred: list[Change] = field(default_factory=list["Change"])
    _deferred_lock: Lock = field(default_factory=Lock)
    _wake: Event = field(default_factory=Event)
    _thread: Thread | None = None

    def __post_init__(self) -> None:
        self.sandboxes = Sandboxes(self.settings.sandbox, self.key, self.model)
        self.staging = StagingFolder(self.settings.staging)
        self._importer = Importer(self.settings, self.database, self.sandboxes, self.staging)

    @property
    def model(self) -> Model:
        """Return the model that scores."""
        return self.settings.model

    def start(self) -> None:
        """Recover what an earlier process left unfinished, and start the thread."""
        self.recover()
        self._thread = Thread(target=self._run, name="openssi-worker", daemon=True)
        self._thread.start()

    def recover(self) -> None:
        """Requeue imports that were being read, and delete orphaned files."""
        with self.database.write() as connection:
            imports.requeue(connection)
            waiting = imports.open_import_ids(connection)
        for path in self.settings.staging.glob("*"):
            if path.name not in waiting:
                delete_staged(path)

    @property
    def alive(self) -> bool:
        """Whether the thread is running, or was never started."""
        return self._thread is None or self._thread.is_alive()

    def scrub(self) -> bool:
        """Overwrite the bytes of deleted data. Return whether that succeeded; if not, the worker retries."""
        self.unclean = True
        try:
            self.unclean = not self.database.vacuum()
        except StoreError as error:
            _LOG.warning("not scrubbed yet", extra={"code": error.code})
        return not self.unclean

    def write_soon(self, change: Change) -> None:
        """Make a change now if the database is free; otherwise in the background, as soon as it is.

        Raises:
            StoreError: the database can't be written, for another reason than that it is busy.
        """
        with self._deferred_lock:
            self._deferred.append(change)
        try:
            self._write_deferred(timeout=0)
        except StoreError as error:
            if error.code != "store-busy":
                raise
            self.wake()

    def _write_deferred(self, **options: float) -> None:
        with self._deferred_lock:  # only to swap the list, so that `write_soon` never waits for a write
            changes, self._deferred = self._deferred, []
        if not changes:
            return
        try:
            with self.database.write(**options) as connection:
                for change in changes:
                    change(connection)
        except StoreError:
            with self._deferred_lock:
                self._deferred = [*changes, *self._deferred]
            raise

    def wake(self) -> None:
        """Make the worker look for uploads now."""
        self._wake.set()

    def cancel(self, account_id: str, import_id: str) -> bool:
        """Cancel an import that isn't done. Return whether it was open."""
        with self.database.write() as connection:
            upload = imports.find_import(connection, account_id, import_id)
            if upload is None or not upload.open:
                return False
            imports.change_import(connection, import_id, state="cancelled", finished_at=self.settings.clock())
        self.discard([import_id])
        return True

    def discard(self, import_ids: Sequence[str]) -> None:
        """Delete the files of cancelled or removed imports, and stop reading them."""
        for import_id in import_ids:
            if self._reading == import_id:
                self.sandboxes.cancel()
            self.staged(import_id).unlink(missing_ok=True)

    def remove(self, account_id: str, import_id: str) -> bool:
        """Remove an import and rescore the member from what remains. Return whether there was one."""
        self.cancel(account_id, import_id)
        with self.database.write() as connection:
            imports.hand_over_snapshot(connection, account_id, import_id)
        for attempt in attempts(self.database, account_id):
            with attempt as inputs:
                rest = [(import_.kind, content) for import_, content in inputs.contents if import_.id != import_id]
                computed = self.sandboxes.rescore(rest, inputs.account.time_zone)
                with attempt.commit() as connection:
                    removed = imports.remove_import(connection, account_id, import_id)
                    if removed:
                        write_scores(connection, account_id, computed)
                    return removed
        return False

    def stop(self) -> None:
        """Cancel the running job, which resumes at the next start, and end the thread."""
        self.stopped.set()
        self._wake.set()
        self.sandboxes.close()
        if self._thread:
            self._thread.join(timeout=30)
        with suppress(StoreError):
            self._write_deferred()

    def staged(self, import_id: str) -> Path:
        """Return the path of a waiting upload: named by its ID, never by a name from outside."""
        return self.settings.staging / import_id

    def process_pending(self) -> int:
        """Read all waiting imports. Return how many there were.

        Raises:
            StoreError: the database or the disk isn't available; unread imports are still waiting.
        """
        count = 0
        while not self.stopped.is_set():
            self._ensure_held()
            upload = self._claim()
            if upload is None:
                return count
            self._read(upload)
            count += 1
        return count

    def _claim(self) -> Import | None:
        """Claim the next import and count the attempt, once per process: only attempts that end a process matter."""
        with self.database.write() as connection:
            upload = imports.claim_import(connection, self._served)
            if upload is None:
                return None
            if upload.id not in self._begun:
                imports.count_attempt(connection, upload.id)
                upload = imports.find_import(connection, upload.account_id, upload.id)
        if upload:
            self._begun.add(upload.id)
            self._served = upload.account_id
        return upload

    def _run(self) -> None:
        while not self.stopped.is_set():
            self._wake.clear()
            nap = _NAP
            try:
                self._ensure_held()
                self._write_deferred()
                with self.database.write() as connection:
                    imports.requeue(connection)  # interrupted by an error
                self.process_pending()
                if self.unclean:
                    self.scrub()
                self.run_maintenance()
            except Exception as error:  # noqa: BLE001 (no error may end the thread that all imports wait for)
                _LOG.error("worker rests", exc_info=error, extra={"code": getattr(error, "code", "server-fault")})
                nap = _SHORT_NAP
            self._wake.wait(nap)

    def _ensure_held(self) -> None:
        """Check that this is the only server of the database.

        Raises:
            StoreError: another server is using the database, or it can't be reached.
        """
        try:
            if self.database.ensure_held():
                _LOG.warning("the lock on the database was lost and taken again")
        except StoreError as error:
            if error.code == "server-running":
                _LOG.error("another server took the database: this one reads nothing until that one ends")
            raise

    def run_maintenance(self) -> None:
        """Rescore members that another model scored, reading uploads in between; delete expired data.

        Raises:
            StoreError: the database or the disk isn't available.
        """
        with self.database.read() as connection:
            outdated = scores.outdated_accounts(connection, self.model.fingerprint)
        for account_id in outdated:
            if self.stopped.is_set():
                return
            if account_id not in self._damaged:
                self._score_again(account_id)
            self.process_pending()
        now = self.settings.clock()
        if not 0 <= now - self._swept < DAY_SECONDS:  # negative: the clock was set back
            with self.database.write() as connection:
                credentials.delete_expired(connection, now)
                share_links.delete_expired_links(connection, now)
                scores.delete_old_views(connection, now)
            if self.daily:
                self.daily()
            self._swept = now

    def _score_again(self, account_id: str) -> None:
        """Rescore one member. A failure doesn't affect other members, and is retried after the next start."""
        if account_id not in self._begun:
            with self.database.write() as connection:
                scores.count_scoring_attempt(connection, account_id)
            self._begun.add(account_id)
        try:
            self.rescore(account_id)
        except StoreError:
            raise
        except CancelledError:
            with self.database.write() as connection:
                scores.take_back_scoring_attempt(connection, account_id)
        except (OpenSSIError, TaskFailedError) as error:
            self._damaged.add(account_id)
            _LOG.error(
                "a member cannot be scored again",
                extra={"code": getattr(error, "code", "server-fault"), "cause": str(error)},
            )

    def rescore(self, account_id: str) -> None:
        """Rescore all days of a member with the current model, from stored snapshots."""
        for attempt in attempts(self.database, account_id):
            with attempt as inputs:
                computed = self.sandboxes.rescore(inputs.stored, inputs.account.time_zone, background=True)
                with attempt.commit() as connection:
                    write_scores(connection, account_id, computed)

    def _read(self, upload: Import) -> None:
        path = self.staged(upload.id)
        self._reading = upload.id
        try:
            added = self._importer.run(upload, path, lambda done, total: self._note_progress(upload.id, done, total))
        except CancelledError:
            if self._waits_again(upload):
                return
            _LOG.info("import cancelled", extra={"import": upload.id, "account": upload.account_id})
        except StoreError:
            raise  # the file is not the cause: it is read once database and disk are available
        except OpenSSIError as error:
            _LOG.info("import refused", extra={"import": upload.id, "account": upload.account_id, "code": error.code})
            self._fail(upload, f"{error} [{error.code}]")
        except Exception as error:  # noqa: BLE001 (the import shows the error, and the next one is read)
            cause = str(error) if isinstance(error, TaskFailedError) else type(error).__name__
            _LOG.exception("import failed", extra={"import": upload.id, "account": upload.account_id, "cause": cause})
            self._fail(upload, _FAULT)
        else:
            _LOG.info("import read", extra={"import": upload.id, "account": upload.account_id, "added": added})
        finally:
            self._reading = None
            self.progress.pop(upload.id, None)
        if not self.stopped.is_set():
            delete_staged(path)

    def _note_progress(self, import_id: str, done: int, total: int) -> None:
        self.progress[import_id] = (done, total)

    def _waits_again(self, upload: Import) -> bool:
        """Requeue an import interrupted by a server stop, unless it was cancelled. Return whether it was requeued."""
        if not self.stopped.is_set():
            return False
        with self.database.write() as connection:
            current = imports.find_import(connection, upload.account_id, upload.id)
            if current is None or not current.open:
                return False
            imports.take_back_attempt(connection, upload.id)
            imports.requeue(connection)
        return True

    def _fail(self, upload: Import, words: str) -> None:
        with self.database.write() as connection:
            self._importer.fail(connection, upload, words)
