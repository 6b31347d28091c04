"""Serves a team server to a real browser, from a thread of the test."""

from __future__ import annotations

import socket
from collections.abc import Generator
from contextlib import contextmanager
from threading import Thread
from time import sleep

import uvicorn
from playwright.sync_api import StorageState

from openssi.store import credentials
from openssi.store.accounts import Account
from openssi.web.context import cookie_name
from tests.web.site import Site

__all__ = ["served", "signed_in"]


@contextmanager
def served(site: Site) -> Generator[str]:
    """The address under which the server answers."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(site.app, lifespan="off", access_log=False, server_header=False, log_level="critical")
    )
    thread = Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started:
        sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


def signed_in(site: Site, who: Account) -> StorageState:
    """What a browser keeps of somebody who signed in at such a server."""
    with site.server.database.write() as connection:
        secret = credentials.add_session(connection, who.id, "Chromium", site.now, 86_400)
    name = cookie_name(site.server.settings)
    return {
        "cookies": [
            {
                "name": name, "value": secret, "domain": "127.0.0.1", "path": "/",
                "expires": -1, "httpOnly": True, "secure": False, "sameSite": "Lax",
            }
        ],
        "origins": [],
    }  # fmt: skip
