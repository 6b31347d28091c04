"""Join the archives of one member to one activity and one report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, combinations

from openssi.activity.calendar import day_of
from openssi.activity.report import ImportReport
from openssi.errors import ArchiveError
from openssi.sources.linkedin_archive.archive import Archive, File, facts_of_files
from openssi.sources.linkedin_archive.assemble import assemble
from openssi.sources.linkedin_archive.coverage import Span
from openssi.sources.linkedin_archive.duplicates import remove_duplicates
from openssi.sources.linkedin_archive.facts import Facts
from openssi.sources.linkedin_archive.member_facts import PROFILE_ROLES, MemberFacts, Profile
from openssi.sources.protocol import Joined

__all__ = ["join", "remove_duplicates_and_report"]


def join(archives: Sequence[Archive], time_zone: str) -> Joined:
    """Join one member's archives to their activity, and report what happened to every record.

    Duplicates are removed from the archives' files.

    Args:
        archives: in any order; the report keeps it.
        time_zone: the zone whose calendar days are the member's days active.

    Raises:
        ArchiveError: they belong to different members.
    """
    _check_one_member(archives)
    # Newest first; the order on the command line must not matter, so the name's date and the size decide between
    # equals.
    ranked = sorted(
        ((archive.span(), archive) for archive in archives),
        key=lambda pair: (pair[0].last_day, pair[1].exported, pair[1].size),
        reverse=True,
    )
    spans, newest_first = [pair[0] for pair in ranked], [pair[1] for pair in ranked]
    profiles = _profiles(spans, newest_first)  # before duplicates are removed: each archive has its own profile
    member = MemberFacts(_merged(newest_first), profiles, time_zone)
    read_by = archives[0].text_readers.intersection(*(archive.text_readers for archive in archives))
    activity = assemble(member, spans, read_by, recent_only=any(archive.recent_only for archive in archives))
    return Joined(activity, _report(archives))


def remove_duplicates_and_report(archive: Archive) -> ImportReport:
    """Report what happened to every record of one archive. Duplicates are removed from its files."""
    _merged([archive])
    return _report([archive])


def _profiles(spans: Sequence[Span], archives: Sequence[Archive]) -> list[Profile]:
    """Return the profile as each archive has it.

    LinkedIn sends one export in several zips: what one lacks is taken from the nearest in time.
    """
    profiles: list[Profile] = []
    for at, span in enumerate(spans):
        nearest = sorted(
            range(len(archives)), key=lambda other: (abs(spans[other].last_day - span.last_day), abs(other - at))
        )
        facts = {role: _first_of(archives[other].facts(role) for other in nearest) for role in PROFILE_ROLES}
        profiles.append(Profile(span.last_day, facts))
    return profiles


def _first_of(found: Iterable[Facts]) -> Facts:
    return next(filter(None, found), Facts())


def _merged(archives: Sequence[Archive]) -> dict[str, Facts]:
    """Return by role the facts of all archives without duplicates; archives come newest first."""
    streams: dict[str, dict[tuple[int, str], list[File]]] = {}
    for number, archive in enumerate(archives):
        for file in archive.files:
            streams.setdefault(file.role, {}).setdefault((number, file.stream), []).append(file)
    same_rules = len({archive.identities for archive in archives}) == 1
    for role, of_role in streams.items():
        remove_duplicates(role, list(of_role.values()), same_rules=same_rules)
    return {role: facts_of_files(chain.from_iterable(of_role.values())) for role, of_role in streams.items()}


def _report(archives: Sequence[Archive]) -> ImportReport:
    files = [
        file.tally.close(*map(day_of, file.span)) if file.span else file.tally.close(None, None)
        for archive in archives
        for file in sorted(archive.files, key=lambda file: file.tally.file.casefold())
    ]
    return ImportReport(tuple(files), tuple(out for archive in archives for out in archive.skipped))


def _check_one_member(archives: Sequence[Archive]) -> None:
    """Check that no two archives differ in their owner, unless others or the member's word connect them."""
    owners = [archive.owner() for archive in archives]
    group = list(range(len(archives)))  # of each archive: the first one that it is connected with
    different: list[tuple[int, int]] = []
    for first, second in combinations(range(len(archives)), 2):
        agreeing, differing = _compare(owners[first], owners[second])
        if archives[first].confirmed or archives[second].confirmed or (agreeing and differing < _DIFFERENT_OWNER):
            group = [group[first] if at == group[second] else at for at in group]
        elif differing:
            different.append((first, second))
    for first, second in different:
        if group[first] != group[second]:
            raise _other_member(archives[first].name, archives[second].name)


#: Name, public address, day of registration: archives of which two differ are different people's.
_DIFFERENT_OWNER = 2


def _compare(one: Sequence[set[str]], other: Sequence[set[str]]) -> tuple[int, int]:
    """Return how many of name, address and registration day agree, and how many differ; unknown ones do neither."""
    known = [(mine, theirs) for mine, theirs in zip(one, other, strict=True) if mine and theirs]
    agreeing = sum(not mine.isdisjoint(theirs) for mine, theirs in known)
    return agreeing, len(known) - agreeing


def _other_member(one: str, other: str) -> ArchiveError:
    which = f"{one} and {other}" if one != other else f"The files called {one}"
    return ArchiveError(
        "archive-other-member",
        f"{which} belong to different members. Their owners' names, public addresses or days of registration differ.",
        unchanged="Nothing was scored.",
        hint="Use archives of one member only. If both are yours and you changed your name, confirm it: with "
        "--same-member on the "
        "command line, or with “That’s me” under Uploads on a team server.",
    )
