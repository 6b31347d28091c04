"""Rewrite the committed scores: `python -m tests.golden.update`. Review the difference before committing it."""

from __future__ import annotations

import json

from openssi.model import PUBLISHED
from tests.golden.cohort import scores, scores_of


def main() -> None:
    for model in PUBLISHED.values():
        scores_of(model).write_text(json.dumps(scores(model), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
