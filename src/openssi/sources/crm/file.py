"""Read outcomes from the rows of one CRM export."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC
from functools import cached_property
from typing import NamedTuple

from openssi.activity.calendar import DAY_SECONDS, parse_iso, to_date, zone_day
from openssi.errors import InputError
from openssi.sources.crm.column_labels import (
    COMPANY_AMOUNTS,
    DUPLICATE_WORDS,
    LOST_WORDS,
    NO_WORDS,
    NOT_DONE,
    OPEN_STAGES,
    OPEN_WORDS,
    OUTCOMES,
    WON_WORDS,
    YES_WORDS,
    find_columns,
    plain,
)
from openssi.sources.crm.mapping import Mapping
from openssi.sources.crm.numbers import (
    DECIMALS,
    Decimal,
    MixedDecimalsError,
    currency_of,
    decimal_of,
    is_number,
    read_number,
)
from openssi.sources.crm.table import SalesTable
from openssi.sources.csv_text import CsvRow
from openssi.sources.dates import DateColumn, DateOrder, decide_order

__all__ = ["DATES", "CrmFile", "Outcome", "RejectedError", "is_countable"]

#: Fields with a date; the first one that an export has is the one that changes least.
DATES = ("created", "date", "closed")
_TOTALS = frozenset({"total", "totals", "summe", "gesamt", "grand total", "subtotal", "total general", "somme", "suma"})
_YEARS = range(1990, 2101)
_LONGEST_NAME = 200  # characters of a seller
_NUMERIC_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b", re.ASCII)
_MONTHS = (
    (re.compile(r"(\d{4})[-/.](\d{1,2})", re.ASCII), r"\1-\2-01"),
    (re.compile(r"(\d{1,2})[-/.](\d{4})", re.ASCII), r"\2-\1-01"),
    (re.compile(r"([^\W\d_]{3,12})\.?[ -](\d{4})"), r"1 \1 \2"),
)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)", re.ASCII)


class Outcome(NamedTuple):
    """What one row says: a seller, and outcomes with their days and quantities."""

    seller: str
    counted: tuple[tuple[str, int, float], ...]


class RejectedError(Exception):
    """A row that cannot be counted; the text is the reason."""


def is_countable(columns: dict[str, int], mapping: Mapping) -> bool:
    """Return whether outcomes can be counted from columns: by creation, by a won deal's end, by kind, or as counts."""
    if "created" in columns or "kind" in columns or mapping.kind:
        return True
    if "date" in columns and any(name in columns for name in OUTCOMES):
        return True
    return "closed" in columns and bool({"won", "status", "stage"} & set(columns))


