"""Build the wheel, the sdist and the bill of materials: the same commit gives the same bytes everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from shutil import rmtree

from openssi import __version__

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Build into dist/ and print the hash of each file."""
    out = ROOT / "dist"
    rmtree(out, ignore_errors=True)
    for path in build(out):
        print(f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(ROOT)}")


def build(out: Path) -> list[Path]:
    """Build both distributions and the bill of materials into a folder; return their paths, sorted.

    The time stamps inside are those of the last commit, so that they do not depend on when or where it is built.
    """
    git = ["git", "log", "-1", "--format=%ct"]
    committed = subprocess.run(git, cwd=ROOT, capture_output=True, check=True, encoding="ascii").stdout.strip()
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(out)],
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": committed},
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _write_bill_of_materials(out / f"openssi-{__version__}.cdx.json")
    return sorted(out.iterdir())


def _write_bill_of_materials(path: Path) -> None:
    """List every package of a server with its version and hashes, in the format CycloneDX."""
    subprocess.run(
        [
            *(sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements", "locks/serve.txt"),
            *("--pyproject", "pyproject.toml", "--output-reproducible", "--of", "JSON", "-o", str(path)),
        ],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    main()
