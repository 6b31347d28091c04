"""Links for people without an account: they show what was chosen, to those who have them, and every opening is logged."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from openssi.store import accounts, credentials, share_links
from openssi.store.accounts import Account
from tests.web.site import HTML, Site

PATH = "/api/v1/me/links"
DAY = 86_400


@pytest.fixture
def lead(site: Site) -> Account:
    return site.person(site.team("North"), "lea", "lead", name="Lea")


def create(site: Site, who: Account, subject: str, days: int = 14) -> str:
    answer = site.browser(who).post(PATH, json={"subject": subject, "name": "Board", "days": days})
    assert answer.status_code == 201, answer.text
    return answer.json()["path"].partition("#")[2]


def opened(site: Site, code: str) -> tuple[int, str]:
    answer = site.browser().post("/shared", data={"code": code}, headers=HTML)
    return answer.status_code, answer.text


def team_of_ten(site: Site, lead: Account) -> list[Account]:
    """Ten who share and were active, with 40 points each."""
    with site.server.database.read() as connection:
        team = accounts.find_team(connection, lead.team_id)
    assert team
    people = [site.person(team, f"m{number}", name=f"Person {number}", shares=True) for number in range(10)]
    for one in people:
        site.scored(one, [40] * 40)
    return people


def sample_of(site: Site, login: str) -> tuple[Account, TestClient]:
    """Somebody whose own archive has enough for an index: the sample's, as if it were theirs."""
    person = site.person(site.team(), login, name="Ada Lovelace")
    browser = site.browser(person)
    browser.post("/sample")
    site.server.worker.process_pending()
    with site.server.database.write() as connection:
        connection.exec_driver_sql("UPDATE import SET sample = false")
    return person, browser


def test_a_page_shows_the_index_and_no_private_part(site: Site) -> None:
    ada, browser = sample_of(site, "ada")
    browser.post("/api/v1/me/notes", json={"day": "2026-06-01", "text": "Private note"})
    code = create(site, ada, "page")
    status, page = opened(site, code)
    assert status == 200
    assert "<h1><bdi>Ada Lovelace</bdi></h1>" in page
    assert "Four pillars" in page
    for hidden in ("Private note", "next step", ".csv", "My data", code):
        assert hidden not in page
    [view] = browser.get("/api/v1/me/profile-views").json()["items"]
    assert (view["viewer"], view["channel"], view["to"]) == (None, "link", "2026-06-30")
    assert "Someone with a link from you" in browser.get("/team/me", headers=HTML).text
    opened(site, code)
    [link] = browser.get(PATH).json()
    assert (link["views"], link["last_viewed_at"]) == (2, "2026-07-01T00:00:00Z")
    assert browser.get("/api/v1/me/profile-views").json()["total"] == 1  # within an hour


def test_averages_name_nobody_and_are_logged_for_everyone_counted(site: Site, lead: Account) -> None:
    people = team_of_ten(site, lead)
    status, page = opened(site, create(site, lead, "team"))
    assert status == 200
    assert "<dt>Average index, 10 active people</dt><dd>40</dd>" in page
    assert "Person" not in page
    assert "Lea" not in page
    [view] = site.browser(people[0]).get("/api/v1/me/profile-views").json()["items"]
    assert (view["viewer"], view["channel"]) == ("Lea", "link")
    with site.server.database.write() as connection:
        accounts.change_account(connection, people[0].id, shares=False)
    assert "No averages: it takes ten people" in opened(site, create(site, lead, "team"))[1]


def test_a_link_ends_when_it_expires_is_removed_or_its_owner_loses_the_team(site: Site, lead: Account) -> None:
    team_of_ten(site, lead)
    browser = site.browser(lead)
    removed, demoted, expired = (create(site, lead, "team") for _ in range(3))
    newest = browser.get(PATH).json()
    assert browser.delete(f"{PATH}/{newest[0]['id']}").status_code == 204
    working = [code for code in (removed, demoted, expired) if opened(site, code)[0] == 200]
    assert len(working) == 2
    with site.server.database.write() as connection:
        accounts.change_account(connection, lead.id, role="member")
    assert opened(site, working[0])[0] == 404
    with site.server.database.write() as connection:
        accounts.change_account(connection, lead.id, role="lead")
    site.now += 14 * DAY
    status, page = opened(site, working[0])
    assert status == 404
    assert "This link doesn&#39;t work any more." in page


def test_a_member_cannot_share_the_teams_averages(site: Site) -> None:
    member = site.browser(site.person(site.team(), "ada"))
    answer = member.post(PATH, json={"subject": "team", "name": "Board", "days": 14})
    assert (answer.status_code, answer.json()["code"]) == (403, "access-denied")
    page = member.post("/links", data={"subject": "page", "name": " ", "days": "0"}, headers=HTML)
    assert page.status_code == 422
    assert "say whom it is for" in page.text
    assert "it must expire after 1 to 90 days" in page.text


def test_guessing_is_rate_limited_and_a_new_password_ends_links(site: Site, lead: Account) -> None:
    code = create(site, lead, "page")
    assert opened(site, code)[0] == 200
    with site.server.database.write() as connection:
        credentials.set_password(connection, lead.id, "hash")
        assert share_links.links_of(connection, lead.id) == []
    assert [opened(site, code)[0] for _ in range(6)] == [404] * 5 + [429]
