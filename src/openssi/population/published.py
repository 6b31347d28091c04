"""Published figures of the real index's distribution, their sources, and the range expected of a synthetic network."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PUBLISHED", "Published"]

_SLIDES_2015 = "LinkedIn's slides, Sales Connect 2015"
_LOG_2026 = "one member's public log of the page, May 2026"


@dataclass(frozen=True, slots=True)
class Published:
    """A figure of the real index.

    Attributes:
        id: its name in JSON.
        title: a few words.
        figure: what was published, in words.
        source: where it was published.
        low: the lower end of the expected range; None without a range.
        high: the upper end.
        why: the reason for this range, or for none.
        unit: "points", "percent".
    """

    id: str
    title: str
    figure: str
    source: str
    low: float | None
    high: float | None
    why: str
    unit: str = "points"


_BOTH_GROUPS = "both groups, rounded outwards to whole points"

#: The figures in the order of the table; the IDs of pillars are the model's.
PUBLISHED = (
    Published(
        "mean",
        "Mean index",
        "28.2 (2015); 31.0 to 36.4 on members' pages (2026)",
        f"{_SLIDES_2015}; {_LOG_2026}; public code",
        28,
        36,
        "from the cohort of 2015 to the pages of 2026",
    ),
    Published(
        "standard_deviation",
        "Standard deviation",
        "11.9 to 16.7, if scores were normal",
        "from four triples of score, mean and rank on members' pages",
        12,
        17,
        "the same, rounded",
    ),
    Published(
        "from_70",
        "Members at 70 and over",
        "1.4 % (2015)",
        _SLIDES_2015,
        1,
        2,
        "the figure and about half a percent on either side",
        "percent",
    ),
    Published(
        "to_20",
        "Members at 20 and under",
        "46.7 % (2015)",
        _SLIDES_2015,
        None,
        None,
        "no goal: the mean was 28.2 then; the pillars' means of 2026 add up to 34, and with so many at 20 and under "
        "the others would average 46 or more",
        "percent",
    ),
    Published("brand", "Professional brand, mean", "11.8 industry, 13.2 network", _LOG_2026, 11, 14, _BOTH_GROUPS),
    Published("people", "Right people, mean", "5.4 industry, 4.4 network", _LOG_2026, 4, 6, _BOTH_GROUPS),
    Published(
        "insights",
        "Insights, mean",
        "2.1 industry, 2.4 network",
        _LOG_2026,
        1.5,
        3,
        "both groups and half a point around",
    ),
    Published("relationships", "Relationships, mean", "15.2 industry, 16.3 network", _LOG_2026, 14, 17, _BOTH_GROUPS),
    Published(
        "best_signal",
        "Explained by the best single signal",
        "nothing published",
        "chosen by us",
        0,
        60,
        "squared correlation; an index that one signal tells is no index",
        "percent",
    ),
)
