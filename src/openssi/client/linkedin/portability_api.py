"""LinkedIn's Member Data Portability API: pages of a domain, events, and the member's consent."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from openssi.client.linkedin.transport import (
    ADDRESS,
    Kind,
    NoDataError,
    Product,
    Transport,
    open_transport,
)

__all__ = ["EVENTS_A_PAGE", "PORTABILITY", "PortabilityApi", "open_api"]

EVENTS_A_PAGE = 50
PORTABILITY = Product(
    "Member Data Portability API (Member)",
    "202312",  # the only one that LinkedIn accepts
    "r_dma_portability_self_serve",
    "ssi connect linkedin",
    "docs/linkedin-api.md",
)


@dataclass(frozen=True)
class PortabilityApi:
    """The requests of the API."""

    transport: Transport

    def snapshot_page(self, domain: str, page: int) -> list[dict[str, Any]]:
        """Return the rows of one page of a domain; none if the page is empty.

        Raises:
            InputError: LinkedIn can't be reached, refuses or answers unexpectedly.
            NoDataError: the page is past the last one.
            QuotaError: the quota of the day is used up.
        """
        query = urlencode({"q": "criteria", "domain": domain, "start": page})
        elements = self.transport.page("snapshot", f"/rest/memberSnapshotData?{query}").elements
        return [
            row for element in elements if element.get("snapshotDomain", domain) == domain for row in _rows(element)
        ]

    def events(self, since: int, start: int) -> Sequence[dict[str, Any]]:
        """Return up to 50 events since a moment in milliseconds (0 for all of 28 days), the oldest first.

        Raises:
            InputError: LinkedIn can't be reached, refuses or answers unexpectedly.
            QuotaError: the quota of the day is used up.
        """
        query: dict[str, str | int] = {"q": "memberAndApplication", "count": EVENTS_A_PAGE}
        query |= {"startTime": since} if since else {}
        query |= {"start": start} if start else {}
        try:
            return self.transport.page("changelog", f"/rest/memberChangeLogs?{urlencode(query)}").elements
        except NoDataError:
            return ()

    def consent(self) -> int:
        """Return when the member's consent began, in milliseconds; 0 if LinkedIn doesn't say.

        Raises:
            InputError: LinkedIn can't be reached, refuses or answers unexpectedly.
            QuotaError: the quota of the day is used up.
        """
        try:
            elements = self.transport.page("changelog", "/rest/memberAuthorizations?q=memberAndApplication").elements
        except NoDataError:
            return 0
        times = [element.get("regulatedAt") for element in elements]
        return min((time for time in times if isinstance(time, int)), default=0)


def _rows(element: Mapping[str, Any]) -> list[dict[str, Any]]:
    data = element.get("snapshotData")
    rows = cast("list[object]", data) if isinstance(data, list) else [data]
    return [cast("dict[str, Any]", row) for row in rows if isinstance(row, dict)]


@contextmanager
def open_api(token: str, count: Callable[[Kind], None], address: str = ADDRESS) -> Generator[PortabilityApi]:
    """Connect to LinkedIn as the owner of a token.

    Raises:
        UsageError: the extra `connect` is not installed.
    """
    with open_transport(token, count, PORTABILITY, address) as transport:
        yield PortabilityApi(transport)
