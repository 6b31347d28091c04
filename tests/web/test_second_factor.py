"""The second factor: asked for after the password, each code once, recovered by codes, required by the operator."""

from __future__ import annotations

import re
from pathlib import Path

import pyotp.totp
import pytest
from starlette.testclient import TestClient

from openssi.store.accounts import Account
from openssi.web.security.passwords import hash_password
from openssi.web.services.server_admin import reset_password
from tests.web.site import HTML, Site

PASSWORD = "four words of mine"


@pytest.fixture
def ada(site: Site) -> Account:
    site.person(site.team("Home"), "root", "admin")
    return site.person(site.team(), "ada", password=hash_password(PASSWORD, "ada"))


def field(page: str, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]+)"', page)
    assert found, page
    return found[1]


def code(site: Site, secret: str) -> str:
    return pyotp.totp.TOTP(secret).at(site.now)


def with_password(site: Site, browser: TestClient | None = None) -> tuple[TestClient, str]:
    """A browser that sent the right password, and what it got."""
    browser = browser or site.browser()
    page = browser.post("/sign-in", data={"login": "ada", "password": PASSWORD}, headers=HTML)
    return browser, page.text


def turned_on(site: Site, who: Account) -> tuple[str, list[str]]:
    """The secret of the app, and the recovery codes."""
    browser = site.browser(who)
    secret = field(browser.get("/account/second-factor", headers=HTML).text, "secret")
    done = browser.post("/account/second-factor", data={"secret": secret, "code": code(site, secret)}, headers=HTML)
    codes = re.findall(r"<li><code>([a-z2-7-]{19})</code></li>", done.text)
    assert len(set(codes)) == 10
    site.now += 30
    return secret, codes


def finish(browser: TestClient, page: str, typed: str) -> int:
    sent = {"ticket": field(page, "ticket"), "next": "/alerts", "code": typed}
    answer = browser.post("/sign-in/code", data=sent, headers=HTML)
    assert answer.headers.get("location", "/alerts") == "/alerts"
    return answer.status_code


def signed_in(browser: TestClient) -> bool:
    return browser.get("/api/v1/me").status_code == 200


def test_a_password_alone_is_not_enough_and_each_code_works_once(site: Site, ada: Account) -> None:
    secret, _ = turned_on(site, ada)
    browser, page = with_password(site)
    assert not signed_in(browser)
    right = code(site, secret)
    assert finish(browser, page, "000000" if right != "000000" else "111111") == 422
    assert finish(browser, page, f"{right[:3]} {right[3:]}") == 303
    assert signed_in(browser)
    again, page = with_password(site)
    assert finish(again, page, right) == 422
    assert not signed_in(again)
    site.now += 30
    site.server.limiter.storage.reset()
    assert finish(again, page, right) == 422  # an older step than the one that was used
    assert finish(again, page, code(site, secret)) == 303


def test_a_code_of_another_time_is_refused(site: Site, ada: Account) -> None:
    secret, _ = turned_on(site, ada)
    browser, page = with_password(site)
    later = pyotp.totp.TOTP(secret).at(site.now + 90)
    assert finish(browser, page, later) == 422


def test_a_recovery_code_works_once(site: Site, ada: Account) -> None:
    _, codes = turned_on(site, ada)
    browser, page = with_password(site)
    assert finish(browser, page, codes[0].upper().replace("-", " ")) == 303
    assert signed_in(browser)
    again, page = with_password(site)
    assert finish(again, page, codes[0]) == 422
    assert "9 recovery codes are left" in browser.get("/account/second-factor", headers=HTML).text
    wrong = browser.post("/account/second-factor/codes", data={"password": "not mine at all"}, headers=HTML)
    assert wrong.status_code == 422
    renewed = browser.post("/account/second-factor/codes", data={"password": PASSWORD}, headers=HTML).text
    assert codes[1] not in renewed
    assert finish(again, page, codes[1]) == 422


def test_a_ticket_expires_and_is_bound_to_the_password(site: Site, ada: Account) -> None:
    secret, _ = turned_on(site, ada)
    browser, page = with_password(site)
    site.now += 601
    assert finish(browser, page, code(site, secret)) == 422
    browser, page = with_password(site, browser)
    reset_password(site.server.database, "ada", "five other words of mine")
    assert finish(browser, page, code(site, secret)) == 422
    browser.post("/sign-in", data={"login": "ada", "password": "five other words of mine"})
    assert signed_in(browser)  # whoever runs the server turned it off with the password


def test_guesses_are_rate_limited(site: Site, ada: Account) -> None:
    secret, _ = turned_on(site, ada)
    site.server.limiter.storage.reset()
    browser, page = with_password(site)
    statuses = [finish(browser, page, "abc") for _ in range(6)]
    assert statuses[-1] == 429
    assert finish(browser, page, code(site, secret)) == 429


@pytest.mark.parametrize("secret", ["", "!", "x" * 900, "A" * 31 + "1"])
def test_a_malformed_secret_is_refused(secret: str, site: Site, ada: Account) -> None:
    answer = site.browser(ada).post(
        "/account/second-factor", data={"secret": secret or " ", "code": "123456"}, headers=HTML
    )
    assert answer.status_code == 422


def test_the_secret_is_encrypted(site: Site, ada: Account, tmp_path: Path) -> None:
    secret, codes = turned_on(site, ada)
    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for hidden in (secret, *codes, *(one.replace("-", "") for one in codes)):
        assert hidden.encode() not in held
    assert secret not in site.browser(ada).get("/account/second-factor", headers=HTML).text


def test_turning_it_off_takes_the_password(site: Site, ada: Account) -> None:
    turned_on(site, ada)
    browser = site.browser(ada)
    assert browser.post("/account/second-factor/off", data={"password": "not mine at all"}).status_code == 422
    assert browser.post("/account/second-factor/off", data={"password": PASSWORD}).status_code == 303
    plain, _ = with_password(site)
    assert signed_in(plain)


def test_an_operator_can_require_it(tmp_path: Path) -> None:
    with Site(tmp_path) as first:
        first.person(first.team("Home"), "root", "admin")
        ada = first.person(first.team(), "ada", password=hash_password(PASSWORD, "ada"))
        cookies = first.browser(ada).cookies
    with Site(tmp_path, second_factor=True) as site:
        earlier = site.browser()
        earlier.cookies.update(cookies)
        assert not signed_in(earlier)  # sessions from before end
        browser, page = with_password(site)
        assert not signed_in(browser)
        secret = field(page, "secret")
        assert "otpauth" not in page
        sent = {"ticket": field(page, "ticket"), "secret": secret, "code": code(site, secret)}
        assert "Your recovery codes" in browser.post("/sign-in/second-factor", data=sent, headers=HTML).text
        assert signed_in(browser)
        off = browser.post("/account/second-factor/off", data={"password": PASSWORD}, headers=HTML)
        assert "This server requires the second factor." in off.text
        again, page = with_password(site)
        sent = {"ticket": field(page, "ticket"), "secret": secret, "code": code(site, secret)}
        site.now += 30
        assert again.post("/sign-in/second-factor", data=sent, headers=HTML).status_code != 200  # can't be set up anew
        assert not signed_in(again)
