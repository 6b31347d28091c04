"""Find the facts about a person by the tokens of their name and address, so that they can be erased."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from openssi.sources.linkedin_archive.facts import Connection, Fact, Invitation, Message, Owner

__all__ = ["facts_about_people", "known_as"]

Parts = Mapping[str, tuple[str, ...]]


def facts_about_people(facts: Sequence[Fact], tokens: Collection[str], parts: Parts) -> frozenset[Fact]:
    """Return the connections and invitations with one of the tokens, and all messages of conversations with one.

    Args:
        facts: all facts of one archive, with tokens for names.
        tokens: tokens of the people to erase, or of conversations. The member's own are ignored.
        parts: maps the token of a name with commas to the tokens of the parts between them.
    """
    meant = _people_tokens(facts, tokens, parts)
    if not meant:
        return frozenset()
    matching = [fact for fact in facts if not meant.isdisjoint(_tokens_of(fact))]
    talks = {fact.envelope.conversation for fact in matching if isinstance(fact, Message)} - {""}
    matching += [fact for fact in facts if isinstance(fact, Message) and fact.envelope.conversation in talks]
    return frozenset(matching)


def known_as(facts: Sequence[Fact], tokens: Collection[str], parts: Parts) -> frozenset[str]:
    """Return the tokens together with all others that the facts have of the same people.

    These are the address for a name, the name for an address, and the conversations with them. With these a person
    stays erased after a change of name and after the account was closed.
    """
    meant = _people_tokens(facts, tokens, parts)
    more = set(tokens)
    for fact in facts:
        match fact:
            case Connection() | Invitation() if fact.address in meant or fact.name in meant:
                more |= {fact.address, fact.name}
            case Message() if not meant.isdisjoint(_tokens_of(fact)):
                conversation, sender, name = fact.envelope[:3]
                more.add(conversation)
                if sender in meant or name in meant:
                    more |= {sender, name}
            case _:
                pass
    return frozenset(more - _own(facts) - {""})


def _people_tokens(facts: Sequence[Fact], tokens: Collection[str], parts: Parts) -> set[str]:
    own = _own(facts) | {""}
    meant = set(tokens) - own  # before adding names with commas: the member is among several recipients too
    return meant | {whole for whole, of in parts.items() if whole not in own and not meant.isdisjoint(of)}


def _own(facts: Sequence[Fact]) -> set[str]:
    """Return the names and addresses that files state as the member's own: the member is in every conversation."""
    names = {fact.name for fact in facts if isinstance(fact, Owner)}
    return names | {fact.own_address for fact in facts if isinstance(fact, Invitation)}


def _tokens_of(fact: Fact) -> tuple[str, ...]:
    """Return the tokens of other people in a fact."""
    match fact:
        case Connection() | Invitation():
            return fact.address, fact.name
        case Message():
            conversation, sender, name, recipients, recipient_names, _ = fact.envelope
            return conversation, sender, name, recipient_names, *recipients
        case _:
            return ()
