"""The tables of teams, members and what is stored about them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    false,
)

from openssi.store.column_docs import (
    ACCOUNT,
    CLEANED,
    DELETED,
    EVERY_DAY,
    HASH,
    ID,
    LEAD,
    NOBODY,
    REPLACED,
    REPORTED,
    TEAM,
    TEAM_LEADS,
    TEAM_MEMBERS,
    UNTIL_DELETED,
    USE,
    VIEW,
    YOU,
    Code,
    CodeText,
    account_id_column,
    column,
    own_id,
    time_column,
)
from openssi.store.tables.metadata import METADATA

__all__ = [
    "accounts",
    "activities",
    "daily_scores",
    "imports",
    "invitations",
    "notes",
    "official",
    "recovery_codes",
    "sessions",
    "snapshots",
    "suppressed",
    "teams",
    "tokens",
    "views",
]


teams = Table(
    "team",
    METADATA,
    own_id("team", TEAM),
    column("name", String(200), doc=("the team's name", "shown on its pages", TEAM_LEADS, TEAM), forgetting=REPORTED),
    column(
        "ranking",
        Boolean,
        doc=(
            "whether the team has opted in to ranks",
            "ranks are off by default: in a trial they cost sales",
            TEAM_LEADS,
            TEAM,
        ),
    ),
    time_column("created_at", "when the team was created", "to tell teams apart", TEAM_LEADS, TEAM),
    *(
        column(name, Integer, nullable=True, doc=(meaning, "to erase what is no longer needed", TEAM_MEMBERS, TEAM))
        for name, meaning in (
            ("data_days", "the days after your last upload when your data are erased; empty if they stay"),
            ("leaver_days", "the days after someone leaves when their account is erased; empty if it stays"),
        )
    ),
    time_column(
        "rules_from", "from when these two rules apply", "to show them first", TEAM_MEMBERS, TEAM, nullable=True
    ),
)

accounts = Table(
    "account",
    METADATA,
    own_id("account"),
    column(
        "team_id",
        ID,
        ForeignKey("team.id"),
        index=True,
        doc=("your team", "members see only their own team", TEAM_LEADS, ACCOUNT),
    ),
    column(
        "login",
        String(200),
        unique=True,
        doc=("the name you sign in with, in lower case", "to sign in", TEAM_LEADS, ACCOUNT),
        forgetting=REPORTED,
    ),
    column(
        "name",
        String(200),
        doc=("your name as your team sees it", "shown in the team report", TEAM_LEADS, ACCOUNT),
        forgetting=REPORTED,
    ),
    column(
        "password",
        CodeText,
        nullable=True,
        doc=(
            "an argon2id hash of your password",
            "to sign you in; the password itself is not stored",
            NOBODY,
            ACCOUNT,
        ),
    ),
    column("role", Code(10), doc=("member, lead or admin", "what you may do", TEAM_LEADS, ACCOUNT)),
    column(
        "shares",
        Boolean,
        doc=(
            (
                "whether your lead sees your index and its pillars for any day, how they change, how sure the "
                "index is, how much of the index and of each pillar your files cover, "
                "the last day they cover, and how many days of a period you were active; with ten people or more, "
                "averages and the step that would raise most people; and, together with everyone else who shares, "
                "whether the team's sales go with the index; in which third of ten or more connections a colleague is; "
                "and, with 30 people or more, how many of an industry have which index"
            ),
            "sharing is off until you turn it on",
            TEAM_LEADS,
            ACCOUNT,
        ),
    ),
    column(
        "target",
        Integer,
        nullable=True,
        doc=("the index you aim for", "to tell you when you reach it", YOU, ACCOUNT),
    ),
    column(
        "target_from",
        Integer,
        nullable=True,
        doc=(
            "the day of your index when you set the target",
            "to notice when you reach it after that day",
            YOU,
            ACCOUNT,
        ),
    ),
    column("time_zone", Code(64), doc=("the time zone of your days", "to count active days", YOU, ACCOUNT)),
    column(
        "feed",
        HASH,
        nullable=True,
        unique=True,
        doc=(
            "a hash of the secret address of your feed",
            "to let a calendar read your alerts",
            NOBODY,
            "until you close the feed",
        ),
    ),
    time_column("created_at", "when the account was created", "to show how long you have been a member", TEAM_LEADS),
    column(
        "subject",
        HASH,
        nullable=True,
        index=True,
        unique=True,
        doc=(
            "a hash of who you are to the identity provider",
            "to sign you in with it",
            NOBODY,
            ACCOUNT,
        ),
    ),
    time_column(
        "erase_at", "when your account is erased, since you left a team", "to erase it and show you when", nullable=True
    ),
    time_column("data_erased_at", "when your data were last erased by rule", "to show you that", nullable=True),
    column(
        "answers",
        Code(2000),
        nullable=True,
        doc=("what you have never done, or whose file is missing", "to advise you accordingly", YOU, ACCOUNT),
    ),
    column(
        "industry", Code(200), nullable=True, doc=("the industry you chose", "to compare you with it", YOU, ACCOUNT)
    ),
    column(
        "totp",
        CodeText,
        nullable=True,
        doc=("the secret of your authenticator app, encrypted", "to check its codes", NOBODY, "until you turn it off"),
    ),
    column(
        "totp_step",
        BigInteger,
        nullable=True,
        doc=("which code was used last", "to accept each code once", NOBODY, "until you turn it off"),
    ),
    CheckConstraint("role IN ('member', 'lead', 'admin')", name="role"),
)

sessions = Table(
    "session",
    METADATA,
    column("id", HASH, primary_key=True, doc=("a hash of the cookie", "to recognize your browser", NOBODY, USE)),
    account_id_column(),
    column(
        "agent",
        String(200),
        doc=("the browser, as it identifies itself", "so that you recognize your sessions", YOU, USE),
        forgetting=REPLACED,
    ),
    time_column("created_at", "when you signed in", "so that you recognize your sessions", retention=USE),
    time_column(
        "seen_at", "when it was last used, to five minutes", "to end sessions that are not used", retention=USE
    ),
    time_column("expires_at", "when it expires", "to end every session at some time", retention=USE),
)

invitations = Table(
    "invitation",
    METADATA,
    column(
        "id",
        HASH,
        primary_key=True,
        doc=("a hash of the code of the invitation", "to accept the code once", NOBODY, USE),
    ),
    column(
        "team_id",
        ID,
        ForeignKey("team.id", ondelete="CASCADE"),
        index=True,
        doc=("the team", "to join the right team", TEAM_LEADS, USE),
    ),
    column(
        "invited_by",
        ID,
        ForeignKey("account.id", ondelete="CASCADE"),
        nullable=True,  # unknown for invitations from before version 0002
        doc=("who created it", "to end it when they can no longer invite", NOBODY, USE),
    ),
    column(
        "name",
        String(200),
        doc=("who it is for", "so that the inviter recognizes it", TEAM_LEADS, USE),
        forgetting=DELETED,
    ),
    column("role", Code(10), doc=("the role it gives", "what the new member may do", TEAM_LEADS, USE)),
    time_column("created_at", "when it was created", "so that the inviter recognizes it", TEAM_LEADS, USE),
    time_column("expires_at", "when it expires", "to end every invitation at some time", TEAM_LEADS, USE),
)

tokens = Table(
    "token",
    METADATA,
    own_id("token", USE),
    account_id_column(),
    column("hash", HASH, unique=True, doc=("a hash of the token", "to let your own programs in", NOBODY, USE)),
    column(
        "name", String(100), doc=("the name you gave it", "so that you recognize it", YOU, USE), forgetting=REPLACED
    ),
    column("scopes", Code(200), doc=("what it may do", "to limit the token to what it needs", YOU, USE)),
    time_column("created_at", "when it was created", "so that you recognize it", retention=USE),
    time_column("expires_at", "when it expires", "to end every token at some time", retention=USE),
    time_column(
        "used_at",
        "when it was last used, to five minutes",
        "so that you see whether you still need it",
        retention=USE,
        nullable=True,
    ),
)

recovery_codes = Table(
    "recovery",
    METADATA,
    column(
        "id", HASH, primary_key=True, doc=("a hash of a recovery code", "to sign you in without the app", NOBODY, USE)
    ),
    account_id_column(),
)

imports = Table(
    "import",
    METADATA,
    own_id("import"),
    account_id_column(),
    column("name", String(200), doc=("the file's name", "so that you recognize it", YOU, ACCOUNT), forgetting=REPLACED),
    column(
        "kind",
        Code(10),
        doc=("archive, workbook, post, navigator, linkedin or statistics", "how it is read", YOU, ACCOUNT),
    ),
    column(
        "digest",
        HASH,
        nullable=True,
        doc=("a keyed hash of the file's content", "to recognize the same archive", NOBODY, ACCOUNT),
    ),
    column(
        "state",
        Code(10),
        doc=("waiting, reading, done, failed or cancelled", "to continue after a crash", YOU, ACCOUNT),
    ),
    column(
        "sample",
        Boolean,
        doc=("whether it is the invented sample", "so that you can remove it", YOU, ACCOUNT),
    ),
    column("size", BigInteger, doc=("the file's size in bytes", "to show progress", YOU, ACCOUNT)),
    column(
        "added",
        Boolean,
        doc=("whether it added data, or the same file was there already", "to show you that", YOU, ACCOUNT),
    ),
    column(
        "error",
        Text,
        doc=("why it failed, with the error code", "to say what you can do", YOU, ACCOUNT),
        forgetting=REPLACED,
    ),
    time_column("received_at", "when it was received", "to sort imports"),
    time_column("finished_at", "when it was read", "to show you when", nullable=True),
    column(
        "tries",
        Integer,
        server_default="0",
        doc=("how often reading it was started", "to stop trying a file that cannot be read", NOBODY, ACCOUNT),
    ),
    column(
        "confirmed",
        Boolean,
        server_default=false(),
        doc=(
            "whether you said that it is yours, although its name differs",
            "to combine it with your others",
            YOU,
            ACCOUNT,
        ),
    ),
    CheckConstraint("state IN ('waiting', 'reading', 'done', 'failed', 'cancelled')", name="state"),
)

snapshots = Table(
    "kept",
    METADATA,
    column(
        "import_id",
        ID,
        ForeignKey("import.id", ondelete="CASCADE"),
        primary_key=True,
        doc=("which import", "to merge your archives", NOBODY, ACCOUNT),
    ),
    column(
        "content",
        LargeBinary,
        doc=(
            "each record's time and what can be counted; people, companies and conversations as keyed hashes; no text",
            "to merge it with your other archives",
            "nobody: you see the counts",
            ACCOUNT,
        ),
        forgetting=CLEANED,
    ),
)

activities = Table(
    "activity",
    METADATA,
    account_id_column(key=True),
    column(
        "content",
        LargeBinary,
        doc=(
            "how much of each kind you did on each day",
            "to compute your index",
            "you, as counts on your page",
            ACCOUNT,
        ),
        forgetting=CLEANED,
    ),
    column(
        "report",
        LargeBinary,
        doc=("how many records each file has, and why some were rejected", "to show what was read", YOU, ACCOUNT),
        forgetting=CLEANED,
    ),
    column(
        "version", HASH, doc=("a hash of content and report", "to recompute pages only after a change", NOBODY, ACCOUNT)
    ),
    column(
        "model",
        Code(64),
        doc=("the fingerprint of the model that scored", "to score again with a new model", YOU, ACCOUNT),
    ),
    column("first_day", Integer, doc=("the first day of your data", "to start the history there", YOU, ACCOUNT)),
    column("last_day", Integer, doc=("the last day of your data", "to show the index as of that day", LEAD, ACCOUNT)),
    column(
        "industry",
        String(200),
        doc=("the industry in your profile", "to compare you within it", YOU, ACCOUNT),
        forgetting=CLEANED,
    ),
    column(
        "tries",
        Integer,
        server_default="0",
        doc=("how often scoring by a new model was started", "to stop trying what fails", NOBODY, ACCOUNT),
    ),
    column(
        "steps",
        CodeText,
        server_default="{}",
        doc=(
            "which steps would raise your index, and by how much",
            "to suggest to your team the step that would raise most people",
            "you; your lead, if you share, as an average of 10 people or more",
            ACCOUNT,
        ),
    ),
)

_EARNED = "to show how much of them is earned"

daily_scores = Table(
    "daily_score",
    METADATA,
    account_id_column(key=True),
    column("day", Integer, primary_key=True, doc=("the day", "to show the history", EVERY_DAY, ACCOUNT)),
    *(
        column(
            name,
            BigInteger,
            nullable=True,
            doc=(f"{meaning}, in micro-points", "to show the history and the team report", EVERY_DAY, ACCOUNT),
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
    column(
        "active",
        Boolean,
        doc=(
            "whether you were active on that day",
            "to show active days in the team report",
            "you; your lead, if you share, sees how many days per period; by comparing periods one can tell which",
            ACCOUNT,
        ),
    ),
    column(
        "interval",
        Integer,
        nullable=True,
        doc=("how sure the index is, in points", "to show the history and the team report", EVERY_DAY, ACCOUNT),
    ),
    *(
        column(
            f"{prefix}covered",
            Integer,
            nullable=True,
            doc=(f"the points of the signals{of} that were measured", purpose, EVERY_DAY, ACCOUNT),
        )
        for prefix, of, purpose in (
            ("", "", "to compare two days"),
            ("brand_", " of the first pillar", _EARNED),
            ("people_", " of the second pillar", _EARNED),
            ("insights_", " of the third pillar", _EARNED),
            ("relationships_", " of the fourth pillar", _EARNED),
        )
    ),
)

notes = Table(
    "note",
    METADATA,
    own_id("note"),
    account_id_column(),
    column("day", Integer, doc=("the day", "to show the note there", YOU, UNTIL_DELETED)),
    column(
        "text",
        String(200),
        doc=("your own words", "to show them with your history", YOU, UNTIL_DELETED),
        forgetting=DELETED,
    ),
)

official = Table(
    "official",
    METADATA,
    account_id_column(key=True),
    column(
        "day", Integer, primary_key=True, doc=("the day", "to show LinkedIn's score next to ours", YOU, UNTIL_DELETED)
    ),
    *(
        column(
            name,
            BigInteger,
            nullable=name not in {"brand", "people", "insights", "relationships"},
            doc=(f"LinkedIn's {meaning}", "to compare with ours", YOU, UNTIL_DELETED),
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
    account_id_column(key=True),
    column(
        "person",
        Code(64),
        primary_key=True,
        doc=(
            "a keyed hash of a contact who asked to be erased",
            "to keep them out of your next archive",
            NOBODY,
            ACCOUNT,
        ),
    ),
)

views = Table(
    "look",
    METADATA,
    own_id("view"),
    account_id_column(),
    column(
        "viewer_id",
        ID,
        ForeignKey("account.id", ondelete="SET NULL"),
        nullable=True,
        index=True,
        doc=("who viewed; removed when they erase their account", "to show you who saw your figures", *VIEW),
    ),
    column("what", Code(40), doc=("page, print, CSV, XLSX, API, digest or link", "to show you how", *VIEW)),
    *(
        column(
            name, Integer, nullable=True, doc=(meaning, "to show you which period", *VIEW)
        )  # unknown for views from before version 0002
        for name, meaning in (("first_day", "the first day of the period"), ("last_day", "the last day of the period"))
    ),
    time_column("at", "when", "to show you when", *VIEW),
    Index("ix_look_account_at", "account_id", "at"),
)
