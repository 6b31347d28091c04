"""`ssi population check --json`: a population next to the published figures."""

from __future__ import annotations

import json
from typing import Annotated, TypedDict

from openssi.population.check import Check, FigureComparison
from openssi.render.json.contract import Day, Doc

__all__ = ["ComparedFigure", "PopulationCheck", "as_dict", "as_json"]


class ComparedFigure(TypedDict):
    """A figure of the population compared with the published one."""

    id: Annotated[str, Doc("ID of the figure.")]
    title: Annotated[str, Doc("The figure in words.")]
    unit: Annotated[str, Doc("`points`, `percent` or `count`.")]
    here: Annotated[float | None, Doc("The population's figure, to three decimals. Null if the tables don't show it.")]
    low: Annotated[float, Doc("Lowest value that passes: the range, less what chance alone moves with so few members.")]
    high: Annotated[float, Doc("Highest value that passes, likewise.")]
    inside: Annotated[bool | None, Doc("Whether the figure passes. Null if it isn't known.")]
    published: Annotated[str, Doc("What was published about the real index, in words.")]
    source: Annotated[str, Doc("Where it was published.")]
    strength: Annotated[str, Doc("How far to trust the source.")]
    set_by: Annotated[str, Doc("What sets the figure in an invented network.")]
    why: Annotated[str, Doc("Reason for the range.")]


class PopulationCheck(TypedDict):
    """How a population compares with the published figures of the real index."""

    as_of: Annotated[Day, Doc("Day that was scored.")]
    members: Annotated[int, Doc("Number of members scored.")]
    model: Annotated[str, Doc("ID of the scoring model.")]
    cohort: Annotated[str, Doc("Cohort whose figures it is compared with: `2015` or `2026`.")]
    passed: Annotated[bool, Doc("Whether every figure that is known passes.")]
    figures: Annotated[list[ComparedFigure], Doc("Each published figure and the population's own.")]


def as_json(check: Check) -> str:
    """Return what `ssi population check --json` prints."""
    return json.dumps(as_dict(check), indent=1)


def as_dict(check: Check) -> PopulationCheck:
    """Return the object of `ssi population check --json`."""
    return {
        "as_of": check.as_of.isoformat(),
        "members": check.members,
        "model": check.model,
        "cohort": check.cohort,
        "passed": check.passed,
        "figures": [_figure(figure) for figure in check.figures],
    }


def _figure(figure: FigureComparison) -> ComparedFigure:
    return {
        "id": figure.published.id,
        "title": figure.title,
        "unit": figure.published.unit,
        "here": None if figure.here is None else round(figure.here, 3),
        "low": round(figure.low, 3),
        "high": round(figure.high, 3),
        "inside": figure.inside,
        "published": figure.published.figure,
        "source": figure.published.source,
        "strength": figure.published.strength,
        "set_by": figure.published.set_by,
        "why": figure.published.why,
    }
