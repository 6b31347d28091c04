"""The report of a team as a page shows it: four figures, what to do this week, a line a member, and who isn't in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from openssi.activity.calendar import iso, long_day, short_day
from openssi.insight.team import NOT_FOR, Row, State, UserReport
from openssi.model import MICRO
from openssi.render.html.environment import render
from openssi.render.words.digest import day_and_month, days_in_words
from openssi.render.words.team import Phrase, headline, praise, short_title, step_for_team, whole_points, work_on
from openssi.scoring.group_sizes import LEAST_FOR_AVERAGE
from openssi.scoring.rounding import format_signed, format_tenths, format_whole

__all__ = ["AbsentView", "Figure", "MemberView", "TeamView", "member_view", "render_team", "team_view"]

_WORDS: dict[State, str] = {
    "no_data": "Nothing uploaded yet",
    "later": "Data begin after this period",
    "not_enough": "Not enough data for an index yet",
    "outdated": "Being recalculated with a new model",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the figures at the top; `line` has the points of a sparkline, in percent."""

    title: str
    value: str
    of: str
    note: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member's line. Positions on the axis of indexes are percentages; `moved` is up, down, flat or empty.

    `pillars` is how much of what was measured of each pillar is earned, in percent; None if nothing was, or if it is
    unknown. `pillars_in_words` says the same for screen readers.
    """

    name: str
    rank: str
    index: str
    interval: int | None
    band: str
    at: int
    low: int
    high: int
    change: str
    moved: str
    comparable: bool
    pillars: tuple[int | None, ...]
    pillars_in_words: str
    days_active: str
    fresh: bool
    until: str
    until_iso: str


@dataclass(frozen=True, slots=True)
class AbsentView:
    """People without a line in the table, and why."""

    names: tuple[str, ...]
    why: str
    late: bool


@dataclass(frozen=True, slots=True)
class TeamView:
    """Everything on the page but its navigation and forms."""

    headline: Phrase
    period: str
    figures: tuple[Figure, ...]
    meeting: tuple[tuple[str, Phrase], ...]
    axis: tuple[int, int]
    pillars: str
    ranking: bool
    members: tuple[MemberView, ...]
    absent: tuple[AbsentView, ...]
    notes: tuple[str, ...]
    not_for: str


def team_view(
    report: UserReport, shares: Collection[str], rows: Sequence[Row] | None = None, trend: Sequence[int] = ()
) -> TeamView:
    """Describe a report.

    Args:
        report: the report.
        shares: IDs of the members who share.
        rows: the rows in the table; by default those of the report.
        trend: the average index over the period in micro-points; empty for no line.
    """
    chosen = report.rows if rows is None else rows
    current = [row for row in chosen if row.state == "current" and row.index is not None]
    axis = _axis(current)
    return TeamView(
        headline=headline(report),
        period=days_in_words(report.first, report.last),
        figures=_figures(report, shares, trend),
        meeting=_meeting(report),
        axis=axis,
        pillars=", ".join(short_title(pillar).lower() for pillar in report.model.pillars),
        ranking=report.ranking,
        members=tuple(member_view(report, row, axis) for row in current),
        absent=_absent(chosen, shares),
        notes=_notes(report, current),
        not_for=NOT_FOR,
    )


def _axis(rows: Sequence[Row]) -> tuple[int, int]:
    """Return the range of indexes in tens that all intervals fit in."""
    if not rows:
        return 0, 100
    low = min(_points(row) - (row.interval or 0) for row in rows)
    high = max(_points(row) + (row.interval or 0) for row in rows)
    return max(0, low // 10 * 10), min(100, -(-(high + 1) // 10) * 10)


def _points(row: Row) -> int:
    return ((row.index_micro or 0) + MICRO // 2) // MICRO


def member_view(report: UserReport, row: Row, axis: tuple[int, int]) -> MemberView:
    """Describe a member who has an index for the period."""
    points, half = _points(row), row.interval or 0
    low, high = axis

    def position(value: int) -> int:
        return max(0, min(100, 100 * (value - low) // (high - low)))

    change = None if row.change is None else whole_points(row.change)
    return MemberView(
        name=row.name,
        rank="" if row.rank is None else str(row.rank),
        index=format_whole(row.index_micro or 0),
        interval=row.interval,
        band=row.band,
        at=position(points),
        low=position(points - half),
        high=position(points + half),
        change="" if change is None else str(abs(change)),
        moved="" if change is None else "up" if change > 0 else "down" if change < 0 else "flat",
        comparable=row.comparable,
        pillars=row.earned_percent,
        pillars_in_words=_pillars_in_words(report, row.earned_percent),
        days_active="" if row.days_active is None else str(row.days_active),
        fresh=row.data_until is not None and row.data_until >= report.last,
        until="" if row.data_until is None else short_day(row.data_until),
        until_iso="" if row.data_until is None else iso(row.data_until),
    )


def _pillars_in_words(report: UserReport, percents: Sequence[int | None]) -> str:
    """Describe the pillars: "Brand 44%, People not measured"."""
    earned = ["not measured" if percent is None else f"{percent}%" for percent in percents]
    return ", ".join(
        f"{short_title(pillar)} {words}" for pillar, words in zip(report.model.pillars, earned, strict=True)
    )


def _figures(report: UserReport, shares: Collection[str], trend: Sequence[int]) -> tuple[Figure, ...]:
    sharing = [row for row in report.everyone if row.id in shares]
    reach = sum(row.data_until is not None and row.data_until >= report.last for row in sharing)
    late, hidden = len(sharing) - reach, len(report.everyone) - len(sharing)
    days = report.totals.days_active
    return (
        _average(report, trend),
        Figure(
            "Active", str(report.totals.active), f"of {len(sharing)}", f"{days} active {'day' if days == 1 else 'days'}"
        ),
        Figure(
            f"Data to {day_and_month(report.last)}",
            str(reach),
            f"of {len(sharing)}",
            _count(late, "is late", "are late"),
        ),
        Figure(
            "Not sharing",
            str(hidden),
            f"of {len(report.everyone)}",
            "by their own choice" if hidden else "everyone shares",
        ),
    )


def _count(number: int, one: str, many: str) -> str:
    return "nobody is late" if not number else f"{number} {one if number == 1 else many}"


def _average(report: UserReport, trend: Sequence[int]) -> Figure:
    averages = report.averages
    if averages.index is None:
        needed = f"shown from {LEAST_FOR_AVERAGE} active people on"
        return Figure("Average index", "–", "", needed)
    since = f"since {day_and_month(report.first - 1)}"
    moved = (
        f"{format_signed(averages.change)} {since}" if averages.change is not None else f"of {averages.people} people"
    )
    half = f"± {averages.interval}" if averages.interval is not None else ""
    return Figure("Average index", format_tenths(averages.index), half, moved, _line(trend))


def _line(trend: Sequence[int]) -> str:
    """Return the points of a sparkline within 100 by 100, from 10 at the top to 90 at the bottom."""
    if len(trend) < 2:
        return ""
    low, span = min(trend), max(max(trend) - min(trend), MICRO)
    return " ".join(
        f"{100 * at // (len(trend) - 1)},{90 - 80 * (value - low) // span}" for at, value in enumerate(trend)
    )


def _meeting(report: UserReport) -> tuple[tuple[str, Phrase], ...]:
    on, todo, well = work_on(report), step_for_team(report), praise(report)
    agenda: list[tuple[str, Phrase]] = []
    if on:
        agenda.append(("Work on", (f"{on[0].title}: {on[1]}",)))
    if todo:
        agenda.append(("One step", (f"{todo[0]}: {todo[1]}",)))
    if well:
        agenda.append(("Praise", well))
    return tuple(agenda)


def _absent(rows: Sequence[Row], shares: Collection[str]) -> tuple[AbsentView, ...]:
    """Return who has no index for the period, one entry a reason; those who don't share come last."""
    reasons: dict[str, list[str]] = {}
    for row in rows:
        if row.state != "current" and row.id in shares:
            reasons.setdefault(_reason(row), []).append(row.name)
    absent = [AbsentView(tuple(names), why, late=why.startswith("Data end")) for why, names in reasons.items()]
    hidden = tuple(row.name for row in rows if row.id not in shares)
    return (*absent, AbsentView(hidden, "Not sharing", late=False)) if hidden else tuple(absent)


