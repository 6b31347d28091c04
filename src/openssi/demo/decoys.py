"""Files that the score does not use, some of them sensitive: a reader should not open them."""

from __future__ import annotations

from datetime import timedelta

from openssi.demo.dialects import doubled, pacific, slashed, stamp_utc
from openssi.demo.records import Story
from openssi.demo.rhythm import MEMBER_YEARS

__all__ = ["AGENT", "CONTACTS", "LEARNING", "RECEIPTS", "TARGETING", "decoy_files"]

AGENT = "Mozilla/5.0 (X11; Linux x86_64) InventedBrowser/1.0"
RECEIPTS = (
    "First Name,Last Name,Billing Country,Postal Code,Transaction Made At,Payment Method Type,"
    "Invoice Number,Description,Tax Amount,Sub Total,Total Amount,Currency Code"
)
CONTACTS = (
    "FirstName,MiddleName,LastName,MaidenName,NickName,NamePrefix,NameSuffix,Title,Emails,PhoneNumbers,CreatedAt,"
    "UpdatedAt,CountryCode,RegionCode,ThirdPartyVerified,Location"
)
LEARNING = (
    "Content Title,Content Description,Content Type,Content Last Watched Date (if viewed),"
    "Content Completed At (if completed),Content Saved,Notes taken on videos (if taken),"
)

# Column and value; some columns come twice, which is how LinkedIn writes them.
TARGETING = (
    ("Member Age", "35-54"),
    ("Buyer Groups", "Logistics; Operations"),
    ("Company Names", "Portolane; Quaymetrics; Hansetal Spedition"),
    ("Company Follower of", "Larkmoor Freight; Elbkorn Lebensmittel AG"),
    ("Company Category", ""),
    ("Company Size", "51-200"),
    ("Degrees", "Bachelor of Arts"),
    ("degreeClass", "Bachelors"),
    ("Recent Device OS", "Linux"),
    ("Member Schools", "Nordkai University of Applied Sciences"),
    ("Company Growth Rate", "10%-20%"),
    ("Fields of Study", "Logistics Management"),
    ("Company Connections", "Portolane"),
    ("Function By Size", "Sales, 51-200"),
    ("Job Functions", "Sales; Business Development"),
    ("Member Gender", ""),
    ("Graduation Year", ""),
    ("Member Groups", "Rampe und Tor; Freight Buyers Europe"),
    ("High Value Audience Segments", "Frequent contributor"),
    ("Company Industries", "Software Development"),
    ("Member Interests", "Supply Chain; Sales; Rowing"),
    ("interfaceLocale", "en_US"),
    ("interfaceLocale", "de_DE"),
    ("Member Traits", "Frequent traveller; Job switcher"),
    ("High Value Audience Segments", "Business decision makers"),
    ("Profile Locations", "Hamburg, Germany"),
    ("Company Revenue", "$10M-$20M"),
    ("Job Seniorities", "Senior"),
    ("Member Skills", "Logistics; Solution Selling"),
    ("Job Titles", "Senior Account Executive"),
    ("Job Titles", "Account Manager"),
    ("Years of Experience", "14"),
)


def decoy_files(story: Story) -> dict[str, bytes]:
    """Return names and contents; addresses are from the ranges and hosts reserved for examples."""
    joined = f"1/15/{story.last_day.year - MEMBER_YEARS - 2000:02d}, 9:41 AM"
    return {
        "Ad_Targeting.csv": doubled(",".join(name for name, _ in TARGETING), [[value for _, value in TARGETING]]),
        "Calendar.csv": doubled("Owner,Source,LastSyncedAt", [("Elin Marquardt", "Example calendar", joined)]),
        "ImportedContacts.csv": _contacts(story),
        "Learning.csv": _learning(story),
        "Logins.csv": doubled(
            "Login Date,IP Address,User Agent,Login Type",
            [(stamp_utc(login.at), login.fields[0], AGENT, login.fields[1]) for login in story.logins],
        ),
        "PhoneNumbers.csv": doubled(
            "Extension,Number,Type", [("", "+49 40 555 0100", "Work"), ("", "+49 171 555 0199", "Mobile")]
        ),
        "Receipts_v2.csv": _receipts(story),
        "Registration.csv": doubled("Registered At,Registration Ip,Subscription Types", [(joined, "192.0.2.1", "")]),
        "Teammates.csv": doubled("First Name,Last Name", [("Sample", "Person 01")]),
        "coach_messages.csv": _guide(story),
        "guide_messages.csv": _guide(story),
    }


def _row(header: str, values: dict[str, str]) -> list[str]:
    """Return the values in their columns, the other columns blank."""
    return [values.get(column, "") for column in header.split(",")]


def _contacts(story: Story) -> bytes:
    """Return an uploaded address book: invented people at example.com."""
    at = slashed(story.logins[-1].at)
    common = {"FirstName": "Sample", "CreatedAt": at, "UpdatedAt": at, "CountryCode": "DE", "ThirdPartyVerified": "No"}
    rows: list[list[str]] = []
    for number in range(1, 13):
        person = {"LastName": f"Person {number:02d}", "Emails": f"sample.person{number:02d}@example.com"}
        rows.append(_row(CONTACTS, common | person))
    return doubled(CONTACTS, rows)


def _receipts(story: Story) -> bytes:
    """Return six months of a subscription, newest first."""
    rows: list[list[str]] = []
    for number in range(6, 0, -1):
        paid = story.logins[0].at.replace(hour=16) - timedelta(days=30 * (6 - number))
        values = {
            "First Name": "Elin",
            "Last Name": "Marquardt",
            "Billing Country": "DE",
            "Transaction Made At": pacific(paid),
            "Payment Method Type": "CREDIT_CARD",
            "Invoice Number": f"DEMO-{number:04d}",
            "Description": "Premium Business",
            "Tax Amount": "7.18",
            "Sub Total": "37.81",
            "Total Amount": "44.99",
            "Currency Code": "EUR",
        }
        rows.append(_row(RECEIPTS, values))
    return doubled(RECEIPTS, rows)


def _learning(story: Story) -> bytes:
    at = slashed(story.logins[0].at)
    rows = [
        ("Negotiating With Calm", "An invented course.", "Course", at, at, "false", "", ""),
        ("Spreadsheets for Yard Planners", "An invented course.", "Course", at, "N/A", "true", "", ""),
    ]
    return doubled(LEARNING, rows)


def _guide(story: Story) -> bytes:
    """Return the log of LinkedIn's own assistant, which has the format of messages but is not a conversation."""
    header = (
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,"
        "DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS"
    )
    at = stamp_utc(story.logins[0].at)
    return doubled(
        header, [("2-guide==", "", "LinkedIn Assistant", "", "Elin Marquardt", "", at, "", "How may I help?", "", "")]
    )
