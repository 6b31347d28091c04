"""The commands and their options; what each needs is imported when it runs, so that `ssi --help` stays quick."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from openssi.cli.lazy import LazyCommands
from openssi.cli.options import (
    ARCHIVES,
    AS_OF,
    MODEL,
    NO_OFFICIAL,
    NOTES,
    OFFICIAL,
    ZONE,
    Bar,
    chosen_model,
    official_file,
    tomorrow,
)
from openssi.cli.output import make_printable, silence, unwritable, write
from openssi.errors import OpenSSIError, UsageError, install_hint
from openssi.render.escaping import escape_controls

if TYPE_CHECKING:
    from rich.console import Console

    from openssi.member import Assessment

__all__ = ["app", "main"]

#: Where the commands stand that are not in this module.
_ELSEWHERE = {
    "admin": "openssi.cli.server:admin",
    "backup": "openssi.cli.backup:backup",
    "coach": "openssi.cli.advice:coach",
    "content": "openssi.cli.advice:content",
    "explain": "openssi.cli.past:explain",
    "history": "openssi.cli.past:history",
    "official": "openssi.cli.official:official",
    "population": "openssi.cli.population:population",
    "push": "openssi.cli.push:push",
    "restore": "openssi.cli.backup:restore",
    "serve": "openssi.cli.server:serve",
    "what-if": "openssi.cli.advice:what_if",
}

#: Packages that only the commands of the server need.
_OF_THE_SERVER = frozenset(
    {"alembic", "argon2", "fastapi", "icalendar", "limits", "sqlalchemy", "starlette", "uvicorn", "xlsxwriter"}
)


@click.group(
    commands=LazyCommands(_ELSEWHERE),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="openssi", prog_name="ssi")
def app() -> None:
    """The open Social Selling Index: score your own LinkedIn data archive, on your own machine.

    An independent project, not affiliated with LinkedIn, whose term "Social Selling Index" is.
    """


@app.command()
@click.option(
    "--out",
    "folder",
    metavar="FOLDER",
    default="ssi-demo",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Where the invented archive and the report go.",
)
@click.option("--seed", default=1, show_default=True, help="Another seller for another number.")
def demo(folder: Path, seed: int) -> None:
    """Invent a seller's archive, score it, and write the report page."""
    from openssi.demo import write_archive

    try:
        folder.mkdir(parents=True, exist_ok=True)
        archive = write_archive(folder, seed=seed)
    except OSError as error:
        raise unwritable(folder, error) from error
    assessment = _assess((str(archive),), None, "UTC", None)
    _print_screen(assessment)
    write(folder / "report.html", assessment.to_html())
    click.echo(f"\nThe invented archive: {escape_controls(str(archive))}")
    click.echo(f"The report page:      {escape_controls(str(folder / 'report.html'))}")
    click.echo("Your own:             ssi score YOUR-ARCHIVE.zip")


@app.command()
@ARCHIVES
@AS_OF
@ZONE
@MODEL
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of the screen.")
@click.option("--explain", "signal", metavar="SIGNAL", help="Take one signal apart: counted days, curve, provenance.")
def score(
    archives: tuple[str, ...],
    as_of: str | None,
    time_zone: str,
    model_name: str | None,
    as_json: bool,
    signal: str | None,
) -> None:
    """Score one member: the index, pillars, signals, next steps and sources.

    ARCHIVE is the zip that LinkedIn sends (Settings, Data privacy, Get a copy of your data) or its unpacked folder;
    several of one member are merged. ANALYTICS.xlsx is LinkedIn's analytics workbook of the same member.
    """
    assessment = _assess(archives, as_of, time_zone, model_name)
    if signal:
        _print_explanation(assessment, signal, as_json=as_json)
    elif as_json:
        click.echo(assessment.to_json())
    else:
        _print_screen(assessment)


@app.command()
@ARCHIVES
@click.option("--out", required=True, metavar="FILE.html", type=click.Path(path_type=Path), help="The file to write.")
@AS_OF
@NOTES
@OFFICIAL
@NO_OFFICIAL
@ZONE
@MODEL
def report(
    archives: tuple[str, ...],
    out: Path,
    as_of: str | None,
    notes: Path | None,
    official: Path | None,
    no_official: bool,
    time_zone: str,
    model_name: str | None,
) -> None:
    """Write one self-contained page: no script, readable offline, printable."""
    beside = official_file(official, none=no_official)
    assessment = _assess(archives, as_of, time_zone, model_name)
    write(out, assessment.to_html(notes=notes, official=beside))
    click.echo(escape_controls(str(out)))


