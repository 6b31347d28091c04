"""Store the second factor of an account: an encrypted secret, the last code used, and hashes of recovery codes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from openssi.store.accounts import hash_secret
from openssi.store.tables import accounts, recovery_codes, sessions

__all__ = [
    "count_recovery_codes",
    "end_sessions_without",
    "remove_factor",
    "replace_recovery_codes",
    "set_factor",
    "use_code_once",
    "use_recovery_code",
]


def set_factor(connection: Connection, account_id: str, secret: str, step: int, codes: Sequence[str]) -> None:
    """Store an encrypted secret with the step of the code that confirmed it, and new recovery codes."""
    connection.execute(update(accounts).where(accounts.c.id == account_id).values(totp=secret, totp_step=step))
    replace_recovery_codes(connection, account_id, codes)


def remove_factor(connection: Connection, account_id: str) -> None:
    """Delete an account's second factor and recovery codes."""
    connection.execute(update(accounts).where(accounts.c.id == account_id).values(totp=None, totp_step=None))
    replace_recovery_codes(connection, account_id, ())


def use_code_once(connection: Connection, account_id: str, step: int) -> bool:
    """Use the code of a step. Return False if it, or a later one, was used before."""
    unused = or_(accounts.c.totp_step.is_(None), accounts.c.totp_step < step)
    change = update(accounts).where(accounts.c.id == account_id, accounts.c.totp.is_not(None), unused)
    return connection.execute(change.values(totp_step=step)).rowcount > 0


def replace_recovery_codes(connection: Connection, account_id: str, codes: Sequence[str]) -> None:
    """Store the hashes of new recovery codes in place of the earlier ones."""
    connection.execute(delete(recovery_codes).where(recovery_codes.c.account_id == account_id))
    if codes:
        rows = [{"id": hash_secret(code), "account_id": account_id} for code in codes]
        connection.execute(insert(recovery_codes), rows)


def use_recovery_code(connection: Connection, account_id: str, code: str) -> bool:
    """Use a recovery code, which works once. Return whether it was valid."""
    statement = delete(recovery_codes).where(
        recovery_codes.c.account_id == account_id, recovery_codes.c.id == hash_secret(code)
    )
    return connection.execute(statement).rowcount > 0


def count_recovery_codes(connection: Connection, account_id: str) -> int:
    """Return how many recovery codes are left."""
    query = select(func.count()).select_from(recovery_codes).where(recovery_codes.c.account_id == account_id)
    return connection.execute(query).scalar_one()


def end_sessions_without(connection: Connection) -> None:
    """End all sessions of accounts with a password and no second factor."""
    without = select(accounts.c.id).where(accounts.c.password.is_not(None), accounts.c.totp.is_(None))
    connection.execute(delete(sessions).where(sessions.c.account_id.in_(without)))
