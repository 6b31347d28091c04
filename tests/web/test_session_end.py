"""A form sent after the session ended keeps its text; a part of a page sends the whole page to the sign-in."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from openssi.store import scores
from openssi.store.accounts import Account
from openssi.web.http.unsent_form import UnsentForm
from openssi.web.security.passwords import hash_password
from tests.web.site import HTML, Site

PASSWORD = "four words without sense"
NOTE = {"day": "2025-03-01", "text": 'Lunch with "A & B" <b>'}


@pytest.fixture
def ann(site: Site) -> Account:
    return site.person(site.team(), "ann", "admin", password=hash_password(PASSWORD, "ann"))


def hidden(page: str, name: str) -> str:
    [found] = re.findall(rf'name="{name}" value="([^"]*)"', page)
    return html.unescape(found)


def signed_out(site: Site) -> TestClient:
    return site.browser(Accept="text/html")


def test_a_form_is_sent_again_after_signing_in(site: Site, ann: Account) -> None:
    browser = signed_out(site)
    asked = browser.post("/notes", data=NOTE)
    assert asked.status_code == 401
    assert "what you typed isn’t lost" in asked.text
    wrong = browser.post("/sign-in", data={"login": "ann", "password": "x", "unsent": hidden(asked.text, "unsent")})
    assert wrong.status_code == 422
    unsent = hidden(wrong.text, "unsent")
    shown = browser.post("/sign-in", data={"login": "ann", "password": PASSWORD, "unsent": unsent})
    assert shown.status_code == 200
    assert "<dd>Lunch with &#34;A &amp; B&#34; &lt;b&gt;" in shown.text
    with site.server.database.read() as tx:
        assert scores.notes_of(tx, ann.id) == []  # nothing happens until it is sent again
    [action] = re.findall(r'<form class="card spaced" method="post" action="([^"]*)"', shown.text)
    again = browser.post(action, data={name: hidden(shown.text, name) for name in NOTE})
    assert (again.status_code, again.headers["location"]) == (303, "/history#annotations")
    with site.server.database.read() as tx:
        [(_, note)] = scores.notes_of(tx, ann.id)
    assert note.text == NOTE["text"]


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/account/password", {"current": "old", "password": PASSWORD}),
        ("/data/erase", {"login": "ann", "password": PASSWORD}),
        ("/sample", {}),
    ],
)
@pytest.mark.usefixtures("ann")
def test_no_secret_is_carried_through_a_page(site: Site, path: str, fields: dict[str, str]) -> None:
    referer = {"Referer": "http://localhost/account?tab=1"}
    answer = signed_out(site).post(path, data=fields, headers=referer)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Faccount%3Ftab%3D1")
    assert PASSWORD not in answer.text


@pytest.mark.parametrize(
    "unsent",
    [
        "",
        "[",
        "7",
        '["/notes"]',
        '["//evil.example", [["a", "b"]]]',
        '["https://evil.example/", []]',
        '["/x", [["password", "b"]]]',
        "[" * 100_000,
    ],
)
@pytest.mark.usefixtures("ann")
def test_what_is_not_a_form_of_ours_is_ignored(site: Site, unsent: str) -> None:
    answer = signed_out(site).post("/sign-in", data={"login": "ann", "password": PASSWORD, "unsent": unsent})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_form_survives_its_text() -> None:
    form = UnsentForm("/notes", (("text", "ü\n\"'"), ("text", "")))
    assert UnsentForm.from_text(form.to_text()) == form


def test_a_part_of_a_page_leads_the_whole_page_to_the_sign_in(site: Site) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/imports?page=2"}
    answer = site.browser().get("/imports/state", headers={**HTML, **headers})
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/sign-in?next=%2Fimports%3Fpage%3D2")
    foreign = site.browser().get("/imports/state", headers={**headers, "HX-Current-URL": "https://evil.example//x"})
    assert foreign.headers["hx-redirect"] == "/sign-in"
