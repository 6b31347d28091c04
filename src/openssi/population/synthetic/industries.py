"""The industries of the invented network, with LinkedIn-like names, most common first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise

__all__ = ["INDUSTRIES", "Industry", "industries"]

#: The n-th is about 1 / (n + 2) as common as the sum says: Zipf's law with Mandelbrot's shift,
#: so that none has a quarter of all members.
INDUSTRIES = (
    "Software Development",
    "IT Services and IT Consulting",
    "Business Consulting and Services",
    "Financial Services",
    "Hospitals and Health Care",
    "Advertising Services",
    "Staffing and Recruiting",
    "Technology, Information and Internet",
    "Telecommunications",
    "Insurance",
    "Real Estate",
    "Banking",
    "Professional Training and Coaching",
    "Retail",
    "Wholesale",
    "Construction",
    "Pharmaceutical Manufacturing",
    "Medical Equipment Manufacturing",
    "Motor Vehicle Manufacturing",
    "Human Resources Services",
    "Computer and Network Security",
    "Transportation, Logistics, Supply Chain and Storage",
    "Higher Education",
    "Hospitality",
    "Industrial Machinery Manufacturing",
    "Marketing Services",
    "Food and Beverage Services",
    "Oil and Gas",
    "Accounting",
    "Law Practice",
    "Biotechnology Research",
    "Education Administration Programs",
    "Government Administration",
    "Media Production",
    "Events Services",
    "Civil Engineering",
    "Automation Machinery Manufacturing",
    "Computer Hardware Manufacturing",
    "Semiconductor Manufacturing",
    "Chemical Manufacturing",
    "Aviation and Aerospace Component Manufacturing",
    "Investment Management",
    "Venture Capital and Private Equity Principals",
    "Online Audio and Video Media",
    "E-Learning Providers",
    "Renewable Energy Semiconductor Manufacturing",
    "Utilities",
    "Environmental Services",
    "Consumer Services",
    "Non-profit Organizations",
    "Public Relations and Communications Services",
    "Market Research",
    "Outsourcing and Offshoring Consulting",
    "Security and Investigations",
    "Facilities Services",
    "Travel Arrangements",
    "Airlines and Aviation",
    "Truck Transportation",
    "Freight and Package Transportation",
    "Warehousing and Storage",
    "Packaging and Containers Manufacturing",
    "Plastics Manufacturing",
    "Appliances, Electrical, and Electronics Manufacturing",
    "Computers and Electronics Manufacturing",
    "Food and Beverage Manufacturing",
    "Personal Care Product Manufacturing",
    "Furniture and Home Furnishings Manufacturing",
    "Textile Manufacturing",
    "Retail Apparel and Fashion",
    "Retail Luxury Goods and Jewelry",
    "Sporting Goods Manufacturing",
    "Machinery Manufacturing",
    "Printing Services",
    "Design Services",
    "Graphic Design",
    "Architecture and Planning",
    "Writing and Editing",
    "Translation and Localization",
    "Book and Periodical Publishing",
    "Newspaper Publishing",
    "Broadcast Media Production and Distribution",
    "Entertainment Providers",
    "Computer Games",
    "Gambling Facilities and Casinos",
    "Spectator Sports",
    "Wellness and Fitness Services",
    "Medical Practices",
    "Mental Health Care",
    "Alternative Medicine",
    "Veterinary Services",
    "Research Services",
    "Nanotechnology Research",
    "Think Tanks",
    "Primary and Secondary Education",
    "Libraries",
    "Museums, Historical Sites, and Zoos",
    "Performing Arts",
    "Musicians",
    "Photography",
    "Artists and Writers",
    "Restaurants",
    "Wine and Spirits",
    "Tobacco Manufacturing",
    "Farming",
    "Dairy Product Manufacturing",
    "Fisheries",
    "Paper and Forest Product Manufacturing",
    "Glass, Ceramics and Concrete Manufacturing",
    "Mining",
    "Shipbuilding",
    "Maritime Transportation",
    "Rail Transportation Equipment Manufacturing",
    "Defense and Space Manufacturing",
    "Armed Forces",
    "Law Enforcement",
    "Public Safety",
    "Judiciary Services",
    "Legislative Offices",
    "Political Organizations",
    "International Affairs",
    "International Trade and Development",
    "Civic and Social Organizations",
    "Religious Institutions",
    "Philanthropic Fundraising Services",
    "Individual and Family Services",
    "Capital Markets",
)

#: Members without an industry, in thousandths.
_NONE = 15

#: Industries of fewer positions than this share one ring.
_SMALL = 60


@dataclass(frozen=True, slots=True)
class Industry:
    """A range of the network's positions.

    Attributes:
        name: None for members without an industry.
        start: the first position.
        size: the number of positions.
        ring: the first position of the ring that connects its members.
        ring_size: the size of that ring: of this industry, or of all small industries together.
    """

    name: str | None
    start: int
    size: int
    ring: int
    ring_size: int


def industries(positions: int) -> tuple[Industry, ...]:
    """Divide all positions into ranges, largest first, so that small ones are adjacent; empty ones are left out."""
    weights = [1_000_000 // (rank + 3) for rank in range(len(INDUSTRIES))]
    nobody = sum(weights) * _NONE // (1000 - _NONE)
    ordered = sorted([*zip(weights, INDUSTRIES, strict=True), (nobody, None)], key=lambda pair: -pair[0])
    bounds = [
        positions * below // (sum(weights) + nobody)
        for below in accumulate((weight for weight, _ in ordered), initial=0)
    ]
    tail = next((start for start, end in pairwise(bounds) if end - start < _SMALL), positions)
    return tuple(
        Industry(name, start, end - start, min(start, tail), end - start if start < tail else positions - tail)
        for (_, name), (start, end) in zip(ordered, pairwise(bounds), strict=True)
        if end > start
    )
