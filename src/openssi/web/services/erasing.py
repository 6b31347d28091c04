"""Erase a member or one of a member's contacts, so that no byte is left and no later upload brings them back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from openssi.errors import RequestDenied
from openssi.snapshots.archive import person_tokens
from openssi.snapshots.mentions import mention_of
from openssi.snapshots.registry import Snapshot, snapshot_from_bytes
from openssi.store import accounts, imports, scores
from openssi.store.accounts import Account, login_key
from openssi.store.database import Transaction
from openssi.store.imports import Import
from openssi.web.context import Server
from openssi.web.jobs.reader import Computed
from openssi.web.jobs.rescoring import ScoringInputs, attempts, write_scores
from openssi.web.jobs.worker import Worker
from openssi.web.security.access import Actor
from openssi.web.security.passwords import is_password
from openssi.web.services import members
from openssi.web.services.uploads import NAMELESS

__all__ = ["ErasureReceipt", "erase", "erase_account", "erase_contact"]

_ALL = 1_000_000  # more uploads than anyone has
_WITHHELD = "The reason was removed: it named a person who asked to be forgotten."


@dataclass(frozen=True, slots=True)
class ErasureReceipt:
    """What was erased about a contact.

    Attributes:
        records: the number of records erased from stored snapshots.
        uploads: the number of uploads they were in.
        notes: the number of the member's notes that named the contact and were deleted.
        names: the number of uploads whose file name or error message named the contact and was changed.
        cleared: whether the database's journal is cleared too; otherwise the server keeps trying.
        at: when, in seconds since 1970-01-01 UTC.
    """

    records: int
    uploads: int
    notes: int
    names: int
    cleared: bool
    at: int


def erase_account(server: Server, actor: Actor, login: str, password: str) -> bool:
    """Erase the actor's account with all its data, once confirmed; return whether the database's journal is cleared too.

    Raises:
        RequestDenied: name or password is wrong, or they are the last lead of a team or the last admin.
    """
    account = actor.account
    right = account.password is None or is_password(account.password, password)
    if login_key(login) != account.login or not right:
        raise RequestDenied("account-sign-in", "Name or password is wrong.", unchanged="Nothing was erased.")
    return erase(server.worker, account)


def erase(worker: Worker, account: Account) -> bool:
    """Erase an account with all its data; return whether the database's journal is cleared too.

    Raises:
        RequestDenied: it is the last lead of a team or the last admin.
    """
    with worker.database.write() as connection:
        others = [one for one in accounts.accounts_of(connection, account.team_id) if one.id != account.id]
        _check_last(connection, account, others)
        waiting = imports.open_imports_of(connection, account.id)
        accounts.remove_account(connection, account.id)
        if not others:
            accounts.remove_team(connection, account.team_id)
    worker.let_go(waiting)
    members.clear_caches()
    return worker.scrub()


def _check_last(connection: Transaction, account: Account, others: list[Account]) -> None:
    leads = account.role != "member" and bool(others) and all(one.role == "member" for one in others)
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
    """Erase a person from the actor's stored uploads, notes and file names, for good.

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
    is_named = mention_of(person)

    receipt = ErasureReceipt(0, 0, 0, 0, cleared=True, at=server.now())
    for attempt in attempts(server.database, actor.id):
        with attempt as inputs:
            stored = [snapshot_from_bytes(one.kind, content) for one, content in inputs.contents]
            everywhere = _all_tokens(stored, tokens)
            cut = [one.without_person(everywhere) for one in stored]
            left = [
                _unnamed(one, content, is_named) for (one, _), (content, _) in zip(inputs.contents, cut, strict=True)
            ]
            changed = [pair for pair, was in zip(left, stored, strict=True) if pair[1] != was]
            computed = _rescore(server, inputs, left) if changed else None
            with attempt.commit() as connection:
                for one, content in changed:
                    imports.store_snapshot(connection, one.id, content.to_bytes())
                for token in everywhere:
                    imports.suppress_person(connection, actor.id, token)
                if changed:
                    write_scores(connection, actor.id, computed)
                counts = [count for _, count in cut if count]
                renamed = {
                    one.id: (was.name, now.name)
                    for (one, now), was in zip(left, stored, strict=True)
                    if now.name != was.name
                }
                names = len(renamed.keys() | _rename_uploads(connection, actor, is_named, dict(renamed.values())))
                notes = _delete_notes(connection, actor, is_named)
                receipt = replace(receipt, records=sum(counts), uploads=len(counts), notes=notes, names=names)
    members.clear_caches()
    if receipt.records or receipt.notes or receipt.names:
        return replace(receipt, cleared=server.worker.scrub())
    return receipt


def _rescore(server: Server, inputs: ScoringInputs, left: list[tuple[Import, Snapshot]]) -> Computed | None:
    in_order = sorted(left, key=lambda pair: pair[0].sort_key)
    contents = [(one.kind, content.to_bytes()) for one, content in in_order]
    return server.worker.reader.rescore(contents, inputs.account.time_zone)


def _unnamed(one: Import, content: Snapshot, is_named: Callable[[str], bool]) -> tuple[Import, Snapshot]:
    """Return an upload and its snapshot without a file name that names the person."""
    one = replace(one, name=NAMELESS[one.kind]) if is_named(one.name) else one
    # The two names can differ: an upload takes over the snapshot of an identical one that was removed.
    return one, content.renamed(one.name) if is_named(content.name) else content


def _rename_uploads(
    connection: Transaction, actor: Actor, is_named: Callable[[str], bool], gone: dict[str, str]
) -> set[str]:
    """Replace file names that name the person, in all uploads and in their error messages, which may mention other uploads.

    `gone` maps names that were replaced already to their replacements. Returns the IDs of the uploads that changed.
    """
    every = imports.imports_of(connection, actor.id, _ALL)
    gone = gone | {one.name: NAMELESS[one.kind] for one in every if is_named(one.name)}
    changed: set[str] = set()
    for one in every:
        name = NAMELESS[one.kind] if is_named(one.name) else one.name
        error = _without(one.error, gone)
        error = _WITHHELD if is_named(error) else error
        if (name, error) != (one.name, one.error):
            imports.change_import(connection, one.id, name=name, error=error)
            changed.add(one.id)
    return changed


def _without(error: str, gone: dict[str, str]) -> str:
    for name in sorted(gone, key=len, reverse=True):  # one may contain another
        error = error.replace(name, gone[name])
    return error


def _delete_notes(connection: Transaction, actor: Actor, is_named: Callable[[str], bool]) -> int:
    """Delete the notes that name the person; return how many."""
    named = [note_id for note_id, note in scores.notes_of(connection, actor.id) if is_named(note.text)]
    for note_id in named:
        scores.remove_note(connection, actor.id, note_id)
    return len(named)


def _all_tokens(archives: Sequence[Snapshot], tokens: frozenset[str]) -> frozenset[str]:
    """Return every token of a person: one archive may know them by name only, another by address too."""
    while (more := tokens.union(*(one.known_as(tokens) for one in archives))) != tokens:
        tokens = more
    return tokens
