"""Lines of a plan in words."""

from __future__ import annotations

from openssi.activity.plan import PlanItem
from openssi.model import Model

__all__ = ["planned_in_words"]


def planned_in_words(item: PlanItem, model: Model) -> str:
    """Write one line of a plan: "2 posts a week", "1 article, once"."""
    signal = model.signals[item.signal]
    name = signal.step.adds[0][0] if signal.step else ""
    if name in model.kind:
        one, many = model.kind[name].one, model.kind[name].many
    else:
        one, many = "part of the profile", "parts of the profile"
    return f"{item.count} {one if item.count == 1 else many}{', once' if item.once else ' a week'}"
