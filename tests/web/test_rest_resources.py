"""The REST API: what each resource tells and changes, pages of lists, tags, and what tokens may not."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

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
    """Somebody else of the same team."""
    with site.server.database.read() as connection:
        team = accounts.find_team(connection, ada.team_id)
    assert team
    return site.person(team, "bob", "lead")


def give(site: Site, who: Account, content: bytes = SMALL, name: str = "a.zip") -> dict[str, Any]:
    answer = site.browser(who).post("/api/v1/me/imports", content=content, headers={"File-Name": name})
    assert answer.status_code == 202, answer.text
    return answer.json()


def code(answer: Any) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


class TestMe:
    def test_one_says_who_one_is_and_what_one_aims_for(self, site: Site, ada: Account) -> None:
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
            ({"team": "0"}, (422, "request-format")),
        ],
    )
    def test_what_cannot_be_changed(
        self, change: dict[str, Any], fault: tuple[int, str], site: Site, ada: Account
    ) -> None:
        assert code(site.browser(ada).patch("/api/v1/me", json=change)) == fault

    def test_without_data_there_is_nothing_to_tell_and_it_says_so(self, site: Site, ada: Account) -> None:
        browser = site.browser(ada)
        for path in ("index", "history", "changes", "next-steps", "content", "sources", "peer-ranks"):
            assert code(browser.get(f"/api/v1/me/{path}")) == (422, "day-not-enough")


class TestIndex:
    @pytest.fixture
    def reader(self, site: Site, ada: Account) -> TestClient:
        give(site, ada)
        site.server.worker.work_off()
        return site.browser(ada)

    def test_all_tell_of_the_same_index(self, reader: TestClient) -> None:
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

    def test_a_plan_leads_higher_than_none(self, reader: TestClient) -> None:
        def end(*plan: str) -> int:
            told = reader.post("/api/v1/me/what-if", json={"plan": plan, "weeks": 4}).json()
            return told["path"][-1]["index_micro"]

        assert end("posts_published=3/week") > end()
        assert code(reader.post("/api/v1/me/what-if", json={"plan": ["nothing=1/week"]}))[0] == 422

    def test_the_answer_in_linkedin_s_shape_has_the_very_numbers(self, reader: TestClient) -> None:
        index = reader.get("/api/v1/me/index").json()
        told = reader.get("/sales-api/salesApiSsi").json()
        assert list(told) == ["activeSeat", "memberScore", "groupScore"]
        subs = told["memberScore"]["subScores"]
        assert [one["pillar"] for one in subs] == PILLARS
        assert [one["score"] for one in subs] == [pillar["points"] for pillar in index["pillars"].values()]
        assert told["memberScore"]["overall"] == index["index"] == round(sum(one["score"] for one in subs), 1)
        assert told["groupScore"] == []


def test_a_team_is_told_in_linkedin_s_shape_from_ten_who_share(site: Site, ada: Account) -> None:
    give(site, ada)
    site.server.worker.work_off()
    with site.server.database.read() as connection:
        team = accounts.find_team(connection, ada.team_id)
    assert team
    others = [site.person(team, f"m{at}", shares=True) for at in range(10)]
    for at, one in enumerate(others[:9]):
        site.scored(one, [40 + at])
    assert site.browser(ada).get("/sales-api/salesApiSsi").json()["groupScore"] == []
    site.scored(others[9], [49])
    [standing] = site.browser(ada).get("/api/v1/me/peer-ranks").json()
    assert (standing["group"], standing["name"], standing["rank"], standing["size"]) == ("team", "Team", 0, 10)
    assert (standing["averages"]["index"], standing["period"]) == (45_000_000, ["2026-06-02", "2026-07-01"])
    [group] = site.browser(ada).get("/sales-api/salesApiSsi").json()["groupScore"]
    assert (group["groupType"], group["groupSize"], group["rank"], group["score"]["overall"]) == (
        "TEAM",
        10,
        None,
        45.0,
    )
    assert sum(one["score"] for one in group["score"]["subScores"]) == 45.0


class TestImports:
    def test_the_sample_is_read_and_told_as_such_unless_there_is_something_of_ones_own(
        self, site: Site, ada: Account, bob: Account
    ) -> None:
        browser = site.browser(ada)
        answer = browser.post("/api/v1/me/imports/sample")
        assert (answer.status_code, answer.json()["sample"], answer.json()["state"]) == (202, True, "waiting")
        site.server.worker.work_off()
        assert browser.get(answer.headers["Location"]).json()["state"] == "done"
        assert browser.get("/api/v1/me/index").json()["as_of"] == "2026-06-30"
        give(site, bob)
        assert code(site.browser(bob).post("/api/v1/me/imports/sample")) == (409, "import-sample")

    def test_one_is_received_read_and_taken_out(self, site: Site, ada: Account) -> None:
        browser = site.browser(ada)
        answer = browser.post("/api/v1/me/imports", content=SMALL, headers={"File-Name": "My%20%C3%A4rchive.zip"})
        assert (answer.status_code, answer.json()["state"], answer.json()["name"]) == (202, "waiting", "My ärchive.zip")
        where = answer.headers["location"]
        site.server.worker.work_off()
        told = browser.get(where).json()
        assert (told["state"], told["added"], told["size"], told["error"]) == ("done", True, len(SMALL), "")
        assert browser.delete(where).status_code == 204
        assert code(browser.get(where)) == (404, "not-found")
        assert code(browser.get("/api/v1/me/index")) == (422, "day-not-enough")

    def test_one_that_waits_is_cancelled_and_never_read(self, site: Site, ada: Account) -> None:
        where = f"/api/v1/me/imports/{give(site, ada)['id']}"
        browser = site.browser(ada)
        assert browser.post(f"{where}/cancel").json()["state"] == "cancelled"
        site.server.worker.work_off()
        assert browser.get(where).json()["state"] == "cancelled"

    def test_why_one_failed_is_told_with_its_code(self, site: Site, ada: Account) -> None:
        where = f"/api/v1/me/imports/{give(site, ada, b'no zip')['id']}"
        site.server.worker.work_off()
        told = site.browser(ada).get(where).json()
        assert told["state"] == "failed"
        assert told["error"].endswith("[archive-not-zip]")

    def test_lists_come_in_parts(self, site: Site, ada: Account, bob: Account) -> None:
        for at in range(5):
            site.now = NOW + at
            give(site, ada, name=f"{at}.zip")
        give(site, bob)
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


def test_looks_come_in_parts(site: Site, ada: Account, bob: Account) -> None:
    with site.server.database.write() as connection:
        for at in range(3):
            scores.add_look(connection, [ada.id], bob.id, "page", (TODAY - 7 - at, TODAY - 1), NOW + at)
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


def test_notes_and_linkedin_s_number_are_kept_and_taken_out(site: Site, ada: Account) -> None:
    browser = site.browser(ada)
    note = browser.post("/api/v1/me/notes", json={"day": "2026-06-01", "text": "  new   role "})
    assert (note.status_code, note.json()["text"]) == (201, "new role")
    assert browser.get("/api/v1/me/notes").json() == [note.json()]
    number = {"brand": 10.5, "people": 5, "insights": 2.25, "relationships": 15, "industry_top": 12}
    for brand in (9, 10.5):  # the second takes the place of the first
        put = browser.put("/api/v1/me/linkedin-scores/2026-06-02", json={**number, "brand": brand})
    [kept] = browser.get("/api/v1/me/linkedin-scores").json()
    assert kept == put.json()
    assert (kept["index_micro"], kept["pillars"]["brand"], kept["industry_top"], kept["network_top"]) == (
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


def test_linkedin_s_number_comes_from_its_page_s_data_too(site: Site, ada: Account) -> None:
    browser = site.browser(ada)
    kept = browser.put("/api/v1/me/linkedin-scores/2026-06-02/page", json={"text": PAGE})
    assert (kept.status_code, kept.json()["day"], kept.json()["index_micro"]) == (200, "2026-06-02", 4_000_000)
    assert browser.post("/official/page", data={"day": "2026-06-03", "text": PAGE}).headers["location"] == "/#marks"
    assert [one["pillars"]["brand"] for one in browser.get("/api/v1/me/linkedin-scores").json()] == [1_000_000] * 2
    assert code(browser.put("/api/v1/me/linkedin-scores/2026-06-02/page", json={"text": "{}"})) == (
        422,
        "official-page",
    )
    assert code(browser.put("/api/v1/me/linkedin-scores/2026-07-03/page", json={"text": PAGE})) == (422, "day-outside")


class TestTags:
    def test_what_did_not_change_is_not_sent_again(self, site: Site, ada: Account) -> None:
        browser = site.browser(ada)
        first = browser.get("/api/v1/me")
        tag = first.headers["etag"]
        same = browser.get("/api/v1/me", headers={"If-None-Match": f'"other", W/{tag}'})
        assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
        browser.patch("/api/v1/me", json={"target": 60})
        changed = browser.get("/api/v1/me", headers={"If-None-Match": tag})
        assert changed.status_code == 200
        assert changed.headers["etag"] != tag

    def test_faults_and_pages_have_none(self, site: Site, ada: Account) -> None:
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
    def test_a_wrong_one_lets_nobody_in(self, secret: str, site: Site) -> None:
        answer = self.program(site, secret).get("/api/v1/me")
        assert code(answer) == (401, "access-sign-in")
        assert answer.headers["www-authenticate"] == "Bearer"

    def test_the_secret_is_told_once_and_a_hash_is_held(self, site: Site, ada: Account) -> None:
        browser = site.browser(ada)
        made = browser.post("/api/v1/me/tokens", json={"name": "mine", "scopes": ["me:read"], "days": 1}).json()
        secret = made.pop("secret")
        assert browser.get("/api/v1/me/tokens").json() == [made]
        assert made["expires_at"] == "2026-07-02T00:00:00Z"
        with site.server.database.read() as connection:
            assert connection.exec_driver_sql("SELECT hash FROM token").scalar_one() == accounts.hashed(secret)

    def test_one_that_was_ended_or_ran_out_works_no_more(self, site: Site, ada: Account) -> None:
        lasting, short = self.make(site, ada, "me:read"), self.make(site, ada, "me:read", days=1)
        assert [one.get("/api/v1/me").status_code for one in (lasting, short)] == [200, 200]
        site.now = NOW + 86_400
        assert [one.get("/api/v1/me").status_code for one in (lasting, short)] == [200, 401]
        browser = site.browser(ada)
        for one in browser.get("/api/v1/me/tokens").json():
            assert browser.delete(f"/api/v1/me/tokens/{one['id']}").status_code == 204
        assert lasting.get("/api/v1/me").status_code == 401

    def test_it_does_what_its_scopes_say_and_no_more(self, site: Site, ada: Account) -> None:
        reader, writer = self.make(site, ada, "me:read"), self.make(site, ada, "me:write")
        note = {"day": "2026-06-01", "text": "x"}
        assert code(reader.post("/api/v1/me/notes", json=note)) == (403, "access-denied")
        assert writer.post("/api/v1/me/notes", json=note).status_code == 201
        assert code(writer.get("/api/v1/me/notes")) == (403, "access-denied")

    def test_no_token_raises_itself_or_makes_others(self, site: Site, bob: Account) -> None:
        program = self.make(site, bob, *TOKEN_SCOPES)
        asked = [
            program.post("/api/v1/me/tokens", json={"name": "more", "scopes": ["me:read"], "days": 1}),
            program.get("/api/v1/me/tokens"),
            program.get("/api/v1/me/sessions"),
            program.post("/api/v1/me/password", json={"old": "a", "new": "b"}),
            program.patch("/api/v1/me", json={"shares": True}),
            program.post("/api/v1/me/feed"),
        ]
        assert [code(one) for one in asked] == [(403, "access-denied")] * 6

    def test_one_cannot_give_what_one_may_not(self, site: Site, ada: Account) -> None:
        browser = site.browser(ada)
        for scopes in (["team:read"], ["me:read", "team:write"], ["teams"], ["account"], []):
            made = browser.post("/api/v1/me/tokens", json={"name": "x", "scopes": scopes, "days": 1})
            assert code(made) == (422, "token-wrong"), scopes

    def test_what_a_role_lost_its_tokens_lost(self, site: Site, bob: Account) -> None:
        program = self.make(site, bob, "team:read", "me:read")
        assert program.get("/api/v1/team").status_code == 200
        with site.server.database.write() as connection:
            accounts.change_account(connection, bob.id, role="member")
        assert code(program.get("/api/v1/team")) == (403, "access-denied")
        assert program.get("/api/v1/me").status_code == 200

    def test_it_works_for_no_page_of_a_browser_that_it_is_not_in(self, site: Site, ada: Account) -> None:
        """A token with a foreign page's mark on it is refused: no page sends one."""
        program = self.make(site, ada, "me:write")
        answer = program.post("/api/v1/me/notes", json={}, headers={"Sec-Fetch-Site": "cross-site"})
        assert code(answer) == (403, "access-origin")


