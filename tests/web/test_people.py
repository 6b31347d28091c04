"""What leads do (invite, change roles, remove, switch on ranks) and what admins do (create teams, invite leads)."""

from __future__ import annotations

import re

import pytest

from openssi.store import accounts
from openssi.store.accounts import Account
from openssi.web.security.passwords import hash_password
from openssi.web.services.server_admin import add_admin
from tests.web.site import HTML, Site


@pytest.fixture
def lead(site: Site) -> Account:
    """A lead with one member."""
    team = site.team("North")
    found = site.person(team, "lead", "lead")
    site.person(team, "ada", shares=True)
    return found


def find(site: Site, login: str) -> Account | None:
    with site.server.database.read() as connection:
        return accounts.find_account_by_login(connection, login)


def account(site: Site, login: str) -> Account:
    found = find(site, login)
    assert found is not None
    return found


def code_in(page: str) -> str:
    found = re.search(r'value="http://localhost/join#([\w-]{32})"', page)
    assert found
    return found[1]


def test_an_invitation_is_shown_once_and_works_once(site: Site, lead: Account) -> None:
    browser = site.browser(lead)
    page = browser.post("/team/invitations", data={"name": "New One", "role": "member"}, headers=HTML)
    code = code_in(page.text)
    assert code not in browser.get("/team/people", headers=HTML).text
    joined = {"code": code, "login": "new", "name": "New One", "password": "four words of mine"}
    assert site.browser().post("/join", data=joined).status_code == 303
    new = account(site, "new")
    assert (new.team_id, new.role, new.shares) == (lead.team_id, "member", False)
    again = site.browser().post("/join", data={**joined, "login": "newer"})
    assert (again.status_code, again.json()["code"]) == (422, "invitation-unknown")


def test_after_invalid_input_the_form_is_shown_again(site: Site, lead: Account) -> None:
    """The script took the code out of the address: a page that only tells the fault would lose it."""
    code = code_in(site.browser(lead).post("/team/invitations", data={"name": "New"}, headers=HTML).text)
    typed = {"code": code, "login": "ada", "name": 'N "B" <i>', "password": "four words of mine", "shares": "true"}
    browser = site.browser(Accept="text/html")
    for change, fault in (({}, "account-login"), ({"login": "new", "password": "short"}, "account-password")):
        answer = browser.post("/join", data=typed | change)
        assert (answer.status_code, fault in answer.text) == (409, True)
        assert f'value="{code}"' in answer.text
        assert 'value="N &#34;B&#34; &lt;i&gt;"' in answer.text
        assert re.search(r'name="shares" value="true"\s+checked', answer.text)
        assert "four words" not in answer.text
    assert browser.post("/join", data=typed | {"login": "new"}).status_code == 303
    again = browser.post("/join", data=typed | {"login": "newer", "shares": ""})
    assert (again.status_code, "invitation-unknown" in again.text, "checked" in again.text) == (422, True, False)


def test_a_whole_office_joins_from_one_address_but_guesses_are_limited(site: Site, lead: Account) -> None:
    names = "\r\n".join(f"Member {letter}" for letter in "ABCDEFG")
    page = site.browser(lead).post("/team/invitations", data={"name": names, "role": "member"}, headers=HTML).text
    codes = re.findall(r"/join#([\w-]{32})", page)
    assert len(codes) == 7
    for number, code in enumerate(codes):
        assert site.browser().post("/join/invitation", data={"code": code}).status_code == 200
        joined = {"code": code, "login": f"member{number}", "name": "Member", "password": "four words of mine"}
        assert site.browser().post("/join", data=joined).status_code == 303
    guesses = [site.browser().post("/join/invitation", data={"code": "wrong"}).status_code for _ in range(6)]
    assert guesses == [422] * 5 + [429]


def test_the_join_page_names_team_and_inviter_without_using_the_invitation(site: Site, lead: Account) -> None:
    code = code_in(site.browser(lead).post("/team/invitations", data={"name": "Noor"}, headers=HTML).text)
    browser = site.browser(Accept="text/html")
    for _ in range(2):
        page = browser.post("/join/invitation", data={"code": f" {code} "}).text
        assert "<h1>Join <bdi>North</bdi></h1>" in page
        assert "<bdi>lead</bdi> invited you to this team." in page
        assert 'name="name" autocomplete="name" required maxlength="200" value="Noor"' in page
    joined = {"code": code, "login": "noor", "name": "Noor", "password": "four words of mine"}
    assert browser.post("/join", data=joined).status_code == 303
    gone = browser.post("/join/invitation", data={"code": code})
    assert (gone.status_code, "invitation-unknown" in gone.text, "North" in gone.text) == (422, True, False)


