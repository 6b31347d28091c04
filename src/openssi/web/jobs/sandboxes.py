"""Read uploads and CRM sheets, score members and erase people in sandboxes; turn failures into clear errors."""

from __future__ import annotations

import logging
from collections.abc import Collection, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import BoundedSemaphore, Lock

from openssi.errors import InputError, OpenSSIError, RequestDenied
from openssi.model import DEFAULT, Model
from openssi.progress import Progress
from openssi.sandbox import Data, Job, Limits, SandboxError
from openssi.sandbox.messages import Message
from openssi.sources.crm.table import Sheets
from openssi.sources.csv_text import CsvRow
from openssi.sources.registry import source_of
from openssi.store.imports import Import
from openssi.store.scores import DayScore
from openssi.web.jobs.sandbox_tasks import erase_person, read_sales, read_upload, score_member

__all__ = [
    "CancelledError",
    "ComputedScores",
    "ErasureInputs",
    "ErasureResult",
    "NewUpload",
    "Sandboxes",
    "TaskFailedError",
]

_LOG = logging.getLogger("openssi.worker")
_MOST_STORED = 64_000_000  # bytes of all snapshots of a member
_AT_ONCE = 2  # sandboxes: one for the worker, one for requests
_MOST_WAITING = 8  # requests waiting for a sandbox


class CancelledError(Exception):
    """The job in the sandbox was cancelled."""


class TaskFailedError(Exception):
    """A task failed because of a bug."""


@dataclass(frozen=True, slots=True)
class NewUpload:
    """A file that was read: its import, the digest of its content, and its snapshot."""

    upload: Import
    digest: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ComputedScores:
    """The result of scoring a member: activity and import report as bytes, and the score of every day.

    Attributes:
        content: the activity.
        report: the import report.
        model: the fingerprint of the model that scored.
        first_day: the first day of the data.
        last_day: the last day of the data.
        industry: the industry in the member's profile.
        days: the score of every day.
        steps: by signal, the micro-points that its step would gain.
        changed: the snapshot of the new upload, ready to be stored; empty if nothing is new.
    """

    content: bytes
    report: bytes
    model: str
    first_day: int
    last_day: int
    industry: str
    days: tuple[DayScore, ...]
    steps: Mapping[str, int]
    changed: bytes = b""


@dataclass(frozen=True, slots=True)
class ErasureInputs:
    """The snapshots to erase a person from, in the order received, their new names, and the time zone."""

    stored: Sequence[tuple[Import, bytes]]
    nameless: Sequence[str]
    time_zone: str


@dataclass(frozen=True, slots=True)
class ErasureResult:
    """A member's snapshots without a person.

    Attributes:
        tokens: every token of the person.
        records: the number of records erased from each snapshot.
        renamed: IDs of the imports in whose snapshot a text was replaced.
        still_named: IDs of the imports whose snapshot still names the person.
        changed: the new snapshots of the imports that changed.
        computed: the new scores; None if nothing changed, or nothing can be scored.
    """

    tokens: frozenset[str]
    records: tuple[int, ...]
    renamed: frozenset[str]
    still_named: frozenset[str]
    changed: dict[str, bytes]
    computed: ComputedScores | None


