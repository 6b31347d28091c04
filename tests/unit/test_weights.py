"""A team's own weights: a fit by hand, worlds whose truth is known, and the model file."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from openssi import score
from openssi.errors import ModelError
from openssi.insight.outcomes.weights import Gain, OwnWeights, _not_negative, own_weights
from openssi.member.weights import Weights
from openssi.model import load_model
from openssi.render.words.weights import weights_in_words
from tests.models import MODEL_2026_2
from tests.sales_worlds import invent_weighted_team
from tests.unit.samples import reactions, zipped

MAXIMA = [pillar.maximum for pillar in MODEL_2026_2.pillars]
ADOPTED = OwnWeights(120, range(24300, 24318), "", (1.6, 0.8, 0.8, 0.8), 0.5, Gain(0.2, 0.1), Gain(0.3, 0.1))


def test_no_slope_is_negative() -> None:
    """Alone, the first slope fits best at what the information says of both: 1 - 0.5."""
    assert _not_negative(np.array([2.0, -1.0]), np.eye(2)) == pytest.approx([2, 0])
    assert _not_negative(np.array([1.0, -1.0]), np.array([[1, 0.5], [0.5, 1]])) == pytest.approx([0.5, 0])
    assert _not_negative(np.array([-1.0, -1.0]), np.eye(2)) == pytest.approx([0, 0])


@pytest.mark.parametrize("slope", [0.0, 0.01])
def test_the_published_weights_stay_if_all_pillars_do_the_same(slope: float) -> None:
    team = invent_weighted_team(np.random.default_rng(41), [slope] * 4)
    assert own_weights(team, "opportunities", MAXIMA).verdict == "not_told_apart"


def test_weights_that_differ_much_are_adopted() -> None:
    team = invent_weighted_team(np.random.default_rng(42), [0.15, 0, 0, 0])
    found = own_weights(team, "opportunities", MAXIMA)
    assert found.verdict == "adopted"
    assert sum(by * points for by, points in zip(found.multipliers, MAXIMA, strict=True)) == pytest.approx(100)
    assert found.multipliers[0] > 2 > 1 > max(found.multipliers[1:])
    assert min(found.multipliers) >= 0


@pytest.mark.parametrize(("sellers", "months"), [(99, 21), (100, 20)])
def test_too_few_sellers_or_months_choose_nothing(sellers: int, months: int) -> None:
    """The first three months have activity alone."""
    team = invent_weighted_team(np.random.default_rng(43), [0.15, 0, 0, 0], sellers, months)
    found = own_weights(team, "opportunities", MAXIMA)
    assert (found.verdict, found.multipliers) == ("refused", (1, 1, 1, 1))
    assert f"You have {sellers} sellers and {months - 3} months." in weights_in_words(
        found, "opportunities", MODEL_2026_2
    )


def test_weights_that_fail_in_the_later_half_year_are_not_adopted() -> None:
    for gain, later in ((Gain(-0.1, 0.1), Gain(0.3, 0.1)), (Gain(0.2, 0.1), Gain(0.1, 0.2))):
        found = OwnWeights(120, range(24300, 24318), "", (1.6, 0.8, 0.8, 0.8), 0.5, gain, later)
        assert found.verdict == "not_told_apart"
        assert Weights(found, "opportunities", MODEL_2026_2).to_toml() == ""


def test_an_adopted_model_has_its_own_id_and_whole_points(tmp_path: Path) -> None:
    """1.6 times 25 is 40 points, and 0.8 times 25 is 20."""
    file = tmp_path / "own.toml"
    file.write_text(Weights(ADOPTED, "opportunities", MODEL_2026_2).to_toml())
    own = load_model(file)
    assert own.id.startswith("2026.2-own-")
    assert own.fingerprint != MODEL_2026_2.fingerprint
    assert [pillar.maximum for pillar in own.pillars] == [40, 20, 20, 20]
    archive = zipped(
        tmp_path / "a.zip", {"Reactions.csv": reactions(*(f"2026-05-{day:02} 10:00:00" for day in range(1, 31)))}
    )
    found = score(archive, model=own)
    assert found.model.id == own.id
    file.write_text(file.read_text().replace("brand = 40", "brand = 41"))
    with pytest.raises(ModelError, match="mistake"):
        load_model(file)
