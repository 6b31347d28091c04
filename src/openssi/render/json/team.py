"""A team's report as JSON: index, progress and band of each member, and averages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

import openssi.insight.team as insight
from openssi.activity.calendar import iso
from openssi.render.json.contract import Day, Doc, ModelRef, Pair
from openssi.scoring.rounding import to_points

__all__ = ["Averages", "ImprovedMember", "OwnReport", "ReportMember", "TeamReport", "Totals", "as_dict", "own_as_dict"]


class ReportMember(TypedDict):
    """One member of the team over the period. Without an index, all figures are null."""

    id: Annotated[str, Doc("ID of the member's account.")]
    name: Annotated[str, Doc("Name of the member.")]
    state: Annotated[
        insight.State,
        Doc(
            "`current`: has an index from the period. `ended`: the data end before the period. `not_enough`: not "
            "enough "
            "data for an index. `later`: the data begin after the period. `outdated`: being rescored with a new model. "
            "`no_data`: no data, or not shared."
        ),
    ]
    as_of: Annotated[Day | None, Doc("Day of the index.")]
    index: Annotated[float | None, Doc("The index from 0 to 100, to one decimal: the sum of the pillars as shown.")]
    index_micro: Annotated[int | None, Doc("The index in micro-points.")]
    plus_minus: Annotated[
        int | None,
        Doc("How sure the index is: half the width of its interval in whole points, true four times in five."),
    ]
    range: Annotated[
        Pair[float] | None,
        Doc("The index, and the index if every signal that wasn't measured had its maximum."),
    ]
    pillars: Annotated[
        dict[str, float | None],
        Doc("Points of each pillar from 0 to 25, by ID. Null if nothing of the pillar was measured."),
    ]
    change: Annotated[
        float | None,
        Doc(
            "Difference from the index just before the period. Null if either is missing or the data end before "
            "the period."
        ),
    ]
    comparable: Annotated[
        bool, Doc("Whether both days measured the same points. If not, part of the change comes from the data sources.")
    ]
    band: Annotated[str | None, Doc("Band of the index in whole points.")]
    days_active: Annotated[
        int | None, Doc("Days of the period with the member's own activity. Null if the data end before the period.")
    ]
    measurable: Annotated[int | None, Doc("How many of the 100 points the data covers.")]
    data_until: Annotated[Day | None, Doc("Last day that the data covers. Null without data.")]
    rank: Annotated[
        int | None,
        Doc(
            "Rank, 1 for the highest index. Only in the upper half of a team that shows ranks and has 10 people "
            "or more."
        ),
    ]


class Totals(TypedDict):
    """Sums over the whole team, whatever the members are filtered by."""

    members: Annotated[int, Doc("Number of people in the team.")]
    states: Annotated[dict[insight.State, int], Doc("Number of people in each state.")]
    active: Annotated[int, Doc("Number of people who have an index from the period and were active in it.")]
    bands: Annotated[dict[str, int], Doc("Number of people with an index in each band.")]
    days_active: Annotated[int, Doc("Active days of everyone together.")]


class Averages(TypedDict):
    """Averages over the people who were active in the period. Null for fewer than 10 people."""

    people: Annotated[int, Doc("Number of people in the averages.")]
    index: Annotated[float | None, Doc("Average index, to one decimal.")]
    index_micro: Annotated[int | None, Doc("Average index in micro-points, rounded down.")]
    pillars: Annotated[dict[str, float | None], Doc("Average points of each pillar, by ID. They add up to the index.")]
    compared: Annotated[int, Doc("Number of people with a comparable change.")]
    change: Annotated[float | None, Doc("Average of the comparable changes, to one decimal.")]


class ImprovedMember(TypedDict):
    """A member who improved most."""

    id: Annotated[str, Doc("ID of the member's account.")]
    change: Annotated[float | None, Doc("Change of the member's index.")]


_Period = TypedDict(
    "_Period",
    {
        "from": Annotated[Day, Doc("First day of the period.")],
        "to": Annotated[Day, Doc("Last day of the period.")],
        "model": Annotated[ModelRef, Doc("Model that computed every day.")],
        "not_for": Annotated[str, Doc("What the report must not be used for.")],
        "ranking": Annotated[bool, Doc("Whether the team shows ranks.")],
    },
)


class TeamReport(_Period):
    """Every member's index, pillars and progress over a period, with totals and averages."""

    order: Annotated[
        insight.Order, Doc("Order of the members. Teams with fewer than 10 active people have `name` or `data`.")
    ]
    members: Annotated[list[ReportMember], Doc("The members, filtered and ordered as requested.")]
    totals: Annotated[Totals, Doc("Sums over the whole team.")]
    averages: Annotated[Averages, Doc("Averages over the people who were active in the period.")]
    benchmarks: Annotated[
        dict[str, float | None],
        Doc("Lowest index of the top 50, 25 and 10 percent of the active people. Empty for fewer than 30 people."),
    ]
    beyond_chance: Annotated[
        int | None,
        Doc("Two members differ beyond chance if their indexes are more than this many points apart. Null if unknown."),
    ]
    most_improved: Annotated[list[ImprovedMember], Doc("Up to three active members who improved most.")]
    withheld: Annotated[
        list[str], Doc("What the report leaves out because it would cover too few people, in sentences.")
    ]
    cautions: Annotated[
        list[str], Doc("What the averages do not show, in sentences: people measured by different files.")
    ]


