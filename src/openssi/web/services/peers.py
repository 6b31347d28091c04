"""Rank a member in their team, among their connections in that team, and in their industry."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from openssi.activity.calendar import iso, long_day
from openssi.errors import InputError
from openssi.insight import PeerRank
from openssi.insight.team import Averages, Row, UserReport
from openssi.model import MICRO, Model
from openssi.population.benchmarks import Benchmark, benchmark_of, rank_in_industry
from openssi.scoring.ranks import LEAST_FOR_AVERAGE
from openssi.scoring.rounding import apportion, format_points
from openssi.store import imports, scores
from openssi.store.accounts import Account
from openssi.web.context import Server
from openssi.web.security.access import Actor
from openssi.web.services.industry import IndustryChoice, industry_choice, industry_of
from openssi.web.services.stored_member import StoredMember, assessment_of
from openssi.web.services.team_connections import StoredArchives, connected_colleagues, connections_of
from openssi.web.services.team_report import ReportQuery, team_of, team_report

__all__ = [
    "IndustryView",
    "check_benchmarks",
    "industry_caption",
    "industry_rank",
    "industry_view",
    "peer_ranks",
]

_LOG = logging.getLogger("openssi.web")


@dataclass(frozen=True, slots=True)
class IndustryView:
    """A rank in an industry as `_industry.html` shows it, or the question which one is meant."""

    rank: PeerRank | None
    caption: str
    choice: IndustryChoice | None

    def points(self, micro: int) -> str:
        """Return micro-points in words."""
        return format_points(micro)


def check_benchmarks(folder: Path, model: Model) -> Benchmark:
    """Check that members can be compared with a folder of benchmarks; return their description.

    Raises:
        InputError: it contains no scores of a population, none by industry, or scores of another model.
    """
    rank_in_industry(folder, "", 0, model)
    return benchmark_of(folder)


def industry_rank(server: Server, account: Account, member: StoredMember) -> PeerRank | None:
    """Return a member's rank in the industry that they chose, or that their profile names.

    None without benchmarks, without an index, if the benchmarks don't have that industry, and until a member whom
    another model scored is rescored.
    """
    folder, industry = server.settings.benchmarks, industry_of(account, member.record)
    if folder is None or not industry or member.record.model != server.worker.model.fingerprint:
        return None
    score = assessment_of(member).score
    if not score.enough:
        return None
    try:
        return rank_in_industry(folder, industry, score.index_micro, server.worker.model, score.measured)
    except InputError as error:  # the folder was removed after the start; the page works without it
        _LOG.warning("benchmarks can't be read", extra={"code": error.code})
        return None


def industry_view(server: Server, account: Account, member: StoredMember) -> IndustryView | None:
    """Return a member's rank in their industry, or the choice if the benchmarks don't have it; None without both."""
    rank, choice = industry_rank(server, account, member), industry_choice(server, account, member.record)
    if rank:
        return IndustryView(rank, industry_caption(server, rank), choice)
    return IndustryView(None, "", choice) if choice and not choice.compared else None


def industry_caption(server: Server, rank: PeerRank) -> str:
    """Describe the benchmarks of a rank: whose, of how many people and for which day.

    Raises:
        InputError: the benchmarks no longer exist.
    """
    if server.settings.benchmarks is None:
        return ""
    benchmark = benchmark_of(server.settings.benchmarks)
    return (
        f"Among {rank.size:,} people in {rank.name} of “{benchmark.name}”, a population of "
        f"{benchmark.members:,} scored for {long_day(benchmark.as_of)} by model {benchmark.model}."
    )


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
