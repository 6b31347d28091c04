"""The same numbers, to the byte, on every machine; and no network traffic."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.e2e.cli import command, good, run

# Any use of the network, and any other program, ends the process with a code of its own.
GUARD = """
import sys, os
def guard(event, arguments):
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "urllib.", "http.")):
        os._exit(99)
import socket, subprocess, tempfile
sys.addaudithook(guard)
"""

PLACES = [
    {"TZ": "Asia/Tokyo"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "tr_TR.ISO-8859-9", "PYTHONUTF8": "0"},
    {"LC_ALL": "", "PYTHONIOENCODING": "ascii"},
    {"COLUMNS": "40", "TERM": "dumb"},
    {"PYTHONOPTIMIZE": "2"},
    *({"PYTHONHASHSEED": str(seed)} for seed in range(5)),
]


@pytest.fixture(scope="module")
def usual(archive: Path) -> bytes:
    return good("score", archive, "--json").stdout


@pytest.mark.parametrize("env", PLACES, ids=lambda env: " ".join(f"{name}={value}" for name, value in env.items()))
def test_json_is_the_same(env: dict[str, str], usual: bytes, archive: Path) -> None:
    assert good("score", archive, "--json", env=env).stdout == usual


def test_screen_and_page_are_the_same_for_every_hash_seed(archive: Path, tmp_path: Path) -> None:
    shown: set[bytes] = set()
    for seed in ("0", "1", "2"):
        screen = good("score", archive, env={"PYTHONHASHSEED": seed}).stdout
        taken_apart = good("score", archive, "--json", "--explain", "active_days", env={"PYTHONHASHSEED": seed}).stdout
        page = tmp_path / f"{seed}.html"
        good("report", archive, "--out", page, env={"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"})
        shown.add(screen + taken_apart + page.read_bytes())
    assert len(shown) == 1


def test_the_working_directory_does_not_matter(usual: bytes, archive: Path) -> None:
    assert good("score", archive.name, "--json", cwd=archive.parent).stdout == usual
    assert good("score", f"../{archive.parent.name}/{archive.name}", "--json", cwd=archive.parent).stdout == usual


@pytest.mark.parametrize(
    "arguments",
    [
        ["score", "{archive}"],
        ["score", "{archive}", "--json"],
        ["report", "{archive}", "--out", "page.html"],
        ["demo"],
        ["model", "show"],
    ],
    ids=" ".join,
)
def test_nothing_leaves_the_machine(arguments: list[str], archive: Path, tmp_path: Path) -> None:
    line = [argument.format(archive=archive) for argument in arguments]
    good(*line, cwd=tmp_path, before=GUARD)


def test_the_network_guard_works(tmp_path: Path) -> None:
    """The last test proves something: with the guard a use of the network ends the process."""
    done = run([*command()[:3], GUARD + "socket.create_connection(('127.0.0.1', 9))"], cwd=tmp_path)
    assert done.code == 99


def test_it_works_without_a_network(usual: bytes, archive: Path, tmp_path: Path) -> None:
    """In a name space without a network, where the system permits to make one; elsewhere without the module for it."""
    tool = shutil.which("unshare")
    apart = [tool, "-n"] if tool and run([tool, "-n", "true"]).code == 0 else []
    blind = "" if apart else "import sys; sys.modules['_socket'] = None; "
    assert run([*apart, *command("score", archive, "--json", before=blind)], tmp_path).stdout == usual
    assert run([*apart, *command("demo", before=blind)], tmp_path).code == 0
