"""The command `ssi outcomes`."""

from __future__ import annotations

from pathlib import Path

import click

from openssi.cli.options import JSON, MODEL, ZONE
from openssi.cli.output import console, write
from openssi.errors import UsageError
from openssi.render.escaping import escape_controls

__all__ = ["outcomes"]

_TABLES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls"})


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="ARCHIVE... CRM.csv...", type=click.Path(path_type=Path))
@click.option(
    "--mapping",
    metavar="FILE.toml",
    type=click.Path(path_type=Path),
    help="What only you know: column labels, stages, and which archive is whose.",
)
@click.option(
    "--outcome",
    metavar="NAME",
    default="",
    help="What matters most: opportunities, deals_won, meetings, quota or amount_won.",
)
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
    from openssi.cli.crm_questions import ask, can_ask
    from openssi.cli.options import chosen_model
    from openssi.member.outcomes import outcomes as compare

    crm = [path for path in files if path.suffix.lower() in _TABLES]
    archives = [path for path in files if path not in crm]
    if not crm or not archives:
        raise UsageError(
            "crm-missing",
            "There is no export of the CRM." if archives else "There is no archive.",
            hint="ssi outcomes ada.zip bob.zip deals.csv",
        )
    for path in (out, one_page):
        if path is not None and path.suffix.lower() not in {".html", ".htm"}:
            raise UsageError("out-format", f"{path} doesn't end in .html.", hint="Choose a name with that ending.")
    found = compare(
        archives,
        crm,
        mapping=ask(crm, mapping, time_zone) if can_ask() and not as_json else mapping,
        outcome=outcome,
        independent=independent,
        time_zone=time_zone,
        model=chosen_model(model_name),
    )
    for path, page in ((out, found.to_html), (one_page, found.to_one_page)):
        if path is not None:
            write(path, page())
    if as_json:
        click.echo(found.to_json())
    elif out or one_page:
        click.echo("\n".join(escape_controls(str(path)) for path in (out, one_page) if path))
    else:
        from openssi.render.terminal.outcomes import screen

        terminal = console()
        terminal.print(screen(found.study, found.files, found.without_sales, found.without_archive, found.open_stages))
