"""A population's store and scores survive a kill at any step, and a full disk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from openssi.population.store.about import read_about
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
@pytest.mark.parametrize("limit", [0, 700, 2_500])
def test_a_full_disk_leaves_the_store_and_the_scores_unchanged(limit: int, tmp_path: Path) -> None:
    """A limit on the size of files stops the settling at its first file, and later ones."""
    room = Room(tmp_path)
    room.start()
    room.restore()
    before, scores = read_about(room.store), room.scores()
    done = ssi(
        "population", "score", room.tables, "--store", room.store, "--out", room.out, "--as-of", "2024-10-04",
        before=f"import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n",
    )  # fmt: skip
    refused(done, 1, "out-full")
    assert "There is too little disk space for " in done.err
    assert (read_about(room.store), room.scores()) == (before, scores)
    assert before is not None
    assert {path.name for path in room.store.iterdir()} == before.names()
