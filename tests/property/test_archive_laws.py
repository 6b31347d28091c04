"""Laws of reading: the order of archives, the same archive again, and damage."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import openssi
from openssi.activity import Activity
from openssi.activity.report import FileReport
from openssi.insight import Assessment
from openssi.model import DEFAULT
from openssi.render.json.score import as_json
from openssi.scoring import Score, score
from tests.archives import GENERATIONS, Layout, Sizes, World, archive_files, invent
from tests.unit.samples import write

SIZES = Sizes(
    span=200, posts=6, bare_shares=2, reposts=2, articles=2, comments=8, own_comments=3, reactions=10, searches=8,
    company_follows=4, connections=12, closed=1, coworkers=2, invitations_accepted=4, invitations_open=3,
    conversations=6, group_conversations=1, endorsements=3, recommendations=2,
)  # fmt: skip
FEW = settings(max_examples=25)
SOME = settings(max_examples=40)


@cache
def world() -> World:
    return invent(seed=11, sizes=SIZES)


@cache
def files(generation: str = "2024") -> Mapping[str, bytes]:
    layout = Layout(generation, decoys=False)  # pyright: ignore[reportArgumentType] (one of the generations)
    return archive_files(world(), layout)


def pack(
    path: Path,
    content: Mapping[str, bytes],
    names: Sequence[str] | None = None,
    *,
    method: int = zipfile.ZIP_DEFLATED,
    within: str = "",
) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", method) as archive:
        for name in names or list(content):
            archive.writestr(within + name, content[name])
    return path


def scores(member: Activity) -> list[Score]:
    """Over the last weeks, in which everything happens that a small archive holds."""
    return [score(member, DEFAULT, member.last_day - ago) for ago in (0, 1, 30, 89, 90, 150)]


@pytest.fixture(scope="module")
def generations(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Several archives of one member, in different forms."""
    folder = tmp_path_factory.mktemp("generations")
    return [pack(folder / f"{generation}.zip", files(generation)) for generation in GENERATIONS]


@pytest.mark.parametrize("pair", list(combinations(range(len(GENERATIONS)), 2)))
def test_the_order_of_two_archives_does_not_matter(pair: tuple[int, int], generations: list[Path]) -> None:
    one, two = (generations[at] for at in pair)
    forth, back = openssi.score([one, two]), openssi.score([two, one])
    assert scores(forth.activity) == scores(back.activity)
    assert forth.activity == back.activity


@FEW
@given(order=st.permutations(range(len(GENERATIONS))))
def test_the_order_of_all_archives_does_not_matter(order: list[int], generations: list[Path]) -> None:
    assert scores(openssi.score([generations[at] for at in order]).activity) == scores(
        openssi.score(generations).activity
    )


@FEW
@given(random=st.randoms(use_true_random=False), chosen=st.sampled_from(GENERATIONS))
def test_the_order_of_files_inside_an_archive_does_not_matter(random: object, chosen: str) -> None:
    names = list(files(chosen))
    shuffled = sorted(names, key=lambda _: getattr(random, "random")())  # noqa: B009 (hypothesis gives a Random of its own)
    with tempfile.TemporaryDirectory() as folder:
        plain, other = (
            openssi.score(pack(Path(folder) / f"{at}.zip", files(chosen), order))
            for at, order in enumerate((names, shuffled))
        )
    assert scores(plain.activity) == scores(other.activity)


def forms(folder: Path, content: Mapping[str, bytes]) -> list[Path]:
    """The same archive in other clothes."""
    return [
        pack(folder / "copies" / "original.zip", content),
        pack(folder / "renamed (1).zip", content),
        pack(folder / "Basic_LinkedInDataExport_11-20-2024.zip", content),
        pack(folder / "stored.zip", content, list(content)[::-1], method=zipfile.ZIP_STORED),
        pack(folder / "nested.zip", content, within="Basic_LinkedInDataExport_11-20-2024/"),
        write(folder / "unpacked", content),
    ]


@pytest.mark.parametrize("generation", GENERATIONS)
def test_the_same_archive_again_adds_nothing(generation: str, tmp_path: Path) -> None:
    original = pack(tmp_path / "original.zip", files(generation))
    alone = openssi.score(original)
    for form in forms(tmp_path, files(generation)):
        for paths in ([original, form], [form, original], [original, form, form]):
            both = openssi.score(paths)
            assert both.activity.rows == alone.activity.rows, form
            assert both.activity.records == alone.activity.records, form
            assert scores(both.activity) == scores(alone.activity), form
            assert imported(both) == imported(alone), form


def imported(found: Assessment) -> int:
    return sum(source.imported for source in found.sources if source.first is not None)


@pytest.mark.parametrize("generation", GENERATIONS)
def test_every_record_of_a_second_copy_is_a_duplicate(generation: str, tmp_path: Path) -> None:
    one, two = (pack(tmp_path / name, files(generation)) for name in ("one.zip", "two.zip"))
    found = openssi.score([one, two])
    second = [source for source in found.sources if source.file.startswith("two.zip/") and source.duplicate]
    assert all(source.imported == 0 for source in second)
    assert {source.file.removeprefix("two.zip/") for source in second} >= {
        "Shares.csv",
        "Connections.csv",
        "Invitations.csv",
    } & set(files(generation))


