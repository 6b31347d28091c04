"""The tables of the team server. Every column is documented: meaning, why, who sees it, how long; the privacy page shows that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

__all__ = [
    "METADATA",
    "ColumnDoc",
    "accounts",
    "activities",
    "daily_scores",
    "doc_of",
    "documented_tables",
    "imports",
    "invitations",
    "notes",
    "official",
    "sessions",
    "snapshots",
    "suppressed",
    "teams",
    "tokens",
    "views",
]

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_ID = String(32)  # 128 random bits in hexadecimal
_HASH = String(64)  # SHA-256 in hexadecimal

#: Who sees a value.
_YOU, _LEAD, _TEAM_LEADS, _NOBODY = (
    "you",
    "you; your lead, if you share",
    "you, leads and admins of your team",
    "nobody: only the program",
)
_EVERY_DAY = "you; your lead, if you share, for any day, also those before you began to share"
#: How long it is stored.
_ACCOUNT, _USE, _TEAM, _UNTIL_DELETED = (
    "until you erase your account",
    "until it is used, ended or expires",
    "until the team is removed",
    "until you delete it",
)
#: Both, of a view.
_VIEW = ("you and the viewer", "a year")


@dataclass(frozen=True, slots=True)
class ColumnDoc:
    """What the privacy page says about a column."""

    meaning: str
    why: str
    seen_by: str
    retention: str


def doc_of(column: Column[Any]) -> ColumnDoc:
    """Return what the privacy page says about a column."""
    return column.info["doc"]


def documented_tables() -> list[tuple[str, list[tuple[str, ColumnDoc]]]]:
    """Return the title of every table with its columns by name, in the order of the privacy page."""
    return [
        (_TITLES[table.name], [(column.name, doc_of(column)) for column in table.columns])
        for table in sorted(METADATA.tables.values(), key=lambda table: list(_TITLES).index(table.name))
    ]


#: The title of each table, in the order of the privacy page.
_TITLES = {
    "account": "Your account",
    "import": "Your uploads",
    "kept": "What is stored from each upload",
    "activity": "What you did, by day",
    "daily_score": "Your index, by day",
    "note": "Your notes",
    "official": "LinkedIn’s scores, as you typed them",
    "look": "Who viewed your figures",
    "forgotten": "Contacts who asked to be erased",
    "session": "Browsers that are signed in",
    "token": "Your programs’ tokens",
    "team": "Your team",
    "invitation": "Open invitations",
}


def _column(name: str, kind: Any, *more: Any, doc: tuple[str, str, str, str], **options: Any) -> Column[Any]:
    options.setdefault("nullable", False)
    return Column(name, kind, *more, info={"doc": ColumnDoc(*doc)}, **options)


def _owner(*, key: bool = False) -> Column[Any]:
    return _column(
        "account_id",
        _ID,
        ForeignKey("account.id", ondelete="CASCADE"),
        primary_key=key,
        index=not key,
        doc=("whose it is", "to show members only their own data", _NOBODY, _ACCOUNT),
    )


def _id(of: str, retention: str = _ACCOUNT) -> Column[Any]:
    return _column("id", _ID, primary_key=True, doc=(f"a random ID of the {of}", "to identify it", _YOU, retention))


def _time(
    name: str, meaning: str, why: str, seen_by: str = _YOU, retention: str = _ACCOUNT, **options: Any
) -> Column[Any]:
    """Return a column of seconds since 1970-01-01 UTC."""
    return _column(name, BigInteger, doc=(meaning, why, seen_by, retention), **options)


teams = Table(
    "team",
    METADATA,
    _id("team", _TEAM),
    _column("name", String(200), doc=("the team's name", "shown on its pages", _TEAM_LEADS, _TEAM)),
    _column(
        "ranking",
        Boolean,
        doc=(
            "whether the team has opted in to ranks",
            "ranks are off by default: in a trial they cost sales",
            _TEAM_LEADS,
            _TEAM,
        ),
    ),
    _time("created_at", "when the team was created", "to tell teams apart", _TEAM_LEADS, _TEAM),
)

accounts = Table(
    "account",
    METADATA,
    _id("account"),
    _column(
        "team_id",
        _ID,
        ForeignKey("team.id"),
        index=True,
        doc=("your team", "members see only their own team", _TEAM_LEADS, _ACCOUNT),
    ),
    _column(
        "login",
        String(200),
        unique=True,
        doc=("the name you sign in with, in lower case", "to sign in", _TEAM_LEADS, _ACCOUNT),
    ),
    _column(
        "name", String(200), doc=("your name as your team sees it", "shown in the team report", _TEAM_LEADS, _ACCOUNT)
    ),
    _column(
        "password",
        Text,
        nullable=True,
        doc=(
            "an argon2id hash of your password",
            "to sign you in; the password itself is not stored",
            _NOBODY,
            _ACCOUNT,
        ),
    ),
    _column("role", String(10), doc=("member, lead or admin", "what you may do", _TEAM_LEADS, _ACCOUNT)),
    _column(
        "shares",
        Boolean,
        doc=(
            (
                "whether your lead sees your index and its pillars for any day, how they change, how sure the "
                "index is, how much of the index your files cover, "
                "the last day they cover, and how many days of a period you were active"
            ),
            "sharing is off until you turn it on",
            _TEAM_LEADS,
            _ACCOUNT,
        ),
    ),
    _column(
        "target",
        Integer,
        nullable=True,
        doc=("the index you aim for", "to tell you when you reach it", _YOU, _ACCOUNT),
    ),
    _column(
        "target_from",
        Integer,
        nullable=True,
        doc=(
            "the day of your index when you set the target",
            "to notice when you reach it after that day",
            _YOU,
            _ACCOUNT,
        ),
    ),
    _column("time_zone", String(64), doc=("the time zone of your days", "to count active days", _YOU, _ACCOUNT)),
    _column(
        "feed",
        _HASH,
        nullable=True,
        unique=True,
        doc=(
            "a hash of the secret address of your feed",
            "to let a calendar read your alerts",
            _NOBODY,
            "until you close the feed",
        ),
    ),
    _time("created_at", "when the account was created", "to show how long you have been a member", _TEAM_LEADS),
    CheckConstraint("role IN ('member', 'lead', 'admin')", name="role"),
)

sessions = Table(
    "session",
    METADATA,
    _column("id", _HASH, primary_key=True, doc=("a hash of the cookie", "to recognise your browser", _NOBODY, _USE)),
    _owner(),
    _column(
        "agent",
        String(200),
        doc=("the browser, as it identifies itself", "so that you recognise your sessions", _YOU, _USE),
    ),
    _time("created_at", "when you signed in", "so that you recognise your sessions", retention=_USE),
    _time("seen_at", "when it was last used, to five minutes", "to end sessions that are not used", retention=_USE),
    _time("expires_at", "when it expires", "to end every session at some time", retention=_USE),
)

invitations = Table(
    "invitation",
    METADATA,
    _column(
        "id",
        _HASH,
        primary_key=True,
        doc=("a hash of the code of the invitation", "to accept the code once", _NOBODY, _USE),
    ),
    _column(
        "team_id",
        _ID,
        ForeignKey("team.id", ondelete="CASCADE"),
        index=True,
        doc=("the team", "to join the right team", _TEAM_LEADS, _USE),
    ),
    _column(
        "invited_by",
        _ID,
        ForeignKey("account.id", ondelete="CASCADE"),
        nullable=True,  # unknown for invitations from before version 0002
        doc=("who created it", "to end it when they can no longer invite", _NOBODY, _USE),
    ),
    _column("name", String(200), doc=("who it is for", "so that the inviter recognises it", _TEAM_LEADS, _USE)),
    _column("role", String(10), doc=("the role it gives", "what the new member may do", _TEAM_LEADS, _USE)),
    _time("created_at", "when it was created", "so that the inviter recognises it", _TEAM_LEADS, _USE),
    _time("expires_at", "when it expires", "to end every invitation at some time", _TEAM_LEADS, _USE),
)

tokens = Table(
    "token",
    METADATA,
    _id("token", _USE),
    _owner(),
    _column("hash", _HASH, unique=True, doc=("a hash of the token", "to let your own programs in", _NOBODY, _USE)),
    _column("name", String(100), doc=("the name you gave it", "so that you recognise it", _YOU, _USE)),
    _column("scopes", String(200), doc=("what it may do", "to limit the token to what it needs", _YOU, _USE)),
    _time("created_at", "when it was created", "so that you recognise it", retention=_USE),
    _time("expires_at", "when it expires", "to end every token at some time", retention=_USE),
    _time(
        "used_at",
        "when it was last used, to five minutes",
        "so that you see whether you still need it",
        retention=_USE,
        nullable=True,
    ),
)

imports = Table(
    "import",
    METADATA,
    _id("import"),
    _owner(),
    _column("name", String(200), doc=("the file's name", "so that you recognise it", _YOU, _ACCOUNT)),
    _column("kind", String(10), doc=("archive, workbook or post", "how it is read", _YOU, _ACCOUNT)),
    _column(
        "digest",
        _HASH,
        nullable=True,
        doc=("a keyed hash of the file's content", "to recognise the same archive", _NOBODY, _ACCOUNT),
    ),
    _column(
        "state",
        String(10),
        doc=("waiting, reading, done, failed or cancelled", "to continue after a crash", _YOU, _ACCOUNT),
    ),
    _column(
        "sample",
        Boolean,
        doc=("whether it is the invented sample", "so that you can remove it", _YOU, _ACCOUNT),
    ),
    _column("size", BigInteger, doc=("the file's size in bytes", "to show progress", _YOU, _ACCOUNT)),
    _column(
        "added",
        Boolean,
        doc=("whether it added data, or the same file was there already", "to show you that", _YOU, _ACCOUNT),
    ),
    _column("error", Text, doc=("why it failed, with the error code", "to say what you can do", _YOU, _ACCOUNT)),
    _time("received_at", "when it was received", "to sort imports"),
    _time("finished_at", "when it was read", "to show you when", nullable=True),
    _column(
        "tries",
        Integer,
        server_default="0",
        doc=("how often reading it was started", "to stop trying a file that cannot be read", _NOBODY, _ACCOUNT),
    ),
    CheckConstraint("state IN ('waiting', 'reading', 'done', 'failed', 'cancelled')", name="state"),
)

snapshots = Table(
    "kept",
    METADATA,
    _column(
        "import_id",
        _ID,
        ForeignKey("import.id", ondelete="CASCADE"),
        primary_key=True,
        doc=("which import", "to merge your archives", _NOBODY, _ACCOUNT),
    ),
    _column(
        "content",
        LargeBinary,
        doc=(
            "each record's time and what can be counted; people, companies and conversations as keyed hashes; no text",
            "to merge it with your other archives",
            "nobody: you see the counts",
            _ACCOUNT,
        ),
    ),
)

activities = Table(
    "activity",
    METADATA,
    _owner(key=True),
    _column(
        "content",
        LargeBinary,
        doc=(
            "how much of each kind you did on each day",
            "to compute your index",
            "you, as counts on your page",
            _ACCOUNT,
        ),
    ),
    _column(
        "report",
        LargeBinary,
        doc=(
            "how many records each file has, and why some were rejected",
            "to show what was read",
            _YOU,
            _ACCOUNT,
        ),
    ),
    _column(
        "version",
        _HASH,
        doc=("a hash of content and report", "to recompute pages only after a change", _NOBODY, _ACCOUNT),
    ),
    _column(
        "model",
        String(64),
        doc=("the fingerprint of the model that scored", "to score again with a new model", _YOU, _ACCOUNT),
    ),
    _column("first_day", Integer, doc=("the first day of your data", "to start the history there", _YOU, _ACCOUNT)),
    _column(
        "last_day", Integer, doc=("the last day of your data", "to show the index as of that day", _LEAD, _ACCOUNT)
    ),
    _column("industry", String(200), doc=("the industry in your profile", "to compare you within it", _YOU, _ACCOUNT)),
    _column(
        "tries",
        Integer,
        server_default="0",
        doc=("how often scoring by a new model was started", "to stop trying what fails", _NOBODY, _ACCOUNT),
    ),
)

daily_scores = Table(
    "daily_score",
    METADATA,
    _owner(key=True),
    _column("day", Integer, primary_key=True, doc=("the day", "to show the history", _EVERY_DAY, _ACCOUNT)),
    *(
        _column(
            name,
            BigInteger,
            nullable=True,
            doc=(f"{meaning}, in micro-points", "to show the history and the team report", _EVERY_DAY, _ACCOUNT),
        )
        for name, meaning in (
            ("index_micro", "the index"),
            ("upper_micro", "the index if everything could be measured"),
            ("brand", "the first pillar"),
            ("people", "the second pillar"),
            ("insights", "the third pillar"),
            ("relationships", "the fourth pillar"),
        )
    ),
    _column(
        "active",
        Boolean,
        doc=(
            "whether you were active on that day",
            "to show active days in the team report",
            "you; your lead, if you share, sees how many days per period; by comparing periods one can tell which",
            _ACCOUNT,
        ),
    ),
    _column(
        "interval",
        Integer,
        nullable=True,
        doc=("how sure the index is, in points", "to show the history and the team report", _EVERY_DAY, _ACCOUNT),
    ),
)

notes = Table(
    "note",
    METADATA,
    _id("note"),
    _owner(),
    _column("day", Integer, doc=("the day", "to show the note there", _YOU, _UNTIL_DELETED)),
    _column("text", String(200), doc=("your own words", "to show them with your history", _YOU, _UNTIL_DELETED)),
)

official = Table(
    "official",
    METADATA,
    _owner(key=True),
    _column(
        "day",
        Integer,
        primary_key=True,
        doc=("the day", "to show LinkedIn's score next to ours", _YOU, _UNTIL_DELETED),
    ),
    *(
        _column(
            name,
            BigInteger,
            nullable=name not in {"brand", "people", "insights", "relationships"},
            doc=(f"LinkedIn's {meaning}", "to compare with ours", _YOU, _UNTIL_DELETED),
        )
        for name, meaning in (
            ("brand", "first pillar in micro-points"),
            ("people", "second pillar in micro-points"),
            ("insights", "third pillar in micro-points"),
            ("relationships", "fourth pillar in micro-points"),
            ("industry_top", "rank in the industry in percent"),
            ("network_top", "rank in the network in percent"),
            ("industry_average", "average of the industry in micro-points"),
            ("network_average", "average of the network in micro-points"),
        )
    ),
)

suppressed = Table(
    "forgotten",
    METADATA,
    _owner(key=True),
    _column(
        "person",
        String(64),
        primary_key=True,
        doc=(
            "a keyed hash of a contact who asked to be erased",
            "to keep them out of your next archive",
            _NOBODY,
            _ACCOUNT,
        ),
    ),
)

views = Table(
    "look",
    METADATA,
    _id("view"),
    _owner(),
    _column(
        "viewer_id",
        _ID,
        ForeignKey("account.id", ondelete="SET NULL"),
        nullable=True,
        index=True,
        doc=("who viewed; removed when they erase their account", "to show you who saw your figures", *_VIEW),
    ),
    _column("what", String(40), doc=("page, print, CSV, XLSX or API", "to show you how", *_VIEW)),
    *(
        _column(
            name, Integer, nullable=True, doc=(meaning, "to show you which period", *_VIEW)
        )  # unknown for views from before version 0002
        for name, meaning in (("first_day", "the first day of the period"), ("last_day", "the last day of the period"))
    ),
    _time("at", "when", "to show you when", *_VIEW),
    Index("ix_look_account_at", "account_id", "at"),
)
