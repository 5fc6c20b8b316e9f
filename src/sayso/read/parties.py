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

#: A mention is a party from this probability on.
SURE = 0.5
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


def unit_seen(part: Parsed, trigger: Trigger, role: str, units: tuple[Unit, ...], seen: Encoded) -> int | None:
    """The place or time of the sentence that the encoder holds to be the trigger's, if there is one."""
    triggers = words_of(trigger, seen)
    sentence = Span(part.start_of(trigger.token.sent), part.end_of(trigger.token.sent))
    best, found = 0.2, None
    for number in within(units, sentence):
        start = part.region.start
        words = list(seen.words_in(Span(units[number].start - start, units[number].end - start)))
        chance = float(_chances(triggers, words[-1:], seen)[ROLES.index(role)])
        if chance > best:
            best, found = chance, number
    return found


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
