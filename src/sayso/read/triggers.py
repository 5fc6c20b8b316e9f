"""Trigger phrases: which words of a parse name a happening, and of what type (`lexicons/triggers.tsv`).

A row's frame is a list of tests on the parse, all of which must hold: `obj` (has an object), `obj=talk|@talks` (an
object with one of these lemmas; @ names a class of `word_classes.tsv`), `prt=off`, `vp` (has a clause of content),
`must` (that clause says must), `subj=`, `mod=` (modifiers of a noun), `poss`, `adj=`, any other name a preposition or
adverb. `!` negates, `a|b` before `=` offers a choice. The row with the strictest frame that holds wins.
`who` says where the parties stand: a= those who act, r= those acted upon, j=1 a joint act, cameo= another root.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from sayso.read.lexicon import rows, word_class
from sayso.read.syntax import (
    after,
    children,
    complements,
    conditions,
    is_passive,
    lemma,
    objects,
    subjects,
    surface_subjects,
)

_POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}
#: "March" the month, "Animal Rescue" the society: names that name no happening.
_NAMES = frozenset("DATE TIME ORG PERSON GPE FAC WORK_OF_ART PRODUCT LOC NORP".split())
_EMPTY = frozenset({"it", "there", "we", "i", "this", "that"})
_MUST = frozenset({"must", "should", "ought"})


class Test(NamedTuple):
    """One condition of a frame."""

    keys: tuple[str, ...]
    words: frozenset[str] | None
    negated: bool

    @property
    def weight(self) -> int:
        return (1 if self.negated else 2) + (self.words is not None)


class Entry(NamedTuple):
    """One row of the lexicon for one lemma."""

    type: str
    kind: str | None
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    joint: bool
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    keeps: bool
    """Its object stays a happening of its own ("foiled an attack": both)."""
    tests: tuple[Test, ...]

    @property
    def weight(self) -> int:
        return sum(test.weight for test in self.tests)


class Trigger(NamedTuple):
    """A trigger phrase in a document."""

    entry: Entry
    token: Token
    """The word that carries it."""
    words: tuple[Token, ...]
    """All its words, in text order."""
    support: Token | None
    """The light verb that carries a noun ("carried out a raid", "the raid began")."""
    added: bool = False
    """Seen by the encoder, named by no row of the lexicon."""

    @property
    def clause(self) -> Token:
        """The word whose grammar says whether it happened."""
        return self.support or self.token


def find_triggers(doc: Doc) -> list[Trigger]:
    """The document's triggers in text order; no word serves two."""
    found = [trigger for token in doc if (trigger := _trigger_at(token)) is not None]
    taken = {word.i for trigger in found for word in trigger.words if word.i != trigger.token.i and not trigger.support}
    kept = [trigger for trigger in found if trigger.token.i not in taken]
    carried = {trigger.support.i for trigger in kept if trigger.support}
    return [t for t in kept if t.support or t.entry.keeps or t.token.i not in carried]


def _trigger_at(token: Token) -> Trigger | None:
    if token.pos_ == "NOUN" and token.dep_ == "compound" and lemma(token.head) not in word_class("carrier"):
        return None
    if (token.pos_ == "VERB" and token.dep_ == "amod") or (token.pos_ == "PROPN" and token.ent_type_ in _NAMES):
        return None
    entry = _best_entry(token)
    if entry is None:
        return None
    support = light_verb_of(token) if token.pos_ in ("NOUN", "PROPN") else None
    words = {token.i: token} | {word.i: word for word in _consumed(entry, token)}
    if support is not None:
        words |= {word.i: word for word in (support, *children(support, "prt"))}
    return Trigger(entry, token, tuple(words[i] for i in sorted(words)), support)


def _best_entry(token: Token) -> Entry | None:
    best = None
    for pos in _parts_of_speech(token):
        for entry in _lexicon().get((lemma(token), pos), ()):
            if (best is None or entry.weight > best.weight) and all(holds(token, test) for test in entry.tests):
                best = entry
    return best


def _parts_of_speech(token: Token) -> str:
    return _POS.get(token.pos_, "") + ("a" if token.tag_ == "VBN" and token.head.pos_ == "AUX" else "")


def _consumed(entry: Entry, token: Token) -> list[Token]:
    """The words that a frame names: the object, the noun behind the preposition, the particle."""
    words = _particles(token)
    if entry.keeps:
        return words
    for test in entry.tests:
        if not test.negated and test.words is not None and not {"vp", "subj", "must"} & set(test.keys):
            words += [each for key in test.keys for each in _found(token, key) if lemma(each) in test.words]
    return words


