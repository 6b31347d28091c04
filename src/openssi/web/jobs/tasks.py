"""What the server has done in a sandbox: reading an upload, and scoring a member from all that is stored of their uploads.

Both functions run in a process of their own and import no more than they need: no database, no web.
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

_LONGEST_INDUSTRY = 200  # of LinkedIn's the longest has 60


def read_upload(data: Data, _: Blobs, progress: Progress) -> tuple[Data, Blobs]:
    """Read a file to its snapshot; return its digest and its bytes.

    Raises:
        ArchiveError: it cannot be read as an archive.
        WorkbookError: it cannot be read as a workbook.
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
    """Score every day from snapshots in the order in which they were received.

    `data["new"]` is the place of a snapshot that is not stored yet, if there is one: what belongs to forgotten people is removed
    from it, it gets its name of now, and its bytes come back last.

    Raises:
        ArchiveError: there is no archive, or they belong to different members.
        WorkbookError: a workbook is another member's.
        RequestDenied: nothing is new, and a workbook is left whose posts are in no archive that is left.
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
    """A snapshot without people who asked to be forgotten while it was read, under the name that the upload has now."""
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
    return [day.day, day.index_micro, day.upper_micro, *day.pillars, active]


def _rescore(snapshots: Sequence[Snapshot], time_zone: str) -> tuple[Data, Blobs]:
    """The same of what is left after something was removed; nothing if that cannot be scored."""
    if not snapshots:
        return {}, []
    try:
        return _score(snapshots, time_zone)
    except ArchiveError as error:
        if error.code not in {"archive-undated", "archive-workbook"}:
            raise
        return {}, []
    except WorkbookError as error:
        # It was the member's own when it was uploaded: what knew its posts is what was removed.
        names = " or ".join(one.name for one in snapshots if one.kind == "workbook")
        raise RequestDenied(
            "import-needed",
            "A workbook of yours needs this archive: the posts that it lists are in no other.",
            unchanged="Nothing was removed.",
            hint=f"Remove the workbook first: {names}.",
        ) from error
