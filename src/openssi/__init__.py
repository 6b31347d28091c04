"""The open Social Selling Index: score your LinkedIn data archive on your own machine by a published formula.

    me = openssi.open("ARCHIVE.zip")
    me.score(), me.history(), me.explain(), me.coach(target=70), me.what_if("posts_published=2/week"), me.content()

An independent project, not affiliated with LinkedIn. "Social Selling Index" is LinkedIn's term.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openssi.client.push import Pushed, push
    from openssi.errors import OpenSSIError
    from openssi.member import Member, official
    from openssi.member import open_member as open  # noqa: A004 (openssi.open, as in webbrowser.open)
    from openssi.member.advice import Advice
    from openssi.member.assessment import Assessment
    from openssi.member.content import Content
    from openssi.member.diagnosis import Diagnosis
    from openssi.member.explanation import DayExplanation, Explanation, Moves
    from openssi.member.history import History
    from openssi.member.outcomes import Outcomes, outcomes
    from openssi.member.shortcuts import (
        coach,
        content,
        explain,
        explain_day,
        explain_moves,
        history,
        score,
        what_if,
    )
    from openssi.member.what_if import WhatIf
    from openssi.member.year import Year
    from openssi.model import DEFAULT, Model, load_model

__version__ = "0.1.0"

__all__ = [
    "DEFAULT",
    "Advice",
    "Assessment",
    "Content",
    "DayExplanation",
    "Diagnosis",
    "Explanation",
    "History",
    "Member",
    "Model",
    "Moves",
    "OpenSSIError",
    "Outcomes",
    "Pushed",
    "WhatIf",
    "Year",
    "__version__",
    "coach",
    "content",
    "explain",
    "explain_day",
    "explain_moves",
    "history",
    "load_model",
    "official",
    "open",
    "outcomes",
    "push",
    "score",
    "what_if",
]

# Imported on first use, so that a command pays only for what it needs.
_HOME = {
    "DEFAULT": "openssi.model",
    "Advice": "openssi.member.advice",
    "Assessment": "openssi.member.assessment",
    "Content": "openssi.member.content",
    "DayExplanation": "openssi.member.explanation",
    "Diagnosis": "openssi.member.diagnosis",
    "Explanation": "openssi.member.explanation",
    "History": "openssi.member.history",
    "Member": "openssi.member",
    "Model": "openssi.model",
    "Moves": "openssi.member.explanation",
    "OpenSSIError": "openssi.errors",
    "Outcomes": "openssi.member.outcomes",
    "Pushed": "openssi.client.push",
    "WhatIf": "openssi.member.what_if",
    "Year": "openssi.member.year",
    "coach": "openssi.member.shortcuts",
    "content": "openssi.member.shortcuts",
    "explain": "openssi.member.shortcuts",
    "explain_day": "openssi.member.shortcuts",
    "explain_moves": "openssi.member.shortcuts",
    "history": "openssi.member.shortcuts",
    "load_model": "openssi.model",
    "outcomes": "openssi.member.outcomes",
    "push": "openssi.client.push",
    "score": "openssi.member.shortcuts",
    "what_if": "openssi.member.shortcuts",
}


def __getattr__(name: str) -> object:
    if name == "official":  # a module: openssi.official.add(...)
        return import_module("openssi.member.official")
    if name == "open":
        return import_module("openssi.member").open_member
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
