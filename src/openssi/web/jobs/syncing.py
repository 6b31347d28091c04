"""Read connected members' LinkedIn accounts once a day, in a thread of its own, and score what is new."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import blake2b
from threading import Event, Thread

from openssi.activity.calendar import DAY_SECONDS
from openssi.client.linkedin.api import open_api
from openssi.client.linkedin.sync import Account, sync
from openssi.errors import ArchiveError, OpenSSIError
from openssi.snapshots.pseudonyms import Pseudonymizer
from openssi.snapshots.synced import SyncedSnapshot
from openssi.store import accounts, connections, imports
from openssi.store.connections import LinkedInConnection
from openssi.store.database import Transaction
from openssi.web.jobs.sandboxes import Cancelled, TaskFailed
from openssi.web.jobs.score_updates import attempts, write_scores
from openssi.web.jobs.worker import Worker
from openssi.web.security.encryption import decrypt

__all__ = ["PURPOSE", "Syncer"]

_LOG = logging.getLogger("openssi.sync")
#: What tokens are encrypted for.
PURPOSE = "linkedin-token"
_NAME = "LinkedIn account"
_NAP = 60.0  # seconds between two looks for a connection that is due
_HOUR = 3_600


class _Stopped(Exception):
    """The server is stopping, or the member disconnected or erased their account."""


@dataclass
class Syncer:
    """The thread that reads accounts, one at a time."""

    worker: Worker
    address: str
    _wake: Event = field(default_factory=Event)
    _stopped: Event = field(default_factory=Event)
    _thread: Thread | None = None

    def start(self) -> None:
        """Start the thread."""
        self._thread = Thread(target=self._run, name="openssi-sync", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread. A reading that is under way stops at its next page and goes on at the next start."""
        self._stopped.set()
        self._wake.set()
        if self._thread:
            self._thread.join(timeout=30)

    def wake(self) -> None:
        """Look for a connection that is due now."""
        self._wake.set()

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._wake.clear()
            try:
                self.process_pending()
            except OpenSSIError as error:  # the database isn't available
                _LOG.warning("not synced yet", extra={"code": error.code})
            self._wake.wait(_NAP)

    def process_pending(self) -> int:
        """Read every account that is due. Return how many there were.

        Raises:
            StoreError: the database isn't available.
        """
        count = 0
        while not self._stopped.is_set():
            with self.worker.database.read() as connection:
                due = connections.next_due(connection, self._now())
            if due is None:
                break
            self._read(due)
            count += 1
        return count

    def _now(self) -> int:
        return self.worker.settings.clock()

    def _read(self, due: LinkedInConnection) -> None:
        """Read one account and note when to read it again."""
        fault, next_at = "", self._now() + DAY_SECONDS
        try:
            paused = self._sync(due)
            next_at = paused or next_at
        except _Stopped:
            return
        except OpenSSIError as error:
            fault, next_at = error.code, self._now() + _HOUR
        except (Cancelled, TaskFailed):
            fault, next_at = "server-fault", self._now() + _HOUR
        with self.worker.database.write() as connection:
            synced = {} if fault else {"synced_at": self._now()}
            connections.change_connection(connection, due.account_id, fault=fault, next_at=next_at, **synced)

    def _sync(self, due: LinkedInConnection) -> int:
        """Read what is new and score it. Return when to go on if the quota is used up; otherwise 0."""
        token = decrypt(self.worker.key, PURPOSE, due.token)
        pseudonymizer = Pseudonymizer(self.worker.key)
        with self.worker.database.read() as connection:
            data, forgotten = self._stored(connection, due.account_id)
        with ExitStack() as stack:
            account = Account(data, pseudonymizer, lambda: self._save(due, data), self._now, forgotten)
            result = sync(account, lambda count: stack.enter_context(open_api(token, count, self.address)))
        try:
            self._score(due)
        except ArchiveError:  # it is another member's account: it must not stand in the way of the member's own files
            with self.worker.database.write() as connection:
                imports.remove_import(connection, due.account_id, _import_id(due.account_id))
            raise
        return result.paused_until

    def _stored(self, connection: Transaction, account_id: str) -> tuple[SyncedSnapshot, frozenset[str]]:
        contents = {import_.id: content for import_, content in imports.snapshots_of(connection, account_id)}
        content = contents.get(_import_id(account_id))
        data = SyncedSnapshot.from_bytes(content) if content else SyncedSnapshot()
        return data, imports.suppressed_of(connection, account_id)

    def _save(self, due: LinkedInConnection, data: SyncedSnapshot) -> None:
        """Store what was read so far, without people who were erased meanwhile."""
        if self._stopped.is_set():
            raise _Stopped
        with self.worker.database.write() as connection:
            current = connections.find_connection(connection, due.account_id)
            if current is None or current.token != due.token:
                raise _Stopped
            data.forget(imports.suppressed_of(connection, due.account_id))
            if not data.files and not data.pending and not data.events:
                return
            import_id, now = _import_id(due.account_id), self._now()
            if imports.find_import(connection, due.account_id, import_id) is None:
                if sample := imports.find_sample(connection, due.account_id):
                    imports.remove_import(connection, due.account_id, sample.id)
                imports.add_import(
                    connection, import_id, due.account_id, _NAME, SyncedSnapshot.kind, 0, now, sample=False
                )
            content = data.to_bytes()
            imports.change_import(connection, import_id, state="done", added=True, size=len(content), finished_at=now)
            imports.store_snapshot(connection, import_id, content)

    def _score(self, due: LinkedInConnection) -> None:
        for attempt in attempts(self.worker.database, due.account_id):
            with attempt as inputs:
                computed = self.worker.reader.rescore(inputs.stored, inputs.account.time_zone)
                with attempt.commit() as connection:
                    if accounts.find_account(connection, due.account_id):
                        write_scores(connection, due.account_id, computed)


def _import_id(account_id: str) -> str:
    """Return the ID of the one import that an account's data are."""
    return blake2b(account_id.encode("ascii"), digest_size=16, person=b"linkedin").hexdigest()
