"""Build `ssi` as one file that needs no Python, for this system, and try it: `python -m tools.executable`."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from shutil import move

import openssi
from openssi.demo import write_archive
from tests.workbooks import workbook

ROOT = Path(__file__).resolve().parent.parent
_NAME = "ssi.exe" if sys.platform == "win32" else "ssi"
#: What only the server, a network's data team or developers use; a seller's file would be ten times as large.
_LEFT_OUT = (
    "alembic argon2 authlib cryptography duckdb fastapi icalendar limits matplotlib mcp numpy pandas polars "
    "prometheus_client "
    "psycopg pyarrow pydantic pyspark pytest scipy sqlalchemy starlette uvicorn xlsxwriter"
)

#: The command `ssi`. A workbook is read in a process of its own, which the program starts as `ssi -m
#: openssi.sandbox.child`.
_START = """
import runpy, sys
if sys.argv[1:3] == ["-m", "openssi.sandbox.child"]:
    del sys.argv[1:3]
    runpy.run_module("openssi.sandbox.child", run_name="__main__")
else:
    from openssi.cli import main
    main()
"""


def main() -> None:
    """Build into dist/, score an invented seller's files with it, and print the path and size."""
    built = build(ROOT / "dist")
    try_out(built)
    print(f"{built.relative_to(ROOT)}: {built.stat().st_size / 1e6:.1f} MB")


def build(out: Path) -> Path:
    """Build the program into a folder; return its path."""
    with tempfile.TemporaryDirectory() as room:
        start = Path(room, "start.py")
        start.write_text(_START, encoding="utf-8")
        left_out = [f"--exclude-module={name}" for name in _LEFT_OUT.split()]
        subprocess.run(
            [
                *(sys.executable, "-m", "PyInstaller", "--onefile", "--name=ssi", "--log-level=ERROR", "--noconfirm"),
                *("--collect-data=openssi", "--copy-metadata=openssi", "--collect-data=tzdata"),
                *(f"--hidden-import={name}" for name in ("python_calamine", *_modules())),
                *(f"--distpath={room}/dist", f"--workpath={room}/work", f"--specpath={room}", *left_out),
                str(start),
            ],
            cwd=room,
            check=True,
        )
        out.mkdir(exist_ok=True)
        (out / _NAME).unlink(missing_ok=True)
        return Path(move(Path(room, "dist", _NAME), out / _NAME))


def try_out(program: Path) -> None:
    """Compare its score of an archive and a workbook with that of this Python.

    It runs without any setting of this shell.

    Raises:
        SystemExit: they differ.
    """
    with tempfile.TemporaryDirectory() as room:
        days = {date(2026, 6, 1): 100, date(2026, 6, 30): 50}  # 30 tells month from day
        files = [write_archive(Path(room)), workbook(Path(room, "analytics.xlsx"), days)]
        command = [str(program), "score", *map(str, files), "--json"]
        output = subprocess.run(
            command, env={"HOME": room}, check=True, stdout=subprocess.PIPE, encoding="utf-8"
        ).stdout
        if json.loads(output) != openssi.score(files).to_dict():
            sys.exit("The program's score differs from that of this Python.")


def _modules() -> list[str]:
    """Return our modules by name: commands are imported by name, which PyInstaller can't see."""
    source = ROOT / "src"
    paths = (path.relative_to(source).with_suffix("") for path in sorted((source / "openssi").rglob("*.py")))
    names = [".".join(path.parts).removesuffix(".__init__") for path in paths]
    return [name for name in names if not name.startswith(("openssi.store", "openssi.web"))]


if __name__ == "__main__":
    main()
