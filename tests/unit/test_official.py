"""LinkedIn's own score: its sums and roundings, the data of its page, and the file it is stored in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import openssi
from openssi.activity.annotations import LinkedInScore
from openssi.errors import InputError, OpenSSIError, UsageError
from openssi.insight.agreement import agreement
from openssi.insight.history import History, HistoryDay
from openssi.model import DEFAULT, MICRO
from openssi.render.terminal.linkedin_score import as_text
from openssi.render.words.linkedin_score import linkedin_score_in_words
from openssi.sources.linkedin_page import read_page, score_from_input
from tests.unit.samples import TODAY

#: Published samples (numbers only): four pillars, and what LinkedIn's dial showed.
SAMPLES = [
    (("13.118002", "3.68", "0.29999998", "2.6077502"), 20),
    (("21", "6.4", "2.2", "25"), 55),
    (("20.973", "6.38", "10.25", "15"), 53),
    (("21.048", "6.5", "10.25", "15"), 53),
    (("20.998", "6.5", "10.25", "15"), 53),
    (("20.998", "6.4", "10.25", "15"), 53),
    (("24.5", "15.83", "17.62", "25"), 83),
    (("17.5", "9.7", "5.0", "18.9"), 51),
    # averages of an industry and of a network, on four days
    (("11.79", "5.40", "2.19", "15.16"), 35),
    (("11.79", "5.43", "2.19", "15.16"), 35),
    (("11.79", "5.41", "2.13", "15.16"), 34),
    (("11.78", "5.38", "2.09", "15.16"), 34),
    (("13.21", "4.36", "2.45", "16.32"), 36),
    (("13.22", "4.39", "2.46", "16.33"), 36),
    (("13.22", "4.38", "2.43", "16.30"), 36),
    (("13.22", "4.36", "2.38", "16.31"), 36),
]
NAMES = ("brand", "people", "insights", "relationships")
PARTS = ("PROFESSIONAL_BRAND", "FIND_RIGHT_PEOPLE", "INSIGHT_ENGAGEMENT", "STRONG_RELATIONSHIP")


def typed(*pillars: object, **ranks: object) -> LinkedInScore:
    return score_from_input(TODAY, dict(zip(NAMES, pillars, strict=True)), **ranks)


def page_of(
    scores: tuple[object, ...] = (13.118002, 3.68, 0.29999998, 2.6077502), overall: object = 19.705751
) -> dict[str, Any]:
    parts = [{"pillar": name, "score": score} for name, score in zip(PARTS, scores, strict=True)]
    groups: list[dict[str, Any]] = [
        {
            "groupType": "INDUSTRY",
            "rank": 75,
            "score": {"overall": 30.99, "subScores": []},
            "groupSize": 7,
            "industry": "Software",
        },
        {"groupType": "NETWORK", "rank": 81, "score": {"overall": 32.72}},
        {"groupType": "TEAM", "rank": 1, "score": {"overall": 54.6}},
    ]
    return {"activeSeat": True, "memberScore": {"overall": overall, "subScores": parts}, "groupScore": groups}


@pytest.mark.parametrize(("pillars", "shown"), SAMPLES)
def test_the_sum_of_pillars_is_rounded_like_linkedins(pillars: tuple[str, ...], shown: int) -> None:
    assert typed(*pillars).shown == shown


def test_points_are_stored_exactly_as_typed() -> None:
    assert typed("20.998", "6,4", 10.25, 15).pillars == (20_998_000, 6_400_000, 10_250_000, 15_000_000)
    assert typed("0.29999998", 0, 25, "25.0").pillars == (300_000, 0, 25_000_000, 25_000_000)


def test_the_data_of_linkedins_page_is_read_by_name() -> None:
    page = page_of()
    page["memberScore"]["subScores"].reverse()
    found = read_page(json.dumps(page), TODAY)
    assert found == LinkedInScore(TODAY, 13_118_002, 3_680_000, 300_000, 2_607_750, 75, 81, 30_990_000, 32_720_000)
    assert found.shown == 20
    assert read_page(json.dumps({"object": "RawData", "data": page}), TODAY) == found


def test_a_page_without_groups_is_enough() -> None:
    page = page_of()
    del page["groupScore"]
    assert read_page(json.dumps(page), TODAY).industry_top is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "isn.t JSON"),
        ("<html>", "isn.t JSON"),
        ("[1]", "no memberScore"),
        ("[" * 100_000, "isn.t JSON"),
        ("1" * 2_000_000, "far too long"),
        (json.dumps(page_of(overall=25.0)), "add up to 19.706, its total is 25.000"),
        (json.dumps(page_of((13, 3, 26, 2))), "insights is '26', not a number from 0 to 25"),
        (json.dumps(page_of((13, 3, None, 2))), "insights is 'None'"),
        (json.dumps(page_of((13, 3, True, 2))), "insights is 'True'"),
        (json.dumps(page_of((13, 3, -0.1, 2))), "insights is '-0.1'"),
        (json.dumps(page_of((13, 3, float("nan"), 2))), "isn.t JSON"),
        (
            json.dumps({"memberScore": {"overall": 3, "subScores": [{"pillar": PARTS[0], "score": 3}]}}),
            "people is missing",
        ),
        (json.dumps({"memberScore": {"subScores": "x"}}), "brand is missing"),
    ],
)
def test_other_data_is_rejected_with_a_reason(text: str, why: str) -> None:
    with pytest.raises(InputError, match=why) as raised:
        read_page(text, TODAY)
    assert raised.value.code == "official-page"


def test_all_mistakes_of_a_number_are_reported_at_once() -> None:
    with pytest.raises(UsageError) as raised:
        typed("26", "x", "-1", "1e99", industry_top="0", network_top="9.5")
    assert raised.value.code == "official-number"
    for part in (
        "brand is '26'",
        "people is 'x'",
        "insights is '-1'",
        "relationships is '1e99'",
        "industry rank is '0'",
        "network rank is '9.5'",
    ):
        assert part in raised.value.message


def test_numbers_are_sorted_and_adding_a_day_again_replaces_it(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "official.json"
    assert openssi.official.numbers(file).numbers == ()
    for day, brand in (("2026-05-19", "20.998"), ("2026-05-12", "21.048"), ("2026-05-19", "1")):
        openssi.official.add(
            day, brand=brand, people="6.4", insights=10.25, relationships=15, industry_top=9, file=file
        )
    found = openssi.official.numbers(file)
    assert [(one.brand, one.industry_top, one.network_top) for one in found.numbers] == [
        (21_048_000, 9, None),
        (1_000_000, 9, None),
    ]
    assert [path.name for path in file.parent.iterdir()] == ["official.json"]
    assert "2026-05-12" in str(found)
    assert "<td>2026-05-12</td>" in found._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert (
        openssi.official.paste(json.dumps(page_of()), "2026-06-01", file=file)
        == openssi.official.numbers(file).numbers[-1]
    )


def test_removing_a_day_without_a_number_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "official.json"
    for day in ("2026-05-12", "2026-05-19"):
        openssi.official.add(day, brand=1, people=2, insights=3, relationships=4, file=file)
    gone = openssi.official.remove("2026-05-12", file=file)
    assert linkedin_score_in_words(gone) == "12 May 2026: 10, shown as 10"
    assert [one.day - gone.day for one in openssi.official.numbers(file).numbers] == [7]
    with pytest.raises(InputError, match=r"There is no number for 2026-05-12") as raised:
        openssi.official.remove("2026-05-12", file=file)
    assert (raised.value.code, raised.value.hint) == ("official-day", "There are numbers for 2026-05-19.")


def test_concurrent_additions_are_all_stored(tmp_path: Path) -> None:
    file, days = tmp_path / "official.json", [f"2026-05-{day:02d}" for day in range(1, 31)]

    def add(day: str) -> None:
        openssi.official.add(day, brand=1, people=1, insights=1, relationships=1, file=file)

    with ThreadPoolExecutor(len(days)) as pool:
        list(pool.map(add, days))
    assert len(openssi.official.numbers(file).numbers) == len(days)


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"official": 1}', '{"official": [{"day": "2026-05-19"}]}', '{"official": [{"day": "x", "brand": 1, "people": 1, "insights": 1, "relationships": 1}]}',
     '{"official": [{"day": "2026-05-19", "brand": 1.5, "people": 1, "insights": 1, "relationships": 1}]}', "[" * 100_000, "\udcff"],
)  # fmt: skip
def test_a_damaged_file_is_unchanged(content: str, tmp_path: Path) -> None:
    file = tmp_path / "official.json"
    data = content.encode("utf-8", "surrogateescape")
    file.write_bytes(data)
    for act in (
        lambda: openssi.official.numbers(file),
        lambda: openssi.official.add("2026-05-19", brand=1, people=1, insights=1, relationships=1, file=file),
    ):
        with pytest.raises(OpenSSIError) as raised:
            act()
        assert raised.value.code == "official-file"
    assert file.read_bytes() == data


def test_an_unwritable_file_is_reported_and_unchanged(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    with pytest.raises(OpenSSIError) as raised:
        openssi.official.add(
            "2026-05-19", brand=1, people=1, insights=1, relationships=1, file=tmp_path / "file" / "x.json"
        )
    assert raised.value.code == "out-unwritable"
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(OpenSSIError):
        openssi.official.add(
            "2026-05-19", brand=1, people=1, insights=1, relationships=1, file=tmp_path / "folder.json"
        )
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"


def test_a_new_file_is_private_and_a_replaced_one_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "official.json"
    openssi.official.add("2026-05-19", brand=1, people=1, insights=1, relationships=1, file=file)
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    openssi.official.add("2026-05-20", brand=1, people=1, insights=1, relationships=1, file=file)
    assert file.stat().st_mode & 0o777 == 0o644


def test_the_default_file_is_in_the_users_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert openssi.official.default_file() == tmp_path / "openssi" / "official.json"


def test_scores_are_formatted_for_people() -> None:
    one = typed("20.998", "6.4", "10.25", "15", industry_top=9, network_top="11")
    assert linkedin_score_in_words(one) == "30 Jun 2026: 52.648, shown as 53"
    assert as_text([one]).splitlines()[1].split() == [
        "2026-06-30",
        "53",
        "20.998",
        "6.4",
        "10.25",
        "15",
        "top",
        "9%",
        "top",
        "11%",
    ]
    assert as_text([]).startswith("No LinkedIn score yet.")


def history_of(ours: Sequence[int | None], theirs: Sequence[int], apart: int = 1) -> History:
    """Both numbers in points, so many days apart."""
    micro = [None if points is None else points * MICRO for points in ours]
    days = tuple(HistoryDay(TODAY + at * apart, each, each, (None,) * 4) for at, each in enumerate(micro))
    official = tuple(LinkedInScore(TODAY + at * apart, points * MICRO, 0, 0, 0) for at, points in enumerate(theirs))
    return replace(History(DEFAULT, days), official=official)


def test_without_linkedin_scores_nothing_is_compared() -> None:
    assert agreement(history_of([1, 2], [])) is None


def test_few_days_are_not_compared() -> None:
    found = agreement(history_of([1, 2, 3, 4], [1, 2, 3, 4]))
    assert found is not None
    assert (found.days, found.levels, found.changes) == (4, None, None)
    assert "8 days at least a week apart" in str(found)
    assert "twelve months" in str(found)


def test_levels_are_compared_on_days_a_week_apart() -> None:
    """Ours is lower by 1 and 3 in turn: mean -2; squared deviations 8 x 1, so the deviation is sqrt(8/7) = 1.069."""
    found = agreement(history_of([10] * 8, [11, 13] * 4, apart=7))
    assert found is not None
    assert found.levels is not None
    assert found.levels.days == 8
    assert found.levels.mean == pytest.approx(-2)
    assert (found.levels.lower, found.levels.upper) == pytest.approx((-2 - 1.96 * 1.069045, -2 + 1.96 * 1.069045))
    assert str(found.levels).endswith("expect between 4.1 points lower and 0.1 points higher.")
    daily = agreement(history_of([10] * 49, [11] * 49))
    assert daily is not None
    assert daily.levels is None  # 49 days have only seven that are a week apart


def test_changes_are_compared_over_four_weeks_from_a_year_on() -> None:
    """Thirteen numbers make twelve periods; the last two go opposite ways. Of 12 coins 9 or fewer agree in 98 of 100 cases."""
    ours = list(range(1, 14))
    theirs = [*range(1, 12), 5, 4]
    found = agreement(history_of(ours, theirs, apart=28))
    assert found is not None
    assert found.changes is not None
    assert (found.changes.periods, found.changes.same_way, found.changes.by_chance) == (12, 10, 9)
    assert str(found.changes).startswith("In 10 of 12 periods of four weeks both moved the same way")


def test_periods_that_overlap_or_lie_too_far_apart_or_did_not_move_are_skipped() -> None:
    weekly = agreement(history_of(list(range(1, 41)), list(range(1, 41)), apart=7))
    assert weekly is not None
    assert weekly.changes is None  # ten periods: 40 weeks
    for found in (
        agreement(history_of(list(range(1, 20)), list(range(1, 20)), apart=60)),
        agreement(history_of([5] * 20, list(range(1, 21)), apart=28)),
        agreement(history_of([None, 5] * 10, list(range(1, 21)), apart=28)),
    ):
        assert found is not None
        assert found.changes is None
