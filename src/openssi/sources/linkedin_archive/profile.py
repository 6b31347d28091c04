"""Attributes of the member's profile: how complete it is, and its media."""

from __future__ import annotations

from collections.abc import Mapping

from openssi.activity.calendar import day_of
from openssi.activity.table import NO_POSITION
from openssi.sources.linkedin_archive.facts import Dated, Owner, Position
from openssi.sources.linkedin_archive.member_facts import PROFILE_ROLES, MemberFacts, Profile

__all__ = ["ATTRIBUTES", "ATTRIBUTES_DOMINATED_BY", "attributes", "missing_parts"]

#: By attribute, the files that it needs.
ATTRIBUTES: Mapping[str, tuple[str, ...]] = {"profile_completeness": ("profile",), "profile_media": ("richmedia",)}

#: By attribute, the files without which its value is a lower bound.
ATTRIBUTES_DOMINATED_BY: Mapping[str, tuple[str, ...]] = {"profile_completeness": PROFILE_ROLES}

_PART = 100_000  # of a complete profile, for each of its ten parts
_MEDIA_PART = 500_000
_SKILLS_WANTED = 5
_POSITION = "description of your present position"


def attributes(member: MemberFacts) -> dict[str, tuple[tuple[int, int], ...]]:
    """Return by attribute `(known_day, value)`, rising by day."""
    return {"profile_completeness": _completeness(member), "profile_media": _media(member)}


def missing_parts(member: MemberFacts) -> dict[str, tuple[str, ...]]:
    """Return by attribute the parts that the newest profile lacks."""
    newest = next((profile for profile in member.profiles if profile.facts.get("profile")), None)
    if newest is None:
        return {}
    employed = any(position.current for position in newest.of("positions", Position))
    missing = [part for part, present in _parts(newest).items() if not present]
    return {
        "profile_completeness": tuple(NO_POSITION if part == _POSITION and not employed else part for part in missing)
    }


def _completeness(member: MemberFacts) -> tuple[tuple[int, int], ...]:
    values: list[tuple[int, int]] = []
    for profile in reversed([profile for profile in member.profiles if profile.facts.get("profile")]):
        # LinkedIn exports no earlier version of a profile: the oldest archive is used for all days before it.
        parts = sum(_parts(profile).values()) + _has_photo(member, profile)
        values.append((profile.day if values else 0, _PART * parts))
    return tuple(values)


def _has_photo(member: MemberFacts, profile: Profile) -> bool:
    """Return whether an upload shows that the profile has a photo; that it has none never shows."""
    return any(upload.photo and day_of(upload.at) <= profile.day for upload in member.each("richmedia", Dated))


def _parts(profile: Profile) -> dict[str, bool]:
    """Return the parts of a complete profile, and whether each is there, except the tenth: the photo."""
    filled = frozenset[str]().union(*(owner.parts for owner in profile.of("profile", Owner)))
    positions = profile.of("positions", Position)
    return {
        **{part: part in filled for part in ("headline", "summary", "industry", "location", "website")},
        _POSITION: any(position.current and position.described for position in positions),
        "an earlier position": len(positions) > 1 or any(not position.current for position in positions),
        "education": bool(profile.facts.get("education")),
        "five skills": len(profile.facts.get("skills", ())) >= _SKILLS_WANTED,
    }


def _media(member: MemberFacts) -> tuple[tuple[int, int], ...]:
    """Half for any photo, video or document, half for a cover image; each from the day of its first upload."""
    media = member.each("richmedia", Dated)
    firsts = {min((upload.at for upload in media if upload.counts is kind), default=-1) for kind in (True, False)}
    steps: list[tuple[int, int]] = [(0, 0)]
    for at in sorted(firsts - {-1}):
        steps.append((day_of(at), steps[-1][1] + _MEDIA_PART))
    return tuple(steps)
