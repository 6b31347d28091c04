"""The demo archive: repeatable, consistent, and byte for byte in LinkedIn's formats."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from urllib.parse import unquote
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest

import openssi
import openssi.demo
from openssi.demo import write_archive
from openssi.demo.archive import archive_files
from openssi.demo.dialects import day_name, pacific, pacific_padded, unix_date, upload_time
from openssi.demo.records import Story
from openssi.demo.rhythm import easter
from openssi.demo.seller import Seller, as_seller, seller_of
from openssi.demo.story import tell
from openssi.demo.texts import Composer
from tests.unit.samples import write

LAST_DAY = date(2026, 6, 30)
OTHER = 3  # a seed
OWNER = "https://www.linkedin.com/in/elin-marquardt-demo"
FORMER = "https://www.linkedin.com/in/elin-marquardt-7c41d0b9e"
NUMBER = re.compile(r"urn%3Ali%3A(?:share|activity|ugcPost|groupPost)%3A(?:\d+-)?(\d+)")
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_archive(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of another seed."""
    return write_archive(tmp_path_factory.mktemp("other"), seed=OTHER)


@pytest.fixture(scope="module")
def files(archive: Path) -> dict[str, str]:
    """Name, without the member's number, and text."""
    with ZipFile(archive) as opened:
        return {re.sub(r"_\d{5,}\.csv$", ".csv", name): opened.read(name).decode() for name in opened.namelist()}


@pytest.fixture(scope="module")
def story() -> Story:
    return tell(1, LAST_DAY)


def rows(text: str, escapechar: str | None = None) -> Rows:
    return list(csv.DictReader(io.StringIO(text, newline=""), escapechar=escapechar, strict=True))


def connections(files: dict[str, str]) -> Rows:
    text = files["Connections.csv"]
    return rows(text[text.index("First Name,") :])


def moment(text: str) -> datetime:
    return datetime.strptime(text.removesuffix(" UTC"), "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)


def born(link: str) -> datetime:
    """When the post of a link was made, by its id."""
    found = NUMBER.search(link)
    assert found
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=int(found.group(1)) >> 22)


# ---------------------------------------------------------------- repeatable


def test_another_seed_or_day_gives_other_bytes(archive: Path, other: Path, tmp_path: Path) -> None:
    assert other.name == archive.name == "Complete_LinkedInDataExport_06-30-2026.zip"
    assert other.read_bytes() != archive.read_bytes()
    day_before = write_archive(tmp_path / "day", last_day=date(2026, 6, 29))
    assert day_before.name == "Complete_LinkedInDataExport_06-29-2026.zip"
    assert day_before.read_bytes() != archive.read_bytes()


def test_every_seed_has_a_seller_of_its_own(other: Path) -> None:
    sellers = {seller_of(seed) for seed in range(1, 9)}
    assert len(sellers) == 8
    assert {len({getattr(one, name) for one in sellers}) > 1 for name in Seller._fields} == {True}
    with ZipFile(other) as archive:
        profile = archive.read("Profile.csv").decode()
        text = " ".join((*archive.namelist(), *(archive.read(name).decode() for name in archive.namelist())))
    seller = seller_of(OTHER)
    assert f"\n{seller.first},{seller.last}," in profile
    assert f"{seller.job} at {seller.company}" in profile
    assert not re.search(r"\b(?:elin|marquardt|portolane)\b", text, re.IGNORECASE)


def test_a_seed_determines_the_bytes_in_any_process(archive: Path, tmp_path: Path) -> None:
    """The order of sets and the machine's language and zone must not matter."""
    code = (
        "import sys; from pathlib import Path; from openssi.demo import write_archive; write_archive(Path(sys.argv[1]))"
    )
    source = str(Path(openssi.demo.__file__).parents[2])
    environment = {"PYTHONPATH": source, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, env=environment)  # noqa: S603 - our own code
    assert (tmp_path / archive.name).read_bytes() == archive.read_bytes()


