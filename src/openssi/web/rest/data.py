"""One's own data: `/api/v1/me/data…`. A browser's session alone: no token takes everything away or erases it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from openssi.store.tables import all_held
from openssi.web.context import SessionUser, get_server
from openssi.web.services.erasing import erase_account, erase_contact
from openssi.web.services.export import export_file

__all__ = ["ROUTER", "Erased", "Erasing", "Forgetting", "ForgottenContact", "HeldField"]

ROUTER = APIRouter(prefix="/api/v1/me", tags=["data"])


class HeldField(BaseModel):
    """One field of what is held."""

    about: str = Field(description="what the field belongs to")
    field: str = Field(description="its name")
    meaning: str = Field(description="what it says")
    why: str = Field(description="why it is held")
    seen_by: str = Field(description="who sees it")
    kept: str = Field(description="how long it stays")


class Erasing(BaseModel):
    """The word of whoever wants to be erased."""

    login: str = Field(description="the sign-in name", max_length=1000)
    password: str = Field(default="", description="the password, if the account has one", max_length=1000)


class Erased(BaseModel):
    """What became of it."""

    journal_cleared: bool = Field(
        description="whether the database's journal is cleared too; otherwise the server tries again"
    )


class Forgetting(BaseModel):
    """A contact who asked to be forgotten."""

    person: str = Field(description="a name as LinkedIn shows it, or the address of a profile", max_length=1000)


class ForgottenContact(BaseModel):
    """What became of it."""

    records: int = Field(description="records about them that were taken out")
    uploads: int = Field(description="of how many uploads")
    notes: int = Field(description="notes of yours that named them, and were taken out")
    names: int = Field(description="uploads whose file's name, or what is told of them, named them, and does no more")
    journal_cleared: bool = Field(
        description="whether the database's journal is cleared too; otherwise the server tries again"
    )
    at: int = Field(description="when, in seconds since 1970-01-01 UTC")


@ROUTER.get("/data")
def data(_: SessionUser) -> list[HeldField]:
    """What is held, per field: why, who sees it, how long."""
    return [
        HeldField(about=about, field=name, meaning=held.meaning, why=held.why, seen_by=held.seen_by, kept=held.kept)
        for about, columns in all_held()
        for name, held in columns
    ]


@ROUTER.get("/data/export", response_class=Response, responses={200: {"content": {"application/zip": {}}}})
def export(request: Request, actor: SessionUser) -> Response:
    """All of it as one zip of JSON and CSV."""
    return export_file(get_server(request), actor)


@ROUTER.post("/data/forget")
def forget(request: Request, actor: SessionUser, asked: Forgetting) -> ForgottenContact:
    """Forget a contact: nothing about them is kept, no note and no file's name names them, and no later upload brings them back."""
    found = erase_contact(get_server(request), actor, asked.person)
    return ForgottenContact(
        records=found.records,
        uploads=found.uploads,
        notes=found.notes,
        names=found.names,
        journal_cleared=found.cleared,
        at=found.at,
    )


@ROUTER.post("/data/erase")
def erase(request: Request, actor: SessionUser, asked: Erasing) -> Erased:
    """Erase one's account with everything in it. It cannot be undone."""
    server = get_server(request)
    server.limit_rate("erase", actor.id, sign_in=True)
    return Erased(journal_cleared=erase_account(server, actor, asked.login, asked.password))
