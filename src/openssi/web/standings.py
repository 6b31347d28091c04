"""Where a member stands in their industry, by the scored population that the server was started with."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from openssi.activity.calendar import iso
from openssi.api.benchmarks import Benchmark, benchmark_of, industry_standing
from openssi.errors import InputFault
from openssi.insight import Standing
from openssi.insight.explain_words import points
from openssi.model import Model
from openssi.scoring.results import in_tenths
from openssi.web.access import Actor
from openssi.web.members import Seen, assessment_of, standings_of
from openssi.web.server import Server

__all__ = ["IndustryView", "all_standings", "check_benchmarks", "industry_caption", "industry_standing_of", "industry_view"]

_LOG = logging.getLogger("openssi.web")


@dataclass(frozen=True, slots=True)
class IndustryView:
    """A place in an industry as `_industry.html` prints it."""

    standing: Standing
    caption: str

    def points(self, micro: int) -> str:
        """Micro-points as a person reads them."""
        return points(in_tenths(micro))


def check_benchmarks(folder: Path, model: Model) -> Benchmark:
    """Whose figures a folder holds, once it is sure that members can be compared with them.

    Raises:
        InputFault: it holds no scores of a population, none by industry, or those of another model.
    """
    industry_standing(folder, "", 0, model)
    return benchmark_of(folder)


def industry_standing_of(server: Server, seen: Seen) -> Standing | None:
    """A member's place in the industry that their profile names.

    None without benchmarks, without a number, and where the benchmarks do not have that industry.
    """
    folder, industry = server.settings.benchmarks, seen.kept.industry
    if folder is None or not industry:
        return None
    score = assessment_of(seen).score
    if not score.enough:
        return None
    try:
        return industry_standing(folder, industry, score.index_micro, server.worker.model)
    except InputFault as error:  # the folder was taken away after the start: the page is there without it
        _LOG.warning("benchmarks cannot be read", extra={"code": error.code})
        return None


def all_standings(server: Server, actor: Actor, seen: Seen) -> tuple[Standing, ...]:
    """Every group that a member is compared with: the team, and the industry if there are benchmarks."""
    industry = industry_standing_of(server, seen)
    return (*standings_of(server, actor, seen), *((industry,) if industry else ()))


def industry_view(server: Server, seen: Seen) -> IndustryView | None:
    """A member's place in their industry with its caption; None where there is none."""
    standing = industry_standing_of(server, seen)
    return IndustryView(standing, industry_caption(server, standing)) if standing else None


def industry_caption(server: Server, standing: Standing) -> str:
    """Whose figures a place was found in, how many people and of which day, in a sentence.

    Raises:
        InputFault: the benchmarks are no longer there.
    """
    if server.settings.benchmarks is None:
        return ""
    whole = benchmark_of(server.settings.benchmarks)
    return (
        f"Among {standing.size:,} people in {standing.name} of “{whole.name}”, a population of {whole.members:,} "
        f"scored for {iso(whole.as_of)} by model {whole.model}."
    )
