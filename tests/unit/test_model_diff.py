"""Comparing two models: the settings that differ, and how scores move, on figures worked out by hand."""

from __future__ import annotations

from dataclasses import replace

from openssi.model import (
    DEFAULT,
    PUBLISHED,
    Band,
    Curve,
    Fading,
    Kind,
    Model,
    Pillar,
    Rate,
    Signal,
)
from openssi.model.diff import DefinitionChange, definition_changes
from openssi.population.model_diff import score_movement
from tools.model_diff import changed_models

P = 1_000_000


def signal(id_: str, maximum: int = 50, measure: Fading | Rate | None = None, top: int = 100) -> Signal:
    curve = Curve(((0, 0), (top, 1_000_000)), "test")
    return Signal(id_, id_, "", measure or Fading("post"), maximum, curve, "", "", "")


def model(
    *signals: Signal, bands: tuple[Band, ...] = (Band("low", 0), Band("high", 30)), limit: int | None = 2
) -> Model:
    return Model(
        "test", (Kind("post", "post", "posts", "", most_a_day=limit),), (Pillar("p", "P", signals, 100),), bands
    )


def test_models_with_the_same_numbers_have_no_changes() -> None:
    assert definition_changes(DEFAULT, replace(DEFAULT, id="other")) == ()


def test_every_changed_setting_is_listed_with_both_values() -> None:
    old = model(signal("a"), signal("b", measure=Rate("won", "tried", 450)))
    new = replace(
        model(
            signal("a", 40, top=200),
            signal("b", 60, measure=Rate("won", "tried", 900)),
            bands=(Band("low", 0), Band("high", 31)),
            limit=None,
        ),
        minimum_days=30,
    )
    assert definition_changes(old, new) == (
        DefinitionChange("minimum_days", 28, 30),
        DefinitionChange("bands.high", 30, 31),
        DefinitionChange("kinds.post.most_a_day", 2, "no limit"),
        DefinitionChange("signals.a.max", 50, 40),
        DefinitionChange("signals.a.knots", ((0, 0), (100, 1_000_000)), ((0, 0), (200, 1_000_000))),
        DefinitionChange("signals.b.measure", "rate(won, tried, prior 450)", "rate(won, tried, prior 900)"),
        DefinitionChange("signals.b.max", 50, 60),
    )


def test_a_removed_and_an_added_signal_are_listed_without_the_missing_value() -> None:
    changes = definition_changes(model(signal("gone")), model(signal("new", 40)))
    assert [change for change in changes if change.setting.endswith(".max")] == [
        DefinitionChange("signals.gone.max", 50, None),
        DefinitionChange("signals.new.max", None, 40),
    ]


def test_the_movement_of_four_members() -> None:
    """Indexes 10, 20, 30, 40 become 12, 30, 28, 45; by nearest rank the 25th percentile of four is the lowest value."""
    old, new = model(signal("a"), signal("b")), model(signal("a"), signal("c"))
    before = [{"a": 4 * P, "b": 6 * P}, {"a": 10 * P, "b": 10 * P}, {"a": 0, "b": 30 * P}, {"a": 20 * P, "b": 20 * P}]
    after = [{"a": 5 * P, "c": 7 * P}, {"a": 10 * P, "c": 20 * P}, {"a": 0, "c": 28 * P}, {"a": 20 * P, "c": 25 * P}]
    moved = score_movement(old, new, before, after)
    assert moved.members == 4
    assert moved.before == {5: 10 * P, 25: 10 * P, 50: 20 * P, 75: 30 * P, 95: 40 * P}
    assert moved.after == {5: 12 * P, 25: 12 * P, 50: 28 * P, 75: 30 * P, 95: 45 * P}
    assert moved.change == {5: -2 * P, 25: -2 * P, 50: 2 * P, 75: 5 * P, 95: 10 * P}
    # a: (1 + 0 + 0 + 0) / 4; b is gone: -(6 + 10 + 30 + 20) / 4; c is new: (7 + 20 + 28 + 25) / 4.
    assert moved.signals == {"a": 250_000, "b": -16_500_000, "c": 20 * P}
    assert moved.bands == {("high", "low"): 1, ("low", "high"): 1}


def test_a_mean_change_is_rounded_half_up_and_left_out_at_zero() -> None:
    both = model(signal("a"), signal("b"))
    before = [{"a": 0, "b": 2}, {"a": 0, "b": 0}]
    after = [{"a": 1, "b": 1}, {"a": 0, "b": 1}]
    assert score_movement(both, both, before, after).signals == {"a": 1}


def test_a_released_model_that_changed_or_is_gone_is_named() -> None:
    released = {"2026.1": PUBLISHED["2026.1"].fingerprint, "2026.2": "0" * 16, "2025.1": "1" * 16}
    assert changed_models(released, PUBLISHED) == ["2026.2", "2025.1"]
