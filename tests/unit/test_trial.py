"""A trial: the draw, what is recorded, what is refused, and worlds whose truth is known."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from openssi.errors import InputError, OpenSSIError, UsageError
from openssi.insight.outcomes.trial import TrialData, draw
from openssi.insight.outcomes.trial_plan import TrialPlan
from openssi.member.trial import plan_trial, read_plan, trial_result
from openssi.render.json.trial import as_dict
from openssi.render.words.trial import result_in_words

DRAWN = datetime(2026, 1, 1, 12, tzinfo=UTC)
START = date(2026, 1, 5)
AFTER = START + timedelta(days=56)
NAMES = [f"Seller {at:02}" for at in range(24)]


def roster(folder: Path, *rows: str) -> Path:
    path = folder / "volunteers.csv"
    path.write_text(
        "\n".join(
            [
                "Seller,Territory",
                *(rows or [f"{name},{'North' if at % 3 else 'South'}" for at, name in enumerate(NAMES)]),
            ]
        )
    )
    return path


def planned(folder: Path, seed: str = "one") -> TrialPlan:
    return plan_trial(roster(folder), start=START, now=DRAWN, outcome="meetings", seed=seed)


def meetings(folder: Path, plan: TrialPlan, more: int) -> Path:
    """Three meetings each in the trial and before it; those with the plan have `more` in the trial."""
    rows = ["Seller,Date,Kind"]
    for one in plan.volunteers:
        for at in range(3):
            rows += [f"{one.seller},{START + timedelta(days=17 * at + shift)},meeting" for shift in (0, -56)]
        rows += [f"{one.seller},{START + timedelta(days=55)},meeting"] * (more if one.now else 0)
    rows.append(f"Nobody Else,{START + timedelta(days=55)},meeting")
    path = folder / "meetings.csv"
    path.write_text("\n".join(rows))
    return path


def test_half_of_every_stratum_is_drawn() -> None:
    """8 and 6 give 4 and 3; of the two who are one too many in theirs, one."""
    strata = ["a"] * 8 + ["b"] * 6 + ["c"] * 3 + ["d"] * 1
    for seed in map(str, range(30)):
        chosen = Counter(stratum for stratum, yes in zip(strata, draw(strata, seed), strict=True) if yes)
        assert (chosen["a"], chosen["b"], sum(chosen.values())) == (4, 3, 9)


def test_everybody_is_drawn_as_often() -> None:
    """400 draws of 5: each comes 200 times, give or take 40; the odd one goes either way."""
    often = Counter(at for seed in range(400) for at, yes in enumerate(draw(["x"] * 5, str(seed))) if yes)
    assert all(160 <= often[at] <= 240 for at in range(5))


def test_the_same_seed_gives_the_same_plan(tmp_path: Path) -> None:
    first = planned(tmp_path)
    path = tmp_path / "trial.json"
    path.write_text(first.to_json())
    assert read_plan(path) == first
    assert planned(tmp_path).fingerprint == first.fingerprint != planned(tmp_path, "two").fingerprint
    assert sum(one.now for one in first.volunteers) == 12
    assert first.end == date(2026, 3, 1)


def test_a_plan_that_was_changed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "trial.json"
    content = json.loads(planned(tmp_path).to_json())
    content["volunteers"][0]["now"] = not content["volunteers"][0]["now"]
    path.write_text(json.dumps(content))
    with pytest.raises(InputError, match="was changed after the draw"):
        read_plan(path)
    forged = TrialPlan("meetings", START, "x", "one", tuple(planned(tmp_path).volunteers[::-1]))
    path.write_text(forged.to_json())  # with a fingerprint of its own, but not the draw of its seed
    with pytest.raises(InputError, match="was changed after the draw"):
        read_plan(path)


@pytest.mark.parametrize("text", ["", "[]", "{}", "[" * 5_000, '{"start": 1}'])
def test_a_file_that_is_not_a_plan_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "trial.json"
    path.write_text(text)
    with pytest.raises(InputError) as error:
        read_plan(path)
    assert error.value.code == "trial-file"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (["Ada,North", "ADA,South"], "trial-roster"),
        (["Ada,North", ",South"], "trial-roster"),
        (["Ada,North", "Ben,South"], "trial-small"),
    ],
)
def test_a_table_without_enough_different_volunteers_is_refused(rows: list[str], code: str, tmp_path: Path) -> None:
    with pytest.raises(OpenSSIError) as error:
        plan_trial(roster(tmp_path, *rows), start=START, now=DRAWN, outcome="meetings")
    assert error.value.code == code


def test_a_trial_is_drawn_before_its_start_and_read_after_its_end(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="start after the day"):
        plan_trial(roster(tmp_path), start=DRAWN.date(), now=DRAWN, outcome="meetings")
    plan = planned(tmp_path)
    with pytest.raises(UsageError, match="The trial ends on 2026-03-01"):
        trial_result(plan, [meetings(tmp_path, plan, 0)], today=plan.end)


def test_a_clear_difference_is_because_of_the_plan(tmp_path: Path) -> None:
    """Six meetings instead of three, for every one of them."""
    plan = planned(tmp_path)
    found = trial_result(plan, [meetings(tmp_path, plan, 3)], today=AFTER)
    assert found.effect is not None
    assert found.effect.ratio == pytest.approx(2, abs=0.01)
    assert (found.totals, found.used_before, found.caused) == ((72, 36), True, True)
    assert "about 100% more meetings held because of the plan" in result_in_words(found)
    written = as_dict(found)
    assert (written["verdict"], written["now"], written["later"], written["total_now"]) == ("because", 12, 12, 72)
    none = trial_result(plan, [meetings(tmp_path, plan, 0)], today=AFTER)
    assert not none.caused
    assert "because" not in result_in_words(none)


def test_volunteers_without_rows_count_as_none_and_are_named(tmp_path: Path) -> None:
    plan = planned(tmp_path)
    path = meetings(tmp_path, plan, 1)
    path.write_text(path.read_text().replace("Seller 03", "Third Seller"))
    assert trial_result(plan, [path], today=AFTER).without_rows == ("Seller 03",)
    mapping = tmp_path / "crm.toml"
    mapping.write_text('[sellers]\n"Seller 03" = "Third Seller"\n')
    assert trial_result(plan, [path], today=AFTER, mapping=mapping).without_rows == ()


@pytest.mark.parametrize(
    "rows",
    [
        ["Seller 01,2026-01-07,meeting"],  # ends before the trial
        ["Seller 01,2026-01,meeting", "Seller 01,2026-03,meeting"],  # months
        ["Seller 01,2026-02-28,opportunity"],
    ],
)
def test_an_export_that_does_not_cover_the_trial_is_refused(rows: list[str], tmp_path: Path) -> None:
    path = tmp_path / "meetings.csv"
    path.write_text("\n".join(["Seller,Date,Kind", *rows]))
    with pytest.raises(InputError) as error:
        trial_result(planned(tmp_path), [path], today=AFTER)
    assert error.value.code == "trial-sales"


def world(chance: np.random.Generator, ratio: float) -> TrialData:
    """40 sellers of very different levels, whose outcomes before and during the trial go together."""
    strata = tuple("ab"[at % 2] for at in range(40))
    level = 6 * np.exp(0.5 * chance.normal(size=40))
    now = np.array(draw(strata, str(chance.integers(1 << 40))))
    return TrialData(
        chance.poisson(level * np.where(now, ratio, 1)).astype(float), now, strata, chance.poisson(level).astype(float)
    )


@pytest.mark.parametrize("ratio", [1.0, 1.4])
def test_the_true_ratio_is_refused_1_time_in_20(ratio: float) -> None:
    """200 trials: the test of the truth refuses 10 of them, give or take 6."""
    chance = np.random.default_rng(21)
    refused = sum(world(chance, ratio).p_value(np.log(ratio) / 10) < 0.05 for _ in range(200))
    assert 3 <= refused <= 18


def test_the_detectable_ratio_of_a_trial_is_found_four_times_in_five() -> None:
    chance = np.random.default_rng(22)
    detectable = np.mean([world(chance, 1.0).detectable_ratio or 9 for _ in range(30)])
    found = sum(world(chance, float(detectable)).p_value(0) < 0.05 for _ in range(100))
    assert 66 <= found <= 95
