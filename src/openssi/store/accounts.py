"""Store teams and accounts, and make their IDs. Callers pass the time."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, cast

from sqlalchemy import Connection, and_, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from openssi.errors import RequestDenied
from openssi.store.tables import accounts, teams

__all__ = [
    "PERSONAL_TEAM",
    "Account",
    "Role",
    "Team",
    "accounts_of",
    "add_account",
    "add_personal_team",
    "add_team",
    "all_teams",
    "change_account",
    "change_team",
    "count_accounts",
    "find_account",
    "find_account_by_feed",
    "find_account_by_login",
    "find_account_by_subject",
    "find_team",
    "hash_secret",
    "login_key",
    "new_id",
    "personal_team_ids",
    "remove_account",
    "remove_team",
    "sharing_ids",
]

Role = Literal["member", "lead", "admin"]

#: The name of the team of a single member, which has no lead.
PERSONAL_TEAM = "Only you"


@dataclass(frozen=True, slots=True)
class Team:
    """A team. Members see only their own.

    From `rules_from` on, data of members are erased `data_days` after their last upload, and accounts of people who
    left after `leaver_days`; None means never.
    """

    id: str
    name: str
    ranking: bool
    created_at: int
    data_days: int | None = None
    leaver_days: int | None = None
    rules_from: int | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A member's account.

    `password` is a hash, or None for this machine's user and for members who sign in with the identity provider only;
    `subject` is a hash of who they are there. `answers` is written by `web.services.answers`, and `industry`, which
    replaces that of the profile, by `web.services.industry`.
    """

    id: str
    team_id: str
    login: str
    name: str
    password: str | None
    role: Role
    shares: bool
    target: int | None
    target_from: int | None
    time_zone: str
    feed: str | None
    created_at: int
    subject: str | None = None
    erase_at: int | None = None
    data_erased_at: int | None = None
    answers: str | None = None
    totp: str | None = None
    totp_step: int | None = None
    industry: str | None = None

    @property
    def has_sign_in(self) -> bool:
        """Whether they sign in: not this machine's user, who has no team and uses a link."""
        return self.password is not None or self.subject is not None


def new_id() -> str:
    """Return a random ID of 128 bits in hexadecimal, which nobody can guess."""
    return secrets.token_hex(16)


def hash_secret(secret: str) -> str:
    """Return the hash of a random secret. Its 256 bits make a fast hash as good as a slow one."""
    return hashlib.sha256(secret.encode()).hexdigest()


def add_team(connection: Connection, name: str, now: int) -> Team:
    """Add a team without ranking."""
    team = Team(new_id(), name, ranking=False, created_at=now)
    connection.execute(insert(teams).values(asdict(team)))
    return team


def add_personal_team(connection: Connection, now: int) -> Team:
    """Add a team for a single member: this machine's user, or one who left a team."""
    return add_team(connection, PERSONAL_TEAM, now)


def personal_team_ids(connection: Connection) -> frozenset[str]:
    """Return the IDs of the teams of a single member; every other team with members has a lead."""
    alone = and_(func.count() == 1, func.max(accounts.c.role) == "member")
    return frozenset(
        connection.execute(select(accounts.c.team_id).group_by(accounts.c.team_id).having(alone)).scalars()
    )


def find_team(connection: Connection, team_id: str) -> Team | None:
    """Return the team with an ID."""
    row = connection.execute(select(teams).where(teams.c.id == team_id)).mappings().first()
    return Team(**cast("Any", row)) if row else None


def all_teams(connection: Connection) -> Sequence[Team]:
    """Return every team, sorted by name."""
    return [
        Team(**cast("Any", row))
        for row in connection.execute(select(teams).order_by(func.lower(teams.c.name), teams.c.id)).mappings()
    ]


def change_team(connection: Connection, team_id: str, **values: object) -> None:
    """Set columns of a team: name, ranking, data_days, leaver_days, rules_from."""
    connection.execute(update(teams).where(teams.c.id == team_id).values(**values))


def login_key(login: str) -> str:
    """Return a sign-in name as it is stored: in lower case, without extra spaces."""
    return " ".join(login.split()).casefold()


def add_account(
    connection: Connection,
    team_id: str,
    login: str,
    name: str,
    password: str | None,
    role: Role,
    now: int,
    *,
    shares: bool = False,
    subject: str | None = None,
) -> Account:
    """Add an account.

    Raises:
        RequestDenied: the sign-in name is taken.
    """
    account = Account(
        new_id(), team_id, login_key(login), name, password, role, shares, None, None, "UTC", None, now, subject
    )
    try:
        with connection.begin_nested():
            connection.execute(insert(accounts).values(asdict(account)))
    except IntegrityError as error:
        raise RequestDenied("account-login", f"The sign-in name {login} is taken.", hint="Choose another.") from error
    return account


def find_account(connection: Connection, account_id: str) -> Account | None:
    """Return the account with an ID."""
    return _account(connection, accounts.c.id == account_id)


def find_account_by_login(connection: Connection, login: str) -> Account | None:
    """Return the account with a sign-in name, ignoring case and extra spaces."""
    return _account(connection, accounts.c.login == login_key(login))


def find_account_by_subject(connection: Connection, subject: str) -> Account | None:
    """Return the account that is connected to an identity, by the identity's hash."""
    return _account(connection, accounts.c.subject == subject)


def find_account_by_feed(connection: Connection, feed: str) -> Account | None:
    """Return the account whose feed address has a hash."""
    return _account(connection, accounts.c.feed == feed)


def accounts_of(connection: Connection, team_id: str) -> Sequence[Account]:
    """Return the members of a team, sorted by name."""
    query = select(accounts).where(accounts.c.team_id == team_id).order_by(func.lower(accounts.c.name), accounts.c.id)
    return [Account(**cast("Any", row)) for row in connection.execute(query).mappings()]


def sharing_ids(connection: Connection, team_id: str) -> frozenset[str]:
    """Return the IDs of the members of a team who share their figures."""
    return frozenset(
        connection.execute(select(accounts.c.id).where(accounts.c.team_id == team_id, accounts.c.shares)).scalars()
    )


def count_accounts(connection: Connection, role: Role | None = None, team_id: str | None = None) -> int:
    """Return how many accounts there are, optionally of a role or in a team."""
    query = select(func.count()).select_from(accounts)
    if role:
        query = query.where(accounts.c.role == role)
    if team_id:
        query = query.where(accounts.c.team_id == team_id)
    return connection.execute(query).scalar_one()


def change_account(connection: Connection, account_id: str, **values: object) -> None:
    """Set columns of an account: team_id, login, name, role, shares, target, target_from, time_zone, password, feed,
    subject, erase_at, data_erased_at, answers, totp, totp_step, industry."""
    connection.execute(update(accounts).where(accounts.c.id == account_id).values(**values))


def remove_account(connection: Connection, account_id: str) -> None:
    """Erase an account and everything that belongs to it."""
    connection.execute(delete(accounts).where(accounts.c.id == account_id))


def remove_team(connection: Connection, team_id: str) -> None:
    """Delete an empty team and its invitations."""
    connection.execute(delete(teams).where(teams.c.id == team_id))


def _account(connection: Connection, condition: Any) -> Account | None:
    row = connection.execute(select(accounts).where(condition)).mappings().first()
    return Account(**cast("Any", row)) if row else None
