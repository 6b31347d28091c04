"""The import contracts of `pyproject.toml`, and imports by name that they cannot see."""

from __future__ import annotations

from tests.architecture.source import imports_by_name, lint_imports, modules, own_imports

#: A room may name its own modules, such as for templates or loggers; the package also loads what it offers when it is first used.
LOADS_BY_NAME: dict[str, set[str]] = {"": {"member", "client", "model", "errors"}}


def test_the_import_contracts_hold() -> None:
    assert lint_imports() == ""


def test_imported_modules_exist() -> None:
    missing = {name: own_imports(module) - modules().keys() for name, module in modules().items()}
    assert {name: targets for name, targets in missing.items() if targets} == {}


def test_only_the_package_and_the_command_line_load_modules_by_name() -> None:
    for module in modules().values():
        loaded = {modules()[target].room for target in imports_by_name(module)}
        assert loaded <= {module.room} | LOADS_BY_NAME.get(module.room, set()), module.name
