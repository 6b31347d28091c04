"""One member's daily activity: the only input of the score, whatever the sources."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial, reduce
from itertools import accumulate, product
from math import inf
from operator import itemgetter
from typing import NamedTuple

from openssi.activity.calendar import DAYS_PER_WEEK
from openssi.activity.credits import Action, ActivityEvent, added_credits, earned_credits
from openssi.activity.post import Post
from openssi.errors import UsageError
from openssi.model import WINDOW, Credit, Model

__all__ = ["ANSWER_DAYS", "NO_POSITION", "Activity", "Coverage", "DailyRow", "ReaderCounts", "daily_rows", "rows_since"]

#: A first message counts as answered if the answer comes within this many days.
ANSWER_DAYS = 30
#: The open part of a profile without a present position: nobody can fill it in before they have one.
NO_POSITION = "a present position"


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
    """Spans of days that the sources cover of a kind or an attribute, first to last; None is open-ended."""

    spans: tuple[tuple[int | None, int | None], ...] = ((None, None),)

    def has(self, day: int) -> bool:
        """Return whether a day is covered."""
        return any((first is None or first <= day) and (last is None or day <= last) for first, last in self.spans)

    def has_all(self, first: int, last: int) -> bool:
        """Return whether all days from one to another are covered."""
        next_day = first
        for start, end in self.spans if len(self.spans) == 1 else sorted(self.spans, key=_start):
            if start is None or start <= next_day:
                if end is None or end >= last:
                    return True
                next_day = max(next_day, end + 1)
        return False

    def common(self, other: Coverage) -> Coverage:
        """Return the days that both cover."""
        spans: list[tuple[int | None, int | None]] = []
        for (one_first, one_last), (other_first, other_last) in product(self.spans, other.spans):
            first = max((day for day in (one_first, other_first) if day is not None), default=None)
            last = min((day for day in (one_last, other_last) if day is not None), default=None)
            if first is None or last is None or first <= last:
                spans.append((first, last))
        return Coverage(tuple(spans))


def _start(span: tuple[int | None, int | None]) -> float:
    return -inf if span[0] is None else span[0]


@dataclass(frozen=True, slots=True)
class ReaderCounts:
    """What one version of the readers makes of the records.

    Attributes:
        rows: by kind, the daily rows, sorted; kinds that are counted as before are absent.
        actions: by kind, single actions, where a model needs more than their days.
        lower_bounds: by kind, why its count is a lower bound for this version of the readers.
    """

    rows: Mapping[str, tuple[DailyRow, ...]]
    actions: Mapping[str, tuple[Action, ...]] = field(default_factory=dict[str, tuple[Action, ...]])
    lower_bounds: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Activity:
    """One member's daily activity.

    Attributes:
        rows: by kind, the daily rows, sorted.
        attributes: by name, `(known_day, value)`, sorted by day.
        coverage: by kind and by attribute name, the days that the sources cover; a name that is absent has no source.
        reasons: by kind and by attribute name, why it is not covered.
        lower_bounds: by kind and by attribute name, why its count is a lower bound: too little of its files could be
            read.
        not_applicable: by kind, why it does not apply to this member.
        open_parts: by attribute name, what is still missing.
        records: `(day, number of dated records)`, sorted by day.
        last_day: the day of the last dated record, planned events aside.
        known_until: the last day that the sources cover, if they say so; otherwise `last_day`.
        posts: posts and reposts, sorted by time; the score uses the days in `rows`.
        companies: `(day, number of companies)`, sorted by day: where the member got their first connection on that day.
        industry: as the member's profile states it; empty if it does not.
        counted: what later versions of the readers make of the same records; `rows` is what the first one does.
        readers: the versions of the readers that read it; None if it doesn't depend on them.
        scored_from: the first day that can be scored, if too little was read to score earlier ones; otherwise 0.
        credits: once prepared for a model, what activity earns: kind of the credits and rule, as `for_model` applied
            them.
        model: the fingerprint of the model that it was prepared for; empty if for none.
        weighted: the days whose engagement has the weights of comments and reposts, so that none are added.
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
    companies: tuple[tuple[int, int], ...] = ()
    industry: str = ""
    counted: Mapping[int, ReaderCounts] = field(default_factory=dict[int, ReaderCounts], compare=False)
    readers: frozenset[int] | None = field(default=None, compare=False)
    scored_from: int = 0
    credits: tuple[tuple[str, Credit], ...] = ()
    model: str = ""
    weighted: Coverage = field(default=Coverage(()), compare=False)

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

    def for_model(self, model: Model) -> Activity:
        """Return a copy with rows as a model counts them: read by its readers, limited per day, with credits.

        Raises:
            UsageError: the activity was not read by the readers of this model.
        """
        if self.model == model.fingerprint:
            return self
        if self.readers is not None and model.readers not in self.readers:
            raise UsageError(
                "model-not-read",
                f"The archive wasn't read for model {model.id}.",
                hint="Read it again with this model, or name both models when you read it.",
            )
        versions = {1: ReaderCounts(self.rows, lower_bounds=self.lower_bounds), **self.counted}
        first, counted = versions[1], versions.get(model.readers, ReaderCounts({}))
        rows = {**first.rows, **counted.rows}
        for kind in model.kinds:
            if kind.most_a_day is not None and kind.id in rows:
                rows[kind.id] = _limited(rows[kind.id], kind.most_a_day)
            if kind.credits:
                rows[kind.id] = daily_rows(earned_credits(kind, rows, counted.actions, self.scored_from - WINDOW))
        lower_bounds = first.lower_bounds if counted is first else _joined(first.lower_bounds, counted.lower_bounds)
        credits_of = {kind.id: [credit.kind for credit in kind.credits] for kind in model.kinds if kind.credits}
        return replace(
            self,
            rows=rows,
            coverage=_coverage_of_credits(self.coverage, credits_of),
            reasons=_reasons_of_credits(self.reasons, credits_of),
            not_applicable=_reasons_of_credits(self.not_applicable, credits_of),
            lower_bounds=_reasons_of_credits(lower_bounds, credits_of),
            counted=versions,
            credits=tuple((kind.id, credit) for kind in model.kinds for credit in kind.credits),
            model=model.fingerprint,
        )

    def plus(
        self, rows: Mapping[str, Iterable[DailyRow]], attributes: Mapping[str, tuple[tuple[int, int], ...]]
    ) -> Activity:
        """Return a copy with additional activity, the credits that it earns on each day, and newer attributes."""
        added = {kind: list(more) for kind, more in rows.items()}
        earned = {kind: more for kind, more in added.items() if more}
        for kind, credit in self.credits:
            if more := added.get(credit.kind):
                first_week = min(row.day for row in more) - DAYS_PER_WEEK + 1
                before = _by_day(rows_since(self.rows.get(credit.kind, ()), first_week))
                earned[kind] = [
                    *earned.get(kind, ()),
                    *map(DailyRow._make, added_credits(more, credit, before)),
                ]
        return replace(self.with_rows(earned), attributes={**self.attributes, **attributes})

    def with_rows(self, rows: Mapping[str, Iterable[DailyRow]]) -> Activity:
        """Return a copy with additional rows as they are: they earn no credits."""
        merged = {**self.rows}
        for kind, more in rows.items():
            merged[kind] = tuple(sorted((*merged.get(kind, ()), *more)))
        return replace(self, rows=merged)


