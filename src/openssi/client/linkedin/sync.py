"""Read what is new in an account: snapshot domains, then the changelog; stored by page, resumable anywhere."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from openssi.activity.calendar import DAY_SECONDS
from openssi.client.linkedin.portability_api import EVENTS_A_PAGE, PortabilityApi
from openssi.client.linkedin.transport import Kind, NoDataError, QuotaError
from openssi.snapshots.pseudonyms import Pseudonymizer
from openssi.snapshots.synced import DomainProgress, SyncedSnapshot
from openssi.sources.portability.domains import DOMAINS, FIRST, Domain
from openssi.sources.portability.events import change_of

__all__ = ["Account", "Missing", "SyncResult", "sync"]

_HOUR = 3_600
#: Requests a day and member that LinkedIn allows.
_QUOTA: dict[Kind, int] = {"snapshot": 200, "changelog": 50}
_CHANGELOG_DAYS = 28
_MOST_PAGES = 1_000  # of a domain
#: A domain may be filled little by little: it is read again daily at first, then weekly.
_FRESH, _AGAIN_FRESH, _AGAIN = 3 * DAY_SECONDS, DAY_SECONDS, 7 * DAY_SECONDS
_SHORT = 20  # pages; a longer domain is read again weekly only, or it would use up the quota
#: A domain without data is asked for hourly at first, then daily.
_NEW, _RETRY_NEW, _RETRY = 2 * DAY_SECONDS, _HOUR, DAY_SECONDS


@dataclass(frozen=True, slots=True)
class Account:
    """What reading an account needs besides the connection.

    Attributes:
        data: what was read so far; it is changed.
        pseudonymizer: hashes everything that is stored.
        save: stores the data; called after every page.
        now: returns seconds since 1970-01-01 UTC.
        forgotten: tokens of erased people.
    """

    data: SyncedSnapshot
    pseudonymizer: Pseudonymizer
    save: Callable[[], None]
    now: Callable[[], int]
    forgotten: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """A domain without data: since when it is asked for (seconds since 1970), and LinkedIn's ID of the last answer."""

    domain: str
    since: int
    answer: str


@dataclass(slots=True)
class SyncResult:
    """What one run did.

    Attributes:
        read: the domains read completely in this run.
        events: how many new events of the changelog were read.
        unreadable: why events could not be read, and how many.
        missing: domains without data, "waiting" while LinkedIn may still be preparing them, otherwise "stuck".
        nothing_yet: whether LinkedIn has prepared nothing at all.
        paused_until: when to go on, in seconds since 1970, since the quota of the day is used up; 0 if it is not.
        gap: the days whose events are lost, since the last run was more than 28 days ago; None if there is no gap.
    """

    read: list[str] = field(default_factory=list[str])
    events: int = 0
    unreadable: dict[str, int] = field(default_factory=dict[str, int])
    missing: dict[str, list[Missing]] = field(default_factory=lambda: {"waiting": [], "stuck": []})
    nothing_yet: bool = False
    paused_until: int = 0
    gap: tuple[int, int] | None = None


def sync(account: Account, open_connection: Callable[[Callable[[Kind], None]], PortabilityApi]) -> SyncResult:
    """Read what is new. Whatever ends it, everything read so far is stored, and the next run goes on from there.

    Args:
        account: what was read so far, and how to store it.
        open_connection: returns the connection, given what counts its requests.

    Raises:
        InputError: LinkedIn can't be reached, refuses or answers unexpectedly.
    """
    return _Run(account, open_connection).run()


