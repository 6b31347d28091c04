"""One post of a member: when it was published, and what can be counted about it. Its text is not stored."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Post"]


@dataclass(frozen=True, slots=True)
class Post:
    """A post that the member wrote or reposted.

    Attributes:
        at: when it was published, in seconds since 1970-01-01 UTC.
        made: the same from the post's ID, in milliseconds; it identifies the post.
        own_words: whether the member wrote something; if not, it is only a repost.
        words: number of words.
        media: whether it has a picture, a video or a document.
        link: whether it links to another page.
        question: whether it asks a question.
        hashtags: number of hashtags.
        engagement: engagements received, from a workbook; None if no workbook lists the post.
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
