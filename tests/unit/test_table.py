"""From bytes to records: every dialect, and how reading goes on after damage."""

from __future__ import annotations

import csv
import io
from contextlib import ExitStack

import pytest

from openssi.sources.linkedin_archive.table import Table, TableError, field_limit, fold

Row = tuple[int, list[str] | str]


def read(data: bytes, *required: str, escape: str | None = None, rejoin: bool = False) -> tuple[list[Row], Table]:
    """Each record with its line: its fields as wide as the header, or the reason why it is broken."""
    found: list[Row] = []
    table = Table(required or ("a", "b"), lambda line, reason: found.append((line, reason)), escape, rejoin)
    with field_limit():
        for block in table.blocks(io.BytesIO(data)):
            found += [
                (start, fields) for start, *fields in zip(block.starts, *block.columns, strict=bool(block.columns))
            ]
    found.sort(key=lambda row: row[0])
    return found, table


def rows(data: bytes, *required: str, escape: str | None = None, rejoin: bool = False) -> list[Row]:
    return read(data, *required, escape=escape, rejoin=rejoin)[0]


OPEN_QUOTE = "a quote that is not closed where the field ends"
NEVER_CLOSED = "a quote that is never closed, up to the end of the file"


def test_a_plain_file() -> None:
    assert rows(b"A,B\n1,2\n3,4\n") == [(2, ["1", "2"]), (3, ["3", "4"])]


def test_column_names_ignore_case_spaces_and_underscores() -> None:
    assert [fold(name) for name in ("Sent At", "sent_at", "SENT-AT", "sentAt\ufeff")] == ["sentat"] * 4
    assert rows(b"Sent At,x_y\n1,2\n", "sentat", "xy") == [(2, ["1", "2"])]


def test_doubled_quotes_commas_and_line_breaks() -> None:
    assert rows(b'A,B\r\n"say ""hi"", you","two\r\nlines"\r\n5,6\r\n') == [
        (2, ['say "hi", you', "two\r\nlines"]),
        (4, ["5", "6"]),
    ]


def test_comments_escape_quotes_with_a_backslash() -> None:
    data = b'A,B\n1,"He said \\"yes\\", and\nleft"\n2,plain\n'
    assert rows(data, escape="\\") == [(2, ["1", 'He said "yes", and\nleft']), (4, ["2", "plain"])]


def test_shares_wrap_each_line_break_in_quotes() -> None:
    """`One, "a"` and `Two` as LinkedIn writes them; the quotes around the break stay in the text."""
    assert rows(b'A,B\n1,"One, ""a""""\n""Two"\n2,x\n') == [(2, ["1", 'One, "a""\n"Two']), (4, ["2", "x"])]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_with_tabs_and_a_byte_order_mark(codec: str) -> None:
    text = '\ufeff"A"\t"B"\n"Zoë, x"\t"2"\n'
    assert rows(text.encode(codec)) == [(2, ["Zoë, x", "2"])]


def test_utf_16_without_a_byte_order_mark() -> None:
    assert rows('"A"\t"B"\n"Zoë"\t"2"\n'.encode("utf-16-le")) == [(2, ["Zoë", "2"])]


def test_a_byte_order_mark_and_semicolons_of_a_spreadsheet() -> None:
    assert rows(b'\xef\xbb\xbfA;B\r\n"x;y";1,5\r\n') == [(2, ["x;y", "1,5"])]


def test_a_preamble_before_the_header_is_skipped() -> None:
    assert rows(b'Notes:\n"When exporting, ""x"""\n\nA,B\n1,2\n') == [(5, ["1", "2"])]


def test_blank_lines_and_padding_are_not_records() -> None:
    assert rows(b"A,B\n\n1,2\n,\n\n3,4\n\n") == [(3, ["1", "2"]), (6, ["3", "4"])]


def test_a_quote_that_never_closes_costs_one_record() -> None:
    assert rows(b'A,B\n1,"open\n2,x\n3,y\n') == [(2, NEVER_CLOSED), (3, ["2", "x"]), (4, ["3", "y"])]


def test_a_quote_that_a_later_quote_seems_to_close_costs_one_record() -> None:
    assert rows(b'A,B\n1,"open\n2,"x"\n3,y\n') == [(2, OPEN_QUOTE), (3, ["2", "x"]), (4, ["3", "y"])]


def test_a_quote_open_in_the_last_record() -> None:
    found, table = read(b'A,B\n1,2\n3,"cut sho')
    assert found == [(2, ["1", "2"]), (3, NEVER_CLOSED)]
    assert any("does not end with a line end" in note for note in table.notes)


def test_the_lines_of_a_broken_record_are_not_counted_one_by_one() -> None:
    """Record 2 runs over lines 2 to 4; what is left of it is no record of its own."""
    assert rows(b'A,B\n1,"x" y\nrest\nmore rest\n5,6\n') == [(2, OPEN_QUOTE), (5, ["5", "6"])]


def test_lines_of_a_broken_record_are_not_counted_after_a_good_one() -> None:
    assert rows(b'A,B\n0,0\n1,"x" y\nrest\nmore rest\n5,6\n') == [(2, ["0", "0"]), (3, OPEN_QUOTE), (6, ["5", "6"])]


def test_the_rest_of_a_broken_record_is_not_a_repaired_record() -> None:
    found, table = read(b'A,B\n1,"x" y\nre\x00st\n5,6\n')
    assert (found, table.repaired) == ([(2, OPEN_QUOTE), (4, ["5", "6"])], set())


def test_a_break_hides_no_record_before_it() -> None:
    assert rows(b'A,B\n1\n2,x\n3,"x" y\n4,z\n') == [
        (2, "1 columns instead of 2"),
        (3, ["2", "x"]),
        (4, OPEN_QUOTE),
        (5, ["4", "z"]),
    ]


