"""Several archives of one member: a record in two of them counts once, real repeats in one stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from openssi.sources.linkedin_archive.archive import File
from openssi.sources.linkedin_archive.duplicates import chunks_and_copies, remove_duplicates
from openssi.sources.linkedin_archive.facts import Connection, Dated, Fact, Facts
from openssi.sources.tally import Tally

DAY = 19_787 * 86_400


def file(role: str, facts: Sequence[Fact]) -> File:
    return File(role, role, Tally("x.csv", "a.zip", imported=len(facts)), Facts.of(facts))


def dated(*identities: int) -> File:
    return file("reactions", [Dated(DAY, identity) for identity in identities])


def union_of(*streams: list[File]) -> Counter[int]:
    remove_duplicates("reactions", streams)
    return Counter(fact.identity for files in streams for one in files for fact in one.facts)


def test_the_union_has_each_record_at_its_highest_count() -> None:
    assert union_of([dated(1, 1, 2)], [dated(1, 2, 2, 2, 3)], [dated(1, 1, 1, 4)]) == {1: 3, 2: 3, 3: 1, 4: 1}


def test_the_older_archive_adds_only_new_records() -> None:
    newer, older = dated(1, 2), dated(2, 3)
    remove_duplicates("reactions", [[newer], [older]])
    assert [fact.identity for fact in newer.facts] == [1, 2]
    assert [fact.identity for fact in older.facts] == [3]
    assert (older.tally.imported, older.tally.duplicate, newer.tally.duplicate) == (1, 1, 0)


def test_the_same_archive_again_adds_nothing() -> None:
    assert union_of([dated(1, 1, 2)], [dated(2, 1, 1)]) == {1: 2, 2: 1}


def test_repeats_inside_one_archive_stay() -> None:
    assert union_of([dated(7, 7, 7)]) == {7: 3}


def test_chunks_of_one_file_are_not_duplicates_of_each_other() -> None:
    assert union_of([dated(1, 2), dated(1, 3)]) == {1: 2, 2: 1, 3: 1}


def test_chunks_are_compared_with_another_archive_as_one_file() -> None:
    """The newer archive has record 1 twice, once in each chunk; the older one has it three times in one file."""
    assert union_of([dated(1), dated(1)], [dated(1, 1, 1)]) == {1: 3}


def test_a_numbered_copy_is_not_a_chunk() -> None:
    first, chunk, copy, small = dated(*range(9)), dated(8, *range(10, 18)), dated(*range(8), 99), dated(1, 1)
    assert chunks_and_copies([first, chunk, copy, small]) == [[first, chunk, small], [copy]]


def connection(address: str, name: str, day: int = 0) -> Connection:
    return Connection(DAY + day * 86_400, hash((address, name, day)), address, name, "", senior=False, decides=False)


def names_after(newer: list[Connection], older: list[Connection]) -> list[str]:
    streams = [[file("connections", newer)], [file("connections", older)]]
    remove_duplicates("connections", streams)
    return [fact.name for files in streams for one in files for fact in one.facts]


def test_a_connection_that_changed_its_address_is_the_same() -> None:
    assert names_after([connection("in/bo", "bo")], [connection("in/bo-1a2b", "bo")]) == ["bo"]


def test_a_connection_that_changed_its_name_is_the_same() -> None:
    assert names_after([connection("in/bo", "bo new")], [connection("in/bo", "bo old")]) == ["bo new"]


def test_a_connection_of_another_day_is_another() -> None:
    assert names_after([connection("in/bo", "bo")], [connection("in/al", "al"), connection("in/cy", "cy", 1)]) == [
        "bo",
        "al",
        "cy",
    ]


def test_an_account_closed_since_is_the_same_connection() -> None:
    assert names_after([connection("", "")], [connection("in/bo", "bo")]) == [""]


def test_each_closed_account_matches_one_connection() -> None:
    older = [connection("in/bo", "bo"), connection("in/al", "al")]
    assert names_after([connection("", "")], older) == ["", "al"]


def test_a_closed_account_does_not_match_an_existing_connection() -> None:
    newer = [connection("", ""), connection("in/bo", "bo")]
    older = [connection("in/bo", "bo"), connection("in/al", "al")]
    assert sorted(names_after(newer, older)) == ["", "bo"]


def test_closed_accounts_in_both_archives_are_the_same() -> None:
    assert names_after([connection("", ""), connection("", "")], [connection("", "")]) == ["", ""]


def test_two_namesakes_of_one_day_are_two_connections() -> None:
    assert names_after([connection("in/bo-1", "bo"), connection("in/bo-2", "bo")], []) == ["bo", "bo"]


def test_an_older_archive_restores_removed_connections() -> None:
    """Who was removed since is only in the older archive; that they were once connected remains counted."""
    assert sorted(names_after([connection("in/al", "al")], [connection("in/al", "al"), connection("in/bo", "bo")])) == [
        "al",
        "bo",
    ]
