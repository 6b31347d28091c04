"""Join the archives of one member to one activity and one report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple, Protocol

from openssi.activity.calendar import day_of
from openssi.activity.report import ImportReport
from openssi.errors import ArchiveError
from openssi.sources.linkedin_archive.archive import Archive, File, facts_of_files
from openssi.sources.linkedin_archive.assemble import assemble
from openssi.sources.linkedin_archive.coverage import Span
from openssi.sources.linkedin_archive.duplicates import KnownRecords, chunks_and_copies
from openssi.sources.linkedin_archive.facts import Facts
from openssi.sources.linkedin_archive.member_facts import PROFILE_ROLES, MemberFacts, Profile
from openssi.sources.protocol import JoinedMember

__all__ = ["Restorable", "join", "remove_duplicates_and_report"]


class Restorable(Protocol):
    """An archive, or what is stored of one and can be restored as often as asked."""

    def restored(self) -> Archive:
        """Return the archive as if it had just been read."""
        ...


class _Summary(NamedTuple):
    """What joining has to know of every archive before duplicates are removed from any.

    Attributes:
        name: the archive's name.
        rank: which is newer. The order given must not matter, so the name's date and the size decide between equals.
        span: what it covers.
        owner: the member's names, addresses and day of registration that it states.
        confirmed: whether the member said that it is theirs.
        identities: the version of the rules that identified its records.
        profile: its facts of the profile, by role.
        text_readers: the versions of the text readers that read it.
        recent_only: whether old texts were not read.
    """

    name: str
    rank: tuple[int, int, int]
    span: Span
    owner: tuple[set[str], ...]
    confirmed: bool
    identities: int
    profile: dict[str, Facts]
    text_readers: frozenset[int]
    recent_only: bool

    @classmethod
    def of(cls, archive: Archive) -> _Summary:
        """Summarize an archive."""
        span = archive.span()
        return cls(
            archive.name,
            (span.last_day, archive.exported, archive.size),
            span,
            archive.owner(),
            archive.confirmed,
            archive.identities,
            {role: archive.facts(role) for role in PROFILE_ROLES},
            archive.text_readers,
            archive.recent_only,
        )


def join(archives: Sequence[Restorable], time_zone: str) -> JoinedMember:
    """Join one member's archives to their activity, and report what happened to every record.

    Archives that are restored for it are in memory one after the other: of each only the records stay that no newer
    one has.

    Args:
        archives: in any order; the report keeps it.
        time_zone: the zone whose calendar days are the member's days active.

    Raises:
        ArchiveError: they belong to different members.
    """
    summaries = [_Summary.of(archive.restored()) for archive in archives]
    _check_one_member(summaries)
    newest_first = sorted(range(len(archives)), key=lambda at: summaries[at].rank, reverse=True)
    ranked = [summaries[at] for at in newest_first]
    same_rules = len({summary.identities for summary in summaries}) == 1
    merged = _Merged(same_rules=same_rules)
    left = {at: merged.add(archives[at].restored()) for at in newest_first}
    member = MemberFacts(merged.facts(), _profiles(ranked), time_zone)
    read_by = ranked[0].text_readers.intersection(*(summary.text_readers for summary in ranked))
    recent_only = any(summary.recent_only for summary in ranked)
    activity = assemble(member, [summary.span for summary in ranked], read_by, recent_only=recent_only)
    return JoinedMember(activity, _report([left[at] for at in range(len(archives))]))


def remove_duplicates_and_report(archive: Archive) -> ImportReport:
    """Report what happened to every record of one archive. Duplicates are removed from its files."""
    return _report([_Merged(same_rules=True).add(archive)])


def _profiles(summaries: Sequence[_Summary]) -> list[Profile]:
    """Return the profile as each archive has it.

    LinkedIn sends one export in several zips: what one lacks is taken from the nearest in time.
    """
    profiles: list[Profile] = []
    days = [summary.span.last_day for summary in summaries]
    for at, day in enumerate(days):
        nearest = sorted(range(len(days)), key=lambda other: (abs(days[other] - day), abs(other - at)))
        facts = {role: _first_of(summaries[other].profile[role] for other in nearest) for role in PROFILE_ROLES}
        profiles.append(Profile(day, facts))
    return profiles


def _first_of(found: Iterable[Facts]) -> Facts:
    return next(filter(None, found), Facts())


class _Merged:
    """The files of archives that were added, newest first, each without what newer ones have."""

    def __init__(self, *, same_rules: bool) -> None:
        self._same_rules = same_rules
        self._known: dict[str, KnownRecords] = {}
        self._files: dict[str, list[File]] = {}

    def add(self, archive: Archive) -> Archive:
        """Remove from the next older archive what newer ones have, and return it."""
        streams: dict[tuple[str, str], list[File]] = {}
        for file in archive.files:
            streams.setdefault((file.role, file.stream), []).append(file)
        for (role, _), files in streams.items():
            known = self._known.setdefault(role, KnownRecords(role, same_rules=self._same_rules))
            for stream in chunks_and_copies(files) if len(files) > 1 else [files]:
                known.remove_from(stream)
            self._files.setdefault(role, []).extend(files)
        return archive

    def facts(self) -> dict[str, Facts]:
        """Return all facts by role."""
        return {role: facts_of_files(files) for role, files in self._files.items()}


def _report(archives: Sequence[Archive]) -> ImportReport:
    files = [
        file.tally.close(*map(day_of, span)) if (span := file.span) else file.tally.close(None, None)
        for archive in archives
        for file in sorted(archive.files, key=lambda file: file.tally.file.casefold())
    ]
    return ImportReport(tuple(files), tuple(out for archive in archives for out in archive.skipped))


def _check_one_member(archives: Sequence[_Summary]) -> None:
    """Check that no two archives differ in their owner, unless others or the member's word connect them."""
    owners = [archive.owner for archive in archives]
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
