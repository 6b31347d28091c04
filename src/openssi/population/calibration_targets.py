"""What an invented network must match: published figures, each with the range we accept.

There is one set for each cohort: the customers of LinkedIn's sales tools in 2015, and the members whose pages were seen
in 2026.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PUBLISHED", "TargetFigure"]

_SLIDES_2015 = "LinkedIn's slides, Sales Connect 2015"
_LOG_2026 = "one member's public log of the page, May 2026"
_ONE_PAGE = "thin: the averages of one industry and one network, on the page of one member"
_SLIDES = "fair: LinkedIn's own number, of its customers only; how many isn't said"
_NO_SOURCE = "a bar that we set, not a finding"


@dataclass(frozen=True, slots=True)
class TargetFigure:
    """A figure of the real index.

    Attributes:
        id: its name in JSON.
        title: a few words.
        figure: what was published, in words.
        source: where it was published.
        strength: how far to trust the source.
        set_by: what sets the figure in an invented network.
        low: the lower end of the expected range.
        high: the upper end.
        why: the reason for this range.
        unit: "points", "percent" or "count".
    """

    id: str
    title: str
    figure: str
    source: str
    strength: str
    set_by: str
    low: float
    high: float
    why: str
    unit: str = "points"


_BOTH_GROUPS = "both groups, rounded outwards to whole points"
_TAIL = TargetFigure(
    "upper_modes",
    "Rises in the tail above 60",
    "nothing published",
    "chosen by us",
    _NO_SOURCE,
    "how evenly keen members are keen on more",
    0,
    0,
    "in steps of ten points there are ever fewer members: nobody is planted at the top",
    "count",
)
_FROM_70 = TargetFigure(
    "from_70",
    "Members at 70 and over",
    "1.4% (2015)",
    _SLIDES_2015,
    _SLIDES,
    "how often the keenest do everything at once",
    1,
    2,
    "the figure and about half a percent on either side",
    "percent",
)

_COHORT_2015 = (
    TargetFigure(
        "mean",
        "Mean index",
        "28.2",
        _SLIDES_2015,
        _SLIDES,
        "how many are active at all, and what members have at the start",
        25.5,
        31,
        "the figure and a tenth on either side",
    ),
    TargetFigure(
        "to_20",
        "Members at 20 and under",
        "46.7%",
        _SLIDES_2015,
        _SLIDES,
        "how many hardly use the tools",
        40,
        53,
        "the figure and a seventh on either side",
        "percent",
    ),
    _FROM_70,
    _TAIL,
    TargetFigure(
        "growth",
        "Growth of the mean in a year",
        "33% from 2014 to 2015; 29 to 46% by region",
        _SLIDES_2015,
        _SLIDES,
        "how much busier days become in a year",
        25,
        46,
        "a fourth, and the fastest region",
        "percent",
    ),
)

_COHORT_2026 = (
    TargetFigure(
        "mean",
        "Mean index",
        "31.0 to 36.4 on members' pages",
        f"{_LOG_2026}; public code",
        "thin: averages on the pages of three members",
        "what members have at the start, and how often they are active",
        31,
        36.5,
        "the pages, rounded outwards",
    ),
    TargetFigure(
        "standard_deviation",
        "Standard deviation",
        "11.9 to 16.7, if scores were normal",
        "from four triples of score, mean and rank on members' pages",
        "thin: our arithmetic, with an assumption that is wrong at the ends",
        "how far members differ in connections, profile and pace",
        12,
        17,
        "the same, rounded",
    ),
    _FROM_70,
    _TAIL,
    TargetFigure(
        "brand",
        "Professional brand, mean",
        "11.8 industry, 13.2 network",
        _LOG_2026,
        _ONE_PAGE,
        "profiles, endorsements, and posts",
        11,
        14,
        _BOTH_GROUPS,
    ),
    TargetFigure(
        "people",
        "Right people, mean",
        "5.4 industry, 4.4 network",
        _LOG_2026,
        _ONE_PAGE,
        "searches and profile views, made and received",
        4,
        6,
        _BOTH_GROUPS,
    ),
    TargetFigure(
        "insights",
        "Insights, mean",
        "2.1 industry, 2.4 network",
        _LOG_2026,
        _ONE_PAGE,
        "comments, reactions and reposts",
        1.5,
        3,
        "both groups and half a point around",
    ),
    TargetFigure(
        "relationships",
        "Relationships, mean",
        "15.2 industry, 16.3 network",
        _LOG_2026,
        _ONE_PAGE,
        "connections, and how many try a little every week",
        14,
        17,
        _BOTH_GROUPS,
    ),
    TargetFigure(
        "best_signal",
        "Explained by the best single signal",
        "nothing published",
        "chosen by us",
        _NO_SOURCE,
        "how much of everything depends on the same drive",
        0,
        55,
        "squared correlation; an index that one signal predicts needs no others",
        "percent",
    ),
    TargetFigure(
        "weakest_signal",
        "Explained by the weakest signal",
        "nothing published",
        "chosen by us",
        _NO_SOURCE,
        "whether every signal differs between members",
        2,
        100,
        "squared correlation; a signal that doesn't distinguish members needs no points",
        "percent",
    ),
)

#: By cohort, the figures in the order of the table; the IDs of pillars are the model's.
PUBLISHED = {"2015": _COHORT_2015, "2026": _COHORT_2026}
