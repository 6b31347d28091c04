"""Conversations: which side is the member, first messages and their answers, exchanges with connections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pytest

from openssi.sources.keys import profile_keys
from openssi.sources.linkedin_archive.conversations import (
    Exchange,
    Messages,
    People,
    conversations_of,
    exchanges,
    first_messages,
    own_answers,
)
from openssi.sources.linkedin_archive.facts import Connection, Envelope, Facts, Message
from openssi.sources.linkedin_archive.wordings import PendingTexts, hash_answers
from openssi.sources.text import is_echo, wording

HOUR = 3600
DAY = 86_400
START = 19_787 * DAY + 12 * HOUR  # noon of day 19,787

ME, OLD_ME = "in/me", "in/me-old"


def message(
    day: float, thread: str, sender: str, to: str, *, name: str = "", to_name: str = "", outgoing: bool | None = None
) -> Message:
    """`sender` and `to` are addresses as the file has them; names are those of the addresses unless given."""
    at = START + int(day * DAY)
    name, to_name = name or sender.removeprefix("in/"), to_name or to.removeprefix("in/")
    return Message(at, hash((at, thread, sender)), Envelope(thread, sender, name, profile_keys(to), to_name, outgoing))


def sides(messages: Sequence[Message], owner: str = "", invited_as: str = "") -> list[list[bool]] | None:
    """Of each conversation, whether each message is the member's own."""
    newest_first = sorted(messages, key=lambda one: -one.at)
    found = conversations_of(Facts.of(newest_first), [invited_as], owner)
    return None if found is None else sorted([found.own[place] for place in places] for places in found.conversations)


def test_the_address_in_most_conversations_is_the_member() -> None:
    talks = [
        message(0, "1", ME, "in/al"),
        message(1, "1", "in/al", ME),
        message(2, "2", "in/bo", ME),
        message(3, "3", ME, "in/cy"),
    ]
    assert sides(talks) == [[False], [True], [True, False]]


def test_a_recipient_is_part_of_the_conversation() -> None:
    assert (
        sides([message(0, "1", "in/al", ME), message(1, "2", "in/bo", ME), message(2, "3", "in/cy", ME)])
        == [[False]] * 3
    )


def test_an_address_in_under_half_of_the_conversations_is_not_the_member() -> None:
    talks = [
        message(at, str(at), sender, "") for at, sender in enumerate(["in/al", "in/al", "in/bo", "in/cy", "in/di"])
    ]
    assert sides(talks) is None
    assert sides([*talks[:3], message(5, "6", "in/al", "")]) == [[False], [True], [True], [True]]


def test_a_person_added_to_a_group_is_not_the_member() -> None:
    """The member has two addresses, of which neither leads; Al joins three of their four conversations."""
    talks = [message(at, str(at), me, f"in/x{at}", name="me") for at, me in enumerate([ME, ME, OLD_ME, OLD_ME])]
    talks += [message(9 + at, str(at), f"in/x{at}", f"{me},in/al") for at, me in enumerate([ME, ME, OLD_ME])]
    talks += [message(20, "0", "in/al", f"{ME},in/x0")]
    assert sides(talks, owner="me") == [[True], [True, False], [True, False], [True, False, False]]


def test_a_former_namesake_is_not_the_member() -> None:
    talks = [message(at, str(at), ME, f"in/x{at}", name="ada") for at in range(3)]
    talks += [message(3, "3", ME, "in/zed", name="ada"), message(4, "3", "in/zed", ME, name="ada")]
    talks += [message(5, "z", "in/zed", "in/y", name="zed")]
    assert sides(talks) == [[False], [True], [True], [True], [True, False]]


def test_without_a_leading_address_the_profile_name_decides() -> None:
    talk = [message(0, "1", ME, "in/al"), message(1, "1", "in/al", ME)]
    assert sides(talk) is None
    assert sides(talk, owner="me") == [[True, False]]


def test_the_busiest_contact_is_not_the_member() -> None:
    """Al is in each conversation that me is in: both lead, so nobody does; an invitation says it outright."""
    talks = [message(0, "1", ME, "in/al"), message(1, "2", "in/al", ME)]
    assert sides(talks) is None
    assert sides(talks, invited_as=ME) == [[False], [True]]


def test_an_unknown_address_with_the_members_name_is_an_earlier_one() -> None:
    now = [message(at, str(at), ME, f"in/x{at}", name="ada") for at in range(5)]
    once = [message(-9, "old", OLD_ME, "in/bo", name="ada"), message(-8, "old", "in/bo", OLD_ME, name="bo")]
    assert sides(now + once) == [[True], [True], [True], [True], [True], [True, False]]


def test_a_namesake_is_not_the_member() -> None:
    talks = [message(at, str(at), ME, f"in/x{at}", name="ada") for at in range(5)]
    talks += [message(9, "n", "in/ada-2", ME, name="ada"), message(10, "n", ME, "in/ada-2", name="ada")]
    assert sides(talks) == [[False, True], [True], [True], [True], [True], [True]]


