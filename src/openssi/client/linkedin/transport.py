"""Requests to LinkedIn's APIs: retried where that helps, counted, never redirected, every refusal a clear error."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from openssi.errors import InputError, UsageError, install_hint

if TYPE_CHECKING:
    import httpx2

__all__ = ["ADDRESS", "Kind", "NoDataError", "Page", "Product", "QuotaError", "Transport", "open_transport"]

ADDRESS = "https://api.linkedin.com"
_ATTEMPTS = 5
_OK, _BAD_TOKEN, _DENIED, _NOT_FOUND, _OLD_VERSION, _TOO_MANY = 200, 401, 403, 404, 426, 429
_NO_DATA = re.compile(r"No data found for this (?:memberId|domain and memberId)\.?")
_KEPT = "What was read so far is stored."

Kind = Literal["snapshot", "changelog", "statistics"]


@dataclass(frozen=True, slots=True)
class Product:
    """One of the products of LinkedIn's API, as messages about a refused token name it.

    Attributes:
        name: its name in LinkedIn's developer portal.
        version: the version of the API to ask for.
        scope: what a token must allow.
        command: the command that connects to it.
        guide: where the documentation says how to get a token.
    """

    name: str
    version: str
    scope: str
    command: str
    guide: str


class NoDataError(Exception):
    """There is no such page: the last one was the last, or LinkedIn hasn't prepared the data.

    `answer` is for its support.
    """

    def __init__(self, answer: str) -> None:
        super().__init__()
        self.answer = answer


class QuotaError(Exception):
    """LinkedIn takes no more requests of this kind today."""


class _RetryError(Exception):
    """LinkedIn has a fault that may pass."""


class Page(NamedTuple):
    """The elements of an answer, and whether LinkedIn says that there are more."""

    elements: list[dict[str, Any]]
    more: bool


@dataclass(frozen=True)
class Transport:
    """An authenticated connection; `count` is called before each request with its kind, and may refuse it."""

    client: httpx2.Client
    count: Callable[[Kind], None]
    product: Product

    def page(self, kind: Kind, url: str) -> Page:
        """Return an answer.

        Raises:
            InputError: LinkedIn can't be reached, refuses or answers unexpectedly.
            NoDataError: LinkedIn has no data.
            QuotaError: the quota of the day is used up.
        """
        answer = self._get(kind, url)
        elements: object = answer.get("elements")
        if not isinstance(elements, list):
            raise _unexpected("has no elements")
        paging: object = answer.get("paging")
        links: object = cast("dict[str, object]", paging).get("links") if isinstance(paging, dict) else ()
        more = any(link.get("rel") == "next" for link in _objects(links))
        return Page(_objects(cast("object", elements)), more)

    def _get(self, kind: Kind, url: str) -> dict[str, Any]:
        import httpx2
        import stamina

        try:
            for attempt in stamina.retry_context(
                on=(httpx2.TransportError, _RetryError), attempts=_ATTEMPTS, timeout=None
            ):
                with attempt:
                    self.count(kind)
                    return _checked(self.client.get(url), self.product)
        except httpx2.TransportError as error:
            raise InputError(
                "linkedin-unreachable",
                f"Can't reach LinkedIn: {error}.",
                unchanged=_KEPT,
                hint="Try again later.",
            ) from error
        except _RetryError as error:
            raise InputError(
                "linkedin-unreachable",
                f"LinkedIn has a fault: {error}.",
                unchanged=_KEPT,
                hint="Try again later.",
            ) from error
        raise AssertionError("the last attempt returns or raises")


def _objects(values: object) -> list[dict[str, Any]]:
    items = cast("list[object]", values) if isinstance(values, list) else []
    return [cast("dict[str, Any]", item) for item in items if isinstance(item, dict)]


def _checked(response: httpx2.Response, product: Product) -> dict[str, Any]:
    """Return the content of an answer, or raise what it means."""
    status = response.status_code
    try:
        content: object = response.json()
    except ValueError:
        content = None
    body = cast("dict[str, Any]", content) if isinstance(content, dict) else {}
    message = str(body.get("message", ""))
    if status == _OK and body:
        return body
    if status >= 500:
        raise _RetryError(f"status {status}")
    if status == _NOT_FOUND and _NO_DATA.fullmatch(message):
        raise NoDataError(response.headers.get("x-li-uuid", ""))
    if status == _TOO_MANY:  # its Retry-After is a minute, whatever the true wait
        raise QuotaError
    if status in {_BAD_TOKEN, _DENIED}:
        raise _refused(status, product)
    if status == _OLD_VERSION:
        raise _unexpected(
            f"no longer accepts version {product.version} of its API", "Install a newer version of openssi."
        )
    raise _unexpected(f"answers with status {status}" + (f": {message[:200]}" if message else ""))


def _refused(status: int, product: Product) -> InputError:
    """Return the error of a token that isn't accepted, or that doesn't allow the request."""
    if status == _BAD_TOKEN:
        return InputError(
            "linkedin-token",
            "LinkedIn doesn't accept the token: it has expired or was revoked.",
            unchanged=_KEPT,
            hint=f"Create a new one (see {product.guide}) and run {product.command} --token-file FILE.",
        )
    return InputError(
        "linkedin-access",
        f"LinkedIn refuses: the token doesn't have the scope {product.scope}.",
        unchanged=_KEPT,
        hint=f"Add the product {product.name} to your app, and create a new token with that scope.",
    )


def _unexpected(what: str, hint: str = "Try again later; if it stays, report it.") -> InputError:
    return InputError("linkedin-answer", f"LinkedIn's API {what}.", unchanged=_KEPT, hint=hint)


@contextmanager
def open_transport(
    token: str, count: Callable[[Kind], None], product: Product, address: str = ADDRESS
) -> Generator[Transport]:
    """Connect to LinkedIn as the owner of a token.

    Raises:
        UsageError: the extra `connect` is not installed.
    """
    if not all(map(find_spec, ("httpx2", "stamina"))):
        raise UsageError(
            "linkedin-missing",
            "Connecting to LinkedIn needs packages that aren't installed.",
            hint=install_hint("connect"),
        )
    import httpx2

    logging.getLogger("stamina").addHandler(logging.NullHandler())  # a retry is not worth a warning
    headers = {
        "Authorization": f"Bearer {token}",
        "LinkedIn-Version": product.version,
        "X-Restli-Protocol-Version": "2.0.0",
        "Accept": "application/json",
    }
    with httpx2.Client(
        base_url=address,
        headers=headers,
        timeout=httpx2.Timeout(60, connect=10),
        trust_env=address.startswith("https:"),  # without TLS, a proxy could read the token
        follow_redirects=False,  # never send the token to another host; links in answers are not followed either
    ) as client:
        yield Transport(client, count, product)
