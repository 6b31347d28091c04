"""The commands `ssi benchmark export` and `ssi benchmark merge`."""

from __future__ import annotations

import gc
from fractions import Fraction
from pathlib import Path

import click

from openssi.cli.output import write
from openssi.errors import UsageError
from openssi.render.escaping import escape_controls

__all__ = ["benchmark"]

_OUT = click.option(
    "--out",
    default="benchmark.json",
    show_default=True,
    metavar="FILE.json",
    type=click.Path(path_type=Path),
    help="The file to write.",
)
_MOST_EPSILON = 10


@click.group()
def benchmark() -> None:
    """Make benchmarks that anybody can share: how many people of an industry have which index.

    Use a file with `ssi coach --top 10 --benchmarks FILE` or `ssi serve --benchmarks FILE`.
    """


@benchmark.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--who", required=True, metavar="NAME", help="Who makes the file, as others see it.")
@click.option(
    "--measured", default="archive", show_default=True, metavar="SET", help="Of what: archive, workbook or everything."
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
def export(folder: Path, who: str, measured: str, private: bool, epsilon: str, out: Path) -> None:
    """Count a scored network by industry, in whole points of the index. DIR is what ssi population score wrote.

    Industries of fewer than 30 people are left out. With --private, publish one file a quarter at most: each adds to
    the privacy loss.
    """
    gc.enable()  # DuckDB warns about connections that are never collected
    from openssi.population.benchmark_export import export_benchmark

    if not who.strip() or len(who) > 200 or not who.isprintable():
        raise UsageError("benchmark-who", "Names must be 1–200 printable characters.", hint="Change --who.")
    loss = _epsilon(epsilon) if private else None
    found = export_benchmark(folder, who=who.strip(), measured=measured, epsilon=loss)
    write(out, found.to_json())
    people = found.sources[0].people
    about = f"about {people:,}" if private else f"{people:,}"
    click.echo(
        f"{escape_controls(str(out))}: {about} people in {len(found.industries):,} industries, model {found.model}"
    )


@benchmark.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE.json...", type=click.Path(path_type=Path))
@_OUT
def merge(files: tuple[Path, ...], out: Path) -> None:
    """Add up files of different makers. They must be of one model and one measured set."""
    from openssi.population.benchmark_file import merge_files, read_file

    found = merge_files([read_file(file) for file in files])
    write(out, found.to_json())
    click.echo(f"{escape_controls(str(out))}: {len(found.industries):,} industries, model {found.model}")
    for source in found.sources:
        noise = f", with noise, epsilon {source.epsilon}" if source.epsilon else ""
        click.echo(escape_controls(f"  {source.who}: {source.people:,} people, {source.as_of}{noise}"))


def _epsilon(text: str) -> Fraction:
    try:
        value = Fraction(text)
    except (ValueError, ZeroDivisionError):
        value = Fraction(0)
    if not 0 < value <= _MOST_EPSILON or value.denominator > 10**6:
        raise UsageError(
            "benchmark-epsilon", f"{text} is not a privacy loss.", hint="Choose a number above 0, at most 10."
        )
    return value
