"""The exception tree: what a user can mend, apart from what we broke.

OpenSSIError
├── InputError          exit code 1: the data given is at fault
│   ├── ArchiveError    a zip or folder cannot be read as a LinkedIn data archive
│   ├── DayError        the day asked for lies outside the data, or they are too few
│   ├── SnapshotError       what was kept between runs cannot be read
│   ├── WorkbookError   a spreadsheet cannot be read as LinkedIn's analytics workbook
│   ├── ModelError      a model file has mistakes (all of them are listed)
│   └── StoreError      the server's database cannot be reached, is full, damaged or of a later version
├── UsageError          exit code 2: the request itself is at fault
└── RequestDenied             what a server does not do for whoever asks
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "CODES",
    "ArchiveError",
    "DayError",
    "InputError",
    "ModelError",
    "OpenSSIError",
    "RequestDenied",
    "SnapshotError",
    "StoreError",
    "UsageError",
    "WorkbookError",
    "install_hint",
]

#: Every error code, with what it means; the reference page is generated from this table.
CODES: dict[str, str] = {
    "access-denied": "Whoever is signed in may not do that: the role, or the scopes of the token, do not allow it.",
    "access-host": "The request names a host under which this server is not known.",
    "access-origin": "The request comes from a page of another site.",
    "access-sign-in": "Nobody is signed in, or the session or token has ended.",
    "account-login": "The sign-in name is taken, or cannot be one.",
    "account-password": "The password is too short, too long, or is the sign-in name.",
    "account-sign-in": "Name and password do not belong together.",
    "account-last-lead": "A team's last lead, or the last admin, cannot be removed or made a member.",
    "archive-not-found": "There is no file or folder at the path given.",
    "archive-no-access": "The operating system refuses to read the file or folder.",
    "archive-empty": "The file holds no bytes, or the folder or zip holds no files.",
    "archive-not-zip": "The file is neither a zip nor a folder.",
    "archive-damaged": "The zip's directory cannot be read: it is cut short or altered.",
    "archive-unsafe": "The zip is built as no honest archive is: overlapping, repeated or far too many entries.",
    "archive-encrypted": "The zip needs a password; LinkedIn's archives do not.",
    "archive-foreign": "It can be opened, but holds none of the files of a LinkedIn data archive.",
    "archive-undated": "None of an archive's records has a date, so there is nothing to score.",
    "archive-workbook": "It is a spreadsheet (perhaps LinkedIn's analytics workbook), and no data archive stands beside it.",
    "archive-other-member": "Several archives were given and they belong to different members.",
    "backup-damaged": "A backup of a server is damaged.",
    "backup-empty": "There is no server at that place to make a backup of.",
    "backup-foreign": "A file is no backup of a server.",
    "backup-not-empty": "A backup is to be restored into a place that holds something already.",
    "content-sources": "To compare posts, the analytics workbook and Shares.csv are both needed.",
    "data-folder": "The operating system knows no folder of the user's to keep anything in.",
    "database-address": "The address of the database is not one of SQLite's or PostgreSQL's.",
    "database-driver": "The database needs a package that is not installed.",
    "day-outside": "The day asked for lies before the first or too far after the last day of the data.",
    "day-format": "A day is not written as YYYY-MM-DD.",
    "day-not-after": "The day to advance to is not after the day that was scored.",
    "day-not-enough": "On the day asked for there was not enough data for a number yet.",
    "day-order": "Of two days the later one was given first.",
    "import-cancelled": "An import was cancelled; nothing of it was kept.",
    "import-large": "An upload is larger than the server takes.",
    "import-needed": "An archive cannot be taken out while a workbook is kept whose posts are in no other.",
    "import-sample": "The sample was asked for beside an archive of one's own.",
    "import-stopped": "The server stopped while it read an import, and the file is gone; nothing of it was kept.",
    "invitation-unknown": "There is no open invitation with that code: it was used, or it ran out.",
    "kept-damaged": "What was kept of an archive, a workbook or a member is cut short or altered.",
    "kept-version": "What was kept was written by another version, which this one cannot read.",
    "model-file": "A model file cannot be read, is not TOML, or has mistakes.",
    "model-unknown": "There is no published model of that id.",
    "not-found": "There is nothing at that address, or nothing that whoever is signed in may see.",
    "note-text": "A note says nothing or too much, or there are too many of them.",
    "notes-file": "A file of notes cannot be read, or none of its lines is a note.",
    "official-day": "No number of LinkedIn's is kept for that day.",
    "official-file": "The file with LinkedIn's own numbers cannot be read, or there is no place for one.",
    "official-number": "What was typed cannot be LinkedIn's own number.",
    "official-page": "What was pasted is not the data of LinkedIn's page.",
    "effort-limits": "A file of efforts lets so many steps be taken so often that not every plan can be weighed.",
    "effort-file": "A file of efforts cannot be read, is not TOML, or has mistakes.",
    "memory-size": "An amount of memory is not written as 2GB.",
    "person-unknown": "What was typed is neither a person's name nor the address of a profile.",
    "plan-format": "A line of a plan is not written as SIGNAL=N/week or SIGNAL=N, or names a signal twice.",
    "plan-signal": "A signal is in the plan that a member cannot plan, or not so.",
    "plan-weeks": "A plan is for fewer or more weeks than can be asked for.",
    "population-bounds": "A number or a day asked of an invented network is out of bounds.",
    "population-empty": "A population has no members, or no activity and no day was given.",
    "population-engine": "The engine that runs the SQL stopped, perhaps out of memory or disk.",
    "population-layout": "A table or a column of a population is missing or of another type.",
    "population-rows": "Rows of a population break the layout; each kind of fault is told with an example.",
    "population-member": "There is no member of that id in the population.",
    "population-scores": "A folder holds no scores of a population.",
    "population-state": "A folder of scores holds no state to advance from, or one of another model.",
    "push-address": "The address of a server is none, or what is sent to it could be read on the way.",
    "push-answer": "What answers at the address is no team server.",
    "push-failed": "The server received a file and could not read it, or its reading was cancelled.",
    "push-missing": "The packages to reach a server are not installed.",
    "push-refused": "The server refuses what was asked, and says why under its own code.",
    "push-token": "No token was given, it cannot be read, or it cannot be one.",
    "push-unreachable": "The server cannot be reached.",
    "request-format": "A request has a field that is missing or cannot be what it is.",
    "request-often": "Too many requests in a short time.",
    "server-admin": "A server that others can reach needs an admin first, or one exists already.",
    "server-fault": "Something in the server went wrong that should not; its log has the number given.",
    "server-missing": "The packages of the server are not installed.",
    "server-port": "The port is taken or may not be used.",
    "server-running": "Another server works on the same database.",
    "signal-unknown": "There is no signal of that id in the model.",
    "spark-java": "Spark was asked for, and there is no Java 17 or newer to start it with.",
    "spark-missing": "Spark was asked for, and the package pyspark is not installed.",
    "spark-option": "An option belongs to the other engine.",
    "store-busy": "The database was busy with another change for too long.",
    "store-damaged": "The database file is damaged.",
    "store-full": "The disk with the database is full.",
    "store-newer": "The database was written by a later version.",
    "store-unreachable": "The database cannot be reached or written.",
    "team-name": "There is a team of that name already.",
    "target-outside": "A target does not lie between 0 and 100.",
    "target-unknown": "There is no threshold of that kind or for that industry in the benchmarks.",
    "team-band": "Members of a band were asked for that the model does not have.",
    "team-order": "The order by index was asked for in a team that did not opt in to ranking.",
    "team-period": "The period of a team report is shorter than a week or longer than two years.",
    "token-wrong": "A token was asked for that cannot be made: its name, its scopes or its days, or there are too many already.",
    "workbook-damaged": "A file named as a workbook cannot be opened as one.",
    "workbook-foreign": "A spreadsheet can be read, but it is not LinkedIn's analytics workbook.",
    "workbook-other-member": "A workbook lists posts of which none is in the archive beside it.",
    "workbook-unsafe": "A workbook is built as none of LinkedIn's is: far too large, or with cells far apart.",
    "zone-unknown": "There is no time zone of that name.",
    "out-foreign": "The folder to write to holds something that this program did not write; it is not replaced.",
    "out-format": "The name of the file to write ends in no form that can be written, or in one that an option does not fit.",
    "out-full": "The disk has too little room for what is asked.",
    "out-unwritable": "The result cannot be written to the path given.",
}


class OpenSSIError(Exception):
    """The base of every error that this package raises on purpose.

    Attributes:
        code: a key of `CODES`; stable, documented, for scripts.
        kept: what was kept or left untouched, in words; may be empty.
        hint: what to do now, in words; may be empty.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, message: str, *, kept: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.kept = kept
        self.hint = hint

    def __str__(self) -> str:
        return " ".join(part for part in (self.message, self.kept, self.hint) if part)


class InputError(OpenSSIError):
    """The data given is at fault."""


class ArchiveError(InputError):
    """A zip or folder cannot be read as a LinkedIn data archive."""


class DayError(InputError):
    """The day asked for lies outside the data."""


class ModelError(InputError):
    """A model file has mistakes; `mistakes` lists all of them."""

    def __init__(self, code: str, message: str, mistakes: tuple[str, ...] = (), *, hint: str = "") -> None:
        super().__init__(code, message, hint=hint)
        self.mistakes = mistakes


class WorkbookError(InputError):
    """A spreadsheet cannot be read as LinkedIn's analytics workbook, or is another member's."""


class SnapshotError(InputError):
    """What was kept between runs cannot be read."""


class StoreError(InputError):
    """The server's database cannot be used."""


class RequestDenied(OpenSSIError):
    """A server does not do what was asked, for whoever asked or for now."""


class UsageError(OpenSSIError):
    """The request itself is at fault."""

    exit_code: ClassVar[int] = 2


def install_hint(*extras: str) -> str:
    """Say how to install optional packages: nothing is published yet, so this works in a copy of the source only."""
    return f"In your copy of the openssi source, run: python3 -m pip install '.[{','.join(extras)}]'"
