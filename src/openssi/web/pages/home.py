"""The first page: one's own index, or the three doors to it."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from openssi.reports.page_view import view
from openssi.reports.past_view import trend_of, why_view
from openssi.web.members import assessment_of, find_member, marks_of
from openssi.web.page import page
from openssi.web.server import Reader, server_of
from openssi.web.standings import industry_view

__all__ = ["ROUTER"]

ROUTER = APIRouter()


@ROUTER.get("/")
def home(request: Request, actor: Reader) -> Response:
    """One's own page, or the three doors before there is any data."""
    server = server_of(request)
    seen = find_member(server, actor)
    if seen is None:
        return page(request, "doors.html", actor)
    assessment = assessment_of(seen)
    trend = trend_of(assessment, marks_of(server, actor)) if assessment.score.enough else None
    why = why_view(assessment) if assessment.score.enough else None
    industry = industry_view(server, seen)
    return page(request, "me.html", actor, view=view(assessment), trend=trend, why=why, industry=industry)


@ROUTER.get("/me")
def me() -> Response:
    """An address that people guess."""
    return RedirectResponse("/", HTTPStatus.SEE_OTHER)
