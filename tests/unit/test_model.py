"""Models as data: validation, fingerprints, and custom models from TOML with every mistake reported at once."""

from __future__ import annotations

import statistics
from dataclasses import replace
from pathlib import Path

import pytest

from openssi.errors import ModelError
from openssi.model import PUBLISHED, Band, Curve, Fading, Model, Rate, load_model, mistakes, to_toml
from tests.models import MODEL_2026_1

POSTS = "[signals.posts_published]\n"
WITH = POSTS + 'provenance = "p"\n'
KNOTS = "signals.posts_published.knots: must be a list of [value, millionths]"


def custom(folder: Path, text: str) -> Path:
    path = folder / "custom.toml"
    path.write_text(text, encoding="utf-8")
    return path


def mistakes_of(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(ModelError) as raised:
        load_model(custom(folder, text))
    assert raised.value.code == "model-file"
    return raised.value.mistakes


def changed(curve: Curve | None = None, measure: Fading | Rate | None = None, maximum: int = 4) -> Model:
    """Return 2026.1 with changes to one signal."""
    before = MODEL_2026_1.signals["posts_published"]
    after = replace(before, curve=curve or before.curve, measure=measure or before.measure, maximum=maximum)
    brand = MODEL_2026_1.pillars[0]
    signals = tuple(after if signal.id == after.id else signal for signal in brand.signals)
    return replace(MODEL_2026_1, pillars=(replace(brand, signals=signals), *MODEL_2026_1.pillars[1:]))


def test_every_published_model_is_valid_and_listed_by_its_id() -> None:
    assert all(mistakes(model) == () for model in PUBLISHED.values())
    assert all(load_model(name).id == name for name in PUBLISHED)


def test_the_first_model_has_four_pillars_of_25_and_29_signals() -> None:
    assert [(pillar.id, pillar.maximum, len(pillar.signals)) for pillar in MODEL_2026_1.pillars] == [
        ("brand", 25, 8), ("people", 25, 8), ("insights", 25, 7), ("relationships", 25, 6),
    ]  # fmt: skip
    assert [(band.id, band.start) for band in MODEL_2026_1.bands] == [
        ("starting", 0),
        ("building", 30),
        ("leading", 70),
    ]
    assert (MODEL_2026_1.thought_leader, MODEL_2026_1.minimum_days, MODEL_2026_1.minimum_records) == (75, 28, 20)


def test_the_maxima_of_the_first_model() -> None:
    assert {signal.id: signal.maximum for signal in MODEL_2026_1.signals.values()} == {
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
    ("model", "expected"),
    [
        (changed(maximum=5), "pillar brand: the maxima add up to 26, not to 25"),
        (changed(maximum=-1), "signals.posts_published.max: -1 is negative"),
        (changed(measure=Fading("nonsense")), "signals.posts_published: there is no kind of activity named nonsense"),
        (changed(measure=Rate("post_shared", "post_published", 0)), "signals.posts_published.prior: must be 1 or more"),
        (changed(Curve(((0, 0), (9, 9)), " ")), "signals.posts_published.provenance: say where"),
        (changed(Curve(((0, 0),), "x")), "signals.posts_published.knots: must begin with [0, 0]"),
        (changed(Curve(((1, 0), (9, 9)), "x")), "signals.posts_published.knots: must begin with [0, 0]"),
        (
            changed(Curve(((0, 0), (9, 9), (9, 10)), "x")),
            "both numbers of [9, 10] must be greater than those of [9, 9]",
        ),
        (
            changed(Curve(((0, 0), (9, 9), (10, 9)), "x")),
            "both numbers of [10, 9] must be greater than those of [9, 9]",
        ),
        (changed(Curve(((0, 0), (10, 10), (20, 21)), "x")), "the segment to [20, 21] is steeper than the one before"),
        (changed(Curve(((0, 0), (10, 1_000_001)), "x")), "1000001 millionths is more than the maximum"),
        (changed(Curve(((0, 0), (10**18, 1_000_000)), "x")), "which no member can reach"),
        (replace(MODEL_2026_1, bands=(Band("a", 1),)), "bands: must start at 0"),
        (replace(MODEL_2026_1, bands=(Band("a", 0), Band("b", 70), Band("c", 30))), "bands: must start at 0, increase"),
        (replace(MODEL_2026_1, bands=()), "bands: must start at 0"),
        (
            replace(MODEL_2026_1, bands=(Band("a", 0), Band("b", 101))),
            "bands: must start at 0, increase, and not exceed 100",
        ),
    ],
)
def test_each_mistake_names_its_setting(model: Model, expected: str) -> None:
    assert any(expected in mistake for mistake in mistakes(model)), mistakes(model)


def test_a_straight_line_below_the_maximum_is_valid() -> None:
    assert mistakes(changed(Curve(((0, 0), (10, 10), (20, 20)), "x"))) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "id: give the model a printable name"),
        ('id = "2026.1"', "id: give the model a printable name"),
        ('id = " "', "id: give the model a printable name"),
        ("id = 3", "id: give the model a printable name"),
        ('id = "x"\nbased_on = "1999"', "based_on: must be a published model (2026.1, 2026.2)"),
        ('id = "x"\nbased_on = 7', "based_on: must be a published model (2026.1, 2026.2)"),
        ('id = "x"\nsignal = 1', "signal: unknown; did you mean signals?"),
        ('id = "x"\nsignals = 1', "signals: must be a table"),
        ('id = "x"\n[signals]\nposts_published = 1', "signals.posts_published: must be a table"),
        ('id = "x"\n[signals.post_published]', "signals.post_published: unknown signal; did you mean posts_published?"),
        ('id = "x"\n' + POSTS + "maximum = 4", "signals.posts_published.maximum: unknown"),
        ('id = "x"\n' + POSTS + "max = 4.0", "signals.posts_published.max: must be a whole number"),
        ('id = "x"\n' + POSTS + "max = true", "signals.posts_published.max: must be a whole number"),
        ('id = "x"\n' + POSTS + "max = 5", "pillar brand: the maxima add up to 26, not to 25"),
        ('id = "x"\n' + POSTS + "prior = 5", "signals.posts_published.prior: only a rate has a prior"),
        ('id = "x"\n[signals.outreach_response]\nprior = "5"', "signals.outreach_response.prior: must be a whole number"),
        ('id = "x"\n[signals.outreach_response]\nprior = 0', "signals.outreach_response.prior: must be 1 or more"),
        ('id = "x"\n' + POSTS + "knots = [[0, 0], [9, 9]]", "signals.posts_published.provenance: required with new knots"),
        ('id = "x"\n' + POSTS + 'provenance = ""', "signals.posts_published.provenance: say where"),
        ('id = "x"\n' + POSTS + "provenance = 3", "signals.posts_published.provenance: must be text"),
        ('id = "x"\n' + WITH + "knots = [[0, 0], [9.5, 9]]", KNOTS),
        ('id = "x"\n' + WITH + "knots = [[0, 0], [9, 9, 9]]", KNOTS),
        ('id = "x"\n' + WITH + "knots = 5", KNOTS),
        ('id = "x"\n' + WITH + "knots = []", "signals.posts_published.knots: must begin with [0, 0]"),
    ],
)  # fmt: skip
def test_each_mistake_in_a_file_names_its_setting(text: str, expected: str, tmp_path: Path) -> None:
    found = mistakes_of(tmp_path, text)
    assert len(found) == 1, found
    assert found[0].startswith(expected), found


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    text = 'idd = "x"\nbased_on = "1999"\n[signals.nonsense_here]\nmax = 1\n'
    text += POSTS + "max = 9\nprior = 1\nknots = [[0, 0]]\n"
    found = mistakes_of(tmp_path, text)
    for setting in (
        "idd:", "id:", "based_on:", "signals.nonsense_here:", "signals.posts_published.prior:",
        "signals.posts_published.provenance:", "signals.posts_published.knots:", "pillar brand:",
    ):  # fmt: skip
        assert any(mistake.startswith(setting) for mistake in found), (setting, found)


