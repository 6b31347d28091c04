"""Where the member has alerts and the weekly digest sent: `/api/v1/me/deliveries`, with a browser session only."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from openssi.web.context import SessionUser, get_server
from openssi.web.http.json_bodies import JsonRoute
from openssi.web.http.schemas import RequestBody, id_parameter, moment
from openssi.web.services import deliveries as service
from openssi.web.services.deliveries import DeliveryState
from openssi.web.settings import Channel

__all__ = ["ROUTER", "Delivery", "NewDelivery"]

ROUTER = APIRouter(prefix="/api/v1/me/deliveries", tags=["Alerts"], route_class=JsonRoute)

DeliveryId = Annotated[str, id_parameter("delivery")]


class Delivery(BaseModel):
    """A place where messages are sent, without its full address."""

    id: str = Field(description="ID of the delivery.")
    channel: Channel = Field(description="How messages are sent.")
    destination: str = Field(description="E-mail address, or host name of a webhook.")
    alerts: bool = Field(description="Whether new alerts are sent.")
    weekly_review: bool = Field(description="Whether the weekly digest is sent; to leads their team's too.")
    created_at: datetime = Field(description="When it was set up.")
    last_sent_at: datetime | None = Field(description="When a message was last accepted. Null if never.")
    fault: str = Field(description="Error code of the last attempt. Empty if it worked.")
    paused: bool = Field(description="Whether nothing is sent until a test succeeds, since too many attempts failed.")


class NewDelivery(RequestBody):
    """The place to send messages to."""

    channel: Channel = Field(description="How to send messages. The server's operator may not allow all channels.")
    address: str = Field(max_length=2000, description="E-mail address, or URL of the webhook. Stored encrypted.")
    alerts: bool = Field(default=True, description="Whether to send new alerts.")
    weekly_review: bool = Field(
        default=False, description="Whether to send the weekly digest; to leads their team's too."
    )


@ROUTER.get("")
def list_deliveries(request: Request, actor: SessionUser) -> list[Delivery]:
    """List your deliveries.

    The oldest comes first. Addresses of webhooks are never returned in full.
    """
    return [_delivery(state) for state in service.list_deliveries(get_server(request), actor)]


@ROUTER.post("", status_code=201)
def add_delivery(request: Request, actor: SessionUser, new: NewDelivery) -> Delivery:
    """Add a delivery.

    Only what happens from now on is sent.
    """
    server = get_server(request)
    added = service.add(server, actor, new.channel, new.address, alerts=new.alerts, digest=new.weekly_review)
    return next(_delivery(state) for state in service.list_deliveries(server, actor) if state.delivery.id == added.id)


@ROUTER.post("/{delivery_id}/test", status_code=204)
def test_delivery(request: Request, actor: SessionUser, delivery_id: DeliveryId) -> None:
    """Send a test message.

    If it is accepted, a delivery that paused continues.
    """
    service.send_test(get_server(request), actor, delivery_id)


@ROUTER.delete("/{delivery_id}", status_code=204)
def remove_delivery(request: Request, actor: SessionUser, delivery_id: DeliveryId) -> None:
    """Remove a delivery.

    Its address is deleted.
    """
    service.remove(get_server(request), actor, delivery_id)


def _delivery(state: DeliveryState) -> Delivery:
    delivery = state.delivery
    return Delivery.model_validate(
        {
            "id": delivery.id,
            "channel": delivery.channel,
            "destination": state.where,
            "alerts": delivery.alerts,
            "weekly_review": delivery.review,
            "created_at": moment(delivery.created_at),
            "last_sent_at": None if delivery.sent_at is None else moment(delivery.sent_at),
            "fault": delivery.fault,
            "paused": delivery.paused,
        }
    )
