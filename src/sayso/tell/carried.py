"""Who carries a page's text and each passage of it: documents / text origins / primary sources, each by name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from sayso.keep.record import Record
from sayso.model.text import Span
from sayso.tell.facts import Row, by, chosen
from sayso.tell.support import Provenance, Saying, published
from sayso.tell.views import CarriedView, PassageView, Published, Support

#: A document carries a passage if so much of it stands there: a few words at an edge may be cut otherwise.
_CARRIED = 0.9
#: A passage is a speaker's words, and not also the page's own, if so much of it lies in statements.
_STATED = 0.7

#: Claims with the name that any rendering of their statement gives the speaker.
_CLAIMS = """
    SELECT c.*, s.speaker FROM claims c LEFT JOIN (
        SELECT statement, first(speaker_name ORDER BY doc, content_start, content_end, claim) AS speaker
        FROM claims WHERE speaker_name IS NOT NULL GROUP BY statement
    ) s USING (statement)
    WHERE {} AND c.mode <> 'scare' ORDER BY c.doc, c.content_start, c.content_end, c.claim
"""
_TWINS = """
    SELECT a.doc, b.doc AS other FROM documents a JOIN documents b ON a.page = b.page AND a.doc <> b.doc
    WHERE {} ORDER BY ALL
"""


def page_support(record: Record, known: Provenance, doc: str) -> Support:
    """Of a page: the documents of its text origin; the origins of its text and its parts; whom it quotes.

    Its own voice and that of each pasted part are sources too.
    """
    return page_supports(record, known, [doc])[doc]


def page_supports(record: Record, known: Provenance, docs: Sequence[str]) -> dict[str, Support]:
    """The same of several pages. A text that very many documents carry is gone through once."""
    rows = record.query("SELECT DISTINCT doc, origin, start IS NULL AS whole FROM origins ORDER BY ALL")
    members = by((row for row in rows if row["whole"]), "origin")
    parts = by((row for row in rows if not row["whole"]), "doc")
    claims = by(chosen(record, _CLAIMS, "c.doc", docs), "doc")
    families: dict[str, Family] = {}
    found: dict[str, Support] = {}
    for doc in docs:
        origin = known.origins.document(doc)
        if origin not in families:
            families[origin] = _family(known, origin, [row["doc"] for row in members[origin]] or [doc])
        found[doc] = _of_family(families[origin], known.behind(_page(known, doc, parts[doc], claims[doc])))
    return found


class Family(NamedTuple):
    """The documents of a text origin, and who publishes them."""

    origin: str
    docs: tuple[str, ...]
    publishers: tuple[Published, ...]


def _family(known: Provenance, origin: str, docs: Sequence[str]) -> Family:
    return Family(origin, tuple(docs), published([(doc, origin) for doc in docs], known.publishers))


def _page(known: Provenance, doc: str, parts: Iterable[Row], claims: Iterable[Row]) -> Iterator[Saying]:
    """What one page says."""
    yield Saying(doc, known.origins.document(doc), None, None)
    yield from (Saying(doc, row["origin"], None, None) for row in parts)
    yield from (_quoted(known, row) for row in claims)


def _of_family(family: Family, page: Support) -> Support:
    """The support of a page with all the documents of its text."""
    pasted = {p.publisher: {*p.origins} - {family.origin} for p in page.publishers}
    publishers = family.publishers
    if any(pasted.values()):
        publishers = tuple(
            replace(p, origins=tuple(sorted({*p.origins, *pasted.get(p.publisher, ())}))) for p in publishers
        )
    return replace(page, documents=family.docs, publishers=publishers)


class Shared(NamedTuple):
    """A passage as seen from one page: where it stands there, and where in the other document."""

    here: Span
    other: str
    there: Span
    stated: bool
    """Do both report one statement?"""


class Place(NamedTuple):
    """Where a document has a passage; stated: as another report of the statement that it is on the page."""

    span: Span
    stated: bool = False


def carried(record: Record, known: Provenance, doc: str, passages: Sequence[PassageView]) -> tuple[CarriedView, ...]:
    """Who carries what the page shares, each place once, in the order of the page; passages are seen from any side."""
    shared = [_seen_from(doc, passage) for passage in passages]
    docs = sorted({doc, *(one.other for one in shared)})
    twins = {
        one: [row["other"] for row in rows] for one, rows in by(chosen(record, _TWINS, "a.doc", docs), "doc").items()
    }
    everywhere = sorted({*docs, *(twin for others in twins.values() for twin in others)})
    claims = by(chosen(record, _CLAIMS, "c.doc", everywhere), "doc")
    return tuple(
        CarriedView(here.start, here.end, known.behind(_told(known, doc, _places(doc, here, shared, twins), claims)))
        for here in sorted({one.here for one in shared})
    )


def _seen_from(doc: str, passage: PassageView) -> Shared:
    first, second = Span(passage.start, passage.end), Span(passage.other_start, passage.other_end)
    stated = passage.kinship == "common-primary-source"
    if passage.doc == doc:
        return Shared(first, passage.other_doc, second, stated)
    return Shared(second, passage.doc, first, stated)


# ------------------------------------------------------------------ which documents carry a passage


def _places(doc: str, here: Span, shared: Iterable[Shared], twins: Mapping[str, Sequence[str]]) -> dict[str, Place]:
    """Document -> where it has the passage. The other documents of one page have it where that page has it."""
    places = {doc: Place(here)}
    touching: dict[str, list[Shared]] = defaultdict(list)
    for one in shared:
        if _common(here, one.here):
            touching[one.other].append(one)
    for other, found in touching.items():
        if _covered(here, [one.here for one in found]) >= _CARRIED * here.length:
            most = max(found, key=lambda one: (_common(here, one.here), -one.here.start, -one.there.start))
            places[other] = Place(most.there, most.stated)
    same = {twin: place for holder, place in places.items() for twin in twins.get(holder, ())}
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


def _told(
    known: Provenance, doc: str, places: Mapping[str, Place], claims: Mapping[str, Sequence[Row]]
) -> Iterator[Saying]:
    """By whom the passage is told in each of its places; who reports the same statement has the same sources."""
    here = places[doc].span
    own = list(_sayings(known, doc, here, claims.get(doc, ())))
    unnamed = Saying(doc, own[0].origin, None, f"{doc} {here.start}-{here.end}")
    quoted = [saying for saying in own if saying.statement is not None] or [unnamed]
    yield from quoted if all(place.stated for holder, place in places.items() if holder != doc) else own
    for holder, place in places.items():
        if place.stated:
            origin = known.origins.span(holder, place.span)
            yield from (saying._replace(doc=holder, origin=origin) for saying in quoted)
        elif holder != doc:
            yield from _sayings(known, holder, place.span, claims.get(holder, ()))


def _sayings(known: Provenance, doc: str, span: Span, claims: Iterable[Row]) -> Iterator[Saying]:
    """The statements in the passage, and the text's own voice where it says more than those."""
    origin = known.origins.span(doc, span)
    found = [(row, _common(Span(row["content_start"], row["content_end"]), span)) for row in claims]
    quoted = [row for row, length in found if 2 * length > min(span.length, row["content_end"] - row["content_start"])]
    if not quoted or sum(length for _, length in found) < _STATED * span.length:
        yield Saying(doc, origin, None, None)
    yield from (Saying(doc, origin, row["speaker"], row["statement"]) for row in quoted)


def _quoted(known: Provenance, claim: Row) -> Saying:
    origin = known.origins.span(claim["doc"], Span(claim["content_start"], claim["content_end"]))
    return Saying(claim["doc"], origin, claim["speaker"], claim["statement"])