def test_leaves_nothing_but_the_archive(archive: Path) -> None:
    assert list(archive.parent.iterdir()) == [archive]
    with ZipFile(archive) as opened:
        assert opened.testzip() is None
        assert {entry.date_time for entry in opened.infolist()} == {(2026, 6, 30, 0, 0, 0)}


def test_a_failed_write_leaves_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(part: Path, target: Path) -> None:
        raise PermissionError(f"{part} to {target}")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        write_archive(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("seed", "last_day"),
    [(3, date(2024, 2, 29)), (4, date(2026, 8, 16)), (5, date(2027, 1, 1)), (6, date(2024, 2, 29))],
)
def test_every_seed_and_day_gives_a_plausible_seller(seed: int, last_day: date) -> None:
    told = tell(seed, last_day)
    end = datetime.combine(last_day, datetime.max.time(), tzinfo=UTC)
    feed = told.feed
    everything = [*feed.shares, *feed.reposts, *feed.reactions, *feed.votes, *feed.saved, *told.searches, *told.logins]
    assert all(one.at <= end for one in everything)
    assert all(message.at <= end for thread in told.conversations for message in thread.messages)
    assert all(one.day <= last_day for one in told.network.connections)
    assert max(one.at for one in feed.reactions).date() == last_day
    assert 2200 < sum(len(thread.messages) for thread in told.conversations) < 2800


# ---------------------------------------------------------------- literal quirks


def test_headers_are_linkedins(files: dict[str, str]) -> None:
    headers = {
        "Shares.csv": "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility",
        "Comments.csv": "Date,Link,Message",
        "Reactions.csv": "Date,Type,Link",
        "InstantReposts.csv": "Date,Link",
        "Votes.csv": "Date,Link,OptionText",
        "Invitations.csv": "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
        "SearchQueries.csv": "Time,Search Query",
        "Company Follows.csv": "Organization,Followed On",
        "Member_Follows.csv": "Date,Status,FullName",
        "Saved_Items.csv": "savedItem,CreatedTime",
        "Rich_Media.csv": "Date/Time,Media Description,Media Link",
        "Events.csv": "Event Name,Event Time,Status,External Url",
        "Positions.csv": "Company Name,Title,Description,Location,Started On,Finished On",
        "Receipts_v2.csv": "First Name,Last Name,Billing Country,Postal Code,Transaction Made At,Payment Method Type,"
        "Invoice Number,Description,Tax Amount,Sub Total,Total Amount,Currency Code",
        "messages.csv": '"CONVERSATION ID","CONVERSATION TITLE","FROM","SENDER PROFILE URL","TO",'
        '"RECIPIENT PROFILE URLS","DATE","SUBJECT","CONTENT","FOLDER","ATTACHMENTS",'
        '"IS MESSAGE DRAFT","IS CONVERSATION DRAFT"',
    }
    for name, header in headers.items():
        assert files[name].startswith(header + "\n"), name
    assert not any("\r" in text for text in files.values())


def test_some_seeds_have_a_profile_photo_and_urns(files: dict[str, str], other: Path) -> None:
    with ZipFile(other) as opened:
        found = {name: opened.read(name).decode() for name in ("Invitations.csv", "Rich_Media.csv")}
    assert found["Invitations.csv"].startswith(
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl,inviterProfileUrn,inviteeProfileUrn\n"
    )
    assert ["profile photo" in text["Rich_Media.csv"] for text in (files, found)] == [False, True]


def test_searches_posts_and_line_ends_have_linkedins_quirks(files: dict[str, str]) -> None:
    searches = files["SearchQueries.csv"].splitlines()[1:]
    assert (len(searches), len(set(searches))) == (528, 352)  # every second one twice
    posts = [row["ShareLink"] for row in rows(files["Shares.csv"])]
    assert len(set(posts)) < len(posts)
    assert not files["Connections.csv"].endswith("\n")
    assert not files["Company Follows.csv"].endswith("\n")
    assert {"coach_messages.csv", "guide_messages.csv", "Teammates.csv", "Calendar.csv", "Learning.csv"} <= files.keys()


