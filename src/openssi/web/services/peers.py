"""Where a member stands: in their team, and in their industry by the scored population that the server was started with."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from openssi.activity.calendar import iso
from openssi.errors import InputError
from openssi.insight import PeerRank
from openssi.insight.team import Averages
from openssi.model import DEFAULT, MICRO, Model
from openssi.population.benchmarks import Benchmark, benchmark_of, industry_standing
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
    """A place in an industry as `_industry.html` prints it."""

    standing: PeerRank
    caption: str

    def points(self, micro: int) -> str:
        """Micro-points as a person reads them."""
        return format_points(micro)


def check_benchmarks(folder: Path, model: Model) -> Benchmark:
    """Whose figures a folder holds, once it is sure that members can be compared with them.

    Raises:
        InputError: it holds no scores of a population, none by industry, or those of another model.
    """
    industry_standing(folder, "", 0, model)
    return benchmark_of(folder)


def industry_rank(server: Server, member: StoredMember) -> PeerRank | None:
    """A member's place in the industry that their profile names.

    None without benchmarks, without a number, and where the benchmarks do not have that industry.
    """
    folder, industry = server.settings.benchmarks, member.kept.industry
    if folder is None or not industry:
        return None
    score = assessment_of(member).score
    if not score.enough:
        return None
    try:
        return industry_standing(folder, industry, score.index_micro, server.worker.model)
    except InputError as error:  # the folder was taken away after the start: the page is there without it
        _LOG.warning("benchmarks cannot be read", extra={"code": error.code})
        return None


def industry_view(server: Server, member: StoredMember) -> IndustryView | None:
    """A member's place in their industry with its caption; None where there is none."""
    standing = industry_rank(server, member)
    return IndustryView(standing, industry_caption(server, standing)) if standing else None


def industry_caption(server: Server, standing: PeerRank) -> str:
    """Whose figures a place was found in, how many people and of which day, in a sentence.

    Raises:
        InputError: the benchmarks are no longer there.
    """
    if server.settings.benchmarks is None:
        return ""
    whole = benchmark_of(server.settings.benchmarks)
    return (
        f"Among {standing.size:,} people in {standing.name} of “{whole.name}”, a population of {whole.members:,} "
        f"scored for {iso(whole.as_of)} by model {whole.model}."
    )


def peer_ranks(server: Server, actor: Actor, member: StoredMember) -> tuple[PeerRank, ...]:
    """The groups that a member is compared with: the team by the figures of those who share theirs; the industry."""
    found = (_team(server, actor), industry_rank(server, member))
    return tuple(one for one in found if one is not None)


def _team(server: Server, actor: Actor) -> PeerRank | None:
    """The team as in the user report of the last 30 days, and the member's own place where that tells one."""
    with server.database.read() as connection:
        if imports.find_sample(connection, actor.id):  # an invented seller is nobody's colleague
            return None
    report = team_report(server, actor, ReportQuery())
    own = next((row for row in report.everyone if row.id == actor.id), None)
    if own is None or len(report.everyone) < 2:  # none of their own: they were removed meanwhile
        return None
    found, name = report.averages, team_of(server, actor).name
    return PeerRank("team", name, own.place or 0, found.people, None, _whole(found), period=(report.first, report.last))


def _whole(averages: Averages) -> dict[str, int]:
    """Averages in whole points, the pillars adding up to the index: by tenths, one who began to share could be worked out."""
    if averages.index_micro is None or averages.pillars_micro is None:
        return {}
    index = (averages.index_micro + MICRO // 2) // MICRO
    shown = apportion(list(averages.pillars_micro), MICRO, index)
    return {"index": index * MICRO} | {
        pillar.id: one * MICRO for pillar, one in zip(DEFAULT.pillars, shown, strict=True)
    }
