"""Laws of every row of an invented network."""

from __future__ import annotations

import json

import pytest

from openssi.model import DEFAULT, PUBLISHED
from tests.synthetic.tables import DAYS, LAST, MEMBERS, OWN, Tables

OPENING = LAST - DAYS
ANSWERS = {"invitation_accepted": "invitation_sent", "outreach_answered": "outreach_sent"}
STOCKS = (
    "connection_made", "senior_connection_made", "coworker_connection_made", "endorsement_received", "recommendation_received",
    "group_joined",
)  # fmt: skip


def test_members_are_unique_and_sorted(network: Tables) -> None:
    assert [row[0] for row in network.rows("SELECT member_id FROM m")] == list(range(1, MEMBERS + 1))


def test_profiles_consist_of_whole_parts(network: Tables) -> None:
    assert (
        network.one("SELECT COUNT(*) FROM m WHERE profile_completeness % 100000 <> 0 OR profile_media % 500000 <> 0")
        == 0
    )
    assert network.rows("SELECT MIN(profile_completeness), MAX(profile_completeness) FROM m") == [(100_000, 1_000_000)]
    assert network.rows("SELECT DISTINCT profile_media FROM m ORDER BY 1") == [(0,), (500_000,), (1_000_000,)]


@pytest.mark.parametrize(("table", "key"), [("a", "member_id, kind, day"), ("c", "member_id, other_id")])
def test_each_file_is_sorted_by_member(table: str, key: str, network: Tables) -> None:
    before = "LAG(member_id) OVER (PARTITION BY filename ORDER BY file_row_number)"
    assert network.one(f"SELECT COUNT(*) FROM (SELECT member_id < {before} AS back FROM {table}) WHERE back") == 0
    known = ", known_day" if table == "a" else ""
    assert network.one(f"SELECT COUNT(*) FROM (SELECT 1 FROM {table} GROUP BY {key}{known} HAVING COUNT(*) > 1)") == 0


def test_each_part_has_its_own_members(network: Tables) -> None:
    parts = network.rows("SELECT DISTINCT REGEXP_EXTRACT(filename, 'part-(\\d+)', 1), (member_id - 1) // 2000 FROM a UNION "
                         "SELECT DISTINCT REGEXP_EXTRACT(filename, 'part-(\\d+)', 1), (member_id - 1) // 2000 FROM c")  # fmt: skip
    assert sorted(parts) == [("0", 0), ("1", 1)]


def test_every_kind_of_activity_occurs(network: Tables) -> None:
    assert {row[0] for row in network.rows("SELECT DISTINCT kind FROM a")} == {
        kind.id for model in PUBLISHED.values() for kind in model.kinds if not kind.credits
    }


def test_days_and_quantities_are_in_bounds(network: Tables) -> None:
    assert network.rows("SELECT MIN(known_day), MAX(known_day), MIN(quantity) FROM a") == [(OPENING, LAST, 1)]
    assert network.one("SELECT MAX(quantity) FROM a") <= 10_000_000
    assert network.one("SELECT COUNT(DISTINCT known_day) FROM a") == DAYS + 1


def test_only_answers_become_known_later_and_within_a_month(network: Tables) -> None:
    late = network.rows(
        "SELECT kind, MIN(known_day - day), MAX(known_day - day) FROM a GROUP BY kind HAVING MAX(known_day) > 0"
    )
    waits = {kind: (least, most) for kind, least, most in late}
    for kind, wait in waits.items():
        assert wait == ((0, 30) if kind in ANSWERS else (0, 0)), kind


def test_answers_never_outnumber_attempts(network: Tables) -> None:
    for success, attempt in ANSWERS.items():
        sql = (
            f"SELECT COUNT(*) FROM (SELECT member_id, day, SUM(quantity) AS n FROM a WHERE kind = '{success}' GROUP BY ALL) AS won "
            f"LEFT JOIN (SELECT member_id, day, quantity FROM a WHERE kind = '{attempt}') AS tried USING (member_id, day) "
            "WHERE quantity IS NULL OR n > quantity"
        )
        assert network.one(sql) == 0


def test_careful_members_get_more_answers(network: Tables) -> None:
    for success, attempt in ANSWERS.items():
        sql = (
            f"SELECT SUM(quantity) FILTER (kind = '{success}') / SUM(quantity) FILTER (kind = '{attempt}') FROM a JOIN m "
            f"USING (member_id) WHERE day <= {LAST - 30} AND profile_completeness {{}}"
        )
        assert network.one(sql.format("= 1000000")) > 1.3 * network.one(sql.format("<= 600000"))


def test_an_active_day_has_activity(network: Tables) -> None:
    own = ", ".join(f"'{kind}'" for kind in OWN)
    days = network.rows(f"SELECT DISTINCT member_id, day FROM a WHERE kind IN ({own}) AND day > {OPENING} ORDER BY ALL")
    assert days == network.rows("SELECT member_id, day FROM a WHERE kind = 'active_day' AND quantity = 1 ORDER BY ALL")
    assert network.one("SELECT COUNT(*) FROM a WHERE kind = 'active_day'") == len(days)


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("prospect_viewed", "profile_viewed"),
        ("conversation_kept", "comment_given"),
        ("senior_connection_made", "connection_made"),
        ("coworker_connection_made", "connection_made"),
        ("decision_maker_met", "connection_made"),
    ],
)
def test_subsets_never_exceed_their_total(part: str, whole: str, network: Tables) -> None:
    sql = (
        f"SELECT COUNT(*) FROM (SELECT * FROM a WHERE kind = '{part}') AS p LEFT JOIN (SELECT * FROM a WHERE kind = '{whole}') AS w "
        "USING (member_id, day) WHERE w.quantity IS NULL OR p.quantity > w.quantity"
    )
    assert network.one(sql) == 0


