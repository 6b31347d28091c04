"""Imports run one way, as the table of the architecture stands."""

from __future__ import annotations

import pytest

from tests.architecture.source import imports, modules, own_imports

#: What each room may import of the others; a room may always import itself.
_BASE = {"activity", "model", "errors"}
_RESULTS = _BASE | {"scoring", "insight"}
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "files": {"errors"},
    "model": {"errors"},
    "activity": {"model", "errors"},
    "sources": _BASE | {"files"},
    "snapshots": _BASE | {"sources"},
    "store": _BASE | {"snapshots", "files"},
    "scoring": _BASE,
    "engines": _BASE | {"scoring", "files"},
    "insight": _BASE | {"scoring"},
    "population": _RESULTS | {"engines", "files"},
    "render": _RESULTS | {"population"},
    "demo": set(),
    "member": _RESULTS | {"render", "population", "snapshots", "sources", "files"},
    "client": _BASE | {"member", "sources"},
    "web": _RESULTS | {"member", "render", "population", "store", "snapshots", "sources", "files", "demo"},
    "cli": _RESULTS
    | {"web", "client", "member", "render", "population", "engines", "store", "snapshots", "sources", "files", "demo"},
    "": {"client", "member", "model", "errors"},
    "__main__": {"cli"},
}
#: Which room alone may import a third-party package.
ONLY_IN = {
    "python_calamine": "sources",
    "duckdb": "engines",
    "pyspark": "engines",
    "sqlalchemy": "store",
    "alembic": "store",
    "click": "cli",
    "fastapi": "web",
    "starlette": "web",
    "pydantic": "web",
    "argon2": "web",
    "limits": "web",
    "httpx2": "client",
    "stamina": "client",
    "xlsxwriter": "render",
    "icalendar": "render",
}
#: Third-party packages that a room may import.
OUTSIDE = {
    "sources": {"python_calamine"},
    "render": {"icalendar", "jinja2", "markupsafe", "rich", "xlsxwriter"},
    "client": {"httpx2", "stamina"},
    "cli": {"click", "rich", "uvicorn"},
}


def test_every_room_stands_in_the_table() -> None:
    assert {module.room for module in modules().values()} <= MAY_IMPORT.keys()


def test_the_table_itself_runs_one_way() -> None:
    for room, below in MAY_IMPORT.items():
        for other in below:
            assert room not in MAY_IMPORT[other], (room, other)


@pytest.mark.parametrize("name", modules())
def test_a_module_imports_only_what_its_room_may(name: str) -> None:
    module = modules()[name]
    rooms = {modules()[target].room for target in own_imports(module)}
    assert rooms - MAY_IMPORT[module.room] - {module.room} == set()


@pytest.mark.parametrize("name", modules())
def test_a_module_imports_names_that_exist(name: str) -> None:
    assert own_imports(modules()[name]) <= modules().keys()


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = {name: own_imports(module) for name, module in modules().items()}
    while leaves := [name for name, needs in graph.items() if not needs & graph.keys()]:
        for name in leaves:
            del graph[name]
    assert graph == {}


def test_pages_and_resources_are_put_together_by_the_app_alone() -> None:
    """What several of them need stands beside them: no other module reaches up, and neither of the two across."""
    for module in modules().values():
        for target in own_imports(module):
            shelf = target.rpartition(".")[0]
            if shelf in {"openssi.web.pages", "openssi.web.rest"}:
                assert module.name == "openssi.web.app" or module.name.startswith(f"{shelf}."), (module.name, target)


def test_heavy_packages_are_imported_in_one_room_only() -> None:
    for module in modules().values():
        for target, _ in imports(module):
            package = target.split(".")[0]
            assert ONLY_IN.get(package, module.room) == module.room, (module.name, target)


def test_the_core_imports_the_standard_library_only() -> None:
    import sys

    for module in modules().values():
        if module.room in {"engines", "store", "web"}:
            continue
        packages = {target.split(".")[0] for target, _ in imports(module)}
        outside = packages - sys.stdlib_module_names - {"openssi"}
        assert outside <= OUTSIDE.get(module.room, set()), module.name
