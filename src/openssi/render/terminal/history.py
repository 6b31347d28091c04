"""A history for the terminal: the line of the index as a row of blocks, a table of days, and where the sources begin."""

from __future__ import annotations

import io
from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from openssi.activity.calendar import iso
from openssi.insight.agreement import agreement
from openssi.insight.history import Every, History, HistoryDay, change_in_words
from openssi.model import MICRO
from openssi.render.escaping import escape_controls
from openssi.render.words import linkedin_line
from openssi.scoring.rounding import format_points

__all__ = ["as_text", "screen", "sparkline"]

_BLOCKS = "▁▂▃▄▅▆▇█"
_GAP = "·"
_NARROW = 72  # columns below which tables become lines
_WIDE = 100  # columns beyond which nothing gets clearer
_ROWS = 31  # of a table that nobody asked to be longer
_OFFICIAL = 8  # numbers of LinkedIn's
_INDEPENDENT = "An independent, open formula, not LinkedIn's number. Nothing left this machine."


def as_text(history: History, every: Every | None = None) -> str:
    """The screen as plain text, 100 columns wide."""
    console = Console(file=io.StringIO(), width=_WIDE, color_system=None, legacy_windows=False)
    console.print(screen(history, console, every))
    text = console.file.getvalue() if isinstance(console.file, io.StringIO) else ""
    return "\n".join(line.rstrip() for line in text.splitlines())


def sparkline(values: Sequence[int | None], width: int, floor: int, ceiling: int) -> str:
    """Values as blocks, the last of each stretch of days; a day without a value is a dot, never a low block."""
    width = min(width, len(values))
    drawn: list[str] = []
    for at in range(width):
        value = values[(at + 1) * len(values) // width - 1]
        height = 0 if value is None else (value - floor) * (len(_BLOCKS) - 1) // max(1, ceiling - floor)
        drawn.append(_GAP if value is None else _BLOCKS[height])
    return "".join(drawn)


def screen(history: History, console: Console, every: Every | None = None) -> RenderableType:
    """The line, the pillars' lines, the table, and what a reader must know of them."""
    width = min(console.width, _WIDE)
    lines: list[RenderableType] = [_headline(history), *_lines(history, width), Text()]
    step = every or _fitting(history)
    days = history.every(step)
    shown = days if every else days[-_ROWS:]
    lines.append(_table(history, shown, narrow=console.width < _NARROW))
    if len(shown) < len(days):
        lines.append(Text(f"and {len(days) - len(shown)} earlier; --every {step} shows them all", "dim"))
    return Group(*lines, *_changes(history), *_official(history), *_notes(history), Text(), Text(_INDEPENDENT, "dim"))


def _headline(history: History) -> RenderableType:
    first, last = history.days[0].day, history.days[-1].day
    model = history.model
    return Group(
        Text.assemble(("Social Selling Index, day by day", "bold"), f"  {iso(first)} to {iso(last)}"),
        Text(f"every day by model {escape_controls(model.id)} ({model.fingerprint})", "dim"),
    )


def _lines(history: History, width: int) -> list[RenderableType]:
    known = [day for day in history.days if day.index_micro is not None]
    if not known:
        return [Text("Not enough data for a number on any of these days.")]
    lowest = min(known, key=lambda day: day.index_micro or 0)
    highest = max(known, key=lambda day: day.index_micro or 0)
    low, high = lowest.index_micro or 0, highest.index_micro or 0
    label = 15 if width >= _NARROW else 0
    ends = f"{format_points(low)} on {iso(lowest.day)} at the lowest, {format_points(high)} on {iso(highest.day)} at the highest"
    parts: list[RenderableType] = [
        Text(ends if low < high else f"{format_points(low)} on every day that has a number", "dim"),
        Text.assemble(
            f"{'index':<{label}}" if label else "",
            (sparkline([day.index_micro for day in history.days], width - label, low, high), "bold"),
        ),
    ]
    for at, pillar in enumerate(history.model.pillars):
        values = [day.pillars[at] for day in history.days]
        drawn = sparkline(values, width - label, 0, pillar.maximum * MICRO)
        parts += [Text.assemble(f"{pillar.id:<{label}}", drawn)] if label else [Text(pillar.id, "dim"), Text(drawn)]
    parts.append(Text(f"The index from its lowest to its highest, pillars from 0 to 25; {_GAP} no number", "dim"))
    parts.append(Text("if all: the index if all that is not measured had earned everything", "dim"))
    return parts


def _fitting(history: History) -> Every:
    days = len(history.days)
    return "day" if days <= _ROWS else "week" if days <= 7 * _ROWS else "month"


def _table(history: History, days: Sequence[HistoryDay], *, narrow: bool) -> RenderableType:
    table = Table(box=None, padding=(0, 1 if narrow else 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("day", no_wrap=True)
    table.add_column("index", justify="right", no_wrap=True)
    table.add_column("if all", justify="right", no_wrap=True)
    ids = [] if narrow else [pillar.id for pillar in history.model.pillars]
    for pillar in ids:
        table.add_column(pillar, justify="right", no_wrap=True)
    table.add_column("change", justify="right", no_wrap=True)
    before: int | None = None
    for day in days:
        index, upper, pillars = day.shown
        change = "" if index is None or before is None else f"{(index - before) / 10:+.1f}"
        cells = [_cell(index), _cell(upper), *(_cell(one) for one in pillars if not narrow)]
        table.add_row(iso(day.day), *cells, change)
        before = index
    return table


def _cell(value: int | None) -> Text:
    return Text("–", "dim") if value is None else Text(f"{value / 10:.1f}")


def _changes(history: History) -> list[RenderableType]:
    if not history.changes:
        return []
    return [
        Text(),
        Text.assemble(
            ("Where the sources begin", "bold underline"), ("  the index steps there; nobody did anything", "dim")
        ),
        *(
            Text(f"{iso(change.day)}  {words}")
            for change in history.changes
            for words in change_in_words(history.model, change)
        ),
    ]


def _official(history: History) -> list[RenderableType]:
    found = agreement(history)
    if found is None:
        return []
    ours = {day.day: day.shown[0] for day in history.days}
    lines = [Text(f"{linkedin_line(one)}; ours {_cell(ours[one.day])}") for one in history.official[-_OFFICIAL:]]
    more = len(history.official) - len(lines)
    earlier = [Text(f"and {more} earlier", "dim")] if more else []
    return [Text(), Text("LinkedIn's own number", "bold underline"), *lines, *earlier, Text(str(found), "dim")]


def _notes(history: History) -> list[RenderableType]:
    if not history.notes and not history.left_out:
        return []
    lines = [Text(f"{iso(note.day)}  {escape_controls(note.text)}") for note in history.notes]
    lines += [Text(f"line {line} of the notes was left out: {reason}", "bold") for line, reason in history.left_out]
    return [Text(), Text("Notes", "bold underline"), *lines]
