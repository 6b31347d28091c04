"""Score a network with hand-written Polars as a yardstick; the integers are checked against ours.

Usage: python -m benchmarks.polars_score TABLES DATE OUT.parquet [SCORES.parquet]
"""

# Polars leaves the types of some of its arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import sys
from datetime import date

import polars as pl

from openssi.activity.calendar import to_day
from openssi.model import DEFAULT, MICRO, WINDOW, Attribute, Curve, Fading, Rate, Stock
from openssi.scoring.sql import LARGEST_QUANTITY, kinds_read

_PILLARS = [pillar.id for pillar in DEFAULT.pillars]
_TOTALS = ["index_micro", *_PILLARS]


def _points(curve: Curve, maximum: int, value: pl.Expr) -> pl.Expr:
    expression = pl.lit(curve.knots[-1][1], pl.Int64)
    stretches = list(zip(curve.knots, curve.knots[1:], strict=False))
    for (x0, y0), (x1, y1) in reversed(stretches):
        expression = pl.when(value < x1).then(y0 + (y1 - y0) * (value - x0) // (x1 - x0)).otherwise(expression)
    return maximum * expression


def _most() -> pl.Expr:
    """Return the limit of one row of a kind."""
    most = {kind.id: kind.most_a_day for kind in DEFAULT.kinds if kind.most_a_day is not None}
    return pl.col("kind").replace_strict(most, default=LARGEST_QUANTITY, return_dtype=pl.Int64)


def _values(members: pl.LazyFrame, activity: pl.LazyFrame, day: int) -> pl.LazyFrame:
    fading, stock = kinds_read(DEFAULT)
    age = pl.col("day") - (day - WINDOW)
    # Grouped by member and kind first, and then laid wide: faster here than a wide pass with a column for each kind.
    narrow = (
        activity.filter(pl.col("known_day") <= day)
        .with_columns(pl.min_horizontal(pl.col("quantity").cast(pl.Int64), _most()).alias("quantity"))
        .with_columns(pl.when(age > 0).then(pl.col("quantity") * age).otherwise(0).alias("weighted"))
        .group_by("member_id", "kind")
        .agg(pl.col("weighted").sum(), pl.col("quantity").sum())
    )
    of_kind = pl.col("kind")
    wide = narrow.group_by("member_id").agg(
        *(pl.col("weighted").filter(of_kind == kind).sum().alias(f"fading_{kind}") for kind in fading),
        *(pl.col("quantity").filter(of_kind == kind).sum().alias(f"stock_{kind}") for kind in stock),
    )
    return members.join(wide, on="member_id", how="left").with_columns(pl.col("^(fading|stock)_.*$").fill_null(0))


def scored(tables: str, day: int) -> pl.DataFrame:
    """Return one row a member: index, pillars, signals, ranks, averages of the network."""
    members = pl.scan_parquet(f"{tables}/members.parquet")
    activity = pl.scan_parquet(f"{tables}/daily_activity/**/*.parquet", hive_partitioning=True)
    connections = pl.scan_parquet(f"{tables}/connections/*.parquet")
    columns: list[pl.Expr] = []
    for signal in DEFAULT.signals.values():
        match signal.measure:
            case Fading(kind):
                value = pl.col(f"fading_{kind}")
            case Stock(kind):
                value = pl.col(f"stock_{kind}")
            case Rate(won, tried, prior):
                value = MICRO * pl.col(f"fading_{won}") // (pl.col(f"fading_{tried}") + prior)
            case Attribute(name):
                value = pl.col(name).cast(pl.Int64)
        columns.append(_points(signal.curve, signal.maximum, value).alias(signal.id))
    points = _values(members, activity, day).select("member_id", "industry", *columns)
    points = points.with_columns(
        pl.sum_horizontal([signal.id for signal in pillar.signals]).alias(pillar.id) for pillar in DEFAULT.pillars
    ).with_columns(pl.sum_horizontal(_PILLARS).alias("index_micro"))
    everyone = points.with_columns(
        pl.col("index_micro").rank("min", descending=True).over("industry").cast(pl.Int64).alias("industry_rank"),
        pl.len().over("industry").cast(pl.Int64).alias("industry_size"),
    ).collect(engine="streaming")
    some = everyone.lazy().select("member_id", *_TOTALS)
    network = (
        connections.join(some.select("member_id", own="index_micro"), on="member_id")
        .join(some.rename({"member_id": "other_id"}), on="other_id")
        .group_by("member_id")
        .agg(
            pl.len().alias("others"),
            (pl.col("index_micro") > pl.col("own")).sum().alias("higher"),
            *(pl.col(_TOTALS).sum().name.suffix("_sum"),),
        )
    )
    size = 1 + pl.col("others").fill_null(0).cast(pl.Int64)
    rank = 1 + pl.col("higher").fill_null(0).cast(pl.Int64)
    averages = [
        pl.when(size >= 10)
        .then((pl.col(f"{name}_sum").fill_null(0) + pl.col(name)) // size)
        .alias(f"network_{name.removesuffix('_micro')}_average")
        for name in _TOTALS
    ]
    return (
        everyone.lazy()
        .join(network, on="member_id", how="left")
        .with_columns(rank.alias("network_rank"), size.alias("network_size"), *averages)
        .collect(engine="streaming")
    )


def main(tables: str, as_of: str, out: str, ours: str = "") -> None:
    """Score, write, and compare with a table of our scores, if one is given."""
    found = scored(tables, to_day(date.fromisoformat(as_of)))
    names = [
        "member_id",
        "index_micro",
        *_PILLARS,
        *DEFAULT.signals,
        "industry_rank",
        "network_rank",
        "network_size",
        "network_index_average",
    ]
    found.select(names).write_parquet(out, compression="zstd")
    if ours:
        left, right = (frame.select(names).sort("member_id") for frame in (found, pl.read_parquet(ours)))
        same = left.drop("industry_rank").equals(right.drop("industry_rank"))
        print("equal" if same else "NOT EQUAL")


if __name__ == "__main__":
    main(*sys.argv[1:])
