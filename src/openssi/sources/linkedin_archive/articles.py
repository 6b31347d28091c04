"""Long-form articles: one HTML file each, read only for the date of publication."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from openssi.activity.calendar import moment
from openssi.sources.linkedin_archive.columns import NotDoneError
from openssi.sources.linkedin_archive.facts import Dated
from openssi.sources.protocol import Identify
from openssi.sources.tally import DRAFT, UNDATED

__all__ = ["HEAD", "read_article"]

_DRAFT = re.compile(r"\d{4}-\d\d-\d\d[ _T]\d\d[:_.-]\d\d")
_PUBLISHED = re.compile(r'class="published"[^>]{0,200}>([^<]{0,300})')
_DATE = re.compile(
    r"\d{4}[-/]\d\d[-/]\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4}|\d{1,2}/\d{1,2}/\d{2,4}"
)
#: Characters searched: the date comes before the body.
HEAD = 100_000


def read_article(name: str, content: bytes, identity: Identify) -> Dated:
    """Return the fact of a published article.

    Raises:
        NotDoneError: it was never published.
        ValueError: it has no date of publication.
    """
    if _DRAFT.match(PurePosixPath(name).name):
        raise NotDoneError(f"{DRAFT}, never published")
    text = content[:HEAD].decode("utf-8", "replace")
    published = _PUBLISHED.search(text)
    date = _DATE.search(published.group(1)) if published else None
    if date is None:
        raise ValueError(UNDATED)
    return Dated(moment(date.group()), identity((PurePosixPath(name).name,)))
