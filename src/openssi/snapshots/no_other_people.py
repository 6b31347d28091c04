"""What snapshots of files about the member alone have in common: there is nobody else to erase."""

from __future__ import annotations

from collections.abc import Collection
from typing import Self

__all__ = ["NoOtherPeople"]


class NoOtherPeople:
    """A snapshot that contains no other people."""

    __slots__ = ()

    def without_person(self, tokens: Collection[str]) -> tuple[Self, int]:
        """Return the snapshot itself."""
        del tokens
        return self, 0

    def known_as(self, tokens: Collection[str]) -> frozenset[str]:
        """Return the tokens alone."""
        return frozenset(tokens)
