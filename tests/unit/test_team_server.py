"""The client of a team server: what is retried, and that a token is sent nowhere else."""

from __future__ import annotations

from collections.abc import Generator

import httpx2
import pytest
import stamina

from openssi.client.team_server import ServerClient, normalize_address
from openssi.errors import InputError

PROBLEM = {"detail": "Too many tries.", "code": "request-often", "hint": "Wait a minute.", "unchanged": ""}


@pytest.fixture(autouse=True)
def no_waiting() -> Generator[None]:
    with stamina.set_testing(True, attempts=3):
        yield


def asked(
    *answers: httpx2.Response | httpx2.TransportError, body: list[bytes] | None = None
) -> tuple[object, list[httpx2.Request]]:
    """What comes of these answers, one after the other, and what was asked for them."""
    left, seen = list(answers), list[httpx2.Request]()

    def answer(request: httpx2.Request) -> httpx2.Response:
        request.read()
        seen.append(request)
        one = left.pop(0)
        if isinstance(one, httpx2.Response):
            return one
        raise one

    with httpx2.Client(base_url="https://team.example", transport=httpx2.MockTransport(answer)) as client:
        try:
            return ServerClient(client).ask("POST", "/x", (lambda: iter(body)) if body else None), seen
        except InputError as fault:
            return (fault.code, fault.message), seen


def test_the_whole_content_is_sent_again() -> None:
    told, seen = asked(
        httpx2.ConnectError("no route"),
        httpx2.Response(503, json=PROBLEM, headers={"Retry-After": "7"}),
        httpx2.Response(202, json={"id": "1"}),
        body=[b"ab", b"cd"],
    )
    assert told == {"id": "1"}
    assert [request.content for request in seen] == [b"abcd"] * 3


def test_it_gives_up_after_several_attempts() -> None:
    told, seen = asked(*[httpx2.Response(429, json=PROBLEM)] * 3)
    assert told == ("push-refused", "The server refused: Too many tries. [request-often]")
    assert len(seen) == 3
    told, _ = asked(*[httpx2.ConnectError("no route")] * 3)
    assert told == ("push-unreachable", "Can't reach https://team.example: no route.")


@pytest.mark.parametrize("status", [400, 401, 413, 500, 507])
def test_permanent_errors_are_not_retried(status: int) -> None:
    told, seen = asked(httpx2.Response(status, json=PROBLEM))
    assert told == ("push-refused", "The server refused: Too many tries. [request-often]")
    assert len(seen) == 1


@pytest.mark.parametrize(
    "answer",
    [
        httpx2.Response(302, headers={"Location": "https://elsewhere.example/"}),
        httpx2.Response(308, headers={"Location": "http://team.example/x"}),
        httpx2.Response(404, text="<html>nginx</html>"),
        httpx2.Response(200, text="<html>hello</html>"),
        httpx2.Response(200, json="hello"),
        httpx2.Response(500, json=["fault"]),
    ],
)
def test_other_servers_are_reported_and_redirects_are_not_followed(answer: httpx2.Response) -> None:
    told, seen = asked(answer)
    assert isinstance(told, tuple)
    assert told[0] == "push-answer"
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("status", "words", "retried"),
    [
        (413, "too large for the proxy", False),
        (502, "the server behind it doesn't", True),
        (504, "stopped waiting", True),
    ],
)
def test_an_error_of_the_proxy_itself_is_explained(status: int, words: str, *, retried: bool) -> None:
    told, seen = asked(*[httpx2.Response(status, text="<html>nginx</html>") for _ in range(9)])
    assert isinstance(told, tuple)
    assert (told[0], words in told[1], len(seen) > 1) == ("push-proxy", True, retried)


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("https://Team.example.org/", "https://team.example.org"),
        (" http://localhost:8765 ", "http://localhost:8765"),
        ("http://127.0.0.1:1", "http://127.0.0.1:1"),
        ("http://[::1]:80", "http://[::1]:80"),
        ("https://tools.example.org/ssi/", "https://tools.example.org/ssi"),
    ],
)
def test_addresses_are_checked(given: str, address: str) -> None:
    assert normalize_address(given) == address
