"""A server of its own for a test."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from openssi.web.security import passwords
from tests.web.site import Site


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes of passwords at the least cost; how they are made stays the same."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", hasher)
    monkeypatch.setattr(passwords, "_NOBODY", hasher.hash("nobody signs in with this"))


@pytest.fixture
def site(tmp_path: Path) -> Generator[Site]:
    """A server on an empty folder, whose clock stands still until it is moved."""
    with Site(tmp_path) as made:
        yield made
