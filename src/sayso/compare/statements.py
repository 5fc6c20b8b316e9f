"""Which claims are one statement, told in several renderings."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

import msgspec
from rapidfuzz import fuzz

from sayso.compare.components import components
from sayso.compare.copied import Place, copied_pairs
from sayso.compare.terms import content, overlap, weight
from sayso.model.comparison import Reuse, Statement, Told
from sayso.model.identity import cluster_id, mention_id
from sayso.model.reading import Claim
from sayso.model.text import normalise

#: How near two renderings must be: rapidfuzz's token_set_ratio (0 to 100), and the weight of common content words.
ALIKE, COMMON = 75.0, 0.6
#: Fewer content words in common than this say too little to be one statement ("we will not comment").
_FEWEST = 4
#: Claims are compared at all when they share a word of at least this weight.
_RARE = 3.0
#: A word in more claims than this pairs nothing: a fixed cut, so that one big story cannot cost everything.
_MOST = 400
_NEGATION = re.compile(r"\b(?:not|no|never|none|nor|neither|without|cannot)\b|n't\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class Rendering(msgspec.Struct, frozen=True):
    """A claim, ready to be compared."""

    place: Place
    claim: Claim
    id: str
    words: str
    """Its content in the normalised view."""
    content: frozenset[str]
    negations: int
    numbers: frozenset[str]


class Alike(NamedTuple):
    """Every claim of a collection, and the pairs (in order) that say the same whatever passages are shared."""

    renderings: Mapping[Place, Rendering]
    pairs: frozenset[tuple[Place, Place]]


def claims_alike(told: Iterable[Told]) -> Alike:
    """The claims of all documents, compared with one another by what they say."""
    renderings = {r.place: r for t in sorted(told, key=lambda t: t.document.doc) for r in _renderings(t)}
    found = {pair for pair in _candidates(renderings.values()) if same(renderings[pair[0]], renderings[pair[1]])}
    return Alike(renderings, frozenset(found))


def statements(told: Iterable[Told], reuse: Iterable[Reuse], alike: Alike | None = None) -> tuple[Statement, ...]:
    """Every claim in exactly one statement, singletons too; a statement is named by its smallest claim.

    `alike` holds for the same documents; it is worked out where it is not given.
    """
    documents = list(told)
    compared = alike or claims_alike(documents)
    edges = compared.pairs.union(copied_pairs(documents, reuse, lambda t: t.reading.claims))
    return tuple(sorted(_statements(compared.renderings, edges), key=lambda s: s.id))


def _statements(renderings: Mapping[Place, Rendering], edges: Iterable[tuple[Place, Place]]) -> Iterator[Statement]:
    names = {f"{doc}\x00{index:09}": (doc, index) for doc, index in renderings}
    of = {place: name for name, place in names.items()}
    for group in components(names, ((of[a], of[b]) for a, b in edges)):
        places = sorted(names[name] for name in group)
        yield Statement(cluster_id(renderings[place].id for place in places), tuple(places))


def _renderings(told: Told) -> Iterator[Rendering]:
    for index, claim in enumerate(told.reading.claims):
        text = claim.slice(told.page.text)
        words = normalise(text)
        yield Rendering(
            place=(told.document.doc, index),
            claim=claim,
            id=mention_id("claim", told.page.id, claim.start, claim.end),
            words=words,
            content=content(text),
            negations=len(_NEGATION.findall(words)),
            numbers=frozenset(_NUMBER.findall(words)),
        )


def _candidates(renderings: Iterable[Rendering]) -> Iterator[tuple[Place, Place]]:
    """Pairs of claims that share a rare word."""
    postings: dict[str, list[Place]] = defaultdict(list)
    for r in renderings:
        for term in r.content:
            if weight(term) >= _RARE:
                postings[term].append(r.place)
    for places in postings.values():
        if len(places) <= _MOST:
            yield from combinations(sorted(places), 2)


def same(a: Rendering, b: Rendering) -> bool:
    """Are the two claims renderings of one statement? A pure function of the two."""
    return (
        len(a.content & b.content) >= _FEWEST
        and same_speaker(a.claim, b.claim)
        and a.negations % 2 == b.negations % 2
        and not (a.numbers and b.numbers and a.numbers.isdisjoint(b.numbers))
        and overlap(a.content, b.content) >= COMMON
        and fuzz.token_set_ratio(a.words, b.words) >= ALIKE
    )


def same_speaker(a: Claim, b: Claim) -> bool:
    """Could the two speakers be one? A ministry may be quoted as its country, an unnamed source as anybody of it."""
    if a.speaker_country and b.speaker_country and a.speaker_country != b.speaker_country:
        return False
    if not (a.named and b.named):
        return True
    if a.speaker_id and b.speaker_id and a.speaker_id.startswith("PER:") and b.speaker_id.startswith("PER:"):
        return a.speaker_id == b.speaker_id
    if a.speaker_country and b.speaker_country:
        return True
    return bool(a.speaker_name and b.speaker_name) and one_name(a.speaker_name or "", b.speaker_name or "")


def one_name(a: str, b: str) -> bool:
    """Are these one speaker's names ("Falk", "Regent Oda Falk")?"""
    return fuzz.token_set_ratio(normalise(a), normalise(b)) >= 90
