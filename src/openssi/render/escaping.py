"""Text from outside made harmless for a terminal or a log, for a reader's eye, and for a spreadsheet."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["cell", "escape_controls", "visible"]

_HOSTILE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
#: Unseen, yet they change what is read: controls, formats (among them the bidirectional), surrogates, separators.
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_JOINERS = "\u200c\u200d"  # they belong to the spelling of many languages, and to emoji
#: With what a spreadsheet begins a formula, or leaves the cell that it is in.
_FORMULA = frozenset("=+-@\t\r\n\0")
_AFTER_SEMICOLON = re.compile(r";(?=[=+\-@＝＋－＠])")


def escape_controls(text: str) -> str:
    """Without control and direction characters: each is shown as its code."""
    return _HOSTILE.sub(lambda found: f"\\x{ord(found.group()):02x}", text)


def visible(text: str) -> str:
    """The text with all that is invisible or changes the direction of reading written out: ⟨U+202E⟩."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"⟨U+{ord(char):04X}⟩" if _is_hidden(char) else char for char in text)


def cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula: one that begins like it gets an apostrophe. The unseen is written out.

    Where a semicolon parts the cells of a CSV, as in much of Europe, so does one inside a text: what follows it is guarded too.
    """
    seen = next((char for char in text if not char.isspace() and char not in _JOINERS), "")
    begins = not _FORMULA.isdisjoint(
        (unicodedata.normalize("NFKC", seen), text[:1])
    )  # NFKC: full-width signs are signs
    harmless = _AFTER_SEMICOLON.sub(";'", visible(text))
    return f"'{harmless}" if begins else harmless


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in _HIDDEN and char not in _JOINERS
