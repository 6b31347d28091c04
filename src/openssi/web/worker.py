"""Reads imports one after the other in the background: each is there whole, or not at all, whenever the process dies."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from threading import Event, Thread

from openssi.activity import Activity
from openssi.activity.codec import activity_to_bytes
from openssi.errors import ArchiveError, OpenSSIError, Refused, StoreError
from openssi.insight.history import HistoryDay, history
from openssi.model import DEFAULT, Model
from openssi.sources.archive.kept import KeptArchive, merge_kept, read_kept, without_person
from openssi.sources.report import ImportReport, report_to_bytes
from openssi.sources.workbook.kept import KeptWorkbook, read_kept_workbook
from openssi.store import accounts, imports, scores
from openssi.store.database import Database, Transaction
from openssi.store.imports import Import
from openssi.store.scores import DayScore
from openssi.store.scores import Kept as Row
from openssi.web.settings import Settings

__all__ = ["Cancelled", "Computed", "Kept", "Worker", "clear_away", "compute", "opened", "recompute"]

_LOG = logging.getLogger("openssi.worker")
_NAP = 60.0  # seconds after which a worker looks for work even if nobody woke it
_SHORT_NAP = 5.0  # the same after a fault of the database or the disk
_TRIES = 5
_DAY = 86_400
_LONGEST_INDUSTRY = 200  # of LinkedIn's the longest has 60

Kept = KeptArchive | KeptWorkbook


def clear_away(path: Path) -> None:
    """Take out an upload, whole or not, or the folder of a sample that was never finished."""
    if path.is_dir():
        rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


class Cancelled(Exception):
    """The import that is being read was cancelled."""


@dataclass
class Worker:
    """One thread that reads what waits.

    `progress` is told of the import that is being read: bytes done and in all. `stopped` is set once it is told to stop.
    """

    settings: Settings
    database: Database
    key: bytes
    model: Model = DEFAULT
    progress: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    _cancelled: set[str] = field(default_factory=set[str])
    _reading: str | None = None
    _swept: int = 0
    unclean: bool = True  # an earlier process may have ended between erasing and scrubbing
    _wake: Event = field(default_factory=Event)
    stopped: Event = field(default_factory=Event)
    _thread: Thread | None = None

    def start(self) -> None:
        """Take up what an earlier process left, and begin."""
        self.take_up()
        self._thread = Thread(target=self._run, name="openssi-worker", daemon=True)
        self._thread.start()

    def take_up(self) -> None:
        """Let what was being read wait again, and clear away files that no import waits for."""
        with self.database.write() as connection:
            imports.requeue(connection)
            waiting = imports.open_imports(connection)
        for path in self.settings.staging.glob("*"):
            if path.name not in waiting:
                clear_away(path)

    @property
    def alive(self) -> bool:
        """Whether the thread is there to read, or was never wanted."""
        return self._thread is None or self._thread.is_alive()

    def scrub(self) -> bool:
        """Leave no bytes of what was taken out; whether that is done. Otherwise it is tried again, until it is."""
        self.unclean = True
        try:
            self.unclean = not self.database.scrub()
        except StoreError as error:
            _LOG.warning("not scrubbed yet", extra={"code": error.code})
        return not self.unclean

    def wake(self) -> None:
        """There is something to read."""
        self._wake.set()

    def cancel(self, account_id: str, import_id: str) -> bool:
        """Let go of an import that is not done; whether it was open."""
        with self.database.write() as connection:
            found = imports.find_import(connection, account_id, import_id)
            if found is None or not found.open:
                return False
            imports.change_import(connection, import_id, state="cancelled", finished_at=self.settings.clock())
        if self._reading == import_id:
            self._cancelled.add(import_id)
        self.staged(import_id).unlink(missing_ok=True)
        return True

    def let_go(self, import_ids: Sequence[str]) -> None:
        """Clear away the files of imports that are no more."""
        for import_id in import_ids:
            if self._reading == import_id:
                self._cancelled.add(import_id)
            self.staged(import_id).unlink(missing_ok=True)

    def remove(self, account_id: str, import_id: str) -> bool:
        """Take out an import and compute the member anew from what remains; whether there was one."""
        self.cancel(account_id, import_id)
        with self.database.write() as connection:
            imports.hand_on(connection, account_id, import_id)
            removed = imports.remove_import(connection, account_id, import_id)
            if removed:
                recompute(connection, account_id, self.model)
        return removed

    def stop(self) -> None:
        """Let go of what is being read (it waits again for the next start), and end."""
        self.stopped.set()
        self._wake.set()
        if self._thread:
            self._thread.join(timeout=30)

    def staged(self, import_id: str) -> Path:
        """Where an upload waits: under its number, never under a name that somebody gave."""
        return self.settings.staging / import_id

    def work_off(self) -> int:
        """Read all that waits; how many that were.

        Raises:
            StoreError: the database or the disk takes nothing now; what was not read still waits.
        """
        count = 0
        while not self.stopped.is_set():
            with self.database.write() as connection:
                found = imports.claim_import(connection)
            if found is None:
                return count
            self._read(found)
            count += 1
        return count

    def _run(self) -> None:
        while not self.stopped.is_set():
            self._wake.clear()
            nap = _NAP
            try:
                with self.database.write() as connection:
                    imports.requeue(connection)  # what a fault cut short
                self.work_off()
                self.keep_up()
                if self.unclean:
                    self.scrub()
            except Exception as error:  # noqa: BLE001 (no fault may end the thread that all imports wait for)
                _LOG.error("worker rests", exc_info=error, extra={"code": getattr(error, "code", "server-fault")})
                nap = _SHORT_NAP
            self._wake.wait(nap)

    def keep_up(self) -> None:
        """Score anew who was scored by another model, and let go of what ran out."""
        with self.database.read() as connection:
            outdated = scores.scored_otherwise(connection, self.model.fingerprint)
        for account_id in outdated:
            with self.database.write() as connection:
                recompute(connection, account_id, self.model)
        now = self.settings.clock()
        if now - self._swept >= _DAY:
            with self.database.write() as connection:
                accounts.sweep(connection, now)
                scores.sweep_looks(connection, now)
            self._swept = now

    def _read(self, found: Import) -> None:
        path = self.staged(found.id)
        self._reading = found.id
        try:
            added = self._take_in(found, path)
        except Cancelled:
            if self.stopped.is_set() and found.id not in self._cancelled:
                return  # it waits for the next start
            _LOG.info("import cancelled", extra={"import": found.id})
        except StoreError:
            raise  # not the file is at fault: it is read once the database and the disk take it
        except OpenSSIError as error:
            self._failed(found, f"{error} [{error.code}]")
        except Exception:  # noqa: BLE001 (the member is told, and the next import is read)
            _LOG.exception("import failed", extra={"import": found.id})
            self._failed(found, "Something went wrong that should not; the server's log has it. Nothing was kept. [server-fault]")
        else:
            _LOG.info("import done", extra={"import": found.id, "added": added})
        finally:
            self._reading = None
            self.progress.pop(found.id, None)
            self._cancelled.discard(found.id)
        if not self.stopped.is_set():
            clear_away(path)

    def _failed(self, found: Import, words: str) -> None:
        with self.database.write() as connection:
            imports.change_import(
                connection, found.id, only_open=True, state="failed", error=words, finished_at=self.settings.clock()
            )

    def _take_in(self, found: Import, path: Path) -> bool:
        if not path.exists():
            raise ArchiveError(
                "import-stopped",
                "The server stopped while it had this file, and the file is gone.",
                kept="Nothing of it was kept.",
                hint="Upload it again.",
            )

        def watch(done: int, total: int) -> None:
            self.progress[found.id] = (done, total)
            if self.stopped.is_set() or found.id in self._cancelled:
                raise Cancelled

        with self.database.read() as connection:
            forgotten = imports.forgotten_of(connection, found.account_id)
        latest = self.settings.clock() // 86_400 + 1
        if found.kind == "workbook":
            return self._keep(found, read_kept_workbook(path, name=found.name, not_after=latest))
        return self._keep(found, read_kept(path, self.key, name=found.name, forgotten=forgotten, not_after=latest, progress=watch))

    def _keep(self, found: Import, kept: Kept) -> bool:
        """One transaction: what is kept, the activity, every day's score, and that it is done."""
        for _ in range(_TRIES):
            with self.database.read() as connection:
                known = imports.has_digest(connection, found.account_id, kept.digest)
                others = imports.contents_of(connection, found.account_id)
                state = imports.kept_state(connection, found.account_id)
                account = accounts.find_account(connection, found.account_id)
            if account is None:
                raise Cancelled
            if isinstance(kept, KeptArchive):  # somebody may have asked to be forgotten while it was read
                kept = without_person(kept, state[1])[0]
            samples = [] if known else _replaced(found, others)
            rest = [pair for pair in others if pair[0] not in samples]
            computed = None if known else compute(_with(rest, found, kept), account.time_zone, self.model)
            now = self.settings.clock()
            with self.database.write() as connection:
                same = accounts.find_account(connection, found.account_id)
                if imports.kept_state(connection, found.account_id) != state or (same and same.time_zone != account.time_zone):
                    continue  # somebody took one out meanwhile, or days begin elsewhere
                done = imports.change_import(
                    connection, found.id, only_open=True, state="done", digest=kept.digest, added=not known, finished_at=now
                )
                if not done:
                    raise Cancelled
                for sample in samples:
                    imports.remove_import(connection, found.account_id, sample.id)
                if computed:
                    imports.keep(connection, found.id, kept.to_bytes())
                    computed.write(connection, found.account_id)
            return not known
        raise ArchiveError(
            "store-busy",
            "Your imports changed again and again while this one was read.",
            kept="Nothing of it was kept.",
            hint="Try again.",
        )


