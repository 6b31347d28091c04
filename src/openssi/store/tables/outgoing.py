"""Tables of what leaves the server at a member's request: deliveries, and links for people without an account."""

from __future__ import annotations

from sqlalchemy import Boolean, ForeignKey, Integer, String, Table

from openssi.store.column_docs import (
    HASH,
    ID,
    NOBODY,
    REPLACED,
    UNTIL_DELETED,
    USE,
    YOU,
    Code,
    CodeText,
    account_id_column,
    column,
    own_id,
    time_column,
)
from openssi.store.tables.metadata import METADATA

__all__ = ["deliveries", "links"]

deliveries = Table(
    "delivery",
    METADATA,
    own_id("delivery", UNTIL_DELETED),
    account_id_column(),
    column("channel", Code(10), doc=("Slack, Teams, e-mail or webhook", "to send it there", YOU, UNTIL_DELETED)),
    column(
        "address",
        CodeText,
        doc=("where to send it, encrypted with the server's key", "to send it there", YOU, UNTIL_DELETED),
    ),
    column("alerts", Boolean, doc=("whether it sends alerts", "to send what you chose", YOU, UNTIL_DELETED)),
    column(
        "review",
        Boolean,
        doc=(
            "whether it sends your weekly digest, and as a lead your team’s",
            "to send what you chose",
            YOU,
            UNTIL_DELETED,
        ),
    ),
    column(
        "sent_alerts",
        CodeText,
        doc=("which alerts and team digests were sent", "to send each only once", NOBODY, UNTIL_DELETED),
    ),
    column(
        "sent_review",
        Integer,
        nullable=True,
        doc=("the last day of the weekly digest that was sent", "to send each only once", NOBODY, UNTIL_DELETED),
    ),
    column(
        "fault",
        Code(40),
        doc=("the error code of the last attempt; empty if it worked", "to show you why", YOU, UNTIL_DELETED),
    ),
    column(
        "failures",
        Integer,
        doc=("how many attempts failed in a row", "to stop trying what fails", YOU, UNTIL_DELETED),
    ),
    time_column("created_at", "when you set it up", "to show you when", retention=UNTIL_DELETED),
    time_column("sent_at", "when a message was last sent", "to show you when", retention=UNTIL_DELETED, nullable=True),
    time_column("next_at", "when to look for something to send", "to send it in time", retention=UNTIL_DELETED),
)

links = Table(
    "link",
    METADATA,
    own_id("link", USE),
    account_id_column(),
    column(
        "team_id",
        ID,
        ForeignKey("team.id", ondelete="CASCADE"),
        nullable=True,
        doc=("the team whose averages it shows; none if it shows your page", "to show what you chose", YOU, USE),
    ),
    column("hash", HASH, unique=True, doc=("a hash of the link's code", "to open it", NOBODY, USE)),
    column(
        "name",
        String(100),
        doc=("whom it is for, in your words", "so that you recognize it", YOU, USE),
        forgetting=REPLACED,
    ),
    time_column("created_at", "when you created it", "so that you recognize it", retention=USE),
    time_column("expires_at", "when it expires", "to end every link at some time", retention=USE),
    column("views", Integer, doc=("how often it was opened", "to show you that", YOU, USE)),
    time_column("viewed_at", "when it was last opened", "to show you that", retention=USE, nullable=True),
)
