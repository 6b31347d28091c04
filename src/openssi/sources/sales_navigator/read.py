"""Read one person's rows of a usage report, or one seat's activities of an activity export."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, NamedTuple

from openssi.activity.calendar import DAY_SECONDS, iso
from openssi.errors import InputError
from openssi.sources.keys import name_key
from openssi.sources.protocol import Identify, ReadOptions
from openssi.sources.sales_navigator.labels import LABELS, METRICS, fold, suggested
from openssi.sources.sales_navigator.period import Period, order_of, period_in, read_period
from openssi.sources.sales_navigator.table import Report, open_report
from openssi.sources.spreadsheet.values import whole_number
from openssi.sources.tally import Tally

__all__ = [
    "NavigatorReading",
    "Person",
    "SeatActivity",
    "Totals",
    "choose",
    "columns_of",
    "people_in",
    "period_of_file",
    "person_in",
    "read_report",
]

_USAGE_REPORT = "Sales Navigator usage report"
_ACTIVITY_EXPORT = "Sales Navigator activity export"
#: Activity types that become a kind of activity.
_KINDS = {
    "SAVED_LEAD": "lead_saved",
    "SAVED_ACCOUNT": "account_followed",
    "SEARCH_PERFORMED": "people_search",
    "PROFILE_VIEWED": "profile_viewed",
}
#: Activity types of which LinkedIn's archive has every record.
_IN_ARCHIVE = frozenset(("INMAIL_SENT", "MESSAGE_SENT", "CONNECTION_MADE"))
_CREATED = "%m-%d-%Y %H:%M:%S"
_UNKNOWN = frozenset(("", "-", "–", "—", "n/a", "na"))
_WHOLE = re.compile(r"(\d+)[.,]0")
_TEAM = frozenset(("total", "average", "team total", "team average"))
_LATER = "dated in the future"


class Person(NamedTuple):
    """A person in a report: the name, e-mail address and seat, as far as it has them."""

    name: str
    email: str = ""
    seat: str = ""

    @property
    def shown(self) -> str:
        """What to call the person."""
        return self.name or self.email or f"seat {self.seat}"

    @property
    def full(self) -> str:
        """Name and e-mail address, as far as they are known."""
        return f"{self.name} ({self.email})" if self.name and self.email else self.shown

    @property
    def key(self) -> str:
        """What tells the person from others of the same name, as far as possible."""
        return self.email or self.seat or self.name

    @property
    def is_team(self) -> bool:
        """Whether it is a line about the whole team."""
        return name_key(self.shown) in _TEAM

    def is_called(self, text: str) -> bool:
        """Return whether a text is the person's name, e-mail address or seat."""
        return name_key(text) in {name_key(identifier) for identifier in self if identifier}


class Totals(NamedTuple):
    """One person's numbers of one period; None where the report has none."""

    period: Period
    days_active: int | None
    searches: int | None
    profile_views: int | None
    leads_saved: int | None
    accounts_saved: int | None


class SeatActivity(NamedTuple):
    """One activity of an activity export; `kind` is empty if the archive has it already."""

    day: int
    kind: str
    identity: int


@dataclass(slots=True)
class NavigatorReading:
    """One file as read: the totals of a usage report, or the events of an activity export."""

    name: str
    tally: Tally
    totals: list[Totals] = field(default_factory=list[Totals])
    events: list[SeatActivity] = field(default_factory=list[SeatActivity])
    kind: ClassVar[str] = "navigator"

    @property
    def span(self) -> tuple[int | None, int | None]:
        """The first and the last day."""
        days = [day for total in self.totals for day in total.period] + [event.day for event in self.events]
        return min(days, default=None), max(days, default=None)


def people_in(path: Path, name: str = "", labels: Mapping[str, str] = LABELS) -> tuple[Person, ...]:
    """Return the people of a report, in its order.

    Raises:
        ArchiveError: the operating system refuses to read it.
        InputError: it isn't a report.
    """
    report = open_report(path, name or path.name, labels)
    columns = columns_of(report, labels)
    people = (person_in(row, columns) for _, row in report.rows)
    return tuple(dict.fromkeys(person for person in people if not person.is_team))


