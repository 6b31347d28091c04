"""Who knows whom, as SQL text: rings of near and far in each industry, ties across all of them, and a few hubs.

A small world after Watts and Strogatz. A tie is a distance on a ring, so whoever stands at one end finds the other end, in
both directions, without a look at anybody else: a part of the table needs no other part, however large the network.
"""

from __future__ import annotations

from openssi.population.invented.chance import Knots, salt, spread
from openssi.population.invented.people import World, scattered, tasted

__all__ = ["connections", "hub_table", "ring_table"]

#: Distances that a ring has, and how many of them a member takes up, by taste for the network; as many again come from others.
_TIES: Knots = ((0, 0), (250, 4), (500, 8), (750, 12), (900, 17), (970, 24), (1000, 36))
_SLOTS = 36

#: Every fourth tie crosses all industries; so do all in an industry of fewer positions than this.
_ACROSS = 4
_SMALL = 60

#: The first hub is tied to so many, the n-th to an n-th of that; never to more than one member in eight.
_HUB = 30_000
_HUBS = 20


def ring_table(world: World) -> str:
    """The distances: industry's start (by which members find them), slot, the ring's start and size, distance."""
    rows: list[str] = []
    for industry in world.industries:
        for slot in range(_SLOTS):
            small = industry.size < _SMALL
            start, size = (0, world.positions) if small or slot % _ACROSS == 0 else (industry.start, industry.size)
            far = 1 + salt(world.seed, "ring", start, size, slot) % max(1, size - 1)
            near = 1 + slot // 2
            distance = near if slot % 2 and not small else far
            if 0 < distance < size:
                rows.append(f"({industry.start}, {slot}, {start}, {size}, {distance})")
    listed = ", ".join(rows) or "(0, 0, 0, 1, 1)"
    return (
        "SELECT start::UBIGINT AS start, slot::INT AS slot, ring::UBIGINT AS ring, size::UBIGINT AS size, "
        f"distance::UBIGINT AS distance FROM (VALUES {listed}) AS rows (start, slot, ring, size, distance)"
    )


def hub_table(world: World) -> str:
    """The hubs: position and how many positions after it are tied to it."""
    most = min(_HUB, world.positions // 8)
    rows = [f"({world.salt('hub', n) % world.positions}, {most // n})" for n in range(1, _HUBS + 1)]
    return f"SELECT hub::UBIGINT AS hub, fans::UBIGINT AS fans FROM (VALUES {', '.join(rows)}) AS rows (hub, fans)"


def connections(world: World) -> str:
    """The table `connections` of those in `people`: both directions, each once, in order."""
    ring = "FROM people JOIN rings ON rings.start = people.start"
    own = (
        f"SELECT member_id, ring + (position - ring + distance) % rings.size AS position {ring} "
        f"WHERE slot < {spread('network::BIGINT', _TIES)}"
    )
    asked = f"SELECT member_id, slot, ring + (position - ring + rings.size - distance) % rings.size AS position {ring}"
    others = f"SELECT member_id, position FROM ({tasted(world, asked, ('network',))}) WHERE slot < {spread('network', _TIES)}"
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
