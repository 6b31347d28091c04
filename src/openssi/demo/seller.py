"""Give every seed a seller of its own: name, company and job, wherever the story mentions them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random
from typing import NamedTuple

from openssi.demo.people import OWNER_COMPANY, OWNER_FIRST, OWNER_LAST

__all__ = ["Seller", "as_seller", "seller_of"]

_JOB = "Senior Account Executive"
_FIRST = (
    "Annika", "Britta", "Carla", "Daria", "Edda", "Fenja", "Greta", "Hedda", "Ilka", "Jette", "Kirsten", "Lotte",
    "Maren",
    "Nele", "Oda", "Pia", "Ronja", "Svea", "Tilda", "Wiebke",
)  # fmt: skip
_LAST = (
    "Adamek", "Bruhns", "Carstensen", "Dorfler", "Ebeling", "Fromm", "Gathmann", "Hinrichsen", "Isbrecht", "Jeppsen",
    "Kallweit", "Lindhorst", "Mehring", "Nordmann", "Ohlsen", "Petrick", "Quast", "Rademann", "Soltau", "Wiencke",
)  # fmt: skip
_COMPANY = ("Kaiwerk", "Slotline", "Yardisto", "Dockwise", "Rampenwart", "Torfolge")
_JOBS = ("Account Executive", "Key Account Manager", "Regional Sales Manager", "Senior Sales Executive")
#: The files in which the seller's own job is mentioned, and nobody else's.
_WITH_JOB = ("Profile.csv", "Positions.csv", "Ad_Targeting.csv")


class Seller(NamedTuple):
    """An invented seller. Her texts speak of her as a woman."""

    first: str
    last: str
    company: str
    job: str


def seller_of(seed: int) -> Seller:
    """Return the seller of a seed; the first is the one of the documentation."""
    if seed == 1:
        return Seller(OWNER_FIRST, OWNER_LAST, OWNER_COMPANY, _JOB)
    rng = Random(f"openssi-seller-{seed}")
    return Seller(rng.choice(_FIRST), rng.choice(_LAST), rng.choice(_COMPANY), rng.choice(_JOBS))


def as_seller(files: Mapping[str, bytes], seller: Seller) -> dict[str, bytes]:
    """Return the files of an archive with this seller in place of the one of the documentation."""
    names = {OWNER_FIRST: seller.first, OWNER_LAST: seller.last, OWNER_COMPANY: seller.company}
    words = names | {old.lower(): new.lower() for old, new in names.items()}
    pattern = re.compile(rf"\b(?:{'|'.join(words)})\b")

    def renamed(text: str) -> str:
        return pattern.sub(lambda match: words[match[0]], text)

    def with_job(name: str, text: str) -> str:
        return text.replace(_JOB, seller.job) if name in _WITH_JOB else text

    return {renamed(name): renamed(with_job(name, content.decode())).encode() for name, content in files.items()}
