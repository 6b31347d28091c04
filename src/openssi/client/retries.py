"""Try an HTTP request again when the connection fails or the server is busy."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from openssi.errors import OpenSSIError

if TYPE_CHECKING:
    import httpx2

__all__ = ["BusyError", "retried"]

_ATTEMPTS = 5
_PAUSE = 1.0  # seconds, if the server doesn't say when to try again
_LONGEST_PAUSE = 120.0  # seconds, even if the server asks for more


class BusyError(Exception):
    """The server is busy: wait before the next attempt; `refusal` is the error after the last one."""

    def __init__(self, response: httpx2.Response, refusal: OpenSSIError) -> None:
        super().__init__()
        seconds = response.headers.get("retry-after", "")
        self.seconds = min(_LONGEST_PAUSE, float(seconds)) if seconds.isdecimal() else _PAUSE
        self.refusal = refusal


def retried(attempt: Callable[[], Any]) -> Any:
    """Return what one of five attempts returns, with growing pauses between them.

    Raises:
        OpenSSIError: the server is still busy.
        httpx2.TransportError: the connection failed each time.
    """
    import httpx2
    import stamina

    def pause(error: Exception) -> bool | float:
        return error.seconds if isinstance(error, BusyError) else isinstance(error, httpx2.TransportError)

    try:
        return stamina.retry(on=pause, attempts=_ATTEMPTS, timeout=None)(attempt)()
    except BusyError as busy:
        raise busy.refusal from None