def _with(others: Sequence[tuple[Import, bytes]], found: Import, kept: Kept) -> list[Kept]:
    """All in the order in which `contents_of` will have them."""
    pairs = [*zip([one for one, _ in others], opened(others), strict=True), (found, kept)]
    return [one for _, one in sorted(pairs, key=lambda pair: pair[0].place)]


def _replaced(found: Import, others: Sequence[tuple[Import, bytes]]) -> list[Import]:
    """The sample, whose place an archive of one's own takes: the two never count together.

    Raises:
        Refused: it is the sample that is to stand beside an archive of one's own.
    """
    samples = [one for one, _ in others if one.sample]
    if not found.sample:
        return samples
    if len(samples) < len(others):
        raise Refused(
            "import-sample",
            "The sample cannot stand beside an archive of your own: the numbers would be nobody's.",
            kept="Your own data were left as they are.",
            hint="Take your own archives out first.",
        )
    return []


@dataclass(frozen=True)
class Computed:
    """A member's activity and the score of every day."""

    activity: Activity
    report: ImportReport
    model: Model
    days: tuple[HistoryDay, ...]

    def write(self, connection: Transaction, account_id: str) -> None:
        """Keep it in place of what was there."""
        activity = self.activity
        content = activity_to_bytes(activity)
        active = {row.day for row in activity.rows.get("active_day", ())}
        days = (_day_score(day, active=day.day in active) for day in self.days)
        kept = Row(
            account_id, content, report_to_bytes(self.report), accounts.hashed(content.hex()), self.model.fingerprint,
            activity.first_day, max(activity.last_day, activity.first_day),
            "".join(filter(str.isprintable, activity.industry))[:_LONGEST_INDUSTRY],
        )  # fmt: skip
        scores.replace_scores(connection, kept, days)


