"""Store invitations into a team, as hashes of their codes. Callers pass the time."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

from sqlalchemy import Connection, RowMapping, delete, insert, select

from openssi.errors import RequestDenied
from openssi.store.accounts import Role, hash_secret
from openssi.store.tables import invitations

__all__ = [
    "Invitation",
    "add_invitation",
    "end_invitations",
    "find_invitation",
    "invitations_of",
    "revoke_invitation",
    "use_invitation",
]


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


def add_invitation(
    connection: Connection, team_id: str, invited_by: str, name: str, role: Role, now: int, seconds: int
) -> tuple[Invitation, str]:
    """Add an invitation. Return it with its code, which is not stored."""
    code = secrets.token_urlsafe(24)
    invitation = Invitation(hash_secret(code), team_id, invited_by, name, role, now, now + seconds)
    connection.execute(insert(invitations).values(asdict(invitation)))
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
