"""How many texts there really are: which documents have one text origin, and which parts come from another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.compare.furniture import by_document
from sayso.compare.postings import linked
from sayso.compare.sameness import SMALL_PART, same_page, sharing, shorter, side, swapped
from sayso.model.comparison import Furniture, Origin, Reuse, Told
from sayso.model.text import Anchored, Span

Pair = tuple[str, str]

#: Passages stand in different places of a text where less of them than this lies in one.
_LITTLE = 0.2
#: Wording of these kinds comes from one text; a common statement does not make one text of two.
_OF_A_TEXT = frozenset({"copy", "common-intermediary"})


def origins(told: Iterable[Told], reuse: Iterable[Reuse], furniture: Iterable[Furniture]) -> tuple[Origin, ...]:
    """One line a document (span None) that names its text origin, and lines for parts from elsewhere, sorted.

    An origin is named by its smallest document. Documents share one where most of the shorter one's running text,
    furniture left out, is shared; documents of one page always do. A part whose direction is unknown is given to the
    origin with the smaller name: a name for what is shared, no claim about who took it.
    """
    documents = {t.document.doc: t for t in sorted(told, key=lambda t: t.document.doc)}
    rows = [row for row in reuse if row.kinship in _OF_A_TEXT]
    group = _groups(documents, _joined(documents, rows, by_document(furniture)))
    whole = [Origin(doc, group[doc]) for doc in documents]
    return tuple(sorted([*whole, *_parts(documents, rows, group)], key=_order))


def _order(line: Origin) -> tuple[str, int, int, str]:
    span = line.span or Span(-1, -1)
    return line.doc, span.start, span.end, line.origin


class Edge(NamedTuple):
    """Two documents of which the shorter one is for the most part the other's text."""

    doc: str
    other: str
    partial: bool
    """Is it the smaller part of the longer one?"""
    within: tuple[Anchored, ...]
    """Where it stands in the longer one."""
    longer: str


def _joined(
    documents: Mapping[str, Told], rows: Iterable[Reuse], furniture: Mapping[str, Sequence[Anchored]]
) -> list[Pair]:
    """Pairs of documents with one text origin."""
    spans: dict[Pair, tuple[list[Anchored], list[Anchored]]] = defaultdict(lambda: ([], []))
    for row in rows:
        spans[row.doc, row.other_doc][0].append(Anchored(row.start, row.end))
        spans[row.doc, row.other_doc][1].append(Anchored(row.other_start, row.other_end))
    edges: list[Edge] = []
    for (doc, other), (here, there) in sorted(spans.items()):
        sides = (
            side(documents[doc], here, furniture.get(doc, ())),
            side(documents[other], there, furniture.get(other, ())),
        )
        shared = sharing(*sides)
        if shared.one_text:
            second = shorter(*sides) is sides[0]
            within, longer = (there, other) if second else (here, doc)
            edges.append(Edge(doc, other, shared.longer < SMALL_PART, tuple(within), longer))
    same = [(a, b) for a, b in of_one_page(documents) if same_page(documents[a], documents[b])]
    return same + [(edge.doc, edge.other) for edge in edges if not _in_compilation(edge, edges)]


def _in_compilation(edge: Edge, edges: Iterable[Edge]) -> bool:
    """Is the longer one put together of several texts, of which this is one?

    A round-up holds two reports whole: they stand in different places of it, and it makes no one text of them.
    """
    return edge.partial and any(
        other.partial and other.longer == edge.longer and other != edge and _apart(edge.within, other.within)
        for other in edges
    )


def _apart(a: Sequence[Anchored], b: Sequence[Anchored]) -> bool:
    """Do two sets of passages stand in different places, but for a little?"""
    common = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)
    return common < _LITTLE * min(sum(x.length for x in a), sum(y.length for y in b))


def of_one_page(documents: Mapping[str, Told]) -> list[Pair]:
    """Pairs of documents that hold the same page; of a page at very many addresses, each with the first of them."""
    by_page: dict[str, list[str]] = defaultdict(list)
    for doc, one in documents.items():
        by_page[one.page.id].append(doc)
    return [pair for docs in by_page.values() for pair in linked(sorted(docs))]


def _groups(documents: Iterable[str], pairs: Iterable[Pair]) -> dict[str, str]:
    """Each document -> the smallest document it is connected to."""
    smallest = {doc: doc for doc in documents}

    def root(doc: str) -> str:
        while smallest[doc] != doc:
            doc = smallest[doc]
        return doc

    for doc, other in pairs:
        first, second = sorted((root(doc), root(other)))
        smallest[second] = first
    return {doc: root(doc) for doc in smallest}


def _parts(documents: Mapping[str, Told], rows: Iterable[Reuse], group: Mapping[str, str]) -> Iterator[Origin]:
    """Lines for the passages that two documents of different origins share, overlapping ones made one.

    A passage that names other people, places, days or sums on its two sides says something of its own: no line.
    """
    spans: dict[Pair, list[Span]] = defaultdict(list)
    for row in rows:
        here, there = Span(row.start, row.end), Span(row.other_start, row.other_end)
        origin, other = group[row.doc], group[row.other_doc]
        if origin == other or swapped(documents[row.doc].page, here, documents[row.other_doc].page, there):
            continue
        if row.direction == "from" or (row.direction == "unknown" and other < origin):
            spans[row.doc, other].append(here)
        else:
            spans[row.other_doc, origin].append(there)
    for (doc, origin), found in spans.items():
        yield from (Origin(doc, origin, span) for span in _merged(found))


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
