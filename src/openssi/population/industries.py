"""Names of industries: LinkedIn renamed many in 2022, and old archives have the old ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

from openssi.errors import UsageError

__all__ = ["current_name", "nearest_industries", "require_industry", "resolve_industry"]

#: LinkedIn's names until 2022, in lower case, and what it calls the same industry since.
_RENAMED: Mapping[str, str] = {
    "computer software": "Software Development",
    "information technology & services": "IT Services and IT Consulting",
    "information technology and services": "IT Services and IT Consulting",
    "internet": "Technology, Information and Internet",
    "computer & network security": "Computer and Network Security",
    "computer hardware": "Computer Hardware Manufacturing",
    "semiconductors": "Semiconductor Manufacturing",
    "marketing and advertising": "Advertising Services",
    "marketing & advertising": "Advertising Services",
    "management consulting": "Business Consulting and Services",
    "hospital & health care": "Hospitals and Health Care",
    "human resources": "Human Resources Services",
    "automotive": "Motor Vehicle Manufacturing",
    "pharmaceuticals": "Pharmaceutical Manufacturing",
    "biotechnology": "Biotechnology Research",
    "medical devices": "Medical Equipment Manufacturing",
    "education management": "Education Administration Programs",
    "e-learning": "E-Learning Providers",
    "professional training & coaching": "Professional Training and Coaching",
    "public relations and communications": "Public Relations and Communications Services",
    "logistics and supply chain": "Transportation, Logistics, Supply Chain and Storage",
    "oil & energy": "Oil and Gas",
    "machinery": "Machinery Manufacturing",
    "venture capital & private equity": "Venture Capital and Private Equity Principals",
    "nonprofit organization management": "Non-profit Organizations",
    "design": "Design Services",
}


def resolve_industry(name: str, known: Iterable[str]) -> str | None:
    """Return the industry of `known` that a name means: the same in any case, or its name since 2022.

    None if it has neither.
    """
    by_key = {industry.casefold(): industry for industry in known}
    key = name.strip().casefold()
    return by_key.get(key) or by_key.get(_RENAMED.get(key, "").casefold())


def current_name(name: str) -> str:
    """Return LinkedIn's name of an industry since 2022; the name itself if it was not renamed."""
    return _RENAMED.get(name.strip().casefold(), name.strip())


def require_industry(name: str, known: Collection[str], where: str) -> str:
    """Return the industry of `known` that a name means.

    Args:
        name: the member's industry.
        known: the industries of the benchmarks.
        where: the name of the benchmarks, for the message.

    Raises:
        UsageError: it is empty, or the benchmarks do not have it; the hint names the nearest.
    """
    if not name:
        raise UsageError("target-unknown", "Profile.csv names no industry.", hint="Say which with --industry.")
    found = resolve_industry(name, known)
    if found is None:
        near = nearest_industries(name, known) or sorted(known)[:20]
        raise UsageError(
            "target-unknown",
            f"The benchmarks in {where} have no industry {name!r}.",
            hint=f"Say with --industry which of theirs is yours: {', '.join(near)}.",
        )
    return found


def nearest_industries(name: str, known: Iterable[str]) -> list[str]:
    """Return up to three industries that look like a name, for a question: nothing is guessed."""
    by_key = {industry.casefold(): industry for industry in known}
    return [by_key[key] for key in get_close_matches(name.strip().casefold(), list(by_key), n=3, cutoff=0.5)]
