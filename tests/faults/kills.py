"""kill -9 at random moments of imports: `python -m tests.faults.kills 1000`. Prints how often each phase was hit and what broke.

A process is forked for each kill (its modules are loaded already). It uploads one archive after the other by HTTP, reads each in a
sandbox, and writes the phase that it is in to a file that outlives it. The parent kills it in a phase that it chose, or a little later;
then it opens the folder as the next start would (reading without sandboxes, which is quicker), and looks at every byte that counts.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import text
from starlette.testclient import TestClient

from openssi.sandbox import Job
from openssi.store import accounts, imports, scores
from openssi.store.database import Database, Transaction, open_database
from openssi.web.app import create_app
from openssi.web.jobs import sandboxes, worker
from openssi.web.jobs.sandboxes import Sandboxes
from openssi.web.jobs.worker import Worker
from openssi.web.services import uploads
from openssi.web.settings import Settings, default_address, read_key
from tests.patience import PATIENCE
from tests.unit.samples import reactions, zipped
from tests.web.site import JobHere

__all__ = ["PHASES", "digest", "main"]

NOW = 1_782_864_000
#: In the order in which an import goes through them.
PHASES = (
    "receive", "noting", "noted", "acknowledged", "claimed", "read", "merge", "write", "inside", "commit", "committed", "cleared",
)  # fmt: skip
_ARCHIVES = 3
_SECRET = "s" * 43


def main(kills: int, seed: int = 1) -> dict[str, Any]:
    """Kill this many times. Return how often in each phase, what broke, and the seconds that it took."""
    chance = Random(seed)
    began = time.monotonic()
    hit: Counter[str] = Counter()
    broken: list[str] = []
    sandboxes.Job = JobHere  # pyright: ignore[reportAttributeAccessIssue]
    memory = Path("/dev/shm")  # noqa: S108 (what a killed process wrote is there on any disk; this one waits for none)
    with tempfile.TemporaryDirectory(prefix="ssi-kills-", dir=memory if memory.is_dir() else None) as name:
        place = Path(name)
        files = [_archive(place, number) for number in range(_ARCHIVES)]
        account = _first_start(place / "clean")
        shutil.copytree(place / "clean", place / "undisturbed")
        expected = _undisturbed(place / "undisturbed", account, files)
        for number in range(kills):
            folder = place / "trial"
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(place / "clean", folder)
            aim = PHASES[number % len(PHASES)]
            exactly = number // len(PHASES) % 2 == 0
            phase, told = _kill(folder, files, aim, chance, waits=exactly)
            hit[phase] += 1
            broken += [f"kill {number} in {phase}: {words}" for words in _faults(folder, account, told, expected)]
    return {
        "kills": kills,
        "hit": {phase: hit[phase] for phase in (*PHASES, "none")},
        "broken": broken,
        "seconds": round(time.monotonic() - began, 1),
    }


def _archive(place: Path, number: int) -> Path:
    """A member's archive of some months; each has what the one before did not."""
    days = [f"2025-{month:02}-{day:02} 10:00:00" for month in range(1 + number, 9 + number) for day in range(1, 28, 3)]
    return zipped(
        place / f"Basic_LinkedInDataExport_1{number}-20-2025.zip",
        {"Reactions.csv": reactions(*days, first_link=number)},
    )


def _settings(folder: Path) -> Settings:
    return Settings(folder, default_address(folder), clock=lambda: NOW)


def _first_start(folder: Path) -> str:
    settings = _settings(folder)
    read_key(folder, create=True)
    database = open_database(settings.address)
    with database.write() as tx:
        team = accounts.add_team(tx, "Team", NOW)
        account = accounts.add_account(tx, team.id, "ann", "Ann", None, "member", NOW)
        tx.execute(
            text("INSERT INTO session VALUES (:id, :account, 'test', :now, :now, :end)"),
            {"id": accounts.hash_secret(_SECRET), "account": account.id, "now": NOW, "end": NOW + 60_000},
        )
    database.close()
    return account.id


def _undisturbed(folder: Path, account: str, files: list[Path]) -> list[str]:
    """Return the digests of what is stored after no archive, after the first, after the second …"""
    app = create_app(_settings(folder), work=False)
    server = app.state.server
    found = [digest(server.database, account)]
    client = _client(app)
    for file in files:
        _upload(client, file)
        assert server.worker.process_pending() == 1
        found.append(digest(server.database, account))
    server.database.close()
    assert len(set(found)) == len(files) + 1, "the archives tell nothing new: this proves nothing"
    return found


def _client(app: Any) -> TestClient:
    return TestClient(
        app,
        "http://localhost",
        headers={"Sec-Fetch-Site": "same-origin"},
        cookies={"ssi": _SECRET},
        follow_redirects=False,
    )


def _upload(client: TestClient, file: Path) -> None:
    with file.open("rb") as content:
        answer = client.post("/imports", files={"archive": (file.name, content)})
    assert answer.status_code == 303, answer.text


