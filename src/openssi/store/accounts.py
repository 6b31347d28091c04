"""Who takes part: teams, accounts, sessions, invitations, tokens. Secrets are held as hashes; every moment is the caller's."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from sqlalchemy import Connection, RowMapping, and_, delete, func, insert, not_, select, update
from sqlalchemy.exc import IntegrityError

from openssi.errors import RequestDenied
from openssi.store.tables import accounts, invitations, sessions, teams, tokens

__all__ = [
    "HOME",
    "Account",
    "Invitation",
    "Role",
    "Session",
    "Team",
    "Token",
    "accounts_of",
    "add_account",
    "add_home",
    "add_invitation",
    "add_session",
    "add_team",
    "add_token",
    "all_teams",
    "change_account",
    "change_team",
    "check_invitation",
    "count_accounts",
    "end_invitation",
    "end_invitations",
    "end_session",
    "end_sessions",
    "end_token",
    "end_tokens",
    "find_account",
    "find_feed",
    "find_login",
    "find_session",
    "find_team",
    "find_token",
    "hashed",
    "home_ids",
    "invitations_of",
    "is_due",
    "login_key",
    "new_id",
    "note_session",
    "note_token",
    "remove_account",
    "remove_team",
    "sessions_of",
    "set_password",
    "sweep",
    "take_invitation",
    "tokens_of",
]

Role = Literal["member", "lead", "admin"]

#: The name of a team of one's own, where nobody leads.
HOME = "Only you"

#: A use is noted only so often: a write for each page would cost more than the page.
_NOTED = 300  # seconds
#: A session that is not used for so long lets nobody in.
_IDLE = 14 * 86_400


@dataclass(frozen=True, slots=True)
class Team:
    """A team: nobody sees beyond their own."""

    id: str
    name: str
    ranking: bool
    created_at: int


@dataclass(frozen=True, slots=True)
class Account:
    """One who takes part; `password` is a hash, None where only this machine lets in."""

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


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is signed in; `id` is the hash of its cookie."""

    id: str
    account_id: str
    agent: str
    created_at: int
    seen_at: int
    expires_at: int


@dataclass(frozen=True, slots=True)
class Invitation:
    """A way into a team, once; `id` is the hash of its code."""

    id: str
    team_id: str
    invited_by: str | None
    name: str
    role: Role
    created_at: int
    expires_at: int


@dataclass(frozen=True, slots=True)
class Token:
    """A program's way in; `scopes` are words with spaces between them."""

    id: str
    account_id: str
    name: str
    scopes: str
    created_at: int
    expires_at: int
    used_at: int | None


def new_id() -> str:
    """128 random bits in hexadecimal: nobody guesses another's."""
    return secrets.token_hex(16)


def hashed(secret: str) -> str:
    """What is held of a random secret. It has 256 bits, so that a plain hash is as good as a slow one."""
    return hashlib.sha256(secret.encode()).hexdigest()


def add_team(connection: Connection, name: str, now: int) -> Team:
    """A new team, ranks off."""
    team = Team(new_id(), name, ranking=False, created_at=now)
    connection.execute(insert(teams).values(_row(team)))
    return team


def add_home(connection: Connection, now: int) -> Team:
    """A new team for one member alone, as who starts on this machine has one and who leaves a team gets one."""
    return add_team(connection, HOME, now)


def home_ids(connection: Connection) -> frozenset[str]:
    """The numbers of the teams of one member alone: any other team with people in it keeps a lead."""
    alone = and_(func.count() == 1, func.max(accounts.c.role) == "member")
    return frozenset(
        connection.execute(select(accounts.c.team_id).group_by(accounts.c.team_id).having(alone)).scalars()
    )


def find_team(connection: Connection, team_id: str) -> Team | None:
    """The team of that number."""
    row = connection.execute(select(teams).where(teams.c.id == team_id)).mappings().first()
    return Team(**cast("Any", row)) if row else None


def all_teams(connection: Connection) -> Sequence[Team]:
    """Every team by name."""
    return [
        Team(**cast("Any", row))
        for row in connection.execute(select(teams).order_by(func.lower(teams.c.name), teams.c.id)).mappings()
    ]


def change_team(connection: Connection, team_id: str, **values: object) -> None:
    """Set `name` or `ranking`."""
    connection.execute(update(teams).where(teams.c.id == team_id).values(**values))


def login_key(login: str) -> str:
    """A sign-in name as it is held and found: case, surrounding and repeated spaces do not matter."""
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
) -> Account:
    """A new account.

    Raises:
        RequestDenied: the sign-in name is taken.
    """
    account = Account(new_id(), team_id, login_key(login), name, password, role, shares, None, None, "UTC", None, now)
    try:
        with connection.begin_nested():
            connection.execute(insert(accounts).values(_row(account)))
    except IntegrityError as error:
        raise RequestDenied("account-login", f"The sign-in name {login} is taken.", hint="Choose another.") from error
    return account


