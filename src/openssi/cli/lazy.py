"""Commands that are loaded when they are asked for: the one at hand need not wait for the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module

import click

__all__ = ["LazyCommands"]


class LazyCommands(MutableMapping[str, click.Command]):
    """The commands of a group by name, some of them told by module and name there ("openssi.cli.past:history")."""

    def __init__(self, elsewhere: Mapping[str, str]) -> None:
        self._known: dict[str, click.Command | str] = dict(elsewhere)

    def __getitem__(self, name: str) -> click.Command:
        known = self._known[name]
        if isinstance(known, str):
            module, _, there = known.partition(":")
            known = self._known[name] = getattr(import_module(module), there)
        return known

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._known[name] = command

    def __delitem__(self, name: str) -> None:
        del self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
