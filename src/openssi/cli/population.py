"""Commands for a whole network: `ssi population …`."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from openssi.cli.options import ProgressBar, chosen_model
from openssi.errors import UsageError
from openssi.render.escaping import escape_controls

if TYPE_CHECKING:
    from openssi.engines import Engine, Spark
    from openssi.model import Model
    from openssi.population.score import ScoringSummary
    from openssi.population.workers import Workers

__all__ = ["population"]


def _location(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Return a path or a URL; URLs of files become paths."""
    from openssi.population.locations import without_scheme

    return value and without_scheme(value)


def _local(context: click.Context, parameter: click.Parameter, value: str | None) -> Path | None:
    """Return a path of this machine."""
    from openssi.population.locations import check_paths

    location = _location(context, parameter, value)
    check_paths(location or "")
    return Path(location) if location else None


_DIR = click.argument("folder", metavar="DIR", callback=_local)
_TABLES = click.argument("folder", metavar="DIR", callback=_location)
_OUT = click.option("--out", required=True, metavar="DIR", callback=_location, help="The output folder.")
_MEMORY = click.option(
    "--memory", metavar="SIZE", default="", help="Memory limit, such as 2GB; anything beyond is spilled to disk."
)
_SCORING_MEMORY = click.option(
    "--memory",
    metavar="SIZE",
    default="",
    help="Memory limit, such as 2GB. Arrays then use fewer threads; SQL spills anything beyond to disk.",
)
_SPILL = click.option("--spill", metavar="DIR", callback=_local, help="Folder to spill to; a temporary one by default.")
_STORE = click.option(
    "--store",
    metavar="DIR",
    callback=_location,
    help="Store of `ssi population settle`, brought up to date first; by default a temporary one.",
)
_COLUMNS = click.option(
    "--columns", metavar="NAMES", default="", help="Columns of scores to write, separated by commas; by default all."
)
_MODEL = click.option("--model", "model_name", metavar="ID|FILE", help="The model that scores.")
_STRICT = click.option(
    "--strict", is_flag=True, help="Fail on changed, late, missing or duplicate partitions, and on days without rows."
)
_THREADS = click.option(
    "--threads", metavar="N", default=0, type=click.IntRange(0), help="Number of threads; by default one per processor."
)
_ENGINE = click.option(
    "--engine",
    "engine_name",
    type=click.Choice(["duckdb", "spark"]),
    default="duckdb",
    show_default=True,
    help=(
        "Where it runs: on this machine (duckdb) or on Spark. With Spark and --kernel sql, folders can be URLs "
        "(hdfs:, s3a: ...)."
    ),
)
_MASTER = click.option(
    "--master",
    metavar="URL",
    help="Where Spark runs, such as local[4] or yarn; by default as spark-submit says, or on this machine.",
)
_COHORT = click.option(
    "--cohort",
    type=click.Choice(["2015", "2026"]),
    help="Which cohort's published figures to compare with. Default: 2026, or for `check` the cohort recorded in DIR.",
)


@click.group()
def population() -> None:
    """Score every member of a network, with ranks."""
    # NumPy's library for linear algebra, which nothing here needs, would start a thread per processor that spins.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@population.command()
@_DIR
@click.option("--members", metavar="N", required=True, type=int, help="Number of members, up to 1,000,000,000.")
@click.option(
    "--seed", metavar="S", default=1, show_default=True, help="Seed of the random numbers; each gives another network."
)
@click.option(
    "--days", metavar="D", default=120, show_default=True, help="Days of activity. The score looks back 90 days."
)
@click.option(
    "--to",
    metavar="DATE",
    help="Last day (YYYY-MM-DD); by default fixed for each cohort, so that a seed always gives the same network.",
)
@_COHORT
@_MEMORY
@click.option("--spill", metavar="DIR", callback=_local, help="Folder to spill to; next to DIR by default.")
def generate(
    folder: Path,
    members: int,
    seed: int,
    days: int,
    to: str | None,
    cohort: str | None,
    memory: str,
    spill: Path | None,
) -> None:
    """Generate a synthetic network: members, connections and daily activity as Parquet tables in DIR.

    Nobody in it is real. The same options give the same rows on every machine.
    """
    gc.enable()  # otherwise DuckDB reports leaked objects at exit
    from openssi.population.synthetic.generator import generate as generate_network

    with ProgressBar("M rows", 1, lines=True) as bar:
        network = generate_network(
            folder,
            members,
            seed=seed,
            days=days,
            to=_date(to),
            cohort=cohort or "2026",
            memory=memory,
            spill=spill,
            progress=bar.show,
        )
    click.echo(
        f"{escape_controls(str(folder))}: {network.members:,} members, {network.activity:,} rows of daily activity "
        f"from {network.first} to {network.to}, {network.connections:,} connections"
    )


