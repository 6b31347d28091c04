"""Who knows whom, as SQL text: a ring of near and far ties for each industry, ties across all of them, and a few hubs.

A small world after Watts and Strogatz. A tie is a distance on a ring, so whoever stands at one end finds the other end, in
both directions, without a look at anybody else: a part of the table needs no other part, however large the network.
"""

from __future__ import annotations

from openssi.population.synthetic.members import World, scattered, tasted
from openssi.population.synthetic.randomness import Knots, spread

__all__ = ["connections", "hub_table", "tie_table"]

#: Distances that a ring has, and how many of them a member takes up, by taste for the network; as many again come from others.
_TIES: Knots = ((0, 0), (250, 4), (500, 8), (750, 12), (900, 17), (970, 24), (1000, 36))
_SLOTS = 36

#: Every so many-th tie crosses all industries.
_ACROSS = 4

#: The first hub is tied to so many, the n-th to an n-th of that; never to more than one member in eight.
_HUB = 30_000
_HUBS = 100


def tie_table(world: World) -> str:
    """The table `ties`: for each ring and slot the ring on which the tie runs (its own, or all positions) and how far.

    Half of a ring's own ties are near: neighbours of neighbours know each other.
    """
    whole = (0, world.positions)
    rows: list[str] = []
    for own in sorted({(one.ring, one.ring_size) for one in world.industries}):
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
    """The table `hubs`: position and how many positions after it are tied to it."""
    most = min(_HUB, world.positions // 8)
    rows = [f"({world.salt('hub', n) % world.positions}, {most // n})" for n in range(1, _HUBS + 1)]
    return f"SELECT hub::UBIGINT AS hub, fans::UBIGINT AS fans FROM (VALUES {', '.join(rows)}) AS rows (hub, fans)"


def connections(world: World) -> str:
    """The table `connections` of those in `people`: both directions, each once, in order.

    A member takes up the first slots of the ring, and is tied to whoever stands so far ahead. Looking back as far finds who is
    tied to the member, if that one takes up the slot.
    """
    ring = "FROM people JOIN ties ON ties.ring = people.ring"
    own = (
        f"SELECT member_id, start + (position - start + far) % size AS position {ring} "
        f"WHERE slot < {spread('network::BIGINT', _TIES)}"
    )
    behind = f"SELECT member_id, slot, start + (position - start + size - far) % size AS position {ring}"
    others = f"SELECT member_id, position FROM ({tasted(world, behind, ('network',))}) WHERE slot < {spread('network', _TIES)}"
    around = world.positions
    fan = f"SELECT member_id, hub AS position FROM people, hubs WHERE (position + {around} - hub) % {around} BETWEEN 1 AND fans"
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
