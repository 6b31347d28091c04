"""A plan and where it leads, on the terminal: each path as a sparkline, then a line for each week."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from openssi.activity.calendar import short_day
from openssi.insight.what_if import WhatIf
from openssi.render.escaping import escape_controls
from openssi.render.terminal.layout import data_table, plain_text, sparkline
from openssi.render.words.plan_lines import full_in_words, limit_in_words, planned_in_words
from openssi.render.words.projection import leads_in_words, others_in_words
from openssi.scoring import Score
from openssi.scoring.rounding import format_points

__all__ = ["as_text", "screen"]

_LABEL = 19  # columns before a sparkline
_MARGIN = 3  # columns after it


def as_text(what_if: WhatIf) -> str:
    """Return the screen as plain text."""
    return plain_text(lambda console: screen(what_if, console))


def screen(what_if: WhatIf, console: Console) -> RenderableType:
    """Show where the plan leads in one sentence, then week by week."""
    return Group(
        *_lead(what_if),
        Text(),
        *_planned(what_if),
        *_sparklines(what_if, console.width),
        Text(),
        _weeks(what_if),
        Text(),
        Text(
            "As now: the pace of your last 90 days. Stopping: nothing more happens, and nobody writes or connects.",
            "dim",
        ),
    )


def _lead(what_if: WhatIf) -> Iterator[Text]:
    yield Text(leads_in_words(what_if), "bold")
    if others := others_in_words(what_if.range, what_if.end.index_micro):
        yield Text(others)


def _planned(what_if: WhatIf) -> Iterator[Text]:
    for item in what_if.plan:
        yield Text(f"- {planned_in_words(item, what_if.model)} ({item.signal})")
    for limit in what_if.limits:
        yield Text(f"  {limit_in_words(limit, what_if.model)}", "yellow")
    for signal, reason in what_if.without_effect:
        yield Text(f"  {signal} is not measured: {escape_controls(reason)}. The index can't show it.")
    for signal in what_if.already_full:
        yield Text(f"  {full_in_words(signal, what_if.model)}", "yellow")
    if what_if.plan:
        yield Text()


def _paths(what_if: WhatIf) -> list[tuple[str, str, tuple[Score, ...]]]:
    """Return each path with its name and the heading of its column."""
    paths = [("as now", "as now", what_if.as_now), ("if you stop today", "if you stop", what_if.stopped)]
    return [("with this plan", "with this plan", what_if.path), *paths] if what_if.plan else paths


def _sparklines(what_if: WhatIf, width: int) -> Iterator[Text]:
    drawn = [(name, [day.index_micro for day in path]) for name, _, path in _paths(what_if)]
    low, high = min(min(path) for _, path in drawn), max(max(path) for _, path in drawn)
    columns = max(8, width - _LABEL - _MARGIN)
    for name, path in drawn:
        yield Text.assemble((f"{name:<{_LABEL}}", "dim"), sparkline(path, columns, low, high))
    yield Text(f"{'':<{_LABEL}}from {format_points(low)} to {format_points(high)}", "dim")


def _weeks(what_if: WhatIf) -> Table:
    table = data_table()
    table.add_column("day", no_wrap=True)
    paths = _paths(what_if)
    for _, heading, _ in paths:
        table.add_column(heading, justify="right")
    for days in zip(*(path[::7] for _, _, path in paths), strict=True):
        table.add_row(short_day(days[0].as_of), *(format_points(day.index_micro) for day in days))
    return table
