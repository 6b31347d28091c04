"""Rewrites an archive as LinkedIn wrote it from 2021 to March 2024: other quotes, line ends, columns and file names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping

__all__ = ["as_earlier"]

_MEMBER_ID = re.compile(r"_\d{5,}\.csv")
#: Their records end with CRLF, while line breaks in texts may be LF.
_CRLF = ("Reactions.csv", "Shares.csv", "Votes.csv", "Member_Follows.csv", "Saved_Items.csv")
_TITLES = {
    "Shares.csv": {"SharedUrl": "SharedURL", "MediaUrl": "MediaURL"},
    "Saved_Items.csv": {"CreatedTime": "createdTime"},
}
#: What every archive of 2020 to September 2024 has in place of the list of uploads.
_PLACEHOLDER = (
    "Type,Link\n"
    "Video content can be downloaded at,https://www.linkedin.com/psettings/member-data/videos\n"
    "Documents can be downloaded at,https://www.linkedin.com/psettings/rich-media\n"
)
_LATER_COLUMNS = ("ATTACHMENTS", "IS MESSAGE DRAFT", "IS CONVERSATION DRAFT")
_INVITATION_COLUMNS = 5

_Rows = list[list[str]]


def as_earlier(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of an archive in their earlier form; drafts and uploads were not in it."""
    earlier = {_MEMBER_ID.sub(".csv", name): content for name, content in files.items()}
    del earlier["Rich_Media.csv"]
    earlier["Rich Media.csv"] = _PLACEHOLDER.encode()
    earlier["Comments.csv"] = _comments(_read(earlier["Comments.csv"], escape="\\"))
    earlier["messages.csv"] = _write(_messages(_read(earlier["messages.csv"])), "\n")
    earlier["Invitations.csv"] = _write([row[:_INVITATION_COLUMNS] for row in _read(earlier["Invitations.csv"])], "\n")
    for name in _CRLF:
        header, *rows = _read(earlier[name])
        titles = [_TITLES.get(name, {}).get(title, title) for title in header]
        earlier[name] = _write([titles, *rows], "\r\n")
    return dict(sorted(earlier.items()))


def _comments(rows: _Rows) -> bytes:
    """Write comments: only a comma or a quote puts a text in quotes, a line break alone does not."""

    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if "," in cell or '"' in cell else cell

    return "".join(",".join(map(quoted, row)) + "\r\n" for row in rows).encode()


def _messages(rows: _Rows) -> _Rows:
    """Return messages without drafts, and without the columns that were added later."""
    header, *messages = rows
    draft = header.index("IS MESSAGE DRAFT")
    columns = [at for at, title in enumerate(header) if title not in _LATER_COLUMNS]
    sent = [row for row in messages if row[draft] != "Yes"]
    return [[row[at] for at in columns] for row in (header, *sent)]


def _read(content: bytes, escape: str | None = None) -> _Rows:
    return list(csv.reader(io.StringIO(content.decode(), newline=""), escapechar=escape))


def _write(rows: Iterable[list[str]], end: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=end).writerows(rows)
    return out.getvalue().encode()
