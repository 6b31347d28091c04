"""Read whose archive it is, for a team that matches archives with the names in its CRM. The name is not stored."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from openssi.sources.container import READ_ERRORS, open_container

__all__ = ["owner_name"]

_PROFILE = "profile.csv"
_LARGEST = 1_000_000


def owner_name(path: Path) -> str:
    """Return the first and last name in Profile.csv, or an empty text if it has none or can't be read.

    Raises:
        ArchiveError: the archive cannot be opened.
    """
    with open_container(path) as container:
        entry = next(
            (candidate for candidate in container.entries if candidate.name.rpartition("/")[2].lower() == _PROFILE),
            None,
        )
        if entry is None or entry.refused or entry.size > _LARGEST:
            return ""
        try:
            with entry.open() as file:
                text = file.read(_LARGEST).decode("utf-8-sig", errors="replace")
        except READ_ERRORS:
            return ""
    nobody: dict[str, str] = {}
    try:
        row = next(csv.DictReader(io.StringIO(text)), nobody)
    except csv.Error:
        return ""
    return " ".join(part for name in ("First Name", "Last Name") if (part := (row.get(name) or "").strip()))
