"""The tasks that run in a sandbox: read an upload or a CRM sheet, score a member, erase a person from snapshots.

They run in a separate process and import no more than they need: no database, no web.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

# Imported now: a sandbox can't open files any more when others import it on demand.
import openssi.sources.sales_navigator.join  # noqa: F401 (see above)  # pyright: ignore[reportUnusedImport]
from openssi.activity import Activity
from openssi.activity.codec import activity_to_bytes
from openssi.activity.report import report_to_bytes
from openssi.errors import ArchiveError, RequestDenied, WorkbookError
from openssi.insight.history import HistoryDay, history
from openssi.insight.next_steps import next_steps
from openssi.model import PUBLISHED, Model
from openssi.progress import Progress
from openssi.sandbox import Blobs, Data
from openssi.scoring import score
from openssi.snapshots.mentions import TextMatcher, name_matcher, token_matcher
from openssi.snapshots.redaction import redact_mentions, texts_of
from openssi.snapshots.registry import Snapshot, StoredSnapshot, merge_snapshots, read_snapshot
from openssi.sources.crm.table import read_sheets_of

__all__ = ["erase_person", "read_sales", "read_upload", "score_member"]

_LONGEST_INDUSTRY = 200  # LinkedIn's longest has 60


def read_upload(data: Data, _: Blobs, progress: Progress) -> tuple[Data, Blobs]:
    """Read a file into a snapshot; return its digest and its bytes.

    Raises:
        ArchiveError: the file can't be read as an archive.
        WorkbookError: the file can't be read as a workbook.
    """
    key = bytes.fromhex(data["key"])
    snapshot = read_snapshot(
        Path(data["path"]),
        key,
        name=data["name"],
        forgotten=data["forgotten"],
        not_after=data["latest"],
        progress=progress,
        confirmed=data["confirmed"],
    )
    snapshot = redact_mentions(snapshot, token_matcher(key, data["forgotten"]))
    return {"digest": snapshot.digest}, [snapshot.to_bytes()]


def read_sales(data: Data, _: Blobs, __: Progress) -> tuple[Data, Blobs]:
    """Return the rows of every sheet of a CRM's export, each as its line and its cells.

    Raises:
        InputError: the file can't be read as a spreadsheet, or is too large.
    """
    sheets = read_sheets_of(Path(data["path"]), data["name"])
    return {"sheets": [[[row.line, list(row.cells)] for row in rows] for rows in sheets]}, []


def score_member(data: Data, blobs: Blobs, _: Progress) -> tuple[Data, Blobs]:
    """Score every day from snapshots, in the order received.

    `data["new"]` is the index of a snapshot that is not stored yet, or None. Erased contacts are removed from it, it
    gets the upload's current name, and its bytes are returned last.

    Raises:
        ArchiveError: there is no archive, or archives belong to different members.
        WorkbookError: a workbook belongs to another member.
        RequestDenied: nothing is new, and no remaining archive has the posts of a remaining workbook.
    """
    snapshots = _stored(data, blobs)
    new: int | None = data["new"]
    if new is None:
        return _rescore(snapshots, data["time_zone"], _model(data))
    is_named = token_matcher(bytes.fromhex(data["key"]), data["forgotten"])
    current = redact_mentions(_as_of_now(snapshots[new].decoded(), data["name"], data["forgotten"]), is_named)
    snapshots[new] = changed = StoredSnapshot(current.kind, current.to_bytes())
    answer, scored = _score(snapshots, data["time_zone"], _model(data))
    return answer, [*scored, changed.data]


def _stored(data: Data, blobs: Blobs) -> list[StoredSnapshot]:
    return [StoredSnapshot(kind, blob) for kind, blob in zip(data["kinds"], blobs, strict=True)]


def erase_person(data: Data, blobs: Blobs, _: Progress) -> tuple[Data, Blobs]:
    """Erase a person from a member's snapshots and score what remains.

    `data["names"]` has the current name of each upload, and `data["nameless"]` what it is called if that names the
    person. Returns the person's tokens; for each snapshot the number of records erased, whether texts in it were
    changed and whether it still names the person; the indexes of changed snapshots; and the result of scoring, if any
    changed. The bytes of the changed snapshots come first, then those of the score.
    """
    stored = _stored(data, blobs)
    tokens = _all_tokens(stored, frozenset(data["tokens"]))
    named, named_by_token = name_matcher(data["person"]), token_matcher(bytes.fromhex(data["key"]), tokens)

    def is_named(text: str) -> bool:
        return named(text) or named_by_token(text)

    cut = [
        _without(snapshot, tokens, is_named, *names)
        for snapshot, *names in zip(stored, data["names"], data["nameless"], strict=True)
    ]
    changed = [at for at, item in enumerate(cut) if item.changed]
    left = [item.snapshot for item in cut]
    answer, scored = _rescore(left, data["time_zone"], _model(data)) if changed else ({}, [])
    written = [item.snapshot.data for item in cut if item.changed]
    erased: Data = {
        "tokens": sorted(tokens), "records": [item.records for item in cut], "texts": [item.texts for item in cut],
        "named": [item.named for item in cut], "changed": changed, "scored": answer,
    }  # fmt: skip
    return erased, [*written, *scored]


class _Cut(NamedTuple):
    """A snapshot without a person.

    Attributes:
        snapshot: what remains, as it will be stored.
        records: how many records were erased.
        texts: whether a text was replaced.
        named: whether a text still names the person.
        changed: whether anything changed.
    """

    snapshot: StoredSnapshot
    records: int
    texts: bool
    named: bool
    changed: bool


def _without(stored: StoredSnapshot, tokens: frozenset[str], is_named: TextMatcher, name: str, nameless: str) -> _Cut:
    snapshot = stored.decoded()
    left, records = snapshot.without_person(tokens)
    # The two names can differ: an upload takes over the snapshot of an identical one that was removed.
    unnamed = left.renamed(nameless if is_named(name) else name) if is_named(left.name) else left
    unnamed = redact_mentions(unnamed, is_named)
    written = StoredSnapshot(unnamed.kind, unnamed.to_bytes()) if unnamed != snapshot else stored
    again = written.decoded()  # as it will be read
    return _Cut(
        written, records, unnamed != left, any(map(is_named, (again.name, *texts_of(again)))), unnamed != snapshot
    )


def _all_tokens(stored: Sequence[StoredSnapshot], tokens: frozenset[str]) -> frozenset[str]:
    """Return every token of a person: one archive may know them by name only, another by address too."""
    while (more := tokens.union(*(snapshot.decoded().known_as(tokens) for snapshot in stored))) != tokens:
        tokens = more
    return tokens


def _as_of_now(snapshot: Snapshot, name: str, forgotten: Collection[str]) -> Snapshot:
    """Return the snapshot without contacts erased while it was read, and with the upload's current name."""
    snapshot, _ = snapshot.without_person(forgotten)
    return snapshot if snapshot.name == name else snapshot.renamed(name)


