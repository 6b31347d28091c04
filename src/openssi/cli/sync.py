"""The command `ssi sync`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openssi.cli.connect import FOLDER, connection
from openssi.render.escaping import escape_controls

if TYPE_CHECKING:
    from openssi.client.linkedin.sync import SyncResult

__all__ = ["sync"]


@click.command()
@FOLDER
def sync(folder: Path | None) -> None:
    """Read what is new on your LinkedIn account.

    The first run reads everything that LinkedIn has prepared; later runs read what happened since. Run it daily, for
    example by your system's timer (docs/linkedin-api.md): LinkedIn's list of events reaches back 28 days only.
    """
    from openssi.client.linkedin.api import open_api
    from openssi.client.linkedin.sync import Account
    from openssi.client.linkedin.sync import sync as read_account
    from openssi.snapshots.pseudonyms import Pseudonymizer

    stored = connection(folder)
    token, address = stored.load_token()
    with stored.lock(), ExitStack() as stack:
        data = stored.load()
        account = Account(data, Pseudonymizer(stored.key()), lambda: stored.save(data), _now)
        result = read_account(account, lambda count: stack.enter_context(open_api(token, count, address)))
    for line in _lines(result):
        click.echo(escape_controls(line))
    if data.files or data.events:
        click.echo(f"Score it with: ssi score {escape_controls(str(stored.data_file))}")


def _now() -> int:
    return int(time.time())


def _lines(result: SyncResult) -> Iterator[str]:
    """Say what was read, what is missing and when to go on."""
    if result.nothing_yet and not result.paused_until:
        yield (
            "LinkedIn hasn't prepared any of your data yet. That takes minutes to two days after you created the token."
        )
        yield "Run ssi sync again later."
        return
    if result.read:
        yield f"Read from LinkedIn: {', '.join(result.read)}."
    yield f"New activities: {result.events:,}."
    for reason, count in result.unreadable.items():
        yield f"Left out: {count:,} ({reason})."
    if result.gap:
        from openssi.activity.calendar import DAY_SECONDS

        first, last = (_day(day * DAY_SECONDS) for day in result.gap)
        yield f"LinkedIn's list of events reaches back 28 days, so activities from {first} to {last} may be missing."
    if waiting := result.missing["waiting"]:
        yield f"No data yet: {', '.join(entry.domain for entry in waiting)}."
        yield "You may have none of these, or LinkedIn is still preparing them. ssi sync asks for them again."
    for entry in result.missing["stuck"]:
        answer = f" and quote {entry.answer}" if entry.answer else ""
        yield (
            f"Still no data: {entry.domain}, asked for since {_day(entry.since)}. What it would show isn't measured. "
            f"If you do have such data, write to LinkedIn's support{answer}."
        )
    if result.paused_until:
        at = datetime.fromtimestamp(result.paused_until, UTC)
        yield "LinkedIn's limit for today is reached. Everything read so far is stored."
        yield f"Run ssi sync again after {at:%Y-%m-%d %H:%M} UTC."


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
