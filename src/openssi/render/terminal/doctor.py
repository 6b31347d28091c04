"""What a member's files cover, on the terminal: what is missing first, with what to do, then what is there."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.text import Text

from openssi.insight.doctor import Diagnosis, Remedy
from openssi.render.escaping import escape_controls
from openssi.render.terminal import sources
from openssi.render.terminal.layout import indented, numbered, plain_text
from openssi.render.words.score import coverage_in_words
from openssi.scoring import NO_EXPORT
from openssi.scoring.rounding import format_short, to_tenths

__all__ = ["as_text", "screen"]

_IN_NO_EXPORT = "not in any LinkedIn export"


def as_text(diagnosis: Diagnosis) -> str:
    """Return the screen as plain text."""
    return plain_text(lambda console: screen(diagnosis, console))


def screen(diagnosis: Diagnosis, console: Console) -> RenderableType:
    """Show what to do for the missing points, then every file that is there."""
    return Group(
        Text(coverage_in_words(diagnosis.score), "bold"),
        *_missing(diagnosis),
        Text(),
        sources.screen(diagnosis, console),
    )


def _missing(diagnosis: Diagnosis) -> Iterator[RenderableType]:
    for number, remedy in enumerate((candidate for candidate in diagnosis.remedies if candidate.do), 1):
        yield Text()
        yield numbered(number, Text.assemble(f"{remedy.do}: ", (f"up to {_points(remedy.micro)}", "bold green")))
        yield from _signals(diagnosis, remedy)
    for remedy in diagnosis.remedies:
        if not remedy.do:
            yield Text()
            yield Text("Can't be measured", "bold")
            yield from _signals(diagnosis, remedy)


def _signals(diagnosis: Diagnosis, remedy: Remedy) -> Iterator[RenderableType]:
    by_reason: dict[str, list[str]] = {}
    for scored, title in zip(remedy.signals, _titles(diagnosis, remedy), strict=True):
        by_reason.setdefault(scored.reason, []).append(title)
    for reason, titles in by_reason.items():
        why = _IN_NO_EXPORT if reason == NO_EXPORT else escape_controls(reason)
        why = "" if reason.startswith("needs ") else f": {why}"
        yield indented(f"{', '.join(titles)}{why}", 3)


def _titles(diagnosis: Diagnosis, remedy: Remedy) -> list[str]:
    signals = diagnosis.model.signals
    return [f"{signals[scored.id].title} ({format_short(to_tenths(scored.open_micro))})" for scored in remedy.signals]


def _points(micro: int) -> str:
    points = format_short(to_tenths(micro))
    return f"{points} point" if points == "1" else f"{points} points"