class CrmFile:
    """The rows of one export.

    Args:
        table: its header and rows.
        mapping: what only the team knows.
        time_zone: the CRM's own, for moments with a time zone.
        amounts: whether the amounts of won deals are read.
        today: the day of reading, after which nothing has happened yet; None if it doesn't matter.

    Attributes:
        open_stages: stages that are known neither as won nor as lost.
        entered_later: how many won deals were closed before they were created.
        currencies: how many amounts were read in each currency.
    """

    def __init__(
        self, table: SalesTable, mapping: Mapping, time_zone: str, *, amounts: bool, today: int | None = None
    ) -> None:
        self.table, self.mapping, self._time_zone, self._today = table, mapping, time_zone, today
        self.columns = find_columns(table.header, mapping.columns)
        self._amounts = amounts
        self._check_labels()
        self.days = self._read_days()
        self._decimals: dict[str, Decimal] = {}
        self.open_stages: dict[str, None] = {}
        self.entered_later = 0
        self.currencies: Counter[str] = Counter()
        if not is_countable(self.columns, mapping):
            raise InputError(
                "crm-column",
                f"{table.name} doesn't say what its rows are: there is no creation date, no kind and no count of "
                "an outcome.",
                unchanged="Nothing was compared.",
                hint=(
                    'Add the column "Create Date" to the export, or name its label in a mapping file: '
                    '[columns] created = "…".'
                ),
            )

    def _check_labels(self) -> None:
        """Refuse two columns of one label that differ: nobody can tell which one is meant."""
        labels = [plain(label) for label in self.table.header]
        for at in self.columns.values():
            for other in range(len(labels)):
                if other == at or labels[other] != labels[at] or not labels[at]:
                    continue
                if any(row.cells[other] != row.cells[at] for row in self.table.rows):
                    raise InputError(
                        "crm-column",
                        f'{self.table.name} has two columns called "{self.table.header[at]}", and they differ.',
                        unchanged="Nothing was compared.",
                        hint="Remove or rename one of them.",
                    )

    @cached_property
    def _wide(self) -> tuple[str, ...]:
        """Outcomes that have a column of counts."""
        if "date" not in self.columns or "created" in self.columns or "kind" in self.columns:
            return ()
        return tuple(name for name in OUTCOMES if name in self.columns and self._is_mostly_numbers(name))

    def _is_mostly_numbers(self, name: str) -> bool:
        cells = [cell for row in self.table.rows if (cell := self.cell(row, name))]
        return 2 * sum(map(is_number, cells)) >= len(cells)

    @property
    def has_deals(self) -> bool:
        """Return whether a row is a deal, and not a count or a meeting."""
        return not self._wide and "kind" not in self.columns and not self.mapping.kind

    @property
    def has_counts(self) -> bool:
        """Return whether a row is a quantity of a day or month, and not a single deal or meeting."""
        return bool(self._wide) or "count" in self.columns

    def is_blank(self, row: CsvRow, outcome: str) -> bool:
        """Return whether a row has a column for an outcome's count and nothing in it, so that it corrects nothing."""
        return outcome in self._wide and not self.cell(row, outcome)

    def record(self, row: CsvRow) -> str:
        """Return what identifies the deal or meeting of a row; "" if rows are counts, or have no ID."""
        return "" if self.has_counts else self.cell(row, "id")

    def description(self, row: CsvRow) -> tuple[str, ...]:
        """Return what a deal or meeting without an ID has in all exports: its kind, its first date and its name.

        Stage, closing date and amount change from one export to the next. Raises RejectedError if its date is not one.
        """
        date = next((name for name in DATES if self.cell(row, name)), DATES[0])
        kind = self.cell(row, "kind") or self.mapping.kind or "deal"
        return plain(kind), str(self._dated(row, date)), plain(self.cell(row, "name"))

    def cell(self, row: CsvRow, name: str) -> str:
        """Return a field of a row; "" if the file has no such column."""
        return row.cells[self.columns[name]] if name in self.columns else ""

    def number(self, row: CsvRow, name: str) -> float | None:
        """Return a field of a row as a number; None if it is something else.

        Raises:
            InputError: the numbers of the column can't all be read in one way.
        """
        return read_number(self.cell(row, name), self._decimal(name))

    def _decimal(self, name: str) -> Decimal:
        """Return what separates the fraction in a column, decided once from all its rows."""
        if name not in self._decimals:
            self._decimals[name] = self._decide_decimal(name)
        return self._decimals[name]

    def _decide_decimal(self, name: str) -> Decimal:
        if self.mapping.decimals:
            return DECIMALS[self.mapping.decimals]
        try:
            return decimal_of(self.cell(row, name) for row in self.table.rows)
        except MixedDecimalsError as error:
            label = self.table.header[self.columns[name]]
            raise InputError(
                "crm-number",
                f'{self.table.name} has numbers in "{label}" that can\'t be read with certainty: {error}.',
                unchanged="Nothing was compared.",
                hint=(
                    "Write the column without separators of thousands, or say in a mapping file (--mapping) what "
                    'separates the fraction: decimals = "point" or decimals = "comma".'
                ),
            ) from error

    def outcome(self, row: CsvRow) -> Outcome:
        """Return what a row says. Raises RejectedError if it cannot be counted."""
        if plain(next((cell for cell in row.cells if cell), "")) in _TOTALS:
            raise RejectedError("a line of totals")
        if _is_note(row):
            raise RejectedError("a note below the table")
        seller = self.cell(row, "seller")
        if not seller:
            raise RejectedError("no seller")
        if len(seller) > _LONGEST_NAME:
            raise RejectedError(f"a seller of more than {_LONGEST_NAME} characters")
        if self._wide:
            return Outcome(seller, tuple(self._wide_counts(row)))
        if "kind" in self.columns or self.mapping.kind:
            return Outcome(seller, ((self._kind(row), self._dated(row, "date"), self._quantity(row)),))
        if DUPLICATE_WORDS & set(plain(self.cell(row, "reason")).split()):
            raise RejectedError("a duplicate, as the CRM says")
        return Outcome(seller, tuple(self._deal(row)))

    def _wide_counts(self, row: CsvRow) -> Iterator[tuple[str, int, float]]:
        day = self._dated(row, "date")
        for name in self._wide:
            text = self.cell(row, name)
            quantity = self.number(row, name) if text else 0.0
            if quantity is None or quantity < 0:
                raise RejectedError(f"{self.table.header[self.columns[name]]} is not a count")
            self._check_percent(name, text)
            if name == "amount_won" and quantity:
                self.currencies[self._currency(row, text)] += 1
            yield name, day, quantity

    def _kind(self, row: CsvRow) -> str:
        if plain(self.cell(row, "done")) in NOT_DONE:
            raise RejectedError("it hasn't taken place")
        text = plain(self.cell(row, "kind"))
        for name, words in OUTCOMES.items():
            if text in words or text == name.replace("_", " "):
                return name
        if self.mapping.kind and not text:
            return self.mapping.kind
        raise RejectedError("a kind of outcome that isn't compared")

    @cached_property
    def _with_percent(self) -> frozenset[str]:
        """Fields that some rows give in percent."""
        return frozenset(name for name in self.columns if any("%" in self.cell(row, name) for row in self.table.rows))

    def _check_percent(self, name: str, text: str) -> None:
        """Refuse a number without % among some with it: 1.05 may be 105% or 1.05%."""
        if text and name in self._with_percent and "%" not in text:
            raise RejectedError(f"{self.table.header[self.columns[name]]} is not in percent, as in other rows")

    def _quantity(self, row: CsvRow) -> float:
        text = self.cell(row, "count")
        if not text:
            return 1.0
        self._check_percent("count", text)
        quantity = self.number(row, "count")
        if quantity is None or quantity < 0:
            raise RejectedError("the count is not a number")
        return quantity

    def _deal(self, row: CsvRow) -> Iterator[tuple[str, int, float]]:
        created = self._dated(row, "created") if "created" in self.columns else None
        closed = self._dated(row, "closed") if "closed" in self.columns and self._won(row) else None
        if created is not None and (closed is None or closed >= created):
            yield "opportunities", created, 1.0
        if closed is None:
            return
        yield "deals_won", closed, 1.0
        if self._amounts and "amount" in self.columns:
            yield "amount_won", closed, self._amount(row)
        self.entered_later += created is not None and closed < created

    def _amount(self, row: CsvRow) -> float:
        text = self.cell(row, "amount")
        amount = self.number(row, "amount")
        if amount is None:
            raise RejectedError("a won deal whose amount is not a number" if text else "a won deal without an amount")
        if amount < 0:
            raise RejectedError("a won deal with a negative amount")
        self.currencies[self._currency(row, text)] += 1
        return amount

    def _currency(self, row: CsvRow, amount: str) -> str:
        if "amount" in self.columns and plain(self.table.header[self.columns["amount"]]) in COMPANY_AMOUNTS:
            return ""
        return self.cell(row, "currency") or currency_of(amount)

    def _won(self, row: CsvRow) -> bool:
        """Return whether a deal was won. Its closing date alone proves nothing: that of an open deal is a guess."""
        unknown = ""
        for name in ("won", "status", "stage"):
            text = self.cell(row, name)
            word, answers = plain(text), name == "won"
            if text in self.mapping.won or word in WON_WORDS or (answers and word in YES_WORDS):
                return True
            if text in self.mapping.lost or word in LOST_WORDS or (answers and word in NO_WORDS):
                return False
            if name == "status" and word in OPEN_WORDS:
                return False
            if text and not answers:
                unknown = "" if text in self.mapping.open or word in OPEN_STAGES else text
        if unknown:
            self.open_stages[unknown] = None
        return False

    def _dated(self, row: CsvRow, name: str) -> int:
        if name not in self.columns:
            name = next(field for field in DATES if field in self.columns)
        text = self.cell(row, name)
        if not text:
            raise RejectedError(f"no {name} date")
        day = self.days[self.columns[name]].get(text)
        label = self.table.header[self.columns[name]]
        if isinstance(day, int) and to_date(day).year in _YEARS:
            if self._today is not None and day > self._today + 1:  # tomorrow, where the sun rises first
                raise RejectedError(f"{label} is in the future")
            return day
        raise RejectedError(f"{label}: {day}" if isinstance(day, str) else f"{label} is not a date that can be read")

    def _read_days(self) -> dict[int, dict[str, int | str | None]]:
        """Return, by column, the day of each different date, why it can't be known, or None.

        A file has one order of day and month, so any date in it decides for all.
        """
        used = [at for name, at in self.columns.items() if name in DATES]
        texts = {at: dict.fromkeys(row.cells[at] for row in self.table.rows if row.cells[at]) for at in used}
        order = self._order([text for column in texts.values() for text in column])
        days: dict[int, dict[str, int | str | None]] = {}
        for at, column in texts.items():
            reader = DateColumn(order)
            days[at] = {text: self._day(reader, text, order) for text in column}
        return days

    def _order(self, texts: list[str]) -> DateOrder:
        if self.mapping.dates:
            return DateOrder(self.mapping.dates == "day first")
        numeric = [match for text in texts if (match := _NUMERIC_DAY.match(text))]
        decisive = [match.string for match in numeric if max(int(match[1]), int(match[2])) > 12]
        if decisive:
            return decide_order(decisive)
        if not numeric or "." in numeric[0][0]:
            return DateOrder(day_first=True)
        example = numeric[0].string
        return DateOrder(fault=f'{example} can be read both ways; write dates = "day first" into a mapping file')

    def _day(self, column: DateColumn, text: str, order: DateOrder) -> int | str | None:
        if _INSTANT.fullmatch(text):
            with suppress(ValueError):
                moment = parse_iso(text)
                return zone_day(int(moment.astimezone(UTC).timestamp()), self._time_zone)
            return None
        try:
            return column.read([_whole_day(text)])[0] // DAY_SECONDS
        except ValueError:
            return (order.fault or None) if _NUMERIC_DAY.match(text) else None


def _is_note(row: CsvRow) -> bool:
    """Return whether a row has nothing but a text at its beginning, as the notes at the end of a report do."""
    return len(row.cells) > 2 and bool(row.cells[0]) and not any(row.cells[1:])


def _whole_day(text: str) -> str:
    """Return a month ("2026-03", "03/2026", "March 2026") as its first day; any other text unchanged."""
    for pattern, day in _MONTHS:
        if pattern.fullmatch(text):
            return pattern.sub(day, text)
    return text
