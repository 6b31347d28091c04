"""Every signal of the population against a query written by hand, without the model."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from openssi.engines import DuckDB
from openssi.model import DEFAULT
from openssi.population.layout import register_tables
from openssi.scoring.sql import Program, member_steps
from tests.parity.test_duckdb import DAY, a_world


def fading(kind: str, most: int = 10_000_000) -> str:
    """Full on its day, nothing after ninety; at most so much of a day."""
    return (
        f"SELECT member_id, SUM(LEAST(quantity, {most}) * (90 - ({DAY} - day))) FROM daily_activity "
        f"WHERE kind = '{kind}' AND known_day <= {DAY} AND day BETWEEN {DAY - 89} AND {DAY} GROUP BY member_id"
    )


def stock(kind: str) -> str:
    """All that ever was."""
    return (
        "SELECT member_id, SUM(quantity) FROM daily_activity "
        f"WHERE kind = '{kind}' AND known_day <= {DAY} AND day <= {DAY} GROUP BY member_id"
    )


def rate(won: str, tried: str, prior: int) -> str:
    """Millionths of what was tried, as if a few more had failed."""
    return (
        f"SELECT member_id, 1000000 * COALESCE(w.n, 0) // (COALESCE(t.n, 0) + {prior}) FROM ({fading(tried)}) AS t(member_id, n) "
        f"FULL JOIN ({fading(won)}) AS w(member_id, n) USING (member_id)"
    )


QUERIES = {
    "profile_completeness": "SELECT member_id, profile_completeness FROM members",
    "profile_media": "SELECT member_id, profile_media FROM members",
    "endorsements_received": stock("endorsement_received"),
    "recommendations_received": stock("recommendation_received"),
    "posts_published": fading("post_published", 2),
    "articles_published": fading("article_published", 1),
    "engagement_received": fading("engagement_received"),
    "followers_gained": fading("follower_gained"),
    "people_searches": fading("people_search", 10),
    "advanced_searches": fading("advanced_search"),
    "profiles_viewed": fading("profile_viewed"),
    "prospects_viewed": fading("prospect_viewed"),
    "viewed_by": fading("profile_view_received"),
    "leads_saved": fading("lead_saved"),
    "decision_makers_met": fading("decision_maker_met"),
    "active_days": fading("active_day"),
    "comments_given": fading("comment_given", 6000),
    "reactions_given": fading("reaction_given", 10),
    "posts_shared": fading("post_shared", 2),
    "conversations_kept": fading("conversation_kept", 3),
    "engagement_on_shares": fading("engagement_on_share"),
    "accounts_followed": fading("account_followed", 2),
    "groups_joined": stock("group_joined"),
    "connections": stock("connection_made"),
    "senior_connections": stock("senior_connection_made"),
    "coworker_connections": stock("coworker_connection_made"),
    "invitation_acceptance": rate("invitation_accepted", "invitation_sent", 450),
    "outreach_response": rate("outreach_answered", "outreach_sent", 450),
    "contacts_reached": fading("contact_reached"),
}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_world(7, 300, 20_000).write(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="module")
def values(tables: Path) -> dict[int, dict[str, int]]:
    with DuckDB([tables], threads=2) as engine:
        register_tables(str(tables), DEFAULT, engine)
        columns = ", ".join(f'"{name}"' for name in DEFAULT.signals)
        text = Program(member_steps(DEFAULT, DAY, engine.dialect)).text("signal_values")
        found = engine.query(f'SELECT "member_id", {columns} FROM (\n{text}\n) AS "v"')
    return {int(str(row[0])): dict(zip(DEFAULT.signals, map(int, map(str, row[1:])), strict=True)) for row in found}


def test_every_signal_has_a_query() -> None:
    assert QUERIES.keys() == DEFAULT.signals.keys()


@pytest.mark.parametrize("signal", QUERIES)
def test_the_value_equals_the_query(signal: str, tables: Path, values: dict[int, dict[str, int]]) -> None:
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"CREATE VIEW members AS SELECT * FROM '{tables}/members.parquet'")
        connection.execute(
            f"CREATE VIEW daily_activity AS SELECT * FROM read_parquet('{tables}/daily_activity/*/*.parquet', hive_partitioning = true)"
        )
        by_hand = dict(connection.execute(QUERIES[signal]).fetchall())
    assert len(values) == 300
    assert {member: row[signal] for member, row in values.items()} == {
        member: by_hand.get(member, 0) for member in values
    }
    assert any(by_hand.values())
