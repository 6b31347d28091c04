"""The REST API by resource: what each returns and changes, pages of lists, ETags, and the limits of tokens."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from openssi.activity.days import parse_day
from openssi.store import accounts, scores
from openssi.store.accounts import Account
from openssi.web.security.access import TOKEN_SCOPES
from tests.archives import Layout, Sizes, archive_bytes, invent
from tests.web.rights import PAGE
from tests.web.site import NOW, TODAY, Site

SMALL = archive_bytes(invent(sizes=Sizes(posts=5, comments=5, reactions=30)), Layout())
PILLARS = ["PROFESSIONAL_BRAND", "FIND_RIGHT_PEOPLE", "INSIGHT_ENGAGEMENT", "STRONG_RELATIONSHIP"]


@pytest.fixture
def ada(site: Site) -> Account:
    return site.person(site.team(), "ada", name="Ada")


@pytest.fixture
def bob(site: Site, ada: Account) -> Account:
    """Another member of the same team, its lead."""
    with site.server.database.read() as connection:
        team = accounts.find_team(connection, ada.team_id)
    assert team
    return site.person(team, "bob", "lead")


def upload(site: Site, who: Account, content: bytes = SMALL, name: str = "a.zip") -> dict[str, Any]:
    answer = site.browser(who).post("/api/v1/me/imports", content=content, headers={"File-Name": name})
    assert answer.status_code == 202, answer.text
    return answer.json()


def code(answer: Any) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


class TestAccount:
    def test_the_account_is_shown_and_updated(self, site: Site, ada: Account) -> None:
        browser = site.browser(ada)
        before = browser.get("/api/v1/me").json()
        assert before == {
            "id": ada.id, "login": "ada", "name": "Ada", "role": "member", "team_id": ada.team_id, "shares": False, "target": None,
            "time_zone": "UTC", "data_until": None, "sample": False,
        }  # fmt: skip
        after = browser.patch("/api/v1/me", json={"target": 75, "shares": True, "time_zone": "Europe/Berlin"}).json()
        assert after == {**before, "target": 75, "shares": True, "time_zone": "Europe/Berlin"}
        assert browser.patch("/api/v1/me", json={"target": None}).json() == {**after, "target": None}
        assert browser.get("/api/v1/me").json() == {**after, "target": None}

    @pytest.mark.parametrize(
        ("change", "fault"),
        [
            ({"target": 101}, (422, "target-outside")),
            ({"time_zone": "Mars/Base"}, (422, "zone-unknown")),
            ({"role": "admin"}, (422, "request-format")),
            ({"team_id": "0"}, (422, "request-format")),
        ],
    )
    def test_invalid_updates_are_refused(
        self, change: dict[str, Any], fault: tuple[int, str], site: Site, ada: Account
    ) -> None:
        assert code(site.browser(ada).patch("/api/v1/me", json=change)) == fault

    def test_without_data_there_is_no_index(self, site: Site, ada: Account) -> None:
        browser = site.browser(ada)
        for path in ("index", "history", "changes", "next-steps", "content", "sources", "peer-ranks", "best"):
            assert code(browser.get(f"/api/v1/me/{path}")) == (422, "day-not-enough")


class TestIndex:
    @pytest.fixture
    def reader(self, site: Site, ada: Account) -> TestClient:
        upload(site, ada)
        site.server.worker.process_pending()
        return site.browser(ada)

    def test_every_resource_shows_the_same_index(self, reader: TestClient) -> None:
        index = reader.get("/api/v1/me/index").json()
        days = reader.get("/api/v1/me/history", params={"from": "2024-11-01"}).json()["days"]
        assert days[-1]["day"] == index["as_of"] == reader.get("/api/v1/me").json()["data_until"]
        assert days[-1]["index_micro"] == index["index_micro"]
        assert (
            reader.get("/api/v1/me/next-steps", params={"weeks": 1}).json()["index_micro"]["start"]
            == index["index_micro"]
        )
        assert reader.get("/api/v1/me/sources").json() == index["sources"]
        changes = reader.get("/api/v1/me/changes").json()
        assert sum(reason["micro"] for reason in changes["reasons"]) == changes["change_micro"]
        earlier = reader.get("/api/v1/me/index", params={"as_of": changes["from"]}).json()
        assert earlier["index_micro"] + changes["change_micro"] == index["index_micro"]


def test_a_team_is_shown_once_ten_members_share_their_figures(site: Site, ada: Account) -> None:
    upload(site, ada)
    site.server.worker.process_pending()
    with site.server.database.read() as connection:
        team = accounts.find_team(connection, ada.team_id)
    assert team
    last = parse_day("2024-11-20")  # where the data of the member end who asks
    others = [site.person(team, f"m{at}", shares=True) for at in range(10)]
    for at, one in enumerate(others[:9]):
        site.scored(one, [40 + at], last=last)
    assert site.browser(ada).get("/sales-api/salesApiSsi").json()["groupScore"] == []
    site.scored(others[9], [49], last=last)
    [rank] = site.browser(ada).get("/api/v1/me/peer-ranks").json()
    assert (rank["group"], rank["name"], rank["rank"], rank["size"]) == ("team", "Team", 0, 10)
    assert (rank["averages"]["index"], rank["period"]) == (45_000_000, ["2024-10-22", "2024-11-20"])
    [group] = site.browser(ada).get("/sales-api/salesApiSsi").json()["groupScore"]
    assert (group["groupType"], group["groupSize"], group["rank"], group["score"]["overall"]) == (
        "TEAM",
        10,
        None,
        45.0,
    )
    assert sum(one["score"] for one in group["score"]["subScores"]) == 45.0


class TestImports:
    def test_the_sample_is_imported_and_marked_unless_there_are_own_data(
        self, site: Site, ada: Account, bob: Account
    ) -> None:
        browser = site.browser(ada)
        answer = browser.post("/api/v1/me/imports/sample")
        assert (answer.status_code, answer.json()["sample"], answer.json()["state"]) == (202, True, "waiting")
        site.server.worker.process_pending()
        assert browser.get(answer.headers["Location"]).json()["state"] == "done"
        assert browser.get("/api/v1/me/index").json()["as_of"] == "2026-06-30"
        upload(site, bob)
        assert code(site.browser(bob).post("/api/v1/me/imports/sample")) == (409, "import-sample")

    def test_an_import_is_received_read_and_deleted(self, site: Site, ada: Account) -> None:
        browser = site.browser(ada)
        answer = browser.post("/api/v1/me/imports", content=SMALL, headers={"File-Name": "My%20%C3%A4rchive.zip"})
        assert (answer.status_code, answer.json()["state"], answer.json()["name"]) == (202, "waiting", "My ärchive.zip")
        where = answer.headers["location"]
        site.server.worker.process_pending()
        body = browser.get(where).json()
        assert (body["state"], body["added"], body["size"], body["error"]) == ("done", True, len(SMALL), "")
        assert browser.delete(where).status_code == 204
        assert code(browser.get(where)) == (404, "not-found")
        assert code(browser.get("/api/v1/me/index")) == (422, "day-not-enough")

    def test_a_waiting_import_is_cancelled_and_never_read(self, site: Site, ada: Account) -> None:
        where = f"/api/v1/me/imports/{upload(site, ada)['id']}"
        browser = site.browser(ada)
        assert browser.post(f"{where}/cancel").json()["state"] == "cancelled"
        site.server.worker.process_pending()
        assert browser.get(where).json()["state"] == "cancelled"

    def test_lists_are_paged(self, site: Site, ada: Account, bob: Account) -> None:
        for at in range(5):
            site.now = NOW + at
            upload(site, ada, name=f"{at}.zip")
        upload(site, bob)
        browser, names, path = site.browser(ada), list[str](), "/api/v1/me/imports?limit=2"
        while path:
            answer = browser.get(path)
            assert answer.json()["total"] == 5
            names += [one["name"] for one in answer.json()["items"]]
            path = answer.links.get("next", {}).get("url", "")
            assert not path or path.startswith("/api/v1/me/imports?")
        assert names == ["4.zip", "3.zip", "2.zip", "1.zip", "0.zip"]
        for query in ("limit=0", "limit=201", "offset=-1", "limit=x"):
            assert code(browser.get(f"/api/v1/me/imports?{query}")) == (422, "request-format")


def test_profile_views_are_paged(site: Site, ada: Account, bob: Account) -> None:
    with site.server.database.write() as connection:
        for at in range(3):
            scores.record_views(connection, [ada.id], bob.id, "page", (TODAY - 7 - at, TODAY - 1), NOW + at)
    answer = site.browser(ada).get("/api/v1/me/profile-views", params={"limit": 1, "offset": 1})
    assert answer.json()["total"] == 3
    assert answer.json()["items"] == [
        {
            "viewer": "bob",
            "channel": "page",
            "from": "2026-06-23",
            "to": "2026-06-30",
            "viewed_at": "2026-07-01T00:00:01Z",
        }
    ]
    assert answer.headers["link"] == '</api/v1/me/profile-views?limit=1&offset=2>; rel="next"'


def test_notes_and_linkedin_scores_are_stored_and_deleted(site: Site, ada: Account) -> None:
    browser = site.browser(ada)
    note = browser.post("/api/v1/me/notes", json={"day": "2026-06-01", "text": "  new   role "})
    assert (note.status_code, note.json()["text"]) == (201, "new role")
    assert browser.get("/api/v1/me/notes").json() == [note.json()]
    number = {"brand": 10.5, "people": 5, "insights": 2.25, "relationships": 15, "industry_top": 12}
    for brand in (9, 10.5):  # the second replaces the first
        put = browser.put("/api/v1/me/linkedin-scores/2026-06-02", json={**number, "brand": brand})
    [stored] = browser.get("/api/v1/me/linkedin-scores").json()
    assert stored == put.json()
    assert (stored["index_micro"], stored["pillars"]["brand"], stored["industry_top"], stored["network_top"]) == (
        32_750_000,
        10_500_000,
        12,
        None,
    )
    for path in (f"/api/v1/me/notes/{note.json()['id']}", "/api/v1/me/linkedin-scores/2026-06-02"):
        assert browser.delete(path).status_code == 204
        assert code(browser.delete(path)) == (404, "not-found")
    assert code(browser.post("/api/v1/me/notes", json={"day": "2026-07-03", "text": "x"})) == (422, "day-outside")
    assert code(browser.put("/api/v1/me/linkedin-scores/2026-06-02", json={**number, "brand": 26})) == (
        422,
        "official-number",
    )


def test_answers_about_missing_files_are_stored_and_deleted(site: Site, ada: Account) -> None:
    browser = site.browser(ada)
    path = "/api/v1/me/answers"
    for kind, said in (("post_published", "never"), ("reaction_given", "missing"), ("post_published", "missing")):
        assert browser.put(f"{path}/{kind}", json={"said": said}).status_code == 204
    assert browser.get(path).json() == [
        {"kind": "post_published", "said": "missing"},
        {"kind": "reaction_given", "said": "missing"},
    ]
    assert browser.delete(f"{path}/reaction_given").status_code == 204
    assert code(browser.put(f"{path}/nothing", json={"said": "never"})) == (422, "never-done")
    assert browser.get(path).json() == [{"kind": "post_published", "said": "missing"}]


def test_a_linkedin_score_is_read_from_the_data_of_its_page(site: Site, ada: Account) -> None:
    browser = site.browser(ada)
    stored = browser.put("/api/v1/me/linkedin-scores/2026-06-02/page", json={"text": PAGE})
    assert (stored.status_code, stored.json()["day"], stored.json()["index_micro"]) == (200, "2026-06-02", 4_000_000)
    answer = browser.post("/official/page", data={"day": "2026-06-03", "text": PAGE})
    assert answer.headers["location"] == "/history#annotations"
    assert [one["pillars"]["brand"] for one in browser.get("/api/v1/me/linkedin-scores").json()] == [1_000_000] * 2
    assert code(browser.put("/api/v1/me/linkedin-scores/2026-06-02/page", json={"text": "{}"})) == (
        422,
        "official-page",
    )
    assert code(browser.put("/api/v1/me/linkedin-scores/2026-07-03/page", json={"text": PAGE})) == (422, "day-outside")


class TestEtags:
    def test_unchanged_content_is_not_sent_again(self, site: Site, ada: Account) -> None:
        browser = site.browser(ada)
        first = browser.get("/api/v1/me")
        tag = first.headers["etag"]
        same = browser.get("/api/v1/me", headers={"If-None-Match": f'"other", W/{tag}'})
        assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
        browser.patch("/api/v1/me", json={"target": 60})
        changed = browser.get("/api/v1/me", headers={"If-None-Match": tag})
        assert changed.status_code == 200
        assert changed.headers["etag"] != tag

    def test_errors_and_pages_have_no_etag(self, site: Site, ada: Account) -> None:
        browser = site.browser(ada)
        assert "etag" not in browser.get("/api/v1/me/index").headers
        assert "etag" not in browser.get("/", headers={"Accept": "text/html"}).headers


class TestTokens:
    def make(self, site: Site, who: Account, *scopes: str, days: int = 30) -> TestClient:
        made = site.browser(who).post("/api/v1/me/tokens", json={"name": "mine", "scopes": scopes, "days": days})
        assert made.status_code == 201, made.text
        return self.program(site, made.json()["secret"])

    def program(self, site: Site, secret: str) -> TestClient:
        return TestClient(
            site.app, "http://localhost", headers={"Authorization": f"Bearer {secret}"}, follow_redirects=False
        )

    @pytest.mark.parametrize("secret", ["", "ssi_", "ssi_" + "x" * 43, "me:read"])
    def test_an_invalid_token_is_refused(self, secret: str, site: Site) -> None:
        answer = self.program(site, secret).get("/api/v1/me")
        assert code(answer) == (401, "access-sign-in")
        assert answer.headers["www-authenticate"] == "Bearer"

    def test_the_secret_is_shown_once_and_stored_as_a_hash(self, site: Site, ada: Account) -> None:
        browser = site.browser(ada)
        made = browser.post("/api/v1/me/tokens", json={"name": "mine", "scopes": ["me:read"], "days": 1}).json()
        secret = made.pop("secret")
        assert browser.get("/api/v1/me/tokens").json() == [made]
        assert made["expires_at"] == "2026-07-02T00:00:00Z"
        with site.server.database.read() as connection:
            assert connection.exec_driver_sql("SELECT hash FROM token").scalar_one() == accounts.hash_secret(secret)

    def test_expired_and_revoked_tokens_are_refused(self, site: Site, ada: Account) -> None:
        lasting, short = self.make(site, ada, "me:read"), self.make(site, ada, "me:read", days=1)
        assert [one.get("/api/v1/me").status_code for one in (lasting, short)] == [200, 200]
        site.now = NOW + 86_400
        assert [one.get("/api/v1/me").status_code for one in (lasting, short)] == [200, 401]
        browser = site.browser(ada)
        for one in browser.get("/api/v1/me/tokens").json():
            assert browser.delete(f"/api/v1/me/tokens/{one['id']}").status_code == 204
        assert lasting.get("/api/v1/me").status_code == 401

    def test_a_token_is_limited_to_its_scopes(self, site: Site, ada: Account) -> None:
        reader, writer = self.make(site, ada, "me:read"), self.make(site, ada, "me:write")
        note = {"day": "2026-06-01", "text": "x"}
        assert code(reader.post("/api/v1/me/notes", json=note)) == (403, "access-denied")
        assert writer.post("/api/v1/me/notes", json=note).status_code == 201
        assert code(writer.get("/api/v1/me/notes")) == (403, "access-denied")

    def test_a_token_cannot_manage_the_account(self, site: Site, bob: Account) -> None:
        program = self.make(site, bob, *TOKEN_SCOPES)
        responses = [
            program.post("/api/v1/me/tokens", json={"name": "more", "scopes": ["me:read"], "days": 1}),
            program.get("/api/v1/me/tokens"),
            program.get("/api/v1/me/sessions"),
            program.post("/api/v1/me/password", json={"old": "a", "new": "b"}),
            program.patch("/api/v1/me", json={"shares": True}),
            program.post("/api/v1/me/feed"),
        ]
        assert [code(one) for one in responses] == [(403, "access-denied")] * 6

    def test_a_member_cannot_create_a_token_beyond_their_role(self, site: Site, ada: Account) -> None:
        browser = site.browser(ada)
        for scopes in (["team:read"], ["me:read", "team:write"], ["teams"], ["account"], []):
            made = browser.post("/api/v1/me/tokens", json={"name": "x", "scopes": scopes, "days": 1})
            assert code(made) == (422, "token-wrong"), scopes

    def test_tokens_lose_what_the_role_loses(self, site: Site, bob: Account) -> None:
        program = self.make(site, bob, "team:read", "me:read")
        assert program.get("/api/v1/team").status_code == 200
        with site.server.database.write() as connection:
            accounts.change_account(connection, bob.id, role="member")
        assert code(program.get("/api/v1/team")) == (403, "access-denied")
        assert program.get("/api/v1/me").status_code == 200

    def test_a_token_is_refused_from_a_foreign_page(self, site: Site, ada: Account) -> None:
        """Browsers send `Sec-Fetch-Site` from pages, and no page of ours sends a token."""
        program = self.make(site, ada, "me:write")
        answer = program.post("/api/v1/me/notes", json={}, headers={"Sec-Fetch-Site": "cross-site"})
        assert code(answer) == (403, "access-origin")


class TestOtherMembers:
    def test_other_members_resources_are_not_found(self, site: Site, ada: Account, bob: Account) -> None:
        own = site.browser(ada)
        one = upload(site, ada)["id"]
        note = own.post("/api/v1/me/notes", json={"day": "2026-06-01", "text": "x"}).json()["id"]
        token = own.post("/api/v1/me/tokens", json={"name": "x", "scopes": ["me:read"], "days": 1}).json()["id"]
        [session, *_] = [one["id"] for one in own.get("/api/v1/me/sessions").json()]
        other = site.browser(bob)
        responses = [
            other.get(f"/api/v1/me/imports/{one}"),
            other.post(f"/api/v1/me/imports/{one}/cancel"),
            other.delete(f"/api/v1/me/imports/{one}"),
            other.delete(f"/api/v1/me/notes/{note}"),
            other.delete(f"/api/v1/me/tokens/{token}"),
            other.delete(f"/api/v1/me/sessions/{session}"),
        ]
        assert [code(answer) for answer in responses] == [(404, "not-found")] * 6
        assert own.get(f"/api/v1/me/imports/{one}").json()["state"] == "waiting"

    def test_a_session_is_ended_by_its_full_id(self, site: Site, ada: Account) -> None:
        browser = site.browser(ada)
        other = site.browser(ada)
        body = browser.get("/api/v1/me/sessions").json()
        assert [one["current"] for one in body].count(True) == 1
        theirs = next(one["id"] for one in body if not one["current"])
        assert browser.delete(f"/api/v1/me/sessions/{theirs[:8]}").status_code == 404
        assert browser.delete(f"/api/v1/me/sessions/{theirs}").status_code == 204
        assert (other.get("/api/v1/me").status_code, browser.get("/api/v1/me").status_code) == (401, 200)
        third, fourth = site.browser(ada), site.browser(ada)
        assert browser.delete("/api/v1/me/sessions").status_code == 204
        assert [one.get("/api/v1/me").status_code for one in (third, fourth, browser)] == [401, 401, 200]


class TestTeam:
    def test_a_lead_manages_members_except_the_last_lead(self, site: Site, ada: Account, bob: Account) -> None:
        lead = site.browser(bob)
        made = lead.post("/api/v1/team/invitations", json={"name": "New One"}).json()
        invitation_code = made.pop("code")
        team = lead.get("/api/v1/team").json()
        assert team["invitations"] == [made]
        assert invitation_code not in lead.get("/api/v1/team").text
        assert [(one["name"], one["role"]) for one in team["people"]] == [("Ada", "member"), ("bob", "lead")]
        assert lead.patch("/api/v1/team", json={"ranking": True}).json()["ranking"] is True
        assert lead.delete(f"/api/v1/team/invitations/{made['id']}").status_code == 204
        for response in (
            lead.patch(f"/api/v1/team/members/{bob.id}", json={"role": "member"}),
            lead.delete(f"/api/v1/team/members/{bob.id}"),
        ):
            assert code(response) == (409, "account-last-lead")
        assert lead.patch(f"/api/v1/team/members/{ada.id}", json={"role": "lead"}).json()["role"] == "lead"
        assert lead.delete(f"/api/v1/team/members/{ada.id}").status_code == 204
        assert [one["name"] for one in lead.get("/api/v1/team").json()["people"]] == ["bob"]

    def test_an_admin_creates_teams_and_sees_no_figures(self, site: Site) -> None:
        browser = site.browser(site.person(site.team("Home"), "root", "admin"))
        made = browser.post("/api/v1/teams", json={"name": "North"})
        assert (made.status_code, made.json()["size"], made.json()["leads"]) == (201, 0, [])
        assert code(browser.post("/api/v1/teams", json={"name": "NORTH"})) == (409, "team-name")
        lead = browser.post(f"/api/v1/teams/{made.json()['id']}/invitations", json={"name": "Nora"}).json()
        assert lead["role"] == "lead"
        body = browser.get("/api/v1/teams").json()["items"]
        assert [(team["name"], team["size"], len(team["invitations"])) for team in body] == [
            ("Home", 1, 0),
            ("North", 0, 1),
        ]
        part = browser.get("/api/v1/teams?limit=1")
        assert (part.json()["total"], part.json()["items"]) == (2, body[:1])
        assert browser.get(part.links["next"]["url"]).json()["items"] == body[1:]
        address = f"/api/v1/teams/{made.json()['id']}/invitations/{lead['id']}"
        assert [browser.delete(address).status_code for _ in range(2)] == [204, 404]
        assert [len(team["invitations"]) for team in browser.get("/api/v1/teams").json()["items"]] == [0, 0]
        assert code(browser.post("/api/v1/teams/none/invitations", json={"name": "Nora"})) == (404, "not-found")


def test_a_body_that_is_too_large_is_refused(site: Site, ada: Account) -> None:
    browser = site.browser(ada)
    large = browser.post("/api/v1/me/notes", content=b"x" * 1_000_001, headers={"Content-Type": "application/json"})
    assert code(large) == (413, "request-format")
