"""Find the rank that a job title names, with a lexicon in seven languages: version 1, which model 2026.1 uses.

A title is split at "|", and each part is cut at " at " or "@", since a company follows. The first part that names a
rank decides. `_titles` has the rules within a part.
"""

import re
from functools import cache, lru_cache

from openssi.sources.text import _ranks
from openssi.sources.text._fold import fold, folded_spellings, folded_words
from openssi.sources.text._titles import (
    READ_AT_MOST,
    Level,
    Lexicon,
    Meaning,
    TermEffect,
    lengths_of,
    level_of_parts,
    lexicon_of,
    part_list,
    terms_of,
)

__all__ = ["is_decision_maker", "is_senior", "seniority"]

_DIRECTOR, _VP = Level.DIRECTOR, Level.VP  # looking up an enum member takes longer than everything else


# Built for the first title, not at import: commands without connections do not need it.
@cache
def _lexicon() -> Lexicon:
    blocks: list[tuple[str, Meaning]] = [(block, Level[name]) for name, block in _ranks.RANKS]
    blocks += [
        (_ranks.ASSISTANTS, TermEffect.ASSISTS),
        (_ranks.SERVES, TermEffect.SERVES),
        (_ranks.NOT_NOW, TermEffect.NOT_NOW),
        (_ranks.NO_RANK, TermEffect.NOT_NOW),
        (_ranks.RETIRED, TermEffect.RETIRED),
    ]
    terms = lexicon_of((spelling, meaning) for block, meaning in blocks for spelling in folded_spellings(block))
    endings = tuple((tuple(folded_words(endings)), Level[name]) for name, endings in _ranks.COMPOUNDS)
    return Lexicon(
        terms=terms,
        lengths=lengths_of(terms),
        whole_titles={fold(t).strip(): Level[name] for name, block in _ranks.WHOLE_TITLES for t in terms_of(block)},
        endings=endings,
        any_ending=tuple(ending for group, _ in endings for ending in group),
        slogans=tuple(fold(term).strip() + " " for term in terms_of(_ranks.SLOGANS)),
        blanks=frozenset(term.strip() for term in terms_of(_ranks.BLANKS)),
        words=re.compile(r"\w+|[&+]").findall,
        company=re.compile(r"\s(?:at|bei|beim|chez|presso|bij)\s|\s?@").split,
        assistant_kinds=frozenset(("s", "executive", "personal", "administrative")),
    )


@lru_cache(maxsize=16_384)
def seniority(title: str) -> Level:
    """Return the level that a job title names; UNKNOWN if it names none ("Retired", a slogan, blank)."""
    return level_of_parts(part_list(fold(title[:READ_AT_MOST])), _lexicon())


def is_decision_maker(title: str) -> bool:
    """Return whether a title names a director or above."""
    return seniority(title) >= _DIRECTOR


def is_senior(title: str) -> bool:
    """Return whether a title names a vice president or above."""
    return seniority(title) >= _VP
