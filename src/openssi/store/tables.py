"""The tables of the team server. Every column says why it is held, who sees it and how long: the privacy page prints it."""

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
    "Held",
    "accounts",
    "activities",
    "all_held",
    "daily_scores",
    "forgotten",
    "held_of",
    "imports",
    "invitations",
    "kept",
    "looks",
    "notes",
    "official",
    "sessions",
    "teams",
    "tokens",
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

#: Who may see a value.
_YOU, _LEAD, _ADMIN, _NOBODY = (
    "you",
    "you; your lead, if you share",
    "you, leads and admins of your team",
    "nobody: only the program",
)
_EVERY_DAY = "you; your lead, if you share, of any day, also those before you began to share"
#: How long it stays.
_ACCOUNT, _USE, _TEAM = (
    "until you erase your account",
    "until it is used, ended or runs out",
    "until the team is removed",
)
#: Both, of a look.
_LOOKED = ("you and whoever looked", "a year")


@dataclass(frozen=True, slots=True)
class Held:
    """What the privacy page says of a column: its meaning, why it is held, who sees it, and how long it stays."""

    meaning: str
    why: str
    seen_by: str
    kept: str


def held_of(column: Column[Any]) -> Held:
    """What the privacy page says of a column."""
    return column.info["held"]


def all_held() -> list[tuple[str, list[tuple[str, Held]]]]:
    """Every table by what it is for, with its columns by name: all that a server holds."""
    return [
        (_TITLES[table.name], [(column.name, held_of(column)) for column in table.columns])
        for table in sorted(METADATA.tables.values(), key=lambda table: list(_TITLES).index(table.name))
    ]


#: What each table is for, in the order in which a member reads it.
_TITLES = {
    "account": "Your account",
    "import": "Your uploads",
    "kept": "What is kept of each upload",
    "activity": "What you did, by day",
    "daily_score": "Your index, by day",
    "note": "Your notes",
    "official": "LinkedIn’s own numbers, as you typed them",
    "look": "Who looked at your figures",
    "forgotten": "People who asked to be forgotten",
    "session": "Browsers that are signed in",
    "token": "Your programs’ tokens",
    "team": "Your team",
    "invitation": "Open invitations",
}


def _column(name: str, kind: Any, *more: Any, held: tuple[str, str, str, str], **options: Any) -> Column[Any]:
    options.setdefault("nullable", False)
    return Column(name, kind, *more, info={"held": Held(*held)}, **options)


def _owner(*, key: bool = False) -> Column[Any]:
    return _column(
        "account_id",
        _ID,
        ForeignKey("account.id", ondelete="CASCADE"),
        primary_key=key,
        index=not key,
        held=("whose it is", "to show each member their own", _NOBODY, _ACCOUNT),
    )


def _id(of: str, kept: str = _ACCOUNT) -> Column[Any]:
    return _column(
        "id", _ID, primary_key=True, held=(f"a random number of the {of}", "to tell one from another", _YOU, kept)
    )


def _moment(name: str, meaning: str, why: str, seen: str = _YOU, kept: str = _ACCOUNT, **options: Any) -> Column[Any]:
    """Seconds since 1970-01-01 UTC."""
    return _column(name, BigInteger, held=(meaning, why, seen, kept), **options)


teams = Table(
    "team",
    METADATA,
    _id("team", _TEAM),
    _column("name", String(200), held=("the team's name", "shown on its pages", _ADMIN, _TEAM)),
    _column(
        "ranking",
        Boolean,
        held=(
            "whether the team has opted in to ranks",
            "ranks are off unless wanted: they cost sales in a trial",
            _ADMIN,
            _TEAM,
        ),
    ),
    _moment("created_at", "when the team was made", "to tell teams apart", _ADMIN, _TEAM),
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
        held=("your team", "nobody sees beyond their own team", _ADMIN, _ACCOUNT),
    ),
    _column(
        "login",
        String(200),
        unique=True,
        held=("the name that you sign in with, in lower case", "to sign in", _ADMIN, _ACCOUNT),
    ),
    _column("name", String(200), held=("your name as the team reads it", "shown in the user report", _ADMIN, _ACCOUNT)),
    _column(
        "password",
        Text,
        nullable=True,
        held=("an argon2id hash of your password", "to sign in; the password itself is not held", _NOBODY, _ACCOUNT),
    ),
    _column("role", String(10), held=("member, lead or admin", "what you may do", _ADMIN, _ACCOUNT)),
    _column(
        "shares",
        Boolean,
        held=(
            (
                "whether your lead sees your index and its pillars of any day, how they change, how much of the index your files "
                "could tell, the last day that they tell of, and how many days of a period you were active"
            ),
            "sharing is off until you switch it on",
            _ADMIN,
            _ACCOUNT,
        ),
    ),
    _column(
        "target",
        Integer,
        nullable=True,
        held=("the index that you aim for", "to tell you when it is reached", _YOU, _ACCOUNT),
    ),
    _column(
        "target_from",
        Integer,
        nullable=True,
        held=(
            "the day of your index when you set the target",
            "to tell when it is reached from then on",
            _YOU,
            _ACCOUNT,
        ),
    ),
    _column("time_zone", String(64), held=("where your days begin", "to count days active", _YOU, _ACCOUNT)),
    _column(
        "feed",
        _HASH,
        nullable=True,
        unique=True,
        held=(
            "a hash of your feed's secret address",
            "to let a calendar read your alerts",
            _NOBODY,
            "until you close the feed",
        ),
    ),
    _moment("created_at", "when the account was made", "to tell how long you take part", _ADMIN),
    CheckConstraint("role IN ('member', 'lead', 'admin')", name="role"),
)

