"""kill -9 and Ctrl-C while a report is written: the page is the old one or the new one, and whole.

Each test proves that the signal hit the intended phase: the process reports the phase and waits there.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.child import ROOT
from tests.patience import PATIENCE

OLD = "<!DOCTYPE html><title>old</title><p>The page of last month.</p>"
SLOWLY = Path(__file__).with_name("slowly.py")


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str
    hit: bool


def _start(folder: Path, phase: str, mark: Path, arguments: list[str]) -> subprocess.Popen[str]:
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "PYTHONUTF8": "1",
    }
    return subprocess.Popen(  # noqa: S603 (our own interpreter and our own arguments)
        [sys.executable, "-B", str(SLOWLY), str(folder), phase, str(mark), *arguments],
        cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def _run(folder: Path, arguments: list[str], phase: str = "none", sent: int = 0) -> Ended:
    """Run `ssi`, and send the signal when the phase is marked."""
    mark = folder.parent / f"{folder.name}.mark"
    mark.unlink(missing_ok=True)
    process = _start(folder, phase, mark, arguments)
    if sent:
        _send(process, sent, mark)
    out, err = process.communicate(timeout=PATIENCE)
    return Ended(process.returncode, out, err, mark.exists())


def _send(process: subprocess.Popen[str], sent: int, mark: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and not mark.exists() and time.monotonic() < deadline:
        time.sleep(0.002)
    process.send_signal(sent)


@pytest.fixture(scope="module")
def new_page(healthy: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("whole")
    ended = _run(folder, ["report", str(healthy), "--out", "page.html"])
    assert ended.code == 0, ended.err
    return (folder / "page.html").read_text(encoding="utf-8")


def _pages(folder: Path) -> list[str]:
    """Files that someone could take for a page."""
    return sorted(
        path.name
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".") and path.suffix != ".zip"
    )


@pytest.mark.parametrize(
    ("phase", "sent"),
    [
        ("open", signal.SIGKILL),
        ("rename", signal.SIGKILL),
        ("moved", signal.SIGKILL),
        ("rename", signal.SIGTERM),
        ("open", signal.SIGINT),
        ("rename", signal.SIGINT),
        ("moved", signal.SIGINT),
    ],
)
def test_the_report_is_the_old_or_the_new_one(
    phase: str, sent: signal.Signals, healthy: Path, new_page: str, tmp_path: Path
) -> None:
    """Before the phase `open`, nothing is written; a report that is killed earlier leaves no trace."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "page.html").write_text(OLD, encoding="utf-8")
    ended = _run(folder, ["report", str(healthy), "--out", "page.html"], phase, sent)
    assert ended.hit, f"the signal did not hit the phase {phase}: this proves nothing\n{ended}"
    assert (folder / "page.html").read_text(encoding="utf-8") == (new_page if phase == "moved" else OLD)
    assert _pages(folder) == ["page.html"]
    assert "Traceback" not in ended.err
    if sent == signal.SIGINT:
        assert ended.code == 130
        assert [path.name for path in folder.iterdir()] == ["page.html"], "Ctrl-C leaves no trace"
    if (phase, sent) == ("rename", signal.SIGKILL):  # leaves a temporary file, which the next report must not mind
        again = _run(folder, ["report", str(healthy), "--out", "page.html"])
        assert again.code == 0, again.err
        assert (folder / "page.html").read_text(encoding="utf-8") == new_page
        assert _pages(folder) == ["page.html"]


@pytest.mark.parametrize(
    ("phase", "sent"), [("open", signal.SIGINT), ("rename", signal.SIGINT), ("rename", signal.SIGKILL)]
)
def test_the_demo_is_the_old_or_the_new_one(phase: str, sent: signal.Signals, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / "report.html").write_text(OLD, encoding="utf-8")
    ended = _run(folder, ["demo", "--out", str(folder)], phase, sent)
    assert ended.hit, f"the signal did not hit the phase {phase}: this proves nothing\n{ended}"
    assert (folder / "report.html").read_text(encoding="utf-8") == OLD
    assert _pages(folder) == ["report.html"]
    assert "Traceback" not in ended.err
    for archive in folder.glob("*.zip"):
        with zipfile.ZipFile(archive) as opened:
            assert opened.testzip() is None
    if sent == signal.SIGINT:
        assert ended.code == 130
        assert not [path.name for path in folder.iterdir() if path.name.startswith(".")], "Ctrl-C leaves no trace"
        assert "nothing was written" not in ended.err or not list(folder.glob("*.zip"))


NUMBERS = ["--brand", "1", "--people", "1", "--insights", "1", "--relationships", "1", "--file", "kept.json"]


@pytest.fixture(scope="module")
def one_score(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("numbers")
    assert _run(folder, ["official", "add", "2026-05-19", *NUMBERS]).code == 0
    return (folder / "kept.json").read_bytes()


@pytest.mark.parametrize(
    ("phase", "sent"), [("open", signal.SIGKILL), ("rename", signal.SIGINT), ("moved", signal.SIGKILL)]
)
def test_linkedin_scores_are_the_old_or_the_new_ones(
    phase: str, sent: signal.Signals, one_score: bytes, tmp_path: Path
) -> None:
    folder = tmp_path / "numbers"
    folder.mkdir()
    (folder / "kept.json").write_bytes(one_score)
    ended = _run(folder, ["official", "add", "2026-05-20", *NUMBERS], phase, sent)
    assert ended.hit, f"the signal did not hit the phase {phase}: this proves nothing\n{ended}"
    assert ((folder / "kept.json").read_bytes() == one_score) is (phase != "moved")
    assert "2026-05-19" in _run(folder, ["official", "list", "--file", "kept.json"]).out
    assert _pages(folder) == ["kept.json"]
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    "command", [["score", "--json"], ["report", "--out", "page.html"], ["history", "--out", "page.html"]]
)
def test_ctrl_c_while_reading_leaves_no_trace(command: list[str], healthy: Path, tmp_path: Path) -> None:
    """As with a slow disk."""
    folder = tmp_path / "reports"
    folder.mkdir()
    archive = tmp_path / "archive.zip"
    archive.write_bytes(healthy.read_bytes())
    mark = tmp_path / "reports.mark"
    process = _start(folder, "read", mark, [*command, str(archive)])
    _send(process, signal.SIGINT, mark)
    out, err = process.communicate(timeout=PATIENCE)
    assert mark.exists(), "the signal did not hit the reading: this proves nothing"
    assert process.returncode == 130
    assert not out
    assert "Traceback" not in err
    assert list(folder.iterdir()) == []
