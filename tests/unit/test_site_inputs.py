"""What the website is made of: fetched only if missing, and only with the contents that were reviewed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from openssi.errors import InputError, UsageError
from openssi.site.inputs import Input, fetch, locked_inputs

REVIEWED = b"reviewed"
ONE = Input("one", "1.0", "npm", "one-1.0.tgz", hashlib.sha256(REVIEWED).hexdigest())


def npm(folder: Path, script: str) -> None:
    program = folder / "npm"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def test_a_folder_that_has_everything_needs_no_other_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    (tmp_path / ONE.file).write_bytes(REVIEWED)
    assert fetch(tmp_path, [ONE]) == {"one": tmp_path / ONE.file}


def test_a_missing_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="needs npm") as raised:
        fetch(tmp_path, [ONE])
    assert "Node.js" in (raised.value.hint or "")


def test_a_damaged_file_is_fetched_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm(tmp_path, 'printf reviewed > "one-1.0.tgz"')
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    (inputs / ONE.file).write_bytes(b"half of i")
    assert fetch(inputs, [ONE])["one"].read_bytes() == REVIEWED


def test_other_contents_are_refused_and_not_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm(tmp_path, 'printf altered > "one-1.0.tgz"')
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(InputError, match="differ from the ones that were reviewed"):
        fetch(tmp_path / "inputs", [ONE])
    assert list((tmp_path / "inputs").iterdir()) == []


def test_what_npm_says_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm(tmp_path, "echo npm error network is unreachable; exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(InputError, match="network is unreachable") as raised:
        fetch(tmp_path / "inputs", [ONE])
    assert "--inputs" in (raised.value.hint or "")


def test_every_input_is_locked_by_hash() -> None:
    for one in locked_inputs():
        assert one.version in one.file
        assert len(bytes.fromhex(one.sha256)) == 32
        assert "/" not in one.file
