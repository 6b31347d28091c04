"""The server log: one JSON object per line, or a plain line on a terminal, without any text that came from outside."""

from __future__ import annotations

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

__all__ = ["REQUEST", "JsonLines", "PlainLines", "log_config"]

#: The ID of the request that is being answered; every line that is logged meanwhile has it.
REQUEST: ContextVar[str] = ContextVar("request", default="")

_LONGEST = 500
#: Extra fields that a record may have.
_FIELDS = (
    "import", "added", "code", "number", "route", "method", "status", "ms", "account", "cause", "version", "database",
    "schema", "host", "port", "tls_proxy", "python", "left", "members", "channel",
)  # fmt: skip


class JsonLines(logging.Formatter):
    """Format a record as one line of JSON.

    Of an exception only type and location are logged: its message may contain data.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage()[:_LONGEST],
        }
        line.update({name: getattr(record, name) for name in _FIELDS if hasattr(record, name)})
        if request := REQUEST.get():
            line["request"] = request
        kind, _, trace = record.exc_info or (None, None, None)
        if kind is not None:
            places = [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in traceback.extract_tb(trace)]
            line["fault"] = {"kind": kind.__name__, "at": places[-8:]}
        return json.dumps(line)


class PlainLines(logging.Formatter):
    """Format a record as a line for a person: time, message, and the extra fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        fields = [f"{name} {getattr(record, name)}" for name in _FIELDS if hasattr(record, name)]
        level = "" if record.levelno < logging.WARNING else f"{record.levelname.capitalize()}: "
        said = f"{level}{record.getMessage()[:_LONGEST]}"
        kind, _, trace = record.exc_info or (None, None, None)
        if kind is not None:
            last = traceback.extract_tb(trace)[-1:]
            fields += [f"{kind.__name__} at {frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in last]
        at = datetime.fromtimestamp(record.created).astimezone()
        return f"{at:%H:%M:%S} {said}" + (f" ({', '.join(fields)})" if fields else "")


def log_config(*, plain: bool) -> dict[str, Any]:
    """Return the configuration of logging, for `logging.config.dictConfig`."""
    formatter = PlainLines if plain else JsonLines
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": f"{__name__}.{formatter.__name__}"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines", "stream": "ext://sys.stderr"}},
        "loggers": {
            "openssi": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
            "uvicorn": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        },
    }
