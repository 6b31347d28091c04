"""The REST API from upload to index: what it returns and what it rejects."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from openssi.activity.calendar import iso
from openssi.store.accounts import Account
from tests.unit.samples import reactions, zipped
from tests.web.site import TODAY, Site

#: Two reactions, two months apart.
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


def upload(client: TestClient, site: Site, content: bytes, name: str = "mine.zip") -> dict[str, Any]:
    answer = client.post("/api/v1/me/imports", content=content, headers={"File-Name": name})
    assert answer.status_code == 202, answer.text
    site.server.worker.process_pending()
    return client.get(answer.headers["Location"]).json()


def test_an_archive_uploaded_as_the_body_is_imported(site: Site, browser: TestClient, tmp_path: Path) -> None:
    body = upload(browser, site, archive(tmp_path), "M%C3%BCller%20June.zip")
    assert (body["name"], body["kind"], body["state"], body["added"]) == ("Müller June.zip", "archive", "done", True)
    assert browser.get("/api/v1/me").json()["data_until"] == "2026-06-30"
    (reactions_row, *_) = [one for one in browser.get("/api/v1/me/sources").json() if one["file"] == "Reactions.csv"]
    assert (reactions_row["records"], reactions_row["imported"], reactions_row["first"]) == (2, 2, "2026-05-01")


def test_the_same_archive_again_adds_nothing(site: Site, browser: TestClient, tmp_path: Path) -> None:
    upload(browser, site, archive(tmp_path))
    before = browser.get("/api/v1/me/index").json()
    assert upload(browser, site, archive(tmp_path), "renamed.zip")["added"] is False
    assert browser.get("/api/v1/me/index").json() == before


def test_a_file_that_is_not_an_archive_fails_and_leaves_nothing(site: Site, browser: TestClient) -> None:
    body = upload(browser, site, b"no zip at all", "x.zip")
    assert (body["state"], "[archive-not-zip]" in body["error"]) == ("failed", True)
    assert browser.get("/api/v1/me").json()["data_until"] is None
    assert list(site.server.settings.staging.iterdir()) == []


def test_an_upload_that_is_too_large_is_rejected(tmp_path: Path) -> None:
    with Site(tmp_path, largest=1000) as site:
        browser = site.browser(site.person(site.team(), "ada"))
        answer = browser.post("/api/v1/me/imports", content=b"x" * 1001)
        assert (answer.status_code, answer.json()["code"]) == (413, "import-large")
        assert browser.get("/api/v1/me/imports").json()["total"] == 0


def test_errors_are_problem_documents(browser: TestClient) -> None:
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
def test_invalid_requests_are_rejected_with_a_code(
    site: Site, browser: TestClient, tmp_path: Path, path: str, code: str
) -> None:
    upload(browser, site, archive(tmp_path))
    assert browser.get(path).json()["code"] == code


def test_the_history_has_notes_and_linkedin_scores(site: Site, browser: TestClient, tmp_path: Path) -> None:
    upload(browser, site, archive(tmp_path))
    assert (
        browser.post("/api/v1/me/notes", json={"day": "2026-06-01", "text": " new  role "}).json()["text"] == "new role"
    )
    number = {"brand": 20.5, "people": 5, "insights": 2, "relationships": 15}
    assert browser.put("/api/v1/me/linkedin-scores/2026-06-02", json=number).json()["index_micro"] == 42_500_000
    body = browser.get("/api/v1/me/history?from=2026-06-01&to=2026-06-03").json()
    assert [day["day"] for day in body["days"]] == ["2026-06-01", "2026-06-02", "2026-06-03"]
    assert body["notes"] == [{"day": "2026-06-01", "text": "new role"}]
    assert [one["index_micro"] for one in body["official"]] == [42_500_000]
    assert browser.delete("/api/v1/me/linkedin-scores/2026-06-02").status_code == 204
    assert browser.delete("/api/v1/me/linkedin-scores/2026-06-02").status_code == 404


def test_a_forecast_stores_nothing_and_an_empty_plan_changes_nothing(site: Site, browser: TestClient) -> None:
    browser.post("/sample")
    site.server.worker.process_pending()
    before = browser.get("/api/v1/me/index").json()
    idle = browser.post("/api/v1/me/what-if", json={"plan": [], "weeks": 1}).json()
    busy = browser.post("/api/v1/me/what-if", json={"plan": ["posts_published=3/week"], "weeks": 1}).json()
    assert idle["index_micro"]["start"] == busy["index_micro"]["start"] == before["index_micro"]
    assert busy["index_micro"]["end"] > idle["index_micro"]["end"]
    wrong = browser.post("/api/v1/me/what-if", json={"plan": ["nonsense=2/week"]}).json()
    assert wrong["code"] == "signal-unknown"
    assert browser.get("/api/v1/me/index").json() == before


def test_linkedins_format_has_the_index_of_the_sample(site: Site, browser: TestClient) -> None:
    browser.post("/sample")
    site.server.worker.process_pending()
    index = browser.get("/api/v1/me/index").json()
    body = browser.get("/sales-api/salesApiSsi").json()
    assert set(body) == {"activeSeat", "memberScore", "groupScore"}
    member = body["memberScore"]
    assert member["overall"] == index["index"]
    assert [one["pillar"] for one in member["subScores"]] == [
        "PROFESSIONAL_BRAND",
        "FIND_RIGHT_PEOPLE",
        "INSIGHT_ENGAGEMENT",
        "STRONG_RELATIONSHIP",
    ]
    assert [one["score"] for one in member["subScores"]] == [pillar["points"] for pillar in index["pillars"].values()]
    assert round(sum(one["score"] for one in member["subScores"]), 1) == member["overall"]
    assert body["groupScore"] == []  # alone in the team, and no benchmarks


def test_linkedins_format_has_the_average_of_a_team_of_ten(site: Site) -> None:
    team = site.team("North")
    people = [site.person(team, f"p{number}", shares=True) for number in range(11)]
    for number, one in enumerate(people[1:]):
        site.scored(one, [40 + number] * 30)
    sampler = site.browser(people[0])
    sampler.post("/sample")
    site.server.worker.process_pending()
    (group,) = site.browser(people[1]).get("/sales-api/salesApiSsi").json()["groupScore"]
    assert (group["groupType"], group["groupSize"], group["rank"]) == ("TEAM", 10, None)
    assert group["score"]["overall"] == 45  # (40 + … + 49) / 10 in whole points; the sample doesn't count
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
def test_unknown_query_parameters_are_rejected(browser: TestClient, path: str, field: str) -> None:
    problem = browser.get(path).json()
    assert (problem["status"], problem["code"]) == (422, "request-format")
    assert [one["field"] for one in problem["errors"]] == [field]


def test_unknown_parameters_are_rejected_after_access_is_checked(site: Site, browser: TestClient) -> None:
    assert site.browser().get("/api/v1/me?x=1").status_code == 401
    assert browser.get("/api/v1/teams?x=1").status_code == 403


def test_a_note_in_the_future_is_rejected(browser: TestClient) -> None:
    assert browser.post("/api/v1/me/notes", json={"day": iso(TODAY + 2), "text": "x"}).json()["code"] == "day-outside"
