"""The engines, each as a function that scores a folder of tables; one Spark session serves every test."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from openssi.engines import DuckDB, Engine, Spark

#: Compiled once and lightly: the tests run each query once.
LIGHT = "--driver-java-options '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' pyspark-shell"


@pytest.fixture(scope="session")
def spark() -> Generator[Spark]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "PYSPARK_SUBMIT_ARGS", LIGHT)
        with Spark(master="local[2]", memory="1g") as running:
            yield running


@pytest.fixture(scope="session", params=["duckdb", "spark"])
def engine(request: pytest.FixtureRequest) -> Callable[[Path], Engine]:
    """Makes an engine that may read and write a folder."""
    if request.param == "duckdb":
        return lambda folder: DuckDB([folder], threads=2)
    request.getfixturevalue("spark")  # that session is the active one
    return lambda _: Spark()
