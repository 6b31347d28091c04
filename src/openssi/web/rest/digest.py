"""The weekly digests, `/api/v1/me/digest` and `/api/v1/team/digest`."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from openssi.render.words.digest import DigestMessage
from openssi.web.context import Reader, TeamReader, get_server
from openssi.web.http.json_bodies import JsonRoute
from openssi.web.http.sample_header import SAMPLE_HEADER
from openssi.web.services import digest as service

__all__ = ["ROUTER", "WeeklyDigest"]

ROUTER = APIRouter(prefix="/api/v1", tags=["Weekly digest"], route_class=JsonRoute)


class WeeklyDigest(BaseModel):
    """The last full week in three sentences, ready to send."""

    subject: str = Field(description="One line, as the subject of an e-mail.")
    period: str = Field(description="The days that it covers.")
    changed: str = Field(description="What changed.")
    to_do: str = Field(description="One thing to do.")
    praise: str = Field(description="One thing to praise. Empty if there is nothing.")
    text: str = Field(description="The whole message as plain text, without the subject.")


@ROUTER.get("/me/digest", dependencies=[SAMPLE_HEADER])
def get_digest(request: Request, actor: Reader) -> WeeklyDigest | None:
    """Get your weekly digest.

    What changed in the last full week of your data, one thing to do, and one thing to praise. Null until there is a
    full week with an index.
    """
    message = service.own_digest(get_server(request), actor)
    return None if message is None else _answer(message)


@ROUTER.get("/team/digest")
def get_team_digest(request: Request, actor: TeamReader) -> WeeklyDigest:
    """Get the weekly digest of your team.

    The same for the team: who rose, the step for this week, and whom to praise. Members see that you viewed their
    figures.
    """
    return _answer(service.team_digest(get_server(request), actor))


def _answer(message: DigestMessage) -> WeeklyDigest:
    return WeeklyDigest(
        subject=message.subject,
        period=message.period,
        changed=message.changed,
        to_do=message.act,
        praise=message.praise,
        text=message.text,
    )
