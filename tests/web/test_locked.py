"""While another process writes to the database, reading does not wait for it."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from threading import Thread

import pytest

from openssi.store import accounts
from openssi.store.database import Database, open_database
from tests.web.site import DATABASES, Site, new_address

PAGES = [
    "/healthz", "/sign-in", "/", "/imports", "/account", "/alerts", "/data", "/api/v1/me", "/api/v1/me/imports",
]  # fmt: skip
HANGS = 60  # seconds after which a page waits for the lock


@pytest.fixture(params=DATABASES)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Site]:
    with Site(tmp_path, address=new_address(request.param)) as made:
        yield made


def test_reading_does_not_wait_for_a_writer(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    who = site.person(site.team(), "ann")
    site.scored(who, [40, 41, 42])
    browser, program = site.browser(who), site.program(who, "me:read")
    site.now += 3_600  # the use of session and token would be noted now
    # Whoever waits for a writer waits for ever.
    monkeypatch.setitem(Database.write.__wrapped__.__kwdefaults__, "timeout", 10 * HANGS)  # type: ignore[attr-defined]
    answers: dict[str, int] = {}

    def read() -> None:
        for path in PAGES:
            answers[path] = browser.get(path).status_code
        answers["by token"] = program.get("/api/v1/me").status_code

    other = open_database(site.server.settings.address)
    with other.write():  # BEGIN IMMEDIATE on SQLite, LOCK TABLE on PostgreSQL
        thread = Thread(target=read, daemon=True)
        thread.start()
        thread.join(HANGS)
        assert answers == dict.fromkeys([*PAGES, "by token"], 200)
    other.close()


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
        [session] = accounts.sessions_of(tx, who.id, site.now)
    assert session.seen_at == site.now
