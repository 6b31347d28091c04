"""What members change of their own account: name, target, time zone, sharing, password, sessions, tokens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypedDict

from openssi.activity.calendar import zone
from openssi.errors import RequestDenied, UsageError
from openssi.store import accounts, scores
from openssi.store.accounts import Token
from openssi.store.database import Transaction
from openssi.web.context import Server
from openssi.web.jobs.rescoring import ScoringInputs, load_snapshots, rescore, update_inputs, write_scores
from openssi.web.security.access import TOKEN_SCOPES, Actor, Scope, reauthorize
from openssi.web.security.names import clean_name
from openssi.web.security.passwords import hash_password, is_password
from openssi.web.services.people import not_found

__all__ = [
    "LONGEST_TOKEN",
    "Profile",
    "change_password",
    "change_profile",
    "end_other_sessions",
    "end_session",
    "end_token",
    "make_token",
    "reload_actor",
]

#: Days for which a token may hold at most.
LONGEST_TOKEN = 366
_HIGHEST = 100
_LONGEST_NAME = 100
_MOST_TOKENS = 50


class Profile(TypedDict, total=False):
    """What a member says of themselves; what is left out stays as it is."""

    name: str
    target: int | None
    time_zone: str
    shares: bool


def change_profile(server: Server, actor: Actor, given: Profile) -> None:
    """Set what is given and nothing else; another time zone has every day computed anew.

    Raises:
        RequestDenied: the name is empty or too long.
        UsageError: the target is not 1 to 100, or there is no such time zone.
    """
    checked = _checked(given)
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

    def plan(basis: ScoringInputs) -> Callable[[Transaction], None]:
        computed = rescore(load_snapshots(basis.contents), time_zone, server.worker.model)

        def write_all(connection: Transaction) -> None:
            write(connection)
            accounts.change_account(connection, actor.id, time_zone=time_zone)
            write_scores(connection, actor.id, computed)

        return write_all

    update_inputs(server.database, actor.id, plan)


def _checked(given: Profile) -> Profile:
    found = given.copy()
    if "name" in found:
        found["name"] = clean_name(found["name"])
    target = found.get("target")
    if target is not None and not 0 < target <= _HIGHEST:
        raise UsageError(
            "target-outside", f"{target} is no target.", unchanged="Nothing was changed.", hint="It goes from 1 to 100."
        )
    time_zone = found.get("time_zone", "UTC")
    if time_zone != "UTC":
        zone(time_zone)
    return found


def _target_from(server: Server, connection: Transaction, account_id: str, given: Profile) -> dict[str, int]:
    """From when another target counts: the day of the index that the member sees while setting it."""
    account = accounts.find_account(connection, account_id)
    if "target" not in given or account is None or account.target == given["target"]:
        return {}
    kept = scores.find_kept(connection, account_id)
    return {"target_from": min(server.today(), kept.last_day) if kept else server.today() - 1}


def reload_actor(server: Server, actor: Actor) -> Actor:
    """The same actor with the account as it is now."""
    with server.database.read() as connection:
        account = accounts.find_account(connection, actor.id)
    if account is None:
        raise RequestDenied("access-sign-in", "The account was erased.")
    return replace(actor, account=account)


def change_password(server: Server, actor: Actor, old: str, new: str) -> None:
    """Set another password; every other session, every token and the feed's address end.

    Raises:
        RequestDenied: the old one is wrong, the new one no good, or the session ended.
    """
    server.limit_rate("password", actor.id, sign_in=True)
    if not is_password(actor.account.password, old):
        raise RequestDenied(
            "account-sign-in", "The password that you have now is another one.", unchanged="Nothing was changed."
        )
    held = hash_password(new, actor.account.login)
    with server.database.write() as connection:
        reauthorize(connection, actor, Scope.ACCOUNT, server.now())
        accounts.set_password(connection, actor.id, held, but=actor.session or "")


def end_session(server: Server, actor: Actor, beginning: str) -> None:
    """End the session whose number begins so; of two that do, the newer.

    Raises:
        RequestDenied: there is none.
    """
    with server.database.write() as connection:
        known = accounts.sessions_of(connection, actor.id, server.now())
        found = next((one for one in known if beginning and one.id.startswith(beginning)), None)
        if found is None or not accounts.end_session(connection, actor.id, found.id):
            raise not_found()


def end_other_sessions(server: Server, actor: Actor) -> None:
    """End every session but the one that asks."""
    with server.database.write() as connection:
        accounts.end_sessions(connection, actor.id, but=actor.session or "")


def make_token(server: Server, actor: Actor, name: str, scopes: Sequence[str], days: int) -> tuple[Token, str]:
    """A new token and its secret, which is told only now.

    Raises:
        RequestDenied: there are too many already, or the session ended.
        UsageError: the name, a scope or the days cannot be.
    """
    held = " ".join(name.split())
    allowed = [scope for scope in TOKEN_SCOPES if actor.may(scope)]
    wanted = [scope for scope in allowed if scope in scopes]
    faults: list[str] = []
    if not 0 < len(held) <= _LONGEST_NAME or not held.isprintable():
        faults.append(f"a name has 1 to {_LONGEST_NAME} characters, all of them to be seen")
    if not wanted or set(scopes) - set(allowed):
        faults.append(f"it may have some of {', '.join(allowed)}")
    if not 0 < days <= LONGEST_TOKEN:
        faults.append(f"it holds for 1 to {LONGEST_TOKEN} days")
    if faults:
        raise UsageError("token-wrong", f"No token was made: {'; '.join(faults)}.")
    with server.database.write() as connection:
        reauthorize(connection, actor, Scope.ACCOUNT, server.now())
        if len(accounts.tokens_of(connection, actor.id)) >= _MOST_TOKENS:
            raise RequestDenied(
                "token-wrong", f"You have {_MOST_TOKENS} tokens already.", hint="End one that you do not need."
            )
        return accounts.add_token(connection, actor.id, held, wanted, server.now(), days * 86_400)


def end_token(server: Server, actor: Actor, token_id: str) -> None:
    """End a token.

    Raises:
        RequestDenied: there is none of that number.
    """
    with server.database.write() as connection:
        if not accounts.end_token(connection, actor.id, token_id):
            raise not_found()
