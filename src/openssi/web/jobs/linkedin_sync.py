"""Read connected members' accounts and statistics from LinkedIn once a day, in a thread of its own, and score them."""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from threading import Event, Thread

from openssi.activity.calendar import DAY_SECONDS, HOUR_SECONDS
from openssi.client.linkedin.portability_api import open_api
from openssi.client.linkedin.statistics import read_statistics
from openssi.client.linkedin.sync import Account, sync
from openssi.client.linkedin.transport import QuotaError
from openssi.errors import ArchiveError, OpenSSIError
from openssi.snapshots.archive import ArchiveSnapshot
from openssi.snapshots.pseudonyms import Pseudonymizer
from openssi.snapshots.statistics import StatisticsSnapshot
from openssi.snapshots.synced import SyncedSnapshot
from openssi.store import accounts, connections, imports
from openssi.store.connections import LinkedInConnection
from openssi.store.database import Transaction
from openssi.web.jobs.sandboxes import CancelledError, TaskFailedError
from openssi.web.jobs.score_updates import attempts, write_scores
from openssi.web.jobs.worker import Worker
from openssi.web.security.encryption import decrypt

__all__ = ["PURPOSE", "Syncer", "import_id_of"]

_LOG = logging.getLogger("openssi.sync")
#: What tokens are encrypted for.
PURPOSE = "linkedin-token"
#: By product, the name and the kind of the import that holds its data.
_IMPORTS = {
    "portability": ("LinkedIn account", SyncedSnapshot.kind),
    "statistics": ("LinkedIn statistics", StatisticsSnapshot.kind),
}
_EXPIRY = 2 * DAY_SECONDS  # LinkedIn's terms may not allow storing statistics for longer
_NAP = 60.0  # seconds between two looks for a connection that is due


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
        now, fault = self._now(), ""
        next_at, synced_at = now + DAY_SECONDS, due.synced_at
        try:
            next_at = self._sync(due) or next_at
            synced_at = now
        except _Stopped:
            return
        except QuotaError:
            next_at = _midnight(now)
        except OpenSSIError as error:
            fault, next_at = error.code, now + HOUR_SECONDS
        except (CancelledError, TaskFailedError):
            fault, next_at = "server-fault", now + HOUR_SECONDS
        with self.worker.database.write() as connection:
            connections.change_connection(
                connection, due.account_id, due.product, fault=fault, next_at=next_at, synced_at=synced_at
            )
            if due.product == "portability":  # both on the same day, so that a day has the numbers of both
                connections.change_connection(connection, due.account_id, "statistics", next_at=now)
        if due.product == "statistics" and now - (synced_at or now) > _EXPIRY:
            self.worker.remove(due.account_id, import_id_of(due.account_id, due.product))

    def _sync(self, due: LinkedInConnection) -> int:
        """Read what is new and score it. Return when to go on if the quota is used up; otherwise 0."""
        if due.product == "statistics":
            self._store_statistics(due)
            return 0
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
                imports.remove_import(connection, due.account_id, import_id_of(due.account_id, due.product))
            raise
        return result.paused_until

    def _store_statistics(self, due: LinkedInConnection) -> None:
        """Read everything again, in place of what is stored, and score it.

        Raises:
            ArchiveError: the member has no archive that the statistics could be added to.
            QuotaError: the quota of the day is used up; what is stored is unchanged.
        """
        with self.worker.database.read() as connection:
            kinds = {import_.kind for import_, _ in imports.snapshots_of(connection, due.account_id)}
        if kinds.isdisjoint((ArchiveSnapshot.kind, SyncedSnapshot.kind)):
            raise ArchiveError("archive-workbook", "There's no archive that LinkedIn's statistics could be added to.")
        statistics = read_statistics(decrypt(self.worker.key, PURPOSE, due.token), self._now, self.address)
        with self._writing(due) as connection:
            self._store(connection, due, statistics.to_bytes())
        self._score(due)

    def _stored(self, connection: Transaction, account_id: str) -> tuple[SyncedSnapshot, frozenset[str]]:
        contents = {import_.id: content for import_, content in imports.snapshots_of(connection, account_id)}
        content = contents.get(import_id_of(account_id, "portability"))
        data = SyncedSnapshot.from_bytes(content) if content else SyncedSnapshot()
        return data, imports.suppressed_of(connection, account_id)

    def _save(self, due: LinkedInConnection, data: SyncedSnapshot) -> None:
        """Store what was read so far, without people who were erased meanwhile."""
        with self._writing(due) as connection:
            data.forget(imports.suppressed_of(connection, due.account_id))
            if data.files or data.pending or data.events:
                self._store(connection, due, data.to_bytes())

    @contextmanager
    def _writing(self, due: LinkedInConnection) -> Generator[Transaction]:
        """Write, unless the server is stopping or the member has disconnected."""
        if self._stopped.is_set():
            raise _Stopped
        with self.worker.database.write() as connection:
            current = connections.find_connection(connection, due.account_id, due.product)
            if current is None or current.token != due.token:
                raise _Stopped
            yield connection

    def _store(self, connection: Transaction, due: LinkedInConnection, content: bytes) -> None:
        """Store what was read as an import of the member, in place of the sample or of what was read before."""
        import_id, now = import_id_of(due.account_id, due.product), self._now()
        if imports.find_import(connection, due.account_id, import_id) is None:
            if sample := imports.find_sample(connection, due.account_id):
                imports.remove_import(connection, due.account_id, sample.id)
            name, kind = _IMPORTS[due.product]
            imports.add_import(connection, import_id, due.account_id, name, kind, 0, now, sample=False)
        imports.change_import(connection, import_id, state="done", added=True, size=len(content), finished_at=now)
        imports.store_snapshot(connection, import_id, content)

    def _score(self, due: LinkedInConnection) -> None:
        for attempt in attempts(self.worker.database, due.account_id):
            with attempt as inputs:
                computed = self.worker.sandboxes.rescore(inputs.stored, inputs.account.time_zone)
                with attempt.commit() as connection:
                    if accounts.find_account(connection, due.account_id):
                        write_scores(connection, due.account_id, computed)


def import_id_of(account_id: str, product: str) -> str:
    """Return the ID of the one import that holds an account's data or statistics."""
    person = b"linkedin" if product == "portability" else product.encode("ascii")
    return blake2b(account_id.encode("ascii"), digest_size=16, person=person).hexdigest()


def _midnight(now: int) -> int:
    """Return when LinkedIn's quotas begin again, in UTC."""
    return (now // DAY_SECONDS + 1) * DAY_SECONDS
