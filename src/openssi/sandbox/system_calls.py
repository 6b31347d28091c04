"""Block system calls that a sandbox never needs: network, processes, changing files.

A filter in the kernel's own small language (seccomp, BPF), set by the process on itself for good. It needs no privileges and works
in containers. Elsewhere than on Linux on x86-64 or ARM64 nothing is done.
"""

from __future__ import annotations

import errno
import os
import platform
import struct
import sys
from typing import NamedTuple

__all__ = ["deny_system_calls"]


class _Numbers(NamedTuple):
    """System call numbers of a machine: calls that depend on an argument, and calls that are always denied."""

    machine: int
    open: int
    openat: int
    tgkill: int
    denied: tuple[int, ...]


_NONE = 0xFFFFFFFF  # a call that a machine does not have

# Network: socket, socketpair, connect, bind, listen, accept, accept4, sendto, sendmsg.
# Processes: clone, fork, vfork, clone3, execve, execveat, ptrace, kill, tkill, process_vm_readv, process_vm_writev, unshare, setns.
# Files: creat, openat2, rename*, unlink*, mkdir*, rmdir, link*, symlink*, mknod*, truncate, ftruncate, chmod*, chown*, mount.
# Ways around a filter: io_uring_setup, bpf, userfaultfd.
_X86_64 = _Numbers(
    0xC000003E, 2, 257, 234,
    (41, 53, 42, 49, 50, 43, 288, 44, 46, 56, 57, 58, 435, 59, 322, 101, 62, 200, 310, 311, 272, 308, 85, 437, 82, 264, 316,
     87, 263, 83, 258, 84, 86, 265, 88, 266, 133, 259, 76, 77, 90, 91, 268, 92, 93, 94, 260, 165, 425, 321, 323),
)  # fmt: skip
_ARM64 = _Numbers(
    0xC00000B7, _NONE, 56, 131,
    (198, 199, 203, 200, 201, 202, 242, 206, 211, 220, 435, 221, 281, 117, 129, 130, 270, 271, 97, 268, 437, 38, 276, 35, 34, 37,
     36, 33, 45, 46, 52, 53, 54, 55, 40, 425, 280, 282),
)  # fmt: skip
_MACHINES = {"x86_64": _X86_64, "aarch64": _ARM64}

_LOAD, _JUMP_EQUAL, _JUMP_ABOVE, _JUMP_BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
_NUMBER, _MACHINE, _SECOND, _THIRD = (
    0,
    4,
    24,
    32,
)  # the call, the machine, arguments: their offsets in the data that the kernel passes to the filter
_OTHER_CALLS = 0x40000000  # from here on x86-64 numbers a second set of the same calls
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_SIGABRT = 6  # a library that cannot go on sends it to itself

_SET_NO_NEW_PRIVILEGES, _SET_FILTER, _FILTER_MODE = 38, 22, 2


def deny_system_calls() -> bool:
    """Set the filter. Return whether the kernel took it."""
    numbers = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or numbers is None:
        return False
    import ctypes

    program = _program(numbers)
    code = ctypes.create_string_buffer(program, len(program))
    filter_ = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(code))
    pointer = ctypes.create_string_buffer(filter_, len(filter_))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    prctl.argtypes = (ctypes.c_int, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong)
    if prctl(_SET_NO_NEW_PRIVILEGES, 1, None, 0, 0):
        return False
    return prctl(_SET_FILTER, _FILTER_MODE, ctypes.addressof(pointer), 0, 0) == 0


def _program(numbers: _Numbers) -> bytes:
    """Return the filter, one instruction after the other: operation, steps to jump if so, steps if not, operand."""
    refuse = 4 + len(numbers.denied) + 9 + 1  # the last instruction; the one before allows
    lines: list[tuple[int, int, int, int]] = [
        (_LOAD, 0, 0, _MACHINE),
        (_JUMP_EQUAL, 0, refuse - 2, numbers.machine),
        (_LOAD, 0, 0, _NUMBER),
        (_JUMP_ABOVE, refuse - 4, 0, _OTHER_CALLS),
    ]
    lines += [(_JUMP_EQUAL, refuse - 5 - at, 0, number) for at, number in enumerate(numbers.denied)]
    for number, argument, test, value in (
        (numbers.open, _SECOND, _JUMP_BITS, _WRITES),
        (numbers.openat, _THIRD, _JUMP_BITS, _WRITES),
        (numbers.tgkill, _THIRD, _JUMP_EQUAL, _SIGABRT),
    ):
        lines += [(_JUMP_EQUAL, 0, 2, number), (_LOAD, 0, 0, argument)]
        to_refuse = refuse - len(lines) - 1
        steps = (to_refuse, to_refuse - 1) if test == _JUMP_BITS else (to_refuse - 1, to_refuse)
        lines.append((test, *steps, value))
    lines += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    return b"".join(struct.pack("HBBI", *line) for line in lines)
