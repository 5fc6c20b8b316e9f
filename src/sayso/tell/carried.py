"""Who carries a page's text and each passage of it: documents / text origins / primary sources, each by name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from sayso.keep.record import Record
from sayso.model.text import Span
from sayso.tell.facts import Row, by, chosen
from sayso.tell.support import Provenance, Saying
from sayso.tell.views import PassageView, Support

#: A document carries a passage if so much of it stands there: a few words at an edge may be cut otherwise.
_CARRIED = 0.9
#: A passage is a speaker's words, and not also the page's own, if so much of it lies in statements.
_STATED = 0.7

_CLAIMS = "SELECT * FROM claims WHERE {} AND mode <> 'scare' ORDER BY doc, content_start, content_end, claim"
_TWINS = """
    SELECT a.doc, b.doc AS other FROM documents a JOIN documents b ON a.page = b.page AND a.doc <> b.doc
    WHERE {} ORDER BY ALL
"""


def page_support(record: Record, known: Provenance, doc: str) -> Support:
    """Of a page: the documents of its text origin; the origins of its text and its parts; whom it quotes.

    Its own voice and that of each pasted part are sources too.
    """
    origin = known.origins.document(doc)
    family = record.query("SELECT doc FROM origins WHERE origin = ? AND start IS NULL ORDER BY doc", origin)
    parts = record.query("SELECT DISTINCT origin FROM origins WHERE doc = ? AND start IS NOT NULL ORDER BY ALL", doc)
    own = [Saying(row["doc"], origin, None, None) for row in family or [{"doc": doc}]]
    pasted = [Saying(doc, row["origin"], None, None) for row in parts]
    quoted = [_quoted(known, row) for row in chosen(record, _CLAIMS, "doc", [doc])]
    return known.behind([*own, *pasted, *quoted])


class Shared(NamedTuple):
    """A passage as seen from one page: where it stands there, and where in the other document."""

    here: Span
    other: str
    there: Span


def with_support(
    record: Record, known: Provenance, doc: str, passages: Sequence[PassageView]
) -> tuple[PassageView, ...]:
    """The passages that a page shares, seen from whichever side, each with who carries what stands on the page."""
    shared = [_seen_from(doc, passage) for passage in passages]
    docs = sorted({doc, *(one.other for one in shared)})
    twins = {
        one: [row["other"] for row in rows] for one, rows in by(chosen(record, _TWINS, "a.doc", docs), "doc").items()
    }
    everywhere = sorted({*docs, *(twin for others in twins.values() for twin in others)})
    claims = by(chosen(record, _CLAIMS, "doc", everywhere), "doc")
    found: list[PassageView] = []
    for passage, one in zip(passages, shared, strict=True):
        places = _places(doc, one, shared, twins)
        told = (saying for holder, span in places.items() for saying in _sayings(known, holder, span, claims[holder]))
        found.append(replace(passage, support=known.behind(told)))
    return tuple(found)


def _seen_from(doc: str, passage: PassageView) -> Shared:
    first, second = Span(passage.start, passage.end), Span(passage.other_start, passage.other_end)
    if passage.doc == doc:
        return Shared(first, passage.other_doc, second)
    return Shared(second, passage.doc, first)


# ------------------------------------------------------------------ which documents carry a passage


def _places(doc: str, passage: Shared, shared: Iterable[Shared], twins: Mapping[str, Sequence[str]]) -> dict[str, Span]:
    """Document -> where it has the passage. The other documents of one page have it where that page has it."""
    places = {doc: passage.here, passage.other: passage.there}
    touching: dict[str, list[Shared]] = defaultdict(list)
    for one in shared:
        if one.other not in places and _common(passage.here, one.here):
            touching[one.other].append(one)
    for other, found in touching.items():
        if _covered(passage.here, [one.here for one in found]) >= _CARRIED * passage.here.length:
            most = max(found, key=lambda one: (_common(passage.here, one.here), -one.here.start, -one.there.start))
            places[other] = most.there
    same = {twin: span for holder, span in places.items() for twin in twins.get(holder, ())}
    return {**same, **places}


def _covered(span: Span, others: Iterable[Span]) -> int:
    """Characters of the span that lie in any of the others."""
    covered, reached = 0, span.start
    for other in sorted(others):
        end = min(other.end, span.end)
        covered += max(0, end - max(other.start, reached))
        reached = max(reached, end)
    return covered


def _common(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


# ------------------------------------------------------------------ on whose say-so


def _sayings(known: Provenance, doc: str, span: Span, claims: Iterable[Row]) -> Iterator[Saying]:
    """The statements in the passage, and the text's own voice where it says more than those."""
    found = [(row, _common(Span(row["content_start"], row["content_end"]), span)) for row in claims]
    if sum(length for _, length in found) < _STATED * span.length:
        yield Saying(doc, known.origins.span(doc, span), None, None)
    for row, length in found:
        if 2 * length > min(span.length, row["content_end"] - row["content_start"]):
            yield _quoted(known, row)


def _quoted(known: Provenance, claim: Row) -> Saying:
    origin = known.origins.span(claim["doc"], Span(claim["content_start"], claim["content_end"]))
    return Saying(claim["doc"], origin, claim["speaker_name"], claim["statement"])
