"""Report how the tables differ from what was settled and from what is expected, in words, or refuse it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openssi.activity.calendar import iso
from openssi.errors import InputError
from openssi.model import WINDOW
from openssi.population.store.input_tables import InputTable, InputTables
from openssi.population.store.manifest import SettledTable

__all__ = ["Changes", "changes", "notes_on", "refuse_notes", "unknown_kinds"]

_LISTED = 5


@dataclass(frozen=True, slots=True)
class Changes:
    """Partitions that differ from what was settled, by name.

    Attributes:
        changed: their content changed.
        late: they arrived after a later day was settled.
        missing: they are gone.
    """

    changed: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def changes(settled: Iterable[SettledTable], now: Iterable[InputTable], day: int) -> Changes:
    """Compare the partitions that were settled with those that there are now, as far as they are known on a day."""
    before = {table.name: table for table in settled if (table.known_day or 0) <= day}
    current = {table.summary.name: table.summary for table in now}
    last = max((table.known_day or 0 for table in before.values()), default=0)
    return Changes(
        tuple(name for name, table in current.items() if name in before and before[name].digest != table.digest),
        tuple(
            name for name, table in current.items() if before and name not in before and (table.known_day or 0) <= last
        ),
        tuple(name for name in before if name not in current),
    )


def notes_on(inputs: InputTables, changed: Changes, day: int) -> list[str]:
    """Return a sentence for each kind of surprise in the tables."""
    copies = [table.summary.name for table in (inputs.members, inputs.connections, *inputs.activity) if table.copies]
    surprises = {
        "changed since they were settled, and were settled again": changed.changed,
        "arrived late": changed.late,
        "were settled before and are missing now, so their rows don't count any more": changed.missing,
        "contain the same file more than once; it counts once": copies,
    }
    notes = [f"Some partitions {what}: {_listed(names)}." for what, names in surprises.items() if names]
    identical = _same_content(inputs.activity)
    notes += (
        [f"Partitions of different days contain the same file, which counts on each of them: {_listed(identical)}."]
        if identical
        else []
    )
    gaps = _days_without_rows(inputs.activity, day)
    notes += [f"No activity is known for {_listed(gaps)}."] if gaps else []
    return notes


def _same_content(activity: Sequence[InputTable]) -> list[str]:
    counts = Counter(file.digest for table in activity for file in table.files if file.rows)
    return [table.summary.name for table in activity if any(counts[file.digest] > 1 for file in table.files)]


def _days_without_rows(activity: Sequence[InputTable], day: int) -> list[str]:
    """Return the days of the window without a row, from the first partition; none for tables without days."""
    days = {table.summary.known_day: table.summary.rows for table in activity}
    known = [current for current in days if current is not None]
    if not known or None in days:
        return []
    empty = [current for current in range(max(min(known), day - WINDOW + 1), day + 1) if not days.get(current)]
    starts = [current for current in empty if current - 1 not in empty]
    ends = [current for current in empty if current + 1 not in empty]
    return [
        iso(start) if start == end else f"{iso(start)} to {iso(end)}" for start, end in zip(starts, ends, strict=True)
    ]


def unknown_kinds(tables: Iterable[SettledTable]) -> list[str]:
    """Return a sentence about rows of kinds that no model has."""
    counts: Counter[str] = Counter()
    for table in tables:
        for unit in table.units:
            counts.update(unit.unknown_kinds)
    if not counts:
        return []
    listed = _listed([f"{kind!r} ({rows:,} {'row' if rows == 1 else 'rows'})" for kind, rows in counts.most_common()])
    return [f"Rows of kinds that no model has were ignored: {listed}."]


def refuse_notes(notes: Sequence[str]) -> None:
    """Raise if there are any notes.

    Raises:
        InputError: the tables have surprises.
    """
    if notes:
        raise InputError(
            "population-changed",
            " ".join(notes),
            unchanged="Nothing was written.",
            hint="Correct the tables, or run without --strict to go on with them as they are.",
        )


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more
