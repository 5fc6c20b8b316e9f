"""Which way from now does a clause look? Read from the tense of its verb."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from sayso.model.time import Direction
from sayso.read.lexicon import rows
from sayso.read.syntax import lemma

_AHEAD = frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "'d", "’d"})
_OPEN = frozenset({"can", "may", "might", "could", "should", "must"})


def direction(token: Token) -> Direction:
    """past, future or (present tense, infinitives of no plan) nearest, for the clause the token stands in."""
    verb = governing_verb(token)
    while verb is not None:
        found = own_tense(verb)
        if found is not None:
            return found
        verb = governing_verb(verb.head) if verb.head.i != verb.i else None
    return "past"


def governing_verb(token: Token) -> Token | None:
    """The nearest verb at or above the token; None in a text without one."""
    for head in up(token):
        if head.pos_ in ("VERB", "AUX"):
            return head
    return None


def up(token: Token) -> Iterator[Token]:
    """The token and its heads up to the root."""
    yield token
    yield from token.ancestors


def own_tense(verb: Token) -> Direction | None:
    """None where the verb has no tense of its own ("tried to board", "saying")."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if helpers & _AHEAD:
        return "future"
    if "to" in helpers and not helpers & {"have", "been"}:
        return "future" if _is_plan(verb.head) else None
    if helpers & _OPEN:
        return "nearest"
    if verb.tag_ == "VBD" or helpers & {"was", "were", "had", "did", "has", "have", "been"}:
        return "past"
    if verb.tag_ == "VBN" and lemma(verb) in _scheduled():
        return "future"
    if verb.tag_ == "VBN" and not helpers:
        return "past"
    if verb.tag_ in ("VBZ", "VBP") or helpers & {"is", "are", "am", "'s", "’s"}:
        return "nearest"
    return None


def _is_plan(token: Token) -> bool:
    return lemma(token) in _plans() or (token.lemma_ == "be" and token.tag_ in ("VBZ", "VBP"))


@cache
def _scheduled() -> frozenset[str]:
    return _plans() & {"schedule", "plan", "expect", "slate", "intend"}


@cache
def _plans() -> frozenset[str]:
    cells = (row["words"] for row in rows("time_words") if row["class"] == "planning")
    return frozenset(word for cell in cells for word in cell.split("|"))
