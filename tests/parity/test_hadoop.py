"""Results on a file system that is not this machine's: Hadoop's own calls, here over a mounted view of a local folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from openssi.engines import Spark
from openssi.errors import InputError, UsageError
from openssi.population.score import score_by_sql
from tests.parity.test_duckdb import DAY, a_world, assert_equal_points


@pytest.fixture
def mounted(spark: Spark, tmp_path: Path) -> str:
    """A location with a scheme of its own; what lies there is in `tmp_path`."""
    context = cast("Any", spark)._session.sparkContext
    name = tmp_path.name.replace("_", "-")
    context._jsc.hadoopConfiguration().set(f"fs.viewfs.mounttable.{name}.link./at", f"file://{tmp_path}")
    return f"viewfs://{name}/at"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".crc"))


def test_a_population_on_a_remote_file_system(mounted: str, tmp_path: Path) -> None:
    world = a_world(5, 30, 300)
    world.write(tmp_path / "in")
    (tmp_path / ".out.0123abcd.old").mkdir()
    (tmp_path / ".out.0123abcd.old" / "about.json").write_text('{"openssi": 1}')  # a kill came between two renames
    with Spark() as running:
        score_by_sql(f"{mounted}/in", f"{mounted}/out", DAY, running)
        columns = list(running.register_parquet("read", f"{mounted}/out/scores"))
        rows = [dict(zip(columns, row, strict=True)) for row in running.query('SELECT * FROM "read"')]
        assert '"openssi": "scores"' in str(running.read_text(f"{mounted}/out/about.json"))
    found: dict[int, dict[str, Any]] = {cast("int", row["member_id"]): row for row in rows}
    assert_equal_points(world, found)
    assert names(tmp_path) == ["in", "out"]


def test_a_failure_leaves_the_old_result(mounted: str, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "about.json").write_text('{"openssi": 1}')
    with Spark() as running:

        def fail() -> None:
            with running.atomic_directory(f"{mounted}/out") as beside:
                running.write_text(f"{beside}/about.json", "new")
                running.query('SELECT * FROM "nowhere"')

        with pytest.raises(InputError, match="nowhere"):
            fail()
    assert (tmp_path / "out" / "about.json").read_text() == '{"openssi": 1}'
    assert names(tmp_path) == ["out"]


def test_folders_of_other_programs_are_not_replaced(mounted: str, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "diary").write_text("mine")
    with Spark() as running, pytest.raises(UsageError) as caught, running.atomic_directory(f"{mounted}/out"):
        pass
    assert caught.value.code == "out-foreign"
    assert names(tmp_path / "out") == ["diary"]


@pytest.mark.parametrize(
    ("damage", "told"),
    [(b"PAR1 but no more", "daily_activity"), (b"", "daily_activity")],
)
def test_a_damaged_table_is_reported(damage: bytes, told: str, spark: Spark, tmp_path: Path) -> None:
    assert spark
    tables = a_world(6, 3, 5).write(tmp_path / "in")
    for file in (tables / "daily_activity").rglob("*.parquet"):
        file.write_bytes(damage)
    with Spark() as running, pytest.raises(InputError) as caught:
        score_by_sql(str(tables), str(tmp_path / "out"), DAY, running)
    assert told in str(caught.value)
    for noise in ("\n", "at org.", "SQLSTATE", "Traceback", "JVM"):
        assert noise not in str(caught.value)


def test_an_unknown_file_system_is_reported(spark: Spark) -> None:
    assert spark
    with Spark() as running, pytest.raises(InputError, match="No FileSystem for scheme"):
        running.read_text("nowhere://at/all")
