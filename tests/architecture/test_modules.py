"""The form of a module: docstring, length, `__all__`, no clock."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from tests.architecture.source import Module, definitions, exported, imports, modules

LONGEST = 600
LONGEST_FUNCTION = 60
CLOCKS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "monotonic", "perf_counter", "ctime", "strftime", "asctime"},
}

#: A migration is found by Alembic, under names that Alembic gives.
PUBLIC = [name for name in modules() if not any(part.startswith("_") or part == "versions" for part in name.split("."))]


def test_every_module_starts_with_its_purpose() -> None:
    def starts_with_its_purpose(module: Module) -> bool:
        purpose = ast.get_docstring(module.tree)
        return purpose is not None and module.text.startswith(f'"""{purpose.splitlines()[0]}')

    assert [name for name, module in modules().items() if not starts_with_its_purpose(module)] == []


def test_no_file_is_too_long() -> None:
    """A published model is one file, however many signals it has."""
    lines = {name: len(module.text.splitlines()) for name, module in modules().items()}
    assert {name: n for name, n in lines.items() if n > LONGEST and not name.startswith("openssi.model.v")} == {}


def test_no_function_is_too_long() -> None:
    """A migration is one function, however many tables it creates; options of a command count with its body."""
    functions = [
        (f"{module.name}.{node.name}", node)
        for module in modules().values()
        if ".versions." not in module.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lines = {name: (node.end_lineno or 0) - node.lineno + 1 for name, node in functions}
    assert {name: n for name, n in lines.items() if n > LONGEST_FUNCTION} == {}


def rank(name: str) -> tuple[int, list[tuple[int, int, str]]]:
    """The order of ruff's RUF022: constants, classes, the rest; numbers inside by value, letters by code."""
    kind = 0 if len(name) > 1 and name.isupper() else 1 if name[:1].isupper() else 2
    pieces = [piece for piece in re.split(r"(\d+)", name) if piece]
    return kind, [(0, int(piece), "") if piece.isdigit() else (1, 0, piece) for piece in pieces]


def test_every_module_has_a_sorted_all_with_every_public_name() -> None:
    """Every public function and class is exported, and nothing undefined; a package also exports what it imports."""
    assert {name: fault for name in PUBLIC if (fault := _fault_of_all(modules()[name]))} == {}


def _fault_of_all(module: Module) -> str:
    names = exported(module)
    defined, assigned = definitions(module)
    if names is None:
        return "defines names without an __all__" if defined | assigned else ""
    if names != sorted(set(names), key=rank):
        return "unsorted"
    missing = defined - set(names)
    known = defined | assigned
    if module.is_package:
        known |= _gathered(module)
    unknown = {name for name in names if not name.startswith("__")} - known
    return f"missing: {missing}, undefined: {unknown}" if missing | unknown else ""


def _gathered(module: Module) -> set[str]:
    """Return the names that a package imports from its modules, as it calls them."""
    statements = [node for node in ast.walk(module.tree) if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name for node in statements for alias in node.names}


def test_only_public_names_are_imported() -> None:
    private = {
        (module.name, target): hidden
        for module in modules().values()
        for target, names in imports(module)
        if (hidden := set(names) - _importable(target, names))
    }
    assert private == {}


def _importable(target: str, names: Sequence[str]) -> set[str]:
    """Return what may be imported from a module; all of these names if it isn't ours or has no `__all__`."""
    public = exported(modules()[target]) if target in modules() else None
    if public is None:
        return set(names)
    return {*public, *(name.rpartition(".")[2] for name in modules() if name.rpartition(".")[0] == target)}


def test_only_the_command_line_the_client_and_the_web_read_the_clock() -> None:
    others = [module for module in modules().values() if module.room not in {"cli", "client", "web"}]
    assert {module.name: clocks for module in others if (clocks := list(_clocks(module)))} == {}


def _clocks(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute):
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            if node.attr in CLOCKS.get(owner, ()):
                yield f"line {node.lineno}"
    yield from ("imports time" for target, _ in imports(module) if target == "time")
