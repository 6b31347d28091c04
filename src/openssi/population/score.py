"""Scores every member of a population on a day, from all of its tables or from an earlier day's sums; whole or not at all."""

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
from openssi.scoring.ranks import population_program
from openssi.scoring.sql import Program

__all__ = ["Scored", "advance_population", "score_population"]


@dataclass(frozen=True, slots=True)
class Scored:
    """What was written: the folder, the day, and how many members and industries."""

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

    `out` then holds `scores` (a row a member), `industries` (a row an industry), both Parquet, and `about.json` (the day, the
    model, where the tables lie); with `keep_state` also `state` and `late`, from which `advance_population` goes on. There is the
    old result or the new one, never a mixture.

    Raises:
        InputError: the tables break the layout, or the engine stopped.
        UsageError: `out` cannot be written, or holds something else.
    """
    register_tables(folder, model, engine)
    check_rows(model, day, engine)
    program = population_program(model, day, engine.dialect, inside=keep_state)
    late = late_rows(model, day) if keep_state else ""
    return _carry_out(
        program, engine, ScoresMetadata(iso(day), model.id, model.fingerprint, folder), out, late, progress
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

    Of the daily activity only the rows are read that entered since, and those that leave the window: the integers are those of
    `score_population`. A row that was added later to a day already scored is not seen; a full score sees it.

    Raises:
        InputError: `out` holds no state, or one of another model; the tables break the layout; the engine stopped.
        UsageError: the day is not after that of the state; `out` cannot be written.
    """
    before = read_metadata(out, engine)
    _refuse_state(before, out, model)
    if day <= before.day:
        raise UsageError(
            "day-not-after",
            f"{out} is of {before.as_of} already.",
            unchanged="It was left as it is.",
            hint="Give a later day with --to, or score the earlier one into another folder.",
        )
    register_tables(folder, model, engine)
    for table in ("state", "late"):
        if not engine.register_parquet(table, f"{out}/{table}"):
            raise _stateless(out)
    check_rows(model, day, engine, since=before.day)
    program = advance_program(model, before.day, day, engine.dialect)
    about = ScoresMetadata(iso(day), model.id, model.fingerprint, folder)
    return _carry_out(program, engine, about, out, late_rows(model, day, before.day), progress)


def _refuse_state(before: ScoresMetadata, out: str, model: Model) -> None:
    if not before.state:
        raise _stateless(out)
    if before.fingerprint != model.fingerprint:
        raise InputError(
            "population-state",
            f"{out} was scored by model {before.model} ({before.fingerprint}), not {model.id} ({model.fingerprint}).",
            unchanged="It was left as it is.",
            hint="Score the day anew with --keep-state.",
        )


def _stateless(out: str) -> InputError:
    return InputError(
        "population-state",
        f"{out} holds no state to go on from.",
        unchanged="It was left as it is.",
        hint="Score a day with --keep-state first.",
    )


def _carry_out(
    program: Program, engine: Engine, about: ScoresMetadata, out: str, late: str, progress: Progress | None
) -> Scored:
    """Run the program step by step, check what only its steps can tell, and put the result in place."""
    activity, members, connections = (_rows(engine, table) for table in ("daily_activity", "members", "connections"))
    stored: list[str] = []
    with (
        QueryProgress(engine, progress, activity + 2 * connections + 2 * members) as watch,
        engine.atomic_directory(out) as beside,
    ):

        def materialize(step: str, rows: int) -> None:
            watch.start_query(rows)
            engine.materialize(step, program.text(step, stored))
            stored.append(step)

        materialize("activity_sums", activity)
        check_activity_members(engine)
        materialize("member_points", members)  # read more than once, as are the ranks
        materialize("industry_ranks", members)
        materialize("network_sums", connections)
        watch.start_query(connections)
        check_connections(engine)
        engine.write(program.text("scores", stored), f"{beside}/scores")
        industries = engine.write(program.text("industries", stored), f"{beside}/industries")
        if late:
            engine.write('SELECT * FROM "activity_sums"', f"{beside}/state")
            engine.write(late, f"{beside}/late")
        engine.write_text(f"{beside}/{ABOUT}", replace(about, state=bool(late)).to_json())
    return Scored(out, about.day, members, industries)


def _rows(engine: Engine, table: str) -> int:
    return int(str(engine.query(f'SELECT COUNT(*) FROM "{table}"')[0][0]))
