"""The user report of a team as JSON: the contract that scripts rely on."""

from __future__ import annotations

from collections.abc import Sequence

from openssi.activity.calendar import iso
from openssi.insight.team import NOT_FOR, Averages, Row, UserReport

__all__ = ["TEAM_KEYS", "as_dict"]

#: Every key of the report, by its path; `*` stands for an id.
TEAM_KEYS: dict[str, str] = {
    "first": "the first day of the period, YYYY-MM-DD",
    "last": "the last day of the period",
    "model.id": "the model that scored every day",
    "model.fingerprint": "16 hexadecimal digits over everything in the model that can change a number",
    "not_for": "what the report must not be used for, in a sentence",
    "ranking": "whether the team opted in to ranking",
    "order": "name, progress, index, active, coverage or data; of fewer than 10 active, name or data",
    "members[].id": "the member's id",
    "members[].name": "the member's name",
    "members[].state": "current (a number of the period), ended (the data end before it), not_enough (no number yet), "
    "later (the data begin after it), outdated (days of another model, being computed anew) or no_data",
    "members[].as_of": "the day of the index; null without a number, as are all figures",
    "members[].index": "0 to 100, to a tenth; the shown pillars add up to it",
    "members[].index_micro": "the index in whole micro-points",
    "members[].range": "the index, and the index if all that was not measured earned everything",
    "members[].pillars.*": "0 to 25, to a tenth; null where nothing of the pillar was measured",
    "members[].change": "the index less that at the beginning, as shown; null if either is missing, or the data end before it",
    "members[].comparable": "whether both days measured as much; if not, part of the change is what the sources tell of",
    "members[].band": "the band of the index",
    "members[].days_active": "days of the period with activity of the member's own; null if the data end before it",
    "members[].measurable": "points of 100 that could be measured",
    "members[].data_until": "the last day that the data tell of; null without data",
    "members[].place": "in the upper half of a team with ranking and 10 people or more, 1 for the best; else null",
    "totals.members": "how many the team has; totals are over all, whatever the list is narrowed to",
    "totals.states.*": "how many are in each state",
    "totals.active": "how many have a number of the period and were active in it",
    "totals.bands.*": "how many of those with a number are in each band",
    "totals.days_active": "days active of all together",
    "averages.people": "over how many: those active in the period",
    "averages.index": "their average index, to a tenth; null of fewer than 10 people, as are the others",
    "averages.index_micro": "the same in micro-points, rounded down",
    "averages.pillars.*": "their average pillars, to a tenth; they add up to the index",
    "averages.compared": "how many of them have a change with both days measured alike",
    "averages.change": "the average of those changes, to a tenth; null of fewer than 10 people",
    "benchmarks.*": "what the top 50, 25 and 10 % of those active have at least; empty of fewer than 30 people",
    "most_improved[].id": "of those active, at most three with the largest progress of their own",
    "most_improved[].change": "their change",
    "untold[]": "what is not told because too few people stand behind it, a sentence each",
}


def as_dict(report: UserReport) -> dict[str, object]:
    """The report as an object for JSON; names are as they came, so whoever prints them has to escape them."""
    totals, ids = report.totals, _pillars(report)
    return {
        "first": iso(report.first),
        "last": iso(report.last),
        "model": {"id": report.model.id, "fingerprint": report.model.fingerprint},
        "not_for": NOT_FOR,
        "ranking": report.ranking,
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
        "benchmarks": {str(percent): _points(tenths) for percent, tenths in report.benchmarks.items()},
        "most_improved": [{"id": row.id, "change": _points(row.change)} for row in report.most_improved],
        "untold": list(report.untold),
    }


def _member(row: Row, ids: Sequence[str]) -> dict[str, object]:
    return {
        "id": row.id,
        "name": row.name,
        "state": row.state,
        "as_of": _iso(row.day),
        "index": _points(row.index),
        "index_micro": row.index_micro,
        "range": None if row.index is None else [_points(row.index), _points(row.upper)],
        "pillars": dict(zip(ids, map(_points, row.pillars or (None,) * len(ids)), strict=True)),
        "change": _points(row.change),
        "comparable": row.comparable,
        "band": row.band or None,
        "days_active": row.days_active,
        "measurable": row.measurable,
        "data_until": _iso(row.data_until),
        "place": row.place,
    }


def _averages(averages: Averages, ids: Sequence[str]) -> dict[str, object]:
    return {
        "people": averages.people,
        "index": _points(averages.index),
        "index_micro": averages.index_micro,
        "pillars": dict(zip(ids, map(_points, averages.pillars or (None,) * len(ids)), strict=True)),
        "compared": averages.compared,
        "change": _points(averages.change),
    }


def _pillars(report: UserReport) -> list[str]:
    return [pillar.id for pillar in report.model.pillars]


def _points(tenths: int | None) -> float | None:
    return None if tenths is None else tenths / 10


def _iso(day: int | None) -> str | None:
    return None if day is None else iso(day)
