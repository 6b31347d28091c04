"""openssi: the open Social Selling Index. Score your own LinkedIn data archive, on your own machine, by a published formula.

An independent project, not affiliated with LinkedIn, whose term "Social Selling Index" is.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openssi.api import Assessment, official, score
    from openssi.api.explain import DayExplanation, Explanation, Moves, explain, explain_day, explain_moves
    from openssi.api.history import History, history
    from openssi.errors import OpenSSIError
    from openssi.model import DEFAULT, Model, load_model

__version__ = "0.1.0"

__all__ = [
    "DEFAULT",
    "Assessment",
    "DayExplanation",
    "Explanation",
    "History",
    "Model",
    "Moves",
    "OpenSSIError",
    "__version__",
    "explain",
    "explain_day",
    "explain_moves",
    "history",
    "load_model",
    "official",
    "score",
]

# Loaded when first used, so that a command pays only for what it needs.
_HOME = {
    "DEFAULT": "openssi.model",
    "Assessment": "openssi.api",
    "DayExplanation": "openssi.api.explain",
    "Explanation": "openssi.api.explain",
    "History": "openssi.api.history",
    "Model": "openssi.model",
    "Moves": "openssi.api.explain",
    "OpenSSIError": "openssi.errors",
    "explain": "openssi.api.explain",
    "explain_day": "openssi.api.explain",
    "explain_moves": "openssi.api.explain",
    "history": "openssi.api.history",
    "load_model": "openssi.model",
    "score": "openssi.api",
}


def __getattr__(name: str) -> object:
    if name == "official":  # a module: openssi.official.add(...)
        return import_module("openssi.api.official")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
