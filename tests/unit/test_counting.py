"""Line by line of docs/counting.md, each on an archive of a few records written by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import openssi
from openssi.activity import Activity
from openssi.activity.calendar import iso
from openssi.scoring import score
from tests.models import MODEL_2026_1
from tests.unit.samples import reactions, write

#: Made at 2024-03-05 17:41:09.6 UTC or so.
POST = 7_170_835_745_077_198_848
LAST = reactions("2026-06-30 12:00:00")


def read(folder: Path, **files: str) -> Activity:
    """Files by name without ending; a reaction of 30 June 2026 makes it the last day."""
    return openssi.score(
        write(folder / "a", {"Reactions.csv": LAST} | {f"{name}.csv": text for name, text in files.items()}),
        model=MODEL_2026_1,
    ).activity


def rows(member: Activity, kind: str) -> list[tuple[str, str, int]]:
    return [(iso(row.day), iso(row.known_day), row.quantity) for row in member.rows.get(kind, ())]


def on(*days: str) -> list[tuple[str, str, int]]:
    """One on each of these days, known at once."""
    return [(day, day, 1) for day in days]


def shares(*texts: str) -> str:
    lines = [
        f'2026-06-{at:02} 10:00:00,https://x/urn%3Ali%3Ashare%3A{POST + (at << 40)},"{text}"\n'
        for at, text in enumerate(texts, 1)
    ]
    return "Date,ShareLink,ShareCommentary\n" + "".join(lines)


def test_posts_with_text_are_published_others_are_shared(tmp_path: Path) -> None:
    member = read(
        tmp_path,
        Shares=shares("Hello", "", "  ", 'One""\n""Two', '""\n""'),
        InstantReposts="Date,Link\n2026-06-09 10:00:00,x\n",
    )
    assert rows(member, "post_published") == on("2026-06-01", "2026-06-04")
    assert rows(member, "post_shared") == on("2026-06-02", "2026-06-03", "2026-06-05", "2026-06-09")


def comment(day: int, made: int) -> str:
    """A comment under a post made so many milliseconds after the own one."""
    return f"2026-06-{day:02} 10:00:00,https://x/urn%3Ali%3Aactivity%3A{POST + (made << 22)},x\n"


def test_a_comment_within_two_seconds_of_a_post_id_is_under_that_post(tmp_path: Path) -> None:
    own = f"Date,ShareLink,ShareCommentary\n2024-03-05 17:41:09,https://x/urn%3Ali%3Ashare%3A{POST},Hello\n"
    made = [0, 1_999, 2_000, -1_999, -2_000, 30_000]
    comments = "Date,Link,Message\n" + "".join(comment(day, offset) for day, offset in enumerate(made, 1))
    member = read(tmp_path, Shares=own, Comments=comments)
    assert rows(member, "conversation_kept") == on("2026-06-01", "2026-06-02", "2026-06-04")


def test_without_shares_replies_are_not_measured(tmp_path: Path) -> None:
    member = read(tmp_path, Comments="Date,Link,Message\n" + comment(1, 0))
    assert "conversation_kept" not in member.coverage
    assert "Shares.csv" in member.reasons["conversation_kept"]


def test_groups_count_once_and_events_if_attended(tmp_path: Path) -> None:
    in_group = f"https://x/urn%3Ali%3AgroupPost%3A77-{POST}"
    events = "Event Name,Event Time,Status,External Url\na,2026-06-05 10:00:00 - 2026-06-06 18:00:00,APPROVED,\n"
    events += "b,2026-06-07 10:00:00 - 2026-06-07 11:00:00,PENDING,\n"
    member = read(
        tmp_path,
        Comments=f"Date,Link,Message\n2026-06-20 10:00:00,{in_group},x\n2026-06-03 10:00:00,{in_group},x\n",
        Shares=f"Date,ShareLink,ShareCommentary\n2026-06-10 10:00:00,{in_group},x\n",
        Events=events,
    )
    assert rows(member, "group_joined") == on("2026-06-03", "2026-06-05")


CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
POSITIONS = "Company Name,Title,Description,Location,Started On,Finished On\n"


def connection(name: str, on: str, company: str = "", title: str = "") -> str:
    return f"{name},X,https://www.linkedin.com/in/{name.lower()},,{company},{title},{on}\n"


def test_connections_by_title_and_by_company(tmp_path: Path) -> None:
    text = (
        CONNECTIONS
        + connection("Al", "01 Jun 2026", "Acme GmbH", "VP Sales")
        + connection("Bo", "02 Jun 2026", "Acme GmbH", "Director Sales")
    )
    text += connection("Cy", "03 Jun 2026", "Else Inc", "Clerk") + ",,,,,,04 Jun 2026\n"
    member = read(
        tmp_path,
        Connections=text,
        Positions=POSITIONS + "Acme GmbH,Seller,,,Jan 2020,\nElse Inc,Seller,,,Jan 2018,Dec 2019\n",
    )
    assert rows(member, "connection_made") == on("2026-06-01", "2026-06-02", "2026-06-03", "2026-06-04")
    assert rows(member, "senior_connection_made") == on("2026-06-01")
    assert rows(member, "decision_maker_met") == on("2026-06-01", "2026-06-02")
    assert rows(member, "coworker_connection_made") == on("2026-06-01", "2026-06-02")


def test_a_coworker_counts_from_the_start_of_the_position_if_that_is_later(tmp_path: Path) -> None:
    text = CONNECTIONS + connection("Al", "01 Jun 2025", "Acme")
    member = read(tmp_path, Connections=text, Positions=POSITIONS + "Acme,Seller,,,May 2026,\n")
    assert rows(member, "coworker_connection_made") == on("2026-05-01")


def test_without_a_present_employer_coworkers_cannot_apply(tmp_path: Path) -> None:
    text = CONNECTIONS + connection("Al", "01 Jun 2026", "Acme")
    member = read(tmp_path, Connections=text, Positions=POSITIONS + "Acme,Seller,,,Jan 2018,Dec 2019\n")
    assert "coworker_connection_made" in member.not_applicable


INVITATIONS = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"


def invitation(to: str, sent: str, way: str = "OUTGOING") -> str:
    me, other = "https://www.linkedin.com/in/me", f"https://www.linkedin.com/in/{to.lower()}"
    inviter, invitee = (me, other) if way == "OUTGOING" else (other, me)
    return f'Me,{to} X,"{sent}",,{way},{inviter},{invitee}\n'


@pytest.mark.parametrize(
    ("connected", "accepted"),
    [
        ("09 Jun 2026", []),  # another, earlier invitation was the one accepted
        ("10 Jun 2026", [("2026-06-11", "2026-06-11", 1)]),  # a day of grace for the change of zone
        ("11 Jun 2026", [("2026-06-11", "2026-06-11", 1)]),
        ("20 Jun 2026", [("2026-06-11", "2026-06-20", 1)]),
    ],
)
def test_an_invitation_is_accepted_once_its_invitee_is_a_connection(
    connected: str, accepted: list[tuple[str, str, int]], tmp_path: Path
) -> None:
    """Sent on 10 June at 9 in the evening, Pacific: 11 June in UTC."""
    text = INVITATIONS + invitation("Al", "6/10/26, 9:00 PM") + invitation("Bo", "6/12/26, 9:00 AM", "INCOMING")
    member = read(
        tmp_path,
        Invitations=text,
        Connections=CONNECTIONS + connection("Al", connected) + connection("Bo", "13 Jun 2026"),
    )
    assert rows(member, "invitation_sent") == on("2026-06-11")
    assert rows(member, "invitation_accepted") == accepted


def status(member: Activity, signal: str, ago: int) -> str:
    return score(member, MODEL_2026_1, member.last_day - ago).signals[signal].status


def test_invitations_are_known_for_about_180_days(tmp_path: Path) -> None:
    member = read(
        tmp_path,
        Invitations=INVITATIONS + invitation("Al", "6/10/26, 9:00 PM"),
        Connections=CONNECTIONS + connection("Al", "11 Jun 2026"),
    )
    found = [status(member, "invitation_acceptance", ago) for ago in (-30, 0, 179, 181, 400)]
    assert found == ["measured", "measured", "measured", "not_measured", "not_measured"]


def test_searches_are_known_for_a_year_and_from_the_first_one_on(tmp_path: Path) -> None:
    """The first 90 days that are known don't include all that a signal counts."""
    header = "Time,Search Query\n2026/06/20 10:00:00 UTC,x\n"
    member = read(tmp_path, SearchQueries=header)
    assert [status(member, "people_searches", ago) for ago in (0, 276, 277, 365, 366)] == [
        *("measured", "measured", "partly_measured", "partly_measured", "not_measured"),
    ]
    longer = read(tmp_path, SearchQueries=header + "2025/06/20 10:00:00 UTC,x\n")
    assert [status(longer, "people_searches", ago) for ago in (286, 287, 375, 376)] == [
        *("measured", "partly_measured", "partly_measured", "not_measured"),
    ]


