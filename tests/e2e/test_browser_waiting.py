"""What a browser shows of a waiting upload; this server reads only when a test tells it to."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from openssi.store import imports, scores
from openssi.web.services.server_admin import find_or_create_local_account
from tests.archives import Layout, Sizes, invent, write_zip
from tests.e2e.browser import Visits, chromium
from tests.e2e.hand import HANDS, hand_of
from tests.e2e.serving import served
from tests.web.site import TODAY, Site


@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def site(tmp_path: Path) -> Generator[Site]:
    """A server on an empty folder, which no worker works for."""
    with Site(tmp_path) as found:
        yield found


@pytest.fixture
def visits(site: Site, browser: Browser) -> Generator[Visits]:
    with served(site) as base:
        yield Visits(base, browser)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive of one's own."""
    sizes = Sizes(posts=20, comments=40, reactions=60, messages=60, connections=80)
    return write_zip(tmp_path_factory.mktemp("zip"), invent(3, sizes=sizes), Layout())


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def kept(site: Site) -> list[object]:
    """All that is there of uploads: files that wait, contents, scored days."""
    own = find_or_create_local_account(site.server).id
    with site.server.database.read() as connection:
        days = scores.scores_of(connection, own, 0, TODAY + 1)
        return [*site.server.settings.staging.glob("*"), *imports.snapshots_of(connection, own), *days]


def test_an_update_of_the_list_leaves_the_focus_where_it_is(site: Site, visits: Visits, archive: Path) -> None:
    visits.enter(site.server.create_entry_code())
    with visits.page() as page:
        page.goto("/")
        page.get_by_label("your files").set_input_files(archive)
        expect(page.locator("#imports li")).to_contain_text("Waiting to be read")
        for control in (page.get_by_role("button", name="Cancel"), page.get_by_role("link", name="Refresh")):
            control.focus()
            page.evaluate("document.querySelector('#imports').dataset.before = ''")
            page.wait_for_selector("#imports:not([data-before])")
            expect(control).to_be_focused()


@pytest.mark.parametrize("state", ["waiting", "reading"])
@pytest.mark.parametrize("kind", HANDS)
def test_cancel_a_waiting_upload(kind: str, state: str, site: Site, visits: Visits, archive: Path) -> None:
    visits.enter(site.server.create_entry_code())
    with hand_of(visits, kind) as hand:
        page = hand.page
        page.goto("/")
        hand.choose(page.get_by_label("your files"), archive)
        line = page.locator("#imports li")
        expect(line).to_contain_text("Waiting to be read")
        assert kept(site) != []
        if state == "reading":
            with site.server.database.write() as connection:
                claimed = imports.claim_import(connection)  # as the worker does
            assert claimed
            site.server.worker.progress[claimed.id] = (1, 4)
            expect(line).to_contain_text("Reading: 25%")
        hand.press(page.get_by_role("button", name="Cancel"))
        expect(line).to_contain_text("Canceled. Nothing was stored.")
        assert (kept(site), site.server.worker.process_pending()) == ([], 0)
        hand.press(page.get_by_role("link", name="Remove"))
        hand.press(page.get_by_role("button", name="Remove"))
        expect(page.get_by_role("heading", name="No uploads yet")).to_be_visible()


def test_sample_and_upload_without_javascript(site: Site, visits: Visits, archive: Path) -> None:
    with visits.page(360, java_script_enabled=False) as page:
        page.goto("/enter")
        page.get_by_label("Code").fill(site.server.create_entry_code())
        press(page, "Continue")
        press(page, "Try the sample")
        expect(page.locator("#imports li")).to_contain_text("Waiting to be read")
        read(site, page)
        page.get_by_role("link", name="Go to my page").click()
        expect(page.get_by_role("note")).to_contain_text("an invented seller’s data, not yours")
        expect(page.get_by_label("At a glance")).to_be_visible()
        page.get_by_role("link", name="Uploads").click()
        page.get_by_label("your LinkedIn files").set_input_files(archive)
        press(page, "Upload")
        assert page.url == f"{visits.base}/imports"
        expect(page.locator("#imports li", has_text=archive.name)).to_contain_text("Waiting to be read")
        read(site, page)
        expect(page.locator(".tag")).to_have_count(0)  # one's own takes the place of the sample
        expect(page.locator("#imports li")).to_have_count(1)
        expect(page.locator(".balance")).to_contain_text("imported")
        page.get_by_role("link", name="Go to my page").click()
        expect(page.get_by_role("region", name="Your index")).to_be_visible()
        expect(page.get_by_text("an invented seller’s data")).to_have_count(0)


def read(site: Site, page: Page) -> None:
    assert site.server.worker.process_pending() == 1
    page.get_by_role("link", name="Refresh").click()
    expect(page.locator("#imports li").first).to_contain_text("Read.")
