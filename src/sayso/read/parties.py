"""Parties, places and times of a happening as the encoder sees them, where grammar names none."""

from typing import TypeVar

import numpy as np
from spacy.tokens import Token

from sayso.model.reading import Participant, ParticipantRole
from sayso.model.text import Anchored, Span
from sayso.read.encoder import Encoded, Numbers
from sayso.read.heads import ROLES
from sayso.read.parse import Parsed
from sayso.read.participants import ActorIndex
from sayso.read.seen import words_of
from sayso.read.triggers import Trigger
from sayso.read.within import within

Unit = TypeVar("Unit", bound=Anchored)

#: A mention is a party from this probability on, a place or time from that.
SURE, LIKELY = 0.5, 0.2
#: What grammar takes for a trigger's time or place is not from this probability down: of the only time in a sentence
#: ("said on Monday that talks went on") grammar cannot say whose it is.
UNLIKELY = {"time": 0.1, "place": 0.01}
_ACTOR, _RECIPIENT = ROLES.index("actor"), ROLES.index("recipient")
_INNER = frozenset({"amod", "compound", "nmod", "poss"})


def with_seen(
    found: tuple[Participant, ...], trigger: Trigger, index: ActorIndex, seen: Encoded
) -> tuple[Participant, ...]:
    """The participants, and where no actor or no recipient is among them those the encoder sees in the sentence."""
    wanted: dict[int, ParticipantRole] = {_ACTOR: "actor", _RECIPIENT: "recipient"}
    if any(party.role == "actor" for party in found):
        del wanted[_ACTOR]
    if trigger.entry.joint or any(party.role == "recipient" for party in found):
        del wanted[_RECIPIENT]
    triggers = words_of(trigger, seen)
    if not wanted or not triggers:
        return found
    taken = {party.actor for party in found}
    known = {index.actors[i].actor for i in taken} - {None}
    words: dict[int, list[int]] = {}
    for token in trigger.token.sent:
        for actor in index.on(token):
            if actor not in taken and index.actors[actor].actor not in known:
                words.setdefault(actor, []).extend(_words_of(token, seen))
    added = set()
    for actor, mention in words.items():
        chances = _chances(triggers, mention, seen)
        role = int(chances.argmax())
        if role in wanted and chances[role] >= SURE:
            added.add(Participant(wanted[role], actor))
    return tuple(sorted({*found, *added}))


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
    return -number if best >= LIKELY else None


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
