"""Operations of leads and admins: invite, change roles, remove people, turn on ranks, create teams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from openssi.activity.calendar import DAY_SECONDS
from openssi.errors import RequestDenied
from openssi.store import accounts, credentials, invitations
from openssi.store.accounts import Account, Team
from openssi.store.database import Transaction
from openssi.store.invitations import Invitation
from openssi.store.retention import erasure_of_leaver
from openssi.web.context import Server
from openssi.web.http.problems import not_found_error
from openssi.web.security.access import Actor, Scope, reauthorize
from openssi.web.security.names import clean_name

__all__ = [
    "INVITATION_DAYS",
    "MOST_INVITED",
    "AssignableRole",
    "IssuedInvitation",
    "OpenInvitation",
    "TeamOverview",
    "TeamRoster",
    "change_role",
    "create_team",
    "find_invitation",
    "invite",
    "invite_all",
    "list_teams",
    "remove_person",
    "revoke_invitation",
    "set_ranking",
    "team_roster",
    "teammate",
]

INVITATION_DAYS = 14
#: The limit of people invited at once.
MOST_INVITED = 50
#: Roles that can be given on the web; admins are made on the command line only.
AssignableRole = Literal["member", "lead"]


@dataclass(frozen=True, slots=True)
class TeamRoster:
    """A team with its people and open invitations."""

    team: Team
    people: Sequence[Account]
    invitations: Sequence[Invitation]


@dataclass(frozen=True, slots=True)
class TeamOverview:
    """A team as an admin sees it: its size, its leads and the leads invited, but no names of members."""

    team: Team
    size: int
    leads: Sequence[str]
    invitations: Sequence[Invitation]


@dataclass(frozen=True, slots=True)
class IssuedInvitation:
    """A new invitation with its code, which is never shown again."""

    invitation: Invitation
    code: str


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation as its holder sees it: for whom, to which team, and by whom (empty if the account was erased)."""

    name: str
    team: str
    invited_by: str


def find_invitation(server: Server, code: str) -> OpenInvitation:
    """Return the open invitation with a code, without using it up.

    Raises:
        RequestDenied: there is none, or it has expired.
    """
    with server.database.read() as connection:
        invitation = invitations.find_invitation(connection, code.strip(), server.now())
        team = _team(connection, invitation.team_id)
        inviter = accounts.find_account(connection, invitation.invited_by) if invitation.invited_by else None
    return OpenInvitation(invitation.name, team.name, inviter.name if inviter else "")


def team_roster(server: Server, actor: Actor) -> TeamRoster:
    """Return the actor's team with its people and open invitations."""
    with server.database.read() as connection:
        return _teammates(connection, _team(connection, actor.account.team_id), server.now())


def teammate(server: Server, actor: Actor, account_id: str) -> Account:
    """Return a person of the actor's team.

    Raises:
        RequestDenied: the team has nobody with this ID.
    """
    with server.database.read() as connection:
        return _teammate(connection, actor, account_id)


def invite(server: Server, actor: Actor, name: str, role: AssignableRole, team_id: str = "") -> IssuedInvitation:
    """Invite a person, once, to the actor's team; as an admin, to any team by its ID.

    Raises:
        RequestDenied: the name is invalid, the team doesn't exist, or the actor lost the scope.
    """
    return invite_all(server, actor, [name], role, team_id)[0]


def invite_all(
    server: Server, actor: Actor, names: Sequence[str], role: AssignableRole, team_id: str = ""
) -> list[IssuedInvitation]:
    """Invite several people, each once: all of them, or none if one name is invalid.

    Raises:
        RequestDenied: as `invite`, or there are more than 50 names.
    """
    if len(names) > MOST_INVITED:
        raise RequestDenied(
            "account-login",
            f"These are {len(names)} names; {MOST_INVITED} at once is the limit.",
            unchanged="Nobody was invited.",
            hint="Invite the others after these.",
        )
    cleaned, now = [clean_name(name) for name in names], server.now()
    with server.database.write() as connection:
        actor = reauthorize(connection, actor, _scope(team_id), now)
        team = _team(connection, team_id or actor.account.team_id)
        if team.id in accounts.personal_team_ids(connection):
            raise not_found_error()
        return [
            IssuedInvitation(
                *invitations.add_invitation(
                    connection, team.id, actor.id, name, role, now, INVITATION_DAYS * DAY_SECONDS
                )
            )
            for name in cleaned
        ]


def revoke_invitation(server: Server, actor: Actor, invitation_id: str, team_id: str = "") -> None:
    """Revoke an open invitation.

    Raises:
        RequestDenied: the team has no invitation with this ID, or the actor lost the scope.
    """
    with server.database.write() as connection:
        actor = reauthorize(connection, actor, _scope(team_id), server.now())
        if not invitations.revoke_invitation(connection, team_id or actor.account.team_id, invitation_id):
            raise not_found_error()


