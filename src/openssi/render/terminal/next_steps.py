"""Next steps on the terminal: what to do, for how many points, in how much time, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from openssi.insight import NextStep
from openssi.model import MICRO
from openssi.render.escaping import escape_controls
from openssi.render.terminal.layout import indented, numbered
from openssi.render.words.minutes import minutes_in_words
from openssi.scoring.rounding import format_points, format_tenths

__all__ = ["gain_in_points", "steps_with_reasons"]


def steps_with_reasons(steps: Sequence[NextStep], weeks: int) -> Iterator[RenderableType]:
    """Show each step with its range, its minutes and what speaks for it."""
    in_weeks = "1 week" if weeks == 1 else f"{weeks} weeks"
    yield Text.assemble(
        ("Next steps", "bold underline"), (f"  points gained in {in_weeks}, on top of your recent pace", "dim")
    )
    for at, step in enumerate(steps, 1):
        yield numbered(
            at, Text.assemble(f"{step.do}: ", (f"+{gain_in_points(step)}", "bold green"), (_range(step), "dim"))
        )
        minutes = f"{minutes_in_words(step.minutes)} {'once' if step.once else 'a week'}"
        yield indented(f"{minutes}; {escape_controls(step.because)}", 3)
    if not steps:
        yield Text("No step would add a tenth of a point.")


def gain_in_points(step: NextStep) -> str:
    """Write the gain, rounded down to a tenth, as the JSON has it."""
    return format_tenths(step.gain * 10 // MICRO)


def _range(step: NextStep) -> str:
    if step.least == step.most:
        return ""
    return f" ({format_points(step.least)} if nobody answers, {format_points(step.most)} if everyone does)"
