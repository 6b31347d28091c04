"""Limits that a sandbox sets on itself before it touches untrusted input."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from openssi.sandbox.system_calls import deny_system_calls

__all__ = ["FORBIDDEN", "is_sandbox_needed", "restrict"]

#: The exit code of a process that tried something forbidden.
FORBIDDEN = 77
_FILES = 64
_NICENESS = 10
_STATE = {"restricted": False}

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
#: Audit events of Python that start processes, use the network, change files, or call into other libraries.
_EVENTS = frozenset(
    {
        "ctypes.dlopen",
        "ctypes.dlsym",
        "pty.spawn",
        "signal.pthread_kill",
        "subprocess.Popen",
        "tempfile.mkdtemp",
        "tempfile.mkstemp",
    }
    | {f"shutil.{name}" for name in ("copyfile", "move", "rmtree")}
    | {
        f"os.{name}"
        for name in ("exec", "fork", "forkpty", "kill", "posix_spawn", "putenv", "spawn", "startfile", "system")
    }
    | {
        f"os.{name}"
        for name in ("chmod", "chown", "link", "mkdir", "remove", "rename", "rmdir", "symlink", "truncate", "utime")
    }
)
_FAMILIES = ("socket.", "winreg.", "msvcrt.", "ftplib.", "http.client.", "urllib.", "smtplib.", "sqlite3.")


def restrict(memory: int, seconds: int) -> None:
    """Limit this process to additional memory (bytes), CPU seconds, reading files and computing."""
    with suppress(ImportError):  # Windows has no such limits
        _limit_resources(memory, seconds)
        os.nice(_NICENESS)  # a server's pages come first
    deny_system_calls()
    sys.addaudithook(_audit)
    _STATE["restricted"] = True


def is_sandbox_needed() -> bool:
    """Return whether untrusted input needs another process: not inside a sandbox, nor in a browser, which is one."""
    return not _STATE["restricted"] and sys.platform not in {"emscripten", "wasi"}


def _limit_resources(memory: int, seconds: int) -> None:
    import resource

    for what, soft in (
        (resource.RLIMIT_AS, _address_space() + memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _FILES),
        (resource.RLIMIT_NPROC, 0),
    ):
        with suppress(ValueError, OSError):  # macOS refuses some, and a lower limit may be set already
            resource.setrlimit(what, (soft, soft + (what == resource.RLIMIT_CPU)))


def _address_space() -> int:
    """Return bytes of address space that the bare interpreter has; none where the system does not say."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    """End the process at once when its Python code is about to do something forbidden.

    This binds Python code. Native code that an attacker has taken over is bound by the resource limits and, on Linux,
    by the filter of system calls.
    """
    if event in _EVENTS or event.startswith(_FAMILIES) or (event == "open" and _opens_for_writing(arguments)):
        os._exit(FORBIDDEN)


def _opens_for_writing(arguments: tuple[Any, ...]) -> bool:
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & _WRITES)
