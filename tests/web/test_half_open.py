"""Requests that never end: a thousand of them keep nobody from the server, and each is closed after a while."""

from __future__ import annotations

import socket
from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from threading import Thread
from time import sleep

import httpx2
import pytest
import uvicorn

from openssi.web.http.slow_clients import TimedProtocol
from tests.patience import PATIENCE
from tests.web.site import Site

MANY = 1_000


@contextmanager
def serving(site: Site, protocol: type[TimedProtocol]) -> Generator[int]:
    """The port of a server with this protocol."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=MANY)
    config = uvicorn.Config(site.app, http=protocol, lifespan="off", access_log=False, log_level="critical")
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started:
        sleep(0.01)
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = server.force_exit = True
        thread.join(PATIENCE)


def opened(port: int, sent: bytes) -> socket.socket:
    """A connection on which only this was sent."""
    found = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    found.sendall(sent)
    return found


def test_a_thousand_half_open_requests_keep_nobody_out(site: Site) -> None:
    class Patient(TimedProtocol):
        header_seconds = body_seconds = 10 * PATIENCE

    beginnings = (
        b"",
        b"GET / HTTP/1.1\r\nHost: local",
        b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\nlogin",
    )
    with serving(site, Patient) as port, ExitStack() as stack:
        for number in range(MANY):
            stack.enter_context(opened(port, beginnings[number % len(beginnings)]))
        answer = httpx2.get(f"http://localhost:{port}/healthz", timeout=PATIENCE)
        assert (answer.status_code, answer.text) == (200, "ok\n")
        assert httpx2.get(f"http://localhost:{port}/sign-in", timeout=PATIENCE).status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /healthz HT",
        b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\nlogin=ann",
    ],
    ids=["nothing", "headers", "second request", "body"],
)
def test_a_request_that_never_ends_is_closed(site: Site, sent: bytes) -> None:
    class Hasty(TimedProtocol):
        header_seconds = body_seconds = 0.2

    with serving(site, Hasty) as port, opened(port, sent) as connection:
        while True:
            try:
                if not connection.recv(10_000):
                    break
            except ConnectionResetError:
                break


def test_a_body_that_keeps_coming_is_not_closed(site: Site) -> None:
    class Hasty(TimedProtocol):
        header_seconds = 0.2
        body_seconds = 10.0

    with (
        serving(site, Hasty) as port,
        opened(port, b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n") as connection,
    ):
        connection.sendall(b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 16\r\n\r\nlogin=")
        sleep(0.5)  # longer than headers may take
        connection.sendall(b"a&password=")
        answer = b""
        while piece := connection.recv(10_000):
            answer += piece
    assert answer.startswith(b"HTTP/1.1 4")


def test_a_body_that_comes_too_slowly_is_closed(site: Site) -> None:
    class Hasty(TimedProtocol):
        body_seconds = 0.3
        body_rate = 10_000.0

    with (
        serving(site, Hasty) as port,
        opened(port, b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999\r\n\r\n") as connection,
    ):
        sent = 0
        with suppress(ConnectionError):  # a byte every 0.02 s instead of 200
            while sent < PATIENCE / 0.02:
                sent += connection.send(b"a")
                sleep(0.02)
    assert sent < PATIENCE / 0.02


def test_an_upload_that_breaks_off_is_not_logged_as_a_server_error(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    cookie = site.browser(site.person(site.team(), "ann")).cookies["ssi"]
    head = (
        f"POST /imports HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nCookie: ssi={cookie}\r\n"
        "Content-Type: multipart/form-data; boundary=cut\r\nContent-Length: 99999\r\n\r\n--cut\r\n"
    )
    with caplog.at_level("INFO"), serving(site, TimedProtocol) as port:
        opened(port, head.encode()).close()
        while not (told := [record for record in caplog.records if record.getMessage() == "request"]):
            sleep(0.01)
    assert [vars(record)["status"] for record in told] == [400]
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def test_a_large_body_is_not_read_for_strangers(site: Site) -> None:
    head = b"PUT /api/v1/team/sales HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 19000000"
    with serving(site, TimedProtocol) as port, opened(port, head + b"\r\n\r\n[") as connection:
        assert connection.recv(10_000).startswith(b"HTTP/1.1 401")
