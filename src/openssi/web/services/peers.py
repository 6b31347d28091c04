"""Rank a member in their team, among their connections in that team, and in their industry."""

from __future__ import annotations

from openssi.activity.calendar import iso
from openssi.insight import PeerRank
from openssi.insight.team import Averages, Row, UserReport
from openssi.model import MICRO, Model
from openssi.scoring.group_sizes import LEAST_FOR_AVERAGE
from openssi.scoring.rounding import apportion
from openssi.store import imports, scores
from openssi.web.context import Server
from openssi.web.security.access import Actor
from openssi.web.services.industry import industry_rank
from openssi.web.services.stored_member import StoredMember
from openssi.web.services.team_connections import StoredArchives, connected_colleagues, connections_of
from openssi.web.services.team_report import ReportQuery, team_of, team_report

__all__ = ["peer_ranks"]


def peer_ranks(server: Server, actor: Actor, member: StoredMember) -> tuple[PeerRank, ...]:
    """Return a member's ranks: in their team, among their connections in it, and in their industry."""
    report = _report(server, actor, member)
    own = next((row for row in report.everyone if row.id == actor.id), None) if report else None
    if report is None or own is None or len(report.everyone) < 2:  # the member has just been removed, or is alone
        ranks = (industry_rank(server, actor.account, member),)
    else:
        ranks = (
            _team_rank(server, actor, report, own),
            _network_rank(server, member, report, own),
            industry_rank(server, actor.account, member),
        )
    return tuple(rank for rank in ranks if rank is not None)


def _report(server: Server, actor: Actor, member: StoredMember) -> UserReport | None:
    """Return the report of the last 30 days of the member's data; None for an invented seller."""
    with server.database.read() as connection:
        if imports.find_sample(connection, actor.id):
            return None
    return team_report(server, actor, ReportQuery(last=iso(min(member.record.last_day, server.today()))))


def _network_rank(server: Server, member: StoredMember, report: UserReport, row: Row) -> PeerRank | None:
    """Return which third of their sharing connections in the team a member is in; None for fewer than ten of them.

    A third and nothing else: an average of people whom the member chooses by uploading other archives would give away
    a single one.
    """
    others = {row.id: row.index_micro for row in report.everyone if row.index_micro is not None}
    others.pop(member.record.account_id, None)
    if len(others) < LEAST_FOR_AVERAGE or row.index_micro is None:
        return None
    with server.database.read() as connection:
        versions = scores.versions_of(connection, others)
    archives = {name: StoredArchives(name, version, server.database) for name, version in versions.items()}
    own = StoredArchives(member.record.account_id, member.record.version, server.database)
    connected = connected_colleagues(own, archives.values())
    if connected is None or len(connected) < LEAST_FOR_AVERAGE:
        return None
    above = sum(others[name] > row.index_micro for name in connected)
    third = 1 + 3 * above // (len(connected) + 1)
    known = len(connections_of(own))
    return PeerRank("network", "", 0, len(connected), None, third=third, connections=known)


def _team_rank(server: Server, actor: Actor, report: UserReport, own: Row) -> PeerRank:
    averages, name = report.averages, team_of(server, actor).name
    return PeerRank(
        "team",
        name,
        own.rank or 0,
        averages.people,
        None,
        _whole_points(averages, server.worker.model),
        period=(report.first, report.last),
    )


def _whole_points(averages: Averages, model: Model) -> dict[str, int]:
    """Round averages to whole points that add up: tenths would give away a person who starts sharing."""
    if averages.index_micro is None or averages.pillars_micro is None:
        return {}
    index = (averages.index_micro + MICRO // 2) // MICRO
    pillars = apportion(list(averages.pillars_micro), MICRO, index)
    return {"index": index * MICRO} | {
        pillar.id: points * MICRO for pillar, points in zip(model.pillars, pillars, strict=True)
    }
