"""`--engine spark` as a process: errors, and Ctrl-C leaves neither a file nor Java behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.e2e.cli import command, environment, good, refused, ssi
from tests.parity.test_duckdb import a_world
from tests.patience import PATIENCE

HERE = ("population", "score", "in", "--as-of", "2024-10-04", "--out", "out")


def test_the_master_option_requires_spark(tmp_path: Path) -> None:
    done = ssi(*HERE, "--master", "local[2]", cwd=tmp_path)
    refused(done, 2, "spark-option")
    assert "--engine spark" in done.err


def test_an_unknown_engine_is_rejected(tmp_path: Path) -> None:
    assert ssi(*HERE, "--engine", "abacus", cwd=tmp_path).code == 2


def test_missing_java_is_reported_with_a_hint(tmp_path: Path) -> None:
    done = ssi(*HERE, "--engine", "spark", cwd=tmp_path, env={"JAVA_HOME": str(tmp_path), "PATH": str(tmp_path)})
    refused(done, 2, "spark-java")
    assert "apt-get install openjdk-17-jre-headless" in done.err


def test_missing_pyspark_is_reported_with_a_hint(tmp_path: Path) -> None:
    hide = "import importlib.util as u; f = u.find_spec; u.find_spec = lambda n, *a: None if n == 'pyspark' else f(n, *a)\n"
    done = ssi(*HERE, "--engine", "spark", cwd=tmp_path, before=hide)
    refused(done, 2, "spark-missing")
    assert "python3 -m pip install '.[spark]'" in done.err


def test_missing_duckdb_is_reported_with_a_hint(tmp_path: Path) -> None:
    done = ssi(*HERE, "--kernel", "sql", cwd=tmp_path, before="import sys; sys.modules['duckdb'] = None\n")
    refused(done, 2, "duckdb-missing")
    assert "python3 -m pip install '.[population]'" in done.err


def test_spark_sql_can_be_printed_without_spark(tmp_path: Path) -> None:
    both = [
        good(*HERE, "--engine", name, "--show-sql", cwd=tmp_path, env={"PATH": ""}).out for name in ("duckdb", "spark")
    ]
    assert " // " in both[0]
    assert both[0].replace(" // ", " div ") == both[1]


def test_a_process_can_start_spark_twice() -> None:
    """`show` does: one session reads where the tables are, the next one reads them."""
    twice = "from openssi.engines import Spark\nfor _ in range(2):\n    with Spark(): print('started')\n"
    done = subprocess.run(  # noqa: S603 (our own interpreter and our own arguments)
        [sys.executable, "-c", twice], env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["started", "started"]


def test_ctrl_c_leaves_no_files_and_no_java(tmp_path: Path) -> None:
    a_world(1, 20, 200).write(tmp_path / "in")
    (tmp_path / "room").mkdir()
    line = command(*HERE, "--kernel", "sql", "--engine", "spark", "--master", "local[1]", "--spill", "room")
    process = subprocess.Popen(  # noqa: S603 (our own interpreter and our own arguments)
        line, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, text=True
    )
    until = time.monotonic() + PATIENCE
    while not list(tmp_path.glob(".out.*.new/_tables")) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    started = java_of(process.pid)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) == (130, "Stopped.\n")
    assert len(started) == 1  # it was running
    assert not any(Path(f"/proc/{java}").exists() for java in started)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "room"]
    assert not list((tmp_path / "room").iterdir())


def java_of(parent: int) -> list[str]:
    """The processes that a process started, on Linux."""
    found = (path for path in Path("/proc").glob("[0-9]*/stat") if os.access(path, os.R_OK))
    return [path.parent.name for path in found if path.read_text().rpartition(")")[2].split()[1] == str(parent)]
