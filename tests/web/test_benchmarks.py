"""Ranks next to a scored population: source, size and day; and invalid benchmarks stop the start."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from html import unescape
from pathlib import Path
from shutil import copytree

import pytest

from openssi.activity.codec import activity_to_bytes
from openssi.errors import InputError
from openssi.model import DEFAULT, MICRO
from openssi.population.benchmarks import benchmark_of, rank_in_industry
from openssi.population.score import score_population
from openssi.population.synthetic.generator import generate
from openssi.population.workers import Threads
from openssi.store import accounts, scores
from openssi.store.accounts import Account
from openssi.store.scores import StoredActivity
from openssi.web.services.industry import industry_rank, industry_view
from openssi.web.services.stored_member import StoredMember
from tests.e2e.cli import ssi
from tests.synthetic.tables import LAST
from tests.unit.samples import activity, capped, once
from tests.web.site import HTML, TODAY, Site


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """500 invented members, scored."""
    room = tmp_path_factory.mktemp("population")
    generate(room / "invented", 500, seed=7, days=95)
    score_population(str(room / "invented"), str(room / "Everybody"), LAST, Threads(2))
    return room / "Everybody"


def industry_of(folder: Path) -> str:
    from openssi.engines import DuckDB

    with DuckDB([folder]) as engine:
        engine.register_parquet("scores", f"{folder}/scores")
        ((name,),) = engine.query(
            'SELECT "industry" FROM "scores" WHERE "industry" IS NOT NULL GROUP BY 1 ORDER BY COUNT(*) DESC, 1 LIMIT 1'
        )
    return str(name)


def member(site: Site, industry: str) -> Account:
    """One with a post, whose profile names an industry."""
    found = site.person(site.team(), "ada")
    site.scored(found, [10])
    content = activity_to_bytes(activity(once("post_published")))
    with site.server.database.write() as connection:
        held = scores.find_activity(connection, found.id)
        assert held is not None
        kept = StoredActivity(
            found.id, content, held.report, "1" * 64, held.model, held.first_day, held.last_day, industry
        )
        scores.replace_scores(connection, kept, scores.scores_of(connection, found.id, 0, TODAY))
    return found


def test_a_member_sees_the_source_size_and_day_of_their_industry(folder: Path, tmp_path: Path) -> None:
    industry = industry_of(folder)
    with Site(tmp_path, benchmarks=folder) as site:
        browser = site.browser(member(site, industry.upper()))
        page = browser.get("/", headers=HTML).text
        [standing] = browser.get("/api/v1/me/peer-ranks").json()
    assert (standing["group"], standing["name"]) == ("industry", industry)
    assert standing["among"] in unescape(page)
    assert "In your industry" in page
    assert f"<bdi>{industry}</bdi>" in page
    assert "of “Everybody”, a population of 500 scored for 30 June 2026 by model 2026.2." in page


def test_a_member_of_another_industry_chooses_one_of_the_benchmarks(folder: Path, tmp_path: Path) -> None:
    most = industry_of(folder)
    with Site(tmp_path, benchmarks=folder) as site:
        who = member(site, f"{most} <b>")
        browser, path = site.browser(who), "/api/v1/me/industry"
        page = browser.get("/", headers=HTML).text
        assert f"Your profile says <bdi>{most} &lt;b&gt;</bdi>, which the benchmarks don’t have." in page
        assert f'<optgroup label="Nearest"><option>{most}</option>' in page
        before = browser.get(path).json()
        assert (before["profile"], before["chosen"], before["compared"]) == (f"{most} <b>", "", "")
        assert before["nearest"][0] == most
        wrong = browser.post("/industry", data={"industry": "No such industry"}, headers=HTML)
        assert (wrong.status_code, "Nothing was changed" in wrong.text) == (422, True)
        assert browser.post("/industry", data={"industry": most}).headers["location"] == "/#industry"
        page = browser.get("/", headers=HTML).text
        assert f"<bdi>{most}</bdi>.</p>" in page
        assert "<summary>You chose this industry</summary>" in page
        assert browser.get(path).json()["compared"] == most
        [rank] = browser.get("/api/v1/me/peer-ranks").json()
        assert rank["name"] == most
        assert browser.put(path, json={"industry": "No such industry"}).status_code == 422
        assert browser.delete(path).status_code == 204
        assert browser.get(path).json() == before
        assert browser.put(path, json={"industry": most}).status_code == 204
        with site.server.database.write() as connection:
            accounts.change_account(connection, who.id, shares=True)
            assert [one.industry for one in scores.shared_activities(connection, 0)] == [most]


def test_a_profile_without_an_industry_asks_for_one(folder: Path, tmp_path: Path) -> None:
    with Site(tmp_path, benchmarks=folder) as site:
        page = site.browser(member(site, "")).get("/", headers=HTML).text
    assert "Your profile names no industry." in page
    assert 'name="industry" required>' in page


def test_without_benchmarks_there_is_no_rank(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        browser = site.browser(who := member(site, "Software"))
        assert industry_rank(site.server, who, seen(site, who)) is None
        assert browser.get("/api/v1/me/industry").json()["industries"] == []
        assert "In your industry" not in browser.get("/", headers=HTML).text


def seen(site: Site, who: Account) -> StoredMember:
    with site.server.database.read() as connection:
        held = scores.find_activity(connection, who.id)
    assert held is not None
    return StoredMember(held)


def test_a_missing_benchmarks_folder_removes_only_the_rank(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    moved = tmp_path / "Everybody"
    folder.rename(moved)
    try:
        with Site(tmp_path / "site", benchmarks=moved) as site:
            who = member(site, industry_of(moved))
            stored = seen(site, who)
            moved.rename(folder)
            with caplog.at_level(logging.WARNING, "openssi.web"):
                assert industry_view(site.server, who, stored) is None
    finally:
        if moved.exists():
            moved.rename(folder)


def test_the_server_does_not_start_with_an_invalid_benchmark(folder: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(InputError, match="contain scores"):
        Site(tmp_path / "a", benchmarks=empty)
    told = json.loads((folder / "about.json").read_text())
    assert benchmark_of(folder).fingerprint == DEFAULT.fingerprint
    other = Path(copytree(folder, tmp_path / "other"))
    told["model"]["fingerprint"] = "0" * 16
    (other / "about.json").write_text(json.dumps(told))
    with pytest.raises(InputError, match="scored by another model"):
        Site(tmp_path / "b", benchmarks=other)
    done = ssi("serve", "--no-open", "--port", "0", "--data", tmp_path / "c", "--benchmarks", empty)
    assert (done.code, "[population-layout]" in done.err) == (1, True)


def test_an_admin_shares_counts_of_everyone_who_shares_once_a_quarter(site: Site, tmp_path: Path) -> None:
    """29 people without activity and one with all of it; one more doesn't share, and one is of another industry."""
    team = site.team("North")
    admin = site.person(team, "admin", "admin")
    for at, (industry, shares, done) in enumerate(
        [("Computer Software", True, activity())] * 29
        + [("Software Development", True, capped())]
        + [("Computer Software", False, capped()), ("Banking", True, capped())]
    ):
        one = site.person(team, f"m{at}", shares=shares)
        site.scored(one, [10])
        with site.server.database.write() as connection:
            stored = scores.find_activity(connection, one.id)
            assert stored is not None
            scores.replace_scores(connection, replace(stored, content=activity_to_bytes(done), industry=industry), ())
    wanted = {"who": "North Ltd", "epsilon": None}
    other = site.person(team, "other")
    assert site.browser(other).post("/api/v1/benchmark", json=wanted).status_code == 403
    browser = site.browser(admin)
    file = browser.post("/api/v1/benchmark", json=wanted).json()
    full = sum(DEFAULT.signals[one].maximum for one in DEFAULT.sets[0].signals)  # what an archive can show
    counts = file["industries"]["Software Development"]["index"]
    assert (DEFAULT.sets[0].id, file["measured"], set(file["industries"])) == (
        "archive",
        "archive",
        {"Software Development"},
    )
    assert {at: count for at, count in enumerate(counts) if count} == {0: 29, full: 1}
    assert file["sources"] == [{"who": "North Ltd", "as_of": "2026-06-30", "people": 30, "epsilon": ""}]
    again = browser.post("/teams/benchmark", data={"who": "Somebody else", "epsilon": "1"}, headers=HTML)
    assert again.headers["content-disposition"] == 'attachment; filename="benchmark-2026-Q3.json"'
    assert again.json() == file
    (tmp_path / "north.json").write_bytes(again.content)
    rank = rank_in_industry(tmp_path / "north.json", "computer software", 20 * MICRO, DEFAULT, DEFAULT.sets[0].signals)
    assert rank is not None
    assert (rank.best_rank, rank.rank, rank.size) == (2, 2, 30)


def test_a_small_server_has_nothing_to_share(site: Site) -> None:
    admin = site.person(site.team(), "admin", "admin")
    answer = site.browser(admin).post("/teams/benchmark", data={"who": "North"}, headers=HTML)
    assert answer.status_code == 422
    assert "smaller groups are withheld" in answer.text
