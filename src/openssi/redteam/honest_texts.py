"""Write texts as an honest seller does: each is about something else, and no sentence comes twice in 90 days."""

from __future__ import annotations

from itertools import combinations
from random import Random

from openssi.demo.names import CITIES
from openssi.demo.stock_comments import REPLIES, SPECIFIC
from openssi.demo.stock_posts import QUESTIONS, TOPICS, lines
from openssi.demo.texts import Composer

__all__ = ["HonestTexts"]

_REMEMBERED = 900  # sentences; more than the busiest seller writes in 90 days, whatever comes on top
_TRIES = 200

_WHO = lines("""
    Our forwarder in {city}
    A dairy near {city}
    The night shift
    One stubborn foreman
    Two interns with clipboards
    The harbour pilot
    My contact at a paper mill
    A brewery that we visited
    The tyre plant
    Their purchasing manager
    A retired dispatcher
    The flower auction
    The hospital pharmacy
    Our Polish partner
    The bakery chain
    An insurance assessor
    The cement works
    A haulier with nine trucks
    Our finance team
    The fire officer
    A furniture importer
    The site lead in {city}
    Our own trial
    The steelworks
    A customer from {city}
    The forklift mechanic
    Her carrier manager
    The orchard cooperative
    A temp agency
    The railway depot
    My neighbour at the fair
    The works council
    A salt mine
    The toy wholesaler
    Our tax adviser
    The ferry operator
    A glass factory
    The customs broker
    His predecessor
    The seed merchant
""")
_DID = lines("""
    painted every lane in another colour
    counted {number} trucks before seven
    cancelled the pilot on {day}
    bought a very loud bell
    went back to paper forms
    charged for each empty quarter hour
    moved the coffee machine next to gate four
    hired somebody only for telephone calls
    put a webcam above the weighbridge
    refused {number} pallets in one morning
    asked drivers to vote on break times
    borrowed a second crane from a competitor
    printed maps on the back of orders
    closed the side entrance for {number} weeks
    rewarded punctual carriers with breakfast
    measured door seals instead of minutes
    sent postcards to reliable suppliers
    froze the budget until {month}
    split reefers from ordinary trailers
    opened at {time} on Saturdays
    trained welders as yard marshals
    lost a tender by half a cent
    replaced radios with text messages
    weighed everybody twice
    swapped tractors for electric shunters
    blamed the roundabout outside
    published waiting times every Friday
    rented the football ground as parking
    installed lockers for documents
    invited its three slowest suppliers
    rebuilt the ramp during Easter
    tested licence plate recognition
    outsourced its weekend deliveries
    gave each door its own phone
    stopped overbooking the late slots
    merged inbound with returns
    ignored our spreadsheet for {number} days
    doubled the fines for missed windows
    let customers choose between two hours
    wrote its rules on a single postcard
""")
_SO = lines("""
    so overtime vanished within {number} weeks
    until a storm blew the tents away
    because nobody trusted the screens
    which cost them the contract with a retailer
    and complaints from residents stopped
    although head office had forbidden it
    while strawberries rotted outside
    so claims dropped by {number} percent
    and the mayor phoned personally
    before the new bridge was even finished
    which delighted everyone except accounting
    until insurance premiums rose in {month}
    because batteries die in frost
    and turnover among planners halved
    though stock accuracy hardly changed
    so Mondays became boring at last
    after a lorry had clipped the fence
    and detention invoices shrank to {number} a month
    which no consultant had suggested
    since translators were too expensive
    so lunch breaks no longer collide
    and two competitors copied it immediately
    until somebody noticed the missing seals
    because fuel had become dearer than labour
    which halved the walk for pickers
    so export papers arrive a day earlier
    and the union agreed without a fight
    while margins sank below {number} cents
    though the software vendor protested
    before peak season had started
    and empty runs fell by a third
    which auditors praised in writing
    so newcomers find their way alone
    after {number} containers had arrived at once
    because chemicals need more distance
    until winter tyres became mandatory
    and suddenly forecasts were right
    though only for refrigerated goods
    which shortened my own commute as well
    so priority goes to the earliest booking
""")

_TITLES = ("yard planner", "warehouse manager", "head of logistics", "transport buyer", "site lead", "plant director")
_QUERIES = tuple(f"{title} {city.lower()}" for title in _TITLES for city in CITIES)
_OPENINGS = tuple(first for firsts, _ in SPECIFIC.values() for first in firsts)


class HonestTexts:
    """Write comments, replies, posts and messages as an honest seller does."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._composer = Composer(rng)
        self._used: list[frozenset[tuple[str, str]]] = []

    def branch(self, rng: Random) -> HonestTexts:
        """Return a writer who knows what was written so far, and goes on differently."""
        other = HonestTexts(rng)
        other._used = list(self._used)
        return other

    def comment(self) -> str:
        """Return a comment of 25 to 60 words: an opening, and what the seller saw."""
        return f"{self._composer.pick(_OPENINGS)} {self._seen()} {self._seen()}"

    def reply(self) -> str:
        """Return an answer under an own post."""
        return f"{self._composer.say(REPLIES, 'en', 'Maeve')} {self._seen()} {self._seen()}"

    def post(self) -> str:
        """Return an own post: a hook, what the seller saw, and a question."""
        hook = self._rng.choice(self._rng.choice(TOPICS).hooks)
        return "\n\n".join((hook, *(self._seen() for _ in range(4)), self._rng.choice(QUESTIONS)))

    def message(self, first: str, company: str) -> str:
        """Return a first message with a reason and a question."""
        return self._composer.outreach("en", first, company)

    def answer(self) -> str:
        """Return an answer to a message, in words that fit no other."""
        return self._seen()

    def query(self) -> str:
        """Return a search for people of one kind at one place."""
        return self._composer.pick(_QUERIES)

    def _seen(self) -> str:
        """Return a sentence of three parts, of which no two were in one sentence lately.

        Raises:
            RuntimeError: the stock is used up.
        """
        lately = frozenset[tuple[str, str]]().union(*self._used[-_REMEMBERED:])
        for _ in range(_TRIES):
            parts = tuple(map(self._rng.choice, (_WHO, _DID, _SO)))
            pairs = frozenset(combinations(parts, 2))
            if lately.isdisjoint(pairs):
                self._used.append(pairs)
                return self._composer.fill(f"{parts[0]} {parts[1]}, {parts[2]}.")
        raise RuntimeError("no honest sentence is left: enlarge the stock")
