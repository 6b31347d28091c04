"""A team's report as CSV and as an XLSX workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from functools import partial
from typing import Any

from openssi.activity.calendar import to_date
from openssi.insight.team import NOT_FOR, Row, UserReport
from openssi.model import MICRO
from openssi.render.escaping import escape_cell
from openssi.scoring.rounding import to_points

__all__ = ["as_csv", "as_xlsx"]

_STATES = {
    "current": "has an index in the period",
    "ended": "data ends before the period",
    "not_enough": "not enough data for an index yet",
    "later": "data starts after the period",
    "outdated": "being recalculated with a new model",
    "no_data": "no data yet, or not shared",
}

#: A cell: text (escaped when written), a number, a date, or empty.
_Cell = str | int | float | date | None


def _columns(report: UserReport) -> dict[str, Callable[[Row], _Cell]]:
    """Return each heading with the function that takes its value from a member's row."""
    pillars = {name: partial(_pillar, at=at) for at, name in enumerate(_pillars(report))}
    rank: dict[str, Callable[[Row], _Cell]] = {"rank": lambda row: row.rank} if report.ranking else {}
    return {
        "name": lambda row: row.name,
        "state": lambda row: _STATES[row.state],
        "as_of": lambda row: _date(row.day),
        "index": lambda row: to_points(row.index),
        "plus_minus": lambda row: row.interval,
        **pillars,
        "change": lambda row: to_points(row.change),
        "measured_alike": lambda row: None if row.change is None else "yes" if row.comparable else "no",
        "band": lambda row: row.band or None,
        "days_active": lambda row: row.days_active,
        "measurable": lambda row: row.measurable,
        "index_if_all_were_measured": lambda row: to_points(row.upper),
        "data_until": lambda row: _date(row.data_until),
        **rank,
    }


def _table(report: UserReport) -> tuple[list[str], list[list[_Cell]]]:
    """Return headings, and one row per member in the order of the report."""
    columns = _columns(report)
    return list(columns), [[value(row) for value in columns.values()] for row in report.rows]


def _pillar(row: Row, at: int) -> float | None:
    return to_points(row.pillars[at]) if row.pillars else None


def _date(day: int | None) -> date | None:
    return None if day is None else to_date(day)


def as_csv(report: UserReport) -> str:
    """Return one row per member, with period and model; missing values are empty, and no text can start a formula."""
    headings, lines = _table(report)
    model = report.model
    always: list[_Cell] = [to_date(report.first), to_date(report.last), model.id, model.fingerprint]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*headings, "first", "last", "model", "fingerprint"])
    writer.writerows([_written(cell) for cell in (*line, *always)] for line in lines)
    return out.getvalue()


def _written(value: _Cell) -> str:
    if isinstance(value, str):
        return escape_cell(value)
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def as_xlsx(report: UserReport) -> bytes:
    """Return a workbook with typed cells: a sheet with the members, and one with totals and definitions."""
    import xlsxwriter  # pyright: ignore[reportMissingTypeStubs] (imported late: only workbooks need it)

    out = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book: Any = xlsxwriter.Workbook(out, {"in_memory": True, **plain})
    created = datetime.combine(to_date(report.last), time())  # not now: the same report gives the same bytes
    book.set_properties({"created": created, "title": "Team report"})
    formats = {
        float: book.add_format({"num_format": "0.0"}),
        int: book.add_format({"num_format": "0"}),
        date: book.add_format({"num_format": "yyyy-mm-dd"}),
        str: book.add_format(),
    }
    bold = book.add_format({"bold": True})
    headings, lines = _table(report)
    sheet = book.add_worksheet("Report")
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, bold)
    _fill(sheet, lines, formats, at=1)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 1, 28)
    sheet.set_column(2, len(headings) - 1, 13)
    if lines:
        sheet.autofilter(0, 0, len(lines), len(headings) - 1)
    about = book.add_worksheet("About this report")
    _fill(about, _about(report), formats)
    about.set_column(0, 0, 44)
    about.set_column(1, 1, 24)
    book.close()
    return out.getvalue()


def _fill(sheet: Any, lines: Iterable[Sequence[_Cell]], formats: dict[type, Any], at: int = 0) -> None:
    for line, values in enumerate(lines, at):
        for column, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(line, column, escape_cell(value), formats[str])
            elif isinstance(value, date):
                sheet.write_datetime(line, column, value, formats[date])
            elif value is not None:
                sheet.write_number(line, column, value, formats[type(value)])


def _about(report: UserReport) -> list[Sequence[_Cell]]:
    totals, averages = report.totals, report.averages
    rows: list[Sequence[_Cell]] = [
        (NOT_FOR,),
        (),
        ("From", to_date(report.first)),
        ("To", to_date(report.last)),
        ("Model", report.model.id),
        ("Model fingerprint", report.model.fingerprint),
        (),
        ("Team members", totals.members),
        *((f"… {_STATES[state]}", count) for state, count in totals.states.items()),
        ("Members active in the period", totals.active),
        *((f"In the band {band}", count) for band, count in totals.bands.items()),
        ("Active days, all members", totals.days_active),
        (),
    ]
    if averages.pillars is not None:
        titles = [pillar.title for pillar in report.model.pillars]
        rows.append(("Average index of active members", to_points(averages.index)))
        rows += [(f"… {title}", to_points(tenths)) for title, tenths in zip(titles, averages.pillars, strict=True)]
    if averages.change is not None:
        rows.append(
            (f"Average change of the {averages.compared} members with comparable data", to_points(averages.change))
        )
    rows += [
        (f"Top {percent}% of active members: at least", to_points(at)) for percent, at in report.benchmarks.items()
    ]
    rows += [(sentence,) for sentence in (*report.withheld, *report.cautions)]
    rows += [(), *((definition,) for definition in _DEFINITIONS)]
    return rows


_DEFINITIONS = (
    (
        f"Index: 0 to 100, from four pillars of 25 points each. Calculated in whole numbers ({MICRO:,} per point), "
        "shown in tenths."
    ),
    "Change: the index minus the index just before the period, both as shown.",
    "Measured alike: “no” if the sources cover other signals on the two days, which is then part of the change.",
    (
        "Measurable: points of 100 that the member's data covers. The others are unknown, not zero, and not part of "
        "the index."
    ),
    "Totals cover all members, averages those active in the period. Only the upper half is ever ranked.",
)


def _pillars(report: UserReport) -> list[str]:
    return [pillar.id for pillar in report.model.pillars]
