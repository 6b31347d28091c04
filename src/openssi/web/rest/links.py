"""Links for people without an account: `/api/v1/me/links`, with a browser session only."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from openssi.store.share_links import Link as StoredLink
from openssi.web.context import SessionUser, get_server
from openssi.web.http.json_bodies import JsonRoute
from openssi.web.http.schemas import RequestBody, id_parameter, moment
from openssi.web.services import links as service
from openssi.web.services.links import LinkSubject

__all__ = ["ROUTER", "CreatedLink", "Link", "NewLink"]

ROUTER = APIRouter(prefix="/api/v1/me/links", tags=["Access"], route_class=JsonRoute)

LinkId = Annotated[str, id_parameter("link")]


class Link(BaseModel):
    """A link, without its code."""

    id: str = Field(description="ID of the link.")
    subject: LinkSubject = Field(description="What it shows: your own page, or your team's averages.")
    name: str = Field(description="Whom it is for.")
    created_at: datetime = Field(description="When it was created.")
    expires_at: datetime = Field(description="When it expires.")
    views: int = Field(description="How often it was opened.")
    last_viewed_at: datetime | None = Field(description="When it was last opened. Null if never.")


class CreatedLink(Link):
    """A new link with its path."""

    path: str = Field(description="Path of the link, with its code. It is only shown now.")


class NewLink(RequestBody):
    """The link to create."""

    subject: LinkSubject = Field(description="What it shows: your own page, or your team's averages (leads only).")
    name: str = Field(max_length=1000, description="Whom it is for, in your words.")
    days: int = Field(ge=1, le=service.LONGEST_LINK, description="Days until the link expires.")


@ROUTER.get("")
def list_links(request: Request, actor: SessionUser) -> list[Link]:
    """List your links.

    The newest comes first. Expired links and codes are never returned.
    """
    return [Link(**_values(link)) for link in service.list_links(get_server(request), actor)]


@ROUTER.post("", status_code=201)
def create_link(request: Request, actor: SessionUser, new: NewLink) -> CreatedLink:
    """Create a link.

    Anyone who has it sees your page or your team's averages until it expires. It can't be shown again.
    """
    server = get_server(request)
    link, code = service.create(server, actor, new.subject, new.name, new.days)
    return CreatedLink(**_values(link), path=f"{server.settings.path}/shared#{code}")


@ROUTER.delete("/{link_id}", status_code=204)
def remove_link(request: Request, actor: SessionUser, link_id: LinkId) -> None:
    """Remove a link.

    It stops working at once.
    """
    service.remove(get_server(request), actor, link_id)


def _values(link: StoredLink) -> dict[str, Any]:
    return {
        "id": link.id,
        "subject": "page" if link.team_id is None else "team",
        "name": link.name,
        "created_at": moment(link.created_at),
        "expires_at": moment(link.expires_at),
        "views": link.views,
        "last_viewed_at": None if link.viewed_at is None else moment(link.viewed_at),
    }
