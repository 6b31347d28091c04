"""LinkedIn's own numbers as text, as a table for notebooks, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from openssi.activity.annotations import LinkedInScore
from openssi.activity.calendar import iso
from openssi.model import MICRO

__all__ = ["OFFICIAL_KEYS", "as_dict", "as_html", "as_text", "line"]

#: Every key of `ssi official list --json`, by its path.
OFFICIAL_KEYS: dict[str, str] = {
    "official[].day": "the day on which it was read off, YYYY-MM-DD",
    "official[].shown": "the whole number on LinkedIn's dial: the sum of the pillars, rounded half up",
    "official[].index_micro": "the sum of the pillars in micro-points",
    "official[].pillars.*": "the four pillars in micro-points",
    "official[].industry_top": "the rank within the industry, top N percent; null if not given",
    "official[].network_top": "the rank within the network, top N percent; null if not given",
    "official[].industry_average": "the average index of the industry in micro-points; null if not given",
    "official[].network_average": "the average index of the network in micro-points; null if not given",
}

_PILLARS = ("brand", "people", "insights", "relationships")
_HEADINGS = ("day", "index", *_PILLARS, "industry", "network")


def as_dict(numbers: Sequence[LinkedInScore]) -> dict[str, object]:
    """The object that `ssi official list --json` prints."""
    return {
        "official": [
            {
                "day": iso(one.day),
                "shown": one.shown,
                "index_micro": one.index_micro,
                "pillars": dict(zip(_PILLARS, one.pillars, strict=True)),
                "industry_top": one.industry_top,
                "network_top": one.network_top,
                "industry_average": one.industry_average,
                "network_average": one.network_average,
            }
            for one in numbers
        ]
    }


def as_text(numbers: Sequence[LinkedInScore]) -> str:
    """A table in plain characters, 80 columns at most; a sentence if there is nothing."""
    if not numbers:
        return (
            "No official number was added yet: ssi official add DAY --brand … --people … --insights … --relationships …"
        )
    rows = [_HEADINGS, *map(_cells, numbers)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_HEADINGS))]
    return "\n".join(
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def as_html(numbers: Sequence[LinkedInScore]) -> str:
    """A table for a notebook."""
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in _HEADINGS)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in _cells(one))}</tr>" for one in numbers)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def line(one: LinkedInScore) -> str:
    """One number in a line: "2026-05-19: 52.648, shown as 53"."""
    return f"{iso(one.day)}: {_points(one.index_micro)}, shown as {one.shown}"


def _cells(one: LinkedInScore) -> tuple[str, ...]:
    ranks = ("" if rank is None else f"top {rank} %" for rank in (one.industry_top, one.network_top))
    return iso(one.day), str(one.shown), *map(_points, one.pillars), *ranks


def _points(micro: int) -> str:
    """Points as LinkedIn shows them, to three decimals."""
    thousandths = (micro * 1000 + MICRO // 2) // MICRO
    return f"{thousandths // 1000}.{thousandths % 1000:03d}".rstrip("0").rstrip(".")
