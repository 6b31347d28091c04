"""`ssi model diff --json`: two models compared, by definition and by scores."""

from __future__ import annotations

import json
from typing import Annotated, TypedDict

from openssi.model.diff import Setting
from openssi.population.model_diff import ModelComparison
from openssi.render.json.contract import Day, Doc, ModelRef

__all__ = ["BandMove", "IndexPercentiles", "ModelDiff", "SettingChange", "as_dict", "as_json"]


class SettingChange(TypedDict):
    """A setting that differs between two models."""

    setting: Annotated[str, Doc("Path of the setting, such as `signals.posts_published.max`.")]
    before: Annotated[Setting | None, Doc("Its value in the old model; null if that model doesn't have it.")]
    after: Annotated[Setting | None, Doc("Its value in the new model; null if that model doesn't have it.")]


class IndexPercentiles(TypedDict):
    """Percentiles in micro-points, by `p5`, `p25`, `p50`, `p75` and `p95`."""

    old: Annotated[dict[str, int], Doc("The index under the old model.")]
    new: Annotated[dict[str, int], Doc("The index under the new model.")]
    change: Annotated[dict[str, int], Doc("The change of each member's index.")]


class BandMove(TypedDict):
    """Members that move from one band to another."""

    before: Annotated[str, Doc("Band under the old model.")]
    after: Annotated[str, Doc("Band under the new model.")]
    members: Annotated[int, Doc("How many members move.")]


class ModelDiff(TypedDict):
    """Two models compared: their definitions, and the scores of a synthetic network."""

    old: Annotated[ModelRef, Doc("The old model.")]
    new: Annotated[ModelRef, Doc("The new model.")]
    definition: Annotated[list[SettingChange], Doc("The settings that differ.")]
    as_of: Annotated[Day, Doc("Day of the scores.")]
    members: Annotated[int, Doc("How many synthetic members were scored.")]
    index_micro: Annotated[IndexPercentiles, Doc("Percentiles of the index and of its change.")]
    signals: Annotated[dict[str, int], Doc("Mean change in micro-points by signal; unchanged signals are left out.")]
    bands: Annotated[list[BandMove], Doc("Moves between bands.")]


def as_dict(comparison: ModelComparison) -> ModelDiff:
    """Return the object that `ssi model diff --json` prints."""
    movement = comparison.movement
    old, new, change = (
        {f"p{percent}": micro for percent, micro in values.items()}
        for values in (movement.before, movement.after, movement.change)
    )
    return {
        "old": {"id": comparison.old.id, "fingerprint": comparison.old.fingerprint},
        "new": {"id": comparison.new.id, "fingerprint": comparison.new.fingerprint},
        "definition": [
            {"setting": difference.setting, "before": difference.before, "after": difference.after}
            for difference in comparison.definition
        ],
        "as_of": comparison.as_of.isoformat(),
        "members": movement.members,
        "index_micro": {"old": old, "new": new, "change": change},
        "signals": dict(movement.signals),
        "bands": [
            {"before": before, "after": after, "members": count} for (before, after), count in movement.bands.items()
        ],
    }


def as_json(comparison: ModelComparison) -> str:
    """Return the JSON text."""
    return json.dumps(as_dict(comparison), indent=1)
