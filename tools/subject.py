"""Check the subject of a commit message (`area: imperative`, at most 60 characters); the commit-msg hook calls it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

_FORM = re.compile(r"(Merge|Revert) .*|[a-z][a-z0-9, -]*: [a-z].{3,}")
_LONGEST = 60


def fault(subject: str) -> str:
    """Return what is wrong with a subject; "" if nothing is."""
    if len(subject) > _LONGEST:
        return f"The subject has {len(subject)} characters; the limit is {_LONGEST}. Move the why into the body."
    if not _FORM.fullmatch(subject):
        return "Write the subject as `area: imperative`, for example `archive: accept dates re-saved by Excel`."
    return ""


def main() -> None:
    """Check the message in the file that git names."""
    subject = Path(sys.argv[1]).read_text(encoding="utf-8").partition("\n")[0]
    if problem := fault(subject):
        sys.exit(problem)


if __name__ == "__main__":
    main()
