"""What is packed for the browser: everything that its session can import, and nothing else."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from openssi.site.modules import needed_files


def test_imports_are_followed_into_functions_but_not_for_types(tmp_path: Path) -> None:
    package = tmp_path / "openssi"
    files = {
        "__init__.py": "",
        "start.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import openssi.types\ndef f():\n    from openssi.room import used",
        "types.py": "",
        "room/__init__.py": "",
        "room/used.py": "import openssi.engines",
        "room/unused.py": "",
        "room/words.txt": "data",
        "room/lists/en.toml": "data",
        "engines.py": "",
    }
    for name, text in files.items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(text)
    assert sorted(needed_files(package, "openssi.start")) == [
        "openssi/__init__.py",
        "openssi/room/__init__.py",
        "openssi/room/lists/en.toml",
        "openssi/room/used.py",
        "openssi/room/words.txt",
        "openssi/start.py",
    ]


def test_the_pages_and_the_documentation_of_the_site_are_not_packed_for_python() -> None:
    package = Path(str(files("openssi")))
    site = [name for name in needed_files(package, "openssi.site.session") if name.startswith("openssi/site/")]
    assert site == ["openssi/site/__init__.py", "openssi/site/memory.py", "openssi/site/session.py"]
