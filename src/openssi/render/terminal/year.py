"""A year on the terminal: five figures, each with what it means."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from openssi.activity.calendar import long_day
from openssi.insight.year import Year
from openssi.render.escaping import escape_controls
from openssi.render.terminal.layout import plain_text
from openssi.render.words.year import year_cards

__all__ = ["as_text", "screen"]


def as_text(year: Year) -> str:
    """Return the screen as plain text."""
    return plain_text(lambda _: screen(year))


def screen(year: Year) -> RenderableType:
    """Show the five cards."""
    title = Text(f"Your year, {long_day(year.first)} to {long_day(year.last)}", "bold")
    cards = (
        Text.assemble((f"{card.title}  ", "dim"), (card.figure, "bold"), f" {escape_controls(card.words)}")
        for card in year_cards(year)
    )
    return Group(title, *cards, Text())
