"""One-line shortcuts for a single question. To ask several, open the member once: `openssi.open`.

Each takes the options of `openssi.open` and those of the `Member` method of the same name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from typing import Unpack

from openssi.activity.days import Day
from openssi.member.advice import Advice
from openssi.member.assessment import Assessment
from openssi.member.content import Content
from openssi.member.explanation import DayExplanation, Explanation, Moves
from openssi.member.history import History
from openssi.member.read import OpenOptions, Paths, open_member
from openssi.member.what_if import WhatIf
from openssi.model import Effort, Model

__all__ = ["coach", "content", "explain", "explain_day", "explain_moves", "history", "score", "what_if"]


def score(paths: Paths, *, as_of: Day | None = None, **options: Unpack[OpenOptions]) -> Assessment:
    """Score one day. See `Member.score`."""
    return open_member(paths, **options).score(as_of)


def history(
    paths: Paths,
    *,
    first: Day | None = None,
    last: Day | None = None,
    notes: str | PathLike[str] | None = None,
    official: str | PathLike[str] | None = None,
    **options: Unpack[OpenOptions],
) -> History:
    """Score every day from the first to the last. See `Member.history`."""
    return open_member(paths, **options).history(first, last, notes=notes, official=official)


def explain(
    paths: Paths,
    first: Day | None = None,
    last: Day | None = None,
    *,
    earlier_model: Model | str | PathLike[str] | None = None,
    **options: Unpack[OpenOptions],
) -> Explanation:
    """Explain why the index moved between two days. See `Member.explain`."""
    member = open_member(paths, earlier_model=earlier_model, **options)
    return member.explain(first, last, earlier_model=earlier_model)


def explain_day(paths: Paths, day: Day | None = None, **options: Unpack[OpenOptions]) -> DayExplanation:
    """Explain the index of one day. See `Member.explain_day`."""
    return open_member(paths, **options).explain_day(day)


def explain_moves(paths: Paths, **options: Unpack[OpenOptions]) -> Moves:
    """Explain the largest drops and rises of the last year. See `Member.explain_moves`."""
    return open_member(paths, **options).explain_moves()


def coach(
    paths: Paths,
    *,
    target: float | None = None,
    minutes: int | None = None,
    top: int | None = None,
    benchmarks: str | PathLike[str] | None = None,
    industry: str = "",
    weeks: int = 8,
    efforts: str | PathLike[str] | Mapping[str, Effort] | None = None,
    as_of: Day | None = None,
    **options: Unpack[OpenOptions],
) -> Advice:
    """Suggest next steps and a weekly plan. See `Member.coach`."""
    return open_member(paths, **options).coach(
        target,
        minutes=minutes,
        top=top,
        benchmarks=benchmarks,
        industry=industry,
        weeks=weeks,
        efforts=efforts,
        as_of=as_of,
    )


def what_if(
    paths: Paths,
    plan: str | Iterable[str] = (),
    *,
    weeks: int = 8,
    as_of: Day | None = None,
    **options: Unpack[OpenOptions],
) -> WhatIf:
    """Project the index if a plan is carried out. See `Member.what_if`."""
    return open_member(paths, **options).what_if(plan, weeks=weeks, as_of=as_of)


def content(paths: Paths, periods: Iterable[tuple[Day, Day, str]] = (), **options: Unpack[OpenOptions]) -> Content:
    """Compare kinds of posts by the engagement they received. See `Member.content`."""
    return open_member(paths, **options).content(periods)
