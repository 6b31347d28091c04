"""Settle a store: convert new or changed tables into its sorted buckets, in one step that readers see as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from openssi.model import PUBLISHED, WINDOW, Model
from openssi.population.arrays.contributions import Contributions
from openssi.population.store.activity import ActivityWriter
from openssi.population.store.connections import settle_connections
from openssi.population.store.differences import changes, notes_on, refuse_notes, unknown_kinds
from openssi.population.store.faults import merge_faults, refuse_faults
from openssi.population.store.folder import check_foreign, clean, disk_errors_reported
from openssi.population.store.input_tables import InputTable, InputTables, last_known_day, list_input_tables
from openssi.population.store.manifest import (
    SettledTable,
    SettledUnit,
    StoreAbout,
    even_bucket,
    read_about,
    write_about,
)
from openssi.population.store.members import Ordinals, read_ids, read_members, write_members
from openssi.population.store.sums import fold_bucket
from openssi.population.store.units import Outcome, Unit, units
from openssi.population.workers import Workers
from openssi.progress import Progress
from openssi.scoring.sql import attributes

__all__ = ["Options", "SettledStore", "settle"]

#: Days before the window that are not folded, so that a few earlier days can be scored from the same store.
_SLACK = 3
#: Extra days to fold at a time, because each fold rewrites everything folded before.
_WEEK = 7


@dataclass(frozen=True, slots=True)
class SettledStore:
    """An up-to-date store.

    Attributes:
        about: the store.
        rows: the rows that were settled.
        notes: sentences for the user: surprises in the tables, and what was ignored.
    """

    about: StoreAbout
    rows: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """How to settle.

    Attributes:
        strict: whether surprises are refused instead of noted.
        bucket: members in a bucket of a new store; by default buckets are equally full.
        progress: called with the rows settled so far and their total.
        folder: the folder that errors name; by default the store.
    """

    strict: bool = False
    bucket: int = 0
    progress: Progress | None = None
    folder: Path | None = None


def settle(
    folder: str, store: Path, day: int | None, model: Model, workers: Workers, options: Options = Options()
) -> SettledStore:
    """Bring a locked store up to date with the tables in a folder, as far as they are known on a day (None for all).

    The store changes at the very end and as a whole: if this process is killed, the old store remains.

    Raises:
        InputError: the tables are invalid, or have surprises that are refused; or the store is damaged.
        UsageError: the store can't be written, or is a folder of another program.
    """
    check_foreign(store)
    before = read_about(store)
    inputs = list_input_tables(folder, day, workers)
    clean(store, before)
    job = _Job(store, model, workers, inputs, last_known_day(inputs) if day is None else day, options)
    try:
        with disk_errors_reported(store, options.folder or store):
            settled = job.run(before)
    except BaseException:
        clean(store, before)
        raise
    clean(store, settled.about)
    return settled


class _Job:
    """Settles the tables once, into files with names that no earlier run used."""

    def __init__(
        self, store: Path, model: Model, workers: Workers, inputs: InputTables, day: int, options: Options
    ) -> None:
        self._store, self._model, self._workers, self._inputs, self._day = store, model, workers, inputs, day
        self._options = options
        self._contributions = Contributions(model)
        self._notes: list[str] = []
        self._rows = 0

    def run(self, before: StoreAbout | None) -> SettledStore:
        generation = before.generation + 1 if before else 1
        if before and before.contributions != self._contributions.fingerprint:
            self._notes.append(
                f"The store was made for model {before.model}, so it was built again for {self._model.id}."
            )
            before = None
        changed = changes(() if before is None else before.activity, self._inputs.activity, self._day)
        self._notes += notes_on(self._inputs, changed, self._day)
        if self._options.strict:
            refuse_notes(self._notes)
        about, ids, continued = self._with_members(before, generation)
        if not continued:
            before = None
        about = self._with_rows(about, before, Ordinals(ids))
        self._notes += unknown_kinds(about.activity)
        if self._options.strict:
            refuse_notes(self._notes)
        write_about(self._store, about)
        return SettledStore(about, self._rows, tuple(self._notes))

    def _with_members(self, before: StoreAbout | None, generation: int) -> tuple[StoreAbout, NDArray[np.int64], bool]:
        """Return the store with its members, their IDs, and whether those of `before` keep their ordinals."""
        table = self._inputs.members
        ids = None if before is None else read_ids(self._store / before.members_folder, before.count, before.bucket)
        if before and ids is not None and before.members.digest == table.summary.digest:
            return replace(before, generation=generation, model=self._model.id), ids, True
        rows = read_members(table, attributes(self._model), ids)
        if before and not rows.continued:
            self._notes.append("Members were removed, so the store was built again.")
        bucket = before.bucket if before else self._options.bucket or even_bucket(len(rows.ids))
        folder = f"members-{generation}"
        write_members(self._store / folder, rows, bucket)
        about = StoreAbout(
            model=self._model.id,
            contributions=self._contributions.fingerprint,
            bucket=bucket,
            count=len(rows.ids),
            industries=rows.industries,
            folded=_NEVER,
            members=table.summary,
            connections=self._inputs.connections.summary,
            activity=(),
            members_folder=folder,
            older_folder="",
            older_buckets=0,
            generation=generation,
        )
        if before and rows.continued:
            older = before.older_folder, before.older_buckets
            about = replace(about, folded=before.folded, older_folder=older[0], older_buckets=older[1])
        return about, rows.ids, rows.continued

    def _with_rows(self, about: StoreAbout, before: StoreAbout | None, ordinals: Ordinals) -> StoreAbout:
        """Return the store with its connections and activity."""
        tables = (before.connections, *before.activity) if before else ()
        settled_before = {table.name: table for table in tables}
        later = tuple(table for table in tables if (table.known_day or 0) > self._day)
        folded, start_over = self._fold_day(before)
        if start_over:
            about = replace(about, older_folder="", older_buckets=0, folded=_NEVER)
        connections, *activity = self._settle(about, settled_before, ordinals)
        return self._fold(replace(about, connections=connections, activity=(*activity, *later)), folded)

    def _fold_day(self, before: StoreAbout | None) -> tuple[int, bool]:
        """Return the last known day to fold, and whether everything up to it has to be folded again."""
        outside = self._day - WINDOW  # the last day that has left the window
        if before is None:
            return outside - _SLACK, True
        settled = {table.name: table for table in before.activity}
        now = {table.summary.name: table.summary for table in self._inputs.activity}
        altered = any(
            settled[name].digest != now[name].digest if name in settled and name in now else True
            for name in settled.keys() | now.keys()
            if _is_folded(settled.get(name) or now[name], before.folded)
        )
        if altered or before.folded > outside:
            return outside - _SLACK, True
        return (outside - _SLACK if before.folded < outside - _SLACK - _WEEK else before.folded), False

    def _settle(self, about: StoreAbout, before: Mapping[str, SettledTable], ordinals: Ordinals) -> list[SettledTable]:
        """Settle connections and activity as far as they changed; return these tables with the store's files."""
        inputs = self._inputs.connections, *self._inputs.activity
        divided = [
            _divide(table, before.get(table.summary.name), f"{about.generation}-{number}", about.folded)
            for number, table in enumerate(inputs)
        ]
        todo = [unit for _, changed in divided for unit in changed]
        self._rows = sum(unit.rows for unit in todo)
        activity = ActivityWriter(self._contributions, ordinals, about.bucket, self._store, _ALL_KINDS)
        task = partial(_settle_unit, activity=activity, ordinals=ordinals, bucket=about.bucket, store=self._store)
        results = list(self._workers.run(task, todo, self._show))
        refuse_faults(merge_faults(result.faults for result in results))
        return [
            replace(table.summary, units=(*unchanged, *_settled_units(table, results)))
            for table, (unchanged, _) in zip(inputs, divided, strict=True)
        ]

    def _show(self, fraction: float) -> None:
        if self._options.progress:
            self._options.progress(round(fraction * self._rows), self._rows)

    def _fold(self, about: StoreAbout, folded: int) -> StoreAbout:
        """Add up the stocks of days that have left the window."""
        files = [file for file in about.day_files() if file.known_day <= folded]
        activity = tuple(
            replace(table, units=tuple(unit.fold(folded) for unit in table.units)) for table in about.activity
        )
        updated = replace(about, folded=max(folded, about.folded), activity=activity)
        if not files:
            return updated
        target = self._store / f"older-{about.generation}"
        target.mkdir()
        task = partial(
            fold_bucket, store=self._store, about=about, files=files, sums=self._contributions.sums, target=target
        )
        for _ in self._workers.run(task, range(about.buckets)):
            pass
        return replace(updated, older_folder=target.name, older_buckets=about.buckets)


