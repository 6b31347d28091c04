"""Addresses of profiles and posts: one key for a person's address however it is written, and the moment inside a post's id."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from urllib.parse import unquote, unquote_to_bytes

__all__ = ["clear_link_caches", "group_of", "is_profile", "name_key", "post_moments", "profile_key", "profile_keys"]

_HOST = re.compile(r"^(?:https?:)?(?://)?(?:[a-z]{2,3}\.)?linkedin\.com/")
_POST = re.compile(r"(?:share|ugcpost|activity|grouppost|article)(?::|%3a|-)(?:\d+-)?(\d{16,20})")
_GROUP = re.compile(r"groupPost(?::|%3A)(\d+)(?:-|%2D)", re.IGNORECASE)

# Ids made before 2016 are no times; these bounds are 2010 and 2100 in milliseconds.
_PLAUSIBLE = range(1_262_304_000_000, 4_102_444_800_000)


_PROFILES = ("in/", "pub/")  # how the path of a profile's address begins
_USUAL = "https://www.linkedin.com/"


# Kept until `forget`: as many as the archive has people, whom its facts name anyway.
@cache
def profile_key(url: str) -> str:
    """One form for a profile's address: lower case, percent-decoded, without host, query or final slash; "" for none."""
    text = url.strip()
    text = (_unquoted(text) if "%" in text else text).casefold()
    text = text[len(_USUAL) :] if text.startswith(_USUAL) else _HOST.sub("", text)
    text = text.partition("?")[0].partition("#")[0].strip("/")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _unquoted(text: str) -> str:
    # Addresses are plain ASCII, nearly always: as a whole they are decoded in half the time.
    return unquote_to_bytes(text).decode("utf-8", "replace") if text.isascii() else unquote(text)


def is_profile(text: str) -> bool:
    """Whether somebody who names a person gives the address of a profile, with or without its host."""
    return "linkedin.com/" in text.casefold() or profile_key(text).startswith(_PROFILES)


@cache
def profile_keys(urls: str) -> tuple[str, ...]:
    """The keys of several addresses with commas between them."""
    return tuple(filter(None, map(profile_key, urls.split(","))))


@cache
def name_key(name: str) -> str:
    """One form for a person's name: case, surrounding and repeated spaces do not matter."""
    key = " ".join(name.casefold().split())
    return key if key.isascii() else unicodedata.normalize("NFC", key)


def clear_link_caches() -> None:
    """Let go of the names and addresses that were kept to be quick: nothing of them is to outlive the reading."""
    profile_key.cache_clear()
    profile_keys.cache_clear()
    name_key.cache_clear()


def post_moments(link: str) -> tuple[int, ...]:
    """Milliseconds since 1970 at which the posts named in a link were made: the upper bits of each id."""
    # Lower case costs a tenth of what a search without regard to case would.
    return tuple([made for made in [int(digits) >> 22 for digits in _POST.findall(link.lower())] if made in _PLAUSIBLE])


def group_of(link: str) -> str:
    """The number of the group that a link's post was made in; "" if it was in none."""
    if "groupPost" not in link:
        return ""
    match = _GROUP.search(link)
    return match.group(1) if match else ""
