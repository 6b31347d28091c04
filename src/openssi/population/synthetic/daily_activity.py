"""Activity of some days, as SQL: what members do, what comes back at once or later, and each day's rows in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openssi.activity.calendar import to_date, to_day
from openssi.model import Model
from openssi.population.synthetic.members import World
from openssi.population.synthetic.parameters import (
    ARRIVES,
    EARLY,
    EARLY_DAYS,
    LATE,
    REACH,
    SPELL,
    Answered,
    Done,
    Echoed,
)
from openssi.population.synthetic.randomness import WHOLE, chance, drawn, frequency_sql, quantile_sql
from openssi.population.synthetic.seasonality import busy
from openssi.scoring.sql import literal

__all__ = [
    "LONGEST_WAIT",
    "activity",
    "days_table",
    "echoes",
    "kinds_type",
    "opening_stocks_sql",
    "own_activity_sql",
    "received",
    "rows_of_day_sql",
]

#: Days after an attempt until its last answer.
LONGEST_WAIT = 30

_LOW = WHOLE - 1  # the lower half of 32 random bits


def kinds_type(models: Iterable[Model]) -> str:
    """Return the kinds that members of a network do as a type that sorts in the models' order."""
    kinds = dict.fromkeys(kind.id for model in models for kind in model.kinds if not kind.credits)
    return f"CREATE TYPE activity_kind AS ENUM ({', '.join(map(literal, kinds))})"


def days_table(world: World, days: range) -> str:
    """Return SQL for the table `days`: how busy each day is, and the salts for the draws of each day and each spell."""
    rows = (
        f"({day}, {_pace(world, day)}, {world.salt('day', day)}, {world.salt('spell', day // SPELL)}, "
        f"{world.salt('who', day)})"
        for day in days
    )
    return (
        "SELECT today::INT AS today, busy::INT AS busy, day_salt::UBIGINT AS day_salt, spell_salt::UBIGINT AS "
        "spell_salt, "
        f"who_salt::UBIGINT AS who_salt FROM (VALUES {', '.join(rows)}) AS rows (today, busy, day_salt, "
        "spell_salt, who_salt)"
    )


def _pace(world: World, day: int) -> int:
    """Return how busy a day is in thousandths, in a network that grows."""
    grown = world.cohort.growth * (day - to_day(world.cohort.last_day)) // 365
    return busy(to_date(day)) * max(_LEAST_PACE, 1000 + grown) // 1000


_LEAST_PACE = 300  # thousandths, long before the last day


def own_activity_sql(world: World) -> str:
    """Return SQL for the table `own`: a row per member and day with activity, a column per kind, NULL if not done.

    `hour` contains the random bits of this member on this day.
    """
    hours = drawn("FROM people, days", "base", {"hour": "day_salt", "spell": "spell_salt"})
    present = f"FROM ({hours}) WHERE hour & {_LOW} < there * busy // 1000 AND spell & {_LOW} >= away"
    draws = drawn(present, "hour", {rule.kind: world.salt(rule.kind) for rule in world.cohort.own})
    kinds = ", ".join(f"{_quantity(rule, f'often_{rule.kind}')} AS {rule.kind}" for rule in world.cohort.own)
    parts = ", ".join(
        f"CASE WHEN {rule.within} > 0 AND {rule.kind} > 0 THEN LEAST({rule.kind}, {rule.within}) END AS {rule.kind}"
        for rule in world.cohort.own
        if rule.within
    )
    carried = ", ".join(
        [
            "hour",
            *(f"rate_{rule.attempt}" for rule in world.cohort.answers),
            *(f"audience_{rule.of}" for rule in world.cohort.echoes),
        ]
    )
    return (
        f"SELECT * REPLACE ({parts}) FROM (SELECT member_id, today, {carried}, {kinds} FROM ({draws})) "
        f"WHERE COALESCE({', '.join(rule.kind for rule in world.cohort.own if not rule.within)}) IS NOT NULL"
    )


