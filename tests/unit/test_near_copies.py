"""Sketches find near copies in any script, and keep texts apart that only share a topic."""

from __future__ import annotations

import re

import pytest

from openssi.sources.text import Sketch, repeats, sketch, wording
from openssi.sources.text.sketch import are_near_copies

FREIGHT = "Spot rates on the northern route fell again this week, because two carriers added ships before the summer."


def words(text: str) -> Sketch:
    return sketch(text)[0]


def repeated(texts: list[str], days: list[int] | None = None) -> list[bool]:
    sketches, sentences = zip(*map(sketch, texts), strict=True)
    return repeats(sketches, sentences, days or [0] * len(texts), 90)


@pytest.mark.parametrize(
    "copy",
    [
        FREIGHT.upper() + " 🚀🚀",
        "Hi Anna! " + FREIGHT,
        FREIGHT.replace("this week", "in week 23").replace("two", "2"),
        "Before the summer two carriers added ships, because spot rates on the northern route fell again this week.",
        FREIGHT.replace("fell", "féll"),
        FREIGHT.translate(str.maketrans("aeopcxy", "аеорсху")),
        FREIGHT.replace("rout", "r\u200bo\u00adut").replace("ship", "s\u2060hip").replace("car", "c\ufeffar"),
        FREIGHT.replace("o", "0").replace("re", "r3"),
        FREIGHT.replace("rout", "r\u3164o\U000e0101ut").replace("ship", "s\U000e0041hip").replace("car", "c\u115far"),
        FREIGHT.translate(str.maketrans("aeoprt", "\u1d00\u1d07\u1d0f\u1d18\u0280\u1d1b")),
        FREIGHT.upper().translate(
            str.maketrans("AEHIRSTW", "\u13aa\u13ac\u13bb\u13a5\u13d2\u13da\u13a2\u13b3")
        ),  # Cherokee
        FREIGHT.translate(
            str.maketrans("aeinoprst", "\u2c81\u2c89\u2c93\u2c9b\u2c9f\u2ca3\u2c85\ua731\u2ca7")
        ),  # Coptic
        FREIGHT.translate(
            str.maketrans("aegioruns", "\u0251\u025b\u0261\u0269\u0275\u027e\u028a\u014b\u0282")
        ),  # phonetic
        FREIGHT.upper().translate(
            str.maketrans("AEINORST", "\ua4ee\ua4f0\ua4f2\ua4e0\ua4f3\ua4e3\ua4e2\ua4d4")
        ),  # Lisu
        "\u1dc4".join(FREIGHT),
        re.sub(r"\b(\w)(\w{2})", r"\1.\2", FREIGHT),
        re.sub(r"\b(\w\w)(\w)", "\\1\u00b7\\2", FREIGHT),
        re.sub(r"\b(\w\w)(\w)", r"\1_\2", FREIGHT),
    ],
)
def test_a_text_with_small_changes_is_a_copy(copy: str) -> None:
    assert are_near_copies(words(FREIGHT), words(copy))


@pytest.mark.parametrize(
    "copy",
    [
        FREIGHT.replace("o", "0").replace("re", "r3"),
        re.sub(r"\b(\w)(\w{2})", r"\1.\2", FREIGHT),
        FREIGHT.translate(str.maketrans("aeinoprst", "\u2c81\u2c89\u2c93\u2c9b\u2c9f\u2ca3\u2c85\ua731\u2ca7")),
        "\u200b".join(FREIGHT),
    ],
)
def test_a_disguised_answer_has_the_same_wording(copy: str) -> None:
    assert wording(copy) == wording(FREIGHT)


@pytest.mark.parametrize(
    "other",
    [
        "Spot rates matter less than people think: most of our lanes run on contracts that we negotiate every autumn.",
        "Which carriers did you ask? On the southern route we saw the opposite in May, with four ships fewer.",
        "Congratulations!",
        "",
    ],
)
def test_a_text_on_the_same_topic_is_none(other: str) -> None:
    assert not are_near_copies(words(FREIGHT), words(other))


def test_short_texts_are_copies_only_if_equal() -> None:
    assert are_near_copies(words("Great point!"), words("great POINT 👍"))
    assert not are_near_copies(words("Great point!"), words("Great question!"))
    assert are_near_copies(words("👍"), words(" 👍 "))
    assert not are_near_copies(words("👍"), words("🎉"))
    assert not are_near_copies(words(""), words(""))


def test_scripts_without_spaces_are_compared_by_their_letters() -> None:
    text = "この路線のスポット運賃は夏を前に二社が船を増やしたため今週も下がりました"
    assert are_near_copies(words(text), words(text.replace("今週", "先週") + "。"))
    assert not are_near_copies(words(text), words("契約運賃については秋に改めて交渉する予定だと聞いています"))


