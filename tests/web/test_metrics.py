"""Metrics: requests by route, uploads and their age, on a port of their own."""

from __future__ import annotations

import httpx2
import pytest

from openssi.errors import UsageError
from openssi.store import imports
from openssi.web.services.metrics import serve_metrics
from tests.web.site import Site


def scraped(port: int) -> dict[str, float]:
    text = httpx2.get(f"http://127.0.0.1:{port}/metrics").text
    return {
        name: float(value)
        for line in text.splitlines()
        if not line.startswith("#")
        for name, _, value in (line.rpartition(" "),)
    }


def test_figures_are_counted_and_name_nobody(site: Site) -> None:
    port = serve_metrics(site.server, "127.0.0.1", 0)
    who = site.person(site.team(), "ann")
    with site.server.database.write() as tx:
        imports.add_import(tx, "1" * 32, who.id, "canary.zip", "archive", 1, site.now - 90, sample=False)
    browser = site.browser(who)
    browser.get("/api/v1/me/imports/canary")
    browser.get("/api/v1/me/imports/other")
    browser.get("/static/site.js")
    found = scraped(port)
    route = 'route="/api/v1/me/imports/{import_id}"'
    assert found[f'openssi_requests_total{{method="GET",{route},status="404"}}'] == 2
    assert found[f"openssi_request_seconds_count{{{route}}}"] == 2
    assert found['openssi_imports{state="waiting"}'] == 1
    assert found['openssi_imports{state="failed"}'] == 0
    assert (found["openssi_oldest_waiting_seconds"], found["openssi_last_import_seconds"]) == (90, 0)
    assert (found["openssi_database_up"], found["openssi_worker_up"]) == (1, 1)
    assert not [name for name in found if "canary" in name or "static" in name or who.id in name]


def test_a_port_in_use_is_a_sentence(site: Site) -> None:
    port = serve_metrics(site.server, "127.0.0.1", 0)
    with pytest.raises(UsageError, match=f"Can't listen on port {port}"):
        serve_metrics(site.server, "127.0.0.1", port)
