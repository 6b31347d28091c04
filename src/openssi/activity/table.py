"""One member's daily activity: the only input of the score, whatever the sources."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from openssi.activity.post import Post
from openssi.model import Model

__all__ = ["ANSWER_DAYS", "Activity", "Coverage", "DailyRow", "daily_rows"]

#: A first message counts as answered if the answer comes within this many days.
ANSWER_DAYS = 30


class DailyRow(NamedTuple):
    """How much a member did of one kind on one day.

    Attributes:
        day: the day of the activity, in days since 1970-01-01; it fades from here.
        known_day: the day from which it counts; later than `day` if it depends on a later answer.
        quantity: a whole number in the unit of the kind.
    """

    day: int
    known_day: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The days on which the sources cover a kind or an attribute, as spans from first to last day; None is open-ended."""

    spans: tuple[tuple[int | None, int | None], ...] = ((None, None),)

    def has(self, day: int) -> bool:
        """Return whether a day is covered."""
        return any((first is None or first <= day) and (last is None or day <= last) for first, last in self.spans)


@dataclass(frozen=True)
class Activity:
    """One member's daily activity.

    Attributes:
        rows: by kind, the daily rows, sorted.
        attributes: by name, `(known_day, value)`, sorted by day.
        coverage: by kind and by attribute name, the days that the sources cover; a name that is absent has no source.
        reasons: by kind and by attribute name, why it is not covered.
        lower_bounds: by kind and by attribute name, why its count is a lower bound: too little of its files could be read.
        not_applicable: by kind, why it does not apply to this member.
        open_parts: by attribute name, what is still missing.
        records: `(day, number of dated records)`, sorted by day.
        last_day: the day of the last dated record, planned events aside.
        known_until: the last day that the sources cover, if they say so; otherwise `last_day`.
        posts: posts and reposts, sorted by time; the score uses the days in `rows`.
        industry: as the member's profile states it; empty if it does not.
    """

    rows: Mapping[str, tuple[DailyRow, ...]]
    last_day: int
    attributes: Mapping[str, tuple[tuple[int, int], ...]] = field(
        default_factory=dict[str, tuple[tuple[int, int], ...]]
    )
    coverage: Mapping[str, Coverage] = field(default_factory=dict[str, Coverage])
    reasons: Mapping[str, str] = field(default_factory=dict[str, str])
    lower_bounds: Mapping[str, str] = field(default_factory=dict[str, str])
    not_applicable: Mapping[str, str] = field(default_factory=dict[str, str])
    open_parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    records: tuple[tuple[int, int], ...] = ()
    known_until: int = 0
    posts: tuple[Post, ...] = ()
    industry: str = ""

    @cached_property
    def first_day(self) -> int:
        """The day of the first dated record, or `last_day` if there is none."""
        return min((day for day, _ in self.records), default=self.last_day)

    def records_until(self, day: int) -> int:
        """Return the number of dated records up to and including a day."""
        at = bisect_right(self.records, day, key=lambda record: record[0])
        return self._running_records[at - 1] if at else 0

    @cached_property
    def _running_records(self) -> tuple[int, ...]:
        return tuple(accumulate(count for _, count in self.records))

    def limited(self, model: Model) -> Activity:
        """Return a copy with quantities cut to what the model counts per day."""
        limited = {
            kind.id: self._limited(kind.id, kind.most_a_day) for kind in model.kinds if kind.most_a_day is not None
        }
        return replace(self, rows={**self.rows, **{kind: rows for kind, rows in limited.items() if rows}})

    def _limited(self, kind: str, most: int) -> tuple[DailyRow, ...]:
        return tuple(row if row.quantity <= most else row._replace(quantity=most) for row in self.rows.get(kind, ()))

    def plus(
        self, rows: Mapping[str, Iterable[DailyRow]], attributes: Mapping[str, tuple[tuple[int, int], ...]]
    ) -> Activity:
        """Return a copy with additional activity and newer attributes."""
        merged = {**self.rows}
        for kind, more in rows.items():
            merged[kind] = tuple(sorted((*merged.get(kind, ()), *more)))
        return replace(self, rows=merged, attributes={**self.attributes, **attributes})


def daily_rows(events: Iterable[tuple[int, int, int]]) -> tuple[DailyRow, ...]:
    """Add up events `(day, known_day, quantity)` by day and known day; sums of 0 are omitted."""
    totals: dict[tuple[int, int], int] = {}
    for day, known_day, quantity in events:
        key = (day, known_day)
        totals[key] = totals.get(key, 0) + quantity
    rows = sorted([(day, known, quantity) for (day, known), quantity in totals.items() if quantity])
    return tuple(map(DailyRow._make, rows))
