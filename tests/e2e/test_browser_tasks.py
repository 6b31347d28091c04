"""The eight main tasks in a real browser: by mouse on a phone and a tablet, by keyboard on a laptop."""

from __future__ import annotations

import re
from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.archives import Layout, Sizes, invent, write_zip
from tests.e2e.browser import Visits, chromium, wait_for_reading
from tests.e2e.hand import HANDS, Hand, hand_of
from tests.e2e.server import Serving
from tests.web.site import SAME


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Generator[Visits]:
    """Somebody who came in by the link that the start printed; its code works once."""
    with Serving(tmp_path_factory.mktemp("server")) as server, chromium() as browser:
        found = Visits(server.address, browser)
        found.enter(server.code)
        yield found


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive of one's own."""
    sizes = Sizes(posts=20, comments=40, reactions=60, messages=60, connections=80)
    return write_zip(tmp_path_factory.mktemp("zip"), invent(3, sizes=sizes), Layout())


@pytest.fixture(params=HANDS)
def hand(request: pytest.FixtureRequest, visits: Visits) -> Generator[Hand]:
    """Whoever has given nothing yet."""
    with hand_of(visits, request.param) as found:
        take_all_out(found.page)
        found.page.goto("/")
        yield found


@pytest.fixture(params=HANDS)
def reader(request: pytest.FixtureRequest, visits: Visits) -> Generator[Hand]:
    """Whoever has the sample and looks at their page; it is read once for all who do."""
    with hand_of(visits, request.param) as found:
        page = found.page
        page.goto("/imports")
        if page.locator(".tag", has_text="sample").count() != 1:
            take_all_out(page)
            page.request.post("/sample", headers=SAME)
            page.goto("/imports")
            wait_for_reading(page)
        page.goto("/")
        yield found


def take_all_out(page: Page) -> None:
    """Nothing is left of the test before."""
    for number in re.findall(r"/imports/(\w+)/(?:remove|cancel)", page.request.get("/imports").text()):
        page.request.post(f"/imports/{number}/remove", form={"sure": "yes"}, headers=SAME)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name)


def link(page: Page, name: str) -> Locator:
    return page.get_by_role("link", name=name)


def try_the_sample(hand: Hand) -> None:
    hand.press(button(hand.page, "Try the sample"))
    wait_for_reading(hand.page)
    hand.press(link(hand.page, "Go to my page"))
    hand.page.wait_for_selector(".answers")


def test_try_the_sample_and_read_the_five_answers(hand: Hand) -> None:
    page = hand.page
    try_the_sample(hand)
    expect(page.get_by_role("note")).to_contain_text("an invented seller’s data, not yours")
    answers = dict(
        zip(page.locator(".answers dt").all_inner_texts(), page.locator(".answers dd").all_inner_texts(), strict=True)
    )
    assert "in four weeks" in page.locator(".index").inner_text()
    assert page.locator(".pillars").inner_text().count("Weakest") == 1
    assert "brought" in answers["Why it moved"]
    assert answers["Weakest pillar"].endswith("% of its points")
    assert "+" in answers["Best next step"]
    assert "a year ago" in answers["Compared"]
    hand.press(button(page, "Remove the sample"))
    expect(page.get_by_role("heading", name="No uploads yet")).to_be_visible()


def test_an_own_archive_replaces_the_sample(hand: Hand, archive: Path) -> None:
    page = hand.page
    try_the_sample(hand)
    hand.press(link(page, "Uploads"))
    for lines in (1, 2):  # the sample goes when one's own is read
        hand.choose(page.get_by_label("your LinkedIn files"), archive)
        expect(page.locator(".tag")).to_have_count(0)
        expect(page.locator("#imports:not([hx-get]) li")).to_have_count(lines)
        page.wait_for_load_state("networkidle")
    told = page.locator("#imports")
    expect(told.locator("li")).to_have_count(2)
    expect(told.locator("li", has_text="nothing new in this file")).to_have_count(1)
    records, imported, duplicate, rejected = (
        int(one.replace(",", "")) for one in page.locator(".balance b").all_inner_texts()
    )
    assert records == imported + duplicate + rejected > 100


def test_a_file_that_is_not_an_archive_is_explained(hand: Hand, tmp_path: Path) -> None:
    page = hand.page
    wrong = tmp_path / "holiday.zip"
    wrong.write_bytes(b"no zip at all")
    hand.choose(page.get_by_label("your files"), wrong)
    expect(page.locator("#imports li")).to_contain_text(
        "holiday.zip isn't a zip file. Use the zip that LinkedIn sent you"
    )
    expect(page.locator("#imports li")).not_to_contain_text("[archive-not-zip]")


def test_view_a_past_day(reader: Hand) -> None:
    hand, page = reader, reader.page
    hand.press(page.locator(".page-head summary"))
    hand.day(page.get_by_label("Day", exact=True), "2025-03-01")
    hand.press(page.get_by_role("button", name="Show", exact=True))
    expect(page.get_by_text("This is 1 March 2025")).to_be_visible()
    hand.press(page.get_by_role("note").get_by_role("link", name="Go to the latest day"))
    expect(page.get_by_text("As of 30 June 2026")).to_be_visible()


def test_add_and_remove_a_note_and_linkedins_score(reader: Hand) -> None:
    hand, page = reader, reader.page
    hand.press(page.get_by_role("navigation", name="My page").get_by_role("link", name="History"))
    hand.day(page.get_by_label("Date of the note"), "2026-03-02")
    hand.write(page.get_by_label("Note", exact=True), "new role <b>")
    hand.press(button(page, "Add note"))
    expect(page.locator(".marks")).to_contain_text("2 Mar 2026: new role <b>")
    hand.day(page.get_by_label("Date of the score"), "2026-06-01")
    for name, points in (("Brand", "12.5"), ("People", "9,5"), ("Insights", "10"), ("Relationships", "15")):
        hand.write(page.get_by_label(name, exact=True), points)
    hand.press(page.get_by_role("button", name="Add score", exact=True))
    expect(page.locator(".entries", has_text="1 June 2026")).to_contain_text("47.0")
    hand.press(button(page, "Remove LinkedIn’s score"))
    expect(page.locator(".entries", has_text="1 June 2026")).to_have_count(0)
    hand.press(button(page, "Remove the note"))
    expect(page.locator(".entries")).to_have_count(0)


def test_try_a_plan_link_to_it_and_undo(reader: Hand) -> None:
    hand, page = reader, reader.page
    hand.press(page.get_by_role("navigation", name="My page").get_by_role("link", name="Plan"))
    plan = page.locator("#result")
    expect(plan).to_contain_text("in 8 weeks with 3 comments a week:")  # the best next step
    hand.press(button(page, "More: Posts"))
    expect(plan).to_contain_text("with 1 post a week, 3 comments a week:")
    hand.write(page.get_by_label("Comments a week"), "5")
    expect(plan).to_contain_text("with 1 post a week, 5 comments a week:")
    address = link(page, "Link to this plan").get_attribute("href") or ""
    shown = plan.locator("p b").first.inner_text()
    hand.press(button(page, "Undo"))
    expect(plan).to_contain_text("with 1 post a week, 3 comments a week:")
    page.goto(address)
    assert plan.locator("p b").first.inner_text() == shown
    assert page.get_by_label("Comments a week").input_value() == "5"
