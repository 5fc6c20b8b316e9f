"""How widely something is told: documents / text origins / primary sources, each by name."""

from collections.abc import Iterable
from typing import NamedTuple

from sayso.compare.voices import OriginOf
from sayso.keep.record import Record
from sayso.model.comparison import Origin
from sayso.model.text import Span
from sayso.tell.views import Support


class Saying(NamedTuple):
    """Where something is said: its origin, and the statement it is part of (None = in the page's own voice)."""

    doc: str
    origin: str
    speaker: str | None
    statement: str | None


def support(sayings: Iterable[Saying]) -> Support:
    """The counts behind a fact.

    A primary source is whoever is quoted for it: one speaker is one source in however many statements; of speakers
    not named each statement is one. What a text says in its own voice has the text as its source.
    """
    told = list(sayings)
    sources = {
        _source(saying): saying for saying in sorted(told, key=lambda p: (p.doc, p.statement or ""), reverse=True)
    }
    return Support(
        documents=tuple(sorted({saying.doc for saying in told})),
        origins=tuple(sorted({saying.origin for saying in told})),
        sources=tuple(_label(sources[source]) for source in sorted(sources)),
    )


def _source(saying: Saying) -> tuple[int, str]:
    """What makes two sayings speak with one voice; the texts' own voices sort first."""
    if saying.statement is None:
        return 0, saying.origin
    return (1, saying.speaker) if saying.speaker else (2, saying.statement)


def _label(saying: Saying) -> str:
    if saying.statement is None:
        return saying.origin
    return saying.speaker or f"a speaker not named in {saying.doc}"


def origin_of(record: Record) -> OriginOf:
    """Looks up the text origin of a document or of a span in it."""
    rows = record.query('SELECT doc, origin, start, "end" FROM origins ORDER BY doc, start, "end", origin')
    return OriginOf(
        Origin(row["doc"], row["origin"], None if row["start"] is None else Span(row["start"], row["end"]))
        for row in rows
    )
