"""The healthy archive that all others are compared with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.archives.hostile_base import base_files
from tests.archives.writer import zipped


@pytest.fixture(scope="session")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("healthy") / "Basic_LinkedInDataExport_11-20-2024.zip"
    path.write_bytes(zipped(base_files()))
    return path
