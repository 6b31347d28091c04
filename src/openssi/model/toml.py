"""Reads a user's TOML file, whatever it is about; every way in which it may fail ends in words."""

from __future__ import annotations

from pathlib import Path

from openssi.errors import ModelError

__all__ = ["count", "read_table", "suggest"]

_LARGEST_FILE = 1_000_000


def read_table(path: Path, code: str) -> dict[str, object]:
    """The file's table.

    Raises:
        ModelError: with the code given, if it cannot be read or is no TOML.
    """
    import tomllib  # only a file of one's own needs it

    try:
        if not path.is_file():
            raise ModelError(code, f"{path} is no file.")
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(_LARGEST_FILE + 1)
        if len(text) > _LARGEST_FILE:
            raise ModelError(code, f"{path.name} is larger than such a file can be (1 MB).")
        return tomllib.loads(text)
    except OSError as error:
        raise ModelError(code, f"{path} cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:  # no TOML, no UTF-8, a number or a nesting beyond all bounds
        raise ModelError(code, f"{path.name} is not a TOML file: {error}.") from error


def suggest(name: str, known: tuple[str, ...]) -> str:
    """What may have been meant, or what there is."""
    import difflib  # only mistakes need it

    near = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]}?" if near else f" (known: {', '.join(known)})" if len(known) < 10 else ""


def count(found: list[str]) -> str:
    """How many mistakes, in words."""
    return "1 mistake" if len(found) == 1 else f"{len(found)} mistakes"
