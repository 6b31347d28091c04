"""The people of a team, for its lead: who is in it, roles, invitations, ranks; and the teams of a server, for its admins."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from openssi.web.context import SiteAdmin, TeamLead, TeamReader, base_url, get_server
from openssi.web.http.forms import FormFlag, FormText
from openssi.web.http.templates import page
from openssi.web.security.access import Actor
from openssi.web.services import people as service
from openssi.web.services.people import AssignableRole, IssuedInvitation

__all__ = ["ROUTER"]

ROUTER = APIRouter()

Role = Annotated[AssignableRole, Form()]


@ROUTER.get("/team/people")
def people(request: Request, actor: TeamReader) -> Response:
    """Everybody of the team, and who is invited."""
    return _people(request, actor)


@ROUTER.post("/team/invitations")
def invite(request: Request, actor: TeamLead, name: FormText, role: Role = "member") -> Response:
    """Invite somebody: the link is shown this once."""
    return _people(request, actor, service.invite(get_server(request), actor, name, role))


@ROUTER.post("/team/invitations/{invitation_id}/end")
def revoke_invitation(request: Request, invitation_id: str, actor: TeamLead) -> Response:
    """Take an invitation back."""
    service.revoke_invitation(get_server(request), actor, invitation_id)
    return _to("/team/people")


@ROUTER.post("/team/people/{account_id}/role")
def change_role(request: Request, account_id: str, actor: TeamLead, role: Role) -> Response:
    """Make a member a lead, or a lead a member."""
    service.change_role(get_server(request), actor, account_id, role)
    return _to("/team/people")


@ROUTER.get("/team/people/{account_id}/remove")
def remove_page(request: Request, account_id: str, actor: TeamLead) -> Response:
    """Ask before somebody is removed."""
    return page(request, "remove_person.html", actor, person=service.teammate(get_server(request), actor, account_id))


@ROUTER.post("/team/people/{account_id}/remove")
def remove(request: Request, account_id: str, actor: TeamLead) -> Response:
    """Remove somebody from the team, with all that is theirs."""
    service.remove_person(get_server(request), actor, account_id)
    return _to("/sign-in" if account_id == actor.id else "/team/people")


@ROUTER.post("/team/ranking")
def set_ranking(request: Request, actor: TeamLead, *, ranking: FormFlag = False) -> Response:
    """Switch ranks on or off."""
    service.set_ranking(get_server(request), actor, ranking=ranking)
    return _to("/team/people")


@ROUTER.get("/teams")
def founded(request: Request, actor: SiteAdmin) -> Response:
    """The teams of this server."""
    return _founded(request, actor)


@ROUTER.post("/teams")
def make(request: Request, actor: SiteAdmin, name: FormText) -> Response:
    """Make a team."""
    service.make_team(get_server(request), actor, name)
    return _to("/teams")


@ROUTER.post("/teams/{team_id}/invitations")
def invite_lead(request: Request, team_id: str, actor: SiteAdmin, name: FormText) -> Response:
    """Invite a lead of a team: the link is shown this once."""
    return _founded(request, actor, service.invite(get_server(request), actor, name, "lead", team_id))


@ROUTER.post("/teams/{team_id}/invitations/{invitation_id}/end")
def take_back_lead(request: Request, team_id: str, invitation_id: str, actor: SiteAdmin) -> Response:
    """Take an invitation back."""
    service.revoke_invitation(get_server(request), actor, invitation_id, team_id)
    return _to("/teams")


def _people(request: Request, actor: Actor, invited: IssuedInvitation | None = None) -> Response:
    found = service.team_roster(get_server(request), actor)
    return page(
        request,
        "people.html",
        actor,
        found=found,
        invited=invited,
        link=_link(request, invited),
        days=service.INVITATION_DAYS,
    )


def _founded(request: Request, actor: Actor, invited: IssuedInvitation | None = None) -> Response:
    found, _ = service.list_teams(get_server(request))
    return page(
        request,
        "teams.html",
        actor,
        teams=found,
        invited=invited,
        link=_link(request, invited),
        days=service.INVITATION_DAYS,
    )


def _link(request: Request, invited: IssuedInvitation | None) -> str:
    """Where to join; the code stands behind the #, which no browser sends and no log holds."""
    if invited is None:
        return ""
    return f"{base_url(request)}/join#{invited.code}"


def _to(path: str) -> Response:
    return RedirectResponse(path, HTTPStatus.SEE_OTHER)
