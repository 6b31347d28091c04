"""What LinkedIn calls the workbook's columns, in the languages that it writes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

__all__ = ["ENGAGEMENT", "FOLLOWERS", "IMPRESSIONS", "any_mentions"]


def _plain(text: str) -> str:
    """Return a text without case and accents."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(letter)
    )


def _beginnings(text: str) -> tuple[str, ...]:
    return tuple(map(_plain, text.split()))


# How the words begin: endings differ by number and case.
IMPRESSIONS = _beginnings(
    "impres visualiz weergav vertoning wyswietl visning zobrazen nayttokert gosterim tayangan показ εμφανισ "
    "インプレ 表示 展示 曝光 노출 ظهور חשיפות"
)
ENGAGEMENT = _beginnings(
    "engag engaj engasj interac interak interaz coinvolg implicar betrokken zaangazow zapoj elkotelez sitout etkilesim "
    "keterlibat pengliba tương вовлеч взаимодейств залуч αλληλεπιδρ エンゲージ 互动 互動 参与 參與 참여 تفاعل מעורבות "
    "การมีส่วนร่วม"
)
FOLLOWERS = _beginnings(
    "follower abonn seguidor seguac volger obserwuj foljare folger følger takipci sledujic urmaritor kovet подписчик "
    "підписник ακολουθ フォロワー 关注者 關注者 追蹤者 팔로워 متابع עוקב ผู้ติดตาม"
)


def any_mentions(beginnings: tuple[str, ...], cells: Iterable[object]) -> bool:
    """Return whether any text among some cells has a word that begins in one of these ways."""
    texts = [_plain(cell) for cell in cells if isinstance(cell, str)]
    return any(word in text for text in texts for word in beginnings)
