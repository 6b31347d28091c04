"""Names of industries: LinkedIn renamed many in 2022, and old archives have the old ones."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from difflib import SequenceMatcher

from openssi.errors import UsageError

__all__ = ["current_name", "industry_key", "nearest_industries", "require_industry", "resolve_industry"]

#: LinkedIn's names until 2022, normalized, and its name of the same code since. Names with more than one successor
#: (such as "Renewables & Environment") are left out: a person has to choose.
_RENAMED: Mapping[str, str] = {
    "computer software": "Software Development",
    "information technology and services": "IT Services and IT Consulting",
    "internet": "Technology, Information and Internet",
    "computer hardware": "Computer Hardware Manufacturing",
    "computer networking": "Computer Networking Products",
    "semiconductors": "Semiconductor Manufacturing",
    "consumer electronics": "Computers and Electronics Manufacturing",
    "consumer goods": "Manufacturing",
    "electrical electronic manufacturing": "Appliances, Electrical, and Electronics Manufacturing",
    "industrial automation": "Automation Machinery Manufacturing",
    "mechanical or industrial engineering": "Industrial Machinery Manufacturing",
    "machinery": "Machinery Manufacturing",
    "automotive": "Motor Vehicle Manufacturing",
    "aviation and aerospace": "Aviation and Aerospace Component Manufacturing",
    "defense and space": "Defense and Space Manufacturing",
    "railroad manufacture": "Railroad Equipment Manufacturing",
    "chemicals": "Chemical Manufacturing",
    "plastics": "Plastics Manufacturing",
    "textiles": "Textile Manufacturing",
    "furniture": "Furniture and Home Furnishings Manufacturing",
    "glass ceramics and concrete": "Glass, Ceramics and Concrete Manufacturing",
    "packaging and containers": "Packaging and Containers Manufacturing",
    "paper and forest products": "Paper and Forest Product Manufacturing",
    "sporting goods": "Sporting Goods Manufacturing",
    "tobacco": "Tobacco Manufacturing",
    "wine and spirits": "Beverage Manufacturing",
    "dairy": "Dairy Product Manufacturing",
    "food production": "Food and Beverage Manufacturing",
    "food and beverages": "Food and Beverage Services",
    "cosmetics": "Personal Care Product Manufacturing",
    "pharmaceuticals": "Pharmaceutical Manufacturing",
    "biotechnology": "Biotechnology Research",
    "nanotechnology": "Nanotechnology Research",
    "research": "Research Services",
    "medical devices": "Medical Equipment Manufacturing",
    "medical practice": "Medical Practices",
    "hospital and health care": "Hospitals and Health Care",
    "health wellness and fitness": "Wellness and Fitness Services",
    "veterinary": "Veterinary Services",
    "apparel and fashion": "Retail Apparel and Fashion",
    "luxury goods and jewelry": "Retail Luxury Goods and Jewelry",
    "business supplies and equipment": "Retail Office Equipment",
    "supermarkets": "Retail Groceries",
    "building materials": "Wholesale Building Materials",
    "import and export": "Wholesale Import and Export",
    "marketing and advertising": "Advertising Services",
    "public relations and communications": "Public Relations and Communications Services",
    "management consulting": "Business Consulting and Services",
    "outsourcing offshoring": "Outsourcing and Offshoring Consulting",
    "human resources": "Human Resources Services",
    "professional training and coaching": "Professional Training and Coaching",
    "design": "Design Services",
    "printing": "Printing Services",
    "publishing": "Book and Periodical Publishing",
    "newspapers": "Newspaper Publishing",
    "online media": "Online Audio and Video Media",
    "broadcast media": "Broadcast Media Production and Distribution",
    "motion pictures and film": "Movies, Videos, and Sound",
    "animation": "Animation and Post-production",
    "music": "Musicians",
    "entertainment": "Entertainment Providers",
    "gambling and casinos": "Gambling Facilities and Casinos",
    "leisure travel and tourism": "Travel Arrangements",
    "museums and institutions": "Museums, Historical Sites, and Zoos",
    "recreational facilities and services": "Recreational Facilities",
    "sports": "Spectator Sports",
    "education management": "Education Administration Programs",
    "e learning": "E-Learning Providers",
    "primary secondary education": "Primary and Secondary Education",
    "airlines aviation": "Airlines and Aviation",
    "logistics and supply chain": "Transportation, Logistics, Supply Chain and Storage",
    "maritime": "Maritime Transportation",
    "package freight delivery": "Freight and Package Transportation",
    "transportation trucking railroad": "Truck Transportation",
    "warehousing": "Warehousing and Storage",
    "oil and energy": "Oil and Gas",
    "mining and metals": "Mining",
    "fishery": "Fisheries",
    "wireless": "Wireless Services",
    "commercial real estate": "Leasing Non-residential Real Estate",
    "venture capital and private equity": "Venture Capital and Private Equity Principals",
    "nonprofit organization management": "Non-profit Organizations",
    "non profit organization management": "Non-profit Organizations",
    "civic and social organization": "Civic and Social Organizations",
    "fund raising": "Fundraising",
    "philanthropy": "Philanthropic Fundraising Services",
    "political organization": "Political Organizations",
    "executive office": "Executive Offices",
    "government relations": "Government Relations Services",
    "judiciary": "Administration of Justice",
    "legislative office": "Legislative Offices",
    "military": "Armed Forces",
    "public policy": "Public Policy Offices",
}
_NOT_LETTERS = re.compile(r"[\W_]+")
_STEM = 5  # letters
_COMMON_STEMS = frozenset({"and", "for", "of", "or", "servi", "manuf", "produ"})
_ALIKE = 0.6


def resolve_industry(name: str, known: Iterable[str]) -> str | None:
    """Return the industry of `known` that a name means: the same, or its name before or since 2022; None if none is."""
    names = list(known)
    by_name = {industry.casefold(): industry for industry in names}
    by_key = {_key(industry): industry for industry in names}
    by_current = {_key(current_name(industry)): industry for industry in names}
    same = by_name.get(name.strip().casefold()) or by_key.get(_key(name))
    return same or by_current.get(_key(current_name(name)))


def current_name(name: str) -> str:
    """Return LinkedIn's name of an industry since 2022; the name itself if it was not renamed."""
    return _RENAMED.get(_key(name), name.strip())