def test_the_direction_column_of_2018_decides_where_there_are_no_addresses() -> None:
    """There is no conversation id either: a conversation is what was written with one name."""
    talks = [
        message(0, "", "", "", name="ada", to_name="bo", outgoing=True),
        message(1, "", "", "", name="bo", to_name="ada", outgoing=False),
        message(2, "", "", "", name="cy", to_name="ada", outgoing=False),
    ]
    assert sides(talks) == [[False], [True, False]]


def test_simultaneous_messages_stay_in_order() -> None:
    """Files hold the newest first."""
    newest_first = [message(0, "1", "in/al", ME), message(0, "1", ME, "in/al"), message(-1, "2", ME, "in/bo")]
    found = conversations_of(Facts.of(newest_first), (), "me")
    assert found is not None
    assert sorted([found.own[place] for place in places] for places in found.conversations) == [[True], [True, False]]


class Talk(NamedTuple):
    """A conversation in turns `(day, who)`: "" is the member."""

    turns: tuple[tuple[float, str], ...]


def talk(*turns: tuple[float, str]) -> Talk:
    return Talk(turns)


def together(talks: Sequence[Talk]) -> Messages:
    """Conversations as assembly has them."""
    whole = Messages([], [], [], [])
    for number, one in enumerate(talks):
        whole.conversations.append(list(range(len(whole.at), len(whole.at) + len(one.turns))))
        for day, who in one.turns:
            sent = message(day, str(number), f"in/{who}" if who else ME, "")
            whole.at.append(sent.at)
            whole.envelopes.append(sent.envelope)
            whole.own.append(not who)
    return whole


def began(*talks: Talk) -> list[tuple[int, int | None]]:
    return list(first_messages(together(talks)))


def test_only_conversations_that_the_member_began_are_outreach() -> None:
    assert began(talk((0, ""), (2, "al")), talk((0, "bo"), (1, "")), talk((5, ""))) == [
        (19_787, 19_789),
        (19_792, None),
    ]


def test_an_answer_counts_on_the_30th_day_and_not_on_the_31st() -> None:
    assert began(talk((0, ""), (30, "al")), talk((0, ""), (31, "al"))) == [(19_787, 19_817), (19_787, None)]


def test_a_reminder_is_not_a_second_first_message() -> None:
    assert began(talk((0, ""), (20, ""), (40, "al"))) == [(19_787, None)]


def test_anyone_in_a_group_can_answer() -> None:
    assert began(talk((0, ""), (1, ""), (3, "bo"), (4, "al"))) == [(19_787, 19_790)]


def person(name: str, day: int = 0, address: str | None = None) -> Connection:
    return Connection(
        START + day * DAY,
        hash(name),
        f"in/{name}" if address is None else address,
        name,
        "",
        senior=False,
        decides=False,
    )


def exchanged(talks: list[Talk], *connections: Connection) -> set[Exchange]:
    return exchanges(together(talks), People.of(Facts.of(connections)))


def test_answers_in_both_directions_are_exchanges() -> None:
    al = person("al", -100)
    assert exchanged([talk((0, "al"), (1, ""), (3, "al"))], al) == {(19_788, 19_788, 0), (19_790, 19_790, 0)}


def answered(talks: list[Talk], wordings: list[int]) -> set[int]:
    """The days of own answers to Al and Bo; wordings are those of all messages in turn."""
    messages = together(talks)._replace(wordings=wordings)
    people = People.of(Facts.of([person("al", -100), person("bo", -100)]))
    return {day - 19_787 for day, _, _ in own_answers(messages, people)}


def test_only_the_answers_of_the_member_count_as_such() -> None:
    assert answered([talk((0, "al"), (1, ""), (3, "al"), (40, ""))], [1, 2, 3, 4]) == {1}  # the second comes too late
    assert answered([talk((0, ""), (1, "bo"), (2, ""))], [1, 2, 3]) == {2}


def test_a_copied_answer_counts_once_in_90_days() -> None:
    to_al, to_bo = talk((0, "al"), (1, "")), talk((4, "bo"), (5, ""))
    assert answered([to_al, to_bo], [1, 7, 2, 8]) == {1, 5}
    assert answered([to_al, to_bo], [1, 7, 2, 7]) == {1}
    assert answered([to_al, to_bo], [1, 0, 2, 0]) == {1, 5}  # without text nothing is known to be a copy
    assert answered([to_al, talk((90, "bo"), (91, ""))], [1, 7, 2, 7]) == {1, 91}
    assert answered([talk((0, "al"), (1, ""), (2, "al"), (3, ""))], [1, 7, 2, 7]) == {1, 3}  # to the same person


def hashed(*turns: tuple[float, str, str | int], suggested: tuple[float, ...] = ()) -> list[float]:
    """The days of the messages whose texts were hashed: `(day, sender, text)` of one conversation, newest first."""
    talk = [
        message(day, "1", sender, ME)._replace(suggested=day in suggested, wording=text)  # pyright: ignore[reportArgumentType] (a text until the file ends)
        for day, sender, text in sorted(turns, reverse=True)
    ]
    facts = Facts.of(talk)
    hash_answers(facts)
    return [(one.at - START) / DAY for one in reversed(list(facts)) if one.wording]


