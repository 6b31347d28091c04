"""What LinkedIn and public pages have shown of LinkedIn's own index. For LinkedIn's number only; ours is another one.

Each figure has its date, whose it is and where it was shown. Nothing is estimated, and what was not published is
missing.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PUBLISHED_FIGURES", "PublishedFigure"]


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One published mean of LinkedIn's index.

    Attributes:
        day: the month or day of the figure, as YYYY-MM or YYYY-MM-DD.
        group: whose mean it is.
        people: how many people; None if that wasn't published.
        index: the mean, as a decimal text.
        pillars: means of brand, people, insights and relationships; empty if they weren't published.
        source: who showed it.
        note: what else was shown.
    """

    day: str
    group: str
    people: int | None
    index: str
    pillars: tuple[str, ...]
    source: str
    note: str = ""


_SLIDES = "LinkedIn, slides of Sales Connect 2015"
_PAGE = "One member's page, published by the member"

PUBLISHED_FIGURES = (
    PublishedFigure("2014-08", "sales professionals", None, "21.2", (), _SLIDES, "the same people as in 2015-08"),
    PublishedFigure(
        "2015-08", "sales professionals", None, "28.2", (), _SLIDES,
        "46.7% had 0 to 20, 51.9% 21 to 69, 1.4% 70 or more"
    ),
    PublishedFigure("2015-08", "sales professionals in Australia and New Zealand", None, "30.03", (), _SLIDES),
    PublishedFigure("2015-08", "sales professionals in Asia", None, "24.1", (), _SLIDES),
    PublishedFigure("2015-08", "sales professionals in Europe, the Middle East and Africa", None, "27.9", (), _SLIDES),
    PublishedFigure("2015-08", "sales professionals in Latin America", None, "21.2", (), _SLIDES),
    PublishedFigure("2015-08", "sales professionals in North America", None, "30.05", (), _SLIDES),
    PublishedFigure(
        "2014", "Sales Navigator users of one bank", None, "51.1", ("17.5", "9.7", "5.0", "18.9"),
        "LinkedIn, slides of 2014",
    ),
    PublishedFigure(
        "2026-05-19", "business management consulting, seen from Brazil", None, "34.41",
        ("11.78", "5.38", "2.09", "15.16"), _PAGE, "the network of that member had 36.27",
    ),
)  # fmt: skip
