"""Each test of the store runs on a real SQLite file and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from openssi.store.database import Database, open_database
from tests.postgres import new_database


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    return f"sqlite:///{tmp_path / 'ssi.db'}" if request.param == "sqlite" else new_database()


@pytest.fixture
def database(address: str) -> Generator[Database]:
    """A database of each kind with its tables."""
    opened = open_database(address)
    yield opened
    opened.close()
