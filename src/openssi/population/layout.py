"""Register the tables of a population and validate them, reporting every fault with an example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from openssi.engines import Engine
from openssi.errors import InputError
from openssi.model import MICRO, Model
from openssi.scoring.sql import LARGEST_QUANTITY, attributes, literal

__all__ = ["check_activity_members", "check_connections", "check_rows", "register_tables"]

_INTEGER = frozenset(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "INT", "UTINYINT", "USMALLINT", "UINTEGER"))
_TEXT = frozenset(("VARCHAR", "STRING"))


def register_tables(folder: str, model: Model, engine: Engine) -> None:
    """Register the three tables of a folder with an engine.

    Raises:
        InputError: tables or columns are missing or have another type; all of them are listed.
    """
    columns = {
        "members": {"member_id": _INTEGER, "industry": _TEXT, **dict.fromkeys(attributes(model), _INTEGER)},
        "daily_activity": {
            "member_id": _INTEGER,
            "kind": _TEXT,
            "day": _INTEGER,
            "known_day": _INTEGER,
            "quantity": _INTEGER,
        },
        "connections": {"member_id": _INTEGER, "other_id": _INTEGER},
    }
    found: list[str] = []
    for table, wanted in columns.items():
        there = engine.register_parquet(table, f"{folder}/{table}")
        if there:
            found += _mismatches(table, there, wanted)
        else:
            found.append(f"{table}: found neither {table}.parquet nor Parquet files in a folder {table}")
    if found:
        raise InputError(
            "population-layout",
            f"{folder} isn't a valid population: {'; '.join(found)}.",
            hint="The layout is described in docs/population.md.",
        )


def _mismatches(table: str, there: Mapping[str, str], wanted: Mapping[str, frozenset[str]]) -> Iterator[str]:
    for column, types in wanted.items():
        if column not in there:
            yield f"{table}: column {column} is missing"
        elif there[column] not in types:
            yield f"{table}.{column} is {there[column]}, not {' or '.join(sorted(types & {'BIGINT', 'VARCHAR'}))}"


def check_rows(model: Model, day: int, engine: Engine, since: int | None = None) -> None:
    """Validate members, and activity that became known after `since`.

    Raises:
        InputError: rows are invalid; each fault is listed with its number of rows and an example.
    """
    first = "" if since is None else f'"known_day" > {since} AND '
    outside = " OR ".join(f'"{name}" IS NULL OR "{name}" < 0 OR "{name}" > {MICRO}' for name in attributes(model))
    activity = f'SELECT COUNT(*), {_EXAMPLE} FROM "daily_activity" WHERE {first}"known_day" <= {day} AND'
    _refuse(
        engine,
        {
            "members without an ID": 'SELECT COUNT(*), MIN("industry") FROM "members" WHERE "member_id" IS NULL',
            "duplicate members": _duplicates("members", '"member_id"'),
            "attributes outside 0 to 1,000,000": f'SELECT COUNT(*), {_EXAMPLE} FROM "members" WHERE {outside}',
            f"quantities outside 0 to {LARGEST_QUANTITY:,}": (
                f'{activity} ("quantity" IS NULL OR {_too_small(model)} OR "quantity" > {LARGEST_QUANTITY})'
            ),
            "activity known before its day": f'{activity} ("day" IS NULL OR "day" > "known_day")',
        },
    )


def _too_small(model: Model) -> str:
    """The condition for quantities that are too small: credits may be negative, since they can be taken back."""
    earned = [literal(kind.id) for kind in model.kinds if kind.credits]
    if not earned:
        return '"quantity" < 0'
    return f'"quantity" < {-LARGEST_QUANTITY} OR ("quantity" < 0 AND "kind" NOT IN ({", ".join(earned)}))'


def check_activity_members(engine: Engine) -> None:
    """Check that all activity belongs to a member; needs the table `activity_sums`.

    Raises:
        InputError: it doesn't; the message has the number of unknown members and an example.
    """
    orphaned = (
        'SELECT COUNT(*), MIN("a"."member_id") FROM "activity_sums" AS "a" LEFT JOIN "members" AS "m" '
        'ON "m"."member_id" = "a"."member_id" WHERE "m"."member_id" IS NULL'
    )
    _refuse(engine, {"activity of unknown members": orphaned})


def check_connections(engine: Engine) -> None:
    """Check that connections join two different known members, each once; needs the table `network_sums`.

    Raises:
        InputError: they don't; each fault is listed with its number of rows and an example.
    """
    faults: dict[str, str] = {}
    ((rows, others),) = engine.query(
        'SELECT COUNT(*), COUNT(CASE WHEN "member_id" <> "other_id" THEN 1 END) FROM "connections"'
    )
    ((joined,),) = engine.query('SELECT COALESCE(SUM("others"), 0) FROM "network_sums"')
    if not rows == others == joined:  # the join behind the sums dropped some
        faults["connections of unknown members or with oneself"] = _ORPHANED
    if not engine.is_strictly_increasing("connections", ("member_id", "other_id")):
        faults["duplicate connections"] = _duplicates("connections", '"member_id", "other_id"')
    _refuse(engine, faults)


_ORPHANED = (
    'SELECT COUNT(*), MIN("c"."member_id") FROM "connections" AS "c" LEFT JOIN "members" AS "m" '
    'ON "m"."member_id" = "c"."member_id" LEFT JOIN "members" AS "o" ON "o"."member_id" = "c"."other_id" '
    'WHERE "m"."member_id" IS NULL OR "o"."member_id" IS NULL OR "c"."member_id" = "c"."other_id"'
)


_EXAMPLE = 'MIN("member_id") AS "example"'


def _duplicates(table: str, key: str) -> str:
    grouped = f'SELECT "member_id" FROM "{table}" GROUP BY {key} HAVING COUNT(*) > 1'
    return f'SELECT COUNT(*), {_EXAMPLE} FROM ({grouped}) AS "duplicates"'


def _refuse(engine: Engine, faults: Mapping[str, str]) -> None:
    """Raise if the query of any fault, which returns a count and an example, finds rows."""
    found = [
        f"{about}: {rows} {'row' if rows == 1 else 'rows'}, for example {example}"
        for about, sql in faults.items()
        for rows, example in engine.query(sql)
        if rows
    ]
    if found:
        raise InputError(
            "population-rows", f"The tables contain invalid rows. {'; '.join(found)}.", unchanged="Nothing was written."
        )
