"""What one page reports: mentions of actors, places, times, figures, claims and events, in offsets of its text.

A Reading is a pure function of one Page. Lists are sorted by (start, end); other lists refer to them by index.
"""

from typing import Literal

import msgspec

from sayso.model.text import Anchored, Span
from sayso.model.time import SymbolicTime

Realis = Literal["happened", "ongoing", "planned", "possible", "denied"]
Polarity = Literal["positive", "negative"]
ParticipantRole = Literal["actor", "recipient", "participant", "third_party"]
ClaimMode = Literal["direct", "indirect", "mixed", "scare"]


class Sentence(Anchored, frozen=True):
    """One sentence of a read region."""


class ActorMention(Anchored, frozen=True):
    """Words that name an actor, and who that is. Unresolved: name, country and sector are None."""

    name: str | None
    country: str | None
    """ISO 3166-1 alpha-3."""
    sector: str | None
    """PLOVER sector code (GOV, MIL ...)."""
    actor: str | None
    """Stable id over all pages: "RUS-MIL", "IGO:NATO", "PER:vladimir-putin"."""
    basis: str
    """How it was resolved: name, demonym, capital, seat, office, leader, organisation, pronoun, unresolved."""
    confidence: float = 0.5
    """The chance that it is of that country, or of none where none is said."""


class PlaceMention(Anchored, frozen=True):
    """Words that name a place. Unresolved: id, lat and lon are None."""

    name: str
    country: str | None
    place: str | None
    """Gazetteer id: "geonames:2013348", "sayso:sea-of-japan", "iso3166:RUS"."""
    lat: float | None
    lon: float | None
    kind: str
    precision: str
    """country, region, city, point, sea ..."""
    basis: str


class TimeMention(Anchored, frozen=True):
    """Words that name a time, as a symbol that compare turns into days."""

    time: SymbolicTime
    basis: str


class Figure(Anchored, frozen=True):
    """A quantity in its page. None = open ("more than 50,000" has no high)."""

    low: float | None
    high: float | None
    unit: str | None
    counted: str | None
    """What is counted, in the page's words (soldiers, warplanes)."""
    change: str
    """How the value is hedged: = ~ > < up down."""
    whose: int | None = None
    """Index of the actor mention it belongs to."""
    event: int | None = None
    """Index of the event mention it belongs to."""
    claim: int | None = None


class Claim(Anchored, frozen=True):
    """Something the page puts into somebody's mouth; start and end are its content."""

    mode: ClaimMode
    cue: Span | None
    speaker: Span | None
    speaker_name: str | None
    speaker_country: str | None
    speaker_id: str | None
    named: bool
    """False for unnamed sources ("officials", "reports")."""
    stance: str | None = None
    """How the page words its distance: claimed, admitted, falsely ..."""


class Participant(msgspec.Struct, frozen=True, order=True):
    """An actor mention in a role of an event mention."""

    role: ParticipantRole
    actor: int
    """Index of the actor mention."""
    confidence: float = 0.5
    """The chance that it has this role."""


class EventMention(Anchored, frozen=True):
    """A trigger phrase that names a happening."""

    type: str
    """PLOVER 2.0 type, or NONE."""
    kind: str | None
    """For NONE: what it is."""
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    """Two-digit CAMEO root."""
    realis: Realis
    realis_words: Span | None
    """The words that decided the realis, where it is not plainly happened."""
    polarity: Polarity
    factuality: float
    """-3 (certainly not) to 3 (certainly)."""
    sentence: int
    participants: tuple[Participant, ...] = ()
    place: int | None = None
    time: int | None = None
    claim: int | None = None
    confidence: float = 0.5
    """The chance that such a happening is told here, whether it happened or not."""
    realis_confidence: float = 0.5
    """The chance that the realis is the one said."""


class DayConstraint(Anchored, frozen=True):
    """Words that bound the publication day: it lies in [earliest, latest], ISO days, None = no bound that way."""

    earliest: str | None
    latest: str | None
    reading: str


class Reading(msgspec.Struct, frozen=True):
    """What one page reports."""

    page: str
    sentences: tuple[Sentence, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[EventMention, ...] = ()
    constraints: tuple[DayConstraint, ...] = ()
    note: str | None = None
    """One sentence where a page was not read for events, and why."""
