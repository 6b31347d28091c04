"""Test that control characters in names and texts never reach a terminal, from a zip, a folder or the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import openssi
from tests.archives.hostile import cases
from tests.archives.hostile_base import base_files
from tests.archives.writer import zipped
from tests.e2e.cli import HOSTILE, command, good, ssi
from tests.e2e.terminal import on_terminal

NASTY = "Red\x1b[31m\x1b]0;owned\x07\u202egnp\u2066\x9b31m\r\b\x7f"
DUMB = {"TERM": "dumb", "NO_COLOR": "1"}


def _nasty_archive(folder: Path) -> Path:
    """Write an archive with control characters in its name, the names of its files, a header and every text."""
    texts = f"First Name,Last Name,URL,Email Address,Company,Position,Connected On,{NASTY}\n"
    texts += f'"{NASTY}","{NASTY}",https://x/{NASTY},,"{NASTY}","CEO {NASTY}",02 Nov 2024,\n'
    bad_rows = f'Date,Type,Link\n"{NASTY}",LIKE,x\n2024-11-01 10:00:00,"{NASTY}","{NASTY}"\n"{NASTY}"\n'
    profile = f"First Name,Last Name,Headline\n{NASTY},{NASTY},{NASTY}\n"
    names = {
        f"{NASTY}.csv": b"A\n1\n",
        f"Jobs/{NASTY}.csv": b"A\n1\n",
        f"Articles/Articles/{NASTY}.html": b"<p>",
        f"Comments_{NASTY}.csv": b"x\n",
    }
    files = {
        **base_files(),
        "Connections.csv": texts.encode(),
        "Reactions.csv": bad_rows.encode(),
        "Profile.csv": profile.encode(),
        **names,
    }
    path = folder / f"{NASTY}.zip"
    path.write_bytes(zipped(files))
    return path


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _nasty_archive(tmp_path_factory.mktemp("nasty"))


COMMANDS = [
    ["score", "{nasty}"],
    ["score", "{nasty}", "{nasty}.copy.zip"],
    ["score", "{nasty}", "--json"],
    ["score", "{nasty}", "{nasty}.copy.zip", "--json"],
    ["score", "{nasty}", "--explain", "connections"],
    ["report", "{nasty}", "--out", "{nasty}.html"],
    ["report", "{nasty}", "--out", "{nasty}/{text}.html"],
    ["score", "{nasty}.missing"],
    ["score", "{nasty}.broken"],
    ["score", "{nasty}.folder"],
    ["score", "{nasty}", "--as-of", "{text}"],
    ["score", "{nasty}", "--time-zone", "{text}"],
    ["score", "{nasty}", "--explain", "{text}"],
    ["score", "{nasty}", "--model", "{text}"],
    ["score", "{nasty}", "--model", "{text}.toml"],
    ["model", "check", "{text}.toml"],
    ["model", "show", "{text}"],
    ["score", "{nasty}", "--{text}"],
    ["{text}"],
    ["model", "{text}"],
    ["demo", "--seed", "{text}"],
    ["demo", "--out", "{nasty}"],
    ["demo", "--out", "{nasty}.demo"],
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_control_character_reaches_a_terminal(arguments: list[str], nasty: Path) -> None:
    Path(f"{nasty}.copy.zip").write_bytes(nasty.read_bytes())
    Path(f"{nasty}.broken").write_bytes(b"PK no zip")
    Path(f"{nasty}.folder").mkdir(exist_ok=True)
    line = [argument.format(nasty=nasty, text=NASTY) for argument in arguments]
    piped = ssi(*line)
    shown = on_terminal(command(*line), DUMB)
    assert piped.code == shown.code
    for text in (piped.out, piped.err, shown.out.replace("\r\n", "\n")):
        assert not HOSTILE.search(text), repr(text)
    if "--json" in arguments:
        assert json.loads(piped.out)["sources"]
    for page in nasty.parent.glob("*.html"):
        assert not HOSTILE.search(page.read_text(encoding="utf-8"))


def test_names_that_are_not_utf_8_are_shown(tmp_path: Path) -> None:
    """Use a byte that is not UTF-8 in the names of an archive, a file inside and the page."""
    folder = tmp_path / "archive\udcff"
    folder.mkdir()
    for name, data in base_files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / "odd\udcfe.csv").write_bytes(b"A\n1\n")
    for arguments in (
        ["score", folder],
        ["score", folder, "--json"],
        ["report", folder, "--out", tmp_path / "page\udcff.html"],
    ):
        done = ssi(*arguments)
        assert (done.code, done.stderr) == (0, b"")
        done.stdout.decode()
    assert (tmp_path / "page\udcff.html").read_text(encoding="utf-8").rstrip().endswith("</html>")


@pytest.mark.parametrize("name", ["escapes-in-entry-name", "escapes-in-names", "slip-backslash", "another-encoding"])
def test_hostile_archives_are_shown_escaped(name: str, tmp_path: Path) -> None:
    case = next(case for case in cases() if case.name == name)
    path = case.write(tmp_path)
    for arguments in (["score", path], ["score", path, "--json"], ["score", path, "--explain", "connections"]):
        done = good(*arguments)
        assert not HOSTILE.search(done.out)
    good("report", path, "--out", tmp_path / "page.html")
    assert not HOSTILE.search((tmp_path / "page.html").read_text(encoding="utf-8"))


def test_names_that_look_like_markup_are_shown_unchanged(tmp_path: Path) -> None:
    """Rich has its own markup: "[/b]" is a closing tag without an opening one, ":eyes:" an emoji."""
    files = {f"[/b]:eyes:/{name}" if name == "Reactions.csv" else name: data for name, data in base_files().items()}
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(files))
    assert "[/b]:eyes:/Reactions.csv" in good("score", path, "--sources", env={"COLUMNS": "160"}).out
    assert "[/b]:eyes:/Reactions.csv" in str(openssi.score(path)).replace("\n", "")
