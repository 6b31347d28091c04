"""The published versions of the text readers; a model names the one that it uses (`Model.readers`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from openssi.sources.text import seniority_v2, substance_v2
from openssi.sources.text.companies import company_key, company_key_v2
from openssi.sources.text.seniority import is_decision_maker, is_senior
from openssi.sources.text.substance import substance

__all__ = ["TEXT_READERS", "TextReaders"]


class TextReaders(NamedTuple):
    """One version of the text readers.

    Attributes:
        substance: the substance of a comment, 0 to 1000.
        is_senior: whether a title is at VP level or above.
        is_decision_maker: whether a title is at director level or above.
        company_key: the normal form of a company name; equal keys mean the same employer.
    """

    substance: Callable[[str], int]
    is_senior: Callable[[str], bool]
    is_decision_maker: Callable[[str], bool]
    company_key: Callable[[str], str]


#: By version. A version never changes once a published model uses it.
TEXT_READERS: dict[int, TextReaders] = {
    1: TextReaders(substance, is_senior, is_decision_maker, company_key),
    2: TextReaders(substance_v2.substance, seniority_v2.is_senior, seniority_v2.is_decision_maker, company_key_v2),
}
