"""kill -9 and Ctrl-C while a network is written: the old network stays whole, and the next run cleans up.

The signal is sent when the first day's file of the new network is there, which the test waits for.
"""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import pytest

from openssi.population.synthetic.generator import generate
from tests.e2e.cli import command, environment
from tests.patience import PATIENCE
from tests.synthetic.tables import Tables


def begun(folder: Path) -> bool:
    return any(folder.glob(".net.*/daily_activity/*/part-0.parquet"))


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT], ids=lambda sent: sent.name)
@pytest.mark.parametrize("old", [True, False], ids=["over an old one", "anew"])
def test_a_killed_run_leaves_the_old_network_or_none(sent: signal.Signals, old: bool, tmp_path: Path) -> None:
    if old:
        generate(tmp_path / "net", 30, days=3)
    before = Tables(tmp_path / "net").files() if old else {}
    line = command("population", "generate", "net", "--members", "20000", "--days", "400")
    process = subprocess.Popen(  # noqa: S603 (our own command)
        line, cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and not begun(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.002)
    process.send_signal(sent)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == (130 if sent == signal.SIGINT else -sent), (
        "the signal hit nothing: this proves nothing"
    )
    assert (out, err) == ("", "Stopped.\n" if sent == signal.SIGINT else "")
    assert (Tables(tmp_path / "net").files() if old else {}) == before
    visible = sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("."))
    assert visible == (["net"] if old else [])
    generate(tmp_path / "net", 40, days=3)
    assert [path.name for path in tmp_path.iterdir()] == ["net"]
    assert Tables(tmp_path / "net").one("SELECT COUNT(*) FROM m") == 40