TABLES = sorted(name for name in files() if name.endswith(".csv"))

edits = st.tuples(
    st.sampled_from(TABLES),
    st.floats(0, 1, exclude_max=True),
    st.integers(0, 12),
    st.one_of(
        st.binary(max_size=6),
        st.sampled_from(
            [
                b'"',
                b'""',
                b"\\",
                b"\n",
                b"\r",
                b",",
                b";",
                b"\t",
                b"\0",
                b"\xff\xfe",
                b"\xef\xbb\xbf",
                b'"\n"',
                b"9999-12-31 23:59:59",
            ]
        ),
    ),
)


def edited(chosen: Sequence[tuple[str, float, int, bytes]]) -> dict[str, bytes]:
    """Each edit puts bytes in the place of some others."""
    found = dict(files())
    for name, place, cut, put in chosen:
        data = found[name]
        at = int(place * (len(data) + 1))
        found[name] = data[:at] + put + data[at + cut :]
    return found


def read(content: Mapping[str, bytes], zone: str = "UTC") -> Assessment | None:
    """What is read; None where the archive is refused in words. Any other exception fails the test."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            return openssi.score(pack(Path(folder) / "x.zip", content), time_zone=zone)
        except openssi.OpenSSIError:
            return None


def check(source: FileReport) -> None:
    assert source.records == source.imported + source.duplicate + source.rejected
    assert min(source.imported, source.duplicate, source.rejected, source.repaired) >= 0
    assert sum(count for _, count in source.reasons) == source.rejected
    assert len(source.rejections) == min(source.rejected, 50)
    assert source.repaired <= source.imported + source.duplicate
    # An article is a file of its own: no line of it is at fault.
    assert all(one.reason and (one.line >= 1 or source.file.endswith("Articles")) for one in source.rejections)


@SOME
@given(st.lists(edits, min_size=1, max_size=8), st.sampled_from(["UTC", "Pacific/Kiritimati", "America/New_York"]))
def test_damaged_tables_are_read_or_rejected_with_a_reason(
    chosen: list[tuple[str, float, int, bytes]], zone: str
) -> None:
    found = read(edited(chosen), zone)
    if found is None:
        return
    for source in found.sources:
        check(source)
    assert 0 <= found.score.index_micro <= 100_000_000
    assert as_json(found).isascii()
    assert str(found)


harmless = st.sampled_from([byte for byte in range(32, 127) if byte not in b'",;\\'] + [0x80, 0xE4, 0xFF])


@SOME
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), harmless), max_size=40))
def test_every_line_of_a_damaged_table_is_accounted_for(chosen: list[tuple[float, int]]) -> None:
    """Reactions hold a record a line; bytes that build no columns and no lines change what a line says, never that it is there."""
    data = bytearray(files()["Reactions.csv"])
    for place, byte in chosen:
        at = 4 + int(place * (len(data) - 4))
        if data[at] not in b'",\r\n':
            data[at] = byte
    found = read({**files(), "Reactions.csv": bytes(data)})
    assert found is not None
    source = next(one for one in found.sources if one.file == "Reactions.csv")
    check(source)
    assert source.records == SIZES.reactions


@SOME
@given(st.lists(edits, min_size=1, max_size=3))
def test_damage_in_one_table_leaves_the_others_unchanged(chosen: list[tuple[str, float, int, bytes]]) -> None:
    damaged = {name for name, *_ in chosen}
    found, whole = read(edited(chosen)), read(files())
    assert whole is not None
    if found is None:
        return
    before = {source.file: source for source in whole.sources}
    assert {source.file for source in found.sources} == before.keys()
    for source in found.sources:
        if source.file not in damaged:
            assert source == before[source.file]


@SOME
@given(
    st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 12), st.binary(max_size=6)), min_size=1, max_size=5
    )
)
def test_a_damaged_zip_is_read_or_rejected_with_a_reason(chosen: list[tuple[float, int, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = pack(Path(folder) / "x.zip", files())
        data = path.read_bytes()
        for place, cut, put in chosen:
            at = int(place * (len(data) + 1))
            data = data[:at] + put + data[at + cut :]
        path.write_bytes(data)
        try:
            found = openssi.score(path)
        except openssi.OpenSSIError:
            return
        for source in found.sources:
            check(source)


@FEW
@given(st.sets(st.sampled_from(sorted(files()))), st.sampled_from(sorted(files())))
def test_removing_a_file_never_raises_the_index(left_out: set[str], one: str) -> None:
    """Counted with all that it brings: joins, days active, groups. Rates may go either way with the data they rest on."""
    more = {name: data for name, data in files().items() if name not in left_out or name == one}
    less = {name: data for name, data in more.items() if name != one}
    with_it, without = read(more), read(less)
    if with_it is None or without is None:
        return
    day = with_it.activity.last_day
    assert score(without.activity, DEFAULT, day).index_micro <= score(with_it.activity, DEFAULT, day).index_micro