@pytest.mark.parametrize(
    ("records", "found"),
    [
        (98, ["measured", "measured"]),
        (99, ["partly_measured", "not_measured"]),
        (100, ["measured", "measured"]),
    ],
)
def test_exactly_99_companies_may_be_a_limit(records: int, found: list[str], tmp_path: Path) -> None:
    text = "Organization,Followed On\n" + "".join(
        f"c{at},Wed Jun 10 10:00:{at % 60:02} UTC 2026\n" for at in range(records)
    )
    member = read(tmp_path, **{"Company Follows": text})
    assert [status(member, "accounts_followed", ago) for ago in (20, 21)] == found


def test_endorsements_count_unless_pending_hidden_or_declined(tmp_path: Path) -> None:
    header = (
        "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n"
    )
    told = ("ACCEPTED", "PENDING", "HIDDEN", "DECLINED")
    text = header + "".join(f"2026/06/{at:02} 10:00:00 UTC,x,a,b,c{at},{state}\n" for at, state in enumerate(told, 1))
    assert rows(read(tmp_path, Endorsement_Received_Info=text), "endorsement_received") == on("2026-06-01")


def test_recommendations_count_if_visible(tmp_path: Path) -> None:
    header = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
    text = header + "".join(
        f'a,b{at},c,d,t,"06/{at:02}/26, 10:00 AM",{state}\n'
        for at, state in enumerate(("VISIBLE", "HIDDEN", "PENDING"), 1)
    )
    assert rows(read(tmp_path, Recommendations_Received=text), "recommendation_received") == on("2026-06-01")


MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,"
    "DATE,SUBJECT,CONTENT,FOLDER,IS MESSAGE DRAFT,IS CONVERSATION DRAFT\n"
)


def message(thread: str, sender: str, to: str, day: int, draft: str = "No", whole: str = "No") -> str:
    links = [f"https://www.linkedin.com/in/{who.lower()}" for who in (sender, to)]
    return f"{thread},,{sender} X,{links[0]},{to} X,{links[1]},2026-06-{day:02} 10:00:00 UTC,,text {day},INBOX,{draft},{whole}\n"


def test_messages_by_hand(tmp_path: Path) -> None:
    """One answered after six days, one never, one begun by the other side; drafts count nowhere."""
    lines = [
        message("1", "Me", "Al", 1), message("1", "Al", "Me", 7),
        message("2", "Me", "Bo", 2),
        message("3", "Cy", "Me", 3), message("3", "Me", "Cy", 4),
        message("4", "Me", "Di", 5, draft="Yes"), message("5", "Me", "Ed", 6, whole="Yes"),
        message("2", "Me", "Bo", 8, draft="Yes"),
    ]  # fmt: skip
    connections = CONNECTIONS + connection("Al", "01 Jan 2026") + connection("Cy", "09 Jun 2026")
    profile = "First Name,Last Name,Headline\nMe,X,Seller\n"
    member = read(tmp_path, messages=MESSAGES + "".join(reversed(lines)), Connections=connections, Profile=profile)
    assert rows(member, "outreach_sent") == on("2026-06-01", "2026-06-02")
    assert rows(member, "outreach_answered") == [("2026-06-01", "2026-06-07", 1)]
    assert rows(member, "contact_reached") == [("2026-06-04", "2026-06-09", 1), ("2026-06-07", "2026-06-07", 1)]
    assert rows(member, "active_day") == on("2026-06-01", "2026-06-02", "2026-06-04", "2026-06-30")


