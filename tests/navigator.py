"""Writes Sales Navigator's reports, from the format notes without a look at the reader; all invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

__all__ = ["activity_export", "usage_report"]

TITLES = ("Name", "Email", "Groups", "Coach Level", "Days Active", "Searches Performed", "Profile Views", "Leads Saved",
          "Accounts Saved", "Lists Created")  # fmt: skip


def usage_report(
    path: Path,
    people: Mapping[str, Sequence[object]],
    period: tuple[str, str] | None = ("2026-06-01", "2026-06-30"),
    *,
    titles: Sequence[str] = TITLES,
    delimiter: str = ",",
    encoding: str = "utf-8",
) -> Path:
    """Write a usage report: by name, the numbers from Days Active to Accounts Saved; an empty text is an empty cell."""
    lines = [f'"Usage from {period[0]} to {period[1]}"', ""] if period else []
    lines.append(delimiter.join(titles))
    for name, numbers in people.items():
        email = f"{name.lower().replace(' ', '.')}@example.org"
        lines.append(delimiter.join([name, email, "Sales", "3", *map(str, numbers), "1"]))
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
    return path


def activity_export(path: Path, events: Sequence[tuple[str, str, str, int]]) -> Path:
    """Write an activity export: ID, type, time and seat of each activity."""
    lines = ["activityId,activityType,createdAt,seatId,memberIdentityKey"]
    lines += [f"{number},{what},{at},{seat}," for number, what, at, seat in events]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
