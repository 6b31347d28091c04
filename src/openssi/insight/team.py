"""A team's report: index, progress and band of each member, averages, benchmarks, and never a last rank."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isqrt
from typing import Literal, get_args

from openssi.activity.calendar import iso
from openssi.errors import UsageError
from openssi.insight.history import HistoryDay
from openssi.model import MICRO, Model
from openssi.scoring import POINTS_FOR_BAND
from openssi.scoring.group_sizes import LEAST_FOR_AVERAGE, LEAST_FOR_PERCENT, THRESHOLDS
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
    "TeamStep",
    "Totals",
    "UserReport",
    "earned_percent",
    "user_report",
]

#: The note on every copy of the report.
NOT_FOR = (
    "Not for decisions on hiring, pay or dismissal: it counts activity in LinkedIn's data archive, by an independent, "
    "open formula, and neither the work nor its results."
)
#: Days of the default and of the longest period, as in LinkedIn's own usage report.
DEFAULT_PERIOD = 30
LONGEST_PERIOD = 731
#: Days of the shortest period: a report never covers a single day.
SHORTEST_PERIOD = 7

#: How rows are sorted: by name; members who improved first; the upper half by index first (if the team opted in);
#: the upper half by active days first; the most measurable points first; the newest data first.
Order = Literal["name", "progress", "index", "active", "coverage", "data"]

#: What is known about a member: an index in the period; one from before it; too little data for an index; data that
#: starts after the period; data that this model has not scored yet; no data.
State = Literal["current", "ended", "not_enough", "later", "outdated", "no_data"]

_MOST_IMPROVED = 3
#: Orders by a figure, in which someone is last.
_BY_FIGURE: frozenset[Order] = frozenset({"progress", "index", "active", "coverage"})


@dataclass(frozen=True, slots=True)
class MemberDay(HistoryDay):
    """One scored day of a member: a day of their history, and how much of the index could be measured.

    Attributes:
        measurable: points that could be measured, 0 to 100.
        interval: the half width of the index's interval in whole points; None if it is unknown.
    """

    measurable: int
    interval: int | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class TeamMember:
    """The input of the report for one member; without days if they don't share their figures.

    Attributes:
        id: an opaque ID.
        name: the name that the team knows; untrusted text.
        before: the day at the start of the period; None if it was not scored.
        after: the last scored day up to the end of the period, which may be before its start; None if there is none.
        days_active: days of the period with any activity by the member.
        data_until: the last day that the member's data covers; None without data.
        outdated: whether the days were scored by another model, so that they are left out.
        steps: by signal, the micro-points that its step would gain; reported only of ten people or more together.
    """

    id: str
    name: str
    before: MemberDay | None
    after: MemberDay | None
    days_active: int
    data_until: int | None
    outdated: bool = False
    steps: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True)
class Row:
    """One member in the report. Points are in tenths, as shown: the pillars add up to the index.

    Attributes:
        id: the member's ID.
        name: the member's name, as untrusted text.
        state: what is known; only "current" and "ended" have figures.
        day: the day of the index, days since 1970-01-01.
        index_micro: the index in micro-points.
        index: the index in tenths of a point.
        upper: the index if everything not measured had earned full points, in tenths.
        pillars: tenths of a point in the model's order; None where nothing of the pillar was measured.
        covered: the points that the measured signals of each pillar have; empty if unknown.
        pillar_changes: the pillars minus those at the start, in tenths; empty unless comparable.
        measured: the model's measured set that is nearest to the member's data; empty for everything, or if unknown.
        change: the index minus that at the start, in tenths, both as shown; None if either is missing.
        change_micro: the exact change in micro-points.
        comparable: whether both days measured the same; if not, part of the change comes from the coverage.
        band: the model's band of the index; empty without an index.
        days_active: active days in the period; None if the data doesn't reach into it.
        measurable: points of 100 that could be measured; None without an index.
        data_until: the last day that the data covers; None without data.
        interval: the half width of the index's interval in whole points; None if it is unknown.
        rank: 1 is the best; only in teams that opted in to ranking, and only in the upper half.
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
    interval: int | None = None
    rank: int | None = None
    covered: tuple[int, ...] = ()
    pillar_changes: tuple[int, ...] = ()
    measured: str = ""

    @property
    def earned_percent(self) -> tuple[int | None, ...]:
        """The fraction of each pillar's measured points that is earned; None where nothing was measured."""
        if not self.covered:
            return (None,) * len(self.pillars)
        pairs = zip(self.pillars, self.covered, strict=True)
        return tuple(None if points is None or not most else 10 * points // most for points, most in pairs)

    @property
    def active(self) -> bool:
        """Whether the member has an index for the period and was active in it; averages cover only these members."""
        return self.state == "current" and bool(self.days_active)

    @property
    def progress(self) -> int:
        """Tenths of a point that the member gained by their own activity; 0 after a loss or if the coverage changed."""
        return max(0, self.change or 0) if self.active and self.comparable else 0


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the whole team, whatever the rows are filtered by.

    Attributes:
        members: the number of members.
        states: the number of members in each state, including 0.
        active: the number of members active in the period.
        bands: the number of members with an index in each band of the model, including 0.
        days_active: the sum of all active days.
    """

    members: int
    states: Mapping[State, int]
    active: int
    bands: Mapping[str, int]
    days_active: int


@dataclass(frozen=True, slots=True)
class Averages:
    """Means over those active in the period, in micro-points rounded down; None for fewer than 10 people.

    Attributes:
        people: the number of active people.
        index_micro: the mean index.
        pillars_micro: the mean of each pillar, in the model's order; one not measured counts as 0, as in the index.
        compared: the number of active people measured the same way on both days.
        change_micro: the mean change of these.
        interval: the half width of the mean index's interval in whole points, rounded up; None if it is unknown.
        earned_percent: how much of what was measured of each pillar is earned, of all these people together: unlike the
            means of the pillars, it compares people with different files. None where it is unknown.
    """

    people: int
    index_micro: int | None
    pillars_micro: tuple[int, ...] | None
    compared: int
    change_micro: int | None
    interval: int | None = None
    earned_percent: tuple[int | None, ...] = ()

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


@dataclass(frozen=True, slots=True)
class TeamStep:
    """The step that would raise most people of a team: an average of ten or more, so that it says nothing of anyone.

    Attributes:
        signal: the signal whose step it is.
        halves: half points that it would bring those whom it raises, on average. Tenths, and the number of people,
            would give away the person by whom two periods differ.
    """

    signal: str
    halves: int


@dataclass(frozen=True)
class UserReport:
    """A team over a period.

    Attributes:
        model: the model that scored every day.
        first: the first day of the period, days since 1970-01-01.
        last: the last day of the period.
        ranking: whether the team opted in to ranking.
        everyone: all members, by name.
        rows: the members, sorted and perhaps filtered.
        totals: sums over all members.
        averages: means over the active members.
        benchmarks: the lowest index in the top 50, 25 and 10% of active members, in tenths; empty for fewer than 30.
        most_improved: at most three active members with the largest progress.
        order: how the rows are sorted; "name" if too few were active to sort by a figure.
        step: the step that would raise most people; None with fewer than ten, or if none raises more than half of them.
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
    step: TeamStep | None = None

    @property
    def beyond_chance(self) -> tuple[int, int] | None:
        """The half width of a typical member's interval, and how many points two members must be apart to differ.

        The interval of a difference: the root of the sum of both squares, four times in five. None without intervals.
        """
        intervals = sorted(row.interval for row in self.everyone if row.interval is not None)
        if not intervals:
            return None
        typical = intervals[len(intervals) // 2]
        return typical, isqrt(2 * typical * typical)

    @property
    def withheld(self) -> tuple[str, ...]:
        """What is withheld because it covers too few people, one sentence each."""
        people, compared = self.averages.people, self.averages.compared
        sentences: list[str] = []
        if people < LEAST_FOR_AVERAGE:
            sentences.append(
                f"No averages, no order by figures: {_were(people)} active in the period; it takes {LEAST_FOR_AVERAGE}."
            )
        elif compared < LEAST_FOR_AVERAGE:
            sentences.append(
                f"No average change: {_were(compared)} measured alike on both days; it takes {LEAST_FOR_AVERAGE}."
            )
        if people < LEAST_FOR_PERCENT:
            sentences.append(f"Percentiles need {LEAST_FOR_PERCENT} active people ({people} now).")
        return tuple(sentences)

    @property
    def cautions(self) -> tuple[str, ...]:
        """What the averages do not show, in sentences: people whose indexes rest on different files."""
        kinds = Counter(row.measured for row in self.everyone if row.active)
        if self.averages.index is None or len(kinds) <= 1:
            return ()
        people = "; ".join(f"{kind or 'everything'}: {count}" for kind, count in kinds.most_common())
        mixed = f"The averages mix indexes from different files, and what no file covers adds no points ({people})."
        return (f"{mixed} Bands begin at other numbers too. The percent earned of each pillar compares people fairly.",)

    def arranged(self, order: Order = "name", *, band: str = "", name: str = "") -> UserReport:
        """Sort the rows, or filter them by band or by part of a name; totals and averages still cover everyone.

        No order shows a last rank: "progress" puts those who improved first, "index" and "active" the upper half;
        everyone else follows by name. If too few were active for an average, these orders and "coverage" sort by name
        only. "data" remains, since it is about files and not about what people did.

        Args:
            order: how to sort the rows.
            band: a band of the model; empty for all members, with or without an index.
            name: part of a name, ignoring accents and case.

        Raises:
            UsageError: `order` is "index" in a team without ranking, or the model has no such band.
        """
        if order == "index" and not self.ranking:
            raise UsageError(
                "team-order",
                "This team has no ranking, so it can't be ordered by index.",
                hint="Order by name or progress.",
            )
        bands = [option.id for option in self.model.bands]
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
    """Return the report of a team from `first` to `last` (days since 1970-01-01, both included), sorted by name.

    Args:
        members: everyone in the team, with or without data.
        model: the model that scored all their days.
        first: the first day of the period.
        last: the last day of the period.
        ranking: whether the team opted in to ranking; from 10 active people on, the upper half then has ranks.

    Raises:
        UsageError: the first day is after the last, or the period is shorter than a week or longer than two years.
    """
    _check_period(first, last)
    rows = tuple(sorted((_row(member, model, first) for member in members), key=_by_name))
    if ranking:
        rows = _placed(rows)
    active = [row for row in rows if row.active]
    active_ids = {row.id for row in active}
    improved = sorted((row for row in active if row.progress), key=lambda row: -row.progress)
    return UserReport(
        model,
        first,
        last,
        ranking,
        rows,
        rows,
        _totals(rows, model),
        _averages(members, active_ids, rows),
        _benchmarks(active),
        tuple(improved[:_MOST_IMPROVED]),
        step=_team_step([member for member in members if member.id in active_ids]),
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
    index_before, _, pillars_before = (None, None, ()) if before is None else before.shown
    comparable = before is not None and index_before is not None and before.covered == after.covered
    measured = model.set_of_points(after.covered_pillars) if after.covered_pillars else None
    has_band = after.measurable >= POINTS_FOR_BAND
    changes = [(now or 0) - (was or 0) for now, was in zip(pillars, pillars_before, strict=True)] if comparable else []
    return Row(
        member.id,
        member.name,
        "current" if reaches else "ended",
        after.day,
        after.index_micro,
        index,
        upper,
        pillars,
        None if index_before is None else index - index_before,
        None if before is None or before.index_micro is None else after.index_micro - before.index_micro,
        comparable=comparable,
        band=model.band(after.index_micro, measured.signals if measured else None) if has_band else "",
        days_active=days_active,
        measurable=after.measurable,
        data_until=until,
        interval=after.interval,
        covered=after.covered_pillars,
        pillar_changes=tuple(changes),
        measured=measured.title if measured else "",
    )


def _placed(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rank the upper half; equal indexes share a rank."""
    if _too_few(rows):
        return rows
    upper = _upper_half(rows, lambda row: row.index_micro or 0)
    return tuple(replace(row, rank=upper.get(row.id)) for row in rows)


def _too_few(rows: Sequence[Row]) -> bool:
    """Return whether too few were active for an average; ranking so few would reveal who is last."""
    return sum(row.active for row in rows) < LEAST_FOR_AVERAGE


def _upper_half(rows: Sequence[Row], by: Callable[[Row], int]) -> dict[str, int]:
    """Return the ranks of active members in the upper half by a figure, by ID; equal figures share the better rank."""
    figures = sorted((by(row) for row in rows if row.active), reverse=True)
    ranks: dict[int, int] = {}
    for at, figure in enumerate(figures, 1):
        ranks.setdefault(figure, at)
    active_ranks = {row.id: ranks[by(row)] for row in rows if row.active}
    return {row_id: rank for row_id, rank in active_ranks.items() if 2 * rank <= len(figures)}


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
    index = _mean([day.index_micro or 0 for day in days])
    intervals = [day.interval for day in days if day.interval is not None]
    # Of independent errors: the root of the sum of their squares, divided by the number of people.
    interval = (
        -(-isqrt(sum(error * error for error in intervals)) // len(days)) if len(intervals) == len(days) else None
    )
    return Averages(len(days), index, pillars, len(changes), change, interval, earned_percent(rows))


def earned_percent(rows: Iterable[Row]) -> tuple[int | None, ...]:
    """Return how much of the measured points of each pillar the active members earn together."""
    known = [row for row in rows if row.active and row.covered]
    if not known:
        return ()
    earned = [sum(points or 0 for points in pillar) for pillar in zip(*(row.pillars for row in known), strict=True)]
    covered = [sum(pillar) for pillar in zip(*(row.covered for row in known), strict=True)]
    return tuple(10 * points // most if most else None for points, most in zip(earned, covered, strict=True))


def _team_step(members: Sequence[TeamMember]) -> TeamStep | None:
    known = [member.steps for member in members if member.steps]
    if len(known) < LEAST_FOR_AVERAGE:
        return None
    gains: dict[str, list[int]] = {}
    for signal, gain in ((signal, gain) for steps in known for signal, gain in steps.items()):
        gains.setdefault(signal, []).append(gain)
    wide = {signal: values for signal, values in gains.items() if 2 * len(values) > len(known)}
    if not wide:
        return None
    signal = max(wide, key=lambda candidate: (sum(wide[candidate]), candidate))
    average = sum(wide[signal]) // len(wide[signal])
    return TeamStep(signal, max(1, (2 * average + MICRO // 2) // MICRO))


def _mean(values: Sequence[int]) -> int | None:
    return sum(values) // len(values) if len(values) >= LEAST_FOR_AVERAGE else None


def _benchmarks(active: Sequence[Row]) -> dict[int, int]:
    """Return the lowest index in each top percentage, ceil(100 x rank / size); equal indexes share the better rank."""
    size = len(active)
    if size < LEAST_FOR_PERCENT:
        return {}
    indexes = sorted((row.index_micro or 0 for row in active), reverse=True)
    thresholds: dict[int, int] = {}
    for percent in THRESHOLDS:
        last = percent * size // 100  # the last rank in that percentage
        thresholds[percent] = to_tenths(indexes[last - 1])
    return thresholds


def _by_name(row: Row) -> tuple[str, str]:
    return _plain(row.name), row.id


def _plain(text: str) -> str:
    """Return the text for comparing: without accents, in lower case."""
    if text.isascii():
        return text.casefold()
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)).casefold()


def _were(people: int) -> str:
    return "1 person was" if people == 1 else f"{people} people were"
