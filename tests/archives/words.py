"""Word lists of the invented world: names of nobody, titles of clear rank, texts of clear substance."""

from __future__ import annotations

from tests.archives.facts import Level, Person

_FIRST = (
    "Ada",
    "Bo",
    "Cem",
    "Dita",
    "Élodie",
    "Fynn",
    "Gül",
    "Hedda",
    "Ívar",
    "Jonna",
    "Käthe",
    "Łucja",
    "例子",
    "Ñusta",
)
_SYLLABLES = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu", "zy")

COMPANIES = (
    "Acme Example GmbH",
    "Bolt & Sample, Inc.",
    "Fabrikam Example",
    "Globex Sample AG",
    "Initech Demo",
    "Umbra Muster KG",
    "株式会社サンプル",
    "Vandelay Sample SA",
)

TITLES: tuple[tuple[str, Level], ...] = (
    ("VP Sales", "senior"),
    ("Chief Executive Officer", "senior"),
    ("Geschäftsführer", "senior"),
    ("CFO", "senior"),
    ("Senior Vice President, Operations", "senior"),
    ("Founder & CEO", "senior"),
    ("Director of Procurement", "director"),
    ("Sales Director", "director"),
    ("Director, Engineering", "director"),
    ("Account Manager", "below"),
    ("Software Engineer", "below"),
    ("Intern", "below"),
    ("Marketing Manager", "below"),
    ("Sales Representative", "below"),
    ("Executive Assistant", "below"),
    ("", "below"),
)

# Every one is specific, has figures and is longer than 20 words, so that no sane rule of substance gives less than all.
SUBSTANTIAL = (
    (
        "We ran the same migration at our plant in {a} steps over {b} weeks; the queue times fell by a "
        "third, mostly because the nightly batch was split, and support tickets dropped to {c} a month."
    ),
    (
        "The chart leaves out renewals, though: in our own data, {a} percent of churn came from "
        "contracts below {b} seats, so I would segment by contract size first\nand only then compare the "
        "{c} regions you list."
    ),
    (
        'Our buyers asked for "proof, not promises", so we measured {a} deliveries between March and '
        "June: {b} arrived late, and the cause was customs paperwork, not the carrier, in {c} of those "
        "cases."
    ),
    (
        "Wir haben das bei {a} Kunden gemessen: Die Durchlaufzeit sank von {b} auf {c} Tage, vor allem "
        "weil die Freigabe durch den Einkauf nun vor der technischen Prüfung liegt und nicht mehr danach."
    ),
    (
        "Dans notre usine, nous avons suivi {a} commandes pendant {b} semaines : le délai moyen est "
        "passé à {c} jours, surtout grâce à la validation anticipée des pièces par le service qualité."
    ),
    (
        "En nuestra planta medimos {a} pedidos durante {b} semanas: el plazo medio bajó a {c} días, "
        "sobre todo porque compras aprueba ahora las piezas antes de la revisión técnica del proveedor."
    ),
    (
        "Na nossa fábrica medimos {a} pedidos durante {b} semanas: o prazo médio caiu para {c} dias, "
        "sobretudo porque a equipe de compras aprova agora as peças antes da revisão técnica do "
        "fornecedor."
    ),
    (
        "Nel nostro stabilimento abbiamo misurato {a} ordini in {b} settimane: il tempo medio è sceso a "
        "{c} giorni, soprattutto perché gli acquisti approvano ora i pezzi prima della verifica tecnica "
        "del fornitore."
    ),
    (
        "In onze fabriek hebben we {a} bestellingen gedurende {b} weken gemeten: de doorlooptijd daalde "
        "naar {c} dagen, vooral omdat inkoop de onderdelen nu goedkeurt vóór de technische controle van "
        "de leverancier."
    ),
)

GENERIC = ("Great post!", "Thanks for sharing", "👏👏👏", "So true", "Congrats", "Tolle Sache", "Merci pour le partage")

POSTS = (
    "Plain single line",
    "First line\nSecond line\n\nFourth, with a comma",
    'She said "no"\n"Yes", said he',
    '"Quoted at both ends"',
    "Emoji 🚀 and 漢字 and עברית",
    "Windows line\r\nbreaks\r\nhere",
    "Semicolons; tabs\tand, commas",
    "#hashtag at the start, https://example.org/a?b=c&d=%20e",
    "\nstarts and ends with a break\n",
)

MESSAGES = (
    "Hi, met at the fair",
    "Line one\nline two",
    'He wrote "call me", then left',
    "<p>Some <strong>markup</strong> &amp; more</p>",
    "",
    "Überraschung 🎉, 你好",
    "ends with a break\r\n",
    "a;b\tc,d",
)

QUERIES = (
    "vp sales berlin",
    "head of procurement, automotive, munich",
    "acme example",
    'exact "phrase" search',
    "営業部長",
    "cto, paris",
)


def person(number: int, *, title: int = -1, company: str = "") -> Person:
    """The person of this number: the name and the address belong to no other number."""
    first = _FIRST[number % len(_FIRST)]
    last = _last(number)
    label, level = TITLES[title if title >= 0 else number % len(TITLES)]
    slug = f"{first}-{last}-{number:x}".lower().replace("ł", "l")
    shown = last + (", MBA" if number % 11 == 3 else "")
    return Person(
        first,
        shown,
        slug,
        company or COMPANIES[number % len(COMPANIES)],
        label,
        level,
        f"old-{last}-{number:x}".lower(),
    )


def _last(number: int) -> str:
    """Four syllables of two letters each, one for each hexadecimal digit: no two numbers share them."""
    digits = [(number >> shift) & 15 for shift in (12, 8, 4, 0)]
    return "".join(_SYLLABLES[digit] for digit in digits).capitalize()


def substantial(number: int) -> str:
    """A comment worth 1000 beyond doubt; no two numbers give the same text."""
    figures = {"a": 12 + number % 80, "b": 10 + number, "c": 3 + number % 7}
    return SUBSTANTIAL[number % len(SUBSTANTIAL)].format(**figures)
