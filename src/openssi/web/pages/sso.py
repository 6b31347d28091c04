"""Single sign-on: the way to the identity provider and back."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from openssi.errors import RequestDenied
from openssi.web.context import (
    SessionUser,
    base_url,
    client_address,
    cookie_name,
    get_server,
    set_cookie,
    signed_in_actor,
)
from openssi.web.http.forms import FormText, FormUnsent
from openssi.web.http.problems import not_found_error
from openssi.web.http.sessions import start_session
from openssi.web.http.templates import render_page
from openssi.web.http.unsent_form import UnsentForm
from openssi.web.security.oidc import SingleSignOn
from openssi.web.security.redirects import local_path
from openssi.web.services import sso_accounts

__all__ = ["ROUTER"]

ROUTER = APIRouter()

_COOKIE = "-sso"  # added to the name of the session's cookie
_SECONDS = 600


@ROUTER.post("/sso")
def start(request: Request, next: FormText = "/", unsent: FormUnsent = "") -> Response:  # noqa: A002
    """Go to the identity provider to sign in; afterwards to the path `next`, or to a form that was not sent."""
    return _start(request, local_path(next), unsent)


@ROUTER.post("/account/sso")
def start_connecting(request: Request, actor: SessionUser) -> Response:
    """Go to the identity provider to connect the account with it."""
    return _start(request, "/account", account_id=actor.id)


@ROUTER.get("/sso/callback")
def finish(request: Request, state: str = "", code: str = "", error: str = "") -> Response:
    """Sign in, or connect the account, with what the identity provider sent along."""
    server, provider = get_server(request), _provider(request)
    server.limit_rate("sso", client_address(request), per_minute=30)
    if error:
        raise RequestDenied(
            "sso-denied",
            "The identity provider didn't let you in.",
            unchanged="You are not signed in.",
            hint="Try again, or ask the person who runs it.",
        )
    browser = request.cookies.get(cookie_name(server.settings) + _COOKIE, "")
    identity, begun = provider.finish(state, code, browser)
    if begun.account_id:
        actor = signed_in_actor(request)
        sso_accounts.connect(server, begun, identity, actor.id if actor else "")
        return RedirectResponse(begun.path, HTTPStatus.SEE_OTHER)
    account = sso_accounts.sign_in_account(server, provider.settings, identity)
    form = UnsentForm.from_text(begun.unsent)
    after = (
        render_page(request, "resume.html", form=form) if form else RedirectResponse(begun.path, HTTPStatus.SEE_OTHER)
    )
    return start_session(request, account, after, hours=provider.settings.hours)


def _start(request: Request, path: str, unsent: str = "", account_id: str = "") -> Response:
    server, provider = get_server(request), _provider(request)
    server.limit_rate("sso", client_address(request), per_minute=30)
    address, browser = provider.start(f"{base_url(request)}/sso/callback", path, unsent, account_id)
    # A page, not a redirect: the content security policy lets forms lead to this server only.
    response = render_page(request, "sso.html", address=address, provider=provider.settings.name)
    set_cookie(response, server.settings, browser, _SECONDS, suffix=_COOKIE)
    return response


def _provider(request: Request) -> SingleSignOn:
    provider = get_server(request).single_sign_on
    if provider is None:
        raise not_found_error()
    return provider
