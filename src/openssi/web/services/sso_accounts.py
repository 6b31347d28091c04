"""Find or create the account of a person authenticated by the identity provider, and follow their groups."""

from __future__ import annotations

from openssi.errors import RequestDenied
from openssi.store import accounts, credentials, invitations
from openssi.store.accounts import Account, Role
from openssi.store.database import Transaction
from openssi.web.context import Server
from openssi.web.security.names import clean_name
from openssi.web.security.oidc import Identity, SsoRequest
from openssi.web.settings import SsoSettings

__all__ = ["connect", "sign_in_account"]

_RANKS: tuple[Role, ...] = ("admin", "lead", "member")  # highest first


def sign_in_account(server: Server, settings: SsoSettings, identity: Identity) -> Account:
    """Return the account of an identity, in the role of its groups; create it if the settings name a team.

    Raises:
        RequestDenied: there is no account and none may be created, or another account has the name.
    """
    role = _role(settings, identity)
    with server.database.write() as connection:
        account = accounts.find_account_by_subject(connection, identity.subject)
        if account is None:
            return _join(connection, settings, identity, role or "member", server.now())
        if role is not None and role != account.role:
            accounts.change_account(connection, account.id, role=role)
            credentials.end_sessions(connection, account.id)
            if role == "member":
                invitations.end_invitations(connection, account.id)
        return accounts.find_account(connection, account.id) or account


def connect(server: Server, request: SsoRequest, identity: Identity, account_id: str) -> None:
    """Let an account's owner sign in with an identity from now on.

    Raises:
        RequestDenied: somebody else is signed in by now, or the identity belongs to another account.
    """
    if request.account_id != account_id:
        raise RequestDenied(
            "sso-failed", "You have since signed in to another account.", unchanged="Nothing was changed."
        )
    with server.database.write() as connection:
        other = accounts.find_account_by_subject(connection, identity.subject)
        if other is not None and other.id != account_id:
            raise RequestDenied(
                "sso-denied", "Another account here is connected to this identity.", unchanged="Nothing was changed."
            )
        accounts.change_account(connection, account_id, subject=identity.subject)


def _join(connection: Transaction, settings: SsoSettings, identity: Identity, role: Role, now: int) -> Account:
    team = next((name for group, name in settings.teams.items() if group in identity.groups), settings.team)
    if not team or not identity.login:
        raise RequestDenied(
            "sso-denied",
            "You have no account here yet.",
            hint="Ask your team's lead for an invitation, then connect single sign-on under Account.",
        )
    if accounts.find_account_by_login(connection, identity.login):
        raise RequestDenied(
            "sso-denied",
            f"There is an account with the name {identity.login} already.",
            hint="Sign in with its password, then connect single sign-on under Account.",
        )
    existing = next((candidate for candidate in accounts.all_teams(connection) if candidate.name == team), None)
    team_id = (existing or accounts.add_team(connection, team, now)).id
    name = clean_name("".join(filter(str.isprintable, identity.name))[:200])
    return accounts.add_account(
        connection, team_id, clean_name(identity.login), name, None, role, now, subject=identity.subject
    )


def _role(settings: SsoSettings, identity: Identity) -> Role | None:
    """Return the highest role of the identity's groups; None if roles are given on the server."""
    if not settings.roles:
        return None
    granted = {role for group, role in settings.roles.items() if group in identity.groups}
    for role in _RANKS:
        if role in granted:
            return role
    return "member"
