"""Every page at three widths, light and dark: axe finds nothing, nothing is wider than the screen, no error, no other host."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from tests.e2e.browser import SCREENS, Served, overflow, served, violations, wait_for_reading

#: The pages of a member with the sample; `{import}` is its number.
PAGES = {
    "my page": "/",
    "where it leads": "/ahead",
    "uploads": "/imports",
    "taking out": "/imports/{import}/remove",
    "account": "/account",
    "alerts": "/alerts",
    "what the lead sees": "/team/me",
    "nothing there": "/nowhere",
}
#: The same pages with other content, at one width.
MORE = {"a plan": "/?posts_published=2&comments_given=5&weeks=8#what-if", "a past day": "/?as_of=2025-03-01"}
LARGEST = max(SCREENS)
#: Of whoever is not signed in.
OUTSIDE = {"sign in": "/sign-in", "come in": "/enter", "join": "/join"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Generator[tuple[Served, str]]:
    """A server with the sample in it, a note and a number of LinkedIn's; and the number of the import."""
    with served(tmp_path_factory.mktemp("server")) as found:
        found.enter()
        with found.page() as page:
            page.goto("/")
            assert violations(page) == []
            page.get_by_role("button", name="Try the sample").click()
            wait_for_reading(page)
            number = (page.get_by_role("link", name="Take out").get_attribute("href") or "").split("/")[2]
            page.request.post("/notes", form={"day": "2026-03-02", "text": "new role"}, headers={"Sec-Fetch-Site": "same-origin"})
        yield found, number


@pytest.mark.parametrize("width", SCREENS)
def test_pages_are_for_everybody(width: int, site: tuple[Served, str]) -> None:
    """Light, all rules of axe; then dark, those that colours decide."""
    found, number = site
    wrong: dict[str, list[str]] = {}
    for fresh, pages in ((False, PAGES | (MORE if width == LARGEST else {})), (True, OUTSIDE)):
        with found.page(width, fresh=fresh, color_scheme="light") as page:
            for name, path in pages.items():
                page.emulate_media(color_scheme="light")
                page.goto(path.replace("{import}", number))
                wider = overflow(page)
                wrong[name] = violations(page) + ([f"{wider} pixels wider than the screen"] if wider > 0 else [])
                page.emulate_media(color_scheme="dark")
                wrong[f"{name}, dark"] = violations(page, "color-contrast", "link-in-text-block")
                found.faults[:] = [fault for fault in found.faults if "404" not in fault or name != "nothing there"]
    assert {name: faults for name, faults in wrong.items() if faults} == {}


def test_nothing_is_wider_than_320_pixels(site: tuple[Served, str]) -> None:
    """400 % of 1280 pixels."""
    with site[0].page(360) as page:
        page.set_viewport_size({"width": 320, "height": 640})
        for path in PAGES.values():
            page.goto(path.replace("{import}", site[1]))
            assert overflow(page) <= 0, path
        site[0].faults.clear()  # the page that is not there


def test_the_five_answers_stand_within_two_screens_and_within_three_of_a_phone(site: tuple[Served, str]) -> None:
    for width, screens in ((1366, 2), (360, 3)):
        with site[0].page(width) as page:
            page.goto("/")
            answers = page.locator(".first > section")
            assert answers.locator("h2").all_inner_texts() == [
                "Your index", "Four pillars of 25", "Why it changed", "What next", "Against whom",
            ]  # fmt: skip
            bottom = answers.last.bounding_box()
            assert bottom
            assert bottom["y"] + bottom["height"] <= screens * SCREENS[width]


def test_targets_are_large_enough_for_a_finger(site: tuple[Served, str]) -> None:
    with site[0].page(360, has_touch=True) as page:
        for path in ("/", "/imports", "/account"):
            page.goto(path)
            boxes = page.locator("button:visible, input[type=date]:visible, input[type=number]:visible, nav a:visible")
            heights = [box["height"] for one in boxes.all() if (box := one.bounding_box())]
            assert min(heights) >= 44, path


def test_all_scripts_together_are_small(site: tuple[Served, str]) -> None:
    import gzip

    with site[0].page() as page:
        scripts = [page.request.get(f"/static/{name}").body() for name in ("htmx.js", "site.js")]
        page.goto("/")
        assert page.locator("script[src]").count() == len(scripts)
    assert sum(len(gzip.compress(script)) for script in scripts) <= 100_000


def test_without_a_script_the_page_is_useful(site: tuple[Served, str]) -> None:
    with site[0].page(java_script_enabled=False) as page:
        page.goto("/")
        page.get_by_label("Posts a week").fill("2")
        page.get_by_role("button", name="Show where it leads").click()
        assert "posts_published=2" in page.url
        assert "with 2 posts a week" in page.locator("#plan").inner_text()
        page.get_by_role("link", name="What it takes to hold your index").click()
        assert page.get_by_role("heading", name="Where it leads").count() == 1
