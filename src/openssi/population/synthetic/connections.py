"""Connections between members, as SQL: a ring of near and far ties per industry, ties across industries, some hubs.

A small world after Watts and Strogatz. A tie is a distance on a ring, so each end can compute the other one, in both
directions, without reading other members: each part of the table is independent, however large the network.
"""

from __future__ import annotations

from openssi.population.synthetic.members import World, scattered, tasted
from openssi.population.synthetic.randomness import Knots, quantile_sql

__all__ = ["connections", "hub_table", "tie_table"]

#: How many distances of its ring a member uses, by taste for the network; as many ties again come from others.
_TIES: Knots = ((0, 0), (250, 4), (500, 8), (750, 12), (900, 17), (970, 24), (1000, 36))
_SLOTS = 36

#: Every n-th tie crosses all industries.
_ACROSS = 4

#: The number of ties of the first hub; the n-th has an n-th of that, never more than one member in eight.
_HUB = 30_000
_HUBS = 100


def tie_table(world: World) -> str:
    """Return SQL for the table `ties`: for each ring and slot the tie's ring (its own, or all positions) and distance.

    Half of a ring's own ties are near: neighbours of neighbours know each other.
    """
    whole = (0, world.positions)
    rows: list[str] = []
    for own in sorted({(industry.ring, industry.ring_size) for industry in world.industries}):
        for slot in range(_SLOTS):
            start, size = whole if slot % _ACROSS == 0 else own
            far = 1 + world.salt("tie", start, slot) % max(1, size - 1)
            distance = 1 + slot // 2 if slot % 2 else far
            if distance < size:
                rows.append(f"({own[0]}, {slot}, {start}, {size}, {distance})")
    listed = ", ".join(rows or ["(0, 0, 0, 1, 0)"])
    columns = (
        "ring::UBIGINT AS ring, slot::INT AS slot, start::UBIGINT AS start, size::UBIGINT AS size, far::UBIGINT AS far"
    )
    return f"SELECT {columns} FROM (VALUES {listed}) AS rows (ring, slot, start, size, far)"


def hub_table(world: World) -> str:
    """Return SQL for the table `hubs`: the position, and how many positions after it are tied to it."""
    most = min(_HUB, world.positions // 8)
    rows = [f"({world.salt('hub', n) % world.positions}, {most // n})" for n in range(1, _HUBS + 1)]
    return f"SELECT hub::UBIGINT AS hub, fans::UBIGINT AS fans FROM (VALUES {', '.join(rows)}) AS rows (hub, fans)"


def connections(world: World) -> str:
    """Return SQL for the table `connections` of the members in `people`: both directions, each once, in order.

    A member uses the first slots of its ring, and is tied to the members at these distances ahead. The members at the
    same distances behind are tied to it, if they use the slot.
    """
    ring = "FROM people JOIN ties ON ties.ring = people.ring"
    own = (
        f"SELECT member_id, start + (position - start + far) % size AS position {ring} "
        f"WHERE slot < {quantile_sql('network::BIGINT', _TIES)}"
    )
    behind = f"SELECT member_id, slot, start + (position - start + size - far) % size AS position {ring}"
    others = (
        f"SELECT member_id, position FROM ({tasted(world, behind, ('network',))}) WHERE slot < "
        f"{quantile_sql('network', _TIES)}"
    )
    around = world.positions
    fan = (
        f"SELECT member_id, hub AS position FROM people, hubs WHERE (position + {around} - hub) % {around} BETWEEN 1 "
        "AND fans"
    )
    hub = (
        f"SELECT member_id, (hub + step) % {around} AS position "
        "FROM (SELECT member_id, hub, unnest(range(1, fans::BIGINT + 1))::UBIGINT AS step "
        "FROM people JOIN hubs ON hubs.hub = people.position)"
    )
    ends = " UNION ALL ".join((own, others, fan, hub))
    return (
        f"SELECT DISTINCT member_id, (number + 1)::BIGINT AS other_id FROM ({scattered(world, ends, back=True)}) "
        f"WHERE number < {world.members} AND number + 1 <> member_id ORDER BY member_id, other_id"
    )