def industry_key(name: str) -> str:
    """Return what two names of one industry have in common: the current name, without case and punctuation."""
    return _key(current_name(name))


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
    resolved = resolve_industry(name, known)
    if resolved is None:
        near = nearest_industries(name, known) or sorted(known)[:20]
        raise UsageError(
            "target-unknown",
            f"The benchmarks in {where} have no industry {name!r}.",
            hint=f"Say with --industry which of theirs is yours: {', '.join(near)}.",
        )
    return resolved


def nearest_industries(name: str, known: Iterable[str]) -> list[str]:
    """Return up to three industries that look like a name, for a question: nothing is guessed."""
    wanted = current_name(name)
    ranked: list[tuple[int, float, str]] = []
    for industry in known:
        shared = len(_stems(wanted) & _stems(industry))
        likeness = SequenceMatcher(None, _key(wanted), _key(industry)).ratio()
        if shared or likeness >= _ALIKE:
            ranked.append((-shared, -likeness, industry))
    return [industry for _, _, industry in sorted(ranked)[:3]]


def _key(name: str) -> str:
    """Return a name without case and punctuation, and with "and" for "&"."""
    return _NOT_LETTERS.sub(" ", name.casefold().replace("&", " and ")).strip()


def _stems(name: str) -> set[str]:
    """Return how the words of a name begin, without those that many industries have."""
    return {word[:_STEM] for word in _key(name).split()} - _COMMON_STEMS
