"""A post of the member's: when it was made and what can be counted of it; its text is not kept."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Post"]


@dataclass(frozen=True, slots=True)
class Post:
    """A post of the member's own, or one of somebody else's passed on.

    Attributes:
        at: when, in seconds since 1970-01-01 UTC.
        made: when by the post's id, in milliseconds: what tells posts apart.
        own_words: whether it has words of the member's own; if not, it only passes on.
        words: how many words.
        media: whether there is a picture, a video or a document.
        link: whether it leads to another page.
        question: whether it asks something.
        hashtags: how many.
        engagement: engagements received, as a workbook lists them; None if none does.
    """

    at: int
    made: int
    own_words: bool
    words: int = 0
    media: bool = False
    link: bool = False
    question: bool = False
    hashtags: int = 0
    engagement: int | None = None
