"""Canned and templated texts that gaming strategies post."""

# ruff: noqa: E501 - a phrase is a line

from __future__ import annotations

from random import Random

from openssi.demo.names import words
from openssi.demo.stock_posts import TOPICS, lines

__all__ = [
    "CONGRATULATIONS",
    "GENERATED_COMMENT",
    "GENERATED_POST",
    "GENERATED_REPLY",
    "PASTED_COMMENT",
    "REFUSALS",
    "SAYINGS",
    "TRANSLATIONS",
    "empty_praise",
    "random_noun",
    "recombined",
    "recycled_post",
    "spun",
    "two_words",
    "with_synonyms",
    "word_salad",
]

#: Specific sentences that somebody stored to combine them.
_STORED = lines("""
    In Lyon we counted 40 trucks before seven, and only four of them had a booking.
    My contact at a dairy near Lyon swears by a whiteboard, a marker and one stubborn foreman.
    Last March our customer cancelled a pilot because the gate app drained the drivers' batteries.
    I asked 40 hauliers about it at the fair in Lyon; half of them laughed, the rest sighed.
    A brewery we visited on Monday solved it with coloured lanes and a very loud bell.
    The tyre plant in Lyon went the other way and now pays for every empty quarter of an hour.
    Our own trial failed twice, since the forklift batteries were charging exactly during that peak.
    For reefers it is worse: 40 minutes outside and somebody rejects the strawberries.
    When the bridge closed in March, the ferry timetable planned our ramp better than any software.
    The paper mill sends a postcard to each carrier that kept its promise, and people collect them.
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


#: Sayings that could be anybody's, and would be attributed to somebody famous.
SAYINGS = lines("""
    A plan that fits on a napkin is read twice as often as one that fills a binder.
    Counting the lorries teaches you more than counting the meetings does.
    The first customer pays the rent, the tenth pays for the roof.
    Patience is a tool that nobody can borrow from a neighbour.
    A short road with a deep hole is longer than it looks on paper.
    Ask the night watchman before you redesign the gate.
    Every promise has a delivery date, even those without a calendar.
    Good tools forgive a beginner, and great ones teach him.
    The quietest voice at the table often knows where the money went.
    Nobody remembers the weather of the day on which the bridge was finished.
    Small boats leave the harbour while large ones still look for a captain.
    A question asked twice is half of an answer already.
""")
#: How to decline in a few words.
REFUSALS = lines("""
    No
    Not now
    Sorry, no
    Thanks, not for us
    We have a supplier
    Maybe in autumn
    Wrong person, sorry
    Please ask purchasing
""")

_SYLLABLES = words("ka, lu, mi, to, re, sa, vo, ne, pi, dru, gel, ham, zor, wen, bas, fik, jol, tur, mar, quo")

_SYNONYMS = (
    ("moved", "shifted", "postponed"),
    ("carriers", "hauliers", "suppliers"),
    ("queue", "line", "jam"),
    ("shrank", "fell", "dropped"),
    ("month", "quarter", "season"),
    ("planners", "dispatchers", "foremen"),
)
_SPUN = (
    lines("""
        Our warehouse in Ghent faced exactly this last winter.
        We had the very same trouble at two plants in spring.
        This happened to a client of mine near Bremen.
        I watched three competitors struggle with it.
    """),
    lines("""
        What finally helped was a shared calendar for carriers.
        Only fixed windows for each haulier solved it.
        A whiteboard near the ramp did more than software.
        They put one foreman in charge of every booking.
    """),
    lines("""
        Waiting dropped from ninety minutes to thirty.
        Overtime fell by a fifth within eight weeks.
        Complaints from drivers stopped almost at once.
        The evening shift now goes home on time.
    """),
    lines("""
        Did your purchasing team support the change?
        Who convinced the site managers in your case?
        How do you treat trucks that arrive early?
        Would that survive a peak before Christmas?
    """),
)
_FIRST_WORDS = words("great, solid, sharp, clever, strong, smart, bold, lovely, timely, honest")
_SECOND_WORDS = words("point, insight, thinking, perspective, observation, summary, analysis, example, story, question")


def random_noun(rng: Random) -> str:
    """Return one noun of a short list."""
    return rng.choice(_SALAD)


def with_synonyms(rng: Random) -> str:
    """Return one comment in which six words are chosen among three synonyms each."""
    moved, carriers, queue, shrank, month, planners = map(rng.choice, _SYNONYMS)
    return (
        f"We {moved} our biggest {carriers} to the early afternoon and the {queue} in front of our gate {shrank} by half "
        f"within one {month}, which surprised even the {planners}."
    )


def spun(rng: Random) -> str:
    """Return a comment of four parts, each in one of four wordings."""
    return " ".join(map(rng.choice, _SPUN))


def two_words(rng: Random) -> str:
    """Return one of many phrases of two words."""
    return f"{rng.choice(_FIRST_WORDS).capitalize()} {rng.choice(_SECOND_WORDS)}!"


def recombined(rng: Random, of: int = 10, taken: int = 2) -> str:
    """Return some of a few specific sentences, two of ten."""
    return " ".join(rng.sample(_STORED[:of], taken))


def recycled_post(day: int) -> str:
    """Return the next of ten stored posts."""
    topic = TOPICS[day % 5]
    at = day // 5 % 2
    return "\n\n".join((topic.hooks[at], topic.bodies[at], topic.lessons[at]))


def empty_praise(rng: Random) -> str:
    """Return machine-written praise of some 35 words that says nothing; it differs from time to time."""
    return " ".join(map(rng.choice, (_EMPTY_OPENINGS, _EMPTY_MIDDLES, _EMPTY_ENDINGS)))


def word_salad(rng: Random) -> str:
    """Return 16 invented words, as in a language that isn't read."""
    words = ("".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 4))) for _ in range(16))
    return f"{' '.join(words).capitalize()}."
