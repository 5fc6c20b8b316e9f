"""Triggers as lexicon and encoder see them together: the encoder adds happenings that no row of the lexicon names."""

from collections.abc import Iterator
from functools import cache

import numpy as np
from spacy.tokens import Token

from sayso.model.vocabulary import plover
from sayso.read.calibrated import chance
from sayso.read.encoder import Encoded
from sayso.read.heads import TYPES
from sayso.read.parse import Parsed
from sayso.read.triggers import Entry, Trigger, find_triggers, light_verb_of

#: From this probability of one type on a word is a trigger of the encoder's own.
SURE = 0.6
#: A word so joined to a trigger's tells of the same ("a telephone conversation").
_PARTS = frozenset({"compound", "amod", "nmod"})
_CARRYING = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})


def triggers_of(part: Parsed, seen: Encoded) -> list[Trigger]:
    """The triggers of a text in order; no word serves two."""
    named = find_triggers(part.doc)
    taken = {word.i for trigger in named for word in trigger.words}
    added = [trigger for trigger in _added(part, seen) if not taken & {word.i for word in trigger.words}]
    nouns = {word.i for trigger in (*named, *added) for word in trigger.words}
    apart = [trigger for trigger in added if not (trigger.token.dep_ in _PARTS and trigger.token.head.i in nouns)]
    return sorted([*named, *apart], key=lambda trigger: trigger.token.i)


def words_of(trigger: Trigger, seen: Encoded) -> list[int]:
    """Its words as the encoder counts them."""
    found = (seen.word_at(word.idx) for word in trigger.words)
    return [word for word in found if word is not None]


def type_chance(code: str, trigger: Trigger, seen: Encoded) -> float:
    """The chance that the trigger tells of a happening of this type; of states and the like (NONE) nothing is known."""
    words = words_of(trigger, seen)
    if code not in TYPES or not words:
        return 0.5
    raw = float(seen.said.heads["trigger"][words, 1 + TYPES.index(code)].max())
    return chance("type seen" if trigger.added else "type rule", raw)


def _added(part: Parsed, seen: Encoded) -> Iterator[Trigger]:
    scores = seen.said.heads["trigger"]
    last = -2
    for number in np.flatnonzero(scores[:, 1:].max(axis=1) >= SURE).tolist():
        token = _token_at(part, seen.starts[number])
        follows, last = number == last + 1, number
        if token is None or follows or token.pos_ not in _CARRYING:
            continue
        verbal = token.pos_ in ("VERB", "ADJ")
        support = None if verbal else light_verb_of(token)
        words = [token] if support is None else sorted((token, support), key=lambda word: word.i)
        yield Trigger(
            _entry(TYPES[int(scores[number, 1:].argmax())], verbal=verbal), token, tuple(words), support, added=True
        )


def _token_at(part: Parsed, offset: int) -> Token | None:
    span = part.doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None else None


@cache
def _entry(code: str, *, verbal: bool) -> Entry:
    """What the lexicon would say of a word of that type: parties where they stand as a rule."""
    return Entry(
        type=code,
        kind=None,
        mode=None,
        contexts=(),
        cameo=None,
        joint=plover().type_named(code).joint,
        actors=("subj",) if verbal else ("poss", "mod", "by", "from", "between"),
        recipients=("obj", "against", "to", "on") if verbal else ("against", "with", "to", "on"),
        keeps=False,
        tests=(),
    )
