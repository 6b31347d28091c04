"""Hash the longest words of messages, once a whole file tells which of them can be answers: a fifth of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from openssi.sources.linkedin_archive.facts import Envelope, Facts
from openssi.sources.normalize import map_distinct
from openssi.sources.text import wording

__all__ = ["PendingTexts", "hash_answers"]

_MOST_PENDING = 10_000_000  # characters; what a busy member writes has eight million


class PendingTexts:
    """Pass the texts of a file's messages on to `hash_answers`; beyond a limit of all together, hash them at once."""

    def __init__(self) -> None:
        self._characters = 0

    def __call__(self, texts: Sequence[str]) -> Iterable[str | int]:
        """Return some texts, or their hashes."""
        if self._characters > _MOST_PENDING:
            return map_distinct(wording, texts)
        self._characters += sum(map(len, texts))
        return texts


def hash_answers(messages: Facts) -> None:
    """Replace each text by its hash, or by 0 if its message can't be an answer to somebody."""
    column: list[str | int] = messages.column("wording")
    if not any(isinstance(text, str) for text in column):
        return
    at, envelopes, suggested = (messages.column(name) for name in ("at", "envelope", "suggested"))
    answers = {
        index: text for index in _possible_answers(at, envelopes, suggested) if isinstance(text := column[index], str)
    }
    column[:] = [0 if isinstance(text, str) else text for text in column]
    for index, hashed in zip(answers, map_distinct(wording, [*answers.values()]), strict=True):
        column[index] = hashed


def _possible_answers(at: Sequence[int], envelopes: Sequence[Envelope], suggested: Sequence[bool]) -> Iterator[int]:
    """Yield the messages that follow one of another sender, and first ones: others may be in another file.

    A suggested phrase is as if it weren't there, if the member sent it.
    """
    conversations: defaultdict[str, list[int]] = defaultdict(list)
    for index, conversation in enumerate(map(itemgetter(0), envelopes)):
        conversations[conversation].append(index)
    yield from conversations.pop("", ())  # the oldest generation has no IDs
    for indexes in conversations.values():
        indexes.reverse()  # files have the newest first
        indexes.sort(key=at.__getitem__)
        last = last_meant = None
        for index in indexes:
            sender = envelopes[index][1:3]
            if sender != last or sender != last_meant:
                yield index
            last = sender
            if not suggested[index]:
                last_meant = sender
