"""Writes the hash-locked requirement files anew, for every supported Python and system, without naming any host."""

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
_LOCKS = {
    "run.txt": ("pyproject.toml", "--group=build"),
    "serve.txt": ("pyproject.toml", "--extra=web", "--extra=postgres", "--group=build"),
    "dev.txt": ("pyproject.toml", "--extra=web", "--extra=postgres", "--group=build", "--group=dev"),
}


def main() -> None:
    """Compile each lock; give --upgrade to take newer releases."""
    upgrade = ("--upgrade",) if "--upgrade" in sys.argv[1:] else ()
    for name, inputs in _LOCKS.items():
        out = ROOT / "locks" / name
        subprocess.run(
            ["uv", "pip", "compile", *_COMMON, *upgrade, *inputs, f"--output-file={out}"], cwd=ROOT, check=True
        )
        print(f"locks/{name}: {sum(line[:1].isalpha() for line in out.read_text().splitlines())} packages")


if __name__ == "__main__":
    main()
