"""Where a member has alerts and the weekly digest sent: set up, test, remove; and what is due to be sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import BoundedSemaphore
from urllib.parse import urlsplit

from openssi.activity.calendar import DAY_SECONDS
from openssi.errors import RequestDenied, StoreError
from openssi.insight.alerts import Alert
from openssi.store import accounts, deliveries
from openssi.store.accounts import Account
from openssi.store.database import Transaction
from openssi.store.deliveries import Delivery
from openssi.web.context import Server
from openssi.web.http.problems import not_found_error
from openssi.web.jobs.delivery_thread import PURPOSE, DueMessage
from openssi.web.jobs.send_message import Message, send
from openssi.web.security.access import Actor, Scope, reauthorize
from openssi.web.security.delivery_addresses import checked_address
from openssi.web.security.encryption import decrypt, encrypt
from openssi.web.services.alerts import alerts_of
from openssi.web.services.digest import DigestToSend, digest_to_send, team_digest_id, team_digest_without_names
from openssi.web.settings import Channel, DeliverySettings

__all__ = ["DeliveryState", "add", "allowed_channels", "list_deliveries", "next_message", "remove", "send_test"]

_MOST = 5  # deliveries of one member
_MOST_REMEMBERED = 100  # IDs of alerts and team digests that were sent
_TESTS = 5  # a minute
_AT_ONCE = BoundedSemaphore(2)  # tests: each is a process, and occupies a thread that could serve a page
_SUBJECT = "Your social selling index"


@dataclass(frozen=True, slots=True)
class DeliveryState:
    """A delivery as its owner sees it; `where` is the e-mail address, or the host of a webhook."""

    delivery: Delivery
    where: str


def allowed_channels(server: Server) -> tuple[Channel, ...]:
    """Return the channels that the operator allows."""
    return server.settings.deliveries.channels if server.settings.deliveries else ()


def list_deliveries(server: Server, actor: Actor) -> list[DeliveryState]:
    """Return the member's deliveries."""
    with server.database.read() as connection:
        stored = deliveries.deliveries_of(connection, actor.id)
    return [DeliveryState(delivery, _where(server, delivery)) for delivery in stored]


def add(server: Server, actor: Actor, channel: str, address: str, *, alerts: bool, digest: bool) -> Delivery:
    """Set up a delivery. What happened before is not sent.

    Raises:
        RequestDenied: the address isn't allowed, nothing is to be sent, there are too many, or the session has ended.
    """
    address = checked_address(_settings(server), channel, address)
    if not alerts and not digest:
        raise _wrong("Choose what to send: alerts, the weekly digest, or both.")
    now = server.now()
    latest, team = digest_to_send(server, actor.account, "own"), team_digest_id(server, actor.account)
    with server.database.write() as connection:
        actor = reauthorize(connection, actor, Scope.ACCOUNT, now)
        if len(deliveries.deliveries_of(connection, actor.id)) >= _MOST:
            raise _wrong(f"You already have {_MOST} deliveries. Remove one first.")
        current = alerts_of(connection, actor.account, server.today()).current
        delivery = Delivery(
            id=accounts.new_id(), account_id=actor.id, channel=channel, address=encrypt(server.key, PURPOSE, address),
            alerts=alerts, review=digest, sent_alerts=_ids(team, current), sent_review=latest.last if latest else None,
            fault="", failures=0, created_at=now, sent_at=None, next_at=now,
        )  # fmt: skip
        deliveries.add_delivery(connection, delivery)
    return delivery


def remove(server: Server, actor: Actor, delivery_id: str) -> None:
    """Delete a delivery with its address.

    Raises:
        RequestDenied: there is no delivery with this ID.
    """
    with server.database.write() as connection:
        if not deliveries.remove_delivery(connection, actor.id, delivery_id):
            raise not_found_error()


