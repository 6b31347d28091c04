"""While another process writes to the database, reading does not wait for it."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from threading import Thread

import pytest

from openssi.store import credentials, scores
from openssi.store.database import Database, open_database
from openssi.web.app import operations
from openssi.web.security.access import Scope
from tests.web.site import DATABASES, Site, new_address

WRITES = {"/readyz"}  # it checks that the database can be written
#: What this member and server don't have.
MISSING = {"/sso/callback", "/api/v1/me/linkedin-connection", "/api/v1/me/linkedin-statistics"}
PARAMETERS = {"/api/v1/me/changes": {"from": "2026-06-29", "to": "2026-06-30"}}
#: Every way in which a lead can view a member's figures.
VIEWED = {"page", "print", "CSV", "XLSX", "API", "digest"}
HANGS = 60  # seconds after which a page waits for the lock


@pytest.fixture(params=DATABASES)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Site]:
    with Site(tmp_path, address=new_address(request.param)) as made:
        yield made


def test_reading_does_not_wait_for_a_writer(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    team = site.team()
    who, member = site.person(team, "ann", "lead"), site.person(team, "bob", shares=True)
    site.scored(who, [40, 41, 42])
    site.scored(member, [50, 51, 52])
    browser, program = site.browser(who), site.program(who, "me:read")
    pages = [
        one.path
        for one in operations(site.app)
        if one.method == "GET" and "{" not in one.path and one.scope is not Scope.TEAMS and one.path not in WRITES
    ]
    site.now += 3_600  # the use of session and token would be noted now
    # Whoever waits for a writer waits for ever.
    monkeypatch.setitem(Database.write.__wrapped__.__kwdefaults__, "timeout", 10 * HANGS)  # type: ignore[attr-defined]
    answers: dict[str, int] = {}

    def read() -> None:
        for path in pages:
            answers[path] = browser.get(path, params=PARAMETERS.get(path)).status_code
        answers["by token"] = program.get("/api/v1/me").status_code

    other = open_database(site.server.settings.address)
    with other.write():  # BEGIN IMMEDIATE on SQLite, LOCK TABLE on PostgreSQL
        thread = Thread(target=read, daemon=True)
        thread.start()
        thread.join(HANGS)
        assert "by token" in answers
        assert {path: status for path, status in answers.items() if status not in {200, 303, 307}} == dict.fromkeys(
            MISSING, 404
        )
    other.close()
    browser.get("/team")  # views that could not be logged are logged once the database is free
    with site.server.database.read() as tx:
        assert {one.what for one in scores.view_log(tx, member.id)} == VIEWED


def test_the_use_of_a_session_is_recorded_once_the_database_is_free(site: Site) -> None:
    who = site.person(site.team(), "ann")
    browser = site.browser(who)
    site.now += 3_600
    other = open_database(site.server.settings.address)
    with other.write():
        assert browser.get("/account").status_code == 200
    other.close()
    assert browser.get("/account").status_code == 200
    with site.server.database.read() as tx:
        [session] = credentials.sessions_of(tx, who.id, site.now)
    assert session.seen_at == site.now
