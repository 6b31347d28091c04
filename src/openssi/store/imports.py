"""Imports: what was received, how far it is, and what is kept of it. Reading one ends in one transaction, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from openssi.store.tables import activities, forgotten, imports, kept

__all__ = [
    "Import",
    "State",
    "add_import",
    "change_import",
    "claim_import",
    "contents_of",
    "count_imports",
    "count_try",
    "find_import",
    "find_sample",
    "forget_person",
    "forgotten_of",
    "hand_on",
    "has_own",
    "imports_of",
    "keep",
    "open_imports",
    "open_of",
    "remove_import",
    "requeue",
    "same_as",
    "stamp_of",
]

State = Literal["waiting", "reading", "done", "failed", "cancelled"]
_OPEN = ("waiting", "reading")
_IN_ORDER = (imports.c.received_at, imports.c.name, imports.c.id)


@dataclass(frozen=True, slots=True)
class Import:
    """One file that a member gave; `added` tells whether it is kept: the very same twice is kept once."""

    id: str
    account_id: str
    name: str
    kind: str
    digest: str | None
    state: State
    sample: bool
    size: int
    added: bool
    error: str
    received_at: int
    finished_at: int | None
    tries: int = 0

    @property
    def place(self) -> tuple[int, str, str]:
        """Where it stands among a member's imports: the name, not the random number, decides between those of one second."""
        return self.received_at, self.name, self.id

    @property
    def open(self) -> bool:
        """Whether it is still to be read, or being read."""
        return self.state in _OPEN


def add_import(
    connection: Connection, import_id: str, account_id: str, name: str, kind: str, size: int, now: int, *, sample: bool
) -> Import:
    """Note a file that lies in the staging folder under the import's number."""
    found = Import(
        import_id,
        account_id,
        name[:200],
        kind,
        None,
        "waiting",
        sample,
        size,
        added=False,
        error="",
        received_at=now,
        finished_at=None,
    )
    connection.execute(insert(imports).values({name: getattr(found, name) for name in Import.__slots__}))
    return found


def find_import(connection: Connection, account_id: str, import_id: str) -> Import | None:
    """A member's import of that number."""
    row = (
        connection.execute(select(imports).where(imports.c.id == import_id, imports.c.account_id == account_id))
        .mappings()
        .first()
    )
    return Import(**cast("Any", row)) if row else None


def imports_of(connection: Connection, account_id: str, limit: int = 100, offset: int = 0) -> Sequence[Import]:
    """A member's imports, the newest first."""
    found = select(imports).where(imports.c.account_id == account_id).order_by(*(one.desc() for one in _IN_ORDER))
    return [Import(**cast("Any", row)) for row in connection.execute(found.limit(limit).offset(offset)).mappings()]


def count_imports(connection: Connection, account_id: str) -> int:
    """How many imports a member has."""
    return connection.execute(
        select(func.count()).select_from(imports).where(imports.c.account_id == account_id)
    ).scalar_one()


def find_sample(connection: Connection, account_id: str) -> Import | None:
    """The invented sample that is kept of a member."""
    found = select(imports).join(kept, kept.c.import_id == imports.c.id)
    row = connection.execute(found.where(imports.c.account_id == account_id, imports.c.sample)).mappings().first()
    return Import(**cast("Any", row)) if row else None


def has_own(connection: Connection, account_id: str) -> bool:
    """Whether an archive of the member's own, not the sample, is kept or still to be read."""
    found = select(imports.c.id).outerjoin(kept, kept.c.import_id == imports.c.id)
    wanted = imports.c.state.in_(_OPEN) | kept.c.import_id.is_not(None)
    return (
        connection.execute(found.where(imports.c.account_id == account_id, ~imports.c.sample, wanted)).first()
        is not None
    )


def claim_import(connection: Connection, after: str = "") -> Import | None:
    """Take the next waiting import to read; None if none waits.

    Members take turns: next is the account whose ID follows `after`, the account served last, then the first account again.
    Of one member's imports the oldest is next.
    """
    waiting = select(imports.c.id).where(imports.c.state == "waiting")
    following = waiting.order_by(imports.c.account_id <= after, imports.c.account_id, *_IN_ORDER).limit(1)
    change = update(imports).where(imports.c.id == following.scalar_subquery()).values(state="reading")
    row = connection.execute(change.returning(*imports.c)).mappings().first()
    return Import(**cast("Any", row)) if row else None


def count_try(connection: Connection, import_id: str, by: int = 1) -> int:
    """Count that reading an import begins, or that it does not count. Return how often it has begun now."""
    change = update(imports).where(imports.c.id == import_id).values(tries=imports.c.tries + by)
    return connection.execute(change.returning(imports.c.tries)).scalar_one_or_none() or 0


