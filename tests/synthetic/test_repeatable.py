"""A seed determines the network, whatever it is generated with; another seed gives another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from openssi.population.synthetic.generator import generate
from tests.synthetic.tables import OWN, Tables

MEMBERS, DAYS = 1_500, 40


def made(folder: Path, **how: Any) -> Tables:
    given: dict[str, Any] = {"days": DAYS, "members_a_part": 1_000, **how}
    return Tables(generate(folder, MEMBERS, **given).folder)


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return made(tmp_path_factory.mktemp("usual") / "network", threads=1)


@pytest.mark.parametrize("how", [{"threads": 2}, {"threads": 5, "memory": "100MB"}], ids=str)
def test_threads_and_memory_do_not_change_the_bytes(how: dict[str, Any], usual: Tables, tmp_path: Path) -> None:
    assert made(tmp_path / "network", **how).files() == usual.files()


@pytest.mark.parametrize("members_a_part", [301, 1_499, 500_000])
def test_the_number_of_parts_does_not_change_the_rows(members_a_part: int, usual: Tables, tmp_path: Path) -> None:
    assert made(tmp_path / "network", members_a_part=members_a_part).content() == usual.content()


def test_batches_of_days_do_not_change_the_rows(usual: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openssi.population.synthetic.generator._AT_ONCE", 7_000)
    assert made(tmp_path / "network").files() == usual.files()


def test_another_seed_gives_another_network(usual: Tables, tmp_path: Path) -> None:
    other = made(tmp_path / "network", seed=2)
    for mine, its in zip(usual.content(), other.content(), strict=True):
        assert len(set(mine) & set(its)) < 0.5 * len(mine)


def test_a_longer_history_has_the_same_activity(usual: Tables, tmp_path: Path) -> None:
    longer = made(tmp_path / "network", days=DAYS + 30)
    first = 20_634 - DAYS + 1
    done = f"SELECT member_id, kind, day, quantity FROM a WHERE day >= {first} AND kind IN {OWN} ORDER BY ALL"
    assert usual.rows(done) == longer.rows(done)


def test_progress_reaches_all_rows(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def tell(rows: int, total: int) -> None:
        told.append((rows, total))

    done = generate(tmp_path / "network", 301, days=12, members_a_part=100, progress=tell)
    assert [rows for rows, _ in told] == sorted(rows for rows, _ in told)
    assert told[-1] == (done.activity + done.connections,) * 2
    assert all(0.7 < total / told[-1][1] < 1.3 for _, total in told)