def _day_score(day: HistoryDay, *, active: bool) -> DayScore:
    brand, people, insights, relationships = day.pillars
    return DayScore(day.day, day.index_micro, day.upper_micro, brand, people, insights, relationships, active)


def compute(kept: Sequence[Kept], time_zone: str, model: Model) -> Computed:
    """A member's activity from all that is kept of their archives and workbooks, and the score of every day.

    Raises:
        ArchiveError: there is no archive, or they belong to different members.
        WorkbookError: a workbook is another member's.
    """
    archives = [one for one in kept if isinstance(one, KeptArchive)]
    workbooks = [one for one in kept if isinstance(one, KeptWorkbook)]
    if not archives:
        raise ArchiveError(
            "archive-workbook",
            "A workbook alone tells too little.",
            kept="Nothing of it was kept.",
            hint="Upload the zip that LinkedIn sent first, then the workbook.",
        )
    activity, report = merge_kept(archives, workbooks, time_zone=time_zone)
    activity = activity.limited(model)
    if not activity.records:
        raise ArchiveError(
            "archive-undated",
            "None of its records has a date, so there is nothing to score.",
            kept="Nothing of it was kept.",
            hint="LinkedIn sends a small part first: upload the larger archive.",
        )
    return Computed(activity, report, model, history(activity, model, activity.first_day, activity.last_day).days)


def recompute(connection: Transaction, account_id: str, model: Model = DEFAULT) -> None:
    """Compute a member anew from what is kept, after something was taken out."""
    found = imports.contents_of(connection, account_id)
    account = accounts.find_account(connection, account_id)
    if account is None or not any(one.kind == "archive" for one, _ in found):
        scores.remove_scores(connection, account_id)
        return
    try:
        computed = compute(opened(found), account.time_zone, model)
    except ArchiveError as error:
        if error.code != "archive-undated":
            raise
        scores.remove_scores(connection, account_id)
    else:
        computed.write(connection, account_id)


def opened(found: Sequence[tuple[Import, bytes]]) -> list[Kept]:
    """What is kept of imports, opened."""
    return [
        KeptWorkbook.from_bytes(content) if one.kind == "workbook" else KeptArchive.from_bytes(content) for one, content in found
    ]
