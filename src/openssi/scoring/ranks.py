"""Ranks, averages and thresholds as SQL steps, by counting how many have each value instead of sorting."""

from __future__ import annotations

from openssi.model import MICRO, Model
from openssi.scoring.group_sizes import LEAST_FOR_AVERAGE, LEAST_FOR_PERCENT, THRESHOLDS
from openssi.scoring.sql import Dialect, Program, Step, index_columns, member_steps

__all__ = [
    "average_name",
    "point_columns",
    "population_program",
    "rank_name",
    "rank_table",
    "score_columns",
    "total_columns",
]

#: Micro-points in a bucket: 10,001 of them cover the index, so that a running count over buckets is small whatever the
#: population.
_BUCKET = MICRO // 100


def population_program(model: Model, day: int, dialect: Dialect) -> Program:
    """Return the SQL program that scores a population on a day.

    The table `scores` has one row per member, `industries` one per industry.
    """
    steps = member_steps(model, day, dialect)
    return Program((*steps, *_industry_steps(model, dialect), *_network_steps(model, dialect)))


def score_columns(model: Model) -> tuple[str, ...]:
    """Return the columns of the table `scores`, in order."""
    ranks = ("industry_rank", "industry_top_percent", "network_rank", "network_top_percent")
    return (
        "member_id",
        "industry",
        *point_columns(model),
        "industry_size",
        "network_size",
        *(rank_name(column, name) for column in index_columns(model) for name in ranks),
        *(f"network_{average_name(total)}" for total in total_columns(model)),
    )


def point_columns(model: Model) -> tuple[str, ...]:
    """Return the columns of points: indexes, pillars, signals."""
    return (*index_columns(model), *(pillar.id for pillar in model.pillars), *model.signals)


def _industry_steps(model: Model, dialect: Dialect) -> tuple[Step, ...]:
    ranks = [step for column in index_columns(model) for step in _rank_steps(column, dialect)]
    tables = tuple(rank_table(column) for column in index_columns(model))
    return (
        Step("industry_sums", "size and sums, by industry", ("member_points",), _industry_sums(model)),
        *ranks,
        Step(
            "industries",
            "one row an industry: size, averages, thresholds",
            (*tables, "industry_sums"),
            _industries(model, dialect),
        ),
    )


def rank_table(column: str) -> str:
    """Return the step with the ranks of an index in industries."""
    return f"industry_ranks{_suffix(column)}"


def _suffix(column: str) -> str:
    """Return what names that belong to an index end in: nothing, or "_archive"."""
    return column.removeprefix("index").removesuffix("_micro")


def rank_name(column: str, name: str) -> str:
    """Return what a rank or a threshold of an index is called: "industry_rank", "archive_industry_rank"."""
    return f"{_suffix(column)[1:]}_{name}" if _suffix(column) else name


def _rank_steps(column: str, dialect: Dialect) -> tuple[Step, ...]:
    """Return the ranks of one of the indexes."""
    suffix = _suffix(column)
    values, buckets, above = (f"industry_{what}{suffix}" for what in ("values", "buckets", "above"))
    return (
        Step(
            values,
            "how many of an industry hold each value of the index",
            ("member_points",),
            _industry_values(column, dialect),
        ),
        Step(buckets, "the same by hundredths of a point", (values,), _industry_buckets(values)),
        Step(above, "how many are in higher buckets", (buckets,), _industry_above(buckets)),
        Step(
            rank_table(column),
            "rank and top percent of each value",
            (values, above, "industry_sums"),
            _industry_ranks(values, above, dialect),
        ),
    )


def _network_steps(model: Model, dialect: Dialect) -> tuple[Step, ...]:
    return (
        Step(
            "network_sums",
            "those connected: how many, how many of them higher, sums",
            ("member_points",),
            _network_sums(model),
        ),
        Step(
            "scores",
            "one row a member: index, pillars, signals, ranks, averages of the network",
            ("member_points", *map(rank_table, index_columns(model)), "network_sums"),
            _scores(model, dialect),
        ),
    )


def total_columns(model: Model) -> tuple[str, ...]:
    """Return the columns that are averaged: each index and each pillar."""
    return (*index_columns(model), *(pillar.id for pillar in model.pillars))


def average_name(total: str) -> str:
    """Return what the average of a column is called."""
    return f"{total.removesuffix('_micro')}_average"


