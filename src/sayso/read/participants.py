"""The parties of a happening: which actor mentions stand where its trigger says they stand."""

from collections.abc import Callable, Iterable

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from sayso.model.reading import ActorMention, Participant
from sayso.read.lexicon import word_class
from sayso.read.parse import Parsed
from sayso.read.syntax import (
    after,
    children,
    complements,
    conditions,
    is_infinitive,
    lemma,
    objects,
    subjects,
    surface_subjects,
    with_conjuncts,
)
from sayso.read.triggers import Trigger
from sayso.read.within import within

_INNER = ("poss", "amod", "compound", "nmod")
#: "the withdrawal of Serbia's forces from Bosnia" is Serbia's.
_OWNING = ("of", "by", "between", "among")
_BEHIND = (*_OWNING, "from", "against", "with", "to", "in", "on", "for", "into")
#: "Deliveries of aid to Chad" are not Chad's.
_NOT_ACTING = frozenset({"to", "for", "against", "into"})
_COMPLEMENT_PREPOSITIONS = ("against", "on", "to", "with", "from", "in", "for", "of", "at")


class ActorIndex:
    """Which actor mentions stand on which token of a document."""

    def __init__(self, part: Parsed, actors: tuple[ActorMention, ...]) -> None:
        self.actors = actors
        self._at: dict[int, list[int]] = {}
        region = part.region
        for index in within(actors, region):
            self._place(part.doc, region.start, index, actors[index])

    def _place(self, doc: Doc, offset: int, index: int, actor: ActorMention) -> None:
        span = doc.char_span(actor.start - offset, actor.end - offset, alignment_mode="expand")
        for token in span if span is not None and not _is_only_origin(span) else ():
            self._at.setdefault(token.i, []).append(index)

    def on(self, token: Token) -> list[int]:
        return self._at.get(token.i, [])

    def country(self, index: int) -> str | None:
        return self.actors[index].country


def _is_only_origin(words: Words) -> bool:
    """ "US-made tanks" are not the US."""
    after = words.doc[words.end : words.end + 2]
    return len(after) == 2 and after[0].text in "-‑–" and after[1].lower_ in word_class("made_by")


def spares(trigger: Trigger) -> bool:
    """ "refused to condemn Chad" refuses Chad nothing."""
    refused = complements(trigger.token) if trigger.entry.type == "REJECT" else []
    return any(lemma(clause) in word_class("harming") for clause in refused)


def is_own(noun: Token, trigger: Trigger) -> bool:
    """ "scrambled jets", "pulled back troops": who or what one moves is one's own."""
    return trigger.entry.type in ("MOBILIZE", "RETREAT") and any(noun.i == own.i for own in objects(trigger.token))


def find_participants(trigger: Trigger, index: ActorIndex) -> tuple[Participant, ...]:
    """Actors and recipients; of a joint act all are actors. Sorted, each mention in one role."""
    acting = _first_named(trigger, _actor_slots(trigger), index, set(), acting=True)
    taken = {index.actors[i].actor for i in acting if index.actors[i].actor}
    acted_upon = [i for i in _first_named(trigger, trigger.entry.recipients, index, set(acting)) if i not in acting]
    if trigger.entry.joint:
        acting, acted_upon = [*acting, *acted_upon], []
    acted_upon = [i for i in acted_upon if index.actors[i].actor is None or index.actors[i].actor not in taken]
    parties = {Participant("actor", i) for i in acting} | {Participant("recipient", i) for i in acted_upon}
    return tuple(sorted(parties))


def _actor_slots(trigger: Trigger) -> tuple[str, ...]:
    return ("support", *trigger.entry.actors) if trigger.support is not None else trigger.entry.actors


def _first_named(
    trigger: Trigger, slots: Iterable[str], index: ActorIndex, taken: set[int], *, acting: bool = False
) -> list[int]:
    """The mentions in the first slot that names a country; else in the first that names anyone."""
    fallback: list[int] = []
    for slot in slots:
        found = [i for i in _in_slot(trigger, slot, index, acting) if i not in taken]
        if any(index.country(i) for i in found):
            return found
        fallback = fallback or found
        if slot == "obj" and any(_owners(noun) for noun in objects(trigger.token)):
            break
    return fallback


def _in_slot(trigger: Trigger, slot: str, index: ActorIndex, acting: bool) -> list[int]:
    find = _SLOTS.get(slot)
    nouns = find(trigger) if find else _behind(trigger, slot)
    nouns = [noun for noun in nouns if acting or not is_own(noun, trigger)]
    behind = tuple(word for word in _BEHIND if not (acting and word in _NOT_ACTING))
    found = [i for noun in nouns for i in mentions_under(noun, index, behind)]
    return list(dict.fromkeys(found))


