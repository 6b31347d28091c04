"""A stand-in for LinkedIn's APIs of a member's data and statistics: real HTTP, the documented wire format, and a clock that tests move."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.stand_in_server import in_background

__all__ = ["NO_DATA", "StandIn", "event", "serving"]

TOKEN = "AQX-invented"
NO_DATA = ("No data found for this memberId", "No data found for this domain and memberId.")
_DAY_MS = 86_400_000

_STATISTICS_VERSIONS = ("202604", "202608")
#: What each path needs: a scope, and a version of the API.
_NEEDS = {
    "memberSnapshotData": ("r_dma_portability_self_serve", ("202312",)),
    "memberChangeLogs": ("r_dma_portability_self_serve", ("202312",)),
    "memberAuthorizations": ("r_dma_portability_self_serve", ("202312",)),
    "memberCreatorPostAnalytics": ("r_member_postAnalytics", _STATISTICS_VERSIONS),
    "memberFollowersCount": ("r_member_profileAnalytics", _STATISTICS_VERSIONS),
}
_DENIED = {"status": 403, "serviceErrorCode": 100, "code": "ACCESS_DENIED", "message": "Not enough permissions"}
_METRIC_TYPE = "com.linkedin.adsexternalapi.memberanalytics.v1.CreatorPostAnalyticsMetricTypeV1"
_DATE = r"\(day:(\d+),month:(\d+),year:(\d+)\)"
_RANGE = re.compile(rf"(?:^|&)dateRange=\(start:{_DATE},end:{_DATE}\)(?:&|$)")

Row = dict[str, str]


@dataclass
class StandIn:
    """What the invented account has, and how the API behaves.

    Attributes:
        now: the time in seconds since 1970.
        pages: by domain, its pages; a domain that is not there has no data.
        ready: by domain, from when it has data.
        changes: the events of the changelog.
        consent: when consent began, in milliseconds.
        expires: when the token expires.
        quota: requests a day, by kind.
        faults: status and body to answer the next requests with.
        repeats: domains whose last page comes again for ever.
        requests: every request: path and query.
        daily: by metric of the statistics (`FOLLOWERS` for new followers), its number by day.
        scopes: what the token allows.
        before_202605: whether the metric of an element is an object, as in versions of the API before 202605.
        a_page: how many elements of statistics LinkedIn answers at once.
    """

    now: int
    pages: dict[str, list[list[Row]]] = field(default_factory=dict[str, list[list[Row]]])
    ready: dict[str, int] = field(default_factory=dict[str, int])
    changes: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    consent: int = 0
    expires: int = 1 << 40
    quota: dict[str, int] = field(default_factory=lambda: {"memberSnapshotData": 200, "memberChangeLogs": 50})
    faults: list[tuple[int, dict[str, Any]]] = field(default_factory=list[tuple[int, dict[str, Any]]])
    repeats: set[str] = field(default_factory=set[str])
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list[tuple[str, dict[str, str]]])
    daily: dict[str, dict[date, int]] = field(default_factory=dict[str, dict[date, int]])
    scopes: set[str] = field(default_factory=lambda: {"r_dma_portability_self_serve"})
    before_202605: bool = False
    a_page: int = 1_000
    random: random.Random = field(default_factory=lambda: random.Random(7))
    _used: dict[tuple[str, int], int] = field(default_factory=dict[tuple[str, int], int])

    def answer(
        self, path: str, query: dict[str, str], headers: dict[str, str], raw: str = ""
    ) -> tuple[int, dict[str, Any]]:
        """Return status and body of a request; names of headers are in lower case, `raw` is the query as it was sent."""
        self.requests.append((path, query))
        if headers.get("authorization") != f"Bearer {TOKEN}" or self.now >= self.expires:
            return 401, {
                "status": 401,
                "code": "EXPIRED_ACCESS_TOKEN",
                "message": "The token used in the request has expired",
            }
        name = path.removeprefix("/rest/")
        scope, versions = _NEEDS.get(name, ("none", ("202312",)))
        if headers.get("linkedin-version") not in versions:
            return 426, {"status": 426, "code": "NONEXISTENT_VERSION", "message": "Requested version is not active"}
        if self.faults:
            return self.faults.pop(0)
        used = self._used[name, self.now // 86_400] = self._used.get((name, self.now // 86_400), 0) + 1
        if used > self.quota.get(name, used):
            return 429, {"status": 429, "code": "TOO_MANY_REQUESTS", "message": "Resource level throttle limit reached"}
        if scope not in self.scopes:
            return 403, _DENIED
        match name:
            case "memberCreatorPostAnalytics" | "memberFollowersCount":
                return self._statistics(name, query, raw)
            case "memberSnapshotData":
                return self._snapshot(query)
            case "memberChangeLogs":
                return 200, {"elements": self._changes(query), "paging": {"start": 0, "count": 10, "links": []}}
            case "memberAuthorizations":
                key = {"developerApplication": "urn:li:developerApplication:1", "member": "urn:li:person:me"}
                one = {
                    "memberComplianceAuthorizationKey": key,
                    "regulatedAt": self.consent,
                    "memberComplianceScopes": ["DMA"],
                }
                return 200, {"elements": [one]}
            case _:
                return 403, _DENIED

    def _statistics(self, name: str, query: dict[str, str], raw: str) -> tuple[int, dict[str, Any]]:
        """Answer one element a day, the start of the range included, its end not."""
        bounds = _RANGE.search(raw)  # as it was sent: encoded brackets are no range
        followers = name == "memberFollowersCount"
        expected = {"q": "dateRange"} if followers else {"q": "me", "aggregation": "DAILY"}
        metric = "FOLLOWERS" if followers else query.get("queryType", "")
        known = metric in {"FOLLOWERS", "REACTION", "COMMENT", "RESHARE", "IMPRESSION"}
        if not bounds or not known or any(query.get(key) != value for key, value in expected.items()):
            return 400, {
                "status": 400,
                "code": "ILLEGAL_ARGUMENT",
                "message": "Invalid query parameters passed to request",
            }
        day, month, year, end_day, end_month, end_year = map(int, bounds.groups())
        first, last = date(year, month, day), date(end_year, end_month, end_day)
        days = [first + timedelta(days=at) for at in range((last - first).days)]
        start = int(query.get("start", "0"))
        page = days[start : start + self.a_page]
        next_page = [{"type": "application/json", "rel": "next", "href": "https://elsewhere.example/"}]
        paging = {"start": start, "count": 10, "links": next_page if start + self.a_page < len(days) else []}
        return 200, {"paging": paging, "elements": [self._element(metric, on) for on in page]}

    def _element(self, metric: str, on: date) -> dict[str, Any]:
        count = self.daily.get(metric, {}).get(on, 0)
        bounds = {"start": on, "end": on + timedelta(days=1)}
        element: dict[str, Any] = {
            "dateRange": {name: {"year": at.year, "month": at.month, "day": at.day} for name, at in bounds.items()}
        }
        if metric == "FOLLOWERS":
            return element | {"memberFollowersCount": count}
        named = {_METRIC_TYPE: metric} if self.before_202605 else metric
        return element | {"count": count, "metricType": named}

    def _snapshot(self, query: dict[str, str]) -> tuple[int, dict[str, Any]]:
        domain, start = query["domain"], int(query.get("start", "0"))
        pages = self.pages.get(domain, []) if self.now >= self.ready.get(domain, 0) else []
        if start >= len(pages) and not (pages and domain in self.repeats):
            return 404, {"message": self.random.choice(NO_DATA), "status": 404}
        rows = [dict(self.random.sample(list(row.items()), len(row))) for row in pages[min(start, len(pages) - 1)]]
        link = {
            "type": "application/json",
            "rel": "next",
            "href": f"https://elsewhere.example/rest/memberSnapshotData?start={start + 1}",
        }
        paging = {"start": start, "count": 10, "links": [link], "total": 1}
        return 200, {"paging": paging, "elements": [{"snapshotData": rows, "snapshotDomain": domain}]}

    def _changes(self, query: dict[str, str]) -> list[dict[str, Any]]:
        since = max(int(query.get("startTime", "0")), self.now * 1000 - 28 * _DAY_MS, self.consent)
        found = sorted((one for one in self.changes if one["processedAt"] >= since), key=lambda one: one["processedAt"])
        found = [one for one in found if one["processedAt"] <= self.now * 1000]
        start, count = int(query.get("start", "0")), int(query.get("count", "10"))
        return found[start : start + count]


def event(number: int, at: int, resource: str, activity: dict[str, Any] | None, **more: Any) -> dict[str, Any]:
    """Return an event as LinkedIn writes it, captured at a moment (seconds) and processed two seconds later."""
    plain: dict[str, Any] = {
        "id": number,
        "owner": "urn:li:person:me",
        "actor": "urn:li:person:me",
        "resourceName": resource,
        "resourceId": f"{resource}-{number}",
        "resourceUri": f"/{resource}/{number}",
        "method": "CREATE",
        "capturedAt": at * 1000,
        "processedAt": at * 1000 + 2_000,
        "configVersion": 1,
        "activityId": f"u-{number}",
        "activityStatus": "SUCCESS",
        "activity": activity,
        "processedActivity": {},
        "siblingActivities": [],
        "parentSiblingActivities": [],
    }
    return plain | more


@contextmanager
def serving(stand_in: StandIn) -> Generator[str]:
    """Serve on a free port of this machine; yield the address."""

    class Handler(BaseHTTPRequestHandler):
        wbufsize = -1  # header and body in one packet: the other side would delay its acknowledgement of the first

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            status, body = stand_in.answer(
                parts.path, query, {name.lower(): value for name, value in self.headers.items()}, parts.query
            )
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.send_header("x-li-uuid", f"uuid-{len(stand_in.requests)}")
            if status == 429:
                self.send_header("Retry-After", "60")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name in the base class)
            del format, args

    with in_background(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as port:
        yield f"http://127.0.0.1:{port}"


def in_pages(rows: Sequence[Row], size: int) -> list[list[Row]]:
    """Split rows into pages of which each repeats the last row of the one before."""
    return [list(rows[max(0, at - 1) : at + size]) for at in range(0, len(rows), size)]
