"""Decode text that isn't UTF-8: Windows-1252, or Mac Roman where its letters prove it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["OldEncoding"]

_WINDOWS, _MAC = "cp1252", "mac-roman"
#: Found between letters in either encoding, so they prove nothing.
_PUNCTUATION = "–—‘’“”•…"


def _weigh(byte: int) -> int:
    """Return 1 if a byte next to small letters is one in Mac Roman only, -1 if in Windows-1252 only, else 0."""
    windows, mac = (bytes([byte]).decode(name, "replace") for name in (_WINDOWS, _MAC))
    if windows in _PUNCTUATION or mac in _PUNCTUATION:
        return 0
    return mac.islower() - windows.islower()


_WEIGHTS = {byte: weight for byte in range(128, 256) if (weight := _weigh(byte))}


@dataclass(slots=True)
class OldEncoding:
    """The encoding of one file, as far as its letters have shown."""

    evidence: int = 0  # above 0 for Mac Roman

    def decode(self, data: bytes) -> str:
        """Decode some text of the file, and learn from it."""
        self.evidence += sum(
            _WEIGHTS[byte] for at, byte in enumerate(data) if byte in _WEIGHTS and _is_in_a_word(data, at)
        )
        return data.decode(_MAC if self.evidence > 0 else _WINDOWS, "replace")


def _is_in_a_word(data: bytes, at: int) -> bool:
    """Return whether a small letter of ASCII is next to a byte."""
    return data[max(0, at - 1) : at].islower() or data[at + 1 : at + 2].islower()