def _reason(row: Row) -> str:
    if row.state == "ended" and row.data_until is not None:
        return f"Data end on {long_day(row.data_until)}"
    return _WORDS.get(row.state, "No index yet")


def _notes(report: UserReport, rows: Sequence[Row]) -> tuple[str, ...]:
    notes = (
        [f"Sorting by figures starts at {LEAST_FOR_AVERAGE} active people."]
        if report.averages.people < LEAST_FOR_AVERAGE
        else []
    )
    notes += report.cautions
    if report.benchmarks:
        notes.append(
            "; ".join(
                f"the top {top}% start at {format_tenths(at)}" for top, at in report.benchmarks.items()
            ).capitalize()
            + "."
        )
    if report.beyond_chance:
        half, apart = report.beyond_chance
        notes.append(
            f"Each index is ± {half} or so: two people differ beyond chance when they are more than {apart} "
            "points apart."
        )
    measured = [row.measurable for row in rows if row.measurable is not None]
    if measured and min(measured) != max(measured):
        notes.append(
            f"Files measure {min(measured)} to {max(measured)} of the 100 points; pillars are compared by what "
            "was measured."
        )
    if any(row.change is not None and not row.comparable for row in rows):
        notes.append(
            "* Measured differently at the start and the end, so part of the change comes from new or missing files."
        )
    return tuple(notes)


def render_team(report: UserReport, name: str, shares: Collection[str]) -> str:
    """Return the report as a page of its own."""
    return render("team_file.html", view=team_view(report, shares), name=name)
