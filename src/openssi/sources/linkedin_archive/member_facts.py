"""All facts of one member, from all their archives, as the kinds of activity and the profile are computed from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, compress
from operator import attrgetter
from typing import NamedTuple, TypeVar

from openssi.activity.calendar import DAY_SECONDS
from openssi.sources.linkedin_archive.conversations import (
    FirstMessage,
    Messages,
    People,
    conversations_of,
    first_messages,
)
from openssi.sources.linkedin_archive.facts import Fact, Facts, Invitation, Owner, Position

__all__ = ["PROFILE_ROLES", "MemberFacts", "Profile"]

#: Files that describe the member on the day of the export, instead of what was done on a day.
PROFILE_ROLES = ("profile", "positions", "education", "skills")

T = TypeVar("T", bound=Fact)


class Profile(NamedTuple):
    """The member's profile on the last day of one archive: facts by profile role."""

    day: int
    facts: Mapping[str, Facts]

    def of(self, role: str, _: type[T]) -> list[T]:
        """Return the facts of a role one by one."""
        return list(self.facts.get(role, ()))


@dataclass(frozen=True)
class MemberFacts:
    """One member's merged facts.

    Attributes:
        facts: by role, without duplicates.
        profiles: the profile as each archive has it, newest first.
        time_zone: the zone whose calendar days are the days active.
    """

    facts: Mapping[str, Facts]
    profiles: Sequence[Profile]
    time_zone: str

    def all(self, role: str) -> Facts:
        """Return all facts of a role, in columns."""
        return self.facts.get(role, _NO_FACTS)

    def each(self, role: str, _: type[T]) -> list[T]:
        """Return the facts of a role one by one; for roles with few."""
        return list(self.facts.get(role, ()))

    @cached_property
    def days(self) -> Mapping[str, Counter[int]]:
        """By role, how many of its records each day has."""
        return {role: Counter([at // DAY_SECONDS for at in facts.dated]) for role, facts in self.facts.items()}

    @cached_property
    def invitations(self) -> list[Invitation]:
        """All invitations, sent and received."""
        return self.each("invitations", Invitation)

    @cached_property
    def people(self) -> People:
        """The member's connections."""
        senders = set(map(attrgetter("sender"), self.all("messages").column("envelope")))
        invited = {invitation.address for invitation in self.invitations}
        return People.of(self.all("connections"), frozenset(senders | invited) - {""})

    @cached_property
    def messages(self) -> Messages | None:
        """The messages by conversation; None if nothing shows which side is the member."""
        own_addresses = (invitation.own_address for invitation in self.invitations)
        return conversations_of(self.all("messages"), own_addresses, self.owner_key)

    @cached_property
    def genuine_messages(self) -> Messages | None:
        """The messages without the member's phrases of one click; None as for `messages`."""
        return self.messages.without_clicks() if self.messages else None

    @cached_property
    def first_messages(self) -> list[FirstMessage]:
        """The conversations that the member began."""
        return list(first_messages(self.messages)) if self.messages else []

    @property
    def messages_sent(self) -> Iterable[int]:
        """The moment of each message that the member wrote."""
        return compress(self.messages.at, self.messages.own) if self.messages else ()

    @cached_property
    def own_posts(self) -> list[int]:
        """When each of the member's posts was made by its ID (milliseconds), in order."""
        return sorted(self.all("shares").column("made"))

    @property
    def _owners(self) -> Iterable[Owner]:
        return chain.from_iterable(profile.of("profile", Owner) for profile in self.profiles)

    @property
    def owner_key(self) -> str:
        """The key of the member's name; "" if no profile has it."""
        return next((owner.name for owner in self._owners if owner.name), "")

    @property
    def industry(self) -> str:
        """The member's industry as the newest profile names it; "" if none does."""
        return next((owner.industry for owner in self._owners if owner.industry), "")

    @cached_property
    def employers(self) -> dict[str, int]:
        """The companies where the member works now, with the day each job began, from the newest positions file."""
        began: dict[str, int] = {}
        newest = next((profile for profile in self.profiles if profile.facts.get("positions")), _NO_PROFILE)
        for position in newest.of("positions", Position):
            if position.current and position.company:
                began[position.company] = min(position.began, began.get(position.company, position.began))
        return began

    @property
    def has_positions(self) -> bool:
        """Whether any archive has positions."""
        return any(profile.facts.get("positions") for profile in self.profiles)


_NO_FACTS = Facts()
_NO_PROFILE = Profile(0, {})
