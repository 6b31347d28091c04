"""A history on the terminal: the index as a row of blocks, a table of days, and where sources begin or end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from openssi.activity.calendar import long_day, short_day
from openssi.insight.agreement import agreement
from openssi.insight.history import Every, History, HistoryDay, change_in_words
from openssi.model import MICRO
from openssi.render.escaping import escape_controls
from openssi.render.terminal.layout import (
    INDEPENDENT,
    NARROW,
    NO_VALUE,
    WIDE,
    fingerprint,
    plain_text,
    sparkline,
)
from openssi.render.words.linkedin_score import linkedin_score_in_words
from openssi.scoring.rounding import format_points, format_signed

__all__ = ["as_text", "screen"]

_ROWS = 31  # of the table, unless --every asks for all
_LINKEDIN_ROWS = 8
_LABEL = 15  # columns before a sparkline


def as_text(history: History, every: Every | None = None) -> str:
    """Return the screen as plain text."""
    return plain_text(lambda console: screen(history, console, every))


def screen(history: History, console: Console, every: Every | None = None) -> RenderableType:
    """Show the line of the index, those of the pillars, the table, and what a reader must know about them."""
    narrow = console.width < NARROW
    step = every or _fitting(history)
    days = history.every(step)
    shown = days if every else days[-_ROWS:]
    lines: list[RenderableType] = [
        *_headline(history),
        *_lines(history, min(console.width, WIDE)),
        Text(),
        _table(history, shown, narrow=narrow),
    ]
    if len(shown) < len(days):
        lines.append(Text(f"and {len(days) - len(shown)} earlier; --every {step} shows them all", "dim"))
    return Group(*lines, *_changes(history), *_linkedin(history), *_notes(history), Text(), Text(INDEPENDENT, "dim"))


def _headline(history: History) -> Iterator[Text]:
    first, last = history.days[0].day, history.days[-1].day
    yield Text.assemble(("Social Selling Index, day by day", "bold"), f"  {long_day(first)} to {long_day(last)}")
    yield Text(f"every day by {fingerprint(history.model)}", "dim")


def _lines(history: History, width: int) -> Iterator[Text]:
    known = [(day.index_micro, day.day) for day in history.days if day.index_micro is not None]
    if not known:
        yield Text("Not enough data for a number on any of these days.")
        return
    (low, low_day), (high, high_day) = min(known), max(known, key=lambda pair: pair[0])
    ends = f"lowest {format_points(low)} on {long_day(low_day)}, highest {format_points(high)} on {long_day(high_day)}"
    yield Text(ends if low < high else f"{format_points(low)} on every day with a number", "dim")
    label = _LABEL if width >= NARROW else 0
    drawn = sparkline([day.index_micro for day in history.days], width - label, low, high)
    yield Text.assemble(f"{'index':<{label}}" if label else "", (drawn, "bold"))
    for at, pillar in enumerate(history.model.pillars):
        drawn = sparkline([day.pillars[at] for day in history.days], width - label, 0, pillar.maximum * MICRO)
        yield from [Text(f"{pillar.id:<{label}}{drawn}")] if label else [Text(pillar.id, "dim"), Text(drawn)]
    yield Text(f"The index from its lowest to its highest, pillars from 0 to their most; {NO_VALUE} no number", "dim")
    yield Text("max: the index if everything unmeasured had earned full points", "dim")


def _fitting(history: History) -> Every:
    days = len(history.days)
    return "day" if days <= _ROWS else "week" if days <= 7 * _ROWS else "month"


def _table(history: History, days: Sequence[HistoryDay], *, narrow: bool) -> RenderableType:
    table = Table(box=None, padding=(0, 1 if narrow else 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("day", justify="right", no_wrap=True)
    pillar_ids = [] if narrow else [pillar.id for pillar in history.model.pillars]
    for heading in ("index", "if all", *pillar_ids, "change"):
        table.add_column(heading, justify="right", no_wrap=True)
    before: int | None = None
    for day in days:
        index, upper, pillars = day.shown
        change = "" if index is None or before is None else format_signed(index - before)
        table.add_row(short_day(day.day), *map(_cell, (index, upper, *(() if narrow else pillars))), change)
        before = index
    return table


def _cell(tenths: int | None) -> Text:
    return Text("–", "dim") if tenths is None else Text(f"{tenths / 10:.1f}")


def _changes(history: History) -> Iterator[Text]:
    if history.changes:
        yield Text()
        yield Text.assemble(
            ("Where sources begin or end", "bold underline"),
            ("  the index jumps there, but nobody did anything", "dim"),
        )
    for change in history.changes:
        for words in change_in_words(history.model, change):
            yield Text(f"{short_day(change.day)}  {words}")


def _linkedin(history: History) -> Iterator[Text]:
    comparison = agreement(history)
    if comparison is None:
        return
    ours = {day.day: day.shown[0] for day in history.days}
    shown = history.official[-_LINKEDIN_ROWS:]
    yield Text()
    yield Text("LinkedIn's own number", "bold underline")
    for score in shown:
        yield Text(f"{linkedin_score_in_words(score)}; ours {_cell(ours[score.day])}")
    if len(shown) < len(history.official):
        yield Text(f"and {len(history.official) - len(shown)} earlier", "dim")
    yield Text(str(comparison), "dim")


def _notes(history: History) -> Iterator[Text]:
    if not history.notes and not history.left_out:
        return
    yield Text()
    yield Text("Notes", "bold underline")
    for note in history.notes:
        yield Text(f"{short_day(note.day)}  {escape_controls(note.text)}")
    for line, reason in history.left_out:
        yield Text(f"line {line} of the notes was left out: {reason}", "bold")
