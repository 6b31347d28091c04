"""The tasks that run in a sandbox: read an upload, and score a member from all stored snapshots.

Both functions run in a separate process and import no more than they need: no database, no web.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from openssi.activity.codec import activity_to_bytes
from openssi.activity.report import report_to_bytes
from openssi.errors import ArchiveError, RequestDenied, WorkbookError
from openssi.insight.history import HistoryDay, history
from openssi.model import DEFAULT
from openssi.sandbox import Blobs, Data, Progress
from openssi.snapshots.registry import Snapshot, merge_snapshots, read_snapshot, snapshot_from_bytes

__all__ = ["read_upload", "score_member"]

_LONGEST_INDUSTRY = 200  # LinkedIn's longest has 60


def read_upload(data: Data, _: Blobs, progress: Progress) -> tuple[Data, Blobs]:
    """Read a file into a snapshot; return its digest and its bytes.

    Raises:
        ArchiveError: the file can't be read as an archive.
        WorkbookError: the file can't be read as a workbook.
    """
    snapshot = read_snapshot(
        Path(data["path"]),
        bytes.fromhex(data["key"]),
        name=data["name"],
        forgotten=data["forgotten"],
        not_after=data["latest"],
        progress=progress,
    )
    return {"digest": snapshot.digest}, [snapshot.to_bytes()]


def score_member(data: Data, blobs: Blobs, _: Progress) -> tuple[Data, Blobs]:
    """Score every day from snapshots, in the order received.

    `data["new"]` is the index of a snapshot that is not stored yet, or None. Erased contacts are removed from it, it
    gets the upload's current name, and its bytes are returned last.

    Raises:
        ArchiveError: there is no archive, or archives belong to different members.
        WorkbookError: a workbook belongs to another member.
        RequestDenied: nothing is new, and no remaining archive has the posts of a remaining workbook.
    """
    snapshots: list[Snapshot] = [
        snapshot_from_bytes(kind, blob) for kind, blob in zip(data["kinds"], blobs, strict=True)
    ]
    new: int | None = data["new"]
    if new is None:
        return _rescore(snapshots, data["time_zone"])
    snapshots[new] = changed = _as_of_now(snapshots[new], data["name"], data["forgotten"])
    answer, scored = _score(snapshots, data["time_zone"])
    return answer, [*scored, changed.to_bytes()]


def _as_of_now(snapshot: Snapshot, name: str, forgotten: Collection[str]) -> Snapshot:
    """Return the snapshot without contacts erased while it was read, and with the upload's current name."""
    snapshot, _ = snapshot.without_person(forgotten)
    return snapshot if snapshot.name == name else snapshot.renamed(name)


def _score(snapshots: Sequence[Snapshot], time_zone: str) -> tuple[Data, Blobs]:
    activity, report = merge_snapshots(snapshots, time_zone=time_zone)
    activity = activity.limited(DEFAULT)
    if not activity.records:
        raise ArchiveError(
            "archive-undated",
            "None of its records has a date, so there is nothing to score.",
            unchanged="Nothing of it was stored.",
            hint="LinkedIn sends a small part first: upload the larger archive.",
        )
    first, last = activity.first_day, activity.last_day
    active = {row.day for row in activity.rows.get("active_day", ())}
    answer: Data = {
        "first_day": first,
        "last_day": max(first, last),
        "industry": "".join(filter(str.isprintable, activity.industry))[:_LONGEST_INDUSTRY],
        "days": [_plain(day, active=day.day in active) for day in history(activity, DEFAULT, first, last).days],
    }
    return answer, [activity_to_bytes(activity), report_to_bytes(report)]


def _plain(day: HistoryDay, *, active: bool) -> list[object]:
    return [day.day, day.index_micro, day.upper_micro, *day.pillars, active, day.interval]


def _rescore(snapshots: Sequence[Snapshot], time_zone: str) -> tuple[Data, Blobs]:
    """Score what remains after a removal; return nothing if that can't be scored."""
    if not snapshots:
        return {}, []
    try:
        return _score(snapshots, time_zone)
    except ArchiveError as error:
        if error.code not in {"archive-undated", "archive-workbook"}:
            raise
        return {}, []
    except WorkbookError as error:
        # The workbook matched the member's posts when it was uploaded, so the archive with those posts is being removed.
        names = " or ".join(one.name for one in snapshots if one.kind == "workbook")
        raise RequestDenied(
            "import-needed",
            "A workbook of yours needs this archive: the posts that it lists are in no other.",
            unchanged="Nothing was removed.",
            hint=f"Remove the workbook first: {names}.",
        ) from error
