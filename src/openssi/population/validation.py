"""SQL path: register the tables of a population and validate them, reporting every fault with an example."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from openssi.engines import Engine
from openssi.errors import InputError
from openssi.model import MICRO, PUBLISHED, Model
from openssi.population.invalid_rows import invalid_rows_error
from openssi.scoring.sql import LARGEST_QUANTITY, attributes, literal

__all__ = [
    "check_activity_members",
    "check_activity_once",
    "check_columns",
    "check_connections",
    "check_rows",
    "register_tables",
]

_INTEGER = frozenset(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "INT", "UTINYINT", "USMALLINT", "UINTEGER"))
_TEXT = frozenset(("VARCHAR", "STRING"))


def register_tables(folder: str, model: Model, engine: Engine) -> None:
    """Register the three tables of a folder with an engine.

    Raises:
        InputError: tables or columns are missing or have another type; all of them are listed.
    """
    check_columns(folder, model, lambda table: {"": engine.register_parquet(table, f"{folder}/{table}")})


def check_columns(folder: str, model: Model, columns_of: Callable[[str], Mapping[str, Mapping[str, str]]]) -> None:
    """Check the columns of the three tables.

    `columns_of` returns the columns of a table with their SQL types, by the name of a file if its files differ.

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
    mismatches: list[str] = []
    for table, wanted in columns.items():
        for file, there in columns_of(table).items():
            if there:
                where = f" in {file}" if file else ""
                mismatches += [f"{mismatch}{where}" for mismatch in _mismatches(table, there, wanted)]
            else:
                mismatches.append(f"{table}: found neither {table}.parquet nor Parquet files in a folder {table}")
    if mismatches:
        raise InputError(
            "population-layout",
            f"{folder} isn't a valid population: {'; '.join(mismatches)}.",
            hint="The layout is described in docs/population.md.",
        )


def _mismatches(table: str, there: Mapping[str, str], wanted: Mapping[str, frozenset[str]]) -> Iterator[str]:
    for column, types in wanted.items():
        if column not in there:
            yield f"{table}: column {column} is missing"
        elif there[column] not in types:
            yield f"{table}.{column} is {there[column]}, not {' or '.join(sorted(types & {'BIGINT', 'VARCHAR'}))}"


def check_rows(model: Model, day: int, engine: Engine) -> tuple[int, int, int]:
    """Validate members, and activity that is known on a day.

    Return the number of members, rows of activity and connections.

    Raises:
        InputError: rows are invalid; each fault is listed with its number of rows and an example.
    """
    outside = " OR ".join(f'"{name}" IS NULL OR "{name}" < 0 OR "{name}" > {MICRO}' for name in attributes(model))
    quantity = f'"quantity" IS NULL OR {_too_small(model)} OR "quantity" > {LARGEST_QUANTITY}'
    members = {
        "members without an ID": _counted('"member_id" IS NULL', '"industry"'),
        "attributes outside 0 to 1,000,000": _counted(outside or "1 = 0", '"member_id"'),
    }
    activity = {
        f"quantities outside 0 to {LARGEST_QUANTITY:,}": _counted(
            f'"known_day" <= {day} AND ({quantity})', '"member_id"'
        ),
        "activity known before its day": _counted(
            f'"known_day" <= {day} AND ("day" IS NULL OR "day" > "known_day")', '"member_id"'
        ),
    }
    duplicates = _duplicates("members", '"member_id"')
    (row,) = engine.query(  # one query: on Spark each has a constant cost
        f'SELECT * FROM ({_counting("members", members)}) AS "m", ({_counting("daily_activity", activity)}) AS "a", '
        f'({_counting("connections", {})}) AS "c", ({duplicates}) AS "d"'
    )
    counts = iter(row)
    rows: list[int] = []
    faults: dict[str, tuple[object, object]] = {}
    for table in (members, activity, {}):
        rows.append(int(str(next(counts))))
        faults |= {about: (next(counts), next(counts)) for about in table}
    faults["duplicate members"] = next(counts), next(counts)
    _refuse(faults)
    return rows[0], rows[1], rows[2]


def check_activity_once(day: int, engine: Engine) -> None:
    """Check that no row of activity that is known on a day is there twice.

    Raises:
        InputError: rows are; the message has their number and an example.
    """
    columns = ("known_day", "member_id", "kind", "day")
    kinds = list(dict.fromkeys(kind.id for model in PUBLISHED.values() for kind in model.kinds))  # as `generate` sorts
    if not engine.is_strictly_increasing("daily_activity", columns, {"kind": kinds}):
        known = f'(SELECT * FROM "daily_activity" WHERE "known_day" <= {day})'
        repeated = (
            f'SELECT "member_id", COUNT(*) - 1 AS "more" FROM {known} AS "known" '
            'GROUP BY "known_day", "member_id", "kind", "day" HAVING COUNT(*) > 1'
        )
        counted = f'SELECT COALESCE(SUM("more"), 0), MIN("member_id") FROM ({repeated}) AS "repeated"'
        _refuse({"duplicate rows of activity": _row(engine, counted)})


def _counting(table: str, faults: Mapping[str, str]) -> str:
    columns = ["COUNT(*)", *faults.values()]
    return f'SELECT {", ".join(columns)} FROM "{table}"'


def _counted(condition: str, example: str) -> str:
    return f"COUNT(CASE WHEN {condition} THEN 1 END), MIN(CASE WHEN {condition} THEN {example} END)"


def _too_small(model: Model) -> str:
    """Return the condition for quantities that are too small; credits may be negative, as they can be taken back."""
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
    _refuse({"activity of unknown members": _row(engine, orphaned)})


def check_connections(engine: Engine) -> None:
    """Check that connections join two different known members, each once; needs the table `network_sums`.

    Raises:
        InputError: they don't; each fault is listed with its number of rows and an example.
    """
    faults: dict[str, tuple[object, object]] = {}
    rows, others = _row(
        engine, 'SELECT COUNT(*), COUNT(CASE WHEN "member_id" <> "other_id" THEN 1 END) FROM "connections"'
    )
    ((joined,),) = engine.query('SELECT COALESCE(SUM("others"), 0) FROM "network_sums"')
    if not rows == others == joined:  # the join behind the sums dropped some
        faults["connections of unknown members or with oneself"] = _row(engine, _ORPHANED)
    if not engine.is_strictly_increasing("connections", ("member_id", "other_id")):
        faults["duplicate connections"] = _row(engine, _duplicates("connections", '"member_id", "other_id"'))
    _refuse(faults)


_ORPHANED = (
    'SELECT COUNT(*), MIN("c"."member_id") FROM "connections" AS "c" LEFT JOIN "members" AS "m" '
    'ON "m"."member_id" = "c"."member_id" LEFT JOIN "members" AS "o" ON "o"."member_id" = "c"."other_id" '
    'WHERE "m"."member_id" IS NULL OR "o"."member_id" IS NULL OR "c"."member_id" = "c"."other_id"'
)


def _duplicates(table: str, key: str) -> str:
    grouped = f'SELECT "member_id" FROM "{table}" GROUP BY {key} HAVING COUNT(*) > 1'
    return f'SELECT COUNT(*), MIN("member_id") FROM ({grouped}) AS "duplicates"'


def _row(engine: Engine, sql: str) -> tuple[object, object]:
    ((rows, example),) = engine.query(sql)
    return rows, example


def _refuse(faults: Mapping[str, tuple[object, object]]) -> None:
    """Raise if there are rows with any fault."""
    faulty = {about: rows for about, rows in faults.items() if rows[0]}
    if faulty:
        raise invalid_rows_error(faulty)
