"""The command `ssi sync`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openssi.cli.connect import FOLDER
from openssi.errors import InputError
from openssi.render.escaping import escape_controls

if TYPE_CHECKING:
    from openssi.client.linkedin.folder import ConnectionFolder
    from openssi.client.linkedin.sync import SyncResult

__all__ = ["sync"]


@click.command()
@FOLDER
def sync(folder: Path | None) -> None:
    """Read what is new on your LinkedIn account.

    The first run reads everything that LinkedIn has prepared; later runs read what happened since. Run it daily, for
    example by your system's timer (docs/linkedin-api.md): LinkedIn's list of events reaches back 28 days only. If you
    are connected to the statistics of your posts, these are read as well.
    """
    faults: list[InputError] = []
    for stored in _connections(folder):
        try:
            _SYNCS[stored.load_token().product](stored)
        except InputError as fault:  # the other connection is read all the same
            faults.append(fault)
    if faults:
        raise faults[0]


def _connections(folder: Path | None) -> list[ConnectionFolder]:
    """Return the connection in a folder, or all in the default folders."""
    from openssi.client.linkedin.folder import PRODUCTS, ConnectionFolder, default_folder

    if folder is not None:
        return [ConnectionFolder(folder)]
    stored = [ConnectionFolder(default_folder(product)) for product in PRODUCTS]
    return [connection for connection in stored if connection.is_connected] or stored[:1]


def _sync_account(stored: ConnectionFolder) -> None:
    from openssi.client.linkedin.portability_api import open_api
    from openssi.client.linkedin.sync import Account
    from openssi.client.linkedin.sync import sync as read_account
    from openssi.snapshots.pseudonyms import Pseudonymizer

    token = stored.load_token()
    with stored.lock(), ExitStack() as stack:
        data = stored.load()
        account = Account(data, Pseudonymizer(stored.key()), lambda: stored.save(data), _now)
        result = read_account(account, lambda count: stack.enter_context(open_api(token.token, count, token.address)))
    for line in _lines(result):
        click.echo(escape_controls(line))
    if data.files or data.events:
        click.echo(f"Score it with: ssi score {escape_controls(str(stored.data_file(token.product)))}")


def _sync_statistics(stored: ConnectionFolder) -> None:
    from openssi.client.linkedin.statistics import read_statistics
    from openssi.client.linkedin.transport import QuotaError
    from openssi.sources.member_statistics.statistics import FOLLOWERS

    token = stored.load_token()
    with stored.lock():
        try:
            statistics = read_statistics(token.token, _now, token.address)
        except QuotaError:
            click.echo("LinkedIn's limit for today is reached. What was read before is unchanged.")
            click.echo("Run ssi sync again after midnight UTC.")
            return
        stored.save_statistics(statistics)
    for daily in statistics.metrics.values():
        click.echo(f"{daily.tally.file}: {sum(daily.days.values()):,} in {len(daily.days):,} days.")
        for reason, count in daily.tally.reasons.items():
            click.echo(f"Left out: {count:,} ({reason}).")
    if FOLLOWERS not in statistics.metrics:
        click.echo("New followers aren't read: the token doesn't have the scope r_member_profileAnalytics.")
    click.echo(f"Score it with: ssi score ARCHIVE {escape_controls(str(stored.data_file(token.product)))}")


_SYNCS = {"portability": _sync_account, "statistics": _sync_statistics}


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
