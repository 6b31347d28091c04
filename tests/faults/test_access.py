"""Missing permissions, and paths that are not files, end in an error message."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from openssi import score
from openssi.errors import ArchiveError
from tests.archives.hostile_base import base_files
from tests.archives.writer import zipped
from tests.faults.child import read_in_child


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that also another user may enter; pytest's own is closed to others."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        path.chmod(0o755)
        yield path


def _unpacked(folder: Path) -> Path:
    root = folder / "Basic_LinkedInDataExport_11-20-2024"
    for name, data in base_files().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def test_an_unreadable_zip_is_reported(healthy: Path, open_folder: Path) -> None:
    path = open_folder / "archive.zip"
    path.write_bytes(zipped(base_files()))
    path.chmod(0)
    outcome = read_in_child(healthy, path, open_folder, as_nobody=True)
    assert outcome.error == "archive-no-access"
    assert "archive.zip" in outcome.message


def test_a_zip_in_an_inaccessible_folder_is_reported(healthy: Path, open_folder: Path) -> None:
    closed = open_folder / "closed"
    closed.mkdir()
    path = closed / "archive.zip"
    path.write_bytes(zipped(base_files()))
    closed.chmod(0)
    outcome = read_in_child(healthy, path, open_folder, as_nobody=True)
    closed.chmod(0o700)
    assert outcome.error == "archive-no-access"


def test_a_folder_that_cannot_be_listed_is_reported(healthy: Path, open_folder: Path) -> None:
    root = _unpacked(open_folder)
    root.chmod(0)
    outcome = read_in_child(healthy, root, open_folder, as_nobody=True)
    root.chmod(0o700)
    assert outcome.error == "archive-no-access"


def test_an_unreadable_file_of_a_folder_is_reported(healthy: Path, open_folder: Path) -> None:
    root = _unpacked(open_folder)
    (root / "Comments.csv").chmod(0)
    outcome = read_in_child(healthy, root, open_folder, as_nobody=True)
    if outcome.error:
        assert outcome.error == "archive-no-access"
        return
    comments = next(source for source in outcome.sources if source["file"] == "Comments.csv")
    assert comments["imported"] == 0
    assert comments["rejected"] or comments["notes"]
    assert outcome.records["Reactions.csv"] > 0


def test_an_inaccessible_subfolder_is_reported(healthy: Path, open_folder: Path) -> None:
    root = _unpacked(open_folder)
    (root / "Articles").chmod(0)
    outcome = read_in_child(healthy, root, open_folder, as_nobody=True)
    (root / "Articles").chmod(0o700)
    assert outcome.error == "archive-no-access"


def _refused(path: Path | str) -> str:
    with pytest.raises(ArchiveError) as caught:
        score(path)
    assert str(caught.value).strip()
    assert not str(caught.value).startswith(" ")
    return caught.value.code


def test_missing_paths_are_reported(open_folder: Path) -> None:
    (open_folder / "dangling.zip").symlink_to(open_folder / "nothing.zip")
    (open_folder / "itself.zip").symlink_to(open_folder / "itself.zip")
    (open_folder / "file.zip").write_bytes(zipped(base_files()))
    assert _refused(open_folder / "dangling.zip") == "archive-not-found"
    assert _refused(open_folder / "itself.zip") in {"archive-no-access", "archive-not-found"}
    assert _refused(open_folder / "file.zip" / "inside.zip") in {"archive-no-access", "archive-not-found"}
    assert _refused(open_folder / ("n" * 300)) in {"archive-no-access", "archive-not-found"}
    assert _refused(str(open_folder / "nul\0.zip")) in {"archive-no-access", "archive-not-found"}


def test_pipes_sockets_and_devices_are_rejected_without_waiting(healthy: Path, open_folder: Path) -> None:
    os.mkfifo(open_folder / "pipe.zip")
    with socket.socket(socket.AF_UNIX) as endpoint:
        endpoint.bind(str(open_folder / "socket.zip"))
        for path in (open_folder / "pipe.zip", open_folder / "socket.zip", Path("/dev/zero"), Path("/dev/null")):
            assert read_in_child(healthy, path, open_folder).error == "archive-not-zip"


def test_the_current_folder_has_a_name_in_messages(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (open_folder / "notes.txt").write_text("nothing")
    monkeypatch.chdir(open_folder)
    assert _refused(".") == "archive-foreign"