@app.group()
def model() -> None:
    """Show a model, or check one of your own."""


@model.command()
@click.argument("name", default="", metavar="[ID|FILE]")
@click.option("--toml", is_flag=True, help="As a TOML file to start your own from.")
@click.option("--effort", is_flag=True, help="The minutes of every step, as a TOML file for ssi coach --effort.")
def show(name: str, toml: bool, effort: bool) -> None:
    """The model as a table: weights, knots and where each number comes from."""
    from openssi.model import efforts_to_toml, to_toml

    chosen = chosen_model(name or None)
    if toml or effort:
        click.echo(to_toml(chosen) if toml else efforts_to_toml(chosen), nl=False)
        return
    from openssi.render.terminal.model import model_table

    _console().print(model_table(chosen))


@model.command()
@click.argument("file", metavar="FILE")
def check(file: str) -> None:
    """Check a model file of your own and list every mistake."""
    chosen = chosen_model(file)
    click.echo(
        f"{chosen.id} is sound: 4 pillars of 25, {len(chosen.signals)} signals, fingerprint {chosen.fingerprint}."
    )


def _assess(archives: tuple[str, ...], as_of: str | None, time_zone: str, model_name: str | None) -> Assessment:
    """Read and score."""
    from openssi.member.member import given_day, read_member
    from openssi.member.score import assess

    wanted = given_day(as_of)
    with Bar() as bar:
        member = read_member(
            archives,
            time_zone=time_zone,
            model=chosen_model(model_name),
            not_after=tomorrow(),
            progress=bar.show,
        )
        return assess(member, member.scored_day(wanted))


def _print_screen(assessment: Assessment) -> None:
    from openssi.render.terminal.score import screen

    console = _console()
    console.print(screen(assessment, console))


def _print_explanation(assessment: Assessment, signal: str, *, as_json: bool) -> None:
    from openssi.insight import explain_signal

    explained = explain_signal(assessment.activity, assessment.model, assessment.score, signal)
    if as_json:
        from openssi.render.json.score import explanation_as_json

        click.echo(explanation_as_json(explained))
        return
    from openssi.render.terminal.score import explanation

    _console().print(explanation(explained, assessment.model))


def _console() -> Console:
    from openssi.cli.output import console

    return console()


def main() -> NoReturn:
    """Run `ssi`; every fault ends in words and an exit code, never in a traceback."""
    gc.disable()  # one short process without cycles worth collecting: looking for them costs a tenth of the time
    make_printable()
    try:
        code = _run()
        if sys.stdout is not None:  # pyright: ignore[reportUnnecessaryComparison] (it is None when closed)
            sys.stdout.flush()
    except BrokenPipeError:
        code = 0  # the reader has seen enough
        silence()
    except OSError as error:
        code = 1
        silence()
        click.echo(f"The output cannot be written: {error.strerror or error}.", err=True)
    if not gc.isenabled():
        gc.freeze()  # nor at the very end
    sys.exit(code)


def _run() -> int:
    """Run the command that the arguments name; its exit code."""
    try:
        with app.make_context("ssi", sys.argv[1:]) as context:
            app.invoke(context)
    except OpenSSIError as error:
        _tell(error)
        return error.exit_code
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _OF_THE_SERVER:
            raise
        _tell(_missing())
        return _missing().exit_code
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return 130
    return 0


def _missing() -> UsageError:
    return UsageError(
        "server-missing",
        "The packages of the server are not installed.",
        hint=install_hint("web"),
    )


def _tell(error: OpenSSIError) -> None:
    click.echo(f"{escape_controls(error.message)} [{error.code}]", err=True)
    for mistake in getattr(error, "mistakes", ()):
        click.echo(f"  - {escape_controls(mistake)}", err=True)
    for more in (error.unchanged, error.hint):
        if more:
            click.echo(escape_controls(more), err=True)