def find_account(connection: Connection, account_id: str) -> Account | None:
    """The account of that number."""
    return _account(connection, accounts.c.id == account_id)


def find_login(connection: Connection, login: str) -> Account | None:
    """The account that signs in by that name, whatever its case and spaces."""
    return _account(connection, accounts.c.login == login_key(login))


def find_feed(connection: Connection, feed: str) -> Account | None:
    """The account whose feed's address has that hash."""
    return _account(connection, accounts.c.feed == feed)


def accounts_of(connection: Connection, team_id: str) -> Sequence[Account]:
    """Everybody of a team by name."""
    found = select(accounts).where(accounts.c.team_id == team_id).order_by(func.lower(accounts.c.name), accounts.c.id)
    return [Account(**cast("Any", row)) for row in connection.execute(found).mappings()]


def count_accounts(connection: Connection, role: Role | None = None, team_id: str | None = None) -> int:
    """How many there are of a role, in a team, or at all."""
    found = select(func.count()).select_from(accounts)
    if role:
        found = found.where(accounts.c.role == role)
    if team_id:
        found = found.where(accounts.c.team_id == team_id)
    return connection.execute(found).scalar_one()


def change_account(connection: Connection, account_id: str, **values: object) -> None:
    """Set columns of an account: team_id, login, name, role, shares, target, target_from, time_zone, password, feed."""
    connection.execute(update(accounts).where(accounts.c.id == account_id).values(**values))


def set_password(connection: Connection, account_id: str, password: str, but: str = "") -> None:
    """Set another password, given as its hash, and end every other way in: sessions but one, tokens, the feed's address."""
    change_account(connection, account_id, password=password, feed=None)
    end_sessions(connection, account_id, but)
    end_tokens(connection, account_id)


def remove_account(connection: Connection, account_id: str) -> None:
    """Erase an account and all that belongs to it."""
    connection.execute(delete(accounts).where(accounts.c.id == account_id))


def remove_team(connection: Connection, team_id: str) -> None:
    """Take out a team that nobody is in, with its invitations."""
    connection.execute(delete(teams).where(teams.c.id == team_id))


def _account(connection: Connection, condition: Any) -> Account | None:
    row = connection.execute(select(accounts).where(condition)).mappings().first()
    return Account(**cast("Any", row)) if row else None


def add_session(connection: Connection, account_id: str, agent: str, now: int, seconds: int) -> str:
    """A new session; its secret, which is held nowhere."""
    secret = secrets.token_urlsafe(32)
    session = Session(hashed(secret), account_id, agent[:200], now, now, now + seconds)
    connection.execute(insert(sessions).values(_row(session)))
    return secret


def find_session(connection: Connection, secret: str, now: int) -> tuple[Session, Account] | None:
    """The session of a cookie and whose it is, unless it has ended or was idle for too long."""
    row = connection.execute(select(sessions).where(sessions.c.id == hashed(secret), _lets_in(now))).mappings().first()
    if row is None:
        return None
    session = Session(**cast("Any", row))
    account = find_account(connection, session.account_id)
    return (session, account) if account else None


def is_due(noted: int | None, now: int) -> bool:
    """Whether a use is to be noted again."""
    return noted is None or now - noted >= _NOTED


def note_session(connection: Connection, session_id: str, now: int) -> None:
    """Note that a session was used."""
    connection.execute(update(sessions).where(sessions.c.id == session_id).values(seen_at=now))


def sessions_of(connection: Connection, account_id: str, now: int) -> Sequence[Session]:
    """A member's sessions that still let in, the newest first."""
    found = select(sessions).where(sessions.c.account_id == account_id, _lets_in(now))
    return [
        Session(**cast("Any", row))
        for row in connection.execute(found.order_by(sessions.c.created_at.desc())).mappings()
    ]


def _lets_in(now: int) -> Any:
    return and_(sessions.c.expires_at > now, sessions.c.seen_at > now - _IDLE)


def end_session(connection: Connection, account_id: str, session_id: str) -> bool:
    """End one of a member's sessions; whether there was one."""
    return (
        connection.execute(
            delete(sessions).where(sessions.c.account_id == account_id, sessions.c.id == session_id)
        ).rowcount
        > 0
    )


def end_sessions(connection: Connection, account_id: str, but: str = "") -> None:
    """End all of a member's sessions but one."""
    connection.execute(delete(sessions).where(sessions.c.account_id == account_id, sessions.c.id != but))


def add_invitation(
    connection: Connection, team_id: str, invited_by: str, name: str, role: Role, now: int, seconds: int
) -> tuple[Invitation, str]:
    """A new invitation and its code, which is held nowhere."""
    code = secrets.token_urlsafe(24)
    invitation = Invitation(hashed(code), team_id, invited_by, name, role, now, now + seconds)
    connection.execute(insert(invitations).values(_row(invitation)))
    return invitation, code


