"""The domains of the snapshot API that count, in request order, with the file that each mirrors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

__all__ = ["DOMAINS", "FIRST", "Domain", "is_synced_file"]


class Domain(NamedTuple):
    """A domain: its name, the role of the archive's file with the same columns, another spelling of the name."""

    name: str
    role: str
    other_name: str = ""
    describes: bool = False  # the profile, not what was done

    def role_of(self, row: Mapping[str, object]) -> str:
        """Return the role of a row. Endorsements given and received are in one domain."""
        if self.role != "endorsementreceivedinfo":
            return self.role
        return self.role if any(key.startswith("Endorser ") for key in row) else "endorsementgiveninfo"

    def roles(self, rows: Iterable[Mapping[str, object]]) -> tuple[str, ...]:
        """Return the roles of rows."""
        return tuple(dict.fromkeys(map(self.role_of, rows)))


#: Asked first: it is ready before all others, so its answer shows whether the token works.
FIRST = Domain("PROFILE", "profile", describes=True)
#: Recommendations are not asked for: their rows don't say whether they were received or given.
DOMAINS: tuple[Domain, ...] = (
    FIRST,
    Domain("POSITIONS", "positions", describes=True),
    Domain("EDUCATION", "education", describes=True),
    Domain("SKILLS", "skills", describes=True),
    Domain("CONNECTIONS", "connections"),
    Domain("MEMBER_SHARE_INFO", "shares"),
    Domain("ALL_COMMENTS", "comments"),
    Domain("ALL_LIKES", "reactions"),
    Domain("INSTANT_REPOSTS", "instantreposts"),
    Domain("INVITATIONS", "invitations"),
    Domain("SEARCHES", "searchqueries"),
    Domain("COMPANY_FOLLOWS", "companyfollows"),
    Domain("ENDORSEMENTS", "endorsementreceivedinfo"),
    Domain("Events", "events", "EVENTS"),
    Domain("RICH_MEDIA", "richmedia"),
    Domain("ALL_VOTES", "votes"),
    Domain("MEMBER_FOLLOWING", "memberfollows"),
    Domain("ACTOR_SAVE_ITEM", "saveditems"),
    Domain("LEARNING", "learning"),
    Domain("INBOX", "messages"),  # last, since it can have hundreds of pages
)
_SYNCED = b"openssi synced "


def is_synced_file(path: Path) -> bool:
    """Return whether a file begins as those that `ssi sync` writes. Never raises."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(_SYNCED)) == _SYNCED
    except (OSError, ValueError):
        return False
