"""What is kept of a member, as the pages and the API need it: their activity, and the assessment of a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from openssi.activity.annotations import Annotations
from openssi.activity.codec import activity_from_bytes
from openssi.activity.report import report_from_bytes
from openssi.errors import DayError
from openssi.member.member import Member
from openssi.member.score import Assessment, assess
from openssi.model import DEFAULT
from openssi.store import scores
from openssi.store.scores import Kept
from openssi.web.context import Server
from openssi.web.security.access import Actor

__all__ = [
    "StoredMember",
    "assessment_of",
    "clear_caches",
    "find_member",
    "load_annotations",
    "load_member",
    "register_caches",
    "require_member",
]

#: What lets go of what other modules keep ready.
_READY: list[Callable[[], None]] = []
_MEMBERS, _ASSESSMENTS = 64, 64  # kept ready to be quick


@dataclass(frozen=True, slots=True)
class StoredMember:
    """A member as kept. Two with the same version have the same content, and share what was opened already."""

    kept: Kept

    def __hash__(self) -> int:
        return hash((self.kept.account_id, self.kept.version))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, StoredMember):
            return NotImplemented
        return (self.kept.account_id, self.kept.version) == (other.kept.account_id, other.kept.version)


def find_member(server: Server, actor: Actor) -> StoredMember | None:
    """What is kept of whoever asks; None before their first import."""
    with server.database.read() as connection:
        kept = scores.find_kept(connection, actor.id)
    return StoredMember(kept) if kept else None


def require_member(server: Server, actor: Actor) -> StoredMember:
    """What is kept of whoever asks.

    Raises:
        DayError: nothing is.
    """
    found = find_member(server, actor)
    if found is None:
        raise DayError(
            "day-not-enough", "There is no archive of yours here yet.", hint="Upload the zip that LinkedIn sent."
        )
    return found


@lru_cache(maxsize=_MEMBERS)
def load_member(member: StoredMember) -> Member:
    """The member's activity and report, opened."""
    return Member(activity_from_bytes(member.kept.content), report_from_bytes(member.kept.report), DEFAULT)


@lru_cache(maxsize=_ASSESSMENTS)
def assessment_of(member: StoredMember, day: int | None = None) -> Assessment:
    """The assessment of a day; by default the last day of the data.

    Raises:
        DayError: the day lies outside the data.
    """
    loaded = load_member(member)
    return assess(loaded, loaded.scored_day(day))


def register_caches(*ready: Callable[[], None]) -> None:
    """Have more let go of, when something is erased, of what is kept ready elsewhere."""
    _READY.extend(ready)


def clear_caches() -> None:
    """Keep nothing ready: something was erased."""
    for clear in (load_member.cache_clear, assessment_of.cache_clear, *_READY):
        clear()


def load_annotations(server: Server, actor: Actor) -> Annotations:
    """The member's notes and LinkedIn's own numbers."""
    with server.database.read() as connection:
        return Annotations(
            tuple(note for _, note in scores.notes_of(connection, actor.id)),
            (),
            scores.official_of(connection, actor.id),
        )
