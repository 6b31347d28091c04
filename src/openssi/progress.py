"""The callback to which long work reports how far it is."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["Progress"]

#: Receives the work done so far and in all, such as bytes or rows; whatever it raises ends the work.
Progress = Callable[[int, int], None]
