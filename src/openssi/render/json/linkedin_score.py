"""`ssi official list --json`: LinkedIn's own Social Selling Index, as the member wrote it down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

import openssi.activity.annotations as activity
from openssi.activity.calendar import iso
from openssi.render.json.contract import Day, Doc

__all__ = ["LinkedInScore", "LinkedInScores", "as_dict", "score_as_dict"]


class LinkedInScore(TypedDict):
    """LinkedIn's own index on one day."""

    day: Annotated[Day, Doc("Day on which LinkedIn showed it.")]
    shown: Annotated[int, Doc("Whole number on LinkedIn's dial: the sum of the pillars, rounded half up.")]
    index_micro: Annotated[int, Doc("Sum of the pillars in micro-points.")]
    pillars: Annotated[dict[str, int], Doc("Micro-points of the four pillars, by ID.")]
    industry_top: Annotated[int | None, Doc('Rank in the industry, as in "top N %". Null if unknown.')]
    network_top: Annotated[int | None, Doc('Rank in the network, as in "top N %". Null if unknown.')]
    industry_average: Annotated[int | None, Doc("Average index of the industry in micro-points. Null if unknown.")]
    network_average: Annotated[int | None, Doc("Average index of the network in micro-points. Null if unknown.")]


class LinkedInScores(TypedDict):
    """Every score of LinkedIn's that the member wrote down."""

    official: Annotated[list[LinkedInScore], Doc("Scores in order of their days.")]


def as_dict(scores: Sequence[activity.LinkedInScore]) -> LinkedInScores:
    """Return the object of `ssi official list --json`."""
    return {"official": [score_as_dict(score) for score in scores]}


def score_as_dict(score: activity.LinkedInScore) -> LinkedInScore:
    """Return one of LinkedIn's scores as an object."""
    return {
        "day": iso(score.day),
        "shown": score.shown,
        "index_micro": score.index_micro,
        "pillars": dict(zip(activity.PILLARS, score.pillars, strict=True)),
        "industry_top": score.industry_top,
        "network_top": score.network_top,
        "industry_average": score.industry_average,
        "network_average": score.network_average,
    }
