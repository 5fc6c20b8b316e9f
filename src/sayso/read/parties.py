"""Parties, places and times of a happening as the encoder sees them, where grammar names none."""

from typing import TypeVar

import numpy as np
from msgspec.structs import replace
from spacy.tokens import Token

from sayso.model.reading import Participant, ParticipantRole
from sayso.model.text import Anchored, Span
from sayso.read.calibrated import chance
from sayso.read.encoder import Encoded, Numbers
from sayso.read.heads import ROLES
from sayso.read.lexicon import word_class
from sayso.read.parse import Parsed
from sayso.read.participants import ActorIndex, is_own, spares
from sayso.read.seen import words_of
from sayso.read.syntax import clause_of
from sayso.read.triggers import Trigger
from sayso.read.within import within

Unit = TypeVar("Unit", bound=Anchored)

#: A mention that grammar names in no role has one from this probability on.
SURE = {"actor": 0.5, "recipient": 0.15}
#: The same beside an actor that is known already: of a joint act, or of no country.
SURE_OF_ANOTHER = 0.9
#: The same for a place or time.
LIKELY = {"time": 0.25, "place": 0.45}
#: What grammar takes for an actor, time or place is none from this probability down: of the only time in a sentence
#: ("said on Monday that talks went on") grammar cannot say whose it is, nor who acts in "the Vienna talks".
UNLIKELY = {"actor": 0.02, "recipient": 0.02, "time": 0.12, "place": 0.1}
_ACTOR, _RECIPIENT = ROLES.index("actor"), ROLES.index("recipient")
_OF_ONE = frozenset({"MOBILIZE", "RETREAT"})
_INNER = frozenset({"amod", "compound", "nmod", "poss"})


def with_seen(
    found: tuple[Participant, ...], trigger: Trigger, index: ActorIndex, seen: Encoded
) -> tuple[Participant, ...]:
    """The participants that the encoder does not rule out. Where no actor of a country, or no recipient, is left, those
    it sees; of joint acts also further parties that it is sure of.
    """
    triggers = words_of(trigger, seen)
    if not triggers:
        return found
    chances = {actor: _chances(triggers, words, seen) for actor, words in _mentions(trigger, index, seen).items()}
    kept = {party for party in found if not _is_ruled_out(party, chances)}
    wanted: dict[int, ParticipantRole] = {_ACTOR: "actor", _RECIPIENT: "recipient"}
    acting = any(party.role == "actor" and index.country(party.actor) for party in kept)
    if acting and not trigger.entry.joint:
        del wanted[_ACTOR]
    if trigger.entry.joint or spares(trigger) or any(party.role == "recipient" for party in kept):
        del wanted[_RECIPIENT]
    known = {index.actors[party.actor].actor for party in kept} - {None}
    added = set()
    for actor, shares in chances.items():
        role = wanted.get(_ACTOR if shares[_ACTOR] > shares[_RECIPIENT] else _RECIPIENT)
        named = any(party.actor == actor for party in kept) or index.actors[actor].actor in known
        if role is None or named:
            continue
        if not _may_be(role, _first_word(actor, trigger, index), trigger):
            continue
        another = role == "actor" and any(party.role == "actor" for party in kept)
        if shares[ROLES.index(role)] >= (SURE_OF_ANOTHER if another else SURE[role]):
            added.add(Participant(role, actor))
    return tuple(sorted(kept | added))


def _may_be(role: ParticipantRole, mention: Token, trigger: Trigger) -> bool:
    """Could grammar allow it? No clause acts upon whom the one above it names, nor has a verb its actor in a clause
    below it; and forces are moved, and moved back, against nobody in particular.
    """
    joint = trigger.entry.joint and role == "actor"
    if (
        _is_background(trigger)
        and not joint
        and not mention.is_ancestor(trigger.token)
        and not trigger.token.is_ancestor(mention)
    ):
        return False
    here, there = clause_of(trigger.token), clause_of(mention)
    beside = there.i in _coordinate(here)
    above = not beside and bool(there.is_ancestor(here))
    if role == "recipient":
        return not above and trigger.entry.type not in _OF_ONE
    return above or beside or trigger.token.pos_ != "VERB"


