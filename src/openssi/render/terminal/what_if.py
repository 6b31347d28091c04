"""A plan and where it leads, on the terminal: both paths as sparklines, then a line for each week."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from openssi.activity.calendar import iso
from openssi.insight.what_if import WhatIf
from openssi.render.escaping import escape_controls
from openssi.render.terminal.layout import data_table, plain_text, sparkline
from openssi.render.words.what_if import planned_in_words
from openssi.scoring.rounding import format_points

__all__ = ["as_text", "screen"]

_LABEL = 19  # columns before a sparkline
_MARGIN = 3  # columns after it


def as_text(what_if: WhatIf) -> str:
    """Return the screen as plain text."""
    return plain_text(lambda console: screen(what_if, console))


def screen(what_if: WhatIf, console: Console) -> RenderableType:
    """Show where the plan leads in one sentence, then week by week."""
    note = "Stopping today means that nothing more happens: no message comes in, and nobody connects."
    return Group(
        Text(_lead(what_if), "bold"),
        Text(),
        *_planned(what_if),
        *_sparklines(what_if, console.width),
        Text(),
        _weeks(what_if),
        Text(),
        Text(note, "dim"),
    )


def _lead(what_if: WhatIf) -> str:
    start, end, stopped = (
        format_points(score.index_micro) for score in (what_if.start, what_if.end, what_if.stopped[-1])
    )
    last = iso(what_if.end.as_of)
    if what_if.plan:
        return f"With this plan {start} becomes {end} on {last}; if you stop today, {stopped}."
    return f"If you stop today, {start} becomes {stopped} on {last}."


def _planned(what_if: WhatIf) -> Iterator[Text]:
    for item in what_if.plan:
        yield Text(f"- {planned_in_words(item, what_if.model)} ({item.signal})")
    for signal, reason in what_if.without_effect:
        yield Text(f"  {signal} is not measured: {escape_controls(reason)}. The index can't show it.")
    if what_if.plan:
        yield Text()


def _sparklines(what_if: WhatIf, width: int) -> Iterator[Text]:
    paths = [[day.index_micro for day in path] for path in (what_if.path, what_if.stopped)]
    low, high = min(map(min, paths)), max(map(max, paths))
    columns = max(8, width - _LABEL - _MARGIN)
    named = list(zip(("with this plan", "if you stop today"), paths, strict=True))
    for name, path in named if what_if.plan else named[1:]:
        yield Text.assemble((f"{name:<{_LABEL}}", "dim"), sparkline(path, columns, low, high))
    yield Text(f"{'':<{_LABEL}}from {format_points(low)} to {format_points(high)}", "dim")


def _weeks(what_if: WhatIf) -> Table:
    table = data_table()
    table.add_column("day", no_wrap=True)
    for heading in ("with this plan", "if you stop", "gain") if what_if.plan else ("if you stop",):
        table.add_column(heading, justify="right")
    for day, stopped in zip(what_if.path[::7], what_if.stopped[::7], strict=True):
        with_plan, without = format_points(day.index_micro), format_points(stopped.index_micro)
        gain = day.index_micro - stopped.index_micro
        signed_gain = f"{'+' if gain >= 0 else ''}{format_points(gain)}"
        table.add_row(iso(day.as_of), *((with_plan, without, signed_gain) if what_if.plan else (without,)))
    return table
