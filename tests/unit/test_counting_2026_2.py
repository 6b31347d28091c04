"""What model 2026.2 counts otherwise, each on an archive of a few records written by hand."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

import openssi
from openssi.activity import Activity
from openssi.activity.calendar import iso
from openssi.errors import DayError
from openssi.insight.explain import Evidence, Reason, explain_change
from openssi.insight.explanation_text import evidence_in_words, headline
from openssi.insight.signal_detail import explain_signal
from openssi.member import Member, open_member
from openssi.render.terminal.signal import screen
from tests.models import MODEL_2026_2
from tests.unit.samples import TODAY, reactions, write
from tests.unit.samples import activity as made

POST = 7_170_835_745_077_198_848  # made in March 2024
SPECIFIC = (
    "Spot rates on the northern route fell by 9 percent this week, because two carriers added ships before summer."
)
OTHER = "Which carriers did you ask, Anna? On the southern route we saw the opposite in May with four ships fewer."
SAMPLE = "No, in our case it took three months, and the second supplier never delivered a sample."
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh")
ANSWER = (
    "In May we asked both forwarders in Antwerp, and neither of them had a berth before the second half of the month."
)


def member(folder: Path, **files: str) -> Member:
    texts = {"Reactions.csv": reactions("2026-06-30 12:00:00")} | {f"{name}.csv": text for name, text in files.items()}
    return openssi.open(write(folder / "a", texts), model="2026.2")


def rows(activity: Activity, kind: str) -> list[tuple[str, str, int]]:
    return [(iso(row.day)[5:], iso(row.known_day)[5:], row.quantity) for row in activity.rows.get(kind, ())]


def comments(*lines: tuple[int, str], made: int = 1 << 40) -> str:
    """Comments of June under a stranger's post, or under one made so much later than `POST`."""
    return "Date,Link,Message\n" + "".join(
        f'2026-06-{day:02} 10:00:00,https://x/urn%3Ali%3Aactivity%3A{POST + made},"{text}"\n' for day, text in lines
    )


SHARES = f'Date,ShareLink,ShareCommentary\n2026-06-01 10:00:00,https://x/urn%3Ali%3Ashare%3A{POST},"{OTHER}"\n'


def test_a_copy_earns_nothing_for_90_days(tmp_path: Path) -> None:
    lines = comments((1, SPECIFIC), (4, SPECIFIC + "!"), (9, OTHER), (20, f"{OTHER} {SPECIFIC}"))
    found = member(tmp_path, Comments=lines).activity
    assert rows(found, "comment_credit") == [("06-01", "06-01", 1000), ("06-09", "06-09", 1000)]


def test_a_text_is_a_copy_whether_it_was_a_post_a_comment_or_a_reply(tmp_path: Path) -> None:
    """The post's sentences become comments, a comment becomes a reply, and a reply becomes a post."""
    post = f"{OTHER} {SAMPLE} {' '.join(f'The {word} gate was shut for hours.' for word in ORDINALS)}"
    days = ((1, POST, post), (20, POST + (1 << 41), ANSWER))
    posts = "".join(
        f'2026-06-{day:02} 10:00:00,https://x/urn%3Ali%3Ashare%3A{made},"{text}"\n' for day, made, text in days
    )
    others = comments((2, SAMPLE), (3, OTHER[:33]), (4, f"The {ORDINALS[-1]} gate was shut for hours!"), (5, SPECIFIC))
    replies = comments((6, f"Anna: {SPECIFIC}"), (7, ANSWER), made=0).partition("\n")[2]
    found = member(tmp_path, Comments=others + replies, Shares="Date,ShareLink,ShareCommentary\n" + posts).activity
    assert rows(found, "post_credit") == [("06-01", "06-01", 1000)]
    assert rows(found, "comment_credit") == [("06-05", "06-05", 1000)]
    assert rows(found, "reply_credit") == [("06-07", "06-07", 1000)]


