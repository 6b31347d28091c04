"""Arrays in Parquet files, wherever they are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from openssi.population.arrays.parquet import Writer, read_ints


def test_a_relative_path_may_have_a_colon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Writer("file:a.parquet") as writer:
        writer.write({"one": np.array([7, 8])})
    assert read_ints("file:a.parquet", ["one"])[0].tolist() == [7, 8]
