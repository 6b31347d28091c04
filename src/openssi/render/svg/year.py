"""A year as five square pictures for a post or a slide: light, calm, and without a name."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from textwrap import wrap

from openssi.activity.calendar import long_day
from openssi.insight.year import Year
from openssi.render.words.year import YearCard, year_cards

__all__ = ["year_pictures"]

_SIDE, _EDGE = 640, 56
_GROUND, _INK, _SOFT, _ACCENT, _PALE = "#f7f6f3", "#1c2530", "#55606d", "#0e6377", "#e4e2dc"
_FONT = 'font-family="system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"'
_LINE = 30  # characters of a line of words
_DRAWN = (360, 470)  # between which heights a drawing is


def year_pictures(year: Year) -> tuple[tuple[str, str], ...]:
    """Return the ID and the drawing of each card; every drawing is a file of its own."""
    return tuple((card.id, _picture(card, year)) for card in year_cards(year))


def _picture(card: YearCard, year: Year) -> str:
    period = f"{long_day(year.first)} to {long_day(year.last)}"
    frame = (
        f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIDE} {_SIDE}" width="{_SIDE}" height="{_SIDE}" role="img"'
    )
    shapes = (
        f"<title>{escape(card.title)}: {escape(card.figure)} {escape(card.words)}</title>",
        f'<rect width="{_SIDE}" height="{_SIDE}" fill="{_GROUND}"/>',
        _text(card.title, 84, 30, _SOFT),
        _text(card.figure, 216, 132, _INK, ' font-weight="650" letter-spacing="-4"'),
        *(_text(line, 282 + 40 * at, 30, _INK) for at, line in enumerate(wrap(card.words, _LINE)[:4])),
        *_drawing(card, year),
        _text(period, 556, 22, _SOFT),
        _text("Open Social Selling Index", 590, 22, _SOFT),
    )
    return f"<svg {frame} {_FONT}>{''.join(shapes)}</svg>\n"


def _text(words: str, y: int, size: int, color: str, more: str = "") -> str:
    return f'<text x="{_EDGE}" y="{y}" font-size="{size}" fill="{color}"{more}>{escape(words)}</text>'


def _drawing(card: YearCard, year: Year) -> Iterator[str]:
    if card.id == "index":
        yield _line([day.index_micro for day in year.history.days if day.index_micro is not None])
    elif card.id == "rhythm" and year.active is not None:
        yield from _weeks(year, year.active)
    else:
        yield f'<rect x="{_EDGE}" y="{_DRAWN[1]}" width="96" height="6" rx="3" fill="{_ACCENT}"/>'


def _line(values: list[int]) -> str:
    """Draw the index, from the lowest at the bottom to the highest on top."""
    top, bottom = _DRAWN
    low, span = min(values), max(1, max(values) - min(values))
    width, last = _SIDE - 2 * _EDGE, max(1, len(values) - 1)
    points = " ".join(
        f"{_EDGE + width * at / last:.1f},{bottom - (bottom - top) * (value - low) / span:.1f}"
        for at, value in enumerate(values)
    )
    return f'<polyline points="{points}" fill="none" stroke="{_ACCENT}" stroke-width="5" stroke-linejoin="round"/>'


def _weeks(year: Year, active: tuple[int, ...]) -> Iterator[str]:
    """Draw a bar a week, as high as the days active in it are many."""
    top, bottom = _DRAWN
    weeks = -(-(year.last - year.first + 1) // 7)
    step = (_SIDE - 2 * _EDGE) / weeks
    for at in range(weeks):
        days = range(year.last - 7 * (weeks - at) + 1, year.last - 7 * (weeks - at) + 8)
        count = sum(day in days for day in active)
        height = (bottom - top) * count / 7 if count else 4
        box = f'x="{_EDGE + step * at:.1f}" y="{bottom - height:.1f}" width="{0.7 * step:.1f}" height="{height:.1f}"'
        yield f'<rect {box} rx="2" fill="{_ACCENT if count else _PALE}"/>'
