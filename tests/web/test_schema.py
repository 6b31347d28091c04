"""The REST API matches its OpenAPI document: no undocumented status, type or shape, whatever is sent."""
# pyright: reportUnknownVariableType=false

from __future__ import annotations

from collections.abc import Generator, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import jsonschema_rs
import pytest
import stamina
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

EXAMPLES = 12
#: Fewer examples for operations that take long.
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
    """A server with its document, an admin with data, and another member of the admin's team."""

    site: Site
    admin: Account
    schema: Any

    def call(self, case: Any) -> Any:
        session = self.site.browser(self.admin).cookies[cookie_name(self.site.server.settings)]
        return case.call(
            base_url="http://localhost", headers=SAME, cookies={cookie_name(self.site.server.settings): session}
        )


def never_limited(*_: Any) -> bool:
    """Replace the rate limiter."""
    return True


def without_security(document: dict[str, Any]) -> dict[str, Any]:
    """Remove the security schemes, so that no tokens are generated: the session is enough."""
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
        stamina.set_testing(True, attempts=1),  # don't wait for LinkedIn, which no test reaches
    ):
        patch.setattr(site.server.limiter, "hit", never_limited)  # other tests cover the rate limit
        team = site.team()
        admin = site.person(team, "root", "admin", shares=True)
        site.person(team, "ada")
        browser = site.browser(admin)
        browser.post("/api/v1/me/imports", content=archive_bytes(invent(1), Layout())).raise_for_status()
        site.server.worker.process_pending()
        schema: Any = openapi.from_dict(without_security(browser.get("/api/v1/openapi.json").json()))

        async def without_lifespan(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] == "http":  # the site starts and stops the server
                await site.app(scope, receive, send)

        schema.app = without_lifespan
        yield Api(site, admin, schema)


def test_the_document_has_every_operation(api: Api) -> None:
    found = {f"{found.ok().method.upper()} {found.ok().path}" for found in api.schema.get_all_operations()}
    assert found == set(OPERATIONS)


@pytest.mark.parametrize("name", OPERATIONS)
def test_responses_follow_the_document(name: str, api: Api) -> None:
    """Half of the requests follow the document and half violate it, where there is anything to violate."""
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


@pytest.fixture(scope="module")
def document(api: Api) -> dict[str, Any]:
    return api.site.browser(api.admin).get("/api/v1/openapi.json").json()


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def test_every_operation_has_a_summary_a_description_and_a_tag(document: dict[str, Any]) -> None:
    tags = {tag["name"] for tag in document["tags"] if tag["description"]}
    for _, path, operation in operations(document):
        assert 0 < len(operation["summary"]) <= 60, path
        assert not operation["summary"].endswith("."), path
        assert operation["description"].endswith("."), path
        assert set(operation["tags"]) <= tags, path
        assert all(one["description"] for one in operation.get("parameters", ())), path
    assert len({operation["operationId"] for *_, operation in operations(document)}) == len(OPERATIONS)
    assert len({operation["summary"] for *_, operation in operations(document)}) == len(OPERATIONS)


def test_every_field_is_described(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1.")
    undescribed = [
        f"{name}.{field}"
        for name, schema in document["components"]["schemas"].items()
        for field, described in schema.get("properties", {}).items()
        if not described.get("description")
    ]
    assert undescribed == []


def test_every_operation_names_its_scope(document: dict[str, Any]) -> None:
    for method, path, operation in operations(document):
        scope = RIGHTS[f"{method} {path}"]
        assert operation["x-openssi-scope"] == scope
        assert operation["security"] == ([{"token": []}] if scope in TOKEN_SCOPES else []) + [{"session": []}]


def test_errors_are_described_once(document: dict[str, Any]) -> None:
    problems = document["components"]["responses"]
    assert all(list(problem["content"]) == ["application/problem+json"] for problem in problems.values())
    for method, path, operation in operations(document):
        errors = {status: response for status, response in operation["responses"].items() if status >= "400"}
        assert errors == {name[-3:]: {"$ref": f"#/components/responses/{name}"} for name in problems}
        assert ("304" in operation["responses"]) == (method == "GET" and path.startswith("/api/"))


def test_every_response_is_typed(document: dict[str, Any]) -> None:
    for _, path, operation in operations(document):
        for status, response in operation["responses"].items():
            if status.startswith("2") and status != "204":
                [(media_type, content)] = response["content"].items()
                if media_type == "application/json":
                    assert untyped(content["schema"], document, path) == []
                else:
                    assert content["schema"] == {"type": "string", "format": "binary"}


def untyped(schema: dict[str, Any], document: dict[str, Any], path: str) -> list[str]:
    """Return where a schema, or one that it contains, allows anything or any object."""
    if "$ref" in schema:
        return untyped(document["components"]["schemas"][schema["$ref"].rpartition("/")[2]], document, path)
    inner = [*schema.get("anyOf", ()), *schema.get("properties", {}).values()]
    inner += [one for one in (schema.get("items"), schema.get("additionalProperties")) if isinstance(one, dict)]
    if not inner and schema.get("type", "object") in {"object", "array"}:
        return [path]
    return [found for one in inner for found in untyped(one, document, f"{path} > {one.get('title', '')}")]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/api/v1/me/index", {}),
        ("/api/v1/me/history", {"every": "month"}),
        ("/api/v1/me/changes", {}),
        ("/api/v1/me/next-steps", {"weeks": "1"}),
        ("/api/v1/me/sources", {}),
        ("/api/v1/me/team-view", {}),
        ("/api/v1/team/report", {"days": "91"}),
    ],
)
def test_real_responses_match_their_schema(
    path: str, query: dict[str, str], api: Api, document: dict[str, Any]
) -> None:
    response = api.site.browser(api.admin).get(path, params=query)
    assert response.status_code == 200, response.text
    assert_valid(response.json(), document["paths"][path]["get"], document)


def test_a_real_forecast_matches_its_schema(api: Api, document: dict[str, Any]) -> None:
    path = "/api/v1/me/what-if"
    response = api.site.browser(api.admin).post(path, json={"plan": ["posts_published=2/week"], "weeks": 1})
    assert response.status_code == 200, response.text
    assert_valid(response.json(), document["paths"][path]["post"], document)


def assert_valid(answer: object, operation: dict[str, Any], document: dict[str, Any]) -> None:
    """Assert that an answer has the documented keys and no others."""
    schemas = deepcopy(document["components"]["schemas"])
    for one in schemas.values():
        one["additionalProperties"] = False
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    whole = {**schema, "components": {"schemas": schemas}}
    jsonschema_rs.Draft202012Validator(whole, validate_formats=True).validate(answer)


def test_the_document_needs_a_sign_in(api: Api) -> None:
    assert api.site.browser().get("/api/v1/openapi.json").status_code == 401
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert api.site.browser(api.admin).get(path).status_code == 404


def test_the_reference_page_is_current() -> None:
    assert (FOLDER / "api.md").read_text(encoding="utf-8") == pages()["api.md"]
