"""Text from outside made harmless for a terminal or a log."""

from __future__ import annotations

import re

__all__ = ["safe"]

_HOSTILE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def safe(text: str) -> str:
    """Without control and direction characters: each is shown as its code."""
    return _HOSTILE.sub(lambda found: f"\\x{ord(found.group()):02x}", text)
