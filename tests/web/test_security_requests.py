"""Requests of attackers: foreign pages and hosts, guessed passwords, fixed sessions; and security headers."""

from __future__ import annotations

import re
import time
from collections.abc import Generator
from http.cookies import SimpleCookie
from pathlib import Path
from threading import Event, Lock, Thread
from time import sleep
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi.routing import APIRoute, iter_route_contexts
from httpx2 import Response
from starlette.testclient import TestClient

from openssi.store import accounts, credentials, invitations
from openssi.store.accounts import Account
from openssi.web.http.json_bodies import JsonRoute
from openssi.web.security import passwords
from openssi.web.security.passwords import hash_password, verify_password
from tests.web.rights import BODIES, RIGHTS
from tests.web.site import HTML, Site

PASSWORD = "four words of mine"
UNSAFE = [one for one in RIGHTS if not one.startswith("GET ")]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Generator[Site]:
    """One server for requests that change nothing."""
    with Site(tmp_path_factory.mktemp("site")) as made:
        yield made


@pytest.fixture
def ada(site: Site) -> Account:
    """A member with a password."""
    return site.person(site.team(), "ada", password=hash_password(PASSWORD, "ada"))


def path_of(operation: str) -> str:
    return re.sub(r"{(\w+)}", lambda found: "ics" if found[1] == "kind" else "0" * 32, operation.split()[1])


def request(browser: TestClient, operation: str, **headers: str) -> Response:
    """Perform an operation with invented IDs."""
    method = operation.split(maxsplit=1)[0]
    return browser.request(method, path_of(operation), data=BODIES.get(operation), headers=headers)


def bare(site: Site, who: Account | None = None, **headers: str) -> TestClient:
    """A browser that says of itself only what is given."""
    found = site.browser(who)
    del found.headers["Sec-Fetch-Site"]
    found.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
    return found


FOREIGN: list[dict[str, str]] = [
    {"Sec_Fetch_Site": "cross-site"},
    {"Sec_Fetch_Site": "same-site"},
    {"Sec_Fetch_Site": "none"},
    {"Sec_Fetch_Site": "cross-site", "Origin": "http://localhost"},
    {"Origin": "https://evil.example"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://evil.example/http://localhost"},
    {"Origin": "http://localhost:8765@evil.example"},
    {"Origin": "null"},
    {"Origin": "http://["},
    {"Origin": "http://localhost:port"},
    {"Origin": "localhost"},
    {"Origin": "//localhost"},
    {"Origin": "javascript://localhost"},
    {"Origin": ""},
    {},
]


def test_requests_from_foreign_pages_are_rejected(shared: Site) -> None:
    """In the victim's browser, cookie and all; a browser that tells nothing is not trusted either."""
    victim = shared.person(shared.team(), "victim", "admin")
    for headers in FOREIGN:
        browser = bare(shared, victim, **headers)
        for operation in UNSAFE:
            answer = request(browser, operation)
            assert (answer.status_code, answer.json()["code"]) == (403, "access-origin"), (operation, headers)


def test_own_pages_and_programs_without_cookies_are_accepted(shared: Site) -> None:
    member = shared.person(shared.team(), "own")
    for headers in ({"Sec_Fetch_Site": "same-origin"}, {"Origin": "http://localhost"}):
        assert bare(shared, member, **headers).post("/alerts/feed/close").status_code == 303
    assert shared.program(member, "me:write").post("/imports").status_code == 409


HOSTS = [
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil.example:80",
    "[::2]",
]
MALFORMED_HOSTS = [
    "",
    "localhost, evil.example",
    "localhost:",
    "localhost:8x",
    "localhost:123456",
    "[::1",
    "a@localhost",
    "http://[",
]


def test_foreign_host_names_are_rejected(shared: Site) -> None:
    """A page whose name was made to point at this machine (DNS rebinding) comes under its own name."""
    browser = shared.browser()
    for operation in (*RIGHTS, "GET /static/htmx.js", "GET /nowhere"):
        for host in HOSTS:
            answer = request(browser, operation, Host=host)
            assert (answer.status_code, answer.json()["code"]) == (421, "access-host"), (operation, host)


@pytest.mark.parametrize("host", MALFORMED_HOSTS)
def test_a_malformed_host_is_rejected(host: str, shared: Site) -> None:
    answer = shared.browser().get("/healthz", headers={"Host": host})
    assert (answer.status_code, answer.json()["code"]) == (403, "access-host")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8765", "127.0.0.1:1", "[::1]:8765", "[::1]"])
def test_names_of_this_machine_are_accepted(host: str, shared: Site) -> None:
    assert shared.browser().get("/healthz", headers={"Host": host}).status_code == 200


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def check_headers(answer: Response) -> None:
    of = f"{answer.request.method} {answer.request.url}"
    for name, value in HEADERS.items():
        assert answer.headers.get(name) == value, of
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'", of
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'", of
    assert "unsafe" not in answer.headers["Content-Security-Policy"], of
    assert "Access-Control-Allow-Origin" not in answer.headers, of
    assert "Server" not in answer.headers, of


def test_every_response_has_the_security_headers(shared: Site) -> None:
    others = ("GET /static/htmx.js", "GET /static/nothing", "GET /nowhere", "PUT /team", "OPTIONS /")
    for operation in (*RIGHTS, *others):
        for who in (None, shared.person(shared.team(), accounts.new_id(), "admin")):
            answer = request(shared.browser(who), operation)
            check_headers(answer)
            if not path_of(operation).startswith("/static/"):
                assert answer.headers["Cache-Control"] == "no-store", operation


def test_errors_have_the_security_headers(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.raises = False
    browser = site.browser(site.person(site.team(), "ada"))
    check_headers(browser.get("/", headers={"Host": "evil.example"}))
    check_headers(browser.post("/sample", headers={"Sec-Fetch-Site": "cross-site"}))
    check_headers(
        browser.post(
            "/sign-in", content=b"x" * 2_000_000, headers={"Content-Type": "application/x-www-form-urlencoded"}
        )
    )
    monkeypatch.setattr("openssi.web.pages.alerts.alerts", None)
    for accept in ("text/html", "application/json"):
        answer = browser.get("/alerts", headers={"Accept": accept})
        assert answer.status_code == 500
        assert "NoneType" not in answer.text
        check_headers(answer)


def test_a_body_that_is_too_large_is_rejected_before_it_is_read(site: Site) -> None:
    for path in ("/sign-in", "/join", "/enter"):
        answer = site.browser().post(path, data={"login": "x" * 2_000_000})
        assert answer.status_code == 413


#: The length that no field may have, where a field is longer than usual.
LONGEST = {"POST /team/navigator/members": 300_001, "POST /team/outcomes/members": 900_001}


def test_form_fields_have_a_length_limit(shared: Site) -> None:
    """Anybody may send them, some before it is known who they are."""
    browser = shared.browser(shared.person(shared.team(), accounts.new_id(), "admin"))
    forms = {
        f"{method} {one.path}": one.original_route
        for one in iter_route_contexts(shared.app.routes)
        for method in one.methods or ()
    }
    for operation in (one for one in UNSAFE if "/api/" not in one):
        route = forms[operation]
        assert isinstance(route, APIRoute)
        too_long = "x" * LONGEST.get(operation, 100_001)
        for field in route.dependant.body_params:
            answer = browser.post(path_of(operation), data={field.alias: too_long})
            assert field.alias in {one["field"].partition(".")[0] for one in answer.json()["errors"]}, operation


def test_guessing_names_uses_no_memory(site: Site) -> None:
    browser = site.browser()
    for at in range(60):
        browser.post("/sign-in", data={"login": f"{at}{'x' * 900}", "password": "x"})
    storage: Any = site.server.limiter.storage
    assert len(storage.events) <= 31
    assert max(map(len, storage.events)) < 150


@pytest.mark.usefixtures("ada")
def test_spaces_around_a_name_do_not_bypass_the_rate_limit(site: Site) -> None:
    names = [" ada", "ada ", "\tADA ", "Ada"]
    assert site.browser().post("/sign-in", data={"login": " Ada\t", "password": PASSWORD}).status_code == 303
    answers = [
        site.browser().post("/sign-in", data={"login": name, "password": "wrong"}).status_code
        for name in (*names, "ada")
    ]
    assert answers == [422] * 4 + [429]


def session_cookie(answer: Any, name: str = "ssi") -> SimpleCookie:
    found = SimpleCookie(answer.headers["set-cookie"])
    assert name in found
    return found


def test_signing_in_starts_a_new_session_and_ends_the_one_before(site: Site, ada: Account) -> None:
    browser = site.browser()
    browser.cookies.set("ssi", "fixed-by-an-attacker")
    first = browser.post("/sign-in", data={"login": "ada", "password": PASSWORD})
    one = session_cookie(first)["ssi"].value
    assert one != "fixed-by-an-attacker"
    assert len(one) >= 43  # 256 bits
    browser.cookies.clear()
    browser.cookies.set("ssi", one)
    assert browser.get("/").status_code == 200
    second = browser.post("/sign-in", data={"login": "ADA", "password": PASSWORD})
    two = session_cookie(second)["ssi"].value
    assert two != one
    old = site.browser()
    old.cookies.set("ssi", one)
    assert old.get("/").status_code == 401
    with site.server.database.read() as connection:
        assert [session.id for session in credentials.sessions_of(connection, ada.id, site.now)] == [
            accounts.hash_secret(two)
        ]


def test_signing_out_ends_the_session_on_the_server(site: Site, ada: Account) -> None:
    browser = site.browser(ada)
    kept = dict(browser.cookies)
    assert browser.post("/sign-out").status_code == 303
    thief = site.browser()
    for name, value in kept.items():
        thief.cookies.set(name, value)
    assert thief.get("/").status_code == 401


@pytest.mark.parametrize(("days", "status"), [(13, 200), (14, 401)])
@pytest.mark.usefixtures("ada")
def test_an_idle_session_expires(days: int, status: int, site: Site) -> None:
    answer = site.browser().post("/sign-in", data={"login": "ada", "password": PASSWORD})
    site.now += days * 86_400
    browser = site.browser()
    browser.cookies.set("ssi", session_cookie(answer)["ssi"].value)
    assert browser.get("/").status_code == status


def test_an_expired_session_is_not_listed_and_deleted(site: Site, ada: Account) -> None:
    with site.server.database.write() as connection:
        for agent in ("idle", "used"):
            secret = credentials.add_session(connection, ada.id, agent, site.now, 30 * 86_400)
    site.now += 13 * 86_400
    with site.server.database.write() as connection:
        credentials.record_session_use(connection, accounts.hash_secret(secret), site.now)
    site.now += 86_400
    told = site.browser(ada, Accept="application/json").get("/api/v1/me/sessions").json()
    assert sorted(one["user_agent"] for one in told) == ["a browser", "used"]
    assert "idle" not in site.browser(ada).get("/account", headers=HTML).text
    site.server.worker.run_maintenance()
    with site.server.database.read() as connection:
        assert set(connection.exec_driver_sql("SELECT agent FROM session").scalars()) == {"a browser", "used"}


@pytest.mark.usefixtures("ada")
def test_a_session_expires_after_thirty_days_of_use(site: Site) -> None:
    answer = site.browser().post("/sign-in", data={"login": "ada", "password": PASSWORD})
    browser = site.browser()
    browser.cookies.set("ssi", session_cookie(answer)["ssi"].value)
    used: list[int] = []
    for _ in range(31):
        site.now += 86_400
        used.append(browser.get("/api/v1/me").status_code)
    assert used == [200] * 29 + [401] * 2


@pytest.mark.usefixtures("ada")
def test_cookies_are_http_only_and_same_site(site: Site) -> None:
    cookie = session_cookie(site.browser().post("/sign-in", data={"login": "ada", "password": PASSWORD}))["ssi"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "lax", "/", "")


def test_cookies_are_secure_behind_tls(tmp_path: Path) -> None:
    with Site(tmp_path, secure=True) as site:
        site.person(site.team(), "ada", password=hash_password(PASSWORD, "ada"))
        answer = site.browser().post("/sign-in", data={"login": "ada", "password": PASSWORD})
        cookie = session_cookie(answer, "__Host-ssi")["__Host-ssi"]
        assert (cookie["secure"], cookie["httponly"], cookie["path"], cookie["domain"]) == (True, True, "/", "")
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
        browser = site.browser()
        browser.cookies.set("ssi", cookie.value)  # the plain name, which a neighbour of the domain could set
        assert browser.get("/").status_code == 401


@pytest.mark.usefixtures("ada")
def test_the_sixth_attempt_within_a_minute_is_refused_even_if_correct(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = site.browser()
    guesses = [
        browser.post("/sign-in", data={"login": name, "password": "a wrong password"})
        for name in ("ada", "Ada") * 2 + ("ADA",)
    ]
    assert [one.status_code for one in guesses] == [422] * 5
    right = browser.post("/sign-in", data={"login": "ada", "password": PASSWORD})
    assert (right.status_code, right.json()["code"], right.headers["Retry-After"]) == (429, "request-often", "60")
    assert browser.post("/sign-in", data={"login": "bob", "password": PASSWORD}).status_code == 422
    an_hour_ago = time.time() - 3_600
    monkeypatch.setattr(time, "time", lambda: an_hour_ago)  # the clock was set back
    assert browser.post("/sign-in", data={"login": "ada", "password": PASSWORD}).status_code == 303


def test_codes_cannot_be_guessed_quickly(site: Site) -> None:
    for path, data in (("/enter", {}), ("/join", {"login": "a", "name": "A", "password": PASSWORD})):
        answers = [site.browser().post(path, data={**data, "code": f"guess{at}"}).status_code for at in range(6)]
        assert answers == [422] * 5 + [429]


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The hashes that were verified, each of which takes its time."""
    found: list[str] = []
    hasher = passwords._HASHER  # pyright: ignore[reportPrivateUsage]

    class Watched(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override] # noqa: A002
            found.append(str(hash))
            return hasher.verify(hash, password)

    monkeypatch.setattr(passwords, "_HASHER", Watched())
    return found


def test_responses_do_not_reveal_whether_a_name_exists(site: Site, ada: Account, verified: list[str]) -> None:
    """Neither by words, nor by the time: a hash is verified for a name that does not exist, too."""
    site.person(site.team("Local"), "nopassword")
    answers = [
        site.browser().post("/sign-in", data={"login": name, "password": "a wrong password"})
        for name in ("ada", "eve", "nopassword")
    ]
    assert len({(one.status_code, one.text) for one in answers}) == 1
    assert len(verified) == 3
    assert verified[0] == ada.password
    assert verified[1] == verified[2]
    assert (
        site.browser().post("/sign-in", data={"login": "eve", "password": "nobody signs in with this"}).status_code
        == 422
    )


@pytest.mark.parametrize(
    "name", ["token", "access_token", "authorization", "Authorization", "api_key", "session", "ssi"]
)
def test_secrets_in_urls_are_not_accepted(name: str, site: Site, ada: Account) -> None:
    secret = site.program(ada, "me:read").headers["Authorization"].removeprefix("Bearer ")
    assert site.browser().get("/api/v1/me", headers={"Authorization": f"bearer {secret}"}).status_code == 200
    assert site.browser().get("/api/v1/me", params={name: secret}).status_code == 401
    assert site.browser().get("/api/v1/me", params={name: f"Bearer {secret}"}).status_code == 401


@pytest.mark.parametrize(
    "value", ["", "Bearer", "Bearer ", "Basic YWRhOmFkYQ==", "Bearer ssi_unknown", "Bearer a b", "Bearer \xff"]
)
def test_malformed_tokens_are_rejected(value: str, site: Site) -> None:
    answer = site.browser().get("/api/v1/me", headers={"Authorization": value.encode("latin-1")})  # type: ignore[dict-item]
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


ELSEWHERE = [
    "//evil.example", "//evil.example/", "///evil.example", "/\\evil.example", "/%5cevil.example", "/%2f%2fevil.example", "/.//evil.example",
    "/..//evil.example", "//evil.example/team/", "//evil.example/..;/team/", "/team//", "/team/", "/team/%0d%0aLocation:%20https://evil.example",
    "/https://evil.example", "/https:evil.example", "/;//evil.example", "/@evil.example", "/%09/evil.example", "/%E2%80%8Bevil.example",
    "/sign-in/", "/sign-in?next=//evil.example", "/sign-in?next=https://evil.example", "/sign-in?url=https:evil.example", "/me?next=//evil.example",
    "/me?to=/\\evil.example", "/enter?return_to=//evil.example", "/join?redirect=//evil.example", "/?next=javascript:alert(1)",
    "/alerts/?next=//evil.example", "/static//evil.example", "/static/..%2f..%2fetc/passwd", "/imports/?//evil.example",
]  # fmt: skip


def test_there_are_no_open_redirects(site: Site) -> None:
    person = site.person(site.team(), "root", "admin", password=hash_password(PASSWORD, "root"))
    for path in ELSEWHERE:
        site.server.limiter.storage.reset()  # of signing in
        for client in (site.browser(), site.browser(person)):
            for answer in (
                client.get(f"http://localhost{path}", headers=HTML),
                client.post(f"http://localhost{path}", data={"login": "root", "password": PASSWORD}),
            ):
                assert answer.status_code < 500, path
                to = answer.headers.get("location", "/")
                assert re.fullmatch(r"(http://localhost)?/(?![/\\]).*", to), path
                assert "set-cookie" not in answer.headers or "evil" not in answer.headers["set-cookie"], path


@pytest.mark.usefixtures("ada")
def test_redirects_lead_to_fixed_pages(site: Site) -> None:
    answer = site.browser().post(
        "/sign-in?next=/imports", data={"login": "ada", "password": PASSWORD, "next": "//evil.example"}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_unknown_form_fields_change_nothing(site: Site) -> None:
    team, other = site.team("North"), site.team("South")
    lead = site.person(team, "lead", "lead")
    with site.server.database.write() as connection:
        _, code = invitations.add_invitation(connection, team.id, lead.id, "Eve", "member", site.now, 86_400)
    form = {
        "code": code,
        "login": "eve",
        "name": "Eve",
        "password": PASSWORD,
        "role": "admin",
        "team_id": other.id,
        "id": "1" * 32,
    }
    assert site.browser().post("/join", data=form).status_code == 303
    with site.server.database.read() as connection:
        eve = accounts.find_account_by_login(connection, "eve")
    assert eve is not None
    assert (eve.role, eve.team_id) == ("member", team.id)
    assert eve.id != "1" * 32


def test_there_are_no_documentation_or_debug_pages(shared: Site) -> None:
    for path in (
        "/docs",
        "/redoc",
        "/openapi.json",
        "/metrics",
        "/debug",
        "/setup",
        "/admin",
        "/.env",
        "/static/",
        "/static/../app.py",
    ):
        assert shared.browser().get(path).status_code in {401, 404}, path


def test_a_new_server_admits_nobody(site: Site) -> None:
    """Without an admin only the code that the start printed opens it, and there is no page to make the first account."""
    browser = site.browser()
    for operation, needs in RIGHTS.items():
        if needs is not None:
            assert (
                browser.request(
                    operation.split(maxsplit=1)[0], path_of(operation), data=BODIES.get(operation)
                ).status_code
                == 401
            )
    for name in ("you", "admin", "root"):
        assert browser.post("/sign-in", data={"login": name, "password": ""}).status_code == 422
    assert browser.post("/join", data={"code": "", "login": "a", "name": "a", "password": PASSWORD}).status_code == 422


def test_only_two_passwords_are_hashed_at_a_time(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each hash takes 64 MB: forty sign-ins by nobody took 2 GB."""
    go, lock, at_once = Event(), Lock(), list[int]()
    running = 0

    class Held(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override] # noqa: A002, ARG002
            nonlocal running
            with lock:
                running += 1
                at_once.append(running)
            assert go.wait(120)
            with lock:
                running -= 1
            return False

    monkeypatch.setattr(passwords, "_HASHER", Held())
    monkeypatch.setattr(passwords, "_PATIENCE", 120)
    threads = [Thread(target=verify_password, args=(None, PASSWORD)) for _ in range(10)]
    for thread in threads:
        thread.start()
    while passwords._WAITING._value or len(at_once) < 2:  # type: ignore[attr-defined]
        sleep(0.01)
    answer = site.browser().post("/sign-in", data={"login": "eve", "password": PASSWORD})
    assert (answer.status_code, answer.json()["code"]) == (429, "request-often")
    go.set()
    for thread in threads:
        thread.join(120)
    assert (len(at_once), max(at_once)) == (10, 2)


def test_waiting_too_long_to_sign_in_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_PATIENCE", 0)
    with passwords._HASHING, passwords._HASHING:  # pyright: ignore[reportPrivateUsage]
        answer = site.browser().post("/sign-in", data={"login": "eve", "password": PASSWORD})
    assert (answer.status_code, answer.json()["code"]) == (429, "request-often")
    assert site.browser().post("/sign-in", data={"login": "eve", "password": PASSWORD}).status_code == 422


def test_an_invalid_invitation_is_rejected_before_hashing_a_password(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> str:
        raise AssertionError("hashed")

    monkeypatch.setattr("openssi.web.services.sign_in.hash_password", fail)
    form = {"code": "x" * 32, "login": "eve", "name": "Eve", "password": PASSWORD}
    answer = site.browser().post("/join", data=form)
    assert answer.json()["code"] == "invitation-unknown"


def test_json_with_too_many_values_is_rejected_before_it_is_parsed(site: Site, ada: Account) -> None:
    program = site.browser(ada)
    for body in ("[" + "[]," * 20_000 + "0]", '{"text": {' + ", ".join(f'"a{n}": 1' for n in range(20_001)) + "}}"):
        answer = program.post("/api/v1/me/notes", content=body, headers={"Content-Type": "application/json"})
        assert (answer.status_code, answer.json()["detail"]) == (413, "The request is too large.")
    commas = program.post("/api/v1/me/notes", json={"day": "2026-06-30", "text": ',[{"\\' * 20_000})
    assert commas.status_code == 422  # the text is too long
    rest = [item.original_route for item in iter_route_contexts(site.app.routes) if str(item.path).startswith("/api/")]
    assert {type(one) for one in rest if isinstance(one, APIRoute) and one.body_field} == {JsonRoute}
