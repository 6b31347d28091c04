"""The form of a module: docstring, length, `__all__`, no clock."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture.source import Module, definitions, exported, imports, modules

LONGEST = 600
CLOCKS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "monotonic", "perf_counter", "ctime", "strftime", "asctime"},
}

EVERY = list(modules())
#: A migration is found by Alembic, under names that Alembic gives.
PUBLIC = [name for name in EVERY if not any(part.startswith("_") or part == "versions" for part in name.split("."))]


@pytest.mark.parametrize("name", EVERY)
def test_every_module_starts_with_its_purpose(name: str) -> None:
    module = modules()[name]
    said = ast.get_docstring(module.tree)
    assert said
    assert module.text.startswith(f'"""{said.splitlines()[0]}')


#: A published model is one file, however many signals it has.
@pytest.mark.parametrize("name", [name for name in EVERY if not name.startswith("openssi.model.v")])
def test_no_file_is_too_long(name: str) -> None:
    assert len(modules()[name].text.splitlines()) <= LONGEST


def rank(name: str) -> tuple[int, list[tuple[int, int, str]]]:
    """The order of ruff's RUF022: constants, classes, the rest; numbers inside by value, letters by code."""
    kind = 0 if len(name) > 1 and name.isupper() else 1 if name[:1].isupper() else 2
    pieces = [piece for piece in re.split(r"(\d+)", name) if piece]
    return kind, [(0, int(piece), "") if piece.isdigit() else (1, 0, piece) for piece in pieces]


@pytest.mark.parametrize("name", PUBLIC)
def test_every_module_has_a_sorted_all(name: str) -> None:
    module = modules()[name]
    offered = exported(module)
    made, assigned = definitions(module)
    assert offered is not None or not made | assigned, "defines names without an __all__"
    assert (offered or []) == sorted(set(offered or []), key=rank)


@pytest.mark.parametrize("name", PUBLIC)
def test_all_lists_every_public_name(name: str) -> None:
    """Every public function and class is offered, and nothing that is not there; a package also offers what it gathers."""
    module = modules()[name]
    listed = exported(module)
    if listed is None:
        return  # told by the test before
    offered = set(listed)
    made, assigned = definitions(module)
    dunder = {one for one in offered if one.startswith("__")}
    assert made <= offered
    assert offered - dunder <= made | assigned | (_gathered(module) if module.is_package else set())


def _gathered(module: Module) -> set[str]:
    """The names that a package takes from its modules, as it calls them."""
    taken = [node for node in ast.walk(module.tree) if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name for node in taken for alias in node.names}


@pytest.mark.parametrize("name", EVERY)
def test_only_public_names_are_imported(name: str) -> None:
    for target, names in imports(modules()[name]):
        offered = exported(modules()[target]) if target in modules() else None
        if offered is None:
            continue  # of others, private, or told by the first of these tests
        submodules = {one.rpartition(".")[2] for one in modules() if one.rpartition(".")[0] == target}
        assert set(names) <= set(offered) | submodules, f"{name} takes from {target}"


@pytest.mark.parametrize("name", [name for name in EVERY if modules()[name].room not in {"cli", "client", "web"}])
def test_only_the_command_line_the_client_and_the_web_read_the_clock(name: str) -> None:
    module = modules()[name]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute):
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            assert node.attr not in CLOCKS.get(owner, ()), f"line {node.lineno}"
    assert "time" not in {target for target, _ in imports(module)}, "imports the clock"
