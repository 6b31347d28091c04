"""The commands `ssi official add`, `paste`, `remove` and `list`: LinkedIn's own number."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from shutil import get_terminal_size

import click

from openssi.cli.options import tomorrow
from openssi.errors import DayError, InputError
from openssi.render.escaping import escape_controls

__all__ = ["official"]

_FILE = click.option(
    "--file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file with the numbers. Default: openssi/official.json in your data folder.",
)


@click.group()
def official() -> None:
    """Record LinkedIn's own number next to ours.

    It becomes the second line of ssi history and of the report.
    """


@official.command()
@click.argument("day", metavar="DATE")
@click.option("--brand", required=True, metavar="POINTS", help="Establish your professional brand, 0 to 25.")
@click.option("--people", required=True, metavar="POINTS", help="Find the right people, 0 to 25.")
@click.option("--insights", required=True, metavar="POINTS", help="Engage with insights, 0 to 25.")
@click.option("--relationships", required=True, metavar="POINTS", help="Build relationships, 0 to 25.")
@click.option("--industry-top", metavar="PERCENT", help="Industry SSI rank: top N %.")
@click.option("--network-top", metavar="PERCENT", help="Network SSI rank: top N %.")
@_FILE
def add(
    day: str,
    brand: str,
    people: str,
    insights: str,
    relationships: str,
    industry_top: str | None,
    network_top: str | None,
    file: Path | None,
) -> None:
    """Add the number LinkedIn showed you on a day.

    LinkedIn shows it on linkedin.com/sales/ssi. Adding a day again replaces it.
    """
    from openssi.member import official as numbers
    from openssi.render.words.linkedin_score import linkedin_score_in_words

    _check_past(day)
    added = numbers.add(
        day,
        brand=brand,
        people=people,
        insights=insights,
        relationships=relationships,
        industry_top=industry_top,
        network_top=network_top,
        file=file,
    )
    click.echo(linkedin_score_in_words(added))


@official.command()
@click.argument("page", metavar="[FILE]", default="-")
@click.option("--day", metavar="DATE", help="The day you opened the page. Default: today.")
@_FILE
def paste(page: str, day: str | None, file: Path | None) -> None:
    """Add a number from the page's data.

    FILE, or standard input, is the JSON that linkedin.com/sales/ssi loads.
    """
    from openssi.member import official as numbers
    from openssi.render.words.linkedin_score import linkedin_score_in_words

    read_on = day or datetime.now().astimezone().date().isoformat()
    _check_past(read_on)
    click.echo(linkedin_score_in_words(numbers.paste(_text(page), read_on, file=file)))


@official.command()
@click.argument("day", metavar="DATE")
@_FILE
def remove(day: str, file: Path | None) -> None:
    """Remove the number of a day."""
    from openssi.member import official as numbers
    from openssi.render.words.linkedin_score import linkedin_score_in_words

    click.echo(f"Removed {linkedin_score_in_words(numbers.remove(day, file=file))}")


@official.command(name="list")
@_FILE
@click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")
def show(file: Path | None, as_json: bool) -> None:
    """List all numbers you added."""
    import json

    from openssi.member import official as numbers
    from openssi.render.terminal.linkedin_score import as_text

    scores = numbers.numbers(file)
    click.echo(
        json.dumps(scores.to_dict(), indent=1) if as_json else as_text(scores.numbers, get_terminal_size().columns)
    )
    if not as_json and scores.numbers:
        click.echo(f"\nStored in {escape_controls(str(file or numbers.default_file()))}")


@official.command()
@_FILE
@click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")
def compare(file: Path | None, as_json: bool) -> None:
    """Show your newest number next to the means that LinkedIn and public pages have shown.

    They are about LinkedIn's number only, and most are old. Ours is another number: compare it with your own past.
    """
    import json

    from openssi.insight.published_figures import PUBLISHED_FIGURES
    from openssi.member import official as numbers
    from openssi.render.json.published_figures import as_dict
    from openssi.render.terminal.published_figures import as_text

    latest = max(numbers.numbers(file).numbers, key=lambda figure: figure.day, default=None)
    figures = sorted(PUBLISHED_FIGURES, key=lambda figure: figure.day)
    click.echo(
        json.dumps(as_dict(latest, figures), indent=1)
        if as_json
        else as_text(latest, figures, get_terminal_size().columns)
    )


def _text(page: str) -> str:
    try:
        if page == "-":
            if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison] (it is None when closed)
                raise InputError("official-page", "There is nothing to read from standard input.", hint="Pass a file.")
            if sys.stdin.isatty():
                click.echo("Paste the page's data, then press Ctrl-D (on Windows: Ctrl-Z, Enter).", err=True)
            return sys.stdin.buffer.read().decode("utf-8-sig")
        return Path(page).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError("official-page", f"Can't read {page}: {error.strerror or error}.") from error
    except ValueError as error:
        raise InputError("official-page", "This isn't the data of LinkedIn's page: it isn't UTF-8 text.") from error


def _check_past(day: str) -> None:
    try:
        later = date.fromisoformat(day) > tomorrow()
    except ValueError:
        return  # the day is checked, with a message, when it is read
    if later:
        raise DayError("day-outside", f"{day} is in the future.", unchanged="Nothing was written.")
