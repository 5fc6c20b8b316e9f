"""Known names of actors in a parse: countries, peoples, capitals, seats, organisations, leaders, roles.

Matching is on the region's own letters (a name is a name only in its own case: "US", not "us"), whole tokens, longest
first, left to right. Roles ("defence minister", "warships") are matched on lemmas instead.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from sayso.model.tables import offices
from sayso.read.gazetteer import Found, find_place_names
from sayso.read.lexicon import rows, word_class
from sayso.read.name_table import ONE_FORM, Named, bearer, known_names, longest_name
from sayso.read.syntax import lemma

#: A word in capitals throughout, in headlines and datelines ("CANBERRA"); shorter ones are acronyms.
_SHOUTED = re.compile(r"\b[A-Z]{4,}\b")
#: Where the parser cuts a word in two.
_PARTED = re.compile(r"('s?\b)")
#: Tokens of a known name at most.
_MOST_TOKENS = 14
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_STANCES = frozenset({"anti", "pro", "non", "pan"})
_NOT_A_COUNTRY = frozenset({"LOC", "FAC", "WORK_OF_ART", "PRODUCT", "LAW", "EVENT"})


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
    places = find_place_names(doc.text)
    kept = [hit for hit in kept if not _is_other_thing(doc, hit) and not _is_stance(doc, hit)]
    kept = [hit for hit in kept if not _is_part_of_place(doc, hit, places)]
    towns = [town for town in _towns(doc, places) if all(town.last <= h.first or h.last <= town.first for h in kept)]
    return sorted([*kept, *towns], key=lambda hit: hit.first)


def _is_part_of_place(doc: Doc, hit: Hit, places: list[Found]) -> bool:
    """Latin America is not the United States, nor is Northern Ireland Ireland."""
    span = doc[hit.first : hit.last]
    return hit.named.kind in ("country", "demonym") and any(
        place.start <= span.start_char
        and span.end_char <= place.end
        and place.end - place.start > len(span.text)
        and place.entries[0].kind != "country"
        for place in places
    )


def _towns(doc: Doc, places: list[Found]) -> Iterator[Hit]:
    """Cities and regions of one country: they are no actors, but those who act may be theirs ("Mosul police")."""
    for found in places:
        entry = found.entries[0]
        span = doc.char_span(found.start, found.end)
        if span is not None and entry.country and entry.kind != "country" and not entry.cautious:
            yield Hit(span.start, span.end, Named("town", entry.name, entry.country, None, None))


def _names(doc: Doc) -> Iterator[Hit]:
    text = doc.text.translate(ONE_FORM)
    starts = [token.idx for token in doc]
    ends = [token.idx + len(token.text) for token in doc]
    known, most = known_names(), longest_name()
    for form in dict.fromkeys((text, _SHOUTED.sub(lambda word: word[0].capitalize(), text))):
        for first, start in enumerate(starts):
            for last in range(first, min(len(ends), first + _MOST_TOKENS)):
                surface = form[start : ends[last]]
                if len(surface) > most:
                    break
                if surface in known:
                    yield Hit(first, last + 1, bearer(surface))


def _is_other_thing(doc: Doc, hit: Hit) -> bool:
    """The South China Sea is no actor, nor is Michael Jordan."""
    if hit.named.kind == "leader":
        return _goes_on(doc, hit)
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


def _goes_on(doc: Doc, hit: Hit) -> bool:
    """ "Juan Carlos Jobet" is not Juan Carlos."""
    behind = doc[hit.last] if hit.last < len(doc) else None
    return behind is not None and behind.ent_iob_ == "I" and behind.ent_type_ == "PERSON" and behind.pos_ == "PROPN"


def _is_stance(doc: Doc, hit: Hit) -> bool:
    """ "Pro-Russian separatists" are not Russia's, "ethnic Albanians" not Albania's, nor is "anti-Syria" Syrian."""
    before, prefix = doc[max(0, hit.first - 1)].lower_, doc[max(0, hit.first - 2)].lower_
    return hit.named.kind != "role" and (before == "ethnic" or (before in "-‐‑–" and prefix in _STANCES))


def _roles(doc: Doc) -> Iterator[Hit]:
    words = [token.lower_ for token in doc]
    for token in doc:
        if token.pos_ in ("NOUN", "PROPN") or (token.pos_ == "ADJ" and token.dep_ in _NOMINAL):
            found = next(_roles_ending_at(words, token), None)
            if found is not None and not _opens_a_name(token):
                yield found


def _opens_a_name(token: Token) -> bool:
    """ "National" and "Defence" in "South African National Defence Force" are no nationals and no defence."""
    entity = next((e for e in token.doc.ents if e.start <= token.i < e.end - 1), None) if token.is_title else None
    return entity is not None and entity.label_ == "ORG" and token.dep_ in ("compound", "nmod", "amod")


def sector_of_name(doc: Doc, last: int) -> str | None:
    """The sector that the last word of a name says: "the Kenya Wildlife Police"."""
    found = next(_roles_ending_at([token.lower_ for token in doc], doc[last - 1]), None)
    return found.named.sector if found is not None else None


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
    """Phrase in tokens, joined by blanks ("president 's office") -> role. A plural stands for its singular as well."""
    told = {phrase: row["sector"] for row in rows("roles") for phrase in row["phrase"].split("|")}
    told |= {phrase: o.sector for o in offices() for phrase in (o.phrase, *o.aliases)}
    told |= {phrase: "" for row in rows("roles") if not row["sector"] for phrase in row["phrase"].split("|")}
    table = {_PARTED.sub(r" \1", phrase.casefold()).replace("-", " - "): told[phrase] for phrase in told}
    singular = {_singular(phrase): sector for phrase, sector in table.items()}
    return {phrase: Named("role", phrase, None, sector or None, None) for phrase, sector in (singular | table).items()}


def _singular(phrase: str) -> str:
    if phrase.endswith("ies") and len(phrase) > 5:
        return phrase[:-3] + "y"
    return phrase[:-1] if phrase.endswith("s") and not phrase.endswith(("ss", "us", "is")) else phrase


@cache
def _longest_role() -> int:
    return max(len(phrase.split()) for phrase in _role_table())
