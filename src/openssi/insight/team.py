"""The user report of a team: index, progress and band of each member, averages and benchmarks. No last place is shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from openssi.activity.calendar import iso
from openssi.errors import UsageError
from openssi.insight.history import HistoryDay
from openssi.model import Model
from openssi.scoring.ranks import LEAST_FOR_AVERAGE, LEAST_FOR_PERCENT, THRESHOLDS
from openssi.scoring.rounding import apportion_tenths, to_tenths

__all__ = [
    "DEFAULT_PERIOD",
    "LONGEST_PERIOD",
    "NOT_FOR",
    "SHORTEST_PERIOD",
    "Averages",
    "MemberDay",
    "Order",
    "Row",
    "State",
    "TeamMember",
    "Totals",
    "UserReport",
    "user_report",
]

#: What every copy of the report says of its use.
NOT_FOR = (
    "Not for decisions on hiring, pay or dismissal: it counts activity that LinkedIn's data archive tells of, by an independent, "
    "open formula, and neither the work nor its results."
)
#: Days of the period unless another is asked for, and of the longest: as in LinkedIn's own usage report.
DEFAULT_PERIOD = 30
LONGEST_PERIOD = 731
#: Days of the shortest: a report is of a stretch of days, never of one.
SHORTEST_PERIOD = 7

#: How the rows are arranged: by name; those with own progress first; the upper half by index first (opted in to); the upper half
#: by days active first; most points measurable first; newest data first.
Order = Literal["name", "progress", "index", "active", "coverage", "data"]

#: What is known of a member: a number of the period; one from before it; too little data for a number; data that begin after
#: the period; data whose days are still to be computed by this model; no data.
State = Literal["current", "ended", "not_enough", "later", "outdated", "no_data"]

_MOST_IMPROVED = 3
#: Orders by a figure: who comes after all others in one is the last.
_BY_FIGURE: frozenset[Order] = frozenset({"progress", "index", "active", "coverage"})


@dataclass(frozen=True, slots=True)
class MemberDay(HistoryDay):
    """One scored day of a member: a day of their history, and how much of the index could be measured.

    Attributes:
        measurable: points that could be measured, 0 to 100.
    """

    measurable: int


@dataclass(frozen=True, slots=True)
class TeamMember:
    """What a report needs of one member; who does not share their figures is given without days.

    Attributes:
        id: an opaque id.
        name: as the team knows them; from outside, so hostile.
        before: the day at the beginning of the period; None if it was not scored.
        after: the last scored day up to the end of the period, which may lie before its beginning; None if there is none.
        days_active: days of the period with any activity of the member's own.
        data_until: the last day that the member's data tell of; None without data.
        outdated: whether the days were scored by another model; then the member is given without days.
    """

    id: str
    name: str
    before: MemberDay | None
    after: MemberDay | None
    days_active: int
    data_until: int | None
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One member in the report. Points are in tenths, as shown: the pillars add up to the index.

    Attributes:
        id: the member's id.
        name: the member's name, hostile as it came.
        state: what is known; only "current" and "ended" have figures.
        day: the day of the index, days since 1970-01-01.
        index_micro: the index in micro-points.
        index: the index in tenths of a point.
        upper: the index if all that was not measured had earned everything, in tenths.
        pillars: tenths of a point in the model's order; None where nothing of the pillar was measured.
        change: the index less that of the beginning, in tenths, as the two are shown; None if either is missing.
        change_micro: the same in micro-points, exactly.
        comparable: whether both days measured as much: if not, part of the change is what the sources tell of.
        band: the model's band of the index; empty without a number.
        days_active: days active in the period; None where the data do not reach into it.
        measurable: points of 100 that could be measured; None without a number.
        data_until: the last day that the data tell of; None without data.
        place: 1 is the best; only in a team that opted in to ranking, only in its upper half.
    """

    id: str
    name: str
    state: State
    day: int | None = None
    index_micro: int | None = None
    index: int | None = None
    upper: int | None = None
    pillars: tuple[int | None, ...] = ()
    change: int | None = None
    change_micro: int | None = None
    comparable: bool = False
    band: str = ""
    days_active: int | None = None
    measurable: int | None = None
    data_until: int | None = None
    place: int | None = None

    @property
    def active(self) -> bool:
        """Whether the member has a number of the period and was active in it: one of those that averages are made of."""
        return self.state == "current" and bool(self.days_active)

    @property
    def progress(self) -> int:
        """Tenths of a point won by the member's own doing, or nothing: never less, and nothing if the sources changed."""
        return max(0, self.change or 0) if self.active and self.comparable else 0


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the whole team, whatever the rows are narrowed to.

    Attributes:
        members: how many the team has.
        states: how many of them are in each state; all of them are there.
        active: how many were active in the period.
        bands: how many of those with a number are in each band of the model; all are there.
        days_active: days active of all together.
    """

    members: int
    states: Mapping[State, int]
    active: int
    bands: Mapping[str, int]
    days_active: int

    @property
    def with_number(self) -> int:
        """How many have a number, of the period or from before it."""
        return self.states["current"] + self.states["ended"]


@dataclass(frozen=True, slots=True)
class Averages:
    """Means over those active in the period, in micro-points rounded down; None of fewer than 10 people.

    Attributes:
        people: how many were active.
        index_micro: of their indexes.
        pillars_micro: of each pillar, in the model's order; one that was not measured counts as in the index, with no points.
        compared: how many of them have a change that is all their own, measured alike on both days.
        change_micro: of those changes.
    """

    people: int
    index_micro: int | None
    pillars_micro: tuple[int, ...] | None
    compared: int
    change_micro: int | None

    @property
    def index(self) -> int | None:
        """The average index in tenths of a point."""
        return None if self.index_micro is None else to_tenths(self.index_micro)

    @property
    def pillars(self) -> tuple[int, ...] | None:
        """The average pillars in tenths of a point; they add up to the index."""
        if self.pillars_micro is None or self.index is None:
            return None
        return tuple(apportion_tenths(list(self.pillars_micro), self.index))

    @property
    def change(self) -> int | None:
        """The average change in tenths of a point."""
        return None if self.change_micro is None else to_tenths(self.change_micro)


@dataclass(frozen=True)
class UserReport:
    """A team over a period.

    Attributes:
        model: the model that scored every day.
        first: the first day of the period, days since 1970-01-01.
        last: the last day of the period.
        ranking: whether the team opted in to ranking.
        everyone: all members, by name.
        rows: the members as arranged; perhaps not all of them.
        totals: over all members.
        averages: over all that were active.
        benchmarks: by percent, what the top 50, 25 and 10 % of those active have at least, in tenths; empty of fewer than 30.
        most_improved: of those active, at most three with the largest progress of their own.
        order: how the rows are arranged; "name" too where so few were active that there is no other by figures.
    """

    model: Model
    first: int
    last: int
    ranking: bool
    everyone: tuple[Row, ...]
    rows: tuple[Row, ...]
    totals: Totals
    averages: Averages
    benchmarks: Mapping[int, int]
    most_improved: tuple[Row, ...]
    order: Order = "name"

    @property
    def untold(self) -> tuple[str, ...]:
        """What is withheld because too few people are behind it, one sentence each."""
        people, compared = self.averages.people, self.averages.compared
        found: list[str] = []
        if people < LEAST_FOR_AVERAGE:
            found.append(
                f"No averages, no order by figures: {_were(people)} active in the period; it takes {LEAST_FOR_AVERAGE}."
            )
        elif compared < LEAST_FOR_AVERAGE:
            found.append(
                f"No average change: {_were(compared)} measured alike on both days; it takes {LEAST_FOR_AVERAGE}."
            )
        if people < LEAST_FOR_PERCENT:
            found.append(f"No marks of the top 50, 25 and 10 %: {_were(people)} active; it takes {LEAST_FOR_PERCENT}.")
        return tuple(found)

    def arranged(self, order: Order = "name", *, band: str = "", name: str = "") -> UserReport:
        """Sort the rows, or select those of a band or with part of a name; totals and averages still cover everyone.

        No order has a last place: "progress" puts those who improved first, "index" and "active" the upper half; all others follow
        by name. Where too few were active for an average, these and "coverage" are by name altogether. "data" is about files, not
        about what anybody did.

        Args:
            order: how to arrange the rows.
            band: a band of the model; empty for all, those without a number included.
            name: a part of the name; accents and capitals make no difference.

        Raises:
            UsageError: the order by index in a team without ranking, or there is no such band.
        """
        if order == "index" and not self.ranking:
            raise UsageError(
                "team-order",
                "This team has no ranking, so it can't be ordered by index.",
                hint="Order by name or progress.",
            )
        bands = [one.id for one in self.model.bands]
        if band and band not in bands:
            raise UsageError("team-band", f"The model has no band {band!r}.", hint=f"Bands: {', '.join(bands)}.")
        if _too_few(self.everyone) and order in _BY_FIGURE:
            order = "name"
        part = _plain(name)
        rows = [row for row in self.everyone if part in _plain(row.name) and (not band or row.band == band)]
        upper = _upper_half(self.everyone, lambda row: row.index_micro or 0)
        busiest = _upper_half(self.everyone, lambda row: row.days_active or 0)
        first: dict[Order, Callable[[Row], int]] = {
            "name": lambda _: 0,
            "progress": lambda row: -row.progress,
            "index": lambda row: upper.get(row.id, len(self.everyone)),
            "active": lambda row: busiest.get(row.id, len(self.everyone)),
            "coverage": lambda row: 1 if row.measurable is None else -row.measurable,
            "data": lambda row: 1 if row.data_until is None else -row.data_until,
        }
        return replace(self, rows=tuple(sorted(rows, key=first[order])), order=order)


def user_report(
    members: Sequence[TeamMember], model: Model, first: int, last: int, *, ranking: bool = False
) -> UserReport:
    """The report of a team from `first` to `last` (days since 1970-01-01, both included), by name.

    Args:
        members: everybody in the team, those without data too.
        model: the model that scored all their days.
        first: the first day of the period.
        last: its last day.
        ranking: whether the team opted in to ranking; then those of the upper half are numbered, from 10 people on.

    Raises:
        UsageError: the first day lies after the last, or the period is shorter than a week or longer than two years.
    """
    _check_period(first, last)
    rows = tuple(sorted((_row(member, model, first) for member in members), key=_by_name))
    if ranking:
        rows = _placed(rows)
    active = [row for row in rows if row.active]
    improved = sorted((row for row in active if row.progress), key=lambda row: -row.progress)
    return UserReport(
        model,
        first,
        last,
        ranking,
        rows,
        rows,
        _totals(rows, model),
        _averages(members, {row.id for row in active}, rows),
        _benchmarks(active),
        tuple(improved[:_MOST_IMPROVED]),
    )


def _check_period(first: int, last: int) -> None:
    if first > last:
        raise UsageError(
            "day-order",
            f"The first day, {iso(first)}, is after the last, {iso(last)}.",
            hint=f"Swap them: from {iso(last)} to {iso(first)}.",
        )
    if last - first + 1 < SHORTEST_PERIOD:
        raise UsageError(
            "team-period",
            f"From {iso(first)} to {iso(last)} is shorter than {SHORTEST_PERIOD} days.",
            hint=f"The shortest period up to that day begins on {iso(last - SHORTEST_PERIOD + 1)}.",
        )
    if last - first + 1 > LONGEST_PERIOD:
        raise UsageError(
            "team-period",
            f"From {iso(first)} to {iso(last)} is longer than two years.",
            hint=f"The longest period up to that day begins on {iso(last - LONGEST_PERIOD + 1)}.",
        )


def _row(member: TeamMember, model: Model, first: int) -> Row:
    after, until = member.after, member.data_until
    if member.outdated:
        return Row(member.id, member.name, "outdated")
    if after is None:
        return Row(member.id, member.name, "no_data" if until is None else "later", data_until=until)
    reaches = (after.day if until is None else until) >= first
    days_active = member.days_active if reaches else None
    index, upper, pillars = after.shown
    if after.index_micro is None or index is None:
        return Row(member.id, member.name, "not_enough", days_active=days_active, data_until=until)
    before = member.before if reaches else None
    then = None if before is None else before.shown[0]
    return Row(
        member.id,
        member.name,
        "current" if reaches else "ended",
        after.day,
        after.index_micro,
        index,
        upper,
        pillars,
        None if then is None else index - then,
        None if before is None or before.index_micro is None else after.index_micro - before.index_micro,
        comparable=before is not None and then is not None and before.measurable == after.measurable,
        band=model.band(after.index_micro),
        days_active=days_active,
        measurable=after.measurable,
        data_until=until,
    )


def _placed(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Number the upper half; equal indexes share a rank."""
    if _too_few(rows):
        return rows
    upper = _upper_half(rows, lambda row: row.index_micro or 0)
    return tuple(replace(row, place=upper.get(row.id)) for row in rows)


