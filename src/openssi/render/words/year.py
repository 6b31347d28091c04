"""A year in words: five cards, each with a figure and a sentence, and without a name of anybody."""

from __future__ import annotations

from typing import NamedTuple

from openssi.activity.calendar import long_day
from openssi.insight.explanation_text import title
from openssi.insight.year import DAYS, Year
from openssi.scoring.rounding import format_signed, format_whole

__all__ = ["YearCard", "year_cards"]

_WROTE = {
    "post_published": "a post",
    "comment_given": "a comment",
    "post_shared": "a repost",
    "conversation_kept": "a reply",
}
_MET = {
    "connection_made": ("new connection", "new connections"),
    "decision_maker_met": ("of them a decision maker", "of them decision makers"),
    "outreach_answered": ("first message answered", "first messages answered"),
}
_NOTHING = "–"


class YearCard(NamedTuple):
    """One card: its id in a file name, its title, its figure, and what the figure means."""

    id: str
    title: str
    figure: str
    words: str


def year_cards(year: Year) -> tuple[YearCard, ...]:
    """Return the five cards, always in the same order."""
    return (_index(year), _rhythm(year), _rise(year), _wrote(year), _met(year))


def _index(year: Year) -> YearCard:
    start, end = format_whole(year.before.index_micro), format_whole(year.now.index_micro)
    since = "a year ago" if year.now.as_of - year.before.as_of >= DAYS else f"on {long_day(year.before.as_of)}"
    return YearCard("index", "Index", f"{end} ± {year.interval}", f"of 100. It was {start} {since}.")


def _rhythm(year: Year) -> YearCard:
    days = year.last - year.first + 1
    if year.active is None:
        return YearCard("rhythm", "Rhythm", _NOTHING, "These files don’t cover your active days.")
    count = len(year.active)
    return YearCard("rhythm", "Rhythm", str(count), f"{'day' if count == 1 else 'days'} active, of {days}.")


def _rise(year: Year) -> YearCard:
    if year.best is None:
        return YearCard("rise", "Largest rise", format_signed(0), "Nothing rose by a tenth of a point. A calm year.")
    name = title(year.history.model, year.best)
    return YearCard(
        "rise", "Largest rise", format_signed(year.best.tenths), f"points from {name[:1].lower()}{name[1:]}."
    )


def _wrote(year: Year) -> YearCard:
    if not year.wrote:
        return YearCard("words", "Words", _NOTHING, "These files have no posts and no comments.")
    (kind, days), *others = sorted(year.wrote, key=lambda pair: -pair[1])
    if not days:
        *kinds, last = (_WROTE[kind] for kind, _ in year.wrote)
        either = f"{', '.join(kinds)} or {last}" if kinds else last
        return YearCard("words", "Words", "0", f"days with {either}.")
    rest = [f"{count:,} with {_WROTE[other]}" for other, count in others if count]
    first = f"{'day' if days == 1 else 'days'} with {_WROTE[kind]}"
    return YearCard("words", "Words", f"{days:,}", f"{', '.join([first, *rest])}.")


def _met(year: Year) -> YearCard:
    if not year.met:
        return YearCard("people", "People", _NOTHING, "These files have no connections and no messages.")
    (kind, count), *others = year.met
    rest = [f"{number:,} {_counted(other, number)}" for other, number in others if number]
    return YearCard("people", "People", f"{count:,}", f"{', '.join([_counted(kind, count), *rest])}.")


def _counted(kind: str, count: int) -> str:
    singular, plural = _MET[kind]
    return singular if count == 1 else plural
