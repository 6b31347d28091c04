"""One network for all tests that only read it."""

from __future__ import annotations

import pytest

from openssi.population.synthetic.generator import generate
from tests.synthetic.tables import DAYS, MEMBERS, Tables


@pytest.fixture(scope="session")
def network(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("invented") / "network"
    return Tables(generate(folder, MEMBERS, days=DAYS, members_a_part=2_000).folder)