def read_report(path: Path, options: ReadOptions) -> NavigatorReading:
    """Read the rows of the person that `options.person` names, or of the only one in the file.

    Raises:
        ArchiveError: the operating system refuses to read it.
        InputError: it isn't a report, says no period, or has several people and none or the wrong one was named.
    """
    labels = options.labels or LABELS
    report = open_report(path, options.name or path.name, labels)
    columns = columns_of(report, labels)
    people = [person_in(row, columns) for _, row in report.rows]
    everyone = [person for person in dict.fromkeys(people) if not person.is_team]
    person = choose(report, everyone, options.person, labels)
    rows = [numbered for numbered, whose in zip(report.rows, people, strict=True) if whose == person]
    tally = Tally(_ACTIVITY_EXPORT if report.is_activity_export else _USAGE_REPORT, report.name)
    reading = NavigatorReading(report.name, tally)
    if report.is_activity_export:
        _add_events(reading, rows, columns, options)
    else:
        _add_totals(reading, report, rows, columns, options.not_after)
        _note_columns(reading, report, labels)
    if others := len(everyone) - 1:
        tally.notes.append(f"the rows of {others:,} other {'person' if others == 1 else 'people'} were not read")
    return reading


def columns_of(report: Report, labels: Mapping[str, str]) -> dict[str, int]:
    """Return the position of each meaning; of two columns that mean the same, the first."""
    columns: dict[str, int] = {}
    for at, title in enumerate(map(fold, report.header)):
        columns.setdefault(title if report.is_activity_export else labels.get(title, ""), at)
    if report.is_activity_export and "seatid" in columns:
        columns["seat"] = columns["seatid"]
    columns.pop("", None)
    return columns


def _cell(row: Sequence[str], columns: Mapping[str, int], meaning: str) -> str:
    at = columns.get(meaning)
    return row[at].strip() if at is not None and at < len(row) else ""


def person_in(row: Sequence[str], columns: Mapping[str, int]) -> Person:
    """Return the person whom a row is about."""
    names = (_cell(row, columns, "first_name"), _cell(row, columns, "last_name"))
    name = _cell(row, columns, "name") or " ".join(filter(None, names))
    return Person(" ".join(name.split()), _cell(row, columns, "email").casefold(), _cell(row, columns, "seat"))


def choose(report: Report, people: Sequence[Person], wanted: str, labels: Mapping[str, str] = LABELS) -> Person:
    """Return the one person in a report, or the one that is named; nobody is guessed.

    Raises:
        InputError: there are several and none is named, or the name is nobody's or several people's.
    """
    name, meant = report.name, [person for person in people if person.is_called(wanted)] if wanted else list(people)
    if len(meant) == 1:
        return meant[0]
    if not people:
        raise InputError("navigator-file", f"{name} has no rows below its header.", unchanged="Nothing was scored.")
    what = (
        f"{name} has {len(people)} people in it."
        if not wanted
        else f"{name} has nobody called {wanted}."
        if not meant
        else f"{name} has {len(meant)} people called {wanted}."
    )
    lines = suggested(title for title in report.header if fold(title) not in labels)
    raise InputError(
        "navigator-user",
        what,
        hint="On the command line, say which one you are by name, e-mail address or seat: "
        '--navigator-user "Ada Example". '
        + (f"To read more columns, write into a file for --navigator-labels: {'; '.join(lines)}. " if lines else "")
        + "On a team server, your lead can upload the report for everyone.",
    )


def _add_totals(
    reading: NavigatorReading,
    report: Report,
    rows: Sequence[tuple[int, Sequence[str]]],
    columns: Mapping[str, int],
    latest: int | None,
) -> None:
    dates = [(_cell(row, columns, "period_start"), _cell(row, columns, "period_end")) for _, row in rows]
    whole = period_of_file(report) if not all(map(all, dates)) else None
    order = order_of(dates)
    for (line, row), (first, last) in zip(rows, dates, strict=True):
        try:
            period = whole or read_period(first, last, order)
            if latest is not None and period.first > latest:
                raise ValueError(_LATER)
            shown = Period(period.first, period.last if latest is None else min(period.last, latest))
            totals = Totals(shown, *(_count(row, columns, metric, report) for metric in METRICS))
        except ValueError as error:
            reading.tally.reject(line, str(error))
            continue
        reading.totals.append(totals)
        reading.tally.imported += 1
    for totals in reading.totals:
        _note_totals(reading.tally, totals)