def test_the_message_counts_the_mistakes(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"custom\.toml has 2 mistakes"):
        load_model(custom(tmp_path, "a = 1\n"))
    with pytest.raises(ModelError, match=r"custom\.toml has 1 mistake\."):
        load_model(custom(tmp_path, ""))


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        pytest.param("a = " + "[" * 20_000, id="nested too deeply"),
        pytest.param('id = "x"\n[signals.posts_published]\nmax = ' + "9" * 5_000, id="a number of 5000 digits"),
        pytest.param("#" * 1_000_001, id="too large"),
    ],
)
def test_invalid_toml_is_a_model_error(text: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError) as raised:
        load_model(custom(tmp_path, text))
    assert raised.value.code == "model-file"


def test_an_unreadable_file_is_a_model_error(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"id = '\xff'")
    (tmp_path / "folder.toml").mkdir()
    for name in ("bytes.toml", "folder.toml", "missing.toml"):
        with pytest.raises(ModelError) as raised:
            load_model(tmp_path / name)
        assert raised.value.code == "model-file"


def test_an_unknown_id_lists_the_published_models() -> None:
    with pytest.raises(ModelError, match=r"2026\.1") as raised:
        load_model("2025.9")
    assert raised.value.code == "model-unknown"


def test_a_model_saved_as_toml_and_loaded_has_the_same_fingerprint(tmp_path: Path) -> None:
    again = load_model(custom(tmp_path, to_toml(MODEL_2026_1)))
    assert again.fingerprint == MODEL_2026_1.fingerprint
    assert (again.id, again.based_on) == ("my-own", "2026.1")
    assert [signal.curve for signal in again.signals.values()] == [
        signal.curve for signal in MODEL_2026_1.signals.values()
    ]