class TestOthers:
    def test_what_is_another_s_is_not_there(self, site: Site, ada: Account, bob: Account) -> None:
        own = site.browser(ada)
        one = give(site, ada)["id"]
        note = own.post("/api/v1/me/notes", json={"day": "2026-06-01", "text": "x"}).json()["id"]
        token = own.post("/api/v1/me/tokens", json={"name": "x", "scopes": ["me:read"], "days": 1}).json()["id"]
        [session, *_] = [one["id"] for one in own.get("/api/v1/me/sessions").json()]
        other = site.browser(bob)
        asked = [
            other.get(f"/api/v1/me/imports/{one}"),
            other.post(f"/api/v1/me/imports/{one}/cancel"),
            other.delete(f"/api/v1/me/imports/{one}"),
            other.delete(f"/api/v1/me/notes/{note}"),
            other.delete(f"/api/v1/me/tokens/{token}"),
            other.delete(f"/api/v1/me/sessions/{session}"),
        ]
        assert [code(answer) for answer in asked] == [(404, "not-found")] * 6
        assert own.get(f"/api/v1/me/imports/{one}").json()["state"] == "waiting"

    def test_a_session_is_ended_by_its_whole_number(self, site: Site, ada: Account) -> None:
        browser = site.browser(ada)
        other = site.browser(ada)
        told = browser.get("/api/v1/me/sessions").json()
        assert [one["current"] for one in told].count(True) == 1
        theirs = next(one["id"] for one in told if not one["current"])
        assert browser.delete(f"/api/v1/me/sessions/{theirs[:8]}").status_code == 404
        assert browser.delete(f"/api/v1/me/sessions/{theirs}").status_code == 204
        assert (other.get("/api/v1/me").status_code, browser.get("/api/v1/me").status_code) == (401, 200)
        third, fourth = site.browser(ada), site.browser(ada)
        assert browser.delete("/api/v1/me/sessions").status_code == 204
        assert [one.get("/api/v1/me").status_code for one in (third, fourth, browser)] == [401, 401, 200]


