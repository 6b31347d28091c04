"""Where things are kept unless another place is named."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from openssi.errors import UsageError

__all__ = ["data_folder"]


def data_folder() -> Path:
    """The folder `openssi` in the user's data folder, as the operating system has it.

    Raises:
        UsageError: the operating system knows no folder of the user's.
    """
    try:
        if sys.platform == "win32":
            base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        elif sys.platform == "darwin":
            base = Path.home() / "Library" / "Application Support"
        else:
            base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    except RuntimeError as error:
        raise UsageError(
            "data-folder", "There is no folder of yours to keep anything in.", hint="Name a place."
        ) from error
    return base / "openssi"
