"""The user report of a team as CSV and as an XLSX workbook."""

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

__all__ = ["as_csv", "as_xlsx"]

_STATES = {
    "current": "data of the period",
    "ended": "data end before the period",
    "not_enough": "not enough data for a number yet",
    "later": "data begin after the period",
    "outdated": "is being computed anew by a new model",
    "no_data": "no data yet, or not shared",
}

#: What stands in a cell: text that is guarded, a number, a day, or nothing.
_Cell = str | int | float | date | None


def _columns(report: UserReport) -> dict[str, Callable[[Row], _Cell]]:
    """Each heading, and what stands under it in a member's line."""
    pillars = {name: partial(_pillar, at=at) for at, name in enumerate(_pillars(report))}
    place: dict[str, Callable[[Row], _Cell]] = {"place": lambda row: row.place} if report.ranking else {}
    return {
        "name": lambda row: row.name,
        "state": lambda row: _STATES[row.state],
        "as_of": lambda row: _date(row.day),
        "index": lambda row: _points(row.index),
        **pillars,
        "change": lambda row: _points(row.change),
        "measured_alike": lambda row: None if row.change is None else "yes" if row.comparable else "no",
        "band": lambda row: row.band or None,
        "days_active": lambda row: row.days_active,
        "measurable": lambda row: row.measurable,
        "index_if_all_were_measured": lambda row: _points(row.upper),
        "data_until": lambda row: _date(row.data_until),
        **place,
    }


def _table(report: UserReport) -> tuple[list[str], list[list[_Cell]]]:
    """Headings, and a line a member in the order of the report."""
    columns = _columns(report)
    return list(columns), [[value(row) for value in columns.values()] for row in report.rows]


def _pillar(row: Row, at: int) -> float | None:
    return _points(row.pillars[at]) if row.pillars else None


def _date(day: int | None) -> date | None:
    return None if day is None else to_date(day)


def as_csv(report: UserReport) -> str:
    """A line a member, with period and model in each; empty cells where there is no figure. No text is taken for a formula."""
    headings, lines = _table(report)
    model = report.model
    always: list[_Cell] = [to_date(report.first), to_date(report.last), model.id, model.fingerprint]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*headings, "first", "last", "model", "fingerprint"])
    writer.writerows([_written(one) for one in (*line, *always)] for line in lines)
    return out.getvalue()


def _written(value: _Cell) -> str:
    if isinstance(value, str):
        return escape_cell(value)
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def as_xlsx(report: UserReport) -> bytes:
    """A workbook: the report with its pillars, and a sheet on what it means. Figures are numbers, days are days, text is text."""
    import xlsxwriter  # pyright: ignore[reportMissingTypeStubs] (only who downloads a workbook needs it)

    out = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book: Any = xlsxwriter.Workbook(out, {"in_memory": True, **plain})
    book.set_properties(
        {"created": datetime.combine(to_date(report.last), time()), "title": "User report"}
    )  # not the clock
    forms = {
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
    _fill(sheet, lines, forms, at=1)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 1, 28)
    sheet.set_column(2, len(headings) - 1, 13)
    if lines:
        sheet.autofilter(0, 0, len(lines), len(headings) - 1)
    meaning = book.add_worksheet("What it means")
    _fill(meaning, _meaning(report), forms)
    meaning.set_column(0, 0, 44)
    meaning.set_column(1, 1, 24)
    book.close()
    return out.getvalue()


def _fill(sheet: Any, lines: Iterable[Sequence[_Cell]], forms: dict[type, Any], at: int = 0) -> None:
    for line, values in enumerate(lines, at):
        for column, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(line, column, escape_cell(value), forms[str])
            elif isinstance(value, date):
                sheet.write_datetime(line, column, value, forms[date])
            elif value is not None:
                sheet.write_number(line, column, value, forms[type(value)])


def _meaning(report: UserReport) -> list[Sequence[_Cell]]:
    totals, averages = report.totals, report.averages
    found: list[Sequence[_Cell]] = [
        (NOT_FOR,),
        (),
        ("From", to_date(report.first)),
        ("To", to_date(report.last)),
        ("Model", report.model.id),
        ("Fingerprint of the model", report.model.fingerprint),
        (),
        ("People in the team", totals.members),
        *((f"… {_STATES[state]}", count) for state, count in totals.states.items()),
        ("Active in the period", totals.active),
        *((f"In the band {band}", count) for band, count in totals.bands.items()),
        ("Days active, all together", totals.days_active),
        (),
    ]
    if averages.pillars is not None:
        titles = [pillar.title for pillar in report.model.pillars]
        found.append(("Average index of those active", _points(averages.index)))
        found += [(f"… {title}", _points(tenths)) for title, tenths in zip(titles, averages.pillars, strict=True)]
    if averages.change is not None:
        found.append((f"Average change of the {averages.compared} measured alike", _points(averages.change)))
    found += [
        (f"The top {percent} % of those active have at least", _points(at)) for percent, at in report.benchmarks.items()
    ]
    found += [(sentence,) for sentence in report.untold]
    found += [(), *((sentence,) for sentence in _EXPLAINED)]
    return found


_EXPLAINED = (
    f"Index: 0 to 100, four pillars of 25 points; whole numbers inside ({MICRO:,} to the point), shown to tenths that add up.",
    "Change: the index less that at the beginning of the period, as both are shown.",
    "Not measured alike: the sources tell of other signals on the two days, and that is part of the change.",
    "Measurable: points of 100 that the member's data could tell of; what was not measured is not zero, and not in the index.",
    "Totals are over everybody, averages over those active in the period. Nobody is in a last place.",
)


def _pillars(report: UserReport) -> list[str]:
    return [pillar.id for pillar in report.model.pillars]


def _points(tenths: int | None) -> float | None:
    return None if tenths is None else tenths / 10
