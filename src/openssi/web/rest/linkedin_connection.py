"""The member's connections to LinkedIn's APIs: `/api/v1/me/linkedin-…`, with a browser session only."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from openssi.client.linkedin.folder import ProductId
from openssi.web.context import SessionUser, get_server
from openssi.web.http.json_bodies import JsonRoute
from openssi.web.http.problems import not_found_error
from openssi.web.http.schemas import RequestBody, moment
from openssi.web.security.access import Actor
from openssi.web.services import linkedin_connection as service

__all__ = ["ROUTER", "Connection", "NewConnection"]

ROUTER = APIRouter(prefix="/api/v1/me", tags=["Imports"], route_class=JsonRoute)


class Connection(BaseModel):
    """A connection to LinkedIn's API, without its token."""

    connected_at: datetime = Field(description="When you connected.")
    synced_at: datetime | None = Field(description="When LinkedIn was last read. Null before the first time.")
    next_at: datetime = Field(description="When it is read again.")
    fault: str = Field(description="Error code of the last reading. Empty if it worked.")


class NewConnection(RequestBody):
    """The token to connect with."""

    token: str = Field(
        max_length=4000,
        description="Token with the scope `r_dma_portability_self_serve`, or `r_member_postAnalytics` for statistics.",
    )


@ROUTER.get("/linkedin-connection")
def get_linkedin_connection(request: Request, actor: SessionUser) -> Connection:
    """Get your connection to LinkedIn.

    Shows when your account was read and when it is read again, never the token.
    """
    return _connection(request, actor, "portability")


@ROUTER.put("/linkedin-connection", status_code=204)
def connect_linkedin(request: Request, actor: SessionUser, new: NewConnection) -> None:
    """Connect to LinkedIn.

    The token is checked with LinkedIn and stored encrypted. Your account is then read once a day.
    """
    service.connect(get_server(request), actor, "portability", new.token)


@ROUTER.delete("/linkedin-connection", status_code=204)
def disconnect_linkedin(request: Request, actor: SessionUser) -> None:
    """Disconnect from LinkedIn.

    The token is deleted. What was read stays until you remove its import.
    """
    _disconnect(request, actor, "portability")


@ROUTER.get("/linkedin-statistics")
def get_linkedin_statistics(request: Request, actor: SessionUser) -> Connection:
    """Get your connection to the statistics of your LinkedIn posts.

    Shows when they were read and when they are read again, never the token.
    """
    return _connection(request, actor, "statistics")


@ROUTER.put("/linkedin-statistics", status_code=204)
def connect_linkedin_statistics(request: Request, actor: SessionUser, new: NewConnection) -> None:
    """Connect to the statistics of your LinkedIn posts.

    The token is checked with LinkedIn and stored encrypted. The statistics are then read once a day.
    """
    service.connect(get_server(request), actor, "statistics", new.token)


@ROUTER.delete("/linkedin-statistics", status_code=204)
def disconnect_linkedin_statistics(request: Request, actor: SessionUser) -> None:
    """Disconnect from the statistics of your LinkedIn posts.

    The token and the statistics are deleted.
    """
    _disconnect(request, actor, "statistics")


def _connection(request: Request, actor: Actor, product: ProductId) -> Connection:
    connection = service.find(get_server(request), actor, product)
    if connection is None:
        raise not_found_error()
    return Connection(
        connected_at=moment(connection.connected_at),
        synced_at=None if connection.synced_at is None else moment(connection.synced_at),
        next_at=moment(connection.next_at),
        fault=connection.fault,
    )


def _disconnect(request: Request, actor: Actor, product: ProductId) -> None:
    if not service.disconnect(get_server(request), actor, product):
        raise not_found_error()
