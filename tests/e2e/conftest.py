"""One member's archive, as a zip and unpacked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.archives import Layout, invent, write_folder, write_zip
from tests.e2e.cli import good


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_zip(tmp_path_factory.mktemp("zip"), invent(1), Layout())


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(tmp_path_factory.mktemp("folder"), invent(1), Layout())


@pytest.fixture(scope="session")
def scored(archive: Path) -> dict[str, Any]:
    return good("score", archive, "--json").json()
