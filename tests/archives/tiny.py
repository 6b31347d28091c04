"""A world small enough to be counted by hand, and the layout to write it in."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.archives import (
    Layout,
)
from tests.archives import facts as f

DAY = date(2024, 11, 20)
SHARE = 7_170_835_745_077_198_848  # made at 2024-03-05 17:41:09.6 UTC or so, as the facts' own example
QUIET = Layout(decoys=False, surprises=False)
BO = f.Person("Bo", "Muster, MBA", "bo-müster-1", "Acme GmbH", "VP Sales", "senior")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def tiny() -> f.World:
    """A world that a person can count: one or two of each, around 10 November 2024."""
    post = f.Post(at("2024-11-10 23:59:59"), f.Target("share", SHARE), 'One "a"\nTwo, three')
    own = f.Comment(
        at("2024-11-11 00:00:01"),
        f.Target("activity", SHARE + (1500 << 22)),
        'He said "yes", and\nleft',
        own=True,
        worth=0,
    )
    given = f.Comment(at("2024-11-12 08:00:00"), f.Target("groupPost", SHARE, 77), "Plain", own=False, worth=1000)
    talk = f.Conversation(
        "2-x==",
        (BO,),
        (
            f.Message(at("2024-10-01 10:00:00"), None, "Hi Bo"),
            f.Message(at("2024-10-05 10:00:00"), BO, 'Hi,\n"you"'),
        ),
    )
    return f.World(
        profile=f.Profile("Ada", "Example", "ada-example", headline="Seller"),
        exported=DAY,
        posts=(post,),
        comments=(own, given),
        reactions=(f.Reaction(at("2024-11-20 08:00:01"), "LIKE", f.Target("activity", SHARE), 5),),
        searches=(
            f.Search(at("2024-11-19 17:41:09"), "cto, berlin", raw=True),
            f.Search(at("2024-11-19 17:42:09"), "a, b"),
        ),
        connections=(f.Connection(at("2024-11-03 12:00:00"), BO), f.Connection(at("2024-11-04 12:00:00"), f.CLOSED)),
        invitations=(
            f.Invitation(
                at("2024-11-03 06:30:20"), BO, outgoing=True, accepted=at("2024-11-03 12:00:00"), note="Hi, Bo"
            ),
        ),
        conversations=(talk,),
        events=(f.Event("Fair", at("2024-11-15 17:00:00"), at("2024-11-15 18:00:00"), approved=True),),
        company_follows=(f.CompanyFollow(at("2024-03-05 17:41:09"), "Acme GmbH"),),
    )
