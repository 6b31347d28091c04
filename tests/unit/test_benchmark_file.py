"""Benchmark files: counts worked out by hand, ranges of ranks, noise by its law, and files that are refused."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial
from math import exp
from pathlib import Path
from random import Random

import pytest

from openssi.activity.calendar import to_day
from openssi.errors import InputError, StoreError, UsageError
from openssi.model import MICRO, load_model
from openssi.population.benchmark_file import (
    BenchmarkFile,
    Person,
    count_people,
    file_rank,
    file_target,
    merge_benchmark_files,
    read_benchmark_file,
)
from openssi.population.benchmark_release import quarter_of, release_once, release_once_for_people, released_path
from openssi.population.benchmarks import benchmark_of, check_benchmark_days, industry_target, rank_in_industry
from openssi.population.industries import nearest_industries, resolve_industry
from openssi.population.private_noise import discrete_laplace
from openssi.render.html.peers import compare_with_peers

MODEL = load_model("2026.1")
DAY = date(2026, 6, 30)
PILLARS = {pillar.id: 10 * MICRO for pillar in MODEL.pillars}


def people(industry: str, *indexes: float) -> list[Person]:
    return [Person(industry, round(index * MICRO), PILLARS) for index in indexes]


def made(everyone: Sequence[Person], who: str = "North", epsilon: Fraction | None = None) -> BenchmarkFile:
    return count_people(everyone, MODEL, measured="archive", who=who, as_of=DAY, epsilon=epsilon)


#: 40 people: one at each half point from 20.5 on.
FORTY = people("Software Development", *(20.5 + at for at in range(40)))


def test_people_are_counted_by_whole_points() -> None:
    counts = made(FORTY).industries["Software Development"]
    assert [at for at, count in enumerate(counts["index"]) if count] == list(range(20, 60))
    assert len(counts["index"]) == 100
    assert (len(counts["brand"]), counts["brand"][10]) == (25, 40)
    top = made(people("Banking", *[100] * 30)).industries["Banking"]["index"]
    assert top[99] == 30  # 100 points are in the last bin


def test_a_rank_is_a_range() -> None:
    """Of 40 people with 20.5 to 59.5: 9 have 51 points or more, one has 50."""
    rank = file_rank(made(FORTY), "b.json", "software development", 50_200_000, MODEL, "archive")
    assert rank is not None
    assert (rank.best_rank, rank.rank, rank.size, rank.top_percent) == (10, 11, 40, 28)
    assert rank.averages["index"] == 40_000_000
    assert rank.averages["brand"] == 10_500_000
    assert rank.thresholds == {50: 40 * MICRO, 25: 50 * MICRO, 10: 56 * MICRO}
    lowest = file_rank(made(FORTY), "b.json", "Software Development", 0, MODEL, "archive")
    assert lowest is not None
    assert (lowest.best_rank, lowest.rank) == (40, 40)


def test_groups_of_fewer_than_30_are_withheld() -> None:
    small = people("Banking", *[40.0] * 29)
    assert set(made([*FORTY, *small]).industries) == {"Software Development"}
    with pytest.raises(UsageError) as error:
        made(small)
    assert error.value.code == "benchmark-small"


def test_files_add_up_and_say_who_made_them() -> None:
    others = [*FORTY[:39], *people("Computer Software", 20.5), *people("Banking", *[33.3] * 30)]
    south = made(others, "South")
    assert set(south.industries) == {"Software Development", "Banking"}  # LinkedIn renamed the first one
    merged = merge_benchmark_files([made(FORTY), south])
    assert sum(merged.industries["Software Development"]["index"]) == 80
    assert merged.industries["Banking"]["index"][33] == 30
    assert [(one.who, one.people) for one in merged.sources] == [("North", 40), ("South", 70)]
    old = replace(south, industries={"computer software": south.industries["Software Development"]})
    assert set(merge_benchmark_files([made(FORTY), old]).industries) == {"Software Development"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"fingerprint": "x"}, "models"), ({"measured": "workbook"}, "measured sets"), ({"width": 5}, "widths of bins")],
)
def test_unlike_files_are_not_added_up(changes: dict[str, str], words: str) -> None:
    other = replace(made(FORTY, "South"), **changes)  # type: ignore[arg-type]
    with pytest.raises(InputError, match=words):
        merge_benchmark_files([made(FORTY), other])
    bins = {**made(FORTY).industries["Software Development"], "brand": [40]}
    narrow = replace(made(FORTY, "South"), industries={"Software Development": bins})
    with pytest.raises(InputError, match="two versions"):
        merge_benchmark_files([made(FORTY), narrow])


@pytest.mark.parametrize("who", ["North", "north ", "NORTH", "\uff2eorth", "  North"])
def test_two_files_by_one_maker_are_refused_however_the_name_is_written(who: str) -> None:
    with pytest.raises(InputError, match="Two files are by North") as error:
        merge_benchmark_files(
            [made(FORTY), replace(made(FORTY[1:]), sources=(replace(made(FORTY).sources[0], who=who),))]
        )
    assert "count twice" in error.value.hint


def test_the_same_people_under_another_name_are_refused() -> None:
    with pytest.raises(InputError, match='"North" and "South" have the same counts for Software Development'):
        merge_benchmark_files([made(FORTY), made([*FORTY, *people("Banking", *[33.3] * 30)], "South")])


def test_like_is_compared_with_like() -> None:
    file = made(FORTY)
    assert file_rank(file, "b.json", "Software Development", 1, MODEL, None) is None
    assert file_rank(file, "b.json", "Mining", 1, MODEL, "archive") is None
    with pytest.raises(InputError, match="another model than yours"):
        file_rank(file, "b.json", "Software Development", 1, load_model("2026.2"), "archive")
    with pytest.raises(
        InputError, match=f"two versions of 2026.1, with the fingerprints x and {MODEL.fingerprint[:12]}"
    ):
        file_rank(replace(file, fingerprint="x"), "b.json", "Software Development", 1, MODEL, "archive")
    with pytest.raises(InputError, match="Like is compared with like"):
        file_target(file, "b.json", "Software Development", 10, MODEL, None)


def test_a_file_is_read_where_a_folder_is(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_text(made(FORTY).to_json())
    assert read_benchmark_file(path) == made(FORTY)
    about = benchmark_of(path)
    assert (about.name, about.members, about.model) == ("b.json", 40, "2026.1")
    archive = next(one.signals for one in MODEL.sets if one.id == "archive")
    rank = rank_in_industry(path, "Computer Software", 50_200_000, MODEL, archive)
    assert rank is not None
    assert (rank.name, rank.rank, rank.scored) == ("Software Development", 11, (to_day(DAY), to_day(DAY)))
    [row] = compare_with_peers([rank], 50_200_000)
    assert row.average.endswith("40 people scored for 30 June 2026")
    check_benchmark_days(path, to_day(DAY) - 1)  # it is tomorrow already where the sun rises first
    with pytest.raises(InputError, match="scores by North for 2026-06-30, a day in the future"):
        check_benchmark_days(path, to_day(DAY) - 2)
    target = industry_target(path, "computer software", 10, MODEL, archive)
    assert (target.micro, target.name) == (56 * MICRO, "the top 10% of Software Development (30 June 2026)")
    with pytest.raises(UsageError) as error:
        industry_target(path, "Software Developments", 10, MODEL, archive)
    assert error.value.hint == "Say with --industry which of theirs is yours: Software Development."


def test_old_names_of_industries_are_known_and_others_only_suggested() -> None:
    known = ["Software Development", "Hospitals and Health Care", "Banking"]
    assert resolve_industry("COMPUTER SOFTWARE", known) == "Software Development"
    assert resolve_industry("Hospital & Health Care", known) == "Hospitals and Health Care"
    assert resolve_industry("information technology & services", ["IT services and IT consulting"]) is not None
    assert resolve_industry("Software Development", ["Computer Software"]) == "Computer Software"
    both = ["Oil & Gas", "Oil and Gas"]
    assert [resolve_industry(name.upper(), both) for name in both] == both
    assert resolve_industry("Bankin", known) is None
    assert nearest_industries("Bankin", known) == ["Banking"]
    # LinkedIn split this one, so a person has to choose.
    split = ["Environmental Services", "Renewable Energy Semiconductor Manufacturing", "Airlines and Aviation"]
    assert resolve_industry("Renewables & Environment", split) is None
    assert sorted(nearest_industries("Renewables & Environment", split)) == split[:2]
    assert nearest_industries("Astrology", split) == []


def test_a_quarter_has_one_private_file_next_to_the_scores(tmp_path: Path) -> None:
    assert [quarter_of(now) for now in (0, 7_775_999, 7_776_000)] == ["1970-Q1", "1970-Q1", "1970-Q2"]  # to 31 March
    path = released_path(tmp_path / "scores", "2026-Q4")
    assert path == tmp_path / "scores.benchmark-2026-Q4.json"
    first = release_once(path, lambda: made(FORTY))
    assert release_once(path, lambda: made(FORTY, who="Somebody else")) == first == read_benchmark_file(path)
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="can't be stored"):
        release_once(tmp_path / "file" / "a.json", lambda: made(FORTY))


def test_the_same_people_have_one_private_file_whatever_their_folder_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy and a new name get the first file; so does the folder after somebody joined, and its copy from then on."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    made_for: list[str] = []

    def release(folder: str, people: str) -> tuple[BenchmarkFile, bool]:
        path = released_path(tmp_path / folder, "2026-Q4")
        return release_once_for_people(path, lambda: people, lambda: made_for.append(folder) or made(FORTY, who=folder))

    first, again = release("scores", "a")
    assert (first.sources[0].who, again) == ("scores", False)
    assert [release(*one) for one in (("copy", "a"), ("scores", "b"), ("new name", "b"))] == [(first, True)] * 3
    assert release("others", "c")[1] is False
    assert made_for == ["scores", "others"]


def test_noise_follows_the_discrete_laplace_law() -> None:
    """Scale 2: zero has the probability (1 - e^-1/2) / (1 + e^-1/2) = 0.245, the variance is 2 e^-1/2 / (1 - e^-1/2)^2 = 7.84."""
    chance = Random(5)
    drawn = [discrete_laplace(Fraction(2), chance.randrange) for _ in range(20_000)]
    counts = Counter(drawn)
    assert counts[0] / 20_000 == pytest.approx(0.245, abs=0.012)
    assert sum(drawn) / 20_000 == pytest.approx(0, abs=0.08)
    assert sum(one * one for one in drawn) / 20_000 == pytest.approx(7.84, abs=0.5)
    for size in (1, 2, 3):  # each step is e^-1/2 as likely, on both sides
        assert counts[size] / counts[size - 1] == pytest.approx(exp(-0.5), abs=0.06)
        assert counts[-size] / counts[size] == pytest.approx(1, abs=0.15)


def test_with_noise_bins_are_wide_and_small_groups_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """Epsilon 1 and five histograms: a scale of 5, and a group must seem to have 127 people."""
    chance = Random(6)  # with the system's entropy, 40 people seem to be 127 in one of 300 releases
    monkeypatch.setattr(
        "openssi.population.benchmark_file.discrete_laplace", partial(discrete_laplace, below=chance.randrange)
    )
    file = made([*people("Banking", *[42.0] * 4_000), *people("Mining", *[42.0] * 40)], epsilon=Fraction(1))
    assert (file.width, file.sources[0].epsilon, set(file.industries)) == (5, "1", {"Banking"})
    counts = file.industries["Banking"]["index"]
    assert len(counts) == 20
    assert counts[8] == pytest.approx(4_000, abs=100)
    assert any(count != 0 for at, count in enumerate(counts) if at != 8)
    rank = file_rank(file, "b.json", "Banking", 42 * MICRO, MODEL, "archive")
    assert rank is not None
    assert 1 <= rank.best_rank <= rank.rank <= rank.size


BINS = made(FORTY).industries["Software Development"]


def content(**changes: object) -> str:
    return json.dumps({**json.loads(made(FORTY).to_json()), **changes})


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "[" * 5_000, content(format="openssi-benchmark-2"), content(width=3), content(width=1.0), content(industries={}),
        content(industries={"A": {"index": [1, 2]}}), content(industries={"A": {"index": [-1] * 100}}),
        content(industries={"A": {"index": [0.5] * 100}}), content(industries={"A": {"index": [True] * 100}}),
        content(sources=[]), content(sources=[{"who": "x"}]),
        *(
            content(sources=[{"who": "x", "as_of": "2026-06-30", "people": 40, "epsilon": "", **wrong}])
            for wrong in (
                {"as_of": "soon"}, {"as_of": "2001-01-01"}, {"people": 41}, {"who": " "}, {"who": "a\nb"}, {"epsilon": "1"},
            )
        ),
        content(industries={"A": {**BINS, "brand": [0] * 25}}),  # 40 people have an index and none has a pillar
        content(industries={"A": {**BINS, "brand": [40, *[0] * 25]}}), content(industries={"A": {"index": BINS["index"]}}),
    ],
)  # fmt: skip
def test_a_file_that_is_not_one_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_text(text)
    with pytest.raises(InputError) as error:
        read_benchmark_file(path)
    assert error.value.code == "benchmark-file"
