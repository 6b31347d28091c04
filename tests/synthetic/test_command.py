"""`ssi population generate` and `check` as processes: output and errors."""

from __future__ import annotations

import io
import shutil
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from openssi.cli.options import ProgressBar
from tests.e2e.cli import command, good, refused, ssi
from tests.e2e.terminal import on_terminal
from tests.synthetic.tables import Tables


def test_only_what_was_written_is_reported(tmp_path: Path) -> None:
    done = good("population", "generate", "net", "--members", "50", "--days", "5", "--to", "2026-01-31", cwd=tmp_path)
    rows = Tables(tmp_path / "net").rows("SELECT COUNT(*), (SELECT COUNT(*) FROM c) FROM a")[0]
    assert done.out == (
        f"net: 50 members, {rows[0]:,} rows of daily activity from 2026-01-27 to 2026-01-31, {rows[1]:,} connections\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["net"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--members", "0"], "population-bounds"),
        (["--members", "-3"], "population-bounds"),
        (["--members", "1000000001"], "population-bounds"),
        (["--members", "9" * 40], "population-bounds"),
        (["--members", "1000000000", "--days", "3660"], "out-full"),
        (["--members", "5", "--days", "0"], "population-bounds"),
        (["--members", "5", "--days", "3661"], "population-bounds"),
        (["--members", "5", "--seed", "-1"], "population-bounds"),
        (["--members", "5", "--seed", "4294967296"], "population-bounds"),
        (["--members", "5", "--to", "2026-02-30"], "day-format"),
        (["--members", "5", "--to", "20260630"], "day-format"),
        (["--members", "5", "--to", "1969-07-20"], "population-bounds"),
    ],
)
def test_invalid_options_are_rejected_before_anything_is_written(
    arguments: list[str], code: str, tmp_path: Path
) -> None:
    refused(ssi("population", "generate", "net", *arguments, cwd=tmp_path), 2, code)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_another_program_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "net").mkdir()
    (tmp_path / "net" / "thesis.txt").write_text("mine")
    refused(ssi("population", "generate", "net", "--members", "5", cwd=tmp_path), 2, "out-foreign")
    refused(ssi("population", "generate", "net/thesis.txt", "--members", "5", cwd=tmp_path), 2, "out-foreign")
    assert (tmp_path / "net" / "thesis.txt").read_text() == "mine"


def test_an_unwritable_target_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused(ssi("population", "generate", "file/net", "--members", "5", cwd=tmp_path), 2, "out-unwritable")
    refused(ssi("population", "generate", "/proc/net/mine", "--members", "5", cwd=tmp_path), 2, "out-unwritable")


def test_too_little_memory_is_reported_and_the_old_network_stays(tmp_path: Path) -> None:
    good("population", "generate", "net", "--members", "20", "--days", "2", cwd=tmp_path)
    before = Tables(tmp_path / "net").files()
    refused(
        ssi("population", "generate", "net", "--members", "20", "--memory", "9kB", cwd=tmp_path), 1, "population-engine"
    )
    assert Tables(tmp_path / "net").files() == before
    assert [path.name for path in tmp_path.iterdir()] == ["net"]


def test_sql_and_control_characters_in_a_path_are_harmless(tmp_path: Path) -> None:
    name = "it's; DROP \x1b[31m"
    done = good("population", "generate", name, "--members", "5", "--days", "2", cwd=tmp_path)
    assert "\x1b" not in done.out
    assert (tmp_path / name / "members.parquet").is_file()
    assert ssi("population", "check", name, cwd=tmp_path).code == 1


def test_check_fits_the_terminal(network: Tables) -> None:
    wide = good("population", "check", network.folder)
    assert wide.out.rstrip().endswith("All 10 figures are in range.")
    for part in ("figures of 2026", "thin:", "Here set by", "inside 14 to", "one member's public"):
        assert part in wide.out
    narrow = good("population", "check", network.folder, env={"COLUMNS": "40"})
    assert max(map(len, narrow.out.splitlines())) <= 40
    assert "\x1b" not in wide.out + narrow.out


def test_check_is_colored_only_on_a_terminal_that_supports_it(network: Tables) -> None:
    line = command("population", "check", network.folder)
    assert b"\x1b[32m" in on_terminal(line, {"TERM": "xterm-256color"}).stdout
    assert b"\x1b[3" not in on_terminal(line, {"TERM": "xterm-256color", "NO_COLOR": "1"}).stdout


def test_check_json_matches_its_contract(network: Tables) -> None:
    told = good("population", "check", network.folder, "--json").json()
    assert told["passed"] is True
    assert told["cohort"] == "2026"
    assert all(figure["set_by"] and figure["strength"] for figure in told["figures"])


def test_a_figure_out_of_range_exits_with_1(tmp_path: Path) -> None:
    good("population", "generate", "net", "--members", "9", "--days", "2", cwd=tmp_path)
    done = ssi("population", "check", "net", cwd=tmp_path)
    assert (done.code, done.err) == (1, "")
    assert "figures are out of range" in done.out
    assert ssi("population", "check", "net", "--json", cwd=tmp_path).json()["passed"] is False


def test_check_rejects_a_folder_without_a_population(network: Tables, tmp_path: Path) -> None:
    refused(ssi("population", "check", tmp_path), 1, "population-layout")
    refused(ssi("population", "check", network.folder, "--as-of", "June"), 2, "day-format")
    damaged = tmp_path / "damaged"
    shutil.copytree(network.folder, damaged)
    (damaged / "members.parquet").write_bytes(b"PAR1")
    refused(ssi("population", "check", damaged), 1, "population-engine")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_progress_bar_shows_rows_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with ProgressBar("M rows", 1) as bar:
        bar._began -= timedelta(seconds=10)  # pyright: ignore[reportPrivateUsage]
        bar.show(25_000_000, 100_000_000)
        shown = terminal.getvalue()
    assert "[######..................] 25.0 of 100.0 M rows, 2.5 M rows/s, 30 s left" in shown
    assert terminal.getvalue().endswith("\r")