def requeue(connection: Connection) -> None:
    """Have what was being read when the server stopped wait again."""
    connection.execute(update(imports).where(imports.c.state == "reading").values(state="waiting"))


def open_imports(connection: Connection) -> frozenset[str]:
    """The numbers of all imports that are not done."""
    return frozenset(connection.execute(select(imports.c.id).where(imports.c.state.in_(_OPEN))).scalars())


def change_import(connection: Connection, import_id: str, *, only_open: bool = False, **values: object) -> bool:
    """Set columns of an import; whether there was one (that was open)."""
    change = update(imports).where(imports.c.id == import_id)
    if only_open:
        change = change.where(imports.c.state.in_(_OPEN))
    return connection.execute(change.values(**values)).rowcount > 0


def keep(connection: Connection, import_id: str, content: bytes) -> None:
    """Keep, or replace, what an import told."""
    connection.execute(delete(kept).where(kept.c.import_id == import_id))
    connection.execute(insert(kept).values(import_id=import_id, content=content))


def contents_of(connection: Connection, account_id: str) -> Sequence[tuple[Import, bytes]]:
    """All that is kept of a member's imports, in the order in which they were received."""
    found = (
        select(*imports.c, kept.c.content)
        .join(kept, kept.c.import_id == imports.c.id)
        .where(imports.c.account_id == account_id)
    )
    rows = [dict(row) for row in connection.execute(found).mappings()]
    pairs = [(Import(**{name: row[name] for name in Import.__slots__}), row["content"]) for row in rows]
    return sorted(pairs, key=lambda pair: pair[0].place)


def stamp_of(connection: Connection, account_id: str, import_id: str = "") -> tuple[object, ...]:
    """What is computed of a member holds only as long as this stays: which imports are kept and what they are called, what the one
    of that number is called, who must not come back, and what is computed already (it has names of files in it).
    """
    named = select(imports.c.id, imports.c.name, kept.c.import_id).outerjoin(kept, kept.c.import_id == imports.c.id)
    named = named.where(
        imports.c.account_id == account_id, or_(kept.c.import_id.is_not(None), imports.c.id == import_id)
    )
    version = select(activities.c.version).where(activities.c.account_id == account_id)
    return (
        frozenset(map(tuple, connection.execute(named))),
        forgotten_of(connection, account_id),
        connection.execute(version).scalar_one_or_none(),
    )


def open_of(connection: Connection, account_id: str) -> Sequence[str]:
    """The numbers of a member's imports that are still to be read, or being read."""
    return list(
        connection.execute(
            select(imports.c.id).where(imports.c.account_id == account_id, imports.c.state.in_(_OPEN))
        ).scalars()
    )


def same_as(connection: Connection, account_id: str, import_id: str) -> Import | None:
    """The import that gave the very same content as another and is not that one: of several, the one received first."""
    digest = (
        select(imports.c.digest).where(imports.c.id == import_id, imports.c.account_id == account_id).scalar_subquery()
    )
    same = select(imports).where(
        imports.c.account_id == account_id,
        imports.c.id != import_id,
        imports.c.state == "done",
        imports.c.digest == digest,
    )
    row = connection.execute(same.order_by(*_IN_ORDER).limit(1)).mappings().first()
    return Import(**cast("Any", row)) if row else None


def hand_on(connection: Connection, account_id: str, import_id: str) -> None:
    """What is kept of an import, if the same content was given again, is from now on kept of that one."""
    other = same_as(connection, account_id, import_id)
    if (
        other
        and connection.execute(update(kept).where(kept.c.import_id == import_id).values(import_id=other.id)).rowcount
    ):
        connection.execute(update(imports).where(imports.c.id == other.id).values(added=True))


def remove_import(connection: Connection, account_id: str, import_id: str) -> bool:
    """Take out an import with what is kept of it; whether there was one."""
    found = delete(imports).where(imports.c.id == import_id, imports.c.account_id == account_id)
    return connection.execute(found).rowcount > 0


def forgotten_of(connection: Connection, account_id: str) -> frozenset[str]:
    """The keyed hashes of people whom this member's archives must not bring back."""
    return frozenset(
        connection.execute(select(forgotten.c.person).where(forgotten.c.account_id == account_id)).scalars()
    )


def forget_person(connection: Connection, account_id: str, person: str) -> None:
    """From now on this member's archives do not bring the person back."""
    connection.execute(delete(forgotten).where(forgotten.c.account_id == account_id, forgotten.c.person == person))
    connection.execute(insert(forgotten).values(account_id=account_id, person=person))
