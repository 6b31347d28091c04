"""Randomness without state: hashes in whole numbers, so that every order of work gives the same network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

__all__ = ["WHOLE", "Knots", "chance", "drawn", "frequency_sql", "mixed", "probability_sql", "quantile_sql", "salt"]

#: A probability of one. A draw is 0 to `WHOLE` - 1.
WHOLE = 65_536

#: A distribution: (fraction of the members in thousandths, value); linear in between.
Knots = Sequence[tuple[int, int]]

_MASK = 0xFFFF_FFFF
_FIRST, _SECOND = 0x85EB_CA6B, 0xC2B2_AE35

#: The steps of `mixed` in SQL.
_MIXING = (
    f"(xor({{0}}, {{0}} >> 16) * {_FIRST}) & {_MASK}",
    f"(xor({{0}}, {{0}} >> 13) * {_SECOND}) & {_MASK}",
    "xor({0}, {0} >> 16)",
)


def mixed(x: int) -> int:
    """Return the finalizer of MurmurHash3: 32 bits, each of which depends on all input bits."""
    x = ((x ^ (x >> 16)) * _FIRST) & _MASK
    x = ((x ^ (x >> 13)) * _SECOND) & _MASK
    return x ^ (x >> 16)


def salt(seed: int, *names: str | int) -> int:
    """Return 32 bits for a seed and a purpose, so that draws for different purposes are independent."""
    state = mixed(seed)
    for byte in "/".join(map(str, names)).encode():
        state = mixed(state ^ byte)
    return state


def drawn(source: str, base: str, salts: Mapping[str, int | str]) -> str:
    """Add a column of 32 random bits for each salt to a query: `mixed` of the column `base` and the salt.

    Uses 64-bit whole numbers that cannot overflow, and not the engine's own hash, which the next version may change.

    Args:
        source: the query that has the column `base`.
        base: 32 random bits.
        salts: a number, or the name of a column, for each new column.
    """
    salted = ", ".join(f"xor({base}, {bits}::UBIGINT) AS {name}" for name, bits in salts.items())
    sql = f"SELECT *, {salted} FROM ({source})"
    for step in _MIXING:
        sql = f"SELECT * REPLACE ({', '.join(f'{step.format(name)} AS {name}' for name in salts)}) FROM ({sql})"
    return sql


def chance(thousandths: int) -> int:
    """Return a probability in thousandths as a fraction of `WHOLE`."""
    return thousandths * WHOLE // 1000


def quantile_sql(column: str, knots: Knots) -> str:
    """Return, as SQL, the distribution's quantile for a draw, in whole numbers.

    Args:
        column: a draw, 0 to `WHOLE` - 1, as BIGINT.
        knots: the distribution; the first is at 0, the last at 1000.
    """
    parts: list[str] = []
    for (low, start), (high, end) in pairwise(knots):
        x0, x1 = chance(low), chance(high)
        line = f"{start} + ({column} - {x0}) * {end - start} // {x1 - x0}" if end != start else f"{start}"
        parts.append(f"WHEN {column} < {x1} THEN {line}")
    return f"CASE {' '.join(parts)} END"


def probability_sql(column: str, knots: Knots) -> str:
    """Return, as SQL, a distribution's quantile as a fraction of `WHOLE`; knots are in thousandths."""
    return quantile_sql(column, [(at, chance(thousandths)) for at, thousandths in knots])


def frequency_sql(column: str, frequencies: Sequence[tuple[int, int]]) -> str:
    """Return, as SQL, the quantity for a draw from a table of frequencies.

    Args:
        column: a draw, 0 to `WHOLE` - 1.
        frequencies: (quantity, how often in thousandths), together 1000.
    """
    below, parts = 0, ""
    for quantity, often in frequencies[:-1]:
        below += often
        parts += f"WHEN {column} < {chance(below)} THEN {quantity} "
    return f"CASE {parts}ELSE {frequencies[-1][0]} END" if parts else f"{frequencies[-1][0]}"
