"""Effort of a step: its minutes and its limit in a plan, from the model or from a user's TOML file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from openssi.errors import ModelError
from openssi.model.definition import MICRO, Attribute, Model, Step
from openssi.model.toml import count_mistakes, read_table, suggest

__all__ = ["Effort", "dose", "efforts", "efforts_to_toml", "load_efforts"]

_MAX_DOSES = 5
_MAX_MINUTES = 7 * 24 * 60
_MAX_TIMES = 1_000
_KEYS = ("minutes", "most", "provenance")
_LIMIT_PROVENANCE = "chosen: a plan asks for at most five times the dose of the step, and once for what is done once"


@dataclass(frozen=True, slots=True)
class Effort:
    """The effort of the step of one signal.

    Attributes:
        minutes: minutes for the step as described: a week, or in total for a one-time step.
        most: the limit in a plan, in units of the first kind that the step adds: a week, or in total for a one-time
            step.
        provenance: where both numbers come from.
    """

    minutes: int
    most: int
    provenance: str


def dose(model: Model, step: Step) -> int:
    """Return the amount of the first kind that a step adds: three comments, four invitations."""
    name, quantity = step.adds[0]
    return quantity // model.kind[name].unit if name in model.kind else 1


def efforts(model: Model) -> dict[str, Effort]:
    """Return the model's effort for every signal that has a step."""
    return {
        signal.id: _model_effort(model, signal.step, signal.measure) for signal in model.signals.values() if signal.step
    }


def _model_effort(model: Model, step: Step, measure: object) -> Effort:
    each = dose(model, step)
    most = each if step.once else each * _MAX_DOSES
    if isinstance(measure, Attribute):
        most = MICRO // step.adds[0][1]  # all missing parts
    return Effort(step.minutes, most, f"{step.effort_provenance}; {_LIMIT_PROVENANCE}")


def load_efforts(path: Path, model: Model) -> dict[str, Effort]:
    """Return the model's efforts, overridden by a TOML file: for each signal that differs, a table with `minutes` (for
    the step as described), `most` (a week) and `provenance`.

    Raises:
        ModelError: the file is unreadable or has mistakes; all of them are listed.
    """
    known = efforts(model)
    problems: list[str] = []
    for signal_id, change in read_table(path, "effort-file").items():
        if signal_id not in known:
            problems.append(
                f"{signal_id}: there is no signal with a step by that name{suggest(signal_id, tuple(known))}"
            )
        elif not isinstance(change, dict):
            problems.append(f"{signal_id}: must be a table")
        else:
            known[signal_id] = _changed(signal_id, known[signal_id], cast("dict[str, object]", change), problems)
    if problems:
        raise ModelError("effort-file", f"{path.name} has {count_mistakes(problems)}.", tuple(problems))
    return known


def _changed(where: str, effort: Effort, change: Mapping[str, object], found: list[str]) -> Effort:
    found.extend(f"{where}.{key}: unknown{suggest(key, _KEYS)}" for key in change if key not in _KEYS)
    minutes, most = change.get("minutes", effort.minutes), change.get("most", effort.most)
    provenance = change.get("provenance", "the user's own")
    if not isinstance(minutes, int) or isinstance(minutes, bool) or not 1 <= minutes <= _MAX_MINUTES:
        found.append(f"{where}.minutes: must be a whole number from 1 to {_MAX_MINUTES}")
        minutes = effort.minutes
    if not isinstance(most, int) or isinstance(most, bool) or not 0 <= most <= _MAX_TIMES:
        found.append(f"{where}.most: must be a whole number from 0 to {_MAX_TIMES}")
        most = effort.most
    if not isinstance(provenance, str) or not provenance.isprintable():
        found.append(f"{where}.provenance: must be one line of text")
        provenance = effort.provenance
    return Effort(minutes, most, provenance)


def efforts_to_toml(model: Model) -> str:
    """Return the model's efforts as TOML, as a starting point for custom ones."""
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