def period_of_file(report: Report) -> Period:
    """Return the period that the lines above the header or the file's name state.

    Raises:
        InputError: they state none.
    """
    try:
        period = period_in((*report.above, " - ".join(report.above), report.name))
    except ValueError as error:
        period, why = None, f" ({error})"
    else:
        why = ""
    if period is None:
        raise InputError(
            "navigator-period",
            f"{report.name} doesn't say which days it covers{why}.",
            unchanged="Nothing was scored.",
            hint="Put the first and the last day into the file's name: usage 2026-05-01 to 2026-05-31.csv.",
        )
    return period


def _count(row: Sequence[str], columns: Mapping[str, int], metric: str, report: Report) -> int | None:
    """Return a number, None if the cell is empty. Raises ValueError if it is anything else."""
    cell = _cell(row, columns, metric)
    if cell.casefold() in _UNKNOWN:
        return None
    value = whole_number(whole[1] if (whole := _WHOLE.fullmatch(cell)) else cell)
    if value is None or value < 0:
        raise ValueError(f"{report.header[columns[metric]]} isn't a whole number: {cell[:20]}")
    return value


def _note_totals(tally: Tally, totals: Totals) -> None:
    period, known = totals.period, [name for name, value in zip(METRICS, totals[1:], strict=True) if value is not None]
    tally.notes.append(f"covers {iso(period.first)} to {iso(period.last)}; its totals count evenly over these days")
    if not known:
        tally.notes.append("it has no numbers for you: Sales Navigator isn't set up yet, or the period is before that")
    if totals.days_active is not None and totals.days_active > len(period.days):
        tally.notes.append(f"{totals.days_active} days active in {len(period.days)} days: {len(period.days)} count")
    if totals.leads_saved is not None:
        tally.notes.append(
            "Leads saved is read as the number saved in these days; if it is all leads ever saved, call the column "
            "leads_saved_total in a file for --navigator-labels"
        )


def _note_columns(reading: NavigatorReading, report: Report, labels: Mapping[str, str]) -> None:
    unknown = [title for title in report.header if title and fold(title) not in labels]
    if lines := suggested(unknown):
        reading.tally.notes.append("to read more columns, write these lines into a labels file: " + "; ".join(lines))
    elif unknown:
        reading.tally.notes.append("unknown columns, ignored: " + ", ".join(unknown[:5]))


def _add_events(
    reading: NavigatorReading,
    rows: Sequence[tuple[int, Sequence[str]]],
    columns: Mapping[str, int],
    options: ReadOptions,
) -> None:
    identities: set[int] = set()
    in_archive: Counter[str] = Counter()
    for line, row in rows:
        try:
            event = _event(row, columns, options.identity)
            if options.not_after is not None and event.day > options.not_after:
                raise ValueError(_LATER)
        except ValueError as error:
            reading.tally.reject(line, str(error))
            continue
        reading.tally.imported += 1
        if event.identity in identities:
            reading.tally.mark_duplicate(1)
            continue
        identities.add(event.identity)
        reading.events.append(event)
        in_archive[event.kind] += 1
    if in_archive[""]:
        reading.tally.notes.append(f"{in_archive['']:,} messages and connections count by your archive, not again")


def _event(row: Sequence[str], columns: Mapping[str, int], identity: Identify) -> SeatActivity:
    """Return an activity. Its date is always month first. Raises ValueError if it can't be read."""
    what = _cell(row, columns, "activitytype").upper()
    if what not in _KINDS and what not in _IN_ARCHIVE:
        raise ValueError(f"an unknown activity: {what[:30]}")
    activity_id = _cell(row, columns, "activityid")
    if not activity_id:
        raise ValueError("no activityId")
    try:
        at = datetime.strptime(_cell(row, columns, "createdat").removesuffix(" UTC"), _CREATED).replace(tzinfo=UTC)
    except ValueError:
        raise ValueError("a date that isn't written MM-DD-YYYY HH:MM:SS") from None
    return SeatActivity(int(at.timestamp()) // DAY_SECONDS, _KINDS.get(what, ""), identity((activity_id,)))
