"""The data folder follows each operating system's convention, and stays where it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from openssi.errors import UsageError
from openssi.files.user_folders import data_folder


def test_linux_uses_xdg_data_home_or_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert data_folder() == tmp_path / "data" / "openssi"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert data_folder() == tmp_path / "home" / ".local" / "share" / "openssi"
    assert not (tmp_path / "home").exists()


def test_a_mac_keeps_using_the_folder_that_has_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert data_folder() == tmp_path / "data" / "openssi"
    (tmp_path / "Library" / "Application Support" / "openssi").mkdir(parents=True)
    assert data_folder() == tmp_path / "Library" / "Application Support" / "openssi"


def _unknown_user(uid: int) -> None:
    raise KeyError(uid)


def test_without_a_home_folder_an_option_is_suggested(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr("pwd.getpwuid", _unknown_user)
    with pytest.raises(UsageError, match="no home folder") as raised:
        data_folder()
    assert raised.value.code == "data-folder"
