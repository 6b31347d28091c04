"""Locks: one process at a time, and none left when a process is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from openssi.errors import StoreError
from openssi.files.lock import lock_instance, release_and_delete, try_lock
from tests.faults.child import ROOT

# Adds one to a number in a file, which loses some unless the processes take turns.
_ADDS = """
import sys
from pathlib import Path
from openssi.files.lock import wait_for_lock
count, lock = Path(sys.argv[1]), Path(sys.argv[2])
for _ in range(50):
    with wait_for_lock(lock):
        count.write_text(str(int(count.read_text()) + 1))
"""

_LOCKS = """
import sys, time
from pathlib import Path
from openssi.files.lock import lock_instance
lock = lock_instance(Path(sys.argv[1]))
print("locked", flush=True)
time.sleep(600)
"""


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 (our own interpreter and code)
        [sys.executable, "-c", code, *map(str, arguments)],
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_waiting_processes_take_turns(tmp_path: Path) -> None:
    (tmp_path / "count").write_text("0")
    children = [start(_ADDS, tmp_path / "count", tmp_path / "lock") for _ in range(3)]
    assert [child.wait(300) for child in children] == [0, 0, 0]
    for child in children:
        assert child.stdout
        child.stdout.close()
    assert (tmp_path / "count").read_text() == "150"
    assert not (tmp_path / "lock").exists()


def test_killing_a_process_releases_its_lock(tmp_path: Path) -> None:
    with start(_LOCKS, tmp_path / "data") as child:
        assert child.stdout
        assert child.stdout.readline() == "locked\n"
        with pytest.raises(StoreError, match="Another server"):
            lock_instance(tmp_path / "data")
        child.send_signal(signal.SIGKILL)
    lock = lock_instance(tmp_path / "data")
    assert not lock.ensure_held()
    lock.release()
    lock_instance(tmp_path / "data").release()


def test_a_lock_belongs_to_one_process_and_one_caller(tmp_path: Path) -> None:
    lock = try_lock(tmp_path / "lock")
    assert lock
    assert (tmp_path / "lock").stat().st_mode & 0o777 == 0o600
    assert try_lock(tmp_path / "lock") is None
    release_and_delete(lock)
    assert not (tmp_path / "lock").exists()
    again = try_lock(tmp_path / "lock")
    assert again
    again.release()


def test_a_lock_file_that_cannot_be_created_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be created") as raised:
        lock_instance(tmp_path / "file" / "data")
    assert raised.value.code == "store-unreachable"
