"""Files and folders wherever Hadoop's file systems reach (hdfs:, s3a:, file: …), by way of Spark's own Java."""

from __future__ import annotations

import re
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from openssi.errors import UsageError
from openssi.files.atomic_directory import ABOUT, is_ours, not_ours

if TYPE_CHECKING:
    from pyspark import SparkContext

__all__ = ["Hadoop"]

_WITH_ALL_IN_IT = True  # Java's delete takes it by position


class Hadoop:
    """The file systems that a Spark context is set up for."""

    def __init__(self, context: SparkContext) -> None:
        private = cast("Any", context)
        java: Any = private._jvm  # noqa: SLF001 (Spark's Python offers no other way to its Java)
        session: Any = private._jsc  # noqa: SLF001 (nor to the settings of its file systems)
        self._java = java
        self._settings = session.hadoopConfiguration()

    def qualified(self, location: str) -> str:
        """A location with its scheme and from the root, so that it means the same to every part of Spark."""
        path = self._path(location)
        return str(self._system(path).makeQualified(path).toString())

    def local(self, location: str) -> Path | None:
        """The same place as a path of this machine; None if it lies elsewhere."""
        path = self._path(location)
        if self._system(path).getUri().getScheme() != "file":
            return None
        return Path(str(path.toUri().getPath()))

    def read_text(self, location: str) -> str | None:
        """A small file; None if there is none."""
        path = self._path(location)
        system = self._system(path)
        if not system.exists(path):
            return None
        stream = system.open(path)
        try:
            return bytes(stream.readAllBytes()).decode("utf-8")
        finally:
            stream.close()

    def write_text(self, location: str, text: str) -> None:
        """Write a small file."""
        path = self._path(location)
        stream = self._system(path).create(path)
        try:
            stream.write(text.encode("utf-8"))
        finally:
            stream.close()

    def delete(self, location: str) -> None:
        """A file, or a folder with all that is in it; nothing if there is none."""
        path = self._path(location)
        self._system(path).delete(path, _WITH_ALL_IN_IT)

    @contextmanager
    def atomic_directory(self, out: str) -> Generator[str]:
        """A new folder beside `out`, renamed to `out` when the block ends, gone if the block fails.

        Where renaming is one step, as on HDFS, there is the old result or the new one, or for the moment between two renames none,
        with the old one beside as `.NAME.….old`: the next run puts it back. Object stores copy instead of renaming.

        Raises:
            UsageError: `out` holds something that we did not write, or cannot be renamed to.
        """
        path = self._path(out)
        system = self._system(path)
        parent, name = path.getParent(), str(path.getName())
        if parent is None:
            raise not_ours(out)
        self._recover(system, path)
        self._refuse_foreign(system, path, out)
        token = secrets.token_hex(4)
        beside, old = (self._java.org.apache.hadoop.fs.Path(parent, f".{name}.{token}.{end}") for end in ("new", "old"))
        system.mkdirs(beside)
        try:
            yield str(beside.toString())
            replaced = system.exists(path)
            if replaced:
                self._rename(system, path, old, out)
            self._rename(system, beside, path, out)
            if replaced:
                system.delete(old, _WITH_ALL_IN_IT)
        finally:
            system.delete(beside, _WITH_ALL_IN_IT)
            if system.exists(old) and not system.exists(path):
                system.rename(old, path)

    def _recover(self, system: Any, path: Any) -> None:
        """Put back what a killed run moved aside."""
        ours = re.compile(rf"\.{re.escape(str(path.getName()))}\.[0-9a-f]{{8}}\.old")
        if system.exists(path) or not system.exists(path.getParent()):
            return
        left = [
            status.getPath()
            for status in system.listStatus(path.getParent())
            if ours.fullmatch(status.getPath().getName())
        ]
        if len(left) == 1:
            system.rename(left[0], path)

    def _refuse_foreign(self, system: Any, path: Any, out: str) -> None:
        if not system.exists(path):
            return
        if not system.getFileStatus(path).isDirectory():
            raise not_ours(out)
        there = {status.getPath().getName() for status in system.listStatus(path)}
        if there and not is_ours(self.read_text(f"{out}/{ABOUT}") or ""):
            raise not_ours(out)

    def _rename(self, system: Any, source: Any, target: Any, out: str) -> None:
        if not system.rename(source, target):
            raise UsageError(
                "out-unwritable",
                f"{out} cannot be written: {source} could not be renamed to {target}.",
                hint="Choose another folder with --out.",
            )

    def _path(self, location: str) -> Any:
        return self._java.org.apache.hadoop.fs.Path(location)

    def _system(self, path: Any) -> Any:
        return path.getFileSystem(self._settings)
