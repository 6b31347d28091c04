"""Alerts sent where members asked for: only there, only once, never to what the operator doesn't allow."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from openssi.errors import RequestDenied, UsageError
from openssi.store import accounts, credentials, deliveries, imports, scores
from openssi.store.accounts import Account, Role
from openssi.web.jobs import send_message
from openssi.web.jobs.delivery_thread import Deliverer
from openssi.web.jobs.send_message import Message, send
from openssi.web.security.delivery_addresses import checked_address, is_public
from openssi.web.services.deliveries import next_message
from openssi.web.settings import DeliverySettings, EmailSettings, read_delivery_settings
from tests.receivers import mail_server, tls_proxy, webhook
from tests.web.site import HTML, NOW, TODAY, Site

PATH = "/api/v1/me/deliveries"
SLACK = "https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"
TEAMS = (
    "https://prod-11.westus.logic.azure.com:443/workflows/643e69f83c8944/triggers/manual/paths/invoke"
    "?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=KODuebWbDGYFr0z0eu"
)
MAIL = EmailSettings("127.0.0.1", "ssi@example.org", ("example.org",), security="none")
ALL = DeliverySettings(slack=True, teams=True, webhook_hosts=("*",), email=MAIL)
NOON = NOW + 12 * 3_600
HELLO = Message("Title", "Body")
Answer = dict[str, Any]


@pytest.fixture
def site(tmp_path: Path) -> Generator[Site]:
    settings = DeliverySettings(slack=True, webhook_hosts=("127.0.0.1",), private_addresses=True)
    with Site(tmp_path, deliveries=settings) as made:
        made.now = NOON
        yield made


@pytest.fixture
def ada(site: Site) -> Account:
    """A member without alerts, whose data end on 30 June."""
    found = site.person(site.team(), "ada")
    site.scored(found, [52] * 26)
    return found


def deliverer(site: Site) -> Deliverer:
    return Deliverer(site.server.worker, site.server.settings.deliveries, partial(next_message, site.server))


def answers(monkeypatch: pytest.MonkeyPatch, answer: Callable[[], Answer]) -> list[Answer]:
    """Every message that would be sent, in place of the process that sends."""
    found: list[Answer] = []

    def run(request: Answer) -> Answer:
        found.append(request)
        return answer()

    monkeypatch.setattr(send_message, "_run", run)
    return found


def sent() -> Answer:
    return {"sent": True}


def failed() -> Answer:
    return {"sent": False, "reason": "answer", "status": 500}


def add(site: Site, who: Account, **more: object) -> str:
    new = {"channel": "slack", "address": SLACK, **more}
    answer = site.browser(who).post(PATH, json=new)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def test_a_new_alert_is_sent_once(site: Site, ada: Account) -> None:
    with webhook() as received:
        add(site, ada, channel="webhook", address=f"http://127.0.0.1:{received.port}/hook?team=a%26b")
        assert deliverer(site).process_pending() == 1
        assert received.requests == []
        site.scored(ada, [52] * 20 + [40] * 6)
        site.now += 3_600
        assert deliverer(site).process_pending() == 1
        site.now += 3_600
        assert deliverer(site).process_pending() == 1
    [(where, message)] = received.requests
    assert where == f"127.0.0.1:{received.port}/hook?team=a%26b"
    assert message["title"] == "Your social selling index: down 12.0 points within a week"
    assert "The index was 52.0 on 24 June 2026 and 40.0 on 25 June 2026." in message["message"]
    assert "ada" not in str(message)


def test_nothing_is_sent_twice_when_the_clock_is_set_back(
    site: Site, ada: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = answers(monkeypatch, sent)
    add(site, ada)
    site.scored(ada, [52] * 20 + [40] * 6)
    for hours in (1, 2, 1 - 24 * 365, 3, 4):
        site.now = NOON + hours * 3_600
        deliverer(site).process_pending()
    assert len(messages) == 1


def test_slack_and_teams_receive_their_own_formats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with tls_proxy(tmp_path, "hooks.slack.com", "prod-11.westus.logic.azure.com") as (received, authority):
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{received.port}")
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority))
        for name in ("NO_PROXY", "no_proxy", "https_proxy"):
            monkeypatch.delenv(name, raising=False)
        send(ALL, "slack", SLACK, HELLO)
        send(ALL, "teams", TEAMS, HELLO)
    (slack, slack_message), (teams, teams_message) = received.requests
    assert slack == SLACK.removeprefix("https://")
    assert slack_message["attachments"][0]["text"] == "Body"
    assert teams.startswith("prod-11.westus.logic.azure.com/workflows/643e69f83c8944/triggers/manual/paths/invoke?")
    assert teams_message["attachments"][0]["contentType"] == "application/vnd.microsoft.card.adaptive"


def test_mail_goes_to_the_allowed_domain_only() -> None:
    with mail_server() as received:
        mail = EmailSettings("127.0.0.1", "ssi@example.org", ("example.org",), port=received.port, security="none")
        settings = DeliverySettings(email=mail)
        send(settings, "email", "ada@example.org", HELLO)
        with pytest.raises(RequestDenied, match="can't be sent to this address"):
            send(settings, "email", "ada@example.com", HELLO)
    [text] = received.mails
    assert "To: ada@example.org" in text
    assert "Subject: Title" in text
    assert "\r\nBody" in text


def test_a_name_that_leads_inside_is_not_connected_to() -> None:
    """`127.1` isn't written like an address, but resolves to one: connecting is what is refused."""
    with webhook() as received, pytest.raises(RequestDenied) as refused:
        send(ALL, "webhook", f"https://127.1:{received.port}/", HELLO)
    assert "not on the public internet" in refused.value.message
    assert received.requests == []