def test_the_posts_of_a_week_share_a_curve(tmp_path: Path) -> None:
    texts = [SPECIFIC, OTHER, SAMPLE]
    posts = "".join(
        f'2026-06-{day:02} 10:00:00,https://x/urn%3Ali%3Ashare%3A{POST + day},"{text}"\n'
        for day, text in zip((1, 5, 8), texts, strict=True)  # Monday, Friday, Monday
    )
    found = member(tmp_path, Shares="Date,ShareLink,ShareCommentary\n" + posts).activity
    assert rows(found, "post_credit") == [
        ("06-01", "06-01", 1000),
        ("06-01", "06-05", -100),
        ("06-05", "06-05", 1000),
        ("06-08", "06-08", 1000),
    ]


def test_a_picture_with_less_than_four_words_is_not_a_post(tmp_path: Path) -> None:
    captions = ((1, "Monday!"), (8, "🚀"), (15, "Good Monday, all!"), (22, "Third gate of the yard in Lyon"))
    posts = "".join(
        f"2026-06-{day:02} 10:00:00,https://x/urn%3Ali%3Ashare%3A{POST + day},{text!r},https://x/1.jpg\n".replace(
            "'", '"'
        )
        for day, text in captions
    )
    found = member(tmp_path, Shares="Date,ShareLink,ShareCommentary,MediaUrl\n" + posts).activity
    assert rows(found, "post_credit") == [("06-22", "06-22", 1000)]


def test_the_second_comment_of_a_day_earns_half_and_a_copy_none_of_its_room(tmp_path: Path) -> None:
    found = member(tmp_path, Comments=comments((1, SPECIFIC), (1, SPECIFIC), (1, OTHER))).activity
    assert rows(found, "comment_credit") == [("06-01", "06-01", 1500)]


def test_a_reply_is_not_also_a_comment_and_counts_by_post_and_week(tmp_path: Path) -> None:
    lines = ((2, SPECIFIC), (3, ANSWER), (9, SAMPLE))  # Tuesday, Wednesday, Tuesday
    found = member(tmp_path, Comments=comments(*lines, made=0), Shares=SHARES).activity
    assert rows(found, "comment_credit") == []
    assert rows(found, "reply_credit") == [
        ("06-02", "06-02", 1000),
        ("06-02", "06-03", -600),
        ("06-03", "06-03", 1000),
        ("06-09", "06-09", 1000),
    ]


def test_reposts_of_own_posts_and_repeated_searches_do_not_count(tmp_path: Path) -> None:
    searches = [("1 10:00", "anna"), ("1 11:00", "ANNA"), ("1 12:00", "a"), ("1 13:00", "李"), ("2 10:00", "anna")]
    found = member(
        tmp_path,
        Shares=SHARES,
        InstantReposts=f"Date,Link\n2026-06-03 10:00:00,https://x/urn%3Ali%3Aactivity%3A{POST}\n2026-06-04 10:00:00,"
        f"https://x/urn%3Ali%3Aactivity%3A{POST + (1 << 40)}\n",
        SearchQueries="Time,Search Query\n"
        + "".join(f"2026/06/0{at.split()[0]} {at.split()[1]}:00 UTC,{query}\n" for at, query in searches),
    ).activity
    assert rows(found, "post_shared") == [("06-04", "06-04", 1)]
    assert rows(found, "people_search") == [("06-01", "06-01", 2), ("06-02", "06-02", 1)]


PROFILE = "First Name,Last Name,Headline\nMe,Myself,x\n"
CONNECTIONS = (
    "First Name,Last Name,URL,Company,Position,Connected On\n"
    "Bo,One,https://www.linkedin.com/in/bo,X,Vice President Sales,01 Jun 2026\n"
    "Cy,Two,https://www.linkedin.com/in/cy,X,Vice President Sales,01 Jun 2026\n"
)
ME, BO, CY = (
    ("Me Myself", "https://www.linkedin.com/in/me"),
    ("Bo One", "https://www.linkedin.com/in/bo"),
    ("Cy Two", "https://www.linkedin.com/in/cy"),
)


