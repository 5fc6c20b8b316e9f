"""Persons: leaders by full name or surname, others by spaCy, and the title before or behind a name."""

from collections.abc import Iterator

import msgspec
from spacy.tokens import Doc

from sayso.model.offices import slug
from sayso.read.drafts import Draft, Memory, from_named
from sayso.read.name_table import actor_id, bearer_of_surname, of_person
from sayso.read.names import Hit
from sayso.read.ships import find_ships
from sayso.read.transliteration import spelt_like

_TITLE_ONLY = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sheikh", "sir", "gen.", "adm.", "col."})


def find_people(doc: Doc, hits: list[Hit], memory: Memory) -> list[Draft]:
    """The persons and ships named in the document; a surname means whoever the page named with it before."""
    found = find_ships(doc, memory)
    for hit in (hit for hit in hits if hit.named.kind == "leader"):
        draft = from_named(hit.first, hit.last, hit.named)
        memory.surnames.setdefault(doc[hit.last - 1].text, draft)
        found.append(draft)
    taken = [(hit.first, hit.last) for hit in hits if hit.named.kind not in ("role", "town") and not hit.named.cautious]
    taken += [(ship.first, ship.last) for ship in found]
    towns = {(hit.first, hit.last) for hit in hits if hit.named.kind == "town"}
    for first, last in _personal_names(doc, memory):
        if (first, last) not in towns and not any(first < b and a < last for a, b in taken):
            found.append(_person(doc, first, last, memory))
    return found


#: Of a name in a spelling that the tables do not have.
_RESPELT = 0.7


def _personal_names(doc: Doc, memory: Memory) -> Iterator[tuple[int, int]]:
    """spaCy's persons without titles and possessive marks, and known names it missed."""
    seen: set[int] = set()
    for entity in doc.ents:
        tokens = [token for token in entity if token.pos_ == "PROPN" and token.lower_ not in _TITLE_ONLY]
        if entity.label_ == "PERSON" and tokens:
            seen.update(range(tokens[0].i, tokens[-1].i + 1))
            yield tokens[0].i, tokens[-1].i + 1
    for token in doc:
        if token.i in seen or token.pos_ != "PROPN":
            continue
        if token.text in memory.surnames or bearer_of_surname(token.text) is not None:
            yield token.i, token.i + 1


def _person(doc: Doc, first: int, last: int, memory: Memory) -> Draft:
    surname = doc[last - 1].text
    known = memory.surnames.get(surname)
    if known is not None and (last - first == 1 or known.name == doc[first:last].text):
        return msgspec.structs.replace(known, first=first, last=last)
    meant = bearer_of_surname(surname) if last - first == 1 else None
    if meant is not None:
        return msgspec.structs.replace(from_named(first, last, meant), confidence=0.7)
    name = doc[first:last].text
    alike = spelt_like(name) if last - first > 1 else None
    if alike is not None:
        known = msgspec.structs.replace(from_named(first, last, of_person(alike)), confidence=_RESPELT)
        memory.surnames.setdefault(surname, known)
        return known
    draft = Draft(first, last, name, None, None, f"PER:{slug(name)}", "unresolved", 0.3, person=True)
    if last - first > 1:
        memory.surnames.setdefault(surname, draft)
    return draft


#: Tokens that may stand between an office and the person who holds it.
_NEAR = 4


def join_titles(doc: Doc, people: list[Draft], roles: list[Draft], memory: Memory) -> list[Draft]:
    """ "President Mario Soares" becomes one mention; in "the minister, Ali Bongo," both mean the same."""
    joined = []
    for person in people:
        title = next((role for role in roles if _is_title_of(doc, role, person)), None)
        if title is not None:
            told = _told_by(title, person)
            memory.surnames[doc[person.last - 1].text] = told
            roles = [role for role in roles if role is not title]
            person = msgspec.structs.replace(told, first=title.first)
        else:
            beside = next((role for role in roles if _stands_beside(doc, role, person)), None)
            if beside is not None:
                told = _told_by(beside, person)
                memory.surnames[doc[person.last - 1].text] = told
                roles = [_told_by(person, role) if role is beside else role for role in roles]
                person = told
        joined.append(person)
    return joined + roles


def _is_title_of(doc: Doc, role: Draft, person: Draft) -> bool:
    if not 0 <= person.first - role.last <= _NEAR:
        return False
    return all(token.lower_ in _TITLE_ONLY for token in doc[role.last : person.first])


def _stands_beside(doc: Doc, role: Draft, person: Draft) -> bool:
    """Only a comma, and at most an article, between them."""
    first, second = (role, person) if role.first < person.first else (person, role)
    if not 0 <= second.first - first.last <= _NEAR:
        return False
    between = [token.lower_ for token in doc[first.last : second.first] if token.lower_ not in ("the", "a", "an")]
    return first.last <= second.first and between == [","] and doc[second.first].pos_ != "VERB"


def _told_by(known: Draft, draft: Draft) -> Draft:
    """The draft, with the country and sector the other gives where it has none of its own.

    The page's word for what somebody is ("Senator Rubio") goes before the table's, which knows several offices.
    """
    sector = known.sector if draft.basis == "leader" and known.sector else draft.sector or known.sector
    if draft.country is not None or known.country is None:
        basis = "office" if draft.basis == "leader" and known.sector else draft.basis
        return msgspec.structs.replace(draft, sector=sector, basis=basis)
    actor = draft.actor if draft.person else actor_id(known.country, sector)
    basis = "office" if draft.person else known.basis
    return msgspec.structs.replace(
        draft, country=known.country, sector=sector, actor=actor, basis=basis, confidence=max(0.6, draft.confidence)
    )
