"""Which documents tell of the same happening: coarse stories of documents, fine ones around a single event."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from sayso.compare.components import clusters_of
from sayso.compare.story_pairs import Voice, similarities
from sayso.compare.story_sketch import StorySketch, pair_score, sketch_story
from sayso.compare.voices import OriginOf
from sayso.model.comparison import Event, Origin, Publication, Story
from sayso.model.identity import cluster_id, key
from sayso.model.time import OPEN, Interval

__all__ = ["StorySketch", "pair_score", "sketch_story", "stories"]

#: Documents join a story while the mean score between them and its documents is at least this.
THRESHOLD = 0.21
#: A component with more voices than this is cut at its weakest edges (components.clusters_of).
BOUND = 10_000
_SEASON = 92
#: What opens a document: its first mentions of events, and those events that are over within so many days.
_FIRST, _FEW_DAYS = 8, 7
#: Statuses of events that a story can be about.
_REAL = frozenset({"happened", "ongoing", "claimed", "planned"})


def stories(
    sketches: Iterable[StorySketch],
    origins: Iterable[Origin],
    publications: Iterable[Publication],
    events: Iterable[Event],
) -> tuple[Story, ...]:
    """Every document in exactly one coarse story (parent None); fine stories name their coarse one as parent.

    Documents of one text origin are one voice, and so always in one story. Sorted by coarse story, then parent first.
    """
    by_doc = {sketch.doc: sketch for sketch in sketches}
    days = {p.doc: p.interval for p in publications}
    event_list = tuple(events)
    main = _main_events(by_doc, event_list)
    families = _families(by_doc, origins)
    leads = _leads(event_list)
    voices = [
        Voice(by_doc[docs[0]], days.get(docs[0], OPEN), _when(main.get(docs[0])), frozenset(leads[docs[0]]))
        for docs in families
    ]
    found: list[Story] = []
    for members in clusters_of(similarities(voices), THRESHOLD, BOUND):
        docs = sorted(doc for k in members for doc in families[k])
        coarse = _story(docs, by_doc, days, main)
        found += [coarse, *_fine(coarse, by_doc, days, main, families)]
    return tuple(sorted(found, key=lambda s: (s.parent or s.id, s.parent is not None, s.id)))


def _families(by_doc: Mapping[str, StorySketch], origins: Iterable[Origin]) -> list[list[str]]:
    """The documents of each text origin, both sorted."""
    origin_of = OriginOf(origins)
    families: dict[str, list[str]] = defaultdict(list)
    for doc in sorted(by_doc):
        families[origin_of.document(doc)].append(doc)
    return sorted(families.values())


def _main_events(by_doc: Mapping[str, StorySketch], events: Sequence[Event]) -> dict[str, Event]:
    """What each document is about: the event it tells oftenest; of several, the one most documents tell."""
    told: dict[str, list[tuple[int, int, str, Event]]] = defaultdict(list)
    for event in events:
        if event.status in _REAL:
            counts = Counter(telling.doc for telling in event.mentions)
            for doc, times in counts.items():
                told[doc].append((-times, -len(counts), event.id, event))
    return {doc: min(told[doc], key=lambda t: t[:3])[3] for doc in sorted(by_doc) if doc in told}


def _leads(events: Sequence[Event]) -> dict[str, set[str]]:
    """Events of a few known days that the first event mentions of a document tell; a war opens every page on it."""
    leads: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if event.parties and event.when.days is not None and event.when.days <= _FEW_DAYS:
            for telling in event.mentions:
                if telling.index < _FIRST:
                    leads[telling.doc].add(event.id)
    return leads


def _when(event: Event | None) -> Interval:
    """The main event's days, where they are known within a season."""
    return event.when if event and event.when.days is not None and event.when.days <= _SEASON else OPEN


def _story(
    docs: Sequence[str],
    by_doc: Mapping[str, StorySketch],
    days: Mapping[str, Interval],
    main: Mapping[str, Event],
    parent: str | None = None,
) -> Story:
    published = [days.get(doc, OPEN) for doc in docs]
    intervals = [i for i in published if i.start and i.end] or [_when(main.get(doc)) for doc in docs]
    return Story(
        id=cluster_id(_member_id(doc, parent) for doc in docs),
        title=_title(docs, by_doc, days),
        first=min((i.start for i in intervals if i.start), default=None),
        last=max((i.end for i in intervals if i.end), default=None),
        docs=tuple(docs),
        parent=parent,
    )


def _member_id(doc: str, parent: str | None) -> str:
    """What a story of this document alone would be called."""
    return f"story-{key('story' if parent is None else 'fine story', doc)[:16]}"


def _title(docs: Sequence[str], by_doc: Mapping[str, StorySketch], days: Mapping[str, Interval]) -> str:
    """The title of the earliest document that has one; a document without a date comes last."""

    def earliness(doc: str) -> tuple[bool, date, str]:
        day = days.get(doc, OPEN).start
        return (day is None, day or date.max, doc)

    titled = sorted((doc for doc in docs if by_doc[doc].title), key=earliness)
    return by_doc[titled[0]].title if titled else docs[0]


def _fine(
    coarse: Story,
    by_doc: Mapping[str, StorySketch],
    days: Mapping[str, Interval],
    main: Mapping[str, Event],
    families: Sequence[Sequence[str]],
) -> Iterator[Story]:
    """One fine story an event that several origins are about, where the coarse story holds several events."""
    groups: dict[str, list[Sequence[str]]] = defaultdict(list)
    for family in families:
        if family[0] in coarse.docs and family[0] in main:
            groups[main[family[0]].id].append(family)
    shared = [sorted(doc for family in group for doc in family) for group in groups.values() if len(group) > 1]
    if len(groups) > 1:
        for docs in sorted(shared):
            yield _story(docs, by_doc, days, main, coarse.id)
