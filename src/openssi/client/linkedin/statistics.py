"""Read a member's statistics from LinkedIn's API: four requests, everything again each time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from openssi.activity.calendar import DAY_SECONDS, DAYS_PER_YEAR, to_date
from openssi.client.linkedin.transport import (
    ADDRESS,
    NoDataError,
    Product,
    Transport,
    open_transport,
)
from openssi.errors import InputError
from openssi.sources.member_statistics.statistics import FOLLOWERS, WEIGHTS, MemberStatistics, read_daily

__all__ = ["STATISTICS", "read_statistics", "request_one_day"]

STATISTICS = Product(
    "Community Management API",
    "202608",  # each monthly version is accepted for a year at least
    "r_member_postAnalytics",
    "ssi connect linkedin-statistics",
    "docs/linkedin-api.md",
)
_MOST_PAGES = 100


def read_statistics(token: str, now: Callable[[], int], address: str = ADDRESS) -> MemberStatistics:
    """Return the numbers of the past 365 days, of today those so far.

    Everything is read again each time, since LinkedIn corrects earlier days, and its terms limit how long the numbers
    may be stored.

    Raises:
        InputError: LinkedIn can't be reached, refuses or answers unexpectedly.
        QuotaError: the quota of the day is used up.
        UsageError: the extra `connect` is not installed.
    """
    until = now() // DAY_SECONDS + 1
    first = until - DAYS_PER_YEAR
    statistics = MemberStatistics(now())
    with open_transport(token, lambda _: None, STATISTICS, address) as transport:
        for metric in WEIGHTS:
            elements = _elements(transport, _posts_query(metric, first, until))
            statistics.metrics[metric] = read_daily(metric, elements, first, until)
        try:
            elements = _elements(transport, f"/rest/memberFollowersCount?q=dateRange&{_range(first, until)}")
        except InputError as error:
            if error.code != "linkedin-access":  # followers need another scope, which the token may lack
                raise
        else:
            statistics.metrics[FOLLOWERS] = read_daily(FOLLOWERS, elements, first, until)
    return statistics


def request_one_day(token: str, now: Callable[[], int], address: str = ADDRESS) -> None:
    """Ask for today's reactions, which shows whether the token is accepted.

    Raises:
        InputError: LinkedIn can't be reached, refuses or answers unexpectedly.
        QuotaError: the quota of the day is used up.
        UsageError: the extra `connect` is not installed.
    """
    today = now() // DAY_SECONDS
    with open_transport(token, lambda _: None, STATISTICS, address) as transport:
        _elements(transport, _posts_query("REACTION", today, today + 1))


def _posts_query(metric: str, first: int, until: int) -> str:
    return f"/rest/memberCreatorPostAnalytics?q=me&queryType={metric}&aggregation=DAILY&{_range(first, until)}"


def _range(first: int, until: int) -> str:
    """Return the days from `first` to before `until` as LinkedIn expects them; the brackets must not be encoded."""
    start, end = (f"(day:{day.day},month:{day.month},year:{day.year})" for day in (to_date(first), to_date(until)))
    return f"dateRange=(start:{start},end:{end})"


def _elements(transport: Transport, url: str) -> list[dict[str, Any]]:
    """Return all elements: LinkedIn may answer a long period in pages."""
    elements: list[dict[str, Any]] = []
    with suppress(NoDataError):
        for _ in range(_MOST_PAGES):
            page = transport.page("statistics", url + (f"&start={len(elements)}" if elements else ""))
            elements += page.elements
            if not page.more or not page.elements:
                break
    return elements
