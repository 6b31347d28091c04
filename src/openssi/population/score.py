"""Score every member of a population on a day, from its tables or incrementally from an earlier day's sums."""

from __future__ import annotations

from dataclasses import dataclass, replace

from openssi.activity.calendar import iso
from openssi.engines import ABOUT, Engine
from openssi.errors import InputError, UsageError
from openssi.model import DEFAULT, Model
from openssi.population.layout import check_activity_members, check_connections, check_rows, register_tables
from openssi.population.metadata import ScoresMetadata, read_metadata
from openssi.population.query_progress import Progress, QueryProgress
from openssi.scoring.advance import advance_program, late_rows
from openssi.scoring.ranks import population_program, rank_table
from openssi.scoring.sql import Program, index_columns

__all__ = ["Scored", "advance_population", "score_population"]


@dataclass(frozen=True, slots=True)
class Scored:
    """What was written: the folder, the day, and the number of members and industries."""

    out: str
    as_of: int
    members: int
    industries: int


def score_population(
    folder: str,
    out: str,
    day: int,
    engine: Engine,
    model: Model = DEFAULT,
    *,
    keep_state: bool = False,
    progress: Progress | None = None,
) -> Scored:
    """Score everyone in a folder of tables as of a day (days since 1970-01-01) into a folder `out`.

    `out` receives the Parquet tables `scores` (a row per member) and `industries` (a row per industry), and `about.json` (the
    day, the model, the path of the tables); with `keep_state` also `state` and `late`, which `advance_population` needs. The
    folder is replaced atomically.

    Raises:
        InputError: the tables are invalid, or the engine failed.
        UsageError: `out` can't be written, or contains other files.
    """
    register_tables(folder, model, engine)
    check_rows(model, day, engine)
    program = population_program(model, day, engine.dialect, inside=keep_state)
    late = late_rows(model, day) if keep_state else ""
    return _execute(
        program, model, engine, ScoresMetadata(iso(day), model.id, model.fingerprint, folder), out, late, progress
    )


def advance_population(
    folder: str,
    out: str,
    day: int,
    engine: Engine,
    model: Model = DEFAULT,
    *,
    progress: Progress | None = None,
) -> Scored:
    """Score everyone on a later day from the state in `out`, which the result replaces.

    Only the rows that became known since, and those that leave the window, are read; the result equals `score_population`.
    Rows added afterwards to a day that was already scored are missed; a full score includes them.

    Raises:
        InputError: `out` has no state or one of another model, the tables are invalid, or the engine failed.
        UsageError: the day isn't after that of the state, or `out` can't be written.
    """
    before = read_metadata(out, engine)
    _check_state(before, out, model)
    if day <= before.day:
        raise UsageError(
            "day-not-after",
            f"{out} already has the scores of {before.as_of}.",
            unchanged="It is unchanged.",
            hint="Give a later day with --to, or score the earlier day into another folder.",
        )
    register_tables(folder, model, engine)
    for table in ("state", "late"):
        if not engine.register_parquet(table, f"{out}/{table}"):
            raise _no_state(out)
    check_rows(model, day, engine, since=before.day)
    program = advance_program(model, before.day, day, engine.dialect)
    about = ScoresMetadata(iso(day), model.id, model.fingerprint, folder)
    return _execute(program, model, engine, about, out, late_rows(model, day, before.day), progress)


def _check_state(before: ScoresMetadata, out: str, model: Model) -> None:
    if not before.state:
        raise _no_state(out)
    if before.fingerprint != model.fingerprint:
        raise InputError(
            "population-state",
            f"{out} was scored by model {before.model} ({before.fingerprint}), not {model.id} ({model.fingerprint}).",
            unchanged="It is unchanged.",
            hint="Score the day again with --keep-state.",
        )


def _no_state(out: str) -> InputError:
    return InputError(
        "population-state",
        f"{out} has no state to continue from.",
        unchanged="It is unchanged.",
        hint="Score a day with --keep-state first.",
    )


def _execute(
    program: Program,
    model: Model,
    engine: Engine,
    about: ScoresMetadata,
    out: str,
    late: str,
    progress: Progress | None,
) -> Scored:
    """Run the program step by step, validate what only its results show, and replace the folder."""
    activity, members, connections = (_rows(engine, table) for table in ("daily_activity", "members", "connections"))
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
        engine.write(program.text("scores", stored), f"{new_folder}/scores")
        industries = engine.write(program.text("industries", stored), f"{new_folder}/industries")
        if late:
            engine.write('SELECT * FROM "activity_sums"', f"{new_folder}/state")
            engine.write(late, f"{new_folder}/late")
        engine.write_text(f"{new_folder}/{ABOUT}", replace(about, state=bool(late)).to_json())
    return Scored(out, about.day, members, industries)


def _rows(engine: Engine, table: str) -> int:
    return int(str(engine.query(f'SELECT COUNT(*) FROM "{table}"')[0][0]))
