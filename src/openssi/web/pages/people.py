"""The people of a team, for its lead: who is in it, roles, invitations, ranks; and the teams of a server, for its admins."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from openssi.web.context import Lead, SiteAdmin, TeamLead, origin_of, server_of
from openssi.web.http.forms import Switched, Typed
from openssi.web.http.templates import page
from openssi.web.security.access import Actor
from openssi.web.services import teams
from openssi.web.services.teams import Given, Invited

__all__ = ["ROUTER"]

ROUTER = APIRouter()

Role = Annotated[Given, Form()]


@ROUTER.get("/team/people")
def people(request: Request, actor: Lead) -> Response:
    """Everybody of the team, and who is invited."""
    return _people(request, actor)


@ROUTER.post("/team/invitations")
def invite(request: Request, actor: TeamLead, name: Typed, role: Role = "member") -> Response:
    """Invite somebody: the link is shown this once."""
    return _people(request, actor, teams.invite(server_of(request), actor, name, role))


@ROUTER.post("/team/invitations/{invitation_id}/end")
def take_back(request: Request, invitation_id: str, actor: TeamLead) -> Response:
    """Take an invitation back."""
    teams.take_back(server_of(request), actor, invitation_id)
    return _to("/team/people")


@ROUTER.post("/team/people/{account_id}/role")
def change_role(request: Request, account_id: str, actor: TeamLead, role: Role) -> Response:
    """Make a member a lead, or a lead a member."""
    teams.change_role(server_of(request), actor, account_id, role)
    return _to("/team/people")


@ROUTER.get("/team/people/{account_id}/remove")
def remove_page(request: Request, account_id: str, actor: TeamLead) -> Response:
    """Ask before somebody is removed."""
    return page(request, "remove_person.html", actor, person=teams.teammate(server_of(request), actor, account_id))


@ROUTER.post("/team/people/{account_id}/remove")
def remove(request: Request, account_id: str, actor: TeamLead) -> Response:
    """Remove somebody from the team, with all that is theirs."""
    teams.remove_person(server_of(request), actor, account_id)
    return _to("/sign-in" if account_id == actor.id else "/team/people")


@ROUTER.post("/team/ranking")
def set_ranking(request: Request, actor: TeamLead, *, ranking: Switched = False) -> Response:
    """Switch ranks on or off."""
    teams.set_ranking(server_of(request), actor, ranking=ranking)
    return _to("/team/people")


@ROUTER.get("/teams")
def founded(request: Request, actor: SiteAdmin) -> Response:
    """The teams of this server."""
    return _founded(request, actor)


@ROUTER.post("/teams")
def make(request: Request, actor: SiteAdmin, name: Typed) -> Response:
    """Make a team."""
    teams.make_team(server_of(request), actor, name)
    return _to("/teams")


@ROUTER.post("/teams/{team_id}/invitations")
def invite_lead(request: Request, team_id: str, actor: SiteAdmin, name: Typed) -> Response:
    """Invite a lead of a team: the link is shown this once."""
    return _founded(request, actor, teams.invite(server_of(request), actor, name, "lead", team_id))


@ROUTER.post("/teams/{team_id}/invitations/{invitation_id}/end")
def take_back_lead(request: Request, team_id: str, invitation_id: str, actor: SiteAdmin) -> Response:
    """Take an invitation back."""
    teams.take_back(server_of(request), actor, invitation_id, team_id)
    return _to("/teams")


def _people(request: Request, actor: Actor, invited: Invited | None = None) -> Response:
    found = teams.teammates(server_of(request), actor)
    return page(
        request,
        "people.html",
        actor,
        found=found,
        invited=invited,
        link=_link(request, invited),
        days=teams.INVITATION_DAYS,
    )


def _founded(request: Request, actor: Actor, invited: Invited | None = None) -> Response:
    found, _ = teams.founded_teams(server_of(request))
    return page(
        request,
        "teams.html",
        actor,
        teams=found,
        invited=invited,
        link=_link(request, invited),
        days=teams.INVITATION_DAYS,
    )


def _link(request: Request, invited: Invited | None) -> str:
    """Where to join; the code stands behind the #, which no browser sends and no log holds."""
    if invited is None:
        return ""
    return f"{origin_of(request)}/join#{invited.code}"


def _to(path: str) -> Response:
    return RedirectResponse(path, HTTPStatus.SEE_OTHER)
