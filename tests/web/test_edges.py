"""Edge cases of a server: archives without dates, duplicates, refusals, another model, expired rows."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient

import openssi
from openssi.errors import StoreError
from openssi.store import accounts, credentials, imports, invitations, scores
from openssi.store.accounts import Account, new_id
from openssi.store.tables import activities, sessions
from openssi.web.jobs.worker import Worker
from openssi.web.security.access import ROLE_SCOPES, Actor
from openssi.web.services.erasing import AccountReceipt, erase_own_account
from tests.archives import Layout, archive_bytes, invent
from tests.models import MODEL_2026_1, MODEL_2026_2
from tests.unit.samples import reactions, zipped
from tests.unit.test_workbook import DAYS, FOLLOWERS, START, share, url
from tests.web.site import HTML, TODAY, Site
from tests.workbooks import Listed, workbook

PROFILE = "First Name,Last Name,Headline\nAda,Lovelace,Seller\n"
DATED = {"Reactions.csv": reactions("2026-05-01 12:00:00", "2026-06-30 12:00:00"), "Profile.csv": PROFILE}


@pytest.fixture
def ada(site: Site) -> Account:
    return site.person(site.team(), "ada", name="Ada")


def upload(site: Site, browser: TestClient, content: bytes, name: str = "mine.zip") -> dict[str, object]:
    answer = browser.post("/api/v1/me/imports", content=content, headers={"File-Name": name})
    site.server.worker.process_pending()
    return browser.get(answer.headers["Location"]).json()


def test_an_archive_without_dates_is_rejected_and_the_pages_work(site: Site, ada: Account, tmp_path: Path) -> None:
    browser = site.browser(ada)
    told = upload(site, browser, zipped(tmp_path / "a.zip", {"Profile.csv": PROFILE}).read_bytes())
    assert (told["state"], "[archive-undated]" in str(told["error"])) == ("failed", True)
    assert [browser.get(path, headers=HTML).status_code for path in ("/", "/imports", "/alerts")] == [200, 200, 200]


def test_one_of_two_equal_archives_can_be_deleted(site: Site, ada: Account, tmp_path: Path) -> None:
    browser, content = site.browser(ada), zipped(tmp_path / "a.zip", DATED).read_bytes()
    first, second = upload(site, browser, content), upload(site, browser, content, "again.zip")
    before = browser.get("/api/v1/me/index").json()
    asked = browser.get(f"/imports/{first['id']}/remove", headers=HTML).text
    assert "You uploaded the same file as <b><bdi>again.zip</bdi></b>, and that one stays" in asked
    assert "only data stored for you" not in asked
    assert "Nothing from this file is stored" in browser.get(f"/imports/{second['id']}/remove", headers=HTML).text
    browser.delete(f"/api/v1/me/imports/{first['id']}")
    assert "only data stored for you" in browser.get(f"/imports/{second['id']}/remove", headers=HTML).text
    assert browser.get("/api/v1/me/index").json() == before
    assert browser.get(f"/api/v1/me/imports/{second['id']}").json()["added"] is True
    browser.delete(f"/api/v1/me/imports/{second['id']}")
    assert browser.get("/api/v1/me/index").json()["code"] == "day-not-enough"


def test_an_upload_that_only_changes_the_report_is_shown(site: Site, ada: Account, tmp_path: Path) -> None:
    browser = site.browser(ada)
    upload(site, browser, zipped(tmp_path / "a.zip", DATED).read_bytes(), "a.zip")
    index, page = browser.get("/api/v1/me/index").json(), browser.get("/imports", headers=HTML).text
    older = {"Reactions.csv": reactions("2026-05-01 12:00:00")}
    told = upload(site, browser, zipped(tmp_path / "b.zip", older).read_bytes(), "b.zip")
    assert (told["state"], told["added"]) == (
        "done",
        True,
    )  # it is kept: taken out apart, it would be missed once a.zip is gone
    after = browser.get("/api/v1/me/index").json()
    assert (after["index_micro"], after["pillars"]) == (index["index_micro"], index["pillars"])
    files = [(one["file"], one["records"], one["duplicate"]) for one in browser.get("/api/v1/me/sources").json()]
    assert ("b.zip/Reactions.csv", 1, 1) in files
    assert browser.get("/imports", headers=HTML).text.count("b.zip/Reactions.csv") > page.count("b.zip/Reactions.csv")


def test_an_archive_that_a_workbook_needs_cannot_be_deleted_first(site: Site, ada: Account, tmp_path: Path) -> None:
    browser = site.browser(ada)
    listed = [START + timedelta(days=at) for at in (3, 4, 5)]
    shares = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"
    theirs = {"Shares.csv": shares + "".join(map(share, listed)), **DATED}
    others = {"Shares.csv": shares + share(START) + share(START + timedelta(days=30)), **DATED}
    book = workbook(tmp_path / "w.xlsx", DAYS, FOLLOWERS, [Listed(url(one), one, 9) for one in listed])
    first = upload(site, browser, zipped(tmp_path / "a.zip", theirs).read_bytes(), "a.zip")
    upload(site, browser, zipped(tmp_path / "b.zip", others).read_bytes(), "b.zip")
    needing = upload(site, browser, book.read_bytes(), "w.xlsx")
    before = browser.get("/api/v1/me/index").json()
    refused = browser.delete(f"/api/v1/me/imports/{first['id']}")
    told = refused.json()
    assert (refused.status_code, told["code"], told["hint"]) == (
        409,
        "import-needed",
        "Remove the workbook first: w.xlsx.",
    )
    assert browser.get("/api/v1/me/index").json() == before
    for one in (needing, first):
        assert browser.delete(f"/api/v1/me/imports/{one['id']}").status_code == 204
    assert browser.get("/api/v1/me").json()["data_until"] == "2026-06-30"


def test_a_member_who_cannot_be_removed_keeps_their_upload(site: Site) -> None:
    team = site.team()
    lead, admin = site.person(team, "lead", "lead"), site.person(team, "root", "admin")
    waiting = site.browser(admin).post("/api/v1/me/imports", content=b"x").json()["id"]
    assert site.browser(lead).delete(f"/api/v1/team/members/{admin.id}").status_code == 403
    assert site.browser(admin).get(f"/api/v1/me/imports/{waiting}").json()["state"] == "waiting"
    assert site.server.worker.staged(waiting).exists()


def test_tokens_cannot_invite(site: Site) -> None:
    """Whoever can invite a lead could join as one, and have more than the token had."""
    lead = site.person(site.team(), "lead", "lead")
    assert (
        site.program(lead, "team:read", "team:write").post("/api/v1/team/invitations", json={"name": "x"}).status_code
        == 403
    )
    made = site.browser(lead).post("/api/v1/me/tokens", json={"name": "x", "scopes": ["team:write"], "days": 1})
    assert made.status_code == 422


@pytest.mark.parametrize("path", ["/api/v1/team/report?to=0001-01-05", "/api/v1/me/team-view?to=0001-01-01"])
def test_a_period_before_the_data_is_rejected(site: Site, path: str) -> None:
    lead = site.person(site.team(), "lead", "lead")
    assert site.browser(lead).get(path).json()["code"] == "day-outside"


def test_a_server_with_a_new_default_model_rescores_its_members_from_what_is_stored(tmp_path: Path) -> None:
    """Until then a member sees the earlier model's figures, under its name; nothing of either model is joined."""
    archive = tmp_path / "a.zip"
    archive.write_bytes(archive_bytes(invent(seed=1), Layout()))
    expected = {one.id: openssi.score(archive, model=one) for one in (MODEL_2026_1, MODEL_2026_2)}

    def shown(site: Site, who: Account) -> tuple[str, int, bool]:
        browser = site.browser(who)
        index = browser.get("/api/v1/me/index").json()
        name = index["model"]["id"]
        return name, index["index_micro"], f"Model <bdi>{name}</bdi>" in browser.get("/files", headers=HTML).text

    with Site(tmp_path / "server", model=MODEL_2026_1) as site:
        who = site.person(site.team(), "ada", name="Ada")
        received = upload(site, site.browser(who), archive.read_bytes())
        first = shown(site, who)
    assert first == ("2026.1", expected["2026.1"].score.index_micro, True)
    with Site(tmp_path / "server") as site:
        assert shown(site, who) == first
        site.server.worker.run_maintenance()
        assert shown(site, who) == ("2026.2", expected["2026.2"].score.index_micro, True)
        assert site.browser(who).get(f"/api/v1/me/imports/{received['id']}").json() == received
        with site.server.database.read() as connection:
            last = scores.scores_of(connection, who.id, 0, TODAY)[-1]
            assert scores.outdated_accounts(connection, MODEL_2026_2.fingerprint) == []
        assert (last.index_micro, last.interval) == (expected["2026.2"].score.index_micro, expected["2026.2"].interval)


