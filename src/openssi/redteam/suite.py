"""Carry out every strategy for every seller, and compare it with an honest week that takes as long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from openssi.activity import Activity
from openssi.model import Model
from openssi.progress import Progress
from openssi.redteam.diary import WEEKS, day_number
from openssi.redteam.honest import be_honest
from openssi.redteam.results import HALFWAY, HONEST_MINUTES, Outcome, Result, SuiteResults
from openssi.redteam.sellers import SELLERS, Life, Seller
from openssi.redteam.strategies import STRATEGIES, Strategy
from openssi.scoring import score
from openssi.sources.registry import read_all

__all__ = ["Archives", "honest_gain", "run_suite"]


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
        """Return the activity of a seller who spends additional seconds a week on honest steps."""
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


def run_suite(
    model: Model,
    sellers: Sequence[Seller] = SELLERS,
    strategies: Sequence[Strategy] = STRATEGIES,
    *,
    archives: Archives | None = None,
    progress: Progress | None = None,
) -> SuiteResults:
    """Carry out every strategy for every seller. `progress` receives how many are done, and their total."""
    archives = archives or Archives()
    results: list[Result] = []
    for seller in sellers:
        for strategy in strategies:
            results.append(_result(model, seller, strategy, archives))
            if progress:
                progress(len(results), len(sellers) * len(strategies))
    gains = {seller.id: honest_gain(model, seller, HONEST_MINUTES, archives) for seller in sellers}
    return SuiteResults(model, tuple(results), gains)


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
    """Return what honest minutes a week gain in eight weeks, in micro-points."""
    before, honest = archives.ordinary(seller), archives.honest(seller, 60 * minutes)
    return _index_after(honest, model, WEEKS) - _index_after(before, model, WEEKS)


def _index_after(activity: Activity, model: Model, weeks: int) -> int:
    """Return the index on the last day of a week, in micro-points."""
    return score(activity.for_model(model), model, day_number(7 * weeks - 1)).index_micro