class OwnReport(_Period):
    """The part of a team report that covers the member alone."""

    members: Annotated[list[ReportMember], Doc("The member's own row.")]


def as_dict(report: insight.UserReport) -> TeamReport:
    """Return the report as an object. Names aren't escaped: escape them wherever they are printed."""
    totals, ids = report.totals, _pillars(report)
    return {
        **_period(report),
        "order": report.order,
        "members": [_member(row, ids) for row in report.rows],
        "totals": {
            "members": totals.members,
            "states": dict(totals.states),
            "active": totals.active,
            "bands": dict(totals.bands),
            "days_active": totals.days_active,
        },
        "averages": _averages(report.averages, ids),
        "benchmarks": {str(percent): to_points(tenths) for percent, tenths in report.benchmarks.items()},
        "beyond_chance": report.beyond_chance[1] if report.beyond_chance else None,
        "most_improved": [{"id": row.id, "change": to_points(row.change)} for row in report.most_improved],
        "withheld": list(report.withheld),
        "cautions": list(report.cautions),
    }


def own_as_dict(report: insight.UserReport, row: insight.Row) -> OwnReport:
    """Return the part of a report that covers one member."""
    return {**_period(report), "members": [_member(row, _pillars(report))]}


def _period(report: insight.UserReport) -> _Period:
    return {
        "from": iso(report.first),
        "to": iso(report.last),
        "model": {"id": report.model.id, "fingerprint": report.model.fingerprint},
        "not_for": insight.NOT_FOR,
        "ranking": report.ranking,
    }


def _member(row: insight.Row, ids: Sequence[str]) -> ReportMember:
    return {
        "id": row.id,
        "name": row.name,
        "state": row.state,
        "as_of": _iso(row.day),
        "index": to_points(row.index),
        "index_micro": row.index_micro,
        "plus_minus": row.interval,
        "range": None if row.index is None or row.upper is None else [row.index / 10, row.upper / 10],
        "pillars": dict(zip(ids, map(to_points, row.pillars or (None,) * len(ids)), strict=True)),
        "change": to_points(row.change),
        "comparable": row.comparable,
        "band": row.band or None,
        "days_active": row.days_active,
        "measurable": row.measurable,
        "data_until": _iso(row.data_until),
        "rank": row.rank,
    }


def _averages(averages: insight.Averages, ids: Sequence[str]) -> Averages:
    return {
        "people": averages.people,
        "index": to_points(averages.index),
        "index_micro": averages.index_micro,
        "pillars": dict(zip(ids, map(to_points, averages.pillars or (None,) * len(ids)), strict=True)),
        "compared": averages.compared,
        "change": to_points(averages.change),
    }


def _pillars(report: insight.UserReport) -> list[str]:
    return [pillar.id for pillar in report.model.pillars]


def _iso(day: int | None) -> str | None:
    return None if day is None else iso(day)
