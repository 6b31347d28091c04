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
_DATED = re.compile(r"\d{4}([-_.]?)\d\d\1\d\d[ _-]+")
# A name, and what systems and people add to it: "_1" of a chunk, "_12345678" of the member's ID, " 2", "(1)",
# "- Copy (2)", " 2026-06-30", and "-Table 1" of Apple's Numbers.
_NAME = re.compile(
    rf"(.+?)(?:(?:[ _–—-]{{1,3}}|(?=[(（])|(?=のコピー))[(（]?(?:の?(?:{_COPY})|table|\d+)[)）]?)*", re.IGNORECASE
)
_LONGEST_NAME = 200
_CHUNK = re.compile(r"_\d{1,4}$")
# "Reactions.csv.txt", as Windows saves it, and ".messages.csv.icloud", which is not downloaded.
_LOOKALIKE = re.compile(r"\.?(?P<file>.+\.csv)\.(?P<ending>txt|icloud|gz|crdownload|part|download)", re.IGNORECASE)
# Other formats of spreadsheets; "Reactions.txt" is what Excel calls Unicode text.
_SPREADSHEET = re.compile(r"(?P<file>.+)\.(?P<ending>xlsx?|ods|numbers|gsheet|txt)", re.IGNORECASE)
# "Workbook - Reactions.csv", as Google Sheets names a sheet.
_SHEET = re.compile(r".+ [-–—] (?P<name>.+)")


class FileRole(NamedTuple):
    """What a file is: its role, or why it is skipped; `stream` is the same for all files that may be chunks of one."""

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
    stem = _plain(path.stem)
    if stem in PRIVATE or _PRIVATE_FOLDERS.intersection(folders):
        return FileRole("", "", "private and without value for the index")
    if stem == "registration":
        return FileRole("", "", REGISTRATION)
    if stem in _COACHES:
        return FileRole("", "", "a log of one of LinkedIn's coaches, no exchange between people")
    if path.suffix.lower() in {".csv", ".tsv"}:
        if stem in FILE_FORMATS:
            return FileRole(stem, "/".join((*folders, _CHUNK.sub("", path.stem.lower()))))
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


def _plain(stem: str) -> str:
    """Return a name without punctuation, and without what systems and people add to it."""
    stem = unicodedata.normalize("NFC", stem[:_LONGEST_NAME])
    if (sheet := _SHEET.fullmatch(stem)) and _is_known(name := _plain(sheet["name"])):
        return name
    for prefix in (_COPY_OF, _DATED):
        if begin := prefix.match(stem):
            stem = stem[begin.end() :]
    match = _NAME.fullmatch(stem)
    return "".join(character for character in (match[1] if match else stem).lower() if character.isalnum())
