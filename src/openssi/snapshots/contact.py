"""Which facts are about a person: found by the tokens of their name and address, so that they can be forgotten."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from openssi.sources.linkedin_archive.facts import Connection, Fact, Invitation, Message, Owner

__all__ = ["also_known", "forgotten_facts"]

Parts = Mapping[str, tuple[str, ...]]


def forgotten_facts(facts: Sequence[Fact], tokens: Collection[str], parts: Parts) -> frozenset[Fact]:
    """The connections and invitations with one of the tokens, and all messages of the conversations that it occurs in.

    Args:
        facts: all of one archive, with tokens for names.
        tokens: of the people meant, or of conversations. Those of the member are passed over.
        parts: by the token of a name with commas in it, the tokens of what stands between them.
    """
    meant = _meant(facts, tokens, parts)
    if not meant:
        return frozenset()
    found = [fact for fact in facts if not meant.isdisjoint(_who(fact))]
    talks = {fact.envelope.conversation for fact in found if isinstance(fact, Message)} - {""}
    found += [fact for fact in facts if isinstance(fact, Message) and fact.envelope.conversation in talks]
    return frozenset(found)


def also_known(facts: Sequence[Fact], tokens: Collection[str], parts: Parts) -> frozenset[str]:
    """The tokens, and those under which the facts know the same people besides: an address of the name, a name of the address, and
    the conversations with them. With these a person stays forgotten whose name has changed or whose account was closed since.
    """
    meant = _meant(facts, tokens, parts)
    more = set(tokens)
    for fact in facts:
        match fact:
            case Connection() | Invitation() if fact.address in meant or fact.name in meant:
                more |= {fact.address, fact.name}
            case Message() if not meant.isdisjoint(_who(fact)):
                conversation, sender, name = fact.envelope[:3]
                more.add(conversation)
                if sender in meant or name in meant:
                    more |= {sender, name}
            case _:
                pass
    return frozenset(more - _own(facts) - {""})


def _meant(facts: Sequence[Fact], tokens: Collection[str], parts: Parts) -> set[str]:
    own = _own(facts) | {""}
    meant = set(tokens) - own  # before: among several receivers stands the member too
    return meant | {whole for whole, of in parts.items() if whole not in own and not meant.isdisjoint(of)}


def _own(facts: Sequence[Fact]) -> set[str]:
    """The member's own names and addresses, as far as files say so outright: a member is in every conversation of theirs."""
    names = {fact.name for fact in facts if isinstance(fact, Owner)}
    return names | {fact.own_address for fact in facts if isinstance(fact, Invitation)}


def _who(fact: Fact) -> tuple[str, ...]:
    """The tokens by which a fact tells of other people."""
    match fact:
        case Connection() | Invitation():
            return fact.address, fact.name
        case Message():
            conversation, sender, name, recipients, recipient_names, _ = fact.envelope
            return conversation, sender, name, recipient_names, *recipients
        case _:
            return ()