def _industry_values(column: str, dialect: Dialect) -> str:
    bucket = dialect.divide(f'"{column}"', str(_BUCKET))
    return "\n".join(
        [
            "SELECT",
            '  "industry",',
            f'  "{column}" AS "index_micro",',
            f'  {bucket} AS "bucket",',
            '  CAST(COUNT(*) AS BIGINT) AS "holders"',
            'FROM "member_points"',
            'WHERE "industry" IS NOT NULL',
            f'GROUP BY "industry", "{column}", {bucket}',
        ]
    )


def _industry_buckets(values: str) -> str:
    return f'''\
SELECT "industry", "bucket", CAST(SUM("holders") AS BIGINT) AS "holders"
FROM "{values}"
GROUP BY "industry", "bucket"'''


def _industry_above(buckets: str) -> str:
    """At most 10,001 rows an industry."""
    return f'''\
SELECT
  "industry",
  "bucket",
  CAST(SUM("holders") OVER (PARTITION BY "industry" ORDER BY "bucket" DESC ROWS UNBOUNDED PRECEDING) AS BIGINT)
    - "holders" AS "above"
FROM "{buckets}"'''


def _industry_sums(model: Model) -> str:
    sums = [f'  CAST(SUM("{name}") AS BIGINT) AS "{name}"' for name in total_columns(model)]
    sums += [f'  CAST(SUM({total}) AS BIGINT) AS "{name}"' for name, total in _restricted_pillars(model).items()]
    return "\n".join(
        [
            "SELECT",
            '  "industry",',
            '  CAST(COUNT(*) AS BIGINT) AS "size",',
            ",\n".join(sums),
            'FROM "member_points"',
            'WHERE "industry" IS NOT NULL',
            'GROUP BY "industry"',
        ]
    )


def _restricted_pillars(model: Model) -> dict[str, str]:
    """Return each pillar as far as each measured set has it ("brand_archive"), as a sum of signals."""
    return {
        f"{pillar.id}_{measured_set.id}": " + ".join(
            f'"{signal.id}"' for signal in pillar.signals if signal.id in measured_set.signals
        )
        or "0"
        for measured_set in model.sets
        for pillar in model.pillars
    }


def _top_percent(rank: str, size: str, dialect: Dialect) -> str:
    """ceil(100 x rank / size); NULL of too few people."""
    percent = dialect.divide(f"(100 * {rank} + {size} - 1)", size)
    return f"CASE WHEN {size} >= {LEAST_FOR_PERCENT} THEN {percent} END"


def _of(table: str, column: str) -> str:
    return f'"{table}"."{column}"'


def _with_self(name: str) -> str:
    """Return the sum over a network: those connected, and the member."""
    return f"(COALESCE({_of('n', name)}, 0) + {_of('p', name)})"


def _average(total: str, size: str, dialect: Dialect) -> str:
    """Floor of the mean; NULL of too few people."""
    return f"CASE WHEN {size} >= {LEAST_FOR_AVERAGE} THEN {dialect.divide(total, size)} END"


def _industry_ranks(values: str, above: str, dialect: Dialect) -> str:
    percent = _top_percent('"rank"', '"size"', dialect)
    # Inside a bucket: at most 10,000 values, however many members hold them.
    inside = (
        'CAST(SUM("v"."holders") OVER (PARTITION BY "v"."industry", "v"."bucket" '
        'ORDER BY "v"."index_micro" DESC ROWS UNBOUNDED PRECEDING) AS BIGINT) - "v"."holders"'
    )
    return "\n".join(
        [
            "SELECT",
            '  "industry",',
            '  "index_micro",',
            '  "rank",',
            '  "size",',
            f'  {percent} AS "top_percent"',
            "FROM (",
            "  SELECT",
            '    "v"."industry",',
            '    "v"."index_micro",',
            '    "s"."size",',
            f'    1 + "above"."above" + {inside} AS "rank"',
            f'  FROM "{values}" AS "v"',
            f'  JOIN "{above}" AS "above" ON "above"."industry" = "v"."industry" AND "above"."bucket" = "v"."bucket"',
            '  JOIN "industry_sums" AS "s" ON "s"."industry" = "v"."industry"',
            ') AS "ranked"',
        ]
    )


