"""Erase a member or one of a member's contacts, so that no byte is left and no later upload brings them back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from openssi.activity.codec import activity_from_bytes
from openssi.activity.report import report_from_bytes
from openssi.errors import RequestDenied
from openssi.snapshots.archive import person_tokens
from openssi.snapshots.mentions import TextMatcher, name_matcher, token_matcher
from openssi.snapshots.redaction import texts_of
from openssi.store import accounts, free_text, imports
from openssi.store.accounts import Account, login_key
from openssi.store.column_docs import DELETED, REPLACED, AnyColumn, doc_of
from openssi.store.database import Transaction
from openssi.store.tables import free_text_columns, title_of
from openssi.store.tables import imports as import_table
from openssi.store.tables import notes as note_table
from openssi.web.context import Server
from openssi.web.jobs.sandboxes import ErasureInputs, ErasureResult
from openssi.web.jobs.score_updates import ScoringInputs, attempts, write_scores
from openssi.web.jobs.worker import Worker
from openssi.web.security.access import Actor
from openssi.web.security.passwords import verify_password
from openssi.web.services import stored_member
from openssi.web.services.uploads import NAMELESS

__all__ = ["TEXTS", "AccountReceipt", "ErasureReceipt", "erase_account", "erase_contact", "erase_own_account"]

_ALL = 1_000_000  # more uploads than anyone has
_WITHHELD = "The reason was removed: it named a person who asked to be forgotten."
_RENAMED = "name removed"

#: How to read the texts in a value of each column that can name a person; None where the sandbox checks them.
TEXTS: dict[str, Callable[[Any], list[str]] | None] = {
    "account.login": lambda value: [value],
    "account.name": lambda value: [value],
    "team.name": lambda value: [value],
    "invitation.name": lambda value: [value],
    "session.agent": lambda value: [value],
    "token.name": lambda value: [value],
    "link.name": lambda value: [value],
    "note.text": lambda value: [value],
    "import.name": lambda value: [value],
    "import.error": lambda value: [value],
    "kept.content": None,
    "activity.content": lambda value: [activity_from_bytes(value).industry],
    "activity.report": lambda value: texts_of(report_from_bytes(value)),
    "activity.industry": lambda value: [value],
}


@dataclass(frozen=True, slots=True)
class ErasureReceipt:
    """What was erased about a contact.

    Attributes:
        records: the number of records erased from stored snapshots.
        uploads: the number of uploads they were in.
        notes: the number of the member's notes that named the contact and were deleted.
        names: the number of uploads whose file name, inner file names or messages named the contact and were changed.
        others: the number of other texts that named the contact and were changed or deleted: tokens, invitations,
            browsers.
        left: the places that still name the contact, in words; checked after everything else, in the same transaction.
        cleared: whether the database's journal is cleared too; otherwise the server keeps trying.
        at: when, in seconds since 1970-01-01 UTC.
    """

    records: int
    uploads: int
    notes: int
    names: int
    others: int
    left: tuple[str, ...]
    cleared: bool
    at: int


@dataclass(frozen=True, slots=True)
class AccountReceipt:
    """What remains after an account was erased.

    Attributes:
        left: the places that still contain its ID, or, where the team can see it, its name; in words.
        cleared: whether the database's journal is cleared too; otherwise the server keeps trying.
    """

    left: tuple[str, ...]
    cleared: bool


def erase_own_account(server: Server, actor: Actor, login: str, password: str) -> AccountReceipt:
    """Erase the actor's account with all its data, once confirmed.

    Raises:
        RequestDenied: name or password is wrong, or they are the last lead of a team or the last admin.
    """
    account = actor.account
    right = account.password is None or verify_password(account.password, password)
    if login_key(login) != account.login or not right:
        raise RequestDenied(
            "account-sign-in", "The sign-in name or password is wrong.", unchanged="Nothing was erased."
        )
    return erase_account(server.worker, account)


def erase_account(worker: Worker, account: Account) -> AccountReceipt:
    """Erase an account with all its data, and check that nothing of it is left.

    Raises:
        RequestDenied: it is the last lead of a team or the last admin.
    """
    with worker.database.write() as connection:
        others = [other for other in accounts.accounts_of(connection, account.team_id) if other.id != account.id]
        _check_last(connection, account, others)
        waiting = imports.open_imports_of(connection, account.id)
        accounts.remove_account(connection, account.id)
        if not others:
            accounts.remove_team(connection, account.team_id)
        left = _delete_invitations_and_find_traces(connection, account)
    worker.discard(waiting)
    stored_member.clear_caches()
    return AccountReceipt(left, worker.scrub())


def _delete_invitations_and_find_traces(connection: Transaction, account: Account) -> tuple[str, ...]:
    """Delete the team's invitations to a person who is gone; return every place that still has their ID or name."""
    named = [name_matcher(name) for name in (account.name, account.login)]

    def is_named(text: str) -> bool:
        return any(test(text) for test in named)

    as_lead = replace(account, role="lead")
    for key, name in free_text.values_of(connection, as_lead, _column("invitation.name")):
        if is_named(name):
            free_text.delete_value(connection, _column("invitation.name"), key)
    left = [*free_text.columns_with_id(connection, account.id)]
    left += [
        column
        for column in (_column("team.name"), _column("invitation.name"))
        if any(is_named(name) for _, name in free_text.values_of(connection, as_lead, column))
    ]
    return tuple([_in_words(column) for column in left])


