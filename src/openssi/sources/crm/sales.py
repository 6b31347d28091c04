"""Count a CRM's exports by seller, month and outcome; each row is counted, a duplicate, or rejected."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Table
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from openssi.activity.calendar import check_zone, to_date
from openssi.activity.report import FileReport, Rejection
from openssi.errors import InputError
from openssi.sources.crm.column_labels import OUTCOMES, find_columns, has_label
from openssi.sources.crm.file import DATES, CrmFile, Outcome, RejectedError, is_countable
from openssi.sources.crm.mapping import Mapping
from openssi.sources.crm.table import Sheets, column_labels, find_table, read_sheets_of
from openssi.sources.csv_text import CsvRow

__all__ = ["Sales", "SellerSales", "count_sales", "read_sales", "unknown_columns"]

_MOST_REJECTIONS = 20  # listed one by one; all are counted
_DYNAMICS_STOPS = 100_000  # rows of an export; it doesn't say so
_Described = tuple[str, ...]
_SALESFORCE_ID = 18  # characters, of which the last three only check the others; reports have 15


@dataclass
class SellerSales:
    """One seller.

    Attributes:
        outcomes: quantities by outcome and month.
        exposure: working days by month.
        stratum: territory, segment or team.
        days: quantities by outcome and day, for a trial, which doesn't start with a month.
    """

    outcomes: dict[str, dict[int, float]] = field(default_factory=dict[str, dict[int, float]])
    exposure: dict[int, float] = field(default_factory=dict[int, float])
    stratum: str = ""
    days: dict[str, dict[int, float]] = field(default_factory=dict[str, dict[int, float]])

    def add(self, outcome: str, day: int, quantity: float) -> None:
        """Count an outcome of a day."""
        for by_time, time in ((self.outcomes, _month(day)), (self.days, day)):
            counts = by_time.setdefault(outcome, {})
            counts[time] = counts.get(time, 0.0) + quantity


@dataclass(frozen=True)
class Sales:
    """Sales by seller, and what became of every row of every file.

    Attributes:
        sellers: by the seller's name as the CRM first writes it.
        files: accounting of each file.
        open_stages: stages that are known neither as won nor as lost, so that their deals count as open.
        currency: the currency of amounts; empty if there are none, or they have none.
        notes: what an export lacks, as sentences.
    """

    sellers: dict[str, SellerSales]
    files: tuple[FileReport, ...]
    open_stages: tuple[str, ...] = ()
    currency: str = ""
    notes: tuple[str, ...] = ()

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes found, in the order of `OUTCOMES`."""
        present = {name for seller in self.sellers.values() for name, by_month in seller.outcomes.items() if by_month}
        return tuple(name for name in OUTCOMES if name in present)


def read_sales(
    paths: Sequence[Path],
    mapping: Mapping,
    *,
    time_zone: str = "UTC",
    amounts: bool = False,
    today: int | None = None,
) -> Sales:
    """Read exports of one CRM, the oldest first: of a deal or a count in several of them, the last one counts.

    Args:
        paths: the files, CSV or XLSX.
        mapping: what only the team knows.
        time_zone: the CRM's own, for moments with a time zone.
        amounts: whether the amounts of won deals are read.
        today: the day of reading: rows of later days are rejected; None to accept them.

    Raises:
        InputError: a file cannot be read, lacks columns that are needed, or amounts are in several currencies.
        UsageError: the time zone doesn't exist.
    """
    exports = [(path.name, read_sheets_of(path)) for path in paths]
    return count_sales(exports, mapping, time_zone=time_zone, amounts=amounts, today=today)


def count_sales(
    exports: Sequence[tuple[str, Sheets]],
    mapping: Mapping,
    *,
    time_zone: str = "UTC",
    amounts: bool = False,
    today: int | None = None,
) -> Sales:
    """Count exports that were opened, as `read_sales` does; each is its file's name and its sheets."""
    check_zone(time_zone)
    _check_labels([sheets for _, sheets in exports], mapping)
    files = [
        CrmFile(
            find_table(name, sheets, lambda cells: _missing(cells, mapping)),
            mapping,
            time_zone,
            amounts=amounts,
            today=today,
        )
        for name, sheets in exports
    ]
    counting = _Counting(files)
    reports = tuple(counting.count(at) for at in range(len(files)))
    if not any(report.imported for report in reports):
        raise _nothing_counted(reports)
    stages = dict.fromkeys(stage for file in files for stage in file.open_stages)
    currencies = sum((file.currencies for file in files), Counter[str]())
    notes = (*(note for file in files for note in _notes(file)), *counting.notes())
    return Sales(counting.sellers, reports, tuple(stages), _one_currency(currencies), notes)


def unknown_columns(path: Path, mapping: Mapping) -> tuple[str, ...]:
    """Return the labels of a file whose columns aren't recognized, for a question; empty if they are.

    Raises:
        InputError: the file cannot be read.
    """
    sheets = read_sheets_of(path)
    try:
        table = find_table(path.name, sheets, lambda cells: _missing(cells, mapping))
    except InputError:
        return column_labels(sheets)
    return () if is_countable(find_columns(table.header, mapping.columns), mapping) else table.header


