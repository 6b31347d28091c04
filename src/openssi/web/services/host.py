"""What is done on the host alone: the account of this machine's user, admins, forgotten passwords, erasing somebody."""

from __future__ import annotations

from openssi.errors import RequestDenied
from openssi.store import accounts
from openssi.store.accounts import Account, login_key
from openssi.store.database import Database, Transaction
from openssi.web.context import Server
from openssi.web.jobs.worker import Worker
from openssi.web.security.names import clean_name
from openssi.web.security.passwords import hash_password
from openssi.web.services.erasing import erase
from openssi.web.settings import Settings

__all__ = ["add_admin", "erase_login", "local_account", "reset_password"]

_OWN = "you"


def local_account(server: Server) -> Account:
    """The account of this machine's user, who needs no password; made when they first come."""
    now = server.now()
    with server.database.write() as connection:
        found = accounts.find_login(connection, _OWN)
        if found is not None:
            return found
        team = accounts.add_home(connection, now)
        return accounts.add_account(connection, team.id, _OWN, "You", None, "member", now)


def add_admin(database: Database, login: str, name: str, team: str, password: str, now: int) -> bool:
    """Make an admin with a team of their own, or of that name if there is one; whether it is who used the server alone until now.

    Once there is an admin nobody comes in without a password. Whoever did so until then becomes the admin, with all their data.

    Raises:
        RequestDenied: the sign-in name is taken or cannot be one, or the password is no good.
    """
    login, name, team = clean_name(login), clean_name(name), clean_name(team)
    held = hash_password(password, login)
    with database.write() as connection:
        alone = _alone(connection)
        if alone is None:
            named = (one for one in accounts.all_teams(connection) if one.name == team != accounts.HOME)
            found = next(named, None)  # nobody comes into the team that a member has alone
            home = found or accounts.add_team(connection, team, now)
            accounts.add_account(connection, home.id, login, name, held, "admin", now)
            return False
        accounts.change_team(connection, alone.team_id, name=team)
        accounts.change_account(connection, alone.id, login=login_key(login), name=name, password=held, role="admin")
        accounts.end_sessions(connection, alone.id)
        return True


def _alone(connection: Transaction) -> Account | None:
    """The account of this machine's user, if there is no other."""
    found = accounts.find_login(connection, _OWN)
    return found if found and found.password is None and accounts.count_accounts(connection) == 1 else None


def reset_password(database: Database, login: str, password: str) -> None:
    """Give an account another password, and end its sessions, tokens and feed; for the host alone.

    Raises:
        RequestDenied: there is no such account, or the password is no good.
    """
    held = hash_password(password, login)
    with database.write() as connection:
        found = _known(connection, login)
        accounts.set_password(connection, found.id, held)


def erase_login(settings: Settings, database: Database, login: str) -> bool:
    """Erase an account with all that is held of it, as its owner could; whether the database's journal is cleared too.

    Raises:
        RequestDenied: there is no such account, or it is the last that leads a team or manages the server.
    """
    with database.read() as connection:
        account = _known(connection, login)
    return erase(Worker(settings, database, key=b""), account)  # it reads no upload: it needs no key


def _known(connection: Transaction, login: str) -> Account:
    found = accounts.find_login(connection, login)
    if found is None:
        raise RequestDenied(
            "account-login", f"Nobody signs in as {login}.", unchanged="Nothing was changed.", hint="ssi admin list"
        )
    return found
