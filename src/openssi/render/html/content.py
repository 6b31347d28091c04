"""What a page says of kinds of posts: what went with more engagement, in words that claim no cause."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.activity.calendar import iso
from openssi.insight.content import FEWEST, Comparison, Content

__all__ = ["WorksView", "works_view"]


@dataclass(frozen=True, slots=True)
class WorksView:
    """The comparisons as sentences, each with its counts, in three groups under their headings."""

    days: str
    used: str
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    held: str


def works_view(content: Content) -> WorksView:
    """What a page says of kinds of posts."""
    told = content.comparisons if content.used else ()
    groups = (
        ("A difference", [one for one in told if one.differs]),
        ("No difference can be told", [one for one in told if one.ratio is not None and not one.differs]),
        (f"Too few posts: {FEWEST} on either side are needed", [one for one in told if one.ratio is None]),
    )
    return WorksView(
        days=f"{iso(content.first)} to {iso(content.last)}",
        used=f"{content.used} of {content.published} posts are listed in the workbook and had a week to collect engagement.",
        groups=tuple((heading, tuple(map(_line, found))) for heading, found in groups if found),
        held=f"Adjusted for {' and '.join(content.adjusted)}; intervals hold at 95 % for all comparisons together."
        if content.used
        else "",
    )


def _line(found: Comparison) -> tuple[str, str]:
    counts = f"{found.count} posts, {found.other_count} others"
    if found.ratio is None:
        more = f"{found.missing} missing" if found.missing else "they came and went with the trend"
        return f"Posts {found.posts}", f"{counts}: {more}"
    words = f"Posts {found.posts} received {found.ratio:.2f} times as much as posts {found.others}"
    return words, f"{found.low:.2f} to {found.high:.2f}; {counts}"
