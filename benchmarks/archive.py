"""Write the reference archive of 85,000 records in a separate process, so that its memory is not counted."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

from tests.archives import BIG, Layout, World, invent, write_zip

__all__ = ["main"]

#: Words that make every message different: equal ones are read only once, and people hardly write two.
_WORDS = tuple(
    word
    for line in (
        "audit bay budget carriers contract crane customs delays docks driver figures forecast freight gate handheld",
        "invoices label lanes manual meeting morning moved pallets pickers pilot price quarter rollout route scanner",
        "shifts site slots stock team tender the to trailer truck us we week what with yard",
    )
    for word in line.split()
)
_FEW_WORDS, _MANY_WORDS = 4, 40


def main() -> None:
    """Write the archive and print its path: `python -m benchmarks.archive FOLDER [long]` (`long`: longer messages)."""
    world = invent(seed=1, sizes=BIG, exported=date(2026, 6, 30))
    words = _MANY_WORDS if sys.argv[2:] == ["long"] else _FEW_WORDS
    print(write_zip(Path(sys.argv[1]), _with_different_messages(world, words), Layout("2026")))


def _with_different_messages(world: World, words: int) -> World:
    """Return the world with so many more words in each message."""
    random = Random(1)
    talks = tuple(
        replace(
            talk,
            messages=tuple(
                replace(message, text=f"{message.text} {' '.join(random.choices(_WORDS, k=words))}.")
                for message in talk.messages
            ),
        )
        for talk in world.conversations
    )
    return replace(world, conversations=talks)


if __name__ == "__main__":
    main()
