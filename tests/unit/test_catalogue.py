"""The role of each file of an archive, by its name in every generation."""

from __future__ import annotations

import pytest

from openssi.sources.linkedin_archive.catalogue import ARTICLE, role_of


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Shares.csv", "shares"),
        ("shares.CSV", "shares"),
        ("Shares_123456789.csv", "shares"),
        ("Shares_1.csv", "shares"),
        ("Shares (1).csv", "shares"),
        ("Shares(2).csv", "shares"),
        ("messages.csv", "messages"),
        ("Messages.csv", "messages"),
        ("messages_12.csv", "messages"),
        ("SearchQueries.csv", "searchqueries"),
        ("Search Queries.csv", "searchqueries"),
        ("Endorsement_Received_Info.csv", "endorsementreceivedinfo"),
        ("Endorsement Received Info.csv", "endorsementreceivedinfo"),
        ("Endorsement_Received_Info_1.csv", "endorsementreceivedinfo"),
        ("Recommendations Received.csv", "recommendationsreceived"),
        ("Rich Media.csv", "richmedia"),
        ("Rich_Media.csv", "richmedia"),
        ("Company Follows.csv", "companyfollows"),
        ("InstantReposts_123456789.csv", "instantreposts"),
        ("Member_Follows_123456789.csv", "memberfollows"),
        ("Hashtag_Follows.csv", "hashtagfollows"),
        ("Learning.csv", "learning"),
        ("Reactions - Kopie.csv", "reactions"),
        ("Reactions - Co\u0301pia (2).csv", "reactions"),
        ("Kopie von Reactions.csv", "reactions"),
        ("Copy of Company Follows.csv", "companyfollows"),
        ("Reactions のコピー.csv", "reactions"),
        ("Reactions_123456789 - 副本.csv", "reactions"),
        ("Reactions - Reactions.csv", "reactions"),
        ("My LinkedIn - Company Follows.csv", "companyfollows"),
        ("Connections (copy).csv", "connections"),
        ("Connections (Kopie 2).csv", "connections"),
        ("Connections-2.csv", "connections"),
        ("Connections_2026-06-30.csv", "connections"),
        ("2026-06-30 Connections.csv", "connections"),
        ("Connections-Table 1.csv", "connections"),
        ("Positions.csv", "positions"),
        ("Articles/a.html", ARTICLE),
        ("Articles/Articles/2024-03-05 17_41_09.0-a.html", ARTICLE),
        ("articles/A.HTML", ARTICLE),
    ],
)
def test_files_that_are_read(name: str, role: str) -> None:
    assert role_of(name)[::2] == (role, "")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("guide_messages.csv", "coaches"),
        ("learning_coach_messages.csv", "coaches"),
        ("learning_role_play_messages.csv", "coaches"),
        ("LearningCoachMessages.csv", "coaches"),
        ("LearningCoachMessages_1.csv", "coaches"),
        ("Logins.csv", "private"),
        ("Email Addresses.csv", "private"),
        ("Email_Addresses_1.csv", "private"),
        ("PhoneNumbers.csv", "private"),
        ("ImportedContacts.csv", "private"),
        ("Receipts_v2.csv", "private"),
        ("Jobs/Saved Jobs.csv", "private"),
        ("Jobs/Anything At All.csv", "private"),
        ("Verifications/Verifications.csv", "private"),
        ("Ad_Targeting.csv", "not needed"),
        ("Profile Summary.csv", "not needed"),
        ("Brand_New.csv", "unknown"),
        ("Export - Logins.csv", "private"),
        ("Reactions.xlsx", "Reactions.xlsx is a spreadsheet: save it as Reactions.csv"),
        ("Reactions.csv.gz", "Reactions.csv.gz is compressed: unpack Reactions.csv and try again"),
        (
            "messages.csv.crdownload",
            "messages.csv.crdownload isn't downloaded completely: try again when messages.csv is there",
        ),
        ("Logins.xlsx", "unknown"),
        ("Shares.txt", "looks like Shares.csv: rename it"),
        ("notes.txt", "unknown"),
        ("Articles/picture.png", "unknown"),
        ("a.html", "unknown"),
        ("inner/Basic_LinkedInDataExport.zip", "archive inside"),
    ],
)
def test_private_files_are_never_opened(name: str, why: str) -> None:
    role = role_of(name)
    assert role.role == ""
    assert why in role.skipped


def test_files_that_may_be_chunks_of_one_are_one_stream() -> None:
    assert len({role_of(name).stream for name in ("messages.csv", "messages_1.csv", "messages_12.csv")}) == 1


def test_copies_are_separate_streams() -> None:
    names = (
        "Shares.csv",
        "Shares_123456789.csv",
        "Shares (1).csv",
        "Shares (2).csv",
        "Shares 2.csv",
        "Shares-2026.csv",
        "deeper/Shares.csv",
    )
    assert len({role_of(name).stream for name in names}) == len(names)


def test_a_long_name_is_looked_at_quickly() -> None:
    assert role_of("a" + " _-" * 20_000 + ".csv").skipped == "unknown"
