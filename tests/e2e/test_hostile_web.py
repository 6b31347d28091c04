"""The hostile strings in a real browser: no script of theirs runs, no policy has to stop one, no dialog opens, nothing is fetched elsewhere."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from openssi.store import accounts
from openssi.store.accounts import Account
from tests.e2e.served import served
from tests.web.harmed import harmed
from tests.web.rights import RIGHTS
from tests.web.site import Site

#: Every page; files are for spreadsheets.
PAGES = [
    one.split()[1] for one, needs in RIGHTS.items()
    if one.startswith("GET ") and needs is not None and "{" not in one and "/api/" not in one and "." not in one
]  # fmt: skip


@dataclass
class Watched:
    """A browser's page, and all that should not have happened on it."""

    page: Page
    base: str
    happened: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        self.page.on("dialog", self._dismiss)
        self.page.on(
            "console", lambda told: self.happened.append(f"console: {told.text}") if told.type in {"error", "warning"} else None
        )
        self.page.on("pageerror", lambda error: self.happened.append(f"error: {error}"))
        self.page.on("request", lambda request: None if self._own(request.url) else self.happened.append(f"request: {request.url}"))

    def _dismiss(self, dialog: Dialog) -> None:
        self.happened.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _own(self, url: str) -> bool:
        return url.startswith((f"{self.base}/", "data:image/"))


@pytest.fixture(scope="module")
def chromium() -> Generator[Browser]:
    """The system's own."""
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Generator[tuple[str, Site, Account]]:
    """The server with everything hostile in it."""
    site, admin = harmed(tmp_path_factory.mktemp("outer") / "site")
    with site, served(site) as address:
        yield address, site, admin


@pytest.fixture
def watched(chromium: Browser, base: tuple[str, Site, Account]) -> Generator[Watched]:
    """The admin's browser."""
    address, site, admin = base
    with site.server.database.write() as connection:
        secret = accounts.add_session(connection, admin.id, "Chromium", site.now, 86_400)
    context = chromium.new_context()
    context.add_cookies([{"name": "ssi", "value": secret, "url": address}])
    yield Watched(context.new_page(), address)
    context.close()


@pytest.mark.parametrize(
    "path",
    [
        *PAGES,
        "/team?name=ssi0001x",
        "/nowhere/<script>window.ssiHarm=1</script>",
        "/team?first=<img src=x onerror=window.ssiHarm=1>",
    ],
)
def test_nothing_runs_on_any_page(path: str, watched: Watched) -> None:
    page = watched.page
    answer = page.goto(f"{watched.base}{path}", wait_until="load")
    assert answer is not None
    page.mouse.move(300, 300)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for _ in range(5):
        page.keyboard.press("Tab")
    assert page.evaluate("window.ssiHarm") is None
    assert page.evaluate("document.scripts.length") == 2
    assert page.url.startswith(watched.base)
    # That a page or its icon is missing, Chromium tells on the console too.
    assert [one for one in watched.happened if "Failed to load resource" not in one] == []


def test_a_watched_page_tells_of_a_script_that_ran_and_of_one_that_was_stopped(watched: Watched) -> None:
    """The tests before would else hold for a watcher that sees nothing."""
    watched.page.goto(f"{watched.base}/alerts")
    watched.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.ssiHarm=1>')")
    watched.page.wait_for_timeout(200)
    assert any("Content Security Policy" in one for one in watched.happened)
    assert watched.page.evaluate("window.ssiHarm") is None
    watched.page.evaluate("fetch('http://127.0.0.1:9/').catch(() => 0)")
    watched.page.evaluate("setTimeout(() => alert('x'), 0)")
    watched.page.wait_for_timeout(200)
    assert any(one.startswith("dialog: x") for one in watched.happened)