@population.command()
@_DIR
@click.option("--as-of", metavar="DATE", help="Day to score (YYYY-MM-DD); by default the last day with data.")
@click.option("--model", "model_name", metavar="ID|FILE", help="The model that scores. Default: 2026.2.")
@_COHORT
@_MEMORY
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object instead of the table.")
def check(
    folder: Path, as_of: str | None, model_name: str | None, cohort: str | None, memory: str, as_json: bool
) -> None:
    """Score a network and compare it with published figures of the real index.

    The exit code is 1 if a figure is out of range.

    Each figure comes with its source, how far to trust it, and what sets it in an invented network. Growth needs tables
    that go back 455 days (--days 460).
    """
    gc.enable()
    from openssi.model import DEFAULT, load_model
    from openssi.population.check import check as compare

    with ProgressBar("M rows", 1, lines=True) as bar:
        model = load_model(model_name) if model_name else DEFAULT
        comparison = compare(
            folder, as_of=_date(as_of), model=model, cohort=cohort or "", memory=memory, progress=bar.show
        )
    if as_json:
        from openssi.render.json.population_check import as_json as check_as_json

        click.echo(check_as_json(comparison))
    else:
        from openssi.cli.output import console
        from openssi.render.terminal.population_check import check_table

        screen = console()
        screen.print(check_table(comparison, screen))
    if not comparison.passed:
        raise click.exceptions.Exit(1)


def _date(text: str | None) -> date | None:
    from openssi.activity.calendar import to_date
    from openssi.activity.days import parse_day

    day = parse_day(text)
    return None if day is None else to_date(day)


@population.command()
@_TABLES
@click.argument("store", metavar="STORE", callback=_location)
@click.option("--to", metavar="DATE", help="Last day to settle (YYYY-MM-DD); by default the last day with data.")
@_MODEL
@_STRICT
@_ENGINE
@_MASTER
@_SCORING_MEMORY
@_THREADS
def settle(
    folder: str,
    store: str,
    to: str | None,
    model_name: str | None,
    strict: bool,
    engine_name: str,
    master: str | None,
    memory: str,
    threads: int,
) -> None:
    """Sort the tables in DIR into STORE, which makes `score` and `advance` fast.

    Later runs settle only what is new or changed. A store is derived from the tables: deleting it loses nothing.
    """
    from openssi.population.score import settle_population

    day = None if to is None else _day(to)
    with _workers(engine_name, master, memory, threads) as workers, ProgressBar("M rows", 1, lines=True) as bar:
        settled = settle_population(
            _absolute(folder), store, day, workers, chosen_model(model_name), strict=strict, progress=bar.show
        )
    _print_notes(settled.notes)
    click.echo(f"{escape_controls(store)}: {settled.about.count:,} members, {settled.rows:,} rows settled")


@population.command()
@_TABLES
@click.option("--as-of", required=True, metavar="DATE", help="Day to score (YYYY-MM-DD).")
@_OUT
@_STORE
@click.option(
    "--kernel",
    type=click.Choice(["arrays", "sql"]),
    default="arrays",
    show_default=True,
    help="What computes the scores; both give the same. SQL needs more time and memory, but no numpy.",
)
@_COLUMNS
@_MODEL
@_STRICT
@_ENGINE
@_MASTER
@_SCORING_MEMORY
@_THREADS
@_SPILL
@click.option("--show-sql", is_flag=True, help="Print the SQL instead of running it.")
def score(
    folder: str,
    as_of: str,
    out: str,
    store: str | None,
    kernel: str,
    columns: str,
    model_name: str | None,
    strict: bool,
    engine_name: str,
    master: str | None,
    memory: str,
    threads: int,
    spill: Path | None,
    show_sql: bool,
) -> None:
    """Write everyone's index, pillars, signals, ranks and averages as Parquet.

    DIR contains the tables members, daily_activity and connections; docs/population.md describes their layout.
    """
    from openssi.population.score import score_by_sql, score_population

    day, model = _day(as_of), chosen_model(model_name)
    selected = _listed(columns)
    if show_sql:
        _print_sql(model, day, engine_name)
    elif kernel == "sql":
        _check_sql_options(store, threads, strict=strict)
        with (
            _engine(engine_name, [folder, _parent(out)], master, memory, spill) as engine,
            ProgressBar("M rows", 1, lines=True) as bar,
        ):
            scored = score_by_sql(_absolute(folder), out, day, engine, model, columns=selected, progress=bar.show)
        _report(scored)
    else:
        with _workers(engine_name, master, memory, threads) as workers, ProgressBar("M rows", 1, lines=True) as bar:
            scored = score_population(
                _absolute(folder),
                out,
                day,
                workers,
                model,
                store=store or "",
                columns=selected,
                strict=strict,
                spill=spill,
                progress=bar.show,
            )
        _report(scored)


def _check_sql_options(store: str | None, threads: int, *, strict: bool) -> None:
    """Refuse options of the other kernel."""
    used = [name for name, given in (("--store", store), ("--threads", threads), ("--strict", strict)) if given]
    if used:
        raise UsageError(
            "population-option", f"{used[0]} doesn't work with --kernel sql.", hint="Leave one of the two out."
        )


def _print_sql(model: Model, day: int, engine_name: str) -> None:
    from openssi.engines import DuckDB, Spark
    from openssi.scoring.ranks import population_program

    dialect = Spark.dialect if engine_name == "spark" else DuckDB.dialect
    click.echo(population_program(model, day, dialect).text("scores"))


