"""How widely something is told: documents / text origins / primary sources, each by name, with their publishers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from sayso.compare.voices import OriginOf
from sayso.keep.record import Record
from sayso.model.comparison import Origin
from sayso.model.publishers import Publishers, squeezed
from sayso.model.text import Span
from sayso.tell.views import Published, Support


class Saying(NamedTuple):
    """Where something is said: its origin, and the statement it is part of (None = in the page's own voice)."""

    doc: str
    origin: str
    speaker: str | None
    statement: str | None


class Provenance(NamedTuple):
    """Where the words of every document come from: its text origins, and its publisher where the outlet is known."""

    origins: OriginOf
    publishers: Mapping[str, str]

    def behind(self, sayings: Iterable[Saying]) -> Support:
        """The counts behind a fact."""
        return support(sayings, self.publishers)


def support(sayings: Iterable[Saying], publishers: Mapping[str, str] | None = None) -> Support:
    """The counts behind a fact; `publishers` names those of documents whose outlet is known.

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
        publishers=published({(saying.doc, saying.origin) for saying in told}, publishers or {}),
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


# ------------------------------------------------------------------ publishers


def published(carried: Iterable[tuple[str, str]], publishers: Mapping[str, str]) -> tuple[Published, ...]:
    """The publishers of documents by name, from (document, text origin); a document of unknown outlet has none.

    An origin is a publisher's where all the documents at hand that carry it are.
    """
    documents: dict[str, set[str]] = defaultdict(set)
    carriers: dict[str, set[str | None]] = defaultdict(set)
    for doc, origin in carried:
        carriers[origin].add(publishers.get(doc))
        if doc in publishers:
            documents[publishers[doc]].add(doc)
    alone = {name: sorted(o for o, names in carriers.items() if names == {name}) for name in documents}
    return tuple(Published(name, tuple(sorted(documents[name])), tuple(alone[name])) for name in sorted(documents))


def provenance(record: Record, publishers: Publishers | None = None) -> Provenance:
    """Origins and publishers of every document; None = the publishers that are shipped."""
    return Provenance(origin_of(record), publishers_of(record, publishers or Publishers()))


def origin_of(record: Record) -> OriginOf:
    """Looks up the text origin of a document or of a span in it."""
    rows = record.query('SELECT doc, origin, start, "end" FROM origins ORDER BY doc, start, "end", origin')
    return OriginOf(
        Origin(row["doc"], row["origin"], None if row["start"] is None else Span(row["start"], row["end"]))
        for row in rows
    )


def publishers_of(record: Record, publishers: Publishers) -> dict[str, str]:
    """Document -> its publisher; without the documents whose outlet is not known."""
    rows = record.query("SELECT doc, outlet, uri, published_end FROM documents ORDER BY doc")
    found = {row["doc"]: publishers.of(row["outlet"], row["uri"], _year(row["published_end"])) for row in rows}
    return one_spelling({doc: name for doc, name in found.items() if name})


def _year(day: date | None) -> int | None:
    return day.year if day else None


def one_spelling(names: Mapping[str, str]) -> dict[str, str]:
    """The same names, each in one spelling: "THE FJORD POST" is "The Fjord Post"."""
    spellings: dict[str, set[str]] = defaultdict(set)
    for name in names.values():
        spellings[squeezed(name) or name].add(name)
    best = {key: min(alike, key=_spelling) for key, alike in spellings.items()}
    return {doc: best[squeezed(name) or name] for doc, name in names.items()}


def _spelling(name: str) -> tuple[bool, int, str]:
    """The best is the smallest: capitals where a name begins, and few of them."""
    return not name[:1].isupper(), sum(c.isupper() for c in name), name
