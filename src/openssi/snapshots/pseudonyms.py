"""Keyed hashes in the place of names, addresses, conversations, companies and groups, and of a record's whole content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any

from openssi.sources.linkedin_archive.facts import (
    Comment,
    Connection,
    Envelope,
    Fact,
    Facts,
    Invitation,
    Message,
    Owner,
    Position,
    Post,
    Reaction,
)
from openssi.sources.links import name_key

__all__ = ["KEY_BYTES", "Pseudonymizer"]

#: How long a key may be: shorter ones could be guessed, longer ones BLAKE2b does not take.
KEY_BYTES = range(16, 65)
_TOKEN_BYTES = 10
_SIZES = {"identity": 8, "digest": 32}
_WHAT = ("address", "name", "conversation", "company", "group", *_SIZES)

#: Which fields of a fact are told by a token only, and what they are: equal texts of one sort have equal tokens, whatever the fact.
_HIDDEN: dict[type[Fact], dict[str, str]] = {
    Post: {"group": "group"},
    Comment: {"group": "group"},
    Reaction: {"group": "group"},
    Connection: {"address": "address", "name": "name", "company": "company"},
    Invitation: {"address": "address", "name": "name", "own_address": "address"},
    Message: {"envelope": "envelope"},
    Position: {"company": "company"},
    Owner: {"name": "name"},
}


class Pseudonymizer:
    """A key, and the hashes made with it: nobody without the key can find out or confirm what was hashed.

    Attributes:
        parts: by the token of a name with commas in it, the tokens of its parts: several recipients stand in one field.
    """

    def __init__(self, key: bytes) -> None:
        if len(key) not in KEY_BYTES:
            raise ValueError(f"the key has {len(key)} bytes instead of {KEY_BYTES[0]} to {KEY_BYTES[-1]}")
        self.parts: dict[str, tuple[str, ...]] = {}
        # Each begins apart from the others, so that a company and a person of the same name have different tokens.
        self._start = {
            what: blake2b(key=key, digest_size=_SIZES.get(what, _TOKEN_BYTES), person=what.encode("ascii"))
            for what in _WHAT
        }
        self._tokens: dict[tuple[str, str], str] = {}

    def token(self, what: str, text: str) -> str:
        """A short text in the place of another; "" stays "". Its letters are small, so that `name_key` leaves it as it is."""
        if not text:
            return ""
        known = self._tokens.get((what, text))
        if known is None:
            hashed = self._start[what].copy()
            hashed.update(text.encode("utf-8", "surrogatepass"))
            known = self._tokens[what, text] = hashed.hexdigest()
        return known

    def identity(self, content: tuple[object, ...]) -> int:
        """The same number for the same content, in every process: content is written out in a way that no two share."""
        hashed = self._start["identity"].copy()
        hashed.update(ascii(content).encode("ascii"))
        return int.from_bytes(hashed.digest(), "little")

    def digest(self) -> blake2b:
        """To be fed the content of a file."""
        return self._start["digest"].copy()

    def hide(self, facts: Facts) -> Facts:
        """The same facts with tokens in the place of every text but the member's own industry."""
        if facts.kind is None or facts.kind not in _HIDDEN:
            return facts
        hidden = _HIDDEN[facts.kind]
        return Facts(
            facts.kind,
            (
                self._hidden(hidden[name], column) if name in hidden else column
                for name, column in facts.columns.items()
            ),
        )

    def _hidden(self, what: str, column: Sequence[Any]) -> Iterable[object]:
        if what == "envelope":
            return map({envelope: self._envelope(envelope) for envelope in dict.fromkeys(column)}.__getitem__, column)
        return map(self._name, column) if what == "name" else [self.token(what, text) for text in column]

    def _envelope(self, envelope: Envelope) -> Envelope:
        return Envelope(
            self.token("conversation", envelope.conversation),
            self.token("address", envelope.sender),
            self._name(envelope.sender_name),
            tuple([self.token("address", one) for one in envelope.recipients]),
            self._name(
                name_key(envelope.recipient_names)
            ),  # as a file has them; assembly compares their key with a sender's
            envelope.outgoing,
        )

    def _name(self, key: str) -> str:
        token = self.token("name", key)
        if "," in key and token not in self.parts:
            self.parts[token] = tuple([self.token("name", name_key(part)) for part in key.split(",") if part.strip()])
        return token