def send_test(server: Server, actor: Actor, delivery_id: str) -> None:
    """Send a test message now. If it is accepted, a delivery that paused continues.

    Raises:
        RequestDenied: there is no delivery with this ID, or the message wasn't accepted.
    """
    with server.database.read() as connection:
        delivery = deliveries.find_delivery(connection, actor.id, delivery_id)
    if delivery is None:
        raise not_found_error()
    settings = _settings(server)
    server.limit_rate("delivery", actor.id, per_minute=_TESTS)
    if not _AT_ONCE.acquire(blocking=False):
        raise RequestDenied("request-often", "The server is sending other tests.", hint="Try again in a minute.")
    try:
        words = (
            "This is a test. Your alerts will arrive here."
            if delivery.alerts
            else "This is a test. Your weekly digest will arrive here."
        )
        message = Message(_SUBJECT, _signed(words, settings))
        send(settings, delivery.channel, decrypt(server.key, PURPOSE, delivery.address), message)
    finally:
        _AT_ONCE.release()
    now = server.now()
    with server.database.write() as connection:
        deliveries.change_delivery(connection, delivery.id, fault="", failures=0, sent_at=now, next_at=now)


def next_message(server: Server, connection: Transaction, account: Account, delivery: Delivery, now: int) -> DueMessage:
    """Return what a delivery has to send: new alerts, a new weekly digest, and a lead's new digest of their team.

    Nothing of a member's own is sent while they have the sample.
    """
    alert_list = alerts_of(connection, account, now // DAY_SECONDS)
    current = () if alert_list.sample else alert_list.current
    sent = delivery.sent_alerts.split()
    new = [alert for alert in current if alert.id not in sent] if delivery.alerts else []
    own = None if alert_list.sample else _own_digest(server, account, delivery)
    team = team_digest_without_names(server, account, sent) if delivery.review else None
    message = _message(new, [digest for digest in (own, team) if digest], _settings(server))
    ids = _ids(team.id if team else None, current, sent)
    return DueMessage(message, ids, own.last if own else delivery.sent_review)


def _own_digest(server: Server, account: Account, delivery: Delivery) -> DigestToSend | None:
    """Return the member's digest, unless the delivery has none or this one was sent."""
    digest = digest_to_send(server, account, "own") if delivery.review else None
    was_sent = digest and delivery.sent_review is not None and digest.last <= delivery.sent_review
    return None if was_sent else digest


def _message(alerts: Sequence[Alert], digests: Sequence[DigestToSend], settings: DeliverySettings) -> Message | None:
    """Return one message about everything; it contains numbers and our own words, never text from an archive."""
    parts = [f"{alert.title}. {alert.text}" for alert in alerts] + [digest.text.rstrip() for digest in digests]
    if not parts:
        return None
    if not alerts:
        return Message(digests[0].title, _signed("\n\n".join(parts), settings))
    title = alerts[0].title if len(alerts) == 1 else f"{len(alerts)} new alerts"
    return Message(f"{_SUBJECT}: {title[0].lower()}{title[1:]}", _signed("\n\n".join(parts), settings))


def _signed(text: str, settings: DeliverySettings) -> str:
    where = f"{settings.address}/deliveries" if settings.address else "Alerts › Deliveries"
    return f"{text}\n\nTo stop these messages: {where}"


def _ids(team_digest: str | None, alerts: Sequence[Alert], sent: Sequence[str] = ()) -> str:
    """Return what to remember as sent: also earlier alerts, which are current again if the clock is set back."""
    digests = [*filter(None, [team_digest]), *(one for one in sent if one.startswith("digest-"))]
    return " ".join([*dict.fromkeys([*digests[:1], *(alert.id for alert in alerts), *sent])][:_MOST_REMEMBERED])


def _where(server: Server, delivery: Delivery) -> str:
    try:
        address = decrypt(server.key, PURPOSE, delivery.address)
    except StoreError:
        return "an address that can’t be read: remove it and add it again"
    return address if delivery.channel == "email" else urlsplit(address).hostname or ""


def _settings(server: Server) -> DeliverySettings:
    return server.settings.deliveries or DeliverySettings()


def _wrong(words: str) -> RequestDenied:
    return RequestDenied("delivery-wrong", words, unchanged="Nothing was saved.")
