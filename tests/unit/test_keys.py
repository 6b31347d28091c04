"""One key for a person or post however the link is written, and the time inside a post's ID."""

from __future__ import annotations

import pytest

from openssi.sources.keys import group_of, name_key, post_key, post_moments, profile_key

#: Made 2024-03-05 17:41:09.6 UTC: the id's upper bits are milliseconds.
POST = 7_170_835_745_077_198_848
MADE = POST >> 22


@pytest.mark.parametrize(
    "written",
    [
        "https://www.linkedin.com/in/bo-müster-1",
        "https://www.linkedin.com/in/bo-m%C3%BCster-1",
        "https://www.linkedin.com/in/bo-m%c3%bcster-1",
        "http://linkedin.com/in/bo-müster-1/",
        "https://de.linkedin.com/in/Bo-Müster-1?trk=x",
        "www.linkedin.com/in/bo-müster-1#top",
        "linkedin.com/in/BO-MÜSTER-1",
        "  https://www.linkedin.com/in/bo-mu\u0308ster-1 ",
    ],
)
def test_one_address_has_one_key(written: str) -> None:
    assert profile_key(written) == "in/bo-müster-1"


def test_another_address_has_another_key() -> None:
    assert profile_key("https://www.linkedin.com/in/bo-muster-1") != profile_key(
        "https://www.linkedin.com/in/bo-müster-1"
    )


def test_no_address_has_no_key() -> None:
    assert profile_key("") == profile_key("  ") == ""


def test_names_are_compared_without_case_and_surplus_spaces() -> None:
    assert name_key("  Bo   MÜSTER,\tMBA ") == name_key("bo mu\u0308ster, mba") == "bo müster, mba"
    assert name_key(" ") == ""


@pytest.mark.parametrize(
    "link",
    [
        f"https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A{POST}",
        f"https://www.linkedin.com/feed/update/urn:li:activity:{POST}",
        f"https://www.linkedin.com/feed/update/urn%3Ali%3AugcPost%3A{POST}",
        f"https://www.linkedin.com/feed/update/urn%3Ali%3AgroupPost%3A77-{POST}",
        f"https://www.linkedin.com/posts/bo_hello-activity-{POST}-AbCd",
    ],
)
def test_a_post_id_contains_its_time(link: str) -> None:
    assert post_moments(link) == (MADE,)


def test_a_link_to_a_comment_names_its_post_again() -> None:
    link = f"https://x/feed/update/urn%3Ali%3Aactivity%3A{POST}?commentUrn=urn%3Ali%3Acomment%3A%28activity%3A{POST}%2C{POST + 5}%29"
    assert set(post_moments(link)) == {MADE}


def test_an_id_without_a_plausible_time_is_ignored() -> None:
    assert post_moments("https://x/urn%3Ali%3Aactivity%3A1234567890123456") == ()
    assert post_moments("https://example.org/a") == ()


def test_the_group_of_a_post() -> None:
    assert group_of(f"https://x/urn%3Ali%3AgroupPost%3A77-{POST}") == "77"
    assert group_of(f"https://x/urn:li:groupPost:8765-{POST}") == "8765"
    assert group_of(f"https://x/urn%3Ali%3Aactivity%3A{POST}") == ""


@pytest.mark.parametrize(
    "link",
    [
        f"https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A{POST}",
        f"https://linkedin.com/feed/update/urn:li:activity:{POST}/",
        f"urn%3ali%3aactivity%3a{POST}",
        f"https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A{POST}?utm=a%20b",
    ],
)
def test_a_post_has_one_key_however_its_link_is_written(link: str) -> None:
    assert post_key(link) == str(POST)


def test_a_comment_is_part_of_the_key_of_its_post() -> None:
    urn = f"urn%3Ali%3Acomment%3A%28activity%3A{POST}%2C7000000000000000001%29"
    link = f"https://www.linkedin.com/feed/update/urn:li:activity:{POST}?commentUrn={urn}"
    assert post_key(link) == f"{POST},{POST},7000000000000000001"
    assert post_key("https://www.linkedin.com/in/Ada%20B/") == "in/ada b"
