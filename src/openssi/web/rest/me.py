"""One's own account and index: `/api/v1/me…`. The objects are those of the commands, as the reference of JSON describes them."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, cast

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from openssi.activity.calendar import iso
from openssi.insight.history import Every
from openssi.member.days import parse_day
from openssi.render.json.peers import standing_as_dict
from openssi.store import imports
from openssi.web.context import Reader, SessionUser, get_server
from openssi.web.http.sample import SAMPLE_HEADER
from openssi.web.http.schemas import DATE, AsOf
from openssi.web.security.access import Actor
from openssi.web.services import account as own
from openssi.web.services.members import assessment_of, find_member, load_annotations, load_member, require_member
from openssi.web.services.peers import industry_caption, peer_ranks

__all__ = ["ROUTER", "Change", "Me", "Plan"]

ROUTER = APIRouter(prefix="/api/v1/me", tags=["me"])

_WEEKS = 8
Step = Annotated[Every, Query(description="every day, or the last day of every week or month")]
Weeks = Annotated[int, Query(ge=1, le=26, description="for how many weeks")]
From = Annotated[
    str | None, Query(alias="from", description="the first day, YYYY-MM-DD", max_length=10, json_schema_extra=DATE)
]
To = Annotated[
    str | None,
    Query(
        alias="to",
        description="the last day, YYYY-MM-DD; by default the last of the data",
        max_length=10,
        json_schema_extra=DATE,
    ),
]


class Me(BaseModel):
    """Whoever asks."""

    id: str = Field(description="the number of the account")
    login: str = Field(description="the name to sign in with")
    name: str = Field(description="the name as the team reads it")
    role: str = Field(description="member, lead or admin")
    team: str = Field(description="the number of the team")
    shares: bool = Field(description="whether the lead of the team sees the index")
    target: int | None = Field(description="the index aimed for")
    time_zone: str = Field(description="where the days begin, as in Europe/Berlin")
    data_until: str | None = Field(description="the last day of the data; null before the first import")
    sample: bool = Field(description="whether the data are those of the invented sample, and all figures with them")


class Change(BaseModel):
    """What is to be changed; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = Field(default=None, max_length=1000, description="the name as the team reads it")
    shares: bool | None = Field(default=None, description="whether the lead of the team sees the index")
    target: int | None = Field(default=None, description="the index aimed for, 1 to 100; null for none")
    time_zone: str | None = Field(default=None, max_length=64, description="where the days begin, as in Europe/Berlin")


class Plan(BaseModel):
    """So much of which activity a week, or once."""

    model_config = ConfigDict(extra="forbid")

    plan: list[Annotated[str, Field(max_length=100)]] = Field(
        max_length=50, description="lines such as posts_published=2/week or articles_published=1"
    )
    weeks: int = Field(default=_WEEKS, ge=1, le=26, description="for how many weeks")
    as_of: str | None = Field(
        default=None, max_length=10, description="the day from which it is carried out", json_schema_extra=DATE
    )


@ROUTER.get("")
def get_me(request: Request, actor: Reader) -> Me:
    """Who asks, and how far their data go."""
    return _me(request, actor)


@ROUTER.patch("")
def change_me(request: Request, actor: SessionUser, change: Change) -> Me:
    """Change name, target, time zone or sharing; by a browser's session alone."""
    given = change.model_dump(exclude_unset=True)
    said = {name: value for name, value in given.items() if name == "target" or value is not None}
    own.change_profile(get_server(request), actor, cast("own.Profile", said))
    return _me(request, own.reload_actor(get_server(request), actor))


def _me(request: Request, actor: Actor) -> Me:
    account = actor.account
    server = get_server(request)
    seen = find_member(server, actor)
    with server.database.read() as connection:
        sample = imports.find_sample(connection, account.id) is not None
    return Me(
        id=account.id,
        login=account.login,
        name=account.name,
        role=account.role,
        team=account.team_id,
        shares=account.shares,
        target=account.target,
        time_zone=account.time_zone,
        data_until=iso(seen.record.last_day) if seen else None,
        sample=sample,
    )


@ROUTER.get("/index", dependencies=[SAMPLE_HEADER])
def get_index(request: Request, actor: Reader, as_of: AsOf = None) -> dict[str, Any]:
    """The index of a day: the object of `ssi score --json`."""
    return assessment_of(require_member(get_server(request), actor), parse_day(as_of)).to_dict()


@ROUTER.get("/sources", dependencies=[SAMPLE_HEADER])
def get_sources(request: Request, actor: Reader) -> list[dict[str, Any]]:
    """Every file that was read with what became of its records: `sources` of `ssi score --json`."""
    found: Any = assessment_of(require_member(get_server(request), actor)).to_dict()["sources"]
    return found


@ROUTER.get("/standings", dependencies=[SAMPLE_HEADER])
def list_standings(request: Request, actor: Reader) -> list[dict[str, Any]]:
    """Where one stands in the team and, with benchmarks, in the industry: as `standings` of `ssi population show --json`.

    `among` says whose figures the industry's are, how many people's and of which day.
    """
    server = get_server(request)
    return [
        standing_as_dict(one) | ({"among": industry_caption(server, one)} if one.group == "industry" else {})
        for one in peer_ranks(server, actor, require_member(server, actor))
    ]


@ROUTER.get("/history", dependencies=[SAMPLE_HEADER])
def get_history(
    request: Request, actor: Reader, first: From = None, last: To = None, every: Step = "day"
) -> dict[str, Any]:
    """The index of every day: the object of `ssi history --json`, with one's own notes and LinkedIn's own numbers."""
    server = get_server(request)
    member = load_member(require_member(server, actor))
    return member.history(first, last).annotated(load_annotations(server, actor)).to_dict(every)


@ROUTER.get("/changes", dependencies=[SAMPLE_HEADER])
def get_changes(request: Request, actor: Reader, first: From = None, last: To = None) -> dict[str, Any]:
    """Why the index moved: the object of `ssi explain --from --to --json`; by default over the last four weeks."""
    return load_member(require_member(get_server(request), actor)).explain(first, last).to_dict()


@ROUTER.get("/next-steps", dependencies=[SAMPLE_HEADER])
def get_next_steps(
    request: Request,
    actor: Reader,
    target: Annotated[
        int | None, Query(ge=0, le=100, description="the index to reach; by default one's own target")
    ] = None,
    weeks: Weeks = _WEEKS,
    as_of: AsOf = None,
) -> dict[str, Any]:
    """The best next steps and the least-effort plan: the object of `ssi coach --json`."""
    member = load_member(require_member(get_server(request), actor))
    goal = actor.account.target if target is None else target
    return member.coach(goal, weeks=weeks, as_of=as_of).to_dict()


@ROUTER.post("/what-if", dependencies=[SAMPLE_HEADER])
def ask_what_if(request: Request, actor: Reader, plan: Plan) -> dict[str, Any]:
    """Where a plan leads: the object of `ssi what-if --json`. Nothing is kept."""
    member = load_member(require_member(get_server(request), actor))
    return member.what_if(plan.plan, weeks=plan.weeks, as_of=plan.as_of).to_dict()


@ROUTER.get("/content", dependencies=[SAMPLE_HEADER])
def get_content(request: Request, actor: Reader) -> dict[str, Any]:
    """Which kinds of posts went with more engagement: the object of `ssi content --json`."""
    member = load_member(require_member(get_server(request), actor))
    return replace(member, time_zone=actor.account.time_zone).content().to_dict()
