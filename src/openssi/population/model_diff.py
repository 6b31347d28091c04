"""Compare two models: what differs in their definition, and how the scores of a synthetic network move."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openssi.activity.calendar import to_day
from openssi.engines import DuckDB, Engine
from openssi.model import Model
from openssi.model.diff import DefinitionChange, definition_changes
from openssi.population.synthetic.generator import LAST_DAY, generate
from openssi.population.validation import register_tables
from openssi.progress import Progress
from openssi.scoring.ranks import population_program

__all__ = ["PERCENTILES", "ModelComparison", "Movement", "Points", "compare_models", "score_movement"]

#: The percentiles of a distribution that are shown.
PERCENTILES = (5, 25, 50, 75, 95)

#: The network whose scores are compared. Everyone with the same version gets the same one.
_MEMBERS, _SEED = 2_000, 1

#: One member's micro-points by signal.
Points = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Movement:
    """How the scores of the same members move from one model to another, in micro-points.

    Attributes:
        members: how many members were scored.
        before: the index under the old model, by percentile.
        after: the index under the new model, by percentile.
        change: the change of each member's index, by percentile.
        signals: the mean change of each signal that moves; a signal that a model lacks counts as zero.
        bands: how many members move from one band to another, by old and new band.
    """

    members: int
    before: Mapping[int, int]
    after: Mapping[int, int]
    change: Mapping[int, int]
    signals: Mapping[str, int]
    bands: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class ModelComparison:
    """Two models compared.

    Attributes:
        old: the old model.
        new: the new model.
        as_of: the day of the scores.
        definition: the settings that differ.
        movement: how the scores move.
    """

    old: Model
    new: Model
    as_of: date
    definition: tuple[DefinitionChange, ...]
    movement: Movement


def compare_models(old: Model, new: Model, progress: Progress | None = None) -> ModelComparison:
    """Compare two models on a synthetic network, which takes a few seconds."""
    with tempfile.TemporaryDirectory(prefix="ssi-") as temporary:
        network = Path(temporary, "network")
        generate(network, _MEMBERS, seed=_SEED, progress=progress)
        with DuckDB([network]) as engine:
            before, after = (_score_everyone(network, model, engine) for model in (old, new))
    return ModelComparison(old, new, LAST_DAY, definition_changes(old, new), score_movement(old, new, before, after))


def _score_everyone(network: Path, model: Model, engine: Engine) -> list[Points]:
    """Score the network; return each member's points in the order of their IDs."""
    register_tables(str(network), model, engine)
    points = population_program(model, to_day(LAST_DAY), engine.dialect).text("member_points")
    columns = ", ".join(f'"{signal}"' for signal in model.signals)
    rows = engine.query(f'SELECT {columns} FROM ({points}) AS "points" ORDER BY "member_id"')
    return [dict(zip(model.signals, (int(str(micro)) for micro in row), strict=True)) for row in rows]


def score_movement(old: Model, new: Model, before: Sequence[Points], after: Sequence[Points]) -> Movement:
    """Summarize how the scores of the same members, in the same order, differ between two models."""
    indexes = [(sum(was.values()), sum(now.values())) for was, now in zip(before, after, strict=True)]
    bands = Counter((old.band(was), new.band(now)) for was, now in indexes)
    return Movement(
        len(indexes),
        _percentiles(was for was, _ in indexes),
        _percentiles(now for _, now in indexes),
        _percentiles(now - was for was, now in indexes),
        _mean_changes(old, new, before, after),
        {(was, now): count for (was, now), count in sorted(bands.items()) if was != now},
    )


def _percentiles(values: Iterable[int]) -> dict[int, int]:
    """Return nearest-rank percentiles: the smallest value that a given percentage of the values doesn't exceed."""
    ordered = sorted(values)
    return {percent: ordered[-(-percent * len(ordered) // 100) - 1] for percent in PERCENTILES}


def _mean_changes(old: Model, new: Model, before: Sequence[Points], after: Sequence[Points]) -> dict[str, int]:
    changes: dict[str, int] = {}
    for signal in {**old.signals, **new.signals}:
        total = sum(now.get(signal, 0) - was.get(signal, 0) for was, now in zip(before, after, strict=True))
        if mean := (2 * total + len(before)) // (2 * len(before)):
            changes[signal] = mean
    return changes
