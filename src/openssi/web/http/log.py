"""The server's log: one JSON object a line, with no text from outside but names of routes."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

__all__ = ["CONFIG", "Lines"]

_LONGEST = 500
#: What a record may carry beside its message.
_FIELDS = ("import", "added", "code", "number", "route", "method", "status", "ms", "account")


class Lines(logging.Formatter):
    """Formats a record as one line of JSON. Of an exception it tells kind and place, never its message: that may hold data."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage()[:_LONGEST],
        }
        told.update({name: getattr(record, name) for name in _FIELDS if hasattr(record, name)})
        kind, _, trace = record.exc_info or (None, None, None)
        if kind is not None:
            places = [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in traceback.extract_tb(trace)]
            told["fault"] = {"kind": kind.__name__, "at": places[-8:]}
        return json.dumps(told)


CONFIG: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "openssi.web.http.log.Lines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines", "stream": "ext://sys.stderr"}},
    "loggers": {
        "openssi": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "uvicorn": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}
