"""Describe database columns: meaning, purpose, who sees them, for how long, and what erasure does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, LargeBinary, String, Text

__all__ = [
    "ACCOUNT",
    "CLEANED",
    "DELETED",
    "EVERY_DAY",
    "HASH",
    "ID",
    "LEAD",
    "NOBODY",
    "REPLACED",
    "REPORTED",
    "TEAM",
    "TEAM_LEADS",
    "TEAM_MEMBERS",
    "UNTIL_DELETED",
    "USE",
    "VIEW",
    "YOU",
    "AnyColumn",
    "Code",
    "CodeText",
    "ColumnDoc",
    "account_id_column",
    "column",
    "doc_of",
    "is_free_text",
    "own_id",
    "time_column",
]


#: A column of any type.
AnyColumn = Column[Any]


class Code(String):
    """A text that only this program writes: an ID, a hash, one of a few words. Every other text can name a person."""


class CodeText(Text):
    """A `Code` without a limit."""


ID = Code(32)  # 128 random bits in hexadecimal
HASH = Code(64)  # SHA-256 in hexadecimal

#: Who sees a value.
YOU, LEAD, TEAM_LEADS, NOBODY = (
    "you",
    "you; your lead, if you share",
    "you, leads and admins of your team",
    "nobody: only the program",
)
TEAM_MEMBERS = "everyone in your team, and admins"
EVERY_DAY = "you; your lead, if you share, for any day, also those before you began to share"
#: How long it is stored.
ACCOUNT, USE, TEAM, UNTIL_DELETED = (
    "until you erase your account",
    "until it is used, ended or expires",
    "until the team is removed",
    "until you delete it",
)
#: Who sees a view of the user report, and how long it is stored.
VIEW = ("you and the viewer", "a year")
#: What happens to a text that names a contact whom a member asks to forget.
DELETED, REPLACED, CLEANED, REPORTED = (
    "deleted",
    "replaced",
    "removed, and recalculated",
    "shown on the receipt",
)


@dataclass(frozen=True, slots=True)
class ColumnDoc:
    """What the privacy page says about a column.

    Attributes:
        meaning: what it contains.
        why: why it is stored.
        seen_by: who can see it.
        retention: how long it is stored.
        forgetting: what happens to a value that names a contact who is to be forgotten; "" for a column that can't.
    """

    meaning: str
    why: str
    seen_by: str
    retention: str
    forgetting: str = ""


def doc_of(column: Column[Any]) -> ColumnDoc:
    """Return what the privacy page says about a column."""
    return column.info["doc"]


def is_free_text(column: Column[Any]) -> bool:
    """Return whether a column can contain text from outside, and so the name of any person."""
    return isinstance(column.type, String | LargeBinary) and not isinstance(column.type, Code | CodeText)


def column(
    name: str, kind: Any, *more: Any, doc: tuple[str, str, str, str], forgetting: str = "", **options: Any
) -> Column[Any]:
    """Return a column with its description; it is not nullable unless the options say so."""
    options.setdefault("nullable", False)
    return Column(name, kind, *more, info={"doc": ColumnDoc(*doc, forgetting)}, **options)


def account_id_column(*, key: bool = False) -> Column[Any]:
    """Return the column of the account that a row belongs to."""
    return column(
        "account_id",
        ID,
        ForeignKey("account.id", ondelete="CASCADE"),
        primary_key=key,
        index=not key,
        doc=("whose it is", "to show members only their own data", NOBODY, ACCOUNT),
    )


def own_id(of: str, retention: str = ACCOUNT) -> Column[Any]:
    """Return the primary key of a table: a random ID."""
    return column("id", ID, primary_key=True, doc=(f"a random ID of the {of}", "to identify it", YOU, retention))


def time_column(
    name: str, meaning: str, why: str, seen_by: str = YOU, retention: str = ACCOUNT, **options: Any
) -> Column[Any]:
    """Return a column of seconds since 1970-01-01 UTC."""
    return column(name, BigInteger, doc=(meaning, why, seen_by, retention), **options)
