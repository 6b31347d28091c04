"""Changes to what a member's scores follow from: computed outside of any transaction, written only if nothing changed meanwhile."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType

from openssi.errors import StoreError
from openssi.store import accounts, imports, scores
from openssi.store.accounts import Account, hashed
from openssi.store.database import Database, Transaction
from openssi.store.imports import Import
from openssi.store.scores import StoredActivity
from openssi.web.jobs.reader import Computed

__all__ = ["Attempt", "ScoringInputs", "attempts", "write_scores"]

_MOST_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class ScoringInputs:
    """What a member's scores follow from.

    Attributes:
        account: whose; their time zone says when days begin.
        contents: the snapshot of each import, as bytes, in the order in which they were received.
        forgotten: keyed hashes of people whom no archive may bring back.
    """

    account: Account
    contents: Sequence[tuple[Import, bytes]]
    forgotten: frozenset[str]

    @property
    def stored(self) -> list[tuple[str, bytes]]:
        """The snapshots as kinds and bytes."""
        return [(one.kind, content) for one, content in self.contents]


class _Changed(Exception):
    """Somebody else changed the inputs, or the account is gone."""


class Attempt:
    """One attempt at a change: optimistic concurrency.

    The block computes from the inputs for as long as it takes, without holding a lock, then writes inside `commit`. If somebody
    else changed the inputs meanwhile, `commit` raises, the block is left, and `attempts` has the next attempt begin with the
    inputs of then.
    """

    def __init__(self, database: Database, inputs: ScoringInputs, import_id: str, stamp: tuple[object, ...]) -> None:
        self._database = database
        self._inputs = inputs
        self._import_id = import_id
        self._stamp = stamp
        self.succeeded = False

    def __enter__(self) -> ScoringInputs:
        return self._inputs

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> bool:
        self.succeeded = kind is None
        return kind is _Changed

    @contextmanager
    def commit(self) -> Generator[Transaction]:
        """A transaction in which the inputs are still those of this attempt."""
        was = self._inputs.account
        with self._database.write() as connection:
            account = accounts.find_account(connection, was.id)
            stamp = imports.input_version(connection, was.id, self._import_id)
            if account is None or account.time_zone != was.time_zone or stamp != self._stamp:
                raise _Changed
            yield connection


def attempts(database: Database, account_id: str, import_id: str = "") -> Generator[Attempt]:
    """Yield attempts at a change until one succeeds; none if the account is gone.

    Args:
        database: where.
        account_id: whose scores.
        import_id: an import of theirs that is about to be stored; its name counts as one of the inputs.

    Raises:
        StoreError: the inputs changed again and again.
    """
    for _ in range(_MOST_ATTEMPTS):
        with database.read() as connection:
            account = accounts.find_account(connection, account_id)
            if account is None:
                return
            stamp = imports.input_version(connection, account_id, import_id)
            inputs = ScoringInputs(
                account, imports.snapshots_of(connection, account_id), imports.suppressed_of(connection, account_id)
            )
        attempt = Attempt(database, inputs, import_id, stamp)
        yield attempt
        if attempt.succeeded:
            return
    raise StoreError(
        "store-busy",
        "Your imports changed again and again meanwhile.",
        unchanged="Nothing was changed.",
        hint="Try again.",
    )


def write_scores(connection: Transaction, account_id: str, computed: Computed | None) -> None:
    """Replace a member's activity and scores; delete them if there is nothing to score."""
    if computed is None:
        scores.remove_scores(connection, account_id)
        return
    # Cached pages belong to a version: an archive of duplicates alone changes the report and nothing else.
    version = hashed(f"{computed.content.hex()} {computed.report.hex()}")
    row = StoredActivity(
        account_id, computed.content, computed.report, version, computed.model,
        computed.first_day, computed.last_day, computed.industry,
    )  # fmt: skip
    scores.replace_scores(connection, row, computed.days)
