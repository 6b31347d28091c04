"""openssi: the open Social Selling Index. Score your own LinkedIn data archive, on your own machine, by a published formula.

An independent project, not affiliated with LinkedIn, whose term "Social Selling Index" is.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openssi.api import (
        Assessment,
        DayExplanation,
        Explanation,
        History,
        Moves,
        explain,
        explain_day,
        explain_moves,
        history,
        official,
        score,
    )
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
    "DayExplanation": "openssi.api",
    "Explanation": "openssi.api",
    "History": "openssi.api",
    "Model": "openssi.model",
    "Moves": "openssi.api",
    "OpenSSIError": "openssi.errors",
    "explain": "openssi.api",
    "explain_day": "openssi.api",
    "explain_moves": "openssi.api",
    "history": "openssi.api",
    "load_model": "openssi.model",
    "official": "openssi.api",
    "score": "openssi.api",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