def test_a_wrong_password_keeps_the_name_and_the_target_page(site: Site) -> None:
    site.person(site.team(), "root", "admin", password=hash_password("four words of mine", "root"))
    browser = site.browser(Accept="text/html")
    asked = browser.get("/imports?from=mail")
    assert asked.headers["location"] == "/sign-in?next=%2Fimports%3Ffrom%3Dmail"
    typed = {"login": "root", "password": "wrong words of mine", "next": "/imports?from=mail"}
    refused = browser.post("/sign-in", data=typed)
    assert (refused.status_code, "The sign-in name or password is wrong." in refused.text) == (422, True)
    assert 'name="next" value="/imports?from=mail"' in refused.text
    assert 'maxlength="200" value="root"' in refused.text
    assert "wrong words" not in refused.text
    right = browser.post("/sign-in", data=typed | {"password": "four words of mine"})
    assert (right.status_code, right.headers["location"]) == (303, "/imports?from=mail")


@pytest.mark.parametrize(
    "path", ["//evil.example", "/\\evil.example", "https://evil.example", "evil", "", "/a\nb", "/é", "/" + "a" * 1000]
)
def test_signing_in_never_leads_to_another_site(path: str, site: Site) -> None:
    site.person(site.team(), "root", "admin", password=hash_password("four words of mine", "root"))
    typed = {"login": "root", "password": "four words of mine", "next": path}
    assert site.browser().post("/sign-in", data=typed).headers.get("location") in {"/", None}


def test_several_people_are_invited_at_once_or_nobody(site: Site, lead: Account) -> None:
    browser = site.browser(lead)
    page = browser.post(
        "/team/invitations", data={"name": "Ada\r\n\r\n Bea  Lind \nCy", "role": "member"}, headers=HTML
    ).text
    assert len(re.findall(r"/join#[\w-]+", page)) == 3
    assert "<bdi>Bea Lind</bdi>" in page
    assert "Invited · 14 days left" in page
    before = len(browser.get("/api/v1/team").json()["invitations"])
    for names in ("Dan\n\u200b", "\n".join(map(str, range(51))), " \n "):
        assert browser.post("/team/invitations", data={"name": names}).status_code == 409
    assert len(browser.get("/api/v1/team").json()["invitations"]) == before == 3


def test_a_revoked_invitation_no_longer_works(site: Site, lead: Account) -> None:
    browser = site.browser(lead)
    code = code_in(browser.post("/team/invitations", data={"name": "New"}, headers=HTML).text)
    found = re.search(r"/team/invitations/\w{64}/end", browser.get("/team/people", headers=HTML).text)
    assert found
    assert browser.post(found[0]).status_code == 303
    assert browser.post(found[0]).status_code == 404
    answer = site.browser().post(
        "/join", data={"code": code, "login": "n", "name": "N", "password": "four words of mine"}
    )
    assert answer.json()["code"] == "invitation-unknown"


def test_a_changed_role_ends_sessions_and_applies_at_once(site: Site, lead: Account) -> None:
    ada = account(site, "ada")
    old = site.browser(ada)
    assert old.get("/team").status_code == 403
    assert site.browser(lead).post(f"/team/people/{ada.id}/role", data={"role": "lead"}).status_code == 303
    assert old.get("/team").status_code == 401
    assert site.browser(account(site, "ada")).get("/team", headers=HTML).status_code == 200


@pytest.mark.parametrize("how", ["role", "remove", "erase"])
def test_a_former_lead_cannot_use_their_own_invitation(how: str, site: Site, lead: Account) -> None:
    second = site.person(site_team(site, lead), "second", "lead")
    codes = [
        code_in(site.browser(who).post("/team/invitations", data={"name": "Me", "role": "lead"}, headers=HTML).text)
        for who in (second, lead)
    ]
    if how == "erase":
        assert site.browser(second).post("/data/erase", data={"login": "second"}).status_code == 200
    else:
        assert site.browser(lead).post(f"/team/people/{second.id}/{how}", data={"role": "member"}).status_code == 303
    joined = {"login": "again", "name": "Me", "password": "four words of mine"}
    answers = [site.browser().post("/join", data={**joined, "code": code}).status_code for code in codes]
    assert answers == [422, 303]  # the invitation of whoever still leads stays open


def test_the_last_lead_cannot_be_removed(site: Site, lead: Account) -> None:
    browser = site.browser(lead)
    for path, data in ((f"/team/people/{lead.id}/role", {"role": "member"}), (f"/team/people/{lead.id}/remove", {})):
        answer = browser.post(path, data=data)
        assert (answer.status_code, answer.json()["code"]) == (409, "account-last-lead")
    ada = account(site, "ada")
    browser.post(f"/team/people/{ada.id}/role", data={"role": "lead"})
    assert browser.post(f"/team/people/{lead.id}/remove").headers["location"] == "/sign-in"
    left = account(site, "lead")
    assert (left.role, left.shares, left.team_id == ada.team_id) == ("member", False, False)


