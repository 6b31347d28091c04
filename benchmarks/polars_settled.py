"""Score a network with hand-written Polars from the rows of a settled store, as a yardstick."""

# Polars leaves the types of some of its arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import sys
from pathlib import Path

import click
import numpy as np
import polars as pl

from openssi.activity.days import parse_day
from openssi.model import DEFAULT, MICRO, WINDOW, Attribute, Curve, Fading, Measure, Rate, Stock
from openssi.population.arrays.contributions import Contributions
from openssi.population.arrays.parquet import Writer, read_ints
from openssi.population.store.activity import STOCK
from openssi.population.store.manifest import BucketedFile, StoreAbout, read_about
from openssi.population.store.members import bucket_file
from openssi.scoring.ranks import average_name, rank_name, score_columns, total_columns
from openssi.scoring.sql import attributes, index_columns

_CONTRIBUTIONS = Contributions(DEFAULT)
_PILLARS = [pillar.id for pillar in DEFAULT.pillars]


@click.group()
def main() -> None:
    """Score a network with Polars, and compare."""


@main.command()
@click.argument("store")
@click.argument("out")
def export(store: str, out: str) -> None:
    """Write a store as tables that Polars reads well: plain columns, members by position, in the same order."""
    folder, about = Path(store), read_about(Path(store))
    if about is None:
        sys.exit(f"{store} isn't a store")
    Path(out).mkdir()
    _export_members(folder, about, Path(out))
    for number, file in enumerate(about.day_files()):
        _export_rows(folder, about, file, Path(out, f"rows-{number:05d}.parquet"))
    for number, file in enumerate(about.connections.files):
        _export_connections(folder, about, file, Path(out, f"connections-{number:05d}.parquet"))


