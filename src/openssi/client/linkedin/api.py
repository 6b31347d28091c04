"""Requests to LinkedIn's API: retried where that helps, counted, never redirected, every refusal a clear error."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, cast

from openssi.errors import InputError, UsageError, install_hint

if TYPE_CHECKING:
    import httpx2

__all__ = ["ADDRESS", "EVENTS_A_PAGE", "Kind", "LinkedInApi", "NoDataError", "QuotaError", "open_api"]

ADDRESS = "https://api.linkedin.com"
_VERSION = "202312"  # the only one that LinkedIn accepts
_ATTEMPTS = 5
_OK, _BAD_TOKEN, _DENIED, _NOT_FOUND, _OLD_VERSION, _TOO_MANY = 200, 401, 403, 404, 426, 429
_NO_DATA = re.compile(r"No data found for this (?:memberId|domain and memberId)\.?")
EVENTS_A_PAGE = 50

Kind = Literal["snapshot", "changelog"]


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


@dataclass(frozen=True)
class LinkedInApi:
    """An authenticated connection; `count` is called before each request with its kind, and may refuse it."""

    client: httpx2.Client
    count: Callable[[Kind], None]

    def snapshot_page(self, domain: str, page: int) -> list[dict[str, Any]]:
        """Return the rows of one page of a domain; none if the page is empty.

        Raises:
            InputError: LinkedIn can't be reached, refuses or answers unexpectedly.
            NoDataError: there is no such page.
            QuotaError: the quota of the day is used up.
        """
        query = {"q": "criteria", "domain": domain, "start": str(page)}
        elements = self._elements("snapshot", "/rest/memberSnapshotData", query)
        return [
            row for element in elements if element.get("snapshotDomain", domain) == domain for row in _rows(element)
        ]

    def events(self, since: int, start: int) -> Sequence[dict[str, Any]]:
        """Return up to 50 events since a moment in milliseconds (0 for all of 28 days), the oldest first.

        Raises:
            InputError: LinkedIn can't be reached, refuses or answers unexpectedly.
            QuotaError: the quota of the day is used up.
        """
        query = {"q": "memberAndApplication", "count": str(EVENTS_A_PAGE)}
        query |= {"startTime": str(since)} if since else {}
        query |= {"start": str(start)} if start else {}
        try:
            return self._elements("changelog", "/rest/memberChangeLogs", query)
        except NoDataError:
            return ()

    def consent(self) -> int:
        """Return when the member's consent began, in milliseconds; 0 if LinkedIn doesn't say.

        Raises:
            InputError: LinkedIn can't be reached, refuses or answers unexpectedly.
            QuotaError: the quota of the day is used up.
        """
        try:
            elements = self._elements("changelog", "/rest/memberAuthorizations", {"q": "memberAndApplication"})
        except NoDataError:
            return 0
        times = [element.get("regulatedAt") for element in elements]
        return min((time for time in times if isinstance(time, int)), default=0)

    def _elements(self, kind: Kind, path: str, query: Mapping[str, str]) -> list[dict[str, Any]]:
        answer = self._get(kind, path, query)
        elements = answer.get("elements")
        if not isinstance(elements, list):
            raise _unexpected("has no elements")
        return [
            cast("dict[str, Any]", element) for element in cast("list[object]", elements) if isinstance(element, dict)
        ]

    def _get(self, kind: Kind, path: str, query: Mapping[str, str]) -> dict[str, Any]:
        import httpx2
        import stamina

        try:
            for attempt in stamina.retry_context(
                on=(httpx2.TransportError, _RetryError), attempts=_ATTEMPTS, timeout=None
            ):
                with attempt:
                    self.count(kind)
                    return _checked(self.client.get(path, params=dict(query)))
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


_KEPT = "What was read so far is stored."


def _rows(element: Mapping[str, Any]) -> list[dict[str, Any]]:
    data = element.get("snapshotData")
    rows = cast("list[object]", data) if isinstance(data, list) else [data]
    return [cast("dict[str, Any]", row) for row in rows if isinstance(row, dict)]


def _checked(response: httpx2.Response) -> dict[str, Any]:
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
    if status == _BAD_TOKEN:
        raise InputError(
            "linkedin-token",
            "LinkedIn doesn't accept the token: it has expired or was revoked.",
            unchanged=_KEPT,
            hint="Create a new one (see docs/linkedin-api.md) and run ssi connect linkedin --token-file FILE.",
        )
    if status == _DENIED:
        raise InputError(
            "linkedin-access",
            "LinkedIn refuses: the token doesn't have the scope r_dma_portability_self_serve.",
            unchanged=_KEPT,
            hint=(
                "Add the product Member Data Portability API (Member) to your app, and create a new token with that "
                "scope."
            ),
        )
    if status == _OLD_VERSION:
        raise _unexpected(f"no longer accepts version {_VERSION} of its API", "Install a newer version of openssi.")
    raise _unexpected(f"answers with status {status}" + (f": {message[:200]}" if message else ""))


def _unexpected(what: str, hint: str = "Try again later; if it stays, report it.") -> InputError:
    return InputError("linkedin-answer", f"LinkedIn's API {what}.", unchanged=_KEPT, hint=hint)


@contextmanager
def open_api(token: str, count: Callable[[Kind], None], address: str = ADDRESS) -> Generator[LinkedInApi]:
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
        "LinkedIn-Version": _VERSION,
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
        yield LinkedInApi(client, count)