def test_file_names_have_the_newer_suffixes(archive: Path) -> None:
    with ZipFile(archive) as opened:
        numbers = [
            re.fullmatch(r"(Shares|Comments|Reactions|InstantReposts)_(\d+)\.csv", name) for name in opened.namelist()
        ]
    assert len({found.group(2) for found in numbers if found}) == 1
    assert len([found for found in numbers if found]) == 4


def test_the_form_of_2021_to_2024_holds_the_same_activity(tmp_path: Path) -> None:
    """Uploads are missing, and with them one day active."""
    with ZipFile(write_archive(tmp_path, seed=4)) as opened:
        found = {name: opened.read(name).decode() for name in opened.namelist()}
        opened.extractall(tmp_path / "earlier")
    comments = found["Comments.csv"]
    records = comments.split("\r\n")
    assert any("\n" in record and '"' not in record for record in records), "a line break alone needs no quotes"
    assert '""' in comments
    assert "\\" not in comments
    assert found["Shares.csv"].startswith("Date,ShareLink,ShareCommentary,SharedURL,MediaURL,Visibility\r\n")
    assert found["Invitations.csv"].startswith("From,To,Sent At,Message,Direction\n")
    assert found["Rich Media.csv"].count("\n") == 3
    assert "DRAFT" not in found["messages.csv"]
    later = as_seller(archive_files(tell(4, LAST_DAY)), seller_of(4))
    earlier_rows = dict(openssi.open(tmp_path / "earlier").activity.rows)
    later_rows = dict(openssi.open(write(tmp_path / "later", later)).activity.rows)
    days = [sum(row.quantity for row in rows.pop("active_day")) for rows in (earlier_rows, later_rows)]
    assert (earlier_rows, days) == (later_rows, [542, 543])


def test_connections_have_linkedins_quirks(files: dict[str, str]) -> None:
    text = files["Connections.csv"]
    assert text.startswith('Notes:\n"When exporting your connection data, you may notice')
    assert '/answer/261"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n' in text
    assert "\n,,,,,," in text, "a closed account"
    assert "%C3%" in text, "a percent-encoded address"
    assert '"VP, Sales"' in text
    days = [datetime.strptime(row["Connected On"], "%d %b %Y").replace(tzinfo=UTC) for row in connections(files)]
    assert days == sorted(days, reverse=True)


def test_shares_wrap_line_breaks_in_quotes(files: dict[str, str], story: Story) -> None:
    assert '""\n""' in files["Shares.csv"]
    per_photo = rows(files["Shares.csv"])
    found = list({row["ShareLink"]: row for row in per_photo}.values())
    assert len(per_photo) > len(found), "some posts have a row for each photo"
    written = [share.text for share in story.feed.shares]
    assert [row["ShareCommentary"].replace('"\n"', "\n") for row in found] == written
    assert sum(not text for text in written) == 22
    assert any('"' in text for text in written), "a real quote, which must survive"
    assert {row["Visibility"] for row in found} == {"MEMBER_NETWORK"}


def test_comments_escape_with_a_backslash(files: dict[str, str], story: Story) -> None:
    text = files["Comments.csv"]
    assert '\\"' in text
    assert '""' not in text
    found = rows(text, escapechar="\\")
    assert [row["Message"] for row in found] == [comment.text for comment in story.feed.comments]
    assert any("\n" in row["Message"] for row in found)
    assert sum(not row["Message"] for row in found) == 5
    assert sum(not row["Date"] for row in found) == 1


def test_searches_leave_commas_bare(files: dict[str, str], story: Story) -> None:
    lines = files["SearchQueries.csv"].splitlines()[1:]
    assert len(lines) == 528, "every second of 352 is written twice"
    lines = list(dict.fromkeys(lines))
    assert len(lines) == len(story.searches) == 352
    assert any(line.count(",") > 1 and '"' not in line for line in lines)
    assert any('"' in line for line in lines)
    assert lines == sorted(lines)
    assert all(re.match(r"\d{4}/\d\d/\d\d \d\d:\d\d:\d\d UTC,", line) for line in lines)
    assert lines[0] >= "2025/05/3", "a rolling window of 13 months"


def test_messages_quote_everything(files: dict[str, str], story: Story) -> None:
    found = rows(files["messages.csv"])
    assert len(found) == sum(len(thread.messages) for thread in story.conversations)
    assert re.search(r'^"2-[\w+/=]+","', files["messages.csv"], re.MULTILINE)
    assert any(row["FROM"] == "LinkedIn Member" and not row["SENDER PROFILE URL"] for row in found)
    assert any("<p>" in row["CONTENT"] and row["CONVERSATION TITLE"] == "Sponsored Conversation" for row in found)
    assert Counter(row["IS MESSAGE DRAFT"] for row in found)["Yes"] == 2
    assert Counter(row["IS CONVERSATION DRAFT"] for row in found)["Yes"] == 1
    assert any(row["RECIPIENT PROFILE URLS"].count(",") > 2 for row in found), "a group"
    assert any(row["TO"].count(",") > row["RECIPIENT PROFILE URLS"].count(",") for row in found), "a comma in a name"
    assert {row["FOLDER"] for row in found} == {"INBOX", "ARCHIVE", "SPAM", ""}


def test_messages_are_grouped_newest_first(files: dict[str, str]) -> None:
    found = rows(files["messages.csv"])
    order = list(dict.fromkeys(row["CONVERSATION ID"] for row in found))
    regrouped = [row for key in order for row in found if row["CONVERSATION ID"] == key]
    assert regrouped == found
    for key in order:
        dates = [row["DATE"] for row in found if row["CONVERSATION ID"] == key]
        assert dates == sorted(dates, reverse=True)


def test_times_have_linkedins_formats() -> None:
    at = datetime(2024, 3, 5, 17, 41, 9, tzinfo=UTC)
    assert pacific(at) == "3/5/24, 9:41 AM"
    assert pacific(at.replace(month=7)) == "7/5/24, 10:41 AM", "daylight saving time"
    assert pacific(at.replace(hour=8)) == "3/5/24, 12:41 AM"
    assert pacific_padded(at) == "03/05/24, 09:41 AM"
    assert unix_date(at) == "Tue Mar 05 17:41:09 UTC 2024"
    assert upload_time(at) == "March 5, 2024 at 5:41 PM (GMT)"
    assert day_name(at.date()) == "05 Mar 2024"


def test_endorsements_have_no_scheme(files: dict[str, str]) -> None:
    for row in rows(files["Endorsement_Received_Info.csv"]):
        assert row["Endorser Public Url"].startswith("www.linkedin.com/in/")
        assert row["Endorsement Status"] in {"ACCEPTED", "PENDING"}


def test_one_event_is_in_the_future(files: dict[str, str]) -> None:
    found = rows(files["Events.csv"])
    assert re.fullmatch(
        r"\w{3} \d\d, \d{4} \d\d:\d\d [AP]M - \w{3} \d\d, \d{4} \d\d:\d\d [AP]M", found[0]["Event Time"]
    )
    starts = [datetime.strptime(row["Event Time"][:12], "%b %d, %Y").replace(tzinfo=UTC).date() for row in found]
    assert sum(day > LAST_DAY for day in starts) == 1
    assert {row["Status"] for row in found} == {"APPROVED", "RELINQUISHED"}


def test_articles_are_html_pages(files: dict[str, str]) -> None:
    pages = {name: text for name, text in files.items() if name.endswith(".html")}
    assert len(pages) == 5
    assert all('<h1><a href="https://www.linkedin.com/pulse/' in text for text in pages.values())
    assert sum('<p class="published">Published on 20' in text for text in pages.values()) == 3
    drafts = [name for name in pages if re.match(r"Articles/Articles/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.0-", name)]
    assert len(drafts) == 1


def test_advertising_columns_are_repeated(files: dict[str, str]) -> None:
    header, row = csv.reader(io.StringIO(files["Ad_Targeting.csv"]))
    assert len(header) == len(row) > len(set(header)) >= 28


# ---------------------------------------------------------------- consistent


def test_share_ids_contain_their_time(files: dict[str, str]) -> None:
    for row in rows(files["Shares.csv"]):
        assert abs(born(row["ShareLink"]) - moment(row["Date"])) < timedelta(seconds=2)


def test_comments_are_clearly_under_own_posts_or_not(files: dict[str, str]) -> None:
    own = [born(row["ShareLink"]) for row in rows(files["Shares.csv"])]
    nearest = [
        (min(abs(born(row["Link"]) - at) for at in own), row) for row in rows(files["Comments.csv"], escapechar="\\")
    ]
    at_home = [row for distance, row in nearest if distance < timedelta(seconds=2)]
    assert len(at_home) == 88
    assert all(distance < timedelta(seconds=2) or distance > timedelta(seconds=60) for distance, _ in nearest)
    assert all(born(row["Link"]) < moment(row["Date"]) for _, row in nearest if row["Date"])


def test_reactions_come_after_their_posts(files: dict[str, str]) -> None:
    found = rows(files["Reactions.csv"])
    assert len(found) == 1200
    assert all(born(row["Link"]) < moment(row["Date"]) for row in found)
    for row in found:
        if "?commentUrn=" in row["Link"]:
            number = int(unquote(row["Link"]).rsplit(",", 1)[1].rstrip(")"))
            made = datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=number >> 22)
            assert born(row["Link"]) < made < moment(row["Date"])


def test_invitations_match_connections(files: dict[str, str]) -> None:
    connected = {row["URL"]: row["Connected On"] for row in connections(files) if row["URL"]}
    found = rows(files["Invitations.csv"])
    outgoing = [row for row in found if row["Direction"] == "OUTGOING"]
    assert {row["inviterProfileUrl"] for row in outgoing} == {OWNER}
    accepted = [row for row in outgoing if row["inviteeProfileUrl"] in connected]
    assert 0.4 < len(accepted) / len(outgoing) < 0.5
    for row in accepted:
        sent = datetime.strptime(row["Sent At"], "%m/%d/%y, %I:%M %p").replace(tzinfo=ZoneInfo("America/Los_Angeles"))
        day = datetime.strptime(connected[row["inviteeProfileUrl"]], "%d %b %Y").replace(tzinfo=UTC).date()
        assert timedelta(0) <= day - sent.astimezone(UTC).date() <= timedelta(days=30)


def test_new_connections_have_an_invitation(files: dict[str, str]) -> None:
    invited = {
        row[side] for row in rows(files["Invitations.csv"]) for side in ("inviterProfileUrl", "inviteeProfileUrl")
    }
    window = LAST_DAY - timedelta(days=179)
    for row in connections(files):
        if datetime.strptime(row["Connected On"], "%d %b %Y").replace(tzinfo=UTC).date() >= window:
            assert row["URL"] in invited


def test_invitation_notes_are_messages(files: dict[str, str]) -> None:
    """The same text in both files, apart by the Pacific offset."""
    connected = {row["URL"] for row in connections(files) if row["URL"]}
    sent = {(row["CONTENT"], row["DATE"][:16]) for row in rows(files["messages.csv"])}
    accepted = [
        row for row in rows(files["Invitations.csv"]) if row["inviteeProfileUrl"] in connected and row["Message"]
    ]
    assert len(accepted) > 20
    for row in accepted:
        zone = ZoneInfo("America/Los_Angeles")
        at = datetime.strptime(row["Sent At"], "%m/%d/%y, %I:%M %p").replace(tzinfo=zone)
        assert (row["Message"], f"{at.astimezone(UTC):%Y-%m-%d %H:%M}") in sent


def test_the_owner_has_a_current_and_a_former_address(files: dict[str, str]) -> None:
    sent = [row for row in rows(files["messages.csv"]) if row["FROM"] == "Elin Marquardt"]
    former = {row["DATE"] for row in sent if row["SENDER PROFILE URL"] == FORMER}
    present = {row["DATE"] for row in sent if row["SENDER PROFILE URL"] == OWNER}
    assert {row["SENDER PROFILE URL"] for row in sent} == {OWNER, FORMER}
    assert max(former) < min(present)
    assert not any(FORMER in text for name, text in files.items() if name != "messages.csv")


def test_people_are_distinct(story: Story) -> None:
    people = [one.person for one in story.network.connections if one.person]
    assert len({person.slug for person in people}) == len({person.name for person in people}) == len(people)


def test_messages_follow_the_connection(story: Story) -> None:
    """Nobody chats with a contact before the two are connected, apart from the invitation's note."""
    days = {one.person.slug: one.day for one in story.network.connections if one.person}
    notes = {one.note for one in story.network.invitations if one.note}
    for thread in story.conversations:
        for message in thread.messages:
            known = [days[side.slug] for side in (message.sender, *message.recipients) if side.slug in days]
            assert message.text in notes or all(day <= message.at.date() for day in known)


# ---------------------------------------------------------------- believable and safe


def test_amounts_are_plausible(story: Story) -> None:
    network, feed = story.network, story.feed
    people = [one.person for one in network.connections if one.person]
    ranks = Counter(person.rank for person in people)
    assert 880 <= len(network.connections) <= 920
    assert 0.05 < ranks["top"] / len(people) < 0.075
    assert 0.1 < (ranks["top"] + ranks["director"]) / len(people) < 0.14
    assert sum(person.company in {"Portolane", "Portolane GmbH"} for person in people) == 30
    assert sum(bool(share.text) for share in feed.shares) == 70
    assert sum(not share.text for share in feed.shares) + len(feed.reposts) == 60
    assert 320 <= len(feed.comments) <= 335
    assert 310 <= len(story.conversations) <= 345
    assert 2350 <= sum(len(thread.messages) for thread in story.conversations) <= 2650
    assert len(network.company_follows) != 99


def test_activity_follows_the_story_of_two_years(story: Story) -> None:
    days = [share.at.date() for share in story.feed.shares if share.text]
    effort = [day for day in days if timedelta(days=210) <= LAST_DAY - day <= timedelta(days=270)]
    assert len(effort) == 27
    reactions = [one.at.date() for one in story.feed.reactions]
    assert sum(day > date(2025, 6, 30) for day in reactions) > 1.5 * sum(day <= date(2025, 6, 30) for day in reactions)
    assert sum(day.month == 8 for day in reactions) < 0.03 * len(reactions)
    assert sum(day.weekday() >= 5 for day in reactions) < 0.06 * len(reactions)


def test_easter_is_calculated() -> None:
    known = {2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2038: (4, 25)}
    assert {year: (easter(year).month, easter(year).day) for year in known} == known


def test_specific_comments_have_15_to_40_words() -> None:
    composer = Composer(Random(5))
    texts = [composer.specific() for _ in range(600)]
    assert all(15 <= len(text.split()) <= 40 for text in texts)
    assert len(set(texts[:200])) == 200


def test_no_placeholder_is_left_in_texts(files: dict[str, str]) -> None:
    for name, text in files.items():
        assert not re.search(r"\{\w+\}", text), name
    contents = [row["CONTENT"] for row in rows(files["messages.csv"])]
    assert not any(text.startswith("> ") or " | " in text for text in contents)


def test_only_reserved_mail_hosts_and_addresses(files: dict[str, str]) -> None:
    everything = "\n".join(files.values())
    hosts = set(re.findall(r"[\w.+-]+@([\w.-]+\w)", everything))
    assert hosts
    assert all(host == "example.com" or host.endswith(".example") for host in hosts)
    assert all(address.startswith("192.0.2.") for address in re.findall(r"\b\d+\.\d+\.\d+\.\d+\b", everything))
    sites = set(re.findall(r"https?://([\w.-]+)", everything))
    assert all(site.endswith((".example", "linkedin.com", "licdn.com")) for site in sites)
