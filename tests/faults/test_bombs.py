"""A small file stays within the memory and the CPU seconds of a sandbox, whatever it contains; anything larger is rejected."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from openssi.errors import CODES
from tests.faults.bombs import BOMBS, SLOW_TEXTS, UPLOAD_BOMBS, WORKBOOK_BOMBS, stored_with
from tests.faults.child import read_in_child
from tests.faults.measured import measure

MOST_MEMORY = 50  # MB more than a healthy archive
MOST_MEMORY_FOR_TEXT = 40  # MB more; a megabyte of short cells takes about 10 as a row
WHOLE = frozenset({"blank-lines", "carriage-returns", "long-comments"})  # texts in which nothing is wrong


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.__name__)
def test_bomb(bomb: Callable[[], bytes], healthy: Path, tmp_path: Path) -> None:
    archive = tmp_path / "Basic_LinkedInDataExport_11-20-2024.zip"
    archive.write_bytes(bomb())
    outcome = read_in_child(healthy, archive, tmp_path)
    assert outcome.memory <= MOST_MEMORY
    assert outcome.changed == []
    if outcome.error:
        assert outcome.error in CODES
    else:
        assert outcome.rejected > 2 or outcome.notes or any("bomb" in why for _, why in outcome.unread)


@pytest.mark.parametrize("name", SLOW_TEXTS)
def test_a_text_that_tempts_to_quadratic_work_is_read(name: str, healthy: Path, tmp_path: Path) -> None:
    """Linear work on 3 MB takes a few of the 60 CPU seconds that a sandbox allows; quadratic work takes hours."""
    archive = tmp_path / "Basic_LinkedInDataExport_11-20-2024.zip"
    archive.write_bytes(stored_with(*SLOW_TEXTS[name]))
    outcome = read_in_child(healthy, archive, tmp_path)
    assert outcome.memory <= MOST_MEMORY_FOR_TEXT
    assert not outcome.error
    assert outcome.rejected > 2 or outcome.notes or name in WHOLE
    assert outcome.records["Reactions.csv"] > 0 or SLOW_TEXTS[name][0] == "Reactions.csv"


#: MB: what docs/security.md promises of any upload. The sandbox itself ends what takes longer than 60 CPU seconds.
BUDGET_MEMORY = 300
REFUSED = frozenset({"one_string_in_many_cells", "many_full_sheets", "many_small_areas"})


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit memory")
@pytest.mark.parametrize("bomb", WORKBOOK_BOMBS, ids=lambda bomb: bomb.__name__)
def test_a_workbook_stays_within_its_budget(bomb: Callable[[], bytes], tmp_path: Path) -> None:
    workbook = tmp_path / "bomb.xlsx"
    workbook.write_bytes(bomb())
    cost = measure("workbook", workbook)
    assert cost.sandbox <= BUDGET_MEMORY
    assert cost.parent <= BUDGET_MEMORY
    assert cost.error in ({"workbook-unsafe", "workbook-damaged"} if bomb.__name__ in REFUSED else {""}), cost.words


NOTES = {
    "millions_of_records": "more than 500,000 records; the rest of the file was skipped",
    "millions_of_faulty_records": "more than 10,000 records could not be read; the rest of the file was skipped",
    "millions_of_narrow_records": "more than 10,000 records could not be read; the rest of the file was skipped",
    "deep_folders": "",
}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit memory")
@pytest.mark.parametrize("bomb", UPLOAD_BOMBS, ids=lambda bomb: bomb.__name__)
def test_an_upload_stays_within_its_budget(bomb: Callable[[], bytes], tmp_path: Path) -> None:
    archive = tmp_path / "Basic_LinkedInDataExport_11-20-2024.zip"
    archive.write_bytes(bomb())
    cost = measure("upload", archive)
    assert cost.sandbox <= BUDGET_MEMORY
    assert cost.parent <= BUDGET_MEMORY
    if bomb.__name__ in NOTES:
        assert not cost.error, cost.words
        assert NOTES[bomb.__name__] in [*cost.notes, ""]
    else:
        assert cost.error == "archive-unsafe"
