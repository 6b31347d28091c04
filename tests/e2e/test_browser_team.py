"""A team in a real browser: invite, join, upload, share, view, and see who viewed."""

from __future__ import annotations

import re
from collections.abc import Generator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from openssi.web.security.passwords import hash_password
from tests.archives import Layout, Sizes, invent, write_zip
from tests.e2e.browser import Visits, chromium
from tests.e2e.hand import HANDS, Hand, hand_of
from tests.e2e.serving import served
from tests.web.site import Site

PASSWORD = "wharf lantern mosaic plum"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A member's, of the day before the server's today."""
    sizes = Sizes(posts=20, comments=40, reactions=60, messages=60, connections=80)
    world = invent(3, sizes=sizes, exported=date(2026, 6, 30))
    return write_zip(tmp_path_factory.mktemp("zip"), world, Layout())


@pytest.fixture
def site(tmp_path: Path) -> Generator[Site]:
    """A server with an admin, and a team in which there is its lead alone."""
    with Site(tmp_path) as found:
        found.person(found.team("Host"), "root", "admin")
        found.person(found.team("North"), "lena", "lead", name="Lena Lead", password=hash_password(PASSWORD, "lena"))
        yield found


@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def visits(site: Site, browser: Browser) -> Generator[Visits]:
    with served(site) as base:
        yield Visits(base, browser)


def go(hand: Hand, name: str) -> None:
    with hand.page.expect_navigation():
        hand.press(hand.page.get_by_role("link", name=name, exact=True))


def press(hand: Hand, name: str) -> None:
    hand.press(hand.page.get_by_role("button", name=name, exact=True))


def row_of(page: Page, name: str) -> Locator:
    return page.get_by_role("row").filter(has_text=name)


@pytest.mark.parametrize("kind", HANDS)
def test_invite_join_upload_share_and_see_who_viewed(kind: str, site: Site, visits: Visits, archive: Path) -> None:
    with hand_of(visits, kind) as lead, hand_of(visits, kind) as member:
        sign_in(lead)
        join(member, invite(lead, "Mia"))
        hers = upload(member, archive, site)
        go(lead, "Report")
        expect(lead.page.get_by_role("listitem").filter(has_text="Mia Member")).to_contain_text("Not sharing")
        go(member, "Sharing")
        expect(member.page.get_by_text("Nobody has looked at your figures")).to_be_visible()
        share(member)
        go(lead, "Team")
        seen = row_of(lead.page, "Mia Member").get_by_role("cell").all_inner_texts()
        assert seen[0].split()[0] == hers.split()[0]
        go(member, "Sharing")
        assert row_of(member.page, "Mia Member").get_by_role("cell").all_inner_texts() == seen
        expect(member.page.get_by_text("Lena Lead can see this line")).to_be_visible()
        views = member.page.get_by_role("region", name="Who looked").get_by_role("listitem")
        assert views.all_inner_texts() == ["Lena Lead, page, 1 to 30 June 2026, 1 July 2026, 00:00 UTC"]


def sign_in(lead: Hand) -> None:
    page = lead.page
    page.goto("/sign-in")
    lead.write(page.get_by_label("Sign-in name"), "lena")
    lead.write(page.get_by_label("Password"), PASSWORD)
    press(lead, "Sign in")
    expect(page.get_by_role("link", name="Team", exact=True)).to_be_visible()


def invite(lead: Hand, name: str) -> str:
    """The link that the lead hands on."""
    page = lead.page
    go(lead, "Team")
    go(lead, "People")
    lead.write(page.get_by_label("Names, one a line"), name)
    press(lead, "Create invite links")
    return page.get_by_label(name, exact=True).input_value()


def join(member: Hand, link: str) -> None:
    """By the link, whose code a script puts into the form and out of the address."""
    page = member.page
    page.goto(link)
    expect(page).to_have_url(re.compile("/join/invitation$"))
    expect(page.get_by_text("Lena Lead invited you")).to_be_visible()
    expect(page.get_by_label("Your name")).to_have_value("Mia")
    member.write(page.get_by_label("Your name"), "Mia Member")
    member.write(page.get_by_label("Sign-in name"), "mia")
    member.write(page.get_by_label("Password"), PASSWORD)
    press(member, "Join")
    expect(page.get_by_role("heading", name="Get your index")).to_be_visible()


def upload(member: Hand, archive: Path, site: Site) -> str:
    """The index on the member's own page."""
    page = member.page
    member.choose(page.get_by_label("your files"), archive)
    expect(page.locator("#imports li")).to_contain_text("Waiting to be read")
    assert site.server.worker.process_pending() == 1
    expect(page.locator("#imports li")).to_contain_text("Read.")
    go(member, "Go to my page")
    return page.locator(".reading b").inner_text()


def share(member: Hand) -> None:
    page = member.page
    expect(page.get_by_text("You don’t share")).to_be_visible()
    press(member, "Share with my leads")
    expect(page.get_by_role("button", name="Stop sharing")).to_be_visible()
