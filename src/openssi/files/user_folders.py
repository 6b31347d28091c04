"""Find the folders for the user's data and caches on each operating system."""

from __future__ import annotations

import sys
from pathlib import Path

from openssi.errors import UsageError

__all__ = ["cache_folder", "data_folder"]

_NAME = "openssi"


def data_folder() -> Path:
    """Return the folder `openssi` in the user's data folder; it may not exist yet.

    Raises:
        UsageError: the user has no home folder.
    """
    from platformdirs import user_data_path

    try:
        folder = user_data_path(_NAME, appauthor=False)
    except RuntimeError as error:
        raise _no_home("data") from error
    if sys.platform == "darwin":
        # Earlier versions ignored XDG_DATA_HOME on a Mac: data stays where it already is.
        earlier = Path.home() / "Library" / "Application Support" / _NAME
        return earlier if earlier.is_dir() else folder
    return folder


def cache_folder() -> Path:
    """Return the folder `openssi` in the user's cache folder; it may not exist yet.

    Raises:
        UsageError: the user has no home folder.
    """
    from platformdirs import user_cache_path

    try:
        return user_cache_path(_NAME, appauthor=False)
    except RuntimeError as error:
        raise _no_home("cache") from error


def _no_home(what: str) -> UsageError:
    return UsageError(
        "data-folder",
        f"Your {what} folder could not be found: this user has no home folder.",
        hint="Choose a folder or file yourself.",
    )
