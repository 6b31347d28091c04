"""Signing in and out: by password, by invitation, or by the link that `ssi serve` prints."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from openssi.errors import RequestDenied
from openssi.store.accounts import Account
from openssi.web.context import client_address, delete_cookie, get_server, signed_in_actor
from openssi.web.http.forms import FormFlag, FormText, FormUnsent
from openssi.web.http.problems import log_problem, wants_html
from openssi.web.http.sessions import start_session
from openssi.web.http.templates import render_page
from openssi.web.http.unsent_form import UnsentForm
from openssi.web.pages.second_factor import code_page, sign_in_set_up_page
from openssi.web.security.redirects import local_path
from openssi.web.services import second_factor, team_members
from openssi.web.services.sign_in import check_invitation, check_password, end_session, join_team, redeem_entry_code

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
        account = check_password(get_server(request), login, password, client_address(request))
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


@ROUTER.post("/sign-out")
def sign_out(request: Request) -> Response:
    """Sign out of this browser."""
    server = get_server(request)
    end_session(server, signed_in_actor(request))
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
    return _start_session(request, redeem_entry_code(get_server(request), code, client_address(request)))


@ROUTER.get("/join")
def join_page(request: Request) -> Response:
    """Show the form that an invitation leads to; a script fills in and sends the code after its #."""
    return render_page(request, "invitation.html", fault=None)


@ROUTER.post("/join/invitation")
def show_invitation(request: Request, code: FormText) -> Response:
    """Show who invites to which team, with the form to join."""
    server = get_server(request)
    try:
        check_invitation(server, code, client_address(request))
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
        account = join_team(server, code, login, name, password, client_address(request), shares=shares)
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


def _start_session(request: Request, account: Account, path: str = "/") -> Response:
    """Start a new session in place of any earlier one of this browser, and go to a path."""
    return start_session(request, account, RedirectResponse(path, HTTPStatus.SEE_OTHER))
