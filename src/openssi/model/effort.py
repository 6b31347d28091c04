"""What a step takes: minutes, and how often it may be asked for; the model's own figures, or a user's from a TOML file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from openssi.errors import ModelError
from openssi.model.definition import MICRO, Attribute, Model, Step
from openssi.model.toml import count, read_table, suggest

__all__ = ["Effort", "dose", "efforts", "efforts_to_toml", "load_efforts"]

_DOSES = 5
_MOST_MINUTES = 10_080  # a week
_MOST_TIMES = 1_000
_KEYS = ("minutes", "most", "provenance")
_MOST_CHOSEN = "chosen: a plan asks for at most five times the dose of the step, and once for what is done once"


@dataclass(frozen=True, slots=True)
class Effort:
    """What the step of one signal takes.

    Attributes:
        minutes: for the dose of the step: a week, or in all if it is done once.
        most: how many a plan may ask for, of what the step names first: a week, or in all if it is done once.
        provenance: where both come from.
    """

    minutes: int
    most: int
    provenance: str


def dose(model: Model, step: Step) -> int:
    """How many the step takes of what it names first: three comments, four invitations."""
    name, quantity = step.adds[0]
    return quantity // model.kind[name].unit if name in model.kind else 1


def efforts(model: Model) -> dict[str, Effort]:
    """By signal, what its step takes by the model."""
    return {signal.id: _own(model, signal.step, signal.measure) for signal in model.signals.values() if signal.step}


def _own(model: Model, step: Step, measure: object) -> Effort:
    each = dose(model, step)
    most = each if step.once else each * _DOSES
    if isinstance(measure, Attribute):
        most = MICRO // step.adds[0][1]  # every part that is open
    return Effort(step.minutes, most, f"{step.effort_provenance}; {_MOST_CHOSEN}")


def load_efforts(path: Path, model: Model) -> dict[str, Effort]:
    """The model's efforts with those of a TOML file in their place: for each signal that differs a table with `minutes` (for the
    dose of the step), `most` (a week) and `provenance`.

    Raises:
        ModelError: the file cannot be read or has mistakes; all mistakes are listed.
    """
    known = efforts(model)
    found: list[str] = []
    for signal_id, change in read_table(path, "effort-file").items():
        if signal_id not in known:
            found.append(f"{signal_id}: there is no signal with a step of that name{suggest(signal_id, tuple(known))}")
        elif not isinstance(change, dict):
            found.append(f"{signal_id}: must be a table")
        else:
            known[signal_id] = _changed(signal_id, known[signal_id], cast("dict[str, object]", change), found)
    if found:
        raise ModelError("effort-file", f"{path.name} has {count(found)}.", tuple(found))
    return known


def _changed(where: str, effort: Effort, change: Mapping[str, object], found: list[str]) -> Effort:
    found.extend(f"{where}.{key}: unknown{suggest(key, _KEYS)}" for key in change if key not in _KEYS)
    minutes, most = change.get("minutes", effort.minutes), change.get("most", effort.most)
    provenance = change.get("provenance", "the user's own")
    if not isinstance(minutes, int) or isinstance(minutes, bool) or not 1 <= minutes <= _MOST_MINUTES:
        found.append(f"{where}.minutes: must be a whole number from 1 to {_MOST_MINUTES}")
        minutes = effort.minutes
    if not isinstance(most, int) or isinstance(most, bool) or not 0 <= most <= _MOST_TIMES:
        found.append(f"{where}.most: must be a whole number from 0 to {_MOST_TIMES}")
        most = effort.most
    if not isinstance(provenance, str) or not provenance.isprintable():
        found.append(f"{where}.provenance: must be one line of text")
        provenance = effort.provenance
    return Effort(minutes, most, provenance)


def efforts_to_toml(model: Model) -> str:
    """The model's efforts as a TOML file to start one's own from."""
    lines: list[str] = []
    for signal_id, effort in efforts(model).items():
        step = model.signals[signal_id].step
        lines += [
            f"# {step.do}" if step else "",
            f"[{signal_id}]",
            f"minutes = {effort.minutes}",
            f"most = {effort.most}",
            "",
        ]
    return "\n".join(lines)
