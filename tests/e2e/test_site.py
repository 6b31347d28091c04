"""The browser edition in Chromium: the command line's numbers, nothing sent anywhere, and words when something is wrong."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Generator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import openssi
from openssi.demo import write_archive
from openssi.site.build import build_site
from tests.archives import Layout, Sizes, invent, write_zip
from tests.e2e.browser import Visits, chromium, overflow
from tests.e2e.site import COMPLETE, INPUTS, Host, choose, problems, ready, serve, until
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


def test_a_plan_gives_the_index_of_the_command_line(page: Page, tmp_path: Path) -> None:
    sample = write_archive(tmp_path, seed=7)
    choose(page, [sample])
    page.evaluate(
        """() => { const lever = document.getElementById("lever-comments_given"); lever.value = 3;
        lever.dispatchEvent(new Event("input")); }"""
    )
    expected = openssi.what_if(sample, "comments_given=3/week").end.index_micro
    until(page, f"() => document.getElementById('outcome').dataset.endMicro === '{expected}'")
    assert "3 comments" in page.inner_text("#outcome")


def test_a_damaged_file_is_explained_and_the_next_one_is_read(page: Page, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(b"PK\3\4" + b"x" * 500)
    choose(page, [damaged])
    assert "damaged.zip" in page.inner_text("#error")
    assert "/files/" not in page.inner_text("#error")
    assert not page.is_visible("#result")
    sample = write_archive(tmp_path, seed=7)
    with zipfile.ZipFile(sample) as archive:
        part = Path(archive.extract("Connections.csv", tmp_path))
    choose(page, [part])
    assert not page.is_visible("#error")
    assert page.inner_text("#score").startswith("Part of an index: ")
    assert page.get_attribute("#score", "data-index-micro") == str(openssi.score(part).score.index_micro)


def test_python_cannot_reach_another_host(page: Page) -> None:
    """The worker obeys the policy of the page, whatever code runs in it."""
    assert page.workers[0].evaluate("fetch('http://127.0.0.2:9/').then(() => 'sent', () => 'blocked')") == "blocked"


def test_notes_and_linkedins_score_are_in_the_report_and_survive_a_reload_without_network(
    page: Page, tmp_path: Path
) -> None:
    choose(page, [write_archive(tmp_path, seed=7)])
    micro = page.get_attribute("#score", "data-index-micro")
    page.fill("#notes", "2026-03-02 new role\nsoon")
    page.click("#notes-form button")
    until(page, "() => document.getElementById('report').contentDocument.body.textContent.includes('new role')")
    assert page.inner_text("#notes-left-out").startswith("Line 2 was left out")
    page.fill("#official-form [name=day]", "2026-05-19")
    for name, points in {"brand": "20.5", "people": "6.4", "insights": "10", "relationships": "15"}.items():
        page.fill(f"#official-form [name={name}]", points)
    page.click("#official-form button:not([aria-label])")
    until(page, "() => document.getElementById('official').textContent.includes('19 May 2026: 51.9')")
    page.click("#remember")
    until(page, "() => document.getElementById('status').textContent.startsWith('Remembered')")
    until(page, "() => Boolean(navigator.serviceWorker.controller)")
    page.context.set_offline(True)
    page.reload()
    until(page, COMPLETE)
    assert page.get_attribute("#score", "data-index-micro") == micro
    assert page.input_value("#notes") == "2026-03-02 new role\nsoon"
    page.click("#forget")
    until(page, "() => document.getElementById('status').textContent.startsWith('Everything about you')")
    page.reload()
    ready(page)
    assert not page.is_visible("#result")
    page.context.set_offline(False)


def test_it_works_on_a_phone_by_keyboard_and_with_a_screen_reader(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    assert (problems(page), overflow(page)) == ([], 0)
    page.focus("#sample")
    page.keyboard.press("Enter")
    until(page, COMPLETE)
    assert page.evaluate("() => document.activeElement.id") == "score"
    assert (problems(page), overflow(page)) == ([], 0)


def test_reading_can_be_cancelled(page: Page, tmp_path: Path) -> None:
    big = write_zip(tmp_path, invent(5, sizes=Sizes(comments=3_000, reactions=20_000)), Layout())
    page.set_input_files("#files", str(big))
    until(page, "() => !document.getElementById('work').hidden")
    page.click("#cancel")
    ready(page)
    assert page.inner_text("#status") == "Cancelled. Nothing was stored."
    choose(page, [write_archive(tmp_path, seed=7)])
    assert page.is_visible("#result")
