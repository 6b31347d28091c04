"""A server for each test."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from openssi.web.jobs import sandboxes
from openssi.web.security import passwords
from tests.web.site import JobHere, Site


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes of passwords at the least cost; how they are made stays the same."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", hasher)
    monkeypatch.setattr(passwords, "_NOBODY", hasher.hash("nobody signs in with this"))


@pytest.fixture(autouse=True)
def reads_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read uploads in the test's own process, which is quicker, unless a test is marked `sandboxed`."""
    if not request.node.get_closest_marker("sandboxed"):
        request.getfixturevalue("reads_workbooks_here")
        monkeypatch.setattr(sandboxes, "Job", JobHere)


@pytest.fixture
def site(tmp_path: Path) -> Generator[Site]:
    """A server on an empty folder, whose clock is stopped until a test moves it."""
    with Site(tmp_path) as made:
        yield made