def _behind(trigger: Trigger, preposition: str) -> list[Token]:
    found = after(trigger.token, preposition)
    # Who foiled an attack did not attack: "by" counts only behind the verb that carries the noun.
    carried = preposition in ("between", "with") or (preposition == "by" and trigger.support is not None)
    if trigger.token.dep_ in ("nsubj", "nsubjpass") and carried:
        found += after(trigger.token.head, preposition)
    for word in trigger.words:
        if word.i != trigger.token.i:
            found += [noun for noun in after(word, preposition) if noun not in found]
    return found


_SLOTS: dict[str, Callable[[Trigger], list[Token]]] = {
    "subj": lambda t: subjects(t.token),
    "support": lambda t: subjects(t.support) if t.support is not None else [],
    "obj": lambda t: objects(t.token),
    "iobj": lambda t: with_conjuncts([c for c in children(t.token, "dative") if c.pos_ in ("NOUN", "PROPN", "PRON")]),
    "poss": lambda t: with_conjuncts(children(t.token, "poss")),
    "mod": lambda t: with_conjuncts(children(t.token, "amod", "compound", "nmod")),
    "vpsubj": lambda t: [noun for clause in complements(t.token) for noun in _own_subjects(clause)],
    "cond": lambda t: [noun for clause in _conditions(t.token) for noun in _own_subjects(clause)],
    "surface": lambda t: surface_subjects(t.token),
    "vpobj": lambda t: [noun for clause in complements(t.token) for noun in _inside(clause)],
}


def _conditions(verb: Token) -> list[Token]:
    """Its own, and those of what it says: "threatened to march unless Chad yields"."""
    return [*conditions(verb), *(found for clause in complements(verb) for found in conditions(clause))]


def _own_subjects(clause: Token) -> list[Token]:
    return with_conjuncts(children(clause, "nsubj", "nsubjpass"))


def _inside(clause: Token) -> list[Token]:
    """Those acted upon in a clause of content ("threatened to cut off gas to Chad")."""
    direct = objects(clause)
    behind = [noun for preposition in _COMPLEMENT_PREPOSITIONS for noun in after(clause, preposition)]
    inner = children(clause, "xcomp", "ccomp") + [c for c in children(clause, "advcl") if is_infinitive(c)]
    deeper = [noun for each in inner for noun in _inside(each)]
    return direct + behind + deeper


def mentions_under(noun: Token, index: ActorIndex, prepositions: tuple[str, ...] = _BEHIND) -> list[int]:
    """Mentions on the noun; else on what it belongs to ("the plan of Chad", "Chad's plan"); and on its conjuncts."""
    found = index.on(noun)
    if any(index.country(i) for i in found):
        return [*_shared(noun, index, found), *found]
    behind = (_nouns_behind(noun, _OWNING), _nouns_behind(noun, prepositions))
    for owners in (children(noun, *_INNER), *behind, children(noun, "appos")):
        below = [i for owner in with_conjuncts(owners) for i in mentions_under(owner, index, prepositions)]
        if any(index.country(i) for i in below) or _owners(noun):
            return [*found, *below]
    return list(found)


def _owners(noun: Token) -> list[Token]:
    """ "NATO's sanctions on Chad" are NATO's, of whatever country that is, and not Chad's; "last week's" nobody's."""
    return [owner for owner in children(noun, "poss") if owner.pos_ == "PROPN" and owner.ent_type_ != "DATE"]


def _shared(noun: Token, index: ActorIndex, found: list[int]) -> list[int]:
    """ "Russian and Chinese warships", "ministers of Iran and Iraq": those of one role beside its mention."""
    sectors = {index.actors[i].sector for i in found if index.actors[i].basis == "office"}
    words = [token for token in noun.subtree if token.i != noun.i and token.pos_ in ("ADJ", "PROPN")]
    beside = [i for word in words for i in index.on(word)]
    offices = [i for i in beside if index.actors[i].sector in sectors and index.actors[i].basis == "office"]
    hyphened = [t for t in words if t.dep_ == "compound" and t.i < noun.i and t.doc[t.i + 1].text in "-–/"]
    return [i for i in (*offices, *(i for t in hyphened for i in index.on(t))) if i not in found]


def _nouns_behind(noun: Token, prepositions: tuple[str, ...]) -> list[Token]:
    found = [preposition for preposition in children(noun, "prep") if preposition.lower_ in prepositions]
    nouns = [(preposition.lower_, each) for preposition in found for each in children(preposition, "pobj")]
    return [each for preposition, each in nouns if not (preposition in ("in", "on") and _is_ground(each))]


def _is_ground(noun: Token) -> bool:
    """ "a rebel camp on the Thai border" is not Thailand's."""
    return lemma(noun) in word_class("ground")
