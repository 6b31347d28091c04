"""The weekly digest as a message: of a member for themselves, and of a team for its leads."""

from __future__ import annotations

from functools import lru_cache

from openssi.activity.annotations import Note
from openssi.activity.calendar import DAYS_PER_WEEK, iso, weekday
from openssi.insight.digest import MemberDigest, member_digest
from openssi.render.words.digest import DigestMessage, member_message
from openssi.render.words.team import team_message
from openssi.store import imports
from openssi.web.context import Server
from openssi.web.security.access import Actor
from openssi.web.services.members import (
    StoredMember,
    assessment_of,
    find_member,
    load_annotations,
    register_caches,
)
from openssi.web.services.team import ReportQuery, data_end, record_views, sharing_ids, team_of, team_report

__all__ = ["own_digest", "team_digest", "team_week"]

_CACHED = 64  # members


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
    shares = sharing_ids(server, actor)
    sharing = [row for row in report.everyone if row.id in shares]
    return team_message(report, team_of(server, actor).name, sharing)


def team_week(server: Server, actor: Actor) -> ReportQuery:
    """Return the last whole week, Monday to Sunday, of the team's data."""
    end = data_end(server, actor.account.team_id)
    sunday = end - (weekday(end) + 1) % DAYS_PER_WEEK
    return ReportQuery(last=iso(sunday), days=DAYS_PER_WEEK)


@lru_cache(maxsize=_CACHED)
def _digest(member: StoredMember, notes: tuple[Note, ...]) -> MemberDigest | None:
    assessment = assessment_of(member)
    return member_digest(assessment.activity, assessment.model, assessment.score.as_of, notes, assessment.next_steps)


register_caches(_digest.cache_clear)
