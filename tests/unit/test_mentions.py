"""Whether a text names a person: words in any order, with or without accents, joined or separate."""

from __future__ import annotations

import pytest

from openssi.snapshots.archive import person_tokens
from openssi.snapshots.mentions import name_matcher, token_matcher


@pytest.mark.parametrize(
    ("person", "text", "named"),
    [
        ("Bo Berg", "lunch with BO  BERG.", True),
        ("bo berg", "Bo_Berg-2026.zip", True),
        ("Bo Berg", "Bob Berg", False),
        ("Bo Berg", "Bo Bergson", False),
        ("Bo Berg", "Berg, Bo", True),
        ("Anne-Marie O'Neil", "anne marie o’neil", True),
        ("Jürgen Weiß", "JU\u0308RGEN WEISS", True),
        ("王伟", "见了王伟吃饭", True),
        ("王伟", "王_伟", True),
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
        ("https://www.linkedin.com/in/bo-berg/", "Bo Berg", True),
        ("https://www.linkedin.com/in/j%C3%BCrgen", "linkedin.com/in/J%c3%bcrgen", True),
        (" -- ", "a -- b", False),
        ("Zoe Zander", "ZoeZander2025.zip", True),
        ("Zoe Zander", "zanderzoe.csv", True),
        ("Zoe Zander", "notes-zoezandercall.txt", True),
        ("Zoe Zander", "Suezoe Zander", False),
        ("Bo Berg", "bobergson", False),
        ("Jan van der Berg", "van der Berg, Jan", True),
        ("Jürgen Müller", "juergen mueller", True),
        ("Jürgen Müller", "MULLER Jurgen", True),
        ("Juergen Mueller", "Jürgen Müller", True),
        ("Søren Łuk", "soren luk", True),
        ("Ada", "Adam", False),
    ],
)
def test_a_person_is_found_in_a_text(person: str, text: str, named: bool) -> None:
    assert name_matcher(person)(text) is named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Met Bo  Berg, CEO", True),
        ("export_BO_Berg.zip", True),
        ("see https://www.linkedin.com/in/BB-1/ again", True),
        ("Bo met Berg", False),
        ("in/bb-12", False),
    ],
)
def test_a_person_is_found_by_the_tokens_of_an_archive(text: str, named: bool) -> None:
    key = b"k" * 32
    tokens = person_tokens(key, "Bo Berg") | person_tokens(key, "https://www.linkedin.com/in/bb-1")
    assert token_matcher(key, tokens)(text) is named
    assert not token_matcher(b"l" * 32, tokens)(text)
