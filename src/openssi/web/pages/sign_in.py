"""Signing in and out: by password, by invitation, or by the link that `ssi serve` prints."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from openssi.errors import RequestDenied
from openssi.store import accounts
from openssi.store.accounts import Account, hash_secret, login_key
from openssi.web.context import Server, client_address, delete_cookie, get_server, signed_in_actor
from openssi.web.http.forms import FormFlag, FormText, FormUnsent
from openssi.web.http.problems import log_problem, wants_html
from openssi.web.http.sessions import start_session
from openssi.web.http.templates import render_page
from openssi.web.http.unsent_form import UnsentForm
from openssi.web.pages.second_factor import code_page, sign_in_set_up_page
from openssi.web.security.names import clean_name
from openssi.web.security.passwords import hash_password, is_password
from openssi.web.security.redirects import local_path
from openssi.web.services import second_factor, team_members
from openssi.web.services.server_admin import find_or_create_local_account

__all__ = ["ROUTER"]

ROUTER = APIRouter()


@ROUTER.get("/sign-in")
def sign_in_page(request: Request, next: str = "/") -> Response:  # noqa: A002 (the name of the query parameter)
    """Show the sign-in form; signing in leads to the path `next`."""
    return _sign_in_form(request, next)


@ROUTER.post("/sign-in")
def sign_in(
    request: Request,
    login: FormText,
    password: FormText,
    next: FormText = "/",  # noqa: A002
    unsent: FormUnsent = "",
) -> Response:
    """Sign in with name and password. On a mistake, show the form again with the name.

    `unsent` is a form that was sent without a session: it is shown afterwards, to be sent again.
    """
    form = UnsentForm.from_text(unsent)
    try:
        account = _check_password(request, login, password)
    except RequestDenied as fault:
        if not wants_html(request):
            raise
        return _sign_in_form(request, next, login, fault, form)
    if (second := _second_page(request, account, next, unsent)) is not None:
        return second
    if form is None:
        return _start_session(request, account, local_path(next))
    return start_session(request, account, render_page(request, "resume.html", form=form))


def _second_page(request: Request, account: Account, path: str = "/", unsent: str = "") -> Response | None:
    """Return the page that asks for the second factor, or to set it up; None if the password is enough."""
    server = get_server(request)
    if account.totp is not None:
        return code_page(request, second_factor.issue_ticket(server, account), path, unsent)
    if server.settings.second_factor:
        return sign_in_set_up_page(request, account, second_factor.issue_ticket(server, account))
    return None


def _sign_in_form(
    request: Request,
    path: str,
    login: str = "",
    fault: RequestDenied | None = None,
    form: UnsentForm | None = None,
) -> Response:
    return render_page(
        request,
        "sign_in.html",
        status=log_problem(request, fault) if fault else HTTPStatus.OK,
        local=not get_server(request).has_admin(),
        provider=provider.settings.name if (provider := get_server(request).single_sign_on) else "",
        next=local_path(path),
        login=login,
        unsent=form.to_text() if form else "",
        fault=fault,
    )


def _check_password(request: Request, login: str, password: str) -> Account:
    server = get_server(request)
    address = client_address(request)
    # First for all names together, since every name that is counted takes memory.
    server.limit_rate("sign-ins", address, per_minute=30)
    server.limit_rate("sign-in", hash_secret(login_key(login)), address, sign_in=True)
    with server.database.read() as connection:
        account = accounts.find_account_by_login(connection, login)
    if not is_password(account.password if account else None, password) or account is None:
        raise RequestDenied(
            "account-sign-in",
            "The sign-in name or password is wrong.",
            hint="Try again. If you forgot your password, the person who runs this server can set a new one.",
        )
    if server.single_sign_on and not server.single_sign_on.settings.passwords and account.role != "admin":
        raise RequestDenied(
            "account-sign-in", "Passwords are for admins only on this server.", hint="Use the other button to sign in."
        )
    return account


@ROUTER.post("/sign-out")
def sign_out(request: Request) -> Response:
    """Sign out of this browser."""
    server = get_server(request)
    actor = signed_in_actor(request)
    if actor is not None and actor.session:
        with server.database.write() as connection:
            accounts.end_session(connection, actor.id, actor.session)
    response = RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)
    delete_cookie(response, server.settings)
    return response


@ROUTER.get("/enter")
def enter_page(request: Request) -> Response:
    """Show the form behind the link of `ssi serve`; a script fills in the code after its #, which isn't sent."""
    return render_page(request, "enter.html")


@ROUTER.post("/enter")
def enter(request: Request, code: FormText) -> Response:
    """Sign in this machine's user."""
    server = get_server(request)
    server.limit_rate("enter", client_address(request), sign_in=True)
    if not server.redeem_entry_code(code.strip()) or server.has_admin():
        raise RequestDenied(
            "invitation-unknown",
            "This code isn't valid, or has expired.",
            hint="Start the server again with ssi serve to get a new link.",
        )
    return _start_session(request, find_or_create_local_account(server))


@ROUTER.get("/join")
def join_page(request: Request) -> Response:
    """Show the form that an invitation leads to; a script fills in and sends the code after its #."""
    return render_page(request, "invitation.html", fault=None)


@ROUTER.post("/join/invitation")
def show_invitation(request: Request, code: FormText) -> Response:
    """Show who invites to which team, with the form to join."""
    server = get_server(request)
    try:
        server.limit_rate("invitation", client_address(request), sign_in=True)
        invitation = team_members.find_invitation(server, code)
    except RequestDenied as fault:
        if not wants_html(request):
            raise
        return render_page(request, "invitation.html", status=log_problem(request, fault), fault=fault)
    typed = {"code": code, "login": "", "name": invitation.name, "shares": False}
    return render_page(request, "join.html", invitation=invitation, typed=typed, fault=None)


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
    """Create an account with an invitation. On a mistake, show the form again with everything but the password."""
    server = get_server(request)
    try:
        server.limit_rate("join", client_address(request), sign_in=True)
        account = _add_account(server, code, clean_name(login), clean_name(name), password, shares=shares)
    except RequestDenied as fault:
        if not wants_html(request):
            raise
        return _join_form(request, fault, {"code": code, "login": login, "name": name, "shares": shares})
    return _second_page(request, account) or _start_session(request, account)


def _join_form(request: Request, fault: RequestDenied, typed: dict[str, Any]) -> Response:
    """Show the form to join again; without a valid invitation, the form for its code."""
    status = log_problem(request, fault)
    try:
        invitation = team_members.find_invitation(get_server(request), typed["code"])
    except RequestDenied:
        return render_page(request, "invitation.html", status=status, fault=fault)
    return render_page(request, "join.html", status=status, invitation=invitation, typed=typed, fault=fault)


def _add_account(server: Server, code: str, login: str, name: str, password: str, *, shares: bool) -> Account:
    now = server.now()
    with server.database.read() as connection:
        accounts.check_invitation(
            connection, code.strip(), now
        )  # hashing is expensive: only for people who were invited
    password_hash = hash_password(password, login)
    with server.database.write() as connection:  # if the name is taken, the invitation stays open
        invitation = accounts.use_invitation(connection, code.strip(), now)
        return accounts.add_account(
            connection, invitation.team_id, login, name, password_hash, invitation.role, now, shares=shares
        )


def _start_session(request: Request, account: Account, path: str = "/") -> Response:
    """Start a new session in place of any earlier one of this browser, and go to a path."""
    return start_session(request, account, RedirectResponse(path, HTTPStatus.SEE_OTHER))
