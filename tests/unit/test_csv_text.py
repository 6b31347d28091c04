"""CSV files of other programs: any encoding and delimiter, and lines that can be found again."""

from __future__ import annotations

import pytest

from openssi.sources.csv_text import decode, read_rows

TEXT = "Név;Größe\nJosé;3\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac-roman"])
def test_text_is_read_in_any_usual_encoding(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_the_beginning_of_a_file_may_end_within_a_letter() -> None:
    assert decode("größer\u20ac".encode()[:-1]) == "größer"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_that_of_the_widest_line(delimiter: str) -> None:
    row = delimiter.join(["a", " b ", "c"])
    assert [row.cells for row in read_rows(f"Deals; open\n{row}\n")][1] == ("a", "b", "c")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_row_has_the_line_where_it_begins(end: str) -> None:
    text = end.join(["a,b", '"one', 'two",2', "x,y", ""])
    assert [(row.line, row.cells[1]) for row in read_rows(text)] == [(1, "b"), (2, "2"), (4, "y")]