def _industries(model: Model, dialect: Dialect) -> str:
    averages = [
        f'  CAST({_average(_of("s", name), _of("s", "size"), dialect)} AS INT) AS "{average_name(name)}"'
        for name in (*total_columns(model), *_restricted_pillars(model))
    ]
    thresholds = [
        f'  CAST("t{_suffix(column)}"."top_{percent}_percent" AS INT) '
        f'AS "{rank_name(column, f"top_{percent}_percent")}"'
        for column in index_columns(model)
        for percent in THRESHOLDS
    ]
    return "\n".join(
        [
            "SELECT",
            '  "s"."industry",',
            '  CAST("s"."size" AS INT) AS "size",',
            ",\n".join([*averages, *thresholds]),
            'FROM "industry_sums" AS "s"',
            *(line for column in index_columns(model) for line in _lowest(column)),
        ]
    )


def _lowest(column: str) -> tuple[str, ...]:
    """Return a join with the lowest index among the best of each industry."""
    lowest = [
        f'    MIN(CASE WHEN "top_percent" <= {percent} THEN "index_micro" END) AS "top_{percent}_percent"'
        for percent in THRESHOLDS
    ]
    name = f"t{_suffix(column)}"
    return (
        "JOIN (",
        "  SELECT",
        '    "industry",',
        ",\n".join(lowest),
        f'  FROM "{rank_table(column)}"',
        '  GROUP BY "industry"',
        f') AS "{name}" ON "{name}"."industry" = "s"."industry"',
    )


def _network_sums(model: Model) -> str:
    sums = [f'  CAST(SUM("other"."{name}") AS BIGINT) AS "{name}"' for name in total_columns(model)]
    return "\n".join(
        [
            "SELECT",
            '  "c"."member_id",',
            '  CAST(COUNT(*) AS BIGINT) AS "others",',
            ",\n".join(
                f'  CAST(SUM(CASE WHEN "other"."{column}" > "self"."{column}" THEN 1 ELSE 0 END) AS BIGINT) '
                f'AS "higher{_suffix(column)}"'
                for column in index_columns(model)
            )
            + ",",
            ",\n".join(sums),
            'FROM "connections" AS "c"',
            # In this order the last join and the grouping share one division of the rows among machines.
            'JOIN "member_points" AS "other" ON "other"."member_id" = "c"."other_id"',
            'JOIN "member_points" AS "self" ON "self"."member_id" = "c"."member_id"',
            'GROUP BY "c"."member_id"',
        ]
    )


def _scores(model: Model, dialect: Dialect) -> str:
    indexes = index_columns(model)
    averages = [
        f'  CAST({_average(_with_self(name), _NETWORK_SIZE, dialect)} AS INT) AS "network_{average_name(name)}"'
        for name in total_columns(model)
    ]
    return "\n".join(
        [
            "SELECT",
            '  "p"."member_id",',
            '  "p"."industry",',
            *(f'  CAST("p"."{name}" AS INT) AS "{name}",' for name in point_columns(model)),
            '  CAST("r"."size" AS INT) AS "industry_size",',
            f'  CAST({_NETWORK_SIZE} AS INT) AS "network_size",',
            *(line for column in indexes for line in _ranks_of(column, dialect)),
            ",\n".join(averages),
            'FROM "member_points" AS "p"',
            *(
                f'LEFT JOIN "{rank_table(column)}" AS "r{_suffix(column)}" '
                f'ON "r{_suffix(column)}"."industry" = "p"."industry" '
                f'AND "r{_suffix(column)}"."index_micro" = "p"."{column}"'
                for column in indexes
            ),
            'LEFT JOIN "network_sums" AS "n" ON "n"."member_id" = "p"."member_id"',
        ]
    )


_NETWORK_SIZE = '(1 + COALESCE("n"."others", 0))'


def _ranks_of(column: str, dialect: Dialect) -> tuple[str, ...]:
    """Return the ranks of a member by one of the indexes."""
    suffix = _suffix(column)
    rank = f'(1 + COALESCE("n"."higher{suffix}", 0))'
    return (
        f'  CAST("r{suffix}"."rank" AS INT) AS "{rank_name(column, "industry_rank")}",',
        f'  CAST("r{suffix}"."top_percent" AS INT) AS "{rank_name(column, "industry_top_percent")}",',
        f'  CAST({rank} AS INT) AS "{rank_name(column, "network_rank")}",',
        f'  CAST({_top_percent(rank, _NETWORK_SIZE, dialect)} AS INT) AS "{rank_name(column, "network_top_percent")}",',
    )
