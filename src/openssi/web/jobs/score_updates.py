"""Change what a member's scores depend on: compute without a transaction, write only if nothing changed meanwhile."""

from __future__ import annotations

import json
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType

from openssi.errors import StoreError
from openssi.store import accounts, imports, scores
from openssi.store.accounts import Account, hash_secret
from openssi.store.database import Database, Transaction
from openssi.store.imports import Import
from openssi.store.scores import StoredActivity
from openssi.web.jobs.sandboxes import ComputedScores

__all__ = ["Attempt", "ScoringInputs", "attempts", "write_scores"]

_MOST_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class ScoringInputs:
    """Everything that a member's scores depend on.

    Attributes:
        account: the member's account; its time zone defines the days.
        contents: the snapshot of each import, as bytes, in the order received.
        forgotten: keyed hashes of people whom no archive may bring back.
    """

    account: Account
    contents: Sequence[tuple[Import, bytes]]
    forgotten: frozenset[str]

    @property
    def stored(self) -> list[tuple[str, bytes]]:
        """Return the snapshots as pairs of kind and bytes."""
        return [(import_.kind, content) for import_, content in self.contents]


class _Changed(Exception):
    """Another request changed the inputs, or the account was erased."""


class Attempt:
    """One attempt at a change: optimistic concurrency.

    The block computes from the inputs for as long as it takes, without a lock, and then writes inside `commit`. If
    another request changed the inputs meanwhile, `commit` raises, which ends the block, and `attempts` yields the next
    attempt with the current inputs.
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
        """Open a transaction in which the inputs are still those of this attempt."""
        was = self._inputs.account
        with self._database.write() as connection:
            account = accounts.find_account(connection, was.id)
            stamp = imports.input_version(connection, was.id, self._import_id)
            if account is None or account.time_zone != was.time_zone or stamp != self._stamp:
                raise _Changed
            yield connection


def attempts(database: Database, account_id: str, import_id: str = "") -> Generator[Attempt]:
    """Yield attempts at a change until one succeeds; none if the account was erased.

    Args:
        database: the server's database.
        account_id: the ID of the member whose scores change.
        import_id: an import that is about to be stored; its name is one of the inputs.

    Raises:
        StoreError: the inputs changed during every attempt.
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
        "Your data changed while it was being processed.",
        unchanged="Nothing was changed.",
        hint="Try again in a minute.",
    )


def write_scores(connection: Transaction, account_id: str, computed: ComputedScores | None) -> None:
    """Replace a member's activity and scores; delete them if there is nothing to score."""
    if computed is None:
        scores.remove_scores(connection, account_id)
        return
    # Caches are keyed by this version. An archive with only duplicates changes the report but not the activity.
    version = hash_secret(f"{computed.content.hex()} {computed.report.hex()}")
    row = StoredActivity(
        account_id, computed.content, computed.report, version, computed.model,
        computed.first_day, computed.last_day, computed.industry, steps=json.dumps(computed.steps),
    )  # fmt: skip
    scores.replace_scores(connection, row, computed.days)
