"""Single sign-on with a real provider: who gets in, in which team and role, and every answer that must be refused."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import RSAKey
from starlette.testclient import TestClient

from openssi.errors import UsageError
from openssi.store import accounts, credentials
from openssi.web.security.passwords import hash_password
from openssi.web.settings import SsoSettings, read_sso_settings
from tests.web.provider import Provider, User, provider
from tests.web.site import HTML, Site

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

ADA = User(sub="1", claims={"email": "Ada@example.org", "email_verified": True, "name": "Ada L", "groups": ["leads"]})
BOB = User(sub="2", claims={"email": "bob@example.org", "name": "Bob", "groups": []})
EVE = User(sub="3", claims={"email": "eve@elsewhere.example", "name": "Eve", "groups": ["leads"]})
FAY = User(sub="4", claims={"email": "fay@example.org", "email_verified": False, "name": "Fay"})
PASSWORD = "four words without sense"


@pytest.fixture(scope="module")
def idp() -> Generator[Provider]:
    with provider(ADA, BOB, EVE, FAY) as running:
        yield running


@pytest.fixture
def honest(idp: Provider) -> Provider:
    """The provider, whose tokens nobody tampers with yet."""
    idp.changes, idp.key = {}, None
    return idp


def settings(idp: Provider, **more: Any) -> SsoSettings:
    values: dict[str, Any] = {
        "name": "Example", "client_secret": "s", "domains": frozenset({"example.org"}), "team": "Sales", "roles": {"leads": "lead"},
    }  # fmt: skip
    return SsoSettings(idp.issuer, "openssi", **{**values, **more})


@pytest.fixture
def site(honest: Provider, tmp_path: Path) -> Generator[Site]:
    with Site(tmp_path, single_sign_on=settings(honest)) as made:
        made.now = int(time.time())  # the provider has no other clock
        made.person(made.team("Host"), "root", "admin", password=hash_password(PASSWORD, "root"))
        yield made


def started(browser: TestClient, path: str = "/sso", **data: str) -> str:
    """The address of the provider that a browser is led to."""
    page = browser.post(path, data=data, headers=HTML)
    assert page.status_code == 200, page.text
    return html.unescape(re.findall(r'http-equiv="refresh" content="0; url=([^"]*)"', page.text)[0])


def answered(browser: TestClient, query: dict[str, str]) -> Any:
    return browser.get("/sso/callback", params=query, headers={**HTML, "Sec-Fetch-Site": "cross-site"})


def signed_in(site: Site, idp: Provider, subject: str, **data: str) -> tuple[TestClient, Any]:
    browser = site.browser()
    return browser, answered(browser, idp.consent(started(browser, **data), subject))


def account(site: Site, login: str) -> accounts.Account | None:
    with site.server.database.read() as tx:
        return accounts.find_account_by_login(tx, login)


def test_a_first_sign_in_creates_the_account_in_its_team_and_role(site: Site, honest: Provider) -> None:
    browser, answer = signed_in(site, honest, "1", next="/imports?page=2")
    assert (answer.status_code, answer.headers["location"]) == (303, "/imports?page=2")
    ada = account(site, "ada@example.org")
    assert ada
    assert (ada.name, ada.role, ada.password, ada.shares) == ("Ada L", "lead", None, False)
    with site.server.database.read() as tx:
        assert [team.name for team in accounts.all_teams(tx) if team.id == ada.team_id] == ["Sales"]
        [session] = credentials.sessions_of(tx, ada.id, site.now)
    assert session.expires_at == site.now + 12 * 3_600
    assert browser.get("/team", headers=HTML).status_code == 200
    again, _ = signed_in(site, honest, "1")
    assert again.get("/api/v1/me").json()["login"] == "ada@example.org"
    assert browser.get("/account", headers=HTML).text.count("You can sign in with Example") == 1


def test_the_request_is_bound_to_its_code_by_pkce(site: Site, honest: Provider) -> None:
    signed_in(site, honest, "2")
    asked, proved = honest.asked["/oauth2/authorize"], honest.asked["/oauth2/token"]
    digest = hashlib.sha256(proved["code_verifier"].encode()).digest()
    assert asked["code_challenge_method"] == "S256"
    assert asked["code_challenge"] == base64.urlsafe_b64encode(digest).decode().rstrip("=")


def test_a_changed_group_changes_the_role_and_ends_sessions(site: Site, honest: Provider) -> None:
    before, _ = signed_in(site, honest, "1")
    honest.changes = {"groups": []}
    after, _ = signed_in(site, honest, "1")
    ada = account(site, "ada@example.org")
    assert ada
    assert ada.role == "member"
    assert before.get("/api/v1/me").status_code == 401
    assert after.get("/api/v1/me").status_code == 200


@pytest.mark.parametrize("subject", ["3", "4"], ids=["another domain", "an address that is not verified"])
def test_others_are_not_let_in(site: Site, honest: Provider, subject: str) -> None:
    browser, answer = signed_in(site, honest, subject)
    assert (answer.status_code, "sso-denied" in answer.text) == (403, True)
    assert browser.get("/api/v1/me").status_code == 401
    with site.server.database.read() as tx:
        assert accounts.count_accounts(tx) == 1


@pytest.mark.parametrize(("subject", "status"), [("1", 303), ("2", 403)])
def test_what_a_token_lacks_is_asked_for_about_the_same_person(
    site: Site, honest: Provider, subject: str, status: int
) -> None:
    honest.changes = {"email": None, "sub": "1"}  # the user info is about whoever signed in
    _, answer = signed_in(site, honest, subject)
    assert answer.status_code == status


OTHER_KEY = RSAKey.generate_key(2048, private=True)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"iss": "http://localhost:1"}, None),
        ({"iss": None}, None),
        ({"aud": "another"}, None),
        ({"aud": ["openssi", "another"], "azp": "another"}, None),
        ({"nonce": "replayed"}, None),
        ({"nonce": None}, None),
        ({"exp": "-3600"}, None),
        ({"exp": None}, None),
        ({"nbf": "+86400"}, None),
        ({"sub": None}, None),
        ({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, None),
        ({}, OTHER_KEY),
    ],
    ids=[
        "issuer",
        "no-issuer",
        "audience",
        "authorized-party",
        "nonce",
        "no-nonce",
        "expired",
        "no-expiry",
        "not-yet",
        "no-subject",
        "access-token",
        "signature",
    ],
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(
    site: Site, honest: Provider, changes: dict[str, object], key: RSAKey | None
) -> None:
    now = int(time.time())
    moments = {name: now + int(str(value)) for name, value in changes.items() if str(value)[:1] in "+-"}
    honest.changes, honest.key = changes | moments, key
    browser, answer = signed_in(site, honest, "1")
    assert (answer.status_code, "sso-failed" in answer.text) == (403, True)
    assert browser.get("/api/v1/me").status_code == 401
    assert account(site, "ada@example.org") is None


def test_an_answer_works_once_and_in_its_own_browser_only(site: Site, honest: Provider) -> None:
    browser, other = site.browser(), site.browser()
    query = honest.consent(started(browser), "1")
    stolen = answered(other, query)
    assert (stolen.status_code, "sso-failed" in stolen.text) == (403, True)
    query = honest.consent(started(browser), "1")
    assert answered(browser, query).status_code == 303
    assert answered(browser, query).status_code == 403
    assert answered(browser, {**query, "state": "guessed"}).status_code == 403
    late = honest.consent(started(browser), "1")
    site.now += 601
    assert answered(browser, late).status_code == 403


def test_a_code_that_was_used_elsewhere_is_refused(site: Site, honest: Provider) -> None:
    browser = site.browser()
    first = honest.consent(started(browser), "1")
    assert answered(browser, first).status_code == 303
    second = honest.consent(started(browser), "1")
    assert answered(browser, {**second, "code": first["code"]}).status_code == 403


def test_an_account_with_a_password_is_connected_by_its_owner_only(site: Site, honest: Provider) -> None:
    bob = site.person(site.team("Team"), "bob@example.org", password=hash_password(PASSWORD, "bob@example.org"))
    _, refused = signed_in(site, honest, "2")
    assert (refused.status_code, "There is an account with the name" in refused.text) == (403, True)
    browser = site.browser(bob)
    query = honest.consent(started(browser, "/account/sso"), "2")
    stranger = site.browser(site.person(bob_team(site), "mallory"))
    stranger.cookies.set("ssi-sso", browser.cookies["ssi-sso"])
    assert answered(stranger, query).status_code == 403
    query = honest.consent(started(browser, "/account/sso"), "2")
    assert answered(browser, query).headers["location"] == "/account"
    again, _ = signed_in(site, honest, "2")
    assert again.get("/api/v1/me").json()["login"] == "bob@example.org"


def bob_team(site: Site) -> accounts.Team:
    with site.server.database.read() as tx:
        return next(team for team in accounts.all_teams(tx) if team.name == "Team")


def test_nobody_joins_without_a_team_and_passwords_can_be_for_admins_only(honest: Provider, tmp_path: Path) -> None:
    with Site(tmp_path, single_sign_on=settings(honest, team="", passwords=False)) as site:
        site.now = int(time.time())
        team = site.team()
        for login, role in (("root", "admin"), ("ann", "member")):
            site.person(team, login, "admin" if role == "admin" else "member", password=hash_password(PASSWORD, login))
        _, answer = signed_in(site, honest, "1")
        assert "You have no account here yet." in answer.text
        ann = site.browser().post("/sign-in", data={"login": "ann", "password": PASSWORD})
        assert (ann.status_code, "for admins only" in ann.text) == (422, True)
        assert site.browser().post("/sign-in", data={"login": "root", "password": PASSWORD}).status_code == 303


def test_a_form_that_was_not_sent_survives_single_sign_on(site: Site, honest: Provider) -> None:
    asked = site.browser().post("/notes", data={"day": "2025-03-01", "text": "kept"}, headers=HTML)
    unsent = html.unescape(re.findall(r'name="unsent" value="([^"]*)"', asked.text)[0])
    _, answer = signed_in(site, honest, "1", unsent=unsent)
    assert (answer.status_code, "Send again" in answer.text) == (200, True)


def test_a_provider_that_is_away_is_a_sentence(tmp_path: Path) -> None:
    away = SsoSettings("http://localhost:9", "openssi")
    with Site(tmp_path, single_sign_on=away) as site:
        answer = site.browser().post("/sso", headers=HTML)
    assert (answer.status_code, "can’t be reached" in answer.text or "can&#39;t be reached" in answer.text) == (
        403,
        True,
    )


def test_a_server_without_a_provider_has_no_such_pages(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        assert site.browser().post("/sso").status_code == 404
        assert site.browser().get("/sso/callback").status_code == 404
        assert "Sign in with" not in site.browser().get("/sign-in", headers=HTML).text


def test_the_settings_are_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hush\n")
    (tmp_path / "sso.toml").write_text(
        'issuer = "https://login.example.org"\nclient_id = "x"\nclient_secret_file = "secret"\ndomains = ["Example.org"]\n'
        '[roles]\nleads = "lead"\n'
    )
    found = read_sso_settings(tmp_path / "sso.toml")
    assert (found.client_secret, found.domains, found.roles) == ("hush", frozenset({"example.org"}), {"leads": "lead"})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "issuer is missing; client_id is missing"),
        ('issuer = "http://login.example.org"\nclient_id = "x"', "issuer must be an https:// address"),
        ('issuer = "https://["\nclient_id = "x"', "issuer must be an https:// address"),
        ('issuer = "https://a.example"\nclient_id = "x"\nteem = "y"', "teem is not a setting"),
        ('issuer = "https://a.example"\nclient_id = "x"\nhours = 0', "hours must be 1–720"),
        ('issuer = "https://a.example"\nclient_id = "x"\nroles = {a = "boss"}', "'boss' is not a role"),
        ('issuer = "https://a.example"\nclient_id = 7', "client_id has the wrong type"),
        ("=", "can't be read"),
    ],
)
def test_mistakes_in_the_settings_are_sentences(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "sso.toml").write_text(text)
    with pytest.raises(UsageError, match=re.escape(words)):
        read_sso_settings(tmp_path / "sso.toml")
