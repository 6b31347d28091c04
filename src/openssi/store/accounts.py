"""Store teams, accounts, sessions, invitations and tokens. Secrets are stored as hashes; callers pass the time."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from sqlalchemy import Connection, RowMapping, and_, delete, func, insert, not_, select, update
from sqlalchemy.exc import IntegrityError

from openssi.activity.calendar import DAY_SECONDS
from openssi.errors import RequestDenied
from openssi.store.tables import accounts, deliveries, invitations, links, sessions, teams, tokens

__all__ = [
    "PERSONAL_TEAM",
    "Account",
    "Invitation",
    "Role",
    "Session",
    "Team",
    "Token",
    "accounts_of",
    "add_account",
    "add_invitation",
    "add_personal_team",
    "add_session",
    "add_team",
    "add_token",
    "all_teams",
    "change_account",
    "change_team",
    "count_accounts",
    "delete_expired",
    "end_invitations",
    "end_session",
    "end_sessions",
    "end_token",
    "end_tokens",
    "find_account",
    "find_account_by_feed",
    "find_account_by_login",
    "find_account_by_subject",
    "find_invitation",
    "find_session",
    "find_team",
    "find_token",
    "hash_secret",
    "invitations_of",
    "login_key",
    "new_id",
    "personal_team_ids",
    "record_session_use",
    "record_token_use",
    "remove_account",
    "remove_team",
    "revoke_invitation",
    "sessions_of",
    "set_password",
    "sharing_ids",
    "tokens_of",
    "use_invitation",
    "use_is_due",
]

Role = Literal["member", "lead", "admin"]

#: The name of the team of a single member, which has no lead.
PERSONAL_TEAM = "Only you"

#: Seconds between recorded uses of a session or token: a write for each page would cost more than the page.
_USE_INTERVAL = 300
#: A session ends when it was not used for this many seconds.
_IDLE = 14 * DAY_SECONDS


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


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is signed in. `id` is the hash of its cookie."""

    id: str
    account_id: str
    agent: str
    created_at: int
    seen_at: int
    expires_at: int


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation into a team, to be used once. `id` is the hash of its code."""

    id: str
    team_id: str
    invited_by: str | None
    name: str
    role: Role
    created_at: int
    expires_at: int


@dataclass(frozen=True, slots=True)
class Token:
    """An API token of a member. `scopes` is a list separated by spaces."""

    id: str
    account_id: str
    name: str
    scopes: str
    created_at: int
    expires_at: int
    used_at: int | None


def new_id() -> str:
    """Return a random ID of 128 bits in hexadecimal, which nobody can guess."""
    return secrets.token_hex(16)


def hash_secret(secret: str) -> str:
    """Return the hash of a random secret. Its 256 bits make a fast hash as good as a slow one."""
    return hashlib.sha256(secret.encode()).hexdigest()


def add_team(connection: Connection, name: str, now: int) -> Team:
    """Add a team without ranking."""
    team = Team(new_id(), name, ranking=False, created_at=now)
    connection.execute(insert(teams).values(_row(team)))
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
            connection.execute(insert(accounts).values(_row(account)))
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


def set_password(connection: Connection, account_id: str, password: str, except_session: str = "") -> None:
    """Set the hash of a new password, and end all sessions but one, all tokens, deliveries, links, the feed."""
    change_account(connection, account_id, password=password, feed=None)
    end_sessions(connection, account_id, except_session)
    end_tokens(connection, account_id)
    for table in (deliveries, links):
        connection.execute(delete(table).where(table.c.account_id == account_id))


def remove_account(connection: Connection, account_id: str) -> None:
    """Erase an account and everything that belongs to it."""
    connection.execute(delete(accounts).where(accounts.c.id == account_id))


def remove_team(connection: Connection, team_id: str) -> None:
    """Delete an empty team and its invitations."""
    connection.execute(delete(teams).where(teams.c.id == team_id))


def _account(connection: Connection, condition: Any) -> Account | None:
    row = connection.execute(select(accounts).where(condition)).mappings().first()
    return Account(**cast("Any", row)) if row else None


def add_session(connection: Connection, account_id: str, agent: str, now: int, seconds: int) -> str:
    """Add a session. Return its secret, which is not stored."""
    secret = secrets.token_urlsafe(32)
    session = Session(hash_secret(secret), account_id, agent[:200], now, now, now + seconds)
    connection.execute(insert(sessions).values(_row(session)))
    return secret


def find_session(connection: Connection, secret: str, now: int) -> tuple[Session, Account] | None:
    """Return the session of a cookie and its account, unless it has expired or was idle for too long."""
    row = (
        connection.execute(select(sessions).where(sessions.c.id == hash_secret(secret), _is_valid(now)))
        .mappings()
        .first()
    )
    if row is None:
        return None
    session = Session(**cast("Any", row))
    account = find_account(connection, session.account_id)
    return (session, account) if account else None


def use_is_due(recorded: int | None, now: int) -> bool:
    """Return whether the next use should be recorded."""
    return recorded is None or now - recorded >= _USE_INTERVAL


def record_session_use(connection: Connection, session_id: str, now: int) -> None:
    """Record that a session was used."""
    connection.execute(update(sessions).where(sessions.c.id == session_id).values(seen_at=now))


def sessions_of(connection: Connection, account_id: str, now: int) -> Sequence[Session]:
    """Return a member's valid sessions, newest first."""
    query = select(sessions).where(sessions.c.account_id == account_id, _is_valid(now))
    return [
        Session(**cast("Any", row))
        for row in connection.execute(query.order_by(sessions.c.created_at.desc())).mappings()
    ]


