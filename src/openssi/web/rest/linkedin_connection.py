"""The member's connection to LinkedIn's API: `/api/v1/me/linkedin-connection`, with a browser session only."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from openssi.web.context import SessionUser, get_server
from openssi.web.http.schemas import RequestBody, moment
from openssi.web.services import linkedin_connection as service
from openssi.web.services.people import not_found

__all__ = ["ROUTER", "Connection", "NewConnection"]

ROUTER = APIRouter(prefix="/api/v1/me/linkedin-connection", tags=["Imports"])


class Connection(BaseModel):
    """A connection to LinkedIn's API, without its token."""

    connected_at: datetime = Field(description="When you connected.")
    synced_at: datetime | None = Field(description="When LinkedIn was last read. Null before the first time.")
    next_at: datetime = Field(description="When it is read again.")
    fault: str = Field(description="Error code of the last reading. Empty if it worked.")


class NewConnection(RequestBody):
    """The token to connect with."""

    token: str = Field(max_length=4000, description="Token with the scope `r_dma_portability_self_serve`.")


@ROUTER.get("")
def get_linkedin_connection(request: Request, actor: SessionUser) -> Connection:
    """Get your connection to LinkedIn.

    Shows when your account was read and when it is read again, never the token.
    """
    connection = service.find(get_server(request), actor)
    if connection is None:
        raise not_found()
    return Connection(
        connected_at=moment(connection.connected_at),
        synced_at=None if connection.synced_at is None else moment(connection.synced_at),
        next_at=moment(connection.next_at),
        fault=connection.fault,
    )


@ROUTER.put("", status_code=204)
def connect_linkedin(request: Request, actor: SessionUser, new: NewConnection) -> None:
    """Connect to LinkedIn.

    The token is checked with LinkedIn and stored encrypted. Your account is then read once a day.
    """
    service.connect(get_server(request), actor, new.token)


@ROUTER.delete("", status_code=204)
def disconnect_linkedin(request: Request, actor: SessionUser) -> None:
    """Disconnect from LinkedIn.

    The token is deleted. What was read stays until you remove its import.
    """
    if not service.disconnect(get_server(request), actor):
        raise not_found()
