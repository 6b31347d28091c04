"""`ssi model`: shown as a table, as a file to start from, and checked."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path

import pytest

from openssi.model import DEFAULT
from tests.e2e.cli import HOSTILE, command, good, refused, run, ssi


def test_show_names_every_signal_with_its_provenance() -> None:
    out = good("model", "show", env={"COLUMNS": "200"}).out
    assert DEFAULT.id in out
    assert DEFAULT.fingerprint in out
    for signal in DEFAULT.signals.values():
        assert signal.id in out
    assert not HOSTILE.search(out)
    assert good("model", "show", DEFAULT.id, env={"COLUMNS": "200"}).out == out


def test_show_says_what_a_day_counts_and_where_an_archives_bands_begin() -> None:
    out = good("model", "show", "2026.2", env={"COLUMNS": "200"}).out
    assert "comment_credit: comments: 1 counts 1, 2 count 1.5, 4 and more count 2" in out
    assert "bands with an archive: starting from 0, building from 27, leading from 54" in out
    assert "Credits of a day" not in good("model", "show", "2026.1").out


def test_the_printed_toml_is_valid(tmp_path: Path) -> None:
    told = good("model", "show", "--toml").stdout
    assert set(tomllib.loads(told.decode())["signals"]) == set(DEFAULT.signals)
    own = tmp_path / "own.toml"
    own.write_bytes(told)
    assert "is valid" in good("model", "check", own).out
    assert good("model", "show", own, "--toml").stdout == told
    good("model", "show", own)


def test_toml_through_a_pipe_is_checked() -> None:
    shown = good("model", "show", "--toml").stdout
    piped = run(command("model", "check", "/dev/stdin"), given=shown)
    assert piped.code in {0, 1}  # a pipe is no file: to refuse it in words is as good as to read it
    assert "is valid" in piped.out or "[model-file]" in piped.err


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'id = "mine"\nname = "x"\n[signals.posts_publishd]\nmax = 3\n'
        "[signals.posts_published]\nmax = 30\nknots = [[0, 0], [5, 5], [4, 9]]\n",
        encoding="utf-8",
    )
    done = ssi("model", "check", own)
    refused(done, 1, "model-file")
    for word in ("name: unknown", "did you mean posts_published", "provenance", "add up to"):
        assert word in done.err
    assert done.err.count("\n  - ") >= 4


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 100_000,
        'id = "a"\n[signals.posts_published]\nmax = ' + "9" * 5000,
        'id = "a"\n[signals.posts_published]\nprovenance = "x"\nknots = [[0, 0], [' + "9" * 4000 + ", 1000000]]",
        'id = "a"\n[signals.reply_rate]\nprior = ' + "9" * 4000,
        'id = "a"\n[signals.posts_published]\nmax = 4.0',
        'id = "a"\n[signals.posts_published]\nknots = 1979-05-27',
        'id = "a"\nsignals = 3',
        'id = "a"\nid = "b"',
        "\x00",
        "id = ",
        "",
    ],
    ids=range(11),
)
def test_malformed_files_are_rejected_with_a_reason(text: str, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text, encoding="utf-8")
    refused(ssi("model", "check", own), 1, "model-file")
    refused(ssi("model", "show", own), 1, "model-file")
    assert len(ssi("model", "check", own).err) < 5000


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00i", b"\xff", b'id = "a' + b"a" * 1_100_000 + b'"'], ids=["utf-16", "no-utf8", "large"]
)
def test_a_binary_file_is_rejected_with_a_reason(data: bytes, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_bytes(data)
    refused(ssi("model", "check", own), 1, "model-file")


def test_pipes_and_devices_are_rejected_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    refused(ssi("model", "check", tmp_path / "pipe.toml"), 1, "model-file")
    refused(ssi("model", "check", tmp_path), 1, "model-file")
    refused(ssi("model", "check", "/dev/zero"), 1, "model-file")
    refused(ssi("model", "check", tmp_path / "nothing.toml"), 1, "model-file")


def test_unknown_models_are_rejected(archive: Path) -> None:
    refused(ssi("model", "show", "1999.1"), 1, "model-unknown")
    refused(ssi("score", archive, "--model", "1999.1"), 1, "model-unknown")


def test_control_characters_in_a_model_are_escaped(archive: Path, tmp_path: Path) -> None:
    """RequestDenied, or shown harmlessly; a model may come from a stranger."""
    own = tmp_path / "own.toml"
    own.write_text(
        'id = "a\\u001b[31mRED\\u202e"\n[signals.posts_published]\nprovenance = "x\\u001b]0;owned\\u0007\\u202e"\n',
        encoding="utf-8",
    )
    for arguments in (
        ["model", "check", own],
        ["model", "show", own],
        ["model", "show", own, "--toml"],
        ["score", archive, "--model", own],
        ["score", archive, "--model", own, "--json"],
        ["score", archive, "--model", own, "--explain", "posts_published"],
        ["score", archive, "--model", own, "--json", "--explain", "posts_published"],
        ["report", archive, "--model", own, "--out", tmp_path / "page.html"],
    ):
        done = ssi(*arguments)
        assert done.code in {0, 1}
        assert not HOSTILE.search(done.out)
        assert not HOSTILE.search(done.err)
    assert not (tmp_path / "page.html").exists() or "\x1b" not in (tmp_path / "page.html").read_text(encoding="utf-8")


CUSTOM = 'id = "mine"\n[signals.posts_published]\nmax = 5\n[signals.articles_published]\nmax = 1\n'


def test_diff_shows_what_changed_and_how_scores_move(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(CUSTOM, encoding="utf-8")
    out = good("model", "diff", "2026.1", own).out
    assert "signals.posts_published.max" in out
    assert "2,000 synthetic members" in out
    told = json.loads(good("model", "diff", "2026.1", own, "--json").stdout)
    assert told["definition"] == [
        {"setting": "signals.posts_published.max", "before": 4, "after": 5},
        {"setting": "signals.articles_published.max", "before": 2, "after": 1},
    ]
    assert set(told["signals"]) == {"posts_published", "articles_published"}
    assert told["signals"]["posts_published"] > 0 > told["signals"]["articles_published"]
    assert told["members"] == 2000


def test_diff_of_a_model_with_itself_is_empty() -> None:
    told = json.loads(good("model", "diff", DEFAULT.id, DEFAULT.id, "--json").stdout)
    assert (told["definition"], told["signals"], told["bands"]) == ([], {}, [])
    assert told["index_micro"]["old"] == told["index_micro"]["new"]
    assert set(told["index_micro"]["change"].values()) == {0}


def test_diff_rejects_unknown_models() -> None:
    refused(ssi("model", "diff", DEFAULT.id, "1999.1"), 1, "model-unknown")