sessions = Table(
    "session",
    METADATA,
    _column("id", _HASH, primary_key=True, held=("a hash of the cookie", "to know you again", _NOBODY, _USE)),
    _owner(),
    _column(
        "agent",
        String(200),
        held=("the browser, as it names itself", "so that you recognise your sessions", _YOU, _USE),
    ),
    _moment("created_at", "when you signed in", "so that you recognise your sessions", kept=_USE),
    _moment("seen_at", "when it was last used, to five minutes", "a session ends when it is not used", kept=_USE),
    _moment("expires_at", "when it ends at the latest", "no session lasts for ever", kept=_USE),
)

invitations = Table(
    "invitation",
    METADATA,
    _column(
        "id",
        _HASH,
        primary_key=True,
        held=("a hash of the invitation's code", "to let in who has it, once", _NOBODY, _USE),
    ),
    _column(
        "team_id",
        _ID,
        ForeignKey("team.id", ondelete="CASCADE"),
        index=True,
        held=("the team", "where it leads", _ADMIN, _USE),
    ),
    _column(
        "invited_by",
        _ID,
        ForeignKey("account.id", ondelete="CASCADE"),
        nullable=True,  # those of before version 0002 do not tell
        held=("who made it", "it ends when they may invite no more", _NOBODY, _USE),
    ),
    _column("name", String(200), held=("whom it is meant for", "so that the inviter knows it again", _ADMIN, _USE)),
    _column("role", String(10), held=("the role that it gives", "what the new member may do", _ADMIN, _USE)),
    _moment("created_at", "when it was made", "so that the inviter knows it again", _ADMIN, _USE),
    _moment("expires_at", "when it runs out", "no invitation is open for ever", _ADMIN, _USE),
)

tokens = Table(
    "token",
    METADATA,
    _id("token", _USE),
    _owner(),
    _column("hash", _HASH, unique=True, held=("a hash of the token", "to let your own programs in", _NOBODY, _USE)),
    _column("name", String(100), held=("what you call it", "so that you know it again", _YOU, _USE)),
    _column("scopes", String(200), held=("what it may do", "a token may do no more than it must", _YOU, _USE)),
    _moment("created_at", "when it was made", "so that you know it again", kept=_USE),
    _moment("expires_at", "when it runs out", "no token lasts for ever", kept=_USE),
    _moment(
        "used_at",
        "when it was last used, to five minutes",
        "so that you see whether it is needed",
        kept=_USE,
        nullable=True,
    ),
)

imports = Table(
    "import",
    METADATA,
    _id("import"),
    _owner(),
    _column("name", String(200), held=("the file's name as you gave it", "so that you know it again", _YOU, _ACCOUNT)),
    _column("kind", String(10), held=("archive or workbook", "how it is read", _YOU, _ACCOUNT)),
    _column(
        "digest",
        _HASH,
        nullable=True,
        held=("a keyed hash of what the file tells", "the same archive again adds nothing", _NOBODY, _ACCOUNT),
    ),
    _column(
        "state",
        String(10),
        held=("waiting, reading, done, failed or cancelled", "to go on after a crash", _YOU, _ACCOUNT),
    ),
    _column(
        "sample",
        Boolean,
        held=("whether it is the invented sample", "so that it can be taken out again", _YOU, _ACCOUNT),
    ),
    _column("size", BigInteger, held=("the file's bytes", "to show how far it is", _YOU, _ACCOUNT)),
    _column(
        "added", Boolean, held=("whether it is kept, or the very same was there already", "to say so", _YOU, _ACCOUNT)
    ),
    _column("error", Text, held=("why it failed, in words, and its code", "to say what to do", _YOU, _ACCOUNT)),
    _moment("received_at", "when it was received", "to order imports"),
    _moment("finished_at", "when it was read", "to say when", nullable=True),
    _column(
        "tries",
        Integer,
        server_default="0",
        held=("how often reading it has begun", "not to try again and again what cannot be read", _NOBODY, _ACCOUNT),
    ),
    CheckConstraint("state IN ('waiting', 'reading', 'done', 'failed', 'cancelled')", name="state"),
)

