"""Runs the SQL text on Apache Spark: on any master, over any place that Hadoop's file systems reach."""

from __future__ import annotations

import atexit
import logging
import os
import re
import subprocess
import tempfile
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self, cast

from openssi.engines.hadoop import Hadoop
from openssi.engines.interrupt import Interrupt
from openssi.engines.java import check_java
from openssi.errors import InputError, UsageError, install_hint
from openssi.files.atomic_directory import atomic_directory
from openssi.scoring.sql import Dialect

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["Spark"]

# What the SQL text stands on: "quoted" names, overflow that fails instead of wrapping, no zone of this machine; and one for speed.
_SESSION = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.pyspark.jvmStacktrace.enabled": "false",
    # Java leaves methods of more than 8,000 bytes to its interpreter; split up, the points take little more than half the time.
    "spark.sql.codegen.hugeMethodLimit": "8000",
}

# The session's own, before its Java starts; what the user set by spark-submit or spark-defaults.conf goes before all but the first.
_START = {
    "spark.sql.catalogImplementation": "in-memory",
    "spark.log.level": "OFF",
    "spark.ui.showConsoleProgress": "false",
}

# On this machine alone: no page, no port that others can reach.
_LOCAL = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}

# Spark's names for a place where no table lies.
_MISSING = frozenset(("PATH_NOT_FOUND", "UNABLE_TO_INFER_SCHEMA"))

_PARTITIONS = "spark.sql.shuffle.partitions"
_TASKS = 4  # a processor, on this machine; Spark's 200 in all are meant for a cluster

_PATIENCE = 20  # seconds that Java or its tasks may take to end
_PAUSE = 0.1  # seconds between two looks
_SURE = 5  # looks without a running task: Spark tells of tasks a little late
_LONGEST = 2000  # bytes of what Java wrote that are looked at

_MORE_MEMORY = "Give it more with --memory, or on a cluster with spark-submit's --executor-memory and --driver-memory."

# What a message of Spark's holds, and what helps.
_HINTS = {
    "OutOfMemory": _MORE_MEMORY,
    "OUT_OF_MEMORY": _MORE_MEMORY,
    "Java has gone": f"Its memory may have run out. {_MORE_MEMORY}",
    "No space left": "Name a roomier folder with --spill, or on a cluster with spark.local.dir.",
}


