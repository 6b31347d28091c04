"""Too little read is not zero: a signal whose files are missing or mostly rejected is a lower bound, and its range is open."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

import openssi
from openssi.activity.codec import activity_from_bytes, activity_to_bytes
from openssi.model import MICRO
from openssi.scoring import SignalScore
from openssi.snapshots.registry import merge_snapshots, read_snapshot
from tests.models import MODEL_2026_1
from tests.unit.samples import write

FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=day) for day in range(100)]
REACTIONS = "Date,Type,Link\n" + "".join(f"{day} 09:30:15,LIKE,https://x/{day}\n" for day in DAYS)
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n" + "".join(
    f"Bo,Sample{number},https://www.linkedin.com/in/bo-{number},,Acme,Buyer,{day:%d %b %Y}\n"
    for number, day in enumerate(DAYS[:40])
)
FOLLOWS = "Organization,Followed On\nAcme,Thu Jan 01 09:00:00 UTC 2026\n"
MESSAGES = "FROM,TO,DATE,CONTENT,CONVERSATION ID,SENDER PROFILE URL,RECIPIENT PROFILE URLS\n" + "".join(
    f"Ada,Bo,{day} 10:00:00 UTC,hello,c{number},https://www.linkedin.com/in/ada,https://www.linkedin.com/in/bo-{number}\n"
    for number, day in enumerate(DAYS)
)
INVITATION = (
    "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    'Ada,Bo,"1/5/26, 9:41 AM",,OUTGOING,https://www.linkedin.com/in/ada,https://www.linkedin.com/in/bo-1\n'
)


def damaged(text: str, records: int) -> str:
    """Break the date of the first records of a file."""
    header, *rows = text.splitlines(keepends=True)
    return header + "".join([*(row.replace("2026-", "20-26-") for row in rows[:records]), *rows[records:]])


def signals(tmp_path: Path, **files: str) -> dict[str, SignalScore]:
    named = {f"{name.replace('_', ' ')}.csv": text for name, text in files.items()}
    return dict(openssi.score(write(tmp_path / "a", named), as_of="2026-04-10", model=MODEL_2026_1).score.signals)


def test_reactions_of_which_more_than_a_tenth_was_rejected_are_a_lower_bound(tmp_path: Path) -> None:
    found = signals(tmp_path, Reactions=damaged(REACTIONS, 11), Connections=CONNECTIONS)["reactions_given"]
    assert found.status == "partly_measured"
    assert found.reason == "11 of 100 records in Reactions.csv could not be read"
    assert found.micro > 0
    assert found.open_micro == 2 * MICRO - found.micro


def test_reactions_of_which_a_tenth_was_rejected_are_measured(tmp_path: Path) -> None:
    found = signals(tmp_path, Reactions=damaged(REACTIONS, 10), Connections=CONNECTIONS)
    assert found["reactions_given"].status == "measured"


RUSSIAN = "Мы перенесли обучение новых сотрудников на вторую неделю и отток клиентов снизился на треть"
ENGLISH = "We moved onboarding to the second week and churn fell by a third"


def comments(russian: int, english: int) -> str:
    texts = [RUSSIAN] * russian + [ENGLISH] * english
    rows = (f"{day} 09:30:15,https://x/{day},{text}\n" for day, text in zip(DAYS, texts, strict=False))
    return "Date,Link,Message\n" + "".join(rows)


def test_comments_in_a_language_that_is_not_read_are_counted_and_make_a_lower_bound(tmp_path: Path) -> None:
    folder = write(tmp_path / "a", {"Comments.csv": comments(4, 16), "Connections.csv": CONNECTIONS})
    found = openssi.score(folder, as_of="2026-02-10", model="2026.2")
    given = found.score.signals["comments_given"]
    assert given.status == "partly_measured"
    assert given.reason == "4 comments of the last half year in a language we don't read (20 in all)"
    (report,) = [source for source in found.sources if source.file == "Comments.csv"]
    assert report.notes == ("4 comments of the last half year in a language we don't read",)
    assert (
        openssi.score(folder, as_of="2026-02-10", model="2026.1").score.signals["comments_given"].status == "measured"
    )


def test_a_tenth_of_comments_in_a_language_that_is_not_read_is_only_reported(tmp_path: Path) -> None:
    folder = write(tmp_path / "a", {"Comments.csv": comments(2, 18), "Connections.csv": CONNECTIONS})
    found = openssi.score(folder, as_of="2026-02-10", model="2026.2")
    assert found.score.signals["comments_given"].status == "measured"
    (report,) = [source for source in found.sources if source.file == "Comments.csv"]
    assert report.notes == ("2 comments of the last half year in a language we don't read",)


def test_job_titles_in_a_language_that_is_not_read_make_seniors_a_lower_bound(tmp_path: Path) -> None:
    titled = CONNECTIONS.replace("Acme,Buyer", "Acme,Генеральный директор", 8)
    folder = write(tmp_path / "a", {"Connections.csv": titled, "messages.csv": MESSAGES})
    found = openssi.score(folder, as_of="2026-04-10", model="2026.2")
    senior = found.score.signals["senior_connections"]
    assert senior.status == "partly_measured"
    assert "8 job titles of connections in a language we don't read (40 in all)" in senior.reason


def test_drafts_are_not_missing(tmp_path: Path) -> None:
    header, *rows = MESSAGES.splitlines()
    drafts = [f"{row},{'Yes' if number < 50 else 'No'}" for number, row in enumerate(rows)]
    text = "\n".join((f"{header},IS MESSAGE DRAFT", *drafts, ""))
    found = signals(tmp_path, messages=text, Connections=CONNECTIONS, Invitations=INVITATION)
    assert found["outreach_response"].status == "measured"


def test_a_rate_of_which_attempts_could_not_be_read_is_not_measured(tmp_path: Path) -> None:
    found = signals(tmp_path, messages=damaged(MESSAGES, 50), Connections=CONNECTIONS, Invitations=INVITATION)
    assert found["outreach_response"].status == "not_measured"
    assert found["outreach_response"].reason == "50 of 100 records in messages.csv could not be read"
    assert found["contacts_reached"].status == "partly_measured"


def test_the_end_of_a_file_too_broken_to_read_is_missing(tmp_path: Path) -> None:
    broken = REACTIONS + '2026-03-01 09:30:15,LIKE,"https://x\n' * 1_100
    assert signals(tmp_path, Reactions=broken)["reactions_given"].status == "partly_measured"


@pytest.mark.parametrize(
    ("header", "row", "unknown", "reason"),
    [
        ("First Name,Last Name,Connected On", "Bo,M,01 Feb 2026", "senior_connections", "the column Position of"),
        ("Position,Connected On", "CEO,01 Feb 2026", "contacts_reached", "a column of names or addresses in"),
    ],
)
def test_without_a_column_only_what_needs_it_is_unknown(
    header: str, row: str, unknown: str, reason: str, tmp_path: Path
) -> None:
    found = signals(tmp_path, Connections=f"{header}\n{row}\n", messages=MESSAGES, Invitations=INVITATION)
    assert found["connections"].status == "measured"
    assert found[unknown].status == "not_measured"
    assert found[unknown].reason == f"{reason} Connections.csv is not in the archive"


def test_posts_are_unknown_without_their_texts(tmp_path: Path) -> None:
    post = "Date,ShareLink\n2026-02-01 09:30:15,https://x/urn:li:share:7437000000000000001\n"
    found = signals(tmp_path, Shares=post, Reactions=REACTIONS)
    assert found["posts_published"].status == "not_measured"


def test_a_file_that_was_cut_inside_a_field_is_a_lower_bound(tmp_path: Path) -> None:
    cut = REACTIONS + '2026-03-01 09:30:15,LIKE,"https://www.linkedin.com/feed'
    assert signals(tmp_path, Reactions=cut)["reactions_given"].status == "partly_measured"


def test_days_active_without_reactions_are_a_lower_bound_that_the_range_leaves_open(tmp_path: Path) -> None:
    few = {"Connections.csv": CONNECTIONS, "Company Follows.csv": FOLLOWS}
    basic = openssi.score(write(tmp_path / "basic", few), as_of="2026-02-09", model=MODEL_2026_1)
    whole = openssi.score(
        write(tmp_path / "whole", {**few, "Reactions.csv": REACTIONS}), as_of="2026-02-09", model=MODEL_2026_1
    )
    active, complete = (found.score.signals["active_days"] for found in (basic, whole))
    assert (active.status, active.reason) == ("partly_measured", "Reactions.csv is not in the archive")
    assert (complete.status, complete.reason) == ("measured", "")
    assert basic.score.range_micro[0] <= whole.score.index_micro <= basic.score.range_micro[1]
    # 11 points of Connections.csv and 2 of Company Follows.csv are measured; a day of the 4 points of days active counts.
    assert basic.score.measurable_micro == 13 * MICRO + active.micro


@pytest.mark.parametrize("missing", ["Positions.csv", "Skills.csv", "Education.csv"])
def test_a_profile_is_complete_only_as_far_as_its_files_show(tmp_path: Path, missing: str) -> None:
    files = {
        "Reactions.csv": REACTIONS,
        "Profile.csv": "First Name,Last Name,Headline\nAda,Example,Sales\n",
        "Positions.csv": "Company Name,Title,Description,Location,Started On,Finished On\nAcme,VP,We sell,,Mar 2024,\n",
        "Skills.csv": "Name\nSales\n",
        "Education.csv": "School Name\nDelft\n",
    }
    assert openssi.score(write(tmp_path / "all", files)).score.signals["profile_completeness"].status == "measured"
    del files[missing]
    found = openssi.score(write(tmp_path / "some", files)).score.signals["profile_completeness"]
    assert (found.status, found.reason) == ("partly_measured", f"{missing} is not in the archive")


def test_screen_page_and_json_say_at_the_number_that_it_is_a_lower_bound(tmp_path: Path) -> None:
    files = {"Reactions.csv": REACTIONS, "Connections.csv": CONNECTIONS, "Comments.csv": "Date,Link,Message\n"}
    found = openssi.score(
        write(tmp_path / "a", {**files, "Reactions.csv": damaged(REACTIONS, 60)}),
        as_of="2026-04-10",
        model=MODEL_2026_1,
    )
    reactions = found.to_dict()["pillars"]["insights"]["signals"]["reactions_given"]
    assert (reactions["status"], reactions["points"]) == ("partly_measured", 0.8)
    assert re.search("Reactions +at least +40 reactions.*\n.* 0.8 of 2", str(found))
    assert "at least 0.8 of 2" in found.to_html()
    assert (
        "Measured in part, so it may be more: 60 of 100 records in Reactions.csv could not be read." in found.to_html()
    )
    low, high = found.to_dict()["range"] or (0, 0)
    assert found.to_dict()["measurable"] == round(100 - (high - low), 1)


def test_a_stored_snapshot_and_a_stored_activity_have_the_same_lower_bounds(tmp_path: Path) -> None:
    path = write(tmp_path / "a", {"Reactions.csv": damaged(REACTIONS, 60), "Connections.csv": CONNECTIONS})
    read = openssi.open(path, model=MODEL_2026_1).activity.lower_bounds
    stored, _ = merge_snapshots([read_snapshot(path, bytes(32))])
    assert read == stored.lower_bounds == activity_from_bytes(activity_to_bytes(stored)).lower_bounds
    assert read["reaction_given"] == "60 of 100 records in Reactions.csv could not be read"
