"""The command `ssi outcomes`."""

from __future__ import annotations

from pathlib import Path

import click

from openssi.cli.options import JSON, MODEL, ZONE
from openssi.cli.output import console
from openssi.errors import UsageError

__all__ = ["outcomes"]

_TABLES = frozenset({".csv", ".tsv", ".txt", ".xlsx"})


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="ARCHIVE... CRM.csv...", type=click.Path(path_type=Path))
@click.option(
    "--mapping",
    metavar="FILE.toml",
    type=click.Path(path_type=Path),
    help="What only you know: column labels, stages, and which archive is whose.",
)
@click.option(
    "--outcome", metavar="NAME", default="", help="What matters most: opportunities, deals_won, meetings or quota."
)
@click.option(
    "--independent", metavar="NAME", default="", help="An outcome that can't depend on the index, as a check."
)
@ZONE
@MODEL
@JSON
def outcomes(
    files: tuple[Path, ...],
    mapping: Path | None,
    outcome: str,
    independent: str,
    time_zone: str,
    model_name: str | None,
    as_json: bool,
) -> None:
    """See whether the index goes with your team's sales.

    Give the archives of your sellers and the export of your CRM: deals with owner and creation date, or a table with
    seller, month and counts. An archive belongs to the seller of the same name; a mapping file can say otherwise.
    """
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
    found = compare(
        archives,
        crm,
        mapping=mapping,
        outcome=outcome,
        independent=independent,
        time_zone=time_zone,
        model=chosen_model(model_name),
    )
    if as_json:
        click.echo(found.to_json())
        return
    from openssi.render.terminal.outcomes import screen

    terminal = console()
    terminal.print(screen(found.study, found.files, found.without_sales, found.without_archive, found.open_stages))
