"""Write the analytics of one post as LinkedIn exports them, from the format notes only."""
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from pathlib import Path

import xlsxwriter

__all__ = ["single_post"]


def single_post(
    path: Path,
    url: str,
    reactions: int | str,
    comments: int | str,
    reposts: int | str,
    *,
    sheet: str = "Post analytics",
) -> Path:
    """Write one file; numbers are written as texts, with thousands separators, as LinkedIn does."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_urls": False, "strings_to_formulas": False})
    rows = [
        ("Post URL", url),
        ("Post Date", "6/15/2026"),
        ("Post Publish Time", "12:00 PM"),
        ("Impressions", 12_345),
        ("Members reached", 6_789),
        ("Profile viewers from this post", 12),
        ("Followers gained from this post", 3),
        ("Social engagements", 99),
        ("Reactions", reactions),
        ("Comments", comments),
        ("Reposts", reposts),
        ("Saves", 4),
        ("Sends on LinkedIn", 2),
        ("Link engagements", 1),
        ("Premium custom button engagements", 0),
    ]
    page = book.add_worksheet(sheet)
    for row, (title, value) in enumerate(rows):
        page.write(row, 0, title)
        page.write(row, 1, f"{value:,}" if isinstance(value, int) else value)
    page.write_row(17, 0, ["Category", "Value", "%"])
    page.write_row(18, 0, ["Job title", "Account Executive", "12%"])
    page.write_row(19, 0, ["Company size", "11-50 employees", "< 1%"])
    book.close()
    return path
