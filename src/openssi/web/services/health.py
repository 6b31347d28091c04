"""Check whether the server is ready, at most once a second, however many requests ask."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from threading import Lock

from openssi.errors import OpenSSIError, StoreError
from openssi.web.context import Server
from openssi.web.services.uploads import probe_disk

__all__ = ["Readiness"]

_LOG = logging.getLogger("openssi.web")
_PATIENCE = 30  # seconds, longer than one writer waits for another


@dataclass
class Readiness:
    """The last readiness check and its result."""

    server: Server
    _fault: OpenSSIError | None = None
    _began: int | None = None
    _trying: Lock = field(default_factory=Lock)

    def fault(self) -> OpenSSIError | None:
        """Return why the server isn't ready, or None if it is; while a check is running, return the previous result."""
        if not self._trying.acquire(blocking=self._began is None):
            return _hangs() if self.server.now() - (self._began or 0) > _PATIENCE else self._fault
        try:
            now = self.server.now()
            if now != self._began:
                self._began = now
                self._fault = self._try()
            return self._fault
        finally:
            self._trying.release()

    def _try(self) -> OpenSSIError | None:
        """Check that the database reads and writes, the disk accepts an upload, and the worker is running."""
        try:
            self.server.database.ensure_held()
            self.server.database.probe()
            probe_disk(self.server)
        except OpenSSIError as error:
            _LOG.error("not ready", extra={"code": error.code})
            return error.with_traceback(None)
        if not self.server.worker.alive:
            return StoreError("server-fault", "Uploads are no longer being read.", hint="Restart the server.")
        return None


def _hangs() -> StoreError:
    return StoreError(
        "store-busy", "The database or the disk isn't responding.", hint="Check that the server can reach it."
    )