@dataclass
class Sandboxes:
    """Run the tasks of a server in sandboxes, at most two at a time."""

    limits: Limits
    key: bytes = b""
    model: Model = DEFAULT
    _slots: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(_AT_ONCE))
    _requests: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(_MOST_WAITING))
    _lock: Lock = field(default_factory=Lock)
    _background: Job | None = None
    _closed: bool = False

    def read(
        self, upload: Import, path: Path, forgotten: Collection[str], latest: int, progress: Progress | None = None
    ) -> NewUpload:
        """Read the file of an upload.

        Args:
            upload: the import of the file.
            path: the file.
            forgotten: keyed hashes of people about whom nothing may be stored.
            latest: the last valid day; records dated later are rejected.
            progress: receives the bytes read so far and in all.

        Raises:
            ArchiveError: the file can't be read as an archive.
            WorkbookError: the file can't be read as a workbook.
            CancelledError: `cancel` was called.
            TaskFailedError: a bug in the task.
        """
        data: Data = {
            "path": str(path.absolute()), "name": upload.name, "latest": latest,
            "key": self.key.hex(), "forgotten": sorted(forgotten), "confirmed": upload.confirmed,
        }  # fmt: skip
        job = Job(read_upload, self.limits)
        try:
            with self._slots, self._as_background(job):
                answer = job.run(data, progress=progress)
        except SandboxError as error:
            raise _unread(upload, error, self.limits) from error
        return NewUpload(upload, answer.data["digest"], answer.blobs[0])

    def score_upload(
        self, new: NewUpload, stored: Sequence[tuple[Import, bytes]], forgotten: Collection[str], time_zone: str
    ) -> ComputedScores:
        """Score a member from a new upload and everything stored.

        Raises:
            ArchiveError: there is no archive, or archives belong to different members.
            WorkbookError: a workbook belongs to another member.
            RequestDenied: the data exceeds what the server stores or can score.
            CancelledError: `cancel` was called.
            TaskFailedError: a bug in the task.
        """
        pairs = sorted([*stored, (new.upload, new.content)], key=lambda pair: pair[0].sort_key)
        data: Data = {
            "kinds": [import_.kind for import_, _ in pairs], "time_zone": time_zone, "name": new.upload.name,
            "new": [import_.id for import_, _ in pairs].index(new.upload.id), "forgotten": sorted(forgotten),
            "key": self.key.hex(), "model": self.model.id,
        }  # fmt: skip
        blobs = [content for _, content in pairs]
        if sum(map(len, blobs)) > _MOST_STORED:
            raise _too_much(
                f"Your uploads together are larger than {_MOST_STORED // 1_000_000} MB, the limit for one member."
            )
        job = Job(score_member, self.limits)
        with self._slots, self._as_background(job):
            computed = self._computed(_scored(job, data, blobs))
        assert computed is not None  # noqa: S101 (only a removal can leave nothing to score)
        return computed

    def rescore(
        self, stored: Sequence[tuple[str, bytes]], time_zone: str, *, background: bool = False
    ) -> ComputedScores | None:
        """Score a member from stored snapshots, as pairs of kind and bytes; None if none of them can be scored.

        Raises:
            RequestDenied: no archive has the posts of a workbook, or too many requests are waiting.
            CancelledError: `cancel` was called, and the job is in the background.
            TaskFailedError: a bug in the task.
        """
        data: Data = {
            "kinds": [kind for kind, _ in stored], "time_zone": time_zone, "new": None, "model": self.model.id,
        }  # fmt: skip
        blobs = [content for _, content in stored]
        job = Job(score_member, self.limits)
        if background:
            with self._slots, self._as_background(job):
                return self._computed(_scored(job, data, blobs))
        with self._request_slot():
            return self._computed(_scored(job, data, blobs))

    def erase(self, person: str, tokens: Collection[str], inputs: ErasureInputs) -> ErasureResult:
        """Erase a person from a member's snapshots and score what remains.

        Raises:
            RequestDenied: no archive has the posts of a workbook, or too many requests are waiting.
            TaskFailedError: a bug in the task.
        """
        data: Data = {
            "person": person, "tokens": sorted(tokens), "key": self.key.hex(), "time_zone": inputs.time_zone,
            "kinds": [item.kind for item, _ in inputs.stored], "names": [item.name for item, _ in inputs.stored],
            "nameless": list(inputs.nameless), "model": self.model.id,
        }  # fmt: skip
        with self._request_slot():
            answer = _scored(Job(erase_person, self.limits), data, [content for _, content in inputs.stored])
        result, ids = answer.data, [item.id for item, _ in inputs.stored]
        changed = [ids[int(at)] for at in result["changed"]]
        return ErasureResult(
            tokens=frozenset(result["tokens"]),
            records=tuple(result["records"]),
            renamed=frozenset(ids[at] for at, texts in enumerate(result["texts"]) if texts),
            still_named=frozenset(ids[at] for at, named in enumerate(result["named"]) if named),
            changed=dict(zip(changed, answer.blobs, strict=False)),
            computed=self._computed(Message(result["scored"], answer.blobs[len(changed) :])),
        )

    def read_sales(self, path: Path, name: str) -> Sheets:
        """Read a CRM's spreadsheet, for a request.

        Raises:
            InputError: it can't be read, or is too large.
            RequestDenied: too many requests are waiting.
            TaskFailedError: a bug in the task.
        """
        with self._request_slot():
            try:
                answer = Job(read_sales, self.limits).run({"path": str(path.absolute()), "name": name})
            except SandboxError as error:
                _raise_ours(error)
                raise InputError(
                    "crm-too-large",
                    f"Reading {name} takes too long or too much memory.",
                    unchanged="Nothing was stored.",
                    hint="Save it as CSV, with fewer columns or fewer years.",
                ) from error
        return [[CsvRow(line, tuple(cells)) for line, cells in rows] for rows in answer.data["sheets"]]

    @contextmanager
    def _request_slot(self) -> Generator[None]:
        """Wait for a sandbox on behalf of a request.

        Raises:
            RequestDenied: too many requests are waiting.
        """
        if not self._requests.acquire(blocking=False):
            raise RequestDenied(
                "request-often", "The server is busy with other changes.", hint="Try again in a minute."
            )
        try:
            with self._slots:
                yield
        finally:
            self._requests.release()

    def cancel(self) -> None:
        """Cancel the background job, if one is running."""
        with self._lock:
            if self._background:
                self._background.cancel()

    def close(self) -> None:
        """Cancel the background job and start no others."""
        with self._lock:
            self._closed = True
        self.cancel()

    @contextmanager
    def _as_background(self, job: Job) -> Generator[None]:
        """Make this the job that `cancel` stops while the block runs."""
        with self._lock:
            self._background = job
            if self._closed:
                job.cancel()
        try:
            yield
        finally:
            with self._lock:
                self._background = None

    def _computed(self, answer: Message) -> ComputedScores | None:
        if not answer.data:
            return None
        content, report, *changed = answer.blobs
        return ComputedScores(
            content, report, self.model.fingerprint, answer.data["first_day"], answer.data["last_day"],
            answer.data["industry"],
            tuple([DayScore(*day) for day in answer.data["days"]]), answer.data["steps"], *changed,
        )  # fmt: skip


