"""Mutated zips and tables: a balanced report or an error message, nothing else."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest

from openssi import Assessment, score
from openssi.errors import CODES, OpenSSIError
from tests.archives import GENERATIONS, Layout, archive_files
from tests.archives.hostile_base import base_files, base_world
from tests.archives.writer import zipped
from tests.faults.mutate import mutated_text, mutated_zip

ROUNDS = 150  # `python -m tests.faults.mutations 10000` runs as many as are wanted
PARTS = 3  # so that a failure names a small part
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
ZONES = ("UTC", "Asia/Tokyo", "America/St_Johns")


def _check(path: Path, seed: int) -> bool:
    """Score and show the archive; whether it could be scored."""
    made = _score(path, seed)
    if isinstance(made, OpenSSIError):
        assert made.code in CODES, f"seed {seed}"
        assert str(made).strip(), f"seed {seed}"
        return False
    _check_shown(made, seed)
    return True


def _score(path: Path, seed: int) -> Assessment | OpenSSIError:
    try:
        return score(path, time_zone=ZONES[seed % len(ZONES)])
    except OpenSSIError as error:
        return error


def _check_shown(made: Assessment, seed: int) -> None:
    for source in made.sources:
        assert source.records == source.imported + source.duplicate + source.rejected, f"seed {seed}"
        assert sum(count for _, count in source.reasons) == source.rejected, f"seed {seed}"
    assert not CONTROL.search(str(made)), f"seed {seed}"
    assert json.loads(made.to_json())["sources"], f"seed {seed}"
    if seed % 25 == 0:  # a page takes a second: it has a plan in it
        made.to_html().encode()
    assert 0 <= made.score.index_micro <= 100_000_000, f"seed {seed}"


@pytest.mark.parametrize("part", range(PARTS))
def test_mutated_zips_are_read_or_rejected(part: int, tmp_path: Path) -> None:
    path = tmp_path / "Basic_LinkedInDataExport_11-20-2024.zip"
    scored = 0
    for seed in range(part, ROUNDS, PARTS):
        path.write_bytes(mutated_zip(zipped(base_files()), random.Random(seed)))
        scored += _check(path, seed)
    assert 0 < scored < ROUNDS // PARTS, "all or none were readable: the changes do not test much"


@pytest.mark.parametrize("part", range(PARTS))
def test_mutated_tables_are_read_or_rejected(part: int, tmp_path: Path) -> None:
    """All tables of an archive are mutated at once."""
    path = tmp_path / "archive.zip"  # no date in the name, and no `not_after`: nothing stands guard but the reader
    scored = 0
    for seed in range(part, ROUNDS, PARTS):
        chance = random.Random(1_000_000 + seed)
        files = archive_files(base_world(), Layout(GENERATIONS[seed % len(GENERATIONS)], decoys=False))
        path.write_bytes(zipped({name: mutated_text(data, chance) for name, data in files.items()}))
        scored += _check(path, seed)
    assert scored > 0
