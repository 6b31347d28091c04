"""Serves a team server to a real browser, from a thread of the test."""

from __future__ import annotations

import socket
from collections.abc import Generator
from contextlib import contextmanager
from threading import Thread
from time import sleep

import uvicorn

from tests.web.site import Site

__all__ = ["served"]


@contextmanager
def served(site: Site) -> Generator[str]:
    """The address under which the server answers."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(site.app, lifespan="off", access_log=False, server_header=False, log_level="critical"))
    thread = Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started:
        sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
