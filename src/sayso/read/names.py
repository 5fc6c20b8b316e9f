"""Known names of actors in a parse: countries, peoples, capitals, seats, organisations, leaders, roles.

Matching is on the region's own letters (a name is a name only in its own case: "US", not "us"), whole tokens, longest
first, left to right. Roles ("defence minister", "warships") are matched on lemmas instead.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import ahocorasick
from spacy.tokens import Doc, Token

from sayso.model.tables import Organisation, countries, dissolved, leaders, offices, organisations, seats
from sayso.read.lexicon import rows, word_class
from sayso.read.syntax import lemma

_QUOTES = str.maketrans({"’": "'", "‘": "'", "‑": "-", "–": "-"})
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_STANCES = frozenset({"anti", "pro", "non", "pan"})
_NOT_A_COUNTRY = frozenset({"LOC", "FAC", "WORK_OF_ART", "PRODUCT", "LAW", "EVENT"})


class Named(NamedTuple):
    """Who a name stands for."""

    kind: str
    """country, demonym, capital, seat, organisation, leader or role: the basis of the resolution."""
    name: str
    country: str | None
    sector: str | None
    actor: str | None
    cautious: bool = False
    """The word has other meanings ("Jordan")."""


class Hit(NamedTuple):
    """A name in a document: tokens [first, last)."""

    first: int
    last: int
    named: Named

    def head(self, doc: Doc) -> Token:
        return doc[self.first : self.last].root


def find_names(doc: Doc) -> list[Hit]:
    """Names and roles of the document, left to right, none overlapping another."""
    found = sorted([*_names(doc), *_roles(doc)], key=lambda hit: (hit.first, -hit.last))
    kept: list[Hit] = []
    for hit in found:
        if not kept or hit.first >= kept[-1].last:
            kept.append(hit)
    return [hit for hit in kept if not _is_other_thing(doc, hit) and not _is_stance(doc, hit)]


def slug(name: str) -> str:
    """ "Vladimir Putin" -> "vladimir-putin"."""
    return "-".join("".join(c for c in word if c.isalnum()) for word in name.casefold().split())


def _names(doc: Doc) -> Iterator[Hit]:
    text = doc.text.translate(_QUOTES)
    starts = {token.idx: token.i for token in doc}
    ends = {token.idx + len(token.text): token.i + 1 for token in doc}
    for end, (length, named) in _automaton().iter(text):
        first, last = starts.get(end + 1 - length), ends.get(end + 1)
        if first is not None and last is not None:
            yield Hit(first, last, named)


def _is_other_thing(doc: Doc, hit: Hit) -> bool:
    """The South China Sea is no actor, nor is Michael Jordan."""
    if hit.named.kind not in ("country", "demonym", "capital", "seat"):
        return False
    token = doc[hit.first]
    if hit.first > 1 and doc[hit.first - 1].lower_ == "of" and doc[hit.first - 2].lower_ in word_class("waters"):
        return True
    entity = next((e for e in doc.ents if e.start <= token.i < e.end), None)
    longer = entity is not None and entity.end - entity.start > hit.last - hit.first
    if entity is not None and longer and entity.label_ in _NOT_A_COUNTRY:
        return bool(doc[entity.end - 1].pos_ == "PROPN" and hit.last < entity.end)
    if hit.named.cautious and token.pos_ not in ("PROPN", "ADJ", "NOUN"):
        return True
    return entity is not None and longer and entity.label_ == "PERSON" and hit.named.cautious


def _is_stance(doc: Doc, hit: Hit) -> bool:
    """ "Pro-Russian separatists" are not Russia's, "ethnic Albanians" not Albania's, nor is "anti-Syria" Syrian."""
    before, prefix = doc[max(0, hit.first - 1)].lower_, doc[max(0, hit.first - 2)].lower_
    return hit.named.kind != "role" and (before == "ethnic" or (before in "-‐‑–" and prefix in _STANCES))


def _roles(doc: Doc) -> Iterator[Hit]:
    words = [token.lower_ for token in doc]
    for token in doc:
        if token.pos_ in ("NOUN", "PROPN") or (token.pos_ == "ADJ" and token.dep_ in _NOMINAL):
            found = next(_roles_ending_at(words, token), None)
            if found is not None:
                yield found


def _roles_ending_at(words: list[str], last: Token) -> Iterator[Hit]:
    """The longest first: "air force" before "force"."""
    table = _role_table()
    for first in range(max(0, last.i + 1 - _longest_role()), last.i + 1):
        before = words[first : last.i]
        named = table.get(" ".join([*before, last.lower_])) or table.get(" ".join([*before, lemma(last)]))
        if named is not None:
            yield Hit(first, last.i + 1, named)


@cache
def _role_table() -> dict[str, Named]:
    table = {phrase: row["sector"] for row in rows("roles") for phrase in row["phrase"].split("|")}
    table |= {phrase.casefold(): o.sector for o in offices() for phrase in (o.phrase, *o.aliases)}
    table |= {phrase: "" for row in rows("roles") if not row["sector"] for phrase in row["phrase"].split("|")}
    return {phrase: Named("role", phrase, None, sector or None, None) for phrase, sector in table.items()}


@cache
def _longest_role() -> int:
    return max(len(phrase.split()) for phrase in _role_table())


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    table: dict[str, Named] = {}
    for surface, named in _surfaces():
        table.setdefault(surface.translate(_QUOTES), named)
    for surface, named in table.items():
        automaton.add_word(surface, (len(surface), named))
    automaton.make_automaton()
    return automaton


def _surfaces() -> Iterator[tuple[str, Named]]:
    yield from _country_surfaces()
    for seat in seats():
        named = Named("seat", seat.name, seat.iso3, seat.sector, actor_id(seat.iso3, seat.sector))
        for surface in (seat.name, *seat.aliases):
            yield surface, named._replace(cautious=surface in seat.caution)
    for body in organisations():
        for surface in (body.name, *body.aliases):
            yield surface, _organisation(body, surface in body.caution)
    for person in leaders():
        named = Named("leader", person.name, person.iso3, person.sector, f"PER:{slug(person.name)}")
        for surface in (person.name, *person.aliases):
            yield surface, named


def _organisation(body: Organisation, cautious: bool) -> Named:
    short = next((word for word in (body.name, *body.aliases) if word.isupper()), slug(body.name))
    actor = actor_id(body.iso3, body.sector) if body.sector in ("GOV", "MIL") else None
    return Named("organisation", body.name, body.iso3, body.sector, actor or f"{body.sector}:{short}", cautious)


def actor_id(country: str | None, sector: str | None) -> str | None:
    """A country and those who govern it are one actor ("RUS"); other sectors stand beside it ("RUS-MIL")."""
    if country is None:
        return None
    return country if sector in ("GOV", None) else f"{country}-{sector}"


def _country_surfaces() -> Iterator[tuple[str, Named]]:
    for land in countries():
        for surface in (land.name, *land.aliases):
            yield surface, Named("country", land.name, land.iso3, "GOV", land.iso3, surface in land.caution)
        for surface in land.demonyms:
            yield surface, Named("demonym", land.name, land.iso3, "GOV", land.iso3, surface in land.caution)
    for land in countries():
        if land.capital:
            yield land.capital, Named("capital", land.name, land.iso3, "GOV", land.iso3)
    for gone in dissolved():
        code = gone.successors[0] if len(gone.successors) == 1 else gone.iso3
        for surface in (gone.name, *gone.aliases):
            yield surface, Named("country", gone.name, code, "GOV", code, surface in gone.caution)
        for surface in gone.demonyms:
            yield surface, Named("demonym", gone.name, code, "GOV", code, surface in gone.caution)


@cache
def surname_table() -> dict[str, Named]:
    """Surnames that in the news mean one leader ("Putin"); those with other bearers or meanings are left out."""
    table: dict[str, Named | None] = {}
    for person in leaders():
        named = Named("leader", person.name, person.iso3, person.sector, f"PER:{slug(person.name)}")
        for surname in person.surname:
            known = table.setdefault(surname, named)
            if surname in person.caution or known is None or known.actor != named.actor:
                table[surname] = None
    return {surname: named for surname, named in table.items() if named is not None}
