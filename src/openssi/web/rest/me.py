"""The signed-in member's account and index: `/api/v1/me…`. Results are those of the commands, with the same keys."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Annotated, Literal, cast

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field

from openssi.activity.days import parse_day
from openssi.insight.history import Every
from openssi.insight.next_steps import WEEKS
from openssi.insight.what_if import MAX_WEEKS
from openssi.render.json import coach, content, explain, history, own_past, peers, score, what_if
from openssi.store import imports
from openssi.store.accounts import Role
from openssi.web.context import Reader, SessionUser, Writer, get_server
from openssi.web.http.json_bodies import JsonRoute
from openssi.web.http.sample_header import SAMPLE_HEADER
from openssi.web.http.schemas import AsOf, Day, From, RequestBody, To, date_of
from openssi.web.http.typed_dicts import Json
from openssi.web.security.access import Actor
from openssi.web.services import account as service
from openssi.web.services.answers import answers_of, set_answer
from openssi.web.services.industry import choose_industry, industry_caption, industry_choice
from openssi.web.services.page_parts import own_past_of
from openssi.web.services.peers import peer_ranks
from openssi.web.services.stored_member import assessment_of, find_member, load_annotations, load_member, require_member

__all__ = [
    "ROUTER",
    "Account",
    "AnswerRequest",
    "Industry",
    "IndustryRequest",
    "MissingFile",
    "PlanRequest",
    "ProfileUpdate",
]

ROUTER = APIRouter(prefix="/api/v1/me", tags=["Profile and index"], route_class=JsonRoute)

EveryParameter = Annotated[Every, Query(description="Every day, or the last day of every week or month.")]
Weeks = Annotated[int, Query(ge=1, le=MAX_WEEKS, description="Length of the plan in weeks.")]
TargetIndex = Annotated[
    int | None, Query(ge=0, le=100, description="Index to reach in the fewest minutes, instead of `minutes`.")
]
Minutes = Annotated[
    int | None, Query(ge=1, le=2400, description="Minutes a week that the plan may take. Defaults to 60.")
]

KindID = Annotated[str, Path(max_length=64, description="Kind of activity, such as `post_published`.")]


class Account(BaseModel):
    """The signed-in member."""

    id: str = Field(description="ID of the account.")
    login: str = Field(description="Name to sign in with.")
    name: str = Field(description="Name shown to the team.")
    role: Role = Field(description="Role in the team.")
    team_id: str = Field(description="ID of the team.")
    shares: bool = Field(description="Whether the team's leads see the index.")
    target: int | None = Field(description="Target index, from 1 to 100.")
    time_zone: str = Field(description="Time zone of the member's days, such as Europe/Berlin.")
    data_until: date | None = Field(description="Last day of the data. Null before the first import.")
    sample: bool = Field(description="Whether the data are the built-in sample.")


class ProfileUpdate(RequestBody):
    """Changes to the account. Fields that are left out stay unchanged."""

    name: str | None = Field(default=None, max_length=1000, description="Name shown to the team.")
    shares: bool | None = Field(default=None, description="Whether the team's leads see the index.")
    target: int | None = Field(default=None, description="Target index, from 1 to 100. Null removes the target.")
    time_zone: str | None = Field(default=None, max_length=64, description="Time zone, such as Europe/Berlin.")


class MissingFile(BaseModel):
    """What the member said about a kind of activity whose file is missing."""

    kind: str = Field(description="Kind of activity, such as `post_published`.")
    said: Literal["never", "missing"] = Field(
        description="Never done, so that it is measured as none; or done, but the file is missing."
    )


class AnswerRequest(RequestBody):
    """An answer about a kind of activity whose file is missing."""

    said: Literal["never", "missing"] = Field(description="Never done; or done, but the file is missing.")


class Industry(BaseModel):
    """Which industry a member is compared with."""

    profile: str = Field(default="", description="Industry in the profile. Empty if it names none.")
    chosen: str = Field(default="", description="Industry that the member chose instead. Empty without a choice.")
    compared: str = Field(default="", description="The benchmarks' industry that counts. Empty if they don't have it.")
    nearest: list[str] = Field(
        default_factory=list, description="Industries of the benchmarks that look like it, if they don't have it."
    )
    industries: list[str] = Field(
        default_factory=list, description="Industries of the benchmarks. Empty if the server has no benchmarks."
    )


class IndustryRequest(RequestBody):
    """A choice of an industry."""

    industry: Annotated[str, Field(min_length=1, max_length=200, description="One of `industries`.")]


class PlanRequest(RequestBody):
    """A plan to try out."""

    plan: list[Annotated[str, Field(max_length=100)]] = Field(
        max_length=50, description="Activities, such as `posts_published=2/week` or `articles_published=1`."
    )
    weeks: int = Field(default=WEEKS, ge=1, le=MAX_WEEKS, description="Length of the plan in weeks.")
    as_of: Day | None = Field(
        default=None, description="Day on which the plan starts. Defaults to the last day of the data."
    )


@ROUTER.get("")
def get_account(request: Request, actor: Reader) -> Account:
    """Get your account.

    Returns the account that the token or session belongs to.
    """
    return _account(request, actor)


@ROUTER.patch("")
def update_account(request: Request, actor: SessionUser, update: ProfileUpdate) -> Account:
    """Update your account.

    Changes the fields that are sent. A new time zone rescores every day.
    """
    sent = update.model_dump(exclude_unset=True)
    changes = {name: value for name, value in sent.items() if name == "target" or value is not None}
    service.change_profile(get_server(request), actor, cast("service.ProfileChanges", changes))
    return _account(request, service.reload_actor(get_server(request), actor))


def _account(request: Request, actor: Actor) -> Account:
    account, server = actor.account, get_server(request)
    member = find_member(server, actor)
    with server.database.read() as connection:
        sample = imports.find_sample(connection, account.id) is not None
    return Account(
        id=account.id,
        login=account.login,
        name=account.name,
        role=account.role,
        team_id=account.team_id,
        shares=account.shares,
        target=account.target,
        time_zone=account.time_zone,
        data_until=date_of(member.record.last_day) if member else None,
        sample=sample,
    )


@ROUTER.get("/answers")
def list_answers(actor: Reader) -> list[MissingFile]:
    """List your answers about missing files.

    What you have never done is measured as none, so that next steps and plans can include it.
    """
    return [
        MissingFile(kind=kind, said=cast("Literal['never', 'missing']", said))
        for kind, said in sorted(answers_of(actor.account).items())
    ]


@ROUTER.put("/answers/{kind}", status_code=204)
def answer(request: Request, actor: Writer, kind: KindID, body: AnswerRequest) -> None:
    """Answer whether you never did something without a file.

    `never` means that you have never done it; `missing`, that only its file is missing.
    """
    set_answer(get_server(request), actor, kind, body.said)


@ROUTER.delete("/answers/{kind}", status_code=204)
def forget_answer(request: Request, actor: Writer, kind: KindID) -> None:
    """Delete an answer.

    The kind of activity is unknown again, and can be asked about.
    """
    set_answer(get_server(request), actor, kind, "forget")


@ROUTER.get("/index", dependencies=[SAMPLE_HEADER])
def get_index(request: Request, actor: Reader, as_of: AsOf = None) -> Json[score.Score]:
    """Get your index on a day.

    The same object as `ssi score --json`: index, pillars, signals, next steps and sources.
    """
    return assessment_of(require_member(get_server(request), actor), parse_day(as_of)).to_dict()


@ROUTER.get("/sources", dependencies=[SAMPLE_HEADER])
def list_sources(request: Request, actor: Reader) -> list[Json[score.SourceFile]]:
    """List the files your index is based on.

    Every file that was read, and what became of its records.
    """
    return assessment_of(require_member(get_server(request), actor)).to_dict()["sources"]


@ROUTER.get("/peer-ranks", dependencies=[SAMPLE_HEADER])
def list_peer_ranks(request: Request, actor: Reader) -> list[Json[peers.PeerRank]]:
    """List your ranks among peers.

    Covers the team and, if the server has benchmarks, the industry.
    """
    server = get_server(request)
    ranks: list[peers.PeerRank] = []
    for rank in peer_ranks(server, actor, require_member(server, actor)):
        ranks.append(peers.rank_as_dict(rank))
        if rank.group == "industry":
            ranks[-1]["among"] = industry_caption(server, rank)
    return ranks


@ROUTER.get("/industry")
def get_industry(request: Request, actor: Reader) -> Industry:
    """Get the industry you are compared with.

    If the benchmarks don't have the one in your profile, nothing is guessed: choose one of theirs.
    """
    server = get_server(request)
    choice = industry_choice(server, actor.account, require_member(server, actor).record)
    return Industry(**asdict(choice)) if choice else Industry()


@ROUTER.put("/industry", status_code=204)
def set_industry(request: Request, actor: Writer, body: IndustryRequest) -> None:
    """Choose the industry you are compared with.

    It must be one of the benchmarks'. It also counts for benchmarks that this server shares.
    """
    choose_industry(get_server(request), actor, body.industry)


@ROUTER.delete("/industry", status_code=204)
def forget_industry(request: Request, actor: Writer) -> None:
    """Return to the industry in your profile.

    Deletes the choice.
    """
    choose_industry(get_server(request), actor, "")


@ROUTER.get("/best", dependencies=[SAMPLE_HEADER])
def get_best(request: Request, actor: Reader) -> Json[own_past.OwnPast]:
    """Compare your index with your best 90 days and a year ago.

    Covers the last two years. The best is among days on which as much was measured as on the newest.
    """
    return own_past.as_dict(own_past_of(require_member(get_server(request), actor)))


@ROUTER.get("/history", dependencies=[SAMPLE_HEADER])
def get_history(
    request: Request, actor: Reader, first: From = None, last: To = None, every: EveryParameter = "day"
) -> Json[history.History]:
    """Get your index over time.

    The same object as `ssi history --json`, with notes and LinkedIn's own scores. Starts with the first day of the data
    unless `from` is given.
    """
    server = get_server(request)
    member = load_member(require_member(server, actor))
    return member.history(first, last).annotated(load_annotations(server, actor)).to_dict(every)


@ROUTER.get("/changes", dependencies=[SAMPLE_HEADER])
def get_change(request: Request, actor: Reader, first: From = None, last: To = None) -> Json[explain.Change]:
    """Explain why your index changed.

    The same object as `ssi explain --from DAY --to DAY --json`. Covers the last four weeks unless `from` is given.
    """
    return load_member(require_member(get_server(request), actor)).explain(first, last).to_dict()


@ROUTER.get("/next-steps", dependencies=[SAMPLE_HEADER])
def get_next_steps(
    request: Request,
    actor: Reader,
    minutes: Minutes = None,
    target: TargetIndex = None,
    weeks: Weeks = WEEKS,
    as_of: AsOf = None,
) -> Json[coach.Coaching]:
    """Get your next steps and a plan.

    The same object as `ssi coach --json`: the steps with the largest gain, and the best use of an hour a week, or the
    plan that reaches a target in the fewest minutes.
    """
    member = load_member(require_member(get_server(request), actor))
    return member.coach(target, minutes=minutes, weeks=weeks, as_of=as_of).to_dict()


@ROUTER.post("/what-if", dependencies=[SAMPLE_HEADER])
def try_plan(request: Request, actor: Reader, plan: PlanRequest) -> Json[what_if.WhatIf]:
    """Forecast your index with a plan.

    The same object as `ssi what-if --json`. Nothing is stored.
    """
    member = load_member(require_member(get_server(request), actor))
    return member.what_if(plan.plan, weeks=plan.weeks, as_of=plan.as_of).to_dict()


@ROUTER.get("/content", dependencies=[SAMPLE_HEADER])
def compare_content(request: Request, actor: Reader) -> Json[content.Content]:
    """Compare the engagement of your posts.

    The same object as `ssi content --json`: which kinds of posts got more engagement. Needs an imported analytics
    workbook.
    """
    member = load_member(require_member(get_server(request), actor))
    return replace(member, time_zone=actor.account.time_zone).content().to_dict()
