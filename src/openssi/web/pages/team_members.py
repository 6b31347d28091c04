"""The people of a team, for its leads: roles, invitations, ranks; and the teams of the server, for its admins."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from openssi.activity.calendar import DAY_SECONDS
from openssi.errors import UsageError
from openssi.store.invitations import Invitation
from openssi.web.context import SiteAdmin, TeamLead, TeamReader, base_url, get_server
from openssi.web.http.forms import FormFlag, FormLongText, FormText
from openssi.web.http.templates import render_page
from openssi.web.security.access import Actor
from openssi.web.services import retention
from openssi.web.services import team_members as service
from openssi.web.services.team_members import AssignableRole, IssuedInvitation

__all__ = ["ROUTER"]

ROUTER = APIRouter()

Role = Annotated[AssignableRole, Form()]


@ROUTER.get("/team/people")
def show_people(request: Request, actor: TeamReader) -> Response:
    """Show everyone in the team and who is invited."""
    return _people(request, actor)


@ROUTER.post("/team/invitations")
def invite(request: Request, actor: TeamLead, name: FormLongText, role: Role = "member") -> Response:
    """Invite people, one a line; only this response shows the links."""
    names = [line for line in name.splitlines() if line.strip()] or [""]
    return _people(request, actor, service.invite_all(get_server(request), actor, names, role))


@ROUTER.post("/team/invitations/{invitation_id}/end")
def revoke_invitation(request: Request, invitation_id: str, actor: TeamLead) -> Response:
    """Revoke an invitation."""
    service.revoke_invitation(get_server(request), actor, invitation_id)
    return _to("/team/people")


@ROUTER.post("/team/people/{account_id}/role")
def change_role(request: Request, account_id: str, actor: TeamLead, role: Role) -> Response:
    """Make a member a lead, or a lead a member."""
    service.change_role(get_server(request), actor, account_id, role)
    return _to("/team/people")


@ROUTER.get("/team/people/{account_id}/remove")
def confirm_removal(request: Request, account_id: str, actor: TeamLead) -> Response:
    """Ask for confirmation before a person is removed."""
    return render_page(
        request, "remove_person.html", actor, person=service.teammate(get_server(request), actor, account_id)
    )


@ROUTER.post("/team/people/{account_id}/remove")
def remove(request: Request, account_id: str, actor: TeamLead) -> Response:
    """Move a person and their data out of the team, into a team of their own."""
    service.remove_person(get_server(request), actor, account_id)
    return _to("/sign-in" if account_id == actor.id else "/team/people")


@ROUTER.post("/team/ranking")
def set_ranking(request: Request, actor: TeamLead, *, ranking: FormFlag = False) -> Response:
    """Turn ranks on or off."""
    service.set_ranking(get_server(request), actor, ranking=ranking)
    return _to("/team/people")


@ROUTER.get("/teams")
def show_teams(request: Request, actor: SiteAdmin) -> Response:
    """Show the teams of this server."""
    return _teams(request, actor)


@ROUTER.post("/teams")
def create_team(request: Request, actor: SiteAdmin, name: FormText) -> Response:
    """Create a team."""
    service.create_team(get_server(request), actor, name)
    return _to("/teams")


@ROUTER.post("/teams/{team_id}/invitations")
def invite_lead(request: Request, team_id: str, actor: SiteAdmin, name: FormText) -> Response:
    """Invite a lead of a team; only this response shows the link."""
    return _teams(request, actor, [service.invite(get_server(request), actor, name, "lead", team_id)])


@ROUTER.post("/teams/{team_id}/invitations/{invitation_id}/end")
def revoke_lead(request: Request, team_id: str, invitation_id: str, actor: SiteAdmin) -> Response:
    """Revoke an invitation."""
    service.revoke_invitation(get_server(request), actor, invitation_id, team_id)
    return _to("/teams")


@ROUTER.post("/teams/{team_id}/retention")
def set_retention(
    request: Request, team_id: str, actor: SiteAdmin, data_days: FormText = "", leaver_days: FormText = ""
) -> Response:
    """Set after how many days a team's data and the accounts of people who left are erased."""
    retention.set_rules(get_server(request), actor, team_id, _days(data_days), _days(leaver_days))
    return _to("/teams")


def _days(text: str) -> int | None:
    digits = text.strip()
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) < 6):
        raise UsageError(
            "retention-days", f"{digits[:20]!r} is not a number of days.", unchanged="Nothing was changed."
        )
    return int(digits)


def _people(request: Request, actor: Actor, invited: Sequence[IssuedInvitation] = ()) -> Response:
    roster, now = service.team_roster(get_server(request), actor), get_server(request).now()

    def days_left(one: Invitation) -> int:
        return -(-(one.expires_at - now) // DAY_SECONDS)

    return render_page(
        request,
        "people.html",
        actor,
        roster=roster,
        sharing=sum(one.shares for one in roster.people),
        days_left=days_left,
        invited=[(one.invitation, _link(request, one)) for one in invited],
        days=service.INVITATION_DAYS,
    )


def _teams(request: Request, actor: Actor, invited: Sequence[IssuedInvitation] = ()) -> Response:
    teams, _ = service.list_teams(get_server(request))
    return render_page(
        request,
        "teams.html",
        actor,
        teams=teams,
        invited=[(issued.invitation, _link(request, issued)) for issued in invited],
        fewest=retention.FEWEST_DAYS,
        most=retention.MOST_DAYS,
        notice=retention.NOTICE_DAYS,
        days=service.INVITATION_DAYS,
    )


def _link(request: Request, invited: IssuedInvitation) -> str:
    """Return the link to join. The code comes after a #, so that no browser sends it and no log contains it."""
    return f"{base_url(request)}/join#{invited.code}"


def _to(path: str) -> Response:
    return RedirectResponse(path, HTTPStatus.SEE_OTHER)
