"""What is the same across documents and what differs. Everything here refers to documents by `doc`."""

from datetime import date
from typing import Literal

import msgspec

from sayso.model.page import DateClue, Document, Page
from sayso.model.reading import ParticipantRole, Reading
from sayso.model.text import Span
from sayso.model.time import Interval

Kinship = Literal["copy", "common-intermediary", "common-primary-source"]
ReuseKind = Literal["verbatim", "edited", "quotation"]
Status = Literal["happened", "ongoing", "planned", "possible", "claimed", "denied"]
DifferenceKind = Literal["agreed", "differs", "only-asserted", "denied"]
Relation = Literal["agree", "differ", "part-of", "not-comparable"]


class Told(msgspec.Struct, frozen=True):
    """One document with its page and what the page reports: the input of compare."""

    document: Document
    page: Page
    reading: Reading


class Edit(msgspec.Struct, frozen=True):
    """Where an edited passage departs from its other: canonical spans on both sides, either may be empty."""

    here: Span
    there: Span


class Passage(msgspec.Struct, frozen=True):
    """Wording that two pages share. Pages by id, page < other; a pure function of the two pages."""

    page: str
    here: Span
    other: str
    there: Span
    kind: ReuseKind
    edits: tuple[Edit, ...] = ()


class Reuse(msgspec.Struct, frozen=True):
    """A shared passage between two documents (doc < other_doc), and what kin it makes them."""

    doc: str
    start: int
    end: int
    other_doc: str
    other_start: int
    other_end: int
    kind: ReuseKind
    kinship: Kinship
    direction: Literal["from", "to", "unknown"]
    """Seen from doc: `from` = doc took it from other_doc."""
    reasons: tuple[str, ...] = ()


class Origin(msgspec.Struct, frozen=True):
    """The text origin of a document (span None), or of a part of it. An origin is named by its smallest document."""

    doc: str
    origin: str
    span: Span | None = None


class Furniture(msgspec.Struct, frozen=True):
    """A block that recurs over unrelated pages, learnt from the collection."""

    doc: str
    start: int
    end: int
    pages: int
    """On how many pages it stands."""


class Publication(msgspec.Struct, frozen=True):
    """When a document was published: declared, inferred as a range, or unknown."""

    doc: str
    interval: Interval
    basis: Literal["declared", "inferred", "none"]
    clues: tuple[DateClue, ...] = ()


class Statement(msgspec.Struct, frozen=True):
    """One statement in its several renderings. `claims` holds (doc, index into the reading's claims)."""

    id: str
    claims: tuple[tuple[str, int], ...]


class Party(msgspec.Struct, frozen=True, order=True):
    """A participant of an event over all pages, with the documents that name it."""

    role: ParticipantRole
    country: str | None
    sector: str | None
    name: str | None
    actor: str | None
    docs: tuple[str, ...] = ()
    confidence: float = 0.5
    """The chance that it has this role, of the surest mention."""


class EventTelling(msgspec.Struct, frozen=True):
    """One document's mention of an event: (doc, index into the reading's events) and its derived status."""

    doc: str
    index: int
    status: Status


class Event(msgspec.Struct, frozen=True):
    """A happening over all pages."""

    id: str
    gloss: str
    type: str
    kind: str | None
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    status: Status
    when: Interval
    precision: str | None
    parties: tuple[Party, ...]
    place: tuple[str, int] | None
    """(doc, index into the reading's places) of the place it is said to have been at."""
    origins: int
    """Independent text origins that tell it: copies count once."""
    mentions: tuple[EventTelling, ...]


class FigureGroup(msgspec.Struct, frozen=True):
    """Figures that speak of the same thing. `members` holds (doc, index into the reading's figures)."""

    id: str
    relation: Relation
    members: tuple[tuple[str, int], ...]
    why: str


class Story(msgspec.Struct, frozen=True):
    """Documents about the same happening; parent None = a coarse story. Every document is in one coarse story."""

    id: str
    title: str
    first: date | None
    last: date | None
    docs: tuple[str, ...]
    parent: str | None = None


class Value(msgspec.Struct, frozen=True):
    """One value of a disputed or agreed attribute, with who says it."""

    value: str
    origins: int
    docs: tuple[str, ...]
    mentions: tuple[tuple[str, int, int], ...] = ()
    """(doc, start, end) of the words."""


class Difference(msgspec.Struct, frozen=True):
    """Where pages agree or differ about one attribute of one event or claim."""

    about: str
    """Event or claim id."""
    attribute: str
    kind: DifferenceKind
    values: tuple[Value, ...]
    why: str


class Comparison(msgspec.Struct, frozen=True):
    """Everything compare finds, each list sorted."""

    furniture: tuple[Furniture, ...] = ()
    reuse: tuple[Reuse, ...] = ()
    origins: tuple[Origin, ...] = ()
    publications: tuple[Publication, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    figure_groups: tuple[FigureGroup, ...] = ()
    stories: tuple[Story, ...] = ()
    differences: tuple[Difference, ...] = ()
