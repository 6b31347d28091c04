"""Remember a member's answers about missing files: the activity never happened, or only the file is missing."""

from __future__ import annotations

from typing import Literal, get_args

from openssi.errors import UsageError
from openssi.insight.never_done import NeverDone
from openssi.model import DEFAULT
from openssi.store import accounts
from openssi.store.accounts import Account
from openssi.web.context import Server
from openssi.web.security.access import Actor

__all__ = ["Answer", "answers_of", "kind_of", "never_done_by", "set_answer"]

#: Never done; done, but the file is missing; or no answer any more.
Answer = Literal["never", "missing", "forget"]


def answers_of(account: Account) -> dict[str, str]:
    """Read the answers of an account, by kind of activity."""
    return dict(entry.split(":", 1) for entry in (account.answers or "").split(",") if entry)


def never_done_by(account: Account) -> tuple[str, ...]:
    """Return the kinds that a member said they have never done."""
    return tuple(sorted(kind for kind, answer in answers_of(account).items() if answer == "never"))


def kind_of(question: NeverDone) -> str:
    """Return the ID of the kind that a question is about."""
    step = DEFAULT.signals[question.step.signal].step
    return step.adds[0][0] if step else ""


def set_answer(server: Server, actor: Actor, kind: str, answer: str) -> None:
    """Store an answer, or delete it.

    Raises:
        UsageError: there is no such kind or answer.
    """
    if kind not in DEFAULT.kind or answer not in get_args(Answer):
        raise UsageError(
            "never-done", "This isn't an answer to one of the questions.", unchanged="Nothing was changed."
        )
    with server.database.write() as connection:
        account = accounts.find_account(connection, actor.id)
        answers = answers_of(account) if account else {}
        answers.pop(kind, None)
        if answer != "forget":
            answers[kind] = answer
        written = ",".join(f"{name}:{value}" for name, value in sorted(answers.items()))
        accounts.change_account(connection, actor.id, answers=written or None)
