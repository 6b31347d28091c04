"""Small activities and archives for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from openssi.activity import Activity, Coverage, DailyRow
from openssi.activity.calendar import to_day
from openssi.model import PUBLISHED, Attribute, Curve, Fading, Signal, Step

#: 30 June 2026, a Tuesday.
TODAY = to_day(date(2026, 6, 30))

#: What any published model reads.
KINDS = tuple(dict.fromkeys(kind for model in PUBLISHED.values() for kind in model.kind))
ATTRIBUTES = tuple(
    dict.fromkeys(
        signal.measure.name
        for model in PUBLISHED.values()
        for signal in model.signals.values()
        if isinstance(signal.measure, Attribute)
    )
)
EVERYTHING = (*KINDS, *ATTRIBUTES)

#: What others do with posts: 11 points, enough for a number, that no step of the member's own raises.
WITHOUT_A_STEP = ("engagement_received", "engagement_on_share")

#: Enough dated records, long enough ago, for a number.
PLENTY = ((TODAY - 400, 20),)


def activity(
    rows: Mapping[str, Iterable[tuple[int, int, int]]] | None = None,
    attributes: Mapping[str, tuple[tuple[int, int], ...]] | None = None,
    *,
    covered: Iterable[str] = EVERYTHING,
    records: tuple[tuple[int, int], ...] = PLENTY,
    not_applicable: Mapping[str, str] | None = None,
) -> Activity:
    """Rows are `(day, known_day, quantity)`; all is covered unless `covered` says what is, besides what takes no step."""
    return Activity(
        rows={kind: tuple(sorted(DailyRow(*row) for row in found)) for kind, found in (rows or {}).items()},
        last_day=TODAY,
        attributes=attributes or {},
        coverage={name: Coverage() for name in (*covered, *WITHOUT_A_STEP)},
        not_applicable=not_applicable or {},
        records=records,
    )


def once(kind: str, quantity: int = 1, ago: int = 0) -> dict[str, list[tuple[int, int, int]]]:
    """One kind, this much of it, this many days ago."""
    return {kind: [(TODAY - ago, TODAY - ago, quantity)]}


def capped() -> Activity:
    """More of everything than any curve rewards."""
    rows = {kind: [(TODAY, TODAY, 10_000_000)] for kind in KINDS}
    return activity(rows, dict.fromkeys(ATTRIBUTES, ((0, 1000000),)))


def signal(curve: Curve, measure: Fading | None = None, step: Step | None = None, maximum: int = 5) -> Signal:
    """A signal of which only the numbers matter."""
    return Signal("tried", "Tried", "", measure or Fading("post_published"), maximum, curve, "", "", "", step)


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """An unpacked archive."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def zipped(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """The same as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    path.write_bytes(out.getvalue())
    return path


def reactions(*moments: str, first_link: int = 0) -> str:
    """A Reactions.csv with one record for each moment."""
    lines = [f"{moment},LIKE,https://x/{first_link + at}\n" for at, moment in enumerate(moments)]
    return "Date,Type,Link\n" + "".join(lines)
