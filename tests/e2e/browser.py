"""A real `ssi serve` and a real Chromium: what the browser tests share."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, StorageState, sync_playwright

from tests.e2e.cli import RUN, environment

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
PATIENCE = 15_000  # milliseconds

#: Height by width of the screens that are looked at.
SCREENS = {360: 640, 768: 1024, 1366: 768}


@dataclass
class Served:
    """One server and one browser; `faults` collects what no page may do: log an error, or ask another host."""

    base: str
    link: str
    browser: Browser
    signed_in: StorageState | None = None
    faults: list[str] = field(default_factory=list[str])

    @contextmanager
    def page(self, width: int = 1366, *, fresh: bool = False, **options: Any) -> Generator[Page]:
        """A page of a new context, signed in unless it is to be fresh; at its end nothing may have gone wrong."""
        viewport = {"width": width, "height": SCREENS[width]}
        state = None if fresh else self.signed_in
        context = self.browser.new_context(viewport=viewport, storage_state=state, base_url=self.base, **options)
        context.set_default_timeout(PATIENCE)
        self._watch(context)
        yield context.new_page()
        context.close()
        assert self.faults == []

    def enter(self) -> None:
        """Come in by the printed link, and stay signed in for all pages to come."""
        with self.page(fresh=True) as page:
            page.goto(self.link)
            page.wait_for_url(f"{self.base}/")
            self.signed_in = page.context.storage_state()

    def _watch(self, context: BrowserContext) -> None:
        def asked(request: Request) -> None:
            if not request.url.startswith((f"{self.base}/", "data:", "blob:")):
                self.faults.append(f"asked {request.url}")

        context.on("request", asked)
        context.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        context.on("weberror", lambda error: self.faults.append(str(error.error)))


def chromium(driver: Playwright) -> Browser:
    """The system's Chromium."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    assert found, "The browser tests need Chromium; python3 dev.py test brings it, or says how."
    return driver.chromium.launch(executable_path=found, args=["--no-sandbox"])


@contextmanager
def served(folder: Path, *options: str) -> Iterator[Served]:
    """A server on an empty folder, and a browser."""
    line = [sys.executable, "-B", "-c", RUN, "serve", "--port", "0", "--no-open", "--data", str(folder), *options]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment(), text=True) as process:  # noqa: S603
        try:
            assert process.stdout
            told = process.stdout.readline() + process.stdout.readline()
            link = re.search(r"Open: +(\S+)", told)
            assert link, told
            with sync_playwright() as driver:
                browser = chromium(driver)
                yield Served(re.sub(r"/(enter|sign-in).*", "", link[1]), link[1], browser)
                browser.close()
        finally:
            process.terminate()


def wait_for_reading(page: Page) -> None:
    """On the page of uploads, until all is read."""
    page.wait_for_selector("#imports:not([hx-get])")
    page.wait_for_selector(".balance")


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds, by all its rules or by some; each with the first place."""
    page.evaluate(f"window.axe || (() => {{{AXE}}})()")
    options: dict[str, object] = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]} ({len(one['nodes'])})" for one in found["violations"]]


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its screen."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
