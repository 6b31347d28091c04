"""Hostile strings in a real browser: no script runs, no dialog opens, nothing is fetched."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from playwright.sync_api import Page

from tests.e2e.browser import Visits, chromium
from tests.e2e.serving import served, signed_in
from tests.web.harmed import harmed
from tests.web.rights import PAGES, PARTS


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Generator[Visits]:
    """The admin's browser at a server with everything hostile in it."""
    site, admin = harmed(tmp_path_factory.mktemp("outer") / "site")
    with site, served(site) as base, chromium() as browser:
        yield Visits(base, browser, signed_in(site, admin))


@pytest.fixture(scope="module")
def page(visits: Visits) -> Generator[Page]:
    """One for all paths, since opening a page takes longest."""
    with visits.page() as page:
        yield page


@pytest.mark.parametrize(
    "path",
    [
        *(path for path in PAGES if "{" not in path),
        *PARTS,
        "/team?name=ssi0001x",
        "/nowhere/<script>window.ssiHarm=1</script>",
        "/team?first=<img src=x onerror=window.ssiHarm=1>",
    ],
)
def test_nothing_runs_on_any_page(path: str, page: Page, visits: Visits) -> None:
    assert page.goto(path) is not None
    page.mouse.move(300, 300)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for _ in range(5):
        page.keyboard.press("Tab")
    assert page.evaluate("window.ssiHarm") is None
    assert page.evaluate("document.scripts.length") in {0, 2}  # none in a part of a page
    assert page.url.startswith(visits.base)
    faults = [*visits.faults]
    visits.faults.clear()
    # That a page or its icon is missing, Chromium tells on the console too.
    assert [one for one in faults if "Failed to load resource" not in one] == []


def test_a_visit_detects_blocked_scripts_and_dialogs(visits: Visits) -> None:
    """The tests before would else hold for a watcher that sees nothing."""
    seen: list[str] = []
    with pytest.raises(AssertionError):  # a visit with faults fails
        _visit_with_faults(visits, seen)
    assert any("Content Security Policy" in fault for fault in seen)
    assert "dialog: x" in seen


def _visit_with_faults(visits: Visits, seen: list[str]) -> None:
    with visits.page() as page:
        page.goto("/alerts")
        with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
            page.evaluate(
                "document.body.insertAdjacentHTML('beforeend', '<img src=/favicon.ico onerror=window.ssiHarm=1>')"
            )
        with page.expect_event("dialog"):
            page.evaluate("setTimeout(() => alert('x'), 0)")
        if page.evaluate("window.ssiHarm") is None:
            seen += visits.faults