def test_admins_cannot_be_created_or_removed_on_the_web(site: Site, lead: Account) -> None:
    admin = site.person(site_team(site, lead), "root", "admin")
    browser = site.browser(lead)
    assert browser.post(f"/team/people/{admin.id}/remove").json()["code"] == "access-denied"
    assert browser.post(f"/team/people/{admin.id}/role", data={"role": "member"}).json()["code"] == "access-denied"
    assert browser.post(f"/team/people/{lead.id}/role", data={"role": "admin"}).json()["code"] == "request-format"
    assert browser.post("/team/invitations", data={"name": "x", "role": "admin"}).json()["code"] == "request-format"


def site_team(site: Site, who: Account) -> accounts.Team:
    with site.server.database.read() as connection:
        found = accounts.find_team(connection, who.team_id)
    assert found is not None
    return found


def test_a_removed_member_takes_their_data_along(site: Site, lead: Account) -> None:
    ada = account(site, "ada")
    site.scored(ada, [40] * 10)
    before, browser = site.browser(ada), site.browser(lead)
    browser.get("/team", headers=HTML)
    assert "Remove <bdi>ada</bdi>?" in browser.get(f"/team/people/{ada.id}/remove", headers=HTML).text
    assert browser.post(f"/team/people/{ada.id}/remove").status_code == 303
    assert before.get("/").status_code == 401
    assert [one["name"] for one in browser.get("/api/v1/team/report").json()["members"]] == ["lead"]
    assert browser.get(f"/team/people/{ada.id}/remove").status_code == 404
    theirs = site.browser(account(site, "ada"))
    told = theirs.get("/api/v1/me").json()
    assert (told["role"], told["shares"], told["data_until"]) == ("member", False, "2026-06-30")
    view = theirs.get("/api/v1/me/team-view").json()
    assert (view["team"], view["leads"], [one["viewer"] for one in view["views"]]) == ("Only you", [], ["lead"])
    assert theirs.get("/team", headers=HTML).status_code == 403
    assert theirs.post("/data/erase", data={"login": "ada"}).status_code == 200
    assert find(site, "ada") is None
    with site.server.database.read() as connection:
        assert [one.name for one in accounts.all_teams(connection)] == ["North"]


def test_removed_members_are_separated_and_no_admin_can_enter(site: Site, lead: Account) -> None:
    site.person(site_team(site, lead), "bob")
    for login in ("ada", "bob"):
        assert site.browser(lead).delete(f"/api/v1/team/members/{account(site, login).id}").status_code == 204
    ada, bob = account(site, "ada"), account(site, "bob")
    assert len({ada.team_id, bob.team_id, lead.team_id}) == 3
    add_admin(site.server.database, "root", "root", "Only you", "four words of root", site.now)
    root = account(site, "root")
    assert root.team_id not in {ada.team_id, bob.team_id}
    admin = site.browser(root)
    assert {one["id"] for one in admin.get("/api/v1/teams").json()["items"]} == {lead.team_id, root.team_id}
    assert admin.post(f"/api/v1/teams/{ada.team_id}/invitations", json={"name": "Eve"}).status_code == 404


def test_ranks_are_off_by_default(site: Site, lead: Account) -> None:
    browser = site.browser(lead)
    assert browser.get("/api/v1/team/report").json()["ranking"] is False
    assert "11%" in browser.get("/team/people", headers=HTML).text
    browser.post("/team/ranking", data={"ranking": "true"})
    assert browser.get("/api/v1/team/report").json()["ranking"] is True
    browser.post("/team/ranking", data={"ranking": "false"})
    assert browser.get("/api/v1/team/report").json()["ranking"] is False


@pytest.mark.usefixtures("lead")
def test_an_admin_creates_a_team_and_sees_none_of_its_figures(site: Site) -> None:
    admin = site.person(site.team("Home"), "root", "admin")
    site.scored(account(site, "ada"), [47] * 10)
    browser = site.browser(admin)
    assert browser.post("/teams", data={"name": "South"}).status_code == 303
    assert browser.post("/teams", data={"name": " SOUTH "}).json()["code"] == "team-name"
    with site.server.database.read() as connection:
        south = next(one for one in accounts.all_teams(connection) if one.name == "South")
    code = code_in(browser.post(f"/teams/{south.id}/invitations", data={"name": "Sue"}, headers=HTML).text)
    site.browser().post("/join", data={"code": code, "login": "sue", "name": "Sue", "password": "four words of mine"})
    assert (account(site, "sue").role, account(site, "sue").team_id) == ("lead", south.id)
    page = browser.get("/teams", headers=HTML).text
    assert "Led by <bdi>Sue</bdi>." in page
    assert "47.0" not in page
    assert [one["name"] for one in browser.get("/api/v1/team/report").json()["members"]] == ["root"]