def test_only_messages_that_follow_another_sender_are_hashed() -> None:
    assert hashed((0, "in/al", "spot rates"), (1, ME, "nine trucks"), (2, ME, "at noon"), (3, "in/al", "")) == [0, 1, 3]
    # What a click of the member sent is as if it weren't there.
    sent = (0, "in/al", "spot rates"), (1, ME, "thanks"), (2, ME, "nine trucks")
    assert hashed(*sent) == [0, 1]
    assert hashed(*sent, suggested=(1,)) == [0, 1, 2]
    assert hashed((0, ME, 77), (1, ME, 78)) == [0, 1]  # hashed before, since the file is huge


PITCH = "Hi, we help companies such as yours with pallet outsourcing. Shall we talk?"


@pytest.mark.parametrize(
    ("answer", "message", "expected"),
    [
        ("So you help companies such as ours with pallet outsourcing, interesting.", PITCH, True),
        ("Vous aidez donc les cliniques à réduire le temps de formation", "Nous aidons les cliniques à réduire le temps de formation.", True),
        ("贵公司帮助医院缩短培训时间，很有意思", "您好，我们公司帮助医院缩短培训时间，有兴趣吗？", True),
        ("No, our pallets are leased from a pool.", PITCH, False),
        ("Which sites do you cover in Spain, and what does a pallet cost?", PITCH, False),
        ("Tuesday at 3 works", "Shall we talk on Tuesday at 3?", False),
        ("Yes, we use SAP for the warehouse", "Do you use SAP for the warehouse?", False),
        ("A call next week makes sense, on the 12th?", "Would a call next week make sense?", False),
        ("我们已经有供应商了，合同到年底", "您好，我们公司帮助医院缩短培训时间，有兴趣吗？", False),
    ],
)  # fmt: skip
def test_an_answer_that_repeats_the_message_is_an_echo(answer: str, message: str, expected: bool) -> None:
    assert is_echo(answer, message) is expected


def test_an_echo_is_like_a_phrase_of_one_click() -> None:
    talk = [
        message(day, "1", sender, ME)._replace(wording=text)  # pyright: ignore[reportArgumentType] (a text until the file ends)
        for day, sender, text in (
            (1, ME, "You help companies with pallet outsourcing, interesting"),
            (0, "in/al", (PITCH,)),
        )
    ]
    facts = Facts.of(talk)
    hash_answers(facts)
    assert facts.column("suggested") == [True, False]
    assert facts.column("wording")[1] == 0  # of a connection


def test_texts_beyond_a_limit_are_hashed_at_once() -> None:
    pending = PendingTexts()
    assert list(pending(["nine trucks" * 1_000_000, ""], ["", "why?" * 3_000_000])) == [
        "nine trucks" * 1_000_000,
        ("why?" * 3_000_000,),
    ]
    assert list(pending(["nine trucks"])) == [wording("nine trucks")]


def test_exchanges_count_once_per_person_and_day() -> None:
    al, bo = person("al", -100), person("bo", -100)
    busy = talk((0, "al"), (0.01, ""), (0.02, "al"), (0.03, ""))
    assert exchanged([busy, talk((0, "al"), (0.1, "")), talk((0, ""), (0.1, "bo"))], al, bo) == {
        (19_787, 19_787, 0),
        (19_787, 19_787, 1),
    }


def test_single_and_late_messages_are_not_exchanges() -> None:
    al = person("al", -100)
    assert exchanged([talk((0, "al"))], al) == set()
    assert exchanged([talk((0, "al"), (31, ""))], al) == set()
    assert exchanged([talk((0, "al"), (30, ""))], al) == {(19_817, 19_817, 0)}


def test_exchanges_with_others_do_not_count() -> None:
    assert exchanged([talk((0, "al"), (1, ""))], person("bo", -100)) == set()


def test_an_exchange_before_connecting_counts_from_the_day_of_connecting() -> None:
    assert exchanged([talk((0, "al"), (1, ""))], person("al", 5)) == {(19_788, 19_792, 0)}


def test_a_connection_with_a_new_address_is_found_by_a_unique_name() -> None:
    moved = person("al", -100, address="in/al-new")
    assert exchanged([talk((0, "al"), (1, ""))], moved) == {(19_788, 19_788, 0)}
    assert exchanged([talk((0, "al"), (1, ""))], moved, person("al", -90, address="in/al-other")) == set()


def test_a_namesake_of_a_connection_is_somebody_else() -> None:
    people = People.of(Facts.of([person("al", -100, address="in/al")]), frozenset({"in/al", "in/al-2"}))
    assert people.find("in/al-2", "al") is None
    assert people.find("", "al") == people.find("in/al", "al") == (0, 19_687)


def test_a_closed_account_is_not_found() -> None:
    assert People.of(Facts.of([person("", -100, address="")])).find("", "") is None


def test_two_in_a_group_are_two_exchanges() -> None:
    both = talk((0, "al"), (1, ""), (2, "bo"))
    assert exchanged([both], person("al", -9), person("bo", -9)) == {(19_788, 19_788, 0), (19_789, 19_789, 1)}
