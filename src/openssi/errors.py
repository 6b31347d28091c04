"""Define every error that a user can see, and what each error code means.

OpenSSIError
├── InputError          exit code 1: the data given is at fault
│   ├── ArchiveError    a zip or folder cannot be read as a LinkedIn data archive
│   ├── DayError        the day lies outside the data, or there is not enough data for it
│   ├── SnapshotError   stored data cannot be read
│   ├── WorkbookError   a spreadsheet cannot be read as one of LinkedIn's
│   ├── ModelError      a model file has mistakes; all of them are listed
│   └── StoreError      the server's database cannot be used
├── UsageError          exit code 2: the request itself is at fault
└── RequestDenied       a server refuses the request
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

#: Each error code and what it means. `docs/reference/errors.md` is generated from this table.
CODES: dict[str, str] = {
    "access-denied": "The user's role, or the scopes of the token, do not allow this.",
    "access-host": "The request names a host that this server does not answer for.",
    "access-origin": "The request came from another site.",
    "access-sign-in": "The user is not signed in, or the session or token has expired.",
    "account-login": "The sign-in name is taken or invalid.",
    "account-password": "The password is too short, too long, or the same as the sign-in name.",
    "account-code": "The code of the authenticator app, or the recovery code, is wrong, used or expired.",
    "account-factor": "The second factor is required here, on already, or not for this account.",
    "account-sign-in": "The sign-in name or the password is wrong.",
    "account-last-lead": "A team's last lead, or the last admin, cannot be removed or made a member.",
    "archive-not-found": "There is no file or folder at this path.",
    "archive-no-access": "The operating system does not allow reading the file or folder.",
    "archive-empty": "The file, folder or zip is empty.",
    "archive-not-zip": "The file is neither a zip nor a folder.",
    "archive-damaged": "The zip's directory cannot be read: the file is truncated or altered.",
    "archive-unsafe": "The zip is built to harm: its entries overlap, repeat or are far too many.",
    "archive-encrypted": "The zip needs a password; LinkedIn's archives do not.",
    "archive-header": "None of its files has the columns that LinkedIn writes.",
    "archive-foreign": "The zip or folder can be read but contains none of the files of a LinkedIn data archive.",
    "archive-undated": "No record in the archive has a date, so there is nothing to score.",
    "archive-workbook": "The file only adds to a data archive (as an analytics workbook does), and none was given.",
    "archive-other-member": "The archives given belong to different members.",
    "backup-damaged": "The backup is damaged.",
    "backup-empty": "There is no server at this path to back up.",
    "backup-foreign": "The file is not a backup of a server.",
    "backup-not-empty": "A backup can only be restored to an empty folder or database.",
    "benchmark-epsilon": "The privacy loss is not a number above 0 and at most 10.",
    "benchmark-file": ("A benchmark file cannot be read, or its model, measured set or maker doesn't match."),
    "benchmark-measured": "The model has no such measured set.",
    "benchmark-unwritable": "The server can't store a benchmark file.",
    "benchmark-small": "No industry has enough people for a benchmark.",
    "benchmark-who": "The name of a benchmark's maker is empty, too long or not printable.",
    "content-sources": "Comparing posts needs both the analytics workbook and Shares.csv.",
    "data-folder": "The folder for the user's data could not be determined.",
    "database-address": "The database address is not a valid SQLite or PostgreSQL URL.",
    "database-driver": "The database needs a package that is not installed.",
    "crm-api": "The CRM's API cannot be reached, refuses, or answers in an unknown form.",
    "crm-api-address": "The address of a Salesforce org is missing.",
    "crm-api-missing": "The packages for reading from a CRM aren't installed (extra `connect`).",
    "crm-api-token": "A file does not contain an access token.",
    "crm-column": "The CRM's export does not say what its rows are: a creation date, a kind or counts are missing.",
    "crm-currency": "The amounts in the CRM's export are in several currencies.",
    "crm-damaged": "The CRM's export is not a readable CSV file or spreadsheet.",
    "crm-file": "The CRM's export does not exist or cannot be read.",
    "crm-header": "The CRM's export has no column with the seller, or none with a date.",
    "crm-mapping": (
        "The mapping file cannot be read, has something that means nothing, or names a column that no export has."
    ),
    "crm-missing": "Archives and an export of the CRM are both needed.",
    "crm-number": "Numbers of the CRM's export can be read in two ways.",
    "crm-outcome": "The CRM's exports have no such outcome.",
    "crm-rows": "No row of the CRM's export could be counted.",
    "crm-sellers": "No archive belongs to a seller of the CRM's export.",
    "crm-too-large": "The CRM's export is larger than can be read.",
    "day-outside": "The day is before the first day of the data, or too long after the last.",
    "day-format": "The day is not written as YYYY-MM-DD.",
    "day-not-after": "The day to advance to must be after the day that was scored.",
    "day-not-enough": "There was not enough data for a score on that day.",
    "day-order": "The first of two days is after the second.",
    "delivery-address": "Messages may not be sent to this address, or not in this way.",
    "delivery-failed": "The other side did not accept the message, or could not be reached.",
    "delivery-missing": "The package that sends messages is not installed.",
    "delivery-settings": "The file with the settings of deliveries cannot be read or has mistakes.",
    "delivery-wrong": "The delivery has nothing selected to send, or the limit of deliveries is reached.",
    "duckdb-missing": "The package DuckDB is not installed.",
    "evidence-file": (
        "A file of a team's evidence cannot be read, is there twice, or is about another outcome or model."
    ),
    "evidence-small": "There is too little data for an estimate that could be combined with other teams'.",
    "import-cancelled": "The import was cancelled; nothing from it was stored.",
    "import-large": "The upload is larger than the server accepts.",
    "import-needed": "The archive cannot be removed while a workbook is stored whose posts are in no other archive.",
    "import-queue": "Too many of your uploads are waiting to be read.",
    "import-sample": "The invented sample cannot be combined with a real archive.",
    "import-stopped": "The server stopped while reading the import and the file is gone; nothing from it was stored.",
    "invitation-unknown": "No open invitation has this code: it was used or has expired.",
    "kept-damaged": "Stored data of an archive, a workbook or a member is truncated or altered.",
    "kept-version": "The stored data was written by another version of this program, which this one cannot read.",
    "mcp-missing": "The package for assistants is not installed.",
    "model-file": "The model file cannot be read, is not TOML, or has mistakes.",
    "model-not-read": "The files were read for other models only, whose text readers differ.",
    "model-unknown": "There is no published model with this ID.",
    "navigator-file": "The file cannot be read as a Sales Navigator report.",
    "navigator-labels": "The file with the titles of a report's columns cannot be read or has mistakes.",
    "navigator-period": "The report does not say which days it covers.",
    "navigator-sharing": "A member doesn't share, so nobody else can add rows of a report to their data.",
    "navigator-user": "The report has several people in it, or nobody with the name given.",
    "not-found": "There is nothing at this address that the user may see.",
    "note-text": "The note is empty or too long, or there are too many notes.",
    "notes-file": "The file of notes cannot be read, or none of its lines is a note.",
    "official-day": "No score from LinkedIn is stored for that day.",
    "official-file": "The file with the scores from LinkedIn cannot be read, or there is no folder for one.",
    "official-number": "The number typed cannot be a score from LinkedIn.",
    "official-page": "The text pasted is not the data of LinkedIn's SSI page.",
    "effort-limits": "The file of efforts allows too many combinations of steps to compare all plans.",
    "effort-file": "The file of efforts cannot be read, is not TOML, or has mistakes.",
    "link-unknown": "No link has this code: it was removed or has expired.",
    "link-wrong": "The name or the expiry of the link is not valid, or there are too many.",
    "linkedin-access": "LinkedIn refused the request: the token lacks a required scope.",
    "linkedin-answer": "LinkedIn's API answers in a way that this program does not know.",
    "linkedin-busy": "Another run is reading from LinkedIn already.",
    "linkedin-files": "Several files of `ssi sync` were given, which have different pseudonyms.",
    "linkedin-missing": "The packages needed to connect to LinkedIn are not installed.",
    "linkedin-token": "There is no token for LinkedIn's API, or it has expired or was revoked.",
    "linkedin-unreachable": "LinkedIn cannot be reached, or failed with an error.",
    "memory-size": "The amount of memory is not written like 2GB.",
    "person-unknown": "The text is neither a person's name nor the address of a profile.",
    "never-done": "The kind passed to --never doesn't exist or already has records.",
    "plan-format": "A line of the plan is not written as SIGNAL=N/week or SIGNAL=N, or a signal appears twice.",
    "plan-minutes": "The number of minutes a week of the plan is out of range.",
    "plan-signal": "The plan contains a signal that cannot be planned, or not in this way.",
    "plan-weeks": "The number of weeks of the plan is out of range.",
    "population-busy": "Another job is using the store of the population.",
    "population-bounds": "A number or a day given for an invented network is out of range.",
    "population-changed": "The tables of the population changed since they were settled, or have days without rows.",
    "population-columns": "Scores of a population have no such column.",
    "population-empty": "The population has no members, or no activity and no day was given.",
    "population-engine": "The engine that runs the SQL stopped, perhaps for lack of memory or disk space.",
    "population-layout": "A table or a column of the population is missing or has the wrong type.",
    "population-rows": "Rows of the population break the layout; the message gives an example of each fault.",
    "population-missing": "The packages that scoring a population needs are not installed.",
    "population-option": "The option belongs to the other kernel.",
    "population-path": "A store, or what it is made from, must be a path and not a URL.",
    "population-member": "There is no member with this ID in the population.",
    "population-scores": "The folder does not contain scores of a population.",
    "population-store": "The store of the population is damaged, or the folder is not a store.",
    "push-address": "The server's address is invalid, or the connection to it would not be encrypted.",
    "push-answer": "The address does not answer like a team server.",
    "push-failed": "The server received the file but could not read it, or reading it was cancelled.",
    "push-missing": "The packages needed to reach a server are not installed.",
    "push-proxy": "A proxy in front of the team server refused the upload, or got no answer from the server.",
    "push-refused": "The server refused the request; the message gives its own code and reason.",
    "push-token": "The token is missing, cannot be read or is invalid.",
    "push-unreachable": "The server cannot be reached.",
    "redteam-unknown": "There is no invented seller, or no strategy, with this ID.",
    "request-format": "A field of the request is missing or invalid.",
    "request-often": "There were too many requests in a short time.",
    "retention-days": "A number of days after which data are erased is out of range.",
    "server-admin": "A server that others can reach needs an admin first, or an admin exists already.",
    "server-fault": "The server failed unexpectedly; its log has the details under the number given.",
    "server-missing": "The packages for running a server are not installed.",
    "server-metrics": "The library for metrics is not installed.",
    "server-port": "The port is in use or not allowed.",
    "server-running": "Another server is using the same database.",
    "signal-unknown": "The model has no signal with this ID.",
    "spark-java": "Spark needs Java 17 or newer, and none was found.",
    "site-input": "A package that the website is made of can't be fetched, or differs from the reviewed one.",
    "site-pack": "The browser edition can't be packed.",
    "site-tool": "Building the website needs a program that is not installed.",
    "spark-missing": "Spark needs the package pyspark, which is not installed.",
    "spark-option": "The option belongs to the other engine.",
    "sso-denied": "The identity provider vouches for the person, but this server's settings don't let them in.",
    "sso-failed": "Signing in with the identity provider failed: it can't be reached, or its answer isn't valid.",
    "sso-settings": "The settings of single sign-on can't be read or are invalid.",
    "store-busy": "The database was busy with another change for too long.",
    "store-damaged": "The database file is damaged.",
    "store-full": "The disk with the database is full.",
    "store-newer": "The database was written by a newer version of this program.",
    "store-unreachable": "The database cannot be reached or written.",
    "team-name": "There is a team with this name already.",
    "tables-missing": "A table was asked for in a library that is not installed.",
    "target-outside": "The target is not between 0 and 100.",
    "target-unknown": (
        "The options for the target do not fit together, or the benchmarks have no such threshold or industry."
    ),
    "team-band": "The model does not have this band.",
    "team-order": "Only a team that opted in to ranking can be ordered by index.",
    "team-period": "The period of a team report must be between one week and two years.",
    "token-wrong": (
        "The token cannot be created: its name, scopes or lifetime are invalid, or there are too many already."
    ),
    "trial-early": "The trial is not over.",
    "trial-exists": "The file of the trial exists already; a trial is drawn once.",
    "trial-file": "The file of the trial cannot be read, or was changed after the draw.",
    "trial-roster": "The table of volunteers names someone twice, has a row without a name, or lacks the column named.",
    "trial-sales": "The CRM's export does not cover the trial by day.",
    "trial-small": "There are too few volunteers for a trial.",
    "trial-start": "The trial would start on the day on which it is drawn, or before.",
    "watch-folder": "The folder cannot be watched.",
    "watch-missing": "The package needed to watch a folder is not installed.",
    "workbook-damaged": "The file is named like a workbook but cannot be opened as one.",
    "workbook-days": (
        "No day in the analytics workbook can be read, for example because day and month can't be distinguished."
    ),
    "workbook-foreign": (
        "The spreadsheet can be read, but it is neither LinkedIn's analytics workbook nor its analytics of a post."
    ),
    "workbook-other-member": "None of the posts in the workbook is in the archive given with it.",
    "workbook-unsafe": "The workbook looks malicious: it is far too large, or its cells are too far apart.",
    "zone-unknown": "There is no time zone with this name.",
    "outcomes-missing": "The package that comparing with sales needs is not installed.",
    "out-foreign": "The folder to write to contains files that this program did not write; they are not replaced.",
    "out-format": "The file name does not end in a supported format, or the format does not support an option.",
    "out-full": "There is too little disk space.",
    "out-unwritable": "The result cannot be written to this path.",
}


class OpenSSIError(Exception):
    """Base class of every error that this package raises on purpose.

    Attributes:
        code: a key of `CODES`; scripts can rely on it.
        message: what happened.
        unchanged: what was left unchanged; may be empty.
        hint: what to do now; may be empty.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, message: str, *, unchanged: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.unchanged = unchanged
        self.hint = hint

    def __str__(self) -> str:
        return " ".join(part for part in (self.message, self.unchanged, self.hint) if part)


