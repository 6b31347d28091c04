"""The second factor of accounts with a password: set up, check at sign-in, recover, turn off."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from openssi.errors import RequestDenied, StoreError
from openssi.store import accounts
from openssi.store import second_factor as store
from openssi.store.accounts import Account
from openssi.web.context import Server
from openssi.web.security.access import Actor, Scope, reauthorize
from openssi.web.security.authenticator import matching_step, new_recovery_codes, plain_code
from openssi.web.security.encryption import decrypt, encrypt
from openssi.web.security.passwords import verify_password

__all__ = ["check_code", "codes_left", "issue_ticket", "redeem_ticket", "renew_codes", "set_up", "turn_off"]

_PURPOSE, _TICKET = "authenticator", "sign-in ticket"
_MINUTES = 10  # from the password to the code
_LENGTH = 6  # digits of an app's code
_TRIES = 20  # an hour


def issue_ticket(server: Server, account: Account) -> str:
    """Return a proof that the password was right, which is valid for ten minutes and until the password changes."""
    return encrypt(server.key, _TICKET, json.dumps([account.id, server.now(), _password_mark(account)]))


def redeem_ticket(server: Server, ticket: str) -> Account:
    """Return the account of a ticket.

    Raises:
        RequestDenied: it isn't valid, or has expired.
    """
    try:
        account_id, issued, mark = json.loads(decrypt(server.key, _TICKET, ticket))
    except (StoreError, ValueError) as error:
        raise _expired() from error
    with server.database.read() as connection:
        account = accounts.find_account(connection, account_id)
    if account is None or server.now() - issued > _MINUTES * 60 or mark != _password_mark(account):
        raise _expired()
    return account


def check_code(server: Server, account: Account, code: str) -> None:
    """Check a code of the app, or a recovery code; each works once.

    Raises:
        RequestDenied: it is wrong or was used, or there were too many tries.
    """
    server.limit_rate("code", account.id, sign_in=True)
    server.limit_rate("code-hourly", account.id, per_hour=_TRIES)
    typed = plain_code(code)
    with server.database.write() as connection:
        current = accounts.find_account(connection, account.id)
        if current is None or current.totp is None:
            raise _wrong()
        if len(typed) == _LENGTH:
            step = matching_step(decrypt(server.key, _PURPOSE, current.totp), typed, server.now())
            accepted = step is not None and store.use_code_once(connection, account.id, step)
        else:
            accepted = store.use_recovery_code(connection, account.id, typed)
    if not accepted:
        raise _wrong()


def set_up(server: Server, account: Account, secret: str, code: str) -> Sequence[str]:
    """Turn the second factor on with the app's first code; return the recovery codes, which are not stored.

    Raises:
        RequestDenied: the code is wrong, or the second factor is on already.
    """
    server.limit_rate("code", account.id, sign_in=True)
    step = matching_step(secret, plain_code(code), server.now()) if len(plain_code(code)) == _LENGTH else None
    if step is None:
        raise _wrong()
    codes = new_recovery_codes()
    with server.database.write() as connection:
        current = accounts.find_account(connection, account.id)
        if current is None or current.password is None or current.totp is not None:
            raise RequestDenied(
                "account-factor",
                "The second factor is on already, or not for this account.",
                unchanged="Nothing was changed.",
            )
        store.set_factor(connection, account.id, encrypt(server.key, _PURPOSE, secret), step, [*map(plain_code, codes)])
    return codes


def renew_codes(server: Server, actor: Actor, password: str) -> Sequence[str]:
    """Replace the recovery codes; return the new ones.

    Raises:
        RequestDenied: the password is wrong, the second factor is off, or the session has ended.
    """
    _check_password(server, actor, password)
    codes = new_recovery_codes()
    with server.database.write() as connection:
        actor = reauthorize(connection, actor, Scope.ACCOUNT, server.now())
        if actor.account.totp is None:
            raise RequestDenied("account-factor", "The second factor is off.", unchanged="Nothing was changed.")
        store.replace_recovery_codes(connection, actor.id, [*map(plain_code, codes)])
    return codes


def turn_off(server: Server, actor: Actor, password: str) -> None:
    """Turn the second factor off.

    Raises:
        RequestDenied: the password is wrong, this server requires the second factor, or the session has ended.
    """
    _check_password(server, actor, password)
    if server.settings.second_factor:
        raise RequestDenied(
            "account-factor", "This server requires the second factor.", unchanged="Nothing was changed."
        )
    with server.database.write() as connection:
        reauthorize(connection, actor, Scope.ACCOUNT, server.now())
        store.remove_factor(connection, actor.id)


def codes_left(server: Server, actor: Actor) -> int:
    """Return how many recovery codes are left."""
    with server.database.read() as connection:
        return store.count_recovery_codes(connection, actor.id)


def _check_password(server: Server, actor: Actor, password: str) -> None:
    server.limit_rate("password", actor.id, sign_in=True)
    if not verify_password(actor.account.password, password):
        raise RequestDenied("account-sign-in", "The password is wrong.", unchanged="Nothing was changed.")


def _password_mark(account: Account) -> str:
    return hashlib.sha256((account.password or "").encode()).hexdigest()


def _wrong() -> RequestDenied:
    return RequestDenied(
        "account-code",
        "This code is wrong, or was used before.",
        hint="Wait for the app's next code, or use one of your recovery codes.",
    )


def _expired() -> RequestDenied:
    return RequestDenied("account-code", "Signing in took too long.", hint="Sign in again.")