def _is_background(trigger: Trigger) -> bool:
    """ "Chad drilled after a visit": whoever drills need not have to do with the visit."""
    noun = trigger.token
    nominal = trigger.support is None and noun.pos_ in ("NOUN", "PROPN")
    return nominal and noun.dep_ == "pobj" and noun.head.lower_ in word_class("aside")


def _coordinate(verb: Token) -> set[int]:
    """The verb and those it goes on from: in "urged Chad to act and accused it" Chad is accused as well."""
    found = {verb.i}
    while verb.dep_ == "conj" and verb.head.i not in found:
        verb = verb.head
        found.add(verb.i)
    return found


def _first_word(actor: int, trigger: Trigger, index: ActorIndex) -> Token:
    return next(token for token in trigger.token.sent if actor in index.on(token))


def with_chances(
    parties: tuple[Participant, ...], ruled: tuple[Participant, ...], trigger: Trigger, index: ActorIndex, seen: Encoded
) -> tuple[Participant, ...]:
    """The participants, of whom grammar names the `ruled`, each with the chance that it has its role."""
    triggers = words_of(trigger, seen)
    chances = {actor: _chances(triggers, words, seen) for actor, words in _mentions(trigger, index, seen).items()}
    return tuple(replace(party, confidence=_chance_of(party, chances, party in ruled)) for party in parties)


def _chance_of(party: Participant, chances: dict[int, Numbers], ruled: bool) -> float:
    if party.role not in ("actor", "recipient"):
        return 0.5
    raw = float(chances[party.actor][ROLES.index(party.role)]) if party.actor in chances else 0.0
    return chance(f"{party.role} {'rule' if ruled else 'seen'}", raw)


def _mentions(trigger: Trigger, index: ActorIndex, seen: Encoded) -> dict[int, list[int]]:
    """The actors named in the trigger's sentence, each with its words."""
    words: dict[int, list[int]] = {}
    for token in trigger.token.sent:
        for actor in index.on(token) if not is_own(token, trigger) else ():
            words.setdefault(actor, []).extend(_words_of(token, seen))
    return words


def _is_ruled_out(party: Participant, chances: dict[int, Numbers]) -> bool:
    shares = chances.get(party.actor)
    if shares is None or party.role not in UNLIKELY:
        return False
    return bool(shares[ROLES.index(party.role)] <= UNLIKELY[party.role])


def unit_of(
    named: int | None, part: Parsed, trigger: Trigger, role: str, units: tuple[Unit, ...], seen: Encoded
) -> int | None:
    """The place or time of a trigger: the one that grammar names, unless the encoder rules it out, or the one in the
    sentence that the encoder is sure of."""
    if named is not None:
        return named if _chance(part, trigger, role, units[named], seen) > UNLIKELY[role] else None
    sentence = Span(part.start_of(trigger.token.sent), part.end_of(trigger.token.sent))
    chances = [(_chance(part, trigger, role, units[number], seen), -number) for number in within(units, sentence)]
    best, number = max(chances, default=(0.0, 0))
    return -number if best >= LIKELY[role] else None


def _chance(part: Parsed, trigger: Trigger, role: str, unit: Anchored, seen: Encoded) -> float:
    start = part.region.start
    words = list(seen.words_in(Span(unit.start - start, unit.end - start)))
    return float(_chances(words_of(trigger, seen), words[-1:], seen)[ROLES.index(role)])


def _words_of(token: Token, seen: Encoded) -> list[int]:
    """The word of the mention and the noun it belongs to: "Russian" is a party as "Russian forces" are."""
    tokens = [token]
    while tokens[-1].dep_ in _INNER and tokens[-1].head.i > tokens[-1].i:
        tokens.append(tokens[-1].head)
    found = (seen.word_at(each.idx) for each in tokens)
    return [word for word in found if word is not None]


def _chances(triggers: list[int], mentions: list[int], seen: Encoded) -> Numbers:
    """The likeliest of each role over all words of both."""
    every = [seen.roles(a, b) for a in triggers for b in mentions]
    if not every:
        return np.zeros(len(ROLES), dtype=np.float32)
    return max(every, key=lambda chances: float(chances[1:].max()))
