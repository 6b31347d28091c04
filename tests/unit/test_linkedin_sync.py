"""Reading an account from LinkedIn's API: nothing twice, nothing lost, whatever interrupts it."""

from __future__ import annotations

import csv
import io
import stat
import zlib
from collections.abc import Callable, Generator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import stamina
from click.testing import CliRunner

from openssi.activity import Coverage
from openssi.activity.calendar import iso
from openssi.cli.app import app
from openssi.client.linkedin.portability_api import open_api
from openssi.client.linkedin.sync import Account, SyncResult, sync
from openssi.errors import ArchiveError, InputError
from openssi.member import open_member
from openssi.snapshots.archive import ArchiveSnapshot, person_tokens
from openssi.snapshots.pseudonyms import Pseudonymizer
from openssi.snapshots.registry import merge_snapshots
from openssi.snapshots.synced import SyncedSnapshot
from tests.linkedin_api import TOKEN, StandIn, event, in_pages, serving
from tests.unit.samples import zipped

KEY = bytes(range(32))
DAY = 86_400
NOW = 1_782_820_800  # 2026-06-30 12:00 UTC
MOST = [str(at) for at in range(100, 112)]


def post_id(at: int) -> int:
    return (at * 1000) << 22


PROFILE = {
    "First Name": "Ada",
    "Last Name": "Example",
    "Headline": "Sells",
    "Summary": "",
    "Industry": "Software",
    "Geo Location": "Berlin",
    "Websites": "",
}
CONNECTIONS = [
    {"First Name": f"Bo{at}", "Last Name": "Sample", "URL": f"https://www.linkedin.com/in/bo-{at}", "Email Address": "",
     "Company": "Acme", "Position": "VP Sales" if at % 3 else "Clerk", "Connected On": f"{1 + at % 28:02} Jun 2026"}
    for at in range(23)
]  # fmt: skip
REACTIONS = [
    {"Date": f"2026-06-{1 + at % 28:02} 08:00:00", "Type": "LIKE", "Link": f"https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A{post_id(NOW - at)}"}
    for at in range(40)
]  # fmt: skip
SHARES = [
    {"Date": f"2026-06-{day:02} 09:00:00", "ShareLink": f"https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A{post_id(NOW - day * DAY)}",
     "ShareCommentary": 'What we learned about "pricing"\nthis week', "SharedUrl": "", "MediaUrl": "", "Visibility": "MEMBER_NETWORK"}
    for day in (3, 9, 20)
]  # fmt: skip
COMMENTS = [
    {
        "Date": "2026-06-04 10:00:00",
        "Link": "https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7170835747543449600",
        "Message": "Agreed, and here is why: pricing is a promise.",
    }
]
INVITATIONS = [{"From": "Ada Example", "To": "Bo1 Sample", "Sent At": "6/1/26, 9:41 AM", "Message": "", "Direction": "OUTGOING",
                "inviterProfileUrl": "https://www.linkedin.com/in/ada", "inviteeProfileUrl": "https://www.linkedin.com/in/bo-1"}]  # fmt: skip
INBOX = [
    {"CONVERSATION ID": "2-abc==", "CONVERSATION TITLE": "", "FROM": "Bo1 Sample" if at % 2 else "Ada Example",
     "SENDER PROFILE URL": f"https://www.linkedin.com/in/{'bo-1' if at % 2 else 'ada'}", "TO": "Ada Example" if at % 2 else "Bo1 Sample",
     "RECIPIENT PROFILE URLS": f"https://www.linkedin.com/in/{'ada' if at % 2 else 'bo-1'}", "DATE": f"2026-06-{10 + at:02} 17:41:09 UTC",
     "SUBJECT": "", "CONTENT": f"Message {at}", "FOLDER": "INBOX", "ATTACHMENTS": ""}
    for at in range(7, -1, -1)
]  # fmt: skip
FILES = {
    "PROFILE": ("Profile.csv", [PROFILE]),
    "CONNECTIONS": ("Connections.csv", CONNECTIONS),
    "ALL_LIKES": ("Reactions.csv", REACTIONS),
    "MEMBER_SHARE_INFO": ("Shares.csv", SHARES),
    "ALL_COMMENTS": ("Comments.csv", COMMENTS),
    "INVITATIONS": ("Invitations.csv", INVITATIONS),
    "INBOX": ("messages.csv", INBOX),
}


