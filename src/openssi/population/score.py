"""Score every member of a population on a day: by arrays from a store, or by the SQL text on an engine."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from openssi.activity.calendar import iso
from openssi.engines import ABOUT, Engine
from openssi.errors import UsageError, install_hint
from openssi.files.atomic_directory import atomic_directory
from openssi.model import DEFAULT, Model
from openssi.population.locations import check_paths
from openssi.population.query_progress import QueryProgress
from openssi.population.scores_metadata import ScoresMetadata, parse_metadata
from openssi.population.validation import (
    check_activity_members,
    check_activity_once,
    check_connections,
    check_rows,
    register_tables,
)
from openssi.progress import Progress
from openssi.scoring.ranks import population_program, rank_table, score_columns
from openssi.scoring.sql import index_columns

if TYPE_CHECKING:
    from openssi.population.store.settle import SettledStore
    from openssi.population.workers import Workers

__all__ = ["ScoringSummary", "advance_population", "score_by_sql", "score_population", "settle_population"]


@dataclass(frozen=True, slots=True)
class ScoringSummary:
    """What was written: the folder, the day, the number of members and industries, and notes for the user."""

    out: str
    as_of: int
    members: int
    industries: int
    notes: tuple[str, ...] = ()


def settle_population(
    folder: str,
    store: str,
    day: int | None,
    workers: Workers,
    model: Model = DEFAULT,
    *,
    strict: bool = False,
    progress: Progress | None = None,
) -> SettledStore:
    """Bring a store up to date with the tables in a folder, as far as they are known on a day (None for all).

    Raises:
        InputError: the tables are invalid, or differ from what was settled and `strict` is set; or the store is
            damaged.
        UsageError: a folder isn't on a file system of this machine, or the store is in use or can't be written.
    """
    check_paths(folder, store)
    _check_arrays()
    from openssi.population.store.file_check import check_files
    from openssi.population.store.folder import locked
    from openssi.population.store.settle import Options, settle

    check_files(folder, model)
    with locked(Path(store)):
        return settle(folder, Path(store), day, model, workers, Options(strict=strict, progress=progress))


def score_population(
    folder: str,
    out: str,
    day: int,
    workers: Workers,
    model: Model = DEFAULT,
    *,
    store: str = "",
    columns: Sequence[str] = (),
    strict: bool = False,
    spill: Path | None = None,
    progress: Progress | None = None,
) -> ScoringSummary:
    """Score everyone in a folder of tables as of a day (days since 1970-01-01) into a folder `out`.

    `out` receives the Parquet tables `scores` (a row per member) and `industries` (a row per industry), and
    `about.json` (the day, the model, the path of the tables). The folder is replaced atomically.

    Args:
        folder: the tables.
        out: the folder to write.
        day: the day.
        workers: run the tasks.
        model: the model that scores.
        store: the population's store, which is brought up to date first; by default a temporary one.
        columns: the columns of `scores` to write; by default all.
        strict: whether surprises in the tables are refused.
        spill: a folder for a temporary store and other temporary files; by default next to `out`.
        progress: called with the rows done so far and their total; scoring adds to those that are settled.

    Raises:
        InputError: the tables are invalid, or the store is damaged.
        UsageError: a folder can't be used, or there is no such column.
    """
    check_paths(folder, out, store)
    _check_arrays()
    selected = _wanted(columns, model)
    from openssi.population.from_store import ScoringJob, score_from_store
    from openssi.population.store.file_check import check_files
    from openssi.population.store.folder import disk_errors_reported, locked
    from openssi.population.store.settle import Options, settle

    check_files(folder, model)
    with atomic_directory(Path(out)) as new, _temporary(spill, new) as temporary, ExitStack() as ending:
        store_folder, written = (Path(store), Path(store)) if store else (temporary / "store", spill or Path(out))
        ending.enter_context(locked(store_folder))
        options = Options(strict=strict, progress=progress, folder=written)
        settled = settle(folder, store_folder, day, model, workers, options)
        ending.enter_context(disk_errors_reported(store_folder, spill or Path(out)))
        (temporary / "work").mkdir()
        job = ScoringJob(store_folder, settled.about, model, day, temporary / "work", selected)
        rows = sum(table.rows for table in (*settled.about.activity, settled.about.connections))

        def show(done: float) -> None:
            if progress:
                progress(settled.rows + round(done * rows), settled.rows + rows)

        industries = score_from_store(job, new, workers, show)
        _write_metadata(new, ScoresMetadata(iso(day), model.id, model.fingerprint, folder))
    return ScoringSummary(out, day, settled.about.count, industries, settled.notes)


def _write_metadata(folder: Path, metadata: ScoresMetadata) -> None:
    (folder / ABOUT).write_text(metadata.to_json(), encoding="utf-8")


def advance_population(
    folder: str,
    out: str,
    day: int,
    workers: Workers,
    model: Model = DEFAULT,
    *,
    store: str = "",
    columns: Sequence[str] = (),
    strict: bool = False,
    progress: Progress | None = None,
) -> ScoringSummary:
    """Call `score_population`, but refuse unless the day is after that of the scores in `out`; everything is rewritten.

    Raises:
        InputError: the tables are invalid, or the store is damaged.
        UsageError: a folder can't be used, there is no such column, or the day isn't after that of the scores.
    """
    check_paths(out)
    about = parse_metadata(_text(Path(out) / ABOUT))
    if about is not None and day <= about.day:
        raise UsageError(
            "day-not-after",
            f"{out} already has the scores of {about.as_of}.",
            unchanged="It is unchanged.",
            hint="Give a later day with --to, or use score, which replaces the scores of any day.",
        )
    return score_population(
        folder, out, day, workers, model, store=store, columns=columns, strict=strict, progress=progress
    )


@contextmanager
def _temporary(spill: Path | None, out: Path) -> Generator[Path]:
    try:
        if spill:
            spill.mkdir(parents=True, exist_ok=True)
        temporary = tempfile.TemporaryDirectory(prefix="_ssi-", dir=spill or out)
    except OSError as error:
        raise UsageError(
            "out-unwritable", f"Can't spill to {spill}: it is not a writable folder.", hint="Choose another folder."
        ) from error
    with temporary as path:
        yield Path(path)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _check_arrays() -> None:
    if find_spec("numpy") is None or find_spec("pyarrow") is None:
        raise UsageError(
            "population-missing",
            "Scoring a population needs numpy and pyarrow, which are not installed.",
            hint=f"{install_hint('population')} Or score with --kernel sql.",
        )


def _wanted(columns: Sequence[str], model: Model) -> frozenset[str]:
    known = score_columns(model)
    unknown = [name for name in columns if name not in known]
    if unknown:
        raise UsageError(
            "population-columns",
            f"Scores have no column {', '.join(map(repr, unknown))}.",
            hint=f"Choose from: {', '.join(known)}.",
        )
    return frozenset(columns or known) | {"member_id"}


def score_by_sql(
    folder: str,
    out: str,
    day: int,
    engine: Engine,
    model: Model = DEFAULT,
    *,
    columns: Sequence[str] = (),
    progress: Progress | None = None,
) -> ScoringSummary:
    """Score everyone as `score_population` does, by the SQL text on an engine.

    Raises:
        InputError: the tables are invalid, or the engine failed.
        UsageError: `out` can't be written, or contains other files, or there is no such column.
    """
    selected = _wanted(columns, model)
    register_tables(folder, model, engine)
    members, activity, connections = check_rows(model, day, engine)
    check_activity_once(day, engine)
    program = population_program(model, day, engine.dialect)
    stored: list[str] = []
    with (
        QueryProgress(engine, progress, activity + 2 * connections + 2 * members) as watch,
        engine.atomic_directory(out) as new_folder,
    ):

        def materialize(step: str, rows: int) -> None:
            watch.start_query(rows)
            engine.materialize(step, program.text(step, stored))
            stored.append(step)

        materialize("activity_sums", activity)
        check_activity_members(engine)
        materialize("member_points", members)  # read more than once, as are the ranks
        for column in index_columns(model):
            materialize(rank_table(column), members if column == "index_micro" else 0)
        materialize("network_sums", connections)
        watch.start_query(connections)
        check_connections(engine)
        listed = ", ".join(f'"{name}"' for name in score_columns(model) if name in selected)
        scores = f'SELECT {listed} FROM (\n{program.text("scores", stored)}\n) AS "scores"'
        engine.write(scores, f"{new_folder}/scores")
        industries = engine.write(program.text("industries", stored), f"{new_folder}/industries")
        about = ScoresMetadata(iso(day), model.id, model.fingerprint, folder)
        engine.write_text(f"{new_folder}/{ABOUT}", about.to_json())
    return ScoringSummary(out, day, members, industries)
