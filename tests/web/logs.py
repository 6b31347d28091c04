"""The server's log as tests read it: every line that it would write, at any level."""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import contextmanager

from openssi.web.http.log import JsonLines

__all__ = ["logged"]


class _Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(JsonLines())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith("httpx"):  # the client of the test
            self.lines.append(self.format(record))


@contextmanager
def logged(name: str | None = None, level: int = logging.DEBUG) -> Generator[list[str]]:
    """Yield the lines that a logger and those below it write during the block."""
    handler, logger = _Lines(), logging.getLogger(name)
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(level)
    try:
        yield handler.lines
    finally:
        logger.setLevel(before)
        logger.removeHandler(handler)
