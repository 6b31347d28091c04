"""One's own team, for its leads, and the teams of a server, for its admins: `/api/v1/team…`, `/api/v1/teams…`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from openssi.store.accounts import Account, Invitation
from openssi.web.context import SiteAdmin, TeamLead, TeamReader, get_server
from openssi.web.http.schemas import Id, Limit, Offset, Page, at, paged
from openssi.web.services import people as service
from openssi.web.services.people import AssignableRole, IssuedInvitation, TeamOverview, TeamRoster

__all__ = [
    "ROUTER",
    "MadeInvitation",
    "NewInvitation",
    "NewLead",
    "NewRole",
    "NewTeam",
    "Ranking",
    "TeamMember",
    "TeamSummary",
    "ToldInvitation",
    "ToldTeam",
]

ROUTER = APIRouter(prefix="/api/v1", tags=["team"])


class TeamMember(BaseModel):
    """Somebody of a team; their figures are in the user report."""

    id: str = Field(description="the number of the account")
    name: str = Field(description="the name as the team reads it")
    role: str = Field(description="member, lead or admin")
    shares: bool = Field(description="whether the lead sees their index")


class ToldInvitation(BaseModel):
    """An open invitation, without its code."""

    id: str = Field(description="the number of the invitation")
    name: str = Field(description="whom it is meant for")
    role: str = Field(description="the role that it gives")
    created_at: datetime = Field(description="when it was made")
    expires_at: datetime = Field(description="when it runs out")


class MadeInvitation(ToldInvitation):
    """A new invitation with its code, which is told this once; the way in is /join#CODE."""

    code: str = Field(description="lets one person in, once")


class ToldTeam(BaseModel):
    """A team."""

    id: str = Field(description="the number of the team")
    name: str = Field(description="the team's name")
    ranking: bool = Field(description="whether the team has opted in to ranks")
    people: list[TeamMember] = Field(description="everybody in it, by name")
    invitations: list[ToldInvitation] = Field(description="those that are open, the newest first")


class TeamSummary(BaseModel):
    """A team as an admin sees it, who leads another one: nothing of its members."""

    id: str = Field(description="the number of the team")
    name: str = Field(description="the team's name")
    size: int = Field(description="how many people are in it")
    leads: list[str] = Field(description="who leads it, by name")
    invitations: list[ToldInvitation] = Field(description="open ones of leads, the newest first")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Ranking(_Strict):
    """Whether ranks are to be shown."""

    ranking: bool = Field(description="whether the team opts in to ranks")


class NewRole(_Strict):
    """What somebody is to be."""

    role: AssignableRole = Field(description="the role from now on")


class NewInvitation(_Strict):
    """Whom to invite, as what."""

    name: str = Field(max_length=1000, description="whom it is meant for")
    role: AssignableRole = Field(default="member", description="the role that it gives")


class NewLead(_Strict):
    """Whom to invite as the lead of a team."""

    name: str = Field(max_length=1000, description="whom it is meant for")


class NewTeam(_Strict):
    """A team to be made."""

    name: str = Field(max_length=1000, description="the team's name")


@ROUTER.get("/team")
def get_team(request: Request, actor: TeamReader) -> ToldTeam:
    """One's own team: who is in it, who is invited."""
    return _team(service.team_roster(get_server(request), actor))


@ROUTER.patch("/team")
def change_team(request: Request, actor: TeamLead, change: Ranking) -> ToldTeam:
    """Switch ranks on or off."""
    service.set_ranking(get_server(request), actor, ranking=change.ranking)
    return _team(service.team_roster(get_server(request), actor))


@ROUTER.patch("/team/members/{account_id}")
def change_role(request: Request, actor: TeamLead, account_id: Id, change: NewRole) -> TeamMember:
    """Make a member a lead, or a lead a member."""
    service.change_role(get_server(request), actor, account_id, change.role)
    return _person(service.teammate(get_server(request), actor, account_id))


@ROUTER.delete("/team/members/{account_id}", status_code=204)
def remove_member(request: Request, actor: TeamLead, account_id: Id) -> None:
    """Remove somebody from the team: into one of their own, alone, with all that is theirs."""
    service.remove_person(get_server(request), actor, account_id)


@ROUTER.post("/team/invitations", status_code=201)
def invite_member(request: Request, actor: TeamLead, invitation: NewInvitation) -> MadeInvitation:
    """Invite somebody into one's own team."""
    return _made(service.invite(get_server(request), actor, invitation.name, invitation.role))


@ROUTER.delete("/team/invitations/{invitation_id}", status_code=204)
def end_invitation(request: Request, actor: TeamLead, invitation_id: Id) -> None:
    """Take an open invitation back."""
    service.revoke_invitation(get_server(request), actor, invitation_id)


@ROUTER.get("/teams")
def list_teams(
    request: Request, response: Response, _: SiteAdmin, limit: Limit = 50, offset: Offset = 0
) -> Page[TeamSummary]:
    """The teams of this server by name, without figures and members."""
    found, total = service.list_teams(get_server(request), limit, offset)
    return paged(request, response, [_founded(one) for one in found], total, limit, offset)


@ROUTER.post("/teams", status_code=201)
def make_team(request: Request, actor: SiteAdmin, team: NewTeam) -> TeamSummary:
    """Make a team."""
    return _founded(service.make_team(get_server(request), actor, team.name))


@ROUTER.post("/teams/{team_id}/invitations", status_code=201)
def invite_lead(request: Request, actor: SiteAdmin, team_id: Id, lead: NewLead) -> MadeInvitation:
    """Invite a lead of a team."""
    return _made(service.invite(get_server(request), actor, lead.name, "lead", team_id))


@ROUTER.delete("/teams/{team_id}/invitations/{invitation_id}", status_code=204)
def take_back_lead(request: Request, actor: SiteAdmin, team_id: Id, invitation_id: Id) -> None:
    """Take a lead's open invitation back."""
    service.revoke_invitation(get_server(request), actor, invitation_id, team_id)


def _team(found: TeamRoster) -> ToldTeam:
    return ToldTeam(
        id=found.team.id,
        name=found.team.name,
        ranking=found.team.ranking,
        people=[_person(one) for one in found.people],
        invitations=[ToldInvitation(**_invitation(one)) for one in found.invitations],
    )


def _founded(found: TeamOverview) -> TeamSummary:
    return TeamSummary(
        id=found.team.id,
        name=found.team.name,
        size=found.size,
        leads=list(found.leads),
        invitations=[ToldInvitation(**_invitation(one)) for one in found.invitations],
    )


def _person(one: Account) -> TeamMember:
    return TeamMember(id=one.id, name=one.name, role=one.role, shares=one.shares)


def _made(one: IssuedInvitation) -> MadeInvitation:
    return MadeInvitation(**_invitation(one.invitation), code=one.code)


def _invitation(one: Invitation) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "role": one.role,
        "created_at": at(one.created_at),
        "expires_at": at(one.expires_at),
    }
