"""What the titles of a report's columns mean: those that LinkedIn documents, and those that a user adds in a TOML file.

LinkedIn publishes the names of its metrics, but not the header row of the file. A title that only looks like a known
one is suggested to the user, never applied.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

from openssi.errors import ModelError
from openssi.model.toml import read_table, suggest

__all__ = ["LABELS", "METRICS", "PERSON", "SUGGESTIONS", "fold", "read_labels", "suggested"]

#: Columns that name a person.
PERSON = ("name", "first_name", "last_name", "email", "seat")
#: Columns with numbers that count.
METRICS = ("days_active", "searches", "profile_views", "leads_saved", "accounts_saved")
_PERIOD = ("period_start", "period_end")
#: Columns that are known and not needed.
_OTHER = ("leads_saved_total", "accounts_saved_total", "group", "other")
_MEANINGS = (*PERSON, *METRICS, *_PERIOD, *_OTHER)

_DOCUMENTED: dict[str, tuple[str, ...]] = {
    "name": ("Name", "User", "Full name"),
    "first_name": ("First name",),
    "last_name": ("Last name",),
    "email": ("Email", "Email address"),
    "seat": ("Seat ID",),
    "days_active": ("Days Active",),
    "searches": ("Searches Performed",),
    "profile_views": ("Profile Views", "Profiles Viewed"),
    "leads_saved": ("Leads Saved",),
    "accounts_saved": ("Accounts Saved",),
    "period_start": ("Start date", "Period start"),
    "period_end": ("End date", "Period end"),
    "group": ("Group", "Groups", "Tags", "Team"),
    "other": (
        "Lists Created", "InMail Messages Sent", "InMails Sent", "InMails Accepted", "InMail Acceptance Rate",
        "InMail Response Rate", "Messages Sent", "Connections", "Total Connections", "Coach Level", "SSI", "SSI Score",
        "Social Selling Index", "Current SSI", "Establish your professional brand", "Find the right people",
        "Engage with insights", "Build relationships", "Last Sales Navigator login date", "Activated", "Invited",
        "Seat Status", "Smart Links", "Purchased Seats", "Invited Seats", "Activated Seats",
    ),
}  # fmt: skip

#: Titles that probably mean a metric, in the languages of Sales Navigator's menus.
_LIKELY: dict[str, tuple[str, ...]] = {
    "name": ("Seat holder", "Team member", "Nutzer", "Nutzername", "Utente", "Utilisateur", "Usuario", "Gebruiker"),
    "days_active": ("Active days", "Aktive Tage", "Giorni di attività", "Jours actifs", "Días activos"),
    "searches": (
        "Searches",
        "Number of searches",
        "Durchgeführte Suchen",
        "Suchen",
        "Ricerche effettuate",
        "Recherches",
    ),
    "profile_views": ("Lead profiles viewed", "Profilaufrufe", "Profilansichten", "Visualizzazioni del profilo"),
    "leads_saved": ("Saved leads", "Gespeicherte Leads", "Lead salvati"),
    "accounts_saved": ("Saved accounts", "Gespeicherte Accounts", "Account salvati"),
    "leads_saved_total": ("Leads saved (total)", "Total leads saved"),
    "accounts_saved_total": ("Accounts saved (total)", "Total accounts saved"),
}


def fold(title: str) -> str:
    """Return the letters and digits of a title, in lower case."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", title).casefold()))


def _by_title(titles: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {fold(title): meaning for meaning, names in titles.items() for title in names}


#: The meaning of each documented title, folded.
LABELS: Mapping[str, str] = _by_title(_DOCUMENTED)
#: What titles probably mean, folded.
SUGGESTIONS: Mapping[str, str] = _by_title(_LIKELY)


def suggested(titles: Iterable[str]) -> tuple[str, ...]:
    """Return lines for the TOML file of titles that probably mean a column."""
    return tuple(f'{SUGGESTIONS[fold(title)]} = ["{title}"]' for title in titles if fold(title) in SUGGESTIONS)


def read_labels(path: Path) -> dict[str, str]:
    """Return the meanings of titles, those of a user's file before the documented ones.

    Raises:
        ModelError: the file can't be read, or has mistakes.
    """
    mistakes: list[str] = []
    own: dict[str, str] = {}
    for meaning, titles in read_table(path, "navigator-labels").items():
        names = [titles] if isinstance(titles, str) else titles
        if meaning not in _MEANINGS:
            mistakes.append(f"{meaning} is not a column{suggest(meaning, _MEANINGS)}")
        elif not isinstance(names, list) or not names:
            mistakes.append(f'{meaning} must be a list of titles, as {meaning} = ["Title in the file"]')
        else:
            for title in map(str, cast("list[object]", names)):
                earlier = own.setdefault(fold(title), meaning)
                mistakes.extend([f"{title} means two columns, {earlier} and {meaning}"] * (earlier != meaning))
    if mistakes:
        raise ModelError(
            "navigator-labels",
            f"{path.name}: {'; '.join(mistakes)}.",
            tuple(mistakes),
            hint='Write one line per column, as days_active = ["Title in the file"].',
        )
    return {**LABELS, **own}
