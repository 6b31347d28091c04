"""Erasing: a member with all that is held of them, or one of their contacts; what is gone leaves no byte and does not come back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from openssi.errors import RequestDenied
from openssi.snapshots.archive import person_tokens
from openssi.snapshots.mentions import mention_of
from openssi.snapshots.registry import Snapshot
from openssi.store import accounts, imports, scores
from openssi.store.accounts import Account, login_key
from openssi.store.database import Transaction
from openssi.store.imports import Import
from openssi.web.context import Server
from openssi.web.jobs.rescoring import ScoringInputs, load_snapshots, rescore, update_inputs, write_scores
from openssi.web.jobs.worker import Worker
from openssi.web.security.access import Actor
from openssi.web.security.passwords import is_password
from openssi.web.services import members
from openssi.web.services.uploads import NAMELESS

__all__ = ["ErasureReceipt", "erase", "erase_account", "erase_contact"]

_ALL = 1_000_000  # more uploads than anybody has
_UNTOLD = "Why is no longer told: it named somebody who asked to be forgotten."


@dataclass(frozen=True, slots=True)
class ErasureReceipt:
    """What became of a contact who asked to be forgotten.

    Attributes:
        records: how many records about them were taken out of what is kept.
        uploads: of how many uploads.
        notes: how many of the member's notes named them, and were taken out.
        names: how many uploads had them in their file's name, or in what is told of them, and have no more.
        cleared: whether the database's journal is cleared too; otherwise the server tries again until it is.
        at: when, in seconds since 1970-01-01 UTC.
    """

    records: int
    uploads: int
    notes: int
    names: int
    cleared: bool
    at: int


def erase_account(server: Server, actor: Actor, login: str, password: str) -> bool:
    """Erase whoever asks, with all that is held of them; whether the database's journal is cleared too.

    Raises:
        RequestDenied: name or password are not theirs, or they are the last who leads a team or manages the server.
    """
    account = actor.account
    right = account.password is None or is_password(account.password, password)
    if login_key(login) != account.login or not right:
        raise RequestDenied(
            "account-sign-in", "Name and password are not those of this account.", unchanged="Nothing was erased."
        )
    return erase(server.worker, account)


def erase(worker: Worker, account: Account) -> bool:
    """Erase an account with all that is held of it; whether the database's journal is cleared too.

    Raises:
        RequestDenied: it is the last that leads a team or manages the server.
    """
    with worker.database.write() as connection:
        others = [one for one in accounts.accounts_of(connection, account.team_id) if one.id != account.id]
        _check_last(connection, account, others)
        waiting = imports.open_of(connection, account.id)
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
            "This account is the last that " + ("leads its team." if leads else "manages this server."),
            unchanged="Nothing was erased.",
            hint="Hand over first: make somebody else "
            + ("a lead." if leads else "an admin, with ssi admin create on the host."),
        )


def erase_contact(server: Server, actor: Actor, person: str) -> ErasureReceipt:
    """Take somebody out of what is kept of the asker's uploads, out of the asker's notes and out of names of files, for good.

    Args:
        server: the server.
        actor: whose uploads.
        person: a name, or the address of a profile.

    Raises:
        RequestDenied: it is neither.
    """
    tokens = person_tokens(server.key, person)
    if not tokens:
        raise RequestDenied(
            "person-unknown",
            "That is neither a name nor the address of a profile.",
            unchanged="Nothing was changed.",
            hint="Write the name as LinkedIn shows it, or https://www.linkedin.com/in/….",
        )
    is_named = mention_of(person)

    def plan(basis: ScoringInputs) -> Callable[[Transaction], ErasureReceipt]:
        kept = load_snapshots(basis.contents)
        everywhere = _all_tokens(kept, tokens)
        cut = [one.without_person(everywhere) for one in kept]
        left = [_unnamed(one, content, is_named) for (one, _), (content, _) in zip(basis.contents, cut, strict=True)]
        changed = [pair for pair, was in zip(left, kept, strict=True) if pair[1] != was]
        in_order = [content for _, content in sorted(left, key=lambda pair: pair[0].place)]
        computed = rescore(in_order, basis.account.time_zone, server.worker.model) if changed else None

        def write(connection: Transaction) -> ErasureReceipt:
            for one, content in changed:
                imports.keep(connection, one.id, content.to_bytes())
            for token in everywhere:
                imports.forget_person(connection, actor.id, token)
            if changed:
                write_scores(connection, actor.id, computed)
            counts = [count for _, count in cut if count]
            renamed = {
                one.id: (was.name, now.name) for (one, now), was in zip(left, kept, strict=True) if now.name != was.name
            }
            names = len(renamed.keys() | _unname(connection, actor, is_named, dict(renamed.values())))
            return ErasureReceipt(
                sum(counts), len(counts), _unnote(connection, actor, is_named), names, cleared=True, at=server.now()
            )

        return write

    found = update_inputs(server.database, actor.id, plan) or ErasureReceipt(0, 0, 0, 0, cleared=True, at=server.now())
    members.clear_caches()
    return replace(found, cleared=server.worker.scrub()) if found.records or found.notes or found.names else found


def _unnamed(one: Import, content: Snapshot, is_named: Callable[[str], bool]) -> tuple[Import, Snapshot]:
    """An upload and what is kept of it, both without a name that names somebody."""
    one = replace(one, name=NAMELESS[one.kind]) if is_named(one.name) else one
    # Not always of one name: what was kept of an upload that was taken out is now that of its twin.
    return one, content.renamed(one.name) if is_named(content.name) else content


def _unname(connection: Transaction, actor: Actor, is_named: Callable[[str], bool], gone: dict[str, str]) -> set[str]:
    """Take the names that name somebody out of uploads, read or not, and out of what is told of any: one may be told of another.

    `gone` has what stands in place of names that are gone already. Returns the numbers of the uploads that changed.
    """
    every = imports.imports_of(connection, actor.id, _ALL)
    gone = gone | {one.name: NAMELESS[one.kind] for one in every if is_named(one.name)}
    changed: set[str] = set()
    for one in every:
        name = NAMELESS[one.kind] if is_named(one.name) else one.name
        error = _without(one.error, gone)
        error = _UNTOLD if is_named(error) else error
        if (name, error) != (one.name, one.error):
            imports.change_import(connection, one.id, name=name, error=error)
            changed.add(one.id)
    return changed


def _without(error: str, gone: dict[str, str]) -> str:
    for name in sorted(gone, key=len, reverse=True):  # one may be part of another
        error = error.replace(name, gone[name])
    return error


def _unnote(connection: Transaction, actor: Actor, is_named: Callable[[str], bool]) -> int:
    """Take out the notes that name somebody; how many."""
    named = [number for number, note in scores.notes_of(connection, actor.id) if is_named(note.text)]
    for number in named:
        scores.remove_note(connection, actor.id, number)
    return len(named)


def _all_tokens(archives: Sequence[Snapshot], tokens: frozenset[str]) -> frozenset[str]:
    """One archive may know a person by name alone, another by the address too."""
    while (more := tokens.union(*(one.known_as(tokens) for one in archives))) != tokens:
        tokens = more
    return tokens
