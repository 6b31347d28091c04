"""Rank a member among peers: in their team, and in their industry by the benchmarks the server was started with."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from openssi.activity.calendar import iso
from openssi.errors import InputError
from openssi.insight import PeerRank
from openssi.insight.team import Averages
from openssi.model import MICRO, Model
from openssi.population.benchmarks import Benchmark, benchmark_of, rank_in_industry
from openssi.scoring.rounding import apportion, format_points
from openssi.store import imports
from openssi.web.context import Server
from openssi.web.security.access import Actor
from openssi.web.services.members import StoredMember, assessment_of
from openssi.web.services.team import ReportQuery, team_of, team_report

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
    """A rank in an industry as `_industry.html` shows it."""

    rank: PeerRank
    caption: str

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


def industry_rank(server: Server, member: StoredMember) -> PeerRank | None:
    """Return a member's rank in the industry that their profile names.

    None without benchmarks, without an index, if the benchmarks don't have that industry, and until a member whom
    another model scored is rescored.
    """
    folder, industry = server.settings.benchmarks, member.record.industry
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


def industry_view(server: Server, member: StoredMember) -> IndustryView | None:
    """Return a member's rank in their industry with its caption; None if there is none."""
    rank = industry_rank(server, member)
    return IndustryView(rank, industry_caption(server, rank)) if rank else None


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
        f"{benchmark.members:,} "
        f"scored for {iso(benchmark.as_of)} by model {benchmark.model}."
    )


def peer_ranks(server: Server, actor: Actor, member: StoredMember) -> tuple[PeerRank, ...]:
    """Return a member's ranks: in the team, by the figures of those who share; and in the industry."""
    ranks = (_team_rank(server, actor, member), industry_rank(server, member))
    return tuple(rank for rank in ranks if rank is not None)


def _team_rank(server: Server, actor: Actor, member: StoredMember) -> PeerRank | None:
    """Return the rank in the report of the last 30 days of the member's data, if the report gives one."""
    with server.database.read() as connection:
        if imports.find_sample(connection, actor.id):  # an invented seller has no colleagues
            return None
    report = team_report(server, actor, ReportQuery(last=iso(min(member.record.last_day, server.today()))))
    own = next((row for row in report.everyone if row.id == actor.id), None)
    if own is None or len(report.everyone) < 2:  # the member has just been removed, or is alone
        return None
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