def _scored(job: Job, data: Data, blobs: Sequence[bytes]) -> Message:
    try:
        return job.run(data, blobs)
    except SandboxError as error:
        _raise_ours(error)
        if error.reason in {"memory", "time"}:
            raise _too_much("Your uploads together are too large to score.") from error
        raise TaskFailedError(str(error)) from error


def _raise_ours(error: SandboxError) -> None:
    """Raise errors that the file didn't cause."""
    if error.cancelled:
        raise CancelledError from error
    if error.reason in {"fault", "forbidden"}:
        raise TaskFailedError(str(error)) from error


def _unread(upload: Import, error: SandboxError, limits: Limits) -> OpenSSIError:
    """Return the error for a file whose reading was stopped."""
    _raise_ours(error)
    _LOG.warning("reading stopped", extra={"import": upload.id, "cause": error.reason})
    source = source_of(upload.kind)
    used = {"memory": "more memory to read", "time": f"more than {limits.seconds} seconds to read"}
    if error.reason in used:
        return source.unsafe_error(
            f"{upload.name} takes {used[error.reason]}, unlike any {source.noun} from LinkedIn.",
            f"Upload the {source.noun} unchanged, as you downloaded it from LinkedIn.",
        )
    return InputError(
        "import-stopped",
        f"Reading {upload.name} was interrupted.",
        unchanged="Nothing from this file was stored.",
        hint="Upload it again.",
    )


def _too_much(words: str) -> RequestDenied:
    return RequestDenied(
        "import-large",
        words,
        unchanged="Nothing from this file was stored.",
        hint="Remove older uploads: the newest archive usually contains everything in them.",
    )
