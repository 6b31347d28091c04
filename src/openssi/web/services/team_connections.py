"""Which teammates a member is connected with, from the tokens in their stored archives; nothing more is stored."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from openssi.snapshots.archive import ArchiveSnapshot
from openssi.sources.linkedin_archive.facts import Connection, Invitation
from openssi.store import imports
from openssi.store.database import Database
from openssi.web.services.stored_member import register_caches

__all__ = ["StoredArchives", "connected_colleagues", "connections_of"]

#: How many colleagues' archives one request opens; later requests open the rest, and results are cached.
_MOST_OPENED = 20


@dataclass(frozen=True, slots=True)
class StoredArchives:
    """The archives of a member, as of a version of their scores."""

    account_id: str
    version: str
    database: Database = field(compare=False, repr=False)

    def facts(self, kind: type[Connection | Invitation], column: str) -> Iterator[str]:
        """Yield a column of all facts of a kind."""
        with self.database.read() as connection:
            stored = imports.snapshots_of(connection, self.account_id)
        for one, content in stored:
            if one.kind == ArchiveSnapshot.kind:
                for file in ArchiveSnapshot.from_bytes(content).files:
                    if file.facts.kind is kind:
                        yield from file.facts.column(column)


def connected_colleagues(member: StoredArchives, colleagues: Collection[StoredArchives]) -> frozenset[str] | None:
    """Return the account IDs of colleagues with whom a member is connected; None while some are not known yet."""
    opened = 0
    found: set[str] = set()
    for one in colleagues:
        before = _addresses.cache_info().misses
        addresses = _addresses(one)
        opened += _addresses.cache_info().misses - before
        if not addresses.isdisjoint(connections_of(member)):
            found.add(one.account_id)
        if opened >= _MOST_OPENED:
            return None
    return frozenset(found)


@lru_cache(maxsize=64)
def connections_of(member: StoredArchives) -> frozenset[str]:
    """Return the tokens of the addresses of a member's connections."""
    return frozenset(member.facts(Connection, "address")) - {""}


@lru_cache(maxsize=5_000)
def _addresses(member: StoredArchives) -> frozenset[str]:
    """Return the tokens of a member's own addresses, which their invitations have."""
    return frozenset(member.facts(Invitation, "own_address")) - {""}


register_caches(connections_of.cache_clear, _addresses.cache_clear)