def _missing(cells: Sequence[str], mapping: Mapping) -> str:
    """Name what a line lacks to be a header; empty if it is one."""
    columns = find_columns(cells, mapping.columns)
    seller, day = "seller" in columns, any(name in columns for name in DATES)
    if seller:
        return "" if day else "a date"
    return "the seller" if day else "the seller and a date"


def _check_labels(files: Sequence[Sheets], mapping: Mapping) -> None:
    """Refuse a label of a mapping file that no export has."""
    lines = [row.cells for sheets in files for rows in sheets for row in rows[:40]]
    for name, label in mapping.columns.items():
        if any(has_label(cells, label) for cells in lines):
            continue
        labels = list(dict.fromkeys(title for sheets in files for title in column_labels(sheets)))
        near = get_close_matches(label, labels, n=1)
        raise InputError(
            "crm-mapping",
            f'No export has a column "{label}", which the mapping file names for {name}.',
            unchanged="Nothing was compared.",
            hint=f'Did you mean "{near[0]}"?' if near else f"The columns are: {', '.join(labels[:20])}.",
        )


class _Counting:
    """Rows of several exports, each counted once.

    A deal or meeting is the one with its ID; without one, those of the same seller, kind, date and name are the same,
    as many as the export with the most of them has. A count is the one of the same seller, outcome and date. Each is
    counted as the last export has it.

    Attributes:
        sellers: what was counted so far, by seller.
    """

    def __init__(self, files: Sequence[CrmFile]) -> None:
        self.sellers: dict[str, SellerSales] = {}
        self._names: dict[str, str] = {}
        self._files = files
        self._owners: dict[tuple[str, str], set[str]] = {}
        self._last: dict[tuple[str, str], tuple[int, int]] = {}
        self._without_id: dict[_Described, Counter[int]] = {}  # how many each file has
        self._last_count: dict[_Described, int] = {}  # the last file that has it
        self._duplicates: Counter[int] = Counter()  # without an ID, by file
        self._replaced: Counter[int] = Counter()  # counts, by file
        self._unidentified: set[int] = set()
        for at, file in enumerate(files):
            for row in file.table.rows:
                self._note_row(at, file, row)
            file.currencies.clear()  # they are counted with the rows

    def _note_row(self, at: int, file: CrmFile, row: CsvRow) -> None:
        """Remember which file has a row's deal, meeting or count last."""
        if key := _record(file, row):
            owner = _seller_key(file.cell(row, "seller"))
            self._owners.setdefault(key, set()).update([owner] if owner else [])
            self._last[key] = (at, row.line)
        elif len(self._files) == 1:
            return
        elif file.has_counts:
            with suppress(RejectedError):
                outcome = file.outcome(row)
                written = [key for key in _counts_of(outcome) if not file.is_blank(row, key[1])]
                self._last_count.update(dict.fromkeys(written, at))
        elif described := _described(file, row):
            self._unidentified.add(at)
            self._without_id.setdefault(described, Counter())[at] += 1

    def count(self, at: int) -> FileReport:
        """Count the rows of one file. Return what became of each."""
        file = self._files[at]
        reasons: Counter[str] = Counter()
        rejections: list[Rejection] = []
        in_file: Counter[_Described] = Counter()
        duplicate = imported = 0
        days: list[int] = []
        for row in file.table.rows:
            try:
                if self._is_duplicate(file, at, row, in_file):
                    duplicate += 1
                    continue
                outcome = self._without_replaced(at, file.outcome(row))
            except RejectedError as error:
                reasons[str(error)] += 1
                rejections.append(Rejection(row.line, str(error)))
                continue
            if outcome is None:
                duplicate += 1
                continue
            imported += 1
            self._add(file, row, outcome)
            days += [day for _, day, _ in outcome.counted]
        return FileReport(
            file.table.name, "", len(file.table.rows), imported, duplicate, sum(reasons.values()), 0,
            min(days, default=None), max(days, default=None), tuple(rejections[:_MOST_REJECTIONS]),
            tuple(reasons.items()),
        )  # fmt: skip

    def notes(self) -> Iterator[str]:
        """Say what was taken for a duplicate without proof, as sentences."""
        for at, file in enumerate(self._files):
            name = file.table.name
            if many := self._duplicates[at]:
                yield (
                    f"{name}: {'1 row' if many == 1 else f'{many:,} rows'} without an ID {_were(many)} taken for "
                    f"{'that' if many == 1 else 'those'} of a later export with the same seller, date and name. Add "
                    "the CRM's ID to both exports to be certain."
                )
            if many := self._replaced[at]:
                yield (
                    f"{name}: {many:,} {'count' if many == 1 else 'counts'} {_were(many)} replaced by a later export, "
                    "which has the same seller, date and outcome."
                )
            if at in self._unidentified and self._last:
                yield (
                    f"{name} has deals without an ID and another export has IDs, so a deal in both counts twice. "
                    "Export both with the ID."
                )

    def _is_duplicate(self, file: CrmFile, at: int, row: CsvRow, here: Counter[_Described]) -> bool:
        if key := _record(file, row):
            if len(self._owners[key]) > 1:
                raise RejectedError("the same deal under two sellers")
            return self._last[key] != (at, row.line)
        if not self._without_id or file.has_counts or not (described := _described(file, row)):
            return False
        here[described] += 1
        files = self._without_id[described]
        later = max((many for other, many in files.items() if other > at), default=0)
        is_duplicate = here[described] > files[at] - later
        self._duplicates[at] += is_duplicate
        return is_duplicate

    def _without_replaced(self, at: int, outcome: Outcome) -> Outcome | None:
        """Return an outcome without counts that a later file has; None if nothing is left."""
        if not self._last_count or not self._files[at].has_counts:
            return outcome
        left = [
            one
            for key, one in zip(_counts_of(outcome), outcome.counted, strict=True)
            if self._last_count.get(key, at) == at
        ]
        self._replaced[at] += len(outcome.counted) - len(left)
        return Outcome(outcome.seller, tuple(left)) if left else None

    def _add(self, file: CrmFile, row: CsvRow, outcome: Outcome) -> None:
        name = self._names.setdefault(_seller_key(outcome.seller), outcome.seller)
        seller = self.sellers.setdefault(name, SellerSales())
        for kind, day, quantity in outcome.counted:
            seller.add(kind, day, quantity)
        seller.stratum = file.cell(row, "stratum") or seller.stratum
        if outcome.counted and (worked := file.number(row, "exposure")) is not None:
            seller.exposure[_month(outcome.counted[0][1])] = worked


