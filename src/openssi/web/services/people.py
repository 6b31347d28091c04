"""What leads and admins do: invite, change roles, remove, switch ranks on, make teams. Of other teams nothing is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from openssi.errors import RequestDenied
from openssi.store import accounts
from openssi.store.accounts import Account, Invitation, Team
from openssi.store.database import Transaction
from openssi.web.context import Server
from openssi.web.security.access import Actor, Scope, reauthorize
from openssi.web.security.names import clean_name

__all__ = [
    "INVITATION_DAYS",
    "AssignableRole",
    "IssuedInvitation",
    "TeamOverview",
    "TeamRoster",
    "change_role",
    "invite",
    "list_teams",
    "make_team",
    "not_found",
    "remove_person",
    "revoke_invitation",
    "set_ranking",
    "team_roster",
    "teammate",
]

INVITATION_DAYS = 14
#: What the web gives; admins are made on the host alone.
AssignableRole = Literal["member", "lead"]


@dataclass(frozen=True, slots=True)
class TeamRoster:
    """A team with everybody in it and its open invitations."""

    team: Team
    people: Sequence[Account]
    invitations: Sequence[Invitation]


@dataclass(frozen=True, slots=True)
class TeamOverview:
    """A team as an admin sees it: how many are in it, who leads it, and which leads are invited. Of members there is no name."""

    team: Team
    size: int
    leads: Sequence[str]
    invitations: Sequence[Invitation]


@dataclass(frozen=True, slots=True)
class IssuedInvitation:
    """An invitation and its code, which is told this once."""

    invitation: Invitation
    code: str


def not_found() -> RequestDenied:
    """The answer to what is another team's, the same as to what does not exist."""
    return RequestDenied("not-found", "There is nothing at this address.")


def team_roster(server: Server, actor: Actor) -> TeamRoster:
    """The team of whoever asks."""
    with server.database.read() as connection:
        return _teammates(connection, _team(connection, actor.account.team_id), server.now())


def teammate(server: Server, actor: Actor, account_id: str) -> Account:
    """One of the team of whoever asks.

    Raises:
        RequestDenied: there is none of that number in the team.
    """
    with server.database.read() as connection:
        return _teammate(connection, actor, account_id)


def invite(server: Server, actor: Actor, name: str, role: AssignableRole, team_id: str = "") -> IssuedInvitation:
    """A way into the team of whoever asks, once; for an admin, into the team of that number.

    Raises:
        RequestDenied: the name cannot be one, there is no such team, or the right was lost.
    """
    name, now = clean_name(name), server.now()
    with server.database.write() as connection:
        actor = reauthorize(connection, actor, _scope(team_id), now)
        team = _team(connection, team_id or actor.account.team_id)
        if team.id in accounts.home_ids(connection):
            raise not_found()
        return IssuedInvitation(
            *accounts.add_invitation(connection, team.id, actor.id, name, role, now, INVITATION_DAYS * 86_400)
        )


def revoke_invitation(server: Server, actor: Actor, invitation_id: str, team_id: str = "") -> None:
    """End an open invitation.

    Raises:
        RequestDenied: the team has none of that number, or the right was lost.
    """
    with server.database.write() as connection:
        actor = reauthorize(connection, actor, _scope(team_id), server.now())
        if not accounts.end_invitation(connection, team_id or actor.account.team_id, invitation_id):
            raise not_found()


def change_role(server: Server, actor: Actor, account_id: str, role: AssignableRole) -> None:
    """Make a member a lead, or a lead a member, whose open invitations end; they sign in anew.

    Raises:
        RequestDenied: there is none of that number in the team, they are an admin or the team's last lead, or the right was lost.
    """
    with server.database.write() as connection:
        actor = reauthorize(connection, actor, Scope.TEAM_WRITE, server.now())
        person = _teammate(connection, actor, account_id)
        if person.role == role:
            return
        _check_leads(connection, person)
        accounts.change_account(connection, person.id, role=role)
        accounts.end_sessions(connection, person.id)
        if role == "member":
            accounts.end_invitations(connection, person.id)  # or they would come back by one


