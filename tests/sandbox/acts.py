"""What code in a sandbox may try, one function each."""

from __future__ import annotations

import ctypes
import importlib
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from openssi.errors import ArchiveError
from openssi.progress import Progress
from openssi.sandbox import Blobs, Data

Answer = tuple[Data, Blobs]


def echo(data: Data, blobs: Blobs, progress: Progress) -> Answer:
    progress(1, 2)
    print("a library that prints")  # noqa: T201
    return {"got": data}, blobs


def see_environment(_: Data, __: Blobs, ___: Progress) -> Answer:
    return {"names": sorted(os.environ), "loaded": sorted(sys.modules)}, []


def import_module(data: Data, _: Blobs, __: Progress) -> Answer:
    return {"number": importlib.import_module(data["name"]).NUMBER}, []


def refuse(_: Data, __: Blobs, ___: Progress) -> Answer:
    raise ArchiveError("archive-empty", "It is empty.", unchanged="Nothing was read.", hint="Try again.")


def fail(_: Data, __: Blobs, ___: Progress) -> Answer:
    raise ZeroDivisionError("a secret of the archive")


def take_memory(_: Data, __: Blobs, ___: Progress) -> Answer:
    return {"size": len(bytearray(1_000_000_000))}, []


def abort(_: Data, __: Blobs, ___: Progress) -> Answer:
    os.abort()


def take_time(_: Data, __: Blobs, ___: Progress) -> Answer:
    while True:
        pass


def wait(_: Data, __: Blobs, progress: Progress) -> Answer:
    progress(0, 1)
    time.sleep(600)
    return {}, []


def open_socket(_: Data, __: Blobs, ___: Progress) -> Answer:
    socket.socket()
    return {}, []


def start_process(_: Data, __: Blobs, ___: Progress) -> Answer:
    subprocess.run([sys.executable, "-V"], check=False)
    return {}, []


def fork(_: Data, __: Blobs, ___: Progress) -> Answer:
    os.fork()
    return {}, []


def write_file(data: Data, _: Blobs, __: Progress) -> Answer:
    Path(data["path"]).write_text("written", encoding="utf-8")
    return {}, []


def delete_file(data: Data, _: Blobs, __: Progress) -> Answer:
    Path(data["path"]).unlink()
    return {}, []


def read_file(data: Data, _: Blobs, __: Progress) -> Answer:
    return {}, [Path(data["path"]).read_bytes()]


# Loaded before the sandbox is closed, as a library is.
_C = ctypes.CDLL(None, use_errno=True)
_CALLS = {
    name: getattr(_C, name)
    for name in ("socket", "fork", "open", "unlink", "rename", "mkdir", "kill", "execv", "getpid")
}


def act_natively(data: Data, _: Blobs, __: Progress) -> Answer:
    """Call C functions, of which Python sees nothing: the error number of each, 0 if it was allowed."""
    path = data["path"].encode()
    results: dict[str, int] = {}
    for name, arguments in {
        "socket": (2, 1, 0),
        "fork": (),
        "open": (path, os.O_WRONLY | os.O_CREAT, 0o600),
        "unlink": (path,),
        "rename": (path, path + b"2"),
        "mkdir": (path + b"3", 0o700),
        "kill": (os.getppid(), 0),
        "execv": (b"/bin/true", None),
        "getpid": (),
    }.items():
        ctypes.set_errno(0)
        code = _CALLS[name](*arguments)
        results[name] = ctypes.get_errno() if code == -1 else 0
    return results, []
