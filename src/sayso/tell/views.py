"""What tell shows, gathered from the record: frozen values that the terminal, the brief and --json all render."""

from datetime import date

import msgspec


class Quote(msgspec.Struct, frozen=True):
    """Words of a page in their sentence: before + words + after is the sentence. Offsets are canonical."""

    doc: str
    start: int
    end: int
    before: str
    words: str
    after: str


class Published(msgspec.Struct, frozen=True):
    """A publisher, which an outlet that is not declared is by itself, and what its outlets carry."""

    publisher: str
    documents: tuple[str, ...]
    origins: tuple[str, ...]
    """The text origins that no other outlet carries, as far as the documents at hand go."""


class Support(msgspec.Struct, frozen=True):
    """By whom something is told: by name, sorted."""

    documents: tuple[str, ...]
    origins: tuple[str, ...]
    """The independent texts among them, each by the name of its smallest document."""
    sources: tuple[str, ...]
    """The primary sources: texts that say it in their own voice (by origin), then the speakers quoted for it."""
    publishers: tuple[Published, ...] = ()
    """Of the documents whose outlet is known. They count nothing: texts of one publisher stay texts of their own."""


class MentionView(msgspec.Struct, frozen=True):
    """One page's telling of an event."""

    mention: str
    doc: str
    outlet: str | None
    published: date | None
    origin: str
    """Of its words: a pasted passage has another origin than its page."""
    status: str
    realis: str
    polarity: str
    type: str
    speaker: str | None
    claim: str | None
    factuality: float
    confidence: float
    quote: Quote


class PartyView(msgspec.Struct, frozen=True):
    """A participant and the documents that name it."""

    role: str
    label: str
    country: str | None
    sector: str | None
    name: str | None
    id: str | None
    docs: tuple[str, ...]


class StatusStep(msgspec.Struct, frozen=True):
    """The status at one point of the path over time: from which documents of which day."""

    status: str
    published: date | None
    docs: tuple[str, ...]


class Voice(msgspec.Struct, frozen=True):
    """Who gives it this status: a speaker, or pages in their own voice (speaker None)."""

    speaker: str | None
    status: str
    docs: tuple[str, ...]
    origins: int


class DateClueView(msgspec.Struct, frozen=True):
    """Words that name a time, and the days they come to."""

    quote: Quote
    date_start: date | None
    date_end: date | None
    basis: str


class ValueView(msgspec.Struct, frozen=True):
    """One value of an attribute, with who says it."""

    value: str
    origins: int
    docs: tuple[str, ...]


class DifferenceView(msgspec.Struct, frozen=True):
    """Where documents agree or differ about one attribute."""

    about: str
    gloss: str
    attribute: str
    kind: str
    values: tuple[ValueView, ...]
    why: str


class FigureView(msgspec.Struct, frozen=True):
    """A quantity in its sentence."""

    figure: str
    low: float | None
    high: float | None
    unit: str | None
    counted: str | None
    change: str
    event: str | None
    group: str | None
    outlet: str | None
    quote: Quote


class AmountView(msgspec.Struct, frozen=True):
    """The figures (by id) that give one amount of one thing, and who gives it."""

    figures: tuple[str, ...]
    support: Support


class FigureGroupView(msgspec.Struct, frozen=True):
    """Figures that speak of the same thing."""

    group: str
    relation: str
    why: str
    members: tuple[FigureView, ...]
    support: Support


class EventView(msgspec.Struct, frozen=True):
    """An event with everything that is known of it."""

    event: str
    gloss: str
    type: str
    kind: str | None
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    status: str
    date_start: date | None
    date_end: date | None
    date_precision: str | None
    place: str | None
    place_country: str | None
    origins: int
    support: Support
    path: tuple[StatusStep, ...]
    voices: tuple[Voice, ...]
    parties: tuple[PartyView, ...]
    mentions: tuple[MentionView, ...]
    clues: tuple[DateClueView, ...]
    figures: tuple[FigureView, ...]
    amounts: tuple[AmountView, ...]
    differences: tuple[DifferenceView, ...]


