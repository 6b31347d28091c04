"""Ranks, averages and thresholds as steps of the same SQL text: by counting how many hold each value, never by sorting everyone."""

from __future__ import annotations

from openssi.model import MICRO, Model
from openssi.scoring.sql import Dialect, Program, Step, member_steps

__all__ = ["LEAST_FOR_AVERAGE", "LEAST_FOR_PERCENT", "THRESHOLDS", "average_name", "population_program", "ranked"]

#: Smallest group with an average.
LEAST_FOR_AVERAGE = 10

#: Smallest group with a percentile.
LEAST_FOR_PERCENT = 30

#: Thresholds of an industry: the index that its top 50, 25 and 10 percent reach.
THRESHOLDS = (50, 25, 10)

#: Micro-points in a bucket: 10,001 of them cover the index, so that a running count over buckets is small whatever the population.
_BUCKET = MICRO // 100


def population_program(model: Model, day: int, dialect: Dialect, *, inside: bool = False) -> Program:
    """Everything of a population on a day: `scores` has one row a member, `industries` one row an industry."""
    return ranked(member_steps(model, day, dialect, inside=inside), model, dialect)


def ranked(steps: tuple[Step, ...], model: Model, dialect: Dialect) -> Program:
    """Steps that yield `member_points`, and after them ranks, averages and thresholds."""
    return Program((*steps, *_industry_steps(model, dialect), *_network_steps(model, dialect)))


def _industry_steps(model: Model, dialect: Dialect) -> tuple[Step, ...]:
    return (
        Step(
            "industry_values",
            "how many of an industry hold each value of the index",
            ("member_points",),
            _industry_values(dialect),
        ),
        Step("industry_buckets", "the same by hundredths of a point", ("industry_values",), _INDUSTRY_BUCKETS),
        Step("industry_above", "how many stand in higher buckets", ("industry_buckets",), _INDUSTRY_ABOVE),
        Step("industry_sums", "size and sums, by industry", ("member_points",), _industry_sums(model)),
        Step(
            "industry_ranks",
            "rank and top percent of each value",
            ("industry_values", "industry_above", "industry_sums"),
            _industry_ranks(dialect),
        ),
        Step(
            "industries",
            "one row an industry: size, averages, thresholds",
            ("industry_ranks", "industry_sums"),
            _industries(model, dialect),
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
            ("member_points", "industry_ranks", "network_sums"),
            _scores(model, dialect),
        ),
    )


def _totals(model: Model) -> tuple[str, ...]:
    """What is averaged: the index and each pillar."""
    return ("index_micro", *(pillar.id for pillar in model.pillars))


def average_name(total: str) -> str:
    """What the average of a column is called."""
    return f"{total.removesuffix('_micro')}_average"


def _industry_values(dialect: Dialect) -> str:
    bucket = dialect.divide('"index_micro"', str(_BUCKET))
    return "\n".join(
        [
            "SELECT",
            '  "industry",',
            '  "index_micro",',
            f'  {bucket} AS "bucket",',
            '  CAST(COUNT(*) AS BIGINT) AS "holders"',
            'FROM "member_points"',
            'WHERE "industry" IS NOT NULL',
            f'GROUP BY "industry", "index_micro", {bucket}',
        ]
    )


_INDUSTRY_BUCKETS = """\
SELECT "industry", "bucket", CAST(SUM("holders") AS BIGINT) AS "holders"
FROM "industry_values"
GROUP BY "industry", "bucket\""""

# At most 10,001 rows an industry.
_INDUSTRY_ABOVE = """\
SELECT
  "industry",
  "bucket",
  CAST(SUM("holders") OVER (PARTITION BY "industry" ORDER BY "bucket" DESC ROWS UNBOUNDED PRECEDING) AS BIGINT)
    - "holders" AS "above"
FROM "industry_buckets\""""


def _industry_sums(model: Model) -> str:
    sums = [f'  CAST(SUM("{name}") AS BIGINT) AS "{name}"' for name in _totals(model)]
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


def _top_percent(rank: str, size: str, dialect: Dialect) -> str:
    """ceil(100 x rank / size); NULL of too few people."""
    percent = dialect.divide(f"(100 * {rank} + {size} - 1)", size)
    return f"CASE WHEN {size} >= {LEAST_FOR_PERCENT} THEN {percent} END"


