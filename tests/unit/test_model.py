"""A model is data: sound, fingerprinted, loaded from a file of one's own with every mistake told at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from openssi.errors import ModelError
from openssi.model import DEFAULT, PUBLISHED, Band, Curve, Fading, Model, Rate, load_model, mistakes, to_toml

POSTS = "[signals.posts_published]\n"
WITH = POSTS + 'provenance = "p"\n'
KNOTS = "signals.posts_published.knots: must be a list of [value, millionths]"


def own(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def mistakes_of(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(ModelError) as raised:
        load_model(own(folder, text))
    assert raised.value.code == "model-file"
    return raised.value.mistakes


def changed(curve: Curve | None = None, measure: Fading | Rate | None = None, maximum: int = 4) -> Model:
    """2026.1 with another signal of own posts."""
    before = DEFAULT.signals["posts_published"]
    after = replace(before, curve=curve or before.curve, measure=measure or before.measure, maximum=maximum)
    brand = DEFAULT.pillars[0]
    signals = tuple(after if signal.id == after.id else signal for signal in brand.signals)
    return replace(DEFAULT, pillars=(replace(brand, signals=signals), *DEFAULT.pillars[1:]))


def test_every_published_model_is_sound_and_keeps_its_id() -> None:
    assert all(mistakes(model) == () for model in PUBLISHED.values())
    assert all(load_model(name).id == name for name in PUBLISHED)


def test_the_first_model_has_four_pillars_of_25_and_29_signals() -> None:
    assert [(pillar.id, pillar.maximum, len(pillar.signals)) for pillar in DEFAULT.pillars] == [
        ("brand", 25, 8), ("people", 25, 8), ("insights", 25, 7), ("relationships", 25, 6),
    ]  # fmt: skip
    assert [(band.id, band.start) for band in DEFAULT.bands] == [("starting", 0), ("building", 30), ("leading", 70)]
    assert (DEFAULT.thought_leader, DEFAULT.minimum_days, DEFAULT.minimum_records) == (75, 28, 20)


def test_the_maxima_are_those_of_the_model_page() -> None:
    assert {signal.id: signal.maximum for signal in DEFAULT.signals.values()} == {
        "profile_completeness": 6, "profile_media": 1, "endorsements_received": 3, "recommendations_received": 2,
        "posts_published": 4, "articles_published": 2, "engagement_received": 5, "followers_gained": 2,
        "people_searches": 5, "advanced_searches": 2, "profiles_viewed": 4, "prospects_viewed": 2, "viewed_by": 2,
        "leads_saved": 3, "decision_makers_met": 3, "active_days": 4,
        "comments_given": 7, "reactions_given": 2, "posts_shared": 4, "conversations_kept": 2, "engagement_on_shares": 6,
        "accounts_followed": 2, "groups_joined": 2,
        "connections": 4, "senior_connections": 4, "coworker_connections": 3, "invitation_acceptance": 5,
        "outreach_response": 6, "contacts_reached": 3,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("model", "told"),
    [
        (changed(maximum=5), "pillar brand: the maxima add up to 26, not to 25"),
        (changed(maximum=-1), "signals.posts_published.max: -1 is negative"),
        (changed(measure=Fading("nonsense")), "signals.posts_published: there is no kind of activity named nonsense"),
        (changed(measure=Rate("post_shared", "post_published", 0)), "signals.posts_published.prior: must be 1 or more"),
        (changed(Curve(((0, 0), (9, 9)), " ")), "signals.posts_published.provenance: say where"),
        (changed(Curve(((0, 0),), "x")), "signals.posts_published.knots: must begin with [0, 0]"),
        (changed(Curve(((1, 0), (9, 9)), "x")), "signals.posts_published.knots: must begin with [0, 0]"),
        (changed(Curve(((0, 0), (9, 9), (9, 10)), "x")), "[9, 10] does not lie above and to the right of [9, 9]"),
        (changed(Curve(((0, 0), (9, 9), (10, 9)), "x")), "[10, 9] does not lie above and to the right of [9, 9]"),
        (changed(Curve(((0, 0), (10, 10), (20, 21)), "x")), "the step to [20, 21] is steeper than the one before"),
        (changed(Curve(((0, 0), (10, 1_000_001)), "x")), "a share of 1000001 millionths is more than the whole"),
        (changed(Curve(((0, 0), (10**18, 1_000_000)), "x")), "which no member can reach"),
        (replace(DEFAULT, bands=(Band("a", 1),)), "bands: must begin at 0"),
        (replace(DEFAULT, bands=(Band("a", 0), Band("b", 70), Band("c", 30))), "bands: must begin at 0, rise"),
        (replace(DEFAULT, bands=()), "bands: must begin at 0"),
        (replace(DEFAULT, bands=(Band("a", 0), Band("b", 101))), "bands: must begin at 0, rise, and stay within 100"),
    ],
)
def test_each_mistake_is_told_with_its_place(model: Model, told: str) -> None:
    assert any(told in mistake for mistake in mistakes(model)), mistakes(model)


def test_a_straight_line_and_a_cap_below_the_whole_are_no_mistakes() -> None:
    assert mistakes(changed(Curve(((0, 0), (10, 10), (20, 20)), "x"))) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "id: a printable name of your own is needed"),
        ('id = "2026.1"', "id: a printable name of your own is needed"),
        ('id = " "', "id: a printable name of your own is needed"),
        ("id = 3", "id: a printable name of your own is needed"),
        ('id = "x"\nbased_on = "1999"', "based_on: must be a published model (2026.1)"),
        ('id = "x"\nbased_on = 7', "based_on: must be a published model (2026.1)"),
        ('id = "x"\nsignal = 1', "signal: unknown; did you mean signals?"),
        ('id = "x"\nsignals = 1', "signals: must be a table"),
        ('id = "x"\n[signals]\nposts_published = 1', "signals.posts_published: must be a table"),
        ('id = "x"\n[signals.post_published]', "signals.post_published: there is no such signal; did you mean posts_published?"),
        ('id = "x"\n' + POSTS + "maximum = 4", "signals.posts_published.maximum: unknown"),
        ('id = "x"\n' + POSTS + "max = 4.0", "signals.posts_published.max: must be a whole number"),
        ('id = "x"\n' + POSTS + "max = true", "signals.posts_published.max: must be a whole number"),
        ('id = "x"\n' + POSTS + "max = 5", "pillar brand: the maxima add up to 26, not to 25"),
        ('id = "x"\n' + POSTS + "prior = 5", "signals.posts_published.prior: only a rate has a prior"),
        ('id = "x"\n[signals.outreach_response]\nprior = "5"', "signals.outreach_response.prior: must be a whole number"),
        ('id = "x"\n[signals.outreach_response]\nprior = 0', "signals.outreach_response.prior: must be 1 or more"),
        ('id = "x"\n' + POSTS + "knots = [[0, 0], [9, 9]]", "signals.posts_published.provenance: new knots need their own"),
        ('id = "x"\n' + POSTS + 'provenance = ""', "signals.posts_published.provenance: say where"),
        ('id = "x"\n' + POSTS + "provenance = 3", "signals.posts_published.provenance: must be text"),
        ('id = "x"\n' + WITH + "knots = [[0, 0], [9.5, 9]]", KNOTS),
        ('id = "x"\n' + WITH + "knots = [[0, 0], [9, 9, 9]]", KNOTS),
        ('id = "x"\n' + WITH + "knots = 5", KNOTS),
        ('id = "x"\n' + WITH + "knots = []", "signals.posts_published.knots: must begin with [0, 0]"),
    ],
)  # fmt: skip
def test_each_mistake_in_a_file_is_told_with_its_place(text: str, told: str, tmp_path: Path) -> None:
    found = mistakes_of(tmp_path, text)
    assert len(found) == 1, found
    assert found[0].startswith(told), found


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = 'idd = "x"\nbased_on = "1999"\n[signals.nonsense_here]\nmax = 1\n'
    text += POSTS + "max = 9\nprior = 1\nknots = [[0, 0]]\n"
    found = mistakes_of(tmp_path, text)
    for place in (
        "idd:", "id:", "based_on:", "signals.nonsense_here:", "signals.posts_published.prior:",
        "signals.posts_published.provenance:", "signals.posts_published.knots:", "pillar brand:",
    ):  # fmt: skip
        assert any(mistake.startswith(place) for mistake in found), (place, found)


def test_the_number_of_mistakes_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"own\.toml has 2 mistakes"):
        load_model(own(tmp_path, "a = 1\n"))
    with pytest.raises(ModelError, match=r"own\.toml has 1 mistake\."):
        load_model(own(tmp_path, ""))


@pytest.mark.parametrize(
    "text",
    [
        "no toml",
        pytest.param("a = " + "[" * 20_000, id="nested deeper than a reader can follow"),
        pytest.param('id = "x"\n[signals.posts_published]\nmax = ' + "9" * 5_000, id="a number of 5000 digits"),
        pytest.param("#" * 1_000_001, id="larger than a model can be"),
    ],
)
def test_what_is_no_toml_is_a_model_error(text: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError) as raised:
        load_model(own(tmp_path, text))
    assert raised.value.code == "model-file"


def test_what_cannot_be_read_is_a_model_error(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"id = '\xff'")
    (tmp_path / "folder.toml").mkdir()
    for name in ("bytes.toml", "folder.toml", "missing.toml"):
        with pytest.raises(ModelError) as raised:
            load_model(tmp_path / name)
        assert raised.value.code == "model-file"


def test_an_unknown_id_is_told_with_those_that_exist() -> None:
    with pytest.raises(ModelError, match=r"2026\.1") as raised:
        load_model("2025.9")
    assert raised.value.code == "model-unknown"


def test_a_model_written_as_toml_and_loaded_has_the_same_fingerprint(tmp_path: Path) -> None:
    again = load_model(own(tmp_path, to_toml(DEFAULT)))
    assert again.fingerprint == DEFAULT.fingerprint
    assert (again.id, again.based_on) == ("my-own", "2026.1")
    assert [signal.curve for signal in again.signals.values()] == [signal.curve for signal in DEFAULT.signals.values()]


@pytest.mark.parametrize("provenance", ["two\\nlines", "a bell\\u0007", "\\u202eturned round"])
def test_what_could_steer_a_terminal_is_a_mistake(provenance: str, tmp_path: Path) -> None:
    found = mistakes_of(tmp_path, f'id = "x"\n{POSTS}provenance = "{provenance}"\n')
    assert found == ("signals.posts_published.provenance: must be one line without control characters",)
    assert mistakes_of(tmp_path, f'id = "{provenance}"\n')[0].startswith("id: a printable name of your own is needed")


@pytest.mark.parametrize("provenance", ['a "quoted" \\ word', "'single'", "# no comment", "ü – 日本"])
def test_any_provenance_survives_the_way_through_toml(provenance: str, tmp_path: Path) -> None:
    model = replace(changed(Curve(((0, 0), (9, 9)), provenance)), id="mine", based_on="2026.1")
    again = load_model(own(tmp_path, to_toml(model)))
    assert again.signals["posts_published"].curve.provenance == provenance
    assert again.fingerprint == model.fingerprint


def test_a_file_changes_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    text = f'id = "mine"\n{POSTS}max = 5\n[signals.profile_completeness]\nmax = 5\n[signals.outreach_response]\nprior = 900\n'
    model = load_model(own(tmp_path, text))
    assert (model.id, model.based_on, model.signals["posts_published"].maximum) == ("mine", "2026.1", 5)
    assert model.signals["outreach_response"].measure == Rate("outreach_answered", "outreach_sent", 900)
    untouched = set(DEFAULT.signals) - {"posts_published", "profile_completeness", "outreach_response"}
    assert all(model.signals[name] == DEFAULT.signals[name] for name in untouched)


def test_the_fingerprint_follows_numbers_and_not_words() -> None:
    posts = DEFAULT.signals["posts_published"]
    assert changed(replace(posts.curve, provenance="other words")).fingerprint == DEFAULT.fingerprint
    numbers = {
        changed(maximum=3).fingerprint,
        changed(Curve((*posts.curve.knots[:-1], (2926, 1_000_000)), "x")).fingerprint,
        changed(measure=Fading("post_shared")).fingerprint,
        replace(DEFAULT, minimum_days=29).fingerprint,
        replace(DEFAULT, minimum_records=19).fingerprint,
        replace(DEFAULT, thought_leader=76).fingerprint,
        replace(DEFAULT, bands=(Band("starting", 0), Band("leading", 70))).fingerprint,
        DEFAULT.fingerprint,
    }
    assert len(numbers) == 8
