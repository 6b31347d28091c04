"""Run the SQL text on Apache Spark: on any master, over any of Hadoop's file systems."""

from __future__ import annotations

import atexit
import logging
import os
import re
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self, TypeVar, cast

from openssi.engines.hadoop import Hadoop
from openssi.engines.interrupt import Interrupt
from openssi.engines.java import check_java
from openssi.engines.spark_tasks import run_tasks
from openssi.errors import InputError, UsageError, install_hint
from openssi.files.atomic_directory import atomic_directory
from openssi.scoring.sql import Dialect

if TYPE_CHECKING:
    from pyspark import SparkConf, SparkContext
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["Spark"]

# The SQL text needs "quoted" names, overflow that fails instead of wrapping, and UTC; the last setting is for speed.
_SESSION = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.pyspark.jvmStacktrace.enabled": "false",
    # Java interprets methods above 8,000 bytes instead of compiling them; splitting them nearly halves the time for the
    # points.
    "spark.sql.codegen.hugeMethodLimit": "8000",
}

# Set before Java starts, unless spark-submit or spark-defaults.conf set them.
_START = {
    "spark.sql.catalogImplementation": "in-memory",
    "spark.log.level": "OFF",
    "spark.ui.showConsoleProgress": "false",
}

# On a local master: no web page, and no port that other machines can reach.
_LOCAL = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}

# Spark's error conditions for a location without a table.
_MISSING = frozenset(("PATH_NOT_FOUND", "UNABLE_TO_INFER_SCHEMA"))

Item = TypeVar("Item")
Result = TypeVar("Result")

_PYTHON = "PYSPARK_PYTHON"  # the Python of the workers

_PARTITIONS = "spark.sql.shuffle.partitions"
_TASKS = 4  # per processor on a local master; Spark's default of 200 is meant for a cluster

_SILENT = logging.NullHandler()

_TIMEOUT_SECONDS = 20  # for Java or its tasks to end
_POLL_SECONDS = 0.1
_IDLE_POLLS = 5  # polls without a running task; Spark reports tasks with a delay
_MAX_OUTPUT = 2000  # bytes of Java's output that are searched for the cause of a failed start

_JAVA_ENDED = "Java ended unexpectedly"
_MORE_MEMORY = "Give it more with --memory, or on a cluster with spark-submit's --executor-memory and --driver-memory."

# Hints by a part of Spark's message.
_HINTS = {
    "OutOfMemory": _MORE_MEMORY,
    "OUT_OF_MEMORY": _MORE_MEMORY,
    _JAVA_ENDED: f"It may have run out of memory. {_MORE_MEMORY}",
    "No space left": "Choose a folder with more space with --spill, or on a cluster with spark.local.dir.",
}


