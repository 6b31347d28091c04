"""Generate two years of an invented seller's life on LinkedIn, from a seed and a last day."""

from __future__ import annotations

from datetime import date
from random import Random

from openssi.demo import network as people_network
from openssi.demo import stock_world
from openssi.demo.feed import Author
from openssi.demo.inbox import Inbox
from openssi.demo.people import Cast
from openssi.demo.records import Dated, Story
from openssi.demo.rhythm import Rhythm
from openssi.demo.texts import Composer

__all__ = ["LOGINS", "MEMBER_ID", "tell"]

SEARCHES, SEARCH_WINDOW = 352, 396
LOGINS = 40
MEMBER_ID = 190_000_000


def tell(seed: int, last_day: date) -> Story:
    """Return the story: the same for the same seed and day, on any machine."""
    rng = Random(f"openssi-demo-{seed}-{last_day.isoformat()}")
    rhythm, cast, composer = Rhythm(rng, last_day), Cast(rng), Composer(rng)
    network = people_network.weave(rhythm, cast, composer)
    feed = Author(rhythm, composer).write()
    return Story(
        last_day=last_day,
        member_id=MEMBER_ID + rng.randrange(90_000_000),
        network=network,
        feed=feed,
        conversations=Inbox(rhythm, cast, composer, network).fill(),
        searches=_searches(rhythm, composer),
        events=_events(rhythm),
        logins=_logins(rhythm),
    )


def _searches(rhythm: Rhythm, composer: Composer) -> tuple[Dated, ...]:
    """Return searches of 13 months, oldest first, as LinkedIn lists them."""
    moments = rhythm.moments(
        SEARCHES, rhythm.back(SEARCH_WINDOW), shape=lambda day: 1.5 if day > rhythm.back(120) else 1.0
    )
    return tuple(Dated(at, (composer.pick(stock_world.SEARCHES),)) for at in moments)


def _events(rhythm: Rhythm) -> tuple[Dated, ...]:
    """Return name, length in hours, status; the newest event is in the future."""
    rows: list[Dated] = []
    for index, name in enumerate(stock_world.EVENTS):
        day = rhythm.workday(rhythm.back(690 - index * 66))
        at = rhythm.moment(day).replace(minute=0, second=0, microsecond=0)
        status = "RELINQUISHED" if index in {3, 8} else "APPROVED"
        rows.append(Dated(at, (name, str(rhythm.rng.choice((1, 2, 3))), status)))
    return tuple(reversed(rows))


def _logins(rhythm: Rhythm) -> tuple[Dated, ...]:
    """Return address (from the range reserved for documentation) and sign-in method."""
    return tuple(
        Dated(at, (f"192.0.2.{rhythm.rng.randint(1, 254)}", rhythm.rng.choice(("WEB", "MOBILE"))))
        for at in reversed(rhythm.moments(LOGINS, rhythm.back(240)))
    )
