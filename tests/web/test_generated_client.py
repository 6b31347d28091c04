"""A client generated from the OpenAPI document works, from sign-in to the team report."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Generator
from datetime import date
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from openssi.store.accounts import Account
from tests.archives import Layout, archive_bytes, invent
from tests.web.site import Site

#: No formatting, and files as bytes.
CONFIG = """
post_hooks: []
content_type_overrides:
  application/zip: application/octet-stream
  application/vnd.openxmlformats-officedocument.spreadsheetml.sheet: application/octet-stream
"""
PACKAGE = "ssi_client"

Load = Callable[[str], Any]


@pytest.fixture
def lead(site: Site) -> Account:
    return site.person(site.team("North"), "lead", "lead", name="Lena Lead", shares=True)


@pytest.fixture
def load(site: Site, lead: Account, tmp_path: Path) -> Generator[Load]:
    """Generate a client and return a function that imports its modules."""
    document = site.browser(lead).get("/api/v1/openapi.json").json()
    (tmp_path / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
    (tmp_path / "config.yaml").write_text(CONFIG, encoding="utf-8")
    generate = ["generate", "--path=openapi.json", "--config=config.yaml", f"--output-path={PACKAGE}", "--meta=none"]
    command = [sys.executable, "-m", "openapi_python_client", *generate, "--fail-on-warning"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S603 (our own words)
    assert done.returncode == 0, done.stdout + done.stderr
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(tmp_path), *sys.path])
        yield lambda name: import_module(f"{PACKAGE}.{name}")
        for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE]:
            del sys.modules[name]


def test_from_sign_in_to_the_team_report(load: Load, site: Site, lead: Account) -> None:
    models = load("models")

    def call(client: Any, path: str, **arguments: Any) -> Any:
        return load(f"api.{path}").sync(client=client, **arguments)

    browser = load("client").Client("http://localhost").set_httpx_client(site.browser(lead))
    scopes = [models.NewTokenScopesItem(scope) for scope in ("me:read", "me:write", "team:read")]
    token = call(browser, "access.create_token", body=models.NewToken("mine", scopes, days=1))
    assert token.expires_at.isoformat() == "2026-07-02T00:00:00+00:00"

    program = site.browser()
    program.headers["Authorization"] = f"Bearer {token.secret}"
    client = load("client").Client("http://localhost").set_httpx_client(program)
    archive = load("types").File(BytesIO(archive_bytes(invent(1), Layout())))
    received = call(client, "imports.upload_import", body=archive, file_name="mine.zip")
    site.server.worker.process_pending()
    imported = call(client, "imports.get_import", import_id=received.id)
    assert (imported.state.value, imported.added, imported.name) == ("done", True, "mine.zip")

    account = call(client, "profile_and_index.get_account")
    index = call(client, "profile_and_index.get_index")
    history = call(client, "profile_and_index.get_history", from_=account.data_until)
    assert index.as_of == account.data_until
    assert [(day.day, day.index_micro) for day in history.days] == [(index.as_of, index.index_micro)]
    forecast = call(client, "profile_and_index.try_plan", body=models.PlanRequest(["posts_published=2/week"], weeks=1))
    assert forecast.index_micro.start == index.index_micro

    period = {"from_": date(2024, 12, 1), "to": date(2024, 12, 31)}
    report = call(client, "team_report.get_team_report", **period)
    assert [(member.name, member.id) for member in report.members] == [("Lena Lead", lead.id)]
    workbook = call(client, "team_report.get_team_report_as_xlsx", **period)
    assert workbook.payload.read(2) == b"PK"
    assert call(client, "team.get_team").name == "North"
