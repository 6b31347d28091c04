"""Kinds of posts compared, in words that claim no cause."""

from __future__ import annotations

from openssi.insight.content import FEWEST, Content, PostComparison

__all__ = ["NO_CAUSE", "adjusted_in_words", "comparison_in_words", "grouped_comparisons", "used_in_words"]

#: Why a difference is not a cause.
NO_CAUSE = (
    "Posts differ in more ways than one, and a workbook lists only the 50 most successful: "
    "a difference doesn't show what caused it."
)


def grouped_comparisons(content: Content) -> list[tuple[str, list[PostComparison]]]:
    """Return the comparisons under three headings, without empty groups."""
    comparisons = content.comparisons if content.used else ()
    sections = [
        ("Clear differences", [comparison for comparison in comparisons if comparison.differs]),
        (
            "No clear difference",
            [comparison for comparison in comparisons if comparison.ratio is not None and not comparison.differs],
        ),
        (
            f"Too few posts: a comparison needs {FEWEST} on each side",
            [comparison for comparison in comparisons if comparison.ratio is None],
        ),
    ]
    return [group for group in sections if group[1]]


def comparison_in_words(comparison: PostComparison) -> tuple[str, str]:
    """Return a sentence, and its interval and counts; without a ratio, the kind of post and what is missing."""
    counts = f"{comparison.count} posts, {comparison.other_count} others"
    if comparison.ratio is None:
        missing = f"{comparison.missing} missing" if comparison.missing else "too close to the trend to compare"
        return f"Posts {comparison.posts}", f"{counts}: {missing}"
    sentence = f"Posts {comparison.posts} received {comparison.ratio:.2f} times as much as posts {comparison.others}"
    return sentence, f"{comparison.low:.2f} to {comparison.high:.2f}; {counts}"


def used_in_words(content: Content) -> str:
    """Say how many posts could be compared."""
    return (
        f"{content.used} of {content.published} posts are listed in the workbook and had a week to collect engagement."
    )


def adjusted_in_words(content: Content) -> str:
    """Say what the comparisons are adjusted for; empty if nothing was compared."""
    if not content.used:
        return ""
    return (
        f"Adjusted for {' and '.join(content.adjusted)}. "
        f"The 95% intervals hold for all {len(content.comparisons)} comparisons together."
    )
