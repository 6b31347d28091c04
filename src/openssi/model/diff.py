"""Compare the definitions of two models, setting by setting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openssi.model.definition import Model

__all__ = ["DefinitionChange", "Setting", "definition_changes"]

#: A setting's value: a number, a description, or the knots of a curve.
Setting = int | str | tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class DefinitionChange:
    """A setting that differs between two models.

    Attributes:
        setting: its path, such as "signals.posts_published.max".
        before: its value in the old model; None if that model doesn't have it.
        after: its value in the new model; None if that model doesn't have it.
    """

    setting: str
    before: Setting | None
    after: Setting | None


def definition_changes(old: Model, new: Model) -> tuple[DefinitionChange, ...]:
    """Return every setting that can change a score and differs, in the order of the old model, then of the new one."""
    before, after = dict(_settings(old)), dict(_settings(new))
    return tuple(
        DefinitionChange(setting, before.get(setting), after.get(setting))
        for setting in {**before, **after}
        if before.get(setting) != after.get(setting)
    )


def _settings(model: Model) -> Iterator[tuple[str, Setting]]:
    yield "thought_leader", model.thought_leader
    yield "minimum_days", model.minimum_days
    yield "minimum_records", model.minimum_records
    yield "readers", model.readers
    for band in model.bands:
        yield f"bands.{band.id}", band.start
    for measured_set in model.sets:
        for band in measured_set.bands:
            yield f"sets.{measured_set.id}.bands.{band.id}", band.start
    for kind in model.kinds:
        yield f"kinds.{kind.id}.most_a_day", "no limit" if kind.most_a_day is None else kind.most_a_day
        for credit in kind.credits:
            yield f"kinds.{kind.id}.credits.{credit.kind}", credit.knots or credit.each
    for pillar in model.pillars:
        for signal in pillar.signals:
            path = f"signals.{signal.id}"
            yield f"{path}.pillar", pillar.id
            yield f"{path}.measure", str(signal.measure)
            yield f"{path}.max", signal.maximum
            yield f"{path}.knots", signal.curve.knots
