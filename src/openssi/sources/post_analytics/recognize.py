"""Tell the analytics of one post from LinkedIn's other spreadsheets, by the names of its sheets and its file."""

from __future__ import annotations

import re
from pathlib import Path

from openssi.errors import ArchiveError
from openssi.sources.container import READ_ERRORS, open_container
from openssi.sources.spreadsheet.read import MAIN_PART

__all__ = ["is_single_post"]

_SHEET_NAME = re.compile(rb"""<(?:\w+:)?sheet\s[^>]*?\bname\s*=\s*["']([^"']*)""")
_LARGEST_MAIN_PART = 100_000  # bytes; LinkedIn's have 2,000
_SINGLE_POST = "singlepostanalytics"  # how the names of LinkedIn's files about one post begin


def is_single_post(path: Path, name: str) -> bool:
    """Return whether a spreadsheet is one post's analytics: one sheet, and LinkedIn's name for it or the file."""
    try:
        with open_container(path, name) as container:
            main = next((entry for entry in container.entries if entry.name == MAIN_PART), None)
            if main is None:
                return False
            with main.open() as content:
                names = _SHEET_NAME.findall(content.read(_LARGEST_MAIN_PART))
    except (ArchiveError, *READ_ERRORS):
        return False
    return len(names) == 1 and (names[0].lower() == b"post analytics" or name.lower().startswith(_SINGLE_POST))
