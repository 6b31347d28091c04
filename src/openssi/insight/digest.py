"""The weekly digest of a member: what changed in the last whole week, one thing to do, and one thing to praise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openssi.activity import Activity
from openssi.activity.annotations import Note
from openssi.activity.calendar import DAYS_PER_WEEK
from openssi.insight.explain import Explanation, explain_change
from openssi.insight.next_steps import NextStep
from openssi.insight.weeks import Week, week_review
from openssi.model import Model
from openssi.scoring import Score, interval_points, score

__all__ = ["MemberDigest", "member_digest"]


@dataclass(frozen=True, slots=True)
class MemberDigest:
    """A member's last whole week, Monday to Sunday.

    Attributes:
        model: the model that scored.
        first: the Monday, days since 1970-01-01.
        last: the Sunday.
        now: the score on the Sunday.
        interval: the half width of the index's interval on the Sunday, in whole points.
        change: why the index moved since the Sunday before; None without a number on both days.
        weeks: up to four weeks, oldest first; the last is this one.
        step: the best next step; None if there is none.
        data_until: the last day of the data.
    """

    model: Model
    first: int
    last: int
    now: Score
    interval: int
    change: Explanation | None
    weeks: tuple[Week, ...]
    step: NextStep | None
    data_until: int

    @property
    def moved(self) -> int | None:
        """Tenths of a point by which the index moved in the week; None without a number on both days."""
        if self.change is None:
            return None
        return self.change.after.shown.index - self.change.before.shown.index


def member_digest(
    activity: Activity, model: Model, last: int, notes: Iterable[Note] = (), steps: Sequence[NextStep] = ()
) -> MemberDigest | None:
    """Return the digest of a member's last whole week; None without a whole week of data, or without a number.

    Args:
        activity: the member's daily activity.
        model: the model that scores.
        last: the last day of the data, days since 1970-01-01.
        notes: the member's own notes; a holiday in them explains a quiet week.
        steps: the member's next steps, best first.
    """
    review = week_review(activity, model, last, notes, steps)
    if review is None:
        return None
    now = score(activity, model, review.now)
    if not now.enough:
        return None
    change = _change(activity, model, review.now)
    return MemberDigest(
        model=model,
        first=review.now - DAYS_PER_WEEK + 1,
        last=review.now,
        now=now,
        interval=interval_points(activity, model, review.now),
        change=change,
        weeks=review.weeks,
        step=review.step,
        data_until=last,
    )


def _change(activity: Activity, model: Model, now: int) -> Explanation | None:
    week_ago = now - DAYS_PER_WEEK
    if week_ago < activity.first_day or not score(activity, model, week_ago).enough:
        return None
    return explain_change(activity, model, week_ago, now)
