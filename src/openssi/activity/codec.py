"""Encode a member's activity as bytes and decode it, so that a page does not have to merge snapshots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import starmap
from typing import Any

from openssi.activity.post import Post
from openssi.activity.table import Activity, Coverage, DailyRow
from openssi.files.packed_json import pack, reporting_damage, unpack
from openssi.model import Credit

__all__ = ["activity_from_bytes", "activity_to_bytes"]

_WHAT, _VERSION = "activity", 1


def activity_to_bytes(activity: Activity) -> bytes:
    """Encode an activity; `activity_from_bytes` returns an equal one, for the model that it was prepared for."""
    return pack(
        _WHAT,
        _VERSION,
        {
            "rows": {kind: _of_rows(rows) for kind, rows in activity.rows.items()},
            "last_day": activity.last_day,
            "attributes": activity.attributes,
            "coverage": {name: coverage.spans for name, coverage in activity.coverage.items()},
            "reasons": dict(activity.reasons),
            "lower_bounds": dict(activity.lower_bounds),
            "not_applicable": dict(activity.not_applicable),
            "open_parts": dict(activity.open_parts),
            "records": _columns(activity.records),
            "known_until": activity.known_until,
            "posts": _columns(map(_of_post, activity.posts)),
            "companies": _columns(activity.companies),
            "industry": activity.industry,
            "credits": [[kind, credit.kind, credit.knots, credit.each] for kind, credit in activity.credits],
            "model": activity.model,
        },
    )


def activity_from_bytes(data: bytes) -> Activity:
    """Decode an activity.

    Raises:
        SnapshotError: the bytes are damaged or of another version.
    """
    content = unpack(_WHAT, _VERSION, data)
    with reporting_damage(_WHAT):
        return Activity(
            rows={kind: _rows(columns) for kind, columns in content["rows"].items()},
            last_day=content["last_day"],
            attributes={name: tuple(map(tuple, values)) for name, values in content["attributes"].items()},
            coverage={name: Coverage(tuple(map(tuple, spans))) for name, spans in content["coverage"].items()},
            reasons=dict(content["reasons"]),
            lower_bounds=dict(content.get("lower_bounds", {})),  # absent in what was stored before there were any
            not_applicable=dict(content["not_applicable"]),
            open_parts={name: tuple(parts) for name, parts in content["open_parts"].items()},
            records=tuple(_records(content["records"])),
            known_until=content["known_until"],
            posts=tuple(starmap(Post, _records(content["posts"]))),
            companies=tuple(_records(content.get("companies", []))),
            industry=content["industry"],
            credits=tuple([_credit(*credit) for credit in content.get("credits", ())]),
            model=content.get("model", ""),
        )


def _credit(kind: str, of: str, knots: Sequence[Sequence[int]], each: int) -> tuple[str, Credit]:
    return kind, Credit(of, tuple([(quantity, earned) for quantity, earned in knots]), each)


_row = partial(tuple.__new__, DailyRow)  # pyright: ignore[reportUnknownMemberType] (typed for one type of element)


def _of_rows(rows: Sequence[DailyRow]) -> list[Sequence[int] | None]:
    """Return the columns day, known day and quantity; known day is None if it equals day, as for most kinds."""
    if not rows:
        return []
    days, known, quantities = zip(*rows, strict=True)
    return [days, None if known == days else known, quantities]


def _rows(columns: Sequence[Any]) -> tuple[DailyRow, ...]:
    if not columns:
        return ()
    days, known, quantities = columns
    return tuple(map(_row, zip(days, days if known is None else known, quantities, strict=True)))


def _of_post(post: Post) -> tuple[object, ...]:
    return (
        post.at, post.made, post.own_words, post.words, post.media, post.link, post.question, post.hashtags,
                    post.engagement,
    )  # fmt: skip


def _columns(records: Iterable[Sequence[object]]) -> list[tuple[object, ...]]:
    """Turn rows into columns, which compress better and decode faster."""
    return list(zip(*records, strict=True))


def _records(columns: Sequence[Sequence[Any]]) -> Iterable[tuple[Any, ...]]:
    return zip(*columns, strict=True)
