"""A population compared with published figures of the real index, for the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from openssi.population.check import Check, FigureComparison
from openssi.render.terminal.layout import NARROW, WIDE

__all__ = ["check_table"]

_STYLE = {True: "green", False: "bold red", None: "dim"}


def check_table(check: Check, console: Console) -> RenderableType:
    """Show each figure: what was published and where, the population's value, whether it is in range."""
    head = Text(
        f"{check.members:,} members as of {check.as_of} · model {check.model} · figures of {check.cohort}", "bold"
    )
    body = _lines(check) if console.width < NARROW else [_table(check, min(console.width, WIDE))]
    return Group(head, Text(), *body, Text(), _verdict(check))


def _table(check: Check, width: int) -> Table:
    table = Table(box=None, header_style="dim", padding=(0, 2, 1, 0), pad_edge=False, width=width)
    table.add_column("figure", width=22, overflow="fold")
    table.add_column("published", ratio=1, overflow="fold")
    table.add_column("this network", justify="right", width=8, overflow="fold")
    table.add_column("in range?", width=16, overflow="fold")
    for figure in check.figures:
        table.add_row(figure.title, _published(figure), figure.shown, Text(_inside(figure), _STYLE[figure.inside]))
    return table


def _lines(check: Check) -> Iterable[RenderableType]:
    for figure in check.figures:
        yield Text.assemble(f"{figure.title}: ", (figure.shown, "bold"), ", ", (_inside(figure), _STYLE[figure.inside]))
        yield Padding(_published(figure), (0, 0, 0, 2))


def _published(figure: FigureComparison) -> Text:
    published = figure.published
    lines = (
        f"Source: {published.source} ({published.strength})",
        f"Range: {published.why}",
        f"Here set by {published.set_by}",
    )
    return Text.assemble(published.figure, *(("\n" + line, "dim") for line in lines))


def _inside(figure: FigureComparison) -> str:
    low, high = figure.published.low, figure.published.high
    word = {True: "inside", False: "outside", None: "not known;"}[figure.inside]
    text = f"{word} {low:g}" if low == high else f"{word} {low:g} to {high:g}"
    return f"{text}, ± {figure.chance:.1f} by chance" if figure.chance >= 0.05 else text


def _verdict(check: Check) -> Text:
    checked = [figure for figure in check.figures if figure.inside is not None]
    missed = [figure.title for figure in checked if not figure.inside]
    if missed:
        return Text(f"{len(missed)} of {len(checked)} figures are out of range: {'; '.join(missed)}.", "bold red")
    unknown = len(check.figures) - len(checked)
    rest = f" These tables don't show {unknown} more." if unknown else ""
    return Text(f"All {len(checked)} figures are in range.{rest}", "green")
