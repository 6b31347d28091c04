"""kill -9 at any moment of an import loses, doubles and halves nothing that was acknowledged."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.faults.child import ROOT
from tests.faults.kills import PHASES

KILLS = len(PHASES)  # exactly in each phase; `python -m tests.faults.kills 1000` also kills somewhat later


def test_an_import_survives_kills_in_every_phase() -> None:
    done = subprocess.run(  # noqa: S603 (our own interpreter and our own arguments)
        [sys.executable, "-B", "-m", "tests.faults.kills", str(KILLS)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    outcome = json.loads(done.stdout)
    assert outcome["broken"] == []
    missed = [phase for phase in PHASES if not outcome["hit"][phase]]
    assert not missed, f"no kill hit {missed}: this proves nothing of them"
    assert sum(outcome["hit"].values()) == KILLS
    assert done.returncode == 0
