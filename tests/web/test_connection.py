"""A member's connections to LinkedIn's APIs: read daily, scored, encrypted, and gone with the member."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
import stamina
from starlette.testclient import TestClient

from openssi.store import connections, imports
from openssi.store.accounts import Account
from openssi.store.connections import LinkedInConnection
from tests.linkedin_api import TOKEN, StandIn, serving
from tests.unit.test_linkedin_sync import account as linkedin_account
from tests.unit.test_linkedin_sync import as_archive
from tests.unit.test_member_statistics import JUNE
from tests.web.site import HTML, NOW, Site

PATH = "/api/v1/me/linkedin-connection"
STATISTICS = "/api/v1/me/linkedin-statistics"


@pytest.fixture
def linkedin() -> StandIn:
    found = linkedin_account()
    found.now = NOW
    found.scopes |= {"r_member_postAnalytics", "r_member_profileAnalytics"}
    found.daily = {"REACTION": {JUNE: 10}, "COMMENT": {JUNE: 4}, "RESHARE": {JUNE: 2}}
    return found


@pytest.fixture
def site(tmp_path: Path, linkedin: StandIn) -> Generator[Site]:
    stamina.set_testing(True, attempts=2)
    with serving(linkedin) as address, Site(tmp_path, linkedin=address) as made:
        yield made
    stamina.set_testing(False)


@pytest.fixture
def ada(site: Site) -> Account:
    return site.person(site.team("North"), "ada")


def connection_of(site: Site, who: Account) -> LinkedInConnection | None:
    with site.server.database.read() as connection:
        return connections.find_connection(connection, who.id, "portability")


def move(site: Site, linkedin: StandIn, seconds: int) -> None:
    site.now += seconds
    linkedin.now = site.now


def test_an_account_is_read_scored_and_read_again_the_next_day(site: Site, ada: Account, linkedin: StandIn) -> None:
    browser = site.browser(ada)
    assert browser.get(PATH).status_code == 404
    assert browser.put(PATH, json={"token": TOKEN}).status_code == 204
    assert site.server.syncer.process_pending() == 1
    one = browser.get("/api/v1/me/imports").json()["items"][0]
    assert (one["name"], one["kind"], one["state"], one["added"]) == ("LinkedIn account", "linkedin", "done", True)
    sources = {source["file"]: source["imported"] for source in browser.get("/api/v1/me/sources").json()}
    assert next(count for name, count in sources.items() if "Connections.csv" in name) == 23
    assert site.server.syncer.process_pending() == 0
    move(site, linkedin, 86_400)
    assert site.server.syncer.process_pending() == 1
    browser = site.browser(ada)
    assert len(browser.get("/api/v1/me/imports").json()["items"]) == 1
    state = browser.get(PATH).json()
    assert (state["fault"], state["next_at"] > state["synced_at"]) == ("", True)


def test_account_and_archive_together_count_once(site: Site, ada: Account, tmp_path: Path) -> None:
    browser = site.browser(ada)
    archive = as_archive(tmp_path / "a.zip")
    browser.post("/api/v1/me/imports", content=archive.read_bytes(), headers={"File-Name": "a.zip"})
    site.server.worker.process_pending()
    before = browser.get("/api/v1/me/index").json()["index_micro"]
    browser.put(PATH, json={"token": TOKEN})
    site.server.syncer.process_pending()
    assert browser.get("/api/v1/me/index").json()["index_micro"] == before


def test_the_token_is_encrypted_and_shown_nowhere(site: Site, ada: Account, tmp_path: Path) -> None:
    browser = site.browser(ada)
    page = browser.post("/linkedin", data={"token": TOKEN}, headers=HTML)
    assert page.status_code == 303
    site.server.syncer.process_pending()
    stored = connection_of(site, ada)
    assert stored
    assert TOKEN not in stored.token
    for path in ("/linkedin", "/data", "/data/export", PATH):
        assert TOKEN.encode() not in browser.get(path, headers=HTML).content
    assert all(TOKEN.encode() not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_a_refused_token_is_not_stored(site: Site, ada: Account) -> None:
    answer = site.browser(ada).post("/linkedin", data={"token": "another"}, headers=HTML)
    assert "it has expired or was revoked. The token was not stored." in answer.text
    assert site.browser(ada).put(PATH, json={"token": "two words"}).json()["code"] == "linkedin-token"
    assert connection_of(site, ada) is None


def test_an_expired_token_is_shown_and_keeps_what_was_read(site: Site, ada: Account, linkedin: StandIn) -> None:
    browser = site.browser(ada)
    browser.put(PATH, json={"token": TOKEN})
    site.server.syncer.process_pending()
    linkedin.expires = NOW + 60
    move(site, linkedin, 86_400)
    site.server.syncer.process_pending()
    browser = site.browser(ada)
    assert browser.get(PATH).json()["fault"] == "linkedin-token"
    assert "The last reading failed" in browser.get("/linkedin", headers=HTML).text
    assert browser.get("/api/v1/me/index").status_code == 200


def test_disconnecting_deletes_the_token_and_stops_a_reading(site: Site, ada: Account) -> None:
    browser = site.browser(ada)
    browser.put(PATH, json={"token": TOKEN})
    with site.server.database.read() as connection:
        due = connections.next_due(connection, site.now)
    assert due
    assert browser.delete(PATH).status_code == 204
    site.server.syncer._read(due)  # pyright: ignore[reportPrivateUsage] (it had begun before)
    assert not browser.get("/api/v1/me/imports").json()["items"]
    assert browser.delete(PATH).status_code == 404


def test_erasing_the_account_leaves_nothing(site: Site, ada: Account) -> None:
    browser = site.browser(ada)
    browser.put(PATH, json={"token": TOKEN})
    site.server.syncer.process_pending()
    erased = browser.post("/api/v1/me/data/erase", json={"login": "ada"}).json()
    assert erased["places_left"] == []
    assert connection_of(site, ada) is None
    assert site.server.syncer.process_pending() == 0


def test_an_erased_contact_does_not_come_back(site: Site, ada: Account, linkedin: StandIn) -> None:
    browser = site.browser(ada)
    browser.put(PATH, json={"token": TOKEN})
    site.server.syncer.process_pending()
    address = "https://www.linkedin.com/in/bo-1"
    receipt = browser.post("/api/v1/me/data/erase-contact", json={"person": address}).json()
    assert receipt["records"] == 10
    move(site, linkedin, 2 * 86_400)
    site.server.syncer.process_pending()
    browser = site.browser(ada)
    assert browser.post("/api/v1/me/data/erase-contact", json={"person": address}).json()["records"] == 0
    with site.server.database.read() as connection:
        assert len(imports.snapshots_of(connection, ada.id)) == 1


def test_another_members_account_is_not_mixed_with_ones_own_archive(
    site: Site, ada: Account, linkedin: StandIn, tmp_path: Path
) -> None:
    archive = as_archive(tmp_path / "a.zip")
    browser = site.browser(ada)
    browser.post("/api/v1/me/imports", content=archive.read_bytes(), headers={"File-Name": "a.zip"})
    site.server.worker.process_pending()
    before = browser.get("/api/v1/me/index").json()
    for rows in linkedin.pages["PROFILE"]:
        rows[0] = rows[0] | {"First Name": "Cy", "Last Name": "Other"}
    linkedin.pages["INVITATIONS"] = [
        [row | {"inviterProfileUrl": "https://www.linkedin.com/in/cy"} for row in rows]
        for rows in linkedin.pages["INVITATIONS"]
    ]
    browser.put(PATH, json={"token": TOKEN})
    site.server.syncer.process_pending()
    assert browser.get(PATH).json()["fault"] == "archive-other-member"
    assert browser.get("/api/v1/me/index").json() == before
    assert [one["kind"] for one in browser.get("/api/v1/me/imports").json()["items"]] == ["archive"]


def engagement(browser: TestClient) -> dict[str, Any]:
    return browser.get("/api/v1/me/index").json()["pillars"]["brand"]["signals"]["engagement_received"]


def test_statistics_are_read_after_the_account_and_replaced_daily(site: Site, ada: Account, linkedin: StandIn) -> None:
    browser = site.browser(ada)
    assert browser.get(STATISTICS).status_code == 404
    assert browser.put(STATISTICS, json={"token": TOKEN}).status_code == 204
    assert site.server.syncer.process_pending() == 1
    assert browser.get(STATISTICS).json()["fault"] == "archive-workbook"  # there is no archive to add to
    assert browser.put(PATH, json={"token": TOKEN}).status_code == 204
    assert site.server.syncer.process_pending() == 2  # both on one day
    assert engagement(browser)["status"] == "measured"
    uploads = browser.get("/api/v1/me/imports").json()["items"]
    assert {(one["name"], one["kind"]) for one in uploads} == {
        ("LinkedIn account", "linkedin"),
        ("LinkedIn statistics", "statistics"),
    }
    before = engagement(browser)["micro"]
    linkedin.daily["REACTION"][JUNE] = 500
    move(site, linkedin, 86_400)
    assert site.server.syncer.process_pending() == 2
    browser = site.browser(ada)
    assert engagement(browser)["micro"] > before
    assert len(browser.get("/api/v1/me/imports").json()["items"]) == 2


def test_statistics_end_with_the_connection_or_two_days_after_the_last_reading(
    site: Site, ada: Account, linkedin: StandIn
) -> None:
    browser = site.browser(ada)
    browser.put(PATH, json={"token": TOKEN})
    site.server.syncer.process_pending()
    assert browser.post("/linkedin/statistics", data={"token": TOKEN}, headers=HTML).status_code == 303
    site.server.syncer.process_pending()
    assert "Connected to LinkedIn’s statistics" in browser.get("/linkedin/statistics", headers=HTML).text
    linkedin.scopes.remove("r_member_postAnalytics")
    for days, status in ((2, "measured"), (1, "not_measured")):
        move(site, linkedin, days * 86_400)
        site.server.syncer.process_pending()
        browser = site.browser(ada)
        assert (days, engagement(browser)["status"]) == (days, status)
    assert browser.get(STATISTICS).json()["fault"] == "linkedin-access"
    linkedin.scopes.add("r_member_postAnalytics")
    browser.put(STATISTICS, json={"token": TOKEN})
    site.server.syncer.process_pending()
    assert engagement(browser)["status"] == "measured"
    assert browser.delete(STATISTICS).status_code == 204
    assert engagement(browser)["status"] == "not_measured"
    assert [one["kind"] for one in browser.get("/api/v1/me/imports").json()["items"]] == ["linkedin"]
