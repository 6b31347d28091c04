"""Pack the browser edition as byte code. Runs inside Pyodide at build time: only its own Python can compile for itself.

The folder `/stage` contains `app/` (the packages), `native/` (compiled modules), `tour.json` (files to try) and gets
`out/`.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import json
import marshal
import shutil
import sys
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

__all__ = ["byte_code", "main", "pack"]

_STAGE = Path("/stage")
#: How the names of modules begin that are imported only at the start of Python, for an error, or for a file's encoding.
_ALWAYS = (
    *("_strptime", "_sysconfigdata_", "ast", "linecache", "sysconfig", "tokenize", "traceback"),
    *(
        "encodings.aliases",
        "encodings.ascii",
        "encodings.charmap",
        "encodings.cp125",
        "encodings.cp437",
        "encodings.idna",
    ),
    *("encodings.latin_1", "encodings.punycode", "encodings.raw", "encodings.unicode", "encodings.utf_"),
)


def main() -> None:
    """Take a tour through the session, then pack what it used of the standard library, and the packages."""
    app, native = (
        Path(shutil.copytree(_STAGE / name, f"/{name}")) for name in ("app", "native")
    )  # quicker to read from
    sys.path[:0] = [str(app), str(native)]
    for name in _named_in(app):
        with suppress(ImportError):
            importlib.import_module(name)
    _tour()
    with zipfile.ZipFile(_STAGE / "pyodide" / "python_stdlib.zip") as standard:
        used = {name for name in standard.namelist() if _is_needed(name)}
        pack(_STAGE / "out" / "stdlib.zip", ((name, standard.read(name)) for name in sorted(used)))
    pack(
        _STAGE / "out" / "app.zip",
        ((str(path.relative_to(app)), path.read_bytes()) for path in sorted(app.rglob("*")) if _is_packed(path)),
    )


def pack(target: Path, entries: Iterable[tuple[str, bytes]]) -> None:
    """Write a zip that compresses nothing, so that the web server's compression sees through.

    The same input gives the same bytes.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, data in entries:
            if name.endswith(".py"):
                archive.writestr(zipfile.ZipInfo(f"{name}c"), byte_code(name, data))
            else:
                archive.writestr(zipfile.ZipInfo(name), data)


def byte_code(name: str, source: bytes) -> bytes:
    """Compile a module without docstrings; its header has a hash that is not checked, and no time."""
    code = compile(source, name, "exec", dont_inherit=True, optimize=2)
    return importlib.util.MAGIC_NUMBER + b"\1\0\0\0" + importlib.util.source_hash(source) + marshal.dumps(code)


def _tour() -> None:
    """Use everything that the page offers once; what that imports is what ships."""
    session = importlib.import_module("openssi.site.session")
    for name, arguments in json.loads((_STAGE / "tour.json").read_text()):
        answer = json.loads(session.call(name, json.dumps(arguments)))
        if "fault" in answer:
            raise RuntimeError(f"{name}: {answer['fault']}")


def _named_in(app: Path) -> Iterator[str]:
    """Yield every module of openssi, and every one of the standard library that any package imports anywhere."""
    for path in sorted(app.rglob("*.py")):
        if path.is_relative_to(app / "openssi"):
            yield ".".join(path.relative_to(app).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(ast.parse(path.read_bytes())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            yield from (name for name in names if name.partition(".")[0] in sys.stdlib_module_names)


def _is_needed(name: str) -> bool:
    if not name.endswith(".py"):
        return not name.endswith("/")
    module = name.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    return module in sys.modules or module.startswith(_ALWAYS)


def _is_packed(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


if __name__ == "__main__":
    main()
