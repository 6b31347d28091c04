"""A member of a team server who uploads archives, for tests of what reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from openssi.snapshots.registry import Snapshot, snapshot_from_bytes
from openssi.store import imports, scores
from openssi.store.accounts import Account
from openssi.store.imports import Import
from openssi.web.jobs.sandboxes import Sandboxes
from openssi.web.security.access import Actor
from tests.unit.samples import reactions, zipped
from tests.web.site import Site

MOMENTS = [f"2025-{month:02}-{day:02} 10:00:00" for month in range(1, 9) for day in range(1, 28, 3)]
BO = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nBo,Berg,https://www.linkedin.com/in/bo,,A,B,01 May 2025\n"
PROFILE = "First Name,Last Name,Headline,Industry\n{},Sample,,\n"


def archive(folder: Path, first: int = 0, people: str = "") -> Path:
    files = {"Reactions.csv": reactions(*MOMENTS[first:], first_link=first)} | (
        {"Connections.csv": people} if people else {}
    )
    return zipped(folder / f"archive{first}.zip", files)


def actor(who: Account) -> Actor:
    return Actor(who, None, frozenset())


def ann(site: Site) -> Account:
    return site.person(site.team(), "ann")


def given(site: Site, who: Account, file: Path) -> Import:
    before = {one.id for one in listed(site, who)}
    with file.open("rb") as content:
        assert site.browser(who).post("/imports", files={"archive": (file.name, content)}).status_code == 303
    return next(one for one in listed(site, who) if one.id not in before)


def listed(site: Site, who: Account) -> list[Import]:
    with site.server.database.read() as tx:
        return list(imports.imports_of(tx, who.id))


def staged(site: Site) -> list[str]:
    return [path.name for path in site.server.settings.staging.glob("*")]


def snapshots(contents: Sequence[tuple[Import, bytes]]) -> list[Snapshot]:
    return [snapshot_from_bytes(one.kind, content) for one, content in contents]


def days(site: Site, who: Account) -> int:
    with site.server.database.read() as tx:
        return len(scores.scores_of(tx, who.id, 0, 100_000))


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object], scoring: str = "score_upload") -> None:
    """Have something happen once, just before days are computed: of an archive that was read, or of what is stored."""
    real = getattr(Sandboxes, scoring)
    todo = [act]

    def act_first(*values: Any, **named: Any) -> Any:
        if todo:
            todo.pop()()
        return real(*values, **named)

    monkeypatch.setattr(Sandboxes, scoring, act_first)
