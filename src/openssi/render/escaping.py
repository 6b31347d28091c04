"""Escape text from outside: for a terminal or a log, for a reader's eye, and for a spreadsheet."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["escape_cell", "escape_controls", "reveal_invisible"]

_HOSTILE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
#: Invisible, yet they change what is read: controls, formats (including bidirectional ones), surrogates, separators.
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_JOINERS = "\u200c\u200d"  # part of the spelling of many languages, and of emoji
#: Characters that begin a formula or a new cell in a spreadsheet.
_FORMULA = frozenset("=+-@\t\r\n\0")
_AFTER_SEMICOLON = re.compile(r";(?=[=+\-@＝＋－＠])")


def escape_controls(text: str) -> str:
    """Replace control and direction characters by their codes, `\\x1b`: for terminals and logs."""
    return _HOSTILE.sub(lambda match: f"\\x{ord(match.group()):02x}", text)


def reveal_invisible(text: str) -> str:
    """Write out characters that are invisible or change the reading direction, ⟨U+202E⟩: for pages and feeds."""
    if text.isprintable():
        return text
    return "".join(f"⟨U+{ord(char):04X}⟩" if _is_hidden(char) else char for char in text)


def escape_cell(text: str) -> str:
    """Make text safe for a spreadsheet cell: an apostrophe goes before what would be read as a formula.

    Much of Europe separates CSV cells by semicolons, so text after a semicolon is treated as the beginning of a cell.
    Invisible characters are written out.
    """
    first = next((char for char in text if not char.isspace() and char not in _JOINERS), "")
    begins = not _FORMULA.isdisjoint(
        (unicodedata.normalize("NFKC", first), text[:1])
    )  # NFKC: full-width signs are signs
    harmless = _AFTER_SEMICOLON.sub(";'", reveal_invisible(text))
    return f"'{harmless}" if begins else harmless


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in _HIDDEN and char not in _JOINERS