@pytest.mark.parametrize("provenance", ["two\\nlines", "a bell\\u0007", "\\u202eturned round"])
def test_control_characters_are_a_mistake(provenance: str, tmp_path: Path) -> None:
    found = mistakes_of(tmp_path, f'id = "x"\n{POSTS}provenance = "{provenance}"\n')
    assert found == ("signals.posts_published.provenance: must be one line without control characters",)
    assert mistakes_of(tmp_path, f'id = "{provenance}"\n')[0].startswith("id: give the model a printable name")


@pytest.mark.parametrize("provenance", ['a "quoted" \\ word', "'single'", "# no comment", "ü – 日本"])
def test_any_provenance_survives_a_round_trip_through_toml(provenance: str, tmp_path: Path) -> None:
    model = replace(changed(Curve(((0, 0), (9, 9)), provenance)), id="mine", based_on="2026.1")
    again = load_model(custom(tmp_path, to_toml(model)))
    assert again.signals["posts_published"].curve.provenance == provenance
    assert again.fingerprint == model.fingerprint


def test_a_file_changes_only_what_it_names(tmp_path: Path) -> None:
    text = f'id = "mine"\nbased_on = "2026.1"\n{POSTS}max = 5\n[signals.profile_completeness]\nmax = 5\n[signals.outreach_response]\nprior = 900\n'
    model = load_model(custom(tmp_path, text))
    assert (model.id, model.based_on, model.signals["posts_published"].maximum) == ("mine", "2026.1", 5)
    assert model.signals["outreach_response"].measure == Rate("outreach_answered", "outreach_sent", 900)
    untouched = set(MODEL_2026_1.signals) - {"posts_published", "profile_completeness", "outreach_response"}
    assert all(model.signals[name] == MODEL_2026_1.signals[name] for name in untouched)


def test_the_fingerprint_of_the_first_model_never_changes() -> None:
    assert PUBLISHED["2026.1"].fingerprint == "6dcdc34c15624c53"


def test_the_fingerprint_ignores_texts() -> None:
    kinds = tuple(
        replace(kind, one="x", many="x", about="x", from_others=not kind.from_others) for kind in MODEL_2026_1.kinds
    )
    pillars = tuple(
        replace(
            pillar,
            title="x",
            signals=tuple(
                replace(
                    signal,
                    **dict.fromkeys(("title", "why", "good", "low", "brought_by"), "x"),
                    curve=replace(signal.curve, provenance="x"),
                    step=None,
                    offered=0,
                )
                for signal in pillar.signals
            ),
        )
        for pillar in MODEL_2026_1.pillars
    )
    assert replace(MODEL_2026_1, id="x", kinds=kinds, pillars=pillars).fingerprint == MODEL_2026_1.fingerprint


