"""Test that text from files cannot control a terminal."""

from __future__ import annotations

import unicodedata

import pytest

from openssi.render.escaping import escape_controls

#: Unicode's Bidi_Control property, in full.
DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("character", DIRECTION)
def test_direction_characters_become_escape_codes(character: str) -> None:
    assert escape_controls(f"a{character}b") == f"a\\x{ord(character):02x}b"


def test_control_characters_become_escape_codes() -> None:
    assert (
        escape_controls("\x1b[31mred\x07\r\nnext\x00\x7f\x9b2J") == "\\x1b[31mred\\x07\\x0d\\x0anext\\x00\\x7f\\x9b2J"
    )


def test_no_control_separator_or_surrogate_character_remains() -> None:
    remaining = {
        code
        for code in range(0x11_0000)
        if unicodedata.category(chr(code)) in {"Cc", "Cs", "Zl", "Zp"} and chr(code) in escape_controls(chr(code))
    }
    assert remaining == set()


def test_ordinary_text_is_unchanged() -> None:
    text = "Müller & Söhne – “über” 日本 🙂 [bold]x[/bold] \\x1b"
    assert escape_controls(text) == text
