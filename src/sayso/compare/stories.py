"""Which documents tell of the same happening: fine stories around a single event, coarse ones of a running affair."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np
from scipy.sparse import csr_array

from sayso.compare.components import clusters_of
from sayso.compare.story_pairs import Voice, is_counted, similarities
from sayso.compare.story_sketch import StorySketch, pair_score, sketch_story
from sayso.compare.voices import OriginOf
from sayso.model.comparison import Event, Origin, Publication, Story
from sayso.model.identity import cluster_id, key
from sayso.model.time import OPEN, Interval

__all__ = ["StorySketch", "pair_score", "sketch_story", "stories"]

#: Documents join a fine story while the mean score between them and its documents is at least this ...
THRESHOLD = 0.21
#: ... and fine stories a coarse one.
AFFAIR = 0.2
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
    """Every document in exactly one coarse story (parent None).

    A coarse story of several fine ones is followed by these, which name it as parent; otherwise it is itself the fine
    one. Documents of one text origin are one voice, and so always in one story.
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
    scores = similarities(voices)
    fine = clusters_of(scores.stories, THRESHOLD, BOUND)
    found: list[Story] = []
    for groups in running_affairs(scores.affairs, fine, [is_counted(voice) for voice in voices]):
        members = [[doc for k in fine[group] for doc in families[k]] for group in groups]
        coarse = _story([doc for docs in members for doc in docs], by_doc, days, main)
        parts = members if len(members) > 1 else []
        found += [coarse, *(_story(docs, by_doc, days, main, coarse.id) for docs in parts)]
    return tuple(sorted(found, key=lambda s: (s.parent or s.id, s.parent is not None, s.id)))


def running_affairs(scores: csr_array, fine: Sequence[Sequence[int]], counted: Sequence[bool]) -> list[list[int]]:
    """Which fine stories are one running affair: groups of their numbers, by the mean score between their voices.

    Only voices that are `counted` speak: those whose days are known, as nothing else tells a running affair from
    another one like it.
    """
    speaking = [[voice for voice in members if counted[voice]] for members in fine]
    entries = [(k, voice, 1 / len(members)) for k, members in enumerate(speaking) for voice in members]
    table = np.array(entries, dtype=float).reshape(-1, 3)
    share_of: csr_array = csr_array(
        (table[:, 2], (table[:, 0].astype(int), table[:, 1].astype(int))), shape=(len(fine), len(counted))
    )
    return clusters_of(csr_array(share_of @ scores @ share_of.T), AFFAIR, BOUND)


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
    members: Iterable[str],
    by_doc: Mapping[str, StorySketch],
    days: Mapping[str, Interval],
    main: Mapping[str, Event],
    parent: str | None = None,
) -> Story:
    docs = sorted(members)
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
