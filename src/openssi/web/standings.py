"""Where a member stands: in their team, and in their industry by the scored population that the server was started with."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from openssi.activity.calendar import iso
from openssi.api.benchmarks import Benchmark, benchmark_of, industry_standing
from openssi.errors import InputFault
from openssi.insight import Standing
from openssi.insight.explain_words import points
from openssi.model import DEFAULT, Model
from openssi.scoring.results import in_tenths
from openssi.store import accounts, scores
from openssi.store.scores import DayScore
from openssi.web.access import Actor
from openssi.web.members import Seen, assessment_of
from openssi.web.server import Server

__all__ = ["IndustryView", "check_benchmarks", "industry_caption", "industry_standing_of", "industry_view", "standings_of"]

_FEWEST = 10  # people of whom an average is told
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


def standings_of(server: Server, actor: Actor, seen: Seen) -> tuple[Standing, ...]:
    """The groups that a member is compared with: the team by the figures of those who share theirs, nobody ranked; the industry."""
    found = (_team(server, actor, seen), industry_standing_of(server, seen))
    return tuple(one for one in found if one is not None)


def _team(server: Server, actor: Actor, seen: Seen) -> Standing | None:
    last = seen.kept.last_day
    with server.database.read() as connection:
        team = accounts.find_team(connection, actor.account.team_id)
        people = scores.progress_of(connection, actor.account.team_id, last, server.today(), server.worker.model.fingerprint)
    days = [one.after for one in people if one.shares and one.after and one.after.index_micro is not None]
    if team is None or len(people) < 2:
        return None
    return Standing("team", team.name, 0, len(days), None, _averages(days) if len(days) >= _FEWEST else {})


def _averages(days: list[DayScore]) -> dict[str, int]:
    """The mean of the index and of each pillar, rounded down; of a pillar over those of whom it was measured."""
    columns = {"index": [day.index_micro for day in days]}
    columns |= {pillar.id: [day.pillars[at] for day in days] for at, pillar in enumerate(DEFAULT.pillars)}
    measured = {name: [micro for micro in column if micro is not None] for name, column in columns.items()}
    return {name: sum(column) // len(column) for name, column in measured.items() if len(column) >= _FEWEST}