@pytest.mark.parametrize(
    "model",
    [
        changed(maximum=5),
        changed(measure=Fading("post_shared")),
        changed(Curve(((0, 0), (9, 1_000_000)), "test")),
        replace(MODEL_2026_1, thought_leader=76),
        replace(MODEL_2026_1, minimum_days=29),
        replace(MODEL_2026_1, minimum_records=21),
        replace(MODEL_2026_1, bands=(*MODEL_2026_1.bands[:-1], Band("leading", 71))),
        replace(MODEL_2026_1, kinds=(replace(MODEL_2026_1.kinds[0], most_a_day=3), *MODEL_2026_1.kinds[1:])),
    ],
)
def test_the_fingerprint_covers_every_number_of_the_score(model: Model) -> None:
    assert model.fingerprint != MODEL_2026_1.fingerprint


def test_activity_that_depends_on_others_is_marked() -> None:
    own = {kind.id for kind in MODEL_2026_1.kinds} - MODEL_2026_1.from_others
    assert own == {
        "post_published", "article_published", "people_search", "advanced_search", "profile_viewed", "prospect_viewed",
        "lead_saved", "active_day", "comment_given", "reaction_given", "post_shared", "conversation_kept",
        "account_followed", "group_joined", "invitation_sent", "outreach_sent",
    }  # fmt: skip


def test_the_what_if_form_offers_signals_in_the_order_of_the_model() -> None:
    assert MODEL_2026_1.offered == (
        "comments_given", "posts_published", "posts_shared", "conversations_kept", "outreach_response", "contacts_reached",
        "invitation_acceptance", "people_searches",
    )  # fmt: skip


def test_an_offered_signal_needs_a_step() -> None:
    searches = MODEL_2026_1.signals["advanced_searches"]
    people = MODEL_2026_1.pillars[1]
    signals = tuple(replace(searches, offered=9) if signal is searches else signal for signal in people.signals)
    model = replace(
        MODEL_2026_1, pillars=(MODEL_2026_1.pillars[0], replace(people, signals=signals), *MODEL_2026_1.pillars[2:])
    )
    assert mistakes(model) == (
        "signals.advanced_searches.offered: the what-if form can only offer a signal with a step",
    )


def test_bands_are_those_of_what_was_measured() -> None:
    model = PUBLISHED["2026.2"]
    archive, workbook = model.sets
    assert (model.band(54_000_000, archive.signals), model.band(54_000_000)) == ("leading", "building")
    assert model.bands_for(workbook.signals) == workbook.bands
    assert model.bands_for(set(model.signals)) == model.bands
    # Without its articles, an archive is still nearest to an archive; with nearly everything, to everything.
    assert model.set_of(archive.signals - {"articles_published"}) == archive
    assert model.set_of(set(model.signals) - {"viewed_by"}) is None
    assert (model.leader_for(archive.signals), model.leader_for(set(model.signals))) == (None, 75)
    assert MODEL_2026_1.bands_for(MODEL_2026_1.sets[0].signals) == MODEL_2026_1.bands


#: LinkedIn's slide of 2014, most predictive first; invitations and messages stand for their rates.
LINKEDIN_ORDER = (
    "invitation_acceptance",
    "engagement_received",
    "coworker_connections",
    "senior_connections",
    "connections",
    "people_searches",
    "viewed_by",
    "endorsements_received",
    "comments_given",
    "advanced_searches",
    "posts_shared",
    "groups_joined",
    "profile_completeness",
    "profiles_viewed",
    "profile_media",
    "prospects_viewed",
    "outreach_response",
    "accounts_followed",
)


@pytest.mark.parametrize(("name", "expected"), [("2026.1", 0.28), ("2026.2", 0.21)])
def test_the_weights_follow_linkedins_order_as_loosely_as_stated(name: str, expected: float) -> None:
    signals = PUBLISHED[name].signals
    weights = {one: signals[one].maximum if one in signals else 0 for one in LINKEDIN_ORDER}
    if name == "2026.2":  # reposts are part of it
        weights["posts_shared"] = signals["light_engagement"].maximum
    values = list(weights.values())
    ranks = [sum(other > one for other in values) + sum(other == one for other in values) / 2 for one in values]
    assert round(statistics.correlation(ranks, list(range(len(values)))), 2) == expected
