"""The package as its syntax trees: modules, what each imports and what each defines."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2] / "src"
PACKAGE = ROOT / "openssi"


@dataclass(frozen=True)
class Module:
    """A module of the package."""

    name: str
    path: Path

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def room(self) -> str:
        """The first name below the package: `model`, `sources`, `errors`; "" for the package itself."""
        return self.name.partition(".")[2].partition(".")[0]

    @property
    def is_package(self) -> bool:
        return self.path.name == "__init__.py"


@cache
def modules() -> dict[str, Module]:
    found: dict[str, Module] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = Module(name, path)
    return found


@cache
def imports(module: Module) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each module imported anywhere in the file, TYPE_CHECKING and functions included, with the imported names."""
    result: list[tuple[str, tuple[str, ...]]] = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            result += ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            result.append((_absolute(module, node), tuple(alias.name for alias in node.names)))
        elif name := _named_module(node):
            result.append((name, ()))
    return tuple(result)


def imports_by_name(module: Module) -> Iterator[str]:
    """Yield our modules that are named in a string, to be loaded later."""
    yield from filter(None, map(_named_module, ast.walk(module.tree)))


def _named_module(node: ast.AST) -> str:
    """Return the module of ours that a string names, or ""."""
    text = node.value if isinstance(node, ast.Constant) else None
    return text if isinstance(text, str) and text in modules() and text != "openssi" else ""


def _absolute(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = module.name.split(".")
    base = parts[: len(parts) - node.level + module.is_package]
    return ".".join([*base, *([node.module] if node.module else [])])


def own_imports(module: Module) -> set[str]:
    """The modules of this package that a module imports, to the module and not only to its package."""
    found: set[str] = set()
    for target, names in imports(module):
        if target.split(".")[0] != "openssi":
            continue
        inner = {f"{target}.{name}" for name in names} & modules().keys()
        found |= inner
        if not names or len(inner) < len(names):
            found.add(target)
    return found - {module.name}


def definitions(module: Module) -> tuple[set[str], set[str]]:
    """Top-level names without leading underscore: functions and classes, and those assigned or registered as a command or a route."""
    made: set[str] = set()
    assigned: set[str] = set()
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            commands = any(_is_command(decorator) for decorator in node.decorator_list)
            (assigned if commands else made).add(node.name)
        elif isinstance(node, ast.Assign):
            assigned |= {one.id for target in node.targets for one in ast.walk(target) if isinstance(one, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            assigned.add(node.target.id)
    return {name for name in made if name[0] != "_"}, {name for name in assigned if name[0] != "_"}


def _is_command(decorator: ast.expr) -> bool:
    """`@app.command()`, `@ROUTER.get(…)`: found by click or FastAPI, imported by nobody."""
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and called.attr in {
        "command",
        "group",
        "get",
        "post",
        "put",
        "patch",
        "delete",
    }


@cache
def exported(module: Module) -> list[str] | None:
    """`__all__`; None if there is none."""
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            return [str(value) for value in ast.literal_eval(node.value)]
    return None


def lint_imports() -> str:
    """Check the import contracts of `pyproject.toml`; return the report of the broken ones, "" if all hold."""
    lint = "import sys; from importlinter import cli; sys.exit(cli.lint_imports_command(['--no-cache', '--no-logo']))"
    done = subprocess.run(  # noqa: S603 (our own interpreter and text)
        [sys.executable, "-c", lint], cwd=ROOT.parent, capture_output=True, encoding="utf-8", check=False
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr
