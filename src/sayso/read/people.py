"""Persons: leaders by full name or surname, others by spaCy, and the title before or behind a name."""

import re
from collections.abc import Iterator

import msgspec
from spacy.tokens import Doc, Token

from sayso.model.offices import Person, person_named, persons, slug
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


_INITIAL = re.compile(r"[A-Z]\.?")
#: Of a name in a spelling that the tables do not have.
_RESPELT = 0.7


def _personal_names(doc: Doc, memory: Memory) -> Iterator[tuple[int, int]]:
    """spaCy's persons without titles and possessive marks, and known names it missed."""
    seen: set[int] = set()
    for entity in doc.ents:
        tokens = [token for token in entity if token.pos_ == "PROPN" and token.lower_ not in _TITLE_ONLY]
        if entity.label_ == "PERSON" and tokens:
            first = tokens[0].i - _is_cut_at_an_initial(tokens[0])
            seen.update(range(first, tokens[-1].i + 1))
            yield first, tokens[-1].i + 1
    for token in doc:
        if token.i in seen or token.pos_ != "PROPN":
            continue
        if token.text in memory.surnames or bearer_of_surname(token.text) is not None:
            yield token.i, token.i + 1


def _is_cut_at_an_initial(token: Token) -> bool:
    """Of "Antony J. Blinken" spaCy may leave out the first name."""
    before = token.nbor(-1) if token.i > 0 else None
    initial = _INITIAL.fullmatch(token.text) is not None
    return initial and before is not None and before.pos_ == "PROPN" and before.is_title and before.is_alpha


def _known_as(doc: Doc, first: int, last: int) -> Person | None:
    """Who the table knows by this name, middle initials left out or letters of another alphabet spelt otherwise."""
    words = [token.text for token in doc[first:last]]
    plain = " ".join(word for k, word in enumerate(words) if k == 0 or not _INITIAL.fullmatch(word))
    return person_named(plain) if plain in persons() else spelt_like(plain)


def _person(doc: Doc, first: int, last: int, memory: Memory) -> Draft:
    surname = doc[last - 1].text
    known = memory.surnames.get(surname)
    if known is not None and (last - first == 1 or known.name == doc[first:last].text):
        return msgspec.structs.replace(known, first=first, last=last)
    meant = bearer_of_surname(surname) if last - first == 1 else None
    if meant is not None:
        return msgspec.structs.replace(from_named(first, last, meant), confidence=0.7)
    name = doc[first:last].text
    alike = _known_as(doc, first, last) if last - first > 1 else None
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
        titles = _titles_of(doc, roles, person)
        if titles:
            told = person
            for title in titles:
                told = _told_by(title, told)
            memory.surnames[doc[person.last - 1].text] = told
            roles = [role for role in roles if role not in titles]
            person = msgspec.structs.replace(told, first=titles[0].first, role=titles[0].role)
            memory.entitle(person, titles)
        else:
            beside = next((role for role in roles if _stands_beside(doc, role, person)), None)
            if beside is not None:
                told = _told_by(beside, person)
                memory.surnames[doc[person.last - 1].text] = told
                roles = [_told_by(person, role) if role is beside else role for role in roles]
                person = told
        joined.append(person)
    return joined + roles


def _titles_of(doc: Doc, roles: list[Draft], person: Draft) -> list[Draft]:
    """The titles before a name, in text order: "Defence Minister, Brigadier General Amir Aho"."""
    found: list[Draft] = []
    at = person
    while (title := next((role for role in roles if _is_title_of(doc, role, at)), None)) is not None:
        found.insert(0, title)
        at = title
    return found


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
