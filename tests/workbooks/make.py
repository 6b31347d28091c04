"""Write an analytics workbook from its numbers, from the format notes only, independent of the reader."""
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.worksheet import Worksheet


@dataclass(frozen=True)
class Dialect:
    """A language of the workbook: names of sheets and headings, and how days are written."""

    sheets: tuple[str, str, str, str, str]  # discovery, engagement, top posts, followers, demographics
    engagement: tuple[str, str, str]
    banner: str
    posts: tuple[str, str]
    followers: tuple[str, str, str]
    demographics: tuple[str, str, str]
    day: str

    def written(self, on: date) -> str:
        return self.day.format(d=on.day, m=on.month, y=on.year)


ENGLISH = Dialect(
    ("DISCOVERY", "ENGAGEMENT", "TOP POSTS", "FOLLOWERS", "DEMOGRAPHICS"),
    ("Date", "Impressions", "Engagements"),
    "Maximum of 50 posts available to include in this list",
    ("Post URL", "Post publish date"),
    ("Total followers on {day}", "Date", "New followers"),
    ("Top Demographics", "Value", "Percentage"),
    "{m}/{d}/{y}",
)
SPANISH = Dialect(
    ("DESCUBRIMIENTO", "INTERACCIÓN", "PUBLICACIONES PRINCIPALES", "SEGUIDORES", "INFORMACIÓN DETALLADA"),
    ("Fecha", "Impresiones", "Interacciones"),
    "Esta lista puede incluir un límite de 50 publicaciones",
    ("URL de la publicación", "Fecha de publicación"),
    ("Total de seguidores el {day}:", "Fecha", "Nuevos seguidores"),
    ("Información detallada principal", "Valor", "Porcentaje"),
    "{d}/{m}/{y}",
)
PORTUGUESE = Dialect(
    ("Descoberta", "Engajamento", "Publicações mais em alta", "Seguidores", "Dados demográficos do público"),
    ("Data", "Impressões", "Engajamentos"),
    "Esta lista pode incluir no máximo 50 publicações",
    ("URL da publicação", "Data da publicação"),
    ("Total de seguidores em {day}", "Data", "Novos seguidores"),
    ("Principais dados demográficos", "Valor", "Porcentagem"),
    "{d:02}/{m:02}/{y}",
)
GERMAN = Dialect(  # invented after the others: no real one was seen
    ("ENTDECKUNG", "ENGAGEMENT", "TOP-BEITRÄGE", "FOLLOWER", "DEMOGRAFIE"),
    ("Datum", "Impressions", "Interaktionen"),
    "Diese Liste umfasst höchstens 50 Beiträge",
    ("Beitrags-URL", "Veröffentlichungsdatum"),
    ("Follower insgesamt am {day}", "Datum", "Neue Follower"),
    ("Wichtigste demografische Daten", "Wert", "Prozent"),
    "{d:02}.{m:02}.{y}",
)


class Listed(NamedTuple):
    """A post in the list of top posts."""

    url: str
    published: date
    engagements: int


def workbook(
    path: Path,
    days: Mapping[date, int | str],
    followers: Mapping[date, int] | None = None,
    posts: Sequence[Listed] = (),
    *,
    dialect: Dialect = ENGLISH,
    as_text: bool = True,
    discovery: bool = True,
    split: bool = False,
) -> Path:
    """Writes a workbook; `as_text` as in 2026, numbers as in 2023; without `discovery` as in November 2023; `split` as late in 2026."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_urls": False, "strings_to_formulas": False})
    put = _Put(as_text)
    first, last = (min(days), max(days)) if days else (date(2026, 1, 1), date(2026, 1, 1))
    names = dialect.sheets
    if discovery:
        sheet = book.add_worksheet(names[0])
        put(sheet, 0, 0, "Overall Performance", f"{dialect.written(first)} - {dialect.written(last)}")
        put(sheet, 1, 0, "Impressions", 12_345)
        put(sheet, 2, 0, "Members reached", 6_789)
    sheet = book.add_worksheet(names[1])
    put(sheet, 0, 0, *dialect.engagement)
    for row, (on, value) in enumerate(days.items(), 1):
        put(sheet, row, 0, dialect.written(on), 100 + row, value)
    _write_posts(book.add_worksheet(names[2]), put, dialect, posts)
    sheet = book.add_worksheet(names[3])
    put(sheet, 0, 0, dialect.followers[0].format(day=dialect.written(last)), 1_234)
    put(sheet, 2, 0, *dialect.followers[1:])
    for row, (on, value) in enumerate((followers or {}).items(), 3):
        put(sheet, row, 0, dialect.written(on), value)
    for name in ("AUDIENCE DEMOGRAPHICS", "CONTENT DEMOGRAPHICS") if split else names[4:]:
        sheet = book.add_worksheet(name)
        put(sheet, 0, 0, *dialect.demographics)
        put(sheet, 1, 0, "Job titles", "Account Executive", "2%" if as_text else 0.02)
        put(sheet, 2, 0, "Company size", "11-50 employees", "< 1%")
    book.close()
    return path


def _write_posts(sheet: Worksheet, put: _Put, dialect: Dialect, posts: Sequence[Listed]) -> None:
    """Two rankings side by side; that by impressions has one post more, and the space between them holds junk."""
    put(sheet, 0, 0, dialect.banner)
    put(sheet, 2, 0, *dialect.posts, dialect.engagement[2], "", *dialect.posts, dialect.engagement[1])
    for row, post in enumerate(sorted(posts, key=lambda post: -post.engagements), 3):
        put(sheet, row, 0, post.url, dialect.written(post.published), post.engagements)
    for row, post in enumerate(sorted(posts, key=lambda post: post.url), 3):
        put(sheet, row, 3, " ", post.url, dialect.written(post.published), 1000 + row)
    if posts:
        post = posts[0]
        put(sheet, 3 + len(posts), 4, post.url.replace("activity", "share"), dialect.written(post.published), 7)


def spreadsheet(path: Path, sheets: Mapping[str, Mapping[tuple[int, int], str | float]]) -> Path:
    """Any spreadsheet, from its cells by row and column."""
    book = xlsxwriter.Workbook(str(path))
    for name, cells in sheets.items():
        sheet = book.add_worksheet(name)
        for (row, column), value in cells.items():
            sheet.write(row, column, value)
    book.close()
    return path


class _Put:
    """Writes a row of cells, numbers as texts if the generation does."""

    def __init__(self, as_text: bool) -> None:
        self._as_text = as_text

    def __call__(self, sheet: Worksheet, row: int, column: int, *cells: str | float) -> None:
        for at, cell in enumerate(cells, column):
            if self._as_text or isinstance(cell, str):
                sheet.write_string(row, at, str(cell))
            else:
                sheet.write_number(row, at, cell)
