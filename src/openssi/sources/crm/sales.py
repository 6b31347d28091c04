"""Counts a CRM's export by seller, month and outcome; every row is counted, a duplicate, or rejected with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from openssi.activity.calendar import to_date, zone_day
from openssi.activity.report import FileReport, Rejection
from openssi.errors import InputError
from openssi.sources.crm.columns import LOST_WORDS, OUTCOMES, WON_WORDS, find_columns, plain
from openssi.sources.crm.mapping import Mapping
from openssi.sources.crm.table import Row, SalesTable, read_table
from openssi.sources.dates import DateColumn, DateOrder, decide_order

__all__ = ["Sales", "SellerSales", "read_sales"]

_MOST_REJECTIONS = 20  # listed one by one; all are counted
_TOTALS = frozenset({"total", "totals", "summe", "gesamt", "grand total", "subtotal", "total general", "somme", "suma"})
_DATES = ("created", "closed", "date")
_NO_DATE = "not a date that can be read"


@dataclass
class SellerSales:
    """One seller: quantities by outcome and month, working days by month, and a stratum."""

    outcomes: dict[str, dict[int, float]] = field(default_factory=dict[str, dict[int, float]])
    exposure: dict[int, float] = field(default_factory=dict[int, float])
    stratum: str = ""

    def add(self, outcome: str, month: int, quantity: float) -> None:
        """Count an outcome of a month."""
        by_month = self.outcomes.setdefault(outcome, {})
        by_month[month] = by_month.get(month, 0.0) + quantity


@dataclass(frozen=True)
class Sales:
    """Sales by seller, and what became of every row of every file.

    Attributes:
        sellers: by the seller's name as the CRM writes it.
        files: accounting of each file.
        open_stages: stages that are neither known as won nor as lost, so that their deals count as open.
    """

    sellers: dict[str, SellerSales]
    files: tuple[FileReport, ...]
    open_stages: tuple[str, ...] = ()

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes found, in the order of `OUTCOMES`."""
        found = {name for one in self.sellers.values() for name, by_month in one.outcomes.items() if by_month}
        return tuple(name for name in OUTCOMES if name in found)


class _Outcome(NamedTuple):
    """What one row says: outcomes with their days and quantities."""

    seller: str
    counted: tuple[tuple[str, int, float], ...]


class _RejectedError(Exception):
    """A row that cannot be counted; the text is the reason."""


def read_sales(paths: Sequence[Path], mapping: Mapping, *, time_zone: str = "UTC") -> Sales:
    """Read exports of one CRM.

    Args:
        paths: the files, CSV or XLSX.
        mapping: what only the team knows.
        time_zone: the CRM's own, for moments with a time zone.

    Raises:
        InputError: a file cannot be read, or lacks the columns that are needed.
    """
    sellers: dict[str, SellerSales] = {}
    reports: list[FileReport] = []
    stages: dict[str, None] = {}
    for path in paths:
        table = read_table(path, lambda cells: _is_header(cells, mapping))
        file = _File(table, find_columns(table.header, mapping.columns), mapping, time_zone)
        reports.append(file.read(sellers))
        stages.update(dict.fromkeys(file.open_stages))
    return Sales(sellers, tuple(reports), tuple(stages))


def _is_header(cells: Sequence[str], mapping: Mapping) -> bool:
    found = find_columns(cells, mapping.columns)
    return "seller" in found and any(name in found for name in _DATES)


