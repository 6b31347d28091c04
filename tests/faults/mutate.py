"""Small and large changes of bytes, from a seed."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable

_MARKS = (b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07", b"PK\x07\x08")
_TOKENS = (
    b'"', b'""', b'"""', b"\\", b'\\"', b",", b";", b"\t", b"\n", b"\r", b"\r\n", b"\0",
    b"\xef\xbb\xbf", b"\xff\xfe", b"\xff", b"\xed\xa0\x80", b"\x1b[31m", b"\xe2\x80\xae", b"\xc2\x85", b"\xe2\x80\xa8",
    b"=1+1", b"-1", b"0", b"99999999999999999999", "\u0661\u0662".encode(), b"x" * 5000, b"%ZZ%",
    b"9999-12-31 23:59:59", b"0001-01-01 00:00:00", b"2024-02-30 10:00:00", b"12/31/99, 11:59 PM", b"13/13/24, 13:61 PM",
    b"29 Feb 2023", b"Feb 29, 2023", b"OUTGOING", b"Yes", b"No", b"Date", b"urn:li:activity:99999999999999999999",
)  # fmt: skip
_NUMBERS = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)


def mutated_text(data: bytes, chance: random.Random) -> bytes:
    """One to eight changes of a table."""
    changes: tuple[Callable[[bytearray, random.Random], None], ...] = (
        _flip, _insert_token, _insert_token, _delete, _repeat, _swap_lines, _cut, _digit,
    )  # fmt: skip
    made = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        chance.choice(changes)(made, chance)
    if chance.random() < 0.05:
        made = bytearray(
            bytes(made)
            .decode("utf-8", "replace")
            .encode(chance.choice(("utf-16", "utf-16-le", "cp1252", "utf-8-sig")), "replace")
        )
    return bytes(made)


def mutated_zip(data: bytes, chance: random.Random) -> bytes:
    """One to six changes of a container, most of them in its headers."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        if chance.random() < 0.7:
            _in_heading(made, chance)
        else:
            chance.choice((_flip, _delete, _repeat, _cut, _insert_token))(made, chance)
    return bytes(made)


def _place(made: bytearray, chance: random.Random) -> int:
    return chance.randrange(len(made) + 1)


def _flip(made: bytearray, chance: random.Random) -> None:
    if made:
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)


def _insert_token(made: bytearray, chance: random.Random) -> None:
    at = _place(made, chance)
    made[at:at] = chance.choice(_TOKENS)


def _delete(made: bytearray, chance: random.Random) -> None:
    at = _place(made, chance)
    del made[at : at + chance.choice((1, 2, 5, 40, 400))]


def _repeat(made: bytearray, chance: random.Random) -> None:
    at = _place(made, chance)
    made[at:at] = made[at : at + chance.choice((1, 10, 100, 1000))] * chance.choice((1, 2, 20))


def _cut(made: bytearray, chance: random.Random) -> None:
    if chance.random() < 0.3:
        del made[_place(made, chance) :]


def _swap_lines(made: bytearray, chance: random.Random) -> None:
    lines = bytes(made).split(b"\n")
    chance.shuffle(lines)
    if chance.random() < 0.3:
        made[:] = b"\n".join(lines)


def _digit(made: bytearray, chance: random.Random) -> None:
    places = [at for at, byte in enumerate(made) if 48 <= byte <= 57]
    if places:
        made[chance.choice(places)] = chance.choice(b"0123456789-/:")


def _in_heading(made: bytearray, chance: random.Random) -> None:
    """Overwrites a field near one of a zip's marks."""
    mark = chance.choice(_MARKS)
    places: list[int] = []
    at = made.find(mark)
    while at >= 0:
        places.append(at)
        at = made.find(mark, at + 1)
    if not places:
        return
    at = chance.choice(places) + chance.randrange(60)
    value = struct.pack("<I", chance.choice((*_NUMBERS, chance.getrandbits(32))))[: chance.choice((1, 2, 4))]
    made[at : at + len(value)] = value
