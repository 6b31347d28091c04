"""Store imports, their state, and the snapshot of each. An import is finished in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from openssi.store.tables import activities, imports, snapshots, suppressed

__all__ = [
    "Import",
    "ImportFigures",
    "State",
    "add_import",
    "change_import",
    "claim_import",
    "count_attempt",
    "count_imports",
    "find_duplicate",
    "find_import",
    "find_sample",
    "hand_over_snapshot",
    "has_own_archive",
    "import_figures",
    "imports_of",
    "input_version",
    "last_received",
    "open_import_ids",
    "open_imports_of",
    "remove_import",
    "requeue",
    "snapshots_of",
    "store_snapshot",
    "suppress_person",
    "suppressed_of",
    "take_back_attempt",
]

State = Literal["waiting", "reading", "done", "failed", "cancelled"]
_OPEN = ("waiting", "reading")
_OLDEST_FIRST = (imports.c.received_at, imports.c.name, imports.c.id)


@dataclass(frozen=True, slots=True)
class Import:
    """One uploaded file. `added` is false until it is read, and stays false if the same content was there already."""

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
    confirmed: bool = False

    @property
    def sort_key(self) -> tuple[int, str, str]:
        """The order of a member's imports: by time, and within a second by name before the random ID."""
        return self.received_at, self.name, self.id

    @property
    def open(self) -> bool:
        """Whether it is waiting or being read."""
        return self.state in _OPEN


@dataclass(frozen=True, slots=True)
class ImportFigures:
    """Imports by state; when the oldest open one was received and the last one finished (0 for none)."""

    by_state: dict[str, int]
    oldest_open: int
    last_finished: int


def import_figures(connection: Connection) -> ImportFigures:
    """Count the imports of all members."""
    counts = connection.execute(select(imports.c.state, func.count()).group_by(imports.c.state)).all()
    oldest = select(func.min(imports.c.received_at)).where(imports.c.state.in_(_OPEN))
    last = select(func.max(imports.c.finished_at))
    return ImportFigures(
        dict.fromkeys(get_args(State), 0) | {str(state): int(count) for state, count in counts},
        connection.execute(oldest).scalar() or 0,
        connection.execute(last).scalar() or 0,
    )


def last_received(connection: Connection) -> int:
    """Return when the newest import of any member was received, 0 for none."""
    return connection.execute(select(func.max(imports.c.received_at))).scalar() or 0


def add_import(
    connection: Connection,
    import_id: str,
    account_id: str,
    name: str,
    kind: str,
    size: int,
    now: int,
    *,
    sample: bool,
    confirmed: bool = False,
) -> Import:
    """Add an import whose file is in the staging folder, named by the import's ID."""
    added = Import(
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
        confirmed=confirmed,
    )
    connection.execute(insert(imports).values({name: getattr(added, name) for name in Import.__slots__}))
    return added


def find_import(connection: Connection, account_id: str, import_id: str) -> Import | None:
    """Return a member's import by its ID."""
    row = (
        connection.execute(select(imports).where(imports.c.id == import_id, imports.c.account_id == account_id))
        .mappings()
        .first()
    )
    return Import(**cast("Any", row)) if row else None


def imports_of(connection: Connection, account_id: str, limit: int = 100, offset: int = 0) -> Sequence[Import]:
    """Return a member's imports, newest first."""
    query = (
        select(imports).where(imports.c.account_id == account_id).order_by(*(column.desc() for column in _OLDEST_FIRST))
    )
    return [Import(**cast("Any", row)) for row in connection.execute(query.limit(limit).offset(offset)).mappings()]


def count_imports(connection: Connection, account_id: str) -> int:
    """Return how many imports a member has."""
    return connection.execute(
        select(func.count()).select_from(imports).where(imports.c.account_id == account_id)
    ).scalar_one()


def find_sample(connection: Connection, account_id: str) -> Import | None:
    """Return a member's invented sample if it is stored."""
    query = select(imports).join(snapshots, snapshots.c.import_id == imports.c.id)
    row = connection.execute(query.where(imports.c.account_id == account_id, imports.c.sample)).mappings().first()
    return Import(**cast("Any", row)) if row else None


def has_own_archive(connection: Connection, account_id: str) -> bool:
    """Return whether a file other than the sample is stored, waiting or being read."""
    query = select(imports.c.id).outerjoin(snapshots, snapshots.c.import_id == imports.c.id)
    is_present = imports.c.state.in_(_OPEN) | snapshots.c.import_id.is_not(None)
    return (
        connection.execute(query.where(imports.c.account_id == account_id, ~imports.c.sample, is_present)).first()
        is not None
    )


def claim_import(connection: Connection, after: str = "") -> Import | None:
    """Start reading the next waiting import. Return None if none is waiting.

    Members take turns: next is the account whose ID follows `after`, the account served last, then the first again.
    Of one member's imports the oldest is next.
    """
    waiting = select(imports.c.id).where(imports.c.state == "waiting")
    following = waiting.order_by(imports.c.account_id <= after, imports.c.account_id, *_OLDEST_FIRST).limit(1)
    change = update(imports).where(imports.c.id == following.scalar_subquery()).values(state="reading")
    row = connection.execute(change.returning(*imports.c)).mappings().first()
    return Import(**cast("Any", row)) if row else None


def count_attempt(connection: Connection, import_id: str) -> int:
    """Count an attempt to read an import. Return the number of attempts."""
    return _change_attempts(connection, import_id, 1)


