"""Show how scores move when a change set publishes another model: `python -m tools.model_diff [REVISION]`.

REVISION is the commit to compare with: by default where the branch left `origin/main`, and on main itself the commit before.
If no model was published since, nothing is printed. `python3 dev.py test` runs it, and so does continuous integration.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from openssi.model import PUBLISHED

__all__ = ["base", "main"]

_FOLDER = "tests/golden/"


def main(revision: str = "") -> int:
    """Run `ssi model diff` from the last model with committed scores at `revision` to each newer one. Return the exit code."""
    revision = revision or base(Path.cwd())
    if not revision:
        print("No earlier commit to compare models with.")
        return 0
    committed = _committed(revision)
    for model, fingerprint in committed.items():
        if model not in PUBLISHED or PUBLISHED[model].fingerprint != fingerprint:
            print(f"Model {model} changed. Published models never change: publish a new one.", file=sys.stderr)
            return 1
    newer = [model for model in PUBLISHED if model not in committed]
    last = max(committed, default=None)
    commands = [[sys.executable, "-m", "openssi", "model", "diff", last, model] for model in newer if last]
    return max(map(subprocess.call, commands), default=0)


def base(folder: Path) -> str:
    """Return the commit on which the current one builds; "" without one, or outside a Git checkout."""
    for revision in ("origin/main", "HEAD~1"):
        command = ["git", "-C", str(folder), "merge-base", "HEAD", revision]
        found = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
        if found and found != _head(folder):
            return found
    return ""


def _head(folder: Path) -> str:
    return subprocess.check_output(["git", "-C", str(folder), "rev-parse", "HEAD"], text=True).strip()


def _committed(revision: str) -> dict[str, str]:
    """Return the fingerprint of each model with committed scores."""
    names = subprocess.check_output(["git", "ls-tree", "--name-only", revision, _FOLDER], text=True).split()
    files = [name for name in names if name.startswith(f"{_FOLDER}scores")]
    found = [json.loads(subprocess.check_output(["git", "show", f"{revision}:{name}"], text=True)) for name in files]
    return {scores["model"]: scores["fingerprint"] for scores in found}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