@population.command()
@_TABLES
@click.option("--to", required=True, metavar="DATE", help="Day to advance to (YYYY-MM-DD).")
@click.option(
    "--out",
    required=True,
    metavar="DIR",
    callback=_location,
    help="Folder of the scores; an earlier day's are replaced.",
)
@_STORE
@_COLUMNS
@_MODEL
@_STRICT
@_ENGINE
@_MASTER
@_SCORING_MEMORY
@_THREADS
def advance(
    folder: str,
    to: str,
    out: str,
    store: str | None,
    columns: str,
    model_name: str | None,
    strict: bool,
    engine_name: str,
    master: str | None,
    memory: str,
    threads: int,
) -> None:
    """Run the daily job: settle what is new in DIR, and replace the scores in --out by those of a later day.

    With --store, only new or changed days are read from DIR. Late and corrected rows count.
    """
    from openssi.population.score import advance_population

    day = _day(to)
    with _workers(engine_name, master, memory, threads) as workers, ProgressBar("M rows", 1, lines=True) as bar:
        scored = advance_population(
            _absolute(folder),
            out,
            day,
            workers,
            chosen_model(model_name),
            store=store or "",
            columns=_listed(columns),
            strict=strict,
            progress=bar.show,
        )
    _report(scored)


@population.command()
@click.argument("folder", metavar="SCORES", callback=_location)
@click.option("--member", required=True, metavar="ID", type=int, help="The member's ID.")
@click.option("--population", "tables", metavar="DIR", callback=_location, help="Folder of the tables, if they moved.")
@click.option(
    "--model", "model_name", metavar="ID|FILE", help="The model that scored; by default the published one named there."
)
@_ENGINE
@_MASTER
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object instead of the screen.")
def show(
    folder: str,
    member: int,
    tables: str | None,
    model_name: str | None,
    engine_name: str,
    master: str | None,
    as_json: bool,
) -> None:
    """Show one member like `ssi score`, with their ranks. SCORES is a folder that `score` wrote."""
    from openssi.model import PUBLISHED
    from openssi.population.scores_metadata import read_metadata
    from openssi.population.show import show_member
    from openssi.render.json.peers import member_as_json

    with _engine(engine_name, [folder], master) as engine:
        about = read_metadata(folder, engine)
        where = tables or about.population
        model = chosen_model(model_name or (about.model if about.model in PUBLISHED else None))
    with _engine(engine_name, [folder, where], master) as engine:  # with access to the tables too
        assessment = show_member(folder, member, engine, model, population=where)
    if as_json:
        click.echo(member_as_json(assessment))
        return
    from openssi.cli.output import console
    from openssi.render.terminal.score import screen

    on = console()
    on.print(screen(assessment, on))


@contextmanager
def _engine(
    name: str, folders: list[str], master: str | None = None, memory: str = "", spill: Path | None = None
) -> Generator[Engine]:
    gc.enable()  # otherwise DuckDB reports leaked objects at exit
    from openssi.engines import DuckDB, Spark
    from openssi.population.locations import check_paths

    if master and name != "spark":
        raise _master_needs_spark()
    import tempfile  # imported here so that `ssi score` starts faster

    with tempfile.TemporaryDirectory(prefix="ssi-") as temporary:
        room = spill or Path(temporary)
        if name == "spark":
            with Spark(master=master or "", memory=memory, spill=room) as engine:
                yield engine
        else:
            check_paths(*folders)
            with DuckDB([*map(Path, folders), room], memory=memory, spill=room) as engine:
                yield engine


def _master_needs_spark() -> UsageError:
    return UsageError("spark-option", "--master only works with Spark.", hint="Add --engine spark.")


@contextmanager
def _workers(name: str, master: str | None, memory: str, threads: int) -> Generator[Workers]:
    """Yield threads of this process, or Spark's workers."""
    from openssi.population.workers import SparkTasks, Threads, threads_within

    if name == "spark":
        with _engine(name, [], master, memory) as engine:
            yield SparkTasks(cast("Spark", engine))
        return
    if master:
        raise _master_needs_spark()
    yield Threads(threads_within(memory, threads))


def _listed(columns: str) -> list[str]:
    return [name.strip() for name in columns.split(",") if name.strip()]


def _absolute(location: str) -> str:
    """Make a path absolute; leave a URL unchanged."""
    from openssi.population.locations import is_url

    return location if is_url(location) else str(Path(location).resolve())


def _parent(location: str) -> str:
    """Return the folder that a path is in; a URL unchanged."""
    from openssi.population.locations import is_url

    return location if is_url(location) else str(Path(location).parent)


def _day(text: str) -> int:
    from openssi.activity.days import parse_day

    return parse_day(text)


def _report(done: ScoringSummary) -> None:
    from openssi.activity.calendar import iso

    _print_notes(done.notes)
    click.echo(
        f"{escape_controls(done.out)}: {done.members:,} members, {done.industries:,} industries, as of "
        f"{iso(done.as_of)}"
    )


def _print_notes(notes: Iterable[str]) -> None:
    for note in notes:
        click.echo(f"Note: {escape_controls(note)}")
