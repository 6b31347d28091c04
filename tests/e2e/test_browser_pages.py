"""Every page at three widths, light and dark: axe finds nothing, nothing overflows, no error, no other host."""

from __future__ import annotations

import gzip
import re
from collections.abc import Generator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pyotp.totp
import pytest
from playwright.sync_api import Page

from openssi.activity.annotations import Note
from openssi.store import credentials, deliveries, imports, invitations, scores, share_links
from openssi.store.accounts import Account
from openssi.store.deliveries import Delivery
from openssi.web.jobs.delivery_thread import PURPOSE
from openssi.web.security.access import Actor
from openssi.web.security.encryption import encrypt
from openssi.web.security.passwords import hash_password
from openssi.web.services.uploads import queue_sample
from openssi.web.settings.deliveries import DeliverySettings
from tests.e2e.browser import SCREENS, Visits, chromium, overflow, violations
from tests.e2e.cli import good
from tests.e2e.serving import served, signed_in
from tests.web.rights import PAGES
from tests.web.site import TODAY, Site

NOWHERE = "/nowhere"
PASSWORD = "four words of mine"
#: The same pages with other content, at one width.
MORE = [
    "/plan?posts_published=2&comments_given=5&weeks=8#what-if",
    "/plan?as_of=2025-03-01",
    "/team?days=365&order=progress",
]
#: Of whoever is not signed in.
OUTSIDE = ["/sign-in", "/enter", "/join#{invitation}", "/shared#{link}"]
SALES = "Seller,Month,Meetings,Deals won\nMember 1,2026-05,3,1\nMember 2,2026-06,4,0\n"
NARROW = 320  # 400% of 1280 pixels
FINGER = 44  # pixels
PHONE = 740  # pixels: a small phone
LONGEST = {
    1366: {"/": 2100, "/plan": 2600, "/history": 2700, "/reasons": 1700, "/signals": 2700, "/files": 3100},
    360: {"/": 3300, "/plan": 4700, "/history": 3900, "/reasons": 2300, "/signals": 4000, "/files": 4200},
}
COLOURS = ("color-contrast", "link-in-text-block")  # what takes axe most of its time


@dataclass(frozen=True)
class People:
    """Who looks: an admin with the sample, who leads a team; somebody new; and nobody."""

    visits: Visits
    site: Site
    admin: Account
    new: Account
    stack: ExitStack
    import_id: str
    invitation: str
    link: str
    pages: dict[str, Page] = field(default_factory=dict[str, Page])

    @property
    def placed(self) -> dict[str, str]:
        """What stands for the names in an address."""
        return {
            "import_id": self.import_id,
            "account_id": self.new.id,
            "invitation": self.invitation,
            "link": self.link,
        }

    def as_one(self, who: Account | None) -> Visits:
        """The browser of one of them."""
        self.visits.signed_in = signed_in(self.site, who) if who else None
        return self.visits

    def faults_of(self, who: Account, path: str, *widths: int) -> list[str]:
        """What is wrong with a path of somebody; all of theirs in one page, since opening one takes longest."""
        if who.id not in self.pages:
            self.pages[who.id] = self.stack.enter_context(self.as_one(who).page())
        return faults_of(self.pages[who.id], path, self.visits, *widths)


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Generator[People]:
    with (
        Site(tmp_path_factory.mktemp("site"), deliveries=DeliverySettings(slack=True, teams=True)) as site,
        served(site) as base,
        chromium() as browser,
        ExitStack() as stack,
    ):
        team = site.team("North")
        admin = site.person(team, "root", "admin", name="Ada Admin", password="no hash", shares=True)
        members = [site.person(team, f"member{at}", name=f"Member {at}", shares=at % 3 > 0) for at in range(12)]
        for at, one in enumerate(members):
            site.scored(one, range(20 + at, 60 + at))
        new = site.person(team, "new")
        lena = site.person(team, "lena", "lead", name="Lena Lead")
        sample = queue_sample(site.server, Actor(admin, None, frozenset()))
        assert site.server.worker.process_pending() == 1
        with site.server.database.write() as connection:
            scores.add_note(connection, admin.id, Note(TODAY - 120, "new role"))
            scores.record_views(connection, [admin.id], lena.id, "page", (TODAY - 29, TODAY), site.now)
            _, invitation = invitations.add_invitation(
                connection, team.id, admin.id, "Somebody", "lead", site.now, 86_400
            )
            _, link = share_links.add_link(connection, admin.id, team.id, "Board", site.now, 86_400)
            deliveries.add_delivery(connection, delivery_of(site, admin))
            credentials.add_token(connection, admin.id, "a program", ["me:read"], site.now, 86_400)
            for state in ("waiting", "reading", "done", "failed", "cancelled"):
                imports.add_import(
                    connection, state, new.id, f"{state}.zip", "archive", 1_000_000, site.now, sample=False
                )
                imports.change_import(connection, state, state=state, error="No archive. [archive-not-zip]")
        sales = {"name": "deals.csv", "text": SALES, "members": {"Member 1": members[1].id, "Member 2": members[2].id}}
        assert site.browser(admin).put("/api/v1/team/sales", json=sales).json() == {"members": 2}
        yield People(Visits(base, browser), site, admin, new, stack, sample.id, invitation, link)


