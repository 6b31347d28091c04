"""Explanations on the terminal: a sentence, at most four reasons with evidence and remedy, then the whole waterfall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from openssi.activity.calendar import long_day, short_day
from openssi.insight.explain import Bar, DayExplanation, Explanation, Moves
from openssi.insight.explanation_text import causes, evidence_in_words, sentence, title
from openssi.model import Model
from openssi.render.escaping import escape_controls
from openssi.render.terminal.layout import NARROW, data_table, fingerprint, indented, plain_text
from openssi.scoring.rounding import format_signed, format_tenths

__all__ = ["as_text", "screen"]

_BAR = 20  # columns of the longest bar of a waterfall
_End = tuple[str, int]  # one end of a waterfall: its name, and its index in tenths of a point


def as_text(explained: Explanation | DayExplanation | Moves) -> str:
    """Return the screen as plain text."""
    return plain_text(lambda console: screen(explained, console))


def screen(explained: Explanation | DayExplanation | Moves, console: Console) -> RenderableType:
    """Show a change, a day, or the largest drops and rises of a year."""
    match explained:
        case Explanation():
            parts = _change(explained, console)
        case DayExplanation():
            parts = _day(explained, console)
        case Moves():
            parts = _moves(explained)
    closing = f"{fingerprint(explained.model)}; an independent, open formula, not LinkedIn's number"
    return Group(*parts, Text(), Text(closing, "dim"))


def _change(explained: Explanation, console: Console) -> Iterator[RenderableType]:
    yield from _summary(explained)
    if explained.bars:
        before, after = explained.before, explained.after
        ends = (short_day(before.as_of), before.shown.index), (short_day(after.as_of), after.shown.index)
        yield Text()
        yield _waterfall(explained.model, explained.bars, ends, console)


def _day(explained: DayExplanation, console: Console) -> Iterator[RenderableType]:
    day, index = long_day(explained.now.as_of), explained.now.shown.index
    yield Text.assemble((f"{format_tenths(index)} on {day}", "bold"), ", signal by signal")
    yield _waterfall(explained.model, explained.bars, (("nothing", 0), (day, index)), console)
    yield Text()
    if explained.best is None:
        yield Text("These are your best 90 days so far.")
        return
    best = explained.best.before
    yield Text("Compared with your best 90 days", "bold underline")
    yield Text(f"They ended on {long_day(best.as_of)}, with {format_tenths(best.shown.index)}.")
    yield from _summary(explained.best)


def _moves(moves: Moves) -> Iterator[RenderableType]:
    days = f"  {long_day(moves.first)} to {long_day(moves.last)}"
    yield Text.assemble(("The largest drops and rises", "bold"), days)
    for explained in moves.explanations:
        yield Text()
        yield from _summary(explained)
    if not moves.explanations:
        yield Text("The index never moved by a point or more.")
    yield Text()
    yield Text("ssi explain --from DAY --to DAY shows one of them in full.", "dim")


def _summary(explained: Explanation) -> Iterator[RenderableType]:
    yield Text(f"{long_day(explained.before.as_of)} to {long_day(explained.after.as_of)}", "dim")
    yield Text(sentence(explained), "bold")
    for bar in explained.main:
        reason = Table.grid(padding=(0, 2, 0, 0))
        reason.add_row(
            Text(f"{format_signed(bar.tenths):>5}", _style(bar)), f"{title(explained.model, bar)}: {causes(bar)}"
        )
        yield reason
        details = filter(None, (evidence_in_words(explained.model, bar.main), bar.main.remedy))
        yield from (indented(escape_controls(detail), 7) for detail in details)


def _style(bar: Bar) -> str:
    return "green" if bar.tenths > 0 else "yellow"


def _waterfall(model: Model, bars: Sequence[Bar], ends: tuple[_End, _End], console: Console) -> Table:
    """Return a line for each signal from one end to the other; signals that round to nothing share one line."""
    wide = console.width >= NARROW
    table = data_table(header=False)
    table.add_column("signal", overflow="fold")
    table.add_column("points", justify="right", no_wrap=True)
    if wide:
        table.add_column("bar", no_wrap=True, width=_BAR)
        table.add_column("causes", overflow="fold")
    start, end = (tuple(Text(text, "bold") for text in (name, format_tenths(tenths))) for name, tenths in ends)
    table.add_row(*start)
    largest = max(1, *(abs(bar.tenths) for bar in bars))
    for bar in bars:
        if bar.tenths:
            table.add_row(title(model, bar), format_signed(bar.tenths), *(_drawn(model, bar, largest) if wide else ()))
    small = sum(not bar.tenths for bar in bars)
    if small:
        words = f"{small} other {'signal' if small == 1 else 'signals'}"
        table.add_row(Text(words, "dim"), Text("±0.0", "dim"))
    table.add_row(*end)
    return table


def _drawn(model: Model, bar: Bar, largest: int) -> tuple[Text, Text]:
    """Return the bar of a signal, and what caused it."""
    why = evidence_in_words(model, bar.main) if bar.main.cause == "counted" else causes(bar)
    return Text("█" * max(1, abs(bar.tenths) * _BAR // largest), _style(bar)), Text(why, "dim")
