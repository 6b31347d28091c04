"""Carry out every strategy for every seller, and compare it with an honest week that takes as long."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from openssi.activity import Activity
from openssi.model import MICRO, Model
from openssi.redteam.diary import WEEKS, day_number
from openssi.redteam.honest import be_honest
from openssi.redteam.sellers import SELLERS, Life, Seller
from openssi.redteam.strategies import STRATEGIES, Strategy
from openssi.scoring import score
from openssi.sources.protocol import Progress
from openssi.sources.registry import read_all

__all__ = ["HALFWAY", "HONEST_GAIN", "HONEST_MINUTES", "Archives", "Outcome", "RedTeam", "Result", "honest_gain", "run"]

#: The earlier of the two times at which an index is taken, in weeks.
HALFWAY = 4

#: So many honest minutes a week are promised to gain so many points in eight weeks.
HONEST_MINUTES = 30
HONEST_GAIN = 4


class Archives:
    """The archives of one run: each is written once and read once, however many models score it."""

    def __init__(self, seed: int = 1) -> None:
        self._seed = seed
        self._lives: dict[str, Life] = {}
        self._read: dict[tuple[str, str], Activity] = {}

    def ordinary(self, seller: Seller) -> Activity:
        """Return the activity of a seller who goes on as before."""
        return self._activity(seller, "as before", _do_nothing_more)

    def honest(self, seller: Seller, seconds: int) -> Activity:
        """Return the activity of a seller who spends so many seconds more a week on honest steps."""
        return self._activity(seller, f"honest {seconds}", lambda life: be_honest(life, seconds), branch="honest")

    def gamed(self, seller: Seller, strategy: Strategy) -> Activity:
        """Return the activity of a seller who carries out a strategy for eight weeks."""

        def game(life: Life) -> None:
            for day in range(7 * WEEKS):
                strategy.act(life, day)

        return self._activity(seller, strategy.id, game)

    def _activity(self, seller: Seller, name: str, act: Callable[[Life], None], branch: str = "") -> Activity:
        key = seller.id, name
        if key not in self._read:
            life = self._life(seller).branch(branch or name)
            act(life)
            with TemporaryDirectory(prefix="openssi-redteam-") as folder:
                self._read[key] = read_all([life.diary.write_archive(Path(folder))]).activity
        return self._read[key]

    def _life(self, seller: Seller) -> Life:
        if seller.id not in self._lives:
            self._lives[seller.id] = Life(self._seed, seller)
        return self._lives[seller.id]


def _do_nothing_more(life: Life) -> None:
    del life


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was gained by a number of weeks over going on as before, in micro-points."""

    weeks: int
    gamed: int
    honest: int

    @property
    def excess(self) -> int:
        """How much more the strategy gained than honest weeks of equal minutes."""
        return self.gamed - self.honest


@dataclass(frozen=True, slots=True)
class Result:
    """One strategy, carried out by one seller."""

    seller: Seller
    strategy: Strategy
    outcomes: tuple[Outcome, ...]

    @property
    def passed(self) -> bool:
        """Whether the excess after eight weeks stays within the bar; always true for what no archive can tell."""
        return not self.strategy.has_bar or self.outcomes[-1].excess <= self.seller.limit * MICRO


@dataclass(frozen=True, slots=True)
class RedTeam:
    """The whole table: what each strategy gains each seller under one model.

    Attributes:
        model: the model that scored.
        results: by seller, then by strategy.
        honest_gains: by seller ID, what `HONEST_MINUTES` a week gain in eight weeks, in micro-points.
    """

    model: Model
    results: tuple[Result, ...]
    honest_gains: Mapping[str, int]

    @property
    def sellers(self) -> tuple[Seller, ...]:
        """The sellers of the table, in order."""
        return tuple(dict.fromkeys(result.seller for result in self.results))

    @property
    def strategies(self) -> tuple[Strategy, ...]:
        """The strategies of the table, in order."""
        return tuple(dict.fromkeys(result.strategy for result in self.results))

    @property
    def over(self) -> tuple[Result, ...]:
        """The results over their bar, the worst first."""
        over = (result for result in self.results if not result.passed)
        return tuple(sorted(over, key=lambda result: -result.outcomes[-1].excess))

    @property
    def passed(self) -> bool:
        """Whether every result and every promised gain is within its bar."""
        return not self.over and all(map(self.is_fair_to, self.sellers))

    def is_fair_to(self, seller: Seller) -> bool:
        """Return whether honest minutes gain a seller enough; only sellers of ordinary pace and below are promised that."""
        return not seller.gains or self.honest_gains[seller.id] >= HONEST_GAIN * MICRO


def run(
    model: Model,
    sellers: Sequence[Seller] = SELLERS,
    strategies: Sequence[Strategy] = STRATEGIES,
    *,
    archives: Archives | None = None,
    progress: Progress | None = None,
) -> RedTeam:
    """Carry out every strategy for every seller. `progress` receives how many are done, and their total."""
    archives = archives or Archives()
    results: list[Result] = []
    for seller in sellers:
        for strategy in strategies:
            results.append(_result(model, seller, strategy, archives))
            if progress:
                progress(len(results), len(sellers) * len(strategies))
    gains = {seller.id: honest_gain(model, seller, HONEST_MINUTES, archives) for seller in sellers}
    return RedTeam(model, tuple(results), gains)


def _result(model: Model, seller: Seller, strategy: Strategy, archives: Archives) -> Result:
    before = archives.ordinary(seller)
    honest = archives.honest(seller, strategy.seconds)
    gamed = archives.gamed(seller, strategy)
    outcomes = (
        Outcome(
            weeks,
            _index_after(gamed, model, weeks) - _index_after(before, model, weeks),
            _index_after(honest, model, weeks) - _index_after(before, model, weeks),
        )
        for weeks in (HALFWAY, WEEKS)
    )
    return Result(seller, strategy, tuple(outcomes))


def honest_gain(model: Model, seller: Seller, minutes: int, archives: Archives) -> int:
    """Return what so many honest minutes a week gain in eight weeks, in micro-points."""
    before, honest = archives.ordinary(seller), archives.honest(seller, 60 * minutes)
    return _index_after(honest, model, WEEKS) - _index_after(before, model, WEEKS)


def _index_after(activity: Activity, model: Model, weeks: int) -> int:
    """Return the index on the last day of a week, in micro-points."""
    return score(activity.limited(model), model, day_number(7 * weeks - 1)).index_micro
