"""Parse memory limits."""

from __future__ import annotations

import re

from openssi.errors import UsageError

__all__ = ["memory_size"]

_SIZE = re.compile(r"(\d+(?:\.\d+)?) ?([KMGT])(i?)B", re.IGNORECASE | re.ASCII)


def memory_size(text: str) -> int:
    """Return the bytes of a size such as "512MB" or "2 GiB".

    Raises:
        UsageError: it isn't written like that.
    """
    match = _SIZE.fullmatch(text)
    if match is None:
        raise UsageError("memory-size", f"{text!r} is not a valid memory size.", hint="Write it like 512MB or 2GB.")
    base = 1024 if match[3] else 1000
    return int(float(match[1]) * base ** ("KMGT".index(match[2].upper()) + 1))
