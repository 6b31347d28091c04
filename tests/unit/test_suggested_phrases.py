"""One-click messages are recognized in every language that is read; short answers that say something are not."""

from __future__ import annotations

import sys

import pytest

from openssi.sources.text import wording
from openssi.sources.text.suggested_phrases import is_suggested_phrase


@pytest.mark.parametrize(
    "text",
    [
        "Congrats on the new role!",
        "Thank you, Anna!",
        "👍",
        "Sounds good",
        "Congrats on 5 years at Acme Corp!",
        "thanks anna",
        "Alles Gute zum Geburtstag, Jonas!",
        "Félicitations pour votre nouveau poste !",
        "¡Felicidades por tu nuevo puesto!",
        "Obrigado pelo convite",
        "Auguri per il nuovo ruolo!",
        "Gefeliciteerd met je nieuwe baan!",
        "Grattis på födelsedagen!",
        "Tillykke med det nye job",
        "Gratulerer med dagen!",
        "Onnea uuteen tehtävään!",
        "Gratulacje z okazji nowej pracy!",
        "Gratuluji k nové pozici!",
        "Tebrikler Ayşe Hanım",
        "田中さん、ありがとうございます",
        "谢谢王总",
        "谢谢，李明！",
        "谢谢您的邀请",
        "Merci d'avoir accepté ma demande, Claire",
        "Gracias por conectar, Ana!",
        "Obrigado por aceitar o convite, João!",
        "Bedankt voor het connecten, Anna!",
        "Dziękuję za przyjęcie zaproszenia, Kasiu!",
        "Great to connect, Tom!",
        "Herzlichen Glückwunsch zur neuen Stelle, Frau Dr. Weber",
        "Félicitations pour ces 5 ans chez Airbus !",
        "No, thank you",
        "مبروك المنصب الجديد",
        "बहुत बहुत धन्यवाद",
    ],
)
def test_a_congratulation_thanks_or_emoji_is_a_suggested_phrase(text: str) -> None:
    assert is_suggested_phrase(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "Thanks, contract signed",
        "Thanks! What is your price?",
        "The offer is attached",
        "Danke, Vertrag kommt morgen",
        "Merci, on signe mardi",
        "Great, Tuesday 3 pm",
        "Sure, Tuesday at 3 works.",
        "Okay, Thursday",
        "Prima, dinsdag",
        "Okay, Q3",
        "Sure, meet in Hamburg",
        "Thanks, not now",
        "Danke, kein Bedarf.",
        "Merci, mais trop cher.",
        "Grazie, non ci serve",
        "Danke, wir haben schon einen Anbieter",
        "شكرا، السعر مرتفع",
        "谢谢，价格太高了",
        "谢谢，不要",
        "ありがとうございます、火曜日で",
        "Dzięki, umowa podpisana",
        "谢谢，合同周二签好后发给您",
        "ありがとうございます。見積書を火曜日に送ります",
        "Thanks for the deck, I will forward it to procurement today",
    ],
)
def test_a_short_answer_that_says_something_is_not(text: str) -> None:
    assert not is_suggested_phrase(text)


def test_a_hostile_message_is_read_without_a_fault() -> None:
    assert not is_suggested_phrase("thanks " * 100_000)
    assert not is_suggested_phrase("謝謝" * 100_000)
    assert is_suggested_phrase("\u200b🎉")


def test_texts_of_messages_are_not_stored() -> None:
    text = " ".join(("Thanks", "Anna"))
    unread = sys.getrefcount(text)
    is_suggested_phrase(text)
    wording(text)
    assert sys.getrefcount(text) == unread
