"""Scopes, the scopes of each role, and the account behind a request."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from openssi.errors import RequestDenied
from openssi.store import accounts, credentials
from openssi.store.accounts import Account, Role
from openssi.store.database import Transaction

__all__ = ["ROLE_SCOPES", "TOKEN_SCOPES", "Actor", "Scope", "reauthorize"]


class Scope(StrEnum):
    """A permission. Every route needs exactly one, or is public."""

    ME_READ = "me:read"  # see one's own index and everything behind it
    ME_WRITE = "me:write"  # upload, write notes, set a target
    TEAM_READ = "team:read"  # see the user report of one's own team
    TEAM_WRITE = "team:write"  # invite and remove people, turn ranks on, upload sales and Sales Navigator's reports
    TEAMS = "teams"  # create teams and invite their leads, set retention rules, release a benchmark
    #: Password, second factor, sessions, tokens, links, deliveries, feed, LinkedIn's connection, export, erasure: only
    #: from a browser session.
    ACCOUNT = "account"


_MEMBER = frozenset({Scope.ME_READ, Scope.ME_WRITE, Scope.ACCOUNT})
_LEAD = _MEMBER | {Scope.TEAM_READ, Scope.TEAM_WRITE}
_ADMIN = _LEAD | {Scope.TEAMS}

#: An admin leads their own team and creates others, but never sees the figures of another team.
ROLE_SCOPES: dict[Role, frozenset[Scope]] = {"member": _MEMBER, "lead": _LEAD, "admin": _ADMIN}
#: Scopes a token can have: none with which it could gain more, such as by inviting its owner as a lead.
TOKEN_SCOPES = (Scope.ME_READ, Scope.ME_WRITE, Scope.TEAM_READ)


@dataclass(frozen=True, slots=True)
class Actor:
    """The account that sends a request, from a browser (`session` is its ID) or with a token (`session` is None)."""

    account: Account
    session: str | None
    granted: frozenset[Scope]

    @property
    def id(self) -> str:
        """The account's ID."""
        return self.account.id

    @property
    def scopes(self) -> frozenset[Scope]:
        """The granted scopes that the current role still allows."""
        return self.granted & ROLE_SCOPES[self.account.role]

    def may(self, scope: Scope) -> bool:
        """Return whether the actor has a scope."""
        return scope in self.scopes

    def check(self, scope: Scope) -> None:
        """Check that the actor has a scope.

        Raises:
            RequestDenied: they don't.
        """
        if self.may(scope):
            return
        if self.session is None:
            raise RequestDenied("access-denied", f"This token doesn't have the scope {scope}.")
        raise RequestDenied("access-denied", "Your role doesn't allow this.", hint="Ask your team's lead.")


def reauthorize(connection: Transaction, actor: Actor, scope: Scope, now: int) -> Actor:
    """Check an actor again in a write transaction, since access may have been lost while it waited.

    Return the current actor.

    Raises:
        RequestDenied: the session ended, the account is gone or changed teams, or its role lacks the scope.
    """
    account = accounts.find_account(connection, actor.id)
    ended = actor.session and all(
        session.id != actor.session for session in credentials.sessions_of(connection, actor.id, now)
    )
    if account is None or ended or account.team_id != actor.account.team_id:
        raise RequestDenied(
            "access-sign-in", "Your session has ended.", unchanged="Nothing was changed.", hint="Sign in again."
        )
    current = replace(actor, account=account)
    current.check(scope)
    return current
