"""Counts and amounts as people write them in any country, and the currency next to them."""

from __future__ import annotations

import re

__all__ = ["currency_of", "read_number"]

_SPACES = re.compile(r"[\s'’]")
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:(?P<group>[.,])\d{3})(?:(?P=group)\d{3})*|\d+)(?:[.,]\d*)?", re.ASCII)
_CURRENCY = re.compile(r"(?:[A-Za-z]{0,3}[$€£¥₹₩₺₽₴₫₪฿]|[A-Z]{3}|kr\.?|zł|Kč|Ft|%)")


def read_number(text: str) -> float | None:
    """Return a number such as "1.234,5", "1,234.5", "12 500,50", "$1,000", "1.000 EUR" or "87 %".

    None if it is something else.

    "1,234" is more than a thousand, "1,5" and "0,125" are fractions.
    """
    bare = _SPACES.sub("", _CURRENCY.sub("", text.strip(), count=1))
    if bare.startswith("(") and bare.endswith(")"):
        bare = f"-{bare[1:-1]}"
    if not (match := _NUMBER.fullmatch(bare)):
        return None
    if match["group"] and bare.lstrip("-").startswith(("0,", "0.")):
        return float(bare.replace(",", "."))
    if group := match["group"]:
        bare = bare.replace(group, "")
    return float(bare.replace(",", "."))


def currency_of(text: str) -> str:
    """Return the currency that an amount is written with: "$", "EUR"; "" if there is none."""
    match = _CURRENCY.search(text)
    return "" if match is None or match[0] == "%" else match[0]
