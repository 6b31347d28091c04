"""kill -9 of the server while it reads an upload, start after start: it gives up on it and reads the others."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from select import select
from typing import Any

from openssi.store import accounts, imports
from openssi.store.database import open_database
from openssi.web.settings import Settings, default_address
from tests.faults.child import ROOT
from tests.patience import PATIENCE
from tests.unit.samples import reactions, zipped

NOW = 1_782_864_000
MOMENTS = [f"2025-{month:02}-{day:02} 10:00:00" for month in range(1, 9) for day in range(1, 28, 3)]


def start(folder: Path, *names: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 (our own interpreter and our own arguments)
        [sys.executable, "-B", "-m", "tests.faults.restarted", str(folder), *names],
        cwd=ROOT,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    assert select([process.stdout], [], [], PATIENCE)[0], "the server says nothing"
    return process.stdout.readline().strip()


def killed_while_reading(folder: Path, name: str) -> list[str]:
    """Start a server and kill it once it reads an upload. Return the uploads that it began to read."""
    process = start(folder, name)
    began: list[str] = []
    while not began or began[-1] != name:
        began.append(line(process).removeprefix("reading "))
    process.kill()
    process.communicate(timeout=PATIENCE)
    return began


def uploaded(folder: Path, *names: str) -> None:
    """An upload of each name, each of a member of its own, in the order in which they take turns."""
    settings = Settings(folder, default_address(folder))
    settings.staging.mkdir(parents=True)
    database = open_database(settings.address)
    with database.write() as tx:
        team = accounts.add_team(tx, "Team", NOW)
        people = [accounts.add_account(tx, team.id, one, one, None, "member", NOW) for one in names]
        for number, (who, name) in enumerate(zip(sorted(people, key=lambda one: one.id), names, strict=True)):
            zipped(settings.staging / f"{number:032}", {"Reactions.csv": reactions(*MOMENTS)})
            imports.add_import(tx, f"{number:032}", who.id, name, "archive", 1, NOW, sample=False)
    database.close()


def test_the_server_starts_after_three_kills_while_reading(tmp_path: Path) -> None:
    uploaded(tmp_path, "bad.zip", "good.zip")
    assert killed_while_reading(tmp_path, "bad.zip") == ["bad.zip"]
    assert killed_while_reading(tmp_path, "bad.zip") == ["bad.zip"]
    assert killed_while_reading(tmp_path, "good.zip") == ["good.zip"]
    process = start(tmp_path)
    out, _ = process.communicate(timeout=PATIENCE)
    *began, last = out.splitlines()
    answer: dict[str, Any] = json.loads(last)
    assert began == ["reading good.zip"]
    assert answer["status"] == 200
    assert answer["imports"]["good.zip"] == ["done", ""]
    state, error = answer["imports"]["bad.zip"]
    assert state == "failed"
    assert error.startswith("The server stopped 2 times while reading this file, so it won't try again.")
    assert list((tmp_path / "uploads").glob("*")) == []