def delivery_of(site: Site, who: Account) -> Delivery:
    """A delivery that failed once."""
    address = encrypt(site.server.key, PURPOSE, "https://hooks.slack.com/services/A/B/C")
    return Delivery(
        id="1", account_id=who.id, channel="slack", address=address, alerts=True, review=False, sent_alerts="",
        sent_review=None, fault="delivery-failed", failures=1, created_at=1, sent_at=None, next_at=site.now + 86_400,
    )  # fmt: skip


@pytest.mark.parametrize("path", [*PAGES, NOWHERE])
def test_a_page_is_accessible(path: str, people: People) -> None:
    assert people.faults_of(people.admin, path.format(**people.placed)) == []


@pytest.mark.parametrize("path", MORE)
def test_a_page_is_accessible_with_any_query(path: str, people: People) -> None:
    assert people.faults_of(people.admin, path, max(SCREENS)) == []


@pytest.mark.parametrize("path", ["/", "/imports", "/team/me"])
def test_a_page_without_data_is_accessible(path: str, people: People) -> None:
    assert people.faults_of(people.new, path) == []


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_page_is_accessible_when_signed_out(path: str, people: People) -> None:
    with people.as_one(None).page() as page:
        assert faults_of(page, path.format(**people.placed), people.visits) == []


def test_the_second_factor_and_the_list_of_sessions_are_accessible(people: People) -> None:
    """Recovery codes, the factor that is on, two sessions, and the code that signing in asks for."""
    site = people.site
    careful = site.person(site.team("Careful"), "careful", password=hash_password(PASSWORD, "careful"))
    signed_in(site, careful)  # another browser
    with people.as_one(careful).page() as page:
        page.goto("/account/second-factor")
        secret = page.locator("input[name=secret]").input_value()
        page.locator("input[name=code]").fill(pyotp.totp.TOTP(secret).at(site.now))
        page.locator("input[name=code]").press("Enter")
        page.get_by_role("heading", name="Your recovery codes").wait_for()
        assert faults_shown(page, people.visits) == []
        assert faults_of(page, "/account/second-factor", people.visits) == []
        assert page.get_by_text("10 recovery codes are left").is_visible()
        assert faults_of(page, "/account", people.visits) == []
        assert page.get_by_role("button", name="Sign out everywhere else").is_visible()
    with people.as_one(None).page() as page:
        page.goto("/sign-in")
        page.locator("input[name=login]").fill("careful")
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.get_by_label("Code from your authenticator app").wait_for()
        assert faults_shown(page, people.visits) == []


def faults_of(page: Page, path: str, visits: Visits, *widths: int) -> list[str]:
    """At each width, or some, what axe finds; by colours, which no width changes, once in the light and once in the dark."""
    page.set_viewport_size({"width": 1366, "height": SCREENS[1366]})
    page.emulate_media(color_scheme="light")
    page.goto(path)
    if "#" in path and "?" not in path:  # a script sends the code
        page.wait_for_selector("main form input[name=name], main .notice")
    if path == NOWHERE:
        visits.faults.clear()  # Chromium tells that it is not there
    return faults_shown(page, visits, *widths)


