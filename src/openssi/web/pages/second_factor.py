"""The second factor: the second page of signing in, and turning it on and off under Account."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from openssi.errors import RequestDenied
from openssi.store.accounts import Account
from openssi.web.context import SessionUser, get_server
from openssi.web.http.forms import FormText, FormUnsent
from openssi.web.http.problems import log_problem
from openssi.web.http.sessions import start_session
from openssi.web.http.templates import render_page
from openssi.web.http.unsent_form import UnsentForm
from openssi.web.security.access import Actor
from openssi.web.security.authenticator import is_secret, new_secret, qr_code
from openssi.web.security.redirects import local_path
from openssi.web.services import second_factor as service

__all__ = ["ROUTER", "code_page", "sign_in_set_up_page"]

ROUTER = APIRouter()


def code_page(
    request: Request, ticket: str, path: str, unsent: str = "", fault: RequestDenied | None = None
) -> Response:
    """Ask for the code, after the password was right."""
    status = log_problem(request, fault) if fault else HTTPStatus.OK
    return render_page(
        request, "sign_in_code.html", status=status, ticket=ticket, next=local_path(path), unsent=unsent, fault=fault
    )


def sign_in_set_up_page(
    request: Request, account: Account, ticket: str, secret: str = "", fault: RequestDenied | None = None
) -> Response:
    """Ask to set up the second factor before the first sign-in, on a server that requires it."""
    return _set_up_page(request, account, "/sign-in/second-factor", None, secret, fault, ticket)


@ROUTER.post("/sign-in/code")
def sign_in_with_code(
    request: Request,
    ticket: FormText,
    code: FormText,
    next: FormText = "/",  # noqa: A002 (the name of the form field)
    unsent: FormUnsent = "",
) -> Response:
    """Finish signing in with a code."""
    server = get_server(request)
    try:
        account = service.redeem_ticket(server, ticket)
        service.check_code(server, account, code)
    except RequestDenied as fault:
        return code_page(request, ticket, next, unsent, fault)
    form = UnsentForm.from_text(unsent)
    redirect = RedirectResponse(local_path(next), HTTPStatus.SEE_OTHER)
    return start_session(request, account, redirect if form is None else render_page(request, "resume.html", form=form))


@ROUTER.post("/sign-in/second-factor")
def set_up_at_sign_in(request: Request, ticket: FormText, secret: FormText, code: FormText) -> Response:
    """Set up the second factor that this server requires, and finish signing in."""
    server = get_server(request)
    account = service.redeem_ticket(server, ticket)
    try:
        codes = service.set_up(server, account, secret, code)
    except RequestDenied as fault:
        return sign_in_set_up_page(request, account, ticket, secret, fault)
    return start_session(request, account, _codes_page(request, None, codes))


@ROUTER.get("/account/second-factor")
def show_second_factor(request: Request, actor: SessionUser) -> Response:
    """Show how to set up the second factor; or that it is on, with what can be changed."""
    if actor.account.totp is None:
        return _set_up_page(request, actor.account, "/account/second-factor", actor)
    return _on_page(request, actor)


@ROUTER.post("/account/second-factor")
def set_up(request: Request, actor: SessionUser, secret: FormText, code: FormText) -> Response:
    """Turn the second factor on."""
    try:
        codes = service.set_up(get_server(request), actor.account, secret, code)
    except RequestDenied as fault:
        return _set_up_page(request, actor.account, "/account/second-factor", actor, secret, fault)
    return _codes_page(request, actor, codes)


@ROUTER.post("/account/second-factor/codes")
def renew_codes(request: Request, actor: SessionUser, password: FormText) -> Response:
    """Replace the recovery codes; only this response shows them."""
    try:
        codes = service.renew_codes(get_server(request), actor, password)
    except RequestDenied as fault:
        return _on_page(request, actor, fault)
    return _codes_page(request, actor, codes)


@ROUTER.post("/account/second-factor/off")
def turn_off(request: Request, actor: SessionUser, password: FormText) -> Response:
    """Turn the second factor off."""
    try:
        service.turn_off(get_server(request), actor, password)
    except RequestDenied as fault:
        return _on_page(request, actor, fault)
    return RedirectResponse("/account#second-factor", HTTPStatus.SEE_OTHER)


def _set_up_page(
    request: Request,
    account: Account,
    action: str,
    actor: Actor | None,
    secret: str = "",
    fault: RequestDenied | None = None,
    ticket: str = "",
) -> Response:
    secret = secret if is_secret(secret) else new_secret()
    return render_page(
        request, "second_factor_set_up.html", actor, status=log_problem(request, fault) if fault else HTTPStatus.OK,
        fault=fault, secret=secret, qr=qr_code(secret, account.login), action=action, ticket=ticket,
        has_password=account.password is not None,
    )  # fmt: skip


def _on_page(request: Request, actor: Actor, fault: RequestDenied | None = None) -> Response:
    server = get_server(request)
    return render_page(
        request, "second_factor.html", actor, status=log_problem(request, fault) if fault else HTTPStatus.OK,
        fault=fault, left=service.codes_left(server, actor), required=server.settings.second_factor,
        login=actor.account.login,
    )  # fmt: skip


def _codes_page(request: Request, actor: Actor | None, codes: Sequence[str]) -> Response:
    return render_page(request, "recovery_codes.html", actor, codes=codes)
