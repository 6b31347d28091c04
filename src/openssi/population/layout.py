"""The tables of a population as Parquet: where they lie, what they must look like, and every fault told with an example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from openssi.engines import Engine
from openssi.errors import InputError
from openssi.model import MICRO, Model
from openssi.scoring.sql import LARGEST_QUANTITY, attributes

__all__ = ["check_activity_members", "check_connections", "check_rows", "register_tables"]

_WHOLE = frozenset(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "INT", "UTINYINT", "USMALLINT", "UINTEGER"))
_TEXT = frozenset(("VARCHAR", "STRING"))


def register_tables(folder: str, model: Model, engine: Engine) -> None:
    """Make the three tables of a folder known to an engine.

    Raises:
        InputError: a table or a column is missing or of another type; all such faults are told.
    """
    columns = {
        "members": {"member_id": _WHOLE, "industry": _TEXT, **dict.fromkeys(attributes(model), _WHOLE)},
        "daily_activity": {"member_id": _WHOLE, "kind": _TEXT, "day": _WHOLE, "known_day": _WHOLE, "quantity": _WHOLE},
        "connections": {"member_id": _WHOLE, "other_id": _WHOLE},
    }
    found: list[str] = []
    for table, wanted in columns.items():
        there = engine.register_parquet(table, f"{folder}/{table}")
        if there:
            found += _unlike(table, there, wanted)
        else:
            found.append(f"{table}: there is neither {table}.parquet nor a folder {table} with Parquet files")
    if found:
        raise InputError(
            "population-layout",
            f"{folder} is no population: {'; '.join(found)}.",
            hint="docs/population.md has the layout.",
        )


def _unlike(table: str, there: Mapping[str, str], wanted: Mapping[str, frozenset[str]]) -> Iterator[str]:
    for column, types in wanted.items():
        if column not in there:
            yield f"{table}: no column {column}"
        elif there[column] not in types:
            yield f"{table}.{column} is {there[column]}, not {' or '.join(sorted(types & {'BIGINT', 'VARCHAR'}))}"


def check_rows(model: Model, day: int, engine: Engine, since: int | None = None) -> None:
    """Refuse members and activity that break the layout; of the activity only what is known after `since`.

    Raises:
        InputError: each fault with the number of its rows and an example.
    """
    first = "" if since is None else f'"known_day" > {since} AND '
    outside = " OR ".join(f'"{name}" IS NULL OR "{name}" < 0 OR "{name}" > {MICRO}' for name in attributes(model))
    activity = f'SELECT COUNT(*), {_EXAMPLE} FROM "daily_activity" WHERE {first}"known_day" <= {day} AND'
    _refuse(
        engine,
        {
            "members without an id": 'SELECT COUNT(*), MIN("industry") FROM "members" WHERE "member_id" IS NULL',
            "members that stand twice": _twice("members", '"member_id"'),
            "attributes outside 0 to 1,000,000": f'SELECT COUNT(*), {_EXAMPLE} FROM "members" WHERE {outside}',
            f"quantities outside 0 to {LARGEST_QUANTITY:,}": (
                f'{activity} ("quantity" IS NULL OR "quantity" < 0 OR "quantity" > {LARGEST_QUANTITY})'
            ),
            "known before their day": f'{activity} ("day" IS NULL OR "day" > "known_day")',
        },
    )


def check_activity_members(engine: Engine) -> None:
    """Refuse activity of nobody, once the table `activity_sums` is there.

    Raises:
        InputError: with the number of such members and an example.
    """
    nobody = (
        'SELECT COUNT(*), MIN("a"."member_id") FROM "activity_sums" AS "a" LEFT JOIN "members" AS "m" '
        'ON "m"."member_id" = "a"."member_id" WHERE "m"."member_id" IS NULL'
    )
    _refuse(engine, {"activity of nobody": nobody})


def check_connections(engine: Engine) -> None:
    """Refuse connections of nobody, with oneself, or that stand twice, once the table `network_sums` is there.

    Raises:
        InputError: each fault with the number of its rows and an example.
    """
    faults: dict[str, str] = {}
    ((rows, others),) = engine.query(
        'SELECT COUNT(*), COUNT(CASE WHEN "member_id" <> "other_id" THEN 1 END) FROM "connections"'
    )
    ((joined,),) = engine.query('SELECT COALESCE(SUM("others"), 0) FROM "network_sums"')
    if not rows == others == joined:  # the sums' join lost some
        faults["connections of nobody or with oneself"] = _NOBODY
    if not engine.is_strictly_increasing("connections", ("member_id", "other_id")):
        faults["connections that stand twice"] = _twice("connections", '"member_id", "other_id"')
    _refuse(engine, faults)


_NOBODY = (
    'SELECT COUNT(*), MIN("c"."member_id") FROM "connections" AS "c" LEFT JOIN "members" AS "m" '
    'ON "m"."member_id" = "c"."member_id" LEFT JOIN "members" AS "o" ON "o"."member_id" = "c"."other_id" '
    'WHERE "m"."member_id" IS NULL OR "o"."member_id" IS NULL OR "c"."member_id" = "c"."other_id"'
)


_EXAMPLE = 'MIN("member_id") AS "example"'


def _twice(table: str, key: str) -> str:
    return f'SELECT COUNT(*), {_EXAMPLE} FROM (SELECT "member_id" FROM "{table}" GROUP BY {key} HAVING COUNT(*) > 1) AS "twice"'


def _refuse(engine: Engine, faults: Mapping[str, str]) -> None:
    """Run the query of each fault, which counts it and names an example."""
    found = [
        f"{about}: {rows} {'row' if rows == 1 else 'rows'}, for instance {example}"
        for about, sql in faults.items()
        for rows, example in engine.query(sql)
        if rows
    ]
    if found:
        raise InputError(
            "population-rows", f"Rows break the layout. {'; '.join(found)}.", unchanged="Nothing was written."
        )
