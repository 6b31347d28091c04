"""Explanations for the terminal: one sentence, at most four reasons with evidence and remedy, then the whole waterfall."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from openssi.activity.calendar import iso
from openssi.insight.explain import Bar, DayExplanation, Explanation, Moves
from openssi.insight.explanation_text import causes, evidence_in_words, sentence, title
from openssi.model import Model
from openssi.render.escaping import escape_controls
from openssi.scoring.rounding import format_signed, format_tenths

__all__ = ["as_text", "screen"]

_NARROW = 72  # columns below which tables become lines
_End = tuple[str, int]  # what one end of a waterfall is called, and tenths of a point
_BAR = 20  # columns of the longest bar of a waterfall


def as_text(explained: Explanation | DayExplanation | Moves) -> str:
    """The screen as plain text, 100 columns wide."""
    console = Console(file=io.StringIO(), width=100, color_system=None, legacy_windows=False)
    console.print(screen(explained, console))
    text = console.file.getvalue() if isinstance(console.file, io.StringIO) else ""
    return "\n".join(line.rstrip() for line in text.splitlines())


def screen(explained: Explanation | DayExplanation | Moves, console: Console) -> RenderableType:
    """A change, a day, or the largest drops and rises of a year."""
    match explained:
        case Explanation():
            return _change(explained, console)
        case DayExplanation():
            return _day(explained, console)
        case Moves():
            return _moves(explained)


def _change(explained: Explanation, console: Console) -> RenderableType:
    """The sentence, the reasons, and the waterfall from the first day to the last."""
    before, after = explained.before, explained.after
    ends = (iso(before.as_of), before.shown.index), (iso(after.as_of), after.shown.index)
    waterfall = [Text(), _waterfall(explained.model, explained.bars, ends, console)] if explained.bars else []
    return Group(*_summary(explained), *waterfall, Text(), _model(explained.model))


def _day(explained: DayExplanation, console: Console) -> RenderableType:
    """What the index stands on, and what is different from the best 90 days."""
    day, index = iso(explained.now.as_of), explained.now.shown.index
    parts: list[RenderableType] = [
        Text.assemble((f"{format_tenths(index)} on {day}", "bold"), ": what it stands on"),
        _waterfall(explained.model, explained.bars, (("nothing", 0), (day, index)), console),
        Text(),
    ]
    if explained.best is None:
        parts.append(Text("These are your best 90 days so far."))
    else:
        best = explained.best.before
        parts += [
            Text("Against your best 90 days", "bold underline"),
            Text(f"They ended on {iso(best.as_of)}, with {format_tenths(best.shown.index)}."),
            *_summary(explained.best),
        ]
    return Group(*parts, Text(), _model(explained.model))


def _moves(moves: Moves) -> RenderableType:
    """The largest drops and rises, each with its sentence and reasons."""
    stretch = f"  {iso(moves.first)} to {iso(moves.last)}, each within four weeks"
    parts: list[RenderableType] = [Text.assemble(("The largest drops and rises", "bold"), stretch)]
    for explained in moves.explanations:
        parts += [Text(), *_summary(explained)]
    if not moves.explanations:
        parts.append(Text("The index moved by less than a point within any four weeks."))
    return Group(*parts, Text(), Text("ssi explain --from DAY --to DAY shows one in full.", "dim"), _model(moves.model))


def _model(model: Model) -> Text:
    return Text(
        f"model {escape_controls(model.id)} ({model.fingerprint}); an independent, open formula, not LinkedIn's number",
        "dim",
    )


def _summary(explained: Explanation) -> Iterable[RenderableType]:
    yield Text(f"{iso(explained.before.as_of)} to {iso(explained.after.as_of)}", "dim")
    yield Text(sentence(explained), "bold")
    for bar in explained.main:
        reason = Table.grid(padding=(0, 2, 0, 0))
        reason.add_row(
            Text(f"{format_signed(bar.tenths):>5}", _style(bar)), f"{title(explained.model, bar)}: {causes(bar)}"
        )
        yield reason
        for more in (evidence_in_words(explained.model, bar.main), bar.main.remedy):
            if more:
                yield Padding(Text(escape_controls(more), "dim"), (0, 0, 0, 7), expand=False)


def _style(bar: Bar) -> str:
    return "green" if bar.tenths > 0 else "yellow"


def _waterfall(
    model: Model, bars: Sequence[Bar], ends: tuple[tuple[str, int], tuple[str, int]], console: Console
) -> RenderableType:
    """From one end to the other, a line for each signal; those that round to nothing are told together."""
    largest = max(1, *(abs(bar.tenths) for bar in bars))
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, pad_edge=False)
    table.add_column("what", overflow="fold")
    table.add_column("points", justify="right", no_wrap=True)
    wide = console.width >= _NARROW
    if wide:
        table.add_column("bar", no_wrap=True, width=_BAR)
        table.add_column("causes", overflow="fold")
    (start, first), (end, last) = ends
    table.add_row(Text(start, "bold"), Text(format_tenths(first), "bold"))
    for bar in bars:
        if bar.tenths:
            drawn = Text("█" * max(1, abs(bar.tenths) * _BAR // largest), _style(bar))
            why = evidence_in_words(model, bar.main) if bar.main.cause == "counted" else causes(bar)
            table.add_row(title(model, bar), format_signed(bar.tenths), *([drawn, Text(why, "dim")] if wide else []))
    rest = sum(not bar.tenths for bar in bars)
    if rest:
        table.add_row(
            Text(f"{rest} {'signal' if rest == 1 else 'signals'} that moved by less", "dim"), Text("±0.0", "dim")
        )
    table.add_row(Text(end, "bold"), Text(format_tenths(last), "bold"))
    return table
