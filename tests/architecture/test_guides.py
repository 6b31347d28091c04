"""The guides under docs/contributing are true: each is carried out, step by step, on a copy of the project.

In a guide, a `diff` block changes the file named in its first line: lines that begin with a space or `-` must stand there once, together.
A code block whose first line is a comment with a path adds that file. A `sh` block is run; each of its commands must succeed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]
GUIDES = sorted((ROOT / "docs" / "contributing").glob("add-*.md"))
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NEW_FILE = re.compile(r"(?:# |<!-- |\{# )(src/\S+|tests/\S+)")


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_the_guide_works_as_written(guide: Path, tmp_path: Path) -> None:
    for folder in ("src", "tests", "docs", "tools"):
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "heldout", "frozen")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    steps = _BLOCK.findall(guide.read_text(encoding="utf-8"))
    assert any(language == "sh" for language, _ in steps), "the guide never checks its result"
    for language, text in steps:
        if language == "sh":
            _run(text, tmp_path)
        elif language == "diff":
            _change(text, tmp_path)
        elif new := _NEW_FILE.match(text):
            path = tmp_path / new[1]
            assert not path.exists(), path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.partition("\n")[2].lstrip("\n"), encoding="utf-8")


def _change(block: str, root: Path) -> None:
    name, _, body = block.partition("\n")
    path = root / name.removeprefix("--- ")
    lines = body.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if line[0] in " -")
    new = "".join(line[1:] for line in lines if line[0] in " +")
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{name}: this must stand there exactly once:\n{old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def _run(block: str, root: Path) -> None:
    """Run the commands with `python3`, `pytest` and `ssi` of this environment, on the copy."""
    names = {
        "python3": [sys.executable],
        "pytest": [sys.executable, "-m", "pytest"],
        "ssi": [sys.executable, "-m", "openssi"],
    }
    for line in block.splitlines():
        word, *rest = line.partition("  #")[0].split()
        done = subprocess.run(  # noqa: S603 (commands of our own guides)
            [*names[word], *rest],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root / "src")},
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
