"""What only a team knows of its CRM's export: its own column labels, its stages, and which archive is whose."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

from openssi.errors import InputError
from openssi.files.atomic_file import write_atomically
from openssi.sources.crm.column_labels import FIELDS, OUTCOMES
from openssi.sources.crm.numbers import DECIMALS

__all__ = ["DATE_ORDERS", "Mapping", "read_mapping", "write_mapping"]

_FIELDS = (*FIELDS, *OUTCOMES)
#: How a date such as 3/5/2026 is meant.
DATE_ORDERS = ("day first", "month first")


@dataclass(frozen=True)
class Mapping:
    """A team's answers, as a small TOML file stores them.

    Attributes:
        columns: by field, the label of its column.
        won: stages of a deal that was won.
        lost: stages of a deal that was lost.
        sellers: by name of an archive's file, the seller as the CRM writes the name.
        kind: what each row is ("meetings"), if no column says so.
        open: stages of a deal that is still open, so that nobody is asked again.
        dates: "day first" or "month first", for dates that can be read both ways.
        decimals: "point" or "comma", for numbers that can be read both ways.
    """

    columns: Table[str, str] = field(default_factory=dict[str, str])
    won: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    sellers: Table[str, str] = field(default_factory=dict[str, str])
    kind: str = ""
    open: tuple[str, ...] = ()
    dates: str = ""
    decimals: str = ""


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file.

    Raises:
        InputError: it cannot be read, or has a name that means nothing.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _wrong(path, f"it can't be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong(path, f"it is not valid TOML: {error}") from error
    _known_names(path, "it", content, ("columns", "stages", "sellers", "kind", "dates", "decimals"))
    columns, stages = _texts(path, content, "columns"), cast("dict[str, Any]", content.get("stages", {}))
    _known_names(path, "[columns]", columns, _FIELDS)
    _known_names(path, "[stages]", stages, ("won", "lost", "open"))
    return Mapping(
        columns,
        _list(path, stages, "won"),
        _list(path, stages, "lost"),
        _texts(path, content, "sellers"),
        _choice(path, content, "kind", tuple(OUTCOMES)),
        _list(path, stages, "open"),
        _choice(path, content, "dates", DATE_ORDERS),
        _choice(path, content, "decimals", tuple(DECIMALS)),
    )


def _known_names(path: Path, where: str, names: object, known: Sequence[str]) -> None:
    """Refuse a name that means nothing, with the nearest that does."""
    if not isinstance(names, dict):
        raise _wrong(path, f"{where} is not a table of names and texts")
    for name in cast("dict[str, Any]", names):
        if name not in known:
            near = get_close_matches(name, known, n=1)
            meant = f"; did you mean {near[0]}?" if near else f"; it can have {', '.join(known)}"
            raise _wrong(path, f"{where} has {name}, which means nothing{meant}")


def _choice(path: Path, content: dict[str, Any], name: str, known: Sequence[str]) -> str:
    value = content.get(name, "")
    if value and value not in known:
        raise _wrong(path, f"{name} is {value!r}; it can be {', '.join(known)}")
    return str(value)


def write_mapping(path: Path, mapping: Mapping) -> None:
    """Write a mapping file; `read_mapping` returns the same."""
    answers = {"kind": mapping.kind, "dates": mapping.dates, "decimals": mapping.decimals}
    chosen = [f"{name} = {_quoted(text)}" for name, text in answers.items() if text]
    lines = [*chosen, ""] if chosen else []
    lines += ["[columns]", *(f"{name} = {_quoted(label)}" for name, label in mapping.columns.items()), "", "[stages]"]
    lines += [
        f"{name} = [{', '.join(map(_quoted, stages))}]"
        for name, stages in (("won", mapping.won), ("lost", mapping.lost), ("open", mapping.open))
    ]
    lines += [
        "",
        "[sellers]",
        *(f"{_quoted(archive)} = {_quoted(seller)}" for archive, seller in mapping.sellers.items()),
        "",
    ]
    write_atomically(path, "\n".join(lines))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in escaped) + '"'


def _texts(path: Path, content: dict[str, Any], name: str) -> dict[str, str]:
    texts = content.get(name, {})
    if not isinstance(texts, dict) or not all(
        isinstance(value, str) for value in cast("dict[str, Any]", texts).values()
    ):
        raise _wrong(path, f"[{name}] has something that is not a text")
    return cast("dict[str, str]", texts)


def _list(path: Path, content: dict[str, Any], name: str) -> tuple[str, ...]:
    texts = content.get(name, [])
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in cast("list[Any]", texts)):
        raise _wrong(path, f"{name} in [stages] is not a list of texts")
    return tuple(cast("list[str]", texts))


def _wrong(path: Path, what: str) -> InputError:
    end = "" if what.endswith("?") else "."
    return InputError("crm-mapping", f"{path.name} can't be used: {what}{end}", unchanged="Nothing was compared.")
