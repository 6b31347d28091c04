"""What only the host can do: create the first admin, erase a member."""

from __future__ import annotations

import pytest

from openssi.activity.annotations import Note
from openssi.errors import RequestDenied
from openssi.store import accounts, scores
from openssi.store.accounts import Account
from openssi.web.services.erasing import AccountReceipt
from openssi.web.services.server_admin import add_admin, erase_account_by_login
from tests.web.site import NOW, TODAY, Site

PASSWORD = "four words of mine"


def find(site: Site, login: str) -> Account | None:
    with site.server.database.read() as connection:
        return accounts.find_account_by_login(connection, login)


def test_a_single_user_becomes_the_first_admin_with_all_data(site: Site) -> None:
    browser = site.browser()
    assert browser.post("/enter", data={"code": site.server.create_entry_code()}).status_code == 303
    you = find(site, "you")
    assert you
    site.scored(you, [40] * 10)
    with site.server.database.write() as connection:
        scores.add_note(connection, you.id, Note(TODAY - 3, "mine"))
    assert add_admin(site.server.database, " Ada ", "Ada L", "North", PASSWORD, NOW) is True
    assert browser.get("/api/v1/me").status_code == 401  # the session was let in without a password
    assert browser.post("/sign-in", data={"login": "ada", "password": PASSWORD}).status_code == 303
    told = browser.get("/api/v1/me").json()
    assert (told["id"], told["login"], told["name"], told["role"]) == (you.id, "ada", "Ada L", "admin")
    assert [one["text"] for one in browser.get("/api/v1/me/notes").json()] == ["mine"]
    assert browser.get("/api/v1/team").json()["name"] == "North"
    assert browser.post("/enter", data={"code": site.server.create_entry_code()}).json()["code"] == "invitation-unknown"
    assert find(site, "you") is None


def test_a_second_admin_takes_over_no_data(site: Site) -> None:
    assert add_admin(site.server.database, "ada", "Ada", "North", PASSWORD, NOW) is False
    you = site.person(site.team("Only you"), "you")
    assert add_admin(site.server.database, "bob", "Bob", "North", PASSWORD, NOW) is False
    ada, bob = find(site, "ada"), find(site, "bob")
    assert find(site, "you") == you
    assert ada
    assert bob
    assert ada.team_id == bob.team_id


def test_erasing_on_the_host_equals_erasing_by_the_owner(site: Site) -> None:
    team = site.team()
    lead, ada = site.person(team, "lead", "lead"), site.person(team, "ada", name="Ada Kanarienvogel")
    browser = site.browser(ada)
    waiting = browser.post("/api/v1/me/imports", content=b"x").json()["id"]
    settings, database = site.server.settings, site.server.database
    assert erase_account_by_login(settings, database, " ADA ") == AccountReceipt(left=(), cleared=True)
    assert find(site, "ada") is None
    assert not site.server.worker.staged(waiting).exists()
    assert browser.get("/api/v1/me").status_code == 401
    assert b"Kanarienvogel" not in b"".join(path.read_bytes() for path in settings.folder.rglob("*") if path.is_file())
    site.person(team, "other")
    for login, code in (("ada", "account-login"), ("lead", "account-last-lead")):
        with pytest.raises(RequestDenied) as refused:
            erase_account_by_login(settings, database, login)
        assert refused.value.code == code
    assert find(site, "lead") == lead
