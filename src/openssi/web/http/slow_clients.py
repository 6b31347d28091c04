"""HTTP/1.1 with a limit on how long a client may take to send a request: uvicorn has one for idle connections only."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = ["TimedProtocol"]


class TimedProtocol(H11Protocol):
    """A connection that is closed if a request's headers take too long, or nothing of its body arrives for too long.

    Attributes:
        header_seconds: for all headers of a request together, from the connection or from the request's first byte.
        body_seconds: for the next piece of a body.
        body_rate: bytes that have to come per second, on average since the first `body_seconds`.
    """

    header_seconds: ClassVar[float] = 15.0
    body_seconds: ClassVar[float] = 60.0
    body_rate: ClassVar[float] = 500.0
    _began: float = 0.0  # when the body began
    _received: int = 0  # bytes of it
    _timer: asyncio.TimerHandle | None = None
    _waits_for: object = None  # the state that the timer was started in

    def connection_made(self, transport: asyncio.Transport) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] (as in uvicorn)
        """Start the limit for the first request."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Handle data, and start or end the limit that applies now."""
        super().data_received(data)
        self._received += len(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """End the limit."""
        self._stop()
        super().connection_lost(exc)

    def _watch(self) -> None:
        state: Any = self.conn.their_state
        if state is h11.SEND_BODY:
            self._start(state, self._seconds_for_body())  # again with each piece
        elif state is not h11.IDLE:
            self._stop()
        elif self._waits_for is not h11.IDLE:
            self._start(state, self.header_seconds)

    def _seconds_for_body(self) -> float:
        """Return how long the next piece may take, so that nobody keeps a connection by a byte now and then."""
        now = self.loop.time()
        if self._waits_for is not h11.SEND_BODY:
            self._began, self._received = now, 0
        late = now - self._began - self._received / self.body_rate
        return max(0.0, self.body_seconds - max(0.0, late))

    def _start(self, state: object, seconds: float) -> None:
        self._stop()
        self._waits_for = state
        self._timer = self.loop.call_later(seconds, self._expire)

    def _stop(self) -> None:
        self._waits_for = None
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _expire(self) -> None:
        if self._waits_for is h11.SEND_BODY and self.flow.read_paused:  # we read no further; the client isn't slow
            self._began, self._received = self.loop.time(), 0
            self._start(self._waits_for, self.body_seconds)
        elif self.transport:
            self.transport.abort()
