"""One signal on the terminal: why it counts, the days that count, its curve and where the curve comes from."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from openssi.activity.calendar import long_day, short_day
from openssi.insight.signal_detail import EvidenceDay, SignalDetail
from openssi.model import MICRO, WINDOW, Attribute, Fading, Model, Stock
from openssi.render.escaping import escape_controls
from openssi.render.terminal.layout import data_table
from openssi.render.words.model import describe_value, measure_in_words
from openssi.scoring.rounding import format_points

__all__ = ["screen"]

_DAYS_SHOWN = 20


def screen(explained: SignalDetail, model: Model) -> RenderableType:
    """Show one signal in full."""
    signal, scored = explained.signal, explained.scored
    lines: list[RenderableType] = [
        Text.assemble((signal.title, "bold"), f"  {signal.id}"),
        Text(signal.why),
        Text(measure_in_words(signal, model)),
        Text(),
    ]
    if scored.value is None:
        lines.append(Text(f"Not measured: {escape_controls(scored.reason)}."))
    else:
        earned = f"{format_points(scored.micro)} of {scored.maximum} points"
        value = describe_value(signal, model, scored.value)
        lines += [Text(f"{earned} on {long_day(explained.as_of)}, for {value}."), Text()]
        lines += _days(explained, model)
    lines += [
        Text(),
        Text("The curve", "bold underline"),
        _curve(explained, model),
        Text(f"Provenance: {signal.curve.provenance}", "dim"),
    ]
    return Group(*lines)


def _days(explained: SignalDetail, model: Model) -> Iterator[RenderableType]:
    if isinstance(explained.signal.measure, Attribute):
        parts = ", ".join(explained.open_parts)
        yield Text(f"Still open: {escape_controls(parts)}." if parts else "No part is open.")
        return
    if explained.faded is not None and explained.last is not None:
        yield Text(f"The last was on {long_day(explained.last)}, and faded out on {long_day(explained.faded)}.")
    if not explained.days:
        yield Text("No days count.", "dim")
        return
    if explained.last is not None:
        yield Text(f"The last was on {long_day(explained.last)}.")
    yield Text("Days that count", "bold underline")
    table = data_table()
    table.add_column("day", no_wrap=True)
    table.add_column("what")
    fades = not isinstance(explained.signal.measure, Stock)
    many = "worth" if any(model.kind[day.kind].unit > 1 for day in explained.days) else "how many"
    for heading in (f"{many} × what is left", "counts") if fades else (many,):
        table.add_column(heading, justify="right")
    for day in explained.days[:_DAYS_SHOWN]:
        kind = model.kind[day.kind]
        count = _amount(day.quantity, kind.unit)
        left = (
            f"{count} × {(100 * day.weight + WINDOW // 2) // WINDOW}%",
            _signed(f"{day.adds / WINDOW / kind.unit:,.2f}"),
        )
        table.add_row(short_day(day.day), _what(day, model), *(left if fades else (count,)))
    yield table
    earlier = explained.days[_DAYS_SHOWN:]
    if earlier:
        yield Text(f"and {len(earlier):,} earlier days", "dim")


def _amount(quantity: int, unit: int) -> str:
    """Write how many there were: "3", or "1.0" and "0.25" where one counts as several units."""
    if unit == 1:
        return _signed(f"{quantity:,}")
    exact = f"{quantity / unit:,.2f}"
    return _signed(exact.removesuffix("0"))


def _signed(number: str) -> str:
    return number.replace("-", "−")


def _what(day: EvidenceDay, model: Model) -> str:
    kind = model.kind[day.kind]
    if day.quantity < 0:
        return f"{kind.many} (counted from a newer date, {short_day(day.known_day)})"
    return kind.many + (f" (known {short_day(day.known_day)})" if day.known_day != day.day else "")


def _curve(explained: SignalDetail, model: Model) -> Table:
    signal = explained.signal
    table = data_table()
    for heading in ("at a steady pace of" if isinstance(signal.measure, Fading) else "at", "earns"):
        table.add_column(heading, justify="right")
    for value, fraction in signal.curve.knots:
        table.add_row(describe_value(signal, model, value), f"{signal.maximum * fraction / MICRO:.2f} points")
    return table