def test_a_member_who_cannot_be_scored_does_not_block_others(site: Site, ada: Account, tmp_path: Path) -> None:
    others = [site.person(site.team("T"), f"m{at}") for at in range(2)]
    for who in (ada, *others):
        upload(site, site.browser(who), zipped(tmp_path / "a.zip", DATED).read_bytes())
    fingerprint = site.server.worker.model.fingerprint
    with site.server.database.write() as connection:
        connection.execute(update(activities).values(model="another"))
        damaged = min([ada.id, *(one.id for one in others)])  # the first whose turn it is
        [(one, content)] = imports.snapshots_of(connection, damaged)
        imports.store_snapshot(connection, one.id, content[:-5])
        credentials.add_session(connection, ada.id, "old", site.now - 90 * 86_400, 86_400)
    for _ in range(2):
        site.server.worker.run_maintenance()
    with site.server.database.read() as connection:
        assert scores.outdated_accounts(connection, fingerprint) == [damaged]
        assert connection.execute(select(sessions.c.agent).where(sessions.c.agent == "old")).all() == []


def test_expired_rows_are_deleted(site: Site, ada: Account) -> None:
    with site.server.database.write() as connection:
        credentials.add_session(connection, ada.id, "a browser", site.now, 60)
        credentials.add_token(connection, ada.id, "t", ["me:read"], site.now, 60)
        invitations.add_invitation(connection, ada.team_id, ada.id, "x", "member", site.now, 60)
        scores.record_views(connection, [ada.id], ada.id, "page", (TODAY - 6, TODAY), site.now)
    site.now += 367 * 86_400
    site.server.worker.run_maintenance()
    with site.server.database.read() as connection:
        left = [
            connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar()
            for table in ("session", "token", "invitation", "look")
        ]
    assert left == [0, 0, 0, 0]


