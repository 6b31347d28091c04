"""The reference page of the REST API, from its own OpenAPI document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openssi.web.app import create_app
from openssi.web.settings import Settings, default_address

__all__ = ["api_parts", "document"]

Table = Callable[[Iterable[str], Iterable[Iterable[str]]], str]

_FAULT = "4"
_ENTRY = "/api/v1/openapi.json"


def document() -> dict[str, Any]:
    """The document of a server that has just been set up."""
    with TemporaryDirectory() as folder:
        app = create_app(Settings(Path(folder), default_address(Path(folder))), work=False)
        try:
            return app.openapi()
        finally:
            app.state.server.database.close()


def api_parts(told: dict[str, Any], table: Table) -> list[str]:
    """The page's parts: operations by what they are about, faults, shapes."""
    by_tag: dict[str, list[str]] = {}
    for path, operations in told["paths"].items():
        for method, operation in operations.items():
            by_tag.setdefault(operation["tags"][0], []).append(_operation(method, path, operation))
    parts = [told["info"]["description"], f"The document itself: `GET {_ENTRY}`, for whoever is signed in."]
    for tag, found in by_tag.items():
        parts += [f"## Operations: {tag}", *found]
    first = next(iter(next(iter(told["paths"].values())).values()))
    faults = ((status, what["description"]) for status, what in first["responses"].items() if status >= _FAULT)
    parts += [
        "## Faults",
        "Of every operation, as `application/problem+json`; the [code](errors.md) tells more.",
        table(("status", "meaning"), faults),
    ]
    parts.append("## Shapes")
    for name, shape in sorted(told["components"]["schemas"].items()):
        needed = shape.get("required", ())
        rows = (
            (f"`{field}`" + ("" if field in needed else "?"), _kind(what), what["description"])
            for field, what in shape.get("properties", {}).items()
        )
        parts += [f"### {name}", shape.get("description", "").split("\n")[0], table(("field", "type", "meaning"), rows)]
    return [part for part in parts if part]


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    lines = [
        f"### `{method.upper()} {path}`",
        "",
        f"{operation['description']} Needs `{operation['x-openssi-scope']}`.",
        "",
    ]
    for one in operation.get("parameters", ()):
        place = "" if one["in"] == "query" else f", in the {one['in']}"
        lines.append(f"- `{one['name']}`{place}: {one['description']}")
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        lines.append(f"- Body: {_body(kind, content)}")
    for status, answer in operation["responses"].items():
        if status < _FAULT and status != "304":
            told = ", ".join(_body(kind, content) for kind, content in answer.get("content", {}).items())
            lines.append(f"- Answers {status}" + (f": {told}" if told else ""))
    return "\n".join(lines)


def _body(kind: str, content: dict[str, Any]) -> str:
    shape = content.get("schema", {})
    return _kind(shape) if kind == "application/json" else f"`{kind}`"


def _kind(what: dict[str, Any]) -> str:
    """A type in words, with a link to the shape it names."""
    if "$ref" in what:
        name = what["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in what:
        return " or ".join(_kind(one) for one in what["anyOf"])
    if "enum" in what:
        return ", ".join(f"`{one}`" for one in what["enum"])
    if what.get("type") == "array":
        return f"list of {_kind(what['items'])}"
    return str(what.get("format", what.get("type", "anything")))