class Rendering(msgspec.Struct, frozen=True):
    """One page's rendering of a statement."""

    claim: str
    doc: str
    outlet: str | None
    speaker: str | None
    mode: str
    stance: str | None
    chain: tuple[str, ...]
    quote: Quote


class StatementView(msgspec.Struct, frozen=True):
    """One statement in all its renderings."""

    statement: str
    speaker: str | None
    docs: tuple[str, ...]
    support: Support
    renderings: tuple[Rendering, ...]


class Side(msgspec.Struct, frozen=True):
    """A run of words in a passage of two pages: kind same, inserted (only in the second) or deleted."""

    kind: str
    text: str


class PassageView(msgspec.Struct, frozen=True):
    """A passage that two documents share, both sides cut into runs of words with the edits marked."""

    doc: str
    start: int
    end: int
    other_doc: str
    other_start: int
    other_end: int
    kind: str
    kinship: str
    direction: str
    reasons: tuple[str, ...]
    here: tuple[Side, ...]
    there: tuple[Side, ...]

    @property
    def edited(self) -> bool:
        """Is any word of one side not on the other?"""
        return any(run.kind != "same" for run in (*self.here, *self.there))


class CarriedView(msgspec.Struct, frozen=True):
    """A stretch of a page that other documents share, and who carries it; offsets are the page's."""

    start: int
    end: int
    support: Support


class OriginView(msgspec.Struct, frozen=True):
    """The documents of one text origin. kinship: copy, or common-intermediary where they only share a third text."""

    origin: str
    docs: tuple[str, ...]
    kinship: str


class DocumentView(msgspec.Struct, frozen=True):
    """A document without its text."""

    doc: str
    page: str | None
    outlet: str | None
    title: str | None
    uri: str | None
    language: str | None
    published_start: date | None
    published_end: date | None
    published_basis: str
    clues: tuple[str, ...]
    origin: str | None
    error: str | None
    note: str | None


class RegionView(msgspec.Struct, frozen=True):
    """A region with its words."""

    start: int
    end: int
    role: str
    reason: str
    text: str


class PageView(msgspec.Struct, frozen=True):
    """A document with its regions and what it reports."""

    document: DocumentView
    support: Support
    """Who carries its text, which texts are in it, and whom it quotes."""
    regions: tuple[RegionView, ...]
    events: tuple[EventView, ...]
    statements: tuple[StatementView, ...]
    figures: tuple[FigureView, ...]
    amounts: tuple[AmountView, ...]
    passages: tuple[PassageView, ...]
    carried: tuple[CarriedView, ...]
    """Who carries each of the passages, once for each place on the page."""


class StoryView(msgspec.Struct, frozen=True):
    """A story: its documents by text origin, and what happens in it."""

    story: str
    title: str
    first: date | None
    last: date | None
    parent: str | None
    parts: tuple[str, ...]
    documents: tuple[DocumentView, ...]
    origins: tuple[OriginView, ...]
    publishers: tuple[Published, ...]
    events: tuple[EventView, ...]


class Act(msgspec.Struct, frozen=True):
    """One act of an actor: an event, the actor's role in it, and the others by role."""

    event: str
    gloss: str
    type: str
    status: str
    date_start: date | None
    date_end: date | None
    origins: int
    role: str
    others: tuple[str, ...]


class ActorView(msgspec.Struct, frozen=True):
    """An actor and its acts."""

    id: str
    label: str
    country: str | None
    sector: str | None
    docs: tuple[str, ...]
    acts: tuple[Act, ...]


class Counts(msgspec.Struct, frozen=True):
    """How much the record holds. Counts of sources are always given in these three kinds."""

    documents: int
    origins: int
    """Independent texts; documents without any are not counted."""
    textless: int
    """Documents that could not be opened or hold no text."""
    statements: int
    stories: int
    events: int
    errors: int
