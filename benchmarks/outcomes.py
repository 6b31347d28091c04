"""How often `ssi outcomes` is right, in teams whose truth is known."""

from __future__ import annotations

from collections import Counter

import click
import numpy as np

from openssi.insight.outcomes import study
from tests.sales_worlds import WORLDS, World, invent_team

__all__ = ["main"]

_RUNS = 500
_RATIOS = (1.0, 1.08, 1.3)
_KIND = "opportunities"


@click.command()
@click.argument("runs", type=int, default=_RUNS)
def main(runs: int) -> None:
    """Print coverage, verdicts and power of RUNS invented teams of each kind, of 50 sellers and 13 months."""
    print(f"{runs} teams each; 50 sellers, 13 months")
    for ratio in _RATIOS:
        inside, verdicts, _ = _results("nothing", ratio, runs)
        print(f"true ratio {ratio}: in the 95% interval {inside:.1%}, {_listed(verdicts)}")
    for world in WORLDS:
        inside, verdicts, _ = _results(world, 1.0, runs)
        print(f"no effect, {world}: 1 in the 95% interval {inside:.1%}, {_listed(verdicts)}")
    _, _, detectable = _results("nothing", 1.0, max(1, runs // 10))
    print(f"detectable ratio {detectable:.3f}: the test finds it in {_power(detectable, runs):.1%}")


def _results(world: World, ratio: float, runs: int) -> tuple[float, Counter[str], float]:
    """Return how often the interval has the truth, the verdicts, and the mean detectable ratio."""
    chance = np.random.default_rng(2026)
    inside = 0
    verdicts: Counter[str] = Counter()
    detectable: list[float] = []
    for _ in range(runs):
        found = study(invent_team(world, chance, ratio=ratio), [_KIND])
        verdicts[found.verdict] += 1
        (outcome,) = found.outcomes
        detectable.append(outcome.detectable_ratio or 9)
        if outcome.within is not None:
            low, high = outcome.within.interval_95
            inside += low <= ratio <= high
    return inside / runs, verdicts, float(np.mean(detectable))


def _power(ratio: float, runs: int) -> float:
    chance = np.random.default_rng(2027)
    effects = (study(invent_team("nothing", chance, ratio=ratio), [_KIND]).outcomes[0].within for _ in range(runs))
    return sum(effect is not None and effect.p < 0.05 for effect in effects) / runs


def _listed(verdicts: Counter[str]) -> str:
    total = verdicts.total()
    return ", ".join(f"{name} {count / total:.1%}" for name, count in verdicts.most_common())


if __name__ == "__main__":
    main()
