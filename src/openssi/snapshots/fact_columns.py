"""Convert the facts of one file to columns for JSON, and back."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from itertools import chain, islice
from sys import byteorder
from typing import Any, cast

from openssi.sources.linkedin_archive.facts import (
    Comment,
    Connection,
    Dated,
    Envelope,
    Fact,
    Facts,
    Invitation,
    Message,
    Owner,
    Position,
    Post,
    ProfilePart,
    Reaction,
)

__all__ = ["from_columns", "to_columns"]

_KINDS: dict[str, type[Fact]] = {
    kind.__name__: kind
    for kind in (Dated, Post, Comment, Reaction, Connection, Invitation, Message, Position, ProfilePart, Owner)
}
_IDENTITY_DIGITS = 16

#: Fields with almost only different values. Of other fields, each value is written once and referred to by its index.
_NUMBERS = frozenset(("at", "made", "words", "substance", "substance_2", "wording"))
#: Fields with several hashes each.
_HASHES = frozenset(("sketch", "sentences"))
#: Fields that older snapshots lack, and the field that stands in for each; others have their default.
_STAND_INS = {"substance_2": "substance", "senior_2": "senior", "decides_2": "decides"}
#: JSON has only lists.
_MADE_OF_LISTS: dict[str, Callable[[Any], object]] = {"recipients": tuple, "posts": tuple, "parts": frozenset}


def to_columns(facts: Facts) -> dict[str, object]:
    """Return the kind of the facts and a column for each field, including those of envelopes; {} for no facts."""
    if not facts or facts.kind is None:
        return {}
    columns: dict[str, Sequence[Any]] = {**facts.columns}
    if facts.kind is Message:
        columns.update(zip(Envelope._fields, zip(*columns.pop("envelope"), strict=True), strict=True))
    return {"kind": facts.kind.__name__, **{name: _written(name, column) for name, column in columns.items()}}


def _written(name: str, column: Sequence[Any]) -> object:
    if name == "identity":
        return _little(array("Q", column)).tobytes().hex()  # base 64 could spell names by chance
    if name in _HASHES:
        return [list(map(len, column)), _little(array("I", chain.from_iterable(column))).tobytes().hex()]
    if name in _NUMBERS:
        return column
    indexes = {value: index for index, value in enumerate(dict.fromkeys(column))}
    return [list(map(_plain, indexes)), list(map(indexes.__getitem__, column))]


def _plain(value: object) -> object:
    return sorted(cast("frozenset[str]", value)) if isinstance(value, frozenset) else value


def from_columns(columns: dict[str, Any]) -> Facts:
    """Restore the facts from columns. Raises ValueError, TypeError or KeyError on malformed input."""
    if not columns:
        return Facts()
    kind = _KINDS[columns["kind"]]
    if kind is not Message:
        return Facts(kind, (_stored(columns, kind, name) for name in kind._fields))
    at, identity, *texts = (_stored(columns, kind, name) for name in ("at", "identity", "suggested", "wording"))
    rows = list(zip(*(_stored(columns, Envelope, name) for name in Envelope._fields), strict=True))
    envelopes = {row: Envelope(*row) for row in dict.fromkeys(rows)}
    return Facts(kind, (at, identity, map(envelopes.__getitem__, rows), *texts))


def _stored(columns: dict[str, Any], kind: type[Fact | Envelope], name: str) -> Sequence[object]:
    if name not in columns and name in _STAND_INS:
        name = _STAND_INS[name]
    if name not in columns and name in kind._field_defaults:
        return [kind._field_defaults[name]] * (len(columns["identity"]) // _IDENTITY_DIGITS)
    return _read(name, columns[name])


def _read(name: str, column: Any) -> Sequence[object]:
    if name == "identity":
        identities = array("Q")
        identities.frombytes(bytes.fromhex(column))
        return _little(identities)
    if name in _HASHES:
        lengths, hexadecimal = column
        hashes = array("I")
        hashes.frombytes(bytes.fromhex(hexadecimal))
        each = iter(_little(hashes))
        return [tuple(islice(each, length)) for length in lengths]
    if name in _NUMBERS:
        return column
    values, indexes = column
    made = _MADE_OF_LISTS.get(name)
    values = list(map(made, values)) if made else values
    return [values[index] for index in indexes]


def _little(numbers: array[int]) -> array[int]:
    """Return the numbers in little-endian order on any machine."""
    if byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers
