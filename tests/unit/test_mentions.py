"""Whether a text names a person: whole words in their order, whatever stands between them."""

from __future__ import annotations

import pytest

from openssi.snapshots.mentions import mention_of


@pytest.mark.parametrize(
    ("person", "text", "named"),
    [
        ("Bo Berg", "lunch with BO  BERG.", True),
        ("bo berg", "Bo_Berg-2026.zip", True),
        ("Bo Berg", "Bob Berg", False),
        ("Bo Berg", "Bo Bergson", False),
        ("Bo Berg", "Berg, Bo", False),
        ("Anne-Marie O'Neil", "anne marie o’neil", True),
        ("Jürgen Weiß", "JU\u0308RGEN WEISS", True),
        ("王伟", "见了王伟吃饭", True),
        ("王伟", "王_伟", False),
        ("王", "国王", False),
        ("王", "会见 王, 李", True),
        ("佐々", "田中さんと佐々さん", True),
        ("김철수", "어제 김철수를 만났다", True),
        ("ปิติ", "โทรหา ปิติ วันนี้", True),
        ("ปิติ", "ปี ตาม", False),
        ("นา", "นานมาก", False),
        ("अनीता", "(अनीता)", True),
        ("अनीता", "अनु ताज", False),
        ("राम", "रामी", False),
        ("राम", "रामायण", False),
        ("سلم", "مسلم", False),
        ("Bo Berg", "Bo ❤\ufe0f Berg", True),
        ("https://www.linkedin.com/in/bo-berg/", "see de.linkedin.com/in/Bo-Berg?x=1", True),
        ("in/bo-berg", "https://www.linkedin.com/in/bo-berg-2", True),
        ("https://www.linkedin.com/in/bo-berg/", "Bo Berg", False),
        ("https://www.linkedin.com/in/j%C3%BCrgen", "linkedin.com/in/J%c3%bcrgen", True),
        (" -- ", "a -- b", False),
    ],
)
def test_a_person_is_found_by_whole_words(person: str, text: str, named: bool) -> None:
    assert mention_of(person)(text) is named
