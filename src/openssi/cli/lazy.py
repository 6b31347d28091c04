"""A group whose commands are loaded when they are asked for: the command at hand need not wait for the others."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

__all__ = ["LazyGroup"]


class LazyGroup(click.Group):
    """A group of commands, some of which are told by where they stand.

    Args:
        elsewhere: by name, the module of a command and its name there ("openssi.cli.past:history").
        attributes: of the group, as click takes them.
    """

    def __init__(self, *, elsewhere: Mapping[str, str], **attributes: Any) -> None:
        super().__init__(**attributes)
        self._elsewhere = elsewhere

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the alphabet."""
        return sorted({*super().list_commands(ctx), *self._elsewhere})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; None if there is none."""
        if cmd_name not in self._elsewhere:
            return super().get_command(ctx, cmd_name)
        module, _, name = self._elsewhere[cmd_name].partition(":")
        return getattr(import_module(module), name)
