"""Words that put something into somebody's mouth (`cues.tsv`), and where they stand in a parse."""

from functools import cache
from typing import NamedTuple

from spacy.tokens import Token

from sayso.read.lexicon import rows, words
from sayso.read.syntax import children, lemma

_UNSAID = frozenset({"would", "may", "might", "could", "should", "can", "to", "will", "shall", "'ll", "’ll", "must"})
_WENT_ON = frozenset({"go", "continue", "begin", "start", "proceed"})
_FALSELY = frozenset({"falsely", "wrongly", "baselessly", "erroneously", "misleadingly", "untruthfully"})


class Cue(NamedTuple):
    """A cue in its sentence."""

    token: Token
    last: Token
    """The last token of the cue ("pointed out": out)."""
    takes: frozenset[str]
    """What it may govern: quote, clause, object, infinitive, of, for, as, about, naming, weak."""
    stance: str | None


@cache
def _entries(pos: str) -> dict[str, tuple[frozenset[str], str]]:
    """Cue -> what it takes, and the stance of whoever words it so."""
    return {
        row["cue"]: (frozenset(row["takes"].split(",")), row["stance"]) for row in rows("cues") if row["pos"] == pos
    }


def sources(kind: str) -> frozenset[str]:
    """Nouns for unnamed sources, documents or offices."""
    return words("sources", "class", kind, "noun")


def cue_at(token: Token) -> Cue | None:
    """The cue that the token heads, if it is one and not denied or merely imagined ("may say", "did not say")."""
    if token.pos_ in ("VERB", "AUX") and token.lemma_ != "be":
        return _verb(token)
    if token.pos_ == "ADJ" and token.dep_ == "acomp" and token.lower_ in _entries("adjective"):
        return _cue(token, token, *_entries("adjective")[token.lower_])
    if token.pos_ == "NOUN" and lemma(token) in _entries("noun"):
        return _cue(token, token, *_entries("noun")[lemma(token)])
    if token.pos_ == "ADV" and token.lower_ in _entries("adverb"):
        return _cue(token, token, *_entries("adverb")[token.lower_])
    return None


def _verb(token: Token) -> Cue | None:
    if is_unsaid(token):
        return None
    for particle in token.children:
        phrase = f"{lemma(token)} {particle.lower_}"
        if phrase in _entries("verb") and particle.i > token.i:
            takes, stance = _entries("verb")[phrase]
            alone = _entries("verb").get(lemma(token), (frozenset[str](), ""))[0]
            return _cue(token, particle, takes | (alone - {"quote"}), stance)
    entry = _entries("verb").get(lemma(token))
    return _cue(token, token, *entry) if entry else None


def _cue(token: Token, last: Token, takes: frozenset[str], stance: str) -> Cue:
    falsely = any(child.lower_ in _FALSELY for child in token.children)
    return Cue(token, last, takes, "falsely" if falsely else stance or None)


def is_unsaid(verb: Token) -> bool:
    """Not said, or not yet: "did not say", "would say", "if he says", "to say"."""
    helpers = {child.lower_ for child in children(verb, "aux", "mark", "neg")}
    if children(verb, "neg") or "if" in helpers:
        return True
    went_on = helpers & _UNSAID == {"to"} and (helpers & {"have"} or lemma(verb.head) in _WENT_ON)
    return bool(helpers & _UNSAID) and not went_on
