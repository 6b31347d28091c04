"""Render pages from the templates of the reports and of the server, with everything escaped."""

from __future__ import annotations

import re
from functools import cache
from http import HTTPStatus
from typing import cast

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment
from markupsafe import Markup

from openssi.activity.calendar import day_of, long_day, long_moment
from openssi.render.html.environment import environment
from openssi.render.svg import STYLE
from openssi.web.security.access import Actor, Scope

__all__ = ["render_page", "render_part", "style_sheet"]

_CODE = re.compile(r" \[[a-z0-9-]+\]$")


def render_page(
    request: Request, template: str, actor: Actor | None = None, status: HTTPStatus = HTTPStatus.OK, **values: object
) -> HTMLResponse:
    """Render a page; `actor` is who is signed in."""
    text = (
        _templates()
        .get_template(template)
        .render(
            request=request,
            base=request.app.state.server.settings.path,
            actor=actor,
            Scope=Scope,
            status=status,
            **values,
        )
    )
    return HTMLResponse(text, status)


def render_part(template: str, **values: object) -> Markup:
    """Render a part of a page as markup that needs no further escaping."""
    return Markup(_templates().get_template(template).render(**values))  # noqa: S704 (the template escapes)


def style_sheet() -> str:
    """Return all styles as one file, since the content security policy allows none inside a page."""
    templates = _templates()
    return STYLE + "".join(
        templates.get_template(name).render() for name in ("tokens.css", "page.css", "site.css", "team.css")
    )


@cache
def _templates() -> Environment:
    found = environment("openssi.web")
    filters = cast("dict[str, object]", found.filters)
    filters.update(long_day=long_day, long_moment=long_moment, day_of=day_of, without_code=_without_code)
    return found


def _without_code(error: str) -> str:
    """Return an upload's error without the code in brackets at its end, which is for programs."""
    return _CODE.sub("", error)
