"""Redraw the pictures of the README and the guides: the terminal screen, the report, My page. Needs Chromium."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page
from rich.console import Console
from rich.terminal_theme import MONOKAI

import openssi
from openssi.demo import write_archive
from openssi.member.assessment import Assessment
from openssi.render.terminal.score import screen
from openssi.web.security.access import Actor
from openssi.web.services.uploads import queue_sample
from tests.e2e.browser import chromium
from tests.e2e.serving import served, signed_in
from tests.web.site import Site

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
_PAGE = (
    "<!doctype html><meta charset=utf-8><style>body{{margin:0;background:{background};color:{foreground}}}"
    "pre{{font:14px/1.25 'DejaVu Sans Mono',monospace;margin:16px}}{stylesheet}</style><pre>{code}</pre>"
)


def main() -> None:
    """Take a picture of the demo's screen and report, and of My page with the sample."""
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name)
        assessment = openssi.score(write_archive(folder))
        draw_files(browser, folder, assessment)
        with sample_page(browser, folder / "server") as page:
            page.goto("/")
            shoot(page, "my-page")
            page.goto("/plan")
            page.locator("section[aria-labelledby=what-if]").screenshot(path=IMAGES / "what-if.png")
            print("docs/images/what-if.png")


def draw_files(browser: Browser, folder: Path, assessment: Assessment) -> None:
    """Take pictures of the terminal screen and of the report."""
    console = Console(record=True, width=100, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(screen(assessment, console))
    terminal = console.export_html(theme=MONOKAI, code_format=_PAGE)
    for name, text, width, height in (
        ("screen", terminal, 880, 760),
        ("report", assessment.to_html(), 1200, 1240),
    ):
        path = folder / f"{name}.html"
        path.write_text(text, encoding="utf-8")
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(path.as_uri())
        shoot(page, name)


@contextmanager
def sample_page(browser: Browser, folder: Path) -> Generator[Page]:
    """Open the browser of a member who tries the sample."""
    folder.mkdir()
    with Site(folder) as site, served(site) as base:
        member = site.person(site.team(), "elin", name="Elin Marquardt")
        queue_sample(site.server, Actor(member, None, frozenset()))
        site.server.worker.process_pending()
        context = browser.new_context(
            viewport={"width": 1200, "height": 860}, storage_state=signed_in(site, member), base_url=base
        )
        yield context.new_page()
        context.close()


def shoot(page: Page, name: str) -> None:
    """Take a picture of what a page shows first."""
    page.screenshot(path=IMAGES / f"{name}.png")
    print(f"docs/images/{name}.png")


if __name__ == "__main__":
    main()
