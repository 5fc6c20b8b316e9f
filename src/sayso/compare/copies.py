"""Copies and origins of a collection at one go, in memory: for measuring and for programs; a record keeps the steps."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sayso.compare.alignment import align
from sayso.compare.candidates import candidate_pairs
from sayso.compare.furniture import recurring_blocks
from sayso.compare.kinship import relate
from sayso.compare.origins import of_one_page, origins
from sayso.compare.sketch import sketch_page
from sayso.model.comparison import Furniture, Origin, Reuse, Told


class Copies(NamedTuple):
    """What a collection shares, each list sorted."""

    furniture: tuple[Furniture, ...]
    reuse: tuple[Reuse, ...]
    origins: tuple[Origin, ...]


def find_copies(told: Iterable[Told]) -> Copies:
    """Furniture, shared passages and origins of the documents, whatever their order."""
    documents = {t.document.doc: t for t in sorted(told, key=lambda t: t.document.doc)}
    by_page: dict[str, list[Told]] = defaultdict(list)
    for one in documents.values():
        by_page[one.page.id].append(one)
    sketches = [sketch_page(group[0].page) for group in by_page.values()]
    furniture = tuple(
        Furniture(one.document.doc, start, end, pages)
        for page, start, end, pages in recurring_blocks(sketches)
        for one in by_page[page]
    )
    blocks: dict[str, list[Furniture]] = defaultdict(list)
    for block in furniture:
        blocks[block.doc].append(block)
    reuse: list[Reuse] = []
    for page, other in candidate_pairs(sketches):
        passages = align(by_page[page][0].page, by_page[other][0].page)
        for a in by_page[page]:
            for b in by_page[other]:
                reuse += relate(a, b, passages, blocks[a.document.doc] + blocks[b.document.doc])
    for doc, other in of_one_page(documents):
        reuse += relate(documents[doc], documents[other], (), blocks[doc])
    ordered = tuple(sorted(reuse, key=lambda r: (r.doc, r.start, r.end, r.other_doc, r.other_start, r.other_end)))
    lines = tuple(sorted(furniture, key=lambda f: (f.doc, f.start, f.end)))
    return Copies(lines, ordered, origins(documents.values(), ordered, lines))