def _of(table: str, column: str) -> str:
    return f'"{table}"."{column}"'


def _with_self(name: str) -> str:
    """The sum over a network: those connected, and the member."""
    return f"(COALESCE({_of('n', name)}, 0) + {_of('p', name)})"


def _average(total: str, size: str, dialect: Dialect) -> str:
    """Floor of the mean; NULL of too few people."""
    return f"CASE WHEN {size} >= {LEAST_FOR_AVERAGE} THEN {dialect.divide(total, size)} END"


def _industry_ranks(dialect: Dialect) -> str:
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
            '  FROM "industry_values" AS "v"',
            '  JOIN "industry_above" AS "above" ON "above"."industry" = "v"."industry" AND "above"."bucket" = "v"."bucket"',
            '  JOIN "industry_sums" AS "s" ON "s"."industry" = "v"."industry"',
            ') AS "ranked"',
        ]
    )


def _industries(model: Model, dialect: Dialect) -> str:
    averages = [
        f'  {_average(_of("s", name), _of("s", "size"), dialect)} AS "{average_name(name)}"' for name in _totals(model)
    ]
    thresholds = [f'  "t"."top_{percent}_percent"' for percent in THRESHOLDS]
    lowest = [
        f'    MIN(CASE WHEN "top_percent" <= {percent} THEN "index_micro" END) AS "top_{percent}_percent"'
        for percent in THRESHOLDS
    ]
    return "\n".join(
        [
            "SELECT",
            '  "s"."industry",',
            '  "s"."size",',
            ",\n".join([*averages, *thresholds]),
            'FROM "industry_sums" AS "s"',
            "JOIN (",
            "  SELECT",
            '    "industry",',
            ",\n".join(lowest),
            '  FROM "industry_ranks"',
            '  GROUP BY "industry"',
            ') AS "t" ON "t"."industry" = "s"."industry"',
        ]
    )


def _network_sums(model: Model) -> str:
    sums = [f'  CAST(SUM("other"."{name}") AS BIGINT) AS "{name}"' for name in _totals(model)]
    return "\n".join(
        [
            "SELECT",
            '  "c"."member_id",',
            '  CAST(COUNT(*) AS BIGINT) AS "others",',
            '  CAST(SUM(CASE WHEN "other"."index_micro" > "self"."index_micro" THEN 1 ELSE 0 END) AS BIGINT) AS "higher",',
            ",\n".join(sums),
            'FROM "connections" AS "c"',
            # In this order the last join and the grouping share one division of the rows among machines.
            'JOIN "member_points" AS "other" ON "other"."member_id" = "c"."other_id"',
            'JOIN "member_points" AS "self" ON "self"."member_id" = "c"."member_id"',
            'GROUP BY "c"."member_id"',
        ]
    )


def _scores(model: Model, dialect: Dialect) -> str:
    names = ("index_micro", *(pillar.id for pillar in model.pillars), *model.signals)
    rank, size = '(1 + COALESCE("n"."higher", 0))', '(1 + COALESCE("n"."others", 0))'
    averages = [
        f'  {_average(_with_self(name), size, dialect)} AS "network_{average_name(name)}"' for name in _totals(model)
    ]
    return "\n".join(
        [
            "SELECT",
            '  "p"."member_id",',
            '  "p"."industry",',
            *(f'  "p"."{name}",' for name in names),
            '  "r"."rank" AS "industry_rank",',
            '  "r"."size" AS "industry_size",',
            '  "r"."top_percent" AS "industry_top_percent",',
            f'  {rank} AS "network_rank",',
            f'  {size} AS "network_size",',
            f'  {_top_percent(rank, size, dialect)} AS "network_top_percent",',
            ",\n".join(averages),
            'FROM "member_points" AS "p"',
            'LEFT JOIN "industry_ranks" AS "r" ON "r"."industry" = "p"."industry" AND "r"."index_micro" = "p"."index_micro"',
            'LEFT JOIN "network_sums" AS "n" ON "n"."member_id" = "p"."member_id"',
        ]
    )
