"""Write the reference archive of 85,000 records in a separate process, so that its memory is not counted."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.archives import BIG, Layout, World, invent, write_zip

__all__ = ["main"]

_MORE = (
    " We then compared the figures of both quarters with the team and wrote down what we would change next time, and "
    "why."
)


def main() -> None:
    """Write the archive and print its path: `python -m benchmarks.archive FOLDER [long]` (`long`: longer messages)."""
    world = invent(seed=1, sizes=BIG, exported=date(2026, 6, 30))
    if sys.argv[2:] == ["long"]:
        world = _with_longer_messages(world)
    print(write_zip(Path(sys.argv[1]), world, Layout("2026")))


def _with_longer_messages(world: World) -> World:
    talks = tuple(
        replace(talk, messages=tuple(replace(message, text=message.text + 2 * _MORE) for message in talk.messages))
        for talk in world.conversations
    )
    return replace(world, conversations=talks)


if __name__ == "__main__":
    main()
