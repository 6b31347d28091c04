"""The commands `ssi admin create`, `list`, `password` and `erase`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from openssi.cli.server_options import DATA, DATABASE, server_settings
from openssi.errors import RequestDenied
from openssi.render.escaping import escape_controls

__all__ = ["admin"]


@click.group()
def admin() -> None:
    """Manage the accounts of a team server.

    Run it on the machine of the server.
    """


@admin.command()
@click.argument("login")
@click.option("--name", help="Your name as the team sees it. Default: LOGIN.")
@click.option("--team", default="Team", show_default=True, help="The name of the first team, which you will lead.")
@DATA
@DATABASE
def create(login: str, name: str | None, team: str, folder: Path | None, address: str | None) -> None:
    """Create the first admin, who signs in as LOGIN.

    Asks for a password, or reads it from a pipe.

    If you have used the server by yourself until now, your account and data become the admin's.
    """
    from openssi.store.database import open_database
    from openssi.web.services.server_admin import add_admin

    settings = server_settings(folder, address)
    password = _password()
    database = open_database(settings.address)
    if add_admin(database, login, name or login, team, password, settings.clock()):
        click.echo("Your personal account is now the admin's, with all its data.")
    click.echo(f"Created the admin {escape_controls(login)}. Start the server with ssi serve and sign in.")


@admin.command("list")
@DATA
@DATABASE
def list_accounts(folder: Path | None, address: str | None) -> None:
    """List all teams and accounts: role, sign-in name and name."""
    from openssi.store import accounts
    from openssi.store.database import open_database

    with open_database(server_settings(folder, address).address).read() as connection:
        for team in accounts.all_teams(connection):
            click.echo(escape_controls(team.name))
            for account in accounts.accounts_of(connection, team.id):
                click.echo(
                    f"  {account.role:<7} {escape_controls(account.login)}"
                    + (f" ({escape_controls(account.name)})" if account.name != account.login else "")
                )


@admin.command()
@click.argument("login")
@DATA
@DATABASE
def password(login: str, folder: Path | None, address: str | None) -> None:
    """Set a new password for LOGIN.

    Asks for it, or reads it from a pipe. All sessions, tokens and feeds of the account end.
    """
    from openssi.store.database import open_database
    from openssi.web.services.server_admin import reset_password

    settings = server_settings(folder, address)
    reset_password(open_database(settings.address), login, _password())
    click.echo("Password changed. All sessions, tokens and feeds of the account have ended.")


@admin.command()
@click.argument("login")
@click.option("--yes", is_flag=True, help="Don't ask for confirmation.")
@DATA
@DATABASE
def erase(login: str, yes: bool, folder: Path | None, address: str | None) -> None:
    """Erase the account LOGIN and all its data.

    This can't be undone. The server can keep running.
    """
    settings = server_settings(folder, address)
    from openssi.store.accounts import login_key
    from openssi.store.database import open_database
    from openssi.web.services.server_admin import erase_account_by_login

    if not yes and login_key(click.prompt("This can't be undone. Type the sign-in name to confirm")) != login_key(
        login
    ):
        raise RequestDenied("account-login", "The names don't match.", unchanged="Nothing was erased.")
    receipt = erase_account_by_login(settings, open_database(settings.address), login)
    click.echo("Erased the account and all its data. Backups made earlier still contain it.")
    if receipt.left:
        click.echo(f"The account is still mentioned in {len(receipt.left)} places:")
    else:
        click.echo("0 places left that mention it.")
    for mention in receipt.left:
        click.echo(f"  {escape_controls(mention)}")
    if not receipt.cleared:
        click.echo("The database journal is still in use; the next start of the server clears it.")


def _password() -> str:
    if sys.stdin.isatty():
        return click.prompt("Password (15 characters or more)", hide_input=True, confirmation_prompt=True)
    return sys.stdin.readline().rstrip("\r\n")