def _model(data: Data) -> Model:
    return PUBLISHED[data["model"]]


def _score(snapshots: Sequence[StoredSnapshot], time_zone: str, model: Model) -> tuple[Data, Blobs]:
    activity, report = merge_snapshots(snapshots, time_zone=time_zone)
    activity = activity.for_model(model)
    if not activity.records:
        raise ArchiveError(
            "archive-undated",
            "None of its records has a date, so there is nothing to score.",
            unchanged="Nothing from this file was stored.",
            hint="LinkedIn sends a smaller archive first. Upload the complete one.",
        )
    first, last = activity.first_day, activity.last_day
    active = {row.day for row in activity.rows.get("active_day", ())}
    scored = history(activity, model, first, last)
    answer: Data = {
        "first_day": first,
        "last_day": max(first, last),
        "industry": "".join(filter(str.isprintable, activity.industry))[:_LONGEST_INDUSTRY],
        "steps": _gains(activity, model, max(first, last)),
        "days": [
            [*_plain(day), day.day in active, scored.interval(day), day.covered, *_covered(day)] for day in scored.days
        ],
    }
    return answer, [activity_to_bytes(activity), report_to_bytes(report)]


def _plain(day: HistoryDay) -> list[object]:
    return [day.day, day.index_micro, day.upper_micro, *day.pillars]


def _covered(day: HistoryDay) -> Sequence[int | None]:
    return day.covered_pillars or (None,) * len(day.pillars)


def _gains(activity: Activity, model: Model, last: int) -> dict[str, int]:
    """Return by signal what its step would gain, in micro-points, without steps that expire."""
    steps = next_steps(activity, model, score(activity, model, last), len(model.signals))
    return {step.signal: step.gain for step in steps if step.until is None}


def _rescore(snapshots: Sequence[StoredSnapshot], time_zone: str, model: Model) -> tuple[Data, Blobs]:
    """Score what remains after a removal; return nothing if that can't be scored."""
    if not snapshots:
        return {}, []
    try:
        return _score(snapshots, time_zone, model)
    except ArchiveError as error:
        if error.code not in {"archive-undated", "archive-workbook"}:
            raise
        return {}, []
    except WorkbookError as error:
        # The workbook matched the member's posts when it was uploaded, so the archive with those posts is being
        # removed.
        raise RequestDenied(
            "import-needed",
            "One of your workbooks needs this archive: no other has the posts it lists.",
            unchanged="Nothing was removed.",
            hint=f"Remove the workbook first: {error.file}.",
        ) from error
