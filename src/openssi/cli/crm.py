"""The command `ssi crm pull`."""

from __future__ import annotations

from pathlib import Path

import click

from openssi.cli.output import write
from openssi.errors import InputError, UsageError
from openssi.render.escaping import escape_controls

__all__ = ["crm"]


@click.group()
def crm() -> None:
    """Read deals from a CRM, to compare them with ssi outcomes."""


@crm.command()
@click.argument("product", type=click.Choice(["hubspot", "salesforce"]))
@click.option(
    "--token-file",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A file with an access token that may read deals and their owners.",
)
@click.option(
    "--address",
    default="",
    metavar="URL",
    help="Salesforce: your org, such as https://example.my.salesforce.com. HubSpot: leave it out.",
)
@click.option(
    "--out",
    default="crm.csv",
    show_default=True,
    metavar="FILE.csv",
    type=click.Path(path_type=Path),
    help="The file to write.",
)
def pull(product: str, token_file: Path, address: str, out: Path) -> None:
    """Download all deals from hubspot or salesforce as CSV: ID, owner, dates and stage. Customer names are left out.

    HubSpot: a private app with crm.objects.deals.read and crm.objects.owners.read. Salesforce: a user's access token.
    """
    from openssi.client.crm import HUBSPOT, pull_hubspot, pull_salesforce

    token = _token(token_file)
    if product == "salesforce" and not address:
        raise UsageError(
            "crm-api-address",
            "Salesforce needs your org's address.",
            hint="Add --address https://example.my.salesforce.com.",
        )
    content = pull_salesforce(token, address) if product == "salesforce" else pull_hubspot(token, address or HUBSPOT)
    write(out, content)
    deals = content.count("\n") - 1
    click.echo(escape_controls(f"{out}: {deals:,} deals. Next: ssi outcomes ARCHIVE... {out}"))


def _token(file: Path) -> str:
    try:
        token = file.read_text(encoding="ascii").strip()
    except (OSError, ValueError) as error:
        raise InputError(
            "crm-api-token", f"Can't read a token from {file}.", unchanged="Nothing was written."
        ) from error
    if not token or not token.isprintable() or " " in token:
        raise InputError("crm-api-token", f"{file} doesn't contain one token.", unchanged="Nothing was written.")
    return token