class TestTeam:
    def test_a_lead_invites_changes_and_removes_but_never_the_last_lead(
        self, site: Site, ada: Account, bob: Account
    ) -> None:
        lead = site.browser(bob)
        made = lead.post("/api/v1/team/invitations", json={"name": "New One"}).json()
        code_told = made.pop("code")
        team = lead.get("/api/v1/team").json()
        assert team["invitations"] == [made]
        assert code_told not in lead.get("/api/v1/team").text
        assert [(one["name"], one["role"]) for one in team["people"]] == [("Ada", "member"), ("bob", "lead")]
        assert lead.patch("/api/v1/team", json={"ranking": True}).json()["ranking"] is True
        assert lead.delete(f"/api/v1/team/invitations/{made['id']}").status_code == 204
        for asked in (
            lead.patch(f"/api/v1/team/members/{bob.id}", json={"role": "member"}),
            lead.delete(f"/api/v1/team/members/{bob.id}"),
        ):
            assert code(asked) == (409, "account-last-lead")
        assert lead.patch(f"/api/v1/team/members/{ada.id}", json={"role": "lead"}).json()["role"] == "lead"
        assert lead.delete(f"/api/v1/team/members/{ada.id}").status_code == 204
        assert [one["name"] for one in lead.get("/api/v1/team").json()["people"]] == ["bob"]

    def test_an_admin_makes_teams_and_sees_no_figures(self, site: Site) -> None:
        browser = site.browser(site.person(site.team("Home"), "root", "admin"))
        made = browser.post("/api/v1/teams", json={"name": "North"})
        assert (made.status_code, made.json()["size"], made.json()["leads"]) == (201, 0, [])
        assert code(browser.post("/api/v1/teams", json={"name": "NORTH"})) == (409, "team-name")
        lead = browser.post(f"/api/v1/teams/{made.json()['id']}/invitations", json={"name": "Nora"}).json()
        assert lead["role"] == "lead"
        told = browser.get("/api/v1/teams").json()["items"]
        assert [(team["name"], team["size"], len(team["invitations"])) for team in told] == [
            ("Home", 1, 0),
            ("North", 0, 1),
        ]
        part = browser.get("/api/v1/teams?limit=1")
        assert (part.json()["total"], part.json()["items"]) == (2, told[:1])
        assert browser.get(part.links["next"]["url"]).json()["items"] == told[1:]
        address = f"/api/v1/teams/{made.json()['id']}/invitations/{lead['id']}"
        assert [browser.delete(address).status_code for _ in range(2)] == [204, 404]
        assert [len(team["invitations"]) for team in browser.get("/api/v1/teams").json()["items"]] == [0, 0]
        assert code(browser.post("/api/v1/teams/none/invitations", json={"name": "Nora"})) == (404, "not-found")


def test_a_body_too_large_is_told_as_such(site: Site, ada: Account) -> None:
    browser = site.browser(ada)
    large = browser.post("/api/v1/me/notes", content=b"x" * 1_000_001, headers={"Content-Type": "application/json"})
    assert code(large) == (413, "request-format")
