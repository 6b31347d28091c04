"""A member's industry: which one they are compared with, their rank in it, and the benchmarks behind it."""

from __future__ import annotations

import logging
from collections.abc import Collection, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from openssi.activity.calendar import long_day
from openssi.errors import InputError, UsageError
from openssi.insight import PeerRank
from openssi.model import Model
from openssi.population.benchmarks import Benchmark, benchmark_of, check_benchmark_days, industries_of, rank_in_industry
from openssi.population.industries import nearest_industries, resolve_industry
from openssi.scoring.rounding import format_points
from openssi.store import accounts
from openssi.store.accounts import Account
from openssi.store.scores import StoredActivity
from openssi.web.context import Server
from openssi.web.security.access import Actor
from openssi.web.services.stored_member import StoredMember, assessment_of

__all__ = [
    "IndustryChoice",
    "IndustryView",
    "check_benchmarks",
    "choose_industry",
    "industry_caption",
    "industry_choice",
    "industry_rank",
    "industry_view",
]

_LOG = logging.getLogger("openssi.web")


@dataclass(frozen=True, slots=True)
class IndustryChoice:
    """The industries that a member can choose from.

    Attributes:
        profile: the industry of their profile; empty if it names none.
        chosen: the one they chose; empty if they did not.
        compared: the one of the benchmarks that they are compared with; empty if the benchmarks do not have it.
        nearest: industries of the benchmarks that look like it, best first; empty if the benchmarks have it.
        industries: all industries of the benchmarks, sorted.
    """

    profile: str
    chosen: str
    compared: str
    nearest: tuple[str, ...]
    industries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndustryView:
    """A rank in an industry as `_industry.html` shows it, or the question which one is meant."""

    rank: PeerRank | None
    caption: str
    choice: IndustryChoice | None

    def points(self, micro: int) -> str:
        """Return micro-points in words."""
        return format_points(micro)


def _industry_of(account: Account, record: StoredActivity) -> str:
    """Return the industry that a member chose, or that of their profile; empty if there is neither."""
    return account.industry or record.industry


def industry_choice(server: Server, account: Account, record: StoredActivity) -> IndustryChoice | None:
    """Return what a member can choose from; None without benchmarks."""
    known = _industries(server)
    if not known:
        return None
    name = _industry_of(account, record)
    compared = resolve_industry(name, known) or ""
    nearest = () if compared else tuple(nearest_industries(name, known))
    return IndustryChoice(record.industry, account.industry or "", compared, nearest, tuple(sorted(known)))


def choose_industry(server: Server, actor: Actor, name: str) -> None:
    """Remember which industry of the benchmarks a member chose; an empty name returns to that of their profile.

    Raises:
        UsageError: the benchmarks do not have it.
    """
    if name and name not in _industries(server):
        raise UsageError(
            "target-unknown",
            "The benchmarks of this server don't have that industry.",
            unchanged="Nothing was changed.",
            hint="Choose one from the list.",
        )
    with server.database.write() as connection:
        accounts.change_account(connection, actor.id, industry=name or None)


def check_benchmarks(folder: Path, model: Model, today: int) -> Benchmark:
    """Check that members can be compared with a folder of benchmarks; return their description.

    Args:
        folder: the folder, or a benchmark file.
        model: the server's model.
        today: the current day, days since 1970-01-01.

    Raises:
        InputError: it contains no scores of a population, none by industry, or those of another model or a day to come.
    """
    check_benchmark_days(folder, today)
    rank_in_industry(folder, "", 0, model)
    return benchmark_of(folder)


def industry_rank(server: Server, account: Account, member: StoredMember) -> PeerRank | None:
    """Return a member's rank in the industry that they chose, or that their profile names.

    None without benchmarks, without an index, if the benchmarks don't have that industry, and until a member whom
    another model scored is rescored.
    """
    folder, industry = server.settings.benchmarks, _industry_of(account, member.record)
    if folder is None or not industry or member.record.model != server.worker.model.fingerprint:
        return None
    score = assessment_of(member).score
    if not score.enough:
        return None
    with _missing_benchmarks_logged():
        return rank_in_industry(folder, industry, score.index_micro, server.worker.model, score.measured)
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


def _industries(server: Server) -> Collection[str]:
    folder = server.settings.benchmarks
    if folder is None:
        return ()
    with _missing_benchmarks_logged():
        return industries_of(folder, server.worker.model)
    return ()


@contextmanager
def _missing_benchmarks_logged() -> Generator[None]:
    """Log that the benchmarks can't be read, as when their folder was removed after the start; pages work without."""
    try:
        yield
    except InputError as error:
        _LOG.warning("benchmarks can't be read", extra={"code": error.code})