def test_an_article_counts_on_its_day_and_a_draft_or_one_without_date_does_not(tmp_path: Path) -> None:
    files = {
        "Reactions.csv": LAST,
        "Articles/Articles/one.html": '<h1>x</h1><p class="published">Published on 2026-06-04 17:41</p>',
        "Articles/Articles/two.html": "<h1>x</h1><p>2026-06-05</p>",
        "Articles/Articles/2026-06-06 10:00:00.0-three.html": '<p class="published">Published on 2026-06-06 10:00</p>',
    }
    assert rows(openssi.score(write(tmp_path / "a", files)).activity, "article_published") == on("2026-06-04")


def test_profile_completeness_adds_up_its_parts(tmp_path: Path) -> None:
    profile = "First Name,Last Name,Headline,Summary,Industry,Geo Location,Websites\nAda,L,Seller,,Software,Bern,\n"
    member = read(
        tmp_path,
        Profile=profile,
        Positions=POSITIONS + "Acme,Seller,Sells,,Jan 2020,\nElse,Seller,,,Jan 2018,Dec 2019\n",
        Education="School Name,Start Date,End Date\nU,2000,2004\n",
        Skills="Name\na\nb\nc\nd\n",
    )
    assert member.attributes["profile_completeness"][-1][1] == 600_000
    assert member.open_parts["profile_completeness"] == ("summary", "website", "five skills")


def test_only_the_members_own_activity_makes_a_day_active(tmp_path: Path) -> None:
    member = read(
        tmp_path,
        Connections=CONNECTIONS + connection("Al", "01 Jun 2026"),
        Invitations=INVITATIONS + invitation("Bo", "6/2/26, 9:00 AM", "INCOMING") + invitation("Cy", "6/3/26, 9:00 AM"),
        Votes="Date,Link,OptionText\n2026-06-04 10:00:00,x,y\n2026-06-04 11:00:00,x,z\n",
        Member_Follows="Date,Status,FullName\n2026-06-05 10:00:00,Active,x\n",
        Saved_Items="savedItem,CreatedTime\nx,2026-06-06 10:00:00\n",
    )
    assert rows(member, "active_day") == on("2026-06-03", "2026-06-04", "2026-06-05", "2026-06-06", "2026-06-30")


@pytest.mark.parametrize("form", ["%Y/%m/%d %H:%M:%S UTC", "%Y-%m-%d %H:%M UTC", "%m/%d/%y, %I:%M %p"])
def test_a_course_makes_the_day_active_on_which_it_was_watched(form: str, tmp_path: Path) -> None:
    """A course without the day it was last watched counts on the day it was completed; one only saved counts never."""
    third, fifth = (datetime(2026, 6, day, 12, tzinfo=UTC).strftime(form) for day in (3, 5))
    text = (
        "Content Title,Content Description,Content Type,Content Last Watched Date (if viewed),"
        "Content Completed At (if completed),Content Saved,Notes taken on videos (if taken),\n"
        f'"Selling, basics",,Course,"{third}","{fifth}",false,,\nWriting,,Video,,"{fifth}",false,,\nLater,,Course,,N/A,true,,\n'
    )
    found = openssi.score(write(tmp_path / "a", {"Reactions.csv": LAST, "Learning.csv": text}))
    assert rows(found.activity, "active_day") == on("2026-06-03", "2026-06-05", "2026-06-30")
    file = next(file for file in found.sources if file.file == "Learning.csv")
    assert (file.imported, file.rejected, file.reasons) == (2, 1, (("saved, never watched", 1),))