def messages(*lines: tuple[int, str, tuple[str, str], tuple[str, str], str]) -> str:
    """Messages of June: day, conversation, sender, recipient, text; the newest first, as LinkedIn has them."""
    head = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
    return head + "".join(
        f'{thread},,{sender[0]},{sender[1]},{to[0]},{to[1]},2026-06-{day:02} 10:00:00 UTC,,"{text}",INBOX\n'
        for day, thread, sender, to, text in reversed(lines)
    )


def test_one_click_phrases_begin_and_answer_nothing(tmp_path: Path) -> None:
    sent = messages(
        (2, "a", ME, BO, "Congratulations on your new role!"),
        (3, "a", BO, ME, "Thanks!"),
        (5, "b", ME, CY, "How did the audit of the second plant go, and did they accept the new layout?"),
        (6, "b", CY, ME, "Thanks!"),
        (7, "b", ME, CY, "Then I will send the drawings of the third gate."),
    )
    found = member(tmp_path, Profile=PROFILE, Connections=CONNECTIONS, messages=sent).activity
    assert rows(found, "outreach_sent") == [("06-05", "06-05", 1)]
    assert rows(found, "outreach_answered") == [("06-05", "06-06", 1)]
    assert rows(found, "contact_reached") == [("06-07", "06-07", 1)]


def test_people_count_once_and_seniority_in_full_from_the_first_answer(tmp_path: Path) -> None:
    question = "How did the audit of the second plant go, and did they accept the new layout?"
    sent = messages(
        (2, "a", ME, BO, question),
        (3, "a", BO, ME, "Yes, after they had seen the drawings."),
        (4, "a", ME, BO, "Good that somebody had thought of them."),
        (8, "b", ME, BO, "And which of the drawings did they ask for in the end?"),
        (9, "b", BO, ME, "The ones of the northern gate."),
        (10, "b", ME, BO, "I will bring both next week."),
    )
    found = member(tmp_path, Profile=PROFILE, Connections=CONNECTIONS, messages=sent).activity
    assert rows(found, "outreach_sent") == [("06-02", "06-02", 1)]  # one a person and year, whatever the conversation
    assert rows(found, "exchange_credit") == [
        ("06-04", "06-04", 1000),
        ("06-04", "06-10", -1000),
        ("06-10", "06-10", 1000),
    ]
    assert rows(found, "senior_credit") == [("06-01", "06-01", 500), ("06-01", "06-04", 750)]


def test_seniority_is_a_lower_bound_without_messages(tmp_path: Path) -> None:
    scored = member(tmp_path, Profile=PROFILE, Connections=CONNECTIONS).score().score.signals["senior_connections"]
    assert (scored.status, scored.value) == ("partly_measured", 500)


def test_an_exchange_with_the_same_person_is_explained_by_its_newer_date(tmp_path: Path) -> None:
    sent = messages(
        (1, "a", BO, ME, "Did they accept the new layout?"),
        (1, "a", ME, BO, "Yes, after they had seen the drawings."),
        (4, "a", BO, ME, "Which ones?"),
        (4, "a", ME, BO, "Those of the northern gate."),
    )
    found = member(tmp_path, Profile=PROFILE, Connections=CONNECTIONS, messages=sent)
    explained = explain_signal(found.activity, found.model, found.score().score, "contacts_reached")
    shown = StringIO()
    Console(file=shown, width=120).print(screen(explained, found.model))
    assert "two-way conversations (counted from a newer date, 4 Jun 2026)" in shown.getvalue()
    took = Reason("contacts_reached", "new_activity", -1, (Evidence("exchange_credit", ((20_605, -1000),)),), "")
    assert evidence_in_words(found.model, took) == "1 counted from a newer date"
    both = Evidence("exchange_credit", ((20_605, -1000), (20_608, 2000)), (("contact_reached", 2),))
    assert evidence_in_words(found.model, Reason("contacts_reached", "new_activity", 1, (both,), "")) == (
        "2 two-way conversations on 4 Jun 2026, 1 counted from a newer date"
    )


