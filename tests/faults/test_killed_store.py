"""A population's store and scores survive a kill at any step, and a full disk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from openssi.errors import InputError
from openssi.population.arrays.parquet import Writer
from openssi.population.store.about import read_about
from openssi.population.store.folder import locked
from openssi.population.store.settle import Options, settle
from openssi.population.workers import Threads
from tests.faults.killed_store import AFTER, BEFORE, DAY, MODEL


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
def test_a_kill_at_any_step_leaves_the_old_result_or_the_new_one(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 (our own interpreter and module)
        [sys.executable, "-m", "tests.faults.killed_store", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 40


def test_a_full_disk_leaves_the_store_unchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables, store = BEFORE.write(tmp_path / "in"), tmp_path / "store"
    with locked(store):
        before = settle(str(tables), store, DAY, MODEL, Threads(1), Options(bucket=4)).about
    AFTER.write(tmp_path / "after")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, locked(store):
        patch.setattr(Writer, "write", full)
        with pytest.raises(InputError, match="too little disk space") as caught:
            settle(str(tmp_path / "after"), store, DAY, MODEL, Threads(1))
    assert caught.value.code == "out-full"
    assert read_about(store) == before
    assert {path.name for path in store.iterdir()} == before.names()