def _is_valid(now: int) -> Any:
    return and_(sessions.c.expires_at > now, sessions.c.seen_at > now - _IDLE)


def end_session(connection: Connection, account_id: str, session_id: str) -> bool:
    """End one of a member's sessions. Return whether there was one."""
    return (
        connection.execute(
            delete(sessions).where(sessions.c.account_id == account_id, sessions.c.id == session_id)
        ).rowcount
        > 0
    )


def end_sessions(connection: Connection, account_id: str, except_session: str = "") -> None:
    """End all of a member's sessions but one."""
    connection.execute(delete(sessions).where(sessions.c.account_id == account_id, sessions.c.id != except_session))


def add_invitation(
    connection: Connection, team_id: str, invited_by: str, name: str, role: Role, now: int, seconds: int
) -> tuple[Invitation, str]:
    """Add an invitation. Return it with its code, which is not stored."""
    code = secrets.token_urlsafe(24)
    invitation = Invitation(hash_secret(code), team_id, invited_by, name, role, now, now + seconds)
    connection.execute(insert(invitations).values(_row(invitation)))
    return invitation, code


def use_invitation(connection: Connection, code: str, now: int) -> Invitation:
    """Use an invitation, which can be done once.

    Raises:
        RequestDenied: no open invitation has this code.
    """
    statement = (
        delete(invitations)
        .where(invitations.c.id == hash_secret(code), invitations.c.expires_at > now)
        .returning(*invitations.c)
    )
    return _invitation(connection.execute(statement).mappings().first())


def find_invitation(connection: Connection, code: str, now: int) -> Invitation:
    """Return an open invitation without using it up.

    Raises:
        RequestDenied: there is none with this code, or it has expired.
    """
    query = select(invitations).where(invitations.c.id == hash_secret(code), invitations.c.expires_at > now)
    return _invitation(connection.execute(query).mappings().first())


def _invitation(row: RowMapping | None) -> Invitation:
    if row is None:
        raise RequestDenied(
            "invitation-unknown",
            "This invitation code is not valid any more.",
            hint="Ask your lead for a new one: a code works once and expires.",
        )
    return Invitation(**cast("Any", row))


def invitations_of(connection: Connection, team_id: str, now: int) -> Sequence[Invitation]:
    """Return a team's open invitations, newest first."""
    query = select(invitations).where(invitations.c.team_id == team_id, invitations.c.expires_at > now)
    return [
        Invitation(**cast("Any", row))
        for row in connection.execute(query.order_by(invitations.c.created_at.desc())).mappings()
    ]


def revoke_invitation(connection: Connection, team_id: str, invitation_id: str) -> bool:
    """Withdraw an invitation of a team. Return whether there was one."""
    statement = delete(invitations).where(invitations.c.team_id == team_id, invitations.c.id == invitation_id)
    return connection.execute(statement).rowcount > 0


def end_invitations(connection: Connection, invited_by: str) -> None:
    """Withdraw all open invitations by an account that may no longer invite."""
    connection.execute(delete(invitations).where(invitations.c.invited_by == invited_by))


def add_token(
    connection: Connection, account_id: str, name: str, scopes: Sequence[str], now: int, seconds: int
) -> tuple[Token, str]:
    """Add a token. Return it with its secret, which is not stored."""
    secret = "ssi_" + secrets.token_urlsafe(32)
    token = Token(new_id(), account_id, name, " ".join(scopes), now, now + seconds, None)
    connection.execute(insert(tokens).values(**_row(token), hash=hash_secret(secret)))
    return token, secret


def find_token(connection: Connection, secret: str, now: int) -> tuple[Token, Account] | None:
    """Return the token of a secret and its account, unless it has expired."""
    query = select(*_token_columns()).where(tokens.c.hash == hash_secret(secret), tokens.c.expires_at > now)
    row = connection.execute(query).mappings().first()
    if row is None:
        return None
    token = Token(**cast("Any", row))
    account = find_account(connection, token.account_id)
    return (token, account) if account else None


def record_token_use(connection: Connection, token_id: str, now: int) -> None:
    """Record that a token was used."""
    connection.execute(update(tokens).where(tokens.c.id == token_id).values(used_at=now))


def tokens_of(connection: Connection, account_id: str) -> Sequence[Token]:
    """Return a member's tokens, newest first."""
    query = (
        select(*_token_columns())
        .where(tokens.c.account_id == account_id)
        .order_by(tokens.c.created_at.desc(), tokens.c.id)
    )
    return [Token(**cast("Any", row)) for row in connection.execute(query).mappings()]


def end_token(connection: Connection, account_id: str, token_id: str) -> bool:
    """End one of a member's tokens. Return whether there was one."""
    return (
        connection.execute(delete(tokens).where(tokens.c.account_id == account_id, tokens.c.id == token_id)).rowcount
        > 0
    )


def end_tokens(connection: Connection, account_id: str) -> None:
    """End all of a member's tokens."""
    connection.execute(delete(tokens).where(tokens.c.account_id == account_id))


def delete_expired(connection: Connection, now: int) -> None:
    """Delete expired sessions, tokens and invitations."""
    connection.execute(delete(sessions).where(not_(_is_valid(now))))
    for table in (tokens, invitations):
        connection.execute(delete(table).where(table.c.expires_at <= now))


def _token_columns() -> list[Any]:
    return [column for column in tokens.c if column.name != "hash"]


def _row(record: Any) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__slots__}
