"""Who a pronoun or "the country" means, where the sentence or the one before leaves little doubt."""

from collections.abc import Iterator

import msgspec
from spacy.tokens import Doc, Token

from sayso.read.drafts import Draft, Memory
from sayso.read.syntax import is_infinitive, objects, surface_subjects

_PERSON = frozenset({"he", "she", "his", "him", "her"})
_THING = frozenset({"it", "its"})
_MANY = frozenset({"they", "their", "them"})
_OBJECTS = frozenset({"them", "him", "her"})
_ROLES = frozenset({"nsubj", "nsubjpass", "poss"})
#: "The country" goes for a country as "it" does, and not only as a subject.
_LAND = frozenset({"country", "nation", "republic", "kingdom"})
_LAND_ROLES = _ROLES | {"dobj", "pobj"}


def find_pronouns(doc: Doc, drafts: list[Draft], memory: Memory) -> list[Draft]:
    """Subjects, owners and persons; a pronoun that may mean several actors is left out.

    What the last sentence was about is remembered for the region that follows.
    """
    found: list[Draft] = []
    for token in doc:
        pronoun = token.lower_ in _PERSON | _THING | _MANY and (token.dep_ in _ROLES or token.lower_ in _PERSON)
        if pronoun or _is_the_country(token) or _is_object_again(token):
            meant = _meant(token, doc, [*drafts, *found], memory)
            if meant is not None and meant.country is not None:
                confidence = min(0.5, meant.confidence)
                found.append(
                    msgspec.structs.replace(
                        meant, first=token.i, last=token.i + 1, basis="pronoun", confidence=confidence
                    )
                )
    memory.subjects = _last_subjects(doc, [*drafts, *found]) or memory.subjects
    return found


def _is_object_again(token: Token) -> bool:
    """ "Urged Chad to act and accused it": the object of a verb that goes on from another's."""
    return token.lower_ in _THING | _OBJECTS and token.dep_ == "dobj" and token.head.dep_ == "conj"


def _last_subjects(doc: Doc, drafts: list[Draft]) -> list[tuple[Draft, bool]]:
    """Who the last sentence is about, each with whether the word is a plural; persons it only names come last."""
    last = list(doc.sents)[-1]
    nouns = surface_subjects(last.root)
    about = [(draft, noun) for noun in nouns for draft in drafts if draft.first <= noun.i < draft.last]
    named = [(d, d.head(doc)) for d in drafts if d.person and d.first >= last.start and d not in [a for a, _ in about]]
    persons = named if len({draft.actor for draft, _ in named}) == 1 else []
    return [(draft, _is_plural(noun)) for draft, noun in (*about, *persons)]


def _is_the_country(token: Token) -> bool:
    """ "The country", not "the country's north" (a place), "the first country" nor "the country that did it"."""
    own = [child.lower_ for child in token.children if child.dep_ not in ("case", "punct")]
    return token.lower_ in _LAND and token.dep_ in _LAND_ROLES and own in (["the"], ["this"])


def _meant(pronoun: Token, doc: Doc, drafts: list[Draft], memory: Memory) -> Draft | None:
    before = _sentence_before(pronoun, doc) if pronoun.dep_ != "poss" or pronoun.lower_ in _PERSON else iter(())
    for candidates in (_own_sentence(pronoun), before):
        for noun in candidates:
            draft = next((d for d in drafts if d.first <= noun.i < d.last), None)
            if draft is not None and draft.last <= pronoun.i and _fits(pronoun, _is_plural(noun), draft):
                return draft
    if pronoun.sent.start > 0:
        return _only_person(pronoun, doc, drafts) if pronoun.lower_ in _PERSON else None
    fitting = [draft for draft, plural in memory.subjects if _fits(pronoun, plural, draft)]
    several = len({draft.actor or draft.name for draft in fitting}) > 1 and pronoun.lower_ in _THING
    return fitting[0] if fitting and not several else None


def _only_person(pronoun: Token, doc: Doc, drafts: list[Draft]) -> Draft | None:
    """The one person of the sentence before, wherever it names them."""
    first = doc[pronoun.sent.start - 1].sent.start
    near = [d for d in drafts if d.person and first <= d.first < pronoun.sent.start]
    return near[-1] if len({draft.actor for draft in near}) == 1 else None


def _own_sentence(pronoun: Token) -> Iterator[Token]:
    """Subjects of the clauses above it, nearest first ("the coastguard said it had towed")."""
    clause = pronoun.head
    if _is_object_again(pronoun):
        before = clause.head
        # The parser hangs "accused" on "act" in "urged Chad to act and accused it".
        while is_infinitive(before) and not is_infinitive(clause) and before.head.i != before.i:
            before = before.head
        yield from objects(before)
        return
    if pronoun.dep_ == "poss":
        clause = _clause_above(pronoun)
        # "Norway said its ships had sailed": the ships' own "its" is not the ships.
        own = [noun for noun in surface_subjects(clause) if not noun.is_ancestor(pronoun)]
        yield from own
        if own:
            return
    while clause.head.i != clause.i:
        clause = clause.head
        if clause.pos_ in ("VERB", "AUX"):
            yield from surface_subjects(clause)


def _clause_above(token: Token) -> Token:
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


def _sentence_before(pronoun: Token, doc: Doc) -> Iterator[Token]:
    first = pronoun.sent.start
    if first > 0:
        yield from surface_subjects(doc[first - 1].sent.root)


def _is_plural(noun: Token) -> bool:
    return noun.tag_ in ("NNS", "NNPS")


def _fits(pronoun: Token, plural: bool, draft: Draft) -> bool:
    if pronoun.lower_ in _PERSON:
        return draft.person or (draft.basis == "office" and not plural)
    if pronoun.lower_ in _LAND:
        return draft.sector == "GOV" and not draft.person and not plural
    if pronoun.lower_ in _THING:
        return not draft.person and not plural
    return plural and not draft.person
