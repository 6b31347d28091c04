"""A population's store and scores survive a kill at any step, and a full disk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from openssi.population.store.manifest import read_about
from tests.e2e.cli import refused, ssi
from tests.faults.killed_store import Room


def _run(*arguments: str | Path) -> int:
    done = subprocess.run(  # noqa: S603 (our own interpreter and module)
        [sys.executable, "-m", "tests.faults.killed_store", *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
def test_a_kill_at_any_step_leaves_the_old_result_or_the_new_one(tmp_path: Path) -> None:
    assert _run(tmp_path) > 40


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
def test_tasks_that_are_killed_and_tried_again_give_the_same_scores(tmp_path: Path) -> None:
    assert _run(tmp_path, "tasks") > 10


@pytest.mark.skipif(sys.platform == "win32", reason="Windows doesn't limit the size of files")
@pytest.mark.parametrize(("limit", "full"), [(0, "store"), (1_400, "store"), (2_500, "out")])
def test_a_full_disk_leaves_what_is_on_it_unchanged(limit: int, full: str, tmp_path: Path) -> None:
    """A limit on the size of files stops settling at its first file or a later one, or scoring."""
    room = Room(tmp_path)
    room.start()
    room.restore()
    before, scores = read_about(room.store), room.scores()
    done = ssi(
        "population", "score", room.tables, "--store", room.store, "--out", room.out, "--as-of", "2024-10-04",
        before=f"import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n",
    )  # fmt: skip
    refused(done, 1, "out-full")
    assert f"There is too little disk space for {tmp_path / full}." in done.err
    assert room.scores() == scores
    after = read_about(room.store)
    assert after is not None
    assert (after == before) is (full == "store")
    assert {path.name for path in room.store.iterdir()} == after.names()