class InputError(OpenSSIError):
    """The data given is at fault."""


class ArchiveError(InputError):
    """A zip or folder cannot be read as a LinkedIn data archive."""


class DayError(InputError):
    """The day lies outside the data, or there is not enough data for it."""


class ModelError(InputError):
    """A model file has mistakes; `mistakes` lists all of them."""

    def __init__(self, code: str, message: str, mistakes: tuple[str, ...] = (), *, hint: str = "") -> None:
        super().__init__(code, message, hint=hint)
        self.mistakes = mistakes


class WorkbookError(InputError):
    """A spreadsheet cannot be read as LinkedIn's analytics workbook, or `file` belongs to another member."""

    def __init__(self, code: str, message: str, *, file: str = "", unchanged: str = "", hint: str = "") -> None:
        super().__init__(code, message, unchanged=unchanged, hint=hint)
        self.file = file


class SnapshotError(InputError):
    """Stored data cannot be read: it is damaged or of another version."""


class StoreError(InputError):
    """The server's database cannot be used: unreachable, full, damaged or of a newer version."""


class RequestDenied(OpenSSIError):
    """A server refuses the request, to this user or for now."""


class UsageError(OpenSSIError):
    """The request itself is at fault."""

    exit_code: ClassVar[int] = 2


def install_hint(*extras: str) -> str:
    """Say how to install optional packages: nothing is published yet, so it takes a copy of the source or a wheel."""
    wanted = ",".join(extras)
    return (
        f"In a copy of openssi's source, run: python3 -m pip install '.[{wanted}]'. With the wheel of a release: "
        f"python3 -m pip install 'openssi.whl[{wanted}]'."
    )
