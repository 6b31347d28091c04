"""Writes the hash-locked requirement files: one resolution for all of them, and no host named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_COMMON = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-annotate",
    "--no-header",
    "--quiet",
)
#: Each lock takes its versions from the first, which holds the packages of all of them.
_ALL = "dev.txt"
_LOCKS = {
    _ALL: ("pyproject.toml", "--all-extras", "--group=build", "--group=dev"),
    "run.txt": ("pyproject.toml", "--group=build"),
    "serve.txt": ("pyproject.toml", "--extra=web", "--extra=postgres", "--group=build"),
}


def main() -> None:
    """Compile each lock; give --upgrade to take newer releases."""
    for name, inputs in _LOCKS.items():
        out = ROOT / "locks" / name
        if name == _ALL:
            versions = ("--upgrade",) if "--upgrade" in sys.argv[1:] else ()
        else:
            out.unlink(missing_ok=True)  # its old pins would count as wishes
            versions = (f"--constraint={ROOT / 'locks' / _ALL}",)
        command = ["uv", "pip", "compile", *_COMMON, *versions, *inputs, f"--output-file={out}"]
        subprocess.run(command, cwd=ROOT, check=True)
        print(f"locks/{name}: {sum(line[:1].isalpha() for line in out.read_text().splitlines())} packages")


if __name__ == "__main__":
    main()