def _record(file: CrmFile, row: CsvRow) -> tuple[str, str] | None:
    """Return what identifies the deal or meeting of a row in all exports; None if nothing does."""
    name = file.record(row).removesuffix(".0")
    if not name:
        return None
    if len(name) == _SALESFORCE_ID and name.isalnum() and not name.isdigit():
        name = name[: _SALESFORCE_ID - 3]
    return (file.cell(row, "kind") or file.mapping.kind or "deal", name)


def _described(file: CrmFile, row: CsvRow) -> _Described | None:
    """Return what identifies a row without an ID in all exports; None if it can't be counted."""
    try:
        return (_seller_key(file.cell(row, "seller")), *file.description(row))
    except RejectedError:
        return None


def _counts_of(outcome: Outcome) -> list[_Described]:
    """Return what identifies each count of a row in all exports."""
    seller = _seller_key(outcome.seller)
    return [(seller, kind, str(day)) for kind, day, _ in outcome.counted]


def _were(many: int) -> str:
    return "was" if many == 1 else "were"


def _seller_key(name: str) -> str:
    """Return a name without differences in case, spaces and encoding, which exports of one CRM have."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _month(day: int) -> int:
    calendar_date = to_date(day)
    return calendar_date.year * 12 + calendar_date.month - 1


def _notes(file: CrmFile) -> Iterator[str]:
    """Say what an export lacks."""
    if file.has_deals and "created" not in file.columns:
        yield f"{file.table.name} has no creation date, so opportunities aren't counted. Add that column to the export."
    if file.has_deals and "closed" not in file.columns:
        yield f"{file.table.name} has no closing date, so won deals aren't counted. Add that column to the export."
    if file.entered_later:
        deals = "1 won deal" if file.entered_later == 1 else f"{file.entered_later:,} won deals"
        yield (
            f"{file.table.name}: {deals} closed before the creation date, so probably entered afterwards. Such deals "
            "count as won, not as opportunities."
        )
    if len(file.table.rows) == _DYNAMICS_STOPS:
        at = f"exactly {_DYNAMICS_STOPS:,} rows, where Dynamics stops"
        yield f"{file.table.name} has {at}. Check that nothing is missing."


def _one_currency(currencies: Table[str, int]) -> str:
    if len(currencies) <= 1:
        return next(iter(currencies), "")
    listed = ", ".join(f"{name or 'no currency'} ({count:,})" for name, count in currencies.items())
    raise InputError(
        "crm-currency",
        f"The amounts are in several currencies, so they can't be added up: {listed}.",
        unchanged="Nothing was compared.",
        hint=(
            "Export the amount in one currency: HubSpot calls it Amount in company currency, Salesforce Amount "
            '(converted). If it isn\'t recognized, name it in a mapping file: [columns] amount = "…".'
        ),
    )


def _nothing_counted(reports: Sequence[FileReport]) -> InputError:
    reasons = sum((Counter(dict(report.reasons)) for report in reports), Counter[str]()).most_common(3)
    listed = "; ".join(f"{reason} ({count:,})" for reason, count in reasons)
    return InputError(
        "crm-rows",
        f"No row of the CRM's export could be counted: {listed}."
        if listed
        else "The CRM's export has no rows below its header.",
        unchanged="Nothing was compared.",
    )
