"""openssi: the open Social Selling Index. Score your own LinkedIn data archive, on your own machine, by a published formula.

An independent project, not affiliated with LinkedIn, whose term "Social Selling Index" is.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openssi.client.push import Pushed, push
    from openssi.errors import OpenSSIError
    from openssi.member import Assessment, score
    from openssi.member import linkedin_score as official
    from openssi.member.coach import Advice, coach
    from openssi.member.content import Content, content
    from openssi.member.explain import DayExplanation, Explanation, Moves, explain, explain_day, explain_moves
    from openssi.member.history import History, history
    from openssi.member.what_if import WhatIf, what_if
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
    "Advice": "openssi.member.coach",
    "Assessment": "openssi.member",
    "Content": "openssi.member.content",
    "DayExplanation": "openssi.member.explain",
    "Explanation": "openssi.member.explain",
    "History": "openssi.member.history",
    "Model": "openssi.model",
    "Moves": "openssi.member.explain",
    "OpenSSIError": "openssi.errors",
    "Pushed": "openssi.client.push",
    "WhatIf": "openssi.member.what_if",
    "coach": "openssi.member.coach",
    "content": "openssi.member.content",
    "explain": "openssi.member.explain",
    "explain_day": "openssi.member.explain",
    "explain_moves": "openssi.member.explain",
    "history": "openssi.member.history",
    "load_model": "openssi.model",
    "push": "openssi.client.push",
    "score": "openssi.member",
    "what_if": "openssi.member.what_if",
}


def __getattr__(name: str) -> object:
    if name == "official":  # a module: openssi.official.add(...)
        return import_module("openssi.member.linkedin_score")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
