"""The facts of one file as columns that JSON can hold, and back."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from sys import byteorder
from typing import Any, cast

from openssi.sources.archive.facts import (
    Comment,
    Connection,
    Dated,
    Fact,
    Invitation,
    Message,
    Owner,
    Position,
    Post,
    ProfilePart,
    Reaction,
    facts_of,
)

__all__ = ["from_columns", "to_columns"]

_KINDS: dict[str, type[Fact]] = {
    kind.__name__: kind for kind in (Dated, Post, Comment, Reaction, Connection, Invitation, Message, Position, ProfilePart, Owner)
}
#: Fields that are as good as never the same twice; of others, each value is written once and told by its place.
_NUMBERS = frozenset(("at", "made", "words", "substance"))
#: JSON knows lists only.
_MADE_OF_LISTS: dict[str, Callable[[Any], object]] = {"recipients": tuple, "posts": tuple, "parts": frozenset}


def to_columns(facts: Sequence[Fact]) -> dict[str, object]:
    """The facts' kind and, by field, their column; {} for none."""
    if not facts:
        return {}
    kind = type(facts[0])
    written = zip(kind._fields, zip(*facts, strict=True), strict=True)
    return {"kind": kind.__name__, **{name: _written(name, column) for name, column in written}}


def _written(name: str, column: Sequence[Any]) -> object:
    if name == "identity":
        return _little(array("Q", column)).tobytes().hex()  # in base 64 chance would spell names
    if name in _NUMBERS:
        return column
    places = {value: place for place, value in enumerate(dict.fromkeys(column))}
    return [list(map(_plain, places)), list(map(places.__getitem__, column))]


def _plain(value: object) -> object:
    return sorted(cast("frozenset[str]", value)) if isinstance(value, frozenset) else value


def from_columns(columns: dict[str, Any]) -> tuple[Fact, ...]:
    """The facts of which the columns were made. Whatever does not fit raises what comes to hand."""
    if not columns:
        return ()
    kind = _KINDS[columns["kind"]]
    return tuple(facts_of(kind, *(_read(name, columns[name]) for name in kind._fields)))


def _read(name: str, column: Any) -> Sequence[object]:
    if name == "identity":
        found = array("Q")
        found.frombytes(bytes.fromhex(column))
        return _little(found)
    if name in _NUMBERS:
        return column
    values, places = column
    made = _MADE_OF_LISTS.get(name)
    values = list(map(made, values)) if made else values
    return [values[place] for place in places]


def _little(numbers: array[int]) -> array[int]:
    """The same with the lowest byte first, whatever the machine."""
    if byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers
