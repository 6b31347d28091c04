"""Import an upload: read it in a sandbox, score it with everything stored, and write the result in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from openssi.activity.calendar import DAY_SECONDS
from openssi.errors import ArchiveError, OpenSSIError, RequestDenied, WorkbookError
from openssi.progress import Progress
from openssi.store import imports
from openssi.store.database import Database, Transaction
from openssi.store.imports import Import
from openssi.web.jobs.sandboxes import CancelledError, ComputedScores, NewUpload, Sandboxes, TaskFailedError
from openssi.web.jobs.score_updates import ScoringInputs, attempts, write_scores
from openssi.web.jobs.staging import StagingFolder, disk_error
from openssi.web.security.names import one_line
from openssi.web.settings import Settings

__all__ = ["Importer"]

_MOST_TRIES = 2  # starts of the server during which reading an upload may be attempted


@dataclass(frozen=True)
class Importer:
    """Reads uploads and stores them with their scores."""

    settings: Settings
    database: Database
    sandboxes: Sandboxes
    staging: StagingFolder

    def run(self, upload: Import, path: Path, progress: Progress) -> bool:
        """Read a claimed upload and store it with its scores. Return whether anything was added.

        Raises:
            OpenSSIError: it can't be read, or doesn't match what is stored; a StoreError if its folder is away.
            CancelledError: the import was cancelled or removed.
            TaskFailedError: a bug in the task.
        """
        self._check(upload, path)
        with self.database.read() as connection:
            forgotten = imports.suppressed_of(connection, upload.account_id)
            # If the clock was set back, the newest upload's time, so that recent records aren't rejected as future.
            latest = max(self.settings.clock(), imports.last_received(connection)) // DAY_SECONDS + 1
        try:
            new = self.sandboxes.read(upload, path, forgotten, latest, progress)
        except (OpenSSIError, TaskFailedError):
            self.staging.require()  # if its drive went away meanwhile, the file is not the cause
            raise
        for attempt in attempts(self.database, upload.account_id, upload.id):
            with attempt as inputs:
                if any(import_.digest == new.digest for import_, _ in inputs.contents):
                    with attempt.commit() as connection:
                        return self._finish(connection, new, added=False)
                new = replace(new, upload=self._current(upload))
                samples = _replaced_samples(upload, inputs.contents)
                try:
                    computed = self._score(new, inputs, samples)
                except (ArchiveError, WorkbookError) as error:
                    with attempt.commit() as connection:  # committed only if no file was renamed meanwhile
                        return self.fail(connection, upload, f"{error} [{error.code}]")
                with attempt.commit() as connection:
                    self._finish(connection, new, added=True)
                    for sample in samples:
                        imports.remove_import(connection, upload.account_id, sample.id)
                    imports.store_snapshot(connection, upload.id, computed.changed)
                    write_scores(connection, upload.account_id, computed)
                    return True
        raise CancelledError  # the account was erased

    def fail(self, connection: Transaction, upload: Import, words: str) -> bool:
        """Record why an upload failed. Return False, since nothing was added."""
        current = imports.find_import(connection, upload.account_id, upload.id) or upload
        error = one_line(words.replace(upload.name, current.name))  # an erasure may have removed its name meanwhile
        imports.change_import(
            connection, upload.id, only_open=True, state="failed", error=error, finished_at=self.settings.clock()
        )
        return False

    def _check(self, upload: Import, path: Path) -> None:
        if upload.tries > _MOST_TRIES:
            raise ArchiveError(
                "import-stopped",
                f"The server stopped {_MOST_TRIES} times while reading this file, so it won't try again.",
                unchanged="Nothing from this file was stored.",
                hint="Check that it's the file from LinkedIn, then upload it again.",
            )
        if not _exists(path):
            self.staging.require()
            raise ArchiveError(
                "import-stopped",
                "The server stopped before reading this file, and the file is lost.",
                unchanged="Nothing from this file was stored.",
                hint="Upload it again.",
            )

    def _score(self, new: NewUpload, inputs: ScoringInputs, samples: Sequence[Import]) -> ComputedScores:
        stored = [pair for pair in inputs.contents if pair[0] not in samples]
        return self.sandboxes.score_upload(new, stored, inputs.forgotten, inputs.account.time_zone)

    def _current(self, upload: Import) -> Import:
        """Return the import with its current name, which may have changed since it was claimed."""
        with self.database.read() as connection:
            return imports.find_import(connection, upload.account_id, upload.id) or upload

    def _finish(self, connection: Transaction, new: NewUpload, *, added: bool) -> bool:
        now = self.settings.clock()
        if not imports.change_import(
            connection, new.upload.id, only_open=True, state="done", digest=new.digest, added=added, finished_at=now
        ):
            raise CancelledError
        return added


def _exists(path: Path) -> bool:
    """Return whether there is a file. Raises StoreError if the disk doesn't say."""
    try:
        path.stat()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise disk_error(error) from error
    return True


def _replaced_samples(upload: Import, stored: Sequence[tuple[Import, bytes]]) -> list[Import]:
    """Return the sample that an upload replaces; a sample is never combined with an archive of the member's own.

    Raises:
        RequestDenied: the upload is the sample, and the member has an archive of their own.
    """
    samples = [import_ for import_, _ in stored if import_.sample]
    if not upload.sample:
        return samples
    if len(samples) < len(stored):
        raise RequestDenied(
            "import-sample",
            "The sample can't be combined with an archive of your own.",
            unchanged="Your own data are unchanged.",
            hint="Remove your own archives first.",
        )
    return []
