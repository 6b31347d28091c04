"""Run the benchmarks of one seller's archive and print a table: `python3 dev.py bench`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import click

from benchmarks import parts
from benchmarks.clock import Usage, process, seconds
from openssi.model import DEFAULT
from openssi.scoring import daily_scores, score
from openssi.sources.registry import read_all

RUNS = 7

_READ_ONLY = """
import csv, io, sys, zipfile
csv.field_size_limit(1_000_000)
with zipfile.ZipFile(sys.argv[1]) as archive:
    for name in archive.namelist():
        if name.endswith(".csv"):
            with archive.open(name) as file:
                dialect = {"escapechar": "\\\\"} if name.endswith("Comments.csv") else {}
                for row in csv.reader(io.TextIOWrapper(file, "utf-8", newline=""), **dialect):
                    pass
"""

_TEN_YEARS = """
import sys
from openssi.member import open_member
from openssi.insight.history import history
from openssi.render.json.history import as_json
member = open_member(sys.argv[1])
last = member.activity.last_day
print(as_json(history(member.activity, member.model, last - 3652, last)))
"""


def whole_process(archive: Path) -> None:
    """`ssi score` against merely reading the same files with csv and zipfile, in turn."""
    ssi = (sys.executable, "-c", "from openssi.cli import main; main()", "score", str(archive))
    bare = (sys.executable, "-c", _READ_ONLY, str(archive))
    for command in (ssi, bare):
        process(*command)  # the first runs fill caches
    pairs = [(process(*ssi), process(*bare)) for _ in range(RUNS)]
    _show("ssi score, whole process", [ours for ours, _ in pairs])
    _show("csv and zipfile alone", [theirs for _, theirs in pairs])
    clock = statistics.median(ours.clock / theirs.clock for ours, theirs in pairs)
    cpu = statistics.median(ours.cpu / theirs.cpu for ours, theirs in pairs)
    print(f"ratio by the clock           {clock:6.2f}, in CPU seconds {cpu:.2f} (goal: at most 4.5)")
    print(f"peak memory (goal: 150 MB)   {max(ours.peak for ours, _ in pairs):6.0f} MB")


def _show(what: str, runs: list[Usage]) -> None:
    clock, cpu = (statistics.median(taken) for taken in ([run.clock for run in runs], [run.cpu for run in runs]))
    print(f"{what:<28} {clock:6.2f} s by the clock, {cpu:.2f} s CPU")


def ten_years(archive: Path) -> None:
    """Compare a history of 3,653 days as JSON with `ssi score` of one day, whole processes, in turn."""
    years = (sys.executable, "-c", _TEN_YEARS, str(archive))
    day = (sys.executable, "-c", "from openssi.cli import main; main()", "score", str(archive), "--json")
    for command in (years, day):
        process(*command)
    pairs = [(process(*years), process(*day)) for _ in range(RUNS)]
    ratio = statistics.median(ours.cpu / one.cpu for ours, one in pairs)
    _show("3,653 days of history", [ours for ours, _ in pairs])
    _show("ssi score of one day", [one for _, one in pairs])
    print(f"ratio in CPU (goal: at most 2){ratio:5.2f}")


def many_days(archive: Path, days: int = 2000) -> None:
    """Compare many days by the daily step with reading the archive and scoring one day, and with each from scratch."""
    read = seconds(lambda: read_all([archive]))
    activity, _ = read_all([archive])
    last = activity.last_day
    one = statistics.median(seconds(lambda: score(activity, DEFAULT, last)) for _ in range(RUNS))
    stepped = statistics.median(
        seconds(lambda: list(daily_scores(activity, DEFAULT, last - days + 1, last))) for _ in range(RUNS)
    )
    print(f"reading the archive          {read:6.2f} s CPU")
    print(f"one day from scratch         {one * 1000:6.2f} ms")
    print(
        f"{days:,} days by the daily step {stepped * 1000:6.0f} ms: {stepped / (days * one):.3f} of each day from "
        "scratch"
    )


def _invented(folder: str, *options: str) -> Path:
    made = subprocess.run(
        [sys.executable, "-m", "benchmarks.archive", folder, *options], check=True, capture_output=True, text=True
    )
    archive = Path(made.stdout.strip())
    with zipfile.ZipFile(archive) as opened:
        size = sum(info.file_size for info in opened.infolist())
    kind = "long" if options else "short"
    print(f"\n{kind} messages: {size / 1e6:.0f} MB unpacked, {archive.stat().st_size / 1e6:.1f} MB zipped")
    return archive


@click.command()
def main() -> None:
    """Invent the reference archives and measure."""
    print(f"Python {sys.version.split()[0]}, medians of {RUNS}")
    with tempfile.TemporaryDirectory() as long, tempfile.TemporaryDirectory() as short:
        whole_process(_invented(long, "--long"))
        archive = _invented(short)
        # Whole processes first: the memory of this one counts in later peaks.
        whole_process(archive)
        ten_years(archive)
        many_days(archive)
        parts.print_parts(archive)


if __name__ == "__main__":
    main()
