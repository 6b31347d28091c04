"""A team's members, for its leads (`/api/v1/team…`); a server's teams, for its admins (`/api/v1/teams…`)."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from openssi.store import accounts, invitations
from openssi.store.accounts import Role
from openssi.store.accounts import Team as StoredTeam
from openssi.web.context import SiteAdmin, TeamLead, TeamReader, get_server
from openssi.web.http.json_bodies import JsonRoute
from openssi.web.http.schemas import Limit, Offset, Page, RequestBody, id_parameter, moment, paged
from openssi.web.services import retention
from openssi.web.services import team_members as service
from openssi.web.services.team_members import AssignableRole

__all__ = [
    "ROUTER",
    "CreatedInvitation",
    "Invitation",
    "NewInvitation",
    "NewLeadInvitation",
    "NewTeam",
    "RetentionRules",
    "Team",
    "TeamMember",
    "TeamMemberUpdate",
    "TeamRetention",
    "TeamSummary",
    "TeamSummaryPage",
    "TeamUpdate",
]

ROUTER = APIRouter(prefix="/api/v1", route_class=JsonRoute)

_TEAM: list[str | Enum] = ["Team"]
_TEAMS: list[str | Enum] = ["Teams of the server"]
AccountId = Annotated[str, id_parameter("account")]
InvitationId = Annotated[str, id_parameter("invitation")]
TeamId = Annotated[str, id_parameter("team")]


class TeamMember(BaseModel):
    """A member of the team, without figures."""

    id: str = Field(description="ID of the account.")
    name: str = Field(description="Name shown to the team.")
    role: Role = Field(description="Role in the team.")
    shares: bool = Field(description="Whether the team's leads see the member's index.")


class Invitation(BaseModel):
    """An open invitation, without its code."""

    id: str = Field(description="ID of the invitation.")
    name: str = Field(description="Name of the invited person.")
    role: Role = Field(description="Role that it gives.")
    created_at: datetime = Field(description="When it was created.")
    expires_at: datetime = Field(description="When it expires.")


class CreatedInvitation(Invitation):
    """A new invitation with its code."""

    code: str = Field(description="Code for one person to join at /join#CODE. It is only shown now.")


class Team(BaseModel):
    """A team with its members and open invitations."""

    id: str = Field(description="ID of the team.")
    name: str = Field(description="Name of the team.")
    ranking: bool = Field(description="Whether the team shows ranks.")
    people: list[TeamMember] = Field(description="Members, by name.")
    invitations: list[Invitation] = Field(description="Open invitations, the newest first.")


class TeamSummary(BaseModel):
    """A team as an admin sees it, without its members."""

    id: str = Field(description="ID of the team.")
    name: str = Field(description="Name of the team.")
    size: int = Field(description="Number of members.")
    leads: list[str] = Field(description="Names of its leads.")
    invitations: list[Invitation] = Field(description="Open invitations of leads, the newest first.")


class TeamSummaryPage(Page[TeamSummary]):
    """One page of teams."""


class TeamUpdate(RequestBody):
    """Changes to the team."""

    ranking: bool = Field(description="Whether the team shows ranks.")


class RetentionRules(RequestBody):
    """When a team's data are erased by rule."""

    data_days: int | None = Field(
        description="Days after a member's last upload when their data are erased. Null for never."
    )
    leaver_days: int | None = Field(
        description="Days after someone leaves the team when their account is erased. Null for never."
    )


class TeamRetention(BaseModel):
    """A team's rules on when data are erased."""

    data_days: int | None = Field(
        description="Days after a member's last upload when their data are erased. Null for never."
    )
    leaver_days: int | None = Field(
        description="Days after someone leaves the team when their account is erased. Null for never."
    )
    applies_from: datetime | None = Field(description="When the rules begin to apply. Null without rules.")


class TeamMemberUpdate(RequestBody):
    """Changes to a member of the team."""

    role: AssignableRole = Field(description="New role.")


class NewInvitation(RequestBody):
    """The person to invite."""

    name: str = Field(max_length=1000, description="Name of the person.")
    role: AssignableRole = Field(default="member", description="Role that the invitation gives.")


class NewLeadInvitation(RequestBody):
    """The lead to invite."""

    name: str = Field(max_length=1000, description="Name of the person.")


class NewTeam(RequestBody):
    """The team to create."""

    name: str = Field(max_length=1000, description="Name of the team.")


@ROUTER.get("/team", tags=_TEAM)
def get_team(request: Request, actor: TeamReader) -> Team:
    """Get your team.

    Its members and open invitations.
    """
    return _team(service.team_roster(get_server(request), actor))


@ROUTER.patch("/team", tags=_TEAM)
def update_team(request: Request, actor: TeamLead, update: TeamUpdate) -> Team:
    """Update your team.

    Turns ranks on or off.
    """
    service.set_ranking(get_server(request), actor, ranking=update.ranking)
    return _team(service.team_roster(get_server(request), actor))