class Spark:
    """Apache Spark: the active session, or a new one that is stopped at the end.

    Args:
        master: where it runs, such as "local[4]" or "yarn"; by default as spark-submit or spark-defaults.conf say, else
            "local[*]".
        memory: the memory limit of the driver ("2g"), which does all the work on a local master; anything beyond is
            spilled.
        spill: the folder to spill to on a local master; a cluster has its own.

    Raises:
        UsageError: pyspark is not installed, or Java is missing.
        InputError: Spark failed to start.
    """

    dialect = Dialect("spark", "({0} div {1})")  # integer division; it is floor division for non-negative numbers

    def __init__(self, *, master: str = "", memory: str = "", spill: Path | None = None) -> None:
        _check_installed()
        from pyspark.sql import SparkSession

        self._ending = ExitStack()
        self._interrupt = Interrupt()
        temporary = Path(self._ending.enter_context(tempfile.TemporaryDirectory(prefix="ssi-", dir=spill)))
        self._tables = f"file://{temporary}/tables"
        try:
            active = SparkSession.getActiveSession()
            self._session = (active or self._start(master, memory, temporary)).newSession()
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

    def _start(self, master: str, memory: str, temporary: Path) -> SparkSession:
        """Start a session in a new Java, or in the one of spark-submit."""
        from pyspark import SparkConf, SparkContext, java_gateway
        from pyspark.logger import PySparkLogger
        from pyspark.sql import SparkSession

        if "PYSPARK_GATEWAY_PORT" not in os.environ:
            check_java()
        # If Java ends before or during a call, py4j logs a traceback to the root logger, which prints it if it has no
        # handler, as at exit, when a program that logs may have removed its own.
        logging.getLogger().addHandler(_SILENT)
        running = cast("Any", SparkContext)._gateway  # noqa: SLF001 (Java runs on after the sessions of a process)
        before = SparkConf(loadDefaults=running is not None)
        for name, value in {"spark.master": master, "spark.driver.memory": _for_java(memory)}.items():
            if value:
                before.set(name, value)
        with tempfile.TemporaryFile() as output, _errors_reported("its start", output):
            gateway = running or cast("Any", java_gateway).launch_gateway(before, {"stdout": output, "stderr": output})
            if not running:
                atexit.register(_end, gateway.proc)
            given = gateway.jvm.java.lang.System.getProperty
            settings = _START | {"spark.sql.warehouse.dir": str(temporary)}
            local = _local(str(given("spark.master") or "local"))
            if local:
                settings |= _LOCAL | {"spark.local.dir": str(temporary)}
            for name, value in settings.items():
                if given(name) is None:
                    before.set(name, value)
            context = _context(SparkContext, before, gateway, local=local)
            self._ending.callback(context.stop)
            self._ending.enter_context(self._interrupt.handled(context.cancelAllJobs))
            PySparkLogger.getLogger("SQLQueryContextLogger").disabled = True  # it would print JSON next to our messages
            return SparkSession.builder.getOrCreate()

    def register_parquet(self, name: str, location: str) -> dict[str, str]:
        """Register Parquet files as a table.

        Return its columns with their types in capitals, or nothing if there are no files.
        """
        with self._guard(name):
            frame = self._table(f"{location}.parquet") or self._table(location)
            if frame is None:
                return {}
            frame.createOrReplaceTempView(name)
            return {field.name: field.dataType.simpleString().upper() for field in frame.schema.fields}

    def _table(self, location: str) -> DataFrame | None:
        from pyspark.errors import AnalysisException

        path = re.sub(r"([\[\]{}*?\\])", r"\\\1", self._hadoop.qualified(location))  # escape glob characters
        try:
            return self._session.read.parquet(path)
        except AnalysisException as error:
            if error.getCondition() in _MISSING:
                return None
            raise

    def materialize(self, name: str, sql: str) -> None:
        """Run a query and store its result as a table: in files, since Spark doesn't use its cache inside a WITH."""
        path = f"{self._tables}/{name}"
        self.write(sql, path)
        self.register_parquet(name, path)

    def query(self, sql: str) -> list[tuple[object, ...]]:
        """Run a query with a small result; return its rows."""
        with self._guard("query"):
            return [tuple(row) for row in self._session.sql(sql).collect()]

    def is_strictly_increasing(
        self,
        table: str,  # noqa: ARG002 (the protocol's signature)
        columns: Sequence[str],  # noqa: ARG002 (the protocol's signature)
        texts: Mapping[str, Sequence[str]] | None = None,  # noqa: ARG002 (the protocol's signature)
    ) -> bool:
        """Return False: Spark's rows have no order unless they are sorted."""
        return False

    def progress(self) -> float:
        """Return the progress of the stage that runs; Spark plans later ones while it runs."""
        with suppress(*_errors()):
            tracker = self._session.sparkContext.statusTracker()
            stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
            tasks = sum(stage.numTasks for stage in stages if stage)
            return sum(stage.numCompletedTasks for stage in stages if stage) / tasks if tasks else 0.0
        return 0.0

    def run_tasks(self, task: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
        """Run a Python task for each item on the workers; return the results in the order of the items."""
        with self._guard("a task"):
            return run_tasks(self._session, task, items)

    def write(self, sql: str, location: str) -> int:
        """Write the result of a query to the table at a location; return the number of rows."""
        with self._guard(location.rpartition("/")[2]):
            path = f"{location}.parquet"
            self._session.sql(sql).write.parquet(path, mode="error", compression="zstd")
            written = self._table(path)
            return written.count() if written else 0

    @contextmanager
    def atomic_directory(self, out: str) -> Generator[str]:
        """Yield a location to write into; it replaces `out` atomically if the block succeeds, or is removed.

        Tables that are materialized inside the block are stored there too, where every worker can reach them.
        """
        with self._guard("the output folder"):
            local = self._hadoop.local(self._hadoop.qualified(out))
        with atomic_directory(local) if local else self._hadoop.atomic_directory(out) as folder:
            location = f"file://{folder}" if local else str(folder)
            before, self._tables = self._tables, f"{location}/_tables"
            try:
                yield location
                self._hadoop.delete(self._tables)
            except BaseException:
                self._wait_for_tasks()
                raise
            finally:
                self._tables = before

    def _wait_for_tasks(self) -> None:
        """Wait for cancelled tasks, which still write for a moment, also into folders that are about to be deleted."""
        with suppress(*_errors()):
            tracker = cast("Any", self._session.sparkContext)._jsc.sc().statusTracker()  # noqa: SLF001 (not in PySpark's public API)
            idle = 0
            for _ in range(round(_TIMEOUT_SECONDS / _POLL_SECONDS)):
                running = sum(executor.numRunningTasks() for executor in tracker.getExecutorInfos())
                idle = 0 if running else idle + 1
                if idle > _IDLE_POLLS:
                    return
                Event().wait(_POLL_SECONDS)

    def read_text(self, location: str) -> str | None:
        """Return the content of a small file, or None if it doesn't exist."""
        with self._guard("reading"):
            return self._hadoop.read_text(location)

    def write_text(self, location: str, text: str) -> None:
        """Write a small file."""
        with self._guard("writing"):
            self._hadoop.write_text(location, text)

    @contextmanager
    def _guard(self, step: str) -> Generator[None]:
        with self._interrupt.raised(), _errors_reported(step):
            yield

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.close()


def _context(kind: type[SparkContext], conf: SparkConf, gateway: Any, *, local: bool) -> SparkContext:
    """Start Spark; on a local master, tasks run in this Python, which has this package."""
    chosen = os.environ.get(_PYTHON)
    if local and chosen is None:
        os.environ[_PYTHON] = sys.executable
    try:
        return kind(appName="ssi", conf=conf, gateway=gateway)
    finally:
        if local and chosen is None:
            del os.environ[_PYTHON]


def _check_installed() -> None:
    from importlib.util import find_spec

    if find_spec("pyspark") is None:
        raise UsageError("spark-missing", "Spark is not installed.", hint=install_hint("spark"))
    # PySpark warns of pandas 3 when it is imported, on every screen; nothing here uses pandas with Spark.
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas", category=FutureWarning)


def _local(master: str) -> bool:
    return master.startswith("local")


def _for_java(size: str) -> str:
    """Convert a size to Java's notation: "2GB" is "2g"."""
    return re.sub(r"i?b$", "", size.strip().replace(" ", "").lower())


def _end(java: subprocess.Popen[bytes] | None) -> None:
    """Close the pipe to Java, which ends it, and wait, so that no process is left behind."""
    if java is None:
        return  # it belongs to spark-submit
    if java.stdin:
        java.stdin.close()
    try:
        java.wait(_TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired:
        java.kill()


def _errors() -> tuple[type[Exception], ...]:
    from py4j.protocol import Py4JError  # pyright: ignore[reportMissingTypeStubs]
    from pyspark.errors import PySparkException

    return (PySparkException, Py4JError, ConnectionError)


@contextmanager
def _errors_reported(step: str, output: IO[bytes] | None = None) -> Generator[None]:
    """Turn Spark's errors into an InputError; `output` is the file with Java's output."""
    try:
        yield
    except _errors() as error:
        message = _message(error)
        if output is not None:
            output.seek(0)
            message = f"{message} {output.read()[-_MAX_OUTPUT:].decode('utf-8', 'replace')}".strip()
        hint = next((hint for sign, hint in _HINTS.items() if sign in message), "")
        raise InputError(
            "population-engine",
            f"Spark failed at {step}: {_first_line(message)}",
            unchanged="Nothing was written.",
            hint=hint,
        ) from error


def _message(error: Exception) -> str:
    """Return Spark's message for an error, with the cause in Java first."""
    from py4j.protocol import Py4JJavaError  # pyright: ignore[reportMissingTypeStubs]
    from pyspark.errors import PySparkException

    if isinstance(error, PySparkException):
        return error.getMessage() or str(error)
    if isinstance(error, Py4JJavaError):
        return str(cast("Any", error).java_exception.toString())
    return _JAVA_ENDED


def _first_line(message: str) -> str:
    """Return the first sentence, without the query plan, Java frames and SQLSTATE."""
    sentence = re.split(r"\s*(?:SQLSTATE|\n|Driver stacktrace:)", message.strip(), maxsplit=1)[0]
    return sentence if sentence.endswith(".") else f"{sentence}."