kept = Table(
    "kept",
    METADATA,
    _column(
        "import_id",
        _ID,
        ForeignKey("import.id", ondelete="CASCADE"),
        primary_key=True,
        held=("which import", "to put archives together", _NOBODY, _ACCOUNT),
    ),
    _column(
        "content",
        LargeBinary,
        held=(
            "of each record its time and what can be counted; people, companies and conversations as keyed hashes; no text",
            "another archive can be put together with it",
            "nobody: you see what is counted from it",
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
        held=(
            "how much of each kind you did on each day",
            "the index is computed from it",
            "you: the counts of your page",
            _ACCOUNT,
        ),
    ),
    _column(
        "report",
        LargeBinary,
        held=(
            "of each file how many records it has, and why some were left out",
            "to show what was read",
            _YOU,
            _ACCOUNT,
        ),
    ),
    _column(
        "version",
        _HASH,
        held=("a hash of content and report", "pages are made anew only when it changes", _NOBODY, _ACCOUNT),
    ),
    _column(
        "model",
        String(64),
        held=("the fingerprint of the model that scored", "a new model scores anew", _YOU, _ACCOUNT),
    ),
    _column("first_day", Integer, held=("the first day of the data", "the history begins there", _YOU, _ACCOUNT)),
    _column("last_day", Integer, held=("the last day of the data", "the index is of that day", _LEAD, _ACCOUNT)),
    _column(
        "industry", String(200), held=("the industry that your profile names", "to compare within it", _YOU, _ACCOUNT)
    ),
    _column(
        "tries",
        Integer,
        server_default="0",
        held=("how often scoring by a new model has begun", "not to try again and again what fails", _NOBODY, _ACCOUNT),
    ),
)

daily_scores = Table(
    "daily_score",
    METADATA,
    _owner(key=True),
    _column("day", Integer, primary_key=True, held=("the day", "the index has a history", _EVERY_DAY, _ACCOUNT)),
    *(
        _column(
            name,
            BigInteger,
            nullable=True,
            held=(f"{meaning}, in micro-points", "the history and the user report", _EVERY_DAY, _ACCOUNT),
        )
        for name, meaning in (
            ("index_micro", "the index"),
            ("upper_micro", "the index if all could be measured"),
            ("brand", "the first pillar"),
            ("people", "the second pillar"),
            ("insights", "the third pillar"),
            ("relationships", "the fourth pillar"),
        )
    ),
    _column(
        "active",
        Boolean,
        held=(
            "whether you did anything on that day",
            "days active in the user report",
            "you; your lead, if you share, sees how many days of a period; by comparing periods one can tell which",
            _ACCOUNT,
        ),
    ),
)

notes = Table(
    "note",
    METADATA,
    _id("note"),
    _owner(),
    _column("day", Integer, held=("the day", "where the note stands", _YOU, "until you take it out")),
    _column("text", String(200), held=("your own words", "they stand beside the line", _YOU, "until you take it out")),
)

official = Table(
    "official",
    METADATA,
    _owner(key=True),
    _column(
        "day",
        Integer,
        primary_key=True,
        held=("the day", "LinkedIn's own number stands beside ours", _YOU, "until you take it out"),
    ),
    *(
        _column(
            name,
            BigInteger,
            nullable=name not in {"brand", "people", "insights", "relationships"},
            held=(f"LinkedIn's {meaning}", "to compare with ours", _YOU, "until you take it out"),
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

forgotten = Table(
    "forgotten",
    METADATA,
    _owner(key=True),
    _column(
        "person",
        String(64),
        primary_key=True,
        held=(
            "a keyed hash of a person who asked to be forgotten",
            "they do not come back with the next archive",
            _NOBODY,
            "for ever, as was asked",
        ),
    ),
)

looks = Table(
    "look",
    METADATA,
    _id("look"),
    _owner(),
    _column(
        "viewer_id",
        _ID,
        ForeignKey("account.id", ondelete="SET NULL"),
        nullable=True,
        index=True,
        held=("who looked; their name goes with their account", "you see who saw your figures", *_LOOKED),
    ),
    _column("what", String(40), held=("page, print, CSV, XLSX or API", "you see how", *_LOOKED)),
    *(
        _column(
            name, Integer, nullable=True, held=(meaning, "you see what was asked", *_LOOKED)
        )  # none before version 0002
        for name, meaning in (("first_day", "the first day of the period"), ("last_day", "its last day"))
    ),
    _moment("at", "when", "you see when", *_LOOKED),
    Index("ix_look_account_at", "account_id", "at"),
)
