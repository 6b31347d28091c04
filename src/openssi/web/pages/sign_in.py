"""Ways in and out: the link of a start on this machine, invitations, passwords."""

from __future__ import annotations

import logging
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from openssi.errors import RequestDenied
from openssi.store import accounts
from openssi.store.accounts import Account, hashed, login_key
from openssi.web.context import COOKIE_DAYS, Server, client_address, cookie_name, find_session, get_server
from openssi.web.http.forms import FormFlag, FormText
from openssi.web.http.problems import log_problem, wants_html
from openssi.web.http.templates import page
from openssi.web.security.names import clean_name
from openssi.web.security.passwords import hash_password, is_password
from openssi.web.services.host import local_account

__all__ = ["ROUTER"]

ROUTER = APIRouter()

_LOG = logging.getLogger("openssi.web")
_BLANK = {"code": "", "login": "", "name": "", "shares": False}


@ROUTER.get("/sign-in")
def sign_in_page(request: Request) -> Response:
    """The form."""
    return page(request, "sign_in.html", local=not get_server(request).has_admin())


@ROUTER.post("/sign-in")
def sign_in(request: Request, login: FormText, password: FormText) -> Response:
    """Start a session for whoever knows the password."""
    server = get_server(request)
    address = client_address(request)
    server.limit_rate(
        "sign-ins", address, most=30
    )  # of all names together, and first: each name that is noted takes memory
    server.limit_rate("sign-in", hashed(login_key(login)), address, sign_in=True)
    with server.database.read() as connection:
        account = accounts.find_login(connection, login)
    if not is_password(account.password if account else None, password) or account is None:
        raise RequestDenied(
            "account-sign-in",
            "That name and that password do not belong together.",
            hint="Try again, or ask your team's lead.",
        )
    return _entered(request, account)


@ROUTER.post("/sign-out")
def sign_out(request: Request) -> Response:
    """End the session of this browser."""
    server = get_server(request)
    actor = find_session(request)
    if actor is not None and actor.session:
        with server.database.write() as connection:
            accounts.end_session(connection, actor.id, actor.session)
    response = RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)
    response.delete_cookie(
        cookie_name(server.settings), path="/", secure=server.settings.secure, httponly=True, samesite="lax"
    )
    return response


@ROUTER.get("/enter")
def enter_page(request: Request) -> Response:
    """Where the link of a start leads: the code stands behind its #, which no browser sends; a script puts it into the form."""
    return page(request, "enter.html")


@ROUTER.post("/enter")
def enter(request: Request, code: FormText) -> Response:
    """Let this machine's user in."""
    server = get_server(request)
    server.limit_rate("enter", client_address(request), sign_in=True)
    if not server.redeem_entry_code(code.strip()) or server.has_admin():
        raise RequestDenied(
            "invitation-unknown",
            "That code is not, or no longer, the one of this start.",
            hint="Start the server again: ssi serve.",
        )
    return _entered(request, local_account(server))


@ROUTER.get("/join")
def join_page(request: Request) -> Response:
    """Where an invitation leads."""
    return page(request, "join.html", typed=_BLANK, fault=None)


@ROUTER.post("/join")
def join(
    request: Request,
    code: FormText,
    login: FormText,
    name: FormText,
    password: FormText,
    *,
    shares: FormFlag = False,
) -> Response:
    """Make an account by an invitation, which works once. Who is refused gets the form back as it was, but for the password."""
    server = get_server(request)
    try:
        server.limit_rate("join", client_address(request), sign_in=True)
        account = _joined(server, code, clean_name(login), clean_name(name), password, shares=shares)
    except RequestDenied as fault:
        if not wants_html(request):
            raise
        typed = {"code": code, "login": login, "name": name, "shares": shares}
        return page(request, "join.html", status=log_problem(request, fault), fault=fault, typed=typed)
    return _entered(request, account)


def _joined(server: Server, code: str, login: str, name: str, password: str, *, shares: bool) -> Account:
    held = hash_password(password, login)
    now = server.now()
    with server.database.write() as connection:  # a name that is taken leaves the invitation open
        invitation = accounts.take_invitation(connection, code.strip(), now)
        return accounts.add_account(
            connection, invitation.team_id, login, name, held, invitation.role, now, shares=shares
        )


def _entered(request: Request, account: Account) -> Response:
    """A new session, whatever came before."""
    server = get_server(request)
    seconds = COOKIE_DAYS * 86_400
    old = find_session(request)
    with server.database.write() as connection:
        if old is not None and old.session:
            accounts.end_session(connection, old.id, old.session)
        secret = accounts.add_session(
            connection, account.id, request.headers.get("user-agent", ""), server.now(), seconds
        )
    _LOG.info("signed in", extra={"account": account.id})
    response = RedirectResponse("/", HTTPStatus.SEE_OTHER)
    response.set_cookie(
        cookie_name(server.settings),
        secret,
        max_age=seconds,
        path="/",
        secure=server.settings.secure,
        httponly=True,
        samesite="lax",
    )
    return response
