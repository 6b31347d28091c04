"""`ssi score --json`: the keys and values that scripts rely on."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

import openssi
from openssi.render.json.score import as_json
from tests.models import MODEL_2026_1
from tests.unit.samples import reactions, write, zipped

Json = dict[str, Any]
LAST = date(2026, 6, 30)


def days(count: int, records: int) -> str:
    """Return a Reactions.csv with this many records over this many days, first and last included."""
    ago = [count - 1, *([0] * (records - 1))]
    return reactions(*(f"{LAST - timedelta(days=back)} 12:00:00" for back in ago))


def scored(tmp_path: Path, count: int, records: int) -> Json:
    archive = write(
        tmp_path / "archive", {"Reactions.csv": days(count, records), "Comments.csv": "Date,Link,Message\n"}
    )
    return cast("Json", json.loads(openssi.score(archive, model=MODEL_2026_1).to_json()))


def test_keys_match_the_contract(tmp_path: Path) -> None:
    found = scored(tmp_path, 28, 20)
    assert set(found) == {
        "as_of", "model", "index", "index_micro", "interval", "band", "range", "measurable", "partial", "pillars",
        "next_steps", "if_never", "fades_next", "credibility", "sources",
    }  # fmt: skip
    assert set(found["model"]) == {"id", "fingerprint"}
    assert list(found["pillars"]) == ["brand", "people", "insights", "relationships"]
    for pillar in found["pillars"].values():
        assert set(pillar) == {"points", "micro", "max", "measurable", "percent", "signals"}
        assert all(
            set(signal) == {"status", "value", "points", "micro", "max"} for signal in pillar["signals"].values()
        )
    assert found["next_steps"]
    assert all(
        set(step)
        == {
            "signal", "do", "gain", "gain_micro", "gain_range_micro", "raises", "minutes_a_week", "because", "until"
        }
        for step in found["next_steps"]
    )  # fmt: skip
    for source in found["sources"]:
        assert set(source) == {"file", "records", "imported", "duplicate", "rejected", "repaired", "first", "last"}


def test_the_numbers_of_a_small_archive_by_hand(tmp_path: Path) -> None:
    """19 reactions today, of which 10 count, and one of 27 days ago: 10 x 90 + 63 = 963; active on two days: 90 + 63 = 153."""
    found = scored(tmp_path, 28, 20)
    reacting = 2 * (400_000 * 963 // 2925)
    active = 4 * (400_000 * 153 // 1170)
    assert found["as_of"] == "2026-06-30"
    assert found["model"] == {"id": "2026.1", "fingerprint": MODEL_2026_1.fingerprint}
    assert found["index_micro"] == reacting + active == 263_384 + 209_228
    assert (found["index"], found["band"], found["measurable"]) == (0.5, None, 2 + 4 + 7)
    assert found["range"] == [0.5, 87.5]  # groups and events are a lower bound without Events.csv
    assert found["pillars"]["people"]["micro"] == active
    assert found["pillars"]["people"]["points"] == 0.2
    assert found["pillars"]["insights"]["signals"]["reactions_given"] == {
        "status": "measured", "value": 963, "points": 0.3, "micro": reacting, "max": 2
    }  # fmt: skip
    assert found["pillars"]["brand"]["signals"]["posts_published"] == {
        "status": "not_measured", "value": None, "points": None, "micro": None, "max": 4
    }  # fmt: skip
    assert found["sources"][1:] == [
        {
            "file": "Reactions.csv", "records": 20, "imported": 20, "duplicate": 0, "rejected": 0, "repaired": 0,
            "first": "2026-06-03", "last": "2026-06-30",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(("count", "records"), [(27, 20), (28, 19), (1, 2)])
def test_without_enough_data_there_is_no_index(count: int, records: int, tmp_path: Path) -> None:
    found = scored(tmp_path, count, records)
    assert (found["index"], found["index_micro"], found["range"]) == (None, None, None)
    assert found["band"] == "not_enough_yet"
    assert [(pillar["points"], pillar["micro"]) for pillar in found["pillars"].values()] == [(None, None)] * 4
    assert found["next_steps"] == []
    assert found["pillars"]["insights"]["signals"]["reactions_given"]["value"] is not None


def test_numbers_are_integers_or_floats_as_documented(tmp_path: Path) -> None:
    found = scored(tmp_path, 28, 20)
    assert type(found["index_micro"]) is int
    assert type(found["index"]) is float
    assert all(type(step["gain"]) is float and type(step["minutes_a_week"]) is int for step in found["next_steps"])
    assert all(type(pillar["micro"]) is int and type(pillar["max"]) is int for pillar in found["pillars"].values())


def test_files_of_several_archives_are_prefixed_with_their_archive(tmp_path: Path) -> None:
    one = zipped(tmp_path / "one.zip", {"Reactions.csv": days(28, 20)})
    two = zipped(tmp_path / "two.zip", {"Reactions.csv": days(28, 21)})
    found = cast("Json", openssi.score([one, two], model=MODEL_2026_1).to_dict())
    assert {source["file"] for source in found["sources"]} == {"one.zip/Reactions.csv", "two.zip/Reactions.csv"}


def test_the_text_is_plain_ascii(tmp_path: Path) -> None:
    hostile = "Reactions\u202e_1.csv"
    archive = write(tmp_path / "a", {"Reactions.csv": days(28, 20), f"Ünknown {hostile}": "x"})
    assert as_json(openssi.score(archive)).isascii()


def test_to_json_and_to_dict_agree(tmp_path: Path) -> None:
    assessment = openssi.score(write(tmp_path / "a", {"Reactions.csv": days(40, 30)}))
    assert json.loads(assessment.to_json()) == assessment.to_dict()
    assert assessment.index == assessment.to_dict()["index"]
    assert assessment.as_of == LAST
