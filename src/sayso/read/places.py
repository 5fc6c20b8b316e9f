"""Where? Names of places, told from the same names when they act ("Moscow said"), and what they stand for."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from sayso.model.reading import PlaceMention
from sayso.read.gazetteer import Entry, Found, find_place_names
from sayso.read.lexicon import words
from sayso.read.locative import is_locative
from sayso.read.parse import Parsed
from sayso.read.syntax import lemma

_LABELS = frozenset({"GPE", "LOC", "FAC"})
_OTHER_THINGS = frozenset({"PERSON", "ORG", "LAW", "EVENT", "WORK_OF_ART", "PRODUCT", "NORP"})
_INNER = frozenset({"compound", "nmod", "amod", "poss", "conj", "appos"})
_ACTING = frozenset({"nsubj", "nsubjpass", "dobj", "poss", "agent"})
_MAY_ACT = frozenset({"country", "capital"})


def find_places(parsed: tuple[Parsed, ...]) -> tuple[PlaceMention, ...]:
    """The page's places in text order. Places that no table knows stay as mentions without a place."""
    named = [find_place_names(region.text) for region in parsed]
    near = {entry.country for found in named for name in found for entry in name.entries if entry.kind == "country"}
    return tuple(
        sorted(
            mention
            for region, found in zip(parsed, named, strict=True)
            for mention in (*_known(region, found, near), *_unknown(region, found))
        )
    )


def _known(region: Parsed, found: list[Found], near: set[str | None]) -> Iterator[PlaceMention]:
    ents = region.doc.ents
    for name in found:
        span = region.doc.char_span(name.start, name.end, alignment_mode="expand")
        entry, basis = _chosen(name, near)
        if span is not None and any(map(str.isupper, span.text)) and _is_place(span, entry, ents):
            yield PlaceMention(
                start=region.region.start + name.start,
                end=region.region.start + name.end,
                name=entry.name,
                country=entry.country,
                place=entry.place,
                lat=entry.lat,
                lon=entry.lon,
                kind=entry.kind,
                precision=entry.precision,
                basis=basis,
            )


def _chosen(name: Found, near: set[str | None]) -> tuple[Entry, str]:
    """The table's reading; of namesakes the one in a country the page names, else the largest."""
    first = name.entries[0]
    if first.kind == "country" or (first.place or "").startswith("sayso:"):
        return first, "country" if first.kind == "country" else "supplement"
    here = next((entry for entry in name.entries if entry.country in near), None)
    if here is not None:
        return here, "city in a country the page names"
    return first, "city" if len(name.entries) == 1 else "largest city of the name"


def _is_place(span: Span, entry: Entry, ents: Sequence[Span]) -> bool:
    """Countries and capitals only where they are not the ones who act; doubtful names only with support."""
    head = span.root
    here = _is_owned_land(head) and (is_locative(head) or is_goal(head))
    if entry.kind == "region" and head.dep_ in _ACTING and not here:
        return False
    within = next((ent for ent in ents if ent.start <= span.start and span.end <= ent.end), None)
    wider = within is not None and within.end - within.start > span.end - span.start
    if within is not None and within.label_ in _OTHER_THINGS and (wider or not here) and entry.kind != "country":
        wholly = not wider and within.label_ in ("ORG", "PERSON") and not entry.cautious
        return wholly and (entry.place or "").startswith("sayso:")
    if entry.kind in _MAY_ACT:
        return here and not (wider and within is not None and within.label_ in _OTHER_THINGS)
    labelled = within is not None and within.label_ in _LABELS
    return here or labelled or (not entry.cautious and within is None and not _in_longer_name(span))


def _is_owned_land(head: Token) -> bool:
    """ "in Chad's north" is in Chad, "in Chad's war" need not be."""
    owned = head.head
    return (
        head.dep_ != "poss" or owned.pos_ == "PROPN" or lemma(owned) in words("place_words", "class", "land", "lemma")
    )


def _in_longer_name(span: Span) -> bool:
    """ "Paris Agreement", "Lima/Quito-1999": another name goes with it."""
    if span.end < len(span.doc) and span.doc[span.end].text[0] in "/-–":
        return True
    beside = [span.doc[i] for i in (span.start - 1, span.end) if 0 <= i < len(span.doc)]
    return any(token.pos_ == "PROPN" and token.dep_ != "punct" for token in beside)


def is_goal(token: Token) -> bool:
    """Where something moves to or from ("sailed to Chad", "entered Chad", "a visit to Chad")."""
    head = token
    while head.dep_ in _INNER and head.head.i != head.i and head.head.pos_ in ("PROPN", "NOUN"):
        head = head.head
    if head.dep_ == "dobj":
        return lemma(head.head) in words("place_words", "class", "object", "lemma")
    if head.dep_ != "pobj" or head.head.lower_ not in words("place_words", "class", "preposition", "lemma") | {"of"}:
        return False
    governor = head.head.head
    if governor.lower_ in ("out", "from"):
        governor = governor.head
    elif head.head.lower_ == "of":
        return False
    kind = "noun" if governor.pos_ == "NOUN" else "verb"
    moved = governor.head if kind == "noun" and governor.dep_ == "dobj" else governor
    return any(lemma(word) in words("place_words", "class", kind, "lemma") for word in (governor,)) or (
        moved.pos_ == "VERB" and lemma(moved) in words("place_words", "class", "verb", "lemma")
    )


def _unknown(region: Parsed, found: list[Found]) -> Iterator[PlaceMention]:
    """spaCy's places that no table knows: landscape and buildings, and towns where something happens."""
    for entity in region.doc.ents:
        start, end = entity.start_char, entity.end_char
        if entity.label_ not in _LABELS or any(name.start < end and start < name.end for name in found):
            continue
        if entity.root.pos_ == "PROPN" and (entity.label_ == "LOC" or is_locative(entity.root) or is_goal(entity.root)):
            first = entity[1:] if entity[0].pos_ == "DET" and len(entity) > 1 else entity
            yield PlaceMention(
                start=region.start_of(first),
                end=region.end_of(first),
                name=" ".join(first.text.split()),
                country=None,
                place=None,
                lat=None,
                lon=None,
                kind="unknown",
                precision="unknown",
                basis=f"named as {entity.label_}",
            )
