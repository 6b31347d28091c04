"""Decide by name which files of an archive are read, which are private and never opened, and which are not needed."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import NamedTuple

from openssi.sources.linkedin_archive.file_formats import FILE_FORMATS

__all__ = ["ARTICLE", "PRIVATE", "REGISTRATION", "UNKNOWN", "FileRole", "role_of"]

ARTICLE = "article"
#: Why Registration.csv is skipped.
REGISTRATION = "only the day of registration is read from it, to recognize another person's archive"
#: Why a file is skipped that no archive is known to have.
UNKNOWN = "unknown"

#: Never opened: they add nothing to the index and contain private data of the member or others.
PRIVATE = frozenset(
    [
        "logins",
        "securitychallenges",
        "phonenumbers",
        "whatsappphonenumbers",
        "emailaddresses",
        "importedcontacts",
        "contacts",
        "receipts",
        "receiptsv2",
        "receiptslbp",
        "privateidentityasset",
        "verifications",
        "jobapplications",
        "savedjobs",
        "jobseekerpreferences",
        "jobapplicantsavedanswers",
        "jobapplicantsavedscreeningquestionresponses",
        "savedjobalerts",
        "accountstatushistory",
        "identitycredentialsandassets",
        "onlinejobpostings",
    ]
)
_PRIVATE_FOLDERS = frozenset(("jobs", "verifications"))

#: Chats with LinkedIn's AI coaches: they have the columns of messages, but no person on the other side.
_COACHES = frozenset(["coachmessages", "guidemessages", "learningcoachmessages", "learningroleplaymessages"])

_NOT_NEEDED = frozenset(
    [
        "adtargeting",
        "calendar",
        "teammates",
        "adsclicked",
        "lanadsengagement",
        "inferencesaboutyou",
        "reviews",
        "languages",
        "certifications",
        "honors",
        "projects",
        "volunteering",
        "publications",
        "testscores",
        "courses",
        "patents",
        "organizations",
        "causesyoucareabout",
        "profilesummary",
        "videos",
        "duolingo",
        "verifiedexternalcapability",
        "groups",
        "marketplaceengagements",
        "marketplaceproviders",
        "marketplaceopportunities",
    ]
)

# How systems call a copy, before or after the name.
_COPY = (
    "copy|kopie|copia|copie|cópia|kopia|kopi|kopio|kopya|kópia|kopija|másolat|копия|копія|コピー|副本|拷贝|拷貝|복사본"
)
_COPY_OF = re.compile(
    r"(?:copy of|kopie von|kopie van|copia de|copia di|copie de|cópia de|kopia|kopi av|kopi af) ", re.IGNORECASE
)
# A name, then perhaps "_1" for a chunk or "_12345678" for the member's ID, then perhaps how a system names a copy.
_NAME = re.compile(
    rf"(.+?)([ _]\d+)?((?: ?[(（]\d+[)）]| ?[-–—] ?(?:{_COPY})| ?のコピー| (?:{_COPY}))*(?: \d+)?)", re.IGNORECASE
)
# "Reactions.csv.txt", as Windows saves it, and ".messages.csv.icloud", which is not downloaded.
_LOOKALIKE = re.compile(r"\.?(?P<file>.+\.csv)\.(?P<ending>txt|icloud|gz|crdownload|part|download)", re.IGNORECASE)
# Other formats of spreadsheets; "Reactions.txt" is what Excel calls Unicode text.
_SPREADSHEET = re.compile(r"(?P<file>.+)\.(?P<ending>xlsx?|ods|numbers|gsheet|txt)", re.IGNORECASE)
# "Workbook - Reactions.csv", as Google Sheets names a sheet.
_SHEET = re.compile(r".+ [-–—] (?P<name>.+)")
_MEMBER_ID_DIGITS = 5


class FileRole(NamedTuple):
    """What a file is: its role, or why it is skipped; `stream` is the same for all chunks of one file."""

    role: str
    stream: str
    skipped: str = ""


def role_of(name: str) -> FileRole:
    """Return the role of a file by its path inside the archive."""
    path = PurePosixPath(name)
    if lookalike := _LOOKALIKE.fullmatch(path.name) or _SPREADSHEET.fullmatch(path.name):
        return FileRole("", "", _explain_lookalike(path, lookalike["file"], lookalike["ending"].lower()))
    folders = [folder.lower() for folder in path.parts[:-1]]
    if path.suffix.lower() == ".html" and "articles" in folders:
        return FileRole(ARTICLE, ARTICLE)
    stem, stream = _plain(path.stem)
    if stem in PRIVATE or _PRIVATE_FOLDERS.intersection(folders):
        return FileRole("", "", "private and without value for the index")
    if stem == "registration":
        return FileRole("", "", REGISTRATION)
    if stem in _COACHES:
        return FileRole("", "", "a log of one of LinkedIn's coaches, no exchange between people")
    if path.suffix.lower() in {".csv", ".tsv"}:
        if stem in FILE_FORMATS:
            return FileRole(stem, "/".join((*folders, stream)))
        if stem in _NOT_NEEDED:
            return FileRole("", "", "not needed for the index")
    if path.suffix.lower() == ".zip":
        return FileRole("", "", "an archive inside the archive")
    return FileRole("", "", UNKNOWN)


def _is_known(stem: str) -> bool:
    return stem in FILE_FORMATS or stem in PRIVATE or stem in _NOT_NEEDED or stem in _COACHES or stem == "registration"


def _explain_lookalike(path: PurePosixPath, file: str, ending: str) -> str:
    """Return why a file that looks like one of LinkedIn's is skipped."""
    file = file if file.lower().endswith(".csv") else f"{file}.csv"
    if not role_of(file).role:
        return UNKNOWN
    match ending:
        case "txt":
            return f"{path.name} looks like {file}: rename it"
        case "icloud":
            return f"{path.name} is still in iCloud: download {file} and try again"
        case "gz":
            return f"{path.name} is compressed: unpack {file} and try again"
        case "crdownload" | "part" | "download":
            return f"{path.name} isn't downloaded completely: try again when {file} is there"
        case _:
            return f"{path.name} is a spreadsheet: save it as {file}"


def _plain(stem: str) -> tuple[str, str]:
    """Return the name without number and punctuation, and the name that all chunks of one file have."""
    stem = unicodedata.normalize("NFC", stem)
    if (sheet := _SHEET.fullmatch(stem)) and _is_known(name := _plain(sheet["name"])[0]):
        return name, stem
    copy_of = prefix[0] if (prefix := _COPY_OF.match(stem)) else ""
    match = _NAME.fullmatch(stem.removeprefix(copy_of))
    name, number, copy = match.groups("") if match else (stem, "", "")
    plain = "".join(character for character in name.lower() if character.isalnum())
    return plain, plain + (number if len(number) > _MEMBER_ID_DIGITS else "") + copy.strip() + copy_of
