"""Alerts of whoever asks, and the secret address at which a calendar or a reader finds them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from openssi.errors import RequestDenied
from openssi.insight.alerts import Alert, alerts
from openssi.insight.history import HistoryDay
from openssi.insight.week import WeekReview, week_review
from openssi.model import MICRO
from openssi.render.feeds import alerts_atom, alerts_ics
from openssi.store import accounts, imports, scores
from openssi.store.accounts import Account, hashed
from openssi.store.database import Transaction
from openssi.store.scores import DayScore
from openssi.web.context import Server
from openssi.web.security.access import Actor, Scope, reauthorize
from openssi.web.services.members import assessment_of, find_member, load_annotations

__all__ = ["AlertList", "Feed", "FeedKind", "create_feed", "delete_feed", "list_alerts", "render_feed", "weekly_review"]

#: A calendar or a feed.
FeedKind = Literal["ics", "atom"]

_RECENT = 30  # days for which an alert is current
_ALL = (-1_000_000, 1_000_000)  # days of any history


@dataclass(frozen=True, slots=True)
class AlertList:
    """A member's alerts, oldest first.

    Attributes:
        alerts: all up to the day on which they are told.
        data_day: the last day of the data; None without data.
        until: the day on which they are told; of the sample the last of its data.
        sample: whether they are the sample's.
    """

    alerts: tuple[Alert, ...]
    data_day: int | None
    until: int
    sample: bool = False

    @property
    def current(self) -> tuple[Alert, ...]:
        """Those of the last 30 days, and that the archive is old, as long as it is."""
        return tuple(one for one in self.alerts if one.kind == "old_data" or self.until - one.day < _RECENT)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it is sent."""

    content: bytes
    media_type: str


def list_alerts(server: Server, actor: Actor) -> AlertList:
    """The alerts of whoever asks, up to today."""
    with server.database.read() as connection:
        return _told(connection, actor.account, server.today())


def weekly_review(server: Server, actor: Actor) -> WeekReview | None:
    """The last whole weeks of whoever asks; None before there is one."""
    member = find_member(server, actor)
    if member is None:
        return None
    assessment = assessment_of(member)
    notes = load_annotations(server, actor).notes
    return week_review(assessment.activity, assessment.model, assessment.score.as_of, notes, assessment.next_steps)


def create_feed(server: Server, actor: Actor) -> str:
    """A new secret for the address of one's feed; one that was there works no more. Only a hash of it is held.

    Raises:
        RequestDenied: the session ended.
    """
    secret = secrets.token_urlsafe(32)
    with server.database.write() as connection:
        reauthorize(connection, actor, Scope.ACCOUNT, server.now())
        accounts.change_account(connection, actor.id, feed=hashed(secret))
    return secret


def delete_feed(server: Server, actor: Actor) -> None:
    """Let the secret address work no more."""
    with server.database.write() as connection:
        accounts.change_account(connection, actor.id, feed=None)


def render_feed(server: Server, secret: str, kind: FeedKind, address: str) -> Feed:
    """The feed behind a secret. Who guesses is slowed down, and told no more than of an address that never was.

    Raises:
        RequestDenied: there is none.
    """
    with server.database.read() as connection:
        account = accounts.find_feed(connection, hashed(secret))
        told = _told(connection, account, server.today()) if account else None
    if account is None or told is None:
        server.limit_rate("feed", address, sign_in=True)
        raise RequestDenied("not-found", "There is nothing at this address.")
    server.limit_rate("actor", account.id)
    day = server.today() if told.data_day is None else told.data_day
    if kind == "ics":
        due = None if told.sample else told.data_day  # the sample does not age: nothing reminds of a fresh one
        return Feed(alerts_ics(told.alerts, account.id, due), "text/calendar; charset=utf-8")
    return Feed(alerts_atom(told.alerts, account.id, day), "application/atom+xml; charset=utf-8")


def _told(connection: Transaction, account: Account, today: int) -> AlertList:
    days = _history_days(scores.scores_of(connection, account.id, *_ALL))
    if not days:
        return AlertList((), None, today)
    target = None if account.target is None else account.target * MICRO
    # The sample does not age: nobody needs a fresh archive of somebody invented.
    sample = imports.find_sample(connection, account.id) is not None
    until = days[-1].day if sample else today
    return AlertList(alerts(days, days[-1].day, until, target, account.target_from), days[-1].day, until, sample)


def _history_days(found: Sequence[DayScore]) -> list[HistoryDay]:
    """Scored days as the insights read them."""
    return [HistoryDay(day.day, day.index_micro, day.upper_micro, day.pillars) for day in found]
