"""Carry a form that was sent after the session had ended across the next sign-in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import cast

from fastapi import Request

from openssi.web.security.redirects import local_path

__all__ = ["UnsentForm", "unsent_form"]

_MOST_FIELDS = 50
_LONGEST = 100_000  # characters of all fields as JSON
#: A form with one of these fields is not carried through a page.
_SECRETS = ("password", "code", "secret")


@dataclass(frozen=True, slots=True)
class UnsentForm:
    """A form that could not be sent: where to, and its fields as pairs of name and value."""

    path: str
    fields: tuple[tuple[str, str], ...]

    def to_text(self) -> str:
        """Return the form as text for a hidden field of the sign-in page."""
        return json.dumps([self.path, self.fields])

    @classmethod
    def from_text(cls, text: str) -> UnsentForm | None:
        """Restore a form; None if there is none or the text isn't one."""
        try:
            path, fields = cast("tuple[object, list[tuple[object, object]]]", json.loads(text or "null"))
            form = cls(str(path), tuple([(str(name), str(value)) for name, value in fields]))
        except (ValueError, TypeError, RecursionError):
            return None
        return form if form.path != "/" and local_path(form.path) == form.path and _may_be_carried(form) else None


async def unsent_form(request: Request) -> UnsentForm | None:
    """Return the form that a request tried to send; None for files, secrets and other requests."""
    kind = request.headers.get("content-type", "").partition(";")[0]
    if request.method != "POST" or kind != "application/x-www-form-urlencoded":
        return None
    fields = [(name, value) for name, value in (await request.form()).multi_items() if isinstance(value, str)]
    form = UnsentForm(request.url.path, tuple(fields))
    return form if fields and _may_be_carried(form) else None


def _may_be_carried(form: UnsentForm) -> bool:
    secret = any(word in name for name, _ in form.fields for word in _SECRETS)
    return not secret and len(form.fields) <= _MOST_FIELDS and len(form.to_text()) <= _LONGEST
