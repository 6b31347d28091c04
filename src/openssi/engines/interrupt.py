"""Lets Ctrl-C cancel what runs in another process, and tells of it only once that has stopped."""

from __future__ import annotations

import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import Event, Thread, current_thread, main_thread
from types import FrameType

__all__ = ["Interrupt"]

_PAUSE = 0.2  # seconds between two cancellings: what is cancelled may be between two jobs
_PATIENCE = 5  # seconds for the last of them


class Interrupt:
    """Ctrl-C, taken up by a thread of its own.

    A `KeyboardInterrupt` in the middle of a call to Java leaves half an answer in the pipe, and nothing can be asked to clean up.
    """

    def __init__(self) -> None:
        self._asked = Event()
        self._over = Event()
        self._cancelling: Thread | None = None

    @contextmanager
    def handled(self, cancel: Callable[[], None]) -> Generator[None]:
        """Inside, the first Ctrl-C cancels and the second interrupts at once. Only the main thread may say so."""
        if current_thread() is not main_thread():
            yield
            return
        before = signal.getsignal(signal.SIGINT)

        def handler(_number: int, _frame: FrameType | None) -> None:
            if self._asked.is_set():
                raise KeyboardInterrupt
            self._asked.set()
            self._cancelling = Thread(target=self._keep_cancelling, args=(cancel,), daemon=True)
            self._cancelling.start()

        signal.signal(signal.SIGINT, handler)
        try:
            yield
        finally:
            self._over.set()
            signal.signal(signal.SIGINT, before)
            if self._cancelling:  # what it asks of the other process must be answered before that is stopped
                self._cancelling.join(timeout=_PATIENCE)

    def _keep_cancelling(self, cancel: Callable[[], None]) -> None:
        while not self._over.is_set():
            cancel()
            self._over.wait(_PAUSE)

    @contextmanager
    def told(self) -> Generator[None]:
        """What was cancelled inside ends as `KeyboardInterrupt`, whatever it raised.

        Raises:
            KeyboardInterrupt: Ctrl-C came.
        """
        try:
            yield
        finally:
            if self._asked.is_set() and not self._over.is_set():
                self._over.set()
                raise KeyboardInterrupt
