"""openssi: the open Social Selling Index. Score your own LinkedIn data archive, on your own machine, by a published formula.

An independent project, not affiliated with LinkedIn, whose term "Social Selling Index" is.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openssi.api import Assessment, official, score
    from openssi.api.coach import Advice, coach
    from openssi.api.content import Content, content
    from openssi.api.explain import DayExplanation, Explanation, Moves, explain, explain_day, explain_moves
    from openssi.api.history import History, history
    from openssi.api.push import Pushed, push
    from openssi.api.what_if import WhatIf, what_if
    from openssi.errors import OpenSSIError
    from openssi.model import DEFAULT, Model, load_model

__version__ = "0.1.0"

__all__ = [
    "DEFAULT",
    "Advice",
    "Assessment",
    "Content",
    "DayExplanation",
    "Explanation",
    "History",
    "Model",
    "Moves",
    "OpenSSIError",
    "Pushed",
    "WhatIf",
    "__version__",
    "coach",
    "content",
    "explain",
    "explain_day",
    "explain_moves",
    "history",
    "load_model",
    "official",
    "push",
    "score",
    "what_if",
]

# Loaded when first used, so that a command pays only for what it needs.
_HOME = {
    "DEFAULT": "openssi.model",
    "Advice": "openssi.api.coach",
    "Assessment": "openssi.api",
    "Content": "openssi.api.content",
    "DayExplanation": "openssi.api.explain",
    "Explanation": "openssi.api.explain",
    "History": "openssi.api.history",
    "Model": "openssi.model",
    "Moves": "openssi.api.explain",
    "OpenSSIError": "openssi.errors",
    "Pushed": "openssi.api.push",
    "WhatIf": "openssi.api.what_if",
    "coach": "openssi.api.coach",
    "content": "openssi.api.content",
    "explain": "openssi.api.explain",
    "explain_day": "openssi.api.explain",
    "explain_moves": "openssi.api.explain",
    "history": "openssi.api.history",
    "load_model": "openssi.model",
    "push": "openssi.api.push",
    "score": "openssi.api",
    "what_if": "openssi.api.what_if",
}


def __getattr__(name: str) -> object:
    if name == "official":  # a module: openssi.official.add(...)
        return import_module("openssi.api.official")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
