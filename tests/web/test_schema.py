"""The REST API keeps what its document promises: no status, type or shape that is not in it, whatever is sent."""
# pyright: reportUnknownVariableType=false

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import openapi
from schemathesis.checks import not_a_server_error
from schemathesis.generation.modes import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from openssi.store.accounts import Account
from openssi.web.context import cookie_name
from openssi.web.security.access import TOKEN_SCOPES
from tests.archives import Layout, archive_bytes, invent
from tests.web.rights import RIGHTS
from tests.web.site import DATABASES, SAME, Site, new_address
from tools.docs import FOLDER, pages

EXAMPLES = 20
#: Whose answers take long to compute.
COSTLY = {"/api/v1/me/next-steps": 4, "/api/v1/me/password": 6}
CHECKS: list[Any] = [
    not_a_server_error,
    negative_data_rejection,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
DOCUMENT = "GET /api/v1/openapi.json"
OPERATIONS = sorted(name for name in RIGHTS if " /api/" in name or " /sales-api/" in name if name != DOCUMENT)


@dataclass(frozen=True)
class Api:
    """A server with an admin who has data, in a team with somebody else, and its document."""

    site: Site
    admin: Account
    schema: Any

    def call(self, case: Any) -> Any:
        session = self.site.browser(self.admin).cookies[cookie_name(self.site.server.settings)]
        return case.call(
            base_url="http://localhost", headers=SAME, cookies={cookie_name(self.site.server.settings): session}
        )


def free(*_: Any) -> bool:
    """Nobody asks too often."""
    return True


def without_ways_in(document: dict[str, Any]) -> dict[str, Any]:
    """So that no token is made up: who asks is signed in."""
    del document["components"]["securitySchemes"]
    for operations in document["paths"].values():
        for operation in operations.values():
            del operation["security"]
    return document


@pytest.fixture(scope="module", params=DATABASES)
def api(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Generator[Api]:
    with (
        Site(tmp_path_factory.mktemp("site"), address=new_address(request.param)) as site,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(site.server.limiter, "hit", free)  # who asks too often is slowed down in other tests
        team = site.team()
        admin = site.person(team, "root", "admin", shares=True)
        site.person(team, "ada")
        browser = site.browser(admin)
        browser.post("/api/v1/me/imports", content=archive_bytes(invent(1), Layout())).raise_for_status()
        site.server.worker.work_off()
        schema: Any = openapi.from_dict(without_ways_in(browser.get("/api/v1/openapi.json").json()))

        async def without_life(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] == "http":  # the server is started and ended by the site
                await site.app(scope, receive, send)

        schema.app = without_life
        yield Api(site, admin, schema)


def test_every_operation_is_in_the_document(api: Api) -> None:
    found = {f"{found.ok().method.upper()} {found.ok().path}" for found in api.schema.get_all_operations()}
    assert found == set(OPERATIONS)


@pytest.mark.parametrize("name", OPERATIONS)
def test_answers_are_as_promised(name: str, api: Api) -> None:
    """Half of what is sent keeps to the document, half breaks it, where there is anything to break."""
    method, path = name.split()
    operation = api.schema[path][method]
    modes = [GenerationMode.POSITIVE]
    if operation.definition.raw.get("parameters") or operation.body:
        modes.append(GenerationMode.NEGATIVE)
    for mode in modes:

        @settings(
            max_examples=COSTLY.get(path, EXAMPLES) // len(modes),
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def answers(case: Any) -> None:
            case.validate_response(api.call(case), checks=CHECKS)

        answers()


def test_the_document_says_what_everything_is(api: Api) -> None:
    document = api.site.browser(api.admin).get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1.")
    named = {operation["operationId"] for operations in document["paths"].values() for operation in operations.values()}
    assert len(named) == len(OPERATIONS)
    silent = [
        f"{shape}.{field}"
        for shape, told in document["components"]["schemas"].items()
        for field, what in told.get("properties", {}).items()
        if not what.get("description")
    ]
    assert silent == []
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            assert operation["x-openssi-scope"] == RIGHTS[f"{method.upper()} {path}"]
            assert operation["security"] == (
                [{"token": []}] if operation["x-openssi-scope"] in TOKEN_SCOPES else []
            ) + [{"session": []}]
            assert [one["name"] for one in operation.get("parameters", ()) if not one.get("description")] == [], path
            faults = [told for status, told in operation["responses"].items() if status >= "400"]
            assert all(list(told["content"]) == ["application/problem+json"] for told in faults)
            assert ("304" in operation["responses"]) == (method == "get" and path.startswith("/api/"))


def test_the_document_is_for_whoever_is_signed_in(api: Api) -> None:
    assert api.site.browser().get("/api/v1/openapi.json").status_code == 401
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert api.site.browser(api.admin).get(path).status_code == 404


def test_its_page_in_the_reference_is_current() -> None:
    assert (FOLDER / "api.md").read_text(encoding="utf-8") == pages()["api.md"]
