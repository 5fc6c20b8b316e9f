"""The same happening within and across pages, and what all of them say of it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import combinations

from sayso.compare.components import cluster, components
from sayso.compare.copied import Place, copied_pairs
from sayso.compare.event_pairs import OF_STORY, apart, likeness, merged
from sayso.compare.event_record import Record
from sayso.compare.facets import Facets, facets_of
from sayso.compare.page_events import page_events
from sayso.compare.story_sketch import pair_score, sketch_story
from sayso.compare.terms import weight
from sayso.model.comparison import Event, Origin, Publication, Reuse, Told
from sayso.model.time import OPEN

#: Two happenings are one when so likely, and several when so likely on average.
THRESHOLD = 0.68
#: A component with more happenings than this is cut at its weakest edges (components.clusters_of).
BOUND = 400
#: A key that more happenings share pairs none of them: a fixed cut, so that no war costs everything.
MOST = 300
_PERIOD = 30
_RARE = 5.0

Keys = Iterator[tuple[object, ...]]


def events(
    told: Iterable[Told], publications: Iterable[Publication], origins: Iterable[Origin], reuse: Iterable[Reuse]
) -> tuple[Event, ...]:
    """Every event mention in exactly one event, named by its smallest mention; sorted by id.

    First the mentions of each page, then those in copied wording (one voice, however often it is printed), then
    happenings on different pages.
    """
    documents = sorted(told, key=lambda t: t.document.doc)
    published = {p.doc: p.interval for p in publications}
    facets = {f.id + f.doc: f for t in documents for f in facets_of(t, published.get(t.document.doc, OPEN))}
    parts = _page_parts(facets.values())
    voices = _voices(parts, copied_pairs(documents, reuse, lambda t: t.reading.events))
    record = Record(documents, published, origins)
    found = _across(voices, _likeness_of_pages(documents))
    return tuple(sorted((record.event(parts) for parts in found), key=lambda e: e.id))


def _likeness_of_pages(documents: Iterable[Told]) -> Callable[[str, str], float]:
    """How alike two documents are as stories; each pair is scored once."""
    sketches = {t.document.doc: sketch_story(t) for t in documents}

    @cache
    def alike(a: str, b: str) -> float:
        return pair_score(sketches[a], sketches[b])

    return alike


def _page_parts(facets: Iterable[Facets]) -> dict[str, Facets]:
    """What each document tells, one value a happening; named so that names sort by document and place."""
    by_doc: dict[str, list[Facets]] = defaultdict(list)
    for f in facets:
        by_doc[f.doc].append(f)
    groups = [merged(group) for doc in sorted(by_doc) for group in page_events(by_doc[doc])]
    return {f"{part.doc}\x00{part.indices[0]:09}": part for part in groups}


def _voices(parts: Mapping[str, Facets], copies: Iterable[tuple[Place, Place]]) -> list[list[Facets]]:
    """Parts joined where they hold the same copied mention and nothing sets them apart."""
    holder = {(part.doc, index): name for name, part in parts.items() for index in part.indices}
    edges = ((holder[a], holder[b]) for a, b in copies)
    kept = [(a, b) for a, b in edges if parts[a].id == parts[b].id or not apart(parts[a], parts[b])]
    return [[parts[name] for name in group] for group in components(parts, kept)]


def _across(voices: list[list[Facets]], alike: Callable[[str, str], float]) -> Iterator[list[Facets]]:
    """The parts of each happening, over all pages."""
    by_name = {f"{parts[0].id} {parts[0].doc}": parts for parts in voices}
    whole = {name: merged(parts) for name, parts in by_name.items()}
    likely = {(a, b): _likely(whole[a], whole[b], alike) for a, b in sorted(_candidates(whole))}
    edges = [pair for pair, value in likely.items() if value >= THRESHOLD]
    for component in components(by_name, edges):
        several = len(component) > 1
        groups = cluster(component, lambda a, b: likely.get((a, b), 0.0), THRESHOLD, BOUND) if several else [component]
        for names in groups:
            yield [part for name in names for part in by_name[name]]


def _likely(a: Facets, b: Facets, alike: Callable[[str, str], float]) -> float:
    """The likeness of the two; how alike their pages are is looked at only where it can decide."""
    alone = likeness(a, b)
    return likeness(a, b, alike(a.doc, b.doc)) if alone >= THRESHOLD - OF_STORY else alone


def _candidates(whole: Mapping[str, Facets]) -> set[tuple[str, str]]:
    """Pairs (a < b) of happenings on different pages that share a key."""
    holders: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for name, facets in whole.items():
        for key in _keys(facets):
            holders[key].add(name)
    pairs = {pair for names in holders.values() if len(names) <= MOST for pair in combinations(sorted(names), 2)}
    return {(a, b) for a, b in pairs if whole[a].doc != whole[b].doc}


def _keys(facets: Facets) -> Keys:
    """What a happening is looked up by: its name, or its kind with a party, or with a rare word, about that time."""
    for name in facets.names:
        yield ("name", name)
    tellers = [*facets.parties, *(t for t in facets.context if weight(t) >= _RARE)]
    for period in _periods(facets):
        for kind in (*facets.heads, *(f"{t}/{m}" for t in facets.types for m in facets.modes)):
            for teller in tellers:
                yield (kind, teller, period)


def _periods(facets: Facets) -> set[int | None]:
    """The months around its days, else around publication; None, where few enough share a key to pair them all."""
    span = facets.days if facets.days != OPEN else facets.published
    return {None, *(_period(day) + k for day in (span.start, span.end) if day for k in (0, 1))}


def _period(day: date) -> int:
    return day.toordinal() // _PERIOD
