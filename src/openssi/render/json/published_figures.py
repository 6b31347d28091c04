"""`ssi official compare --json`: LinkedIn's own number next to what was published about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

import openssi.activity.annotations as activity
from openssi.insight import published_figures as insight
from openssi.render.json.contract import Doc
from openssi.render.json.linkedin_score import LinkedInScore, score_as_dict

__all__ = ["OfficialComparison", "PublishedFigure", "as_dict"]


class PublishedFigure(TypedDict):
    """A published mean of LinkedIn's index."""

    day: Annotated[str, Doc("Year, month or day of the figure.")]
    group: Annotated[str, Doc("Whose mean it is.")]
    people: Annotated[int | None, Doc("How many people. Null if that wasn't published.")]
    index: Annotated[float, Doc("Mean of LinkedIn's index.")]
    pillars: Annotated[list[float], Doc("Means of brand, people, insights and relationships. Empty if not published.")]
    source: Annotated[str, Doc("Who showed it.")]
    note: Annotated[str, Doc("What else was shown. May be empty.")]


class OfficialComparison(TypedDict):
    """LinkedIn's own number, next to what was published about it. Never mixed with ours."""

    latest: Annotated[
        LinkedInScore | None, Doc("The newest score of LinkedIn's that you added. Null if there is none.")
    ]
    published: Annotated[list[PublishedFigure], Doc("Published means, by the time they are about.")]


def as_dict(latest: activity.LinkedInScore | None, figures: Sequence[insight.PublishedFigure]) -> OfficialComparison:
    """Return the object of `ssi official compare --json`."""
    return {
        "latest": None if latest is None else score_as_dict(latest),
        "published": [
            {
                "day": figure.day,
                "group": figure.group,
                "people": figure.people,
                "index": float(figure.index),
                "pillars": [float(pillar) for pillar in figure.pillars],
                "source": figure.source,
                "note": figure.note,
            }
            for figure in figures
        ],
    }
