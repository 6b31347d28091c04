"""Kinds of posts compared, as a page shows them, in words that claim no cause."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.activity.calendar import long_day
from openssi.insight.content import Content
from openssi.render.words.content import (
    NO_CAUSE,
    adjusted_in_words,
    comparison_in_words,
    grouped_comparisons,
    used_in_words,
)

__all__ = ["ContentView", "content_view"]


@dataclass(frozen=True, slots=True)
class ContentView:
    """The comparisons as sentences, each with its interval and counts, in groups under their headings."""

    days: str
    used: str
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    note: str


def content_view(content: Content) -> ContentView:
    """Put the comparisons into words."""
    return ContentView(
        days=f"{long_day(content.first)} to {long_day(content.last)}",
        used=used_in_words(content),
        groups=tuple(
            (heading, tuple(map(comparison_in_words, comparisons)))
            for heading, comparisons in grouped_comparisons(content)
        ),
        note=f"{adjusted_in_words(content)} {NO_CAUSE}".strip(),
    )
