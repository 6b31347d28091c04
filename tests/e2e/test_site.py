"""The browser edition in Chromium: the command line's numbers, nothing sent anywhere, and words when something is wrong."""

from __future__ import annotations

import json
from collections.abc import Generator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import openssi
from openssi.demo import write_archive
from openssi.site.build import build_site
from tests.archives import Layout, Sizes, invent, write_zip
from tests.e2e.browser import Visits, chromium
from tests.e2e.site import INPUTS, Host, choose, ready, serve
from tests.workbooks import workbook


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "built"
    build_site(folder, INPUTS)
    return folder


@pytest.fixture(scope="module")
def host(site: Path) -> Generator[Host]:
    with serve(site) as host:
        yield host


@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def page(host: Host, browser: Browser) -> Generator[Page]:
    """A page on which Python has started; console messages and requests to other hosts fail the tests at the end."""
    with Visits(host.base, browser).page() as page:
        page.goto(f"{host.base}/")
        ready(page)
        yield page


def archives(folder: Path) -> dict[str, list[Path]]:
    """Archives that the browser has to score as the command line does."""
    for name in ("old", "new"):
        (folder / name).mkdir()
    sizes = Sizes(posts=20, comments=60, reactions=200)
    sample = write_archive(folder / "sample", seed=7)
    book = workbook(folder / "analytics.xlsx", {date(2026, 6, day): 100 + day for day in range(1, 29)})
    return {
        "old": [write_zip(folder / "old", invent(3, sizes=sizes), Layout("2022", nested=True))],
        "new": [write_zip(folder / "new", invent(4, sizes=sizes), Layout("2026-suffix", chunks=50))],
        "with a workbook": [sample, book],
    }


def test_the_numbers_are_those_of_the_command_line_and_nothing_is_requested(
    page: Page, host: Host, tmp_path: Path
) -> None:
    before = len(host.requests)
    for name, files in archives(tmp_path).items():
        expected = openssi.open(files).score()
        choose(page, files)
        assert page.get_attribute("#score", "data-index-micro") == str(expected.score.index_micro), name
        with page.expect_download() as saved:
            page.click("[data-save='score.json']")
        assert json.loads(saved.value.path().read_text(encoding="utf-8")) == expected.to_dict(), name
    assert host.requests[before:] == []
