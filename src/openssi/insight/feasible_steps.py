"""Leave out steps that a member cannot take: replies without posts, a job they don't have, titles nobody could read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from openssi.activity import Activity
from openssi.activity.calendar import DAYS_PER_WEEK
from openssi.activity.pace import recent_days, recent_quantity_and_days
from openssi.activity.table import NO_POSITION
from openssi.model import Attribute, Effort, Model, Step
from openssi.scoring.measures import stock

__all__ = ["feasible_efforts", "parts_to_fill_in"]

#: By kind, what must have been done lately for more of it: comments to reply to come under one's own posts.
_ABOUT = {"conversation_kept": ("post_published", "post_shared", "article_published")}
#: Comments worth an answer that a day with a post of one's own brings. Chosen: no archive counts them.
_COMMENTS_A_DAY = 2
#: What others did with one's posts, comments among it: no more comments than that.
_RECEIVED = "engagement_received"
#: By kind, what must exist for it: a conversation needs somebody to have it with.
_AMONG = {"contact_reached": "connection_made"}
#: Kinds that a connection's title decides.
_BY_TITLE = ("senior_connection_made", "decision_maker_met", "senior_reached", "decision_maker_reached")
#: Kinds that need a present employer.
_AT_WORK = "coworker_connection_made"
#: With this many connections and not one title at director level or above, titles were not readable.
_ENOUGH_TO_JUDGE = 50


def feasible_efforts(
    activity: Activity, model: Model, efforts: Mapping[str, Effort], day: int, *, on_top: bool = True
) -> dict[str, Effort]:
    """Return the efforts of the steps that the member can take, each at most as often as possible.

    `on_top` is whether the steps come on top of what the member does now, or instead of it.
    """
    feasible: dict[str, Effort] = {}
    for name, effort in efforts.items():
        signal = model.signals[name]
        if signal.step is None:
            continue
        if isinstance(signal.measure, Attribute):
            most = min([effort.most, *_parts(activity, signal.measure.name)])
        else:
            most = min([effort.most, *_limits(activity, signal.step, day, on_top=on_top)])
        if most > 0 or not effort.most:
            feasible[name] = replace(effort, most=most)
    return feasible


def parts_to_fill_in(activity: Activity, attribute: str) -> tuple[str, ...] | None:
    """Return the open parts of an attribute that the member can fill in; None if the parts are not known."""
    parts = activity.open_parts.get(attribute)
    return None if parts is None else tuple(part for part in parts if part != NO_POSITION)


def _parts(activity: Activity, attribute: str) -> Iterator[int]:
    parts = parts_to_fill_in(activity, attribute)
    if parts is not None:
        yield len(parts)


def _limits(activity: Activity, step: Step, day: int, *, on_top: bool) -> Iterator[int]:
    """Yield how often a week a step can be taken, for each thing that limits it."""
    kind = step.adds[0][0]
    if kind in _ABOUT:
        replies, days = recent_quantity_and_days(activity, kind, day)
        comments = max(replies, _comments(activity, kind, day))
        yield (comments - replies if on_top else comments) * DAYS_PER_WEEK // days
    if kind in _AMONG:
        yield stock(activity.rows.get(_AMONG[kind], ()), day)
    if kind in _BY_TITLE and _titles_unread(activity, day):
        yield 0
    if kind == _AT_WORK and any(NO_POSITION in parts for parts in activity.open_parts.values()):
        yield 0


def _comments(activity: Activity, kind: str, day: int) -> int:
    """Return how many comments worth an answer the last 90 days are likely to have brought.

    A burst of posts brings comments for a few days only, so days with a post count, not posts.
    """
    days = recent_days(activity, day)
    rows = (row for subject in _ABOUT[kind] for row in activity.rows.get(subject, ()))
    posted = {row.day for row in rows if row.day in days and row.known_day <= day}
    comments = _COMMENTS_A_DAY * len(posted)
    if _RECEIVED in activity.coverage and activity.coverage[_RECEIVED].has(day):
        comments = min(comments, recent_quantity_and_days(activity, _RECEIVED, day)[0])
    return comments


def _titles_unread(activity: Activity, day: int) -> bool:
    known = sum(stock(activity.rows.get(kind, ()), day) for kind in _BY_TITLE)
    return not known and stock(activity.rows.get("connection_made", ()), day) >= _ENOUGH_TO_JUDGE
