"""Ways in and out: the link of a start on this machine, invitations, passwords."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from openssi.errors import Refused
from openssi.store import accounts
from openssi.store.accounts import Account
from openssi.store.database import Database
from openssi.web.page import page
from openssi.web.passwords import hash_password, is_password
from openssi.web.server import COOKIE_DAYS, Server, cookie_name, server_of, visitor

__all__ = ["ROUTER", "add_admin", "checked_name", "own_account", "reset_password"]

ROUTER = APIRouter()

_LOG = logging.getLogger("openssi.web")
_LONGEST_NAME = 200
_OWN = "you"


@ROUTER.get("/sign-in")
def sign_in_page(request: Request) -> Response:
    """The form."""
    return page(request, "sign_in.html", local=not server_of(request).has_admin())


@ROUTER.post("/sign-in")
def sign_in(request: Request, login: Annotated[str, Form()], password: Annotated[str, Form()]) -> Response:
    """Start a session for whoever knows the password."""
    server = server_of(request)
    address = request.client.host if request.client else ""
    server.slow_down("sign-in", login.casefold(), address, sign_in=True)
    server.slow_down("sign-ins", address, most=30)  # of all names together
    with server.database.read() as connection:
        account = accounts.find_login(connection, login)
    if not is_password(account.password if account else None, password) or account is None:
        raise Refused(
            "account-sign-in", "That name and that password do not belong together.", hint="Try again, or ask your team's lead."
        )
    return _entered(request, account)


@ROUTER.post("/sign-out")
def sign_out(request: Request) -> Response:
    """End the session of this browser."""
    server = server_of(request)
    actor = visitor(request)
    if actor is not None and actor.session:
        with server.database.write() as connection:
            accounts.end_session(connection, actor.id, actor.session)
    response = RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)
    response.delete_cookie(cookie_name(server.settings), path="/", secure=server.settings.secure, httponly=True, samesite="lax")
    return response


@ROUTER.get("/enter")
def enter_page(request: Request) -> Response:
    """Where the link of a start leads: the code stands behind its #, which no browser sends; a script puts it into the form."""
    return page(request, "enter.html")


@ROUTER.post("/enter")
def enter(request: Request, code: Annotated[str, Form()]) -> Response:
    """Let this machine's user in."""
    server = server_of(request)
    server.slow_down("enter", request.client.host if request.client else "", sign_in=True)
    if not server.take_entry(code.strip()):
        raise Refused(
            "invitation-unknown",
            "That code is not, or no longer, the one of this start.",
            hint="Start the server again: ssi serve.",
        )
    return _entered(request, own_account(server))


@ROUTER.get("/join")
def join_page(request: Request) -> Response:
    """Where an invitation leads."""
    return page(request, "join.html")


@ROUTER.post("/join")
def join(
    request: Request,
    code: Annotated[str, Form()],
    login: Annotated[str, Form()],
    name: Annotated[str, Form()],
    password: Annotated[str, Form()],
    *,
    shares: Annotated[bool, Form()] = False,
) -> Response:
    """Make an account by an invitation, which works once."""
    server = server_of(request)
    server.slow_down("join", request.client.host if request.client else "", sign_in=True)
    login, name = checked_name(login), checked_name(name)
    held = hash_password(password, login)
    now = server.now()
    with server.database.write() as connection:  # a name that is taken leaves the invitation open
        invitation = accounts.take_invitation(connection, code.strip(), now)
        account = accounts.add_account(connection, invitation.team_id, login, name, held, invitation.role, now, shares=shares)
    return _entered(request, account)


def checked_name(name: str) -> str:
    """A name as it is held.

    Raises:
        Refused: it is empty or too long.
    """
    held = " ".join(name.split())
    if not 0 < len(held) <= _LONGEST_NAME or not held.isprintable():
        raise Refused(
            "account-login", f"A name has 1 to {_LONGEST_NAME} characters, all of them to be seen.", kept="Nothing was changed."
        )
    return held


def own_account(server: Server) -> Account:
    """The account of this machine's user, who needs no password; made when they first come."""
    now = server.now()
    with server.database.write() as connection:
        found = accounts.find_login(connection, _OWN)
        if found is not None:
            return found
        team = accounts.add_home(connection, now)
        return accounts.add_account(connection, team.id, _OWN, "You", None, "member", now)


def add_admin(database: Database, login: str, name: str, team: str, password: str, now: int) -> Account:
    """Make an admin with a team of their own, or of that name if there is one.

    Raises:
        Refused: the sign-in name is taken or cannot be one, or the password is no good.
    """
    login, name, team = checked_name(login), checked_name(name), checked_name(team)
    held = hash_password(password, login)
    with database.write() as connection:
        named = (one for one in accounts.all_teams(connection) if one.name == team != accounts.HOME)
        found = next(named, None)  # nobody comes into the team that a member has alone
        home = found or accounts.add_team(connection, team, now)
        return accounts.add_account(connection, home.id, login, name, held, "admin", now)


def reset_password(database: Database, login: str, password: str) -> None:
    """Give an account another password, and end its sessions, tokens and feed; for the host alone.

    Raises:
        Refused: there is no such account, or the password is no good.
    """
    held = hash_password(password, login)
    with database.write() as connection:
        found = accounts.find_login(connection, login)
        if found is None:
            raise Refused("account-login", f"Nobody signs in as {login}.", kept="Nothing was changed.", hint="ssi admin list")
        accounts.set_password(connection, found.id, held)


def _entered(request: Request, account: Account) -> Response:
    """A new session, whatever came before."""
    server = server_of(request)
    seconds = COOKIE_DAYS * 86_400
    old = visitor(request)
    with server.database.write() as connection:
        if old is not None and old.session:
            accounts.end_session(connection, old.id, old.session)
        secret = accounts.add_session(connection, account.id, request.headers.get("user-agent", ""), server.now(), seconds)
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
