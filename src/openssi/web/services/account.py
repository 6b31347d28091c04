"""What members change in their own account: profile, sharing, password, sessions and tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypedDict

from openssi.activity.calendar import DAY_SECONDS, check_zone
from openssi.errors import RequestDenied, UsageError
from openssi.store import accounts, credentials, scores
from openssi.store.credentials import Token
from openssi.store.database import Transaction
from openssi.web.context import Server
from openssi.web.http.problems import not_found_error
from openssi.web.jobs.score_updates import attempts, write_scores
from openssi.web.security.access import TOKEN_SCOPES, Actor, Scope, reauthorize
from openssi.web.security.names import clean_name
from openssi.web.security.passwords import hash_password, verify_password

__all__ = [
    "LONGEST_TOKEN",
    "ProfileChanges",
    "change_password",
    "change_profile",
    "create_token",
    "end_other_sessions",
    "end_session",
    "reload_actor",
    "revoke_token",
]

#: The longest time in days until a token expires.
LONGEST_TOKEN = 366
_HIGHEST = 100
_LONGEST_NAME = 100
_MOST_TOKENS = 50


class ProfileChanges(TypedDict, total=False):
    """Changes to a member's profile; what is left out stays the same."""

    name: str
    target: int | None
    time_zone: str
    shares: bool


def change_profile(server: Server, actor: Actor, changes: ProfileChanges) -> None:
    """Change a profile; a new time zone recalculates every day.

    Raises:
        RequestDenied: the name is invalid.
        UsageError: the target is not 1 to 100, or the time zone doesn't exist.
    """
    checked = _checked(changes)
    time_zone = checked.pop("time_zone", actor.account.time_zone)

    def write(connection: Transaction) -> None:
        if checked:
            accounts.change_account(
                connection, actor.id, **checked, **_target_from(server, connection, actor.id, checked)
            )

    if time_zone == actor.account.time_zone:
        with server.database.write() as connection:
            write(connection)
        return

    for attempt in attempts(server.database, actor.id):
        with attempt as inputs:
            computed = server.worker.sandboxes.rescore(inputs.stored, time_zone)
            with attempt.commit() as connection:
                write(connection)
                accounts.change_account(connection, actor.id, time_zone=time_zone)
                write_scores(connection, actor.id, computed)


def _checked(changes: ProfileChanges) -> ProfileChanges:
    checked = changes.copy()
    if "name" in checked:
        checked["name"] = clean_name(checked["name"])
    target = checked.get("target")
    if target is not None and not 0 < target <= _HIGHEST:
        raise UsageError(
            "target-outside",
            f"{target} is not a valid target.",
            unchanged="Nothing was changed.",
            hint="Choose 1 to 100.",
        )
    time_zone = checked.get("time_zone", "UTC")
    if time_zone != "UTC":
        check_zone(time_zone)
    return checked


def _target_from(server: Server, connection: Transaction, account_id: str, changes: ProfileChanges) -> dict[str, int]:
    """Return the day from which a new target counts: that of the index the member sees when setting it."""
    account = accounts.find_account(connection, account_id)
    if "target" not in changes or account is None or account.target == changes["target"]:
        return {}
    stored = scores.find_activity(connection, account_id)
    return {"target_from": min(server.today(), stored.last_day) if stored else server.today() - 1}


def reload_actor(server: Server, actor: Actor) -> Actor:
    """Return the actor with the account as it is now."""
    with server.database.read() as connection:
        account = accounts.find_account(connection, actor.id)
    if account is None:
        raise RequestDenied("access-sign-in", "This account was erased.")
    return replace(actor, account=account)


def change_password(server: Server, actor: Actor, old: str, new: str) -> None:
    """Change the password; end every other session, every token, delivery and link, and the feed.

    Raises:
        RequestDenied: the old password is wrong, the new one is too weak, or the session has ended.
    """
    server.limit_rate("password", actor.id, sign_in=True)
    if not verify_password(actor.account.password, old):
        raise RequestDenied("account-sign-in", "The current password is wrong.", unchanged="Nothing was changed.")
    password_hash = hash_password(new, actor.account.login)
    with server.database.write() as connection:
        reauthorize(connection, actor, Scope.ACCOUNT, server.now())
        credentials.set_password(connection, actor.id, password_hash, except_session=actor.session or "")


def end_session(server: Server, actor: Actor, prefix: str) -> None:
    """End the session whose ID starts with a prefix; if there are two, the newer.

    Raises:
        RequestDenied: there is none.
    """
    with server.database.write() as connection:
        sessions = credentials.sessions_of(connection, actor.id, server.now())
        match = next((session for session in sessions if prefix and session.id.startswith(prefix)), None)
        if match is None or not credentials.end_session(connection, actor.id, match.id):
            raise not_found_error()


def end_other_sessions(server: Server, actor: Actor) -> None:
    """End every session except the current one."""
    with server.database.write() as connection:
        credentials.end_sessions(connection, actor.id, except_session=actor.session or "")


def create_token(server: Server, actor: Actor, name: str, scopes: Sequence[str], days: int) -> tuple[Token, str]:
    """Create a token; return it with its secret, which is not stored.

    Raises:
        RequestDenied: there are too many already, or the session has ended.
        UsageError: the name, a scope or the days are invalid; the message lists every mistake.
    """
    cleaned = " ".join(name.split())
    allowed = [scope for scope in TOKEN_SCOPES if actor.may(scope)]
    granted = [scope for scope in allowed if scope in scopes]
    faults: list[str] = []
    if not 0 < len(cleaned) <= _LONGEST_NAME or not cleaned.isprintable():
        faults.append(f"the name must be 1–{_LONGEST_NAME} printable characters")
    if not granted or set(scopes) - set(allowed):
        faults.append(f"choose permissions from {', '.join(allowed)}")
    if not 0 < days <= LONGEST_TOKEN:
        faults.append(f"it must expire after 1 to {LONGEST_TOKEN} days")
    if faults:
        raise UsageError("token-wrong", f"No token was created: {'; '.join(faults)}.")
    with server.database.write() as connection:
        reauthorize(connection, actor, Scope.ACCOUNT, server.now())
        if len(credentials.tokens_of(connection, actor.id)) >= _MOST_TOKENS:
            raise RequestDenied(
                "token-wrong", f"You already have {_MOST_TOKENS} tokens.", hint="Revoke one that you don't need."
            )
        return credentials.add_token(connection, actor.id, cleaned, granted, server.now(), days * DAY_SECONDS)


def revoke_token(server: Server, actor: Actor, token_id: str) -> None:
    """Revoke a token.

    Raises:
        RequestDenied: there is no token with this ID.
    """
    with server.database.write() as connection:
        if not credentials.end_token(connection, actor.id, token_id):
            raise not_found_error()
