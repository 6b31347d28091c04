"""A server below a path of a proxy: every address it gives leads below that path, and nothing answers outside it."""

from __future__ import annotations

import re
from collections.abc import Generator
from pathlib import Path

import pytest

from openssi.store.accounts import Account
from openssi.web.security.passwords import hash_password
from tests.web.site import HTML, Site

PASSWORD = "four words without sense"


@pytest.fixture
def site(tmp_path: Path) -> Generator[Site]:
    with Site(tmp_path, path="/tools/ssi") as made:
        yield made


@pytest.fixture
def ann(site: Site) -> Account:
    who = site.person(site.team(), "ann", "admin", password=hash_password(PASSWORD, "ann"))
    site.scored(who, [40, 41, 42])
    return who


def test_every_address_on_every_page_leads_below_the_path(site: Site, ann: Account) -> None:
    browser = site.browser(ann)
    waiting, seen = ["/tools/ssi/"], set[str]()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        answer = browser.get(path, headers=HTML)
        assert answer.status_code in {200, 303, 307}, path
        found = set(re.findall(r'\s(?:href|action|src|hx-get|hx-post)="(/[^"#]*)', answer.text))
        if location := answer.headers.get("location"):
            found.add(location)
        assert [one for one in found if not one.startswith("/tools/ssi/")] == [], path
        links = {one.replace("&amp;", "&") for one in re.findall(r'\s(?:href|src)="(/[^"#?]*)', answer.text)}
        waiting += sorted(links - seen - set(waiting))
    assert {"/tools/ssi/team", "/tools/ssi/imports", "/tools/ssi/static/site.css", "/tools/ssi/data/export"} <= seen


@pytest.mark.usefixtures("ann")
def test_signing_in_and_a_form_stay_below_the_path(site: Site) -> None:
    browser = site.browser()
    asked = browser.get("/tools/ssi/imports?page=2", headers=HTML)
    assert asked.headers["location"] == "/tools/ssi/sign-in?next=%2Fimports%3Fpage%3D2"
    form = {"login": "ann", "password": PASSWORD, "next": "/imports?page=2"}
    answer = browser.post("/tools/ssi/sign-in", data=form)
    assert answer.headers["location"] == "/tools/ssi/imports?page=2"
    assert "Path=/tools/ssi" in answer.headers["set-cookie"]
    assert browser.post("/tools/ssi/sample").headers["location"] == "/tools/ssi/imports"
    current = {"HX-Request": "true", "HX-Current-URL": "http://localhost/tools/ssi/imports"}
    part = site.browser().get("/tools/ssi/imports/state", headers=current)
    assert part.headers["hx-redirect"] == "/tools/ssi/sign-in?next=%2Fimports"
    feed = browser.post("/tools/ssi/api/v1/me/feed")
    assert feed.json()["ics"].startswith("/tools/ssi/feeds/")
    assert site.browser().get(feed.json()["ics"]).status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/imports", "/tools", "/tools/ssix", "/tools/ss/", "/static/site.css", "/api/v1/me"]
)
def test_nothing_answers_outside_the_path(site: Site, ann: Account, path: str) -> None:
    assert site.browser(ann).get(path).status_code == 404


def test_health_answers_in_both_places_and_the_bare_path_leads_to_the_start(site: Site) -> None:
    browser = site.browser()
    assert [browser.get(path).status_code for path in ("/healthz", "/tools/ssi/healthz")] == [200, 200]
    assert browser.get("/tools/ssi").headers["location"] == "/tools/ssi/"


def test_over_tls_the_cookie_has_the_prefix_that_a_path_allows(tmp_path: Path) -> None:
    with Site(tmp_path, path="/ssi", secure=True) as site:
        site.person(site.team(), "ann", password=hash_password(PASSWORD, "ann"))
        cookie = site.browser().post("/ssi/sign-in", data={"login": "ann", "password": PASSWORD}).headers["set-cookie"]
    assert cookie.startswith("__Secure-ssi=")
    assert {"Path=/ssi", "Secure", "HttpOnly", "SameSite=lax"} <= set(cookie.split("; "))
