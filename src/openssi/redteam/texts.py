"""Texts of the red-team suite: honest ones, of which no two are near copies, and those that cost no thought."""

# ruff: noqa: E501 - a phrase is a line

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from openssi.demo.names import CITIES, words
from openssi.demo.stock_comments import OTHER, REPLIES, SPECIFIC
from openssi.demo.stock_posts import QUESTIONS, TOPICS, lines
from openssi.demo.texts import Composer

__all__ = [
    "CONGRATULATIONS",
    "GENERATED_COMMENT",
    "GENERATED_POST",
    "GENERATED_REPLY",
    "PASTED_COMMENT",
    "TRANSLATIONS",
    "HonestTexts",
    "empty_praise",
    "likeness",
    "random_noun",
    "recombined",
    "recycled_post",
    "word_salad",
]

#: Honest texts that share this much of their words are written again.
_ALIKE = 0.4
_TRIES = 200
_REMEMBERED = 300  # texts of one kind; more than the busiest seller writes in 90 days, whatever comes on top

# What one seller saw; fits after any first half of a comment or reply.
_SEEN = lines("""
    In {city} we counted {number} trucks before seven, and only four of them had a booking.
    My contact at a dairy near {city} swears by a whiteboard, a marker and one stubborn foreman.
    Last {month} our customer cancelled a pilot because the gate app drained the drivers' batteries.
    I asked {number} hauliers about it at the fair in {city}; half of them laughed, the rest sighed.
    A brewery we visited on {day} solved it with coloured lanes and a very loud bell.
    The tyre plant in {city} went the other way and now pays for every empty quarter of an hour.
    Our own trial failed twice, since the forklift batteries were charging exactly during that peak.
    For reefers it is worse: {number} minutes outside and somebody rejects the strawberries.
    When the bridge closed in {month}, the ferry timetable planned our ramp better than any software.
    The paper mill sends a postcard to each carrier that kept its promise, and people collect them.
    Two interns with clipboards at {city} found more in a week than our consultants did in {month}.
    We tried text messages, then radio, and finally hired a retired harbour pilot for the yard.
    Furniture is different though, because no two sofas leave a trailer at the same speed.
    On {day} our scale broke, {number} lorries queued back to the roundabout, and the mayor phoned.
    The hospital pharmacy has the opposite trouble: tiny deliveries, eleven doors, nobody to sign.
    At the steelworks every coil needs a crane, so the crane driver became our real scheduler.
    Christmas trees taught me this: {number} loads, three days, and not one label that survives rain.
    Our Polish partner prints a map on the back of each order, and wrong turns fell to almost nothing.
    The bakery chain delivers at night, so their neighbours wrote the strictest requirement of all.
    In cold stores the door seal decides, since an open gap costs more than a waiting driver.
    A flower auction near {city} sells its late slots to the highest bidder, every single morning.
    The insurance assessor, of all people, asked for our time stamps after a pallet fell in {month}.
    Railway wagons arrive in one block, so {number} containers want the same two straddle carriers.
    We lost a tender in {city} on exactly this clause, by less than a cent per kilometre.
    Seasonal pickers at the orchard vote on break times, and the trucks have to follow the vote.
    Our finance team froze the budget on {day}, yet nobody froze the customers' orders.
    The cement works weighs everybody twice, which is slow, honest and very hard to argue with.
    With hazardous goods the fire officer has the last word, and he goes home at {time}.
""")

PASTED_COMMENT = "We moved our regular suppliers by half an hour each and the queue at the gate was gone within two weeks. Did purchasing agree at once?"
GENERATED_COMMENT = "We tested the same approach with two carriers on the route to Lyon, and the average waiting time fell from ninety to sixty minutes, mainly because the shift lead could finally see every delay early enough."
GENERATED_REPLY = "Thank you for the question. In our case the decisive step was the agreement with purchasing, which took about three weeks and two meetings with the site lead in Bremen."
GENERATED_POST = "Waiting at the ramp is a choice. We measured twelve sites, and the best one was not the newest: it was the one in which purchasing and the shift lead look at the same list every morning. What do you measure?"

#: One comment in seven languages.
TRANSLATIONS = (
    "We moved nine suppliers by half an hour, and the morning queue in front of gate three was gone in two weeks.",
    "Wir haben neun Lieferanten um eine halbe Stunde verschoben, und die Schlange vor Tor drei war nach zwei Wochen weg.",
    "Nous avons décalé neuf fournisseurs d'une demi-heure, et la file du matin devant le quai trois a disparu en deux semaines.",
    "Movimos a nueve proveedores media hora, y la cola de la mañana delante de la puerta tres desapareció en dos semanas.",
    "Abbiamo spostato nove fornitori di mezz'ora, e la coda del mattino davanti alla ribalta tre è sparita in due settimane.",
    "Mudámos nove fornecedores meia hora, e a fila da manhã diante do portão três desapareceu em duas semanas.",
    "We hebben negen leveranciers een half uur verschoven, en de ochtendrij voor poort drie was na twee weken verdwenen.",
)

#: What LinkedIn suggests for one click, in seven languages.
CONGRATULATIONS = (
    "Congratulations on your new role!",
    "Congrats on your work anniversary!",
    "Happy birthday!",
    "Herzlichen Glückwunsch zum Jubiläum!",
    "Félicitations pour votre nouveau poste !",
    "¡Felicidades por tu nuevo puesto!",
    "Congratulazioni per il nuovo ruolo!",
    "Parabéns pelo novo cargo!",
    "Gefeliciteerd met je nieuwe baan!",
)

