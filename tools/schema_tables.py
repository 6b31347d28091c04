"""Write JSON Schema as Markdown: a type in words, and the keys of a contract as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter

from openssi.web.http.typed_dicts import for_pydantic

__all__ = ["contract_rows", "type_in_words"]

Schema = dict[str, Any]


def contract_rows(contract: Any) -> Iterator[tuple[str, str, str]]:
    """Yield every key of a typed dictionary as path, type and meaning.

    `*` stands for an ID, `[]` for each of a list.
    """
    schema: Schema = TypeAdapter[Any](for_pydantic(contract)).json_schema()
    yield from _rows(schema, schema.get("$defs", {}), "")


def type_in_words(schema: Schema, link: str = "[{name}](#{anchor})") -> str:
    """Return the type of a schema in words; `link` is how another schema is named."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return link.format(name=name, anchor=name.lower())
    if "anyOf" in schema:
        return " or ".join(type_in_words(one, link) for one in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"`{one}`" for one in schema["enum"])
    if schema.get("type") == "array":
        items = type_in_words(schema.get("items", {}), link)
        return f"two of {items}" if schema.get("maxItems") == 2 else f"list of {items}"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"map of {type_in_words(schema['additionalProperties'], link)}"
    return str(schema.get("format", schema.get("type", "anything")))


def _rows(schema: Schema, named: dict[str, Schema], path: str) -> Iterator[tuple[str, str, str]]:
    for key, value in schema.get("properties", {}).items():
        optional = "" if key in schema.get("required", ()) else " (optional)"
        yield f"{path}{key}", type_in_words(value, "object") + optional, value.get("description", "")
        yield from _inside(value, named, f"{path}{key}")


def _inside(schema: Schema, named: dict[str, Schema], path: str) -> Iterator[tuple[str, str, str]]:
    """Yield the keys of the objects that a value consists of or contains."""
    if "$ref" in schema:
        yield from _rows(named[schema["$ref"].rsplit("/", 1)[-1]], named, f"{path}.")
    for one in schema.get("anyOf", ()):
        yield from _inside(one, named, path)
    if schema.get("type") == "array":
        yield from _inside(schema.get("items", {}), named, f"{path}[]")
    if isinstance(schema.get("additionalProperties"), dict):
        yield from _inside(schema["additionalProperties"], named, f"{path}.*")
