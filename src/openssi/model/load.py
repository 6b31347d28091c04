"""Load a published model by ID, or a custom one from a TOML file that changes a published model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

from openssi.errors import ModelError
from openssi.model import v2026_1, v2026_2
from openssi.model.check import mistakes
from openssi.model.definition import Curve, Model, Rate, Signal
from openssi.model.toml import count_mistakes, read_table, suggest

__all__ = ["DEFAULT", "PUBLISHED", "load_model", "model_of", "published_model", "to_toml"]

#: Every published model. None is ever removed.
PUBLISHED: dict[str, Model] = {model.id: model for model in (v2026_1.MODEL, v2026_2.MODEL)}
DEFAULT = v2026_2.MODEL
#: What a custom model changes if its file doesn't say so, as when this was the only published model.
_BASE = v2026_1.MODEL

_TOP_KEYS = ("id", "based_on", "pillars", "signals")
_SIGNAL_KEYS = ("max", "knots", "provenance", "prior")


def model_of(fingerprint: str) -> Model:
    """Return the published model with a fingerprint; the default for one that was never published."""
    return next((model for model in PUBLISHED.values() if model.fingerprint == fingerprint), DEFAULT)


def load_model(name: str | Path) -> Model:
    """Return a published model by ID, or a custom one from a TOML file.

    The file names the published model that it is based on, the points of each pillar that differs, and for each signal
    that differs the new `max`, `knots` (pairs of value and millionths), `prior` (rates only) and their `provenance`.

    Raises:
        ModelError: the ID is unknown, or the file is unreadable or has mistakes; all of them are listed.
    """
    if str(name) in PUBLISHED:
        return PUBLISHED[str(name)]
    path = Path(name)
    if path.suffix.lower() != ".toml" and not path.exists():
        raise _unknown(str(name), " For a custom model, give a .toml file.")
    return _custom_model(path, read_table(path, "model-file"))


def published_model(name: str | None) -> Model:
    """Return a published model by ID; the default if there is no name.

    Raises:
        ModelError: the ID is unknown.
    """
    if name is not None and name not in PUBLISHED:
        raise _unknown(name)
    return DEFAULT if name is None else PUBLISHED[name]


def _unknown(name: str, more: str = "") -> ModelError:
    return ModelError(
        "model-unknown",
        f"There is no published model {name!r}.",
        hint=f"Published models: {', '.join(PUBLISHED)}.{more}",
    )


def _custom_model(path: Path, table: Mapping[str, object]) -> Model:
    problems: list[str] = [*_unknown_keys("", table, _TOP_KEYS)]
    base = _base(table, problems)
    own_id = table.get("id")
    if not isinstance(own_id, str) or not own_id.strip() or not own_id.isprintable() or own_id in PUBLISHED:
        problems.append("id: give the model a printable name that no published model has")
    changes = table.get("signals", {})
    if not isinstance(changes, dict):
        problems.append("signals: must be a table")
        changes = {}
    changed: dict[str, Signal] = {}
    for signal_id, change in cast("dict[str, object]", changes).items():
        if signal_id not in base.signals:
            problems.append(f"signals.{signal_id}: unknown signal{suggest(signal_id, tuple(base.signals))}")
        elif not isinstance(change, dict):
            problems.append(f"signals.{signal_id}: must be a table")
        else:
            changed[signal_id] = _changed_signal(base.signals[signal_id], cast("dict[str, object]", change), problems)
    points = _pillar_points(base, table.get("pillars", {}), problems)
    pillars = tuple(
        replace(
            pillar,
            signals=tuple(changed.get(signal.id, signal) for signal in pillar.signals),
            maximum=points[pillar.id],
        )
        for pillar in base.pillars
    )
    model = replace(base, id=str(own_id), pillars=pillars, based_on=base.id)
    problems.extend(mistakes(model))
    if problems:
        raise ModelError("model-file", f"{path.name} has {count_mistakes(problems)}.", tuple(problems))
    return model


def _pillar_points(base: Model, change: object, found: list[str]) -> dict[str, int]:
    """Return the points of each pillar, which add up to the base model's."""
    points = {pillar.id: pillar.maximum for pillar in base.pillars}
    if not isinstance(change, dict):
        found.append("pillars: must be a table")
        return points
    for name, value in cast("dict[str, object]", change).items():
        if name not in points:
            found.append(f"pillars.{name}: unknown pillar{suggest(name, tuple(points))}")
        elif not _is_int(value):
            found.append(f"pillars.{name}: must be a whole number of points")
        else:
            points[name] = cast("int", value)
    whole = sum(pillar.maximum for pillar in base.pillars)
    if sum(points.values()) != whole or min(points.values()) < 0:
        found.append(f"pillars: none may be negative, and they must add up to {whole} points")
    return points


