"""Counts and amounts as people write them in any country, and the currency next to them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

__all__ = ["DECIMALS", "Decimal", "MixedDecimalsError", "currency_of", "decimal_of", "is_number", "read_number"]

#: What separates the fraction of a number; the other one of the two may group thousands.
Decimal = Literal[".", ","]
#: How a mapping file says it.
DECIMALS: dict[str, Decimal] = {"point": ".", "comma": ","}

_SPACES = re.compile(r"[\s'’]")
_SPACED = re.compile(r"\d[\s'’]\d{3}(?!\d)")
_CURRENCY = re.compile(r"(?:[A-Za-z]{0,3}[$€£¥₹₩₺₽₴₫₪฿]|[A-Z]{3}|kr\.?|zł|Kč|Ft|%)")
_NUMBERS: dict[Decimal, re.Pattern[str]] = {
    ".": re.compile(r"-?(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d*)?", re.ASCII),
    ",": re.compile(r"-?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d*)?", re.ASCII),
}
#: "817.345": a fraction, or thousands.
_EITHER = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)


class MixedDecimalsError(Exception):
    """The numbers of a column can't all be read in one way; the text says why, with an example."""


def read_number(text: str, decimal: Decimal) -> float | None:
    """Return a number such as "1.234,5", "12 500,50", "$1,000", "(5)" or "87 %"; None if it is something else.

    Args:
        text: a cell.
        decimal: what separates the fraction in its column.
    """
    bare = _bare(text)
    if not _NUMBERS[decimal].fullmatch(bare):
        return None
    return float(bare.replace(_other(decimal), "").replace(",", "."))


def is_number(text: str) -> bool:
    """Return whether a cell is a number, whatever separates its fraction."""
    return any(pattern.fullmatch(_bare(text)) for pattern in _NUMBERS.values())


def decimal_of(cells: Iterable[str]) -> Decimal:
    """Return what separates the fraction in a column, from all its cells; a point if no number has a separator.

    "1,234.5", "1.5", "1,234,567", "1 234.5" and "1234.567" say that it is the point. "817.345" can be read both ways:
    next to "12 500", where spaces group thousands, it is a fraction; with a currency, it is thousands.

    Raises:
        MixedDecimalsError: two numbers contradict each other, or nothing decides.
    """
    shown: dict[Decimal, str] = {}
    either: dict[Decimal, str] = {}
    spaced = money = False
    for text in dict.fromkeys(cells):
        bare = _bare(text)
        if (decimal := _shown(text, bare)) is not None:
            shown.setdefault(decimal, text)
        elif _EITHER.fullmatch(bare):
            either.setdefault("." if "." in bare else ",", text)
            money = money or bool(currency_of(text))
        else:
            spaced = spaced or bool(_SPACED.search(text))
    if len(shown) > 1:
        raise MixedDecimalsError(f'"{shown["."]}" has a decimal point and "{shown[","]}" a decimal comma')
    for decimal in shown:
        return decimal
    if not either:
        return "."
    if len(either) > 1:
        raise MixedDecimalsError(f'"{either["."]}" and "{either[","]}" are written in two ways')
    ((mark, example),) = either.items()
    if not spaced and not money:
        raise MixedDecimalsError(f'"{example}" can be a fraction or more than a thousand')
    return mark if spaced else _other(mark)


def currency_of(text: str) -> str:
    """Return the currency that an amount is written with: "$", "EUR"; "" if there is none."""
    match = _CURRENCY.search(text)
    return "" if match is None or match[0] == "%" else match[0]


def _bare(text: str) -> str:
    """Return a number without currency, percent and spaces."""
    bare = _SPACES.sub("", _CURRENCY.sub("", text.strip(), count=1))
    return f"-{bare[1:-1]}" if bare.startswith("(") and bare.endswith(")") else bare


def _shown(text: str, bare: str) -> Decimal | None:
    """Return what a cell shows to separate its fraction; None if it isn't a number, or shows nothing."""
    fitting: list[Decimal] = [decimal for decimal, pattern in _NUMBERS.items() if pattern.fullmatch(bare)]
    if not fitting or not re.search("[.,]", bare):
        return None
    if len(fitting) == 1:
        return fitting[0]
    if not _SPACED.search(text):
        return None
    return "." if "." in bare else ","


def _other(decimal: Decimal) -> Decimal:
    return "," if decimal == "." else "."
