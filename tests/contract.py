"""Checks results against the JSON contract that documents them."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
from pydantic import TypeAdapter

from openssi.web.http.typed_dicts import for_pydantic

__all__ = ["assert_matches"]


def assert_matches(contract: Any, result: object) -> None:
    """Assert that a result has the keys of its contract and no others, each of the documented type."""
    schema: dict[str, Any] = TypeAdapter[Any](for_pydantic(contract)).json_schema()
    for one in (schema, *schema.get("$defs", {}).values()):
        one["additionalProperties"] = False
    jsonschema_rs.Draft202012Validator(schema, validate_formats=True).validate(json.loads(json.dumps(result)))
