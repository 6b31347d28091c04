"""Building blocks of the JSON contract: every result is a `TypedDict` whose keys carry their type and their meaning.

The same definition checks the code that fills it, prints docs/reference/json.md and describes the REST API.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypedDict, TypeVar

__all__ = ["Day", "Doc", "Keywords", "ModelRef", "Pair"]

T = TypeVar("T")
_JsonSchema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Doc:
    """The meaning of a key."""

    text: str

    def __get_pydantic_json_schema__(self, schema: Any, handler: Callable[[Any], _JsonSchema]) -> _JsonSchema:
        """Add the description; pydantic calls this, and the command line never imports pydantic."""
        return {**handler(schema), "description": self.text}


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity: a mapping has no hash
class Keywords:
    """JSON Schema keywords for what the Python type cannot express."""

    keywords: Mapping[str, object]

    def __get_pydantic_json_schema__(self, schema: Any, handler: Callable[[Any], _JsonSchema]) -> _JsonSchema:
        """Add the keywords; pydantic calls this."""
        return {**handler(schema), **self.keywords}


#: A calendar day, YYYY-MM-DD.
Day = Annotated[str, Keywords({"format": "date"})]
#: A list of exactly two values.
Pair = Annotated[list[T], Keywords({"minItems": 2, "maxItems": 2})]


class ModelRef(TypedDict):
    """The scoring model behind a result."""

    id: Annotated[str, Doc("ID of the scoring model.")]
    fingerprint: Annotated[
        str, Doc("16 hexadecimal digits that change whenever a change to the model can move a score.")
    ]
