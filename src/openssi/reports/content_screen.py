"""Kinds of posts beside each other, on the terminal, in words that claim no cause."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from openssi.activity.calendar import iso
from openssi.insight.content import FEWEST, Comparison, Content, Experiment
from openssi.reports.plain import safe

__all__ = ["screen"]


def screen(content: Content) -> RenderableType:
    """What went with more engagement, what cannot be told, and what is missing; then the periods that were marked."""
    title = Text.assemble(
        ("What went with more engagement", "bold underline"), (f"  {iso(content.first)} to {iso(content.last)}", "dim")
    )
    used = f"{content.used} of {content.published} posts are listed in the workbook and had a week to collect engagement."
    lines: list[RenderableType] = [title, Text(used), Text()]
    for heading, found in (
        ("A difference", [one for one in content.comparisons if one.differs]),
        ("No difference can be told", [one for one in content.comparisons if one.ratio is not None and not one.differs]),
        (f"Too few posts: {FEWEST} on either side are needed", [one for one in content.comparisons if one.ratio is None]),
    ):
        if found:
            lines += [Text(heading, "bold"), *(_comparison(one) for one in found), Text()]
    for experiment in content.experiments:
        lines += [*_experiment(experiment), Text()]
    lines += [Text(note, "dim") for note in _notes(content)]
    return Group(*lines)


def _comparison(found: Comparison) -> RenderableType:
    counts = f"{found.count} posts, {found.other_count} others"
    if found.ratio is None:
        more = f"{found.missing} missing" if found.missing else "they came and went with the trend"
        return Text.assemble(f"- {found.posts}", (f"  {counts}: {more}", "dim"))
    return Text.assemble(
        f"- Posts {found.posts} received ",
        (f"{found.ratio:.2f} times", "bold" if found.differs else ""),
        f" as much as posts {found.others}",
        (f"  {found.low:.2f} to {found.high:.2f}; {counts}", "dim"),
    )


def _experiment(found: Experiment) -> Iterator[RenderableType]:
    period = found.period
    yield Text.assemble((safe(period.name), "bold underline"), (f"  {iso(period.first)} to {iso(period.last)}", "dim"))
    if found.before is None:
        yield Text("The workbook begins with it: there is nothing before to compare with.")
        return
    days = f"{iso(found.before[0])} to {iso(found.before[1])}"
    yield Text(f"Beside {days}: {found.posts[0]} posts (before {found.posts[1]}), {_pair(found.engagement)} engagements a day.")
    if found.followers is not None:
        yield Text(f"{_pair(found.followers)} new followers a day.")
    if found.ratio is None:
        weeks = "1 more week is" if found.missing_weeks == 1 else f"{found.missing_weeks} more weeks are"
        yield Text(f"Too short for an interval: on the shorter side {weeks} needed.", "dim")
    else:
        ratio, low, high = found.ratio
        yield Text(f"Engagement of a week was {ratio:.2f} times that of before ({low:.2f} to {high:.2f}).")
    yield Text("Other things changed in that time too: this does not show that the period is the reason.", "dim")


def _pair(hundredths: tuple[int, int]) -> str:
    now, before = hundredths
    return f"{now / 100:.2f} (before {before / 100:.2f})"


def _notes(content: Content) -> Iterator[str]:
    yield f"Held: {' and '.join(content.adjusted)}. Intervals hold at 95 % for all {len(content.comparisons)} comparisons together."
    yield "Posts differ in more ways than one, and a workbook lists the 50 most successful only: what goes together is no cause."
