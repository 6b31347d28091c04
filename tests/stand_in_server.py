"""Serve a stand-in from a thread of the test, for as long as a block lasts."""

from __future__ import annotations

import socketserver
from collections.abc import Generator
from contextlib import contextmanager
from threading import Thread

__all__ = ["in_background"]


@contextmanager
def in_background(server: socketserver.BaseServer) -> Generator[int]:
    """Serve in a thread until the block ends; yield the port."""
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]  # type: ignore[index] (an address of the Internet is a pair)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
