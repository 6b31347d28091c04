"""A team's Sales Navigator report: the lead confirms who is who, and everyone gets their own rows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from openssi.store.accounts import Account
from tests.navigator import usage_report
from tests.unit.samples import reactions, zipped
from tests.web.site import HTML, Site

TEAM = {"Ada Example": (12, 40, 60, 5, 3), "Bo Sample": (1, 2, 3, 4, 5), "Cy Other": (1, 1, 1, 1, 1)}
REPORT = "/api/v1/team/navigator-report"


@pytest.fixture
def people(site: Site) -> tuple[Account, Account, Account]:
    """A lead, and two members, one of them called as in the report."""
    team = site.team("North")
    lead = site.person(team, "lead", "lead")
    ada = site.person(team, "ada.example@example.org", shares=True)
    bo = site.person(team, "bo", shares=True)
    return lead, ada, bo


def report(folder: Path) -> str:
    return usage_report(folder / "usage.csv", TEAM).read_text()


def give_archive(site: Site, account: Account, folder: Path) -> None:
    """Upload an archive that ends with June."""
    moments = [f"2026-0{month}-{day:02} 10:00:00" for month in (5, 6) for day in range(1, 31)]
    file = zipped(folder / "archive.zip", {"Reactions.csv": reactions(*moments)})
    site.browser(account).post("/api/v1/me/imports", content=file.read_bytes(), headers={"File-Name": "archive.zip"})
    site.server.worker.process_pending()


def imports(site: Site, account: Account) -> list[dict[str, object]]:
    site.server.worker.process_pending()
    found = site.browser(account).get("/api/v1/me/imports").json()["items"]
    return [one for one in found if one["kind"] == "navigator"]


def test_the_lead_confirms_and_each_member_gets_their_own_row(
    site: Site, people: tuple[Account, Account, Account], tmp_path: Path
) -> None:
    lead, ada, bo = people
    give_archive(site, ada, tmp_path)
    browser = site.browser(lead)
    page = browser.post("/team/navigator", files={"report": ("usage.csv", report(tmp_path))}, headers=HTML)
    assert page.status_code == 200
    keys = re.findall(r'name="person" value="([^"]*)"', page.text)
    assert keys == ["ada.example@example.org", "bo.sample@example.org", "cy.other@example.org"]
    assert page.text.count(" selected") == 1
    form = {"name": "usage.csv", "text": report(tmp_path), "person": keys, "member": [ada.id, bo.id, ""]}
    done = browser.post("/team/navigator/members", data=form, headers=HTML)
    assert "2 members get their own rows" in done.text
    mine = imports(site, ada)[0]
    assert (mine["name"], mine["kind"], mine["state"], mine["added"]) == (
        "From your lead: usage.csv",
        "navigator",
        "done",
        True,
    )
    sources = site.browser(ada).get("/api/v1/me/sources").json()
    assert any("Sales Navigator usage report" in one["file"] and one["imported"] == 1 for one in sources)
    failed = imports(site, bo)[0]
    assert failed["state"] == "failed"
    assert "there's no LinkedIn archive to go with it" in str(failed["error"])
    assert not list(site.server.settings.staging.glob("*"))


def test_rest_lists_people_and_takes_the_confirmed_table(
    site: Site, people: tuple[Account, Account, Account], tmp_path: Path
) -> None:
    lead, ada, bo = people
    give_archive(site, ada, tmp_path)
    browser = site.browser(lead)
    content = {"name": "usage.csv", "text": report(tmp_path)}
    found = browser.post(f"{REPORT}/people", json=content).json()["people"]
    assert [(one["name"], one["suggested_id"]) for one in found] == [
        ("Ada Example", ada.id),
        ("Bo Sample", None),
        ("Cy Other", None),
    ]
    assert not imports(site, bo)
    done = browser.post(REPORT, json={**content, "members": {found[0]["person"]: ada.id}})
    assert (done.status_code, done.json()) == (202, {"imports": 1})
    assert imports(site, ada)[0]["state"] == "done"


def test_what_does_not_fit_stores_nothing(site: Site, people: tuple[Account, Account, Account], tmp_path: Path) -> None:
    lead, ada, bo = people
    browser = site.browser(lead)
    other = site.person(site.team("South"), "other", "lead")
    content = {"name": "usage.csv", "text": report(tmp_path)}
    ada_key, bo_key = "ada.example@example.org", "bo.sample@example.org"
    for members, code in (
        ({ada_key: other.id}, "not-found"),
        ({"nobody@example.org": ada.id}, "not-found"),
        ({ada_key: ada.id, bo_key: ada.id}, "request-format"),
    ):
        assert browser.post(REPORT, json={**content, "members": members}).json()["code"] == code
    for text, code in (
        ("Name\nAda\n", "navigator-file"),
        (content["text"].replace("2026-06-01 to", ""), "navigator-period"),
    ):
        answer = browser.post("/team/navigator", files={"report": ("a.csv", text)}, headers=HTML)
        assert answer.status_code >= 400
        assert f"<code>{code}</code>" in answer.text
    assert not imports(site, ada)
    assert not imports(site, bo)


def test_nobody_else_adds_to_the_data_of_a_member_who_does_not_share(
    site: Site, people: tuple[Account, Account, Account], tmp_path: Path
) -> None:
    """The rows would move an index that they share with nobody."""
    lead, ada, _ = people
    give_archive(site, ada, tmp_path)
    site.browser(ada).patch("/api/v1/me", json={"shares": False})
    before = site.browser(ada).get("/api/v1/me/index").json()
    browser, content = site.browser(lead), {"name": "usage.csv", "text": report(tmp_path)}
    page = browser.post("/team/navigator", files={"report": ("usage.csv", content["text"])}, headers=HTML).text
    assert (ada.id in page, page.count(" selected"), "Only members who share are listed" in page) == (False, 0, True)
    assert browser.post(f"{REPORT}/people", json=content).json()["people"][0]["suggested_id"] is None
    answer = browser.post(REPORT, json={**content, "members": {"ada.example@example.org": ada.id}})
    assert (answer.status_code, answer.json()["code"]) == (409, "navigator-sharing")
    assert not imports(site, ada)
    assert site.browser(ada).get("/api/v1/me/index").json() == before
    assert browser.post(REPORT, json={**content, "members": {"bo.sample@example.org": lead.id}}).status_code == 202
