"""Private files are never opened, in a zip or in a folder."""

from __future__ import annotations

import os
import socket
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archives import GENERATIONS, Layout, archive_files, write_folder
from tests.archives.files_other import CANARY, closed_file_names, decoy_files
from tests.archives.hostile_base import base_files, base_world
from tests.archives.layout import Generation
from tests.archives.rawzip import build, entry
from tests.archives.writer import zipped
from tests.faults.child import Outcome, read_in_child

HEADING = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", *[0] * 10)


def _closed(layout: Layout) -> set[str]:
    names = set(decoy_files(layout))
    assert names, "without closed files this proves nothing"
    return names


def _same(one: Outcome, other: Outcome) -> None:
    assert (one.error, one.sources, one.unread, one.as_json, one.html) == (
        other.error,
        other.sources,
        other.unread,
        other.as_json,
        other.html,
    )
    for text in (one.text, one.as_json, one.html, one.message):
        assert CANARY not in text


@pytest.mark.parametrize("generation", GENERATIONS)
def test_private_files_of_a_zip_are_never_opened(generation: Generation, healthy: Path, tmp_path: Path) -> None:
    layout = Layout(generation)
    files = archive_files(base_world(), layout)
    closed = _closed(layout)
    intact, broken = tmp_path / "a" / "Basic.zip", tmp_path / "b" / "Basic.zip"
    for path in (intact, broken):
        path.parent.mkdir()
    data = bytearray(build([entry(name, content) for name, content in files.items()]))
    intact.write_bytes(data)
    for name in closed:
        at = data.find(name.encode()) - len(HEADING)  # the first is the local heading; the list stands at the end
        assert data[at : at + 4] == b"PK\x03\x04"
        data[at : at + len(HEADING)] = bytes(len(HEADING))  # whoever opens this member fails
    broken.write_bytes(data)
    page = generation == GENERATIONS[-1]  # a page takes a second
    one, other = (read_in_child(healthy, path, tmp_path, page=page) for path in (intact, broken))
    assert not one.error
    assert closed <= {name for name, _ in one.unread}
    _same(one, other)


@pytest.mark.parametrize("generation", GENERATIONS)
def test_only_files_the_index_needs_are_opened_in_a_folder(
    generation: Generation, healthy: Path, tmp_path: Path
) -> None:
    layout = Layout(generation)
    closed = _closed(layout) - {"Registration.csv"}  # of which the day alone is read
    folder = write_folder(tmp_path, base_world(), layout)
    outcome = read_in_child(healthy, folder, tmp_path)
    opened = {str(Path(name).relative_to(folder)) for name in outcome.opened if name.startswith(f"{folder}{os.sep}")}
    assert opened >= {"Connections.csv"}, "the watch saw nothing: this proves nothing"
    assert not opened & closed
    # Whether Rich Media.csv holds only its placeholder shows in its content.
    assert opened.isdisjoint({name for name, _ in outcome.unread} - {"Rich Media.csv", "Registration.csv"})
    for text in (outcome.text, outcome.as_json):
        assert CANARY not in text


def test_private_names_are_recognized_in_capitals_and_numbered(healthy: Path, tmp_path: Path) -> None:
    """As a browser, a second part or another operating system would write it."""
    names = sorted(closed_file_names() - {"Registration.csv"})
    assert names
    variants = [
        variant
        for name in names
        for stem, suffix in [(name.removesuffix(".csv"), ".csv")]
        for variant in (
            f"{stem}_1{suffix}",
            f"{stem} (1){suffix}",
            f"{stem.upper()}{suffix.upper()}",
            f"{stem}_123456789{suffix}",
        )
    ]
    folder = tmp_path / "archive"
    for name, data in [*base_files().items(), *((name, CANARY.encode()) for name in variants)]:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    outcome = read_in_child(healthy, folder, tmp_path)
    opened = {str(Path(name).relative_to(folder)) for name in outcome.opened if name.startswith(f"{folder}{os.sep}")}
    assert "Connections.csv" in opened
    assert not opened & set(variants)


@pytest.fixture
def short_path() -> Iterator[Path]:
    """A socket's path may have only some hundred letters."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.mark.parametrize("kind", ["pipe", "socket", "link", "dangling", "link-to-zero", "folder"])
def test_only_regular_files_are_opened(kind: str, healthy: Path, short_path: Path) -> None:
    """To open a pipe would wait for ever; the child is killed if it does."""
    folder = short_path / "archive"
    for name, data in base_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / "Comments.csv").unlink()
    place = folder / "Comments.csv"
    endpoint = socket.socket(socket.AF_UNIX)
    match kind:
        case "pipe":
            os.mkfifo(place)
        case "socket":
            endpoint.bind(str(place))
        case "link":
            (short_path / "outside.csv").write_bytes(base_files()["Comments.csv"])
            place.symlink_to(short_path / "outside.csv")
        case "dangling":
            place.symlink_to(short_path / "nothing.csv")
        case "link-to-zero":
            place.symlink_to("/dev/zero")
        case _:
            place.mkdir()
            (place / "Comments.csv").write_bytes(b"")
    outcome = read_in_child(healthy, folder, short_path)
    endpoint.close()
    assert not outcome.error
    assert str(place) not in outcome.opened
    assert outcome.records.get("Comments.csv", 0) == 0
    if kind != "folder":
        assert "Comments.csv" in {name for name, _ in outcome.unread}


def test_a_zip_of_only_private_files_is_foreign(healthy: Path, tmp_path: Path) -> None:
    path = tmp_path / "Basic_LinkedInDataExport_11-20-2024.zip"
    path.write_bytes(zipped(decoy_files(Layout())))
    outcome = read_in_child(healthy, path, tmp_path)
    assert outcome.error == "archive-foreign"
    assert CANARY not in outcome.message
