"""Who may do what, in one place: scopes, what each role has of them, and how a route names the one that it needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from openssi.errors import RequestDenied
from openssi.store import accounts
from openssi.store.accounts import Account, Role
from openssi.store.database import Transaction

__all__ = ["ROLE_SCOPES", "TOKEN_SCOPES", "Actor", "Scope", "reauthorize"]


class Scope(StrEnum):
    """A right. A route needs exactly one."""

    ME_READ = "me:read"  # see one's own index and all that belongs to it
    ME_WRITE = "me:write"  # upload, write notes, set a target
    TEAM_READ = "team:read"  # see the user report of one's own team
    TEAM_WRITE = "team:write"  # invite, remove, switch ranks on
    TEAMS = "teams"  # make teams and invite their leads
    ACCOUNT = "account"  # password, sessions, tokens, export, erasing: a browser's session alone


_MEMBER = frozenset({Scope.ME_READ, Scope.ME_WRITE, Scope.ACCOUNT})
_LEAD = _MEMBER | {Scope.TEAM_READ, Scope.TEAM_WRITE}
_ADMIN = _LEAD | {Scope.TEAMS}

#: An admin leads their own team and makes others; the figures of other teams they do not see.
ROLE_SCOPES: dict[Role, frozenset[Scope]] = {"member": _MEMBER, "lead": _LEAD, "admin": _ADMIN}
#: What a token can have: nothing by which it could give itself more. Who may invite could let themselves in as a lead.
TOKEN_SCOPES = (Scope.ME_READ, Scope.ME_WRITE, Scope.TEAM_READ)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: an account, by a browser's session (`session` is its number) or by a token with scopes."""

    account: Account
    session: str | None
    granted: frozenset[Scope]

    @property
    def id(self) -> str:
        """The account's number."""
        return self.account.id

    @property
    def scopes(self) -> frozenset[Scope]:
        """What the actor may do now: what was granted, as far as the role goes today."""
        return self.granted & ROLE_SCOPES[self.account.role]

    def may(self, scope: Scope) -> bool:
        """Whether the actor has a right."""
        return scope in self.scopes

    def check(self, scope: Scope) -> None:
        """Refuse who does not have a right.

        Raises:
            RequestDenied: they do not.
        """
        if self.may(scope):
            return
        if self.session is None:
            raise RequestDenied("access-denied", f"This token may not do that: it would need the scope {scope}.")
        raise RequestDenied("access-denied", "Your role in the team does not allow that.", hint="Ask your team's lead.")


def reauthorize(connection: Transaction, actor: Actor, scope: Scope, now: int) -> Actor:
    """The actor as they are in a transaction that writes: while it waited for its turn, they may have lost the right.

    Raises:
        RequestDenied: their session ended, they were erased, they are in another team, or their role has not that right.
    """
    account = accounts.find_account(connection, actor.id)
    ended = actor.session and all(one.id != actor.session for one in accounts.sessions_of(connection, actor.id, now))
    if account is None or ended or account.team_id != actor.account.team_id:
        raise RequestDenied(
            "access-sign-in", "That session has ended.", unchanged="Nothing was changed.", hint="Sign in."
        )
    found = replace(actor, account=account)
    found.check(scope)
    return found
