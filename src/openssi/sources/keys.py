"""Make keys of people, posts and groups: one however an address or a name is written; and read when a post was made."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from urllib.parse import unquote, unquote_to_bytes

__all__ = [
    "clear_key_caches",
    "group_of",
    "is_profile",
    "name_key",
    "post_key",
    "post_moments",
    "profile_key",
    "profile_keys",
]

_HOST = re.compile(r"^(?:https?:)?(?://)?(?:[a-z]{2,3}\.)?linkedin\.com/")
_POST = re.compile(r"(?:share|ugcpost|activity|grouppost|article)(?::|%3a|-)(?:\d+-)?(\d{16,20})")
#: A link to a post as LinkedIn's archives write nearly all: matching it takes a third of the time of a search.
_PLAIN_POST = re.compile(
    r"https://www\.linkedin\.com/feed/update/urn(?::|%3A)li(?::|%3A)(?:activity|share|ugcPost)(?::|%3A)(\d{16,20})"
).fullmatch
_COMMENT = re.compile(r"commenturn=[^&#]*?(\d{10,20})\)")
_GROUP = re.compile(r"groupPost(?::|%3A)(\d+)(?:-|%2D)", re.IGNORECASE)

# IDs made before 2016 contain no time; these bounds are 2010 and 2100 in milliseconds.
_PLAUSIBLE = range(1_262_304_000_000, 4_102_444_800_000)


_PROFILES = ("in/", "pub/")  # how the path of a profile's address begins
_PREFIX = "https://www.linkedin.com/"


# Cached until `clear_key_caches`: no more entries than the archive has people, whose names are in memory anyway.
@cache
def profile_key(url: str) -> str:
    """Return one form of a profile's address: lower case, percent-decoded, without host, query and final slash."""
    text = url.strip()
    text = (_unquoted(text) if "%" in text else text).casefold()
    text = text[len(_PREFIX) :] if text.startswith(_PREFIX) else _HOST.sub("", text)
    text = text.partition("?")[0].partition("#")[0].strip("/")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _unquoted(text: str) -> str:
    text = text.replace("%3A", ":")  # all that most links to posts need
    if "%" not in text:
        return text
    # Addresses are nearly always ASCII, which is decoded in half the time.
    return unquote_to_bytes(text).decode("utf-8", "replace") if text.isascii() else unquote(text)


def is_profile(text: str) -> bool:
    """Return whether a text that identifies a person is a profile address, with or without its host."""
    return "linkedin.com/" in text.casefold() or profile_key(text).startswith(_PROFILES)


@cache
def profile_keys(urls: str) -> tuple[str, ...]:
    """Return the keys of several addresses, separated by commas."""
    return tuple(filter(None, map(profile_key, urls.split(","))))


@cache
def name_key(name: str) -> str:
    """Return one form of a person's name: case and surplus spaces do not matter."""
    key = " ".join(name.casefold().split())
    return key if key.isascii() else unicodedata.normalize("NFC", key)


def clear_key_caches() -> None:
    """Clear the cached names and addresses: none of them may outlive the reading."""
    profile_key.cache_clear()
    profile_keys.cache_clear()
    name_key.cache_clear()


def post_moments(link: str) -> tuple[int, ...]:
    """Return when the posts in a link were made, in milliseconds since 1970: the upper bits of each ID."""
    plain = _PLAIN_POST(link)
    # Lower-casing first costs a tenth of a case-insensitive search.
    ids = (plain[1],) if plain else _POST.findall(link.lower())
    return tuple([made for made in [int(digits) >> 22 for digits in ids] if made in _PLAUSIBLE])


def post_key(link: str) -> str:
    """Return the IDs in a link, in whichever form it is written; without any, the link without its host."""
    if plain := _PLAIN_POST(link):
        return plain[1]
    text = (_unquoted(link) if "%" in link else link).lower()
    ids = _POST.findall(text)
    if ids and "commenturn" in text:
        ids += _COMMENT.findall(text)
    return ",".join(ids) if ids else profile_key(link)


def group_of(link: str) -> str:
    """Return the ID of the group that a link's post is in; "" if it is in none."""
    if "groupPost" not in link:
        return ""
    match = _GROUP.search(link)
    return match.group(1) if match else ""
