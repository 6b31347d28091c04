"""Kinds of posts beside each other, on the terminal, in words that claim no cause."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from openssi.activity.calendar import iso
from openssi.insight.content import FEWEST, Comparison, Content, Experiment
from openssi.render.escaping import escape_controls

__all__ = ["screen"]


def screen(content: Content) -> RenderableType:
    """What went with more engagement, what cannot be told, and what is missing; then the periods that were marked."""
    title = Text.assemble(
        ("What went with more engagement", "bold underline"), (f"  {iso(content.first)} to {iso(content.last)}", "dim")
    )
    used = (
        f"{content.used} of {content.published} posts are listed in the workbook and had a week to collect engagement."
    )
    lines: list[RenderableType] = [title, Text(used), Text()]
    told = content.comparisons if content.used else ()
    for heading, found in (
        ("A difference", [one for one in told if one.differs]),
        ("No difference can be told", [one for one in told if one.ratio is not None and not one.differs]),
        (f"Too few posts: {FEWEST} on either side are needed", [one for one in told if one.ratio is None]),
    ):
        if found:
            lines += [Text(heading, "bold"), *(_comparison(one) for one in found), Text()]
    if not content.used:
        needed = f"Kinds of posts are compared from {FEWEST} posts of a kind and {FEWEST} others on."
        lines += [Text(needed), Text("A workbook with older days may list more of them.", "dim"), Text()]
    for experiment in content.experiments:
        lines += [*_experiment(experiment), Text()]
    lines += [Text(note, "dim") for note in _notes(content)]
    return Group(*lines)


def _comparison(found: Comparison) -> RenderableType:
    counts = f"{found.count} posts, {found.other_count} others"
    if found.ratio is None:
        more = f"{found.missing} missing" if found.missing else "they came and went with the trend"
        return _item(Text.assemble(found.posts, (f"  {counts}: {more}", "dim")))
    return _item(
        Text.assemble(
            f"Posts {found.posts} received ",
            (f"{found.ratio:.2f} times", "bold" if found.differs else ""),
            f" as much as posts {found.others}",
            (f"  {found.low:.2f} to {found.high:.2f}; {counts}", "dim"),
        )
    )


def _item(text: Text) -> Table:
    """A line of a list: what does not fit goes on under its beginning."""
    item = Table.grid(padding=(0, 1, 0, 0))
    item.add_row("-", text)
    return item


def _experiment(found: Experiment) -> Iterator[RenderableType]:
    period = found.period
    yield Text.assemble(
        (escape_controls(period.name), "bold underline"), (f"  {iso(period.first)} to {iso(period.last)}", "dim")
    )
    if found.before is None:
        yield Text("The workbook begins with it: there is nothing before to compare with.")
        return
    days = f"{iso(found.before[0])} to {iso(found.before[1])}"
    yield Text(
        f"Beside {days}: posts {found.posts[0]} (before {found.posts[1]}), engagements a day {_pair(found.engagement)}."
    )
    if found.followers is not None:
        yield Text(f"New followers a day {_pair(found.followers)}.")
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
    if content.used:
        held = " and ".join(content.adjusted)
        yield f"Adjusted for {held}. Intervals hold at 95 % for all {len(content.comparisons)} comparisons together."
    yield "Posts differ in more ways than one, and a workbook lists the 50 most successful only: what goes together is no cause."
