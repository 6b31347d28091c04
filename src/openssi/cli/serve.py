"""The command `ssi serve`."""

from __future__ import annotations

import gc
import re
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import click

from openssi.cli.server_options import DATA, DATABASE, server_settings
from openssi.errors import OpenSSIError, UsageError
from openssi.render.escaping import escape_controls

if TYPE_CHECKING:
    import socket

    from openssi.web.context import Server

__all__ = ["serve"]

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_PORT = 8765
#: Seconds between two threads' turns. A page queries the database often; with the usual 5 ms it would wait each time
#: for the thread that reads an upload.
_SWITCH_INTERVAL = 0.0005
_MOST_CONNECTIONS = 4_000  # open at once, below the unit's limit of open files; further ones are answered with 503
_SHUTDOWN_SECONDS = 5  # for requests still running when the server stops


def _check_networks(_: click.Context, __: click.Parameter, addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse what is not an address or a network: uvicorn would take it for a name and then trust no proxy at all."""
    for address in addresses:
        try:
            ip_network(address)
        except ValueError as error:
            raise click.BadParameter(f"{address} is neither an IP address nor a network.") from error
    return addresses


def _check_path(_: click.Context, __: click.Parameter, path: str) -> str:
    path = path.rstrip("/")
    if path and not re.fullmatch(r"(/[A-Za-z0-9._~-]+)+", path):
        raise click.BadParameter("write it like /ssi: letters, digits and . _ ~ - between slashes")
    return path


@click.command()
@DATA
@DATABASE
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    default=_PORT,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="The port to listen on; 0 for any free one.",
)
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="A host name that people use to reach the server. Can be repeated.",
)
@click.option(
    "--path",
    default="",
    metavar="PATH",
    callback=_check_path,
    help="The path below which a proxy passes requests on, such as /ssi.",
)
@click.option("--tls-proxy", is_flag=True, help="A proxy in front handles TLS: send cookies over HTTPS only.")
@click.option(
    "--proxy-address",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    default=["127.0.0.1"],
    show_default=True,
    callback=_check_networks,
    help="The proxy's IP address or network, whose X-Forwarded headers are trusted. Can be repeated.",
)
@click.option(
    "--sso",
    "sso_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Sign in with an identity provider (OpenID Connect): a TOML file with its settings.",
)
@click.option(
    "--second-factor", is_flag=True, help="Require an authenticator app of everyone who signs in with a password."
)
@click.option(
    "--deliveries",
    "deliveries_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Let members have alerts sent by Slack, Teams, e-mail or webhook: a TOML file with what is allowed.",
)
@click.option(
    "--benchmarks",
    metavar="FILE|DIR",
    type=click.Path(path_type=Path),
    help="Benchmarks: a file of ssi benchmark export, or a folder of ssi population score.",
)
@click.option(
    "--model",
    "model_name",
    metavar="MODEL",
    help="The published model that scores. Default: the newest. After a change, all members are rescored.",
)
@click.option(
    "--upload-memory",
    default=260,
    show_default=True,
    metavar="MB",
    type=click.IntRange(50, 100_000),
    help="The memory for reading an upload or scoring a member, on top of about 40 MB.",
)
@click.option(
    "--upload-seconds",
    default=60,
    show_default=True,
    metavar="SECONDS",
    type=click.IntRange(1, 3_600),
    help="The processor time for the same.",
)
@click.option(
    "--watch",
    "watched",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Take new files from this folder into your own page. For a team's server, use ssi watch DIR --server URL.",
)
@click.option(
    "--metrics",
    metavar="PORT",
    type=click.IntRange(0, 65535),
    help="Serve metrics for Prometheus on this port, without a sign-in; 0 for any free one.",
)
@click.option(
    "--metrics-host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address for --metrics."
)
@click.option(
    "--log",
    "log_form",
    type=click.Choice(["plain", "json"]),
    help="How to write the log. Default: plain lines on a terminal, JSON elsewhere.",
)
@click.option("--open/--no-open", "opens", default=None, help="Open a browser. Default: only from a terminal.")
def serve(
    folder: Path | None,
    address: str | None,
    host: str,
    port: int,
    hosts: tuple[str, ...],
    path: str,
    tls_proxy: bool,
    proxies: tuple[str, ...],
    sso_file: Path | None,
    second_factor: bool,
    deliveries_file: Path | None,
    benchmarks: Path | None,
    model_name: str | None,
    upload_memory: int,
    upload_seconds: int,
    watched: Path | None,
    metrics: int | None,
    metrics_host: str,
    log_form: str | None,
    opens: bool | None,
) -> None:
    """Run the team server: web pages and REST API.

    By default only this machine can reach it.
    """
    from openssi.model import published_model
    from openssi.sandbox import Limits
    from openssi.web.app import create_app
    from openssi.web.settings import read_delivery_settings, read_sso_settings

    settings = server_settings(folder, address)
    app = create_app(
        replace(
            settings,
            hosts=settings.hosts | {name.casefold() for name in hosts},
            path=path,
            secure=tls_proxy,
            single_sign_on=read_sso_settings(sso_file) if sso_file else None,
            second_factor=second_factor,
            deliveries=read_delivery_settings(deliveries_file) if deliveries_file else None,
            benchmarks=benchmarks,
            model=published_model(model_name),
            sandbox=Limits(upload_memory * 1_000_000, upload_seconds),
        )
    )
    server: Server = app.state.server
    personal = not server.has_admin()
    if personal and (host not in _LOOPBACK or tls_proxy or hosts):
        raise _needs_admin()
    if watched:
        _check_watched(watched, personal=personal)
    listening = _listen(host, port)
    base = f"http://{_bracketed(host)}:{listening.getsockname()[1]}{path}"
    link = _announce(server, base, personal=personal)
    _serve_metrics(server, metrics_host, metrics)
    if opens if opens is not None else sys.stdout.isatty():
        _open_browser(link)
    with _watching(server, watched):
        _run(app, listening, log_form, tls_proxy=tls_proxy, proxies=proxies)


def _needs_admin() -> UsageError:
    return UsageError(
        "server-admin",
        "Before other people can reach the server, it needs an admin.",
        unchanged="The server was not started.",
        hint="ssi admin create NAME",
    )


def _announce(server: Server, base: str, *, personal: bool) -> str:
    """Print where the server is reached; return the address to open."""
    link = f"{base}/enter#{server.create_entry_code()}" if personal else f"{base}/sign-in"
    click.echo(f"Serving {base}, database {server.database.kind}. Stop with Ctrl-C.")
    click.echo(f"Open:   {link}" + ("   (works once, for 15 minutes)" if personal else ""))
    return link


def _open_browser(link: str) -> None:
    import webbrowser

    webbrowser.open(link)


def _serve_metrics(server: Server, host: str, port: int | None) -> None:
    if port is None:
        return
    from openssi.web.services.metrics import serve_metrics

    port = serve_metrics(server, host, port)
    click.echo(f"Metrics: http://{_bracketed(host)}:{port}/metrics")


def _check_watched(folder: Path, *, personal: bool) -> None:
    from openssi.client.watch import check_folder

    if not personal:
        raise UsageError(
            "server-admin",
            "This server has several accounts, so it can't tell whose files are in a watched folder.",
            unchanged="The server was not started.",
            hint="Each member can run ssi watch DIR --server URL.",
        )
    check_folder(folder)


@contextmanager
def _watching(server: Server, folder: Path | None) -> Generator[None]:
    """Take new files from a folder, if there is one to watch, while the block runs."""
    stop = Event()
    if folder:
        Thread(target=_watch, args=(server, folder, stop), name="openssi-watch", daemon=True).start()
    try:
        yield
    finally:
        stop.set()


def _watch(server: Server, folder: Path, stop: Event) -> None:
    """Take new files into the local user's account until `stop` is set."""
    from openssi.client.watch import TakenFiles, watch
    from openssi.web.security.access import ROLE_SCOPES, Actor
    from openssi.web.services.server_admin import find_or_create_local_account
    from openssi.web.services.uploads import queue_local_file

    def take(path: Path) -> bool:
        account = find_or_create_local_account(server)
        try:
            queue_local_file(server, Actor(account, None, ROLE_SCOPES[account.role]), path)
        except (OpenSSIError, OSError) as error:
            click.echo(f"{escape_controls(path.name)} isn't taken yet: {escape_controls(str(error))}", err=True)
            return False
        click.echo(f"Reading {escape_controls(path.name)}.")
        return True

    try:
        watch(folder, TakenFiles(server.settings.folder / "watched.json"), take, stop, time.monotonic)
    except OpenSSIError as error:
        click.echo(f"No longer watching: {escape_controls(str(error))}", err=True)


def _run(
    app: Any, listening: socket.socket, log_form: str | None, *, tls_proxy: bool, proxies: tuple[str, ...]
) -> None:
    import uvicorn

    from openssi.web.http.log import log_config
    from openssi.web.http.slow_clients import TimedProtocol

    gc.enable()  # `main` turned it off, but a server runs for long
    gc.collect()
    gc.freeze()  # what was loaded stays: searching it for garbage would take 0.1 s in the middle of a request
    sys.setswitchinterval(_SWITCH_INTERVAL)
    config = uvicorn.Config(
        app,
        http=TimedProtocol,
        log_config=log_config(plain=sys.stderr.isatty() if log_form is None else log_form == "plain"),
        access_log=False,
        server_header=False,
        proxy_headers=tls_proxy,
        forwarded_allow_ips=list(proxies),
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
        limit_concurrency=_MOST_CONNECTIONS,
    )
    uvicorn.Server(config).run([listening])


def _listen(host: str, port: int) -> socket.socket:
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # a browser that is faster than the server waits instead of failing
    except OSError as error:
        raise UsageError(
            "server-port",
            f"Can't listen on port {port} of {host}: {error.strerror or error}.",
            hint="Try another port: --port 8766, or --port 0 for any free one.",
        ) from error
    return listening


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
