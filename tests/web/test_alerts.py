"""Alerts in the app, and the feeds behind a secret address."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from openssi.store import accounts
from openssi.store.accounts import Account
from tests.web.site import HTML, NOW, TODAY, Site


@pytest.fixture
def ada(site: Site) -> Account:
    """A member who lost 12 points on 25 June, whose data end on 30 June."""
    found = site.person(site.team(), "ada")
    site.scored(found, [52] * 20 + [40] * 6)
    return found


def kinds(browser: TestClient) -> list[tuple[str, str]]:
    return [(one["kind"], one["day"]) for one in browser.get("/api/v1/me/alerts").json()]


def test_drops_and_old_data_are_reported(site: Site, ada: Account) -> None:
    browser = site.browser(ada)
    assert kinds(browser) == [("drop", "2026-06-25")]
    site.now = NOW + 29 * 86_400  # 30 July: 30 days after the last day of the data
    assert kinds(site.browser(ada)) == [("drop", "2026-06-25")]
    site.now += 86_400
    later = site.browser(ada)
    assert kinds(later) == [("old_data", "2026-07-31"), ("drop", "2026-06-25")]
    page = later.get("/alerts", headers=HTML).text
    assert page.index("The archive is older than 30 days") < page.index("Down 12.0 points within a week")


def test_my_page_counts_what_is_current_and_leads_there(site: Site, ada: Account) -> None:
    link = '<p>{} current {}.</p><a href="/alerts">Show</a>'.format
    assert link(1, "alert") in site.browser(ada).get("/", headers=HTML).text
    with site.server.database.write() as connection:
        accounts.change_account(connection, ada.id, target=20)
    site.scored(ada, [10] * 20 + [30] * 6 + [20])
    assert link(2, "alerts") in site.browser(ada).get("/", headers=HTML).text  # a drop and a target
    site.now = NOW + 40 * 86_400
    assert link(1, "alert") in site.browser(ada).get("/", headers=HTML).text  # the archive is old
    site.scored(ada, [30] * 50, last=TODAY + 39)
    assert "current alert" not in site.browser(ada).get("/", headers=HTML).text


def test_the_sample_does_not_age(site: Site) -> None:
    person = site.person(site.team(), "ada")
    site.browser(person).post("/sample")
    site.server.worker.process_pending()
    site.now += 100 * 86_400
    later = site.browser(person)
    assert later.get("/api/v1/me/index").json()["as_of"] == "2026-06-30"
    assert "old_data" not in [kind for kind, _ in kinds(later)]
    page = later.post("/alerts/feed", headers=HTML).text
    assert "an invented seller’s alerts, not yours" in page
    calendar = site.browser().get(f"{address(page)}.ics").text
    assert calendar.startswith("BEGIN:VCALENDAR")
    assert "Request a new archive from LinkedIn" not in calendar


def test_the_weekly_review_of_the_feed_matches_the_page(site: Site) -> None:
    person = site.person(site.team(), "ada")
    assert site.browser(person).get("/api/v1/me/review").json() is None
    site.browser(person).post("/sample")
    site.server.worker.process_pending()
    review = site.browser(person).get("/api/v1/me/review").json()
    page = site.browser(person).get("/alerts", headers=HTML).text
    assert (review["from"], review["to"]) == ("2026-05-31", "2026-06-28")
    assert [week["monday"] for week in review["weeks"]] == ["2026-06-01", "2026-06-08", "2026-06-15", "2026-06-22"]
    assert f"<b>{review['sentence']}.</b> Your index went from {review['index_from']} to {review['index_to']}." in page
    assert review["next_step"] in unescape(page)
    assert review["gained"]["points"] > 0 > review["faded"]["points"]


def test_a_reached_target_is_reported(site: Site, ada: Account) -> None:
    with site.server.database.write() as connection:
        accounts.change_account(connection, ada.id, target=45)
    site.scored(ada, [40, 44, 45, 46], last=TODAY - 1)
    assert kinds(site.browser(ada)) == [("target", "2026-06-29")]


def test_a_target_is_reported_again_when_it_is_reached_again(site: Site, ada: Account) -> None:
    site.scored(ada, [30, 50, 30, 40], last=TODAY - 5)  # the day of the index that they see
    browser = site.browser(ada)
    browser.patch("/api/v1/me", json={"target": 45})
    assert [kind for kind, _ in kinds(browser)] == ["drop"]
    site.scored(ada, [30, 50, 30, 40, 40, 46, 40, 47], last=TODAY - 1)
    reached = [one for one in kinds(browser) if one[0] == "target"]
    assert reached == [("target", "2026-06-28")]
    browser.post("/account", data={"name": "Ada", "target": "45"})  # the same target is not set anew
    assert [one for one in kinds(browser) if one[0] == "target"] == reached
    for target in (44, 45):
        browser.patch("/api/v1/me", json={"target": target})
    assert [one for one in kinds(browser) if one[0] == "target"] == []


def test_a_target_set_before_the_upload_is_not_reported_for_past_days(site: Site) -> None:
    new = site.person(site.team(), "new")
    browser = site.browser(new)
    browser.patch("/api/v1/me", json={"target": 45})
    site.scored(new, [40, 50, 40], last=TODAY - 1)
    assert "target" not in [kind for kind, _ in kinds(browser)]
    site.scored(new, [40, 50, 40, 46], last=TODAY)
    assert ("target", "2026-07-01") in kinds(browser)


def address(page: str) -> str:
    found = re.search(r'value="http://localhost(/feeds/[\w-]{43})\.ics"', page)
    assert found
    return found[1]


def test_a_feed_works_without_a_session_until_it_is_revoked(site: Site, ada: Account) -> None:
    browser, reader = site.browser(ada), site.browser()
    opened = browser.post("/alerts/feed", headers=HTML).text
    path = address(opened)
    assert path not in browser.get("/alerts", headers=HTML).text
    calendar = reader.get(f"{path}.ics")
    assert calendar.headers["content-type"] == "text/calendar; charset=utf-8"
    assert calendar.text.count("BEGIN:VEVENT") == 2  # the drop, and the reminder
    atom = reader.get(f"{path}.atom").text
    assert re.findall("<title>(.*?)</title>", atom)[1:] == [
        "Your week to 28 June: index 0, unchanged",
        "Down 12.0 points within a week",
    ]
    newer = address(browser.post("/alerts/feed", headers=HTML).text)
    assert (reader.get(f"{path}.ics").status_code, reader.get(f"{newer}.ics").status_code) == (404, 200)
    browser.post("/alerts/feed/close")
    assert reader.get(f"{newer}.ics").status_code == 404


def test_only_a_hash_of_the_feed_address_is_stored(site: Site, ada: Account) -> None:
    secret = site.browser(ada).post("/api/v1/me/feed").json()["ics"].removeprefix("/feeds/").removesuffix(".ics")
    with site.server.database.read() as connection:
        held = connection.exec_driver_sql("SELECT feed FROM account").scalar_one()
    assert held == accounts.hash_secret(secret)


def test_guessing_feed_addresses_is_rate_limited(site: Site, ada: Account) -> None:
    path = address(site.browser(ada).post("/alerts/feed", headers=HTML).text)
    reader = site.browser()
    wrong = [reader.get(f"/feeds/{'x' * 43}.ics") for _ in range(6)]
    assert [one.status_code for one in wrong] == [404] * 5 + [429]
    assert wrong[0].json() == reader.get("/nowhere").json()
    assert reader.get(f"{path}.ics").status_code == 200  # whoever has the address reads on
