"""The commands of the team server: `ssi serve`, `ssi admin create|list|password|erase`."""

from __future__ import annotations

import gc
import sys
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openssi.errors import RequestDenied, UsageError

if TYPE_CHECKING:
    import socket

    from openssi.web.settings import Settings

__all__ = ["DATA", "DATABASE", "admin", "serve", "server_settings"]

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_PORT = 8765
#: Seconds after which the thread that reads an upload lets a page have its turn: a page asks the database often, and would wait
#: for the usual 5 ms each time.
_SWITCH = 0.0005
_FAREWELL = 5  # seconds in which requests may end once the server is told to stop

DATA = click.option(
    "--data",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Where the server keeps its files; by default in your data folder.",
)
DATABASE = click.option(
    "--database",
    "address",
    metavar="URL",
    help="postgresql://user@host/name, or sqlite:////folder/file.db; by default a file in the data folder.",
)


def _networks(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Addresses and networks; uvicorn would take anything else for a name that nobody has, and believe nobody."""
    for one in given:
        try:
            ip_network(one)
        except ValueError as error:
            raise click.BadParameter(f"{one} is no address and no network.") from error
    return given


@click.command()
@DATA
@DATABASE
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=_PORT, show_default=True, type=click.IntRange(0, 65535), help="The port; 0 for any that is free."
)
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="A name under which the server is reached; may be repeated.",
)
@click.option("--tls-proxy", is_flag=True, help="A proxy in front speaks TLS: cookies travel over TLS alone.")
@click.option(
    "--proxy-address",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    default=["127.0.0.1"],
    show_default=True,
    callback=_networks,
    help="From where that proxy comes, an address or a network: what it says of callers is believed. May be repeated.",
)
@click.option(
    "--benchmarks",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="What ssi population score wrote, to compare with.",
)
@click.option("--open/--no-open", "opens", default=None, help="Whether to open a browser; by default on a terminal.")
def serve(
    folder: Path | None,
    address: str | None,
    host: str,
    port: int,
    hosts: tuple[str, ...],
    tls_proxy: bool,
    proxies: tuple[str, ...],
    benchmarks: Path | None,
    opens: bool | None,
) -> None:
    """Serve the pages and the REST API, on this machine alone unless told otherwise."""
    import uvicorn

    from openssi.web.app import create_app
    from openssi.web.http.log import CONFIG

    settings = _settings(folder, address, hosts, secure=tls_proxy, benchmarks=benchmarks)
    app = create_app(settings)
    server = app.state.server
    alone = not server.has_admin()
    if alone and (host not in _LOOPBACK or tls_proxy or hosts):
        raise UsageError(
            "server-admin",
            "A server that others can reach needs an admin first.",
            unchanged="It was not started.",
            hint="ssi admin create NAME",
        )
    listening = _listen(host, port)
    base = f"http://{_shown(host)}:{listening.getsockname()[1]}"
    link = f"{base}/enter#{server.create_entry_code()}" if alone else f"{base}/sign-in"
    click.echo(f"Serving {base}, database {server.database.kind}. Stop with Ctrl-C.")
    click.echo(f"Open:   {link}" + ("   (works once, for 15 minutes)" if alone else ""))
    if opens if opens is not None else sys.stdout.isatty():
        import webbrowser

        webbrowser.open(link)
    gc.enable()  # a server runs for long
    sys.setswitchinterval(_SWITCH)
    config = uvicorn.Config(
        app,
        log_config=CONFIG,
        access_log=False,
        server_header=False,
        proxy_headers=tls_proxy,
        forwarded_allow_ips=list(proxies),
        timeout_graceful_shutdown=_FAREWELL,
    )
    uvicorn.Server(config).run([listening])


@click.group()
def admin() -> None:
    """Manage a team server from the machine that it runs on."""


@admin.command()
@click.argument("login")
@click.option("--name", help="Your name as the team reads it; by default the sign-in name.")
@click.option("--team", default="Team", show_default=True, help="The name of the first team, which you lead.")
@DATA
@DATABASE
def create(login: str, name: str | None, team: str, folder: Path | None, address: str | None) -> None:
    """Make an admin, who signs in as LOGIN. The password is asked for, or read from a pipe.

    Whoever used the server alone until now becomes the first admin, with all their data.
    """
    from openssi.store.database import open_database
    from openssi.web.services.host import add_admin

    settings = _settings(folder, address, ())
    password = _password()
    database = open_database(settings.address)
    if add_admin(database, login, name or login, team, password, settings.clock()):
        click.echo("The account that used the server alone is now the admin's; all its data were kept.")
    click.echo("The admin is there. Start the server with ssi serve, and sign in.")


def server_settings(folder: Path | None, address: str | None) -> Settings:
    """What a server of a folder and a database is told.

    Raises:
        UsageError: the packages of the server are not installed.
    """
    return _settings(folder, address, ())


@admin.command("list")
@DATA
@DATABASE
def list_accounts(folder: Path | None, address: str | None) -> None:
    """List the teams, and who signs in to each by which name and in which role."""
    from openssi.render.escaping import escape_controls
    from openssi.store import accounts
    from openssi.store.database import open_database

    with open_database(_settings(folder, address, ()).address).read() as connection:
        for team in accounts.all_teams(connection):
            click.echo(escape_controls(team.name))
            for one in accounts.accounts_of(connection, team.id):
                click.echo(
                    f"  {one.role:<7} {escape_controls(one.login)}"
                    + (f" ({escape_controls(one.name)})" if one.name != one.login else "")
                )


@admin.command()
@click.argument("login")
@DATA
@DATABASE
def password(login: str, folder: Path | None, address: str | None) -> None:
    """Give whoever signs in as LOGIN a new password; their sessions, tokens and feed end. It is asked for, or read from a pipe."""
    from openssi.store.database import open_database
    from openssi.web.services.host import reset_password

    settings = _settings(folder, address, ())
    reset_password(open_database(settings.address), login, _password())
    click.echo("The password is changed; sessions, tokens and feed of the account are ended.")


@admin.command()
@click.argument("login")
@click.option("--yes", is_flag=True, help="Do not ask for the name again.")
@DATA
@DATABASE
def erase(login: str, yes: bool, folder: Path | None, address: str | None) -> None:
    """Erase whoever signs in as LOGIN with all that is held of them, for good. The server may run meanwhile."""
    settings = _settings(folder, address, ())
    from openssi.store.accounts import login_key
    from openssi.store.database import open_database
    from openssi.web.services.host import erase_login

    if not yes and login_key(click.prompt("It cannot be undone. The sign-in name again")) != login_key(login):
        raise RequestDenied("account-login", "That is another name.", unchanged="Nothing was erased.")
    cleared = erase_login(settings, open_database(settings.address), login)
    click.echo("The account is erased, with everything that belonged to it. Backups made before still hold it.")
    if not cleared:
        click.echo("The database's journal is still being read; the next start of the server clears it.")


def _password() -> str:
    if sys.stdin.isatty():
        return click.prompt("Password (15 characters or more)", hide_input=True, confirmation_prompt=True)
    return sys.stdin.readline().rstrip("\r\n")


def _settings(
    folder: Path | None,
    address: str | None,
    hosts: tuple[str, ...],
    *,
    secure: bool = False,
    benchmarks: Path | None = None,
) -> Settings:
    from openssi.web.settings import Settings, default_address, default_folder

    place = folder or default_folder()
    known = Settings(place, address or default_address(place), secure=secure, benchmarks=benchmarks)
    from dataclasses import replace

    return replace(known, hosts=known.hosts | {name.casefold() for name in hosts})


def _listen(host: str, port: int) -> socket.socket:
    import socket  # here, as webbrowser above: `ssi score` has no use for it and would wait for it

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # who opens the link before the server is up waits, instead of being turned away
    except OSError as error:
        raise UsageError(
            "server-port",
            f"Port {port} on {host} cannot be used: {error.strerror or error}.",
            hint="Take another: --port 8766, or 0 for any.",
        ) from error
    return listening


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
