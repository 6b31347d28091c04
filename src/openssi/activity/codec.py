"""An activity as bytes and back, so that it can be kept and opened without reading the archives again."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict
from typing import Any

from openssi.activity.post import Post
from openssi.activity.table import Activity, Coverage, DailyRow
from openssi.errors import StoreError

__all__ = ["activity_from_bytes", "activity_to_bytes"]

_FORMAT = 1


def activity_to_bytes(activity: Activity) -> bytes:
    """The activity to be kept."""
    told = {
        "format": _FORMAT,
        "rows": dict(activity.rows),
        "last_day": activity.last_day,
        "attributes": dict(activity.attributes),
        "coverage": {name: cover.spans for name, cover in activity.coverage.items()},
        "reasons": dict(activity.reasons),
        "not_applicable": dict(activity.not_applicable),
        "open_parts": dict(activity.open_parts),
        "records": activity.records,
        "known_until": activity.known_until,
        "posts": [asdict(post) for post in activity.posts],
        "industry": activity.industry,
    }
    return zlib.compress(json.dumps(told, separators=(",", ":")).encode())


def activity_from_bytes(data: bytes) -> Activity:
    """The activity that `activity_to_bytes` made bytes of.

    Raises:
        StoreError: they are damaged, or of a later version.
    """
    try:
        told: dict[str, Any] = json.loads(zlib.decompress(data))
        if told["format"] > _FORMAT:
            raise StoreError("store-newer", "An activity was kept by a later version of openssi than this one.")
        return Activity(
            rows={kind: tuple(DailyRow(*row) for row in rows) for kind, rows in told["rows"].items()},
            last_day=told["last_day"],
            attributes={name: _pairs(values) for name, values in told["attributes"].items()},
            coverage={name: Coverage(tuple((first, last) for first, last in spans)) for name, spans in told["coverage"].items()},
            reasons=told["reasons"],
            not_applicable=told["not_applicable"],
            open_parts={name: tuple(parts) for name, parts in told["open_parts"].items()},
            records=_pairs(told["records"]),
            known_until=told["known_until"],
            posts=tuple(Post(**post) for post in told["posts"]),
            industry=told["industry"],
        )
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise StoreError("store-damaged", "What was kept of a member's activity is damaged.") from error


def _pairs(values: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((first, second) for first, second in values)
