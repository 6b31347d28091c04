"""Start a session in this browser."""

from __future__ import annotations

import logging

from fastapi import Request
from fastapi.responses import Response

from openssi.store import credentials
from openssi.store.accounts import Account
from openssi.web.context import COOKIE_DAYS, get_server, set_cookie, signed_in_actor

__all__ = ["start_session"]

_LOG = logging.getLogger("openssi.web")


def start_session(request: Request, account: Account, response: Response, *, hours: int = COOKIE_DAYS * 24) -> Response:
    """Start a new session in place of any earlier one of this browser, and set its cookie on a response."""
    server = get_server(request)
    seconds = hours * 3_600
    previous = signed_in_actor(request)
    with server.database.write() as connection:
        if previous is not None and previous.session:
            credentials.end_session(connection, previous.id, previous.session)
        secret = credentials.add_session(
            connection, account.id, request.headers.get("user-agent", ""), server.now(), seconds
        )
    _LOG.info("signed in", extra={"account": account.id})
    set_cookie(response, server.settings, secret, seconds)
    return response
