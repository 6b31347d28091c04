"""Chromium for the browser tests, with checks of the pages it shows."""

from __future__ import annotations

import shutil
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import axe_playwright_python  # pyright: ignore[reportMissingTypeStubs]
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Dialog,
    Page,
    Request,
    StorageState,
    ViewportSize,
    expect,
    sync_playwright,
)

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_PATIENCE = 120_000  # milliseconds; only a hang takes this long
expect.set_options(timeout=_PATIENCE)

#: Height by width of the tested screens.
SCREENS = {360: 640, 768: 1024, 1366: 768}


@dataclass
class Visits:
    """A browser on one server. `faults` collects console errors, dialogs and requests to other hosts."""

    base: str
    browser: Browser
    signed_in: StorageState | None = None
    faults: list[str] = field(default_factory=list[str])

    @contextmanager
    def page(self, width: int = 1366, *, fresh: bool = False, **options: Any) -> Generator[Page]:
        """Open a page in a new context, signed in unless `fresh`; assert at the end that there were no faults."""
        viewport: ViewportSize = {"width": width, "height": SCREENS[width]}
        state = None if fresh else self.signed_in
        context = self.browser.new_context(viewport=viewport, storage_state=state, base_url=self.base, **options)
        context.set_default_timeout(_PATIENCE)
        self._watch(context)
        try:
            yield context.new_page()
        finally:
            context.close()
            faults = self.faults.copy()
            self.faults.clear()
        assert faults == []

    def enter(self, code: str) -> None:
        """Sign in with the code from the link that the server prints; later pages are signed in too."""
        with self.page(fresh=True) as page:
            page.goto(f"/enter#{code}")
            page.wait_for_url(f"{self.base}/")
            self.signed_in = page.context.storage_state()

    def _watch(self, context: BrowserContext) -> None:
        def on_request(request: Request) -> None:
            if not request.url.startswith((f"{self.base}/", "data:", "blob:")):
                self.faults.append(f"request to {request.url}")

        def on_dialog(dialog: Dialog) -> None:
            self.faults.append(f"dialog: {dialog.message}")
            dialog.dismiss()

        context.on("request", on_request)
        context.on("dialog", on_dialog)
        context.on("console", lambda line: self.faults.append(line.text) if line.type in {"error", "warning"} else None)
        context.on("weberror", lambda error: self.faults.append(str(error.error)))


@contextmanager
def chromium() -> Generator[Browser]:
    """Start the system's Chromium."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    assert path, "Chromium not found. python3 dev.py test installs it, or says how."
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def wait_for_reading(page: Page) -> None:
    """Wait on the page of uploads until every file is read."""
    page.wait_for_selector("#imports:not([hx-get])")
    page.wait_for_selector(".balance")


def violations(page: Page, *, only: Sequence[str] = (), but: Sequence[str] = ()) -> list[str]:
    """Return the violations axe reports, each with its first element; `only` or `but` select rules."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"() => {{{AXE}}}")
    options: dict[str, object] = {"resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in but}}
    return page.evaluate(_VIOLATIONS, options | ({"runOnly": list(only)} if only else {}))


#: In the page: passing the whole result out of it takes longer than checking the page.
_VIOLATIONS = """async (options) => (await axe.run(document, options)).violations.map(
    (one) => `${one.id}: ${one.nodes[0].html.slice(0, 200)} (${one.nodes.length})`)"""


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its screen."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
