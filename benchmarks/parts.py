"""Break `ssi score` of one archive down: CPU seconds of each part, and the lower bound of the plainest code."""

from __future__ import annotations

import csv
import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from pathlib import Path

import click

from benchmarks.clock import process, seconds
from openssi import score
from openssi.activity import Activity
from openssi.activity.codec import activity_from_bytes, activity_to_bytes
from openssi.insight import next_steps
from openssi.model import DEFAULT
from openssi.render.terminal.score import as_text
from openssi.scoring import score as score_day
from openssi.snapshots.archive import ArchiveSnapshot
from openssi.snapshots.registry import merge_snapshots
from openssi.sources.container import Container, open_container
from openssi.sources.dates import DateColumn
from openssi.sources.keys import clear_key_caches
from openssi.sources.linkedin_archive.catalogue import role_of
from openssi.sources.linkedin_archive.columns import Columns, Fields
from openssi.sources.linkedin_archive.file_formats import FILE_FORMATS
from openssi.sources.linkedin_archive.table import Table, column, field_limit
from openssi.sources.registry import read_all
from openssi.sources.text import clear_text_caches

__all__ = ["print_parts"]

_RUNS = 5
_KEY = bytes(32)
_IMPORTS = "import openssi.cli.score, openssi.member, openssi.member.assessment, openssi.render.terminal.score"


@dataclass
class _File:
    """One file as its records, column by column, a block at a time."""

    role: str
    header: list[str] = field(default_factory=list[str])
    blocks: list[Fields] = field(default_factory=list[Fields])

    def of(self, name: str) -> list[str]:
        """Return all texts of one column."""
        at = [column(title) for title in self.header].index(name)
        return [text for fields in self.blocks for text in fields[at]]

    def facts(self) -> None:
        """Make the facts of all records, as reading does."""
        make = FILE_FORMATS[self.role].make(
            Columns({column(name): at for at, name in enumerate(self.header)}, hash, DateColumn(), frozenset((1,)))
        )
        for fields in self.blocks:
            with suppress(ValueError):  # a block with a record at fault
                make(fields)


def _files(container: Container) -> Iterator[_File]:
    for member in container.entries:
        role = role_of(member.name).role
        if role in FILE_FORMATS:
            file_format = FILE_FORMATS[role]
            table = Table(
                file_format.required, _refuse, file_format.escape, rejoin=file_format.rejoin, unwrap=file_format.unwrap
            )
            found = _File(role)
            with member.open() as content:
                found.blocks = [block.columns for block in table.blocks(content) if block.columns]
            found.header = table.header
            yield found


def _refuse(line: int, reason: str) -> None:
    raise ValueError(f"line {line}: {reason}")


def _texts(container: Container) -> list[tuple[str, str]]:
    return [
        (role_of(member.name).role, member.open().read().decode())
        for member in container.entries
        if role_of(member.name).role in FILE_FORMATS
    ]


def _read_csv(texts: list[tuple[str, str]]) -> None:
    """Read with the csv module alone, from lists of lines, which takes less time than from a file."""
    for role, text in texts:
        for _ in csv.reader(StringIO(text, newline="\n").readlines(), escapechar=FILE_FORMATS[role].escape):
            pass


def _show(part: str, work: Callable[[], object], before: Callable[[], object] = lambda: None) -> None:
    def once() -> float:
        before()
        return seconds(work)

    print(f"  {part:<52}{min(once() for _ in range(_RUNS)) * 1000:6.0f} ms")


def _forget_all() -> None:
    clear_key_caches()
    clear_text_caches()


def _show_kept(archive: Path, activity: Activity) -> None:
    print("  a server, besides")
    snapshot = ArchiveSnapshot.read(archive, _KEY)
    content, short = snapshot.to_bytes(), activity_to_bytes(activity)
    _show("reading to a snapshot", lambda: ArchiveSnapshot.read(archive, _KEY))
    _show(f"snapshot to {len(content) // 1000:,} kB", snapshot.to_bytes)
    _show("and back", lambda: ArchiveSnapshot.from_bytes(content))
    _show("snapshot to activity and report", lambda: merge_snapshots([snapshot]))
    _show(f"activity to {len(short) // 1000:,} kB", lambda: activity_to_bytes(activity))
    _show("and back", lambda: activity_from_bytes(short))


@click.command()
@click.argument("archive", type=click.Path(exists=True, path_type=Path))
def main(archive: Path) -> None:
    """Print the parts of a score of ARCHIVE."""
    print_parts(archive)


def print_parts(archive: Path) -> None:
    """Print the parts; each is at its quickest of five runs."""
    gc.disable()  # as `ssi` does
    bare = min(process(sys.executable, "-c", "pass").cpu for _ in range(_RUNS))
    loaded = min(process(sys.executable, "-c", _IMPORTS).cpu for _ in range(_RUNS))
    print(f"  {'start of Python':<52}{bare * 1000:6.0f} ms")
    print(f"  {'imports':<52}{(loaded - bare) * 1000:6.0f} ms")
    with field_limit(), open_container(archive) as container:
        _show("records: unzip, decode, lines, csv, columns", lambda: list(_files(container)))
        files = {found.role: found for found in _files(container)}
        texts = _texts(container)
    for role in ("messages", "comments", "connections", "reactions"):
        _show(f"facts of {role}", files[role].facts, _forget_all)
    rest = [found for role, found in files.items() if role not in {"messages", "comments", "connections", "reactions"}]
    _show("facts of all other files", lambda: [found.facts() for found in rest], _forget_all)
    _show("all reading, with joins and daily activity", lambda: read_all([archive]))
    found = score(archive)
    day, activity = found.score.as_of, found.activity
    _show("score and next steps", lambda: next_steps(activity, DEFAULT, score_day(activity, DEFAULT, day)))
    _show("the screen", lambda: as_text(found))
    _show_kept(archive, activity)
    print("  of which nothing in Python can be less than")
    _show("csv alone", lambda: _read_csv(texts))
    dates = [date[:19] for role in ("messages", "reactions") for date in files[role].of("date")]
    _show("datetime.fromisoformat of messages and reactions", lambda: list(map(datetime.fromisoformat, dates)))
    comments = files["comments"].of("message")
    _show("lower case and the set of words of each comment", lambda: [set(text.lower().split()) for text in comments])


if __name__ == "__main__":
    main()
