"""Kinds of posts beside each other, as JSON: the contract that scripts rely on."""

from __future__ import annotations

import json

from openssi.activity.calendar import iso
from openssi.insight.content import Comparison, Content, Experiment

__all__ = ["CONTENT_KEYS", "as_dict", "as_json"]

#: Every key of `ssi content --json`, by its path.
CONTENT_KEYS: dict[str, str] = {
    "first": "the first day that the workbook tells of, YYYY-MM-DD",
    "last": "the last",
    "published": "posts published in that time, own and passed on",
    "used": "those of them that the workbook lists and that had a week to collect engagement",
    "adjusted": "what was held: trend, follower growth",
    "comparisons[].id": "length, media, link, question, hashtags, weekday, hour, frequency or original",
    "comparisons[].posts": "the kind of post, in words",
    "comparisons[].others": "the posts that it is compared with, in words",
    "comparisons[].count": "how many posts of the kind",
    "comparisons[].other_count": "how many others",
    "comparisons[].ratio": "the engagement of the kind as a multiple of that of the others; null if there are too few posts",
    "comparisons[].interval": "its interval at 95 % for all comparisons together; null likewise",
    "comparisons[].missing": "how many posts are missing on the smaller side; 0 if there are enough",
    "experiments[].name": "the name of the period",
    "experiments[].first": "its first day",
    "experiments[].last": "its last day",
    "experiments[].before": "the first and the last day before it that are compared; null if there are none",
    "experiments[].posts": "posts in the period, and before",
    "experiments[].engagement_a_day": "engagements a day in the period, and before",
    "experiments[].followers_a_day": "new followers a day likewise; null if the workbook does not tell",
    "experiments[].ratio": "weekly engagement as a multiple of that before; null if the weeks are too few",
    "experiments[].interval": "its interval at 95 %; null likewise",
    "experiments[].missing_weeks": "how many weeks are missing on the shorter side; 0 if there are enough",
}


def as_json(content: Content) -> str:
    """The object as text; everything beyond ASCII is escaped, so that no terminal is harmed."""
    return json.dumps(as_dict(content), indent=1)


def as_dict(content: Content) -> dict[str, object]:
    """The object that `ssi content --json` prints."""
    return {
        "first": iso(content.first),
        "last": iso(content.last),
        "published": content.published,
        "used": content.used,
        "adjusted": list(content.adjusted),
        "comparisons": [_comparison(one) for one in content.comparisons],
        "experiments": [_experiment(one) for one in content.experiments],
    }


def _comparison(found: Comparison) -> dict[str, object]:
    return {
        "id": found.id,
        "posts": found.posts,
        "others": found.others,
        "count": found.count,
        "other_count": found.other_count,
        "ratio": found.ratio,
        "interval": None if found.ratio is None else [found.low, found.high],
        "missing": found.missing,
    }


def _experiment(found: Experiment) -> dict[str, object]:
    return {
        "name": found.period.name,
        "first": iso(found.period.first),
        "last": iso(found.period.last),
        "before": found.before and [iso(day) for day in found.before],
        "posts": list(found.posts),
        "engagement_a_day": [value / 100 for value in found.engagement],
        "followers_a_day": found.followers and [value / 100 for value in found.followers],
        "ratio": found.ratio and found.ratio[0],
        "interval": found.ratio and list(found.ratio[1:]),
        "missing_weeks": found.missing_weeks,
    }
