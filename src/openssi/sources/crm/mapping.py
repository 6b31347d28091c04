"""What only a team knows of its CRM's export: its own column labels, its stages, and which archive is whose."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from openssi.errors import InputError
from openssi.files.atomic_file import write_atomically
from openssi.sources.crm.columns import FIELDS, OUTCOMES

__all__ = ["Mapping", "read_mapping", "write_mapping"]

_NAMES = (*FIELDS, *OUTCOMES)


@dataclass(frozen=True)
class Mapping:
    """A team's answers, as a small TOML file stores them.

    Attributes:
        columns: by field, the label of its column.
        won: stages of a deal that was won.
        lost: stages of a deal that was lost.
        sellers: by name of an archive's file, the seller as the CRM writes the name.
        kind: what each row is ("meetings"), if no column says so.
    """

    columns: Table[str, str] = field(default_factory=dict[str, str])
    won: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    sellers: Table[str, str] = field(default_factory=dict[str, str])
    kind: str = ""


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
    unknown = set(content) - {"columns", "stages", "sellers", "kind"}
    if unknown:
        raise _wrong(
            path, f"it has {', '.join(sorted(unknown))}; only columns, stages, sellers and kind mean something"
        )
    columns, stages = _texts(path, content, "columns"), cast("dict[str, Any]", content.get("stages", {}))
    if strange := set(columns) - set(_NAMES):
        raise _wrong(path, f"[columns] has {', '.join(sorted(strange))}; the fields are {', '.join(_NAMES)}")
    kind = str(content.get("kind", ""))
    if kind and kind not in OUTCOMES:
        raise _wrong(path, f"kind is {kind!r}; it can be {', '.join(OUTCOMES)}")
    return Mapping(
        columns, _list(path, stages, "won"), _list(path, stages, "lost"), _texts(path, content, "sellers"), kind
    )


def write_mapping(path: Path, mapping: Mapping) -> None:
    """Write a mapping file; `read_mapping` returns the same."""
    lines = [f"kind = {_quoted(mapping.kind)}", ""] if mapping.kind else []
    lines += ["[columns]", *(f"{name} = {_quoted(label)}" for name, label in mapping.columns.items()), "", "[stages]"]
    lines += [
        f"{name} = [{', '.join(map(_quoted, stages))}]"
        for name, stages in (("won", mapping.won), ("lost", mapping.lost))
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
    return '"' + "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in escaped) + '"'


def _texts(path: Path, content: dict[str, Any], name: str) -> dict[str, str]:
    found = content.get(name, {})
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in cast("dict[str, Any]", found).values()):
        raise _wrong(path, f"[{name}] has something that is not a text")
    return cast("dict[str, str]", found)


def _list(path: Path, content: dict[str, Any], name: str) -> tuple[str, ...]:
    found = content.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in cast("list[Any]", found)):
        raise _wrong(path, f"{name} in [stages] is not a list of texts")
    return tuple(cast("list[str]", found))


def _wrong(path: Path, what: str) -> InputError:
    return InputError("crm-mapping", f"{path.name} can't be used: {what}.", unchanged="Nothing was compared.")
