"""Watch a folder for new files from LinkedIn: each is taken once, when it is written to its end."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from threading import Event
from typing import Any, NamedTuple

from openssi.errors import InputError, OpenSSIError, UsageError, install_hint
from openssi.files.atomic_file import write_atomically
from openssi.files.user_folders import data_folder
from openssi.sources.container import open_container
from openssi.sources.registry import ENDINGS

__all__ = ["Arrivals", "TakenFiles", "check_folder", "taken_files_path", "watch"]

_ZIPS = frozenset((".zip", ".xlsx"))
_SETTLED = 2.0  # seconds without a change, after which a file is taken to be complete
_PATIENCE = 60.0  # seconds until a file is tried that isn't complete, or tried again
_POLL = 1_000  # milliseconds between two looks; some file systems report no changes
_CHUNK = 1 << 20  # bytes


class _State(NamedTuple):
    """A file at one look: its size, its time of change, and since when it has been like this."""

    size: int
    changed: int
    since: float


class TakenFiles:
    """The files that were taken, by a hash of their content; remembered between runs if there is a file for it."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._hashes: set[str] = set()
        if file is not None:
            with suppress(OSError, ValueError, TypeError):  # a lost list only means that files are taken again
                self._hashes = set(json.loads(file.read_text(encoding="utf-8")))

    def __contains__(self, digest: str) -> bool:
        return digest in self._hashes

    def add(self, digest: str) -> None:
        """Remember a file.

        Raises:
            InputError: the list can't be written.
        """
        self._hashes.add(digest)
        if self._file is None:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_atomically(self._file, json.dumps(sorted(self._hashes)))
        except OSError as error:
            raise InputError("out-unwritable", f"{self._file} can't be written: {error.strerror or error}.") from error


@dataclass
class Arrivals:
    """The files of a folder, and which of them are complete and new."""

    folder: Path
    taken: TakenFiles
    _states: dict[str, _State] = field(default_factory=dict[str, _State])
    _done: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])  # size and time of change
    _postponed: dict[str, float] = field(default_factory=dict[str, float])  # until when

    def ready(self, now: float) -> Iterator[tuple[Path, str]]:
        """Yield each new file that is complete, archives first, with the hash of its content.

        Args:
            now: a time in seconds, of any origin.
        """
        self._states = dict(self._look(now))
        for name in sorted(self._states, key=lambda name: (ENDINGS.index(_ending(name)), name)):
            state, path = self._states[name], self.folder / name
            if (
                self._done.get(name) == state[:2]
                or self._postponed.get(name, now) > now
                or not _is_settled(path, now - state.since)
            ):
                continue
            digest = _digest(path)
            if digest is None:
                continue
            self._done[name] = state[:2]
            if digest not in self.taken:
                yield path, digest

    def postpone(self, path: Path, now: float) -> None:
        """Offer a file again in a minute."""
        self._done.pop(path.name, None)
        self._postponed[path.name] = now + _PATIENCE

    def _look(self, now: float) -> Iterator[tuple[str, _State]]:
        for path in _files(self.folder):
            with suppress(OSError):
                stat = path.stat()
                before = self._states.get(path.name)
                unchanged = before is not None and before[:2] == (stat.st_size, stat.st_mtime_ns)
                yield path.name, _State(stat.st_size, stat.st_mtime_ns, before.since if before and unchanged else now)


def _files(folder: Path) -> Iterable[Path]:
    try:
        return [path for path in folder.iterdir() if _may_be_ours(path)]
    except OSError as error:
        raise _unreadable(folder, error) from error


def _may_be_ours(path: Path) -> bool:
    """Return whether a file has an ending of LinkedIn's files; browsers name unfinished downloads otherwise."""
    hidden = path.name.startswith((".", "~$"))
    return not hidden and _ending(path.name) in ENDINGS and path.is_file() and not path.is_symlink()


def _ending(name: str) -> str:
    return Path(name).suffix.lower()


def _is_settled(path: Path, seconds: float) -> bool:
    """Return whether a file is complete, or has been incomplete for so long that it should be reported."""
    return seconds >= _PATIENCE or (seconds >= _SETTLED and _is_complete(path))


def _is_complete(path: Path) -> bool:
    """Return whether a file was written to its end: zips, which spreadsheets are too, have their directory there."""
    if _ending(path.name) not in _ZIPS:
        return path.stat().st_size > 0
    try:
        with open_container(path):
            return True
    except OpenSSIError as error:
        return error.code not in {
            "archive-damaged",
            "archive-empty",
            "archive-no-access",
            "archive-not-found",
            "archive-not-zip",
        }


def _digest(path: Path) -> str | None:
    """Return a hash of a file's content; None if it can't be read now."""
    hashed = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                hashed.update(chunk)
    except OSError:
        return None
    return hashed.hexdigest()


def taken_files_path(purpose: str, folder: Path) -> Path:
    """Return where to remember what was taken from a folder for a purpose.

    Raises:
        UsageError: there is no folder for the user's data.
    """
    name = hashlib.sha256(f"{purpose}\n{folder.absolute()}".encode()).hexdigest()[:16]
    return data_folder() / "watched" / f"{name}.json"


def check_folder(folder: Path) -> None:
    """Check that a folder can be watched.

    Raises:
        InputError: it is not a folder, or can't be read.
        UsageError: the extra `watch` is not installed.
    """
    if find_spec("watchfiles") is None:
        raise UsageError(
            "watch-missing", "Watching a folder needs a package that isn't installed.", hint=install_hint("watch")
        )
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        raise _unreadable(folder, error) from error


def _unreadable(folder: Path, error: OSError) -> InputError:
    return InputError(
        "watch-folder", f"{folder} can't be watched: {error.strerror or error}.", hint="Choose another folder."
    )


def watch(
    folder: Path, taken: TakenFiles, take: Callable[[Path], bool], stop: Event, clock: Callable[[], float]
) -> None:
    """Pass each new file of a folder to `take`, once, until `stop` is set.

    Args:
        folder: the folder; folders inside are not watched.
        taken: what was taken before.
        take: receives the path, and returns whether it is done with the file; if not, it gets the file again a minute
            later.
        stop: ends the watching.
        clock: returns a time in seconds, of any origin.

    Raises:
        InputError: the folder is gone, or what was taken can't be remembered.
    """
    import watchfiles

    arrivals = Arrivals(folder, taken)
    changes: Any = watchfiles.watch(
        folder, recursive=False, stop_event=stop, rust_timeout=_POLL, yield_on_timeout=True, raise_interrupt=True
    )
    for _ in changes:
        for path, digest in arrivals.ready(clock()):
            if take(path):
                taken.add(digest)
            else:
                arrivals.postpone(path, clock())