def change_role(server: Server, actor: Actor, account_id: str, role: AssignableRole) -> None:
    """Make a member a lead or a lead a member. They are signed out; a former lead's open invitations are revoked.

    Raises:
        RequestDenied: the team has nobody with this ID, they are an admin or the last lead, or the actor lost the
            scope.
    """
    with server.database.write() as connection:
        actor = reauthorize(connection, actor, Scope.TEAM_WRITE, server.now())
        person = _teammate(connection, actor, account_id)
        if person.role == role:
            return
        _check_leads(connection, person)
        accounts.change_account(connection, person.id, role=role)
        credentials.end_sessions(connection, person.id)
        if role == "member":
            invitations.end_invitations(connection, person.id)  # or they could come back as a lead


def remove_person(server: Server, actor: Actor, account_id: str) -> None:
    """Move a person with all their data to a team of their own.

    They are signed out; their open invitations are revoked.

    Raises:
        RequestDenied: the team has nobody with this ID, they are an admin or the last lead, or the actor lost the
            scope.
    """
    with server.database.write() as connection:
        actor = reauthorize(connection, actor, Scope.TEAM_WRITE, server.now())
        person = _teammate(connection, actor, account_id)
        _check_leads(connection, person)
        now = server.now()
        erase_at = erasure_of_leaver(_team(connection, person.team_id), now)
        home = accounts.add_personal_team(connection, now)
        accounts.change_account(connection, person.id, team_id=home.id, role="member", shares=False, erase_at=erase_at)
        credentials.end_sessions(connection, person.id)
        invitations.end_invitations(connection, person.id)


def set_ranking(server: Server, actor: Actor, *, ranking: bool) -> None:
    """Turn ranks on or off for the team.

    Raises:
        RequestDenied: the actor lost the scope.
    """
    with server.database.write() as connection:
        actor = reauthorize(connection, actor, Scope.TEAM_WRITE, server.now())
        accounts.change_team(connection, actor.account.team_id, ranking=ranking)


def list_teams(server: Server, limit: int | None = None, offset: int = 0) -> tuple[Sequence[TeamOverview], int]:
    """Return teams by name and their total number, for an admin; without the teams of single members."""
    with server.database.read() as connection:
        homes = accounts.personal_team_ids(connection)
        teams = [candidate for candidate in accounts.all_teams(connection) if candidate.id not in homes]
        return [_overview(_teammates(connection, team, server.now())) for team in teams[offset:][:limit]], len(teams)


def _overview(roster: TeamRoster) -> TeamOverview:
    leads = [item.name for item in roster.people if item.role != "member"]
    return TeamOverview(
        roster.team, len(roster.people), leads, [item for item in roster.invitations if item.role == "lead"]
    )


def create_team(server: Server, actor: Actor, name: str) -> TeamOverview:
    """Create a team.

    Raises:
        RequestDenied: the name is invalid or taken, or the actor lost the scope.
    """
    name = clean_name(name)
    with server.database.write() as connection:
        reauthorize(connection, actor, Scope.TEAMS, server.now())
        if any(team.name.casefold() == name.casefold() for team in accounts.all_teams(connection)):
            raise RequestDenied(
                "team-name",
                "A team with this name already exists.",
                unchanged="Nothing was changed.",
                hint="Choose another name.",
            )
        return TeamOverview(accounts.add_team(connection, name, server.now()), 0, (), ())


def _scope(team_id: str) -> Scope:
    """Return the scope needed to invite: to one's own team, or to a team given by its ID."""
    return Scope.TEAMS if team_id else Scope.TEAM_WRITE


def _team(connection: Transaction, team_id: str) -> Team:
    team = accounts.find_team(connection, team_id)
    if team is None:
        raise not_found_error()
    return team


def _teammates(connection: Transaction, team: Team, now: int) -> TeamRoster:
    return TeamRoster(
        team, accounts.accounts_of(connection, team.id), invitations.invitations_of(connection, team.id, now)
    )


def _teammate(connection: Transaction, actor: Actor, account_id: str) -> Account:
    person = accounts.find_account(connection, account_id)
    if person is None or person.team_id != actor.account.team_id:
        raise not_found_error()
    return person


def _check_leads(connection: Transaction, person: Account) -> None:
    """Refuse to change an admin, or the last lead of a team."""
    if person.role == "admin":
        raise RequestDenied(
            "access-denied",
            "Admins can only be changed on the command line.",
            unchanged="Nothing was changed.",
            hint="Run ssi admin list on the server.",
        )
    leads = sum(account.role != "member" for account in accounts.accounts_of(connection, person.team_id))
    if person.role == "lead" and leads == 1:
        raise RequestDenied(
            "account-last-lead",
            "This is the team's last lead.",
            unchanged="Nothing was changed.",
            hint="Make someone else a lead first.",
        )