def _export_members(folder: Path, about: StoreAbout, out: Path) -> None:
    names = ("member_id", "industry", *attributes(DEFAULT))
    with Writer(out / "members.parquet") as members, Writer(out / "older.parquet") as older:
        for bucket in range(about.buckets):
            columns = read_ints(bucket_file(folder / about.members_folder, bucket), names)
            members.write(dict(zip(names, columns, strict=True)))
            if bucket < about.older_buckets:
                cell, quantity = read_ints(bucket_file(folder / about.older_folder, bucket), ("cell", "quantity"))
                older.write(
                    {
                        "member": (cell // _CONTRIBUTIONS.sums + bucket * about.bucket).astype(np.int32),
                        "sum": (cell % _CONTRIBUTIONS.sums).astype(np.int8),
                        "quantity": quantity,
                    }
                )


def _export_rows(folder: Path, about: StoreAbout, file: BucketedFile, out: Path) -> None:
    with Writer(out, ordered=("member",), repeated=("sum", "age", "known_day")) as writer:
        for group in range(file.buckets):
            cell, age, quantity = read_ints(folder / file.name, ("cell", "age", "quantity"), group)
            first = (file.first_bucket + group) * about.bucket
            writer.write(
                {
                    "member": (cell // _CONTRIBUTIONS.sums + first).astype(np.int32),
                    "sum": (cell % _CONTRIBUTIONS.sums).astype(np.int8),
                    "age": age,
                    "known_day": np.full(len(cell), file.known_day, np.int32),
                    "quantity": quantity,
                }
            )


def _export_connections(folder: Path, about: StoreAbout, file: BucketedFile, out: Path) -> None:
    with Writer(out, ordered=("member",)) as writer:
        for group in range(file.buckets):
            member, other = read_ints(folder / file.name, ("member", "other"), group)
            writer.write({"member": member + (file.first_bucket + group) * about.bucket, "other": other})


@main.command()
@click.argument("rows")
@click.argument("date")
@click.argument("out")
def score(rows: str, date: str, out: str) -> None:
    """Score everyone, and write all columns."""
    points = _points(rows, parse_day(date)).collect(engine="streaming")
    ranked = _ranked(points).with_columns(pl.int_range(pl.len(), dtype=pl.Int32).alias("member"))
    scores = ranked.join(_networks(rows, points), on="member", how="left")
    scores = scores.with_columns(_network_columns()).select(score_columns(DEFAULT))
    scores.write_parquet(out, compression="zstd")


def _points(rows: str, day: int) -> pl.LazyFrame:
    """Return everyone's points, in the order of the members."""
    left = WINDOW - (day - pl.col("known_day")) - pl.col("age").cast(pl.Int32)
    weight = pl.when(pl.col("age") == STOCK).then(1).otherwise(left.clip(lower_bound=0))
    recent = (
        pl.scan_parquet(f"{rows}/rows-*.parquet")
        .filter(pl.col("known_day") <= day)
        .select("member", "sum", pl.col("quantity").cast(pl.Int64) * weight)
    )
    # Grouped by member and sum first, and then laid wide: faster here than a wide pass with a column for each sum.
    narrow = (
        pl.concat([recent, pl.scan_parquet(f"{rows}/older.parquet")])
        .group_by("member", "sum")
        .agg(pl.col("quantity").sum())
    )
    wide = narrow.group_by("member").agg(
        pl.col("quantity").filter(pl.col("sum") == number).sum().alias(f"sum_{number}")
        for number in range(_CONTRIBUTIONS.sums)
    )
    members = pl.scan_parquet(f"{rows}/members.parquet").with_row_index("member")
    found = members.with_columns(pl.col("member").cast(pl.Int32)).join(
        wide, on="member", how="left", maintain_order="left"
    )
    signals = [
        (signal.maximum * _height(signal.curve, _value(signal.measure))).cast(pl.Int32).alias(signal.id)
        for signal in DEFAULT.signals.values()
    ]
    found = found.with_columns(pl.col("^sum_.*$").fill_null(0)).select("member_id", "industry", *signals)
    found = found.with_columns(
        pl.sum_horizontal([signal.id for signal in pillar.signals]).alias(pillar.id) for pillar in DEFAULT.pillars
    )
    return found.with_columns(
        pl.sum_horizontal(_PILLARS).alias("index_micro"),
        *(pl.sum_horizontal(sorted(one.signals)).alias(f"index_{one.id}_micro") for one in DEFAULT.sets),
    )


def _value(measure: Measure) -> pl.Expr:
    match measure:
        case Attribute(name):
            return pl.col(name).cast(pl.Int64)
        case Stock(kind):
            return _total(kind, len(_CONTRIBUTIONS.fading) + _CONTRIBUTIONS.stock.index(kind))
        case Fading(kind):
            return _fades(kind)
        case Rate():
            won, tried = _fades(measure.successes), _fades(measure.attempts)
            shrunk = (MICRO * won + measure.base * measure.prior) // (tried + measure.prior)
            if not measure.evidence:
                return shrunk
            known = _fades(measure.evidence)
            return shrunk.clip(upper_bound=measure.cap) * known // (known + measure.doubt)


def _fades(kind: str) -> pl.Expr:
    return _total(kind, _CONTRIBUTIONS.fading.index(kind))


def _total(kind: str, number: int) -> pl.Expr:
    total = pl.col(f"sum_{number}")
    return total.clip(lower_bound=0) if kind in _CONTRIBUTIONS.signed else total


def _height(curve: Curve, value: pl.Expr) -> pl.Expr:
    expression = pl.lit(curve.knots[-1][1], pl.Int64)
    for (x0, y0), (x1, y1) in reversed(list(zip(curve.knots, curve.knots[1:], strict=False))):
        expression = pl.when(value < x1).then(y0 + (y1 - y0) * (value - x0) // (x1 - x0)).otherwise(expression)
    return expression


def _ranked(points: pl.DataFrame) -> pl.DataFrame:
    """Add ranks in industries."""
    of_all = pl.col("industry") >= 0
    size = pl.when(of_all).then(pl.len().over("industry")).cast(pl.Int32)
    columns = [size.alias("industry_size")]
    for index in index_columns(DEFAULT):
        rank = pl.when(of_all).then(pl.col(index).rank("min", descending=True).over("industry")).cast(pl.Int32)
        columns += [
            rank.alias(rank_name(index, "industry_rank")),
            pl.when(size >= 30).then(_percent(rank, size)).alias(rank_name(index, "industry_top_percent")),
        ]
    return points.with_columns(columns)


def _percent(rank: pl.Expr, size: pl.Expr) -> pl.Expr:
    return ((100 * rank.cast(pl.Int64) + size - 1) // size).cast(pl.Int32)


def _networks(rows: str, points: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each member with connections: how many, how many of them higher, sums."""
    connections = pl.read_parquet(f"{rows}/connections-*.parquet")
    others = points.select(total_columns(DEFAULT))[connections["other"]]
    own = points.select(pl.col(column).alias(f"own_{column}") for column in index_columns(DEFAULT))
    joined = pl.concat([connections.select("member"), others, own[connections["member"]]], how="horizontal")
    higher = [
        (pl.col(column) > pl.col(f"own_{column}")).sum().alias(f"higher_{column}") for column in index_columns(DEFAULT)
    ]
    sums = [pl.col(total).cast(pl.Int64).sum().alias(f"sum_{total}") for total in total_columns(DEFAULT)]
    return joined.lazy().group_by("member").agg(pl.len().alias("others"), *higher, *sums).collect(engine="streaming")


def _network_columns() -> list[pl.Expr]:
    size = 1 + pl.col("others").fill_null(0).cast(pl.Int32)
    columns = [size.alias("network_size")]
    for index in index_columns(DEFAULT):
        rank = 1 + pl.col(f"higher_{index}").fill_null(0).cast(pl.Int32)
        columns += [
            rank.alias(rank_name(index, "network_rank")),
            pl.when(size >= 30).then(_percent(rank, size)).alias(rank_name(index, "network_top_percent")),
        ]
    return columns + [
        pl.when(size >= 10)
        .then((pl.col(f"sum_{total}").fill_null(0) + pl.col(total)) // size)
        .cast(pl.Int32)
        .alias(f"network_{average_name(total)}")
        for total in total_columns(DEFAULT)
    ]


@main.command()
@click.argument("polars")
@click.argument("ours")
def compare(polars: str, ours: str) -> None:
    """Compare all columns but the industry, which Polars has as a number."""
    left, right = (pl.read_parquet(file).drop("industry").sort("member_id") for file in (polars, ours))
    differ = [name for name in left.columns if not left[name].equals(right[name], null_equal=True)]
    sys.exit(f"different: {', '.join(differ)}" if differ else 0)


if __name__ == "__main__":
    main()