def check_invitation(connection: Connection, code: str, now: int) -> None:
    """Check that there is an open invitation with a code.

    Raises:
        RequestDenied: there is none, or it has expired.
    """
    found = select(invitations.c.id).where(invitations.c.id == hashed(code), invitations.c.expires_at > now)
    if connection.execute(found).first() is None:
        raise _no_invitation()


def take_invitation(connection: Connection, code: str, now: int) -> Invitation:
    """Use up an invitation.

    Raises:
        RequestDenied: there is none of that code, or it ran out.
    """
    found = (
        delete(invitations)
        .where(invitations.c.id == hashed(code), invitations.c.expires_at > now)
        .returning(*invitations.c)
    )
    return _invitation(connection.execute(found).mappings().first())


def find_invitation(connection: Connection, code: str, now: int) -> Invitation:
    """Return an open invitation without using it up.

    Raises:
        RequestDenied: there is none with this code, or it has expired.
    """
    found = select(invitations).where(invitations.c.id == hashed(code), invitations.c.expires_at > now)
    return _invitation(connection.execute(found).mappings().first())


def _invitation(row: RowMapping | None) -> Invitation:
    if row is None:
        raise _no_invitation()
    return Invitation(**cast("Any", row))


def _no_invitation() -> RequestDenied:
    return RequestDenied(
        "invitation-unknown",
        "There is no open invitation with that code.",
        hint="Ask for a new one: each works once, and not for ever.",
    )


def invitations_of(connection: Connection, team_id: str, now: int) -> Sequence[Invitation]:
    """A team's open invitations, the newest first."""
    found = select(invitations).where(invitations.c.team_id == team_id, invitations.c.expires_at > now)
    return [
        Invitation(**cast("Any", row))
        for row in connection.execute(found.order_by(invitations.c.created_at.desc())).mappings()
    ]


def end_invitation(connection: Connection, team_id: str, invitation_id: str) -> bool:
    """Take back a team's invitation; whether there was one."""
    found = delete(invitations).where(invitations.c.team_id == team_id, invitations.c.id == invitation_id)
    return connection.execute(found).rowcount > 0


def end_invitations(connection: Connection, invited_by: str) -> None:
    """Take back all open invitations that somebody made: they may invite no more."""
    connection.execute(delete(invitations).where(invitations.c.invited_by == invited_by))


def add_token(
    connection: Connection, account_id: str, name: str, scopes: Sequence[str], now: int, seconds: int
) -> tuple[Token, str]:
    """A new token and its secret, which is held nowhere."""
    secret = "ssi_" + secrets.token_urlsafe(32)
    token = Token(new_id(), account_id, name, " ".join(scopes), now, now + seconds, None)
    connection.execute(insert(tokens).values(**_row(token), hash=hashed(secret)))
    return token, secret


def find_token(connection: Connection, secret: str, now: int) -> tuple[Token, Account] | None:
    """The token of a secret and whose it is, unless it ran out."""
    found = select(*_token_columns()).where(tokens.c.hash == hashed(secret), tokens.c.expires_at > now)
    row = connection.execute(found).mappings().first()
    if row is None:
        return None
    token = Token(**cast("Any", row))
    account = find_account(connection, token.account_id)
    return (token, account) if account else None


def note_token(connection: Connection, token_id: str, now: int) -> None:
    """Note that a token was used."""
    connection.execute(update(tokens).where(tokens.c.id == token_id).values(used_at=now))


def tokens_of(connection: Connection, account_id: str) -> Sequence[Token]:
    """A member's tokens, the newest first."""
    found = (
        select(*_token_columns())
        .where(tokens.c.account_id == account_id)
        .order_by(tokens.c.created_at.desc(), tokens.c.id)
    )
    return [Token(**cast("Any", row)) for row in connection.execute(found).mappings()]


def end_token(connection: Connection, account_id: str, token_id: str) -> bool:
    """End one of a member's tokens; whether there was one."""
    return (
        connection.execute(delete(tokens).where(tokens.c.account_id == account_id, tokens.c.id == token_id)).rowcount
        > 0
    )


def end_tokens(connection: Connection, account_id: str) -> None:
    """End all of a member's tokens."""
    connection.execute(delete(tokens).where(tokens.c.account_id == account_id))


def sweep(connection: Connection, now: int) -> None:
    """Let go of sessions, tokens and invitations that ran out."""
    connection.execute(delete(sessions).where(not_(_lets_in(now))))
    for table in (tokens, invitations):
        connection.execute(delete(table).where(table.c.expires_at <= now))


def _token_columns() -> list[Any]:
    return [column for column in tokens.c if column.name != "hash"]


def _row(record: Any) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__slots__}