def _base(table: Mapping[str, object], found: list[str]) -> Model:
    based_on = table.get("based_on", _BASE.id)
    if not isinstance(based_on, str) or based_on not in PUBLISHED:
        found.append(f"based_on: must be a published model ({', '.join(PUBLISHED)})")
        return _BASE
    return PUBLISHED[based_on]


def _changed_signal(signal: Signal, change: Mapping[str, object], found: list[str]) -> Signal:
    where = f"signals.{signal.id}"
    found.extend(_unknown_keys(where + ".", change, _SIGNAL_KEYS))
    maximum = change.get("max", signal.maximum)
    if not _is_int(maximum):
        found.append(f"{where}.max: must be a whole number of points")
        maximum = signal.maximum
    measure = signal.measure
    if "prior" in change:
        prior = change["prior"]
        if not isinstance(measure, Rate):
            found.append(f"{where}.prior: only a rate has a prior")
        elif not _is_int(prior):
            found.append(f"{where}.prior: must be a whole number")
        else:
            measure = replace(measure, prior=cast("int", prior))
    return replace(
        signal, maximum=cast("int", maximum), measure=measure, curve=_curve(where, signal.curve, change, found)
    )


def _curve(where: str, curve: Curve, change: Mapping[str, object], found: list[str]) -> Curve:
    provenance = change.get("provenance", curve.provenance)
    if not isinstance(provenance, str):
        found.append(f"{where}.provenance: must be text")
        provenance = curve.provenance
    if "knots" not in change:
        return replace(curve, provenance=provenance)
    if "provenance" not in change:
        found.append(f"{where}.provenance: required with new knots")
    knots = change["knots"]
    if not isinstance(knots, list) or not all(_is_knot(knot) for knot in cast("list[object]", knots)):
        found.append(f"{where}.knots: must be a list of [value, millionths], whole numbers")
        return curve
    return Curve(tuple((value, fraction) for value, fraction in cast("list[tuple[int, int]]", knots)), provenance)


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_knot(knot: object) -> bool:
    return (
        isinstance(knot, list)
        and len(cast("list[object]", knot)) == 2
        and all(map(_is_int, cast("list[object]", knot)))
    )


def _unknown_keys(where: str, table: Mapping[str, object], known: tuple[str, ...]) -> list[str]:
    return [f"{where}{key}: unknown{suggest(key, known)}" for key in table if key not in known]


def to_toml(model: Model) -> str:
    """Return the numbers of a model as TOML, as a starting point for a custom model."""
    lines = ['id = "my-own"', f'based_on = "{model.based_on or model.id}"']
    for signal in model.signals.values():
        knots = ", ".join(f"[{value}, {fraction}]" for value, fraction in signal.curve.knots)
        lines += ["", f"[signals.{signal.id}]", f"max = {signal.maximum}", f"knots = [{knots}]"]
        if isinstance(signal.measure, Rate):
            lines.append(f"prior = {signal.measure.prior}")
        lines.append(f"provenance = {_quoted(signal.curve.provenance)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Quote a string: TOML's basic strings are those of JSON, except that DEL must be escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
