"""The seller's network: connections over the years, the last half year's invitations, endorsements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from openssi.demo import names, stock_messages, stock_world
from openssi.demo.people import OWNER_COMPANY, RANKS, Cast
from openssi.demo.records import Connection, Dated, Invitation, Network, Person, Rank
from openssi.demo.rhythm import Rhythm
from openssi.demo.texts import Composer

__all__ = ["TOP_TITLES", "WINDOW", "job_start", "weave"]

WINDOW = 180  # days that LinkedIn's invitations file covers, approximately
OLD, YOUNG, COLLEAGUES, CLOSED = 608, 152, 30, 9
OUTGOING, OUTGOING_ACCEPTED = 150, 68
INCOMING, INCOMING_ACCEPTED = 43, 31
TOP_TITLES: dict[str, Rank] = {"CEO & Co-Founder": "top", "VP Sales": "top", "Head of Sales DACH": "director"}


def job_start(last_day: date) -> date:
    """Return the first of the month in which the seller joined the current company, 28 months ago."""
    months = last_day.year * 12 + last_day.month - 1 - 28
    return date(months // 12, months % 12 + 1, 1)


def weave(rhythm: Rhythm, cast: Cast, composer: Composer) -> Network:
    """Return the whole network, newest first where LinkedIn lists it so."""
    invitations = _invitations(rhythm, cast, composer)
    fresh = [Connection(item.person, item.accepted) for item in invitations if item.accepted]
    older = _older(rhythm, cast) + _coworkers(rhythm, cast) + _closed(rhythm)
    connections = sorted(fresh + older, key=lambda item: item.day, reverse=True)
    known = [item for item in connections if item.person]
    received = stock_world.RECOMMENDATIONS
    return Network(
        connections=tuple(connections),
        invitations=tuple(sorted(invitations, key=lambda item: item.at, reverse=True)),
        endorsements_received=_endorsements(rhythm, known, 66, pending=3),
        endorsements_given=_endorsements(rhythm, known, 28, pending=1),
        recommendations_received=_recommendations(rhythm, known, received, "PENDING"),
        recommendations_given=_recommendations(rhythm, known, stock_world.RECOMMENDATIONS_GIVEN, "VISIBLE"),
        member_follows=_member_follows(rhythm),
        company_follows=_company_follows(rhythm),
    )


def _ranks(rhythm: Rhythm, count: int, share: float) -> list[Rank]:
    """Return exactly the given fraction of each of the two upper ranks, shuffled."""
    upper = round(count * share)
    rest = count - 2 * upper
    amounts = (upper, upper, rest // 2, rest - rest // 2)
    ranks: list[Rank] = [rank for rank, amount in zip(RANKS, amounts, strict=True) for _ in range(amount)]
    rhythm.rng.shuffle(ranks)
    return ranks


def _older(rhythm: Rhythm, cast: Cast) -> list[Connection]:
    """Return connections from before the window of invitations: a slow decade, then two busier years."""
    start = date(rhythm.first_year, 2, 1)
    early = rhythm.days(
        OLD, start, rhythm.first_day - timedelta(days=1), lambda day: 0.4 + (day.year - start.year) / 10
    )
    late = rhythm.days(YOUNG, rhythm.first_day, rhythm.back(WINDOW), lambda day: 1.7 if rhythm.in_effort(day) else 1.0)
    ranks = _ranks(rhythm, OLD, 0.05) + _ranks(rhythm, YOUNG, 0.075)
    people = [cast.person(rank) for rank in ranks]
    staff = [index for index, rank in enumerate(ranks) if rank == "staff"]
    for index in rhythm.rng.sample(staff, 12):
        people[index] = replace(people[index], company="", title="", email="")
    # A title with a comma, whatever was drawn: every archive has one.
    first = ranks.index("top")
    people[first] = cast.person("top", title="VP, Sales", language="en")
    return [Connection(person, day) for person, day in zip(people, early + late, strict=True)]


def _coworkers(rhythm: Rhythm, cast: Cast) -> list[Connection]:
    """Return colleagues at the current company, some known from before the job; a few write its legal form."""
    rng = rhythm.rng
    start = job_start(rhythm.last_day)
    days = rhythm.days(
        COLLEAGUES, start - timedelta(days=60), rhythm.back(WINDOW), lambda day: 4.0 if day < start else 1.0
    )
    titles = list(TOP_TITLES)
    ordinary = [title for title in names.COWORKER_TITLES if title not in TOP_TITLES]
    titles += [ordinary[step % len(ordinary)] for step in range(COLLEAGUES - len(titles))]
    rng.shuffle(titles)
    coworkers: list[Connection] = []
    for day, title in zip(days, titles, strict=True):
        company = f"{OWNER_COMPANY} GmbH" if rng.random() < 0.15 else OWNER_COMPANY
        coworkers.append(Connection(cast.person(TOP_TITLES.get(title, "staff"), company=company, title=title), day))
    return coworkers


def _closed(rhythm: Rhythm) -> list[Connection]:
    """Return closed accounts: LinkedIn exports the day and blanks the rest."""
    return [Connection(None, day) for day in rhythm.days(CLOSED, date(rhythm.first_year, 6, 1), rhythm.back(WINDOW))]


def _invitations(rhythm: Rhythm, cast: Cast, composer: Composer) -> list[Invitation]:
    out = _requests(rhythm, cast, composer, outgoing=True)
    return out + _requests(rhythm, cast, composer, outgoing=False)


def _requests(rhythm: Rhythm, cast: Cast, composer: Composer, *, outgoing: bool) -> list[Invitation]:
    """Return requests of one direction within the window, some accepted, most within a day."""
    rng = rhythm.rng
    count, accepted_count = (OUTGOING, OUTGOING_ACCEPTED) if outgoing else (INCOMING, INCOMING_ACCEPTED)
    accepted = set(rng.sample(range(count), accepted_count))
    invitations: list[Invitation] = []
    moments = rhythm.moments(count, rhythm.back(WINDOW - 1))
    for index, (at, rank) in enumerate(zip(moments, _ranks(rhythm, count, 0.09), strict=True)):
        person = cast.person(rank)
        noted = rng.random() < (0.6 if outgoing else 0.25)
        note = _note(composer, person, outgoing=outgoing) if noted else ""
        day = _answer_day(rhythm, at) if index in accepted else None
        invitations.append(Invitation(person, at, outgoing, note, day))
    return invitations


def _note(composer: Composer, person: Person, *, outgoing: bool) -> str:
    name = person.first if outgoing else "Elin"
    return composer.say(stock_messages.NOTES, person.language, name, person.company)


def _answer_day(rhythm: Rhythm, at: datetime) -> date:
    delay = rhythm.rng.choices((0, 1, rhythm.rng.randint(2, 5), rhythm.rng.randint(6, 30)), (55, 22, 14, 9))[0]
    day = at.date() + timedelta(days=delay)
    return day if day <= rhythm.last_day else at.date()


def _endorsements(rhythm: Rhythm, known: list[Connection], count: int, pending: int) -> tuple[Dated, ...]:
    """Return skill, first name, last name, address, status; the other person is connected by then."""
    rng = rhythm.rng
    skills = [stock_world.SKILLS[index] for index in (0, 0, 0, 1, 1, 2, 2, 3, 4, 4, 5, 6, 7, 8, 9, 11, 13, 14)]
    start = date(rhythm.first_year + 2, 3, 1)
    rows: list[Dated] = []
    for index, at in enumerate(rhythm.moments(count, start, None, lambda day: 0.5 + (day.year - start.year) / 8)):
        contact = rng.choice(
            [connection.person for connection in known if connection.person and connection.day <= at.date()]
        )
        status = "PENDING" if index >= count - pending else "ACCEPTED"
        rows.append(Dated(at, (rng.choice(skills), contact.first, contact.last, contact.slug, status)))
    return tuple(reversed(rows))


def _recommendations(
    rhythm: Rhythm, known: list[Connection], texts: tuple[tuple[str, str], ...], last: str
) -> tuple[Dated, ...]:
    """Return first name, last name, company, title, text, status; the newest with the given status."""
    rows: list[Dated] = []
    moments = rhythm.moments(len(texts), rhythm.back(1500), rhythm.back(30))
    for index, (at, (language, text)) in enumerate(zip(moments, texts, strict=True)):
        people = [
            connection.person
            for connection in known
            if connection.person and connection.person.company and connection.day <= at.date()
        ]
        contact = rhythm.rng.choice([person for person in people if person.language == language])
        status = last if index == len(texts) - 1 else "VISIBLE"
        rows.append(Dated(at, (contact.first, contact.last, contact.company, contact.title, text, status)))
    return tuple(reversed(rows))


def _member_follows(rhythm: Rhythm) -> tuple[Dated, ...]:
    """Return status and name; two were unfollowed again."""
    creators = list(stock_world.CREATORS)
    rhythm.rng.shuffle(creators)
    moments = rhythm.moments(len(creators), rhythm.back(900))
    rows = [
        Dated(at, ("Unfollow" if name in creators[:2] else "Active", name))
        for at, name in zip(moments, creators, strict=True)
    ]
    return tuple(reversed(rows))


def _company_follows(rhythm: Rhythm) -> tuple[Dated, ...]:
    """Return prospects and peers, each once; far fewer than the 99 rows that would look like a cap."""
    pool = [company for group in names.COMPANIES.values() for company in group] + list(names.SOFTWARE)
    chosen = rhythm.rng.sample(pool, 46)
    moments = rhythm.moments(len(chosen), rhythm.back(1000))
    return tuple(reversed([Dated(at, (name,)) for at, name in zip(moments, chosen, strict=True)]))
