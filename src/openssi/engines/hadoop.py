"""Read and write files on Hadoop's file systems (hdfs:, s3a:, file: …) through Spark's Java."""

from __future__ import annotations

import re
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from openssi.errors import UsageError
from openssi.files.atomic_directory import ABOUT, foreign_directory_error, is_ours

if TYPE_CHECKING:
    from pyspark import SparkContext

__all__ = ["Hadoop"]

_RECURSIVE = True  # a positional argument of Java's delete


class Hadoop:
    """The file systems that a Spark context is configured for."""

    def __init__(self, context: SparkContext) -> None:
        private = cast("Any", context)
        java: Any = private._jvm  # noqa: SLF001 (PySpark has no public access to its Java)
        session: Any = private._jsc  # noqa: SLF001 (nor to its file system settings)
        self._java = java
        self._settings = session.hadoopConfiguration()

    def qualified(self, location: str) -> str:
        """Return a location as an absolute URL, so that it means the same to every part of Spark."""
        path = self._path(location)
        return str(self._system(path).makeQualified(path).toString())

    def local(self, location: str) -> Path | None:
        """Return the local path of a location, or None if it is on another file system."""
        path = self._path(location)
        if self._system(path).getUri().getScheme() != "file":
            return None
        return Path(str(path.toUri().getPath()))

    def read_text(self, location: str) -> str | None:
        """Return the content of a small file, or None if it doesn't exist."""
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
        """Delete a file, or a folder recursively; do nothing if it doesn't exist."""
        path = self._path(location)
        self._system(path).delete(path, _RECURSIVE)

    @contextmanager
    def atomic_directory(self, out: str) -> Generator[str]:
        """Yield a new folder next to `out`, which is renamed to `out` when the block succeeds and removed if it fails.

        Where renaming is atomic, as on HDFS, `out` is the old result or the new one, or missing for the moment between
        two renames; the old one is then `.NAME.….old`, and the next run restores it. Object stores copy instead of
        renaming.

        Raises:
            UsageError: `out` contains files that we didn't write, or can't be replaced.
        """
        path = self._path(out)
        system = self._system(path)
        parent, name = path.getParent(), str(path.getName())
        if parent is None:
            raise foreign_directory_error(out)
        self._recover(system, path)
        self._check_ours(system, path, out)
        token = secrets.token_hex(4)
        new, old = (self._java.org.apache.hadoop.fs.Path(parent, f".{name}.{token}.{end}") for end in ("new", "old"))
        system.mkdirs(new)
        try:
            yield str(new.toString())
            replaced = system.exists(path)
            if replaced:
                self._rename(system, path, old, out)
            self._rename(system, new, path, out)
            if replaced:
                system.delete(old, _RECURSIVE)
        finally:
            system.delete(new, _RECURSIVE)
            if system.exists(old) and not system.exists(path):
                system.rename(old, path)

    def _recover(self, system: Any, path: Any) -> None:
        """Restore the result that a killed run had moved aside."""
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

    def _check_ours(self, system: Any, path: Any, out: str) -> None:
        if not system.exists(path):
            return
        if not system.getFileStatus(path).isDirectory():
            raise foreign_directory_error(out)
        entries = {status.getPath().getName() for status in system.listStatus(path)}
        if entries and not is_ours(self.read_text(f"{out}/{ABOUT}") or ""):
            raise foreign_directory_error(out)

    def _rename(self, system: Any, source: Any, target: Any, out: str) -> None:
        if not system.rename(source, target):
            raise UsageError(
                "out-unwritable",
                f"Can't write {out}: renaming {source} to {target} failed.",
                hint="Choose another folder with --out.",
            )

    def _path(self, location: str) -> Any:
        return self._java.org.apache.hadoop.fs.Path(location)

    def _system(self, path: Any) -> Any:
        return path.getFileSystem(self._settings)