def _limited(rows: Iterable[DailyRow], most: int) -> tuple[DailyRow, ...]:
    return tuple(row if row.quantity <= most else row._replace(quantity=most) for row in rows)


def _by_day(rows: Iterable[DailyRow]) -> dict[int, int]:
    totals: dict[int, int] = {}
    for day, _, quantity in rows:
        totals[day] = totals.get(day, 0) + quantity
    return totals


def _joined(reasons: Mapping[str, str], more: Mapping[str, str]) -> dict[str, str]:
    """Return the reasons of both by kind."""
    both = {kind: [known[kind] for known in (reasons, more) if kind in known] for kind in {**reasons, **more}}
    return {kind: "; ".join(texts) for kind, texts in both.items()}


def _coverage_of_credits(
    coverage: Mapping[str, Coverage], credits_of: Mapping[str, Sequence[str]]
) -> Mapping[str, Coverage]:
    """Return the coverage with that of credits: the days on which all kinds that earn them are covered."""
    earned = {
        kind: reduce(Coverage.common, [coverage[earner] for earner in kinds])
        for kind, kinds in credits_of.items()
        if all(earner in coverage for earner in kinds)
    }
    return {**earned, **coverage}


def _reasons_of_credits(reasons: Mapping[str, str], credits_of: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """Return the reasons with those of credits: the first of a kind that earns them."""
    by_kind = {kind: [reasons[earner] for earner in kinds if earner in reasons] for kind, kinds in credits_of.items()}
    return {**{kind: texts[0] for kind, texts in by_kind.items() if texts}, **reasons}


def daily_rows(events: Iterable[ActivityEvent]) -> tuple[DailyRow, ...]:
    """Add up events `(day, known_day, quantity)` by day and known day; sums of 0 are omitted."""
    totals: dict[tuple[int, int], int] = {}
    for day, known_day, quantity in events:
        key = (day, known_day)
        totals[key] = totals.get(key, 0) + quantity
    rows = sorted([(*days, quantity) for days, quantity in totals.items() if quantity])
    return tuple(map(_daily_row, rows))


#: As `DailyRow._make`, without a call of Python code for each of a hundred thousand rows.
_daily_row = partial(tuple.__new__, DailyRow)  # pyright: ignore[reportUnknownMemberType] (it is typed for one type of element)


def rows_since(rows: Sequence[DailyRow], day: int) -> Sequence[DailyRow]:
    """Return the rows from a day on; `rows` is sorted."""
    return rows[bisect_left(rows, day, key=_DAY) :]


_DAY = itemgetter(0)