#: Before any day.
_NEVER = -(1 << 31)

#: Kinds of published models; rows of others may be misspelt.
_ALL_KINDS = frozenset(kind.id for model in PUBLISHED.values() for kind in model.kinds)


def _is_folded(table: SettledTable, folded: int) -> bool:
    """Return whether rows of a partition can be folded already."""
    return folded > _NEVER if table.known_day is None else table.known_day <= folded


def _divide(
    table: InputTable, before: SettledTable | None, name: str, folded: int
) -> tuple[tuple[SettledUnit, ...], list[Unit]]:
    """Return the units of a table that are settled already, and those to settle.

    Folded units count as settled only if what was folded is in the store: up to the known day `folded`.
    """
    usable = {
        unit.digest: unit
        for unit in (before.units if before else ())
        if not unit.folded or _is_folded(table.summary, folded)
    }
    if before and before.digest == table.summary.digest and len(usable) == len(before.units):
        return before.units, []
    current = list(units(table, name))
    unchanged = tuple(usable[unit.digest] for unit in current if unit.digest in usable)
    return unchanged, [unit for unit in current if unit.digest not in usable]


def _settle_unit(unit: Unit, activity: ActivityWriter, ordinals: Ordinals, bucket: int, store: Path) -> Outcome:
    if unit.table == "connections":
        return settle_connections(unit, ordinals, bucket, store)
    return activity.settle(unit)


def _settled_units(table: InputTable, done: Iterable[Outcome]) -> Iterator[SettledUnit]:
    return (
        SettledUnit(one.unit.digest, one.files, one.unknown_kinds)
        for one in done
        if one.unit.table == table.summary.name
    )
