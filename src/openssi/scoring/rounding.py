"""Round micro-points for people: to tenths of a point, in parts that still add up, and as text."""

from __future__ import annotations

from collections.abc import Sequence

from openssi.model import MICRO

__all__ = [
    "TENTH",
    "apportion",
    "apportion_tenths",
    "format_points",
    "format_short",
    "format_signed",
    "format_signed_points",
    "format_tenths",
    "format_whole",
    "to_points",
    "to_tenths",
]

#: Micro-points in a tenth of a point, the smallest amount that is shown.
TENTH = MICRO // 10


def to_tenths(micro: int) -> int:
    """Round micro-points to tenths of a point, half up."""
    return (micro + TENTH // 2) // TENTH


def apportion(parts: Sequence[int], unit: int, total: int) -> list[int]:
    """Divide parts by `unit` into whole numbers that add up to `total`, rounding the largest remainders up.

    `total` must be between the sum of the parts rounded down and that sum plus the number of parts with a remainder.
    """
    floors = [part // unit for part in parts]
    by_remainder = sorted((-(part % unit), at) for at, part in enumerate(parts))
    for _, at in by_remainder[: total - sum(floors)]:
        floors[at] += 1
    return floors


def apportion_tenths(parts: Sequence[int], total: int) -> list[int]:
    """Round micro-points, positive or negative, to tenths of a point that add up to `total` tenths."""
    return apportion(parts, TENTH, total)


def to_points(tenths: int | None) -> float | None:
    """Return tenths of a point as points, for JSON and sheets; None stays None."""
    return None if tenths is None else tenths / 10


def format_tenths(tenths: int) -> str:
    """Format tenths of a point: "54.2", "−0.3" with a typographic minus."""
    return f"{'−' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}"


def format_short(tenths: int) -> str:
    """Format tenths of a point, without the decimal of a whole point: "26", "22.7"."""
    return format_tenths(tenths).removesuffix(".0")


def format_points(micro: int) -> str:
    """Format micro-points, rounded to a tenth of a point."""
    return format_tenths(to_tenths(micro))


def format_whole(micro: int) -> str:
    """Format micro-points, rounded to whole points."""
    return str((micro + MICRO // 2) // MICRO)


def format_signed(tenths: int) -> str:
    """Format tenths of a point with their sign; the minus is typographic, as wide as the plus."""
    return f"{'+' if tenths > 0 else '−' if tenths < 0 else '±'}{format_tenths(abs(tenths))}"


def format_signed_points(micro: int) -> str:
    """Format micro-points with their sign, rounded to a tenth of a point."""
    return format_signed(to_tenths(micro))
