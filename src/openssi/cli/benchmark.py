"""The commands `ssi benchmark export` and `ssi benchmark merge`."""

from __future__ import annotations

import gc
import time
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openssi.cli.output import write
from openssi.cli.server_options import DATA, DATABASE, server_settings
from openssi.render.escaping import escape_controls

if TYPE_CHECKING:
    from openssi.population.benchmark_file import BenchmarkFile

__all__ = ["benchmark", "check_benchmarks"]

_OUT = click.option(
    "--out",
    default="benchmark.json",
    show_default=True,
    metavar="FILE.json",
    type=click.Path(path_type=Path),
    help="The file to write.",
)


@click.group()
def benchmark() -> None:
    """Make benchmark files to share: how the index is distributed in each industry.

    Use a file with `ssi coach --top 10 --benchmarks FILE` or `ssi serve --benchmarks FILE`.
    """


@benchmark.command()
@click.argument("scores", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--who", required=True, metavar="NAME", help="Your name or organization, as users of the file see it.")
@click.option(
    "--measured",
    default="archive",
    show_default=True,
    metavar="SET",
    help="Which data the index covers: archive, workbook or everything.",
)
@click.option("--private", is_flag=True, help="Add noise, so that nobody can tell whether a person was counted.")
@click.option(
    "--epsilon",
    default="1",
    show_default=True,
    metavar="E",
    help="With --private: the privacy loss, above 0, at most 10.",
)
@_OUT
@DATA
@DATABASE
def export(
    scores: Path | None,
    who: str,
    measured: str,
    private: bool,
    epsilon: str,
    out: Path,
    folder: Path | None,
    address: str | None,
) -> None:
    """Count people by industry, in whole points of the index. DIR is what ssi population score wrote.

    Without DIR, count everyone who shares on the team server of this machine. The first run of a quarter makes the
    file, and later ones write the same.

    Industries of fewer than 30 people are left out. With --private, the same people get one file a quarter, stored next
    to DIR and in your data folder: each further one would add to the privacy loss. On another machine, or once somebody
    joins or leaves under another name of DIR, ssi can't know of the first.
    """
    from openssi.population.benchmark_file import parse_epsilon

    loss = parse_epsilon(epsilon) if private else None
    again = False
    if scores is None:
        result = _of_server(folder, address, who, loss)
    elif loss is None:
        result = _of_network(scores, who, measured, None)
    else:
        result, again = _private(scores, who, measured, loss)
    write(out, result.to_json())
    people = result.sources[0].people
    about = f"about {people:,}" if result.sources[0].epsilon else f"{people:,}"
    click.echo(
        f"{escape_controls(str(out))}: {about} people in {len(result.industries):,} industries, model {result.model}"
    )
    if again:
        source = result.sources[0]
        click.echo(
            escape_controls(
                f"This quarter's private file was made before, so it is the same one: by {source.who}, measured set "
                f"{result.measured}, epsilon {source.epsilon}. Each further one would add to the privacy loss."
            )
        )


@benchmark.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE.json...", type=click.Path(path_type=Path))
@_OUT
def merge(files: tuple[Path, ...], out: Path) -> None:
    """Combine files from several makers. All must use the same model and the same measured set."""
    from openssi.population.benchmark_file import merge_benchmark_files, read_benchmark_file

    for file in files:
        check_benchmarks(file)
    merged = merge_benchmark_files([read_benchmark_file(file) for file in files])
    write(out, merged.to_json())
    click.echo(f"{escape_controls(str(out))}: {len(merged.industries):,} industries, model {merged.model}")
    for source in merged.sources:
        noise = f", with noise, epsilon {source.epsilon}" if source.epsilon else ""
        click.echo(escape_controls(f"  {source.who}: {source.people:,} people, {source.as_of}{noise}"))


def check_benchmarks(benchmarks: Path) -> None:
    """Refuse a benchmark file of a day that hasn't come. Raises InputError."""
    from openssi.activity.calendar import DAY_SECONDS
    from openssi.population.benchmarks import check_benchmark_days

    check_benchmark_days(benchmarks, int(time.time()) // DAY_SECONDS)


def _of_network(scores: Path, who: str, measured: str, loss: Fraction | None) -> BenchmarkFile:
    gc.enable()  # DuckDB warns about connections that are never collected
    from openssi.population.benchmark_export import export_benchmark

    return export_benchmark(scores, who=who, measured=measured, epsilon=loss)


def _private(scores: Path, who: str, measured: str, loss: Fraction) -> tuple[BenchmarkFile, bool]:
    """Return this quarter's private file of a folder, and whether it was made before."""
    gc.enable()  # DuckDB warns about connections that are never collected
    from openssi.population.benchmark_export import people_digest
    from openssi.population.benchmark_release import quarter_of, release_once_for_people, released_path

    path = released_path(scores, quarter_of(int(time.time())))
    return release_once_for_people(
        path, lambda: people_digest(scores), lambda: _of_network(scores, who, measured, loss)
    )


def _of_server(folder: Path | None, address: str | None, who: str, loss: Fraction | None) -> BenchmarkFile:
    from openssi.store.database import open_database
    from openssi.web.services.benchmark_release import release_benchmark

    settings = server_settings(folder, address)
    return release_benchmark(settings, open_database(settings.address), who, loss)
