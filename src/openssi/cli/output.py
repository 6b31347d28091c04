"""Standard output as it really is: perhaps closed, perhaps a pipe that nobody reads any more, perhaps without Unicode."""

from __future__ import annotations

import codecs
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from openssi.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["console", "make_printable", "silence", "unwritable", "write"]

_NARROWEST = 20  # columns; anything less is no terminal

# What the screen draws with, for terminals that have no such characters.
_PLAIN = str.maketrans(
    {"█": "#", "▒": "~", "·": ".", "›": ">", "…": "~", "–": "-", "’": "'", "“": '"', "”": '"'}
    | dict(zip("▁▂▃▄▅▆▇", "__--==#", strict=True))
)


def _in_plain_characters(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(_PLAIN)
    return "".join(character if character.isascii() else "?" for character in text), error.end


def make_printable() -> None:
    """Let whatever the output cannot encode be replaced instead of ending the command."""
    codecs.register_error("openssi.plain", _in_plain_characters)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # a stream may be None, or not a file at all
        if reconfigure:
            reconfigure(errors="openssi.plain")


def silence() -> None:
    """Nobody reads the output any more: keep Python from complaining when it flushes at the end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return


def console() -> Console:
    """Where the screen goes; a broken pipe is left to `main`."""
    from rich.console import Console

    class PipedConsole(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    made = PipedConsole(highlight=False, markup=False, emoji=False)  # names from files are no markup
    if made.width < _NARROWEST:
        made.width = 80
    return made


def write(out: Path, text: str) -> None:
    """Write a file that the user asked for, whole or not at all."""
    from openssi.files.atomic_file import write_atomically

    try:
        write_atomically(out, text)
    except OSError as error:
        raise unwritable(out, error) from error


def unwritable(path: Path, error: OSError) -> UsageError:
    """The fault to raise where the operating system refuses to write."""
    return UsageError(
        "out-unwritable",
        f"{path} cannot be written: {error.strerror or error}.",
        hint="Choose another path with --out.",
    )
