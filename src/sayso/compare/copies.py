"""Copies and origins: what recurs, which wording documents share, and how many texts there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sayso.compare.alignment import align
from sayso.compare.candidates import candidate_pairs
from sayso.compare.furniture import recurring_blocks
from sayso.compare.kinship import relate
from sayso.compare.origins import of_one_page, origins
from sayso.compare.postings import across
from sayso.compare.sketch import Sketch, sketch_page
from sayso.model.comparison import Furniture, Origin, Passage, Reuse, Told

#: The passages of every pair of pages that was compared word for word.
Alignments = Mapping[tuple[str, str], tuple[Passage, ...]]


class Copies(NamedTuple):
    """What a collection shares, each list sorted."""

    furniture: tuple[Furniture, ...]
    reuse: tuple[Reuse, ...]
    origins: tuple[Origin, ...]


def find_copies(told: Iterable[Told]) -> Copies:
    """All of it at one go, in memory, whatever the order: for measuring and for programs. A record keeps the steps."""
    documents = sorted(told, key=lambda t: t.document.doc)
    pages = {one.page.id: one.page for one in documents}
    sketches = [sketch_page(page) for page in pages.values()]
    alignments = {(page, other): align(pages[page], pages[other]) for page, other in candidate_pairs(sketches)}
    furniture = find_furniture(documents, sketches)
    reuse = find_reuse(documents, alignments, furniture)
    return Copies(furniture, reuse, origins(documents, reuse, furniture))


def find_furniture(documents: Sequence[Told], sketches: Sequence[Sketch]) -> tuple[Furniture, ...]:
    """The blocks of each document that recur over unrelated pages, sorted."""
    by_page = _by_page(documents)
    found = [
        Furniture(told.document.doc, start, end, pages)
        for page, start, end, pages in recurring_blocks(sketches)
        for told in by_page[page]
    ]
    return tuple(sorted(found, key=lambda f: (f.doc, f.start, f.end)))


def find_reuse(documents: Sequence[Told], alignments: Alignments, furniture: Iterable[Furniture]) -> tuple[Reuse, ...]:
    """The shared passages of all pairs of documents (sorted by name), each with the kinship it shows; sorted."""
    by_page, blocks = _by_page(documents), by_document(furniture)
    found: list[Reuse] = []
    for (page, other), passages in sorted(alignments.items()):
        if passages:
            for a, b in across(by_page[page], by_page[other]):
                found.extend(relate(a, b, passages, blocks[a.document.doc] + blocks[b.document.doc]))
    named = {told.document.doc: told for told in documents}
    for doc, same in of_one_page(named):
        found.extend(relate(named[doc], named[same], (), blocks[doc]))
    return tuple(sorted(found, key=lambda r: (r.doc, r.start, r.end, r.other_doc, r.other_start, r.other_end)))


def by_document(furniture: Iterable[Furniture]) -> Mapping[str, list[Furniture]]:
    """The furniture of each document; none for one that has none."""
    blocks: dict[str, list[Furniture]] = defaultdict(list)
    for block in furniture:
        blocks[block.doc].append(block)
    return blocks


def _by_page(documents: Iterable[Told]) -> Mapping[str, list[Told]]:
    by_page: dict[str, list[Told]] = defaultdict(list)
    for told in documents:
        by_page[told.page.id].append(told)
    return by_page
