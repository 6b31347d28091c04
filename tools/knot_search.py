"""Search for weights and knots that keep gaming within its bars: `python -m tools.knot_search [MODEL]`.

Sees only the sellers and strategies that are marked as searched. The others then test the result: run
`ssi model redteam FILE` on the file that this writes, a model file like that of `ssi model show --toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import click

from openssi.activity import Activity
from openssi.model import MICRO, Attribute, Curve, Model, Signal, load_model, mistakes, to_toml
from openssi.redteam import HONEST_GAIN, HONEST_MINUTES, SELLERS, STRATEGIES, Archives
from openssi.redteam.diary import WEEKS, day_number
from openssi.scoring import score

#: A signal's value by its ID, as far as it was measured.
Values = Mapping[str, int]

_MARGIN = 0.15  # points: held-out strategies must fit as well
_KNOT_STEPS = (-80_000, -30_000, -10_000, 10_000, 30_000, 80_000)
_VALUE_STEPS = (0.7, 0.85, 0.95, 1.05, 1.15, 1.4)
_LEAST_WEIGHT = 1
_COST_OF_CHANGE = (
    0.002  # a point of penalty for each change of a fraction by so much, so that nothing moves without a use
)


@dataclass(frozen=True, slots=True)
class Demand:
    """A bar: what `more` has beyond `less` is at most, or at least, a number of points."""

    more: Values
    less: Values
    limit: float
    at_least: bool = False
    weight: float = 1.0

    def missed_by(self, points: Mapping[tuple[str, int], int]) -> float:
        """Return by how many points the demand is missed, given the points of each signal's value."""
        total = sum(points[item] for item in self.more.items()) - sum(points[item] for item in self.less.items())
        difference = total / MICRO
        missed = self.limit - difference if self.at_least else difference - self.limit
        return self.weight * max(0.0, missed + _MARGIN)


def demands(model: Model, archives: Archives) -> Iterator[Demand]:
    """Yield every bar of the searched sellers and strategies."""

    def values(activity: Activity) -> Values:
        scored = score(activity.for_model(model), model, day_number(7 * WEEKS - 1))
        return {signal.id: signal.value for signal in scored.signals.values() if signal.value is not None}

    for seller in (one for one in SELLERS if one.searched):
        if seller.gains:
            honest = values(archives.honest(seller, 60 * HONEST_MINUTES))
            yield Demand(honest, values(archives.ordinary(seller)), HONEST_GAIN, at_least=True, weight=2)
        for strategy in (one for one in STRATEGIES if one.searched and one.has_bar):
            gamed = values(archives.gamed(seller, strategy))
            yield Demand(gamed, values(archives.honest(seller, strategy.seconds)), seller.bar)


class Search:
    """Hill climbing: change one number, and keep it if the bars are missed by less."""

    def __init__(self, model: Model, bars: Iterable[Demand], rng: Random) -> None:
        self._rng = rng
        self._start = model
        self._bars = list(bars)
        seen = {item for bar in self._bars for values in (bar.more, bar.less) for item in values.items()}
        self._values: dict[str, list[int]] = {}
        for signal_id, value in seen:
            self._values.setdefault(signal_id, []).append(value)
        self.model = model
        self._points = {item: points for signal in model.signals.values() for item, points in self._of(signal)}
        self.penalty = self._penalty(model, self._points)

    def improve(self, *, weights: bool) -> None:
        """Try one change of a knot, or of two weights of a pillar."""
        changed = self._moved_weight() if weights else self._moved_knot()
        candidate = _with_signals(self.model, changed)
        if mistakes(candidate):
            return
        points = self._points | {item: value for signal in changed for item, value in self._of(signal)}
        penalty = self._penalty(candidate, points)
        if penalty < self.penalty:
            self.model, self._points, self.penalty = candidate, points, penalty

    def missed(self) -> list[float]:
        """Return by how much each bar is missed, the worst first."""
        return sorted((bar.missed_by(self._points) for bar in self._bars), reverse=True)

    def _of(self, signal: Signal) -> Iterator[tuple[tuple[str, int], int]]:
        for value in self._values.get(signal.id, ()):
            yield (signal.id, value), signal.maximum * signal.curve.fraction(value)

    def _penalty(self, model: Model, points: Mapping[tuple[str, int], int]) -> float:
        missed = sum(bar.missed_by(points) ** 2 for bar in self._bars)
        moved = sum(_distance(model.signals[key], signal) for key, signal in self._start.signals.items())
        return missed + _COST_OF_CHANGE * moved

    def _moved_knot(self) -> tuple[Signal, ...]:
        signal = self._rng.choice([one for one in self.model.signals.values() if self._moves(one)])
        knots = [list(knot) for knot in signal.curve.knots]
        at = self._rng.randrange(1, len(knots))
        if at < len(knots) - 1 and self._rng.random() < 0.6:
            knots[at][1] += self._rng.choice(_KNOT_STEPS)
        else:
            knots[at][0] = round(knots[at][0] * self._rng.choice(_VALUE_STEPS))
        curve = Curve(tuple((value, fraction) for value, fraction in knots), signal.curve.provenance)
        return (replace(signal, curve=curve),)

    def _moves(self, signal: Signal) -> bool:
        return signal.id in self._values and not isinstance(signal.measure, Attribute)

    def _moved_weight(self) -> tuple[Signal, ...]:
        pillar = self._rng.choice(self.model.pillars)
        giver, taker = self._rng.sample([one for one in pillar.signals if one.maximum > _LEAST_WEIGHT], 2)
        return replace(giver, maximum=giver.maximum - 1), replace(taker, maximum=taker.maximum + 1)


def _with_signals(model: Model, changed: Iterable[Signal]) -> Model:
    by_id = {signal.id: signal for signal in changed}
    pillars = (
        replace(pillar, signals=tuple(by_id.get(one.id, one) for one in pillar.signals)) for pillar in model.pillars
    )
    return replace(model, pillars=tuple(pillars))


def _distance(one: Signal, other: Signal) -> float:
    """Return how far a signal moved: its weight in points, its knots in percent of what they earn."""
    knots = zip(one.curve.knots[1:], other.curve.knots[1:], strict=True)
    moved = sum(abs(a - b) / b * 10 + abs(y - z) / MICRO * 10 for (a, y), (b, z) in knots)
    return moved + 5 * abs(one.maximum - other.maximum)


@click.command()
@click.argument("name", default="2026.2", metavar="[MODEL]")
@click.option("--rounds", default=20_000, show_default=True, help="How many changes to try.")
@click.option("--seed", default=1, show_default=True)
@click.option("--weights", is_flag=True, help="Also move whole points between the signals of a pillar.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("searched.toml"), show_default=True)
def main(name: str, rounds: int, seed: int, out: Path, *, weights: bool) -> None:
    """Search from the numbers of MODEL, and write the best model found."""
    model = load_model(name)
    search = Search(model, demands(model, Archives()), Random(seed))  # noqa: S311 (repeatable, not secret)
    print(f"start: penalty {search.penalty:.3f}, bars missed by {[round(one, 2) for one in search.missed()[:8]]}")
    for number in range(rounds):
        search.improve(weights=weights and number % 8 == 0)
    print(f"end:   penalty {search.penalty:.3f}, bars missed by {[round(one, 2) for one in search.missed()[:8]]}")
    found = replace(search.model, based_on=model.based_on or model.id)
    out.write_text(to_toml(found), encoding="utf-8")
    print(out)


if __name__ == "__main__":
    main()