def received(world: World) -> str:
    """Return SQL for the table `received`: the same for what others do."""
    hours = drawn("FROM people, days", "base", {"hour": "day_salt"})
    draws = drawn(hours, "hour", {rule.kind: world.salt(rule.kind) for rule in world.cohort.received})
    kinds = ", ".join(
        f"{_quantity(rule, f'gets_{rule.kind} * busy // 1000')} AS {rule.kind}" for rule in world.cohort.received
    )
    return (
        f"SELECT * FROM (SELECT member_id, today, {kinds} FROM ({draws})) "
        f"WHERE COALESCE({', '.join(rule.kind for rule in world.cohort.received)}) IS NOT NULL"
    )


def _quantity(one: Done, often: str) -> str:
    """Return a quantity or NULL: the upper half of the random bits decides whether, the lower half how much."""
    return f"CASE WHEN {one.kind} >> 16 < {often} THEN ({frequency_sql(f'({one.kind} & {_LOW})', one.much)})::INT END"


def echoes(world: World) -> str:
    """Return what comes back for `own`: answers, connections and engagement, each with the day it becomes known."""
    branches = [branch for rule in world.cohort.answers for branch in _answers(world, rule)]
    branches += [branch for rule in world.cohort.echoes for branch in _engagement(world, rule)]
    return " UNION ALL ".join(branches)


def _row(kind: str, quantity: str, day: str = "today", known_day: str = "") -> str:
    """Return the columns of a row of daily activity."""
    return (
        f"SELECT member_id, {literal(kind)}::activity_kind AS kind, ({day})::INT AS day, "
        f"({known_day or day})::INT AS known_day, ({quantity})::INT AS quantity"
    )


def _answers(world: World, one: Answered) -> Iterable[str]:
    """Return early answers and late ones, together never more than attempts."""
    tried = f"SELECT member_id, today, hour, {one.attempt}, rate_{one.attempt} FROM own WHERE {one.attempt} IS NOT NULL"
    bits = drawn(tried, "hour", {when: world.salt(one.success, when) for when in ("soon", "later")})
    sent = f"{one.attempt} * rate_{one.attempt}::BIGINT"
    early = f"({sent} * {EARLY} // 100 + (soon & {_LOW})::BIGINT) // {WHOLE}"
    late = f"LEAST({one.attempt} - early, ({sent} * {100 - EARLY} // 100 + (later & {_LOW})::BIGINT) // {WHOLE})"
    answered = f"FROM (SELECT *, {late} AS late FROM (SELECT *, {early} AS early FROM ({bits})))"
    waits = (("early", f"((soon >> 16) % {EARLY_DAYS})::INT"), ("late", quantile_sql("(later >> 16)::BIGINT", LATE)))
    for answers, wait in waits:
        yield f"{_row(one.success, answers, known_day=f'today + {wait}')} {answered} WHERE {answers} > 0"
        if one.success == "invitation_accepted":
            yield f"{_row('connection_made', answers, day=f'today + {wait}')} {answered} WHERE {answers} > 0"


def _engagement(world: World, one: Echoed) -> Iterable[str]:
    published = (
        f"SELECT member_id, today, hour, {one.of} * audience_{one.of} AS much FROM own WHERE {one.of} IS NOT NULL"
    )
    bits = drawn(published, "hour", {"luck": world.salt(one.kind)})
    drawn_out = f"SELECT member_id, today, much * ({frequency_sql(f'(luck & {_LOW})', REACH)}) AS much FROM ({bits})"
    for after, percent in ARRIVES:
        quantity = f"much * {percent} // 10000"
        yield f"{_row(one.kind, quantity, day=f'today + {after}')} FROM ({drawn_out}) WHERE {quantity} > 0"