def test_credits_are_explained_by_what_was_done() -> None:
    """Three replies of one day earn 1.4, and one of another day 1; five reactions 2, and a repost 1."""
    rows = {
        "conversation_kept": [(TODAY - 3, TODAY - 3, 3), (TODAY, TODAY, 1)],
        "reaction_given": [(TODAY, TODAY, 5)],
        "post_shared": [(TODAY, TODAY, 1)],
    }
    found = explain_change(made(rows).for_model(MODEL_2026_2), MODEL_2026_2, TODAY - 10, TODAY)
    words = {bar.signal: evidence_in_words(MODEL_2026_2, bar.main) for bar in found.bars}
    assert words["conversations_kept"] == "4 replies on 2 days, 27 Jun 2026 to 30 Jun 2026, worth 2.4"
    assert words["light_engagement"] == "5 reactions and 1 repost on 30 Jun 2026, worth 3"
    assert headline(found).startswith("4 replies brought ")


def _text(number: int) -> str:
    """A text of its own for each number."""
    letters = "".join(chr(ord("a") + int(digit)) for digit in f"{number:03}")
    return f"Gate {letters}one, yard {letters}two, ramp {letters}three and dock {letters}four: 9 trucks at noon."


def test_an_old_copy_is_known_as_one_in_a_score_of_the_last_day(tmp_path: Path) -> None:
    """The only answer to the director was a copy of one to Bo, two years ago."""
    people = "".join(
        f"{name},X,https://www.linkedin.com/in/{name},,Acme,{title},01 Jan 2024\n"
        for name, title in (("al", "Sales Director"), ("bo", "Clerk"), ("cy", "VP Sales"))
    )
    said = [
        ("cy", "me", "2024-06-03", "Which gate takes nine trucks at noon?"),
        ("me", "cy", "2024-06-04", "The northern gate takes them from noon onwards."),
        ("al", "me", "2024-05-03", "Where do you unload the containers?"),
        ("me", "al", "2024-05-04", "Unloading happens at the southern terminal nowadays."),
        ("bo", "me", "2024-05-01", "Where is your terminal?"),
        ("me", "bo", "2024-05-02", "Unloading happens at the southern terminal nowadays."),
    ]
    profile = "https://www.linkedin.com/in/"
    talks = "".join(
        f"{min(one, two)},{one},{profile}{one},{two},{profile}{two},{day} 10:00:00 UTC,,{text},INBOX\n"
        for one, two, day, text in said
    )
    files = {
        "Connections.csv": "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n" + people,
        "messages.csv": "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
        + talks,
        "Reactions.csv": reactions("2026-06-30 12:00:00"),
    }
    for recent_only in (False, True):
        found = open_member([write(tmp_path / str(recent_only), files)], recent_only=recent_only)
        reached = found.activity.for_model(MODEL_2026_2).rows["senior_reached"]
        assert [(iso(row.known_day), row.quantity) for row in reached] == [("2024-06-04", 1)]


def test_scores_of_the_last_four_weeks_need_no_old_texts_and_older_days_are_refused(tmp_path: Path) -> None:
    """Comments over three years, every third a copy, also of texts from before those that are read."""
    texts = [SPECIFIC if number % 3 == 0 else _text(number) for number in range(300)]
    days = [date(2023, 7, 1) + timedelta(days=int(3.65 * number)) for number in range(300)]
    lines = [
        f'{day} 10:00:00,https://x/urn%3Ali%3Aactivity%3A{POST + (1 << 40)},"{text}"'
        for day, text in zip(reversed(days), reversed(texts), strict=True)
    ]
    archive = write(
        tmp_path / "a",
        {
            "Comments.csv": "\n".join(["Date,Link,Message", *lines, ""]),
            "Reactions.csv": reactions("2026-06-30 12:00:00"),
        },
    )
    whole, recent = openssi.open(archive), open_member([archive], recent_only=True)
    assert len(recent.activity.rows["comment_given"]) < len(whole.activity.rows["comment_given"]) / 2
    for day in ("2026-06-30", "2026-06-02"):
        assert recent.score(day).to_dict() == whole.score(day).to_dict()
    with pytest.raises(DayError, match="2026-06-02"):
        recent.score("2026-06-01")
