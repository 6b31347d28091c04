"""Hash the longest words of messages, once the whole file is read: only then is it known which can be answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from openssi.sources.linkedin_archive.facts import Envelope, Facts
from openssi.sources.normalize import map_distinct
from openssi.sources.text import is_echo, wording

__all__ = ["PendingTexts", "hash_answers"]

_MOST_PENDING = 20_000_000  # characters; what is in a busy member's mailbox has sixteen million

#: A text that may be hashed, a text of a connection, to which the next may be an answer, or a hash.
Pending = str | tuple[str] | int


class PendingTexts:
    """Pass the texts of a file's messages on to `hash_answers`; beyond a limit of all together, hash them at once."""

    def __init__(self) -> None:
        self._characters = 0

    def __call__(self, texts: Sequence[str], others: Sequence[str] = ()) -> Iterable[Pending]:
        """Return some texts, or their hashes.

        Args:
            texts: what the member may have written; "" if a connection wrote it.
            others: what connections wrote; "" if the member may have. None at all if it isn't known.
        """
        if self._characters > _MOST_PENDING:
            return map_distinct(wording, texts)
        self._characters += sum(map(len, texts)) + sum(map(len, others))
        if not others:
            return texts
        return [(other,) if other else text for text, other in zip(texts, others, strict=True)]


def hash_answers(messages: Facts) -> None:
    """Replace each text by its hash, or by 0 if its message can't be an answer to somebody.

    An answer that only repeats what it answers is a suggested phrase: anybody can send it unread.
    """
    column: list[Pending] = messages.column("wording")
    if all(isinstance(text, int) for text in column):
        return
    at, envelopes, suggested = (messages.column(name) for name in ("at", "envelope", "suggested"))
    answers: dict[int, str] = {}
    echoes: list[int] = []
    for index, before in _possible_answers(at, envelopes, suggested):
        text = column[index]
        if isinstance(text, str):
            answers[index] = text
            if text and before is not None and is_echo(text, _text(column[before])):
                echoes.append(index)
    column[:] = [text if isinstance(text, int) else 0 for text in column]
    for index, hashed in zip(answers, map_distinct(wording, [*answers.values()]), strict=True):
        column[index] = hashed
    for index in echoes:
        suggested[index] = True


def _text(pending: Pending) -> str:
    if isinstance(pending, int):
        return ""
    return pending if isinstance(pending, str) else pending[0]


def _possible_answers(
    at: Sequence[int], envelopes: Sequence[Envelope], suggested: Sequence[bool]
) -> Iterator[tuple[int, int | None]]:
    """Yield the messages that follow one of another sender, and first ones: others may be in another file.

    Along with each comes the last message of another sender, if there is one. A suggested phrase is as if it weren't
    there, if the member sent it.
    """
    conversations: defaultdict[str, list[int]] = defaultdict(list)
    for index, conversation in enumerate(map(itemgetter(0), envelopes)):
        conversations[conversation].append(index)
    for index in conversations.pop("", ()):  # the oldest generation has no IDs
        yield index, None
    for indexes in conversations.values():
        indexes.reverse()  # files have the newest first
        indexes.sort(key=at.__getitem__)
        last = last_meant = None
        previous = other = None
        for index in indexes:
            sender = envelopes[index][1:3]
            if sender != last:
                other = previous
            if sender != last or sender != last_meant:
                yield index, other
            last, previous = sender, index
            if not suggested[index]:
                last_meant = sender
