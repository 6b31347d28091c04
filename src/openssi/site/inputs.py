"""Fetch the packages that the browser edition is made of; each must have the hash in `inputs.json`."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from openssi.errors import InputError, UsageError

__all__ = ["Input", "download", "fetch", "find_program", "locked_inputs", "run_tool"]

#: What pip may choose from: wheels for Pyodide, and the pure Python in wheels for Linux (their compiled part is left
#: out).
_PIP_OPTIONS = (
    "--no-deps",
    "--only-binary=:all:",
    "--platform=pyemscripten_2026_0_wasm32",
    "--platform=manylinux2014_x86_64",
    "--python-version=3.14",
    "--implementation=cp",
    "--abi=cp314",
)


class Input(NamedTuple):
    """A package that the browser edition is made of."""

    name: str
    version: str
    source: str
    file: str
    sha256: str


def locked_inputs() -> tuple[Input, ...]:
    """Return the packages with their versions and hashes."""
    rows = json.loads((files("openssi.site") / "inputs.json").read_text(encoding="utf-8"))
    return tuple(Input(row["name"], row["version"], row["from"], row["file"], row["sha256"]) for row in rows)


def fetch(folder: Path, inputs: Sequence[Input] | None = None) -> dict[str, Path]:
    """Return the path of each input by name. Those missing from the folder are fetched into it with npm and pip.

    Raises:
        InputError: an input can't be fetched, or hasn't the hash it should have.
        UsageError: npm or pip is needed and not installed.
    """
    required = locked_inputs() if inputs is None else inputs
    missing = [package for package in required if not _is_intact(folder / package.file, package)]
    if missing:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".fetch-", dir=folder) as room:
            download(missing, Path(room))
            for package in missing:
                _check(Path(room) / package.file, package)
                (Path(room) / package.file).replace(folder / package.file)
    return {package.name: folder / package.file for package in required}


def run_tool(command: Sequence[str], cwd: Path, code: str, what: str, hint: str = "") -> None:
    """Run another program quietly.

    Raises:
        InputError: it failed; `code`, `what` and the last line it printed say why.
    """
    process = subprocess.run(  # noqa: S603 (a fixed program with arguments of our own)
        command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if process.returncode:
        lines = process.stdout.decode("utf-8", "replace").strip().splitlines() or ["it printed nothing"]
        raise InputError(code, f"{what}: {lines[-1].strip()}", unchanged="Nothing was written.", hint=hint)


def _is_intact(path: Path, one: Input) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == one.sha256


def _check(path: Path, one: Input) -> None:
    if not _is_intact(path, one):
        raise InputError(
            "site-input",
            f"{one.file} could not be fetched as it should be: its contents differ from the ones that were reviewed.",
            unchanged="Nothing was written.",
            hint="Check where npm and pip fetch packages from on this machine.",
        )


def download(missing: Sequence[Input], room: Path) -> None:
    """Fetch inputs into a folder; a wheel without a version is the newest.

    Raises:
        InputError: one can't be fetched.
        UsageError: npm or pip is needed and not installed.
    """
    hint = "Connect to the internet, or copy the packages into the folder and name it with --inputs."
    for one in missing:
        if one.source == "npm":
            npm = (find_program("npm"), "pack", f"{one.name}@{one.version}", "--silent")
            run_tool(npm, room, "site-input", f"npm can't fetch {one.name} {one.version}", hint)
    wheels = [f"{one.name}=={one.version}" if one.version else one.name for one in missing if one.source == "pip"]
    if wheels:
        pip = (*_pip(), "--disable-pip-version-check", "download", "--quiet", *_PIP_OPTIONS, *wheels)
        run_tool(pip, room, "site-input", "pip can't fetch the wheels", hint)


def _pip() -> tuple[str, ...]:
    """Return a command that runs pip; environments made by uv have none of their own."""
    if find_spec("pip"):
        return sys.executable, "-m", "pip"
    uv = shutil.which("uv")
    return (uv, "tool", "run", "pip") if uv else (find_program("pip"),)


def find_program(program: str) -> str:
    """Return the path of a program.

    Raises:
        UsageError: it isn't installed.
    """
    path = shutil.which(program)
    if path is None:
        raise UsageError(
            "site-tool",
            f"Building the site needs {program}, which isn't installed.",
            unchanged="Nothing was written.",
            hint="Install Node.js 20 or newer, which includes npm."
            if program in {"node", "npm"}
            else f"Install {program}.",
        )
    return path
