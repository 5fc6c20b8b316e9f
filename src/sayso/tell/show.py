"""One story, event, page or actor, with everything the record says of it; and the lists of them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import msgspec

from sayso.keep.record import Record
from sayso.model.publishers import Publishers
from sayso.tell import facts, sources
from sayso.tell.carried import carried, page_support
from sayso.tell.find import find_actor, find_event, find_page, find_story
from sayso.tell.support import Provenance, provenance, published
from sayso.tell.texts import Texts
from sayso.tell.views import (
    Act,
    ActorView,
    DocumentView,
    EventView,
    PageView,
    Published,
    RegionView,
    StoryView,
)


class StoryLine(msgspec.Struct, frozen=True):
    """A coarse story in a list."""

    story: str
    title: str
    first: date | None
    last: date | None
    documents: int
    origins: int
    events: int


class EventLine(msgspec.Struct, frozen=True):
    """An event in a list."""

    event: str
    date_start: date | None
    date_end: date | None
    status: str
    type: str
    gloss: str
    origins: int
    documents: int


class ActorLine(msgspec.Struct, frozen=True):
    """An actor in a list."""

    actor: str
    label: str
    events: int
    documents: int


class ErrorLine(msgspec.Struct, frozen=True):
    """A document that could not be taken in whole (error), or was not read for events (note)."""

    doc: str
    kind: str
    sentence: str


# ------------------------------------------------------------------ one of them


def show_event(record: Record, given: str, publishers: Publishers | None = None) -> EventView:
    """The event that an id of any of its mentions opens. Raises NotInRecordError, as the others do."""
    return facts.events(record, Texts(record), [find_event(record, given)], provenance(record, publishers))[0]


def show_story(record: Record, given: str, publishers: Publishers | None = None) -> StoryView:
    """The story that its id, or the name of any of its documents, opens."""
    story = find_story(record, given)
    row = record.query("SELECT * FROM stories WHERE story = ?", story)[0]
    documents = sources.documents(record, row["docs"])
    known = provenance(record, publishers)
    parts = record.query("SELECT story FROM stories WHERE parent = ? ORDER BY story", story)
    return StoryView(
        **{name: row[name] for name in ("story", "title", "first", "last", "parent")},
        parts=tuple(part["story"] for part in parts),
        documents=documents,
        origins=sources.origins(record, documents),
        publishers=story_publishers(documents, known),
        events=facts.events(record, Texts(record), events_in(record, row["docs"]), known),
    )


def story_publishers(documents: Sequence[DocumentView], known: Provenance) -> tuple[Published, ...]:
    """Who publishes the documents of a story."""
    return published([(d.doc, d.origin or d.doc) for d in documents], known.publishers)


def events_in(record: Record, docs: Sequence[str]) -> list[str]:
    """Ids of the events that the documents tell."""
    rows = record.query(
        "SELECT DISTINCT event FROM mentions WHERE doc IN (SELECT unnest(CAST(? AS VARCHAR[]))) ORDER BY event",
        list(docs),
    )
    return [row["event"] for row in rows]


def show_page(record: Record, given: str, publishers: Publishers | None = None) -> PageView:
    """The page of a document: its regions, and what it reports."""
    doc = find_page(record, given)
    texts = Texts(record)
    known = provenance(record, publishers)
    shared = sources.passages(record, texts, doc)
    return PageView(
        document=sources.documents(record, [doc])[0],
        support=page_support(record, known, doc),
        regions=regions(record, texts, doc),
        events=facts.events(record, texts, events_in(record, [doc]), known),
        statements=facts.statements(record, texts, [doc], known),
        figures=facts.figures(record, texts, [doc]),
        amounts=facts.amounts_in(record, [doc], known),
        passages=shared,
        carried=carried(record, known, doc, shared),
    )


def regions(record: Record, texts: Texts, doc: str) -> tuple[RegionView, ...]:
    """The regions of a document that count, in order."""
    rows = record.query('SELECT * FROM effective_regions WHERE doc = ? ORDER BY start, "end"', doc)
    return tuple(
        RegionView(r["start"], r["end"], r["role"], r["reason"], texts.words(doc, r["start"], r["end"])) for r in rows
    )


def show_actor(record: Record, given: str) -> ActorView:
    """An actor and its acts, by first day."""
    actor = find_actor(record, given)
    named = record.query("SELECT name, country, sector, doc FROM actors WHERE id = ? ORDER BY ALL", actor)
    parties = record.query("SELECT event, role, name, country, sector, id FROM participants ORDER BY ALL")
    mine = [party for party in parties if party["id"] == actor]
    events = {e.event: e for e in list_events(record, [party["event"] for party in mine])}
    acts = [_act(events[party["event"]], party, parties) for party in mine]
    known = [*mine, *named]
    names = Counter(row["name"] for row in mine or named if row["name"])
    return ActorView(
        id=actor,
        label=min(names, key=lambda name: (-names[name], name), default=actor),
        country=known[0]["country"],
        sector=known[0]["sector"],
        docs=tuple(sorted({row["doc"] for row in named})),
        acts=tuple(sorted(acts, key=lambda a: (a.date_start or date.max, a.event, a.role))),
    )


def _act(event: EventLine, party: facts.Row, parties: Sequence[facts.Row]) -> Act:
    others = [p for p in parties if p["event"] == event.event and p["id"] != party["id"]]
    names = "event gloss type status date_start date_end origins"
    return Act(
        **{name: getattr(event, name) for name in names.split()},
        role=party["role"],
        others=tuple(f"{facts.party_label(p)} ({p['role']})" for p in others),
    )


# ------------------------------------------------------------------ lists


def list_stories(record: Record) -> list[StoryLine]:
    """Coarse stories, the largest first."""
    rows = record.query("""
        WITH members AS (SELECT story, unnest(docs) AS doc FROM stories WHERE parent IS NULL)
        SELECT s.story, any_value(s.title) AS title, any_value(s.first) AS first, any_value(s.last) AS last,
               count(DISTINCT m.doc) AS documents, count(DISTINCT o.origin) AS origins,
               count(DISTINCT e.event) AS events
        FROM stories s JOIN members m ON m.story = s.story
        LEFT JOIN origins o ON o.doc = m.doc AND o.start IS NULL LEFT JOIN mentions e ON e.doc = m.doc
        GROUP BY s.story ORDER BY documents DESC, s.story
    """)
    return [StoryLine(**row) for row in rows]


def list_events(record: Record, ids: Sequence[str] | None = None) -> list[EventLine]:
    """Events by first day (unknown last) and id."""
    rows = facts.chosen(
        record,
        """
        SELECT event, date_start, date_end, modality AS status, e.type, gloss, origins,
               (SELECT count(DISTINCT doc) FROM mentions m WHERE m.event = e.event) AS documents
        FROM events e WHERE {} ORDER BY date_start NULLS LAST, event
        """,
        "event",
        ids,
    )
    return [EventLine(**row) for row in rows]


def list_pages(record: Record) -> list[DocumentView]:
    """Every document."""
    return list(sources.documents(record))


def list_actors(record: Record) -> list[ActorLine]:
    """Actors with an id, those in most events first."""
    rows = record.query("""
        SELECT id AS actor,
               coalesce((SELECT name FROM participants n WHERE n.id = p.id AND name IS NOT NULL
                         GROUP BY name ORDER BY count(*) DESC, name LIMIT 1), id) AS label,
               count(DISTINCT event) AS events,
               len(list_distinct(flatten(list(docs)))) AS documents
        FROM participants p WHERE id IS NOT NULL GROUP BY id ORDER BY events DESC, id
    """)
    return [ActorLine(**row) for row in rows]


def list_errors(record: Record) -> list[ErrorLine]:
    """Every document that was not taken in whole or not read, and why."""
    rows = record.query("""
        SELECT doc, 'error' AS kind, error AS sentence FROM documents WHERE error IS NOT NULL
        UNION ALL SELECT doc, 'not read', note FROM documents WHERE note IS NOT NULL ORDER BY ALL
    """)
    return [ErrorLine(**row) for row in rows]
