"""Tell paths from URLs: only Spark reads and writes URLs other than those of files."""

from __future__ import annotations

import os
import re
from urllib.parse import unquote, urlsplit

from openssi.errors import UsageError

__all__ = ["check_paths", "is_url", "without_scheme"]

_URL = re.compile(r"[A-Za-z][\w+.-]+:/")


def is_url(location: str) -> bool:
    """Return whether a location is a URL. Windows' drives have a single letter."""
    return _URL.match(location) is not None


def without_scheme(location: str) -> str:
    """Return the path of a URL like file:///net; other locations are returned unchanged."""
    parts = urlsplit(location) if is_url(location) else None
    if parts is None or parts.scheme.lower() != "file" or parts.netloc not in ("", "localhost"):
        return location
    path = unquote(parts.path)
    return path.removeprefix("/") if os.name == "nt" else path  # file:///C:/scores


def check_paths(*locations: str) -> None:
    """Raise if a location is a URL.

    Raises:
        UsageError: it is.
    """
    for location in filter(is_url, locations):
        raise UsageError(
            "population-path",
            f"{location} is a URL, and this needs a path that every worker reaches.",
            unchanged="Nothing was written.",
            hint="Mount it. URLs work with score --kernel sql --engine spark, and with show --engine spark.",
        )