def faults_shown(page: Page, visits: Visits, *widths: int) -> list[str]:
    """The same for the page that is open on a wide screen in the light: some are an answer to a form."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = [f"light: {one}" for one in violations(page, only=COLOURS)]
    for width, height in {**SCREENS, NARROW: 640}.items():
        page.set_viewport_size({"width": width, "height": height})
        wider = overflow(page)
        found += [f"{width}: {wider} pixels wider than the screen"] if wider > 0 else []
        found += [f"{width}: {one}" for one in violations(page, but=COLOURS)] if width in (widths or SCREENS) else []
        found += [f"{width}: small for a finger: {one}" for one in small(page)] if width == min(SCREENS) else []
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {one}" for one in violations(page, only=COLOURS)] + visits.faults
    visits.faults.clear()
    return found


def test_colors_are_the_same_at_every_width(people: People) -> None:
    """By which the tests before look at the colours of a theme at one width."""
    with people.as_one(None).page() as page:
        page.goto("/sign-in")
        wide = page.evaluate(
            "[...document.styleSheets].flatMap(sheet => [...sheet.cssRules])"
            ".filter(rule => rule.media && /width/.test(rule.conditionText)).map(rule => rule.cssText)"
        )
    assert len(wide) >= 2
    assert [rule for rule in wide if re.search(r"colou?r|background|var\(--(?!space)|opacity", rule)] == []


def small(page: Page) -> list[str]:
    """What is to be pressed and is lower than a finger is wide."""
    pressed = page.locator("button:visible, input[type=date]:visible, input[type=number]:visible, nav a:visible")
    return pressed.evaluate_all(
        "(all, least) => all.filter(one => one.getBoundingClientRect().height < least).map(one => one.outerHTML.slice(0, 99))",
        FINGER,
    )


def test_the_answers_are_on_the_first_screen_of_a_phone(people: People) -> None:
    with people.as_one(people.admin).page(360) as page:
        page.goto("/")
        assert page.locator(".index .reading").inner_text().split()[1] == "±"
        answers = page.locator(".answers > div")
        assert answers.locator("dt").all_inner_texts() == [
            "Why it moved", "Weakest pillar", "Best next step", "Compared", "Fading next",
        ]  # fmt: skip
        compared = answers.nth(3).bounding_box()
        assert compared
        assert compared["y"] + compared["height"] <= PHONE


def test_pages_are_short(people: People) -> None:
    """With everything folded, in pixels: by path, on a laptop and on a phone."""
    for width, limits in LONGEST.items():
        with people.as_one(people.admin).page(width) as page:
            for path, limit in limits.items():
                page.goto(path)
                assert page.evaluate("document.documentElement.scrollHeight") <= limit, (path, width)


def test_the_report_is_short_on_screen_and_its_summary_prints_on_two_pages(people: People, tmp_path: Path) -> None:
    good("demo", "--out", tmp_path)
    with people.visits.browser.new_context(viewport={"width": 1366, "height": 768}) as context:
        page = context.new_page()
        page.goto((tmp_path / "report.html").as_uri())
        assert page.evaluate("document.documentElement.scrollHeight") <= 4500
        assert len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True))) == 2
        page.set_viewport_size({"width": 360, "height": 640})
        assert overflow(page) <= 0
        assert violations(page) == []
        page.emulate_media(color_scheme="dark")
        assert violations(page, only=COLOURS) == []


def test_scripts_are_small(people: People) -> None:
    with people.as_one(people.admin).page() as page:
        scripts = [page.request.get(f"/static/{name}").body() for name in ("htmx.js", "site.js")]
        page.goto("/")
        assert page.locator("script[src]").count() == len(scripts)
    assert sum(len(gzip.compress(script)) for script in scripts) <= 100_000


def test_the_page_works_without_javascript(people: People) -> None:
    with people.as_one(people.admin).page(java_script_enabled=False) as page:
        page.goto("/")
        page.get_by_role("link", name="Plan", exact=True).click()
        page.get_by_label(re.compile("^Posts a week")).fill("2")
        page.get_by_role("button", name="Show result").click()
        assert "posts_published=2" in page.url
        assert "2 posts a week" in page.locator("#result").inner_text()
        page.get_by_role("link", name="30", exact=True).click()
        assert page.get_by_role("link", name="30", exact=True).get_attribute("aria-current") == "true"
        heading = page.get_by_role("heading", name=re.compile(r"^\d+ minutes a week bring you from")).inner_text()
        assert int(heading.split()[0]) <= 30
