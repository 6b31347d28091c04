"""Show how scores move when a change set publishes another model: `python -m tools.model_diff [REVISION]`.

REVISION is the commit to compare with, `origin/main` by default. If no model was published since, nothing is printed.
"""

from __future__ import annotations

import json
import subprocess
import sys

from openssi.model import PUBLISHED

_FOLDER = "tests/golden/"


def main(revision: str = "origin/main") -> int:
    """Run `ssi model diff` from the last model with committed scores at `revision` to each newer one. Return the exit code."""
    committed = _committed(revision)
    for model, fingerprint in committed.items():
        if model not in PUBLISHED or PUBLISHED[model].fingerprint != fingerprint:
            print(f"Model {model} changed. Published models never change: publish a new one.", file=sys.stderr)
            return 1
    newer = [model for model in PUBLISHED if model not in committed]
    last = max(committed, default=None)
    commands = [[sys.executable, "-m", "openssi", "model", "diff", last, model] for model in newer if last]
    return max(map(subprocess.call, commands), default=0)


def _committed(revision: str) -> dict[str, str]:
    """Return the fingerprint of each model with committed scores."""
    names = subprocess.check_output(["git", "ls-tree", "--name-only", revision, _FOLDER], text=True).split()
    files = [name for name in names if name.startswith(f"{_FOLDER}scores")]
    found = [json.loads(subprocess.check_output(["git", "show", f"{revision}:{name}"], text=True)) for name in files]
    return {scores["model"]: scores["fingerprint"] for scores in found}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
