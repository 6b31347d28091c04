"""Run `ssi` as a process and return what it printed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
RUN = "from openssi.cli import main; main()"

#: What no output may hold: control characters except tab and line end, and those that turn the direction of text.
HOSTILE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Done:
    """A process that has ended."""

    code: int
    stdout: bytes
    stderr: bytes

    @property
    def out(self) -> str:
        return self.stdout.decode()

    @property
    def err(self) -> str:
        return self.stderr.decode()

    def json(self) -> Any:
        return json.loads(self.out)


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """As little as a process needs, so that nothing of the machine shows; an empty value takes a name out."""
    base = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C.UTF-8", "COLUMNS": "100"}
    base["XDG_DATA_HOME"] = str(ROOT / ".dev" / "nothing")  # no numbers that the developer keeps
    return {name: value for name, value in {**base, **(changes or {})}.items() if value}


def command(*arguments: str | Path, before: str = "") -> list[str]:
    """The command line; `before` is Python that runs first, in the same process."""
    return [sys.executable, "-B", "-c", before + RUN, *map(str, arguments)]


def run(line: list[str], cwd: Path | None = None, env: Mapping[str, str] | None = None, given: bytes = b"") -> Done:
    """Runs a command line to its end."""
    done = subprocess.run(  # noqa: S603 (our own interpreter and our own arguments)
        line, cwd=cwd, env=environment(env), input=given, capture_output=True, timeout=PATIENCE, check=False
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode("utf-8", "replace")[-3000:]
    return Done(done.returncode, done.stdout, done.stderr)


def ssi(
    *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None, before: str = ""
) -> Done:
    """Runs `ssi` to its end."""
    return run(command(*arguments, before=before), cwd, env)


def good(
    *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None, before: str = ""
) -> Done:
    """Runs `ssi`, which has to succeed and to complain of nothing."""
    done = ssi(*arguments, cwd=cwd, env=env, before=before)
    assert done.code == 0, done.stderr.decode("utf-8", "replace")
    assert not done.stderr, done.stderr.decode("utf-8", "replace")
    return done


def shell(script: str, *arguments: str | Path, env: Mapping[str, str] | None = None, cwd: Path | None = None) -> Done:
    """Runs `ssi` as `"$@"` inside a script of the shell, for closed and redirected streams."""
    return run(["/bin/sh", "-c", script, "sh", *command(*arguments)], cwd, env)


def refused(done: Done, code: int, name: str) -> None:
    """It ended with this exit code, said so in words on standard error only, with the error's name in brackets."""
    assert done.code == code, (done.code, done.err)
    assert not done.stdout
    assert f"[{name}]" in done.err
    assert not HOSTILE.search(done.err)