def _check_last(connection: Transaction, account: Account, others: list[Account]) -> None:
    leads = account.role != "member" and bool(others) and all(other.role == "member" for other in others)
    manages = (
        account.role == "admin"
        and accounts.count_accounts(connection, "admin") == 1
        and accounts.count_accounts(connection) > 1
    )
    if leads or manages:
        raise RequestDenied(
            "account-last-lead",
            "This account is the last lead of its team." if leads else "This account is the last admin of this server.",
            unchanged="Nothing was erased.",
            hint="Make someone else a lead first."
            if leads
            else "Create another admin first: ssi admin create on the server.",
        )


def erase_contact(server: Server, actor: Actor, person: str) -> ErasureReceipt:
    """Erase a person from everything stored for the actor, for good, and check that no text names them any more.

    Args:
        server: the server.
        actor: whose data to search.
        person: a name, or the address of a profile.

    Raises:
        RequestDenied: `person` is neither.
    """
    tokens = person_tokens(server.key, person)
    if not tokens:
        raise RequestDenied(
            "person-unknown",
            "This is neither a name nor a profile address.",
            unchanged="Nothing was changed.",
            hint="Enter the name as LinkedIn shows it, or https://www.linkedin.com/in/….",
        )
    receipt = ErasureReceipt(0, 0, 0, 0, 0, (), cleared=True, at=server.now())
    for attempt in attempts(server.database, actor.id):
        with attempt as inputs:
            erased = server.worker.sandboxes.erase(person, tokens, _inputs(inputs))
            with attempt.commit() as connection:
                receipt = _erase_everywhere(connection, inputs, erased, _test(server, person, erased), receipt)
    stored_member.clear_caches()
    if receipt.records or receipt.notes or receipt.names or receipt.others:
        return replace(receipt, cleared=server.worker.scrub())
    return receipt


def _inputs(inputs: ScoringInputs) -> ErasureInputs:
    in_order = sorted(inputs.contents, key=lambda pair: pair[0].sort_key)
    return ErasureInputs(in_order, [NAMELESS[import_.kind] for import_, _ in in_order], inputs.account.time_zone)


def _test(server: Server, person: str, erased: ErasureResult) -> TextMatcher:
    """Return a test for texts that name the person: as typed, or by any name in the member's archives."""
    named, named_by_token = name_matcher(person), token_matcher(server.key, erased.tokens)
    return lambda text: named(text) or named_by_token(text)


def _erase_everywhere(
    connection: Transaction,
    inputs: ScoringInputs,
    erased: ErasureResult,
    is_named: TextMatcher,
    receipt: ErasureReceipt,
) -> ErasureReceipt:
    account = inputs.account
    for import_id, content in erased.changed.items():
        imports.store_snapshot(connection, import_id, content)
    for token in erased.tokens:
        imports.suppress_person(connection, account.id, token)
    if erased.changed:
        write_scores(connection, account.id, erased.computed)
    renamed = erased.renamed | _rename_uploads(connection, account, is_named)
    notes, others = _sweep(connection, account, is_named)
    return replace(
        receipt,
        records=sum(erased.records),
        uploads=sum(map(bool, erased.records)),
        notes=notes,
        names=len(renamed),
        others=others,
        left=_columns_left(connection, account, is_named, erased),
    )


def _rename_uploads(connection: Transaction, account: Account, is_named: TextMatcher) -> set[str]:
    """Replace file names that name the person, in all uploads and in their error messages, which may mention other
    uploads.

    Returns the IDs of the uploads that changed.
    """
    every = imports.imports_of(connection, account.id, _ALL)
    renamed = {upload.name: NAMELESS[upload.kind] for upload in every if is_named(upload.name)}
    changed: set[str] = set()
    for upload in every:
        name, error = renamed.get(upload.name, upload.name), _without(upload.error, renamed)
        error = _WITHHELD if is_named(error) else error
        if (name, error) != (upload.name, upload.error):
            imports.change_import(connection, upload.id, name=name, error=error)
            changed.add(upload.id)
    return changed


def _without(error: str, gone: dict[str, str]) -> str:
    for name in sorted(gone, key=len, reverse=True):  # one may contain another
        error = error.replace(name, gone[name])
    return error


def _sweep(connection: Transaction, account: Account, is_named: TextMatcher) -> tuple[int, int]:
    """Delete or replace every other text that names the person. Return the number of notes, and of other texts."""
    notes = others = 0
    for column in free_text_columns():
        action = doc_of(column).forgetting
        if action not in {DELETED, REPLACED} or column.table is import_table:
            continue
        for key, value in free_text.values_of(connection, account, column):
            if not is_named(value):
                continue
            if action == DELETED:
                free_text.delete_value(connection, column, key)
            else:
                free_text.replace_value(connection, column, key, _RENAMED)
            notes, others = (notes + 1, others) if column.table is note_table else (notes, others + 1)
    return notes, others


def _columns_left(
    connection: Transaction, account: Account, is_named: TextMatcher, erased: ErasureResult
) -> tuple[str, ...]:
    """Return every column, in words, in which a text of the member's still names the person."""
    left: list[AnyColumn] = []
    for column in free_text_columns():
        texts = TEXTS[str(column)]
        if texts is None:
            named = bool(erased.still_named)
        else:
            values = free_text.values_of(connection, account, column)
            named = any(is_named(text) for _, value in values for text in texts(value))
        left += [column] if named else []
    return tuple(map(_in_words, left))


def _column(name: str) -> AnyColumn:
    return next(column for column in free_text_columns() if str(column) == name)


def _in_words(column: AnyColumn) -> str:
    return f"{title_of(column)}: {doc_of(column).meaning}"