def test_delayed_scrubbing_after_an_erasure_is_reported_and_made_up_for(
    site: Site, ada: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy() -> bool:
        raise StoreError("store-busy", "The database is busy.")

    monkeypatch.setattr(site.server.database, "vacuum", busy)
    actor = Actor(ada, None, ROLE_SCOPES["member"])
    assert erase_own_account(site.server, actor, "ada", "") == AccountReceipt(left=(), cleared=False)
    monkeypatch.undo()
    assert site.server.worker.unclean
    assert site.server.worker.scrub()
    with site.server.database.read() as connection:
        assert accounts.find_account(connection, ada.id) is None


def test_a_new_worker_scrubs_once(site: Site) -> None:
    assert Worker(site.server.settings, site.server.database, site.server.key).unclean


def test_waiting_uploads_are_limited(site: Site, ada: Account) -> None:
    with site.server.database.write() as connection:
        for _ in range(20):
            imports.add_import(connection, new_id(), ada.id, "x.zip", "archive", 1, site.now, sample=False)
    answer = site.browser(ada).post("/api/v1/me/imports", content=b"x")
    assert (answer.status_code, answer.json()["code"]) == (429, "import-queue")


def test_a_form_too_large_by_its_header_is_rejected_before_it_is_read(tmp_path: Path) -> None:
    with Site(tmp_path, largest=1000) as site:
        browser = site.browser(site.person(site.team(), "ada"))
        answer = browser.post(
            "/imports", files={"archive": ("x.zip", b"x" * 200_000)}, headers={"Accept": "application/json"}
        )
        assert (answer.status_code, answer.json()["code"]) == (413, "import-large")


def test_control_characters_are_removed_from_notes_and_file_names(site: Site, ada: Account) -> None:
    """SQLite takes a NUL, and a backup with one would not go into PostgreSQL."""
    browser = site.browser(ada)
    note = {"day": "2026-06-01", "text": " new\0 role\x1b\u0085 \U0001f468\u200d\U0001f469 "}
    assert browser.post("/api/v1/me/notes", json=note).json()["text"] == "new role \U0001f468\u200d\U0001f469"
    assert browser.post("/api/v1/me/notes", json={**note, "text": "\0\x07"}).json()["code"] == "note-text"
    for given, kept in (("my%00archive%07.zip", "my archive .zip"), ("%00", "archive.zip")):
        assert browser.post("/api/v1/me/imports", content=b"x", headers={"File-Name": given}).json()["name"] == kept


def test_guessing_over_many_names_is_rate_limited(site: Site) -> None:
    browser = site.browser()
    answers = [
        browser.post("/sign-in", data={"login": f"n{number}", "password": "x"}).status_code for number in range(35)
    ]
    assert answers[0] == 422
    assert answers[-1] == 429


def test_a_view_shows_the_current_name_and_none_after_erasure(site: Site) -> None:
    team = site.team()
    member, lead = site.person(team, "ada", shares=True), site.person(team, "lena", "lead", name="Lena Old")
    site.person(team, "other", "lead")
    site.scored(member, [40] * 30)
    browser = site.browser(lead)
    browser.get("/api/v1/team/report")

    def looked() -> list[Any]:
        return [one["viewer"] for one in site.browser(member).get("/api/v1/me/profile-views").json()["items"]]

    assert looked() == ["Lena Old"]
    browser.patch("/api/v1/me", json={"name": "Lena New"})
    assert looked() == ["Lena New"]
    with site.server.database.read() as connection:
        now = accounts.find_account(connection, lead.id)
    assert now
    erase_own_account(site.server, Actor(now, None, ROLE_SCOPES["lead"]), "lena", "")
    assert looked() == [None]


def test_a_past_day_is_not_compared_with_todays_benchmarks(site: Site) -> None:
    team = site.team()
    people = [site.person(team, f"p{number}", shares=True) for number in range(11)]
    browser = site.browser(people[0], Accept="text/html")
    upload(site, browser, archive_bytes(invent(1), Layout()))
    last = date.fromisoformat(browser.get("/api/v1/me/index", headers={"Accept": "application/json"}).json()["as_of"])
    for one in people[1:]:
        site.scored(one, [40] * 30, last=(last - date(1970, 1, 1)).days)
    # Ten people at 40 and one at 28.4: 428.4 / 11 = 38.9, shown in whole points.
    assert "below the average of 39" in browser.get("/").text
    past = browser.get("/?as_of=2024-10-01").text
    assert "the average of" not in past
    assert "You can compare with others only on the latest day of your data." in past


def test_an_error_in_a_form_loses_neither_the_navigation_nor_what_was_typed(site: Site) -> None:
    browser = site.browser(site.person(site.team(), "ada"), Accept="text/html")
    page = browser.post(
        "/notes", data={"day": "yesterday", "text": "Fair <in> Berlin"}, headers={"Referer": "http://localhost/history"}
    )
    assert page.status_code == 422
    assert "Account menu" in page.text
    assert "<dd>Fair &lt;in&gt; Berlin</dd>" in page.text
    assert '<a href="/history">Back to the form</a>' in page.text
    long = browser.post("/notes", data={"day": "2026-06-30", "text": "x" * 1_001}).text
    assert "Text has to have at most 1000 characters." in long


@pytest.mark.parametrize("page", ["/plan", "/history", "/reasons", "/signals", "/files"])
def test_pages_without_data_lead_to_the_start_page(page: str, site: Site) -> None:
    browser = site.browser(site.person(site.team(), "ada"), Accept="text/html")
    answer = browser.get(page)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_plan_opened_by_itself_is_a_whole_page(site: Site) -> None:
    browser = site.browser(site.person(site.team(), "ada"), Accept="text/html")
    opened = browser.get("/what-if?posts_published=2", follow_redirects=False)
    assert (opened.status_code, opened.headers["location"]) == (303, "/plan?posts_published=2")
