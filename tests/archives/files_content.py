"""Write the member's posts, comments, reactions, follows and searches as LinkedIn's files."""

from __future__ import annotations

from collections.abc import Sequence

from tests.archives import dialects as d
from tests.archives import layout as lay
from tests.archives.facts import Article, World
from tests.archives.layout import Layout

Files = dict[str, bytes]

_SHARES_2018 = (
    "Date",
    "Share Title",
    "Share Description",
    "Share Link",
    "Share Commentary",
    "Shared URL",
    "Media URL",
    "Type",
    "Visibility",
)


def content_files(world: World, layout: Layout) -> Files:
    eol = "\r\n" if layout.generation == "2022" else "\n"
    files = {**_shares(world, layout, eol), **_comments(world, layout, eol), **_searches(world, layout)}
    for base, header, rows in _stamped(world, layout):
        files.update(spread(layout, base, header, rows, eol))
    for base, header, rows in _others(world, layout):
        files.update(spread(layout, base, header, rows, "\n"))
    return files


def spread(
    layout: Layout, base: str, header: d.Row, rows: Sequence[d.Row], eol: str = "\n", every: bool = False
) -> Files:
    """One file, or several with a header each."""
    return {name: d.plain([header, *part], eol, every=every) for name, part in parts(layout, base, rows)}


def parts(layout: Layout, base: str, rows: Sequence[d.Row]) -> list[tuple[str, Sequence[d.Row]]]:
    cut: list[tuple[str, Sequence[d.Row]]] = []
    start = 0
    for name, size in layout.file_names(base, len(rows)):
        cut.append((name, rows[start : start + size]))
        start += size
    return cut


def _shares(world: World, layout: Layout, eol: str) -> Files:
    newest = sorted(world.posts, key=lambda one: one.at, reverse=True)
    if layout.generation == "2018":
        old = [
            (
                d.stamp(one.at),
                "",
                "",
                d.link(one.target),
                d.wrapped(one.text),
                one.shared_url,
                one.media_url,
                "SHARE",
                "MEMBER_NETWORK",
            )
            for one in newest
        ]
        return {name: d.legacy([_SHARES_2018, *part]) for name, part in parts(layout, "Shares", old)}
    urls = ("SharedURL", "MediaURL") if layout.generation == "2022" else ("SharedUrl", "MediaUrl")
    rows = [
        (d.stamp(one.at), d.link(one.target), d.wrapped(one.text), one.shared_url, one.media_url, "MEMBER_NETWORK")
        for one in newest
    ]
    return spread(layout, "Shares", ("Date", "ShareLink", "ShareCommentary", *urls, "Visibility"), rows, eol)


def _comments(world: World, layout: Layout, eol: str) -> Files:
    newest = sorted(world.comments, key=lambda one: (one.at is None, one.at and -one.at.timestamp()))
    rows = [(d.stamp(one.at) if one.at else "", d.link(one.target), one.text) for one in newest]
    header = ("Date", "Link", "Message")
    return {name: d.backslashed([header, *part], eol) for name, part in parts(layout, "Comments", rows)}


def _searches(world: World, layout: Layout) -> Files:
    oldest = sorted(lay.searches(world), key=lambda one: one.at)
    rows = [(d.slashed_utc(one.at), one.text, "raw" if one.raw else "") for one in oldest]
    made: Files = {}
    for name, part in parts(layout, "SearchQueries", rows):
        if layout.generation == "2018":
            made[name] = d.legacy([("Time", "Search Query"), *((row[0], row[1]) for row in part)])
        else:
            made[name] = b"Time,Search Query\n" + d.unquoted([(row[0], row[1], bool(row[2])) for row in part])
    return made


Table = tuple[str, d.Row, list[d.Row]]


def _stamped(world: World, layout: Layout) -> list[Table]:
    """The younger files of one family: plain dates in UTC, CRLF in 2022."""
    saved_time = "createdTime" if layout.generation == "2022" else "CreatedTime"
    extra = layout.surprises and layout.generation != "2022"
    reactions = sorted(world.reactions, key=lambda one: one.at, reverse=True)
    return [
        (
            "Reactions",
            ("Date", "Type", "Link"),
            [(d.stamp(x.at), x.kind, d.link(x.target, x.comment)) for x in reactions],
        ),
        ("InstantReposts", ("Date", "Link"), [(d.stamp(x.at), d.link(x.target)) for x in world.reposts]),
        (
            "Votes",
            ("Date", "Link", "OptionText", *(("Future Column",) if extra else ())),
            [(d.stamp(x.at), d.link(x.target), x.option, *(("future, value",) if extra else ())) for x in world.votes],
        ),
        (
            "Member_Follows",
            ("Date", "Status", "FullName"),
            [(d.stamp(x.at), x.status, x.name) for x in world.member_follows],
        ),
        (
            "Hashtag_Follows",
            ("HashTag", "CreatedTime", "LastModifiedTime", "State"),
            [(x.tag, d.stamp(x.at), d.stamp(x.at), "ACTIVE") for x in world.hashtag_follows],
        ),
        ("Saved_Items", ("savedItem", saved_time), [(d.link(x.target), d.stamp(x.at)) for x in world.saved_items]),
    ]


def _others(world: World, layout: Layout) -> list[Table]:
    form = "%b %d, %Y %I:%M %p"
    tables: list[Table] = [
        (
            "Company Follows",
            ("Organization", "Followed On"),
            [(x.organization, d.weekday_utc(x.at)) for x in world.company_follows],
        ),
        (
            "Events",
            ("Event Name", "Event Time", "Status", "External Url"),
            [
                (x.name, f"{x.start:{form}} - {x.end:{form}}", "APPROVED" if x.approved else "RELINQUISHED", "")
                for x in world.events
            ],
        ),
    ]
    if layout.generation == "2022":
        # The older form has no dates: nothing can be known of the days.
        rows: list[d.Row] = [(x.kind, x.link) for x in world.uploads]
        return [*tables, ("Rich_Media", ("Type", "Link"), rows)]
    dated: list[d.Row] = []
    for x in world.uploads:
        clock = f"{x.at:%B} {x.at.day}, {x.at.year} at {x.at.hour % 12 or 12}:{x.at:%M %p} (GMT)"
        dated.append((f"You uploaded a {x.kind} on {clock}", "", x.link))
    return [*tables, ("Rich_Media", ("Date/Time", "Media Description", "Media Link"), dated)]


def article_files(world: World, layout: Layout) -> Files:
    made: Files = {}
    for one in world.articles:
        made[f"Articles/Articles/{_article_name(one)}"] = _article(one, layout.article_dates).encode()
    return made


def _article_name(one: Article) -> str:
    return f"{one.slug}.html" if one.published else f"{d.stamp(one.created)}.0-{one.slug}.html"


def _article(one: Article, dates: bool) -> str:
    title = one.title.replace("&", "&amp;")
    lines = [f'<h1><a href="https://www.linkedin.com/pulse/{one.slug}">{title}</a></h1>']
    if dates and one.dated:
        lines.append(f'<p class="created">Created on {one.created:%Y-%m-%d %H:%M}</p>')
        if one.published:
            lines.append(f'<p class="published">Published on {one.published:%Y-%m-%d %H:%M}</p>')
    body = "\n  ".join([*lines, "<div><p>Some body. Planned for 2031-01-01.</p></div>"])
    return f"<html>\n<head><title>{title}</title></head>\n<body>\n  {body}\n</body>\n</html>\n"