def _too_few(rows: Sequence[Row]) -> bool:
    """Return whether too few were active for an average; ranking so few would reveal who is last."""
    return sum(row.active for row in rows) < LEAST_FOR_AVERAGE


def _upper_half(rows: Sequence[Row], by: Callable[[Row], int]) -> dict[str, int]:
    """By id, the place of those active who are in the upper half by a figure: 1 is the best, equal ones share the better place."""
    figures = sorted((by(row) for row in rows if row.active), reverse=True)
    places: dict[int, int] = {}
    for at, figure in enumerate(figures, 1):
        places.setdefault(figure, at)
    found = {row.id: places[by(row)] for row in rows if row.active}
    return {one: place for one, place in found.items() if 2 * place <= len(figures)}


def _totals(rows: Sequence[Row], model: Model) -> Totals:
    states: dict[State, int] = dict.fromkeys(get_args(State), 0)
    bands = {band.id: 0 for band in model.bands}
    for row in rows:
        states[row.state] += 1
        if row.band:
            bands[row.band] += 1
    return Totals(len(rows), states, sum(row.active for row in rows), bands, sum(row.days_active or 0 for row in rows))


def _averages(members: Sequence[TeamMember], active: set[str], rows: Sequence[Row]) -> Averages:
    days = [member.after for member in members if member.id in active and member.after is not None]
    changes = [row.change_micro for row in rows if row.active and row.comparable and row.change_micro is not None]
    change = _mean(changes)
    if len(days) < LEAST_FOR_AVERAGE:
        return Averages(len(days), None, None, len(changes), change)
    by_pillar = zip(*(day.pillars for day in days), strict=True)
    pillars = tuple(sum(micro or 0 for micro in pillar) // len(days) for pillar in by_pillar)
    return Averages(len(days), _mean([day.index_micro or 0 for day in days]), pillars, len(changes), change)


def _mean(values: Sequence[int]) -> int | None:
    return sum(values) // len(values) if len(values) >= LEAST_FOR_AVERAGE else None


def _benchmarks(active: Sequence[Row]) -> dict[int, int]:
    """The lowest index whose holder is among the top so many percent: ceil(100 x rank / size), equal ones share the better rank."""
    size = len(active)
    if size < LEAST_FOR_PERCENT:
        return {}
    indexes = sorted((row.index_micro or 0 for row in active), reverse=True)
    found: dict[int, int] = {}
    for percent in THRESHOLDS:
        last = percent * size // 100  # the last rank that is among them
        found[percent] = to_tenths(indexes[last - 1])
    return found


def _by_name(row: Row) -> tuple[str, str]:
    return _plain(row.name), row.id


def _plain(text: str) -> str:
    """Return the text for comparing: without accents, in lower case."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)).casefold()


def _were(people: int) -> str:
    return "1 person was" if people == 1 else f"{people} people were"
