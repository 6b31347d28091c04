"""Describe the Python package for the reference: signatures and docstrings, read from the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

import griffe

import openssi

__all__ = ["python_parts"]

#: Names that are neither functions nor classes.
_LEFT_OUT = frozenset(("__version__", "DEFAULT"))
_LONGEST = 100


def python_parts() -> Iterator[str]:
    """Yield a section for each public function, class and module, functions first."""
    package = griffe.load("openssi", resolve_aliases=True, resolve_external=False, docstring_parser="google")
    names = sorted(set(openssi.__all__) - _LEFT_OUT, key=lambda name: (name[0].isupper(), name.lower()))
    for name in names:
        yield "\n\n".join(_described(f"openssi.{name}", _target(package[name]), 2))


def _target(one: griffe.Object | griffe.Alias) -> griffe.Object:
    return one.final_target if isinstance(one, griffe.Alias) else one


def _described(name: str, one: griffe.Object, level: int) -> Iterator[str]:
    """Yield heading, signature, docstring, and what is inside."""
    yield f"{'#' * level} `{name}`"
    if isinstance(one, griffe.Function):
        yield f"```text\n{_signature(name, one)}\n```"
    yield from _docstring(one)
    if isinstance(one, griffe.Class | griffe.Module):
        for inside, member in _members(one):
            yield from _described(f"{name.rpartition('.')[2]}.{inside}", member, level + 1)


def _members(one: griffe.Class | griffe.Module) -> Iterator[tuple[str, griffe.Object]]:
    """Yield the public functions of a module, or the methods and properties of a class."""
    every = {**one.inherited_members, **one.members} if isinstance(one, griffe.Class) else one.members
    for name, member in every.items():
        target = _target(member) if not name.startswith("_") and not _is_foreign(member) else None
        if target and target.docstring and (isinstance(target, griffe.Function) or "property" in target.labels):
            yield name, target


def _is_foreign(member: griffe.Object | griffe.Alias) -> bool:
    """Whether a name only imports something from elsewhere."""
    return isinstance(member, griffe.Alias) and not member.inherited


def _signature(name: str, function: griffe.Function) -> str:
    """Write how a function is called, one parameter a line if it is long."""
    written = re.sub(r"\((self|cls)(, |(?=\)))", "(", function.signature(return_type=True, name=name), count=1)
    if len(written) <= _LONGEST:
        return written
    depth, parts = 0, [""]
    for sign in written:
        depth += (sign in "([") - (sign in ")]")
        parts[-1] += sign
        if (sign in "(," and depth == 1) or (depth == 0 and sign == ")"):
            parts.append("")
    first, *parameters, last, returns = parts
    lines = [one.strip().removesuffix(",") for one in parameters] + [last.strip().removesuffix(")")]
    return "\n".join([first, *(f"    {line}," for line in lines), f"){returns}"])


def _docstring(one: griffe.Object) -> Iterator[str]:
    """Yield the sentences of a docstring, and its sections as lists."""
    for section in one.docstring.parsed if one.docstring else []:
        if isinstance(section, griffe.DocstringSectionText):
            yield section.value
        elif isinstance(section, griffe.DocstringSectionParameters | griffe.DocstringSectionAttributes):
            yield "\n".join(f"- `{item.name}`: {_line(item.description)}" for item in section.value)
        elif isinstance(section, griffe.DocstringSectionRaises):
            yield "\n".join(f"- raises `{item.annotation}`: {_line(item.description)}" for item in section.value)


def _line(text: str) -> str:
    return " ".join(text.split())
