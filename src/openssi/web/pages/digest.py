"""The weekly digest: a member's own, and a team's for its leads; with a text to copy into Slack or an e-mail."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from openssi.web.context import Reader, TeamReader, get_server
from openssi.web.http.templates import render_page
from openssi.web.services import digest as service
from openssi.web.services.team_report import team_of

__all__ = ["ROUTER"]

ROUTER = APIRouter()


@ROUTER.get("/digest")
def show_digest(request: Request, actor: Reader) -> Response:
    """Show the member's last week."""
    message = service.own_digest(get_server(request), actor)
    return render_page(request, "digest.html", actor, message=message, team_name="")


@ROUTER.get("/team/digest")
def show_team_digest(request: Request, actor: TeamReader) -> Response:
    """Show the team's last week."""
    server = get_server(request)
    message = service.team_digest(server, actor)
    return render_page(request, "digest.html", actor, message=message, team_name=team_of(server, actor).name)
