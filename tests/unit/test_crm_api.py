"""Deals from a CRM's API, read from stand-ins that speak the documented JSON, and counted like an export."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

from openssi.cli.crm import crm
from openssi.client.crm import pull_hubspot, pull_salesforce
from openssi.errors import InputError, UsageError
from openssi.sources.crm import Mapping, read_sales
from tests.stand_in_server import in_background

MARCH, APRIL = 2026 * 12 + 2, 2026 * 12 + 3
TOKEN = "pat-eu1-invented"
#: By path and parameters: a status and the answer.
Answers = Callable[[str, dict[str, str]], tuple[int, Any]]


@contextmanager
def serving(answers: Answers) -> Generator[str]:
    """A CRM that answers requests with the token; others get 401."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            right = self.headers["Authorization"] == f"Bearer {TOKEN}"
            status, answer = answers(parts.path, asked) if right else (401, {"message": "no"})
            self.send_response(status)
            self.send_header("Retry-After", "0")
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library calls it so)
            pass

    with in_background(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as port:
        yield f"http://127.0.0.1:{port}"


def deal(record: str, owner: str, stage: str, won: str, created: str, closed: str | None) -> dict[str, Any]:
    properties = {
        "createdate": created, "closedate": closed, "dealstage": stage, "hs_is_closed_won": won,
        "hubspot_owner_id": owner, "amount_in_home_currency": "1000",
    }  # fmt: skip
    return {"id": record, "properties": properties}


class HubSpot:
    """Two pages of deals, of Ada and of Ben, who left; the first request for deals is too early."""

    def __init__(self) -> None:
        self.busy = 1

    def __call__(self, path: str, asked: dict[str, str]) -> tuple[int, Any]:
        if path == "/crm/v3/owners":
            ada, ben = {"id": "1", "firstName": "Ada", "lastName": "Stone"}, {"id": "2", "email": "ben@example.org"}
            return 200, {"results": [ben if asked["archived"] == "true" else ada]}
        if path == "/crm/v3/pipelines/deals":
            return 200, {"results": [{"stages": [{"id": "4711", "label": "=Vertrag"}]}]}
        assert path == "/crm/v3/objects/deals"
        if self.busy:
            self.busy -= 1
            return 429, {"status": "error"}
        if "after" not in asked:
            first = deal("11", "1", "closedwon", "true", "2026-03-02T09:00:00Z", "2026-04-01T01:09:00Z")
            return 200, {"results": [first], "paging": {"next": {"after": "100"}}}
        return 200, {"results": [deal("12", "2", "4711", "false", "2026-03-31T23:30:00Z", None)]}


def opportunity(record: str, *, won: bool, owner: dict[str, str] | None) -> dict[str, Any]:
    return {
        "Id": record, "CreatedDate": "2026-03-02T09:00:00.000+0000", "CloseDate": "2026-04-05",
        "StageName": "Closed Won", "IsWon": won, "Owner": owner,
    }  # fmt: skip


def salesforce(path: str, asked: dict[str, str]) -> tuple[int, Any]:
    """Two batches of one opportunity each; the second one has no owner."""
    if path.endswith("/query"):
        assert "FROM Opportunity" in asked["q"]
        first = [opportunity("006000000000001AAA", won=True, owner={"Name": "Ada Stone"})]
        return 200, {"done": False, "records": first, "nextRecordsUrl": "/services/data/v62.0/query/01g-2000"}
    return 200, {"done": True, "records": [opportunity("006000000000002AAA", won=False, owner=None)]}


def test_hubspot_deals_count_like_an_export(tmp_path: Path) -> None:
    """Closed on 1 April at 01:09 in UTC, which is 31 March in Arizona, where the CRM is."""
    token, out = tmp_path / "token", tmp_path / "deals.csv"
    token.write_text(TOKEN + "\n")
    with serving(HubSpot()) as address:
        arguments = ["pull", "hubspot", "--token-file", str(token), "--address", address, "--out", str(out)]
        done = CliRunner().invoke(crm, arguments, catch_exceptions=False)
    assert f"{out}: 2 deals" in done.output
    assert TOKEN not in done.output + out.read_text()
    assert "'=Vertrag" in out.read_text()  # a spreadsheet would run a formula
    found = read_sales([out], Mapping(), time_zone="America/Phoenix")
    assert {name: one.outcomes for name, one in found.sellers.items()} == {
        "Ada Stone": {"opportunities": {MARCH: 1.0}, "deals_won": {MARCH: 1.0}},
        "ben@example.org": {"opportunities": {MARCH: 1.0}},
    }


def test_salesforce_opportunities_count_like_an_export(tmp_path: Path) -> None:
    with serving(salesforce) as address:
        (tmp_path / "crm.csv").write_text(pull_salesforce(TOKEN, address))
    found = read_sales([tmp_path / "crm.csv"], Mapping())
    assert found.sellers["Ada Stone"].outcomes == {"opportunities": {MARCH: 1.0}, "deals_won": {APRIL: 1.0}}
    assert dict(found.files[0].reasons) == {"no seller": 1}


def always(status: int, answer: object) -> Answers:
    return lambda path, asked: (status, answer)  # noqa: ARG005 (any request)


ELSEWHERE: dict[str, object] = {
    "done": False,
    "records": list[object](),
    "nextRecordsUrl": "https://other.example/services/",
}


@pytest.mark.parametrize(
    ("status", "answer", "words"),
    [
        (403, {}, "refuses the token"),
        (503, {}, "is busy"),
        (302, {}, "status 302"),
        (200, "text", "no data"),
        (200, {"done": False}, "in another form than documented"),
        (200, ELSEWHERE, "in another form than documented"),
    ],
)
def test_what_a_crm_refuses_or_does_not_answer_is_an_error(status: int, answer: object, words: str) -> None:
    with serving(always(status, answer)) as address, pytest.raises(InputError, match=words) as error:
        pull_salesforce(TOKEN, address)
    assert error.value.code == "crm-api"


def test_a_token_is_not_sent_where_others_could_read_it() -> None:
    with pytest.raises(UsageError, match="Anyone on the network"):
        pull_hubspot(TOKEN, "http://crm.example.org")
    with serving(salesforce) as address, pytest.raises(InputError, match="refuses the token"):
        pull_salesforce("wrong", address)
