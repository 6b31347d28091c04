"""Readers of short texts: how specific a comment is, how senior a title is, which company a name means.

There are two versions, and a model says which it takes: `TEXT_READERS`. Names without a version are those of version 1.
"""

from openssi.sources.text import seniority_v2
from openssi.sources.text._comment_words import clear_words
from openssi.sources.text._titles import Level
from openssi.sources.text.companies import company_key, company_key_v2, same_company
from openssi.sources.text.echoes import is_echo
from openssi.sources.text.seniority import is_decision_maker, is_senior, seniority
from openssi.sources.text.seniority_v2 import is_title_in_other_language
from openssi.sources.text.sketch import NO_SKETCH, Sketch, clear_sketches, repeats, sketch, wording
from openssi.sources.text.substance import substance
from openssi.sources.text.substance_v2 import read_comment
from openssi.sources.text.suggested_phrases import is_suggested_phrase
from openssi.sources.text.versions import TEXT_READERS, TextReaders

__all__ = [
    "NO_SKETCH",
    "TEXT_READERS",
    "Level",
    "Sketch",
    "TextReaders",
    "clear_text_caches",
    "company_key",
    "is_decision_maker",
    "is_echo",
    "is_senior",
    "is_suggested_phrase",
    "is_title_in_other_language",
    "read_comment",
    "repeats",
    "same_company",
    "seniority",
    "sketch",
    "substance",
    "wording",
]


def clear_text_caches() -> None:
    """Clear the cached titles, company names, words and messages."""
    seniority.cache_clear()
    seniority_v2.seniority.cache_clear()
    is_title_in_other_language.cache_clear()
    company_key.cache_clear()
    company_key_v2.cache_clear()
    clear_sketches()
    clear_words()