class Spark:
    """Apache Spark: the session that is active, or one of its own, which ends with it.

    Args:
        master: where it runs, as in "local[4]" or "yarn"; by default what spark-submit or spark-defaults.conf say, else "local[*]".
        memory: how much the driver may use ("2g"), which on a local master does all the work; more is spilled.
        spill: where to, on a local master; a cluster has its own places.

    Raises:
        UsageError: pyspark is not installed, or there is no Java for it.
        InputError: Spark did not start.
    """

    dialect = Dialect("spark", "({0} div {1})")  # Spark's whole division: of what is not negative it is the floor

    def __init__(self, *, master: str = "", memory: str = "", spill: Path | None = None) -> None:
        _check_installed()
        from pyspark.sql import SparkSession

        self._ending = ExitStack()
        self._interrupt = Interrupt()
        room = Path(self._ending.enter_context(tempfile.TemporaryDirectory(prefix="ssi-", dir=spill)))
        self._kept = f"file://{room}/kept"
        try:
            active = SparkSession.getActiveSession()
            self._session = (active or self._started(master, memory, room)).newSession()
            context = self._session.sparkContext
            few = _local(context.master or "") and context.getConf().get(_PARTITIONS) is None
            settings = _SESSION | ({_PARTITIONS: str(_TASKS * context.defaultParallelism)} if few else {})
            for name, value in settings.items():
                self._session.conf.set(name, value)
            self._session.sparkContext.setLocalProperty("spark.job.interruptOnCancel", "true")
            self._hadoop = Hadoop(self._session.sparkContext)
        except BaseException:
            self._ending.close()
            raise

    def _started(self, master: str, memory: str, room: Path) -> SparkSession:
        """A session in a Java of our own, or in the one of spark-submit."""
        from pyspark import SparkConf, SparkContext, java_gateway
        from pyspark.logger import PySparkLogger
        from pyspark.sql import SparkSession

        if "PYSPARK_GATEWAY_PORT" not in os.environ:
            check_java()
        if not logging.getLogger().handlers:
            # Where Java ends amid a call, py4j sends a traceback to the root logger, which would print it beside our words.
            logging.getLogger().addHandler(logging.NullHandler())
        before = SparkConf(loadDefaults=False)
        for name, value in {"spark.master": master, "spark.driver.memory": _for_java(memory)}.items():
            if value:
                before.set(name, value)
        with tempfile.TemporaryFile() as said, _faults("its start", said):
            gateway = cast("Any", java_gateway).launch_gateway(before, {"stdout": said, "stderr": said})
            atexit.register(_end, gateway.proc)
            given = gateway.jvm.java.lang.System.getProperty
            settings = _START | {"spark.sql.warehouse.dir": str(room)}
            if _local(str(given("spark.master") or "local")):
                settings |= _LOCAL | {"spark.local.dir": str(room)}
            for name, value in settings.items():
                if given(name) is None:
                    before.set(name, value)
            context = SparkContext(appName="ssi", conf=before, gateway=gateway)
            self._ending.callback(context.stop)
            self._ending.enter_context(self._interrupt.handled(context.cancelAllJobs))
            PySparkLogger.getLogger("SQLQueryContextLogger").disabled = True  # it would print JSON beside our words
            return SparkSession.builder.getOrCreate()

    def register_parquet(self, name: str, location: str) -> dict[str, str]:
        """Make a table of Parquet known; its columns and their types in capitals, none of them if nothing lies there."""
        with self._guard(name):
            frame = self._table(f"{location}.parquet") or self._table(location)
            if frame is None:
                return {}
            frame.createOrReplaceTempView(name)
            return {field.name: field.dataType.simpleString().upper() for field in frame.schema.fields}

    def _table(self, location: str) -> DataFrame | None:
        from pyspark.errors import AnalysisException

        place = re.sub(r"([\[\]{}*?\\])", r"\\\1", self._hadoop.qualified(location))  # a name, not a pattern
        try:
            return self._session.read.parquet(place)
        except AnalysisException as error:
            if error.getCondition() in _MISSING:
                return None
            raise

    def materialize(self, name: str, sql: str) -> None:
        """Run a query once and keep its result as a table: as files, since Spark's cache is not found behind a WITH."""
        place = f"{self._kept}/{name}"
        self.write(sql, place)
        self.register_parquet(name, place)

    def query(self, sql: str) -> list[tuple[object, ...]]:
        """Run a query whose result is small."""
        with self._guard("query"):
            return [tuple(row) for row in self._session.sql(sql).collect()]

    def is_strictly_increasing(self, table: str, columns: Sequence[str]) -> bool:  # noqa: ARG002 (as the protocol has it)
        """Never told: Spark's rows are in no order but one that it has sorted them into."""
        return False

    def progress(self) -> float:
        """Spark plans its stages as it runs, so that it cannot tell."""
        return 0.0

    def write(self, sql: str, location: str) -> int:
        """Run a query into the table at a location; the number of rows."""
        with self._guard(location.rpartition("/")[2]):
            place = f"{location}.parquet"
            self._session.sql(sql).write.parquet(place, mode="error", compression="zstd")
            written = self._table(place)
            return written.count() if written else 0

    @contextmanager
    def atomic_directory(self, out: str) -> Generator[str]:
        """A location to write into; it takes the place of `out` as a whole at the end, or goes if anything fails.

        Tables that are kept inside lie there too until then: it is a place that every worker reaches.
        """
        with self._guard("the place of the result"):
            local = self._hadoop.local(self._hadoop.qualified(out))
        with atomic_directory(local) if local else self._hadoop.atomic_directory(out) as folder:
            beside = f"file://{folder}" if local else str(folder)
            before, self._kept = self._kept, f"{beside}/_kept"
            try:
                yield beside
                self._hadoop.delete(self._kept)
            except BaseException:
                self._wait_for_tasks()
                raise
            finally:
                self._kept = before

    def _wait_for_tasks(self) -> None:
        """Cancelled tasks write on for a moment, also into folders that are about to be swept."""
        with suppress(*_errors()):
            tracker = cast("Any", self._session.sparkContext)._jsc.sc().statusTracker()  # noqa: SLF001 (Python has no such call)
            quiet = 0
            for _ in range(round(_PATIENCE / _PAUSE)):
                running = sum(executor.numRunningTasks() for executor in tracker.getExecutorInfos())
                quiet = 0 if running else quiet + 1
                if quiet > _SURE:
                    return
                Event().wait(_PAUSE)

    def read_text(self, location: str) -> str | None:
        """A small file; None if there is none."""
        with self._guard("reading"):
            return self._hadoop.read_text(location)

    def write_text(self, location: str, text: str) -> None:
        """Write a small file."""
        with self._guard("writing"):
            self._hadoop.write_text(location, text)

    @contextmanager
    def _guard(self, step: str) -> Generator[None]:
        with self._interrupt.told(), _faults(step):
            yield

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.close()


