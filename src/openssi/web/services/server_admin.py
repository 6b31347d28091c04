"""Operations for the command line: create admins, reset passwords, erase accounts; and the local user's account."""

from __future__ import annotations

from openssi.errors import RequestDenied
from openssi.store import accounts, credentials, second_factor
from openssi.store.accounts import Account, login_key
from openssi.store.database import Database, Transaction
from openssi.web.context import Server
from openssi.web.jobs.worker import Worker
from openssi.web.security.names import clean_name
from openssi.web.security.passwords import hash_password
from openssi.web.services.erasing import AccountReceipt, erase_account
from openssi.web.settings import Settings

__all__ = ["add_admin", "erase_account_by_login", "find_or_create_local_account", "reset_password"]

_LOCAL_LOGIN = "you"


def find_or_create_local_account(server: Server) -> Account:
    """Return the account of this machine's user, who needs no password; create it on first use."""
    now = server.now()
    with server.database.write() as connection:
        account = accounts.find_account_by_login(connection, _LOCAL_LOGIN)
        if account is not None:
            return account
        team = accounts.add_personal_team(connection, now)
        return accounts.add_account(connection, team.id, _LOCAL_LOGIN, "You", None, "member", now)


def add_admin(database: Database, login: str, name: str, team: str, password: str, now: int) -> bool:
    """Create an admin in the team of a name, which is created if needed.

    Once there is an admin, everyone needs a password. If one person used the server alone until then, they become that
    admin, with all their data. Return whether that happened.

    Raises:
        RequestDenied: the sign-in name is taken or invalid, or the password is too weak.
    """
    login, name, team = clean_name(login), clean_name(name), clean_name(team)
    password_hash = hash_password(password, login)
    with database.write() as connection:
        local = _single_user(connection)
        if local is None:
            named = (
                candidate
                for candidate in accounts.all_teams(connection)
                if candidate.name == team != accounts.PERSONAL_TEAM
            )
            existing = next(named, None)  # never the team of a single member
            home = existing or accounts.add_team(connection, team, now)
            accounts.add_account(connection, home.id, login, name, password_hash, "admin", now)
            return False
        accounts.change_team(connection, local.team_id, name=team)
        accounts.change_account(
            connection, local.id, login=login_key(login), name=name, password=password_hash, role="admin"
        )
        credentials.end_sessions(connection, local.id)
        return True


def _single_user(connection: Transaction) -> Account | None:
    """Return the account of this machine's user, if there is no other account."""
    account = accounts.find_account_by_login(connection, _LOCAL_LOGIN)
    return account if account and account.password is None and accounts.count_accounts(connection) == 1 else None


def reset_password(database: Database, login: str, password: str) -> None:
    """Set a new password, without second factor, end sessions and tokens, and delete feed, deliveries and links.

    For the server's command line only.

    Raises:
        RequestDenied: there is no such account, or the password is too weak.
    """
    password_hash = hash_password(password, login)
    with database.write() as connection:
        account = _known(connection, login)
        credentials.set_password(connection, account.id, password_hash)
        second_factor.remove_factor(connection, account.id)


def erase_account_by_login(settings: Settings, database: Database, login: str) -> AccountReceipt:
    """Erase an account with all its data, as its owner could.

    Raises:
        RequestDenied: there is no such account, or it is the last lead of a team or the last admin.
    """
    with database.read() as connection:
        account = _known(connection, login)
    worker = Worker(settings, database, key=b"")  # reads no uploads, so it needs no key
    return erase_account(worker, account)


def _known(connection: Transaction, login: str) -> Account:
    account = accounts.find_account_by_login(connection, login)
    if account is None:
        raise RequestDenied(
            "account-login", f"Nobody signs in as {login}.", unchanged="Nothing was changed.", hint="ssi admin list"
        )
    return account
