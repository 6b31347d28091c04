"""The command `ssi outcomes`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openssi.cli.options import JSON, MODEL, ZONE
from openssi.cli.output import console, write
from openssi.errors import UsageError
from openssi.render.escaping import escape_controls

if TYPE_CHECKING:
    from openssi.member.outcomes import Outcomes

__all__ = ["FILES", "MAPPING", "OUTCOME", "outcomes", "read_outcomes", "split_files"]

_TEXTS = frozenset({".csv", ".tsv", ".txt"})


#: Options that the commands about sales share.
FILES = click.argument(
    "files", nargs=-1, required=True, metavar="ARCHIVE... CRM.csv...", type=click.Path(path_type=Path)
)
MAPPING = click.option(
    "--mapping",
    metavar="FILE.toml",
    type=click.Path(path_type=Path),
    help="What only you know: column labels, stages, and which archive is whose.",
)
OUTCOME = click.option(
    "--outcome",
    metavar="NAME",
    default="",
    help="What matters most: opportunities, deals_won, meetings, quota or amount_won.",
)


@click.command()
@FILES
@MAPPING
@OUTCOME
@click.option(
    "--independent", metavar="NAME", default="", help="An outcome that can't depend on the index, as a check."
)
@click.option("--out", metavar="FILE.html", type=click.Path(path_type=Path), help="Write a report with charts.")
@click.option(
    "--one-page",
    metavar="FILE.html",
    type=click.Path(path_type=Path),
    help="Write one page for a sales lead, in plain words, to print.",
)
@ZONE
@MODEL
@JSON
def outcomes(
    files: tuple[Path, ...],
    mapping: Path | None,
    outcome: str,
    independent: str,
    out: Path | None,
    one_page: Path | None,
    time_zone: str,
    model_name: str | None,
    as_json: bool,
) -> None:
    """See whether the index goes with your team's sales.

    Give the archives of your sellers and the export of your CRM: deals with owner and creation date, or a table with
    seller, month and counts; several exports, the oldest first. An archive belongs to the seller of the same name; a
    mapping file can say otherwise. On a terminal you are asked about columns and stages that aren't recognized.
    """
    for path in (out, one_page):
        if path is not None and path.suffix.lower() not in {".html", ".htm"}:
            raise UsageError("out-format", f"{path} doesn't end in .html.", hint="Choose a name with that ending.")
    result = read_outcomes(files, mapping, outcome, independent, time_zone, model_name, ask_user=not as_json)
    for path, page in ((out, result.to_html), (one_page, result.to_one_page)):
        if path is not None:
            write(path, page())
    if as_json:
        click.echo(result.to_json())
    elif out or one_page:
        click.echo("\n".join(escape_controls(str(path)) for path in (out, one_page) if path))
    else:
        from openssi.render.terminal.outcomes import screen

        terminal = console()
        terminal.print(
            screen(
                result.study,
                result.files,
                result.without_sales,
                result.without_archive,
                result.open_stages,
                result.notes,
            )
        )


def read_outcomes(
    files: Sequence[Path],
    mapping: Path | None,
    outcome: str,
    independent: str,
    time_zone: str,
    model_name: str | None,
    *,
    ask_user: bool = True,
) -> Outcomes:
    """Compare the index of sellers with their sales, and ask about columns and stages if somebody is there to answer.

    Raises:
        UsageError: there is no archive, or no export.
        InputError: a file cannot be read.
    """
    from openssi.cli.crm_questions import ask, can_ask
    from openssi.cli.options import chosen_model
    from openssi.member.outcomes import outcomes as compare

    archives, crm = split_files(files)
    return compare(
        archives,
        crm,
        mapping=ask(crm, mapping, time_zone) if ask_user and can_ask() else mapping,
        outcome=outcome,
        independent=independent,
        time_zone=time_zone,
        model=chosen_model(model_name),
        today=datetime.now(UTC).date(),
    )


def split_files(files: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Return the archives and the exports of the CRM. Raises UsageError if either is missing."""
    from openssi.sources.crm.table import SPREADSHEETS

    crm = [path for path in files if path.suffix.lower() in _TEXTS | SPREADSHEETS]
    archives = [path for path in files if path not in crm]
    if not crm or not archives:
        raise UsageError(
            "crm-missing",
            "There is no export of the CRM." if archives else "There is no archive.",
            hint="ssi outcomes ada.zip bob.zip deals.csv",
        )
    return archives, crm
