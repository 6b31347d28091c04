"""Turn events of the changelog into rows as the archive's files have them.

An event's text goes no further than its row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, cast
from urllib.parse import unquote

from openssi.sources.portability.rows import utc_text

__all__ = ["Change", "change_of"]

_DONE = frozenset(("SUCCESS", "SUCCESSFUL_REPLAY", ""))
_POST = "https://www.linkedin.com/feed/update/"
_PARENT = re.compile(r"/socialActions/(.+)/(?:comments|likes)/", re.DOTALL)
_COMMENT = re.compile(r"urn:li:comment:\((.+),\d+\)")
_SHARE_CONTENT = "com.linkedin.ugc.ShareContent"
_NO_MEDIA = frozenset(("", "NONE", "ARTICLE", "URN_REFERENCE"))

_Row = dict[str, str]
_Object = Mapping[str, Any]


class Change(NamedTuple):
    """What an event changes.

    Attributes:
        id: the event's own ID; a repeated event has the same.
        resource: what was created or deleted.
        role: the archive's file that has such records; empty if the score doesn't use it.
        row: the new record; None if it was deleted.
    """

    id: str
    resource: str
    role: str
    row: _Row | None


def change_of(event: _Object) -> Change | None:
    """Return what an event changes; None if it failed, is an edit, or is somebody else's.

    Raises:
        ValueError: a part that the record needs is missing.
    """
    name, method = _text(event.get("resourceName")), _text(event.get("method"))
    if _text(event.get("activityStatus")) not in _DONE or name not in _ROWS:
        return None
    role, make = _ROWS[name]
    resource = f"{name} {_text(event.get('resourceId')) or _text(event.get('resourceUri'))}"
    event_id = _text(event.get("id")) or f"{resource} {event.get('processedAt')}"
    if method == "DELETE":
        return Change(event_id, resource, role, None)
    if method != "CREATE" and not (method == "ACTION" and name == "invitations"):
        return None
    activity = _object(event.get("activity"))
    owner, actor = _text(event.get("owner")), _text(event.get("actor")) or _text(activity.get("actor"))
    if name != "messages" and name != "invitations" and owner and actor and owner != actor:
        return None
    row = make(event, activity)
    return Change(event_id, resource, role, row) if row else None


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value)


def _object(value: object) -> _Object:
    return cast("_Object", value) if isinstance(value, dict) else {}


def _time(event: _Object, *inside: object) -> str:
    """Return when it happened: the first of these times that is there, or when LinkedIn captured the event."""
    for moment in (*inside, event.get("capturedAt"), event.get("processedAt")):
        if isinstance(moment, int) and not isinstance(moment, bool) and (text := utc_text(moment)):
            return text
    raise ValueError("an event without a time")


def _created(event: _Object, activity: _Object) -> str:
    return _time(event, _object(activity.get("created")).get("time"))


def _parent(event: _Object, activity: _Object) -> str:
    """Return the link to the post, or to the comment, that a comment or a reaction is about."""
    urn = _text(activity.get("object"))
    if not urn:
        match = _PARENT.search(unquote(_text(event.get("resourceUri"))))
        urn = match[1] if match else ""
    if not urn:
        raise ValueError("an event that names no post")
    comment = _COMMENT.fullmatch(urn)
    return f"{_POST}{comment[1]}?commentUrn={urn}" if comment else f"{_POST}{urn}"


def _post(event: _Object, activity: _Object) -> _Row | None:
    if _text(activity.get("lifecycleState")) not in {"PUBLISHED", ""}:
        return None
    contents = _object(activity.get("specificContent"))
    if _SHARE_CONTENT not in contents:
        raise ValueError("a post without its content")
    share = _object(contents[_SHARE_CONTENT])
    urn = _text(activity.get("id")) or _text(event.get("resourceId"))
    media = [_object(item) for item in cast("list[object]", share.get("media") or [])]
    return {
        "Date": _created(event, activity),
        "ShareLink": f"{_POST}{urn}",
        "ShareCommentary": _text(_object(share.get("shareCommentary")).get("text")),
        "SharedUrl": next((url for item in media if (url := _text(item.get("originalUrl")))), ""),
        "MediaUrl": "media" if _text(share.get("shareMediaCategory")) not in _NO_MEDIA else "",
        "Visibility": "MEMBER_NETWORK",
    }


def _comment(event: _Object, activity: _Object) -> _Row:
    message = activity.get("message")
    text = _text(_object(cast("object", message)).get("text")) or _text(message)
    return {"Date": _created(event, activity), "Link": _parent(event, activity), "Message": text}


def _reaction(event: _Object, activity: _Object) -> _Row:
    kind = _text(activity.get("reactionType")) or "LIKE"
    return {"Date": _created(event, activity), "Type": kind, "Link": _parent(event, activity)}


def _message(event: _Object, activity: _Object) -> _Row:
    author = _text(activity.get("author")) or _text(event.get("actor"))
    own = author == _text(event.get("owner"))
    return {
        "CONVERSATION ID": _text(activity.get("thread")).rpartition(":")[2],
        "FROM": "",
        "SENDER PROFILE URL": "" if own else author,
        "TO": "",
        "DATE": _time(event, activity.get("createdAt"), activity.get("deliveredAt")),
        "CONTENT": _text(_object(activity.get("content")).get("fallback")),
        "DIRECTION": "OUTGOING" if own else "INCOMING",
    }


def _invitation(event: _Object, activity: _Object) -> _Row | None:
    if _text(activity.get("invitationType")) not in {"CONNECTION", ""}:
        return None
    inviter = _text(activity.get("inviter")) or _text(event.get("actor"))
    direction = "OUTGOING" if inviter == _text(event.get("owner")) else "INCOMING"
    return {"From": "", "To": "", "Sent At": _time(event), "Direction": direction}


_ROWS: dict[str, tuple[str, Callable[[_Object, _Object], _Row | None]]] = {
    "ugcPosts": ("shares", _post),
    "socialActions/comments": ("comments", _comment),
    "socialActions/likes": ("reactions", _reaction),
    "messages": ("messages", _message),
    "invitations": ("invitations", _invitation),
}