# Praise as machines write it: every sentence fits under every post.
_EMPTY_OPENINGS = lines("""
    What an insightful perspective on a topic that matters more than ever.
    This resonates deeply with the challenges organizations are facing today.
    A powerful reminder of what true leadership looks like in practice.
    Such a valuable contribution to an important ongoing conversation.
    Absolutely inspiring to see this level of clarity and vision.
""")
_EMPTY_MIDDLES = lines("""
    In a rapidly evolving landscape, embracing innovation and fostering collaboration remains essential for sustainable growth.
    Aligning strategy with purpose empowers teams to unlock their full potential and drive meaningful impact.
    Organizations that prioritize agility, transparency and trust are uniquely positioned to thrive in the future.
    Leveraging the synergy of people, process and technology creates lasting value for all stakeholders.
    Building resilience through continuous learning is the foundation of every successful transformation journey.
    Putting the customer at the center of every decision elevates the experience and strengthens relationships.
""")
_EMPTY_ENDINGS = lines("""
    Looking forward to seeing how this evolves across the industry.
    Truly a must-read for every forward-thinking professional.
    Thank you for shining a light on such a critical subject.
    Excited to follow the journey ahead and learn from it.
""")
_SALAD = words("""
    pallet, forklift, invoice, harbour, signal, ledger, carton, railway, freight, bracket, copper, valve, ticket, orchard, lantern,
    ferry, granite, timber, saddle, compass, kettle, meadow, turbine, barrel, anchor, ribbon, gravel, piston, marble, cotton
""")


_TITLES = ("yard planner", "warehouse manager", "head of logistics", "transport buyer", "site lead", "plant director")
_QUERIES = tuple(f"{title} {city.lower()}" for title in _TITLES for city in CITIES)
_ENGLISH = tuple(first for firsts, _ in SPECIFIC.values() for first in firsts)
_ENGLISH_SECONDS = tuple(second for _, seconds in SPECIFIC.values() for second in seconds)
_FOREIGN = tuple(first for firsts, _ in OTHER.values() for first in firsts)
_SECONDS = {first: seconds for firsts, seconds in (*SPECIFIC.values(), *OTHER.values()) for first in firsts}
_FIRSTS = _ENGLISH + _FOREIGN


class HonestTexts:
    """Write comments, replies, posts and messages as an honest seller does: no two are near copies of each other."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._composer = Composer(rng)
        self._written: dict[str, list[frozenset[str]]] = {}

    def branch(self, rng: Random) -> HonestTexts:
        """Return a writer who knows what was written so far, and goes on differently."""
        other = HonestTexts(rng)
        other._written = {kind: list(texts) for kind, texts in self._written.items()}
        return other

    def comment(self) -> str:
        """Return a comment of 25 to 50 words about one subject."""
        return self._fresh("comment", self._comment)

    def reply(self) -> str:
        """Return an answer under an own post."""
        return self._fresh("comment", self._reply)

    def post(self) -> str:
        """Return an own post."""
        return self._fresh("post", self._post)

    def message(self, first: str, company: str) -> str:
        """Return a first message with a reason and a question."""
        return self._composer.outreach("en", first, company)

    def query(self) -> str:
        """Return a search for people of one kind at one place."""
        return self._composer.pick(_QUERIES)

    def _comment(self) -> str:
        first = self._composer.pick(_FIRSTS)
        second = self._composer.pick(_SECONDS[first])
        return f"{first} {self._seen()} {second}" if first in _ENGLISH else f"{first} {second}"

    def _reply(self) -> str:
        answer, question = self._composer.say(REPLIES, "en", "Maeve"), self._composer.pick(_ENGLISH_SECONDS)
        return f"{answer} {self._seen()} {question}"

    def _post(self) -> str:
        topic, pick = self._rng.choice(TOPICS), self._rng.choice
        parts = (pick(topic.hooks), pick(topic.bodies), self._seen(), pick(topic.lessons), pick(QUESTIONS))
        return "\n\n".join(parts)

    def _seen(self) -> str:
        return self._composer.fill(self._composer.pick(_SEEN))

    def _fresh(self, kind: str, write: Callable[[], str]) -> str:
        """Return a text that is not a near copy of an earlier one.

        Raises:
            RuntimeError: the stock is used up.
        """
        written = self._written.setdefault(kind, [])
        for _ in range(_TRIES):
            text = write()
            used = _words(text)
            if all(_overlap(used, other) < _ALIKE for other in written[-_REMEMBERED:]):
                written.append(used)
                return text
        raise RuntimeError(f"no honest {kind} is left: enlarge the stock")


def likeness(one: str, other: str) -> float:
    """Return how much of their words two texts have in common, 0 to 1."""
    return _overlap(_words(one), _words(other))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]{3,}", text.casefold()))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def random_noun(rng: Random) -> str:
    """Return one noun of a short list."""
    return rng.choice(_SALAD)


def recombined(rng: Random) -> str:
    """Return two of ten specific sentences."""
    return (
        " ".join(rng.sample(_SEEN[:10], 2))
        .replace("{city}", "Lyon")
        .replace("{month}", "March")
        .replace("{number}", "40")
        .replace("{day}", "Monday")
    )


def recycled_post(day: int) -> str:
    """Return the next of ten stored posts."""
    topic = TOPICS[day % 5]
    at = day // 5 % 2
    return "\n\n".join((topic.hooks[at], topic.bodies[at], topic.lessons[at]))


def empty_praise(rng: Random) -> str:
    """Return machine-written praise of some 35 words that says nothing; it differs from time to time."""
    return " ".join(map(rng.choice, (_EMPTY_OPENINGS, _EMPTY_MIDDLES, _EMPTY_ENDINGS)))


def word_salad(rng: Random) -> str:
    """Return 16 unrelated words."""
    return " ".join(rng.sample(_SALAD, 16)).capitalize() + "."