def account() -> StandIn:
    """An account with all domains, in pages of five rows that overlap."""
    return StandIn(
        NOW, {domain: in_pages(rows, 5) for domain, (_, rows) in FILES.items()}, consent=(NOW - 20 * DAY) * 1000
    )


def as_archive(path: Path, without: tuple[str, ...] = ()) -> Path:
    """The same member as LinkedIn's archive."""
    files: dict[str, str | bytes] = {}
    for domain, (name, rows) in FILES.items():
        if domain not in without:
            text = io.StringIO()
            writer = csv.DictWriter(text, list(rows[0]), quoting=csv.QUOTE_ALL, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
            files[name] = text.getvalue()
    return zipped(path, files)


@dataclass
class Reader:
    """A program that reads the account, and what it has stored."""

    stand_in: StandIn
    address: str
    stored: bytes = b""
    saves: int = 0
    stops_at: int = -1

    def data(self) -> SyncedSnapshot:
        return SyncedSnapshot.from_bytes(self.stored) if self.stored else SyncedSnapshot()

    def sync(self) -> SyncResult:
        data = self.data()

        def save() -> None:
            if self.saves == self.stops_at:
                raise KeyboardInterrupt
            self.saves += 1
            self.stored = data.to_bytes()

        with ExitStack() as stack:
            one = Account(data, Pseudonymizer(KEY), save, lambda: self.stand_in.now)
            return sync(one, lambda count: stack.enter_context(open_api(TOKEN, count, self.address)))

    def facts(self) -> object:
        return merge_snapshots([self.data()])


@pytest.fixture
def reader() -> Generator[Callable[[StandIn], Reader]]:
    with ExitStack() as stack:
        stamina.set_testing(True, attempts=3)
        yield lambda stand_in: Reader(stand_in, stack.enter_context(serving(stand_in)))
        stamina.set_testing(False)


Make = Callable[[StandIn], Reader]


def test_the_same_member_scores_the_same_from_the_api_and_from_the_archive(reader: Make, tmp_path: Path) -> None:
    """Pages overlap by a row, keys come in another order, quotes and line breaks are in texts."""
    one = reader(account())
    result = one.sync()
    assert result.read == [
        "PROFILE",
        "CONNECTIONS",
        "MEMBER_SHARE_INFO",
        "ALL_COMMENTS",
        "ALL_LIKES",
        "INVITATIONS",
        "INBOX",
    ]
    synced, _ = merge_snapshots([one.data()])
    archive, report = merge_snapshots([ArchiveSnapshot.read(as_archive(tmp_path / "a.zip"), KEY)])
    assert (synced.rows, synced.attributes, synced.posts) == (archive.rows, archive.attributes, archive.posts)
    assert {file.file: file.imported for file in merge_snapshots([one.data()]).report.files} == {
        file.file: file.imported for file in report.files
    }


def test_archive_and_account_together_add_nothing(reader: Make, tmp_path: Path) -> None:
    one = reader(account())
    one.sync()
    archive = ArchiveSnapshot.read(as_archive(tmp_path / "a.zip"), KEY)
    assert merge_snapshots([one.data(), archive]).activity.rows == merge_snapshots([archive]).activity.rows


def test_equal_records_of_one_page_stay_and_those_of_two_pages_are_one(reader: Make) -> None:
    same = REACTIONS[0]
    stand_in = account()
    stand_in.pages["ALL_LIKES"] = [[same, same, same], [same, same, REACTIONS[1]]]
    one = reader(stand_in)
    one.sync()
    file = next(file for file in merge_snapshots([one.data()]).report.files if file.file == "Reactions.csv")
    assert (file.records, file.imported, file.duplicate) == (6, 4, 2)


@pytest.mark.parametrize("stops_at", range(0, 24, 3))
def test_whatever_is_interrupted_ends_as_if_it_was_not(reader: Make, stops_at: int) -> None:
    stand_in = account()
    stand_in.changes = [event(1, NOW - DAY, "socialActions/likes", {"object": "urn:li:activity:7170835747543449600"})]
    undisturbed = reader(stand_in)
    undisturbed.sync()
    one = reader(stand_in)
    one.stops_at = stops_at
    with pytest.raises(KeyboardInterrupt):
        one.sync()
    one.stops_at = -1
    one.sync()
    assert one.facts() == undisturbed.facts()


def test_a_used_up_quota_pauses_until_midnight_and_loses_nothing(reader: Make) -> None:
    """LinkedIn's Retry-After says 60 seconds whatever is true."""
    undisturbed, stand_in = reader(account()), account()
    undisturbed.sync()
    stand_in.quota["memberSnapshotData"] = 10
    one = reader(stand_in)
    result = one.sync()
    assert iso(result.paused_until // DAY) == "2026-07-01"
    asked = len(stand_in.requests)
    stand_in.now += 60
    one.sync()
    assert all(path != "/rest/memberSnapshotData" for path, _ in stand_in.requests[asked:])
    for _ in range(10):
        stand_in.now = (stand_in.now // DAY + 1) * DAY
        if not one.sync().paused_until:
            break
    assert set(one.data().files) == set(undisturbed.data().files)
    assert one.data().files["INBOX"][0].facts == undisturbed.data().files["INBOX"][0].facts


def test_its_own_count_stops_before_linkedin_has_to_refuse(reader: Make) -> None:
    stand_in = account()
    stand_in.pages["INBOX"] = [[row | {"CONTENT": f"{page}"}] for page, row in enumerate(INBOX * 40)]
    stand_in.quota.clear()
    assert reader(stand_in).sync().paused_until
    assert sum(path == "/rest/memberSnapshotData" for path, _ in stand_in.requests) == 200


def test_a_domain_without_data_is_unknown_and_asked_for_again(reader: Make) -> None:
    stand_in = account()
    stand_in.ready["MEMBER_SHARE_INFO"] = NOW + 3 * DAY
    one = reader(stand_in)
    result = one.sync()
    assert "MEMBER_SHARE_INFO" in [missing.domain for missing in result.missing["waiting"]]
    assert "post_published" not in merge_snapshots([one.data()]).activity.coverage
    asked = len(stand_in.requests)
    stand_in.now += 60
    one.sync()
    assert all(query.get("domain") is None for _, query in stand_in.requests[asked:])
    stand_in.now = NOW + 2 * DAY
    stuck = {missing.domain: missing for missing in one.sync().missing["stuck"]}
    assert stuck["MEMBER_SHARE_INFO"].since == NOW
    assert stuck["MEMBER_SHARE_INFO"].answer.startswith("uuid-")
    stand_in.now = NOW + 3 * DAY
    assert "MEMBER_SHARE_INFO" in one.sync().read
    assert merge_snapshots([one.data()]).activity.coverage["post_published"] == Coverage()


def test_an_account_that_is_not_prepared_costs_one_request(reader: Make) -> None:
    stand_in = StandIn(NOW)
    result = reader(stand_in).sync()
    assert result.nothing_yet
    assert [query["domain"] for _, query in stand_in.requests if "domain" in query] == ["PROFILE"]


def test_a_half_filled_domain_is_replaced_when_it_is_read_again(reader: Make) -> None:
    stand_in = account()
    full = stand_in.pages["CONNECTIONS"]
    stand_in.pages["CONNECTIONS"] = full[:1]
    one = reader(stand_in)
    one.sync()
    assert sum(row.quantity for row in merge_snapshots([one.data()]).activity.rows["connection_made"]) == 5
    stand_in.pages["CONNECTIONS"] = full
    stand_in.now += DAY
    one.sync()
    assert sum(row.quantity for row in merge_snapshots([one.data()]).activity.rows["connection_made"]) == 23


def test_a_page_that_repeats_for_ever_ends_the_domain(reader: Make) -> None:
    stand_in = account()
    stand_in.repeats.add("ALL_LIKES")
    one = reader(stand_in)
    assert "ALL_LIKES" in one.sync().read
    assert (
        sum(query.get("domain") == "ALL_LIKES" for _, query in stand_in.requests)
        == len(stand_in.pages["ALL_LIKES"]) + 1
    )


def test_a_domain_in_the_other_spelling_is_found(reader: Make) -> None:
    stand_in = account()
    row = {
        "Event Name": "Fair",
        "Event Time": "Jun 05, 2026 05:00 PM - Jun 05, 2026 06:00 PM",
        "Status": "APPROVED",
        "External Url": "",
    }
    stand_in.pages["EVENTS"] = [[row], [row | {"Event Name": "Other"}]]
    one = reader(stand_in)
    assert "Events" in one.sync().read
    assert len(one.data().files["Events"][0].facts) == 2


def test_endorsements_given_are_not_taken_for_received_ones(reader: Make) -> None:
    stand_in = account()
    stand_in.pages["ENDORSEMENTS"] = [
        [{"Endorsement Date": "2026/06/05 17:41:09 UTC", "Skill Name": "Sales", "Endorsee First Name": "Bo", "Endorsee Last Name": "Sample",
          "Endorsee Public Url": "www.linkedin.com/in/bo-1", "Endorsement Status": "ACCEPTED"}]
    ]  # fmt: skip
    one = reader(stand_in)
    one.sync()
    assert "endorsement_received" not in merge_snapshots([one.data()]).activity.coverage


def test_columns_that_are_not_known_leave_the_signal_unknown(reader: Make) -> None:
    stand_in = account()
    stand_in.pages["ALL_LIKES"] = [[{"When": "2026-06-01", "What": "LIKE"}]]
    one = reader(stand_in)
    one.sync()
    found = merge_snapshots([one.data()])
    assert "reaction_given" not in found.activity.coverage
    file = next(file for file in found.report.files if file.file == "Reactions.csv")
    assert file.reasons == (("LinkedIn's answer has no date and no type and no link", 1),)


URN = "urn:li:activity:7170835747543449600"


def test_events_become_activities_once(reader: Make) -> None:
    stand_in = account()
    at = NOW - DAY
    share: dict[str, Any] = {
        "com.linkedin.ugc.ShareContent": {
            "shareCommentary": {"text": "Own words"},
            "shareMediaCategory": "IMAGE",
            "media": [],
        }
    }
    stand_in.changes = [
        event(1, at, "ugcPosts", {"id": f"urn:li:share:{post_id(at)}", "lifecycleState": "PUBLISHED", "created": {"time": at * 1000}, "specificContent": share}),
        event(2, at, "socialActions/comments", {"object": URN, "message": {"text": "A specific comment about pricing"}}),
        event(3, at, "socialActions/comments", {"message": "Short"}, resourceUri=f"/socialActions/{URN}/comments/9"),
        event(4, at, "socialActions/likes", {"object": f"urn:li:comment:({URN},77)", "reactionType": "PRAISE"}),
        event(5, at, "socialActions/likes", {}, resourceUri="/socialActions/urn%3Ali%3Aactivity%3A7170835747543449600/likes/9"),
        event(6, at, "socialActions/likes", {"object": URN}, activityStatus="FAILURE"),
        event(7, at, "socialActions/likes", {"object": URN}, actor="urn:li:person:other"),
        event(8, at, "invitations", {"inviter": "urn:li:person:me", "invitee": "urn:li:person:bo", "invitationType": "CONNECTION"}, method="ACTION"),
        event(9, at, "messages", {"author": "urn:li:person:me", "thread": "urn:li:messagingThread:2-new==", "content": {"fallback": "Hi"}, "createdAt": at * 1000}),
        event(10, at + 60, "messages", {"author": "urn:li:person:bo", "thread": "urn:li:messagingThread:2-new==", "content": {"fallback": "Yes"}}),
        event(11, at, "people", {"headline": {}}),
        event(12, at, "socialActions/likes", {"object": URN, "reactionType": "LIKE"}),
        event(13, at + 5, "socialActions/likes", None, method="DELETE", resourceId="socialActions/likes-12"),
        event(5, at + 9, "socialActions/likes", {"object": URN}, activityStatus="SUCCESSFUL_REPLAY"),
        event(14, at, "ugcPosts", {"id": "urn:li:share:1"}),
    ]  # fmt: skip
    one = reader(stand_in)
    before = merge_snapshots([read(account(), reader)]).activity
    result = one.sync()
    assert (result.events, result.unreadable) == (10, {"a post without its content": 1})
    after = merge_snapshots([one.data()]).activity
    gained = {kind: sum(row.quantity for row in after.rows[kind]) - sum(row.quantity for row in before.rows[kind])
              for kind in ("post_published", "reaction_given", "invitation_sent", "outreach_sent", "outreach_answered", "connection_made")}  # fmt: skip
    assert gained == {
        "post_published": 1,
        "reaction_given": 2,
        "invitation_sent": 1,
        "outreach_sent": 1,
        "outreach_answered": 1,
        "connection_made": 0,
    }
    assert len(one.data().events) == 8
    assert one.sync().events == 0  # the last event comes again


def read(stand_in: StandIn, reader: Make) -> SyncedSnapshot:
    one = reader(stand_in)
    one.sync()
    return one.data()


def test_what_the_snapshot_has_the_events_do_not_add(reader: Make) -> None:
    stand_in = account()
    at = NOW - 3 * DAY
    text = {"shareCommentary": {"text": SHARES[0]["ShareCommentary"]}}
    stand_in.changes = [
        event(1, NOW - 10 * DAY, "socialActions/likes", {"object": f"urn:li:activity:{post_id(NOW)}", "reactionType": "LIKE", "created": {"time": 1_780_300_800_000}}),
        event(2, at, "ugcPosts", {"id": f"urn:li:ugcPost:{post_id(at)}", "specificContent": {"com.linkedin.ugc.ShareContent": text}}),
        event(3, 1_780_332_090, "invitations", {"inviter": "urn:li:person:me", "invitee": "urn:li:person:bo", "invitationType": "CONNECTION"}),
    ]  # fmt: skip
    stand_in.consent = 0
    with_events = merge_snapshots([read(stand_in, reader)]).activity
    assert with_events.rows == merge_snapshots([read(account(), reader)]).activity.rows


def test_many_events_are_read_oldest_first_until_nothing_is_new(reader: Make) -> None:
    """120 events, 60 of them in one millisecond: more than a page."""
    stand_in = account()
    for at in range(120):
        moment = NOW - DAY + (min(60, at))
        stand_in.changes.append(
            event(at, moment, "socialActions/likes", {"object": f"urn:li:activity:{post_id(NOW - 1000 - at)}"})
        )
    assert reader(stand_in).sync().events == 120


def test_posts_known_from_events_alone_count_since_the_consent(reader: Make) -> None:
    stand_in = account()
    del stand_in.pages["ALL_LIKES"]
    stand_in.changes = [event(1, NOW - DAY, "socialActions/likes", {"object": URN})]
    activity = merge_snapshots([read(stand_in, reader)]).activity
    assert activity.coverage["reaction_given"].spans == (((NOW - 20 * DAY) // DAY, None),)


def test_a_gap_of_more_than_28_days_is_reported(reader: Make) -> None:
    stand_in = account()
    one = reader(stand_in)
    one.sync()
    stand_in.now += 40 * DAY
    assert one.sync().gap == (NOW // DAY, NOW // DAY + 12)


def test_a_deleted_post_is_left_out(reader: Make) -> None:
    stand_in = account()
    deleted = post_id(NOW - 3 * DAY)
    stand_in.changes = [event(1, NOW - DAY, "ugcPosts", None, method="DELETE", resourceId=f"urn:li:share:{deleted}")]
    activity = merge_snapshots([read(stand_in, reader)]).activity
    assert sum(row.quantity for row in activity.rows["post_published"]) == 2


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (403, {"status": 403, "serviceErrorCode": 100, "code": "ACCESS_DENIED"}, "linkedin-access"),
        (404, {"status": 404, "message": "Could not find entity"}, "linkedin-answer"),
        (400, {"status": 400, "message": "Bad startTime"}, "linkedin-answer"),
        (426, {"status": 426, "code": "NONEXISTENT_VERSION"}, "linkedin-answer"),
        (200, {"paging": {}}, "linkedin-answer"),
        (302, {}, "linkedin-answer"),
    ],
)
def test_a_refusal_is_a_clear_error_and_keeps_what_was_read(
    reader: Make, status: int, body: dict[str, Any], code: str
) -> None:
    stand_in = account()
    stand_in.faults = [(status, body)]
    one = reader(stand_in)
    with pytest.raises(InputError) as caught:
        one.sync()
    assert (caught.value.code, caught.value.unchanged) == (code, "What was read so far is stored.")


def test_a_fault_that_passes_is_retried_and_one_that_stays_is_reported(reader: Make) -> None:
    stand_in = account()
    stand_in.faults = [(500, {}), (503, {})]
    one = reader(stand_in)
    assert "INBOX" in one.sync().read
    stand_in.faults = [(500, {})] * 3
    stand_in.now += DAY
    with pytest.raises(InputError, match="LinkedIn has a fault: status 500"):
        one.sync()


def test_an_expired_token_is_reported_after_what_was_read(reader: Make) -> None:
    stand_in = account()
    one = reader(stand_in)
    one.sync()
    stand_in.now = stand_in.expires = NOW + 60 * DAY
    with pytest.raises(InputError, match="it has expired or was revoked") as caught:
        one.sync()
    assert caught.value.code == "linkedin-token"
    assert set(one.data().files) == set(FILES)


def test_what_is_stored_has_no_name_and_no_text(reader: Make) -> None:
    stand_in = account()
    stand_in.changes = [event(1, NOW - DAY, "socialActions/comments", {"object": URN, "message": "secret plan"})]
    data = read(stand_in, reader)
    content = zlib.decompress(data.to_bytes().partition(b"\n")[2]).lower()
    assert not [
        word for word in (b"bo-1", b"sample", b"ada", b"pricing", b"secret", b"acme", b"person:") if word in content
    ]


def test_an_erased_contact_leaves_no_fact_and_does_not_come_back(reader: Make) -> None:
    one = reader(account())
    one.sync()
    tokens = one.data().known_as(person_tokens(KEY, "https://www.linkedin.com/in/bo-1"))
    rest, removed = one.data().without_person(tokens)
    assert removed == 10  # a connection, an invitation and eight messages
    assert merge_snapshots([rest]).activity.rows["outreach_sent"] == ()
    stand_in = account()
    data = SyncedSnapshot()
    with ExitStack() as stack:
        address = stack.enter_context(serving(stand_in))
        again = Account(data, Pseudonymizer(KEY), lambda: None, lambda: NOW, tokens)
        sync(again, lambda count: stack.enter_context(open_api(TOKEN, count, address)))
    assert data.without_person(tokens)[1] == 0


def test_the_commands_connect_read_and_score(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openssi.cli.sync._now", lambda: NOW)
    stand_in = account()
    token, folder = tmp_path / "token.txt", tmp_path / "data"
    token.write_text(f"{TOKEN}\n")
    with serving(stand_in) as address:
        where = ["--data", str(folder)]
        run = CliRunner().invoke
        connected = run(app, ["connect", "linkedin", "--token-file", str(token), "--address", address, *where])
        assert connected.output == f"Connected to LinkedIn. Read your data with: ssi sync --data {folder}\n"
        assert {stat.S_IMODE(path.stat().st_mode) for path in (folder / "token", folder / "key")} == {0o600}
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        read = run(app, ["sync", *where])
        assert read.exit_code == 0, read.output
        assert "Read from LinkedIn: PROFILE, CONNECTIONS" in read.output
        assert TOKEN not in connected.output + read.output
        assert stat.S_IMODE((folder / "linkedin.ssi").stat().st_mode) == 0o600
        again = run(app, ["sync", *where])
        assert "New activities: 0." in again.output
    assert str(folder / "linkedin.ssi") in read.output
    member = open_member([folder / "linkedin.ssi", as_archive(tmp_path / "a.zip")])
    alone = open_member(as_archive(tmp_path / "a.zip"))
    assert member.activity.rows == alone.activity.rows
    with pytest.raises(ArchiveError) as refused:
        open_member(folder)
    assert refused.value.hint == "To score what ssi sync has read, use linkedin.ssi in it."
    forgotten = run(app, ["connect", "linkedin", "--forget", *where])
    assert (forgotten.output, folder.exists()) == ("The token and everything read from LinkedIn are deleted.\n", False)


def test_a_refused_token_is_not_stored(tmp_path: Path) -> None:
    token = tmp_path / "token.txt"
    token.write_text("another")
    with serving(account()) as address, pytest.raises(InputError, match="it has expired or was revoked") as caught:
        CliRunner().invoke(
            app,
            ["connect", "linkedin", "--token-file", str(token), "--address", address, "--data", str(tmp_path / "d")],
            catch_exceptions=False,
        )
    assert caught.value.unchanged == "The token was not stored."
    assert not (tmp_path / "d").exists()
