"""Find the modules that the browser edition needs: all that its session imports, directly or not."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

__all__ = ["needed_files"]

#: Never used in a browser.
_LEFT_OUT = tuple(
    f"openssi.{name}" for name in ("client", "engines", "population", "redteam", "render.terminal", "store")
)


def needed_files(package: Path, start: str) -> dict[str, Path]:
    """Return the files of a package that a module needs, by their path inside the archive.

    Data next to them is included.

    Args:
        package: the folder of the package.
        start: the full name of the module.
    """
    modules: dict[str, Path] = {}
    waiting = [start]
    while waiting:
        name = waiting.pop()
        path = _path(package, name)
        if name in modules or path is None or name.startswith(_LEFT_OUT):
            continue
        modules[name] = path
        waiting += [name.rpartition(".")[0], *_imports(path)]
    folders = {path.parent for path in modules.values()} - {package / "site"}  # its pages are files of the site itself
    data = (path for folder in folders for path in _data(folder, package))
    return {str(path.relative_to(package.parent)): path for path in sorted({*modules.values(), *data})}


def _path(package: Path, name: str) -> Path | None:
    """Return the file of a module of the package; None for any other name."""
    if name.partition(".")[0] != package.name:
        return None
    base = package.parent.joinpath(*name.split("."))
    return next((path for path in (base.with_suffix(".py"), base / "__init__.py") if path.is_file()), None)


def _imports(path: Path) -> Iterator[str]:
    """Yield what a module imports anywhere, at its top or inside a function, but not for type checkers alone."""
    for node in _run(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _run(tree: ast.AST) -> Iterator[ast.AST]:
    """Walk over all but the blocks under `if TYPE_CHECKING`."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        yield node
        yield from _run(node)


def _data(folder: Path, package: Path) -> Iterator[Path]:
    """Yield the files of a package's folder that are not Python, and those of its folders that are not packages."""
    for path in folder.iterdir():
        if path.is_file() and path.suffix not in {".py", ".pyi", ".typed"}:
            yield path
        elif path.is_dir() and path.name != "__pycache__" and not (path / "__init__.py").exists() and folder != package:
            yield from (file for file in path.rglob("*") if file.is_file())
