"""Secrets are never revealed: a canary for each is found in no log, URL, response or database."""

from __future__ import annotations

import io
import re
from collections.abc import Generator
from pathlib import Path

import pytest

from openssi.store import accounts
from openssi.web.security import passwords
from tests.archives.hostile_base import base_files
from tests.archives.writer import zipped
from tests.web.logs import logged
from tests.web.site import HTML, Site

PASSWORD = "canary password of ada"
WRONG = "canary password that is wrong"
TEXTS = (
    "canary-message-body",
    "canary-comment-body",
    "canary-post-body",
    "canary-search",
    "canary-contact",
    "canary-company",
)


@pytest.fixture
def log() -> Generator[list[str]]:
    """The log of everything, at its most talkative."""
    with logged() as lines:
        yield lines


def archive() -> bytes:
    """A real archive with a canary in each text that is read and let go, and in names."""
    message, comment, post, search, contact, company = TEXTS
    files = dict(base_files())
    files["messages.csv"] += (
        f"c,{contact},{contact},https://x,{contact},https://x,2024-11-01 08:00:00 UTC,{message},{message},INBOX\n".encode()
    )
    files["Comments.csv"] += f"2024-11-01 08:00:00,https://x,{comment}\n".encode()
    files["Shares.csv"] += f"2024-11-01 08:00:00,https://x,{post},,,MEMBER_NETWORK\n".encode()
    files["SearchQueries.csv"] += f"2024/11/01 08:00:00 UTC,{search}\n".encode()
    files["Connections.csv"] += f"{contact},{contact},https://x,,{company},CEO,02 Nov 2024\n".encode()
    return zipped(files)


def run_through(site: Site, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, str], list[str]]:
    """Everything that has to do with secrets, once well and once with a fault of ours; the secrets, and all that was answered."""
    team = site.team()
    lead = site.person(team, "lead", "lead", password=passwords.hash_password(WRONG + "!", "lead"))
    answered: list[str] = []
    addresses: list[str] = []

    def told(answer: object) -> str:
        headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items() if name != "set-cookie")  # type: ignore[attr-defined]
        answered.append(f"{headers}\n{answer.text}")  # type: ignore[attr-defined]
        addresses.append(str(answer.request.url))  # type: ignore[attr-defined]
        return answer.text  # type: ignore[attr-defined]

    site.raises = False
    boss = site.browser(lead)
    code = re.findall(r"/join#([\w-]+)", boss.post("/team/invitations", data={"name": "Ada"}, headers=HTML).text)[0]
    ada = site.browser()
    told(ada.post("/join", data={"code": code + "x", "login": "ada", "name": "Ada", "password": PASSWORD}))
    joined = ada.post(
        "/join", data={"code": code, "login": "ada", "name": "Ada", "password": PASSWORD, "shares": "true"}
    )
    told(joined)
    told(ada.post("/sign-in", data={"login": "ada", "password": WRONG}, headers=HTML))
    told(ada.post("/sign-in", data={"login": WRONG, "password": PASSWORD}))
    told(ada.post("/sign-in", data={"password": PASSWORD}))
    told(ada.post("/sign-in", data={"login": "ada", "password": PASSWORD}))
    cookie = ada.cookies["ssi"]
    feed = ada.post("/api/v1/me/feed").json()["ics"].removeprefix("/feeds/").removesuffix(".ics")
    site.browser().get(f"/feeds/{feed}.ics")
    site.browser().get(f"/feeds/{feed}x.ics")
    with site.server.database.read() as connection:
        account = accounts.find_account_by_login(connection, "ada")
    assert account is not None
    program = site.program(account, "me:read")
    token = program.headers["Authorization"].removeprefix("Bearer ")
    told(program.get("/api/v1/me"))
    told(site.browser().get("/api/v1/me", headers={"Authorization": f"Bearer {token}x"}))
    told(ada.post("/imports", files={"archive": ("mine.zip", io.BytesIO(archive()), "application/zip")}))
    told(ada.post("/imports", files={"archive": ("broken.zip", io.BytesIO(archive()[:5_000]), "application/zip")}))
    assert site.server.worker.process_pending() == 2
    for path in ("/", "/imports", "/team/me", "/alerts", "/api/v1/me/index", "/api/v1/me/team-view"):
        told(ada.get(path, headers={"Accept": "application/json" if "/api/" in path else "text/html"}))
    for path in ("/team", "/team/people", "/team/report.csv", "/api/v1/team/report"):
        told(boss.get(path, headers={"Accept": "application/json" if "/api/" in path else "text/html"}))

    def fail(*_: object, **__: object) -> None:
        raise ValueError(f"{PASSWORD} {code} {cookie} {token} {feed} {' '.join(TEXTS)}")

    monkeypatch.setattr("openssi.web.pages.alerts.render_page", fail)
    monkeypatch.setattr("openssi.web.security.passwords.verify_password", fail)
    monkeypatch.setattr("openssi.web.services.sign_in.verify_password", fail)
    monkeypatch.setattr("openssi.web.jobs.importing.Importer.run", fail)
    told(ada.get("/alerts", headers=HTML))
    told(site.browser().post("/sign-in", data={"login": "eve", "password": PASSWORD}))
    ada.post("/imports", files={"archive": ("mine.zip", io.BytesIO(archive()), "application/zip")})
    site.server.worker.process_pending()
    told(ada.get("/imports", headers=HTML))
    secrets = {
        "password": PASSWORD,
        "wrong password": WRONG,
        "code": code,
        "cookie": cookie,
        "token": token,
        "feed": feed,
    }
    return {**secrets, **{text: text for text in TEXTS}}, [*answered, *(f"address {one}" for one in addresses)]


def test_no_secret_is_shown(site: Site, log: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    secrets, answered = run_through(site, monkeypatch)
    assert any('"fault": {"kind": "ValueError"' in line for line in log)
    assert any("import failed" in line for line in log)
    for name, secret in secrets.items():
        assert [line for line in log if secret in line] == [], f"{name} in the log"
        assert [text for text in answered if secret in text] == [], f"{name} in an answer"


def test_no_secret_and_no_text_is_stored(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets, _ = run_through(site, monkeypatch)
    site.server.database.close()
    folder: Path = site.server.settings.folder
    held = b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())
    assert len(held) > 100_000
    for name, secret in secrets.items():
        assert secret.encode() not in held, name
    for file in folder.rglob("*"):
        assert file.stat().st_mode & 0o077 == 0, file.name


def test_an_internal_error_shows_an_id_that_is_in_the_log(
    site: Site, log: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site.raises = False
    browser = site.browser(site.person(site.team(), "ada"))
    monkeypatch.setattr("openssi.web.pages.alerts.render_page", None)
    page = browser.get("/alerts", headers=HTML).text
    number = re.findall(r"under ([0-9a-f]{8})", page)[0]
    assert any(f'"number": "{number}"' in line for line in log)
    assert "Traceback" not in page
