"""Write the reference archive of 85,000 records in a separate process, so that its memory is not counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import click

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


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--long", is_flag=True, help="Write messages of 280 characters, not 40.")
def main(folder: Path, *, long: bool) -> None:
    """Write the reference archive into FOLDER and print its path."""
    world = invent(seed=1, sizes=BIG, exported=date(2026, 6, 30))
    different = _with_different_messages(world, _MANY_WORDS if long else _FEW_WORDS)
    click.echo(write_zip(folder, different, Layout("2026")))


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
