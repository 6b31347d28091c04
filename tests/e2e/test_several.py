"""Several archives of one member: nothing counts twice, and the order does not matter."""

from __future__ import annotations

import itertools
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.archives import Layout, archive_files, invent, write_zip
from tests.archives.writer import zipped
from tests.e2e.cli import good, refused, ssi
from tests.unit.samples import reactions, write


def _micro(told: dict[str, Any]) -> dict[str, Any]:
    """Every number of the score."""
    return {"index": told["index_micro"], "range": told["range"], "as_of": told["as_of"], "pillars": told["pillars"]}


def _imported(told: dict[str, Any]) -> int:
    for source in told["sources"]:
        assert source["records"] == source["imported"] + source["duplicate"] + source["rejected"]
    return sum(source["imported"] for source in told["sources"])


def _score(*archives: Path) -> dict[str, Any]:
    return good("score", *archives, "--json").json()


def test_the_same_archive_again_adds_nothing(archive: Path, scored: dict[str, Any], tmp_path: Path) -> None:
    copy, renamed, link = tmp_path / archive.name, tmp_path / "older (1).zip", tmp_path / "link.zip"
    shutil.copy(archive, copy)
    shutil.copy(archive, renamed)
    link.symlink_to(archive)
    repacked = tmp_path / "repacked.zip"
    files = archive_files(invent(1), Layout())
    repacked.write_bytes(zipped(dict(reversed(list(files.items())))))
    unpacked = tmp_path / "unpacked"
    for name, data in files.items():
        (unpacked / name).parent.mkdir(parents=True, exist_ok=True)
        (unpacked / name).write_bytes(data)
    for archives in (
        [archive] * 3,
        [archive, copy],
        [copy, archive],
        [archive, renamed],
        [renamed, archive, copy],
        [archive, link],
        [repacked, archive],
        [unpacked, archive],
    ):
        told = _score(*archives)
        assert _micro(told) == _micro(scored), archives
        assert _imported(told) == _imported(scored), archives


def test_parts_of_an_archive_can_come_in_any_order(scored: dict[str, Any], tmp_path: Path) -> None:
    """As asked for in three requests on one day; the owner's own name is in one of them only."""
    files = archive_files(invent(1), Layout())
    parts: list[Path] = []
    for number in range(3):
        path = tmp_path / f"part-{number}.zip"
        path.write_bytes(zipped({name: data for at, (name, data) in enumerate(files.items()) if at % 3 == number}))
        parts.append(path)
    told = [_score(*order) for order in itertools.permutations(parts)]
    assert all(_micro(one) == _micro(told[0]) for one in told)
    assert all(_imported(one) == _imported(scored) for one in told)


def test_two_generations_can_come_in_any_order(tmp_path: Path) -> None:
    """One world, written as two generations of LinkedIn wrote it."""
    old = write_zip(tmp_path, invent(2), Layout("2022", without=frozenset({"Articles"}))).rename(tmp_path / "old.zip")
    new = write_zip(tmp_path, invent(2), Layout("2026"))
    one, other = _score(old, new), _score(new, old)
    assert _micro(one) == _micro(other)
    assert _imported(one) == _imported(other)


def test_archives_of_two_members_are_rejected_in_any_order(archive: Path, tmp_path: Path) -> None:
    world = invent(99)
    stranger = write_zip(
        tmp_path,
        replace(world, profile=replace(world.profile, first="Somebody", last="Else", address="somebody-else")),
        Layout(),
    )
    nameless = tmp_path / "nameless.zip"
    nameless.write_bytes(
        zipped(
            {
                name: data
                for name, data in archive_files(invent(1), Layout()).items()
                if name in {"Shares.csv", "Comments.csv"}
            }
        )
    )
    for order in itertools.permutations([archive, stranger, nameless]):
        refused(ssi("score", *order), 1, "archive-other-member")


def test_the_last_comment_is_reported_even_if_all_have_faded(tmp_path: Path) -> None:
    """The older archive ends 300 days ago, the newer one 120; reactions go on to the last day."""
    last, words = (
        date(2026, 6, 30),
        "We cut 14 days from our audits in Ghent after moving every contract into one shared register",
    )
    archives: list[Path] = []
    for back in (300, 120):
        liked = [f"{last - timedelta(days=ago)} 09:00:00" for ago in range(max(0, back - 180), back)]
        said = f'{last - timedelta(days=back)} 09:00:00,https://x/urn%3Ali%3Aactivity%3A1,"{words}"\n'
        files = {"Reactions.csv": reactions(*liked), "Comments.csv": "Date,Link,Message\n" + said}
        archives.append(write(tmp_path / str(back), files))
    assert "The last was on 2 March 2026" in good("score", *archives, "--explain", "comments_given").out
