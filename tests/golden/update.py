"""Rewrite the committed scores: `python -m tests.golden.update`. Review the difference before committing it."""

from __future__ import annotations

import json

from openssi.model import DEFAULT
from tests.golden.cohort import SCORES, scores


def main() -> None:
    SCORES.write_text(json.dumps(scores(DEFAULT), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