class _File:
    """One export while it is read."""

    def __init__(self, table: SalesTable, columns: dict[str, int], mapping: Mapping, time_zone: str) -> None:
        self.table, self.columns, self.mapping, self.time_zone = table, columns, mapping, time_zone
        self.days = {name: self._days(columns[name]) for name in _DATES if name in columns}
        self.open_stages: dict[str, None] = {}
        self._check()

    def _check(self) -> None:
        """Refuse a file from which no outcome can be counted."""
        if "created" in self.columns or self._wide or "kind" in self.columns or self.mapping.kind:
            return
        if "closed" in self.columns and self._has_state:
            return
        raise InputError(
            "crm-column",
            f"{self.table.name} doesn't say what its rows are: there is no creation date, no kind and no count of an outcome.",
            unchanged="Nothing was compared.",
            hint='Add the column "Create Date" to the export, or name its label in a mapping file: [columns] created = "…".',
        )

    @property
    def _wide(self) -> tuple[str, ...]:
        """Outcomes that have a column of their own."""
        return tuple(name for name in OUTCOMES if name in self.columns) if "date" in self.columns else ()

    @property
    def _has_state(self) -> bool:
        return bool({"won", "status", "stage"} & set(self.columns))

    def _days(self, at: int) -> dict[str, int | None]:
        """The day of each different cell of a column; the order of day and month is decided once."""
        texts = list(dict.fromkeys(row.cells[at] for row in self.table.rows if row.cells[at]))
        collector = DateColumn(collect=True)
        for text in texts:
            self._day(collector, text)
        column = DateColumn(decide_order(collector.numeric) if collector.numeric else DateOrder())
        return {text: self._day(column, text) for text in texts}

    def _day(self, column: DateColumn, text: str) -> int | None:
        whole = f"{text}-01" if len(text) == 7 and text[4] == "-" else text  # "2026-03" is a month
        try:
            seconds = column.read([whole.replace("T", " ").removesuffix("Z")])[0]
        except ValueError:
            return None
        return zone_day(seconds, self.time_zone) if text.endswith("Z") else seconds // 86_400

    def read(self, sellers: dict[str, SellerSales]) -> FileReport:
        """Count all rows. Return what became of each."""
        reasons: Counter[str] = Counter()
        rejections: list[Rejection] = []
        duplicate = imported = 0
        repeated = self._two_owners()
        seen: set[str] = set()
        days: list[int] = []
        for row in self.table.rows:
            try:
                deal = self._cell(row, "id")
                if deal in repeated:
                    raise _RejectedError("the same deal under two sellers")
                if deal and deal in seen:
                    duplicate += 1
                    continue
                seen.add(deal)
                outcome = self._outcome(row)
            except _RejectedError as error:
                reasons[str(error)] += 1
                rejections.append(Rejection(row.line, str(error)))
                continue
            imported += 1
            seller = sellers.setdefault(outcome.seller, SellerSales())
            self._count(seller, row, outcome)
            days += [day for _, day, _ in outcome.counted]
        return FileReport(
            self.table.name, "", len(self.table.rows), imported, duplicate, sum(reasons.values()), 0,
            min(days, default=None), max(days, default=None), tuple(rejections[:_MOST_REJECTIONS]), tuple(reasons.items()),
        )  # fmt: skip

    def _two_owners(self) -> set[str]:
        """IDs of deals that appear under more than one seller: their owner changed, and nobody can tell who sold."""
        owners: dict[str, set[str]] = {}
        for row in self.table.rows:
            if deal := self._cell(row, "id"):
                owners.setdefault(deal, set()).add(self._cell(row, "seller"))
        return {deal for deal, names in owners.items() if len(names) > 1}

    def _count(self, seller: SellerSales, row: Row, outcome: _Outcome) -> None:
        for name, day, quantity in outcome.counted:
            seller.add(name, _month(day), quantity)
        seller.stratum = self._cell(row, "stratum") or seller.stratum
        if outcome.counted and (worked := _number(self._cell(row, "exposure"))) is not None:
            seller.exposure[_month(outcome.counted[0][1])] = worked

    def _outcome(self, row: Row) -> _Outcome:
        if plain(next((cell for cell in row.cells if cell), "")) in _TOTALS:
            raise _RejectedError("a line of totals")
        seller = self._cell(row, "seller")
        if not seller:
            raise _RejectedError("no seller")
        if self._wide and "created" not in self.columns:
            return _Outcome(seller, tuple(self._wide_counts(row)))
        if "kind" in self.columns or self.mapping.kind:
            return _Outcome(seller, ((self._kind(row), self._dated(row, "date"), self._quantity(row)),))
        return _Outcome(seller, tuple(self._deal(row)))

    def _wide_counts(self, row: Row) -> Iterator[tuple[str, int, float]]:
        day = self._dated(row, "date")
        for name in self._wide:
            text = self._cell(row, name)
            quantity = _number(text) if text else 0.0
            if quantity is None or quantity < 0:
                raise _RejectedError(f"{self.table.header[self.columns[name]]} is not a count")
            yield name, day, quantity

    def _kind(self, row: Row) -> str:
        text = plain(self._cell(row, "kind")) if "kind" in self.columns else ""
        for name, words in OUTCOMES.items():
            if text in words or text == name.replace("_", " "):
                return name
        if self.mapping.kind and not text:
            return self.mapping.kind
        raise _RejectedError("a kind of outcome that isn't compared")

    def _quantity(self, row: Row) -> float:
        text = self._cell(row, "count")
        if not text:
            return 1.0
        quantity = _number(text)
        if quantity is None or quantity < 0:
            raise _RejectedError("the count is not a number")
        return quantity

    def _deal(self, row: Row) -> Iterator[tuple[str, int, float]]:
        if "created" in self.columns:
            yield "opportunities", self._dated(row, "created"), 1.0
        if "closed" in self.columns and self._won(row):
            yield "deals_won", self._dated(row, "closed"), 1.0

    def _won(self, row: Row) -> bool:
        """Whether a deal was won. Its closing date alone proves nothing: that of an open deal is a guess."""
        for name in ("won", "status", "stage"):
            text = self._cell(row, name)
            if not text:
                continue
            if text in self.mapping.won or plain(text) in WON_WORDS:
                return True
            if text in self.mapping.lost or plain(text) in LOST_WORDS:
                return False
            if name == "stage":
                self.open_stages[text] = None
        return False

    def _dated(self, row: Row, name: str) -> int:
        if name not in self.columns:
            name = next(one for one in _DATES if one in self.columns)
        text = self._cell(row, name)
        day = self.days[name].get(text) if text else None
        if day is None or not 1990 <= to_date(day).year <= 2100:
            raise _RejectedError(
                f"{self.table.header[self.columns[name]]} is {_NO_DATE}" if text else f"no {name} date"
            )
        return day

    def _cell(self, row: Row, name: str) -> str:
        return row.cells[self.columns[name]] if name in self.columns else ""


def _month(day: int) -> int:
    found = to_date(day)
    return found.year * 12 + found.month - 1


def _number(text: str) -> float | None:
    """Return a number as people write it: "1.234,5", "1,234.5", "87 %"."""
    digits = "".join(one for one in text if one.isdigit() or one in ",.-")
    if not digits or not any(map(str.isdigit, digits)):
        return None
    decimal = max(digits.rfind(","), digits.rfind("."))
    if decimal >= 0 and len(digits) - decimal - 1 == 3 and digits.count(digits[decimal]) == 1 and len(digits) > 4:
        decimal = -1  # "1,234" is more than a thousand
    whole, part = (digits, "") if decimal < 0 else (digits[:decimal], digits[decimal + 1 :])
    try:
        return float(whole.replace(",", "").replace(".", "") + (f".{part}" if part else ""))
    except ValueError:
        return None
