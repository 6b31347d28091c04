"""Write the reference page of the REST API from its OpenAPI document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openssi.web.app import create_app
from openssi.web.settings import Settings, default_address
from tools.schema_tables import type_in_words

__all__ = ["api_parts", "document"]

Table = Callable[[Iterable[str], Iterable[Iterable[str]]], str]
Json = dict[str, Any]

_DOCUMENT = "/api/v1/openapi.json"
_JSON = "application/json"


def document() -> Json:
    """Return the document of a server that was just set up."""
    with TemporaryDirectory() as folder:
        app = create_app(Settings(Path(folder), default_address(Path(folder))), work=False)
        try:
            return app.openapi()
        finally:
            app.state.server.database.close()


def api_parts(openapi: Json, table: Table) -> list[str]:
    """Return the parts of the page: introduction, operations by tag, errors, objects."""
    schemas = openapi["components"]["schemas"]
    parts = [openapi["info"]["description"], f"The OpenAPI 3.1 document is at `GET {_DOCUMENT}`, for signed-in users."]
    for tag in openapi["tags"]:
        parts += [f"## {tag['name']}", tag["description"]]
        for method, path, operation in _operations(openapi):
            if operation["tags"] == [tag["name"]]:
                parts += _operation(method, path, operation, schemas, table)
    problems = openapi["components"]["responses"]
    parts += [
        "## Errors",
        "As `application/problem+json`: a [Problem](#problem) with one of the [error codes](errors.md).",
        table(("status", "meaning"), ((name[-3:], problem["description"]) for name, problem in problems.items())),
        "## Objects",
    ]
    bodies = {_json_body(operation) for _, _, operation in _operations(openapi)}
    for name, schema in sorted(schemas.items()):
        if name not in bodies:
            rows = ((_name(*field), *_type_and_meaning(field[1])) for field in _fields(schema))
            parts += [f"### {name}", schema["description"].split("\n")[0], table(("field", "type", "meaning"), rows)]
    return parts


def _operations(openapi: Json) -> Iterator[tuple[str, str, Json]]:
    for path, operations in openapi["paths"].items():
        for method, operation in operations.items():
            yield method.upper(), path, operation


def _operation(method: str, path: str, operation: Json, schemas: Json, table: Table) -> Iterator[str]:
    yield f"### {operation['summary']}"
    yield f"```http\n{method} {path}\n```"
    yield f"{operation['description']} Scope: `{operation['x-openssi-scope']}`."
    rows = [*_parameters(operation), *_body(operation, schemas)]
    if rows:
        yield table(("parameter", "in", "type", "meaning"), rows)
    for status, response in operation["responses"].items():
        if status.startswith("2"):
            content = response.get("content", {})
            yield f"Returns {status}" + (f": {_content(content)}." if content else " without a body.")


def _parameters(operation: Json) -> Iterator[tuple[str, str, str, str]]:
    for one in operation.get("parameters", ()):
        schema = {**one["schema"], "description": one["description"]}
        yield _name(one["name"], schema, one["required"]), one["in"], *_type_and_meaning(schema)


def _body(operation: Json, schemas: Json) -> Iterator[tuple[str, str, str, str]]:
    body = operation.get("requestBody", {})
    if name := _json_body(operation):
        for field in _fields(schemas[name]):
            yield _name(*field), "body", *_type_and_meaning(field[1])
    for media_type in body.get("content", {}).keys() - {_JSON}:
        yield "", "body", f"`{media_type}`", body["description"]


def _json_body(operation: Json) -> str:
    """Return the name of the schema of an operation's JSON body; empty if it has none."""
    schema = operation.get("requestBody", {}).get("content", {}).get(_JSON, {}).get("schema", {})
    return schema.get("$ref", "").rpartition("/")[2]


def _fields(schema: Json) -> Iterator[tuple[str, Json, bool]]:
    required = schema.get("required", ())
    for name, field in schema.get("properties", {}).items():
        yield name, field, name in required


def _name(name: str, _: Json, required: bool) -> str:  # noqa: FBT001 (unpacked from a tuple)
    return f"`{name}`" + ("" if required else "?")


def _type_and_meaning(schema: Json) -> tuple[str, str]:
    meaning = schema["description"]
    if schema.get("default") not in {None, ""} and not isinstance(schema["default"], bool):
        meaning += f" Defaults to {schema['default']}."
    return type_in_words(schema), meaning


def _content(content: Json) -> str:
    return ", ".join(
        type_in_words(body["schema"]) if media_type == _JSON else f"`{media_type}`"
        for media_type, body in content.items()
    )