@ROUTER.patch("/team/members/{account_id}", tags=_TEAM)
def update_team_member(
    request: Request, actor: TeamLead, account_id: AccountId, update: TeamMemberUpdate
) -> TeamMember:
    """Change a member's role.

    The member has to sign in again.
    """
    service.change_role(get_server(request), actor, account_id, update.role)
    return _member(service.teammate(get_server(request), actor, account_id))


@ROUTER.delete("/team/members/{account_id}", status_code=204, tags=_TEAM)
def remove_team_member(request: Request, actor: TeamLead, account_id: AccountId) -> None:
    """Remove a member from your team.

    The account and its data move to a team of their own.
    """
    service.remove_person(get_server(request), actor, account_id)


@ROUTER.post("/team/invitations", status_code=201, tags=_TEAM)
def invite_team_member(request: Request, actor: TeamLead, invitation: NewInvitation) -> CreatedInvitation:
    """Invite someone to your team.

    Returns a code that can't be shown again.
    """
    return _created(service.invite(get_server(request), actor, invitation.name, invitation.role))


@ROUTER.delete("/team/invitations/{invitation_id}", status_code=204, tags=_TEAM)
def revoke_invitation(request: Request, actor: TeamLead, invitation_id: InvitationId) -> None:
    """Revoke an invitation.

    Its code stops working.
    """
    service.revoke_invitation(get_server(request), actor, invitation_id)


@ROUTER.get("/teams", tags=_TEAMS)
def list_teams(
    request: Request, response: Response, _: SiteAdmin, limit: Limit = 50, offset: Offset = 0
) -> TeamSummaryPage:
    """List the teams of the server.

    By name, without members and figures.
    """
    teams, total = service.list_teams(get_server(request), limit, offset)
    return paged(TeamSummaryPage, request, response, [_summary(overview) for overview in teams], total, limit, offset)


@ROUTER.post("/teams", status_code=201, tags=_TEAMS)
def create_team(request: Request, actor: SiteAdmin, team: NewTeam) -> TeamSummary:
    """Create a team.

    It has no members until someone is invited to lead it.
    """
    return _summary(service.create_team(get_server(request), actor, team.name))


@ROUTER.get("/teams/{team_id}/retention", tags=_TEAMS)
def get_team_retention(request: Request, _: SiteAdmin, team_id: TeamId) -> TeamRetention:
    """Get a team's rules on when data are erased.

    By default there are none.
    """
    return _retention(retention.team_with_rules(get_server(request), team_id))


@ROUTER.put("/teams/{team_id}/retention", tags=_TEAMS)
def set_team_retention(request: Request, actor: SiteAdmin, team_id: TeamId, rules: RetentionRules) -> TeamRetention:
    """Set a team's rules on when data are erased.

    They apply after 30 days, in which members see them.
    """
    server = get_server(request)
    retention.set_rules(server, actor, team_id, rules.data_days, rules.leaver_days)
    return _retention(retention.team_with_rules(server, team_id))


@ROUTER.post("/teams/{team_id}/invitations", status_code=201, tags=_TEAMS)
def invite_lead(request: Request, actor: SiteAdmin, team_id: TeamId, lead: NewLeadInvitation) -> CreatedInvitation:
    """Invite a lead to a team.

    Returns a code that can't be shown again.
    """
    return _created(service.invite(get_server(request), actor, lead.name, "lead", team_id))


@ROUTER.delete("/teams/{team_id}/invitations/{invitation_id}", status_code=204, tags=_TEAMS)
def revoke_lead_invitation(request: Request, actor: SiteAdmin, team_id: TeamId, invitation_id: InvitationId) -> None:
    """Revoke a lead's invitation.

    Its code stops working.
    """
    service.revoke_invitation(get_server(request), actor, invitation_id, team_id)


def _team(roster: service.TeamRoster) -> Team:
    return Team(
        id=roster.team.id,
        name=roster.team.name,
        ranking=roster.team.ranking,
        people=[_member(item) for item in roster.people],
        invitations=[Invitation(**_invitation(item)) for item in roster.invitations],
    )


def _summary(overview: service.TeamOverview) -> TeamSummary:
    return TeamSummary(
        id=overview.team.id,
        name=overview.team.name,
        size=overview.size,
        leads=list(overview.leads),
        invitations=[Invitation(**_invitation(invitation)) for invitation in overview.invitations],
    )


def _member(account: accounts.Account) -> TeamMember:
    return TeamMember(id=account.id, name=account.name, role=account.role, shares=account.shares)


def _created(issued: service.IssuedInvitation) -> CreatedInvitation:
    return CreatedInvitation(**_invitation(issued.invitation), code=issued.code)


def _invitation(stored: invitations.Invitation) -> dict[str, Any]:
    return {
        "id": stored.id,
        "name": stored.name,
        "role": stored.role,
        "created_at": moment(stored.created_at),
        "expires_at": moment(stored.expires_at),
    }


def _retention(team: StoredTeam) -> TeamRetention:
    return TeamRetention(
        data_days=team.data_days,
        leaver_days=team.leaver_days,
        applies_from=None if team.rules_from is None else moment(team.rules_from),
    )