class _Run:
    """One run over an account."""

    def __init__(self, account: Account, open_connection: Callable[[Callable[[Kind], None]], PortabilityApi]) -> None:
        self._account = account
        self._data = account.data
        self._progress = account.data.progress
        self._api = open_connection(self._count)
        self._result = SyncResult()

    def run(self) -> SyncResult:
        for part, kind in ((self._read_domains, "snapshot"), (self._read_events, "changelog")):
            try:
                part()
            except QuotaError:
                self._pause(kind)
        self._account.save()
        self._describe_missing()
        return self._result

    # Quotas

    def _count(self, kind: Kind) -> None:
        """Count a request before it is sent. Raises QuotaError if the quota is used up."""
        now = self._account.now()
        if self._progress.calls_day != now // DAY_SECONDS:
            self._progress.calls_day, self._progress.calls = now // DAY_SECONDS, {}
        calls = self._progress.calls.get(kind, 0)
        if now < self._progress.paused.get(kind, 0) or calls >= _QUOTA[kind]:
            raise QuotaError
        self._progress.calls[kind] = calls + 1

    def _pause(self, kind: str) -> None:
        """Remember that quotas begin again at midnight UTC."""
        midnight = (self._account.now() // DAY_SECONDS + 1) * DAY_SECONDS
        self._progress.paused[kind] = midnight
        self._result.paused_until = midnight

    # Snapshot

    def _read_domains(self) -> None:
        for domain in sorted(filter(self._is_due, DOMAINS), key=self._urgency):
            self._read_domain(domain)
            if domain is FIRST and not self._data.files and not self._data.pending:
                return  # it is ready before all others

    def _is_due(self, domain: Domain) -> bool:
        now, progress = self._account.now(), self._progress.domains.get(domain.name)
        if progress is None or progress.page:
            return True
        age = now - progress.asked
        if progress.read:
            often = age < _FRESH and progress.length <= _SHORT
            return now - progress.read >= (_AGAIN_FRESH if often else _AGAIN)
        return now - progress.tried >= (_RETRY_NEW if age < _NEW else _RETRY)

    def _urgency(self, domain: Domain) -> int:
        """Return the rank of a domain: a quota must not be used up before what is new is read."""
        progress = self._progress.domains.get(domain.name)
        if progress is None or progress.page:
            return 0
        return 2 if progress.read else 1

    def _read_domain(self, domain: Domain) -> None:
        """Read the pages of a domain that are missing."""
        progress = self._progress.domains.setdefault(domain.name, DomainProgress(asked=self._account.now()))
        while progress.page < _MOST_PAGES:
            rows = self._page(domain, progress)
            if not rows or not self._data.add_page(
                domain,
                rows,
                self._account.pseudonymizer,
                self._account.forgotten,
                self._account.now() // DAY_SECONDS + 1,
            ):
                break
            self._account.save()
        if progress.page:
            self._data.finish(domain, self._account.now())
            self._result.read.append(domain.name)
        else:
            progress.tried = self._account.now()
        self._account.save()

    def _page(self, domain: Domain, found: DomainProgress) -> list[dict[str, object]]:
        """Return the rows of the next page; none if there is none."""
        first_names = [domain.name, domain.other_name] if domain.other_name else [domain.name]
        names = [found.spelled or domain.name] if found.page or found.spelled else first_names
        for name in names:
            try:
                rows = self._api.snapshot_page(name, found.page)
            except NoDataError as error:
                found.answer = error.answer
                continue
            found.spelled = "" if name == domain.name else name
            return rows
        return []

    def _describe_missing(self) -> None:
        now = self._account.now()
        self._result.nothing_yet = not self._data.files and not self._data.pending
        if self._result.nothing_yet:
            return
        for domain in DOMAINS:
            progress = self._progress.domains.get(domain.name)
            if progress and not progress.read and not progress.page:
                kind = "waiting" if now - progress.asked < _NEW else "stuck"
                self._result.missing[kind].append(Missing(domain.name, progress.asked, progress.answer))

    # Changelog

    def _read_events(self) -> None:
        self._note_gap()
        start = 0
        while events := self._api.events(self._progress.cursor, start):
            for event in events:
                self._add_event(event)
            last = max(
                (processed for event in events if isinstance(processed := event.get("processedAt"), int)), default=0
            )
            if last > self._progress.cursor:
                self._progress.cursor, start = last, 0
            elif len(events) < EVENTS_A_PAGE:
                break
            else:
                start += len(events)  # more events of one millisecond than a page has
            self._account.save()
        self._progress.synced = self._account.now()

    def _note_gap(self) -> None:
        """Remember since when events are known without a gap."""
        today = self._account.now() // DAY_SECONDS
        earliest = today - _CHANGELOG_DAYS
        synced = self._progress.synced // DAY_SECONDS
        if self._progress.begins and synced >= earliest:
            return
        if self._progress.begins:
            self._result.gap = (synced, earliest)
        self._progress.begins = max(earliest, self._api.consent() // 1000 // DAY_SECONDS)

    def _add_event(self, event: dict[str, object]) -> None:
        try:
            change = change_of(event)
        except ValueError as error:
            self._result.unreadable[str(error)] = self._result.unreadable.get(str(error), 0) + 1
            return
        latest = self._account.now() // DAY_SECONDS + 1
        if change and self._data.add_event(change, self._account.pseudonymizer, self._account.forgotten, latest):
            self._result.events += 1
