"""Every hostile archive ends in an error or in a report of what was lost; nothing is written, little memory is used."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from openssi.errors import CODES
from tests.archives.hostile import Hostile, cases
from tests.archives.hostile_base import base_files
from tests.faults.child import Outcome, read_in_child
from tests.faults.snapshot import snapshot

MOST_MEMORY = 50  # MB more than a healthy archive
NEVER_READ = frozenset({"Languages.csv", "Profile Summary.csv"})  # in the truth, but of no value for the index
INNOCENT = re.compile("private|not needed|unknown|coaches|archive inside")
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def usual(healthy: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return read_in_child(healthy, healthy, tmp_path_factory.mktemp("usual"))


@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_hostile_archive_does_no_harm(case: Hostile, healthy: Path, usual: Outcome, tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "in", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    archive = case.write(folder)
    before = snapshot(tmp_path)
    outcome = read_in_child(healthy, archive, elsewhere)
    assert snapshot(tmp_path) == before
    assert outcome.changed == []
    assert not any("outside" in name for name in outcome.opened)
    assert outcome.memory <= MOST_MEMORY
    assert case.expected & kinds(outcome, usual), (outcome.error, outcome.message, outcome.sources, outcome.unread)
    if outcome.error:
        assert outcome.error in CODES
        assert outcome.message.strip()
        return
    _balanced(outcome)
    _survivors(case, outcome)
    assert not CONTROL.search(outcome.text)
    assert not CONTROL.search(outcome.as_json)
    json.loads(outcome.as_json)


def kinds(outcome: Outcome, usual: Outcome) -> set[str]:
    """All that an outcome may be called: a note beside complete records counts as either."""
    if outcome.error:
        return {"error"}
    refused = [file for file, why in outcome.unread if _leaf(file) in base_files() and not INNOCENT.search(why)]
    kinds: set[str] = set()
    if outcome.rejected > usual.rejected or refused or outcome.notes != usual.notes:
        kinds.add("rejected")
    if outcome.rejected == usual.rejected and not refused:
        kinds.add("fine")
    return kinds


def _leaf(name: str) -> str:
    """The last part of a name, whichever way its slashes lean."""
    return re.split(r"[/\\]", name)[-1]


def _balanced(outcome: Outcome) -> None:
    for source in outcome.sources:
        assert source["records"] == source["imported"] + source["duplicate"] + source["rejected"]
        assert sum(count for _, count in source["reasons"]) == source["rejected"]
    known = {source["file"] for source in outcome.sources} | {file for file, _ in outcome.unread}
    lost = {name for name in base_files() if name.endswith(".csv")} - known
    assert not lost, "files of the archive that the report does not name"


def _survivors(case: Hostile, outcome: Outcome) -> None:
    for name, count in case.survivors:
        if name in NEVER_READ:
            continue
        imported = outcome.records.get(name, 0)
        assert imported == count if case.exact else imported >= count, (name, count, imported)
