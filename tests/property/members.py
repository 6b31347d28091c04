"""Invented activities: small numbers around the edges of the window, and large ones beyond every cap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import strategies as st

from openssi.activity import Activity, Coverage, DailyRow
from openssi.model import DEFAULT
from tests.unit.samples import ATTRIBUTES, EVERYTHING, WITHOUT_A_STEP

#: The day around which all activity lies.
DAY = 20_000
KINDS = tuple(DEFAULT.kind)
RATES = {"invitation_accepted": "invitation_sent", "outreach_answered": "outreach_sent"}

days = st.one_of(
    st.integers(DAY - 400, DAY + 40), st.sampled_from([DAY - 91, DAY - 90, DAY - 89, DAY - 1, DAY, DAY + 1])
)
delays = st.one_of(st.just(0), st.just(0), st.integers(0, 120))
quantities = st.one_of(st.integers(1, 5), st.integers(1, 3000), st.integers(1, 2_000_000))


@st.composite
def rows(draw: st.DrawFn) -> DailyRow:
    day = draw(days)
    return DailyRow(day, day + draw(delays), draw(quantities))


@st.composite
def steps(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    """An attribute over time."""
    known = sorted(draw(st.sets(days, max_size=3)))
    return tuple((day, draw(st.integers(0, 1_000_000))) for day in known)


@st.composite
def spans(draw: st.DrawFn) -> Coverage:
    first, last = draw(st.none() | days), draw(st.none() | days)
    return Coverage(((first, last),))


def _tidy(found: Iterable[DailyRow]) -> tuple[DailyRow, ...]:
    """Sorted, one row for each day and known day, as `daily_rows` makes them."""
    one = {(row.day, row.known_day): row for row in found}
    return tuple(one[key] for key in sorted(one))


@st.composite
def activities(draw: st.DrawFn, *, all_covered: bool = False, always_enough: bool = True) -> Activity:
    """A member. Of a rate no more succeeds on a day than was tried, as the sources guarantee."""
    found = {
        kind: _tidy(some)
        for kind, some in draw(
            st.dictionaries(st.sampled_from(KINDS), st.lists(rows(), max_size=8), max_size=12)
        ).items()
    }
    for successes, attempts in RATES.items():
        tried = list(found.get(attempts, ()))
        tried += [DailyRow(row.day, row.day, row.quantity) for row in found.get(successes, ())]
        found[attempts] = tuple(sorted(tried))
    coverage = {name: Coverage() for name in EVERYTHING}
    if not all_covered:
        covered = draw(st.sets(st.sampled_from(EVERYTHING), min_size=10))
        coverage = {name: Coverage() for name in covered} | draw(
            st.dictionaries(st.sampled_from(EVERYTHING), spans(), max_size=4)
        )
    if always_enough:
        coverage |= dict.fromkeys(WITHOUT_A_STEP, Coverage())
    records = ((DAY - 450, 20),) if always_enough else ()
    attributes = {name: draw(steps()) for name in ATTRIBUTES}
    return Activity(found, DAY, attributes=attributes, coverage=coverage, records=records)


def with_rows(member: Activity, kind: str, more: Iterable[DailyRow]) -> Activity:
    return replace(member, rows={**member.rows, kind: tuple(sorted((*member.rows.get(kind, ()), *more)))})