def test_a_break_hides_no_record_after_the_next_good_one() -> None:
    assert rows(b'A,B\n1,"x" y\n2,x\n3\n4,z\n') == [
        (2, OPEN_QUOTE),
        (3, ["2", "x"]),
        (4, "1 columns instead of 2"),
        (5, ["4", "z"]),
    ]


def test_wrong_numbers_of_columns_are_reported() -> None:
    assert rows(b"A,B\n1\n1,2,3\n3,4\n") == [
        (2, "1 columns instead of 2"),
        (3, "3 columns instead of 2"),
        (4, ["3", "4"]),
    ]


def test_surplus_commas_belong_to_the_last_column_where_it_is_known() -> None:
    found, table = read(b"A,B\n1,cto, berlin, x\n2,y\n", rejoin=True)
    assert found == [(2, ["1", "cto, berlin, x"]), (3, ["2", "y"])]
    assert table.repaired == {2}


def test_a_nul_is_dropped_and_counted_as_repaired() -> None:
    found, table = read(b"A,B\n1,a\x00b\n2,c\n")
    assert (found, table.repaired) == ([(2, ["1", "ab"]), (3, ["2", "c"])], {2})


def test_bytes_of_windows_1252_are_read_as_such_and_counted_as_repaired() -> None:
    found, table = read(b"A,B\n1,caf\xe9 \x96 x\n2,c\xc3\xa9\n")
    assert (found, table.repaired) == ([(2, ["1", "café – x"]), (3, ["2", "cé"])], {2})


def test_a_field_past_a_million_characters_costs_its_record() -> None:
    data = b"A,B\n1," + b"x" * 1_000_001 + b"\n3,4\n"
    assert rows(data) == [(2, "a field longer than 500,000 characters"), (3, ["3", "4"])]


def test_a_field_of_a_million_characters_is_read() -> None:
    found = rows(b"A,B\n1," + b"x" * 500_000 + b"\n3,4\n")
    assert found == [(2, ["1", "x" * 500_000]), (3, ["3", "4"])]


def test_a_line_without_end_costs_its_record_and_no_more() -> None:
    data = b"A,B\n1," + b"x" * 5_000_000 + b"\n3,4\n"
    assert rows(data) == [(2, "a field longer than 500,000 characters"), (3, ["3", "4"])]


def test_a_record_across_the_blocks_in_which_a_file_is_read() -> None:
    """Long enough that some record lies across each border of some 250 KB."""
    lines = [f'{at},"two\nlines, ""{"é" * (at % 50)}"""\n' for at in range(12_000)]
    found = rows(("A,B\n" + "".join(lines)).encode())
    assert found == [(2 + 2 * at, [str(at), f'two\nlines, "{"é" * (at % 50)}"']) for at in range(12_000)]


def test_a_wrong_byte_is_repaired_though_its_record_ends_in_a_later_block() -> None:
    """The byte is the last line of one block of 64 KiB, the end of its record lies in the next."""
    before = b"A,B\n" + b"1,%s\n" % (b"x" * 65_000)
    data = before + b'2,"M\xfcller\n' + b"\n" * 1_000 + b'"\n' + b"3,y\n" * 20_000
    found, table = read(data)
    assert found[1] == (3, ["2", "Müller\n" + "\n" * 1_000])
    assert len(found) == 20_002
    assert table.repaired == {3}


def test_an_open_quote_far_from_the_end_costs_one_record() -> None:
    lines = [f"{at},{'x' * 20}\n" for at in range(20_000)]
    lines[10] = '10,"open\n'
    found = rows(("A,B\n" + "".join(lines)).encode())
    assert len(found) == 20_000
    assert [line for line, row in found if isinstance(row, str)] == [12]


def test_the_field_limit_is_restored() -> None:
    before = csv.field_size_limit()
    with pytest.raises(TableError), field_limit():
        list(Table(("a",), lambda _line, _reason: None).blocks(io.BytesIO(b"x\n")))
    assert csv.field_size_limit() == before


def test_an_empty_file_is_reported() -> None:
    for data in (b"", b"\n\n", b"\xef\xbb\xbf"):
        with pytest.raises(TableError, match="empty"):
            rows(data)


def test_an_unknown_header_is_reported_and_its_records_are_counted() -> None:
    rejected: list[int] = []
    table = Table(("a", "b"), lambda line, _: rejected.append(line))
    with pytest.raises(TableError, match="no column a and no column b"):
        list(table.blocks(io.BytesIO(b"X,Y\n" + b"1,2\n" * 30)))
    assert rejected == list(range(2, 32))


def test_a_header_alone_has_no_records() -> None:
    assert rows(b"A,B\n") == []


def test_a_file_without_a_final_line_end_is_read_with_a_note() -> None:
    found, table = read(b"A,B\n1,2")
    assert found == [(2, ["1", "2"])]
    assert table.notes == ["the file does not end with a line end: its last record may be cut short"]
    assert read(b"A,B\n1,2\n")[1].notes == []


def test_unknown_columns_change_nothing() -> None:
    found, table = read(b"New,B,A\nx,2,1\n")
    assert (found, table.header) == ([(2, ["x", "2", "1"])], ["New", "B", "A"])


def test_parallel_readings_share_the_field_limit() -> None:
    before = csv.field_size_limit()
    one, other = field_limit(), field_limit()
    with ExitStack() as first, ExitStack() as second:
        first.enter_context(one)
        raised = csv.field_size_limit()
        second.enter_context(other)
        first.close()
        assert csv.field_size_limit() == raised != before
    assert csv.field_size_limit() == before