def remove_person(server: Server, actor: Actor, account_id: str) -> None:
    """Remove somebody from the team: into one of their own, alone, with all that is theirs; they sign in anew.

    Raises:
        RequestDenied: there is none of that number in the team, they are an admin or the team's last lead, or the right was lost.
    """
    with server.database.write() as connection:
        actor = reauthorize(connection, actor, Scope.TEAM_WRITE, server.now())
        person = _teammate(connection, actor, account_id)
        _check_leads(connection, person)
        home = accounts.add_home(connection, server.now())
        accounts.change_account(connection, person.id, team_id=home.id, role="member", shares=False)
        accounts.end_sessions(connection, person.id)
        accounts.end_invitations(connection, person.id)


def set_ranking(server: Server, actor: Actor, *, ranking: bool) -> None:
    """Switch the ranks of the team on or off.

    Raises:
        RequestDenied: the right was lost.
    """
    with server.database.write() as connection:
        actor = reauthorize(connection, actor, Scope.TEAM_WRITE, server.now())
        accounts.change_team(connection, actor.account.team_id, ranking=ranking)


def list_teams(server: Server, limit: int | None = None, offset: int = 0) -> tuple[Sequence[TeamOverview], int]:
    """Teams by name, for an admin, from an offset on, without those of one member alone; and how many there are in all."""
    with server.database.read() as connection:
        homes = accounts.home_ids(connection)
        teams = [one for one in accounts.all_teams(connection) if one.id not in homes]
        return [_founded(_teammates(connection, team, server.now())) for team in teams[offset:][:limit]], len(teams)


def _founded(found: TeamRoster) -> TeamOverview:
    leads = [one.name for one in found.people if one.role != "member"]
    return TeamOverview(found.team, len(found.people), leads, [one for one in found.invitations if one.role == "lead"])


def make_team(server: Server, actor: Actor, name: str) -> TeamOverview:
    """A new team.

    Raises:
        RequestDenied: the name cannot be one, or is taken; or the right was lost.
    """
    name = clean_name(name)
    with server.database.write() as connection:
        reauthorize(connection, actor, Scope.TEAMS, server.now())
        if any(team.name.casefold() == name.casefold() for team in accounts.all_teams(connection)):
            raise RequestDenied(
                "team-name", "There is a team of that name.", unchanged="Nothing was changed.", hint="Take another."
            )
        return TeamOverview(accounts.add_team(connection, name, server.now()), 0, (), ())


def _scope(team_id: str) -> Scope:
    """The right that it takes to invite: into one's own team, or into that of a number."""
    return Scope.TEAMS if team_id else Scope.TEAM_WRITE


def _team(connection: Transaction, team_id: str) -> Team:
    team = accounts.find_team(connection, team_id)
    if team is None:
        raise not_found()
    return team


def _teammates(connection: Transaction, team: Team, now: int) -> TeamRoster:
    return TeamRoster(
        team, accounts.accounts_of(connection, team.id), accounts.invitations_of(connection, team.id, now)
    )


def _teammate(connection: Transaction, actor: Actor, account_id: str) -> Account:
    person = accounts.find_account(connection, account_id)
    if person is None or person.team_id != actor.account.team_id:
        raise not_found()
    return person


def _check_leads(connection: Transaction, person: Account) -> None:
    """A team never loses its last lead; admins are made and unmade on the host alone."""
    if person.role == "admin":
        raise RequestDenied(
            "access-denied",
            "An admin is made and changed on the host alone.",
            unchanged="Nothing was changed.",
            hint="ssi admin list",
        )
    leads = sum(one.role != "member" for one in accounts.accounts_of(connection, person.team_id))
    if person.role == "lead" and leads == 1:
        raise RequestDenied(
            "account-last-lead",
            "That is the team's last lead.",
            unchanged="Nothing was changed.",
            hint="Make somebody else a lead first.",
        )
