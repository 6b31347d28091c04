"""Output to a terminal, pipe or file: it may be closed, unread or unable to show Unicode."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openssi.errors import UsageError
from openssi.render.escaping import escape_controls

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["console", "make_printable", "print_skipped_notes", "silence", "unwritable_error", "write"]

_MIN_WIDTH = 20  # columns; less is a wrong report of the terminal

# ASCII for what the screens draw with.
_ASCII = str.maketrans(
    {
        "±": "+/-",
        "▲": "^",
        "▼": "v",
        "◂": "<",
        "◇": "o",
        "→": "->",
        "█": "#",
        "▒": "~",
        "·": ".",
        "›": ">",
        "…": "~",
        "–": "-",
        "−": "-",
        "×": "x",
        "’": "'",
        "“": '"',
        "”": '"',
    }
    | dict(zip("▁▂▃▄▅▆▇", "__--==#", strict=True))
)


def _to_ascii(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(_ASCII)
    return "".join(character if character.isascii() else "?" for character in text), error.end


def make_printable() -> None:
    """Replace characters that the output can't encode instead of failing."""
    codecs.register_error("openssi.ascii", _to_ascii)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # a stream may be None, or lack the method
        if reconfigure:
            reconfigure(errors="openssi.ascii")


def silence() -> None:
    """Discard further output, so that Python does not complain when it flushes a closed pipe at exit."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return


def console() -> Console:
    """Return the console to print on. A broken pipe is raised, for `main` to handle."""
    from rich.console import Console

    class PipedConsole(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    terminal = PipedConsole(highlight=False, markup=False, emoji=False)  # file names must not be read as markup
    if terminal.width < _MIN_WIDTH:
        terminal.width = 80
    return terminal


def write(out: Path, text: str) -> None:
    """Write a file atomically.

    Raises:
        UsageError: the file cannot be written.
    """
    from openssi.files.atomic_file import write_atomically

    try:
        write_atomically(out, text)
    except OSError as error:
        raise unwritable_error(out, error) from error


def print_skipped_notes(lines: Iterable[tuple[int, str]], *, err: bool = False) -> None:
    """Say which lines of a notes file are not notes; on standard error if the output is data."""
    for number, reason in lines:
        click.echo(f"Line {number} of the notes was left out: {escape_controls(reason)}.", err=err)


def unwritable_error(path: Path, error: OSError) -> UsageError:
    """Return the error for a file that the operating system refuses to write."""
    return UsageError(
        "out-unwritable",
        f"Can't write {path}: {error.strerror or error}.",
        hint="Choose another path.",
    )
