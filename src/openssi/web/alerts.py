"""Alerts of whoever asks, and the secret address at which a calendar or a reader finds them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from openssi.errors import Refused
from openssi.insight.alerts import Alert, alerts
from openssi.insight.history import HistoryDay
from openssi.insight.week import WeekReview, week_review
from openssi.model import MICRO
from openssi.reports.feeds import alerts_atom, alerts_ics
from openssi.store import accounts, imports, scores
from openssi.store.accounts import Account, hashed
from openssi.store.database import Transaction
from openssi.store.scores import DayScore
from openssi.web.access import Actor
from openssi.web.members import assessment_of, find_member, marks_of
from openssi.web.server import Server

__all__ = ["Feed", "FeedKind", "Told", "alerts_of", "close_feed", "feed_of", "open_feed", "review_of"]

#: A calendar or a feed.
FeedKind = Literal["ics", "atom"]

_ALL = (-1_000_000, 1_000_000)  # days of any history


@dataclass(frozen=True, slots=True)
class Told:
    """A member's alerts, oldest first, and the last day of their data; None without data."""

    alerts: tuple[Alert, ...]
    data_day: int | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it is sent."""

    content: bytes
    media_type: str


def alerts_of(server: Server, actor: Actor) -> Told:
    """The alerts of whoever asks, up to today."""
    with server.database.read() as connection:
        return _told(connection, actor.account, server.today())


def review_of(server: Server, actor: Actor) -> WeekReview | None:
    """The last whole weeks of whoever asks; None before there is one."""
    seen = find_member(server, actor)
    if seen is None:
        return None
    assessment = assessment_of(seen)
    notes = marks_of(server, actor).notes
    return week_review(assessment.activity, assessment.model, assessment.score.as_of, notes, assessment.next_steps)


def open_feed(server: Server, actor: Actor) -> str:
    """A new secret for the address of one's feed; one that was there works no more. Only a hash of it is held."""
    secret = secrets.token_urlsafe(32)
    with server.database.write() as connection:
        accounts.change_account(connection, actor.id, feed=hashed(secret))
    return secret


def close_feed(server: Server, actor: Actor) -> None:
    """Let the secret address work no more."""
    with server.database.write() as connection:
        accounts.change_account(connection, actor.id, feed=None)


def feed_of(server: Server, secret: str, kind: FeedKind, address: str) -> Feed:
    """The feed behind a secret. Who guesses is slowed down, and told no more than of an address that never was.

    Raises:
        Refused: there is none.
    """
    with server.database.read() as connection:
        account = accounts.find_feed(connection, hashed(secret))
        told = _told(connection, account, server.today()) if account else None
    if account is None or told is None:
        server.slow_down("feed", address, sign_in=True)
        raise Refused("not-found", "There is nothing at this address.")
    server.slow_down("actor", account.id)
    day = server.today() if told.data_day is None else told.data_day
    if kind == "ics":
        return Feed(alerts_ics(told.alerts, account.id, told.data_day), "text/calendar; charset=utf-8")
    return Feed(alerts_atom(told.alerts, account.id, day), "application/atom+xml; charset=utf-8")


def _told(connection: Transaction, account: Account, today: int) -> Told:
    days = _history_days(scores.scores_of(connection, account.id, *_ALL))
    if not days:
        return Told((), None)
    target = None if account.target is None else account.target * MICRO
    # The sample does not age: nobody needs a fresh archive of somebody invented.
    until = days[-1].day if imports.find_sample(connection, account.id) else today
    return Told(alerts(days, days[-1].day, until, target, account.target_from), days[-1].day)


def _history_days(found: Sequence[DayScore]) -> list[HistoryDay]:
    """Scored days as the insights read them."""
    return [HistoryDay(day.day, day.index_micro, day.upper_micro, day.pillars) for day in found]