def test_accepted_invitations_make_connections(network: Tables) -> None:
    sql = (
        "SELECT COUNT(*) FROM (SELECT member_id, known_day, SUM(quantity) AS n FROM a WHERE kind = 'invitation_accepted' GROUP BY ALL) "
        "LEFT JOIN (SELECT member_id, known_day, quantity FROM a WHERE kind = 'connection_made') USING (member_id, known_day) "
        "WHERE quantity IS NULL OR quantity < n"
    )
    assert network.one(sql) == 0


@pytest.mark.parametrize(
    ("echo", "of"), [("engagement_received", "post_published"), ("engagement_on_share", "post_shared")]
)
def test_engagement_follows_what_was_published(echo: str, of: str, network: Tables) -> None:
    sql = (
        f"SELECT COUNT(*) FROM a AS e WHERE kind = '{echo}' AND NOT EXISTS (SELECT 1 FROM a AS p WHERE p.kind = '{of}' "
        "AND p.member_id = e.member_id AND p.day IN (e.day, e.day - 2))"
    )
    assert network.one(sql) == 0


def test_initial_stocks_are_on_the_day_before(network: Tables) -> None:
    opened = {row[0] for row in network.rows(f"SELECT DISTINCT kind FROM a WHERE known_day = {OPENING}")}
    assert opened == {*STOCKS, "senior_reached"}


def test_connections_are_mutual_and_between_members(network: Tables) -> None:
    assert (
        network.one(
            "SELECT COUNT(*) FROM c AS x ANTI JOIN c AS y ON y.member_id = x.other_id AND y.other_id = x.member_id"
        )
        == 0
    )
    assert network.one("SELECT COUNT(*) FROM c WHERE member_id = other_id") == 0
    assert network.one("SELECT COUNT(*) FROM c ANTI JOIN m ON m.member_id = c.other_id") == 0


def test_connections_prefer_the_own_industry_and_have_hubs(network: Tables) -> None:
    assert 16 <= network.one(f"SELECT COUNT(*) / {MEMBERS} FROM c") <= 20
    same = "SELECT AVG((x.industry = y.industry)::INT) FROM {} JOIN m AS x USING (member_id) JOIN m AS y ON y.member_id = other_id"
    anybody = "(SELECT a.member_id, b.member_id AS other_id FROM m AS a, m AS b)"
    assert network.one(same.format("c")) > 5 * network.one(same.format(anybody))
    degrees = [row[0] for row in network.rows("SELECT COUNT(*) FROM c GROUP BY member_id ORDER BY 1 DESC")]
    assert degrees[0] > MEMBERS // 9
    assert degrees[30] < degrees[0] / 3


def test_every_member_has_at_least_the_listed_connections(network: Tables) -> None:
    sql = (
        "SELECT COUNT(*) FROM (SELECT member_id, COUNT(*) AS n FROM c GROUP BY member_id) LEFT JOIN (SELECT member_id, quantity "
        f"FROM a WHERE kind = 'connection_made' AND known_day = {OPENING}) USING (member_id) WHERE quantity IS NULL OR quantity < n"
    )
    assert network.one(sql) == 0


def test_six_in_ten_members_are_active_in_a_month(network: Tables) -> None:
    there = network.one(f"SELECT COUNT(DISTINCT member_id) FROM a WHERE kind = 'active_day' AND day > {LAST - 30}")
    assert 0.55 <= there / MEMBERS <= 0.7


def test_activity_is_heavy_tailed_and_lower_at_weekends(network: Tables) -> None:
    own = [
        row[0]
        for row in network.rows("SELECT COUNT(*) FROM a WHERE kind = 'active_day' GROUP BY member_id ORDER BY 1 DESC")
    ]
    assert sum(own[: MEMBERS // 10]) > sum(own) * 0.35
    weekend, week = (
        network.one(f"SELECT COUNT(*) FROM a WHERE kind = 'active_day' AND (day + 3) % 7 {days}")
        for days in (">= 5", "< 5")
    )
    assert weekend / 2 < week / 5 / 4


def test_the_about_file_says_how_to_reproduce_the_network(network: Tables) -> None:
    about = json.loads((network.folder / "about.json").read_text(encoding="utf-8"))
    assert about == {
        "openssi": "population",
        "seed": 1,
        "cohort": "2026",
        "members": MEMBERS,
        "days": DAYS,
        "to": "2026-06-30",
        "model": {"id": DEFAULT.id, "fingerprint": DEFAULT.fingerprint},
    }
    assert sorted(path.name for path in network.folder.iterdir()) == [
        "about.json",
        "connections",
        "daily_activity",
        "members.parquet",
    ]
