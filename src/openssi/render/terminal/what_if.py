"""A plan and where it leads, on the terminal: a line for each week, and both paths as sparklines."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from openssi.activity.calendar import iso
from openssi.insight.what_if import WhatIf
from openssi.render.escaping import escape_controls
from openssi.render.words import planned_in_words
from openssi.scoring import Score
from openssi.scoring.rounding import format_points

__all__ = ["screen"]

_SHADES = "▁▂▃▄▅▆▇█"
_MARGIN = 22  # columns beside a sparkline


def screen(what_if: WhatIf, console: Console) -> RenderableType:
    """First where it leads in one sentence, then week by week."""
    days = (what_if.start, what_if.end, what_if.stopped[-1])
    start, end, stopped = (format_points(day.index_micro) for day in days)
    last = iso(what_if.end.as_of)
    if what_if.plan:
        lead = f"With this plan {start} becomes {end} on {last}; if nothing more is done, {stopped}."
    else:
        lead = f"If nothing more is done, {start} becomes {stopped} on {last}."
    parts: list[RenderableType] = [Text(lead, "bold"), Text()]
    parts += [Text(f"- {planned_in_words(item, what_if.model)} ({item.signal})") for item in what_if.plan]
    parts += [
        Text(f"  {signal} is not measured: {escape_controls(why)}. The index cannot show it.")
        for signal, why in what_if.without_effect
    ]
    parts += [Text()] if what_if.plan else []
    parts += [*_sparklines(what_if, console.width), Text(), _weeks(what_if)]
    note = "Nobody else's doing is foretold: without the plan no message comes, and nobody connects."
    return Group(*parts, Text(), Text(note, "dim"))


def _sparklines(what_if: WhatIf, width: int) -> list[RenderableType]:
    room = max(8, min(len(what_if.path), width - _MARGIN))
    both = [day.index_micro for day in (*what_if.path, *what_if.stopped)]
    low, high = min(both), max(both)
    lines: list[RenderableType] = []
    for name, path in (("with the plan", what_if.path), ("if nothing is done", what_if.stopped)):
        if path is what_if.stopped or what_if.plan:
            lines.append(Text.assemble((f"{name:<19}", "dim"), _sparkline(path, low, high, room)))
    lines.append(Text(f"{'':<19}from {format_points(low)} to {format_points(high)}", "dim"))
    return lines


def _sparkline(path: Sequence[Score], low: int, high: int, room: int) -> str:
    shown = [path[at * (len(path) - 1) // (room - 1)].index_micro for at in range(room)]
    return "".join(_SHADES[(value - low) * (len(_SHADES) - 1) // max(1, high - low)] for value in shown)


def _weeks(what_if: WhatIf) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("day", no_wrap=True)
    if what_if.plan:
        table.add_column("with it", justify="right")
    table.add_column("without", justify="right")
    if what_if.plan:
        table.add_column("gain", justify="right")
    for day, stopped in zip(what_if.path[::7], what_if.stopped[::7], strict=True):
        gain = day.index_micro - stopped.index_micro
        cells = (
            format_points(day.index_micro),
            format_points(stopped.index_micro),
            f"{'+' if gain >= 0 else ''}{format_points(gain)}",
        )
        table.add_row(iso(day.as_of), *(cells if what_if.plan else cells[1:2]))
    return table
