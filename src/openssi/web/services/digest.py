"""The weekly digest as a message: of a member for themselves, and of a team for its leads."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from openssi.activity.annotations import Note
from openssi.activity.calendar import DAY_SECONDS, DAYS_PER_WEEK, iso, weekday
from openssi.insight.digest import MemberDigest, member_digest
from openssi.insight.team import UserReport
from openssi.render.words.digest import DigestMessage, member_message
from openssi.render.words.team import team_message
from openssi.scoring.group_sizes import LEAST_FOR_AVERAGE
from openssi.store import imports
from openssi.store.accounts import Account
from openssi.web.context import Server
from openssi.web.security.access import ROLE_SCOPES, Actor, Scope
from openssi.web.services.stored_member import (
    StoredMember,
    assessment_of,
    find_member,
    load_annotations,
    register_caches,
)
from openssi.web.services.team_report import ReportQuery, data_end, record_views, sharing_ids, team_of, team_report

__all__ = [
    "DigestToSend",
    "digest_to_send",
    "digests_for_feed",
    "own_digest",
    "team_digest",
    "team_digest_id",
    "team_digest_without_names",
    "team_week",
]

_CACHED = 64  # members
_WEEK = DAYS_PER_WEEK * DAY_SECONDS  # seconds; a feed is read many times a week, and its views are logged once


@dataclass(frozen=True, slots=True)
class DigestToSend:
    """A digest as a message to send.

    Attributes:
        id: the same for the same week of the same member or team.
        title: one line, as the subject of an e-mail.
        text: the message as plain text.
        last: the Sunday on which the week ends, days since 1970-01-01.
    """

    id: str
    title: str
    text: str
    last: int


def digest_to_send(server: Server, account: Account, whose: Literal["own", "team"]) -> DigestToSend | None:
    """Return the digest of an account, or of the team that it leads, for a job that has no request.

    None if there is none, or if the account may not see its team. Reads the database itself; logs that a lead saw
    figures.
    """
    actor = Actor(account, None, ROLE_SCOPES[account.role])
    if whose == "own":
        message = own_digest(server, actor)
        return _to_send(account.id, message) if message else None
    return _to_send(account.team_id, team_digest(server, actor)) if actor.may(Scope.TEAM_READ) else None


def digests_for_feed(server: Server, account: Account) -> Iterator[DigestToSend]:
    """Yield the account's own digest, and a lead's digest of their team."""
    for digest in (digest_to_send(server, account, "own"), team_digest_without_names(server, account)):
        if digest:
            yield digest


def team_digest_without_names(server: Server, account: Account, sent: Collection[str] = ()) -> DigestToSend | None:
    """Return the digest of the team that an account leads, for a feed or channel that others can read too.

    It names nobody. Logs a view, once a week. None if the account leads no team, if fewer than ten people were active,
    or if `sent` has the ID of this week's digest or of a later one.
    """
    lead = Actor(account, None, ROLE_SCOPES[account.role])
    if not lead.may(Scope.TEAM_READ):
        return None
    week = team_week(server, lead)
    if _was_sent(_digest_id(account.team_id, week.last), sent):
        return None
    report = team_report(server, lead, week)
    if report.averages.people < LEAST_FOR_AVERAGE:
        return None
    record_views(server, lead, report, report.everyone, "digest", within=_WEEK)
    return _to_send(account.team_id, _team_message(server, lead, report, named=False))


def team_digest_id(server: Server, account: Account) -> str | None:
    """Return the ID of the latest digest of the team that an account leads; None if it leads none."""
    lead = Actor(account, None, ROLE_SCOPES[account.role])
    return _digest_id(account.team_id, team_week(server, lead).last) if lead.may(Scope.TEAM_READ) else None


def _was_sent(digest_id: str, sent: Collection[str]) -> bool:
    """Return whether a digest or a later one of the same team was sent: IDs end with an ISO date."""
    team = digest_id[: -len("YYYY-MM-DD")]
    return any(one.startswith(team) and one >= digest_id for one in sent)


def _to_send(whose: str, message: DigestMessage) -> DigestToSend:
    return DigestToSend(_digest_id(whose, iso(message.last)), message.subject, message.text, message.last)


def _digest_id(whose: str, last: str) -> str:
    return f"digest-{whose}-{last}"


def own_digest(server: Server, actor: Actor) -> DigestMessage | None:
    """Return a member's digest of the last whole week of their data; None without a whole week, or without an index."""
    member = find_member(server, actor)
    if member is None:
        return None
    digest = _digest(member, load_annotations(server, actor).notes)
    if digest is None:
        return None
    with server.database.read() as connection:
        sample = imports.find_sample(connection, actor.id) is not None
    return member_message(digest, digest.data_until if sample else server.today())  # the sample never grows old


def team_digest(server: Server, actor: Actor) -> DigestMessage:
    """Return the digest of the last whole week of a team's data, for a lead; log that they saw everyone's figures."""
    report = team_report(server, actor, team_week(server, actor))
    record_views(server, actor, report, report.everyone, "digest")
    return _team_message(server, actor, report)


def team_week(server: Server, actor: Actor) -> ReportQuery:
    """Return the last whole week, Monday to Sunday, of the team's data."""
    end = data_end(server, actor.account.team_id)
    sunday = end - (weekday(end) + 1) % DAYS_PER_WEEK
    return ReportQuery(last=iso(sunday), days=DAYS_PER_WEEK)


def _team_message(server: Server, lead: Actor, report: UserReport, *, named: bool = True) -> DigestMessage:
    shares = sharing_ids(server, lead)
    sharing = [row for row in report.everyone if row.id in shares]
    return team_message(report, team_of(server, lead).name, sharing, named=named)


@lru_cache(maxsize=_CACHED)
def _digest(member: StoredMember, notes: tuple[Note, ...]) -> MemberDigest | None:
    assessment = assessment_of(member)
    return member_digest(assessment.activity, assessment.model, assessment.score.as_of, notes, assessment.next_steps)


register_caches(_digest.cache_clear)
