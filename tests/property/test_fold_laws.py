"""Folding by the table of Western letters equals folding by the rules of Unicode."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from openssi.sources.text._fold import fold

_WHOLE = {"ø": "o", "œ": "oe", "æ": "ae", "ł": "l", "đ": "d", "ı": "i", "\u2019": "'", "\u2018": "'"}
WESTERN = "".join(map(chr, range(256))) + "\u2018\u2019\u2026\u0152\u0153"


def by_unicode(text: str) -> str:
    """Apart, without case, without marks; then the letters that Unicode does not take apart."""
    plain = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text).casefold())
    return "".join(_WHOLE.get(letter, letter) for letter in plain)


def test_fast_and_slow_folding_agree_on_each_character() -> None:
    wrong = [
        hex(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000 and fold(chr(code)) != by_unicode(chr(code))
    ]
    assert wrong == []


@given(st.one_of(st.text(WESTERN), st.text(WESTERN + "–€łđıΩ日\u0301𝗚😀"), st.text()))
def test_fast_and_slow_folding_agree_on_any_text(text: str) -> None:
    assert fold(text) == by_unicode(text)
