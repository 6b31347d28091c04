"""Run `ssi` so slowly that a signal can hit a phase: `slowly.py FOLDER PHASE MARK ssi-arguments…`.

An audit hook detects the phase, whatever the writing code looks like. PHASE is `read` (a zip is about to be opened), `open`
(a file in FOLDER is about to be created), `rename` (all is written, nothing moved yet), `moved` (the page is in its final
place) or `none`. In that phase the file MARK is created, and the process sleeps until it is killed.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class _Hook:
    """Sleeps at the phase."""

    def __init__(self, folder: str, phase: str, mark: str) -> None:
        self._folder, self._phase, self._mark, self._slept = os.path.realpath(folder), phase, mark, False

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._slept:
            return
        if self._phase == "open" and event == "open" and arguments[2] & _WRITES and self._is_inside(arguments[0]):
            self.sleep()
        if self._phase == "read" and event == "open" and str(arguments[0]).endswith(".zip"):
            self.sleep()
        if (
            self._phase in {"rename", "moved"}
            and event == "os.rename"
            and str(arguments[1]).endswith((".html", ".json"))
        ):
            if self._phase == "rename":
                self.sleep()
            else:
                self._slept = True
                sys.setprofile(self._after_rename)

    def _after_rename(self, frame: FrameType, event: str, _: object) -> None:
        """The first function that returns after the hook itself is the one that called the operating system."""
        if event == "return" and frame.f_code.co_filename != __file__:
            sys.setprofile(None)
            self.sleep()

    def _is_inside(self, path: object) -> bool:
        return isinstance(path, str) and os.path.realpath(path).startswith(self._folder)

    def sleep(self) -> None:
        self._slept = True
        Path(self._mark).touch()
        for _ in range(12_000):  # short naps: a signal just before one long sleep would be noticed only after it
            time.sleep(0.05)


def _main() -> None:
    folder, phase, mark, *arguments = sys.argv[1:]
    from openssi.cli import main

    if phase != "none":
        sys.addaudithook(_Hook(folder, phase, mark))
    sys.argv = ["ssi", *arguments]
    main()


_main()
