"""The healthy archive around which the hostile ones are built."""

from __future__ import annotations

from functools import cache

from tests.archives.facts import World
from tests.archives.layout import Layout
from tests.archives.truth import records
from tests.archives.world import Sizes, invent
from tests.archives.writer import archive_files


@cache
def base_world() -> World:
    sizes = Sizes(
        posts=10,
        bare_shares=2,
        comments=14,
        own_comments=2,
        blank_comments=0,
        undated_comments=0,
        reactions=24,
        connections=20,
        invitations_accepted=6,
        invitations_open=4,
        invitations_in=2,
        conversations=6,
    )
    return invent(7, sizes)


def base_layout() -> Layout:
    return Layout("2024", decoys=False, surprises=False)


def base_files() -> dict[str, bytes]:
    return dict(archive_files(base_world(), base_layout()))


def base_count(name: str) -> int:
    return records(base_world(), base_layout())[name]
