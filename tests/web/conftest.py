"""A server of its own for a test."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.web.site import Site


@pytest.fixture
def site(tmp_path: Path) -> Generator[Site]:
    """A server on an empty folder, whose clock stands still until it is moved."""
    with Site(tmp_path) as made:
        yield made