def test_a_redirect_is_not_followed() -> None:
    settings = DeliverySettings(webhook_hosts=("127.0.0.1",), private_addresses=True)
    with webhook() as received:
        received.status = 302
        with pytest.raises(RequestDenied, match="status 302"):
            send(settings, "webhook", f"http://127.0.0.1:{received.port}/", HELLO)
    assert len(received.requests) == 1


@pytest.mark.parametrize(
    ("channel", "address"),
    [
        ("slack", "https://hooks.slack.com.example.org/services/A/B/C"),
        ("slack", SLACK.replace("https", "http")),
        ("teams", TEAMS.replace("logic.azure.com", "example.org")),
        ("teams", TEAMS + "&image=http://10.0.0.1/"),
        ("email", "ada@example.org,eve@example.org"),
        ("email", "ada@example.org\nBcc: eve@example.org"),
        ("email", "eve@sub.example.org"),
        ("webhook", "http://hooks.example.org/"),
        ("webhook", "https://user:secret@hooks.example.org/"),
        ("webhook", "https://10.0.0.1/"),
        ("webhook", "https://[::ffff:127.0.0.1]/"),
        ("webhook", "https://localhost/"),
        ("webhook", "https://hooks.example.org:99999/"),
        ("webhook", "file:///etc/passwd"),
        ("webhook", "https://"),
        ("fax", "https://hooks.example.org/"),
    ],
)
def test_other_addresses_are_refused(channel: str, address: str) -> None:
    with pytest.raises(RequestDenied) as refused:
        checked_address(ALL, channel, address)
    assert refused.value.code == "delivery-address"


def test_addresses_of_the_public_internet() -> None:
    assert is_public("203.0.114.1")
    assert is_public("2606:4700::1111")
    inside = ("127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fe80::1%eth0", "::ffff:10.0.0.1", "2002:a00:1::", "x")
    assert not any(map(is_public, inside))


