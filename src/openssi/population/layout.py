"""The tables of a population as Parquet: where they lie, what they must look like, and every fault told with an example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from openssi.engines import Engine
from openssi.errors import InputFault
from openssi.model import MICRO, Model
from openssi.scoring.sql import LARGEST_QUANTITY, attributes

__all__ = ["check_rows", "name_tables"]

_WHOLE = frozenset(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "INT", "UTINYINT", "USMALLINT", "UINTEGER"))
_TEXT = frozenset(("VARCHAR", "STRING"))


def name_tables(folder: str, model: Model, engine: Engine) -> None:
    """Make the three tables of a folder known to an engine.

    Raises:
        InputFault: a table or a column is missing or of another type; all such faults are told.
    """
    columns = {
        "members": {"member_id": _WHOLE, "industry": _TEXT, **dict.fromkeys(attributes(model), _WHOLE)},
        "daily_activity": {"member_id": _WHOLE, "kind": _TEXT, "day": _WHOLE, "known_day": _WHOLE, "quantity": _WHOLE},
        "connections": {"member_id": _WHOLE, "other_id": _WHOLE},
    }
    found: list[str] = []
    for table, wanted in columns.items():
        there = engine.name_table(table, f"{folder}/{table}")
        if there:
            found += _unlike(table, there, wanted)
        else:
            found.append(f"{table}: there is neither {table}.parquet nor a folder {table} with Parquet files")
    if found:
        raise InputFault(
            "population-layout", f"{folder} is no population: {'; '.join(found)}.", hint="docs/population.md has the layout."
        )


def _unlike(table: str, there: Mapping[str, str], wanted: Mapping[str, frozenset[str]]) -> Iterator[str]:
    for column, types in wanted.items():
        if column not in there:
            yield f"{table}: no column {column}"
        elif there[column] not in types:
            yield f"{table}.{column} is {there[column]}, not {' or '.join(sorted(types & {'BIGINT', 'VARCHAR'}))}"


def check_rows(model: Model, day: int, engine: Engine) -> None:
    """Refuse rows that break the layout.

    Raises:
        InputFault: each fault with the number of its rows and an example.
    """
    found = [
        f"{about}: {rows} {'row' if rows == 1 else 'rows'}, for instance {example}"
        for about, sql in _faults(model, day).items()
        for rows, example in engine.query(sql)
        if rows
    ]
    if found:
        raise InputFault("population-rows", f"Rows break the layout. {'; '.join(found)}.", kept="Nothing was written.")


def _faults(model: Model, day: int) -> dict[str, str]:
    """What may be wrong, and the query that counts it."""
    outside = " OR ".join(f'"{name}" IS NULL OR "{name}" < 0 OR "{name}" > {MICRO}' for name in attributes(model))
    activity = 'FROM "daily_activity"'
    example = 'MIN("member_id") AS "example"'
    return {
        "members without an id": 'SELECT COUNT(*), MIN("industry") FROM "members" WHERE "member_id" IS NULL',
        "members that stand twice": (
            f"SELECT COUNT(*), {example} FROM "
            '(SELECT "member_id" FROM "members" GROUP BY "member_id" HAVING COUNT(*) > 1) AS "twice"'
        ),
        "attributes outside 0 to 1,000,000": f'SELECT COUNT(*), {example} FROM "members" WHERE {outside}',
        f"quantities outside 0 to {LARGEST_QUANTITY:,}": (
            f"SELECT COUNT(*), {example} {activity} "
            f'WHERE "known_day" <= {day} AND ("quantity" IS NULL OR "quantity" < 0 OR "quantity" > {LARGEST_QUANTITY})'
        ),
        "known before their day": f'SELECT COUNT(*), {example} {activity} WHERE "day" > "known_day"',
        "activity of nobody": (
            f'SELECT COUNT(*), MIN("a"."member_id") {activity} AS "a" LEFT JOIN "members" AS "m" '
            'ON "m"."member_id" = "a"."member_id" WHERE "m"."member_id" IS NULL'
        ),
        "connections of nobody": (
            'SELECT COUNT(*), MIN("c"."member_id") FROM "connections" AS "c" LEFT JOIN "members" AS "m" '
            'ON "m"."member_id" = "c"."member_id" LEFT JOIN "members" AS "o" ON "o"."member_id" = "c"."other_id" '
            'WHERE "m"."member_id" IS NULL OR "o"."member_id" IS NULL OR "c"."member_id" = "c"."other_id"'
        ),
        "connections that stand twice": (
            f'SELECT COUNT(*), {example} FROM (SELECT "member_id" FROM "connections" '
            'GROUP BY "member_id", "other_id" HAVING COUNT(*) > 1) AS "twice"'
        ),
    }