def activity(world: World, days: range, echo_tables: Sequence[str]) -> str:
    """Return SQL for the table `activity`: all rows that become known on one of the days.

    Args:
        world: the network.
        days: the days of the tables `days`, `own` and `received`.
        echo_tables: the echoes of these days, and of earlier days whose answers may still come.
    """
    rows = [f"{_row(rule.kind, rule.kind)} FROM own WHERE {rule.kind} IS NOT NULL" for rule in world.cohort.own]
    rows.append(f"{_row('active_day', '1')} FROM own")
    come = {
        rule.kind: f"{_row(rule.kind, rule.kind)} FROM received WHERE {rule.kind} IS NOT NULL"
        for rule in world.cohort.received
    }
    known = f"WHERE known_day BETWEEN {days[0]} AND {days[-1]}"
    back = [come.pop("connection_made"), *(f"FROM {table} {known}" for table in echo_tables)]
    rows += [*come.values(), "FROM back", *_who_it_is(world)]
    added = (
        "SELECT member_id, kind, day, known_day, SUM(quantity)::INT AS quantity "
        f"FROM ({' UNION ALL '.join(back)}) GROUP BY member_id, kind, day, known_day"
    )
    return f"WITH back AS MATERIALIZED ({added}) {' UNION ALL '.join(rows)}"


def _who_it_is(world: World) -> Iterable[str]:
    """Return how many new connections are senior, decision makers, decision makers who write, and coworkers."""
    new = (
        "SELECT back.member_id, today, quantity, senior, reached, xor(base, who_salt) AS who FROM back "
        "JOIN days ON known_day = today JOIN people ON people.member_id = back.member_id WHERE kind = 'connection_made'"
    )
    bits = drawn(new, "who", {what: world.salt("who", what) for what in ("top", "next", "near")})
    tops = f"SELECT *, (quantity * senior::BIGINT + (top & {_LOW})::BIGINT) // {WHOLE} AS tops FROM ({bits})"
    met = f"tops + ((quantity - tops) * {chance(world.cohort.directors)} + (next & {_LOW})::BIGINT) // {WHOLE}"
    deciding = f"SELECT *, {met} AS met FROM ({tops})"
    for kind, quantity in (
        ("senior_connection_made", "tops"),
        ("senior_reached", f"(tops * reached + (top >> 16)::BIGINT) // {WHOLE}"),
        ("decision_maker_met", "met"),
        ("decision_maker_reached", f"(met * reached + (next >> 16)::BIGINT) // {WHOLE}"),
        (
            "coworker_connection_made",
            f"(quantity * {chance(world.cohort.coworkers)} + (near & {_LOW})::BIGINT) // {WHOLE}",
        ),
    ):
        yield f"{_row(kind, quantity)} FROM ({deciding}) WHERE {quantity} > 0"


def rows_of_day_sql(day: int) -> str:
    """Return the rows of a day's file, in order."""
    return f"SELECT member_id, kind, day, quantity FROM activity WHERE known_day = {day} ORDER BY member_id, kind, day"


def opening_stocks_sql(world: World, day: int) -> str:
    """Return SQL for the stocks at the start; nobody has fewer connections than the table `connections` shows."""
    columns = ", ".join(
        f"({quantile_sql(f'{rule.taste}::BIGINT', rule.many)})::INT AS {rule.kind}" for rule in world.cohort.opening
    )
    known = "SELECT member_id, COUNT(*)::INT AS known FROM connections GROUP BY member_id"
    all_held = (
        f"SELECT people.member_id, senior, reached, known, {columns} "
        f"FROM people LEFT JOIN ({known}) AS known ON known.member_id = people.member_id"
    )
    stocks = f"SELECT * REPLACE (GREATEST(connection_made, COALESCE(known, 0)) AS connection_made) FROM ({all_held})"
    quantity = {rule.kind: rule.kind for rule in world.cohort.opening}
    quantity["senior_connection_made"] = f"connection_made::BIGINT * senior // {WHOLE}"
    quantity["senior_reached"] = f"connection_made::BIGINT * senior // {WHOLE} * reached // {WHOLE}"
    quantity["coworker_connection_made"] = "LEAST(coworker_connection_made, connection_made)"
    rows = " UNION ALL ".join(
        f"{_row(kind, many, str(day))} FROM stocks WHERE {many} > 0" for kind, many in quantity.items()
    )
    return f"WITH stocks AS ({stocks}) {rows}"
