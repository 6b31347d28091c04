"""Score a member who downloads an archive every month, in a sandbox with its limits: CPU time and peak memory."""

from __future__ import annotations

import tempfile
from dataclasses import asdict, replace
from datetime import date
from itertools import repeat
from multiprocessing import Process
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import click

from openssi.model import DEFAULT
from openssi.sandbox import Job, Limits, SandboxError
from openssi.snapshots.archive import ArchiveSnapshot
from openssi.snapshots.file_snapshot import FileSnapshot
from openssi.sources.linkedin_archive.archive import File
from openssi.sources.tally import Tally
from openssi.web.jobs.sandbox_tasks import score_member
from tests.archives import BIG, Layout, Sizes, invent, write_zip

__all__ = ["main"]

_NEWEST = date(2026, 6, 30)
#: How much larger than the reference archive the newest one is, and what part of its records each month added.
_SIZE, _MONTHLY = 1.1, 0.01


@click.command()
@click.argument("count", type=int, default=36)
@click.option("--distinct", is_flag=True, help="Invent archives that have nothing in common.")
def main(count: int, *, distinct: bool) -> None:
    """Print what COUNT archives cost: CPU time and peak memory."""
    with tempfile.TemporaryDirectory() as folder:
        # Written in a process of its own: the peak of a sandbox includes what the process that starts it takes.
        writer = Process(target=_write, args=(Path(folder), count), kwargs={"distinct": distinct})
        writer.start()
        writer.join()
        blobs = [path.read_bytes() for path in sorted(Path(folder).iterdir())]
    _score(blobs)


def _score(blobs: list[bytes]) -> None:
    data = {"kinds": ["archive"] * len(blobs), "time_zone": "UTC", "new": None, "model": DEFAULT.id}
    before = getrusage(RUSAGE_CHILDREN).ru_utime
    try:
        Job(score_member, Limits()).run(data, blobs)
        result = "scored"
    except SandboxError as error:
        result = f"refused: {error}"
    used = getrusage(RUSAGE_CHILDREN)
    print(
        f"{len(blobs)} archives, {sum(map(len, blobs)) / 1e6:.1f} MB stored, {result}: "
        f"{used.ru_utime - before:.1f} s CPU, peak {used.ru_maxrss / 1024:.0f} MB"
    )


def _write(folder: Path, count: int, *, distinct: bool) -> None:
    snapshots = (
        map(_read, range(count), repeat(1.0)) if distinct else map(_earlier, repeat(_read(0, _SIZE)), range(count))
    )
    total = 0
    for number, snapshot in enumerate(snapshots):
        total += sum(len(file.facts) for file in snapshot.files)
        (folder / f"{count - number:03}").write_bytes(snapshot.to_bytes())
    print(f"{total / count:,.0f} records each on average")


def _read(seed: int, size: float) -> ArchiveSnapshot:
    sizes = Sizes(**{name: round(size * amount) for name, amount in asdict(BIG).items()})
    with tempfile.TemporaryDirectory() as folder:
        world = invent(seed=1 + seed, sizes=sizes, exported=_NEWEST)
        return ArchiveSnapshot.read(write_zip(Path(folder), world, Layout("2026")), bytes(32))


def _earlier(snapshot: ArchiveSnapshot, months: int) -> ArchiveSnapshot:
    """Return the archive as it was some months earlier: without the last records of each file."""
    files = [_earlier_file(file, snapshot.name, 1 - months * _MONTHLY) for file in snapshot.files]
    return replace(
        snapshot, digest=f"{months:032x}", exported=snapshot.exported - round(30.4 * months), files=tuple(files)
    )


def _earlier_file(file: FileSnapshot, archive: str, fraction: float) -> FileSnapshot:
    facts, dated = file.facts, sorted(file.facts.dated)
    if dated:
        end = dated[round(fraction * len(dated)) - 1]
        facts = facts.where([at <= end for at in facts.dated])
    return FileSnapshot.of(File(file.role, file.stream, Tally(file.report.file, archive, imported=len(facts)), facts))


if __name__ == "__main__":
    main()
