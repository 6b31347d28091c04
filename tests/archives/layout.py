"""The form of an archive: its generation, its file names, and which facts it can contain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tests.archives.facts import Conversation, Invitation, Message, Search, World

Generation = Literal["2018", "2022", "2024", "2026", "2026-suffix"]
GENERATIONS: tuple[Generation, ...] = ("2018", "2022", "2024", "2026", "2026-suffix")
MEMBER_ID = "123456789"
INVITATION_DAYS = 180
SEARCH_DAYS = 395

_FIRST = (
    "Shares",
    "SearchQueries",
    "messages",
    "Connections",
    "Invitations",
    "Profile",
    "Positions",
    "Education",
    "Skills",
    "Languages",
    "Endorsement_Received_Info",
    "Recommendations_Received",
    "Articles",
)
_SINCE_2022 = (
    *_FIRST,
    "Comments",
    "Reactions",
    "Votes",
    "Member_Follows",
    "Hashtag_Follows",
    "Saved_Items",
    "Company Follows",
    "Events",
    "Rich_Media",
    "Endorsement_Given_Info",
    "Recommendations_Given",
)
_SINCE_2024 = (*_SINCE_2022, "InstantReposts", "Profile Summary", "Learning")

PRESENT: dict[str, tuple[str, ...]] = {
    "2018": _FIRST,
    "2022": _SINCE_2022,
    "2024": _SINCE_2024,
    "2026": _SINCE_2024,
    "2026-suffix": _SINCE_2024,
}

_NAMES: dict[str, dict[str, str]] = {
    "2018": {
        "SearchQueries": "Search Queries",
        "messages": "Messages",
        "Endorsement_Received_Info": "Endorsement Received Info",
        "Recommendations_Received": "Recommendations Received",
    },
    "2022": {"Rich_Media": "Rich Media"},
}
# One archive may mix names with and without the member's id: Votes and Saved_Items stay plain.
_WITH_MEMBER_ID = ("Shares", "Comments", "Reactions", "InstantReposts", "Hashtag_Follows", "Member_Follows")
_CHUNKED = (
    "Shares",
    "Comments",
    "Reactions",
    "messages",
    "SearchQueries",
    "Connections",
    "Invitations",
    "Endorsement_Received_Info",
)


@dataclass(frozen=True)
class Layout:
    generation: Generation = "2024"
    nested: bool = False  # everything below a folder with the name of the zip
    chunks: int = 0  # rows per file of the larger kinds (X.csv, X_1.csv, ...); 0: no splitting
    decoys: bool = True  # files of high risk, filled with a canary, that a reader must leave closed
    surprises: bool = True  # an unknown file, and an unknown column in Votes
    article_dates: bool = True  # False: no article has its date
    without: frozenset[str] = frozenset()  # kinds of files not asked for
    legacy_endorsements: bool = True  # 2022 only: still the UTF-16 file; False: the plain one, without addresses
    resaved: bool = False  # Connections opened and saved again by a spreadsheet: BOM, semicolons, 05-Mar-24
    complete: bool = False  # the name says Complete; it means nothing

    def file_names(self, base: str, rows: int) -> list[tuple[str, int]]:
        """The names of the files of this kind, each with its number of rows."""
        stem = self._stem(base)
        if not self._split(base) or rows <= self.chunks:
            return [(f"{stem}.csv", rows)]
        starts = range(0, rows, self.chunks)
        sizes = [min(self.chunks, rows - start) for start in starts]
        return [(f"{stem}_{number}.csv" if number else f"{stem}.csv", size) for number, size in enumerate(sizes)]

    def _stem(self, base: str) -> str:
        if base == "Endorsement_Received_Info" and self.old_endorsements:
            return "Endorsement Received Info"
        if self.generation == "2026-suffix" and base in _WITH_MEMBER_ID:
            return f"{base}_{MEMBER_ID}"
        return _NAMES.get(self.generation, {}).get(base, base)

    def _split(self, base: str) -> bool:
        suffixed = self.generation == "2026-suffix" and base in _WITH_MEMBER_ID
        return self.chunks > 0 and base in _CHUNKED and not suffixed

    @property
    def old_endorsements(self) -> bool:
        return self.generation == "2018" or (self.generation == "2022" and self.legacy_endorsements)

    @property
    def has_addresses(self) -> bool:
        """Connections and Invitations give profile URLs (they did not in 2018 and 2022)."""
        return self.generation not in ("2018", "2022")

    @property
    def has_drafts(self) -> bool:
        """Drafts are written only where the file has a column to mark them."""
        return self.generation == "2026-suffix"


def invitations(world: World) -> list[Invitation]:
    """The archive has invitations that led to a connection in the last 180 days, or are open and not older."""
    first = world.exported - timedelta(days=INVITATION_DAYS)
    return [one for one in world.invitations if (one.accepted or one.at).date() >= first]


def searches(world: World) -> list[Search]:
    """A rolling window of about 13 months."""
    first = world.exported - timedelta(days=SEARCH_DAYS)
    return [one for one in world.searches if one.at.date() >= first]


def conversations(world: World, layout: Layout) -> list[tuple[Conversation, list[Message]]]:
    """What messages.csv holds. In 2018 there is no conversation id, and groups are left out here."""
    kept: list[tuple[Conversation, list[Message]]] = []
    for one in world.conversations:
        if layout.generation == "2018" and len(one.others) > 1:
            continue
        lines = [line for line in one.messages if layout.has_drafts or not (line.draft or one.draft)]
        if lines:
            kept.append((one, lines))
    return kept


def counts(world: World, layout: Layout) -> dict[str, int]:
    """The number of records of each kind of file that is written: a kind without records is not, as at LinkedIn."""
    profile = world.profile
    have = {
        "Shares": len(world.posts),
        "SearchQueries": len(searches(world)),
        "Connections": len(world.connections),
        "messages": sum(len(lines) for _, lines in conversations(world, layout)),
        "Invitations": len(invitations(world)),
        "Profile": 1,
        "Positions": len(profile.positions),
        "Education": len(profile.schools),
        "Skills": len(profile.skills),
        "Languages": len(profile.languages),
        "Endorsement_Received_Info": len(world.endorsements_received),
        "Recommendations_Received": len(world.recommendations_received),
        "Comments": len(world.comments),
        "Reactions": len(world.reactions),
        "Votes": len(world.votes),
        "Member_Follows": len(world.member_follows),
        "Hashtag_Follows": len(world.hashtag_follows),
        "Saved_Items": len(world.saved_items),
        "Company Follows": len(world.company_follows),
        "Events": len(world.events),
        "Rich_Media": len(world.uploads),
        "Endorsement_Given_Info": len(world.endorsements_given),
        "Recommendations_Given": len(world.recommendations_given),
        "InstantReposts": len(world.reposts),
        "Learning": len(world.courses) + 1,  # one was saved and never watched
        "Articles": len(world.articles),
    }
    present = [base for base in PRESENT[layout.generation] if base not in layout.without]
    written = {base: have[base] for base in present if have.get(base)}
    if "Profile Summary" in present:
        written["Profile Summary"] = 0  # a header and blank lines, in every archive
    return written


def brought(world: World, layout: Layout) -> frozenset[str]:
    return frozenset(counts(world, layout))


def zip_stem(day: date, layout: Layout) -> str:
    kind = "Complete" if layout.complete else "Basic"
    return f"{kind}_LinkedInDataExport_{day:%m-%d-%Y}"
