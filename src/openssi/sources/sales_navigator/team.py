"""Split a team's report into one for each person, so that a server can give everyone their own rows and no others."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from openssi.errors import InputError
from openssi.sources.sales_navigator.labels import LABELS
from openssi.sources.sales_navigator.read import Person, choose, columns_of, period_of_file, person_in
from openssi.sources.sales_navigator.table import Report, parse_report

__all__ = ["PersonalReport", "csv_of_person", "split_report"]


class PersonalReport(NamedTuple):
    """A report with the rows of one person."""

    person: Person
    content: bytes


def split_report(data: bytes, name: str) -> tuple[PersonalReport, ...]:
    """Split a team's report by person, in its order.

    Raises:
        InputError: it isn't a report, doesn't say which days it covers, or has two people of one name.
    """
    report = parse_report(data, name, LABELS)
    columns = columns_of(report, LABELS)
    if not report.is_activity_export and not {"period_start", "period_end"} <= columns.keys():
        period_of_file(report)
    rows: dict[Person, list[Sequence[str]]] = {}
    for _, row in report.rows:
        rows.setdefault(person_in(row, columns), []).append(row)
    people = [person for person in rows if not person.is_team]
    if twice := [person for person, count in Counter(person.key for person in people).items() if count > 1]:
        raise InputError(
            "navigator-user",
            f"{name} has several people called {twice[0]}.",
            unchanged="Nothing was stored.",
            hint="Add a column Email that tells them apart.",
        )
    return tuple(PersonalReport(person, _written(report, rows[person])) for person in people)


def csv_of_person(data: bytes, name: str, wanted: str) -> bytes:
    """Return the report with the rows of the person whom `wanted` names, or of the only one in it.

    Raises:
        InputError: as `split_report`; or nobody is named, or the name is nobody's or several people's.
    """
    reports = {report.person: report.content for report in split_report(data, name)}
    return reports[choose(parse_report(data, name, LABELS), list(reports), wanted)]


def _written(report: Report, rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([line] for line in report.above)
    writer.writerow(report.header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")
