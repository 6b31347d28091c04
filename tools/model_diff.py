"""Check that released models are unchanged, and show how scores move by models that are not released: `python -m
tools.model_diff`.

`tests/golden/released.json` lists the fingerprint of each released model. A release adds its new models there
(docs/contributing/release.md); until then a new model may still change. `python3 dev.py test` runs this, and so does
continuous integration.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from openssi.model import PUBLISHED, Model

__all__ = ["RELEASED", "changed_models", "main"]

RELEASED = Path(__file__).resolve().parent.parent / "tests" / "golden" / "released.json"


def main() -> int:
    """Run `ssi model diff` from the newest released model to each newer one. Return the exit code."""
    released: dict[str, str] = json.loads(RELEASED.read_text(encoding="utf-8"))
    for model in changed_models(released, PUBLISHED):
        print(f"Model {model} changed. Released models never change: add a new one.", file=sys.stderr)
        return 1
    newer = [model for model in PUBLISHED if model not in released]
    diff = [sys.executable, "-m", "openssi", "model", "diff", max(released)]
    return max((subprocess.call([*diff, model]) for model in newer), default=0)


def changed_models(released: Mapping[str, str], models: Mapping[str, Model]) -> list[str]:
    """Return the IDs of released models that are gone or have another fingerprint."""
    return [one for one, fingerprint in released.items() if one not in models or models[one].fingerprint != fingerprint]


if __name__ == "__main__":
    sys.exit(main())
