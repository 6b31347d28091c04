"""Every signal of the population against a query written by hand, without the model."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from openssi.engines import DuckDB
from openssi.model import Model
from openssi.population.validation import register_tables
from openssi.scoring.sql import Program, member_steps
from tests.models import MODEL_2026_1, MODEL_2026_2
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


FIRST = {
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

#: What a day's row of each kind earns in 2026.2, in thousandths.
CREDITS = {
    "post_credit": {"post_published": "CASE WHEN quantity <= 1 THEN 1000 * quantity ELSE 1900 END"},
    "search_credit": {"people_search": "LEAST(1000 * quantity, 1000 + (quantity - 1) * 1000 // 2, 2000)"},
    "comment_credit": {
        "comment_given": "LEAST(quantity, 1000 + (quantity - 1000) * 500 // 1000, 1500 + (quantity - 2000) * 500 // 2000, 2000)"
    },
    "reply_credit": {"conversation_kept": "CASE WHEN quantity <= 1 THEN 1000 * quantity ELSE 1400 END"},
    "light_credit": {
        "reaction_given": "LEAST(1000 * quantity, 1000 + (quantity - 1) * 1000 // 3, 2000)",
        "post_shared": "LEAST(1000 * quantity, 1000)",
    },
    "follow_credit": {"account_followed": "LEAST(1000 * quantity, 1000 + (quantity - 1) * 1000 // 2, 2000)"},
    "senior_credit": {"senior_connection_made": "250 * quantity", "senior_reached": "750 * quantity"},
    "decision_maker_credit": {"decision_maker_met": "100 * quantity", "decision_maker_reached": "900 * quantity"},
    "exchange_credit": {"contact_reached": "LEAST(1000 * quantity, 3000 + (quantity - 3) * 2000 // 7, 5000)"},
    **{
        f"{name}_evidence": {f"{name}_sent": "LEAST(1000 * quantity, 1000 + (quantity - 1) * 500 // 2, 1500)"}
        for name in ("invitation", "outreach")
    },
}


def credited(kind: str) -> str:
    """Rows of credits: those of the table, and those that other rows earn, each on a curve of its own."""
    rows = [f"SELECT member_id, day, known_day, quantity FROM daily_activity WHERE kind = '{kind}'"]
    for other, earned in CREDITS[kind].items():
        rows.append(f"SELECT member_id, day, known_day, {earned} FROM daily_activity WHERE kind = '{other}'")
    return f"({' UNION ALL '.join(rows)}) AS credits(member_id, day, known_day, quantity)"


def fading_credits(kind: str) -> str:
    return (
        f"SELECT member_id, SUM(quantity * (90 - ({DAY} - day))) FROM {credited(kind)} "
        f"WHERE known_day <= {DAY} AND day BETWEEN {DAY - 89} AND {DAY} GROUP BY member_id"
    )


def stock_credits(kind: str) -> str:
    return f"SELECT member_id, SUM(quantity) FROM {credited(kind)} WHERE known_day <= {DAY} AND day <= {DAY} GROUP BY member_id"


def known_rate(won: str, tried: str, evidence: str, base: int, cap: int) -> str:
    """With a prior of 18 fresh attempts; half of it counts after ten fresh days with one attempt."""
    return (
        f"SELECT member_id, LEAST((1000000 * COALESCE(w.n, 0) + {base} * 1620) // (COALESCE(t.n, 0) + 1620), {cap}) "
        f"* COALESCE(e.n, 0) // (COALESCE(e.n, 0) + 900000) FROM ({fading(tried)}) AS t(member_id, n) "
        f"FULL JOIN ({fading(won)}) AS w(member_id, n) USING (member_id) "
        f"FULL JOIN ({fading_credits(evidence)}) AS e(member_id, n) USING (member_id)"
    )


SECOND = {
    **{
        name: query
        for name, query in FIRST.items()
        if name not in {"reactions_given", "posts_shared", "coworker_connections"}
    },
    "posts_published": fading_credits("post_credit"),
    "people_searches": fading_credits("search_credit"),
    "comments_given": fading_credits("comment_credit"),
    "conversations_kept": fading_credits("reply_credit"),
    "light_engagement": fading_credits("light_credit"),
    "accounts_followed": fading_credits("follow_credit"),
    "senior_connections": stock_credits("senior_credit"),
    "decision_makers_met": fading_credits("decision_maker_credit"),
    "contacts_reached": fading_credits("exchange_credit"),
    "invitation_acceptance": known_rate(
        "invitation_accepted", "invitation_sent", "invitation_evidence", 400_000, 500_000
    ),
    "outreach_response": known_rate("outreach_answered", "outreach_sent", "outreach_evidence", 200_000, 250_000),
}
QUERIES = {MODEL_2026_1: FIRST, MODEL_2026_2: SECOND}
EVERY = [pytest.param(model, signal, id=f"{model.id}-{signal}") for model, some in QUERIES.items() for signal in some]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_world(7, 300, 20_000).write(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="module")
def values(tables: Path) -> dict[str, dict[int, dict[str, int]]]:
    return {model.id: values_by(model, tables) for model in QUERIES}


def values_by(model: Model, tables: Path) -> dict[int, dict[str, int]]:
    with DuckDB([tables], threads=2) as engine:
        register_tables(str(tables), model, engine)
        columns = ", ".join(f'"{name}"' for name in model.signals)
        text = Program(member_steps(model, DAY, engine.dialect)).text("signal_values")
        found = engine.query(f'SELECT "member_id", {columns} FROM (\n{text}\n) AS "v"')
    return {int(str(row[0])): dict(zip(model.signals, map(int, map(str, row[1:])), strict=True)) for row in found}


@pytest.mark.parametrize("model", QUERIES, ids=lambda model: model.id)
def test_every_signal_has_a_query(model: Model) -> None:
    assert QUERIES[model].keys() == model.signals.keys()


@pytest.mark.parametrize(("model", "signal"), EVERY)
def test_the_value_equals_the_query(
    model: Model, signal: str, tables: Path, values: dict[str, dict[int, dict[str, int]]]
) -> None:
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"CREATE VIEW members AS SELECT * FROM '{tables}/members.parquet'")
        connection.execute(
            f"CREATE VIEW daily_activity AS SELECT * FROM read_parquet('{tables}/daily_activity/*/*.parquet', hive_partitioning = true)"
        )
        by_hand = dict(connection.execute(QUERIES[model][signal]).fetchall())
    assert len(values[model.id]) == 300
    assert {member: row[signal] for member, row in values[model.id].items()} == {
        member: by_hand.get(member, 0) for member in values[model.id]
    }
    assert any(by_hand.values())
