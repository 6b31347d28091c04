"""Build the site: pack Python for the browser, add the pages, and list every file for use without a network."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tarfile
import tempfile
import zipfile
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

from openssi import __version__
from openssi.activity.annotations import PILLARS
from openssi.demo import write_archive
from openssi.errors import UsageError
from openssi.files.atomic_directory import ABOUT, atomic_directory
from openssi.model import PUBLISHED
from openssi.render.html.environment import render
from openssi.render.svg import STYLE
from openssi.site.docs import content_folder, write_docs
from openssi.site.inputs import fetch, find_program, run_tool
from openssi.site.landing import landing_page
from openssi.site.modules import needed_files

__all__ = ["BuiltSite", "build_site"]

#: The files of Pyodide that a browser needs, and the lock that the worker reads: it offers no other packages.
_CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
_LOCK = "pyodide-lock.json"
#: Packs under Node.js; it is not part of the site.
_SCRIPT = "pack.mjs"
#: The styles of the report, which the page around it has too.
_STYLES = ("tokens.css", "page.css")
_SESSION = "openssi.site.session"


class BuiltSite(NamedTuple):
    """A site as built: its number of files, and their size in bytes."""

    files: int
    size: int


def build_site(out: Path, inputs: Path) -> BuiltSite:
    """Write the site into a folder, which it replaces if it is an earlier one.

    Args:
        out: the folder.
        inputs: where the packages that it is made of are stored, and fetched to if missing.

    Raises:
        InputError: a package can't be fetched, or packing failed.
        UsageError: the folder can't be written, or a program is missing.
    """
    package = Path(str(files("openssi")))
    if not (package / "site" / "packing.py").is_file():
        raise UsageError(
            "site-tool",
            "This program is one file without its source code, so it can't build the website.",
            unchanged="Nothing was written.",
            hint="Install openssi for Python; docs/install.md has the ways.",
        )
    content = content_folder(package)
    node = find_program("node")
    packages = fetch(inputs)
    with atomic_directory(out) as site, tempfile.TemporaryDirectory(prefix="openssi-site-") as room:
        stage = Path(room).resolve()
        _fill(stage, package, packages)
        with as_file(files("openssi.site") / "pages" / _SCRIPT) as script:
            run_tool((node, str(script), str(stage)), stage, "site-pack", "The browser edition can't be packed")
        _assemble(stage, site)
        _write_search(packages["minisearch"], site)
        write_docs(site, content)
        _write_file_list(site)
        every = [path for path in site.rglob("*") if path.is_file()]
        for path in every:
            path.chmod(0o644)  # a web server often runs as another user
        return BuiltSite(len(every), sum(path.stat().st_size for path in every))


def _tour() -> list[tuple[str, dict[str, object]]]:
    """Return requests that use everything the page offers, on the sample."""
    saved = ("score.json", "history.json", "history.csv", "history.svg", "advice.json", "content.json")
    return [
        ("open", {"paths": ["/stage/tour.json"], "today": "2026-07-01"}),  # an error has to be shown as well
        ("open", {"paths": ["/stage/sample.zip"], "today": "2026-07-01"}),
        ("models", {}),
        ("report", {}),
        ("levers", {}),
        ("content", {}),
        (
            "annotate",
            {"notes": "2026-03-02 new role", "score": {"day": "2026-06-30", **dict.fromkeys(PILLARS, "12.5")}},
        ),
        ("remember", {"paths": ["/stage/sample.zip"], "today": "2026-07-01"}),
        *(("change_model", {"model": name}) for name in PUBLISHED),
        ("what_if", {"plan": {"posts_published": 1}, "weeks": 8}),
        *(("save", {"name": name}) for name in saved),
        ("close", {}),
    ]


def _fill(stage: Path, package: Path, packages: dict[str, Path]) -> None:
    """Lay out what is packed: Pyodide, the Python packages, compiled modules, and files for the tour."""
    with tarfile.open(packages["pyodide"]) as archive:
        for name in (*_CORE, _LOCK, "python_stdlib.zip", "package.json"):
            member = archive.extractfile(f"package/{name}")
            _write(stage / "pyodide" / name, member.read() if member else b"")
    for name in ("jinja2", "markupsafe", "tzdata"):
        _unpack(packages[name], stage / "app", name)
    _unpack(packages["python-calamine"], stage / "native", "python_calamine")
    for name, path in needed_files(package, _SESSION).items():
        _write(stage / "app" / name, path.read_bytes())
    shutil.copy(package / "site" / "packing.py", stage / "packing.py")
    (stage / "out").mkdir()
    write_archive(stage / "sample").rename(stage / "sample.zip")
    (stage / "tour.json").write_text(json.dumps(_tour()))


def _assemble(stage: Path, site: Path) -> None:
    """Put the pages and what was packed into the folder of the site."""
    python = site / "py"
    python.mkdir()
    for name in ("stdlib.zip", "app.zip"):
        shutil.copy(stage / "out" / name, python / name)
    for name in _CORE:
        shutil.copy(stage / "pyodide" / name, python / name)
    info = json.loads((stage / "pyodide" / _LOCK).read_text(encoding="utf-8"))["info"]
    (python / _LOCK).write_text(json.dumps({"info": info, "packages": {}}), encoding="utf-8")
    native = next((stage / "native" / "python_calamine").glob("*.so"))
    shutil.copy(native, python / "calamine.so")
    shutil.copy(stage / "sample.zip", site / "sample.zip")
    (site / "index.html").write_text(landing_page(site / "sample.zip"), encoding="utf-8")
    with as_file(files("openssi.site") / "pages") as pages:
        shutil.copytree(pages, site, ignore=shutil.ignore_patterns(_SCRIPT), dirs_exist_ok=True)
    own = (site / "site.css").read_text(encoding="utf-8")
    (site / "site.css").write_text("\n".join([STYLE, *map(render, _STYLES), own]), encoding="utf-8")


def _write_search(package: Path, site: Path) -> None:
    """Add the library that searches the documentation, with its license."""
    with tarfile.open(package) as archive:
        for name, target in (("dist/es/index.js", "minisearch.js"), ("LICENSE.txt", "minisearch.txt")):
            member = archive.extractfile(f"package/{name}")
            text = member.read().decode("utf-8") if member else ""
            (site / "docs" / target).write_text(re.sub(r"\n//# sourceMappingURL=.*", "", text), encoding="utf-8")


def _write_file_list(site: Path) -> None:
    """Write the hash of every file to `about.json`, and their names into the service worker.

    It stores the page on the first visit, and the documentation when any page of it is opened.
    """
    hashes = {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }
    about = {"openssi": __version__, "files": hashes}
    (site / ABOUT).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    version = hashlib.sha256(json.dumps(hashes).encode()).hexdigest()[:16]
    worker = (site / "sw.js").read_text(encoding="utf-8")
    docs = [name for name in hashes if name.startswith("docs/")]
    page = [name for name in hashes if name not in {"sw.js", *docs}]
    for mark, value in (
        ("__VERSION__", version),
        ("[/* FILES */]", json.dumps(page)),
        ("[/* DOCS */]", json.dumps(docs)),
    ):
        worker = worker.replace(mark, value)
    (site / "sw.js").write_text(worker, encoding="utf-8")


def _unpack(wheel: Path, target: Path, package: str) -> None:
    """Unpack one package of a wheel, without what only C or type checkers need."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            keep = not name.endswith((".c", ".pyi", ".typed")) and not (
                name.endswith(".so") and package == "markupsafe"
            )
            if name.startswith(f"{package}/") and not name.endswith("/") and keep:
                _write(target / name, archive.read(name))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
