"""Write the profile files, private files, and files that no reader knows."""

from __future__ import annotations

from datetime import date, timedelta

from tests.archives import dialects as d
from tests.archives.facts import World
from tests.archives.files_content import Files, spread
from tests.archives.files_people import message_header
from tests.archives.layout import Layout, brought

CANARY = "CANARY-MUST-NOT-BE-READ"

# High risk, no value for the index: header, number of rows of canaries.
_CLOSED_FILES: dict[str, str] = {
    "Logins.csv": "Login Date,IP Address,User Agent,Login Type",
    "Security Challenges.csv": "Challenge Date,IP Address,User Agent,Country,Challenge Type",
    "Registration.csv": "Registered At,Registration Ip,Subscription Types",
    "PhoneNumbers.csv": "Extension,Number,Type",
    "Receipts_v2.csv": "First Name,Last Name,Billing Country,Postal Code,Transaction Made At,"
    "Payment Method Type,Invoice Number,Description,Tax Amount,Sub Total,Total Amount,Currency Code",
    "ImportedContacts.csv": "FirstName,MiddleName,LastName,MaidenName,NickName,NamePrefix,NameSuffix,Title,Emails,"
    "PhoneNumbers,CreatedAt,UpdatedAt,CountryCode,RegionCode,ThirdPartyVerified,Location",
    "Private_identity_asset.csv": "Private Identity Asset Name,Private Identity Asset Raw Text",
    "Jobs/Job Applications.csv": "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,"
    "Resume Name,Question And Answers",
    "Jobs/Saved Jobs.csv": "Saved Date,Job Url,Job Title,Company Name",
    "Jobs/Saved Jobs_1.csv": "Saved Date,Job Url,Job Title,Company Name",
    "Verifications/Verifications.csv": "First name,Middle name,Last name,Verification type,Organization name,"
    "Email address,Country,State,City,Year of birth,Issuing authority,Document type,Verification service provider,"
    "Verified date,Expiry date",
}
_LEGACY_2018 = ("Logins.csv", "Security Challenges.csv")
COACHES = (
    "guide_messages.csv",
    "learning_coach_messages.csv",
    "learning_role_play_messages.csv",
    "LearningCoachMessages.csv",
)


def closed_file_names() -> frozenset[str]:
    return frozenset(_CLOSED_FILES)


def decoy_files(layout: Layout) -> Files:
    made: Files = {}
    for name, header in _CLOSED_FILES.items():
        columns = header.split(",")
        rows: list[d.Row] = [columns, *([f"{CANARY}-{number}"] * len(columns) for number in range(3))]
        made[name] = d.legacy(rows) if layout.generation == "2018" and name in _LEGACY_2018 else d.plain(rows)
    return made


def profile_files(world: World, layout: Layout) -> Files:
    me = world.profile
    old = layout.generation == "2018"
    header = (
        "First Name",
        "Last Name",
        "Maiden Name",
        "Address",
        "Birth Date",
        *(("Contact Instructions",) if old else ()),
        "Headline",
        "Summary",
        "Industry",
        *(("Country",) if old else ()),
        "Zip Code",
        "Geo Location",
        "Twitter Handles",
        "Websites",
        "Instant Messengers",
    )
    sites = f"[PERSONAL:{me.website}]" if me.website else ""
    row = (
        me.first,
        me.last,
        "",
        "",
        "",
        *(("",) if old else ()),
        me.headline,
        me.summary,
        me.industry,
        *(("ch",) if old else ()),
        "",
        me.location,
        "",
        sites,
        "",
    )
    made = spread(layout, "Profile", header, [row])
    positions: list[d.Row] = [
        (x.company, x.title, x.description, "", _month(x.started), _month(x.finished) if x.finished else "")
        for x in me.positions
    ]
    made.update(
        spread(
            layout,
            "Positions",
            ("Company Name", "Title", "Description", "Location", "Started On", "Finished On"),
            positions,
        )
    )
    schools: list[d.Row] = [(school, "2008", "Jun 2011", "", "BA", "") for school in me.schools]
    made.update(
        spread(
            layout,
            "Education",
            ("School Name", "Start Date", "End Date", "Notes", "Degree Name", "Activities"),
            schools,
        )
    )
    made.update(spread(layout, "Skills", ("Name",), [(skill,) for skill in me.skills]))
    spoken: list[d.Row] = [(language, "Native or bilingual proficiency") for language in me.languages]
    made.update(spread(layout, "Languages", ("Name", "Proficiency"), spoken))
    if layout.generation not in ("2018", "2022"):
        made["Profile Summary.csv"] = b"Profile Summary\n\n\n"
    return made


def _month(day: date) -> str:
    return f"{day:%b %Y}"


def harmless_files(world: World, layout: Layout) -> Files:
    """Files of little or no value for the index: advertising attributes, courses, the coaches' logs."""
    header = [
        "Member Age",
        "Company Names",
        "Job Titles",
        "Job Titles",
        "Member Schools",
        "Job Seniorities",
        "interfaceLocale",
        "Company Names",
    ]
    row = ["35-54", "Acme; Bolt", "seller; advisor", "buyer", "", "Senior; Manager", "en_US", "Globex"]
    if layout.generation == "2018":
        return {"Ad Targeting.csv": d.legacy([header, row])}
    made = {"Ad_Targeting.csv": d.plain([header, row])}
    if "Learning" in brought(world, layout):
        made["Learning.csv"] = (
            b"Content Title,Content Description,Content Type,Content Last Watched Date (if viewed),"
            b"Content Completed At (if completed),Content Saved,"
            b'Notes taken on videos (if taken),\n"Selling, basics",,Course,,N/A,true,,\n'
        )
        for number, at in enumerate(world.courses):
            made["Learning.csv"] += f"Part {number},,Video,{d.slashed_utc(at)},N/A,false,,\n".encode()
    if layout.generation.startswith("2026"):
        made.update(_coaches(world, layout))
    return made


def _coaches(world: World, layout: Layout) -> Files:
    """Words of the member to a machine, on the day before the export, in the very form of messages.csv: no activity."""
    at = f"{world.exported - timedelta(days=1):%Y-%m-%d} 03:14:15 UTC"
    header = message_header(layout)
    cells = {
        "CONVERSATION ID": "coach-1",
        "FROM": world.profile.name,
        "SENDER PROFILE URL": d.profile_url(world.profile.address),
        "TO": "Coach",
        "DATE": at,
        "CONTENT": "How do I sell?",
        "FOLDER": "INBOX",
        "IS MESSAGE DRAFT": "No",
        "IS CONVERSATION DRAFT": "No",
    }
    log = d.plain([header, [cells.get(column, "") for column in header]], every=True)
    made: Files = {}
    for name in COACHES[:3]:
        made[name] = log
    made[COACHES[3]] = f"Coach log\n{at}: How do I sell?\n".encode()
    return made


def surprise_files() -> Files:
    return {
        "Future Thing.csv": b'When,What\n2024-03-05 17:41:09,"Something, new"\n',
        "Future Folder/readme.txt": b"New here.\n",
    }
