"""Forward Ctrl-C to a running job; raise KeyboardInterrupt once it has stopped."""

from __future__ import annotations

import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import Event, Thread, current_thread, main_thread
from types import FrameType

__all__ = ["Interrupt"]

_RETRY_SECONDS = 0.2  # between cancellations: the first may fall between two jobs
_TIMEOUT_SECONDS = 5  # for the last cancellation


class Interrupt:
    """Handle Ctrl-C in a thread of its own.

    A `KeyboardInterrupt` during a call to Java would leave half an answer in the pipe, and all later calls would fail.
    """

    def __init__(self) -> None:
        self._requested = Event()
        self._finished = Event()
        self._cancelling: Thread | None = None

    @contextmanager
    def handled(self, cancel: Callable[[], None]) -> Generator[None]:
        """Cancel on the first Ctrl-C inside the block and interrupt at once on the second.

        Does nothing outside the main thread.
        """
        if current_thread() is not main_thread():
            yield
            return
        before = signal.getsignal(signal.SIGINT)

        def handler(_number: int, _frame: FrameType | None) -> None:
            if self._requested.is_set():
                raise KeyboardInterrupt
            self._requested.set()
            self._cancelling = Thread(target=self._keep_cancelling, args=(cancel,), daemon=True)
            self._cancelling.start()

        signal.signal(signal.SIGINT, handler)
        try:
            yield
        finally:
            self._finished.set()
            signal.signal(signal.SIGINT, before)
            if self._cancelling:  # its last call must be answered before the other process is stopped
                self._cancelling.join(timeout=_TIMEOUT_SECONDS)

    def _keep_cancelling(self, cancel: Callable[[], None]) -> None:
        while not self._finished.is_set():
            cancel()
            self._finished.wait(_RETRY_SECONDS)

    @contextmanager
    def raised(self) -> Generator[None]:
        """Raise `KeyboardInterrupt` if the block was cancelled, whatever it raised itself.

        Raises:
            KeyboardInterrupt: the user pressed Ctrl-C.
        """
        try:
            yield
        finally:
            if self._requested.is_set() and not self._finished.is_set():
                self._finished.set()
                raise KeyboardInterrupt