QUESTION = "Which carriers did you ask about the southern route, and when?"
GATES = "We opened the third gate an hour earlier, so that the drivers of the night could leave before the rush."
SHIPS = "Our forwarder booked two ships in Antwerp before anybody else had noticed the holiday."


@pytest.mark.parametrize(
    ("texts", "days", "expected"),
    [
        ([FREIGHT, QUESTION, FREIGHT, FREIGHT], [0, 1, 2, 3], [False, False, True, True]),
        ([FREIGHT, FREIGHT, FREIGHT], [0, 89, 178], [False, True, True]),  # each within 90 days of the one before
        ([FREIGHT, FREIGHT], [0, 90], [False, False]),
        (["", FREIGHT, ""], [0, 1, 2], [False, False, False]),
    ],
)
def test_a_text_repeats_what_was_written_in_the_last_90_days(
    texts: list[str], days: list[int], expected: list[bool]
) -> None:
    assert repeated(texts, days) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{GATES} {FREIGHT}", True),  # both known, but not together
        (f"{GATES} {SHIPS} {FREIGHT} Anna!", True),  # two of three known
        (f"{GATES} {SHIPS}", False),  # one of two known
        (f"{SHIPS} {QUESTION}", False),
        ("Thanks!", False),
    ],
)
def test_a_text_made_of_known_sentences_repeats_them(text: str, expected: bool) -> None:
    assert repeated([f"{FREIGHT} {QUESTION[:24]}?", GATES, text])[-1] is expected


def test_many_texts_are_compared_by_their_rare_words() -> None:
    """Every text shares common words with every other: comparing all pairs would take minutes."""
    common = tuple(range(8))
    different: list[Sketch] = [(*common, *range(100 + 8 * at, 108 + 8 * at)) for at in range(20_000)]
    none: list[Sketch] = [()] * 20_000
    assert not any(repeats(different, none, [0] * 20_000, 90))
    assert repeats([different[0]] * 20_000, none, [0] * 20_000, 90) == [False, *[True] * 19_999]


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("No problem Anna, may I call you in autumn?", "No problem Bartholomew, may I call you in autumn?", True),
        ("Hi Anna, thanks. I'll come back to you.", "Hi Bo, thanks. I'll come back to you.", True),
        ("Anna, good to hear from you. Talk soon.", "Bartholomew, good to hear from you. Talk soon.", True),
        ("Good to hear from you. Best, Anna", "Good to hear from you. Best, Bo", True),
        ("hi anna, let me check this", "hi bartholomew, let me check this", True),
        ("Bonjour Claire, on en parle bientôt.", "Bonjour Jean-Baptiste, on en parle bientôt.", True),
        ("Hallo Frau Dr. Müller, gerne nächste Woche.", "Hallo Herr Schulze-Delitzsch, gerne nächste Woche.", True),
        ("王伟您好，感谢您的消息，我们下周联系您", "欧阳娜娜您好，感谢您的消息，我们下周联系您", True),
        ("田中さん、こんにちは。資料をお送りします。", "佐々木さん、こんにちは。資料をお送りします。", True),
        (
            "안녕하세요 김민수님, 다음 주에 연락드리겠습니다.",
            "안녕하세요 남궁지영님, 다음 주에 연락드리겠습니다.",
            True,
        ),
        ("คุณสมชาย ขอบคุณสำหรับข้อความ เราจะติดต่อกลับ", "คุณปรียานุช ขอบคุณสำหรับข้อความ เราจะติดต่อกลับ", True),
        ("مرحبا أحمد شكرا على رسالتك سنتواصل قريبا", "مرحبا عبدالرحمن شكرا على رسالتك سنتواصل قريبا", True),
        ("We use SAP for that.", "We use Excel for that.", False),
        ("Bosch is our supplier.", "Siemens is our supplier.", False),
        ("Which CRM do you use today in the sales team?", "Which ERP do you use today in the sales team?", False),
        ("Do you have a plan for it?", "Do you have a car for it?", False),
        ("Das macht bei uns der Einkauf.", "Das macht bei uns der Vertrieb.", False),
        ("我们用钉钉。", "我们用飞书。", False),
        ("Likewise!", "likewise!", True),
        ("Yes, the 3rd at noon suits the whole team.", "Yes, the 4th at noon suits the whole team.", True),
        ("Yes, Tuesday at noon suits the team.", "The offer went out this morning, with both options.", False),
        ("承知しました", "ありがとうございます", False),
        ("👍", "🎉", True),
    ],
)
def test_the_wording_ignores_figures_and_the_name_that_a_message_addresses(one: str, other: str, equal: bool) -> None:
    assert (wording(one) == wording(other)) is equal


def test_messages_without_a_letter_have_the_same_wording() -> None:
    """A sticker, a link's number or a question mark for everybody is one answer, not a new one each."""
    assert wording("") == wording("  \n") == wording("102") == wording("??") == wording("\U0001f44d") != 0
    assert wording("no") != wording("")
