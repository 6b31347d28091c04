"""Pipes, closed and full outputs, terminals of any width and encoding, exit codes."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from openssi import __version__
from tests.e2e.cli import HOSTILE, command, environment, good, refused, run, shell, ssi
from tests.e2e.terminal import on_terminal
from tests.patience import PATIENCE

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
SHOWN = [
    ["score", "{archive}"],
    ["score", "{archive}", "--json"],
    ["score", "{archive}", "--explain", "posts_published"],
    ["model", "show"],
    ["model", "show", "--toml"],
    ["--help"],
]


def _filled(arguments: list[str], archive: Path) -> list[str]:
    return [argument.format(archive=archive) for argument in arguments]


@pytest.mark.parametrize("arguments", SHOWN, ids=" ".join)
def test_a_closed_pipe_is_not_an_error(arguments: list[str], archive: Path) -> None:
    """As when piped to `head`: the pipe is closed before anything is written."""
    read, write = os.pipe()
    os.close(read)
    line = command(*_filled(arguments, archive))
    process = subprocess.Popen(line, env=environment(), stdout=write, stderr=subprocess.PIPE)  # noqa: S603 (our own arguments)
    os.close(write)
    _, told = process.communicate(timeout=PATIENCE)
    assert (process.returncode, told) == (0, b"")


def test_output_can_be_piped_to_head(archive: Path) -> None:
    done = shell('"$@" | head -n 2; echo "${PIPESTATUS:-}"', "score", archive)
    assert "of 100" in done.out
    assert not done.err


@pytest.mark.parametrize("arguments", SHOWN[:-1], ids=" ".join)
def test_a_full_disk_is_reported(arguments: list[str], archive: Path) -> None:
    done = shell('exec "$@" > /dev/full', *_filled(arguments, archive))
    assert done.code == 1
    assert done.err.strip()
    assert len(done.err) < 500


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("arguments", [["score", "{archive}"], ["score", "{archive}", "--json"]], ids=" ".join)
def test_closed_streams_are_tolerated(closed: str, arguments: list[str], archive: Path) -> None:
    done = shell(f'exec "$@" {closed}', *_filled(arguments, archive))
    assert (done.code, done.err) == (0, "")
    assert bool(done.out) == (">&-" not in closed.split())


def test_closed_streams_do_not_hide_errors(archive: Path, tmp_path: Path) -> None:
    assert shell('exec "$@" >&- 2>&-', "score", "nothing.zip", env={}).code == 1
    assert shell('exec "$@" >&- 2>&-', "score", "--nothing").code == 2
    done = shell('exec "$@" >&- 2>&-', "report", archive, "--out", tmp_path / "page.html")
    assert done.code == 0
    assert (tmp_path / "page.html").read_text(encoding="utf-8").rstrip().endswith("</html>")


@pytest.mark.parametrize("width", [1, 10, 20, 40, 72, 80, 100, 200])
def test_no_line_is_wider_than_the_terminal(width: int, archive: Path) -> None:
    out = good("score", archive, "--signals", "--sources", env={"COLUMNS": str(width)}).out
    assert max(map(cell_len, out.splitlines())) <= max(width, 80 if width < 20 else 0)
    told = re.sub(r"\s+", "", out)
    for word in (
        "SocialSellingIndex",
        "of100",
        "Nothingleftthismachine",
        "Nextsteps",
        "Notmeasured",
        "messages.csv",
    ):
        assert word in told
    assert "…" not in out, "words are cut off"
    brief = good("score", archive, env={"COLUMNS": str(width)}).out
    assert max(map(cell_len, brief.splitlines())) <= max(width, 80 if width < 20 else 0)
    assert "…" not in brief, "words are cut off"


@pytest.mark.parametrize("width", ["0", "-3", "many", ""])
def test_invalid_widths_are_ignored(width: str, archive: Path) -> None:
    assert "of 100" in good("score", archive, env={"COLUMNS": width}).out


@pytest.mark.parametrize("arguments", SHOWN[:5], ids=" ".join)
@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "cp437"},
    ],
    ids=lambda env: " ".join(f"{name}={value}" for name, value in env.items()),
)
def test_encodings_without_some_letters_work(env: dict[str, str], arguments: list[str], archive: Path) -> None:
    done = ssi(*_filled(arguments, archive), env=env)
    assert (done.code, done.stderr) == (0, b"")
    text = done.stdout.decode(env.get("PYTHONIOENCODING", "utf-8"))
    if env.get("PYTHONIOENCODING") == "ascii" or "PYTHONUTF8" in env:
        assert done.stdout.isascii()
    assert text.count("?") < 20, "too much of it is gone"
    assert len(text) > 500


def test_color_only_on_terminals_that_support_it(archive: Path) -> None:
    line = command("score", archive)
    coloured = on_terminal(line, {"TERM": "xterm-256color"})
    assert coloured.code == 0
    assert COLOUR.search(coloured.out)
    assert not HOSTILE.search(COLOUR.sub("", coloured.out.replace("\r\n", "\n")))
    without = on_terminal(line, {"TERM": "xterm-256color", "NO_COLOR": "1"}).out
    assert not re.search(r"\x1b\[(?:[0-9;]*;)?(?:3[0-9]|4[0-9]|9[0-7]|10[0-7])[0-9;]*m", without)
    dumb = on_terminal(line, {"TERM": "dumb", "COLUMNS": "80"}).out
    assert "\x1b" not in dumb
    piped = good("score", archive, env={"TERM": "xterm-256color", "COLUMNS": "80"}).out
    assert "\x1b" not in piped
    assert [row.rstrip() for row in dumb.replace("\r\n", "\n").splitlines()] == [
        row.rstrip() for row in piped.splitlines()
    ]


def test_json_is_plain_on_a_terminal_too(archive: Path, scored: dict[str, Any]) -> None:
    shown = on_terminal(command("score", archive, "--json"), {"TERM": "xterm-256color"})
    assert "\x1b" not in shown.out
    assert f'"index_micro": {scored["index_micro"]}' in shown.out


def test_exit_codes_and_output_streams(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_bytes(b"no zip")
    refused(ssi("score", tmp_path / "nothing.zip"), 1, "archive-not-found")
    refused(ssi("score", tmp_path / "no.zip"), 1, "archive-not-zip")
    refused(ssi("score", archive, tmp_path / "no.zip", "--json"), 1, "archive-not-zip")
    refused(ssi("score", archive, "--time-zone", "Nowhere/Land"), 2, "zone-unknown")
    for usage in (
        ["score"],
        ["score", "--nothing"],
        ["score", archive, "--as-of"],
        ["report"],
        ["nothing"],
        ["model", "nothing"],
        ["model", "check"],
        [],
    ):
        done = ssi(*usage)
        assert done.code == 2, usage
        assert not done.stdout, usage
        assert done.err.strip(), usage
    assert __version__ in good("--version").out
    for helped in (["--help"], ["-h"], ["score", "--help"], ["model", "--help"], ["model", "show", "-h"]):
        assert good(*helped).out.startswith("Usage: ssi")


def test_the_module_can_be_run(archive: Path, scored: dict[str, Any]) -> None:
    line = [*command()[:2], "-m", "openssi", "score", str(archive), "--json"]
    done = run(line)
    assert (done.code, done.err) == (0, "")
    assert done.json() == scored
