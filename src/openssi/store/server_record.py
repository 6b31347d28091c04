"""Record facts about the server itself: the key under which people are hashed, and when erasing rules last ran."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, insert, select, update

from openssi.activity.calendar import DAY_SECONDS
from openssi.store.tables import connections, server, snapshots, suppressed

__all__ = ["matches_key", "needs_key", "record_rules_run"]

_ROW = server.c.id == 1
#: Rules run once a day, whatever the hour of the server's start.
_SHORTEST_GAP = DAY_SECONDS * 5 // 6
#: A longer gap may be a clock that was set wrong: waiting another day costs less than erasing everyone's data.
_LONGEST_GAP = 31 * DAY_SECONDS


#: Tables of which the key is needed: pseudonyms of people, and tokens of LinkedIn's API.
_UNDER_KEY = (snapshots, suppressed, connections)


def needs_key(connection: Connection) -> bool:
    """Return whether anything is stored under a key; accounts alone aren't."""
    return any(connection.execute(select(table).limit(1)).first() is not None for table in _UNDER_KEY)


def matches_key(connection: Connection, key: bytes) -> bool:
    """Return whether people are hashed under a key; it is recorded as theirs if there is none yet, or nobody."""
    recorded, _ = _row(connection)
    hashed = hashlib.sha256(b"openssi server key " + key).hexdigest()
    if recorded == hashed:
        return True
    if recorded is not None and needs_key(connection):
        return False
    connection.execute(update(server).where(_ROW).values(key_hash=hashed))
    return True


def record_rules_run(connection: Connection, now: int) -> bool:
    """Return whether rules may erase now: they were last due a day ago, and at most a month. Otherwise record the time.

    A clock that jumps ahead by years thus erases nothing, unless it stays wrong for a day.
    """
    _, last = _row(connection)
    if last is not None and 0 <= now - last < _SHORTEST_GAP:
        return False
    connection.execute(update(server).where(_ROW).values(rules_run_at=now))
    return last is not None and 0 <= now - last <= _LONGEST_GAP


def _row(connection: Connection) -> tuple[str | None, int | None]:
    row = connection.execute(select(server.c.key_hash, server.c.rules_run_at).where(_ROW)).first()
    if row is None:
        connection.execute(insert(server).values(id=1))
        return None, None
    return row[0], row[1]
