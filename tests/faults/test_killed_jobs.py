"""kill -9 at any step of a backup, a restore, a migration or an erasure leaves the old state or the new one."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.faults.child import ROOT
from tests.faults.killed_jobs import JOBS

KILLS = 5


def test_jobs_survive_kills_at_steps_from_the_first_to_the_last() -> None:
    done = subprocess.run(  # noqa: S603 (our own interpreter and our own arguments)
        [sys.executable, "-B", "-m", "tests.faults.killed_jobs", str(KILLS)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    outcome = json.loads(done.stdout)
    assert outcome.keys() == JOBS.keys()
    for job, found in outcome.items():
        assert found["broken"] == [], job
        assert (found["kills"], found["steps"] > 40) == (KILLS, True), job
