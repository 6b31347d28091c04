"""`ssi population` as a process: scored within little memory, advanced, one member shown, errors reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from openssi.engines import DuckDB
from openssi.model import DEFAULT
from openssi.population.show import show_member
from openssi.population.synthetic.generator import generate
from tests.e2e.cli import HOSTILE, good, refused, ssi

MEMBERS = 1_500


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("network") / "tables"
    generate(folder, MEMBERS, seed=4, days=100)
    return folder


@pytest.fixture(scope="module")
def scores(tables: Path) -> Path:
    out = tables.parent / "scores"
    done = good("population", "score", tables, "--as-of", "2026-06-29", "--out", out)
    assert "1,500 members" in done.out
    assert done.out.rstrip().endswith("as of 2026-06-29")
    return out


def test_a_member_is_shown_as_a_seller_sees_it_with_ranks(scores: Path) -> None:
    screen = good("population", "show", scores, "--member", "7").out
    for part in (
        "Social Selling Index",
        "Compared with others",
        "People in ",
        "People in the network: rank ",
        "Finding the right people",
    ):
        assert part in screen


def test_json_of_a_member_is_a_score_with_ranks(scores: Path) -> None:
    found = good("population", "show", scores, "--member", "7", "--json").json()
    assert found["as_of"] == "2026-06-29"
    assert found["model"]["fingerprint"] == DEFAULT.fingerprint
    assert sum(pillar["micro"] for pillar in found["pillars"].values()) == found["index_micro"]
    assert {standing["group"] for standing in found["standings"]} <= {"industry", "network"}
    assert all(1 <= standing["rank"] <= standing["size"] for standing in found["standings"])


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_the_output_fits_any_terminal(width: str, scores: Path) -> None:
    shown = good("population", "show", scores, "--member", "7", env={"COLUMNS": width, "NO_COLOR": "1"}).out
    assert max(map(len, shown.splitlines())) <= int(width)
    assert not HOSTILE.search(shown)


def test_a_missing_member_missing_scores_and_missing_tables_are_reported(scores: Path, tmp_path: Path) -> None:
    refused(ssi("population", "show", scores, "--member", "999999"), 1, "population-member")
    refused(ssi("population", "show", tmp_path, "--member", "1"), 1, "population-scores")
    refused(ssi("population", "show", scores, "--member", "1", "--population", tmp_path), 1, "population-layout")
    (tmp_path / "about.json").write_text("[1, 2")
    refused(ssi("population", "show", tmp_path, "--member", "1"), 1, "population-scores")


def test_changed_tables_are_reported(scores: Path, tmp_path: Path) -> None:
    generate(tmp_path / "other", MEMBERS, seed=5, days=100)
    refused(
        ssi("population", "show", scores, "--member", "7", "--population", tmp_path / "other"), 1, "population-scores"
    )


def test_a_daily_job_scores_each_day_from_one_store(scores: Path, tables: Path, tmp_path: Path) -> None:
    store, out = tmp_path / "store", tmp_path / "out"
    settled = good("population", "settle", tables, store, "--to", "2026-06-28").out
    assert settled.startswith(f"{store}: 1,500 members, ")
    daily = ("population", "advance", tables, "--store", store, "--out", out)
    good(*daily, "--to", "2026-06-28")
    good(*daily, "--to", "2026-06-29", "--strict")
    left, right = (good("population", "show", folder, "--member", "7", "--json").json() for folder in (out, scores))
    assert left == right
    refused(ssi(*daily, "--to", "2026-06-29"), 2, "day-not-after")
    refused(ssi(*daily, "--to", "tomorrow"), 2, "day-format")
    noted = good(*daily, "--to", "2026-07-01", "--columns", "index_micro").out
    assert noted.startswith("Note: No activity is known for 2026-07-01.\n")
    refused(ssi(*daily, "--to", "2026-07-02", "--strict"), 1, "population-changed")
    refused(ssi("population", "show", out, "--member", "7"), 1, "population-scores")
    refused(ssi(*daily, "--to", "2026-07-02", "--columns", "index"), 2, "population-columns")


def test_without_numpy_the_sql_still_scores(tables: Path, tmp_path: Path) -> None:
    hide = (
        "import importlib.util as u; f = u.find_spec; u.find_spec = lambda n, *a: None if n == 'numpy' else f(n, *a)\n"
    )
    score = ("population", "score", tables, "--as-of", "2026-06-29", "--out", tmp_path / "out")
    done = ssi(*score, before=hide)
    refused(done, 2, "population-missing")
    assert "--kernel sql" in done.err
    assert good(*score, "--kernel", "sql", before=hide).out.rstrip().endswith("as of 2026-06-29")
    refused(ssi(*score, "--kernel", "sql", "--store", tmp_path / "store"), 2, "population-option")


def test_urls_of_files_are_paths_and_others_need_spark(tables: Path, tmp_path: Path) -> None:
    """The names have a blank and a colon."""
    store, out = tmp_path / "a store:1", tmp_path / "out:1"
    daily = ("population", "advance", tables.as_uri(), "--store", store.as_uri(), "--to", "2026-06-29")
    good(*daily, "--out", out.as_uri(), "--columns", "index_micro")
    assert (out / "scores.parquet").is_file()
    assert (store / "about.json").is_file()
    refused(ssi(*daily, "--out", "s3a://scores"), 2, "population-path")
    refused(ssi("population", "generate", "hdfs:///net", "--members", "9"), 2, "population-path")
    refused(ssi("population", "show", "hdfs:///scores", "--member", "7"), 2, "population-path")
    assert {path.name for path in tmp_path.iterdir()} == {store.name, out.name}


def test_a_folder_of_another_program_is_not_replaced(tables: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("")
    refused(ssi("population", "score", tables, "--as-of", "2026-06-29", "--out", tmp_path), 2, "out-foreign")
    assert [path.name for path in tmp_path.iterdir()] == ["precious"]


def test_an_invalid_memory_limit_and_a_damaged_table_are_reported(tables: Path, tmp_path: Path) -> None:
    score = ("population", "score", tables, "--as-of", "2026-06-29", "--out", tmp_path / "out")
    refused(ssi(*score, "--memory", "much"), 2, "memory-size")
    refused(ssi(*score, "--spill", tables / "members.parquet"), 2, "out-unwritable")
    (tmp_path / "members.parquet").write_bytes(b"PAR1 and nothing")
    refused(
        ssi("population", "score", tmp_path, "--as-of", "2026-06-29", "--out", tmp_path / "out"), 1, "population-engine"
    )


def test_the_sql_is_printed_and_nothing_is_written(tables: Path, tmp_path: Path) -> None:
    sql = good("population", "score", tables, "--as-of", "2026-06-29", "--out", tmp_path / "out", "--show-sql").out
    assert sql.startswith('WITH "sums_1" AS (')
    assert not (tmp_path / "out").exists()


def test_the_output_describes_itself(scores: Path, tables: Path) -> None:
    about = json.loads((scores / "about.json").read_text())
    assert about == {
        "openssi": "scores",
        "as_of": "2026-06-29",
        "model": {"id": DEFAULT.id, "fingerprint": DEFAULT.fingerprint},
        "population": str(tables),
    }


def test_a_plan_to_the_best_of_an_industry_reads_real_scores(scores: Path, archive: Path) -> None:
    industry = next(
        standing["name"]
        for member in range(1, 60)
        for standing in good("population", "show", scores, "--member", str(member), "--json").json()["standings"]
        if standing["group"] == "industry" and "10" in standing["thresholds"]
    )
    told = good("coach", archive, "--top", "10", "--benchmarks", scores, "--industry", industry, "--json").json()
    assert told["target"]["name"] == f"the top 10% of {industry} (29 June 2026)"


def test_members_above_the_daily_limit_can_be_shown(scores: Path, tables: Path) -> None:
    with DuckDB([scores, tables]) as engine:
        engine.register_parquet("daily_activity", f"{tables}/daily_activity")
        above = engine.query(
            'SELECT DISTINCT "member_id" FROM "daily_activity" WHERE "kind" = \'reaction_given\' AND "quantity" > 10'
        )
        assert above
        for (member,) in above[:5]:
            assert show_member(str(scores), int(str(member)), engine).score.enough