def light_verb_of(noun: Token) -> Token | None:
    """The light verb whose object the noun is ("carried out a raid", "a series of raids were carried out")."""
    if noun.dep_ == "compound":
        noun = noun.head
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and lemma(noun.head.head) in word_class("part_of"):
        noun = noun.head.head
    verb = noun.head
    if verb.pos_ == "VERB" and noun.dep_ == "nsubj" and lemma(verb) in word_class("come_about"):
        return verb
    if verb.pos_ == "VERB" and noun.dep_ in ("dobj", "nsubjpass", "dep") and lemma(verb) in word_class("light"):
        return verb
    held = [clause for clause in children(noun, "acl") if clause.tag_ == "VBN" and clause.lemma_ in word_class("light")]
    return held[0] if held else None


def holds(token: Token, test: Test) -> bool:
    """Does the condition hold of the word?"""
    found = any(_has(token, key, test.words) for key in test.keys)
    return found != test.negated


def _has(token: Token, key: str, words: frozenset[str] | None) -> bool:
    found = _found(token, key)
    if words is None:
        return bool(found) or (key not in _FEATURES and any(child.lower_ == key for child in token.children))
    return any(lemma(each) in words or each.lower_ in words for each in found)


def _found(token: Token, key: str) -> list[Token]:
    feature = _FEATURES.get(key)
    return feature(token) if feature else _with_parts(after(token, key))


def _with_parts(nouns: list[Token]) -> list[Token]:
    """The nouns and what they are made of ("a series of raids": series, raids)."""
    return nouns + [part for noun in nouns for part in after(noun, "of")]


def _particles(token: Token) -> list[Token]:
    """ "called off", "hit back": the parser calls some particles adverbs or prepositions."""
    loose = [each for each in children(token, "advmod", "prep") if each.lower_ in word_class("particle")]
    return children(token, "prt") + (loose if token.pos_ == "VERB" else [])


def _musts(token: Token) -> list[Token]:
    """Clauses of content that say somebody must do something."""
    found = [c for c in complements(token) if any(child.lower_ in _MUST for child in children(c, "aux"))]
    return [c for c in found if not any(noun.lower_ in _EMPTY for noun in children(c, "nsubj", "nsubjpass"))]


_FEATURES: dict[str, Callable[[Token], list[Token]]] = {
    "obj": lambda token: _with_parts(objects(token)),
    "subj": lambda token: subjects(token) or surface_subjects(token),
    "prt": lambda token: _particles(token),
    "vp": complements,
    "must": _musts,
    "mod": lambda token: children(token, "amod", "compound", "nmod"),
    "poss": lambda token: children(token, "poss"),
    "passive": lambda token: [token] if is_passive(token) else [],
    "cond": conditions,
    "objfor": lambda token: [n for o in _with_parts(objects(token)) for n in after(o, "for")] + after(token, "for"),
    "doing": lambda token: [clause for clause in children(token, "advcl") if clause.tag_ == "VBG"],
    "adj": lambda token: children(token, "acomp", "oprd", "xcomp"),
}


@cache
def _lexicon() -> dict[tuple[str, str], tuple[Entry, ...]]:
    found: dict[tuple[str, str], list[Entry]] = {}
    for row in rows("triggers"):
        for word in row["lemma"].split("|"):
            found.setdefault((word, row["pos"]), []).append(_entry(row))
    return {key: tuple(entries) for key, entries in found.items()}


def _entry(row: dict[str, str]) -> Entry:
    who = dict(part.split("=", 1) for part in row["who"].split())
    type_code, _, kind = row["type"].partition(":")
    return Entry(
        type=type_code,
        kind=kind or None,
        mode=row["mode"] or None,
        contexts=tuple(sorted(filter(None, row["contexts"].split("|")))),
        cameo=who.get("cameo"),
        joint="j" in who,
        actors=_slots(who.get("a", "subj" if row["pos"] != "n" else "poss,mod,by,from")),
        recipients=_slots(who.get("r", "obj" if row["pos"] != "n" else "")),
        keeps="keep" in who,
        tests=tuple(_tests(row["frame"])),
    )


def _slots(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(",")))


def _tests(frame: str) -> Iterator[Test]:
    for part in frame.split():
        keys, equals, values = part.lstrip("!").partition("=")
        yield Test(tuple(keys.split("|")), _words(values) if equals else None, part.startswith("!"))


def _words(values: str) -> frozenset[str]:
    named = [word_class(v[1:]) if v.startswith("@") else frozenset((v,)) for v in values.split("|")]
    return frozenset().union(*named)
