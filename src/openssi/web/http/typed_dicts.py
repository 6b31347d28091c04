"""Let routes return the typed dictionaries of `openssi.render.json`, so that OpenAPI shows their keys."""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import typing_extensions
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema

__all__ = ["Json", "for_pydantic"]

T = TypeVar("T")


class _TypedDicts:
    """Annotates a type that contains typed dictionaries."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Have pydantic read the converted type instead."""
        return handler.generate_schema(for_pydantic(source))


#: A result of `openssi.render.json` as the response of a route, or as a field of a model.
Json = Annotated[T, _TypedDicts()]


def for_pydantic(annotation: Any) -> Any:
    """Return a type with every `typing.TypedDict` in it replaced by its twin from `typing_extensions`.

    Before Python 3.12 pydantic accepts only those, and the command line doesn't import `typing_extensions`.
    """
    if typing_extensions.is_typeddict(annotation):
        return _twin(annotation)
    origin: Any = get_origin(annotation)
    arguments: list[Any] = [*get_args(annotation)]
    if origin is None or origin is Literal:
        return annotation
    if origin is Annotated:
        return Annotated[(for_pydantic(arguments[0]), *arguments[1:])]
    inner = [for_pydantic(argument) for argument in arguments]
    if origin in {Union, UnionType}:
        return Union[tuple(inner)]  # noqa: UP007 (the members vary)
    return origin[tuple(inner) if len(inner) > 1 else inner[0]]


@cache
def _twin(contract: Any) -> Any:
    hints = get_type_hints(contract, include_extras=True)
    make: Any = typing_extensions.TypedDict  # a type checker wants the keys written out
    twin = make(contract.__name__, {key: for_pydantic(hint) for key, hint in hints.items()})
    twin.__doc__, twin.__module__ = contract.__doc__, contract.__module__
    return twin
