"""Write the locks: requirement files with hashes, the same version of a package in each of them, and no host."""

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
#: The first lock has the packages of all others, which take their versions from it.
_ALL = "dev.txt"
_LOCKS = {
    _ALL: ("pyproject.toml", "--all-extras", "--group=build", "--group=dev"),
    "run.txt": ("pyproject.toml",),
    "serve.txt": (
        "pyproject.toml",
        "--extra=web",
        "--extra=postgres",
        "--extra=metrics",
        "--extra=sso",
        "--extra=population",
    ),
    "build.txt": ("--group=build",),
}


def main() -> None:
    """Compile each lock; `--upgrade` takes newer releases."""
    for name, inputs in _LOCKS.items():
        out = ROOT / "locks" / name
        if name == _ALL:
            versions = ("--upgrade",) if "--upgrade" in sys.argv[1:] else ()
        else:
            out.unlink(missing_ok=True)  # uv would prefer the versions in it
            versions = (f"--constraint={ROOT / 'locks' / _ALL}",)
        command = ["uv", "pip", "compile", *_COMMON, *versions, *inputs, f"--output-file={out}"]
        subprocess.run(command, cwd=ROOT, check=True)
        print(f"locks/{name}: {sum(line[:1].isalpha() for line in out.read_text().splitlines())} packages")


if __name__ == "__main__":
    main()
