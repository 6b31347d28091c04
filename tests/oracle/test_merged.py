"""An older and a newer archive of one world give what the newer one gives; so do two forms of the same archive."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any, TypeVar

import pytest

import openssi
from openssi.activity.calendar import to_day
from openssi.scoring import score
from tests.archives import Layout, World, write_zip
from tests.models import MODEL_2026_1
from tests.oracle.compare import differences, true_rows, world

#: Generations whose records can be told to be the same; 2018 gives messages neither an id nor addresses.
ALIKE = ("2022", "2024", "2026", "2026-suffix")
T = TypeVar("T")


def until(told: World, day: date) -> World:
    """The world as an export on an earlier day tells it."""

    def kept(facts: tuple[T, ...]) -> tuple[T, ...]:
        def at(fact: Any) -> date | None:
            moment = fact.created if hasattr(fact, "created") else fact.at
            return None if moment is None else moment.date()

        return tuple(fact for fact in facts if (when := at(fact)) is None or when <= day)

    talks = [replace(talk, messages=kept(talk.messages)) for talk in told.conversations]
    articles = [
        replace(one, published=None) if one.published and one.published.date() > day else one
        for one in kept(told.articles)
    ]
    invitations = [
        replace(one, accepted=None) if one.accepted and one.accepted.date() > day else one
        for one in kept(told.invitations)
    ]
    dated = (
        "posts", "reposts", "comments", "reactions", "votes", "searches", "company_follows", "member_follows", "hashtag_follows",
        "saved_items", "uploads", "connections", "endorsements_received", "endorsements_given",
        "recommendations_received", "recommendations_given",
    )  # fmt: skip
    return replace(
        told,
        exported=day,
        articles=tuple(articles),
        invitations=tuple(invitations),
        conversations=tuple(talk for talk in talks if talk.messages),
        **{name: kept(getattr(told, name)) for name in dated},
    )


def two(folder: Path, told: World, layouts: tuple[str, str], days: int) -> list[Path]:
    """The older archive, so many days before the newer one, and the newer one."""
    paths: list[Path] = []
    for at, (one, generation) in enumerate(
        ((until(told, told.exported - timedelta(days=days)), layouts[0]), (told, layouts[1]))
    ):
        below = folder / str(at)
        below.mkdir()
        paths.append(write_zip(below, one, Layout(generation, chunks=13 * at)))  # pyright: ignore[reportArgumentType] (one of the generations)
    return paths


@pytest.mark.parametrize("days", [1, 30, 100])
@pytest.mark.parametrize("generations", list(combinations_with_replacement(ALIKE, 2)))
@pytest.mark.parametrize("name", ["1", "2"])
def test_an_older_archive_does_not_change_the_newer_values(
    name: str, generations: tuple[str, str], days: int, tmp_path: Path
) -> None:
    told = world(name)
    older, newer = two(tmp_path, told, generations, days)
    layout = Layout(generations[1])  # pyright: ignore[reportArgumentType] (one of the generations)
    for paths in ([older, newer], [newer, older]):
        merged = openssi.score(paths, model=MODEL_2026_1)
        for ago in (0, 13, 60):
            assert differences(merged.activity, told, layout, told.exported - timedelta(days=ago)) == {}


@pytest.mark.parametrize("generation", ALIKE)
def test_two_exports_have_the_rows_of_the_newer_one(generation: str, tmp_path: Path) -> None:
    told = world("3")
    older, newer = two(tmp_path, told, (generation, generation), 40)
    layout = Layout(generation)  # pyright: ignore[reportArgumentType] (one of the generations)
    found = openssi.score([older, newer], model=MODEL_2026_1).activity.rows
    # Of searches and invitations the older archive tells more: their window reaches further back.
    true = {
        kind: rows
        for kind, rows in true_rows(told, layout).items()
        if kind not in {"people_search", "invitation_sent", "invitation_accepted", "active_day"}
    }
    assert {kind: list(map(tuple, found.get(kind, ()))) for kind in true} == true


def test_an_older_archive_adds_what_the_newer_one_lacks(tmp_path: Path) -> None:
    """Invitations reach back 180 days: 150 days before the export, only the older archive covers them."""
    told = world("1")
    older, newer = two(tmp_path, told, ("2024", "2024"), 100)
    day = to_day(told.exported) - 185
    alone, both = (
        score(openssi.score(paths, model=MODEL_2026_1).activity, MODEL_2026_1, day) for paths in (newer, [older, newer])
    )
    assert alone.signals["invitation_acceptance"].status == "not_measured"
    assert both.signals["invitation_acceptance"].status == "measured"
    assert both.index_micro >= alone.index_micro


def test_records_in_both_archives_are_duplicates(tmp_path: Path) -> None:
    told = world("2")
    older, newer = two(tmp_path, told, ("2024", "2024"), 30)
    sources = openssi.score([older, newer], model=MODEL_2026_1).sources
    from_newer = [source for source in sources if source.file.startswith(newer.name)]
    from_older = [source for source in sources if source.file.startswith(older.name)]
    assert older.name != newer.name
    assert all(source.duplicate == 0 for source in from_newer)
    posts = next(source for source in from_older if source.file.endswith("Shares.csv"))
    assert posts.duplicate == posts.records > 0


def test_zip_folder_and_parts_score_the_same_in_any_order(tmp_path: Path) -> None:
    told = world("3")
    paths: list[Path] = []
    for generation in ("2022", "2024", "2026-suffix"):
        (tmp_path / generation).mkdir()
        paths.append(write_zip(tmp_path / generation, told, Layout(generation)))
    orders = [(0, 1, 2), (2, 1, 0), (1, 0, 2)]
    scores = [openssi.score([paths[at] for at in order], model=MODEL_2026_1).score for order in orders]
    assert scores[0] == scores[1] == scores[2]
