"""One member's daily activity: the only input of the score, whatever the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from openssi.activity.post import Post
from openssi.model import Model

__all__ = ["Activity", "Coverage", "DailyRow", "daily_rows"]


class DailyRow(NamedTuple):
    """What a member did of one kind on one day.

    Attributes:
        day: days since 1970-01-01 UTC, the day that the row fades from.
        known_day: the day from which the row counts; later than `day` for an answer to an earlier attempt.
        quantity: a whole number in the unit of the kind.
    """

    day: int
    known_day: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The days on which a source tells of a kind or an attribute: first to last, both included; None is open."""

    spans: tuple[tuple[int | None, int | None], ...] = ((None, None),)

    def has(self, day: int) -> bool:
        """Whether the day lies inside."""
        return any((first is None or first <= day) and (last is None or day <= last) for first, last in self.spans)


@dataclass(frozen=True)
class Activity:
    """One member's daily activity.

    Attributes:
        rows: by kind, the daily rows, sorted.
        attributes: by name, `(known_day, value)`, rising by day.
        coverage: by kind and by attribute name, what the sources cover; a name that is absent has no source.
        reasons: by kind and by attribute name, why it is not covered, in words.
        not_applicable: by kind, why it cannot apply to this member, in words.
        open_parts: by attribute name, what is not there yet, in words.
        records: `(day, dated records)`, rising by day.
        last_day: the day of the last dated record that is no plan.
        known_until: the day up to which the sources would tell, if they say; else the same.
        posts: what was published and passed on, by time; the score reads its days from `rows`.
        industry: the member's own, as their profile names it; empty if it names none.
    """

    rows: Mapping[str, tuple[DailyRow, ...]]
    last_day: int
    attributes: Mapping[str, tuple[tuple[int, int], ...]] = field(
        default_factory=dict[str, tuple[tuple[int, int], ...]]
    )
    coverage: Mapping[str, Coverage] = field(default_factory=dict[str, Coverage])
    reasons: Mapping[str, str] = field(default_factory=dict[str, str])
    not_applicable: Mapping[str, str] = field(default_factory=dict[str, str])
    open_parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    records: tuple[tuple[int, int], ...] = ()
    known_until: int = 0
    posts: tuple[Post, ...] = ()
    industry: str = ""

    @cached_property
    def first_day(self) -> int:
        """The day of the first dated record; the last day if there is none."""
        return min((day for day, _ in self.records), default=self.last_day)

    def records_until(self, day: int) -> int:
        """How many dated records lie on or before the day."""
        at = bisect_right(self.records, day, key=lambda record: record[0])
        return self._running_records[at - 1] if at else 0

    @cached_property
    def _running_records(self) -> tuple[int, ...]:
        return tuple(accumulate(count for _, count in self.records))

    def limited(self, model: Model) -> Activity:
        """The same member with no more of a kind on a day than counts by the model."""
        limited = {
            kind.id: self._limited(kind.id, kind.most_a_day) for kind in model.kinds if kind.most_a_day is not None
        }
        return replace(self, rows={**self.rows, **{kind: rows for kind, rows in limited.items() if rows}})

    def _limited(self, kind: str, most: int) -> tuple[DailyRow, ...]:
        return tuple(row if row.quantity <= most else row._replace(quantity=most) for row in self.rows.get(kind, ()))

    def plus(
        self, rows: Mapping[str, Iterable[DailyRow]], attributes: Mapping[str, tuple[tuple[int, int], ...]]
    ) -> Activity:
        """The same member with more activity and newer attributes; used to ask what would be."""
        merged = {**self.rows}
        for kind, more in rows.items():
            merged[kind] = tuple(sorted((*merged.get(kind, ()), *more)))
        return replace(self, rows=merged, attributes={**self.attributes, **attributes})


def daily_rows(events: Iterable[tuple[int, int, int]]) -> tuple[DailyRow, ...]:
    """Events `(day, known_day, quantity)` added up by day and known day, sorted; nothing remains of a quantity of 0."""
    totals: dict[tuple[int, int], int] = {}
    for day, known_day, quantity in events:
        key = (day, known_day)
        totals[key] = totals.get(key, 0) + quantity
    rows = sorted([(day, known, quantity) for (day, known), quantity in totals.items() if quantity])
    return tuple(map(DailyRow._make, rows))
