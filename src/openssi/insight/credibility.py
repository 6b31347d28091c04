"""What others may ask about an index, and never a part of it: repeated text, points from clicks, crowded days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from openssi.activity import Activity, DailyRow
from openssi.model import WINDOW, Fading, Kind, Model
from openssi.scoring import Score

__all__ = ["Credibility", "credibility"]

#: Kinds of activity that take a click and nobody else.
_CLICKS = frozenset(("reaction_given", "post_shared", "people_search", "account_followed"))
#: How many times as much as counts in a day is a lot.
_CROWDED = 2
_TEXTS = ("post_published", "comment_given", "conversation_kept")
#: The first version of the readers that recognizes near copies.
_SEES_COPIES = 2


@dataclass(frozen=True, slots=True)
class Credibility:
    """Facts about the last 90 days that say how the points came about.

    Attributes:
        texts: posts, comments and replies; None if the data doesn't show which of them repeat another.
        repeated: those that repeat an earlier one of the last 90 days, or nearly; None if `texts` is None.
        repeats_count_once: whether the model counts a text and its copies once.
        click_micro: points from signals that clicks alone can raise.
        index_micro: the index.
        crowded_days: days on which the member did at least twice as much of one thing as counts in a day.
    """

    texts: int | None
    repeated: int | None
    repeats_count_once: bool
    click_micro: int
    index_micro: int
    crowded_days: int


def credibility(activity: Activity, model: Model, scored: Score) -> Credibility:
    """Return what others may ask about a score."""
    texts, repeated = _texts(activity, scored.as_of)
    clicks = (signal.micro for signal in scored.signals.values() if _is_clicks(model, signal.id))
    crowded = _crowded_days(activity, model, scored.as_of)
    counted_once = model.readers >= _SEES_COPIES
    return Credibility(texts, repeated, counted_once, sum(clicks), scored.index_micro, len(crowded))


def _texts(activity: Activity, day: int) -> tuple[int | None, int | None]:
    counted = activity.counted.get(_SEES_COPIES)
    if counted is None or not any(kind in counted.actions for kind in _TEXTS):
        return None, None
    actions = [
        action for kind in _TEXTS for action in counted.actions.get(kind, ()) if day - WINDOW < action.day <= day
    ]
    return len(actions), sum(not action.quantity for action in actions)


def _is_clicks(model: Model, signal_id: str) -> bool:
    """Return whether clicks alone can raise a signal."""
    measure = model.signals[signal_id].measure
    return isinstance(measure, Fading) and _CLICKS.issuperset(_activity_of(model.kind[measure.kind]))


def _activity_of(kind: Kind) -> Iterable[str]:
    return [credit.kind for credit in kind.credits] or [kind.id]


def _crowded_days(activity: Activity, model: Model, day: int) -> set[int]:
    counted = activity.counted.get(model.readers)  # before daily limits are applied
    rows = counted.rows if counted else activity.rows
    days = (_days_with(rows, kind, most, day) for kind, most in _daily_limits(activity, model))
    return set(chain.from_iterable(days))


def _daily_limits(activity: Activity, model: Model) -> Iterator[tuple[str, int]]:
    """Yield how much of each kind of the member's own counts on a day at most."""
    kinds = {model.kind[signal.measure.kind] for signal in model.signals.values() if isinstance(signal.measure, Fading)}
    for kind in kinds:
        if kind.from_others:
            continue
        if kind.most_a_day is not None:
            yield kind.id, kind.most_a_day
        for credit in kind.credits:
            if credit.knots and not _counts_by_week(activity, model, credit.kind):
                yield credit.kind, credit.knots[-1][0]


def _counts_by_week(activity: Activity, model: Model, kind: str) -> bool:
    counted = activity.counted.get(model.readers)
    return counted is not None and any(action.slot is not None for action in counted.actions.get(kind, ()))


def _days_with(rows: Mapping[str, Iterable[DailyRow]], kind: str, most: int, day: int) -> set[int]:
    totals: Counter[int] = Counter()
    for row in rows.get(kind, ()):
        if day - WINDOW < row.day <= day and row.known_day <= day:
            totals[row.day] += row.quantity
    return {at for at, total in totals.items() if total >= _CROWDED * most}
