"""Checks the written bytes of the generator by literals; no reader of the project takes part."""

from __future__ import annotations

from dataclasses import replace

from tests.archives import (
    archive_files,
)
from tests.archives.files_people import PREAMBLE
from tests.archives.tiny import QUIET, tiny


def files(generation: str, **changes: object) -> dict[str, bytes]:
    layout = replace(QUIET, generation=generation, **changes)  # pyright: ignore[reportArgumentType]
    return archive_files(tiny(), layout)


URN = b"https://www.linkedin.com/feed/update/urn%3Ali%3A"


def test_shares_wrap_line_breaks_in_quotes() -> None:
    body = b"2024-11-10 23:59:59," + URN + b'share%3A7170835745077198848,"One ""a""""\n""Two, three",,,MEMBER_NETWORK'
    assert (
        files("2024")["Shares.csv"] == b"Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n" + body + b"\n"
    )
    assert (
        files("2022")["Shares.csv"]
        == b"Date,ShareLink,ShareCommentary,SharedURL,MediaURL,Visibility\r\n" + body + b"\r\n"
    )
    assert files("2026-suffix")["Shares_123456789.csv"] == files("2026")["Shares.csv"] == files("2024")["Shares.csv"]


def test_shares_of_2018_are_utf16_with_tabs() -> None:
    data = files("2018")["Shares.csv"]
    assert data[:8] == b'\xff\xfe"\x00D\x00a\x00'
    lines = data.decode("utf-16").split("\n")
    assert lines[0].startswith(
        '"Date"\t"Share Title"\t"Share Description"\t"Share Link"\t"Share Commentary"\t"Shared URL"'
    )
    assert lines[1].startswith(
        '"2024-11-10 23:59:59"\t""\t""\t"https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A'
    )


def test_comments_escape_quotes_with_backslashes() -> None:
    assert files("2024")["Comments.csv"] == (
        b"Date,Link,Message\n2024-11-12 08:00:00," + URN + b"groupPost%3A77-7170835745077198848,Plain\n"
        b"2024-11-11 00:00:01," + URN + b'activity%3A7170835751368654848,"He said \\"yes\\", and\nleft"\n'
    )


def test_reactions_name_a_comment() -> None:
    urn = b"activity%3A7170835745077198848"
    row = b"2024-11-20 08:00:01,LIKE," + URN + urn + b"?commentUrn=urn%3Ali%3Acomment%3A%28" + urn + b"%2C5%29\n"
    assert files("2026")["Reactions.csv"] == b"Date,Type,Link\n" + row


def test_searches_leave_some_commas_bare() -> None:
    assert files("2024")["SearchQueries.csv"] == (
        b'Time,Search Query\n2024/11/19 17:41:09 UTC,cto, berlin\n2024/11/19 17:42:09 UTC,"a, b"\n'
    )


def test_connections_generation_by_generation() -> None:
    url = b"https://www.linkedin.com/in/bo-m%C3%BCster-1"
    assert files("2024")["Connections.csv"] == PREAMBLE + (
        b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n,,,,,,04 Nov 2024\n"
        b'Bo,"Muster, MBA",' + url + b",,Acme GmbH,VP Sales,03 Nov 2024\n"
    )
    assert files("2022")["Connections.csv"].endswith(b'Bo,"Muster, MBA",,Acme GmbH,VP Sales,03 Nov 2024\n')
    assert files("2018")["Connections.csv"] == (
        b'First Name,Last Name,Email Address,Company,Position,Connected On\n,,,,,"11/4/24, 4:00 AM"\n'
        b'Bo,"Muster, MBA",,Acme GmbH,VP Sales,"11/3/24, 4:00 AM"\n'
    )
    assert files("2024", resaved=True)["Connections.csv"].startswith(b"\xef\xbb\xbfFirst Name;Last Name;URL;")
    assert b";03-Nov-24\r\n" in files("2024", resaved=True)["Connections.csv"]


def test_invitations_are_in_pacific_time() -> None:
    """06:30 UTC is half past eleven of the evening before, on the last night of summer time."""
    row = b'Ada Example,"Bo Muster, MBA","11/2/24, 11:30 PM","Hi, Bo",OUTGOING'
    assert files("2022")["Invitations.csv"] == b"From,To,Sent At,Message,Direction\n" + row + b"\n"
    assert (
        files("2024")["Invitations.csv"]
        .split(b"\n")[1]
        .startswith(row + b",https://www.linkedin.com/in/ada-example,https")
    )


def test_messages_generation_by_generation() -> None:
    assert files("2018")["Messages.csv"].startswith(b"From,To,Date,Subject,Content,Direction,Folder\n")
    assert (
        files("2022")["messages.csv"]
        .decode()
        .startswith(
            "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
            '2-x==,,"Bo Muster, MBA",https://www.linkedin.com/in/bo-müster-1,Ada Example,'
            '2024-10-05 10:00:00 UTC,,"Hi,\n""you""",INBOX\n'
        )
    )
    assert b',"Hi, ""you""",INBOX\n' in files("2024")["messages.csv"]
    last = files("2026-suffix")["messages.csv"].decode().split("\n")
    assert last[0].endswith(
        '"DATE","SUBJECT","CONTENT","FOLDER","ATTACHMENTS","IS MESSAGE DRAFT","IS CONVERSATION DRAFT"'
    )
    assert last[1].endswith('"2024-10-05 10:00:00 UTC","","Hi,')
    assert last[2] == '""you""","INBOX","","No","No"'
    assert last[3].startswith('"2-x==","","Ada Example","https://www.linkedin.com/in/ada-example","Bo Muster, MBA"')


def test_other_date_forms() -> None:
    made = files("2024")
    assert made["Company Follows.csv"] == b"Organization,Followed On\nAcme GmbH,Tue Mar 05 17:41:09 UTC 2024\n"
    assert made["Events.csv"].split(b"\n")[1] == b'Fair,"Nov 15, 2024 05:00 PM - Nov 15, 2024 06:00 PM",APPROVED,'
    assert made["Profile Summary.csv"] == b"Profile Summary\n\n\n"


def test_empty_files_are_not_written() -> None:
    assert sorted(files("2024")) == [
        "Ad_Targeting.csv",
        "Comments.csv",
        "Company Follows.csv",
        "Connections.csv",
        "Events.csv",
        "Invitations.csv",
        "Learning.csv",
        "Profile Summary.csv",
        "Profile.csv",
        "Reactions.csv",
        "SearchQueries.csv",
        "Shares.csv",
        "messages.csv",
    ]
