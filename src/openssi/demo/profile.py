"""The profile files of the archive: the seller's profile, dated back from the last day."""

from __future__ import annotations

from datetime import date

from openssi.demo import stock_world
from openssi.demo.dialects import doubled, month_name, pacific, pacific_padded, schemeless, slashed
from openssi.demo.network import job_start
from openssi.demo.people import OWNER_COMPANY, OWNER_FIRST, OWNER_LAST
from openssi.demo.records import Dated, Story

__all__ = ["HEADLINE", "LANGUAGES", "POSITIONS", "PROFILE", "RECOMMENDATIONS", "SUMMARY", "TODAY", "profile_files"]

HEADLINE = "Senior Account Executive at Portolane | fewer trucks waiting, calmer mornings at the dock"
SUMMARY = (
    "I sell software to people who wear safety shoes.\n\n"
    "Before that, I was on the other side: ten years of freight in Hamburg and Antwerp, where I learnt what "
    '"the truck is nearly there" means at 4 pm on a Friday.\n\n'
    "Today I help shippers and warehouses in Europe plan their docks, and I write here about what I see at the gate."
)
TODAY = (
    "New business in DACH and Benelux: dock and yard scheduling for shippers, retailers and 3PLs.\n"
    "From the first talk at the gate to the signed second site."
)
PROFILE = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
    "Twitter Handles,Websites,Instant Messengers"
)
POSITIONS = "Company Name,Title,Description,Location,Started On,Finished On"
RECOMMENDATIONS = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status"
LANGUAGES = (
    ("German", "Native or bilingual proficiency"),
    ("English", "Full professional proficiency"),
    ("French", "Professional working proficiency"),
    ("Spanish", "Limited working proficiency"),
)


def profile_files(story: Story) -> dict[str, bytes]:
    """Return name and content of each profile file."""
    network = story.network
    return {
        "Profile.csv": doubled(PROFILE, [_profile()]),
        "Profile Summary.csv": b"Profile Summary\n\n",
        "Positions.csv": doubled(POSITIONS, _positions(story.last_day)),
        "Education.csv": doubled(
            "School Name,Start Date,End Date,Notes,Degree Name,Activities", _education(story.last_day)
        ),
        "Skills.csv": doubled("Name", [(skill,) for skill in stock_world.SKILLS]),
        "Languages.csv": doubled("Name,Proficiency", LANGUAGES),
        "Certifications.csv": doubled(
            "Name,Url,Authority,Started On,Finished On,License Number", _certificates(story.last_day)
        ),
        "Volunteering.csv": doubled(
            "Company Name,Role,Cause,Started On,Finished On,Description", _volunteering(story.last_day)
        ),
        "Email Addresses.csv": _addresses(story),
        "Recommendations_Received.csv": doubled(
            RECOMMENDATIONS, [_recommendation(row) for row in network.recommendations_received]
        ),
        "Recommendations_Given.csv": doubled(
            RECOMMENDATIONS, [_recommendation(row) for row in network.recommendations_given]
        ),
        "Endorsement_Received_Info.csv": _endorsements("Endorser", network.endorsements_received),
        "Endorsement_Given_Info.csv": _endorsements("Endorsee", network.endorsements_given),
    }


def _profile() -> tuple[str, ...]:
    websites = "[PERSONAL:https://elin-marquardt.example,COMPANY:https://portolane.example]"
    city = "Hamburg, Germany"
    return (OWNER_FIRST, OWNER_LAST, "", "", "", HEADLINE, SUMMARY, "Software Development", "", city, "", websites, "")


def _positions(last_day: date) -> list[tuple[str, ...]]:
    """Return the current position first, without an end, and two before it."""
    now = job_start(last_day)
    middle, first = _years(now, -4), _years(now, -10)
    return [
        (
            OWNER_COMPANY,
            "Senior Account Executive",
            TODAY,
            "Hamburg, Germany",
            month_name(now),
            "",
        ),
        (
            "Quaymetrics",
            "Account Manager",
            "Grew 40 accounts in container logistics. Built the partner channel in Antwerp.",
            "Antwerp, Belgium",
            month_name(middle),
            month_name(now),
        ),
        (
            "Hansetal Spedition",
            "Freight Forwarder",
            "European road freight, part loads, and far too many phone calls.",
            "Hamburg, Germany",
            month_name(first),
            month_name(middle),
        ),
    ]


def _years(day: date, years: int) -> date:
    return date(day.year + years, day.month, 1)


def _education(last_day: date) -> list[tuple[str, ...]]:
    year = job_start(last_day).year
    return [
        (
            "Nordkai University of Applied Sciences",
            str(year - 13),
            str(year - 10),
            "",
            "Bachelor of Arts, Logistics Management",
            "Rowing",
        ),
        (
            "Hansetal Spedition",
            f"Aug {year - 16}",
            f"Jul {year - 13}",
            "Apprenticeship",
            "Freight forwarding agent",
            "",
        ),
    ]


def _certificates(last_day: date) -> list[tuple[str, ...]]:
    year = job_start(last_day).year
    return [
        (
            "Value Selling Practitioner",
            "https://academy.example/value",
            "Pipeline Academy",
            f"Sep {year}",
            "",
            "VS-0001",
        ),
        (
            "Dangerous Goods Adviser",
            "",
            "Chamber of the Invented Port",
            f"Apr {year - 7}",
            f"Apr {year - 2}",
            "DG-0002",
        ),
        ("Yard Planning, Level 2", "https://academy.example/yard", "Portolane Academy", f"Jan {year + 1}", "", ""),
    ]


def _volunteering(last_day: date) -> list[tuple[str, ...]]:
    start = month_name(_years(job_start(last_day), -3))
    return [
        (
            "Fahrertreff Hafen e.V.",
            "Coffee and legal advice for drivers",
            "Human Rights",
            start,
            "",
            "Every second Saturday.",
        )
    ]


def _addresses(story: Story) -> bytes:
    at = pacific(story.logins[-1].at)
    rows = [
        ("elin.marquardt@example.com", "Yes", "Yes", at),
        ("e.marquardt@portolane.example", "Yes", "No", "Not Available"),
    ]
    return doubled("Email Address,Confirmed,Primary,Updated On", rows)


def _recommendation(one: Dated) -> tuple[str, ...]:
    *who, text, status = one.fields
    return (*who, text, pacific_padded(one.at), status)


def _endorsements(other: str, rows: tuple[Dated, ...]) -> bytes:
    header = f"Endorsement Date,Skill Name,{other} First Name,{other} Last Name,{other} Public Url,Endorsement Status"
    return doubled(header, [_endorsement(row) for row in rows])


def _endorsement(one: Dated) -> tuple[str, ...]:
    skill, first, last, slug, status = one.fields
    return (slashed(one.at), skill, first, last, schemeless(slug), status)