def digest(database: Database, account: str) -> str:
    """Return a digest of a member's activity, every day's score and every stored archive."""
    whole = hashlib.sha256()
    with database.read() as tx:
        found = scores.find_activity(tx, account)
        whole.update(repr(found and (found.content, found.report, found.first_day, found.last_day)).encode())
        whole.update(repr(scores.scores_of(tx, account, 0, 100_000)).encode())
        whole.update(repr(sorted(content for _, content in imports.snapshots_of(tx, account))).encode())
    return whole.hexdigest()


def _kill(folder: Path, files: list[Path], aim: str, chance: Random, *, waits: bool) -> tuple[str, int]:
    """Start and kill, exactly in a phase or somewhat later. Return the phase that was hit, and how many uploads were acknowledged."""
    mark = folder / "phase"
    mark.write_bytes(b"\0" * 16)
    turn = chance.randrange(2)  # in which import
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        _live(folder, files, mark, write, aim, turn, waits=waits)
        os._exit(0)
    os.close(write)
    try:
        os.read(read, 1)  # the phase has come, or the process has ended
        if not waits:
            time.sleep(chance.random() * 0.004)
        os.kill(child, signal.SIGKILL)
    finally:
        os.close(read)
        os.waitpid(child, 0)
    state = mark.read_bytes()
    return state[1:].rstrip(b"\0").decode() or "none", state[0]


def _live(folder: Path, files: list[Path], mark: Path, pipe: int, aim: str, turn: int, *, waits: bool) -> None:
    """The life of the process that is killed."""
    handle = os.open(mark, os.O_WRONLY)
    acknowledged = 0

    def phase(name: str) -> None:
        os.pwrite(handle, bytes([acknowledged]) + name.encode().ljust(15, b"\0"), 0)
        if name == aim and acknowledged - (PHASES.index(name) >= PHASES.index("acknowledged")) == turn:
            os.write(pipe, b".")
            if waits:
                time.sleep(PATIENCE)

    _watch(phase)
    sandboxes.Job = Job
    app = create_app(_settings(folder), work=False)
    client = _client(app)
    for file in files:
        phase("receive")
        _upload(client, file)
        acknowledged += 1
        phase("acknowledged")
        app.state.server.worker.process_pending()


def _watch(phase: Callable[[str], None]) -> None:
    """Have the program tell its phases."""

    def before(owner: Any, name: str, word: str) -> None:
        real = getattr(owner, name)

        def told(*values: Any, **named: Any) -> Any:
            phase(word)
            return real(*values, **named)

        setattr(owner, name, told)

    before(imports, "add_import", "noting")
    before(Sandboxes, "read", "read")
    before(Sandboxes, "score_upload", "merge")
    before(imports, "store_snapshot", "write")
    before(worker, "delete_staged", "committed")
    before(uploads, "_sync_folder", "receive")
    replace_scores, claim_import, delete_staged = scores.replace_scores, imports.claim_import, worker.delete_staged

    def replaced(connection: Transaction, *values: Any) -> None:
        replace_scores(connection, *values)
        phase("inside")
        connection.info["ends"] = "commit"

    def claimed(connection: Transaction, after: str) -> Any:
        found = claim_import(connection, after)
        if found:
            phase("claimed")
        return found

    def cleared(path: Path) -> None:
        delete_staged(path)
        phase("cleared")

    scores.replace_scores = replaced
    imports.claim_import = claimed
    worker.delete_staged = cleared
    real_write = Database.write

    @contextmanager
    def write(self: Database) -> Generator[Transaction]:
        with real_write(self) as connection:
            yield connection
            if connection.info.pop("ends", None):
                phase("commit")

    Database.write = write  # pyright: ignore[reportAttributeAccessIssue]
    before(Worker, "wake", "noted")


def _faults(folder: Path, account: str, acknowledged: int, expected: list[str]) -> Generator[str]:
    """What is wrong with what the process left: before the next start, and after it."""
    settings = _settings(folder)
    database = open_database(settings.address)
    with database.read() as tx:
        if tx.execute(text("PRAGMA integrity_check")).scalar_one() != "ok":
            yield "the database is damaged"
        before = imports.imports_of(tx, account)
    done = sum(one.state == "done" for one in before)
    if digest(database, account) != expected[done]:
        yield f"{done} imports are done, and what is kept is not what they tell"
    if not acknowledged <= len(before) <= acknowledged + 1:
        yield f"{acknowledged} uploads were acknowledged, {len(before)} are there"
    reader = Worker(settings, database, read_key(folder))
    reader.recover()
    reader.process_pending()
    with database.read() as tx:
        after = imports.imports_of(tx, account)
    if any(one.state != "done" or not one.added for one in after) or len(after) != len(before):
        yield f"after the next start: {[(one.state, one.added, one.error) for one in after]}"
    elif digest(database, account) != expected[len(after)]:
        yield f"after the next start what is kept is not what {len(after)} imports tell"
    if left := [path.name for path in settings.staging.glob("*")]:
        yield f"files were left: {left}"
    database.close()


if __name__ == "__main__":
    outcome = main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
    print(json.dumps(outcome, indent=1))  # noqa: T201 (the run's result)
    sys.exit(bool(outcome["broken"]) or not all(outcome["hit"][phase] for phase in PHASES))
