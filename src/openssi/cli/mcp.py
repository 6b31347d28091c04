"""The command `ssi mcp`."""

from __future__ import annotations

import click

from openssi.cli.options import ARCHIVES, ZONE, read_member
from openssi.errors import UsageError, install_hint

__all__ = ["mcp"]


@click.command()
@ARCHIVES
@ZONE
def mcp(archives: tuple[str, ...], time_zone: str) -> None:
    """Let an assistant ask about your index, over the Model Context Protocol.

    The assistant starts this command itself and talks to it by standard input and output. It gets numbers, days and
    advice: no names, no posts and no messages from your archive.
    """
    try:
        from openssi.cli.mcp_tools import assistant_server
    except ImportError as error:
        raise UsageError(
            "mcp-missing", "The package for assistants is not installed.", hint=install_hint("mcp")
        ) from error
    assistant_server(read_member(archives, time_zone=time_zone)).run("stdio")
