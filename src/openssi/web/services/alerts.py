"""A member's alerts, their weekly review, and the feed of alerts behind a secret address."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from openssi.errors import RequestDenied
from openssi.insight.alerts import Alert, alerts
from openssi.insight.history import HistoryDay
from openssi.insight.weeks import WeekReview, week_review
from openssi.model import MICRO
from openssi.render.feeds import FeedEntry, alerts_atom, alerts_ics
from openssi.store import accounts, imports, scores
from openssi.store.accounts import Account, hash_secret
from openssi.store.database import Transaction
from openssi.store.scores import DayScore
from openssi.web.context import Server
from openssi.web.security.access import Actor, Scope, reauthorize
from openssi.web.services.answers import never_done_by
from openssi.web.services.digest import digests_for_feed
from openssi.web.services.stored_member import StoredMember, assessment_of

__all__ = [
    "AlertList",
    "Feed",
    "FeedKind",
    "alerts_of",
    "create_feed",
    "delete_feed",
    "list_alerts",
    "render_feed",
    "review_of",
    "weekly_review",
]

#: The format of a feed: iCalendar or Atom.
FeedKind = Literal["ics", "atom"]

_RECENT = 30  # days for which an alert counts as current
_ALL_DAYS = (-1_000_000, 1_000_000)


@dataclass(frozen=True, slots=True)
class AlertList:
    """A member's alerts, oldest first.

    Attributes:
        alerts: every alert up to `until`.
        data_day: the last day of the data; None without data.
        until: today; for the sample, the last day of its data.
        sample: whether they belong to the sample.
    """

    alerts: tuple[Alert, ...]
    data_day: int | None
    until: int
    sample: bool = False

    @property
    def current(self) -> tuple[Alert, ...]:
        """The alerts of the last 30 days, and the one about an old archive for as long as it is old."""
        return tuple(alert for alert in self.alerts if alert.kind == "old_data" or self.until - alert.day < _RECENT)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, ready to send."""

    content: bytes
    media_type: str


def list_alerts(server: Server, actor: Actor) -> AlertList:
    """Return the member's alerts up to today."""
    with server.database.read() as connection:
        return alerts_of(connection, actor.account, server.today())


def weekly_review(server: Server, actor: Actor) -> WeekReview | None:
    """Return the review of the member's last whole weeks; None before there is one."""
    with server.database.read() as connection:
        return review_of(connection, actor.account)


def review_of(connection: Transaction, account: Account) -> WeekReview | None:
    """Return the review of an account's last whole weeks; None before there is one."""
    record = scores.find_activity(connection, account.id)
    if record is None:
        return None
    assessment = assessment_of(StoredMember(record, never_done_by(account)))
    notes = tuple(note for _, note in scores.notes_of(connection, account.id))
    return week_review(assessment.activity, assessment.model, assessment.score.as_of, notes, assessment.next_steps)


def create_feed(server: Server, actor: Actor) -> str:
    """Create a secret for the address of the member's feed, in place of any earlier one; only its hash is stored.

    Raises:
        RequestDenied: the session has ended.
    """
    secret = secrets.token_urlsafe(32)
    with server.database.write() as connection:
        reauthorize(connection, actor, Scope.ACCOUNT, server.now())
        accounts.change_account(connection, actor.id, feed=hash_secret(secret))
    return secret


def delete_feed(server: Server, actor: Actor) -> None:
    """Turn off the member's feed."""
    with server.database.write() as connection:
        accounts.change_account(connection, actor.id, feed=None)


def render_feed(server: Server, secret: str, kind: FeedKind, address: str) -> Feed:
    """Render the feed with a secret. Guesses are rate-limited and answered like any unknown address.

    Raises:
        RequestDenied: no feed has this secret.
    """
    with server.database.read() as connection:
        account = accounts.find_account_by_feed(connection, hash_secret(secret))
        alert_list = alerts_of(connection, account, server.today()) if account else None
    if account is None or alert_list is None:
        server.limit_rate("feed", address, sign_in=True)
        raise RequestDenied("not-found", "There is nothing at this address.")
    server.limit_rate("actor", account.id)
    day = server.today() if alert_list.data_day is None else alert_list.data_day
    if kind == "ics":
        due = None if alert_list.sample else alert_list.data_day  # the sample never needs a fresh archive
        return Feed(alerts_ics(alert_list.alerts, account.id, due), "text/calendar; charset=utf-8")
    weeks = [
        FeedEntry(digest.id, "digest", digest.last + 1, digest.title, digest.text)
        for digest in digests_for_feed(server, account)
    ]
    return Feed(alerts_atom([*alert_list.alerts, *weeks], account.id, day), "application/atom+xml; charset=utf-8")


def alerts_of(connection: Transaction, account: Account, today: int) -> AlertList:
    """Return an account's alerts up to today."""
    days = _history_days(scores.scores_of(connection, account.id, *_ALL_DAYS))
    if not days:
        return AlertList((), None, today)
    target = None if account.target is None else account.target * MICRO
    # The sample never grows old: nobody needs a fresh archive of an invented seller.
    sample = imports.find_sample(connection, account.id) is not None
    until = days[-1].day if sample else today
    return AlertList(alerts(days, days[-1].day, until, target, account.target_from), days[-1].day, until, sample)


def _history_days(found: Sequence[DayScore]) -> list[HistoryDay]:
    """Convert stored scores to the days that insights read."""
    return [HistoryDay(day.day, day.index_micro, day.upper_micro, day.pillars, covered=day.covered) for day in found]