def test_nothing_is_sent_at_night_or_about_earlier_days(
    site: Site, ada: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = answers(monkeypatch, sent)
    site.scored(ada, [30] * 5 + [52] * 10 + [42] * 10)
    add(site, ada)
    with site.server.database.write() as connection:
        accounts.change_account(connection, ada.id, time_zone="Asia/Tokyo")  # 21:00
    site.scored(ada, [30] * 5 + [52] * 10 + [42] * 10 + [38], last=TODAY)
    for _ in range(10):
        deliverer(site).process_pending()
        site.now += 3_600
    assert messages == []
    deliverer(site).process_pending()  # 07:00
    assert [one["title"] for one in messages] == ["Your social selling index: down 4.0 points within a week"]


def test_attempts_end_after_five_and_a_test_starts_again(
    site: Site, ada: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = answers(monkeypatch, failed)
    delivery = add(site, ada)
    site.scored(ada, [52] * 20 + [40] * 6)
    for _ in range(20):
        deliverer(site).process_pending()
        site.now += 8 * 3_600
    assert len(messages) == 5
    browser = site.browser(ada)
    [state] = browser.get(PATH).json()
    assert (state["fault"], state["paused"]) == ("delivery-failed", True)
    assert "<b>Paused</b> after 5 failed attempts" in browser.get("/deliveries", headers=HTML).text
    refused = browser.post(f"{PATH}/{delivery}/test")
    assert (refused.status_code, refused.json()["detail"]) == (
        409,
        "The message wasn't accepted. It answered with status 500.",
    )
    answers(monkeypatch, sent)
    assert browser.post(f"/deliveries/{delivery}/test").headers["Location"] == f"/deliveries?tested={delivery}"
    assert "The test message was accepted" in browser.get(f"/deliveries?tested={delivery}", headers=HTML).text
    assert browser.get(PATH).json()[0]["paused"] is False


def test_the_sample_sends_nothing(site: Site, ada: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    messages = answers(monkeypatch, sent)
    add(site, ada, weekly_review=True)
    with site.server.database.write() as connection:
        imports.add_import(connection, "1" * 32, ada.id, "sample", "archive", 1, NOW, sample=True)
        imports.store_snapshot(connection, "1" * 32, b"")
    site.scored(ada, [52] * 20 + [40] * 6)
    deliverer(site).process_pending()
    assert messages == []


def test_the_weekly_digest_is_sent_once_per_week(site: Site, ada: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    messages = answers(monkeypatch, sent)
    add(site, ada, alerts=False, weekly_review=True)
    with site.server.database.write() as connection:  # as if set up a week before
        connection.exec_driver_sql("UPDATE delivery SET sent_review = sent_review - 7")
    for _ in range(2):
        deliverer(site).process_pending()
        site.now += 3_600
    [message] = messages
    assert message["title"] == "Your week to 28 June: index 0, unchanged"
    assert message["body"].startswith("Your week, 22 to 28 June 2026\n\nWhat changed: Your index is 0 ± 1, unchanged.")
    assert "\n\nOne thing to do: " in message["body"]


@pytest.mark.parametrize(("people", "role", "messages"), [(10, "lead", 1), (9, "lead", 0), (10, "member", 0)])
def test_a_lead_gets_the_teams_digest_once_per_week(
    site: Site, monkeypatch: pytest.MonkeyPatch, people: int, role: Role, messages: int
) -> None:
    sent_messages = answers(monkeypatch, sent)
    team = site.team("North")
    reader = site.person(team, "reader", role)
    members = [site.person(team, f"m{at}", name=f"Name{at}", shares=True) for at in range(people)]
    for member in members:
        site.scored(member, [40] * 30, last=TODAY - 8)
    add(site, reader, alerts=False, weekly_review=True)
    deliverer(site).process_pending()
    assert sent_messages == []
    for last in (TODAY - 1, TODAY - 1, TODAY - 8):  # a new week, nothing new, and data that were removed again
        for member in members:
            site.scored(member, [40] * 33 + [44] * 7, last=last)
        site.now += 3_600
        deliverer(site).process_pending()
    assert [message["title"] for message in sent_messages] == [
        "North, 22 to 28 June 2026: average index 44.0, up 4.0"
    ] * messages
    assert "Name" not in str(sent_messages)
    if messages:
        text = sent_messages[0]["body"]
        assert text.startswith(
            "North, 22 to 28 June 2026\n\nWhat changed: 10 of 10 rose. Data of 10 of 10 reach 28 June.\n\nOne thing to do: "
        )
    with site.server.database.read() as connection:
        views = [(view.viewer, view.what) for view in scores.view_log(connection, members[0].id)]
    assert views == [("reader", "digest")] * messages


def test_the_address_is_encrypted_and_goes_with_password_and_account(site: Site, ada: Account, tmp_path: Path) -> None:
    add(site, ada)
    browser = site.browser(ada)
    for path in ("/deliveries", "/data", "/data/export", PATH):
        assert b"TIiajkdnlazkcOXrIdevi7FQ" not in browser.get(path, headers=HTML).content
    assert all(b"TIiajkdnlazkcOXrIdevi7FQ" not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    with site.server.database.write() as connection:
        credentials.set_password(connection, ada.id, "hash", except_session="")
        assert deliveries.deliveries_of(connection, ada.id) == []
        accounts.change_account(connection, ada.id, password=None)
    add(site, ada)
    assert site.browser(ada).post("/api/v1/me/data/erase", json={"login": "ada"}).json()["places_left"] == []
    with site.server.database.read() as connection:
        assert deliveries.next_due(connection, NOW + 10**9) is None


def test_mistakes_keep_the_form(site: Site, ada: Account) -> None:
    browser = site.browser(ada)
    page = browser.post(
        "/deliveries", data={"channel": "slack", "address": "https://x", "alerts": "true"}, headers=HTML
    )
    assert page.status_code == 409
    assert 'value="https://x"' in page.text
    nothing = browser.post(PATH, json={"channel": "slack", "address": SLACK, "alerts": False})
    assert nothing.json()["code"] == "delivery-wrong"
    for _ in range(5):
        add(site, ada)
    assert browser.post(PATH, json={"channel": "slack", "address": SLACK}).json()["code"] == "delivery-wrong"


def test_without_the_setting_nothing_can_be_set_up(tmp_path: Path) -> None:
    with Site(tmp_path) as plain:
        browser = plain.browser(plain.person(plain.team(), "ada"))
        assert "Deliveries are turned off on this server" in browser.get("/deliveries", headers=HTML).text
        assert browser.post(PATH, json={"channel": "slack", "address": SLACK}).json()["code"] == "delivery-address"


SETTINGS = """
address = "https://ssi.example.org/"
slack = true
webhook_hosts = ["Hooks.example.org"]
[email]
server = "mail.example.org"
sender = "ssi@example.org"
domains = ["Example.org"]
user = "ssi"
password_file = "secret"
"""


def test_settings_are_read_and_every_mistake_is_listed(tmp_path: Path) -> None:
    file = tmp_path / "deliveries.toml"
    (tmp_path / "secret").write_text("hush\n")
    file.write_text(SETTINGS)
    mail = EmailSettings("mail.example.org", "ssi@example.org", ("example.org",), user="ssi", password="hush")
    expected = DeliverySettings(
        slack=True, webhook_hosts=("hooks.example.org",), email=mail, address="https://ssi.example.org"
    )
    assert read_delivery_settings(file) == expected
    assert expected.channels == ("slack", "email", "webhook")
    file.write_text('slack = 1\nfax = true\n[email]\nport = "x"')
    with pytest.raises(UsageError, match=r"fax is not a setting; slack has the wrong type"):
        read_delivery_settings(file)
    file.write_text("[email]\nport = 0\nserver = 'x'\nsender = 'y'\ndomains = ['z']\nsecurity = 'w'")
    with pytest.raises(UsageError, match=r"email.security must be one of .*; email.port must be 1–65535"):
        read_delivery_settings(file)
