"""Read a TOML file that a user wrote, and turn every failure into a clear error."""

from __future__ import annotations

from pathlib import Path

from openssi.errors import ModelError

__all__ = ["count_mistakes", "read_table", "suggest"]

_MAX_CHARACTERS = 1_000_000


def read_table(path: Path, code: str) -> dict[str, object]:
    """Read the top-level table of a file.

    Raises:
        ModelError: with `code`, if the file cannot be read or is not valid TOML.
    """
    import tomllib  # only custom files need it

    try:
        if not path.is_file():
            raise ModelError(code, f"{path} is not a file.")
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(_MAX_CHARACTERS + 1)
        if len(text) > _MAX_CHARACTERS:
            raise ModelError(code, f"{path.name} is too large (the limit is 1 MB).")
        return tomllib.loads(text)
    except OSError as error:
        raise ModelError(code, f"{path} can't be read: {error.strerror or error}.") from error
    except (
        ValueError,
        RecursionError,
    ) as error:  # invalid TOML or UTF-8, or numbers or nesting beyond the parser's limits
        raise ModelError(code, f"{path.name} isn't valid TOML: {error}.") from error


def suggest(name: str, known: tuple[str, ...]) -> str:
    """Suggest the known name closest to `name`, or list the known names if there are few."""
    import difflib  # only mistakes need it

    near = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]}?" if near else f" (known: {', '.join(known)})" if len(known) < 10 else ""


def count_mistakes(found: list[str]) -> str:
    """Format the number of mistakes."""
    return "1 mistake" if len(found) == 1 else f"{len(found)} mistakes"
