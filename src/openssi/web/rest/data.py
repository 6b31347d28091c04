"""The member's own data, with a browser session only: `/api/v1/me/data…`. No token can export or erase everything."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from openssi.store.tables import documented_tables
from openssi.web.context import SessionUser, get_server
from openssi.web.http.json_bodies import JsonRoute
from openssi.web.http.schemas import RequestBody, binary, moment
from openssi.web.services.erasing import erase_contact, erase_own_account
from openssi.web.services.export import export_file
from openssi.web.services.retention import erasure_dates

__all__ = [
    "ROUTER",
    "AccountErasure",
    "ContactErasure",
    "EraseAccountRequest",
    "EraseContactRequest",
    "Retention",
    "StoredField",
]

ROUTER = APIRouter(prefix="/api/v1/me", tags=["Your data"], route_class=JsonRoute)

_JOURNAL = "Whether the database journal is cleared as well. If not, the server tries again."


class StoredField(BaseModel):
    """One field that the server stores."""

    subject: str = Field(description="What the field belongs to.")
    field: str = Field(description="Name of the field.")
    meaning: str = Field(description="What it contains.")
    purpose: str = Field(description="Why it is stored.")
    visible_to: str = Field(description="Who can see it.")
    retention: str = Field(description="How long it is stored.")
    forgetting: str = Field(description="What happens if it names a contact whom you forget; empty if it can't.")


class EraseAccountRequest(RequestBody):
    """Proof that the account is the member's own."""

    login: str = Field(description="Name to sign in with.", max_length=1000)
    password: str = Field(default="", description="Password, if the account has one.", max_length=1000)


class AccountErasure(BaseModel):
    """Result of erasing an account."""

    places_left: list[str] = Field(description="Places that still contain the account's ID or name. Empty is the rule.")
    journal_cleared: bool = Field(description=_JOURNAL)


class Retention(BaseModel):
    """What a team's rules erase, and when."""

    data_days: int | None = Field(description="Days after your last upload when your data are erased. Null for never.")
    leaver_days: int | None = Field(
        description="Days after someone leaves your team when their account is erased. Null for never."
    )
    data_erased_from: datetime | None = Field(
        description="When your data are erased if you upload nothing. Null if they aren't, or there are none."
    )
    account_erased_from: datetime | None = Field(
        description="When your account is erased, since you left a team. Null if it isn't."
    )
    data_erased_at: datetime | None = Field(description="When your data were last erased by rule. Null if never.")


class EraseContactRequest(RequestBody):
    """The contact to erase."""

    person: str = Field(description="Name as LinkedIn shows it, or the address of a profile.", max_length=1000)


class ContactErasure(BaseModel):
    """Result of erasing a contact."""

    records: int = Field(description="Number of records about the contact that were deleted.")
    uploads: int = Field(description="Number of uploads with such records.")
    notes: int = Field(description="Number of notes that named the contact and were deleted.")
    names: int = Field(description="Number of uploads whose file names or messages named the contact and were changed.")
    other_texts: int = Field(
        description="Number of tokens, invitations and browsers that named the contact and were changed."
    )
    places_left: list[str] = Field(
        description="Places that still name the contact, such as the team's name. Empty is the rule."
    )
    journal_cleared: bool = Field(description=_JOURNAL)
    erased_at: datetime = Field(description="When the contact was erased.")


@ROUTER.get("/data")
def list_stored_fields(_: SessionUser) -> list[StoredField]:
    """List what is stored about you.

    Every field of the database, with its purpose, who can see it and how long it is stored.
    """
    return [
        StoredField(
            subject=subject,
            field=name,
            meaning=stored.meaning,
            purpose=stored.why,
            visible_to=stored.seen_by,
            retention=stored.retention,
            forgetting=stored.forgetting,
        )
        for subject, columns in documented_tables()
        for name, stored in columns
    ]


@ROUTER.get("/data/export", response_class=Response, responses=binary("application/zip"))
def export_data(request: Request, actor: SessionUser) -> Response:
    """Export your data.

    A zip of JSON and CSV files.
    """
    return export_file(get_server(request), actor)


@ROUTER.get("/retention")
def get_retention(request: Request, actor: SessionUser) -> Retention:
    """Get what is erased by rule.

    Your team's rules, with your own dates.
    """
    rules = erasure_dates(get_server(request), actor)
    return Retention(
        data_days=rules.data_days,
        leaver_days=rules.leaver_days,
        data_erased_from=_moment(rules.data_at),
        account_erased_from=_moment(rules.account_at),
        data_erased_at=_moment(rules.data_erased_at),
    )


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else moment(seconds)


@ROUTER.post("/data/erase-contact")
def erase_contact_data(request: Request, actor: SessionUser, contact: EraseContactRequest) -> ContactErasure:
    """Erase a contact.

    Deletes every record, note and file name about the contact, then checks every stored text. Later uploads don't bring
    them back.
    """
    receipt = erase_contact(get_server(request), actor, contact.person)
    return ContactErasure(
        records=receipt.records,
        uploads=receipt.uploads,
        notes=receipt.notes,
        names=receipt.names,
        other_texts=receipt.others,
        places_left=list(receipt.left),
        journal_cleared=receipt.cleared,
        erased_at=moment(receipt.at),
    )


@ROUTER.post("/data/erase")
def erase_account_data(request: Request, actor: SessionUser, credentials: EraseAccountRequest) -> AccountErasure:
    """Erase your account.

    Deletes the account and everything in it. This can't be undone.
    """
    server = get_server(request)
    server.limit_rate("erase", actor.id, sign_in=True)
    receipt = erase_own_account(server, actor, credentials.login, credentials.password)
    return AccountErasure(places_left=list(receipt.left), journal_cleared=receipt.cleared)
