"""A real Chromium, and what its pages are asked: what the browser tests share."""

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
    sync_playwright,
)

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_PATIENCE = 120_000  # milliseconds; so long that only a hang reaches it

#: Height by width of the screens that are looked at.
SCREENS = {360: 640, 768: 1024, 1366: 768}


@dataclass
class Visits:
    """A browser at one server; `faults` collects what no page may do: complain, open a dialog, or ask another host."""

    base: str
    browser: Browser
    signed_in: StorageState | None = None
    faults: list[str] = field(default_factory=list[str])

    @contextmanager
    def page(self, width: int = 1366, *, fresh: bool = False, **options: Any) -> Generator[Page]:
        """A page of a new context, signed in unless it is to be fresh; at its end nothing may have gone wrong."""
        viewport: ViewportSize = {"width": width, "height": SCREENS[width]}
        state = None if fresh else self.signed_in
        context = self.browser.new_context(viewport=viewport, storage_state=state, base_url=self.base, **options)
        context.set_default_timeout(_PATIENCE)
        self._watch(context)
        try:
            yield context.new_page()
        finally:
            context.close()
            found = self.faults.copy()
            self.faults.clear()
        assert found == []

    def enter(self, code: str) -> None:
        """Come in by the link that a start prints, and stay signed in for all pages to come."""
        with self.page(fresh=True) as page:
            page.goto(f"/enter#{code}")
            page.wait_for_url(f"{self.base}/")
            self.signed_in = page.context.storage_state()

    def _watch(self, context: BrowserContext) -> None:
        def asked(request: Request) -> None:
            if not request.url.startswith((f"{self.base}/", "data:", "blob:")):
                self.faults.append(f"asked {request.url}")

        def opened(dialog: Dialog) -> None:
            self.faults.append(f"dialog: {dialog.message}")
            dialog.dismiss()

        context.on("request", asked)
        context.on("dialog", opened)
        context.on("console", lambda said: self.faults.append(said.text) if said.type in {"error", "warning"} else None)
        context.on("weberror", lambda error: self.faults.append(str(error.error)))


@contextmanager
def chromium() -> Generator[Browser]:
    """The system's Chromium."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    assert found, "The browser tests need Chromium; python3 dev.py test brings it, or says how."
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


def wait_for_reading(page: Page) -> None:
    """On the page of uploads, until all is read."""
    page.wait_for_selector("#imports:not([hx-get])")
    page.wait_for_selector(".balance")


def violations(page: Page, *, only: Sequence[str] = (), but: Sequence[str] = ()) -> list[str]:
    """What axe finds, by some of its rules or by all but some; each with the first place."""
    page.evaluate(f"window.axe || (() => {{{AXE}}})()")
    options: dict[str, object] = {"resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in but}}
    found = page.evaluate("options => axe.run(document, options)", options | ({"runOnly": list(only)} if only else {}))
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]} ({len(one['nodes'])})" for one in found["violations"]]


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its screen."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
