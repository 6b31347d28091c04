"""From a member's facts to their daily activity: a loop over `KINDS`, the profile, and what the archives cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from openssi.activity import Activity, daily_rows
from openssi.activity import Post as PublishedPost
from openssi.activity.calendar import FOUR_WEEKS, day_of
from openssi.sources.linkedin_archive.catalogue import ARTICLE
from openssi.sources.linkedin_archive.coverage import Span, coverage_of
from openssi.sources.linkedin_archive.facts import Post
from openssi.sources.linkedin_archive.file_formats import FILE_FORMATS
from openssi.sources.linkedin_archive.kinds import KINDS
from openssi.sources.linkedin_archive.kinds_v2 import count_v2
from openssi.sources.linkedin_archive.member_facts import MemberFacts
from openssi.sources.linkedin_archive.profile import attributes, missing_parts

__all__ = ["assemble"]


def assemble(
    member: MemberFacts, spans: Sequence[Span], text_readers: frozenset[int], *, recent_only: bool = False
) -> Activity:
    """Return one member's daily activity.

    Args:
        member: all facts.
        spans: what each archive covers, newest first.
        text_readers: the versions of the text readers that read the archives.
        recent_only: whether old texts were not read.
    """
    last_day = max((span.last_day for span in spans), default=0)
    covered = coverage_of(spans, has_articles=bool(member.all(ARTICLE)), sides_known=member.messages is not None)
    counted = {2: count_v2(member)} if 2 in text_readers else {}
    replaced = frozenset[str]() if 1 in text_readers else counted[2].rows.keys()
    return Activity(
        rows={kind.id: daily_rows(kind.events(member)) for kind in KINDS if kind.id not in replaced},
        last_day=last_day,
        known_until=max((max(span.last_day, span.exported) for span in spans), default=0),
        attributes=attributes(member),
        coverage=covered.coverage,
        reasons=covered.reasons,
        lower_bounds=covered.lower_bounds,
        not_applicable=_not_applicable(member),
        open_parts=missing_parts(member),
        records=_records(member),
        companies=_companies(member),
        industry=member.industry,
        posts=_posts(member),
        counted=counted,
        readers=text_readers,
        scored_from=last_day - FOUR_WEEKS if recent_only else 0,
    )


def _not_applicable(member: MemberFacts) -> dict[str, str]:
    if member.has_positions and not member.employers:
        return {"coworker_connection_made": "your profile names no present employer"}
    return {}


def _records(member: MemberFacts) -> tuple[tuple[int, int], ...]:
    """Count dated records by day; planned ones are none yet."""
    total: Counter[int] = Counter()
    for role, counts in member.days.items():
        if role not in FILE_FORMATS or not FILE_FORMATS[role].planned:
            total.update(counts)
    return tuple(sorted(total.items()))


def _companies(member: MemberFacts) -> tuple[tuple[int, int], ...]:
    """Count by day the companies of which the member then got to know the first person."""
    connections = member.all("connections")
    first: dict[str, int] = {}
    for at, company in zip(connections.dated, connections.column("company"), strict=True):
        if company:
            first[company] = min(at, first.get(company, at))
    return tuple(sorted(Counter(map(day_of, first.values())).items()))


def _posts(member: MemberFacts) -> tuple[PublishedPost, ...]:
    posts = map(_published, member.each("shares", Post))
    return tuple(sorted(posts, key=lambda post: (post.at, post.made)))


def _published(post: Post) -> PublishedPost:
    return PublishedPost(
        post.at, post.made, post.own_words, post.words, post.media, post.link, post.question, post.hashtags
    )
