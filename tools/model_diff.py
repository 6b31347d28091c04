"""Show how scores move when a change set publishes another default model: `python -m tools.model_diff [REVISION]`.

REVISION is the commit to compare with, `origin/main` by default. Without a change of the default model nothing is printed.
"""

from __future__ import annotations

import json
import subprocess
import sys

from openssi.model import DEFAULT, PUBLISHED

_SCORES = "tests/golden/scores.json"


def main(revision: str = "origin/main") -> int:
    """Run `ssi model diff` if the committed scores at `revision` are of another model. Return the exit code."""
    committed = json.loads(subprocess.check_output(["git", "show", f"{revision}:{_SCORES}"], text=True))
    old, fingerprint = committed["model"], committed["fingerprint"]
    if fingerprint == DEFAULT.fingerprint:
        return 0
    if old not in PUBLISHED or PUBLISHED[old].fingerprint != fingerprint:
        print(f"Model {old} changed. Published models never change: publish a new one.", file=sys.stderr)
        return 1
    return subprocess.call([sys.executable, "-m", "openssi", "model", "diff", old, DEFAULT.id])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
