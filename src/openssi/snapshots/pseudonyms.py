"""Keyed hashes that replace names, addresses, conversations, companies and groups, and identify records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any

from openssi.sources.keys import name_key
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

__all__ = ["KEY_BYTES", "Pseudonymizer"]

#: Length of a key: a shorter one could be guessed, and BLAKE2b does not accept a longer one.
KEY_BYTES = range(16, 65)
_TOKEN_BYTES = 10
_SIZES = {"identity": 8, "digest": 32, "word": 4, "sentence": 4, "wording": 4}
_WHAT = ("address", "name", "conversation", "company", "group", "registered", *_SIZES)

#: The fields of facts that tokens replace, and their type: equal texts of one type have equal tokens in all facts.
_REPLACED: dict[type[Fact], dict[str, str]] = {
    Post: {"group": "group", "sketch": "word", "sentences": "sentence"},
    Comment: {"group": "group", "sketch": "word", "sentences": "sentence"},
    Reaction: {"group": "group"},
    Connection: {"address": "address", "name": "name", "company": "company"},
    Invitation: {"address": "address", "name": "name", "own_address": "address"},
    Message: {"envelope": "envelope", "wording": "wording"},
    Position: {"company": "company"},
    Owner: {"name": "name"},
}


class Pseudonymizer:
    """Hashes texts with a key: without the key nobody can find out or confirm what was hashed.

    Attributes:
        parts: maps the token of a name with commas to the tokens of its parts: one field can have several recipients.
    """

    def __init__(self, key: bytes) -> None:
        if len(key) not in KEY_BYTES:
            raise ValueError(f"the key has {len(key)} bytes instead of {KEY_BYTES[0]} to {KEY_BYTES[-1]}")
        self.parts: dict[str, tuple[str, ...]] = {}
        # Separate hashes for each type, so that a company and a person of the same name have different tokens.
        self._start = {
            what: blake2b(key=key, digest_size=_SIZES.get(what, _TOKEN_BYTES), person=what.encode("ascii"))
            for what in _WHAT
        }
        self._tokens: dict[tuple[str, str], str] = {}

    def token(self, what: str, text: str) -> str:
        """Return the token of a text; "" for "". Its letters are lower case, so that `name_key` does not change it."""
        if not text:
            return ""
        known = self._tokens.get((what, text))
        if known is None:
            hashed = self._start[what].copy()
            hashed.update(text.encode("utf-8", "surrogatepass"))
            known = self._tokens[what, text] = hashed.hexdigest()
        return known

    def identity(self, content: tuple[object, ...]) -> int:
        """Return a number for the content, the same in every process; no two contents are hashed as the same bytes."""
        hashed = self._start["identity"].copy()
        hashed.update(ascii(content).encode("ascii"))
        return int.from_bytes(hashed.digest(), "little")

    def digest(self) -> blake2b:
        """Return a new hash for the content of a file."""
        return self._start["digest"].copy()

    def apply(self, facts: Facts) -> Facts:
        """Return the facts with tokens in place of every text except the member's own industry."""
        if facts.kind is None or facts.kind not in _REPLACED:
            return facts
        replaced = _REPLACED[facts.kind]
        return Facts(
            facts.kind,
            (
                self._tokens_of(replaced[name], column) if name in replaced else column
                for name, column in facts.columns.items()
            ),
        )

    def _tokens_of(self, what: str, column: Sequence[Any]) -> Iterable[object]:
        if what == "envelope":
            return map({envelope: self._envelope(envelope) for envelope in dict.fromkeys(column)}.__getitem__, column)
        if what in {"word", "sentence"}:
            return [tuple([self._number(what, one) for one in hashes]) for hashes in column]
        if what == "wording":
            return [self._number(what, one) for one in column]
        return map(self._name, column) if what == "name" else [self.token(what, text) for text in column]

    def _number(self, what: str, hashed: int) -> int:
        return int(self.token(what, str(hashed)), 16) if hashed else 0

    def _envelope(self, envelope: Envelope) -> Envelope:
        return Envelope(
            self.token("conversation", envelope.conversation),
            self.token("address", envelope.sender),
            self._name(envelope.sender_name),
            tuple([self.token("address", recipient) for recipient in envelope.recipients]),
            self._name(
                name_key(envelope.recipient_names)
            ),  # facts have the names as written; the join compares their key with a sender's
            envelope.outgoing,
        )

    def _name(self, key: str) -> str:
        token = self.token("name", key)
        if "," in key and token not in self.parts:
            self.parts[token] = tuple([self.token("name", name_key(part)) for part in key.split(",") if part.strip()])
        return token