def _check_installed() -> None:
    from importlib.util import find_spec

    if find_spec("pyspark") is None:
        raise UsageError("spark-missing", "Spark is not installed.", hint=install_hint("spark"))


def _local(master: str) -> bool:
    return master.startswith("local")


def _for_java(size: str) -> str:
    """A size as Java takes it: "2GB" is "2g"."""
    return re.sub(r"i?b$", "", size.strip().replace(" ", "").lower())


def _end(java: subprocess.Popen[bytes] | None) -> None:
    """Java ends when the pipe to it closes; wait for that, so that nothing of ours runs on."""
    if java is None:
        return  # it is spark-submit's
    if java.stdin:
        java.stdin.close()
    try:
        java.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        java.kill()


def _errors() -> tuple[type[Exception], ...]:
    from py4j.protocol import Py4JError  # pyright: ignore[reportMissingTypeStubs]
    from pyspark.errors import PySparkException

    return (PySparkException, Py4JError, ConnectionError)


@contextmanager
def _faults(step: str, said: IO[bytes] | None = None) -> Generator[None]:
    """What Spark raises inside is raised in words; `said` is what its Java wrote."""
    try:
        yield
    except _errors() as error:
        told = _told(error)
        if said is not None:
            said.seek(0)
            told = f"{told} {said.read()[-_LONGEST:].decode('utf-8', 'replace')}".strip()
        hint = next((hint for sign, hint in _HINTS.items() if sign in told), "")
        raise InputError(
            "population-engine",
            f"Spark stopped at {step}: {_first_line(told)}",
            unchanged="Nothing was written.",
            hint=hint,
        ) from error


def _told(error: Exception) -> str:
    """All that Spark says of an error, the causes in Java before the rest."""
    from py4j.protocol import Py4JJavaError  # pyright: ignore[reportMissingTypeStubs]
    from pyspark.errors import PySparkException

    if isinstance(error, PySparkException):
        return error.getMessage() or str(error)
    if isinstance(error, Py4JJavaError):
        return str(cast("Any", error).java_exception.toString())
    return "Java has gone"


def _first_line(told: str) -> str:
    """Spark's sentence without its plan, its Java frames and its SQLSTATE."""
    sentence = re.split(r"\s*(?:SQLSTATE|\n|Driver stacktrace:)", told.strip(), maxsplit=1)[0]
    return sentence if sentence.endswith(".") else f"{sentence}."
