"""`ssi content --json`: kinds of posts and experiments compared."""

from __future__ import annotations

import json
from typing import Annotated, TypedDict

import openssi.insight.content as insight
from openssi.activity.calendar import iso
from openssi.render.json.contract import Day, Doc, Pair

__all__ = ["Content", "Experiment", "PostComparison", "as_dict", "as_json"]


class PostComparison(TypedDict):
    """Engagement of one kind of post compared with other posts."""

    id: Annotated[
        str,
        Doc("What is compared: length, media, link, question, hashtags, weekday, hour, frequency or original."),
    ]
    posts: Annotated[str, Doc("The kind of post, in words.")]
    others: Annotated[str, Doc("The posts it is compared with, in words.")]
    count: Annotated[int, Doc("Number of posts of the kind.")]
    other_count: Annotated[int, Doc("Number of other posts.")]
    ratio: Annotated[
        float | None, Doc("Engagement of the kind as a multiple of that of the others. Null with too few posts.")
    ]
    interval: Annotated[
        Pair[float] | None,
        Doc("95% confidence interval of the ratio, valid for all comparisons together. Null with too few posts."),
    ]
    missing: Annotated[int, Doc("Posts still needed on the smaller side. 0 if there are enough.")]


class Experiment(TypedDict):
    """A named period compared with the days before it."""

    name: Annotated[str, Doc("Name of the period.")]
    first: Annotated[Day, Doc("First day of the period.")]
    last: Annotated[Day, Doc("Last day of the period.")]
    before: Annotated[
        Pair[Day] | None, Doc("First and last day of the days before it that are compared. Null if there are none.")
    ]
    posts: Annotated[Pair[int], Doc("Posts in the period, and before.")]
    engagement_a_day: Annotated[Pair[float], Doc("Engagements a day in the period, and before.")]
    followers_a_day: Annotated[
        Pair[float] | None,
        Doc("New followers a day in the period, and before. Null if the workbook doesn't cover followers."),
    ]
    ratio: Annotated[float | None, Doc("Weekly engagement as a multiple of that before. Null with too few weeks.")]
    interval: Annotated[Pair[float] | None, Doc("95% confidence interval of the ratio. Null with too few weeks.")]
    missing_weeks: Annotated[int, Doc("Weeks still needed on the shorter side. 0 if there are enough.")]


class Content(TypedDict):
    """Which kinds of posts got more engagement."""

    first: Annotated[Day, Doc("First day that the analytics workbook covers.")]
    last: Annotated[Day, Doc("Last day that the analytics workbook covers.")]
    published: Annotated[int, Doc("Posts and reposts published in that time.")]
    used: Annotated[int, Doc("Posts among them that the workbook lists and that had a week to collect engagement.")]
    adjusted: Annotated[list[str], Doc("What the comparisons adjust for: trend, follower growth.")]
    comparisons: Annotated[list[PostComparison], Doc("Kinds of posts compared with other posts.")]
    experiments: Annotated[list[Experiment], Doc("Named periods compared with the days before.")]


def as_json(content: insight.Content) -> str:
    """Return what `ssi content --json` prints: ASCII only, so that every terminal can show it."""
    return json.dumps(as_dict(content), indent=1)


def as_dict(content: insight.Content) -> Content:
    """Return the object of `ssi content --json`."""
    return {
        "first": iso(content.first),
        "last": iso(content.last),
        "published": content.published,
        "used": content.used,
        "adjusted": list(content.adjusted),
        "comparisons": [_comparison(item) for item in content.comparisons],
        "experiments": [_experiment(item) for item in content.experiments],
    }


def _comparison(comparison: insight.PostComparison) -> PostComparison:
    return {
        "id": comparison.id,
        "posts": comparison.posts,
        "others": comparison.others,
        "count": comparison.count,
        "other_count": comparison.other_count,
        "ratio": comparison.ratio,
        "interval": [comparison.low, comparison.high]
        if comparison.low is not None and comparison.high is not None
        else None,
        "missing": comparison.missing,
    }


def _experiment(experiment: insight.Experiment) -> Experiment:
    return {
        "name": experiment.period.name,
        "first": iso(experiment.period.first),
        "last": iso(experiment.period.last),
        "before": experiment.before and [iso(day) for day in experiment.before],
        "posts": list(experiment.posts),
        "engagement_a_day": [value / 100 for value in experiment.engagement],
        "followers_a_day": experiment.followers and [value / 100 for value in experiment.followers],
        "ratio": experiment.ratio and experiment.ratio[0],
        "interval": experiment.ratio and list(experiment.ratio[1:]),
        "missing_weeks": experiment.missing_weeks,
    }
