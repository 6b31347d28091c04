"""The REST API: what is told, in which shape, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from openssi.activity.calendar import iso
from openssi.store import accounts
from openssi.store.accounts import Account
from tests.unit.making import reactions, zipped
from tests.web.site import TODAY, Site

#: Two reactions, a month apart.
FILES = {
    "Reactions.csv": reactions("2026-05-01 12:00:00", "2026-06-30 12:00:00"),
    "Profile.csv": "First Name,Last Name,Headline\nAda,Lovelace,Seller\n",
}


@pytest.fixture
def ada(site: Site) -> Account:
    return site.person(site.team(), "ada", name="Ada")


@pytest.fixture
def browser(site: Site, ada: Account) -> TestClient:
    return site.browser(ada)


def archive(folder: Path, files: dict[str, str] = FILES) -> bytes:
    return zipped(folder / "archive.zip", files).read_bytes()


def uploaded(client: TestClient, site: Site, content: bytes, name: str = "mine.zip") -> dict[str, Any]:
    answer = client.post("/api/v1/me/imports", content=content, headers={"File-Name": name})
    assert answer.status_code == 202, answer.text
    site.server.worker.work_off()
    return client.get(answer.headers["Location"]).json()


def test_an_archive_is_uploaded_as_the_body_and_read(site: Site, browser: TestClient, tmp_path: Path) -> None:
    told = uploaded(browser, site, archive(tmp_path), "M%C3%BCller%20June.zip")
    assert (told["name"], told["kind"], told["state"], told["added"]) == ("Müller June.zip", "archive", "done", True)
    assert browser.get("/api/v1/me").json()["data_until"] == "2026-06-30"
    (reactions_row, *_) = [one for one in browser.get("/api/v1/me/sources").json() if one["file"] == "Reactions.csv"]
    assert (reactions_row["records"], reactions_row["imported"], reactions_row["first"]) == (2, 2, "2026-05-01")


def test_the_same_archive_again_adds_nothing(site: Site, browser: TestClient, tmp_path: Path) -> None:
    uploaded(browser, site, archive(tmp_path))
    before = browser.get("/api/v1/me/index").json()
    assert uploaded(browser, site, archive(tmp_path), "renamed.zip")["added"] is False
    assert browser.get("/api/v1/me/index").json() == before


def test_what_is_no_archive_fails_in_words_and_keeps_nothing(site: Site, browser: TestClient) -> None:
    told = uploaded(browser, site, b"no zip at all", "x.zip")
    assert (told["state"], "[archive-not-zip]" in told["error"]) == ("failed", True)
    assert browser.get("/api/v1/me").json()["data_until"] is None
    assert list(site.server.settings.staging.iterdir()) == []


def test_an_upload_that_is_too_large_is_refused_whole(tmp_path: Path) -> None:
    with Site(tmp_path, largest=1000) as site:
        browser = site.browser(site.person(site.team(), "ada"))
        answer = browser.post("/api/v1/me/imports", content=b"x" * 1001)
        assert (answer.status_code, answer.json()["code"]) == (413, "import-large")
        assert browser.get("/api/v1/me/imports").json()["total"] == 0


def test_lists_come_in_parts_with_a_way_to_the_next(browser: TestClient) -> None:
    for _ in range(3):
        browser.post("/api/v1/me/imports", content=b"x")
    first = browser.get("/api/v1/me/imports?limit=2")
    assert (len(first.json()["items"]), first.json()["total"]) == (2, 3)
    assert first.headers["Link"] == '</api/v1/me/imports?limit=2&offset=2>; rel="next"'
    last = browser.get("/api/v1/me/imports?limit=2&offset=2")
    assert (len(last.json()["items"]), "Link" in last.headers) == (1, False)
    assert browser.get("/api/v1/me/imports?limit=0").status_code == 422


def test_an_answer_that_is_known_is_not_sent_again(site: Site, browser: TestClient, ada: Account) -> None:
    first = browser.get("/api/v1/me")
    again = browser.get("/api/v1/me", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    with site.server.database.write() as connection:
        accounts.change_account(connection, ada.id, target=70)
    assert browser.get("/api/v1/me", headers={"If-None-Match": first.headers["ETag"]}).json()["target"] == 70


def test_a_fault_has_the_one_shape(browser: TestClient) -> None:
    answer = browser.get("/api/v1/me/index")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert {key: answer.json()[key] for key in ("type", "status", "code")} == {
        "type": "about:blank",
        "status": 422,
        "code": "day-not-enough",
    }


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/api/v1/me/index?as_of=yesterday", "day-format"),
        ("/api/v1/me/index?as_of=1999-01-01", "day-outside"),
        ("/api/v1/me/history?from=2026-06-30&to=2026-06-01", "day-order"),
        ("/api/v1/me/history?every=hour", "request-format"),
        ("/api/v1/me/next-steps?weeks=27", "request-format"),
        ("/api/v1/nothing", "not-found"),
    ],
)
def test_what_cannot_be_asked_is_told_in_words(
    site: Site, browser: TestClient, tmp_path: Path, path: str, code: str
) -> None:
    uploaded(browser, site, archive(tmp_path))
    assert browser.get(path).json()["code"] == code


def test_the_history_has_every_day_with_notes_and_linkedins_own_number(
    site: Site, browser: TestClient, tmp_path: Path
) -> None:
    uploaded(browser, site, archive(tmp_path))
    assert (
        browser.post("/api/v1/me/notes", json={"day": "2026-06-01", "text": " new  role "}).json()["text"] == "new role"
    )
    number = {"brand": 20.5, "people": 5, "insights": 2, "relationships": 15}
    assert browser.put("/api/v1/me/linkedin-scores/2026-06-02", json=number).json()["index_micro"] == 42_500_000
    told = browser.get("/api/v1/me/history?from=2026-06-01&to=2026-06-03").json()
    assert [day["day"] for day in told["days"]] == ["2026-06-01", "2026-06-02", "2026-06-03"]
    assert told["notes"] == [{"day": "2026-06-01", "text": "new role"}]
    assert [one["index_micro"] for one in told["official"]] == [42_500_000]
    assert browser.delete("/api/v1/me/linkedin-scores/2026-06-02").status_code == 204
    assert browser.delete("/api/v1/me/linkedin-scores/2026-06-02").status_code == 404


def test_what_if_keeps_nothing_and_nothing_changes_nothing(site: Site, browser: TestClient) -> None:
    browser.post("/sample")
    site.server.worker.work_off()
    before = browser.get("/api/v1/me/index").json()
    idle = browser.post("/api/v1/me/what-if", json={"plan": [], "weeks": 1}).json()
    busy = browser.post("/api/v1/me/what-if", json={"plan": ["posts_published=3/week"], "weeks": 1}).json()
    assert idle["index_micro"]["start"] == busy["index_micro"]["start"] == before["index_micro"]
    assert busy["index_micro"]["end"] > idle["index_micro"]["end"]
    wrong = browser.post("/api/v1/me/what-if", json={"plan": ["nonsense=2/week"]}).json()
    assert wrong["code"] == "signal-unknown"
    assert browser.get("/api/v1/me/index").json() == before


def test_a_change_of_oneself_changes_what_is_named_and_nothing_else(browser: TestClient) -> None:
    told = browser.patch("/api/v1/me", json={"target": 75, "shares": True}).json()
    assert (told["target"], told["shares"], told["name"]) == (75, True, "Ada")
    assert browser.patch("/api/v1/me", json={"target": None}).json()["target"] is None
    assert browser.patch("/api/v1/me", json={"role": "admin"}).status_code == 422
    assert browser.get("/api/v1/me").json()["role"] == "member"


def test_a_token_does_what_its_scopes_say_until_it_is_ended(site: Site, browser: TestClient) -> None:
    made = browser.post("/api/v1/me/tokens", json={"name": "tracker", "scopes": ["me:read"], "days": 30}).json()
    program = TestClient(site.app, "http://localhost", headers={"Authorization": f"Bearer {made['secret']}"})
    assert program.get("/api/v1/me").status_code == 200
    assert program.post("/api/v1/me/notes", json={"day": "2026-06-01", "text": "x"}).json()["code"] == "access-denied"
    assert (
        program.post("/api/v1/me/tokens", json={"name": "more", "scopes": ["me:write"], "days": 30}).status_code == 403
    )
    assert "secret" not in json.dumps(browser.get("/api/v1/me/tokens").json())
    assert browser.delete(f"/api/v1/me/tokens/{made['id']}").status_code == 204
    assert program.get("/api/v1/me").json()["code"] == "access-sign-in"


def test_a_token_of_a_lead_who_is_one_no_more_sees_no_report(site: Site) -> None:
    team = site.team()
    site.person(team, "other", "lead")
    lead = site.person(team, "lead", "lead")
    program = site.program(lead, "team:read")
    assert program.get("/api/v1/team/report").status_code == 200
    with site.server.database.write() as connection:
        accounts.change_account(connection, lead.id, role="member")
    assert program.get("/api/v1/team/report").json()["code"] == "access-denied"


def test_a_member_cannot_have_a_token_for_the_team(browser: TestClient) -> None:
    answer = browser.post("/api/v1/me/tokens", json={"name": "x", "scopes": ["team:read"], "days": 1})
    assert answer.json()["code"] == "token-wrong"


def test_linkedins_own_shape_on_the_invented_seller(site: Site, browser: TestClient) -> None:
    browser.post("/sample")
    site.server.worker.work_off()
    index = browser.get("/api/v1/me/index").json()
    told = browser.get("/sales-api/salesApiSsi").json()
    assert set(told) == {"activeSeat", "memberScore", "groupScore"}
    member = told["memberScore"]
    assert member["overall"] == index["index"]
    assert [one["pillar"] for one in member["subScores"]] == [
        "PROFESSIONAL_BRAND",
        "FIND_RIGHT_PEOPLE",
        "INSIGHT_ENGAGEMENT",
        "STRONG_RELATIONSHIP",
    ]
    assert [one["score"] for one in member["subScores"]] == [pillar["points"] for pillar in index["pillars"].values()]
    assert round(sum(one["score"] for one in member["subScores"]), 1) == member["overall"]
    assert told["groupScore"] == []  # alone in the team, and no benchmarks


def test_a_team_of_ten_has_its_average_in_linkedins_shape(site: Site) -> None:
    team = site.team("North")
    people = [site.person(team, f"p{number}", shares=True) for number in range(11)]
    for number, one in enumerate(people[1:]):
        site.scored(one, [40 + number] * 30)
    sampler = site.browser(people[0])
    sampler.post("/sample")
    site.server.worker.work_off()
    (group,) = site.browser(people[1]).get("/sales-api/salesApiSsi").json()["groupScore"]
    assert (group["groupType"], group["groupSize"], group["rank"]) == ("TEAM", 10, None)
    assert group["score"]["overall"] == 45  # (40 + … + 49) / 10 in whole points; the sample is nobody's figure
    assert sampler.get("/sales-api/salesApiSsi").json()["groupScore"] == []


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/api/v1/me?fields=name", "fields"),
        ("/api/v1/me/index?as-of=2026-06-30", "as-of"),
        ("/api/v1/me/history?first=2026-06-01&every=week", "first"),
        ("/api/v1/openapi.json?pretty=1", "pretty"),
    ],
)
def test_unknown_query_parameters_are_refused(browser: TestClient, path: str, field: str) -> None:
    problem = browser.get(path).json()
    assert (problem["status"], problem["code"]) == (422, "request-format")
    assert [one["field"] for one in problem["errors"]] == [field]


def test_unknown_parameters_do_not_reveal_what_takes_a_right(site: Site, browser: TestClient) -> None:
    assert site.browser().get("/api/v1/me?x=1").status_code == 401
    assert browser.get("/api/v1/teams?x=1").status_code == 403


def test_a_day_to_come_is_refused(browser: TestClient) -> None:
    assert browser.post("/api/v1/me/notes", json={"day": iso(TODAY + 2), "text": "x"}).json()["code"] == "day-outside"
