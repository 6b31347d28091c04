"""Send members' alerts and weekly digests where they asked for, in a thread of its own, with a few retries."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event, Thread

from openssi.activity.calendar import HOUR_SECONDS, zone
from openssi.errors import OpenSSIError, StoreError
from openssi.store import accounts, deliveries
from openssi.store.accounts import Account
from openssi.store.database import Transaction
from openssi.store.deliveries import Delivery
from openssi.web.jobs.send_message import Message, send
from openssi.web.jobs.worker import Worker
from openssi.web.security.encryption import decrypt
from openssi.web.settings import DeliverySettings

__all__ = ["PURPOSE", "Deliverer", "DueMessage"]

_LOG = logging.getLogger("openssi.deliveries")
#: What addresses are encrypted for.
PURPOSE = "delivery"
_NAP = 60.0  # seconds between two looks for a delivery that is due
_RETRIES = (300, 1_800, 2 * HOUR_SECONDS, 8 * HOUR_SECONDS)  # seconds until the next attempt; then the delivery pauses
_MORNING, _EVENING = 7, 20  # hours of the member's day between which messages are sent


@dataclass(frozen=True, slots=True)
class DueMessage:
    """What is due to be sent, None for nothing, and what to remember once it was sent."""

    message: Message | None
    sent_alerts: str
    sent_digest: int | None


#: Returns what a delivery has to send now.
Compose = Callable[[Transaction, Account, Delivery, int], DueMessage]


@dataclass
class Deliverer:
    """The thread that sends, one message at a time."""

    worker: Worker
    settings: DeliverySettings | None
    compose: Compose
    _stopped: Event = field(default_factory=Event)
    _thread: Thread | None = None

    def start(self) -> None:
        """Start the thread, if the operator allows deliveries."""
        if self.settings and self.settings.channels:
            self._thread = Thread(target=self._run, name="openssi-deliveries", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End the thread. A message that is being sent is sent again after the next start if its end isn't noted."""
        self._stopped.set()
        if self._thread:
            self._thread.join(timeout=30)

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                self.process_pending()
            except Exception as error:  # noqa: BLE001 (no error may end the thread that all deliveries wait for)
                code = getattr(error, "code", "server-fault")
                _LOG.warning("not delivered yet", exc_info=error, extra={"code": code})
            self._stopped.wait(_NAP)

    def process_pending(self) -> int:
        """Serve every delivery that is due. Return how many there were.

        Raises:
            StoreError: the database isn't available.
        """
        count = 0
        while not self._stopped.is_set():
            now = self.worker.settings.clock()
            with self.worker.database.read() as connection:
                due = deliveries.next_due(connection, now)
                account = accounts.find_account(connection, due.account_id) if due else None
            if due is None or account is None:
                break
            self._serve(account, due, now)
            count += 1
        return count

    def _serve(self, account: Account, delivery: Delivery, now: int) -> None:
        if not _is_daytime(account.time_zone, now):
            self._note(delivery, next_at=now + HOUR_SECONDS)
            return
        with self.worker.database.read() as connection:
            due = self.compose(connection, account, delivery, now)
        changes: dict[str, object] = {"sent_alerts": due.sent_alerts, "sent_review": due.sent_digest}
        if due.message and self.settings:
            try:
                address = decrypt(self.worker.key, PURPOSE, delivery.address)
                send(self.settings, delivery.channel, address, due.message)
            except OpenSSIError as error:
                self._note_failure(delivery, error, now)
                return
            _LOG.info("delivered", extra={"account": account.id, "channel": delivery.channel})
            changes |= {"sent_at": now, "fault": "", "failures": 0}
        self._note(delivery, **changes, next_at=now + HOUR_SECONDS)

    def _note_failure(self, delivery: Delivery, error: OpenSSIError, now: int) -> None:
        _LOG.info(
            "not delivered", extra={"account": delivery.account_id, "channel": delivery.channel, "code": error.code}
        )
        failures = delivery.failures + 1
        if isinstance(error, StoreError):  # with another key it never works
            failures = deliveries.MOST_FAILURES
        wait = _RETRIES[min(failures, len(_RETRIES)) - 1]
        self._note(delivery, fault=error.code, failures=failures, next_at=now + wait)

    def _note(self, delivery: Delivery, **values: object) -> None:
        with self.worker.database.write() as connection:
            deliveries.change_delivery(connection, delivery.id, **values)


def _is_daytime(time_zone: str, now: int) -> bool:
    return _MORNING <= datetime.fromtimestamp(now, UTC).astimezone(zone(time_zone)).hour < _EVENING