def take_back_attempt(connection: Connection, import_id: str) -> int:
    """Take back an attempt to read an import, which the server's stop ended. Return the number of attempts."""
    return _change_attempts(connection, import_id, -1)


def _change_attempts(connection: Connection, import_id: str, by: int) -> int:
    change = update(imports).where(imports.c.id == import_id).values(tries=imports.c.tries + by)
    return connection.execute(change.returning(imports.c.tries)).scalar_one_or_none() or 0


def requeue(connection: Connection) -> None:
    """Put imports that were being read when the server stopped back to waiting."""
    connection.execute(update(imports).where(imports.c.state == "reading").values(state="waiting"))


def open_import_ids(connection: Connection) -> frozenset[str]:
    """Return the IDs of all imports that are waiting or being read."""
    return frozenset(connection.execute(select(imports.c.id).where(imports.c.state.in_(_OPEN))).scalars())


def change_import(connection: Connection, import_id: str, *, only_open: bool = False, **values: object) -> bool:
    """Set columns of an import, if `only_open` only while it is open. Return whether it was changed."""
    change = update(imports).where(imports.c.id == import_id)
    if only_open:
        change = change.where(imports.c.state.in_(_OPEN))
    return connection.execute(change.values(**values)).rowcount > 0


def store_snapshot(connection: Connection, import_id: str, content: bytes) -> None:
    """Store or replace the snapshot of an import."""
    connection.execute(delete(snapshots).where(snapshots.c.import_id == import_id))
    connection.execute(insert(snapshots).values(import_id=import_id, content=content))


def snapshots_of(connection: Connection, account_id: str) -> Sequence[tuple[Import, bytes]]:
    """Return a member's imports that have a snapshot, with its bytes, oldest first."""
    query = (
        select(*imports.c, snapshots.c.content)
        .join(snapshots, snapshots.c.import_id == imports.c.id)
        .where(imports.c.account_id == account_id)
    )
    rows = [dict(row) for row in connection.execute(query).mappings()]
    pairs = [(Import(**{name: row[name] for name in Import.__slots__}), row["content"]) for row in rows]
    return sorted(pairs, key=lambda pair: pair[0].sort_key)


def input_version(connection: Connection, account_id: str, import_id: str = "") -> tuple[object, ...]:
    """Return a value that changes whenever a member's scores must be computed again.

    It has the IDs and names of imports with a snapshot, the name of the import `import_id`, the suppressed people, and
    the version of the stored activity, whose report has names of files.
    """
    named = select(imports.c.id, imports.c.name, snapshots.c.import_id).outerjoin(
        snapshots, snapshots.c.import_id == imports.c.id
    )
    named = named.where(
        imports.c.account_id == account_id, or_(snapshots.c.import_id.is_not(None), imports.c.id == import_id)
    )
    version = select(activities.c.version).where(activities.c.account_id == account_id)
    return (
        frozenset(map(tuple, connection.execute(named))),
        suppressed_of(connection, account_id),
        connection.execute(version).scalar_one_or_none(),
    )


def open_imports_of(connection: Connection, account_id: str) -> Sequence[str]:
    """Return the IDs of a member's imports that are waiting or being read."""
    return list(
        connection.execute(
            select(imports.c.id).where(imports.c.account_id == account_id, imports.c.state.in_(_OPEN))
        ).scalars()
    )


def find_duplicate(connection: Connection, account_id: str, import_id: str) -> Import | None:
    """Return the oldest other import with the same content as an import."""
    digest = (
        select(imports.c.digest).where(imports.c.id == import_id, imports.c.account_id == account_id).scalar_subquery()
    )
    query = select(imports).where(
        imports.c.account_id == account_id,
        imports.c.id != import_id,
        imports.c.state == "done",
        imports.c.digest == digest,
    )
    row = connection.execute(query.order_by(*_OLDEST_FIRST).limit(1)).mappings().first()
    return Import(**cast("Any", row)) if row else None


def hand_over_snapshot(connection: Connection, account_id: str, import_id: str) -> None:
    """Give the snapshot of an import that is to be removed to another import of the same content, if there is one."""
    duplicate = find_duplicate(connection, account_id, import_id)
    if (
        duplicate
        and connection.execute(
            update(snapshots).where(snapshots.c.import_id == import_id).values(import_id=duplicate.id)
        ).rowcount
    ):
        connection.execute(update(imports).where(imports.c.id == duplicate.id).values(added=True))


def remove_import(connection: Connection, account_id: str, import_id: str) -> bool:
    """Delete an import and its snapshot. Return whether there was one."""
    statement = delete(imports).where(imports.c.id == import_id, imports.c.account_id == account_id)
    return connection.execute(statement).rowcount > 0


def suppressed_of(connection: Connection, account_id: str) -> frozenset[str]:
    """Return the keyed hashes of people whom this member's archives must not bring back."""
    return frozenset(
        connection.execute(select(suppressed.c.person).where(suppressed.c.account_id == account_id)).scalars()
    )


def suppress_person(connection: Connection, account_id: str, person: str) -> None:
    """Add a person's keyed hash to those whom this member's archives must not bring back."""
    connection.execute(delete(suppressed).where(suppressed.c.account_id == account_id, suppressed.c.person == person))
    connection.execute(insert(suppressed).values(account_id=account_id, person=person))
