"""A file that is created atomically is there whole or not at all, and never replaces another one."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from openssi.files.atomic_file import create_atomically


def test_a_file_is_created_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "key"
    assert create_atomically(path, b"first")
    assert not create_atomically(path, b"second")
    assert path.read_bytes() == b"first"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["key"]


def test_a_failed_write_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        create_atomically(tmp_path / "key", b"content")
    assert not list(tmp_path.iterdir())


def test_a_file_system_without_hard_links_works_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", unsupported)
    assert create_atomically(tmp_path / "key", b"first")
    assert not create_atomically(tmp_path / "key", b"second")
    assert (tmp_path / "key").read_bytes() == b"first"
