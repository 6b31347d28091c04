"""Where a client may ask to be redirected: only to this server."""

from __future__ import annotations

__all__ = ["local_path"]

_LONGEST = 1_000


def local_path(text: str) -> str:
    """Return a path on this server as given, or "/" for anything else: a redirect must never lead to another site."""
    is_local = text.startswith("/") and not text.startswith("//") and "\\" not in text
    return text if is_local and text.isascii() and text.isprintable() and len(text) <= _LONGEST else "/"
