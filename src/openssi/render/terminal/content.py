"""Kinds of posts compared, on the terminal, in words that claim no cause."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from openssi.activity.calendar import long_day
from openssi.insight.content import FEWEST, Content, Experiment, PostComparison
from openssi.render.escaping import escape_controls
from openssi.render.terminal.layout import bullet, plain_text
from openssi.render.words.content import (
    NO_CAUSE,
    adjusted_in_words,
    comparison_in_words,
    grouped_comparisons,
    used_in_words,
)

__all__ = ["as_text", "screen"]


def as_text(content: Content) -> str:
    """Return the screen as plain text."""
    return plain_text(lambda _: screen(content))


def screen(content: Content) -> RenderableType:
    """Show what went with more engagement, what is unclear, and what is missing; then the member's periods."""
    lines: list[RenderableType] = [
        _title("What went with more engagement", content.first, content.last),
        Text(used_in_words(content)),
        Text(),
    ]
    for heading, comparisons in grouped_comparisons(content):
        lines += [Text(heading, "bold"), *map(_comparison, comparisons), Text()]
    if not content.used:
        lines += [
            Text(f"A comparison needs {FEWEST} posts of a kind and {FEWEST} others."),
            Text("A workbook that covers older days may list more.", "dim"),
            Text(),
        ]
    for experiment in content.experiments:
        lines += [*_experiment(experiment), Text()]
    notes = filter(None, (adjusted_in_words(content), NO_CAUSE))
    return Group(*lines, *(Text(note, "dim") for note in notes))


def _title(name: str, first: int, last: int) -> Text:
    return Text.assemble((name, "bold underline"), (f"  {long_day(first)} to {long_day(last)}", "dim"))


def _comparison(comparison: PostComparison) -> RenderableType:
    sentence, detail = comparison_in_words(comparison)
    return bullet(Text.assemble(sentence, (f"  {detail}", "dim")))


def _experiment(experiment: Experiment) -> Iterator[RenderableType]:
    period = experiment.period
    yield _title(escape_controls(period.name), period.first, period.last)
    if experiment.before is None:
        yield Text("The workbook starts with this period, so there is nothing before it to compare with.")
        return
    first, last = experiment.before
    posts, posts_before = experiment.posts
    yield Text(
        f"Compared with {long_day(first)} to {long_day(last)}: posts {posts} (before {posts_before}), "
        f"engagements a day {_pair(experiment.engagement)}."
    )
    if experiment.followers is not None:
        yield Text(f"New followers a day {_pair(experiment.followers)}.")
    if experiment.ratio is None:
        weeks = "1 more week is" if experiment.missing_weeks == 1 else f"{experiment.missing_weeks} more weeks are"
        yield Text(f"Too short for an interval: {weeks} needed on the shorter side.", "dim")
    else:
        ratio, low, high = experiment.ratio
        yield Text(f"Weekly engagement was {ratio:.2f} times as high as before ({low:.2f} to {high:.2f}).")
    yield Text("Other things changed in that time too, so this doesn't show that the period is the reason.", "dim")


def _pair(hundredths: tuple[int, int]) -> str:
    now, before = hundredths
    return f"{now / 100:.2f} (before {before / 100:.2f})"
